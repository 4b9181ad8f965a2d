//! The address: which port is listened at, and how many clients are let in at one time. It listens at
//! 127.0.0.1 and at nothing else.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::board::Board;
use super::place::Place;
use super::visit::{House, visit};
use crate::terminal;

/// The port where none is asked for.
const PORT: u16 = 7878;
/// How many ports after it are tried.
const NEIGHBOURS: u16 = 100;
/// How many clients are answered at one time; more wait outside.
const CLIENTS: usize = 64;
/// What the thread of a client needs: it holds a few kilobytes.
const STACK: usize = 256 * 1024;
/// How long to wait where nobody can be let in.
const PAUSE: Duration = Duration::from_millis(10);

/// A port that is ours.
#[derive(Debug)]
pub(super) struct Door {
    listener: TcpListener,
    port: u16,
}

impl Door {
    /// Takes the port that is asked for, or else one that is free. The error is a sentence for people.
    pub(super) fn open(port: Option<u16>) -> Result<Self, String> {
        let listener = match port {
            Some(port) => bind(port).map_err(|error| {
                format!(
                    "cannot listen at 127.0.0.1:{port}: {error}; name another port, or leave `--port` out to take one that is free"
                )
            })?,
            None => first_free()?,
        };
        let port = listener.local_addr().map_err(|error| format!("cannot listen: {error}"))?.port();
        Ok(Self { listener, port })
    }

    /// What to type into a browser.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Lets clients in from now on, on threads of their own.
    pub(super) fn admit(self, board: Arc<Board>) -> io::Result<()> {
        let house = Arc::new(House::new(board, self.port, CLIENTS));
        let listener = self.listener;
        thread::Builder::new()
            .name("door".to_owned())
            .spawn(move || let_in(&listener, &house))
            .map(|_| ())
    }
}

fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

fn first_free() -> Result<TcpListener, String> {
    for port in PORT..=PORT + NEIGHBOURS {
        let Ok(listener) = bind(port) else { continue };
        if port != PORT {
            terminal::remark(&format!("port {PORT} is taken, so this is port {port}"));
        }
        return Ok(listener);
    }
    let last = PORT + NEIGHBOURS;
    Err(format!(
        "cannot listen at 127.0.0.1: all ports from {PORT} to {last} are taken; `--port 0` takes any that is free"
    ))
}

fn let_in(listener: &TcpListener, house: &Arc<House>) {
    loop {
        let Some(place) = Place::take(&house.clients, CLIENTS) else {
            thread::sleep(PAUSE);
            continue;
        };
        // A client that is gone again, or too many open files of the system, end nothing.
        let Ok((stream, _)) = listener.accept() else {
            thread::sleep(PAUSE);
            continue;
        };
        let house = Arc::clone(house);
        let visiting = move || {
            visit(stream, &house);
            drop(place);
        };
        // Without a thread, the client is sent away.
        if thread::Builder::new().stack_size(STACK).spawn(visiting).is_err() {
            thread::sleep(PAUSE);
        }
    }
}

//! How one client is answered, on a thread of its own: its request is waited for, answered, and the
//! connection closed. A client that is slow, silent or gone costs a place for some seconds, and less
//! where places are few; nobody else waits for it.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::answer::{before_page, before_stream, refusal};
use super::board::Board;
use super::place::Place;
use super::request::{MOST_BYTES, Part, Refusal, Request, Wanted, read};

/// How long a client may take for its request, and how long it may take nothing of an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// The same, where half of all places are taken.
const HURRY: Duration = Duration::from_secs(1);
/// How long a client may take for an answer in all.
const LONGEST: Duration = Duration::from_mins(5);
/// How often a thread that waits looks up.
const LOOK: Duration = Duration::from_millis(200);
/// How long a stream is silent, so that both ends learn when the other one is gone.
const BEAT: Duration = Duration::from_secs(10);
/// What is read of a client that was answered, so that it gets to read that.
const REST: usize = 64 * 1024;
/// How many pages may listen at one time; the other places are for pages that are asked for.
const STREAMS: usize = 48;

/// What all visits share.
#[derive(Debug)]
pub(super) struct House {
    board: Arc<Board>,
    port: u16,
    /// How many clients are there.
    pub(super) clients: Arc<AtomicUsize>,
    streams: Arc<AtomicUsize>,
    most: usize,
}

impl House {
    /// A house for so many clients.
    pub(super) fn new(board: Arc<Board>, port: u16, most: usize) -> Self {
        Self { board, port, clients: Arc::default(), streams: Arc::default(), most }
    }

    fn patience(&self) -> Duration {
        let crowded = self.clients.load(Ordering::Relaxed) * 2 > self.most;
        if crowded { HURRY } else { PATIENCE }
    }
}

/// Answers a client. Whatever it does, it is the client's loss alone.
pub(super) fn visit(stream: TcpStream, house: &House) {
    // A client that cannot be waited for a limited time is not waited for.
    let _ = stream.set_nodelay(true);
    let limited = stream.set_read_timeout(Some(LOOK)).and(stream.set_write_timeout(Some(LOOK)));
    if limited.is_ok() && answer(&stream, house).is_ok() {
        take_leave(&stream);
    }
}

fn answer(stream: &TcpStream, house: &House) -> io::Result<()> {
    let Request { wanted, part } = match listen(stream, house)? {
        Ok(request) => request,
        Err(refused) => return send(stream, refusal(refused).as_bytes(), house),
    };
    match wanted {
        Wanted::Page => {
            let page = Arc::clone(&house.board.now().page);
            send(stream, before_page(&page).as_bytes(), house)?;
            let body = if part == Part::Whole { page.text.as_bytes() } else { &[] };
            send(stream, body, house)
        }
        Wanted::Changes => {
            let Some(place) = Place::take(&house.streams, STREAMS) else {
                return send(stream, refusal(Refusal::Busy).as_bytes(), house);
            };
            send(stream, before_stream().as_bytes(), house)?;
            let followed = if part == Part::Whole { follow(stream, house) } else { Ok(()) };
            drop(place);
            followed
        }
    }
}

/// Whether a wait came to nothing, but may go on.
fn is_waiting(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

/// Waits for a request. The error is that the client is gone.
fn listen(mut stream: &TcpStream, house: &House) -> io::Result<Result<Request, Refusal>> {
    let began = Instant::now();
    let mut bytes = vec![0; MOST_BYTES];
    let mut count = 0;
    loop {
        match stream.read(&mut bytes[count..]) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(more) => count += more,
            Err(error) if is_waiting(&error) => {}
            Err(error) => return Err(error),
        }
        if let Some(read) = read(&bytes[..count], house.port) {
            return Ok(read);
        }
        if began.elapsed() > house.patience() {
            return Ok(Err(Refusal::Slow));
        }
    }
}

/// Sends some bytes to a client that takes them. The error is that it does not.
fn send(mut stream: &TcpStream, mut bytes: &[u8], house: &House) -> io::Result<()> {
    let began = Instant::now();
    let mut moved = began;
    while !bytes.is_empty() {
        match stream.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                bytes = &bytes[count..];
                moved = Instant::now();
            }
            Err(error) if is_waiting(&error) && moved.elapsed() < house.patience() => {}
            Err(error) => return Err(error),
        }
        if began.elapsed() > LONGEST {
            return Err(ErrorKind::TimedOut.into());
        }
    }
    Ok(())
}

/// Tells a page what is shown, and again whenever that changes, until it is gone.
fn follow(mut stream: &TcpStream, house: &House) -> io::Result<()> {
    let mut told = None;
    let mut spoke = Instant::now();
    let mut heard = 0;
    let mut bytes = [0; 256];
    loop {
        let now = house.board.now();
        let is_news = told.as_ref().is_none_or(|told| !Arc::ptr_eq(told, &now));
        if is_news || spoke.elapsed() > BEAT {
            // What begins with a colon is for the connection alone.
            let event = if is_news { format!("data: {}\n\n", now.news()) } else { ":\n\n".into() };
            send(stream, event.as_bytes(), house)?;
            spoke = Instant::now();
            told = Some(now);
        }
        // Nothing more is to be said here; that the client is gone is heard in this way too.
        match stream.read(&mut bytes) {
            Ok(0) => return Ok(()),
            Ok(count) => heard += count,
            Err(error) if is_waiting(&error) => {}
            Err(error) => return Err(error),
        }
        if heard > MOST_BYTES {
            return Ok(());
        }
    }
}

/// Ends a connection so that the client can read what it was sent: a system that closes one with bytes
/// that nobody read takes back what is under way.
fn take_leave(mut stream: &TcpStream) {
    if stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    let began = Instant::now();
    let (mut bytes, mut count) = ([0; 4096], 0);
    while began.elapsed() < HURRY && count < REST {
        match stream.read(&mut bytes) {
            Ok(0) => return,
            Ok(more) => count += more,
            Err(error) if is_waiting(&error) => {}
            Err(_) => return,
        }
    }
}

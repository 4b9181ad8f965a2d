//! The program as it serves a page: started, listened to, ended with the test.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::{OF_CI, program};

/// So long that only a program that hangs takes it.
const FOREVER: Duration = Duration::from_secs(60);

/// A program that serves the page of a project.
pub struct Serving {
    child: Child,
    /// What it says that its address is.
    pub address: String,
    /// The port of that.
    pub port: u16,
    said: Receiver<String>,
}

impl Serving {
    /// Starts it in a folder, at a port that is free.
    pub fn start(folder: &Path, args: &[&str]) -> Self {
        let port = if args.contains(&"--port") { &[][..] } else { &["--port", "0"] };
        Self::run(folder, &[args, port].concat())
    }

    /// Starts it in a folder, at the port that it chooses.
    pub fn on_default_port(folder: &Path) -> Self {
        Self::run(folder, &[])
    }

    /// Starts it where nobody reads what it prints and says.
    pub fn unheard(folder: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let mut child = spawn(folder, &["--port", &port.to_string()]);
        drop((child.stdout.take(), child.stderr.take()));
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = child.try_wait().expect("it can be asked");
            assert_eq!(ended, None, "it serves on");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { child, address: String::new(), port, said: channel().1 }
    }

    fn run(folder: &Path, args: &[&str]) -> Self {
        let mut child = spawn(folder, args);
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let said = lines(child.stderr.take().expect("it is piped"));
        let mut address = String::new();
        out.read_line(&mut address).expect("it prints its address");
        let address = address.trim_end().to_owned();
        let number = address.trim_end_matches('/').rsplit(':').next().and_then(|n| n.parse().ok());
        let Some(port) = number else {
            let said: Vec<String> = said.iter().collect();
            panic!("it serves nothing: {address:?} {said:?}");
        };
        Self { child, address, port, said }
    }

    /// Waits for something that it says on standard error.
    #[track_caller]
    pub fn says(&self, words: &str) {
        let mut all = String::new();
        loop {
            let line = self.said.recv_timeout(FOREVER);
            let line = line.unwrap_or_else(|_| panic!("it does not say `{words}`: {all}"));
            all.push_str(&line);
            all.push('\n');
            if line.contains(words) {
                return;
            }
        }
    }

    /// A connection to it.
    #[track_caller]
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(FOREVER)).expect("it can be set");
        stream
    }

    /// What comes of sending some bytes: the status, the head and the body. The other end may close
    /// before it has read all of them.
    #[track_caller]
    pub fn send(&self, bytes: &[u8]) -> (u16, String, String) {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers and ends");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head ends");
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
        (status, head.to_owned(), body.to_owned())
    }

    /// A request, `GET /`, with some more headers, each with its end.
    pub fn request(&self, line: &str, more: &str) -> Vec<u8> {
        format!("{line} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{more}\r\n", self.port).into_bytes()
    }

    /// What comes of that request.
    #[track_caller]
    pub fn ask(&self, line: &str, more: &str) -> (u16, String, String) {
        self.send(&self.request(line, more))
    }

    /// The page.
    #[track_caller]
    pub fn page(&self) -> String {
        let (status, _, page) = self.ask("GET /", "");
        assert_eq!(status, 200, "{page}");
        page
    }

    /// Sends it a signal, `-INT`.
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "{signal}");
    }

    /// Waits for its end.
    pub fn ended(&mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }
}

fn spawn(folder: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(program());
    command.current_dir(folder).arg("serve").args(args).envs(OF_CI.map(|name| (name, "")));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program can be run")
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of an output, as they come, until nobody wants them.
pub fn lines(output: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

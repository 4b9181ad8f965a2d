//! `claimcheck serve`, with the real program, real files and real connections.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;

use claimcheck_tests::{Scratch, Serving, claimcheck, mentions};
use serde_json::Value;

const PROJECT: &str = "\
kinds: {meeting: {is: event}}
entities: {talks: {kind: meeting, names: [the talks]}}
--- claims/morning.yaml
report: {id: morning}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
--- claims/evening.yaml
report: {id: evening}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
";

/// What a page is told, event by event.
struct Stream(BufReader<TcpStream>);

impl Stream {
    fn open(serving: &Serving) -> Self {
        let mut stream = serving.connect();
        let bytes = serving.request("GET /changes", "");
        stream.write_all(&bytes).expect("it can be sent");
        let mut lines = BufReader::new(stream);
        let mut line = String::new();
        lines.read_line(&mut line).expect("it answers");
        assert_eq!(line, "HTTP/1.1 200 OK\r\n");
        Self(lines)
    }

    /// The next news.
    #[track_caller]
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            let count = self.0.read_line(&mut line).expect("news come");
            assert!(count > 0, "the stream goes on");
            if let Some(news) = line.strip_prefix("data: ") {
                return serde_json::from_str(news).expect("it is JSON");
            }
        }
    }
}

/// The version that a page says it is.
#[track_caller]
fn version(page: &str) -> &str {
    let (_, rest) = page.split_once("<body data-version=\"").expect("it has a version");
    rest.split_once('"').expect("it ends").0
}

fn write(folder: &Path, path: &str, text: &str) {
    std::fs::write(folder.join(path), text).expect("it can be written");
}

#[test]
fn the_page_comes_with_all_that_keeps_it_to_itself() {
    let project = Scratch::new(PROJECT);
    let serving = Serving::start(project.path(), &["--title", "Two reports"]);
    assert_eq!(serving.address, format!("http://127.0.0.1:{}/", serving.port));
    let (status, head, body) = serving.ask("GET /", "");
    assert_eq!(status, 200);
    assert!(body.starts_with("<!DOCTYPE html>") && body.ends_with("</html>\n"), "it is whole");
    mentions(&body, &["<title>Two reports · claimcheck</title>", "morning", "2025-03-10"]);
    mentions(
        &head,
        &[
            "\r\nContent-Type: text/html; charset=utf-8\r\n",
            &format!("\r\nContent-Length: {}\r\n", body.len()),
            "\r\nCache-Control: no-store\r\n",
            "\r\nX-Content-Type-Options: nosniff\r\n",
            "\r\nReferrer-Policy: no-referrer\r\n",
            "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
            "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
            "\r\nX-Frame-Options: DENY\r\n",
            "; connect-src 'self'; frame-ancestors 'none'\r\n",
            "\r\nContent-Security-Policy: default-src 'none'; script-src 'sha256-",
        ],
    );
    assert!(!head.contains("unsafe") && !head.contains("Access-Control"), "{head}");
    let (status, same, nothing) = serving.ask("HEAD /", "");
    assert_eq!((status, same, nothing.as_str()), (200, head, ""));
    // It is the page that `html` writes, but that one asks nobody, and has nothing to ask with.
    let written = claimcheck(project.path(), ["html", "--title", "Two reports"]).out;
    for word in ["/changes", "EventSource", "connect-src", "data-version"] {
        assert!(body.contains(word) && !written.contains(word), "{word}");
    }
    let data = |page: &str| {
        let (_, rest) = page.split_once("id=\"data\">").expect("data");
        rest.split_once("</script>").expect("its end").0.to_owned()
    };
    assert_eq!(data(&body), data(&written));
}

#[test]
fn nobody_else_is_answered() {
    let project = Scratch::new(PROJECT);
    let serving = Serving::start(project.path(), &[]);
    let port = serving.port;
    let cases: [(u16, String); 14] = [
        (403, "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".into()),
        (403, format!("GET / HTTP/1.1\r\nHost: example.org:{port}\r\n\r\n")),
        (403, format!("GET /changes HTTP/1.1\r\nHost: example.org:{port}\r\n\r\n")),
        (403, format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", port ^ 1)),
        (403, "GET / HTTP/1.0\r\n\r\n".into()),
        (403, format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: null\r\n\r\n")),
        (
            403,
            format!(
                "GET /changes HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://example.org\r\n\r\n"
            ),
        ),
        (
            403,
            format!(
                "GET / HTTP/1.1\r\nHost: localhost:{port}\r\nSec-Fetch-Site: cross-site\r\n\r\n"
            ),
        ),
        (404, format!("GET /claims/morning.yaml HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")),
        (404, format!("GET /../claims/morning.yaml HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")),
        (404, format!("GET //etc/passwd HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")),
        (405, format!("DELETE / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")),
        (405, format!("OPTIONS / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")),
        (413, format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 3\r\n\r\nabc")),
    ];
    for (expected, text) in cases {
        let (status, head, body) = serving.send(text.as_bytes());
        assert_eq!(status, expected, "{text}");
        mentions(&head, &["text/plain", "nosniff", "no-store", "default-src 'none'"]);
        assert!(!body.contains("talks") && body.lines().count() == 1, "{body}");
        assert_eq!(head.contains("Allow: GET, HEAD"), status == 405, "{head}");
    }
    for host in [format!("localhost:{port}"), format!("[::1]:{port}")] {
        let text = format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n\r\n"
        );
        assert_eq!(serving.send(text.as_bytes()).0, 200, "{host}");
    }
}

/// It ends with an answer, whatever is sent, and the next one is answered as ever.
#[test]
fn whatever_is_sent_is_answered_and_forgotten() {
    let project = Scratch::new(PROJECT);
    let serving = Serving::start(project.path(), &[]);
    let head = |rest: &[u8]| [b"GET / HTTP/1.1\r\n", rest].concat();
    let noise: Vec<u8> = (0..=u8::MAX).cycle().take(100_000).collect();
    let cases: [(u16, Vec<u8>); 8] = [
        (400, noise),
        (400, vec![0; 70_000]),
        // What a browser sends that was told `https`.
        (400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec()),
        (400, b"GET /\xff\xfe HTTP/1.1\r\n\r\n".to_vec()),
        (414, [b"GET /".as_slice(), &[b'a'; 500_000]].concat()),
        (431, head(&b"x: y\r\n".repeat(50_000))),
        (431, head(&[b"x: ".as_slice(), &[b'y'; 500_000]].concat())),
        (505, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec()),
    ];
    for (expected, bytes) in cases {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned();
        assert_eq!(serving.send(&bytes).0, expected, "{shown}");
        assert_eq!(serving.ask("GET /", "X: \u{e9}\r\n").0, 200);
    }
    // Of several requests at once, the first is answered; a client that says no more is one too.
    let twice = serving.request("GET /", "").repeat(3);
    let (status, _, body) = serving.send(&twice);
    assert_eq!((status, body.matches("<!DOCTYPE").count()), (200, 1));
    let mut stream = serving.connect();
    stream.write_all(&serving.request("GET /", "")).expect("it can be sent");
    stream.shutdown(Shutdown::Write).expect("it can be closed");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.ends_with("</html>\n"));
}

#[test]
fn nobody_waits_for_a_slow_client() {
    let project = Scratch::new(PROJECT);
    let serving = Serving::start(project.path(), &[]);
    // Some say nothing, some begin, some do not read, some are gone. Of more than wait at the door the
    // system would let some knock again and again, with ever longer pauses.
    let mut kept = Vec::new();
    for at in 0..120 {
        let mut stream = serving.connect();
        let bytes = serving.request("GET /", "");
        match at % 4 {
            0 => {}
            1 => stream.write_all(b"GET / HT").expect("it can be sent"),
            2 => stream.write_all(&bytes).expect("it can be sent"),
            _ => {
                let _ = stream.write_all(&bytes[..20]);
                continue;
            }
        }
        kept.push(stream);
    }
    assert_eq!(serving.ask("GET /", "").0, 200);
    // More listen than there are places for, and the page is there for others.
    let open = |_| {
        let mut stream = serving.connect();
        stream.write_all(&serving.request("GET /changes", "")).expect("it can be sent");
        stream
    };
    let mut streams: Vec<TcpStream> = (0..60).map(open).collect();
    let answer = |stream: &mut TcpStream| {
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    };
    let answers: Vec<String> = streams.iter_mut().map(answer).collect();
    let count = |status: &str| answers.iter().filter(|answer| answer.ends_with(status)).count();
    assert_eq!((count("200"), count("503")), (48, 12));
    assert_eq!(serving.ask("GET /", "").0, 200);
    // Who began and never went on is told so.
    let mut slow = kept.swap_remove(1);
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    // Meanwhile the project is watched as ever.
    write(project.path(), "claims/more.yaml", "report: {id: noon}\n");
    serving.says("changed: claims/more.yaml (new); the page is a new one");
}

#[test]
fn a_change_is_told_and_what_is_no_change_is_not() {
    let project = Scratch::new(PROJECT);
    let serving = Serving::start(project.path(), &[]);
    let mut stream = Stream::open(&serving);
    let first = stream.next();
    let page = serving.page();
    assert_eq!(first["version"], version(&page));
    assert_eq!(first["trouble"], Value::Null);
    // A comment more, at the end: the page has nothing of it.
    let text = std::fs::read_to_string(project.path().join("claims/evening.yaml")).expect("a text");
    write(project.path(), "claims/evening.yaml", &format!("{text}# seen\n"));
    serving.says("changed: claims/evening.yaml; the page stays the same");
    write(project.path(), "claims/evening.yaml", &text.replace("03-10", "03-12"));
    let second = stream.next();
    assert_ne!(second["version"], first["version"]);
    let page = serving.page();
    assert_eq!(second["version"], version(&page));
    mentions(&page, &["conflict/date", "2025-03-12"]);
    // What was there before is the same page, and so is that of another run.
    write(project.path(), "claims/evening.yaml", &text);
    assert_eq!(stream.next()["version"], first["version"]);
    let other = Serving::start(project.path(), &[]);
    assert_eq!(Stream::open(&other).next()["version"], first["version"]);
}

#[test]
fn the_last_page_stays_while_the_project_is_broken() {
    let project = Scratch::new(PROJECT);
    let serving = Serving::start(project.path(), &[]);
    let mut stream = Stream::open(&serving);
    let first = stream.next()["version"].clone();
    let mut broken = |told: &str| {
        let news = stream.next();
        assert_eq!(news["version"], first);
        assert!(news["trouble"].as_str().is_some_and(|trouble| trouble.contains(told)), "{news}");
        let (status, _, page) = serving.ask("GET /", "");
        assert_eq!((status, version(&page)), (200, first.as_str().expect("a text")));
        serving.says(told);
    };
    // Settings that cannot be read, with what would steer a page or a terminal.
    write(project.path(), "claimcheck.yaml", "\"fail\\e[31m</script>\": x\n");
    broken("no key `fail [31m</script>`");
    let settings = project.path().join("claimcheck.yaml");
    std::fs::remove_file(&settings).expect("it can be removed");
    assert_eq!(stream.next()["trouble"], Value::Null);
    // No report left.
    let claims = project.path().join("claims");
    let elsewhere = Scratch::new("");
    let aside = elsewhere.path().join("claims");
    std::fs::rename(&claims, &aside).expect("it can be moved");
    let mut news = stream.next();
    assert!(
        news["trouble"].as_str().is_some_and(|told| told.contains("no reports found")),
        "{news}"
    );
    std::fs::rename(&aside, &claims).expect("it can be moved");
    news = stream.next();
    assert_eq!((&news["version"], &news["trouble"]), (&first, &Value::Null));
    // Errors in the claims are no such thing: the page shows them.
    write(project.path(), "claims/odd.yaml", "claims: [{about: nobody}]\n");
    assert_ne!(stream.next()["version"], first);
    serving.says("the claims have");
    mentions(&serving.page(), &["so not everything could be checked"]);
}

#[test]
fn a_port_that_is_taken_is_told_of_and_the_next_one_taken_where_none_is_asked_for() {
    let project = Scratch::new(PROJECT);
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("an address").port().to_string();
    let ran = claimcheck(project.path(), ["serve", "--port", &port]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    mentions(&ran.err, &["cannot listen at 127.0.0.1:", &port, "; name another port"]);
    for port in ["65536", "-1", "http", ""] {
        assert_eq!(claimcheck(project.path(), ["serve", "--port", port]).status, 2, "{port}");
    }
    let first = Serving::on_default_port(project.path());
    let second = Serving::on_default_port(project.path());
    assert_ne!(first.port, second.port);
    second.says("port 7878 is taken, so this is port ");
}

#[test]
fn what_cannot_be_shown_is_not_served() {
    let empty = Scratch::new("entities: {talks: {}}");
    let unread = Scratch::new("report: {id: x\n");
    let whole = Scratch::new(PROJECT);
    for (folder, args, told) in [
        (&empty, &[][..], "no reports found"),
        (&unread, &[], "no report could be read, as the claims have"),
        (&whole, &["nowhere"], "cannot read nowhere"),
        (&whole, &["--select", "conflicts"], "did you mean `conflict`?"),
        (&whole, &["--without", "nobody"], "no report and no source is called `nobody`"),
    ] {
        let args = ["serve", "--port", "0"].iter().chain(args);
        let ran = claimcheck(folder.path(), args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{told}");
        assert!(ran.err.contains(told), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_at_once_and_gives_the_port_back() {
    use std::os::unix::process::ExitStatusExt as _;

    let project = Scratch::new(PROJECT);
    let mut port = "0".to_owned();
    for (name, number) in [("-INT", 2), ("-TERM", 15), ("-INT", 2)] {
        let mut serving = Serving::start(project.path(), &["--port", &port]);
        port = serving.port.to_string();
        let mut stream = Stream::open(&serving);
        stream.next();
        let half = serving.connect();
        serving.signal(name);
        assert_eq!(serving.ended().signal(), Some(number));
        let mut rest = String::new();
        let _ = stream.0.read_to_string(&mut rest);
        assert!(!rest.contains("data:"), "{rest}");
        drop(half);
    }
}

/// Who started it may not listen any more: those who look at the page still do.
#[test]
fn it_serves_on_where_nobody_reads_what_it_prints() {
    let project = Scratch::new(PROJECT);
    let serving = Serving::unheard(project.path());
    let mut stream = Stream::open(&serving);
    let first = stream.next();
    write(project.path(), "claims/more.yaml", "report: {id: noon}\n");
    assert_ne!(stream.next()["version"], first["version"]);
    write(project.path(), "claimcheck.yaml", "fail: x\n");
    assert!(stream.next()["trouble"].is_string());
    assert_eq!(serving.ask("GET /", "").0, 200);
}

//! What a client asks for, from the bytes that it sent so far, and whether it is answered at all. The
//! page holds what a desk works on: only who asks for this very address gets it, so that no page of
//! somebody else can read it through the reader's browser, whatever name leads here (DNS rebinding).
//! Nothing of a request is ever repeated in an answer.

use std::fmt;

use httparse::{EMPTY_HEADER, Header, Status};

/// The longest head of a request that is read, in bytes.
pub(super) const MOST_BYTES: usize = 16 * 1024;
/// The longest first line.
const MOST_OF_LINE: usize = 4 * 1024;
const MOST_HEADERS: usize = 64;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The page.
    Page,
    /// To be told what is shown, now and whenever that changes.
    Changes,
}

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// What stands before it.
    Head,
}

/// A request that is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) wanted: Wanted,
    pub(super) part: Part,
}

/// Why a request is not answered as it wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Malformed,
    Version,
    LongLine,
    Large,
    Body,
    Slow,
    Busy,
    /// It asks for another host, or for none.
    OtherHost,
    /// It comes from a page of somebody else.
    OtherOrigin,
    Method,
    Nowhere,
}

impl Refusal {
    /// The number and the name of the answer.
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Malformed => "400 Bad Request",
            Self::OtherHost | Self::OtherOrigin => "403 Forbidden",
            Self::Nowhere => "404 Not Found",
            Self::Method => "405 Method Not Allowed",
            Self::Slow => "408 Request Timeout",
            Self::Body => "413 Content Too Large",
            Self::LongLine => "414 URI Too Long",
            Self::Large => "431 Request Header Fields Too Large",
            Self::Busy => "503 Service Unavailable",
            Self::Version => "505 HTTP Version Not Supported",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "this is no request of HTTP",
            Self::OtherHost => {
                "the page is served to this machine alone: open the address that `claimcheck serve` printed"
            }
            Self::OtherOrigin => {
                "the page is not served to other pages: type the address that `claimcheck serve` printed"
            }
            Self::Nowhere => "there is nothing here: the page is at /",
            Self::Method => "the page can be looked at, and nothing else",
            Self::Slow => "the request did not come in time",
            Self::Body => "nothing is sent to this page",
            Self::LongLine => "the address is too long",
            Self::Large => "the request is too long",
            Self::Busy => "too many pages are open",
            Self::Version => "the page is served by HTTP/1.1",
        })
    }
}

/// Reads what a client sent so far to the port; nothing where more is to come.
pub(super) fn read(bytes: &[u8], port: u16) -> Option<Result<Request, Refusal>> {
    let mut headers = [EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    match request.parse(bytes) {
        Err(httparse::Error::TooManyHeaders) => Some(Err(Refusal::Large)),
        Err(httparse::Error::Version) => Some(Err(Refusal::Version)),
        Err(_) => Some(Err(Refusal::Malformed)),
        Ok(_) if line > MOST_OF_LINE => Some(Err(Refusal::LongLine)),
        Ok(Status::Complete(_)) => Some(judge(&request, port)),
        Ok(Status::Partial) if bytes.len() < MOST_BYTES => None,
        Ok(Status::Partial) => Some(Err(Refusal::Large)),
    }
}

fn judge(request: &httparse::Request<'_, '_>, port: u16) -> Result<Request, Refusal> {
    let headers: &[Header<'_>] = request.headers;
    let host = one(headers, "host")?.filter(|host| is_ours(host, port));
    let host = host.ok_or(Refusal::OtherHost)?;
    if one(headers, "origin")?.is_some_and(|origin| !is_of(origin, host)) {
        return Err(Refusal::OtherOrigin);
    }
    // Where a browser says where a request comes from, it is this page, or nothing but the reader.
    let own = |site: &[u8]| site == b"same-origin" || site == b"none";
    if one(headers, "sec-fetch-site")?.is_some_and(|site| !own(site)) {
        return Err(Refusal::OtherOrigin);
    }
    let path = request.path.unwrap_or_default();
    let wanted = match path.split_once('?').map_or(path, |(path, _)| path) {
        "/" => Wanted::Page,
        "/changes" => Wanted::Changes,
        _ => return Err(Refusal::Nowhere),
    };
    let part = match request.method {
        Some("GET") => Part::Whole,
        Some("HEAD") => Part::Head,
        _ => return Err(Refusal::Method),
    };
    let length = one(headers, "content-length")?.unwrap_or(b"0");
    if length != b"0" || one(headers, "transfer-encoding")?.is_some() {
        return Err(Refusal::Body);
    }
    Ok(Request { wanted, part })
}

/// The value of a header that may be there once. Two would mean two things to two readers.
fn one<'h>(headers: &[Header<'h>], name: &str) -> Result<Option<&'h [u8]>, Refusal> {
    let mut values = headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
    let first = values.next().map(|header| header.value.trim_ascii());
    if values.next().is_some() { Err(Refusal::Malformed) } else { Ok(first) }
}

/// Whether a `Host` names this machine by a name that no other machine can have, and our port.
fn is_ours(host: &[u8], port: u16) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let with_port = format!("{name}:{port}");
        host.eq_ignore_ascii_case(with_port.as_bytes())
            // Browsers leave out the port of HTTP.
            || (port == 80 && host.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// Whether an `Origin` is the page at the host itself.
fn is_of(origin: &[u8], host: &[u8]) -> bool {
    let (scheme, rest) = origin.split_at(origin.len().min(b"http://".len()));
    scheme.eq_ignore_ascii_case(b"http://") && rest.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, Part, Refusal, Request, Wanted, read};

    #[track_caller]
    fn is(text: &str, expected: Option<Result<Request, Refusal>>) {
        let text = text.replace('\n', "\r\n");
        assert_eq!(read(text.as_bytes(), 7878), expected, "{text}");
    }

    const PAGE: Request = Request { wanted: Wanted::Page, part: Part::Whole };

    #[test]
    fn the_page_is_for_who_asks_for_this_address() {
        for host in ["127.0.0.1:7878", "localhost:7878", "LocalHost:7878", "[::1]:7878"] {
            is(&format!("GET / HTTP/1.1\nHost: {host}\n\n"), Some(Ok(PAGE)));
        }
        for host in [
            "example.org",
            "example.org:7878",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost.:7878",
            "localhost.example.org:7878",
            "127.0.0.1:7878.example.org",
            "user@127.0.0.1:7878",
            "127.1:7878",
            "0.0.0.0:7878",
            "::1:7878",
            "",
        ] {
            let refused = Some(Err(Refusal::OtherHost));
            is(&format!("GET / HTTP/1.1\nHost: {host}\n\n"), refused);
        }
        is("GET / HTTP/1.1\n\n", Some(Err(Refusal::OtherHost)));
        is("GET / HTTP/1.0\n\n", Some(Err(Refusal::OtherHost)));
        is("GET / HTTP/1.0\nHost: localhost:7878\n\n", Some(Ok(PAGE)));
        let two = "GET / HTTP/1.1\nHost: localhost:7878\nhost: localhost:7878\n\n";
        is(two, Some(Err(Refusal::Malformed)));
        // Where the port goes without saying, browsers do not say it.
        let plain = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        assert_eq!(read(plain, 80), Some(Ok(PAGE)));
    }

    #[test]
    fn no_page_of_somebody_else_gets_it() {
        let with = |header: &str| format!("GET / HTTP/1.1\nHost: localhost:7878\n{header}\n\n");
        for header in
            ["Origin: http://localhost:7878", "Sec-Fetch-Site: none", "Sec-Fetch-Site: same-origin"]
        {
            is(&with(header), Some(Ok(PAGE)));
        }
        for header in [
            "Origin: http://127.0.0.1:7878",
            "Origin: http://example.org",
            "Origin: https://localhost:7878",
            "Origin: http://localhost:78780",
            "Origin: null",
            "Origin: http:/",
            "Origin:",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: SAME-ORIGIN, none",
        ] {
            is(&with(header), Some(Err(Refusal::OtherOrigin)));
        }
    }

    #[test]
    fn only_two_things_can_be_asked_for_and_only_looked_at() {
        let asks = |line: &str| format!("{line} HTTP/1.1\nHost: localhost:7878\n\n");
        is(&asks("HEAD /"), Some(Ok(Request { wanted: Wanted::Page, part: Part::Head })));
        is(
            &asks("GET /changes?x=1"),
            Some(Ok(Request { wanted: Wanted::Changes, part: Part::Whole })),
        );
        for path in ["/etc/passwd", "/../../etc/passwd", "/%2e%2e/", "//", "/changes/", "*", "/É"]
        {
            is(&asks(&format!("GET {path}")), Some(Err(Refusal::Nowhere)));
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"] {
            is(&asks(&format!("{method} /")), Some(Err(Refusal::Method)));
        }
        for header in ["Content-Length: 5", "Content-Length: -1", "Transfer-Encoding: chunked"] {
            let text = format!("GET / HTTP/1.1\nHost: localhost:7878\n{header}\n\n");
            is(&text, Some(Err(Refusal::Body)));
        }
    }

    #[test]
    fn what_is_long_or_no_request_is_refused_as_soon_as_that_is_known() {
        is("", None);
        is("GET / HT", None);
        is("GET / HTTP/1.1\nHost: localhost:7878\n", None);
        is("GET / HTTP/2.0\n", Some(Err(Refusal::Version)));
        is("GET / HTTP/1.1\nno header\n", Some(Err(Refusal::Malformed)));
        is("\u{16}\u{3}\u{1}\u{2}", Some(Err(Refusal::Malformed)));
        let long = |count| format!("GET /{} HTTP/1.1\n", "a".repeat(count));
        is(&long(5_000), Some(Err(Refusal::LongLine)));
        is(&format!("GET /{}", "a".repeat(5_000)), Some(Err(Refusal::LongLine)));
        let many = format!("GET / HTTP/1.1\n{}\n", "x: y\n".repeat(100));
        is(&many, Some(Err(Refusal::Large)));
        let wide = format!("GET / HTTP/1.1\nx: {}", "y".repeat(MOST_BYTES));
        is(&wide, Some(Err(Refusal::Large)));
    }

    /// Whatever byte is another one, whatever is cut: it is judged, and it is never for another host.
    #[test]
    fn no_bytes_end_the_program() {
        let whole = b"GET / HTTP/1.1\r\nHost: localhost:7878\r\nOrigin: http://localhost:7878\r\nSec-Fetch-Site: none\r\n\r\n";
        for at in 0..whole.len() {
            assert_eq!(read(&whole[..at], 7878), None, "it may go on");
            for byte in 0..=u8::MAX {
                let mut odd = whole.to_vec();
                odd[at] = byte;
                let of_host = 22..36;
                let same = byte.eq_ignore_ascii_case(&whole[at]);
                if of_host.contains(&at) && !same {
                    assert!(!matches!(read(&odd, 7878), Some(Ok(_))), "{at} {byte}");
                }
                let _ = read(&odd, 7878);
            }
        }
    }
}

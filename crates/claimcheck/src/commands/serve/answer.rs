//! How an answer begins: its status, and what a browser may do with what follows. Every answer ends its
//! connection, may be kept by nobody, and may be shown and read by this page alone.

use claimcheck_page::Served;

use super::request::Refusal;

/// What a text is, to a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Stream,
    Words,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Page => "text/html; charset=utf-8",
            Self::Stream => "text/event-stream; charset=utf-8",
            Self::Words => "text/plain; charset=utf-8",
        }
    }
}

/// What nothing is allowed to do that is no page.
const NOTHING: &str = "default-src 'none'";

/// The head of an answer, with some lines of its own. A stream has no length: it ends with its
/// connection.
fn head(status: &str, kind: Kind, policy: &str, more: &str) -> String {
    let kind = kind.name();
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: {kind}\r\n\
         {more}\
         Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         X-Frame-Options: DENY\r\n\
         Content-Security-Policy: {policy}; frame-ancestors 'none'\r\n\
         Connection: close\r\n\
         \r\n"
    )
}

/// What stands before the page.
pub(super) fn before_page(page: &Served) -> String {
    let length = format!("Content-Length: {}\r\n", page.text.len());
    head("200 OK", Kind::Page, &page.policy, &length)
}

/// What stands before a stream of events.
pub(super) fn before_stream() -> String {
    head("200 OK", Kind::Stream, NOTHING, "")
}

/// A refusal, with its reason in plain words.
pub(super) fn refusal(refusal: Refusal) -> String {
    let words = format!("{refusal}\n");
    let more = match refusal {
        Refusal::Method => "Allow: GET, HEAD\r\n",
        Refusal::Busy => "Retry-After: 2\r\n",
        _ => "",
    };
    let more = format!("Content-Length: {}\r\n{more}", words.len());
    head(refusal.status(), Kind::Words, NOTHING, &more) + &words
}

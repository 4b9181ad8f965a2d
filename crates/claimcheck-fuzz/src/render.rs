//! Every format, on random projects whose texts try to be more than text.

use claimcheck::written::{Ink, Paper, View, findings, formats, timelines, views};
use claimcheck_checker::check_against;
use claimcheck_core::conflict::Conflict;

use crate::bytes::Bytes;
use crate::project::{Besides, load_files, project};

/// A format, how it is to look, and a random project.
///
/// # Panics
///
/// Where what is written has a character that a terminal obeys, or is not the JSON that it should be.
pub fn render(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let names = formats();
    let format = bytes.below(names.len() + 1);
    let ink = if bytes.once_in(2) { Ink::Colour } else { Ink::Black };
    // The program takes a terminal for no narrower and no wider.
    let paper = Paper { width: 40 + bytes.below(81), ink };
    let project = load_files(&project(&mut bytes, Besides::Nothing));
    let Some(name) = names.get(format) else {
        let [list, drawn, json] = timelines(&project, paper).expect("it can be written");
        is_text(&list);
        is_text(&without_colours(&drawn));
        is_json(&json);
        for view in views(&project, paper).expect("it can be written") {
            match view {
                View::People(text) => is_text(&without_colours(&text)),
                View::Json(text) => is_json(&text),
            }
        }
        return;
    };
    let found = check_against(&project, &[]);
    let fixed: Vec<String> = found.fixed.iter().map(Conflict::in_words).collect();
    let text = findings(name, &project, (&found.findings, &fixed), paper)
        .expect("a format of that name")
        .expect("it can be written");
    if name == "human" && ink == Ink::Colour {
        is_text(&without_colours(&text));
    } else {
        is_text(&text);
    }
    if ["json", "sarif", "gitlab", "rdjson"].contains(&name.as_str()) {
        is_json(&text);
    }
}

fn is_json(text: &str) {
    is_text(text);
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    assert!(read.is_ok(), "{read:?}: {text}");
}

/// There is nothing in it that a terminal obeys; a line may end.
fn is_text(text: &str) {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
    };
    // Most of it is ASCII, and needs no second look.
    let mut others = text.chars().filter(|c| !matches!(c, ' '..='~' | '\n'));
    let found = others.find(|c| steers(*c));
    assert!(found.is_none(), "{found:?} in {text:?}");
}

/// A text without the colours that it may have: `ESC [ digits and semicolons m`, and nothing else.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';');
        let rest = end.and_then(|end| part.get(end..)?.strip_prefix('m'));
        assert!(rest.is_some(), "no colour: {part:?}");
        plain.push_str(rest.unwrap_or_default());
    }
    plain
}

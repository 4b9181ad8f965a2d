//! The page: its frame, its policy, and its data. The frame is written here; what is in it is made by
//! the script from the data, with nothing but elements and texts. Without the script, the conflicts
//! can still be read.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::data::data;
use crate::hash;
use crate::subject::Subject;
use crate::text::line;
use crate::wire::Data;

/// The parts of the script that every page has, in the order in which they are joined.
const SCRIPTS: [&str; 11] = [
    include_str!("../assets/dom.js"),
    include_str!("../assets/model.js"),
    include_str!("../assets/route.js"),
    include_str!("../assets/parts.js"),
    include_str!("../assets/overview.js"),
    include_str!("../assets/matrix.js"),
    include_str!("../assets/side.js"),
    include_str!("../assets/reading.js"),
    include_str!("../assets/timeline.js"),
    include_str!("../assets/graph.js"),
    include_str!("../assets/main.js"),
];

const STYLES: [&str; 3] = [
    include_str!("../assets/base.css"),
    include_str!("../assets/views.css"),
    include_str!("../assets/print.css"),
];

/// What a served page has beside: it listens to the program that serves it.
const LIVE_SCRIPT: &str = include_str!("../assets/live.js");
const LIVE_STYLE: &str = include_str!("../assets/live.css");

/// How many conflicts are told where there is no script.
const TOLD: usize = 200;

/// A page for a program that serves it, which has to know more of it than its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The page.
    pub text: String,
    /// What the page may do: its content security policy, which stands in it too.
    pub policy: String,
    /// What the page shows, in short: it is another one wherever a reader would see something else.
    pub version: String,
}

/// Where a page comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// A file: it asks nobody for anything.
    File,
    /// A program on the same machine, which it asks whether something changed, and nobody else.
    Server,
}

/// Makes the page. It is the same, to the byte, for the same subject.
///
/// # Errors
///
/// Where the data cannot be written as JSON, which it always can.
pub fn page(subject: &Subject<'_>) -> Result<String, serde_json::Error> {
    make(subject, From::File).map(|page| page.text)
}

/// Makes the page as [`page`] does, but one that listens at `/changes` of where it came from.
///
/// # Errors
///
/// As for [`page`].
pub fn served(subject: &Subject<'_>) -> Result<Served, serde_json::Error> {
    make(subject, From::Server)
}

fn make(subject: &Subject<'_>, from: From) -> Result<Served, serde_json::Error> {
    let data = data(subject);
    let (style, script) = (style(from), script(from));
    let json = in_script(&serde_json::to_string(&data)?);
    let version = hash::short(&[&json, &style, &script]);
    let mut policy = format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash::source(&script),
        hash::source(&style)
    );
    if from == From::Server {
        policy.push_str("; connect-src 'self'");
    }
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "claimcheck " (data.version) };
                title { (data.title) " · claimcheck" }
                link rel="icon" href=(ICON);
                style { (PreEscaped(&style)) }
            }
            body data-version=[(from == From::Server).then_some(&version)] {
                (frame(&data, from))
                noscript { (told(subject, &data)) }
                script type="application/json" id="data" { (PreEscaped(&json)) }
                script type="module" { (PreEscaped(&script)) }
            }
        }
    };
    Ok(Served { text: markup.into_string() + "\n", policy, version })
}

const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%231f3a5f'/%3E%3Cpath d='M4 6h8M4 10h8M10.5 3l-5 10' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

fn style(from: From) -> String {
    let own = if from == From::Server { LIVE_STYLE } else { "" };
    STYLES.concat() + own
}

/// The parts as one: what they take from each other is there once they are joined.
fn script(from: From) -> String {
    let mut script = String::new();
    let mut importing = false;
    let own = (from == From::Server).then_some(&LIVE_SCRIPT);
    for line in SCRIPTS.iter().chain(own).flat_map(|part| part.lines()) {
        importing |= line.starts_with("import ");
        if importing {
            importing = !line.ends_with(';');
            continue;
        }
        script.push_str(line.strip_prefix("export ").unwrap_or(line));
        script.push('\n');
    }
    script
}

/// JSON that nothing in it can end: what means something to a parser of HTML is written as an escape.
fn in_script(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            c => text.push(c),
        }
    }
    text
}

/// The views, by what links to them and what they are called.
const VIEWS: [(&str, &str); 6] = [
    ("overview", "Overview"),
    ("matrix", "Matrix"),
    ("side", "Side by side"),
    ("read", "Reading"),
    ("time", "Timeline"),
    ("graph", "Graph"),
];

fn frame(data: &Data, from: From) -> Markup {
    html! {
        a class="skip" href="#view" { "Skip to the content" }
        header class="top" {
            div class="brand" {
                p class="product" { "claimcheck" }
                p class="project" dir="auto" { (data.title) }
            }
            nav aria-label="Views" {
                ul {
                    @for (key, name) in VIEWS {
                        li { a href={ "#" (key) } data-view=(key) { (name) } }
                    }
                }
            }
            div class="tools" {
                button type="button" id="theme" { "Dark" }
                button type="button" id="help" aria-haspopup="dialog" aria-keyshortcuts="?" title="Keys and signs" { "Help" }
            }
        }
        main id="view" tabindex="-1" {}
        p id="live" class="unseen" role="status" aria-live="polite" {}
        dialog id="keys" aria-labelledby="keys-title" {}
        footer { p { "Made by claimcheck " (data.version) ". " (provenance(from)) } }
    }
}

fn provenance(from: From) -> &'static str {
    match from {
        From::File => "This page holds all of its data and asks nobody for anything.",
        From::Server => {
            "This page is served by a program on this machine, and follows the project as it changes."
        }
    }
}

/// The conflicts as text, for readers without a script.
fn told(subject: &Subject<'_>, data: &Data) -> Markup {
    let conflicts = || subject.analysis.conflicts();
    let count = conflicts().count();
    html! {
        section class="told" {
            h1 { (data.title) }
            p { (data.summary.reports) " reports, " (data.summary.claims) " claims, " (count) " conflicts. The views of this page need scripts; these are the conflicts." }
            ol {
                @for finding in conflicts().take(TOLD) {
                    li {
                        p { b { (finding.code) } " " (line(&finding.message, 1_000)) }
                        ul { @for position in finding.positions.iter().take(TOLD) { li { (line(&position.value, 400)) } } }
                    }
                }
            }
            @if count > TOLD { p { "and " (count - TOLD) " more" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{From, in_script, script};

    #[test]
    fn no_text_ends_the_data() {
        let json = in_script(&serde_json::json!({"a": "</script><!--&\u{2028}"}).to_string());
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        let read: serde_json::Value = serde_json::from_str(&json).expect("it is JSON still");
        assert_eq!(read["a"], "</script><!--&\u{2028}");
    }

    /// Each part has names of its own in its file, and all of them are of one script in the page.
    #[test]
    fn no_two_parts_of_the_script_have_a_name_in_common() {
        let script = script(From::Server);
        let mut known = std::collections::BTreeSet::new();
        let heads = ["const ", "let ", "function ", "class "];
        for line in script.lines() {
            let Some(rest) = heads.iter().find_map(|head| line.strip_prefix(head)) else {
                continue;
            };
            let name: String =
                rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(name.is_empty() || known.insert(name.clone()), "`{name}` is there twice");
        }
        assert!(known.len() > 50, "the names are found");
    }

    #[test]
    fn the_joined_script_imports_nothing_and_makes_no_markup() {
        let script = script(From::Server);
        for word in [
            "\nimport ",
            "\nexport ",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "eval(",
            "new Function",
            "document.write",
            "</script",
        ] {
            assert!(!script.contains(word), "{word}");
        }
    }
}

//! The page that stands alone, and the graph of who draws on whom. What a browser makes of the page
//! is tried by `.ci/page`; here is what can be told from its text.

use std::collections::BTreeSet;
use std::path::Path;

use claimcheck_page::draws::{Draws, Kind, Link, Node};
use claimcheck_page::layout::{HEIGHT, Layout, WIDTH};
use claimcheck_page::{Subject, page};
use claimcheck_project::Analysis;
use claimcheck_project::matrix::{Mark, Matrix, Outcome, Standing};
use claimcheck_tests::{Ran, Scratch, claimcheck, files, load, load_files, root};
use serde_json::Value;

/// The most that the page weighs without what it shows.
const FRAME: usize = 300 * 1024;

/// Texts that try to be more than text.
const NASTY: [&str; 12] = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "\u{2028}alert(1)\u{2029}",
    "\"><svg/onload=alert(1)>",
    "' onclick='alert(1)",
    "&lt;b&gt;&amp;&#60;",
    "\u{202e}txt.exe\u{2066}",
    "\u{1b}[31m\u{9b}2J\u{7}",
    "javascript:alert(1)",
    "]]><x/>",
    "`a` [b](c) **d** #35; \\\" %%{init}%%\u{200f}\u{61c}",
];

const TALKS: &str = r"
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting, names: [the talks]}
  oslo: {kind: place, part-of: norway}
  norway: {kind: place}
  agency: {kind: organisation}
properties:
  place: {type: place}
  topic: {type: text}
  status: {type: scale, levels: [planned, held], changes: forward}
  form: {type: choice, levels: [open, closed]}
---
report: {id: morning, based-on: [agency], published: 2025-10-01}
claims:
  - {id: place, about: talks, says: {place: norway}}
  - {id: form, about: talks, says: {form: open}}
  - {id: status, about: talks, says: {status: planned}}
  - {id: day, about: talks, says: {date: 2025-10}}
---
report: {id: noon, published: 2025-11-01}
claims:
  - {id: place, about: talks, says: {place: oslo}, according-to: [agency]}
  - {id: form, about: talks, says: {form: closed}}
  - {id: status, about: talks, says: {status: held}}
  - {id: day, about: talks, says: {date: unknown}}
---
report: {id: evening, published: 2025-11-01}
claims:
  - {id: form, about: talks, says: {form: {any-of: [open, closed]}}}
  - {id: topic, about: talks, says: {topic: trade}}
---
facts: [{about: talks, says: {date: 2025-10-30}, source: the desk}]
";

fn html(folder: &Path, more: &[&str]) -> String {
    let Ran { status, out, err } = claimcheck(folder, ["html"].iter().chain(more));
    assert_eq!((status, err.as_str()), (0, ""));
    out
}

/// What stands between two marks.
#[track_caller]
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}

fn data(page: &str) -> Value {
    let json = between(page, "<script type=\"application/json\" id=\"data\">", "</script>");
    assert!(
        !json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
        "nothing in the data is markup"
    );
    serde_json::from_str(json).expect("the data is JSON")
}

/// A page as its tags alone, without what is in the style and the scripts.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("a tag ends");
        tags.push(tag.to_owned());
        let raw = ["script", "style"].iter().find(|name| tag.starts_with(**name));
        rest = match raw {
            Some(name) => after.split_once(&format!("</{name}>")).expect("it ends").1,
            None => after,
        };
    }
    tags
}

fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// A project in which a text is wherever a text can be.
fn hostile(text: &str) -> Scratch {
    let said = quoted(&format!("X {text}"));
    let (one, other) = (quoted(&format!("one {text}")), quoted(&format!("other {text}")));
    let fixture = format!(
        "--- claims/odd.yaml\nentities:\n  talks: {{kind: event, names: [{said}]}}\n  source: {{names: [{other}]}}\n\
         properties:\n  words: {{type: text}}\n---\n\
         report: {{id: morning, file: morning.txt, title: {said}, publisher: source}}\nclaims:\n  \
         - {{id: day, quote: 'START … END', about: talks, says: {{date: 2025-10-30}}, note: {said}}}\n  \
         - {{id: words, about: talks, says: {{words: {one}}}, scope: {{of: {said}}}, according-to: [source]}}\n---\n\
         report: {{id: evening, title: {other}}}\nclaims:\n  \
         - {{id: day, quote: {said}, about: talks, says: {{date: 2025-10-31}}}}\n  \
         - {{id: words, about: talks, says: {{words: {other}}}, scope: {{of: {said}}}, contradicts: [morning#words]}}\n"
    );
    let scratch = Scratch::new(&fixture);
    let line = text.replace(['\u{2028}', '\u{2029}'], " ");
    std::fs::create_dir_all(scratch.path().join("reports")).expect("the folder can be made");
    std::fs::write(scratch.path().join("reports/morning.txt"), format!("START {line} END\n"))
        .expect("the report can be written");
    scratch
}

#[test]
fn the_page_is_one_file_with_a_strict_policy() {
    let page = html(root(), &["reports/"]);
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let parts: Vec<&str> = policy.split("; ").collect();
    let [all, script, style, images, base, forms] = parts.as_slice() else { panic!("{policy}") };
    assert_eq!(
        (*all, *images, *base, *forms),
        ("default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'")
    );
    for (part, name) in [(script, "script-src"), (style, "style-src")] {
        let hash = part.strip_prefix(&format!("{name} 'sha256-")).expect("a hash");
        assert_eq!(hash.len(), 45, "one hash, and nothing else: {part}");
    }
    // The policy stands before anything that it is for.
    assert!(page.find("Content-Security-Policy") < page.find("<style>"));
    for tag in tags(&page) {
        assert!(!tag.contains(" src="), "nothing is fetched: {tag}");
        assert!(!tag.contains(" style="), "no style beside the one with the hash: {tag}");
        assert!(!tag.contains(" on"), "no handler: {tag}");
        let link = tag.split("href=\"").nth(1);
        assert!(
            link.is_none_or(|link| link.starts_with(['#']) || link.starts_with("data:")),
            "{tag}"
        );
    }
}

#[test]
fn without_its_data_the_page_is_light() {
    let project = Scratch::new(
        "report: {id: alone}\nclaims: [{id: a, about: x, says: {p: yes}}]\nentities: {x: {}}\nproperties: {p: {type: yes-no}}",
    );
    let page = html(project.path(), &[]);
    assert!(page.len() < FRAME, "{} bytes", page.len());
}

#[test]
fn no_text_becomes_markup() {
    let plain = tags(&html(hostile("plain").path(), &["--title", "plain"]));
    for nasty in NASTY {
        let project = hostile(nasty);
        let page = html(project.path(), &["--title", nasty.trim_matches('\u{1b}')]);
        // The icon and the policy are the same; only texts differ.
        assert_eq!(tags(&page), plain, "{nasty:?}");
        let data = data(&page);
        let shown =
            |c: char| if c.is_control() || "\u{202e}\u{2066}".contains(c) { '\u{fffd}' } else { c };
        let expected: String = nasty.chars().map(shown).collect();
        let expected = expected.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = data["claims"][1]["value"].as_str().expect("an answer");
        assert!(said.contains(&expected), "what is said is still there: {said:?}");
        let steers = |c: char| {
            (c.is_control() && c != '\n')
                || ('\u{202a}'..='\u{202e}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c)
        };
        assert!(!page.contains(steers), "{nasty:?}");
        // The passage stands where it is said to stand, as scripts count.
        let text: Vec<u16> =
            data["reports"][1]["text"].as_str().expect("a text").encode_utf16().collect();
        let [from, to] = [0, 1].map(|at| {
            usize::try_from(data["claims"][0]["passage"][at].as_u64().expect("a place"))
                .expect("small")
        });
        let passage = String::from_utf16(&text[from..to]).expect("whole characters");
        assert!(passage.starts_with("START") && passage.ends_with("END"), "{passage:?}");
    }
}

#[test]
fn the_page_has_the_findings_that_json_has() {
    for asked in [&[][..], &["--ignore", "agreement,gap/silent"], &["--select", "conflict"]] {
        let page = data(&html(root(), &[&["reports/"], asked].concat()));
        let mut args = vec!["reports/", "--format", "json", "--fail-on", "never"];
        args.extend(asked);
        let json: Value = serde_json::from_str(&claimcheck(root(), args).out).expect("JSON");
        let (ours, theirs) = (&page["findings"], &json["findings"]);
        let count = theirs.as_array().expect("a list").len();
        assert!(count > 0);
        assert_eq!(ours.as_array().expect("a list").len(), count);
        for at in 0..count {
            for key in ["code", "severity", "state", "fingerprint", "message", "reason"] {
                assert_eq!(ours[at][key], theirs[at][key], "{key}");
            }
            let values = |finding: &Value| {
                finding["positions"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|position| position["value"].clone())
                    .collect::<Vec<_>>()
            };
            assert_eq!(values(&ours[at]), values(&theirs[at]));
        }
        for key in ["reports", "claims", "questions", "new", "known", "ruled", "fixed"] {
            assert_eq!(page["summary"][key], json["summary"][key], "{key}");
        }
    }
}

#[test]
fn what_is_known_and_what_is_ruled_is_shown_so() {
    let project = Scratch::new(TALKS);
    let accepted = claimcheck(project.path(), ["baseline", "accept"]);
    assert_eq!(accepted.status, 0, "{}", accepted.err);
    let page = data(&html(project.path(), &[]));
    assert_eq!((&page["summary"]["new"], &page["summary"]["known"]), (&0.into(), &1.into()));
    assert_eq!(page["findings"][0]["state"], "known");
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let files = files(TALKS);
    let make = |project: &claimcheck_core::Project| {
        let analysis = Analysis::of(project);
        page(&Subject { title: "t", analysis: &analysis, notes: &[] }).expect("a page")
    };
    let forwards = make(&load_files(&files));
    assert_eq!(forwards, make(&load_files(files.iter().rev())));
    let svg = |_: u8| claimcheck(root(), ["graph", "reports/", "--format", "svg"]).out;
    assert_eq!(svg(1), svg(2));
}

/// One row of the matrix as words: for each report its sign and the letters of its positions.
fn row(matrix: &Matrix, project: &claimcheck_core::Project, question: &str) -> (Outcome, String) {
    let model = project.graph.model();
    let row = matrix
        .rows
        .iter()
        .find(|row| model.question_name(row.question) == question)
        .expect("a row");
    let cell = |cell: &claimcheck_project::matrix::Cell| {
        let name = cell.report.map_or("given", |report| model.report(report).id.as_str());
        let places: Vec<String> = cell.positions.iter().map(ToString::to_string).collect();
        format!("{name} {}{}", cell.mark.sign(), places.join(""))
    };
    let mut cells: Vec<String> = row.cells.iter().map(cell).collect();
    cells.extend(row.silent.iter().map(|report| format!("{} silent", model.report(*report).id)));
    cells.extend(
        row.left_out.iter().map(|report| format!("{} leaves it out", model.report(*report).id)),
    );
    (row.outcome, cells.join(", "))
}

#[test]
fn the_matrix_tells_how_each_answer_lies_to_the_others() {
    let project = load(TALKS);
    let analysis = Analysis::of(&project);
    let matrix = analysis.matrix();
    let told = |question: &str| row(matrix, &project, question).1;
    assert_eq!(told("talks.form"), "evening ⊃, morning ≠0, noon ≠1");
    assert_eq!(told("talks.place"), "morning ⊃0, noon ⊂0, evening silent, evening leaves it out");
    assert_eq!(told("talks.date"), "given ⊂, morning ⊃, noon ?, evening silent");
    assert_eq!(told("talks.status"), "morning →0, noon →0, evening silent, evening leaves it out");
    assert_eq!(told("talks.topic"), "evening ·0, morning silent, noon silent");
    assert_eq!(row(matrix, &project, "talks.form").0, Outcome::Disputed);
    assert_eq!(row(matrix, &project, "talks.topic").0, Outcome::Open);
    let model = project.graph.model();
    let standing = |name: &str| {
        let of =
            (0..).zip(&model.claims).find(|(_, claim)| *model.entry(claim.entry).name == *name);
        matrix.standing[of.expect("a claim").0]
    };
    assert_eq!(standing("morning#form"), Standing::Disputed);
    assert_eq!(standing("morning#place"), Standing::Agreed);
    assert_eq!(standing("evening#topic"), Standing::Alone);
    assert_eq!(standing("noon#day"), Standing::Unknown);
}

#[test]
fn each_mark_has_a_sign_of_its_own() {
    let signs: BTreeSet<&str> = Mark::ALL.iter().map(|mark| mark.sign()).collect();
    assert_eq!(signs.len(), Mark::ALL.len());
}

fn draws(project: &claimcheck_core::Project) -> Draws {
    let analysis = Analysis::of(project);
    Draws::new(analysis.context(), analysis.matrix())
}

#[test]
fn the_graph_tells_who_draws_on_whom_and_where_the_echo_is() {
    let draws = draws(&load(TALKS));
    let at = |kind: Kind, id: &str| {
        draws.nodes.iter().position(|node| node.kind == kind && node.id == id).expect("a node")
    };
    let agency = at(Kind::Source, "agency");
    // Both reports that tell of the place have it from the agency.
    assert_eq!(draws.nodes[agency].echoes, 1);
    let edge = |report: &str, link: Link| {
        draws
            .edges
            .iter()
            .find(|edge| {
                edge.from == agency && edge.to == at(Kind::Report, report) && edge.link == link
            })
            .expect("an edge")
    };
    assert_eq!(edge("morning", Link::BasedOn).claims, 4);
    assert_eq!((edge("noon", Link::Tells).claims, edge("noon", Link::Tells).echoes), (1, 1));
    assert_eq!(draws.nodes[at(Kind::Report, "noon")].disputed, 1);
}

/// A graph of so many reports, sources and subjects.
fn made(reports: usize, sources: usize, subjects: usize) -> Draws {
    let mut yaml = "properties: {p: {type: yes-no}}\nentities:\n".to_owned();
    for source in 0..sources {
        yaml.push_str(&format!("  source-{source}: {{}}\n"));
    }
    for subject in 0..subjects {
        yaml.push_str(&format!("  subject-{subject}: {{}}\n"));
    }
    for report in 0..reports {
        yaml.push_str(&format!("---\nreport: {{id: report-{report}}}\nclaims:\n"));
        for subject in (0..subjects).filter(|subject| (subject + report) % 3 == 0) {
            let by = (subject * 7 + report) % sources;
            yaml.push_str(&format!("  - {{id: c{subject}, about: subject-{subject}, says: {{p: yes}}, according-to: source-{by}}}\n"));
        }
    }
    draws(&load(&yaml))
}

#[test]
fn what_is_folded_is_counted_and_nothing_is_lost() {
    let whole = made(30, 60, 400);
    let all = whole.nodes.len();
    assert!(all > 400, "{all}");
    let claims = |draws: &Draws, kind: Kind| {
        draws.nodes.iter().filter(|node| node.kind == kind).map(|node| node.claims).sum::<usize>()
    };
    for most in [300, 100, 20, 3] {
        let folded = whole.clone().folded(most);
        assert!(folded.nodes.len() <= most, "{most}: {}", folded.nodes.len());
        assert_eq!(folded.whole, all);
        let stands_for = |node: &Node| node.members.len().max(1);
        assert_eq!(folded.nodes.iter().map(stands_for).sum::<usize>(), all);
        for kind in [Kind::Source, Kind::Report, Kind::Subject] {
            assert_eq!(claims(&folded, kind), claims(&whole, kind));
        }
    }
    assert_eq!(whole.clone().folded(all).nodes.len(), all);
}

#[test]
fn no_two_nodes_lie_on_each_other_and_what_is_said_travels_to_the_right() {
    for draws in [made(8, 10, 20), made(30, 60, 100), draws(&load(TALKS))] {
        let layout = Layout::new(&draws);
        for (at, (x, y)) in layout.places.iter().enumerate() {
            assert!(*x >= 0 && *y >= 0 && x + WIDTH <= layout.width && y + HEIGHT <= layout.height);
            for (other_x, other_y) in &layout.places[..at] {
                let apart = (x - other_x).abs() >= WIDTH || (y - other_y).abs() >= HEIGHT;
                assert!(apart, "{x},{y} and {other_x},{other_y}");
            }
        }
        for edge in &draws.edges {
            assert!(layout.places[edge.from].0 < layout.places[edge.to].0);
        }
    }
}

/// The graph in each form, whatever is in its names.
#[test]
fn no_name_breaks_out_of_a_graph() {
    for nasty in NASTY {
        let project = hostile(nasty);
        let graph = |format: &str| {
            let ran = claimcheck(project.path(), ["graph", "--format", format]);
            assert_eq!((ran.status, ran.err.as_str()), (0, ""));
            let steers = |c: char| {
                (c.is_control() && c != '\n')
                    || "\u{200f}\u{61c}\u{202e}\u{2066}\u{2028}".contains(c)
            };
            assert!(!ran.out.contains(steers), "{format}: {}", ran.out);
            ran.out
        };
        for format in ["svg", "graphml"] {
            let text = graph(format);
            let document =
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            let names: BTreeSet<&str> = document
                .descendants()
                .filter(|node| node.is_element())
                .map(|node| node.tag_name().name())
                .collect();
            let known = [
                "svg", "style", "rect", "g", "text", "path", "title", "graphml", "key", "graph",
                "node", "edge", "data",
            ];
            assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
            assert!(document.descendants().all(|node| {
                node.attributes().all(|own| !own.name().starts_with("on") && own.name() != "href")
            }));
        }
        let json: Value = serde_json::from_str(&graph("json")).expect("JSON");
        let labels: Vec<&str> = json["nodes"]
            .as_array()
            .expect("nodes")
            .iter()
            .filter_map(|node| node["label"].as_str())
            .collect();
        assert!(labels.contains(&format!("X {nasty}").as_str()), "{labels:?}");
        // A line a statement, and nothing but letters, digits and escapes between its quotes.
        for line in graph("mermaid").lines().skip(1).filter(|line| line.contains('"')) {
            let label = line.split('"').nth(1).expect("a label");
            assert_eq!(line.matches('"').count(), 2, "{line}");
            assert!(
                label.chars().all(|c| c.is_alphanumeric() || " #;…\u{fffd}".contains(c)),
                "{line}"
            );
        }
        for line in graph("dot").lines().filter(|line| line.contains("label=")) {
            let unescaped = line.replace("\\\\", "").replace("\\\"", "");
            assert!(
                unescaped.contains("\", shape=") && unescaped.matches('"').count() == 2,
                "{line}"
            );
        }
    }
}

#[test]
fn no_page_takes_the_place_of_what_it_is_made_of() {
    let project = Scratch::new(TALKS);
    let claims = project.path().join("claims/example.yaml");
    let before = std::fs::read_to_string(&claims).expect("the claims");
    for command in ["html", "graph"] {
        let ran = claimcheck(project.path(), [command, "-o", "claims/example.yaml"]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains("it is part of the project"), "{}", ran.err);
    }
    assert_eq!(std::fs::read_to_string(&claims).expect("the claims"), before);
    let ran = claimcheck(project.path(), ["html", "-o", "page.html"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let written = std::fs::read_to_string(project.path().join("page.html")).expect("the page");
    assert_eq!(written, html(project.path(), &["-o", "-"]));
}

#[test]
fn what_could_not_be_checked_is_said_on_the_page_and_by_the_status() {
    let project = Scratch::new(
        "report: {id: morning}\nclaims: [{id: a, about: nobody, says: {date: 2025}}, {id: b, about: talks, says: {date: 2025}}]\nentities: {talks: {kind: event}}",
    );
    let ran = claimcheck(project.path(), ["html"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("the claims have 1 error"), "{}", ran.err);
    let data = data(&ran.out);
    assert!(
        data["notes"][0].as_str().is_some_and(|note| note.contains("1 error")),
        "{}",
        data["notes"]
    );
    assert_eq!(data["claims"].as_array().map(Vec::len), Some(1));
    let empty = Scratch::new("entities: {talks: {}}");
    for command in ["html", "graph"] {
        let ran = claimcheck(empty.path(), [command]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("no reports found"), "{}", ran.err);
    }
}

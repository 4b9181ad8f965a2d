//! A project of several stories of which some files change: what a part of it comes to, read again,
//! against all of it, read anew.

use std::collections::BTreeMap;

use claimcheck_checker::again::{About, Kept};
use claimcheck_checker::settle::conflict;
use claimcheck_checker::{self as checker, Family, Finding};
use claimcheck_core::Project;
use claimcheck_core::model::Model;
use claimcheck_core::read::baseline::Known;
use claimcheck_core::source::{FileId, Span};

use crate::bytes::Bytes;
use crate::project::{self, Besides, Files, input, load_files};

/// How a change was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// At a part of the project.
    AtPart,
    /// At all of it.
    AtAll,
}

/// How each of two changes of a random project was looked at.
///
/// # Panics
///
/// Where looking again at a part finds something else than a look at all of it.
pub fn changes(bytes: &[u8]) -> [Looked; 2] {
    let mut bytes = Bytes(bytes);
    let files = stories(&mut bytes);
    let mut watched = Watched::new(&files, |project| known(project, &mut bytes));
    let mut now = files.clone();
    std::array::from_fn(|_| {
        edit(&mut now, &mut bytes);
        watched.look(&now).0
    })
}

/// A project that is looked at again and again.
#[derive(Debug)]
pub struct Watched {
    whole: Project,
    kept: Kept,
    found: Vec<Finding>,
}

impl Watched {
    /// Looks at a project, given its texts by their paths, and which of its conflicts are known.
    pub fn new(files: &Files, known: impl FnOnce(&Project) -> Vec<Known>) -> Self {
        let (mut whole, kept) = claimcheck_core::load_and_keep(input(files));
        whole.baseline = known(&whole);
        let kept = Kept::new(&whole, kept);
        let found = checker::check(&whole);
        Self { whole, kept, found }
    }

    /// Looks at the project as it is now: at a part of it, if that will do. What is found is told, a
    /// line for each finding.
    ///
    /// # Panics
    ///
    /// Where a part comes to something else than all of it, or a file was made or taken away.
    pub fn look(&mut self, now: &Files) -> (Looked, Vec<String>) {
        let mut cold = load_files(now);
        cold.baseline.clone_from(&self.whole.baseline);
        let mut expected = told(&cold, checker::check(&cold).iter());
        expected.sort();
        let Some(mut all) = self.look_at_part(now) else { return (Looked::AtAll, expected) };
        all.sort();
        let only = |one: &[String], other: &[String]| {
            one.iter().find(|line| !other.contains(line)).cloned()
        };
        let (more, less) = (only(&all, &expected), only(&expected, &all));
        assert!(all == expected, "{more:#?} was found, and not {less:#?}: {now:#?}");
        (Looked::AtPart, expected)
    }

    fn look_at_part(&mut self, now: &Files) -> Option<Vec<String>> {
        let model = self.whole.graph.model();
        let mut changed = BTreeMap::new();
        for (path, text) in now {
            let mut files = model.sources.iter();
            let (id, file) = files.find(|(_, file)| file.path() == path).expect("it was there");
            if file.text() != text {
                changed.insert(id, text.clone());
            }
        }
        let part = self.kept.again(&self.whole, &changed)?;
        let again = checker::check(&part.project);
        let of_part = part.project.graph.model();
        let depends = |it: &Finding, model: &Model| About::of(model, it) == About::All;
        if self.found.iter().any(|it| depends(it, model))
            || again.iter().any(|it| depends(it, of_part))
        {
            return None;
        }
        let stays = self.found.iter().filter(|it| !part.concerns(About::of(model, it)));
        let mut all = told(&self.whole, stays);
        let new = again.iter().filter(|it| part.concerns(About::of(of_part, it)));
        all.extend(told(&part.project, new));
        Some(all)
    }
}

/// One to three stories that share their properties, kinds and rules.
fn stories(bytes: &mut Bytes<'_>) -> Files {
    let mut all = project::project(bytes, Besides::Everything);
    for story in 0..bytes.below(3) {
        let tied = bytes.once_in(3);
        let rename = |text: &str| renamed(text, story, tied);
        for (path, text) in project::project(bytes, Besides::Everything) {
            let text = match text.split_once("entities:\n") {
                Some((_, rest)) => {
                    let (entities, _) = rest.split_once("properties:\n").unwrap_or((rest, ""));
                    format!("entities:\n{entities}")
                }
                None => text,
            };
            let path = match path.strip_prefix("claims/") {
                Some(name) => format!("claims/{story}-{name}"),
                None => path,
            };
            all.insert(rename(&path), rename(&text));
        }
    }
    all
}

/// A text with the names of another story.
fn renamed(text: &str, story: usize, tied: bool) -> String {
    const NAMES: [&str; 19] = [
        "talks", "vote", "strike", "korea", "islands", "seoul", "busan", "metro", "strait", "kim",
        "lee", "lees", "wire", "paper", "r0", "r1", "r2", "r3", "r4",
    ];
    let part_of_name = |c: char| c.is_ascii_alphanumeric();
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !part_of_name(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        out.push_str(word);
        if NAMES.contains(&word) || (word == "summits" && !tied) {
            out.push_str(&format!("-{story}"));
        }
        let end = after.find(part_of_name).unwrap_or(after.len());
        out.push_str(&after[..end]);
        rest = &after[end..];
    }
    out
}

/// Some of the conflicts that there are as known ones, and one that there is not.
fn known(project: &Project, bytes: &mut Bytes<'_>) -> Vec<Known> {
    if !bytes.once_in(2) {
        return Vec::new();
    }
    let model = project.graph.model();
    let found = checker::check(project);
    let conflicts = found.iter().filter(|finding| finding.family() == Family::Conflict);
    let mut known = Vec::new();
    for finding in conflicts {
        let mut conflict = conflict(model, finding);
        match bytes.below(4) {
            0 => continue,
            1 => "conflict/date".clone_into(&mut conflict.code),
            _ => {}
        }
        let start = u32::try_from(known.len()).unwrap_or(0);
        let span = Span { file: FileId(0), start, end: start };
        known.push(Known { span, conflict, because: None });
    }
    known
}

/// Changes one file.
fn edit(files: &mut Files, bytes: &mut Bytes<'_>) {
    let paths: Vec<String> = files.keys().cloned().collect();
    let path = paths[bytes.below(paths.len())].clone();
    let text = &files[&path];
    let new = match (text.split_once("claims:\n"), bytes.below(8)) {
        // Other claims, as many of them as there were or not.
        (Some((head, _)), 0..=3) => {
            let mut text = format!("{head}claims:\n");
            for place in 0..=bytes.below(6) {
                text.push_str(&format!("- {{id: c{place}, {}}}\n", project::claim(bytes)));
            }
            let story = path.split(['/', '-']).nth(1).and_then(|name| name.parse().ok());
            story.map_or_else(|| text.clone(), |story| renamed_claims(&text, story))
        }
        (_, 4) => without_a_line(text, bytes),
        (_, 5) => text.replacen("2025", "2024", 1 + bytes.below(3)),
        (_, 6) => text.replacen(": ", &format!(": {}", bytes.text()), 1 + bytes.below(3)),
        _ => text.replace("talks", "talks, and the talks"),
    };
    files.insert(path, new);
}

fn renamed_claims(text: &str, story: usize) -> String {
    match text.split_once("claims:\n") {
        Some((head, claims)) => format!("{head}claims:\n{}", renamed(claims, story, false)),
        None => text.to_owned(),
    }
}

fn without_a_line(text: &str, bytes: &mut Bytes<'_>) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let gone = bytes.below(lines.len());
    lines.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, line)| *line).collect()
}

/// Findings in all that is told of them, without the ids that a part numbers anew.
fn told<'f>(project: &Project, found: impl Iterator<Item = &'f Finding>) -> Vec<String> {
    let model = project.graph.model();
    let place = |span: Span| {
        let file = model.sources.file(span.file);
        format!("{}:{}..{} {:?}", file.path(), span.start, span.end, model.sources.start(span))
    };
    let claims = |ids: &[claimcheck_core::model::ClaimId]| {
        let names = ids.iter().map(|claim| {
            let stated = model.claim(*claim);
            format!("{} {}", model.entry_of(*claim).name, place(stated.place))
        });
        names.collect::<Vec<String>>()
    };
    let line = |finding: &Finding| {
        let Finding { code, severity, state, ruling, within, questions, asked, at, .. } = finding;
        let Finding { message, help, reason, positions, disputed, rules, marks, .. } = finding;
        let questions: Vec<String> =
            questions.iter().map(|question| model.question_name(*question)).collect();
        let positions: Vec<_> = positions
            .iter()
            .map(|position| (&position.value, claims(&position.claims), &position.origins))
            .collect();
        let marks: Vec<_> = marks.iter().map(|mark| (place(mark.span), &mark.text)).collect();
        let silent: Vec<_> =
            finding.silent.iter().map(|report| &model.report(*report).id).collect();
        format!(
            "{code} {severity:?} {state:?} {:?} {within} {questions:?} {asked:?} {} {message} {help:?} {reason:?} {positions:?} {disputed:?} {:?} {rules:?} {marks:?} {silent:?} {}",
            ruling.map(|ruling| model.ruling(ruling).place),
            place(*at),
            claims(&finding.claims),
            finding.fingerprint,
        )
    };
    found.map(line).collect()
}

//! `claimcheck.baseline.yaml`: the conflicts that are known, each with its place. Owns the form of
//! the file, and finds what a hand or a merge did to it; what is known by it is decided elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Field, Reader};
use super::keys::{ANSWER, BASELINE, CONFLICT, KNOWN};
use super::record::Text;
use crate::conflict::{Clash, Conflict, Time};
use crate::problem::{InputCode, Problem, clip};
use crate::source::{FileId, Span};
use crate::yaml::{self, Kind, Node};

/// What to do about an entry that was damaged.
const HELP: &str = "take the entry out, and run `claimcheck baseline accept` to write it anew";

/// A conflict that is known.
#[derive(Debug, Clone)]
pub struct Known {
    /// The whole entry.
    pub span: Span,
    /// The conflict.
    pub conflict: Conflict,
    /// Why it was accepted.
    pub because: Option<String>,
}

/// Reads a baseline. What is wrong with it is in the problems, entry by entry.
pub fn baseline(text: &str, file: FileId) -> (Vec<Known>, Vec<Problem>) {
    if let Some(span) = conflict_marker(text, file) {
        let problem =
            Problem::new(InputCode::Yaml, span, "a merge left its conflict markers in this file")
                .with_help("keep the entries of both sides, and take the lines of the markers out");
        return (Vec::new(), vec![problem]);
    }
    let (trees, problems) = yaml::parse(text, file);
    let mut reader = Reader::new(problems);
    let mut known = Vec::new();
    for tree in trees {
        for Field { value, .. } in reader.fields(tree, &BASELINE) {
            let items = reader.items(value, "a list of conflicts");
            known.extend(items.into_iter().filter_map(|item| reader.known(item)));
        }
    }
    let known = without_doubles(known, &mut reader);
    (known, reader.problems())
}

/// The first line that only a merge writes.
fn conflict_marker(text: &str, file: FileId) -> Option<Span> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marker = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
        if marker {
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let end = start + line.trim_end().len();
            return Some(Span { file, start: byte(start), end: byte(end) });
        }
        start += line.len();
    }
    None
}

fn without_doubles(known: Vec<Known>, reader: &mut Reader) -> Vec<Known> {
    let mut first: BTreeMap<Conflict, Span> = BTreeMap::new();
    known
        .into_iter()
        .filter(|entry| match first.get(&entry.conflict) {
            None => {
                first.insert(entry.conflict.clone(), entry.span);
                true
            }
            Some(span) => {
                let message = "this conflict is listed twice";
                let problem = Problem::new(InputCode::DuplicateId, entry.span, message)
                    .labelled("listed again here")
                    .and(*span, "first listed here")
                    .with_help("keep one of the two, with the reasons of both");
                reader.add(problem);
                false
            }
        })
        .collect()
}

impl Reader {
    fn known(&mut self, node: Node<'_>) -> Option<Known> {
        let span = node.span;
        let (mut conflict, mut because, mut fingerprint) = (None, None, None);
        for Field { key, value, .. } in self.fields(node, &KNOWN) {
            match key {
                "conflict" => conflict = Some(value),
                "because" => because = self.text(value, "a reason"),
                _ => fingerprint = self.text(value, "a fingerprint"),
            }
        }
        let Some(conflict) = conflict else { return self.incomplete(span, "conflict") };
        let conflict = self.conflict(conflict)?;
        let Some(fingerprint) = fingerprint else { return self.incomplete(span, "fingerprint") };
        if fingerprint.as_str() != conflict.fingerprint() {
            let message = format!(
                "{} is not the fingerprint of this conflict: the entry was changed by hand or by a merge",
                clip(fingerprint.as_str())
            );
            self.refuse(InputCode::BadValue, fingerprint.span, message).help = Some(HELP.into());
            return None;
        }
        let because = because.map(|text| text.text.into_owned());
        Some(Known { span, conflict, because })
    }

    fn conflict(&mut self, node: Node<'_>) -> Option<Conflict> {
        let span = node.span;
        let (mut code, mut question): (Option<Text<'_>>, Option<Text<'_>>) = (None, None);
        let (mut groups, mut together) = (None, None);
        let mut when = Time::Unstated;
        let mut rules = BTreeSet::new();
        for Field { key, value, .. } in self.fields(node, &CONFLICT) {
            match key {
                "code" => code = self.text(value, "a code, such as `conflict/date`"),
                "question" => question = self.text(value, "a question"),
                "when" => when = self.time(value),
                "answers" => groups = Some(self.groups(value)),
                "together" => together = Some(self.together(value)),
                _ => {
                    let texts = self.texts(value, "an equation");
                    rules.extend(texts.into_iter().map(|text| text.text.into_owned()));
                }
            }
        }
        let Some(code) = code else { return self.incomplete(span, "code") };
        let clash = match (question, groups, together) {
            (Some(question), Some(groups), None) => {
                Clash::Answers { question: question.text.into_owned(), when, groups }
            }
            (None, None, Some(answers)) => Clash::Together { answers, rules },
            (None, Some(_), None) => return self.incomplete(span, "question"),
            (_, None, None) => return self.incomplete(span, "answers"),
            _ => {
                let message =
                    "a conflict has `question` and `answers`, or else `together`, and not both";
                self.refuse(InputCode::BadValue, span, message).help = Some(HELP.into());
                return None;
            }
        };
        Some(Conflict { code: code.text.into_owned(), clash })
    }

    fn time(&mut self, node: Node<'_>) -> Time {
        match self.text(node, "a time, or `always`") {
            Some(text) if text.as_str() == Time::ALWAYS => Time::Always,
            Some(text) => Time::At(text.text.into_owned()),
            None => Time::Unstated,
        }
    }

    fn groups(&mut self, node: Node<'_>) -> Vec<Vec<String>> {
        let mut groups: Vec<Vec<String>> = Vec::new();
        for item in self.items(node, "a list of answers") {
            let texts = self.texts(item, "an answer");
            let mut group: Vec<String> =
                texts.into_iter().map(|text| text.text.into_owned()).collect();
            group.sort();
            groups.push(group);
        }
        groups.sort();
        groups
    }

    fn together(&mut self, node: Node<'_>) -> BTreeSet<(String, String)> {
        let mut answers = BTreeSet::new();
        for item in self.items(node, "a list of questions with their answers") {
            let span = item.span;
            if !matches!(item.kind, Kind::Mapping(_)) {
                let message = "expected a question with its answer";
                self.refuse(InputCode::Yaml, span, message);
                continue;
            }
            let (mut question, mut answer) = (None, None);
            for Field { key, value, .. } in self.fields(item, &ANSWER) {
                match key {
                    "question" => question = self.text(value, "a question"),
                    _ => answer = self.text(value, "an answer"),
                }
            }
            match (question, answer) {
                (Some(question), Some(answer)) => {
                    answers.insert((question.text.into_owned(), answer.text.into_owned()));
                }
                (None, _) => self.incomplete::<()>(span, "question").unwrap_or_default(),
                (_, None) => self.incomplete::<()>(span, "answer").unwrap_or_default(),
            }
        }
        answers
    }

    fn incomplete<T>(&mut self, span: Span, key: &str) -> Option<T> {
        let message = format!("`{key}` is missing in this entry");
        self.refuse(InputCode::BadValue, span, message).help = Some(HELP.into());
        None
    }
}

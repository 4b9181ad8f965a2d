//! Random projects, written as people write them: mostly what the language knows, and now and then
//! a text that is anything.

use std::collections::{BTreeMap, HashSet};

use claimcheck_core::resolve::Text;
use claimcheck_core::source::SourceFile;
use claimcheck_core::{Input, Project};

use crate::bytes::Bytes;
use crate::project::words::{
    ABOUT, ATTRIBUTIONS, CERTAINTIES, DAYS, ENTITIES, EVENTS, EXTRAS, KINDS, ORDERS, PROPERTIES,
    QUOTES, RULES, SCOPES, VALUES,
};

mod words;

/// The texts of a project, by their paths.
pub type Files = BTreeMap<String, String>;

/// The day on which projects are looked at, counted from 1970-01-01: 2025-11-04.
const TODAY: i128 = 20_396;

/// Loads the texts of a project in the order of an iterator.
pub(crate) fn load_files<'f>(files: impl IntoIterator<Item = (&'f String, &'f String)>) -> Project {
    let mut input = Input { today: Some(TODAY), ..Input::default() };
    for (path, text) in files {
        let file = input.sources.add(SourceFile::new(path.as_str(), text.as_str()));
        match path.strip_prefix("reports/") {
            Some(below) => input.texts.push(Text { path: below.to_owned(), content: Ok(file) }),
            None => input.claims.push(file),
        }
    }
    claimcheck_core::load(input)
}

/// A text as YAML holds any.
fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// What a project declares besides what it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Besides {
    /// Nothing, unless an input asks for everything: most of the time would go into reading it.
    Nothing,
    /// Everything that there is.
    Everything,
}

/// A project of up to five reports with up to six claims each. Where there are no more bytes, no more
/// of them come: they would all be alike.
pub(crate) fn project(bytes: &mut Bytes<'_>) -> Files {
    let vocabulary = Vocabulary::new(bytes);
    let mut files = Files::new();
    for number in 0..=1 + bytes.below(4) {
        if number > 1 && bytes.are_none() {
            break;
        }
        report(bytes, number, &mut files);
    }
    if bytes.once_in(4) {
        files.insert("claims/f.yaml".to_owned(), facts(bytes));
    }
    if bytes.once_in(4) {
        files.insert("claims/z.yaml".to_owned(), ruling(bytes));
    }
    let declared = vocabulary.text(&files);
    files.insert("claims/0.yaml".to_owned(), declared);
    files
}

/// What a project declares.
struct Vocabulary {
    /// What the talks are called, where that is anything.
    name: Option<String>,
    besides: Besides,
    rules: String,
}

impl Vocabulary {
    fn new(bytes: &mut Bytes<'_>) -> Self {
        // One byte says both, so that inputs go on to mean what they meant.
        let choice = bytes.below(64);
        let name = (choice % 4 == 3).then(|| bytes.text());
        let besides = if choice == 63 { Besides::Everything } else { Besides::Nothing };
        let mut rules = String::new();
        for number in 0..bytes.below(4) {
            rules.push_str(&format!("- {{id: r{number}, {}}}\n", bytes.word(RULES)));
        }
        Self { name, besides, rules }
    }

    fn text(&self, files: &Files) -> String {
        let claims = files.iter().filter(|(path, _)| path.starts_with("claims/"));
        let mut used: HashSet<&str> = words(KINDS).chain(words(&self.rules)).collect();
        used.extend(claims.flat_map(|(_, text)| words(text)));
        let mut declared = |lines: &'static str| match self.besides {
            Besides::Everything => lines.to_owned(),
            Besides::Nothing => needed(lines, &mut used),
        };
        let (properties, entities) = (declared(PROPERTIES), declared(ENTITIES));
        let name = quoted(self.name.as_deref().unwrap_or("the talks"));
        let rules = &self.rules;
        format!(
            "{KINDS}entities:\n{entities}  talks: {{kind: meeting, series: summits, names: [{name}]}}\n\
             properties:\n{properties}rules:\n{rules}"
        )
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| !word.is_empty())
}

/// The lines that declare what is used, and what these use, which stands before them.
fn needed<'t>(lines: &'t str, used: &mut HashSet<&'t str>) -> String {
    let mut kept = Vec::new();
    for line in lines.lines().rev() {
        let (name, _) = line.trim_start().split_once(':').unwrap_or_default();
        if used.contains(name) {
            used.extend(words(line));
            kept.push(line);
        }
    }
    kept.iter().rev().flat_map(|line| [line, "\n"]).collect()
}

/// A report, with a text or without.
fn report(bytes: &mut Bytes<'_>, number: usize, files: &mut Files) {
    let has_text = bytes.once_in(2);
    let mut head = format!("report: {{id: r{number}, published: {}", bytes.word(DAYS));
    if has_text {
        head.push_str(&format!(", file: r{number}.txt"));
        let any =
            if bytes.once_in(4) { bytes.text() } else { "the “talks” in six years".to_owned() };
        files.insert(
            format!("reports/r{number}.txt"),
            format!("Of *20* people,\r\nü {any} on Thursday.\n\nThen again: the talks.\n"),
        );
    }
    if bytes.once_in(4) {
        head.push_str(&format!(", title: {}", quoted(&bytes.text())));
    }
    if bytes.once_in(8) {
        head.push_str(&format!(", based-on: [r{}]", bytes.below(3)));
    }
    if bytes.once_in(16) {
        head.push_str(&format!(", corrects: [r{}]", bytes.below(3)));
    }
    head.push_str("}\nclaims:\n");
    for place in 0..=bytes.below(6) {
        if place > 0 && bytes.are_none() {
            break;
        }
        let quote = if has_text { quote(bytes) } else { String::new() };
        head.push_str(&format!("- {{id: c{place}, {}{quote}}}\n", claim(bytes)));
    }
    files.insert(format!("claims/r{number}.yaml"), head);
}

fn quote(bytes: &mut Bytes<'_>) -> String {
    match bytes.below(QUOTES.len() + 2) {
        0 => String::new(),
        1 => format!(", quote: {}", quoted(&bytes.text())),
        at => format!(", quote: {}", QUOTES.get(at - 2).copied().unwrap_or_default()),
    }
}

/// What a claim says, and how.
fn claim(bytes: &mut Bytes<'_>) -> String {
    let mut claim = said(bytes);
    if bytes.once_in(2) {
        claim.push_str(&format!(", certainty: {}", bytes.word(CERTAINTIES)));
    }
    if bytes.once_in(4) {
        claim.push_str(&format!(", according-to: {}", bytes.word(ATTRIBUTIONS)));
    }
    if bytes.once_in(4) {
        let any = bytes.once_in(4);
        let scope = if any { quoted(&bytes.text()) } else { bytes.word(SCOPES).to_owned() };
        claim.push_str(&format!(", scope: {{of: {scope}}}"));
    }
    if bytes.once_in(4) {
        claim.push_str(bytes.word(EXTRAS));
    }
    claim
}

fn said(bytes: &mut Bytes<'_>) -> String {
    if bytes.once_in(3) {
        let (about, relation) = (bytes.word(EVENTS), bytes.word(ORDERS));
        let (not, to) = (bytes.once_in(5), bytes.word(EVENTS));
        let to = if not { format!("{{not: {to}}}") } else { to.to_owned() };
        return format!("about: {about}, says: {{{relation}: {to}}}");
    }
    let about = bytes.word(ABOUT);
    let (property, values) = VALUES.get(bytes.below(VALUES.len())).copied().unwrap_or_default();
    format!("about: {about}, says: {{{property}: {}}}", value(bytes, values))
}

/// One value, or one of the forms that serve every type.
fn value(bytes: &mut Bytes<'_>, values: &[&str]) -> String {
    let one = |bytes: &mut Bytes<'_>| match bytes.once_in(12) {
        true => quoted(&bytes.text()),
        false => format!("'{}'", bytes.word(values).replace('\'', "''")),
    };
    match bytes.below(12) {
        0 => format!("{{not: {}}}", one(bytes)),
        1 => format!("{{any-of: [{}, {}]}}", one(bytes), one(bytes)),
        2 => format!("{{not: {{any-of: [{}, {}]}}}}", one(bytes), one(bytes)),
        3 => format!("[{}, {}]", one(bytes), one(bytes)),
        4 => format!("{{only: [{}, {}]}}", one(bytes), one(bytes)),
        5 => "unknown".to_owned(),
        _ => one(bytes),
    }
}

fn facts(bytes: &mut Bytes<'_>) -> String {
    let mut text = "facts:\n".to_owned();
    for _ in 0..=bytes.below(3) {
        text.push_str(&format!("- {{{}, source: the desk}}\n", said(bytes)));
    }
    text
}

fn ruling(bytes: &mut Bytes<'_>) -> String {
    let (property, _) = VALUES.get(bytes.below(VALUES.len())).copied().unwrap_or_default();
    let mut claim = || format!("'r{}#c{}'", bytes.below(3), bytes.below(3));
    let (accept, reject) = (claim(), claim());
    let until = if bytes.once_in(2) { ", until: 2025-11-03" } else { "" };
    format!(
        "rulings:\n- {{question: talks.{property}, accept: [{accept}], reject: [{reject}], because: {}{until}}}\n",
        quoted(&format!("so {}", bytes.text()))
    )
}

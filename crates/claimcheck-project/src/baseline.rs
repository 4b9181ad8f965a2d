//! `claimcheck.baseline.yaml` as a text: which lines are which entry, and what it is when entries
//! come and go. All that people wrote stays as they wrote it: their comments, reasons and layout.
//!
//! Every line that is written, but for a reason, holds what no other entry has: the whole conflict or
//! its fingerprint. So a merge that works line by line puts entries of two branches side by side.

use claimcheck_core::conflict::{Clash, Conflict, Time};
use claimcheck_core::read::baseline::Known;
use claimcheck_core::text::is_steering;

use crate::error::Error;

/// The file's name, at the root of a project.
pub const FILE: &str = "claimcheck.baseline.yaml";

const HEAD: &str = "\
# The conflicts of this project that are known: only new ones fail a run.
# `claimcheck baseline accept` adds those that are new, `claimcheck baseline prune` takes out those
# that are gone. Add `because: REASON` to an entry to say why it is accepted.
known:
";

/// A baseline, entry by entry.
#[derive(Debug)]
pub struct Listing {
    /// All that stands before the first entry.
    head: String,
    entries: Vec<Entry>,
    /// All that stands after the last one.
    tail: String,
    indent: String,
    newline: &'static str,
}

/// An entry with the lines that belong to it.
#[derive(Debug)]
struct Entry {
    conflict: Conflict,
    because: Option<String>,
    /// The comments directly above it.
    lead: String,
    /// Its own lines.
    body: String,
    /// What stands between it and the next.
    trail: String,
}

impl Listing {
    /// Takes a text apart.
    ///
    /// # Errors
    ///
    /// [`Error::Baseline`]: what stands there in a layout that cannot be kept is not touched.
    pub fn read(text: &str, known: &[Known]) -> Result<Self, Error> {
        // To YAML a carriage return alone ends a line too. Nothing else here knows such lines.
        let alone = |at: &usize| !text[at + 1..].starts_with('\n');
        if let Some(at) = text.match_indices('\r').map(|(at, _)| at).find(alone) {
            return Err(Error::Baseline(format!(
                "{FILE}:{}: a carriage return ends a line here, so nothing was written: end lines with a line feed",
                text[..at].matches('\n').count() + 1
            )));
        }
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        if known.is_empty() {
            return Ok(Self {
                head: head(text, newline)?,
                entries: Vec::new(),
                tail: String::new(),
                indent: String::new(),
                newline,
            });
        }
        let mut listing = Self {
            head: String::new(),
            entries: Vec::new(),
            tail: String::new(),
            indent: String::new(),
            newline,
        };
        let mut before = 0;
        for entry in known {
            let (start, end) = (entry.span.start as usize, entry.span.end as usize);
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let dash = text[line..start].trim();
            if dash != "-" || line < before || end < start {
                return Err(unkept(text, start));
            }
            let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
            let lead = lead(text, before, line);
            listing.between(&text[before..lead], before, text)?;
            let indent = &text[line..line + (text[line..].len() - text[line..].trim_start().len())];
            if listing.entries.is_empty() {
                indent.clone_into(&mut listing.indent);
            }
            listing.entries.push(Entry {
                conflict: entry.conflict.clone(),
                because: entry.because.clone(),
                lead: text[lead..line].to_owned(),
                body: ended(&text[line..end], newline),
                trail: String::new(),
            });
            before = end;
        }
        text[before..].clone_into(&mut listing.tail);
        if has_content(&listing.tail) {
            return Err(unkept(text, before));
        }
        Ok(listing)
    }

    /// Adds what stands between two entries, which may be comments and nothing else.
    fn between(&mut self, text: &str, at: usize, whole: &str) -> Result<(), Error> {
        match self.entries.last_mut() {
            None => text.clone_into(&mut self.head),
            Some(_) if has_content(text) => return Err(unkept(whole, at)),
            Some(entry) => text.clone_into(&mut entry.trail),
        }
        Ok(())
    }

    /// Adds a conflict. Entries of the same dispute that it has all of become one with it.
    pub fn add(&mut self, conflict: &Conflict, because: Option<&str>) {
        let mut reasons: Vec<String> = Vec::new();
        let mut lead = String::new();
        let mut at = 0;
        while at < self.entries.len() {
            if is_part(&self.entries[at].conflict, conflict) && self.is_own_layout(at) {
                lead.push_str(&self.entries[at].lead);
                reasons.extend(self.entries[at].because.take());
                self.take_out(at);
            } else {
                at += 1;
            }
        }
        reasons.extend(because.map(str::to_owned));
        reasons.dedup();
        let because = (!reasons.is_empty()).then(|| reasons.join("; "));
        let body = self.print(conflict, because.as_deref());
        let entry = Entry { conflict: conflict.clone(), because, lead, body, trail: String::new() };
        self.entries.push(entry);
    }

    /// Takes an entry out, and the comments directly above it; others stay.
    pub fn remove(&mut self, conflict: &Conflict) {
        while let Some(at) = self.entries.iter().position(|entry| entry.conflict == *conflict) {
            self.take_out(at);
        }
    }

    fn take_out(&mut self, at: usize) {
        let entry = self.entries.remove(at);
        let kept = if entry.trail.contains('#') { entry.trail } else { String::new() };
        match at.checked_sub(1).and_then(|before| self.entries.get_mut(before)) {
            Some(before) => before.trail.push_str(&kept),
            None => self.head.push_str(&kept),
        }
    }

    /// Puts what is left of a conflict in its place. False where the entry is laid out by hand in a
    /// way that cannot be kept; it is then left as it is.
    pub fn replace(&mut self, conflict: &Conflict, left: &Conflict) -> bool {
        let Some(at) = self.entries.iter().position(|entry| entry.conflict == *conflict) else {
            return false;
        };
        let (old, new) = (self.lines(conflict), self.lines(left));
        let entry = &mut self.entries[at];
        if !old.iter().all(|line| entry.body.contains(line.as_str())) {
            return false;
        }
        for (old, new) in old.iter().zip(&new) {
            entry.body = entry.body.replacen(old.as_str(), new, 1);
        }
        entry.conflict = left.clone();
        true
    }

    /// The whole text, the entries sorted by their questions.
    pub fn text(&mut self) -> String {
        self.entries.sort_by_cached_key(|entry| {
            let questions: Vec<String> =
                entry.conflict.questions().into_iter().map(str::to_owned).collect();
            (questions, entry.conflict.clone())
        });
        let mut text = self.head.clone();
        for entry in &self.entries {
            text.push_str(&entry.lead);
            text.push_str(&entry.body);
            text.push_str(&entry.trail);
        }
        text.push_str(&self.tail);
        text
    }

    /// Whether the lines of an entry are as they are written here, so that no word is lost with them.
    fn is_own_layout(&self, at: usize) -> bool {
        let entry = &self.entries[at];
        entry.body == self.print(&entry.conflict, entry.because.as_deref())
    }

    fn print(&self, conflict: &Conflict, because: Option<&str>) -> String {
        let [first, last] = self.lines(conflict);
        let because = because.map_or_else(String::new, |because| {
            format!("{}  because: {}{}", self.indent, scalar(because), self.newline)
        });
        format!("{first}{because}{last}")
    }

    /// The two lines that a conflict always has.
    fn lines(&self, conflict: &Conflict) -> [String; 2] {
        let Self { indent, newline, .. } = self;
        [
            format!("{indent}- conflict: {{{}}}{newline}", in_braces(conflict)),
            format!("{indent}  fingerprint: {}{newline}", conflict.fingerprint()),
        ]
    }
}

/// Whether all of a dispute is in another one.
fn is_part(part: &Conflict, whole: &Conflict) -> bool {
    let (
        Clash::Answers { question, when, groups },
        Clash::Answers { question: other, when: then, groups: all },
    ) = (&part.clash, &whole.clash)
    else {
        return part == whole;
    };
    let mut answers = groups.iter().flatten();
    question == other
        && when == then
        && answers.all(|answer| all.iter().any(|group| group.contains(answer)))
}

fn in_braces(conflict: &Conflict) -> String {
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    let group = |group: &Vec<String>| match group.as_slice() {
        [one] => scalar(one),
        several => list(several.iter().map(|answer| scalar(answer)).collect()),
    };
    let code = &conflict.code;
    match &conflict.clash {
        Clash::Answers { question, when, groups } => format!(
            "code: {code}, question: {}, {}answers: {}",
            scalar(question),
            match when {
                Time::Always => format!("when: {}, ", Time::ALWAYS),
                Time::At(time) => format!("when: {}, ", scalar(time)),
                Time::Unstated => String::new(),
            },
            list(groups.iter().map(group).collect())
        ),
        Clash::Together { answers, rules } => {
            let answer = |(question, answer): &(String, String)| {
                format!("{{question: {}, answer: {}}}", scalar(question), scalar(answer))
            };
            let answers = list(answers.iter().map(answer).collect());
            let rules = match rules.is_empty() {
                true => String::new(),
                false => {
                    format!(", rules: {}", list(rules.iter().map(|rule| scalar(rule)).collect()))
                }
            };
            format!("code: {code}, together: {answers}{rules}")
        }
    }
}

/// A text as YAML, on one line: plain where every program reads it as a text, else in quotation
/// marks, with escapes for all that could steer a terminal.
pub fn scalar(text: &str) -> String {
    // Readers of YAML 1.1 take some words for a yes or a no however they are spelled.
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "true", "false", "on", "off"];
    // What else needs marks is the emitter's to know: `null`, `1e3` and `~` are no texts without.
    let is_word = WORDS.contains(&text.to_lowercase().as_str());
    let emitted = serde_yaml::to_string(text).unwrap_or_default();
    let in_flow = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '#');
    let begins = text.starts_with(char::is_alphabetic);
    if begins && !is_word && emitted.trim_end_matches('\n') == text && text.chars().all(in_flow) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Two that YAML has no room for, and one that it takes for a sign of its own.
            c if is_steering(c) || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                quoted.push_str(&format!("\\U{:08x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// What a text without entries begins with: its comments, and the key.
fn head(text: &str, newline: &str) -> Result<String, Error> {
    if text.trim().is_empty() {
        return Ok(HEAD.replace('\n', newline));
    }
    let mut head = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match line.trim_end() {
            "known:" | "known: []" => {}
            kept if kept.is_empty() || kept == "---" || kept.starts_with('#') => {
                head.push_str(&ended(line, newline));
            }
            _ => return Err(unkept(text, at)),
        }
        at += line.len();
    }
    head.push_str("known:");
    head.push_str(newline);
    Ok(head)
}

/// Where the comments directly above a line begin.
fn lead(text: &str, from: usize, line: usize) -> usize {
    let mut lead = line;
    while lead > from {
        let above = text[from..lead - 1].rfind('\n').map_or(from, |at| from + at + 1);
        if !text[above..lead].trim_start().starts_with('#') {
            break;
        }
        lead = above;
    }
    lead
}

fn has_content(text: &str) -> bool {
    text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}

fn ended(line: &str, newline: &str) -> String {
    if line.ends_with('\n') { line.to_owned() } else { format!("{line}{newline}") }
}

fn unkept(text: &str, at: usize) -> Error {
    let line = text[..at].matches('\n').count() + 1;
    Error::Baseline(format!(
        "{FILE}:{line}: this layout cannot be kept, so nothing was written: begin each entry with `- conflict:` on a line of its own"
    ))
}

#[cfg(test)]
mod tests;

//! Whose word a claim is: the names after `according-to`, looked up. Owns how one source is written that
//! cites another; where all of them lead is the work of the graph.

use super::entry::{EntryReader, Lookup};
use crate::model::{CITING, Chain, Origin};
use crate::problem::{InputCode, Problem, clip};
use crate::read::record::Text;
use crate::source::Span;

impl EntryReader<'_> {
    /// The sources of an entry, each once.
    pub(super) fn sources(&mut self, names: &[Text<'_>]) -> Box<[Chain]> {
        let mut chains: Vec<Chain> = Vec::with_capacity(names.len());
        for name in names {
            if let Some(chain) = self.chain(name).filter(|chain| !chains.contains(chain)) {
                chains.push(chain);
            }
        }
        chains.into()
    }

    /// A source, or one citing another, the nearest first. Nothing where a link is not known.
    fn chain(&mut self, name: &Text<'_>) -> Option<Chain> {
        // Somebody may be called so.
        if let Some(origin) = self.origin(name.as_str()) {
            return Some([origin].into());
        }
        let mut chain = Vec::new();
        let mut is_whole = true;
        for part in links(name) {
            match self.origin(part.as_str()) {
                Some(origin) => chain.push(origin),
                None => {
                    is_whole = false;
                    self.refuse_source(name, &part);
                }
            }
        }
        is_whole.then(|| chain.into())
    }

    /// The entity or report of a name, an entity first.
    fn origin(&self, name: &str) -> Option<Origin> {
        let Lookup { names, reports, .. } = self.lookup;
        let report = || reports.get(name).copied().map(Origin::Report);
        names.get(name).map(Origin::Entity).or_else(report)
    }

    fn refuse_source(&mut self, name: &Text<'_>, part: &Text<'_>) {
        if part.as_str().is_empty() {
            let message = format!("a source is missing in {}", clip(name.as_str()));
            let problem = Problem::new(InputCode::BadValue, part.span, message)
                .with_help("write the nearest first: `cnn citing white-house`");
            self.add_problem(problem);
        } else {
            // What is no report either is told as an entity that is not known.
            self.entity(part);
        }
    }
}

/// The links of a chain: what stands between the words `citing`, each at its own place.
fn links<'t>(name: &'t Text<'_>) -> Vec<Text<'t>> {
    let whole = name.as_str();
    let word = CITING.trim();
    // A text between quotation marks may be longer as it is written than as it is read.
    let is_as_written = name.plain && (name.span.end - name.span.start) as usize == whole.len();
    let mut links = Vec::new();
    let mut at = 0;
    let mut add = |from: usize, to: usize| {
        let part = whole.get(from..to).unwrap_or_default();
        let text = part.trim();
        let start = from + (part.len() - part.trim_start().len());
        let place = |offset: usize| name.span.start + u32::try_from(offset).unwrap_or(u32::MAX);
        let span = match is_as_written && !text.is_empty() {
            true => Span { start: place(start), end: place(start + text.len()), ..name.span },
            false => name.span,
        };
        links.push(Text { text: text.into(), span, plain: name.plain });
    };
    for (found, _) in whole.match_indices(word) {
        let before = whole[..found].chars().next_back();
        let after = whole[found + word.len()..].chars().next();
        if before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace) {
            add(at, found);
            at = found + word.len();
        }
    }
    add(at, whole.len());
    links
}

#[cfg(test)]
mod tests {
    use super::links;
    use crate::read::record::Text;
    use crate::source::{FileId, Span};

    fn parts(text: &str) -> Vec<(String, u32)> {
        let end = u32::try_from(text.len()).expect("a short text");
        let span = Span { file: FileId(0), start: 0, end };
        let name = Text { text: text.into(), span, plain: true };
        links(&name).iter().map(|link| (link.as_str().to_owned(), link.span.start)).collect()
    }

    #[test]
    fn each_link_has_its_own_place() {
        let found = parts("cnn citing  the White House citing kim");
        let wanted = [("cnn", 0), ("the White House", 12), ("kim", 35)];
        assert_eq!(found, wanted.map(|(name, at)| (name.to_owned(), at)));
    }

    #[test]
    fn a_word_that_only_holds_it_is_a_name() {
        for name in ["exciting times", "citing-house", "reciting"] {
            assert_eq!(parts(name), [(name.to_owned(), 0)]);
        }
        assert_eq!(parts("cnn citing").last(), Some(&(String::new(), 0)));
    }
}

//! What entries state of how amounts and dates compare: each statement is a claim on the question how
//! its two sides do.

use std::ops::Range;

use super::comparison::{Compared, Reader};
use super::entry::{DraftClaim, EntryReader, valid_time};
use super::rules::within;
use crate::equation::{EquationError, Expression};
use crate::model::{Answer, PropertyId, Question, Scope, Value};
use crate::read::record;
use crate::values::date::DateValue;
use crate::values::{Admits, EntityId};

impl EntryReader<'_> {
    /// The claim that a statement is.
    pub(super) fn state(
        &mut self,
        about: Option<EntityId>,
        scope: &Scope,
        text: &record::Text<'_>,
        published: Option<&DateValue>,
    ) -> Option<DraftClaim> {
        let about = about?;
        let lookup = self.lookup;
        let reader = Reader {
            model: lookup.model,
            names: lookup.names,
            properties: lookup.properties,
            about: Some(about),
            time: &|text| valid_time(lookup.model, lookup.names, text, published),
        };
        match reader.read(text.as_str()) {
            Ok((compared, relation)) => {
                self.mention(&compared);
                Some(DraftClaim {
                    question: Question {
                        subject: compared.subject,
                        // Numbered when all statements are read.
                        property: PropertyId(u32::MAX),
                        with: None,
                        scope: scope.clone(),
                    },
                    answer: Answer::One(Value::Comparison(relation)),
                    written: text.as_str().split_whitespace().collect::<Vec<_>>().join(" "),
                    place: text.span,
                    denial: false,
                    admits: Admits::default(),
                    compared: Some(Box::new(compared)),
                })
            }
            Err(EquationError { error, at }) => {
                self.refuse((self.part(text, at), error));
                self.mention_words(text.as_str());
                None
            }
        }
    }

    fn part(&self, text: &record::Text<'_>, at: Range<usize>) -> crate::source::Span {
        within(text, at, self.lookup.sources)
    }

    /// A statement that cannot be read still names what it is about.
    fn mention_words(&mut self, text: &str) {
        let part_of_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        for word in text.split(|c| !part_of_name(c)) {
            self.mentioned.entities.extend(self.lookup.names.find(word));
            self.mentioned.properties.extend(self.lookup.properties.get(word));
        }
    }

    /// What a statement names is used.
    fn mention(&mut self, compared: &Compared) {
        for term in compared.sides.iter().flat_map(Expression::terms) {
            self.mentioned.entities.extend(term.subject);
            self.mentioned.properties.extend(&term.path);
        }
    }
}

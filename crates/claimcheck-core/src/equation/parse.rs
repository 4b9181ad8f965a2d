//! Words and signs to a tree whose names are looked up. Literals keep their words: what they mean
//! depends on what they stand beside.

use std::ops::Range;

use super::tokens::{Kind, Token, tokens};
use super::{Comparison, EquationError, Holds, Operator, Term, Values, Vocabulary};
use crate::problem::clip;
use crate::values::date::ValidTime;
use crate::values::quantity::number::is_number_word;
use crate::values::{EntityId, PropertyId, ValueError, duration};

/// Brackets and signs nested deeper than this are refused.
const MOST_DEEP: usize = 64;
/// More terms than this are refused.
const MOST_TERMS: usize = 256;
/// Longer paths are refused: each name of one is followed from every subject.
const MOST_STEPS: usize = 16;

/// A tree with places, before its literals have a meaning.
#[derive(Debug)]
pub(super) struct Raw<'t> {
    pub(super) form: Form<'t>,
    pub(super) at: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Form<'t> {
    Literal(&'t str),
    Term(Term),
    Negative(Box<Raw<'t>>),
    Of(Operator, Box<(Raw<'t>, Raw<'t>)>),
}

/// Both sides and the sign between them.
#[derive(Debug)]
pub(super) struct RawEquation<'t> {
    pub(super) left: Raw<'t>,
    pub(super) relation: Comparison,
    pub(super) right: Raw<'t>,
}

pub(super) fn parse<'t>(
    text: &'t str,
    vocabulary: &Vocabulary<'_>,
) -> Result<RawEquation<'t>, EquationError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: &tokens, next: 0, vocabulary, deep: 0, terms: 0 };
    let left = parser.sum()?;
    let relation = parser.comparison()?;
    let right = parser.sum()?;
    match parser.peek() {
        None => Ok(RawEquation { left, relation, right }),
        Some(Token { kind: Kind::Comparison(_), at }) => Err(failed(
            at.clone(),
            ValueError::new("a second comparison").with_help("write two rules"),
        )),
        Some(token) => Err(parser.unexpected(token)),
    }
}

struct Parser<'t, 'v> {
    text: &'t str,
    tokens: &'v [Token],
    next: usize,
    vocabulary: &'v Vocabulary<'v>,
    deep: usize,
    terms: usize,
}

impl<'t, 'v> Parser<'t, 'v> {
    fn peek(&self) -> Option<&'v Token> {
        self.tokens.get(self.next)
    }

    fn words(&self, at: &Range<usize>) -> &'t str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    fn comparison(&mut self) -> Result<Comparison, EquationError> {
        match self.peek() {
            Some(Token { kind: Kind::Comparison(relation), .. }) => {
                self.next += 1;
                Ok(*relation)
            }
            Some(token) => Err(self.unexpected(token)),
            None => Err(failed(
                0..self.text.len(),
                ValueError::new("an equation without `=`, `<`, `≤`, `>` or `≥`")
                    .with_help("write what must hold: killed = killed-civilians + killed-soldiers"),
            )),
        }
    }

    fn operator(&mut self, among: [Operator; 2]) -> Option<Operator> {
        match self.peek()?.kind {
            Kind::Operator(operator) if among.contains(&operator) => {
                self.next += 1;
                Some(operator)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Result<Raw<'t>, EquationError> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator([Operator::Plus, Operator::Minus]) {
            left = joined(operator, left, self.product()?);
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Raw<'t>, EquationError> {
        let mut left = self.factor()?;
        while let Some(operator) = self.operator([Operator::Times, Operator::Over]) {
            left = joined(operator, left, self.factor()?);
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Raw<'t>, EquationError> {
        let Some(token) = self.peek() else {
            let end = self.text.len();
            let error = ValueError::new("an equation that ends too early")
                .with_help("write a name or a number after the last sign");
            let last = self.text.char_indices().next_back().map_or(end, |(last, _)| last);
            return Err(failed(last..end, error));
        };
        self.next += 1;
        match token.kind {
            Kind::Word => self.term_or_literal(token),
            Kind::Operator(Operator::Minus) => {
                let inner = self.nested(token, Self::factor)?;
                let at = token.at.start..inner.at.end;
                Ok(Raw { form: Form::Negative(Box::new(inner)), at })
            }
            Kind::Open => {
                let inner = self.nested(token, Self::sum)?;
                self.close(token)?;
                Ok(inner)
            }
            _ => Err(self.unexpected(token)),
        }
    }

    fn nested(
        &mut self,
        token: &Token,
        read: fn(&mut Self) -> Result<Raw<'t>, EquationError>,
    ) -> Result<Raw<'t>, EquationError> {
        self.deep += 1;
        if self.deep > MOST_DEEP {
            let error = ValueError::new(format!("an equation nested more than {MOST_DEEP} deep"))
                .with_help("take brackets out, or write several rules");
            return Err(failed(token.at.clone(), error));
        }
        let inner = read(self)?;
        self.deep -= 1;
        Ok(inner)
    }

    fn close(&mut self, open: &Token) -> Result<(), EquationError> {
        match self.peek() {
            Some(Token { kind: Kind::Close, .. }) => {
                self.next += 1;
                Ok(())
            }
            Some(token) => Err(self.unexpected(token)),
            None => Err(failed(
                open.at.clone(),
                ValueError::new("a bracket that is not closed").with_help("write the missing `)`"),
            )),
        }
    }

    fn term_or_literal(&mut self, token: &'v Token) -> Result<Raw<'t>, EquationError> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            let error = ValueError::new(format!("an equation of more than {MOST_TERMS} terms"))
                .with_help("write several rules");
            return Err(failed(token.at.clone(), error));
        }
        let word = self.words(&token.at);
        let opens = matches!(self.peek(), Some(Token { kind: Kind::Open, .. }));
        match (word, opens) {
            ("sum", true) => self.aggregate(token, Values::Sum),
            ("count", true) => self.aggregate(token, Values::Count),
            _ if self.is_literal(word) => Ok(self.literal(token)),
            _ => self.term(token, Values::Each),
        }
    }

    /// What begins as a number, a currency or a word of a literal does is one, unless a property
    /// has that name.
    fn is_literal(&self, word: &str) -> bool {
        let begins = |c: char| c.is_ascii_digit() || !(c.is_alphabetic() || c == '_');
        let name = word.split('.').next().unwrap_or(word);
        let number = || is_number_word(word) || duration::parse(word, None).is_ok();
        let known = || {
            let entity = self.vocabulary.statement.filter(|_| name != word);
            (self.vocabulary.property)(name).is_ok()
                || entity.is_some_and(|names| (names.entity)(name).is_ok())
        };
        (word.starts_with(begins) || number()) && !known()
    }

    /// A literal reaches as far as words do.
    fn literal(&mut self, first: &Token) -> Raw<'t> {
        let mut at = first.at.clone();
        while let Some(Token { kind: Kind::Word, at: more }) = self.peek() {
            at.end = more.end;
            self.next += 1;
        }
        // `km/h`: the sign is part of a unit where one is called so.
        while let [
            Token { kind: Kind::Operator(Operator::Over), at: sign },
            Token { kind: Kind::Word, at: more },
            ..,
        ] = self.tokens.get(self.next..).unwrap_or_default()
        {
            let together = self.words(&(at.start..more.end));
            let last = together.split_whitespace().next_back().unwrap_or_default();
            let adjacent = sign.start == at.end && more.start == sign.end;
            if !adjacent || self.vocabulary.units.lookup(last).is_none() {
                break;
            }
            at.end = more.end;
            self.next += 2;
        }
        Raw { form: Form::Literal(self.words(&at)), at }
    }

    fn aggregate(&mut self, token: &Token, values: Values) -> Result<Raw<'t>, EquationError> {
        let Some(open) = self.peek() else { return Err(self.unexpected(token)) };
        self.next += 1;
        let Some(name @ Token { kind: Kind::Word, .. }) = self.peek() else {
            let help =
                "write `sum(parts)` or `count(stops)`: the name of a property with several values";
            let error =
                ValueError::new("a property is wanted between the brackets").with_help(help);
            return Err(failed(open.at.clone(), error));
        };
        self.next += 1;
        let inner = self.term(name, values)?;
        if let Form::Term(Term { at: Some(_), .. }) = &inner.form {
            let error = ValueError::new("a sum or a count is of the time of its statement")
                .with_help("give the claim a `when`, or name the time of the other side");
            return Err(failed(open.at.end..self.tokens[self.next - 1].at.end, error));
        }
        self.close(open)?;
        Ok(inner)
    }

    fn term(&mut self, token: &Token, values: Values) -> Result<Raw<'t>, EquationError> {
        let mut path = Vec::new();
        let mut start = token.at.start;
        let names: Vec<&str> = self.words(&token.at).split('.').collect();
        if names.len() > MOST_STEPS {
            let error = ValueError::new(format!("a path of {} names", names.len()))
                .with_help(format!("a rule follows no more than {MOST_STEPS}"));
            return Err(failed(token.at.clone(), error));
        }
        let subject = self.subject(&names).map_err(|error| failed(token.at.clone(), error))?;
        for (place, name) in names.iter().enumerate() {
            let at = start..start + name.len();
            if place == 0 && matches!(subject, Some(Subject::Named(_))) {
                start = at.end + 1;
                continue;
            }
            let property =
                (self.vocabulary.property)(name).map_err(|error| failed(at.clone(), error))?;
            self.fits(name, property, place + 1 == names.len(), values)
                .map_err(|error| failed(at.clone(), error))?;
            path.push(property);
            start = at.end + 1;
        }
        let time = self.time()?;
        if let Some(Token { kind: Kind::Word, at }) = self.peek() {
            let error = ValueError::new(format!("{} follows a name", clip(self.words(at))))
                .with_help("write a sign between the two: + - * / or a comparison");
            return Err(failed(at.clone(), error));
        }
        let subject = subject.map(Subject::entity);
        let term = Term { subject, path, values, at: time.map(Box::new) };
        Ok(Raw { form: Form::Term(term), at: token.at.clone() })
    }

    /// Whose property the last name of a path is; nothing in a rule.
    fn subject(&self, names: &[&str]) -> Result<Option<Subject>, ValueError> {
        let Some(statement) = self.vocabulary.statement else { return Ok(None) };
        let [first, rest @ ..] = names else { return Ok(None) };
        let leads = (self.vocabulary.property)(first)
            .is_ok_and(|id| (self.vocabulary.about)(id).holds == Holds::Entities);
        match (statement.entity)(first) {
            Ok(_) if !rest.is_empty() && leads => Err(ValueError::new(format!(
                "`{first}` is both an entity and a property that leads to one"
            ))
            .with_help("rename one of the two, or name the entity by another of its names")),
            Ok(entity) if !rest.is_empty() => Ok(Some(Subject::Named(entity))),
            Err(error) if !rest.is_empty() && (self.vocabulary.property)(first).is_err() => {
                Err(error)
            }
            Ok(_) if (self.vocabulary.property)(first).is_err() => {
                Err(ValueError::new(format!("`{first}` is an entity, and no figure or date"))
                    .with_help(format!(
                        "write which of its properties is meant: `{first}.property`"
                    )))
            }
            _ => match statement.about {
                Some(about) => Ok(Some(Subject::About(about))),
                None => {
                    Err(ValueError::new(format!("`{first}` does not say of which entity it is"))
                        .with_help(format!("write `entity.{first}`")))
                }
            },
        }
    }

    /// The time behind a term, if there is one.
    fn time(&mut self) -> Result<Option<ValidTime>, EquationError> {
        let Some(Token { kind: Kind::Time, at }) = self.peek() else { return Ok(None) };
        self.next += 1;
        let words = self.words(&(at.start + 1..at.end - 1));
        let Some(statement) = self.vocabulary.statement else {
            let error = ValueError::new("a time behind a name").with_help(
                "a rule holds at all times; what holds at one time is a claim: `states: \"…\"`",
            );
            return Err(failed(at.clone(), error));
        };
        (statement.time)(words.trim()).map(Some).map_err(|error| failed(at.clone(), error))
    }

    /// Whether a property can stand at its place in a path.
    fn fits(
        &self,
        name: &str,
        property: PropertyId,
        last: bool,
        values: Values,
    ) -> Result<(), ValueError> {
        let about = (self.vocabulary.about)(property);
        let error = match (about.holds, last, values) {
            (Holds::Entities, false, _) | (_, true, Values::Count) => return Ok(()),
            (_, false, _) => format!("`{name}` leads to no entity that could have a property"),
            (Holds::Quantities(_) | Holds::Durations, true, _)
            | (Holds::Dates, true, Values::Each) => {
                return Ok(());
            }
            (Holds::Dates, true, Values::Sum) => format!("`{name}` holds dates, which have no sum"),
            (Holds::Entities, true, _) => format!("`{name}` holds entities, which are no numbers"),
            (Holds::Others, true, _) => format!("`{name}` holds neither numbers nor dates"),
        };
        Err(ValueError::new(error)
            .with_help("rules calculate with quantities, durations and dates; `count(…)` counts the values of any property"))
    }

    fn unexpected(&self, token: &Token) -> EquationError {
        let error =
            ValueError::new(format!("{} does not belong here", clip(self.words(&token.at))))
                .with_help("write names and numbers with signs between them, and one comparison");
        failed(token.at.clone(), error)
    }
}

/// Whose property a path of a statement leads to.
#[derive(Clone, Copy)]
enum Subject {
    /// What the statement is about.
    About(EntityId),
    /// The entity that the first name of the path is.
    Named(EntityId),
}

impl Subject {
    const fn entity(self) -> EntityId {
        match self {
            Self::About(entity) | Self::Named(entity) => entity,
        }
    }
}

fn joined<'t>(operator: Operator, left: Raw<'t>, right: Raw<'t>) -> Raw<'t> {
    let at = left.at.start..right.at.end;
    Raw { form: Form::Of(operator, Box::new((left, right))), at }
}

pub(super) fn failed(at: Range<usize>, error: ValueError) -> EquationError {
    EquationError { error, at }
}

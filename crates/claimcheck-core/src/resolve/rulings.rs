//! Rulings: which questions and claims they name, and until when they hold. Whether they settle
//! anything is decided where conflicts are known.

use super::comparison::{Reader, sides};
use super::entry::valid_time;
use super::reports::plain_date;
use super::{Resolver, problem};
use crate::equation::EquationError;
use crate::model::{EntryId, Pin, PropertyId, QuestionId, Ruling};
use crate::problem::{InputCode, Problem, clip};
use crate::read::record::{self, Document};
use crate::suggest::nearest;
use crate::values::EntityId;

/// What a ruling's `question` asks for. What it leaves out, the claims that it names tell.
struct Asked {
    subject: EntityId,
    property: PropertyId,
    with: Option<EntityId>,
    /// Its scope, as [`crate::model::Model::question_name`] writes it.
    scope: Option<String>,
}

impl Resolver {
    pub(super) fn rulings(&mut self, documents: &[Document<'_>]) {
        for record in documents.iter().flat_map(|document| &document.rulings) {
            let ruling = self.ruling(record);
            self.model.rulings.extend(ruling);
        }
    }

    /// A ruling, if all that it names is known: one that is half understood settles nothing.
    fn ruling(&mut self, record: &record::Ruling<'_>) -> Option<Ruling> {
        let asked: Vec<Option<Asked>> =
            record.question.iter().map(|text| self.asked(text)).collect();
        let accept = self.judged(&record.accept);
        let reject = self.judged(&record.reject);
        let because = record.because.as_ref().filter(|because| !because.text.trim().is_empty());
        if because.is_none() && record.because.is_some() {
            self.refuse(InputCode::BadValue, record.span, "a ruling without `because`");
        }
        let until = record.until.as_ref().map(|text| {
            let date = plain_date(text.as_str());
            date.map_err(|error| self.refuse_value(text.span, error)).ok()
        });
        let asked: Vec<Asked> = asked.into_iter().collect::<Option<_>>()?;
        let (accept, reject, because) = (accept?, reject?, because?);
        if asked.is_empty() {
            return None;
        }
        if accept.is_empty() && reject.is_empty() {
            let problem =
                Problem::new(InputCode::BadValue, record.span, "this ruling names no claim")
                    .with_help("name the claims that it judges, under `accept` and `reject`");
            self.problems.push(problem);
            return None;
        }
        self.refuse_both(record, &accept, &reject)?;
        let named: Vec<EntryId> = accept.iter().chain(&reject).copied().collect();
        let questions = self.questions(record, &asked, &named)?;
        self.refuse_others(record, &questions, &named)?;
        let pins = self.pins(record, &named)?;
        let text =
            |text: &Option<record::Text<'_>>| text.as_ref().map(|text| text.text.to_string());
        Some(Ruling {
            asked: record.question.iter().map(|text| text.text.to_string()).collect(),
            questions,
            accept,
            reject,
            pins,
            because: because.text.trim().to_owned(),
            by: text(&record.by),
            decided: text(&record.decided),
            until: match (until, text(&record.until)) {
                (Some(date), Some(written)) => Some((date?, written)),
                _ => None,
            },
            place: record.question.first().map_or(record.span, |question| question.span),
        })
    }

    /// `subject.property`, where the subject may be called by any of its names, with what a question
    /// may have besides: `talks.order with vote`, `talks.rate {of: autos}`.
    fn asked(&mut self, text: &record::Text<'_>) -> Option<Asked> {
        let written = text.as_str().trim();
        let (head, scope) = match written.split_once(" {") {
            Some((head, scope)) => (head.trim(), Some(format!("{{{scope}"))),
            None => (written, None),
        };
        if let Some((left, right)) = sides(head) {
            return self.compared_in(text, left, right, scope);
        }
        // The name of a subject may hold a dot, and the name of a property holds none.
        let (head, with) = match head.rsplit_once('.') {
            Some((_, tail)) => match tail.split_once(" with ") {
                Some((_, with)) => (&head[..head.len() - with.len() - " with ".len()], Some(with)),
                None => (head, None),
            },
            None => (head, None),
        };
        let Some((subject, property)) = head.rsplit_once('.') else {
            let message = format!("{} is no question", clip(written));
            let problem = Problem::new(InputCode::BadValue, text.span, message)
                .with_help("a question is written `subject.property`");
            self.problems.push(problem);
            return None;
        };
        let known = |name: &str| record::Text { text: name.trim().to_owned().into(), ..*text };
        let subject = self.entity(&known(subject));
        let other = with.map(|with| self.entity(&known(with)));
        let property = self.property_named(text, property.trim());
        let (subject, property) = (subject?, property?);
        let with = match other {
            Some(other) => Some(other?),
            None => None,
        };
        // The order of two events is asked of the lesser of them.
        let (subject, with) = match with {
            Some(with) if with < subject => (with, Some(subject)),
            with => (subject, with),
        };
        Some(Asked { subject, property, with, scope })
    }

    /// How two terms compare, as a question.
    fn compared_in(
        &mut self,
        text: &record::Text<'_>,
        left: &str,
        right: &str,
        scope: Option<String>,
    ) -> Option<Asked> {
        let (model, names, properties) = (&self.model, &self.names, &self.properties);
        let time = |text: &str| valid_time(model, names, text, None);
        let reader = Reader { model, names, properties, about: None, time: &time };
        let read = reader.read(&format!("{left} = {right}"));
        let stated = read.map(|(compared, _)| {
            let known = self.comparisons.get(&compared.name()).copied();
            known.map(|property| Asked { subject: compared.subject, property, with: None, scope })
        });
        match stated {
            Ok(Some(asked)) => Some(asked),
            Ok(None) => {
                let message = "no statement compares these two";
                self.problems.push(Problem::new(InputCode::UnknownName, text.span, message));
                None
            }
            Err(EquationError { error, .. }) => {
                self.problems.push(problem(text.span, error));
                None
            }
        }
    }

    fn property_named(&mut self, text: &record::Text<'_>, name: &str) -> Option<PropertyId> {
        if let Some(property) = self.properties.get(name) {
            return Some(*property);
        }
        let near = nearest(name, self.properties.keys().map(String::as_str));
        let message = format!("no property is called {}", clip(name));
        let help = near.map_or_else(
            || "declare it under `properties:`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let problem = Problem::new(InputCode::UnknownName, text.span, message).with_help(help);
        self.problems.push(problem);
        None
    }

    /// The entries of some full names; nothing where one of them is not known.
    fn judged(&mut self, names: &[record::Text<'_>]) -> Option<Vec<EntryId>> {
        let found: Vec<Option<EntryId>> =
            names.iter().map(|name| self.entry_named(name.as_str(), name)).collect();
        found.into_iter().collect()
    }

    fn refuse_both(
        &mut self,
        record: &record::Ruling<'_>,
        accept: &[EntryId],
        reject: &[EntryId],
    ) -> Option<()> {
        let Some(at) = reject.iter().position(|entry| accept.contains(entry)) else {
            return Some(());
        };
        let name = &record.reject[at];
        let mut problem = Problem::new(
            InputCode::BadValue,
            name.span,
            format!("{} is both accepted and rejected", clip(name.as_str())),
        )
        .with_help("leave it in one of the two");
        if let Some(at) = accept.iter().position(|entry| *entry == reject[at]) {
            problem = problem.and(record.accept[at].span, "accepted here");
        }
        self.problems.push(problem);
        None
    }

    /// The questions that are meant: of those that fit what is written, those that named claims
    /// answer, and else the one that is written in full.
    fn questions(
        &mut self,
        record: &record::Ruling<'_>,
        asked: &[Asked],
        named: &[EntryId],
    ) -> Option<Vec<QuestionId>> {
        let mut questions = Vec::new();
        for (text, asked) in record.question.iter().zip(asked) {
            let fitting = self.fitting(asked);
            let answered: Vec<QuestionId> = fitting
                .iter()
                .copied()
                .filter(|question| named.iter().any(|entry| self.answers(*entry, *question)))
                .collect();
            let plain = fitting.iter().find(|question| {
                let question = self.model.question(**question);
                question.scope.is_empty() && question.with == asked.with
            });
            match (answered.as_slice(), plain, fitting.as_slice()) {
                ([one], _, _) | ([], Some(one), _) | ([], None, [one]) => questions.push(*one),
                (_, _, []) => {}
                (_, Some(one), _) if answered.contains(one) => questions.push(*one),
                (_, _, several) => {
                    let names: Vec<String> = several
                        .iter()
                        .take(4)
                        .map(|question| format!("`{}`", self.model.question_name(*question)))
                        .collect();
                    let message = format!("{} may be several questions", clip(text.as_str()));
                    let problem = Problem::new(InputCode::BadValue, text.span, message)
                        .with_help(format!("write one of {}", names.join(", ")));
                    self.problems.push(problem);
                    return None;
                }
            }
        }
        questions.sort_unstable();
        questions.dedup();
        Some(questions)
    }

    fn fitting(&self, asked: &Asked) -> Vec<QuestionId> {
        let all = (0..).map(QuestionId).zip(&self.model.questions);
        all.filter(|(id, question)| {
            // The order of two events may be asked of either, where the other is left out.
            let of_other = asked.with.is_none() && question.with == Some(asked.subject);
            (question.subject == asked.subject || of_other)
                && question.property == asked.property
                && (asked.with.is_none() || question.with == asked.with)
                && asked
                    .scope
                    .as_ref()
                    .is_none_or(|scope| self.model.question_name(*id).ends_with(scope.as_str()))
        })
        .map(|(id, _)| id)
        .collect()
    }

    fn answers(&self, entry: EntryId, question: QuestionId) -> bool {
        let mut claims = self.model.entry(entry).claims.iter();
        claims.any(|claim| self.model.claim(claim).question == question)
    }

    /// Claims that say nothing on the questions of the ruling.
    fn refuse_others(
        &mut self,
        record: &record::Ruling<'_>,
        questions: &[QuestionId],
        named: &[EntryId],
    ) -> Option<()> {
        let names = record.accept.iter().chain(&record.reject);
        let other =
            |entry: EntryId| !questions.iter().any(|question| self.answers(entry, *question));
        // Where nothing answers the question any more, the ruling judges nothing, which is said.
        let others: Vec<_> = names
            .zip(named)
            .filter(|(_, entry)| !questions.is_empty() && other(**entry))
            .map(|(name, entry)| (name, *entry))
            .collect();
        for (name, entry) in &others {
            let message = format!(
                "{} says nothing on {}",
                clip(name.as_str()),
                record
                    .question
                    .iter()
                    .map(|text| clip(text.as_str()))
                    .collect::<Vec<_>>()
                    .join(", ")
            );
            let own: Vec<String> = self
                .model
                .entry(*entry)
                .claims
                .iter()
                .map(|claim| {
                    format!("`{}`", self.model.question_name(self.model.claim(claim).question))
                })
                .collect();
            let problem = Problem::new(InputCode::BadValue, name.span, message)
                .with_help_if((!own.is_empty()).then(|| format!("it answers {}", own.join(", "))));
            self.problems.push(problem);
        }
        others.is_empty().then_some(())
    }

    fn pins(&mut self, record: &record::Ruling<'_>, named: &[EntryId]) -> Option<Vec<Pin>> {
        let mut pins = Vec::new();
        for pin in &record.pin {
            let entry = self.entry_named(pin.claim.as_str(), &pin.claim)?;
            if !named.contains(&entry) {
                let message = format!("{} is pinned, and not judged", clip(pin.claim.as_str()));
                let problem = Problem::new(InputCode::BadValue, pin.claim.span, message)
                    .with_help("name it under `accept` or `reject`, or take its pin out");
                self.problems.push(problem);
                return None;
            }
            let mut says: Vec<String> = pin.says.iter().map(|text| text.text.to_string()).collect();
            says.sort();
            pins.push(Pin {
                entry,
                says,
                quote: pin.quote.as_ref().map(|text| text.text.to_string()),
            });
        }
        Some(pins)
    }
}

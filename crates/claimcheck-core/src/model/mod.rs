//! What a project says once every name is looked up and every value understood: plain data with
//! dense ids, in an order that depends on nothing but the project's contents.

pub use crate::values::{
    Answer, Changes, Extent, KindId, Members, Precision, Property, PropertyId, Value, ValueType,
    Window,
};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::equation::{Equation, Expression};
use crate::source::{FileId, Sources, Span};
use crate::values::date::{CommonTime, DateValue, ValidTime};
use crate::values::quantity::Rounding;
use crate::values::quantity::units::Units;
use crate::values::{Directory, EntityId, Printing, Relation, Taxonomy, Wording, Written};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id as an index.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A report, in the order of report ids.
    ReportId
    /// An entry of `claims` or `facts`, in the order of files and places.
    EntryId
    /// An atomic claim: what one entry says of one property.
    ClaimId
    /// A question: what is asked of a subject, in a scope.
    QuestionId
    /// A rule, in the order of files and places.
    RuleId
    /// A ruling, in the order of files and places.
    RulingId
}

/// One of the compared texts.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its name.
    pub id: String,
    /// For people.
    pub title: Option<String>,
    /// Who speaks in it.
    pub publisher: Option<EntityId>,
    /// When it was published.
    pub published: Option<Arc<DateValue>>,
    /// What its relative dates are counted from: the same, on the clock of those who wrote it.
    pub counted_from: Option<DateValue>,
    /// Its text, if the project keeps it.
    pub text: Option<FileId>,
    /// What it draws on.
    pub based_on: Vec<Origin>,
    /// Reports that it corrects.
    pub corrects: Vec<ReportId>,
    /// Where it is declared.
    pub place: Span,
}

/// Whom a claim can be traced to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// An entity: a person or an organisation.
    Entity(EntityId),
    /// A report of the project.
    Report(ReportId),
}

/// What stands between a source and the one that it cites.
pub(crate) const CITING: &str = " citing ";

/// A source and those that it cites, the nearest first: `cnn citing white-house`. Never empty.
pub type Chain = Box<[Origin]>;

/// What claims are about.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its name; the least of them where several ids are the same.
    pub id: String,
    /// What else it is called.
    pub names: Vec<String>,
    /// Its kind.
    pub kind: KindId,
    /// Admiralty scale, `A` to `F`.
    pub reliability: Option<char>,
    /// Whose word its word is; in the end always somebody who speaks for nobody else.
    pub speaks_for: Option<EntityId>,
    /// The series of events that it belongs to: the id of an entity, or a name of its own.
    pub series: Option<String>,
    /// Where it is declared.
    pub place: Span,
}

/// A kind of entities.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name.
    pub id: String,
    /// The kind that it is a kind of.
    pub parent: Option<KindId>,
    /// Properties that its entities should have an answer for, those of its parents included.
    pub expects: Vec<PropertyId>,
}

/// How sure a report is of what it says, from the least sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It hardly believes it.
    Doubtful,
    /// It may be so.
    Possible,
    /// It is probably so.
    Likely,
    /// It is so.
    Certain,
}

impl Certainty {
    /// The words of the language.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("certain", Self::Certain),
        ("likely", Self::Likely),
        ("possible", Self::Possible),
        ("doubtful", Self::Doubtful),
    ];

    /// All of them, from the least sure.
    pub const ALL: [Self; 4] = [Self::Doubtful, Self::Possible, Self::Likely, Self::Certain];

    /// The word of the language.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Doubtful => "doubtful",
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// The passage that an entry rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// It names none.
    None,
    /// It stands there, in the text of its report.
    Found(Span),
    /// It is named, but does not stand in the text, or there is no text to verify it in.
    Unverified,
}

impl Passage {
    /// Where it stands, if it does.
    pub fn found(&self) -> Option<Span> {
        match self {
            Self::Found(span) => Some(*span),
            Self::None | Self::Unverified => None,
        }
    }
}

/// Qualifiers, in the order of their keys.
pub type Scope = Vec<(String, String)>;

/// An entry of `claims` or `facts`: what its atomic claims share.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its full name, `report#claim` or `facts#name`.
    pub name: Box<str>,
    /// Whose it is; a fact is nobody's.
    pub report: Option<ReportId>,
    /// Where it is written.
    pub place: Span,
    /// What it rests on.
    pub passage: Passage,
    /// Where the words of its quote are written, if it has one.
    pub quote: Option<Span>,
    /// How sure the report is.
    pub certainty: Certainty,
    /// Whose word it is: sources that each vouch for it; empty for the report's own voice.
    pub attribution: Box<[Chain]>,
    /// When the stated thing holds; always, where nothing is said.
    pub when: Option<Box<ValidTime>>,
    /// When it was said.
    pub as_of: Option<Arc<DateValue>>,
    /// Its atomic claims.
    pub claims: ClaimIds,
    /// What it declares of other entries.
    pub links: Links,
}

/// Claims that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClaimIds {
    first: u32,
    end: u32,
}

impl ClaimIds {
    /// The claims from a number on and before another.
    pub const fn new(first: u32, end: u32) -> Self {
        Self { first, end }
    }

    /// Each of them, in order.
    pub fn iter(self) -> impl Iterator<Item = ClaimId> + Clone {
        (self.first..self.end).map(ClaimId)
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.first >= self.end
    }
}

/// What an entry declares of others. Most declare nothing, and take no room for it.
#[derive(Debug, Clone, Default)]
pub struct Links(Option<Box<Declared>>);

#[derive(Debug, Clone)]
struct Declared {
    corrects: Vec<EntryId>,
    supports: Vec<(EntryId, Span)>,
    contradicts: Vec<(EntryId, Span)>,
}

impl Links {
    /// What an entry supersedes, supports and contradicts, and where it says so.
    pub(crate) fn new(
        corrects: Vec<EntryId>,
        supports: Vec<(EntryId, Span)>,
        contradicts: Vec<(EntryId, Span)>,
    ) -> Self {
        Self(Some(Box::new(Declared { corrects, supports, contradicts })))
    }

    /// Entries that it supersedes.
    pub fn corrects(&self) -> &[EntryId] {
        self.0.as_ref().map_or(&[], |declared| &declared.corrects)
    }

    /// Entries that it is declared to support, and where.
    pub fn supports(&self) -> &[(EntryId, Span)] {
        self.0.as_ref().map_or(&[], |declared| &declared.supports)
    }

    /// Entries that it is declared to contradict, and where.
    pub fn contradicts(&self) -> &[(EntryId, Span)] {
        self.0.as_ref().map_or(&[], |declared| &declared.contradicts)
    }

    /// Lets go of some entries that it supersedes.
    pub(crate) fn keep_corrected(&mut self, keep: impl FnMut(&EntryId) -> bool) {
        if let Some(declared) = &mut self.0 {
            declared.corrects.retain(keep);
        }
    }
}

/// An atomic claim: one answer to one question.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The entry that states it.
    pub entry: EntryId,
    /// What it answers.
    pub question: QuestionId,
    /// The answer.
    pub answer: Answer,
    /// The answer as written.
    pub written: Box<str>,
    /// Where the answer is written.
    pub place: Span,
    /// How sure the report is, after what the value itself admits (`?`).
    pub certainty: Certainty,
    /// Whether the answer is approximate (`~`), so that no clash of it is more than a warning.
    pub approximate: bool,
    /// Whether the answer was counted from the report's date of publication.
    pub relative: bool,
    /// What a reader takes from the answer beyond what it plainly says; nothing where that is no more.
    pub implied: Option<Box<Value>>,
    /// What its figures may be rounded from; nothing where the answer has none.
    pub rounding: Option<Box<Rounding>>,
    /// Whether the claim denies an answer (`not`) rather than giving one.
    pub denial: bool,
}

impl Claim {
    /// Its answer as it is written: with what its figures may be rounded from.
    pub fn as_written(&self) -> Written<'_> {
        let (rounding, implied) = (self.rounding.as_deref(), self.implied.as_deref());
        Written { answer: &self.answer, rounding, implied }
    }
}

/// What is asked of a subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// What it is asked of.
    pub subject: EntityId,
    /// What is asked.
    pub property: PropertyId,
    /// The other event, where the order of two is asked.
    pub with: Option<EntityId>,
    /// What it is confined to.
    pub scope: Scope,
}

/// A rule: what must hold for every subject of a kind.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name, `rules#id`.
    pub name: String,
    /// The kind of its subjects; all entities, where it names none.
    pub kind: Option<KindId>,
    /// What must hold, as written.
    pub written: String,
    /// What must hold.
    pub equation: Equation,
    /// Where the equation is written.
    pub place: Span,
}

/// A judgement of the desk on a conflict.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// Its questions, as written.
    pub asked: Vec<String>,
    /// Those of them that claims answer.
    pub questions: Vec<QuestionId>,
    /// Claims that stand.
    pub accept: Vec<EntryId>,
    /// Claims that do not.
    pub reject: Vec<EntryId>,
    /// What the claims said when they were judged; nothing where that is not written down.
    pub pins: Vec<Pin>,
    /// Why.
    pub because: String,
    /// Who decided.
    pub by: Option<String>,
    /// When it was decided, as written.
    pub decided: Option<String>,
    /// The time in which it still holds, and how it is written; for ever, where nothing is said.
    pub until: Option<(DateValue, String)>,
    /// Where it is written.
    pub place: Span,
}

/// What a claim said when it was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The claim.
    pub entry: EntryId,
    /// Its answers to the questions of the ruling, in normal form, sorted.
    pub says: Vec<String>,
    /// The digest of its quote; where there is none, the quote does not matter.
    pub quote: Option<String>,
}

/// Everything that a project says.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The texts.
    pub sources: Sources,
    /// The reports, by id.
    pub reports: Vec<Report>,
    /// Reports that are looked at as if they did not exist; they have no claims.
    pub retracted: std::collections::BTreeSet<ReportId>,
    /// The kinds; the built-in ones first.
    pub kinds: Vec<Kind>,
    /// The entities, by id.
    pub entities: Vec<Entity>,
    /// The properties; the built-in ones first, and how terms of statements compare last.
    pub properties: Vec<Property>,
    /// The two terms of each comparison among the properties, in their order.
    pub compared: Vec<[Expression; 2]>,
    /// The entries, by place.
    pub entries: Vec<Entry>,
    /// The atomic claims, by entry.
    pub claims: Vec<Claim>,
    /// The questions that claims answer, by subject.
    pub questions: Vec<Question>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The rulings.
    pub rulings: Vec<Ruling>,
    /// Wholes and parts.
    pub taxonomy: Taxonomy,
    /// The units, the project's own among them.
    pub units: Units,
}

impl Directory for Model {
    fn entity_name(&self, entity: EntityId) -> &str {
        &self.entity(entity).id
    }

    fn kind_of(&self, entity: EntityId) -> KindId {
        self.entity(entity).kind
    }

    fn kind_name(&self, kind: KindId) -> &str {
        &self.kinds[kind.index()].id
    }

    fn is_kind(&self, kind: KindId, of: KindId) -> bool {
        Self::is_kind(self, kind, of)
    }

    fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    fn units(&self) -> &Units {
        &self.units
    }
}

impl Model {
    /// The report of an id.
    pub fn report(&self, id: ReportId) -> &Report {
        &self.reports[id.index()]
    }

    /// The entity of an id.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The property of an id.
    pub fn property(&self, id: PropertyId) -> &Property {
        &self.properties[id.index()]
    }

    /// The two terms that statements on a property compare; nothing where it is no comparison.
    pub fn compared(&self, id: PropertyId) -> Option<&[Expression; 2]> {
        let first = self.properties.len() - self.compared.len();
        self.compared.get(id.index().checked_sub(first)?)
    }

    /// The properties that are how the terms of statements compare.
    pub fn comparisons(&self) -> impl Iterator<Item = PropertyId> {
        let first = self.properties.len() - self.compared.len();
        let number = |at: usize| PropertyId(u32::try_from(at).unwrap_or(u32::MAX));
        (first..self.properties.len()).map(number)
    }

    /// The entry of an id.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// The claim of an id.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// The entry that states a claim.
    pub fn entry_of(&self, claim: ClaimId) -> &Entry {
        self.entry(self.claim(claim).entry)
    }

    /// The rule of an id.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.index()]
    }

    /// The ruling of an id.
    pub fn ruling(&self, id: RulingId) -> &Ruling {
        &self.rulings[id.index()]
    }

    /// The question of an id.
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions[id.index()]
    }

    /// The questions about a subject, in order.
    pub fn questions_about(
        &self,
        subject: EntityId,
    ) -> impl Iterator<Item = (QuestionId, &Question)> {
        let first = self.questions.partition_point(|question| question.subject < subject);
        let ids = (u32::try_from(first).unwrap_or(u32::MAX)..).map(QuestionId);
        ids.zip(&self.questions[first..])
            .take_while(move |(_, question)| question.subject == subject)
    }

    /// The events of each series, in order.
    pub fn series(&self) -> BTreeMap<&str, Vec<EntityId>> {
        let mut series: BTreeMap<&str, Vec<EntityId>> = BTreeMap::new();
        for (id, entity) in (0..).map(EntityId).zip(&self.entities) {
            if let Some(name) = &entity.series {
                series.entry(name).or_default().push(id);
            }
        }
        series
    }

    /// An answer in its normal form, which the language reads back as the same answer.
    pub fn print(&self, property: &Property, answer: &Answer) -> String {
        answer.print(&Printing { property, directory: self, wording: Wording::Written })
    }

    /// An answer in the one form that all equal answers share, for what is known by its answers.
    pub fn normal(&self, property: &Property, answer: &Answer) -> String {
        answer.print(&Printing { property, directory: self, wording: Wording::Compared })
    }

    /// A date in its normal form; an event that it is counted from stands with its id.
    pub fn print_date(&self, date: &DateValue) -> String {
        date.print(&|event| self.entity(EntityId(event)).id.clone())
    }

    /// A valid time in its normal form.
    pub fn print_time(&self, time: &ValidTime) -> String {
        self.print_date(time.possible())
    }

    /// Whether a kind is another kind or a kind of it.
    pub fn is_kind(&self, kind: KindId, of: KindId) -> bool {
        let mut at = Some(kind);
        while let Some(kind) = at {
            if kind == of {
                return true;
            }
            at = self.kinds[kind.index()].parent;
        }
        false
    }

    /// Whether two claims certainly hold at a common time, as far as their times tell by themselves.
    pub fn hold_together(&self, one: ClaimId, other: ClaimId) -> bool {
        match (self.entry_of(one).when.as_deref(), self.entry_of(other).when.as_deref()) {
            (Some(a), Some(b)) => a.common_with(b) == CommonTime::Certain,
            _ => true,
        }
    }

    /// Whether a claim says at least what another one on the same question says, of a common time, as
    /// far as their answers tell by themselves.
    pub(crate) fn entails(&self, one: ClaimId, other: ClaimId) -> bool {
        let related = self.claim(one).answer.relate(&self.claim(other).answer, &self.taxonomy);
        self.hold_together(one, other) && related.is_some_and(Relation::entails)
    }

    /// Whose word the word of an entity is: that of whom it speaks for, or else its own.
    pub fn speaker(&self, entity: EntityId) -> EntityId {
        self.speakers(entity).last().unwrap_or(entity)
    }

    /// An entity, whom it speaks for, whom that one speaks for, and so on.
    pub fn speakers(&self, entity: EntityId) -> impl Iterator<Item = EntityId> {
        std::iter::successors(Some(entity), |entity| self.entity(*entity).speaks_for)
    }

    /// Who speaks in a report: whom its publisher speaks for, or the report itself where no publisher
    /// is named.
    pub fn voice(&self, report: ReportId) -> Origin {
        let publisher = self.report(report).publisher;
        publisher.map_or(Origin::Report(report), |by| Origin::Entity(self.speaker(by)))
    }

    /// A chain of sources as the language has it, `cnn citing white-house`.
    pub fn chain_name(&self, chain: &[Origin]) -> String {
        let names: Vec<&str> = chain.iter().map(|origin| self.origin_name(*origin)).collect();
        names.join(CITING)
    }

    /// What an origin is called.
    pub fn origin_name(&self, origin: Origin) -> &str {
        match origin {
            Origin::Entity(entity) => &self.entity(entity).id,
            Origin::Report(report) => &self.report(report).id,
        }
    }

    /// A question in words, `subject.property`, with what it is confined to.
    pub fn question_name(&self, id: QuestionId) -> String {
        let question = self.question(id);
        let property = self.property(question.property);
        // What statements compare names its entities itself.
        let mut name = match property.compared {
            Some(_) => property.id.clone(),
            None => format!("{}.{}", self.entity(question.subject).id, property.id),
        };
        if let Some(with) = question.with {
            name.push_str(&format!(" with {}", self.entity(with).id));
        }
        if !question.scope.is_empty() {
            let scope: Vec<_> =
                question.scope.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            name.push_str(&format!(" {{{}}}", scope.join(", ")));
        }
        name
    }
}

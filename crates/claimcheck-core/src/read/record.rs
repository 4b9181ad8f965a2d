//! What claims documents say, as they say it: the wire types of the YAML, with a place on every
//! part. Nothing is looked up here, and no value is understood yet.

use std::borrow::Cow;

use crate::source::Span;

/// A text of a document and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Where it stands.
    pub span: Span,
    /// Whether it is written without quotation marks.
    pub plain: bool,
}

impl Text<'_> {
    /// The text alone.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// One YAML document.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// The report that the document's claims belong to.
    pub report: Option<Report<'a>>,
    /// What the report says.
    pub claims: Vec<Claim<'a>>,
    /// What the desk knows already.
    pub facts: Vec<Claim<'a>>,
    /// Kinds of entities.
    pub kinds: Vec<Kind<'a>>,
    /// What claims are about.
    pub entities: Vec<Entity<'a>>,
    /// What claims say of their subjects.
    pub properties: Vec<Property<'a>>,
    /// Constraints over several questions.
    pub rules: Vec<Rule<'a>>,
    /// Disputes that the desk has judged.
    pub rulings: Vec<Ruling<'a>>,
    /// How many properties its claims and facts speak of, all in all.
    pub says: usize,
    /// Whether one of its claims says whose it is.
    pub names_reports: bool,
}

/// `report`: one of the compared texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Report<'a> {
    /// The whole entry.
    pub span: Span,
    /// The text's path below the reports folder.
    pub file: Option<Text<'a>>,
    /// Its name; else its file without the extension.
    pub id: Option<Text<'a>>,
    /// For people.
    pub title: Option<Text<'a>>,
    /// The entity that speaks in it.
    pub publisher: Option<Text<'a>>,
    /// What relative dates are counted from.
    pub published: Option<Text<'a>>,
    /// For people.
    pub url: Option<Text<'a>>,
    /// Reports or entities that it draws on.
    pub based_on: Vec<Text<'a>>,
    /// Reports whose claims on the same questions it supersedes.
    pub corrects: Vec<Text<'a>>,
}

/// An entry of `claims` or of `facts`.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The whole entry.
    pub span: Span,
    /// Its place in its list, from 1.
    pub number: u32,
    /// Its name in the report.
    pub id: Option<Text<'a>>,
    /// The passage that it rests on.
    pub quote: Option<Quote<'a>>,
    /// The subject.
    pub about: Option<Text<'a>>,
    /// Properties with their values.
    pub says: Vec<(Text<'a>, Value<'a>)>,
    /// How sure the report is; few entries say so, nor when it was said.
    pub certainty: Option<Box<Text<'a>>>,
    /// Whose word it is, nearest first.
    pub according_to: Vec<Text<'a>>,
    /// When it was said.
    pub as_of: Option<Box<Text<'a>>>,
    /// What few entries say of themselves.
    pub rare: Option<Box<Rare<'a>>>,
    /// What it declares of other claims, if anything.
    pub links: Option<Box<Links<'a>>>,
    /// Whether it says where a fact is known from.
    pub has_source: bool,
    /// Whether something that says when, in what scope or how surely the claim holds could not be
    /// read: it is then not known what it can be compared with.
    pub flawed: bool,
    /// Whether it has the key `says` or `states`, whatever could be read of it.
    pub has_says: bool,
}

/// What few entries say of themselves.
#[derive(Debug, Default)]
pub struct Rare<'a> {
    /// The report, for a claim outside a report's document.
    pub report: Option<Text<'a>>,
    /// Qualifiers.
    pub scope: Vec<(Text<'a>, Text<'a>)>,
    /// When the stated thing holds.
    pub when: Option<Text<'a>>,
    /// What it says of how amounts or dates compare.
    pub states: Vec<Text<'a>>,
}

impl<'a> Claim<'a> {
    /// The report, for a claim outside a report's document.
    pub fn report(&self) -> Option<&Text<'a>> {
        self.rare.as_ref()?.report.as_ref()
    }

    /// Qualifiers.
    pub fn scope(&self) -> &[(Text<'a>, Text<'a>)] {
        self.rare.as_ref().map_or(&[], |rare| &rare.scope)
    }

    /// What it says of how amounts or dates compare.
    pub fn states(&self) -> &[Text<'a>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.states)
    }

    /// When the stated thing holds.
    pub fn when(&self) -> Option<&Text<'a>> {
        self.rare.as_ref()?.when.as_ref()
    }
}

/// What an entry declares of other claims.
#[derive(Debug, Default)]
pub struct Links<'a> {
    /// Claims that this one supersedes.
    pub corrects: Vec<Text<'a>>,
    /// Claims that this one is declared to support.
    pub supports: Vec<Text<'a>>,
    /// Claims that this one is declared to contradict.
    pub contradicts: Vec<Text<'a>>,
}

impl<'a> Links<'a> {
    /// All names of other claims.
    pub fn names(&self) -> impl Iterator<Item = &Text<'a>> {
        self.corrects.iter().chain(&self.supports).chain(&self.contradicts)
    }
}

/// A W3C `TextQuoteSelector`.
#[derive(Debug)]
pub struct Quote<'a> {
    /// The words that must stand in the report.
    pub exact: Text<'a>,
    /// What stands around them, where they alone are not unique.
    pub around: Option<Box<Around<'a>>>,
}

/// What stands around a quote.
#[derive(Debug, Default)]
pub struct Around<'a> {
    /// What stands directly before it.
    pub prefix: Option<Text<'a>>,
    /// What stands directly after it.
    pub suffix: Option<Text<'a>>,
}

impl<'a> Quote<'a> {
    /// What stands directly before the words.
    pub fn prefix(&self) -> Option<&Text<'a>> {
        self.around.as_ref()?.prefix.as_ref()
    }

    /// What stands directly after the words.
    pub fn suffix(&self) -> Option<&Text<'a>> {
        self.around.as_ref()?.suffix.as_ref()
    }
}

/// A value as written.
#[derive(Debug, Clone)]
pub struct Value<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its form.
    pub form: Form<'a>,
}

/// The forms that values are written in.
#[derive(Debug, Clone)]
pub enum Form<'a> {
    /// One text.
    Scalar(Text<'a>),
    /// `{not: V}`.
    Not(Box<Value<'a>>),
    /// `{any-of: [V, …]}`.
    AnyOf(Vec<Value<'a>>),
    /// `{only: [V, …]}`.
    Only(Vec<Value<'a>>),
    /// `{includes: [V, …]}`, or a plain list.
    Includes(Vec<Value<'a>>),
    /// `{to: X, is: [R, …]}`, of an order.
    Order(Box<Order<'a>>),
}

/// How an event lies to another one.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The other event.
    pub to: Text<'a>,
    /// The relations that may hold.
    pub is: Vec<Text<'a>>,
}

/// An entry of `kinds`.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind<'a> {
    /// Its name.
    pub id: Text<'a>,
    /// The kind that it is a kind of.
    pub is: Option<Text<'a>>,
    /// Properties that every entity of the kind should have an answer for.
    pub expects: Vec<Text<'a>>,
}

/// An entry of `entities`.
#[derive(Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// Its name.
    pub id: Text<'a>,
    /// Its kind.
    pub kind: Option<Text<'a>>,
    /// Other names that reports call it by.
    pub names: Vec<Text<'a>>,
    /// Wholes that it lies within.
    pub part_of: Vec<Text<'a>>,
    /// Wholes that it lies in, where is not known.
    pub somewhere_in: Vec<Text<'a>>,
    /// Entities that it shares a part with.
    pub overlaps: Vec<Text<'a>>,
    /// Whose word its word is.
    pub speaks_for: Option<Text<'a>>,
    /// Entities that it is.
    pub same_as: Vec<Text<'a>>,
    /// Entities that it is not.
    pub distinct_from: Vec<Text<'a>>,
    /// Admiralty scale, A to F.
    pub reliability: Option<Text<'a>>,
    /// The series of events that it belongs to.
    pub series: Option<Text<'a>>,
}

/// An entry of `properties`.
#[derive(Debug, PartialEq, Eq)]
pub struct Property<'a> {
    /// Its name.
    pub id: Text<'a>,
    /// The type of its values.
    pub value_type: Option<Text<'a>>,
    /// Whether a subject may have several values at once.
    pub many: Option<Text<'a>>,
    /// How a later answer may differ from an earlier one.
    pub changes: Option<Text<'a>>,
    /// Whether no two subjects may share a value.
    pub unique: Option<Text<'a>>,
    /// The unit of a bare number.
    pub unit: Option<Text<'a>>,
    /// Whether figures are never read as rounded.
    pub exact: Option<Text<'a>>,
    /// How far `about` reaches.
    pub tolerance: Option<Text<'a>>,
    /// The options of a choice, or the levels of a scale in their order.
    pub levels: Vec<Text<'a>>,
    /// The kind of the entities that answer it.
    pub kind: Option<Text<'a>>,
    /// How precise an answer must be for the question to count as settled.
    pub precision: Option<Text<'a>>,
    /// Groups of values of which it has at most one each.
    pub exclusive: Vec<Vec<Text<'a>>>,
    /// Kinds whose entities have it.
    pub applies_to: Vec<Text<'a>>,
}

/// An entry of `rules`.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule<'a> {
    /// The whole entry.
    pub span: Span,
    /// Its name.
    pub id: Option<Text<'a>>,
    /// The kind of its subjects.
    pub kind: Option<Text<'a>>,
    /// What must hold.
    pub equation: Option<Text<'a>>,
}

/// An entry of `rulings`.
#[derive(Debug, PartialEq, Eq)]
pub struct Ruling<'a> {
    /// The whole entry.
    pub span: Span,
    /// The question that it settles; several, where the conflict is on several.
    pub question: Vec<Text<'a>>,
    /// Claims that stand.
    pub accept: Vec<Text<'a>>,
    /// Claims that do not.
    pub reject: Vec<Text<'a>>,
    /// Why.
    pub because: Option<Text<'a>>,
    /// Who decided.
    pub by: Option<Text<'a>>,
    /// When it was decided.
    pub decided: Option<Text<'a>>,
    /// The last day on which it holds.
    pub until: Option<Text<'a>>,
    /// What the claims said when they were judged.
    pub pin: Vec<Pin<'a>>,
}

/// An entry of `pin`: what a claim said when it was judged.
#[derive(Debug, PartialEq, Eq)]
pub struct Pin<'a> {
    /// The claim.
    pub claim: Text<'a>,
    /// Its answers to the questions of the ruling, in normal form.
    pub says: Vec<Text<'a>>,
    /// The digest of its quote.
    pub quote: Option<Text<'a>>,
}

//! Entries of `claims` and `facts` to numbered claims and questions: whose each entry is, what it is
//! called, and in which order all are counted. What an entry says is read by [`super::entry`].

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use super::Resolver;
use super::comparison::Compared;
use super::entry::{Done, Draft, DraftClaim, EntryReader, Job, Lookup, Mentioned};
use super::reports::report_id;
use super::spread::Spread;
use crate::model::{
    Certainty, Claim, ClaimId, ClaimIds, Entry, EntryId, Model, Property, PropertyId, Question,
    QuestionId, ReportId,
};
use crate::problem::{InputCode, Problem};
use crate::read::record::{self, Document};
use crate::source::{Sources, Span};
use crate::values::Answer;
use crate::values::quantity::Rounding;
use crate::values::quantity::number::Rational;

/// So many entries are read at once, while those before them are counted. Their records are freed
/// before the next ones are read, so that never both all records and all claims are in memory.
const BATCH: usize = 1_024;

/// The numbers of each quantity claim, to be looked for in its quote.
pub(super) type Numbers = Vec<(ClaimId, Vec<Rational>)>;

/// What entries say that can be resolved only when all of them are known.
#[derive(Default)]
pub(super) struct Pending<'a> {
    /// The quotes, by entry.
    pub(super) quotes: Vec<(EntryId, record::Quote<'a>)>,
    /// What entries declare of each other.
    pub(super) links: Vec<(EntryId, Box<record::Links<'a>>)>,
    /// What is spoken of where nothing could be made of it.
    pub(super) mentioned: Vec<Mentioned>,
    /// The numbers of each quantity claim.
    pub(super) numbers: Numbers,
    /// The entries and their claims, in the order of their ids.
    entries: Vec<Entry>,
    claims: Vec<Claim>,
    /// What is wrong with them.
    problems: Vec<Problem>,
    /// Names of entries of which nothing could be made, where they stand, and before which entry.
    lost: Vec<(Box<str>, Span, usize)>,
    /// Where each entry is named.
    named_at: Vec<Span>,
    questions: HashMap<Question, QuestionId>,
    /// What statements compare, each a property behind those that are declared.
    compared: Vec<Compared>,
    comparisons: HashMap<String, PropertyId>,
    declared: usize,
}

impl Resolver {
    /// Reads all entries, in parallel, and gives them their ids in the order of their places. The
    /// records are taken out of the documents.
    pub(super) fn claims<'a>(
        &mut self,
        documents: &mut [Document<'a>],
        sources: &Sources,
    ) -> Pending<'a> {
        let owners = self.owners(documents);
        let spread = Spread::of(documents, &owners);
        let declared = self.model.properties.len();
        let mut pending = Pending { declared, ..Pending::default() };
        let entries = |document: &Document<'a>| document.claims.len() + document.facts.len();
        let entries = documents.iter().map(entries).sum();
        let claims = documents.iter().map(|document| document.says).sum();
        pending.entries.reserve_exact(entries);
        pending.named_at.reserve_exact(entries);
        pending.quotes.reserve_exact(entries);
        pending.claims.reserve_exact(claims);
        let mut done: Vec<Done<'a>> = Vec::new();
        let mut batch: Vec<Job<'a>> = Vec::new();
        let last = documents.len().saturating_sub(1);
        for (number, (document, owners)) in documents.iter_mut().zip(&owners).enumerate() {
            let claims = std::mem::take(&mut document.claims).into_iter().zip(owners);
            let claims = claims.filter_map(|(record, owner)| Some((record, Some((*owner)?))));
            let facts =
                std::mem::take(&mut document.facts).into_iter().map(|record| (record, None));
            for (record, report) in claims.chain(facts) {
                batch.push(Job { record, report, document: number });
            }
            if batch.len() >= BATCH || number == last {
                let batch = std::mem::take(&mut batch);
                ((), done) =
                    rayon::join(|| pending.extend(done), || self.read(batch, (&spread, sources)));
            }
        }
        pending.extend(done);
        self.problems.append(&mut pending.problems);
        self.model.entries = std::mem::take(&mut pending.entries);
        self.model.claims = std::mem::take(&mut pending.claims);
        let questions = std::mem::take(&mut pending.questions);
        self.comparisons = std::mem::take(&mut pending.comparisons);
        for compared in std::mem::take(&mut pending.compared) {
            self.model.properties.push(compared.property());
            self.model.compared.push(compared.sides);
        }
        let Model { entries, claims, properties, .. } = &mut self.model;
        let (doubles, questions) = rayon::join(
            || doubles(entries, &pending),
            || numbered_questions(properties, claims, questions),
        );
        self.model.questions = questions;
        self.problems.extend(doubles);
        self.model.entries.shrink_to_fit();
        self.model.claims.shrink_to_fit();
        pending
    }

    fn read<'a>(
        &self,
        batch: Vec<Job<'a>>,
        (spread, sources): (&Spread, &Sources),
    ) -> Vec<Done<'a>> {
        let lookup = Lookup {
            spread,
            sources,
            model: &self.model,
            names: &self.names,
            properties: &self.properties,
            reports: &self.reports,
            broken: &self.broken,
        };
        batch.into_par_iter().map(|job| EntryReader::new(&lookup).read(job)).collect()
    }

    /// The report of each entry of `claims`, document by document. Entries of reports that are not
    /// known have none, with a problem.
    fn owners(&mut self, documents: &[Document<'_>]) -> Vec<Vec<Option<ReportId>>> {
        let mut owners = Vec::with_capacity(documents.len());
        for document in documents {
            let own = document.report.as_ref().and_then(report_id);
            let own = own.and_then(|id| self.reports.get(&id).copied());
            let inside = document.report.is_some();
            owners.push(match own {
                Some(_) if !document.names_reports => vec![own; document.claims.len()],
                _ => {
                    let claims = document.claims.iter();
                    claims.map(|record| self.report_of(record, own, inside)).collect()
                }
            });
        }
        owners
    }

    fn report_of(
        &mut self,
        record: &record::Claim<'_>,
        own: Option<ReportId>,
        inside: bool,
    ) -> Option<ReportId> {
        let named = match record.report() {
            Some(name) => Some((self.report_named(name)?, name.span)),
            None => None,
        };
        match (named, own) {
            (Some((named, span)), Some(own)) if named != own => {
                self.problems.push(
                    Problem::new(
                        InputCode::BadValue,
                        span,
                        "this claim stands in the document of another report",
                    )
                    .with_help(
                        "move it to a document without `report:`, or to that of its own report",
                    ),
                );
                None
            }
            (Some((named, _)), _) => Some(named),
            (None, Some(own)) => Some(own),
            (None, None) if inside => None,
            (None, None) => {
                self.problems.push(
                    Problem::new(InputCode::BadValue, record.span, "this claim is of no report")
                        .with_help("name its report (`report: ID`), or begin the document with a `report:`"),
                );
                None
            }
        }
    }
}

/// The questions in the order of their subjects, and the claims with their final numbers.
fn numbered_questions(
    properties: &[Property],
    claims: &mut [Claim],
    questions: HashMap<Question, QuestionId>,
) -> Vec<Question> {
    let mut sorted: Vec<(Question, QuestionId)> = questions.into_iter().collect();
    let mut ranks: Vec<usize> = (0..properties.len()).collect();
    ranks.sort_by_key(|at| &properties[*at].id);
    let mut rank = vec![0; ranks.len()];
    for (number, at) in ranks.into_iter().enumerate() {
        rank[at] = number;
    }
    let key = |question: &Question| (question.subject, rank[question.property.index()]);
    sorted.par_sort_unstable_by(|(a, _), (b, _)| key(a).cmp(&key(b)).then_with(|| a.cmp(b)));
    let mut renumbered = vec![QuestionId(0); sorted.len()];
    for (number, (_, old)) in (0..).map(QuestionId).zip(&sorted) {
        renumbered[old.index()] = number;
    }
    for claim in claims {
        claim.question = renumbered[claim.question.index()];
    }
    sorted.into_iter().map(|(question, _)| question).collect()
}

/// Of entries with one name, each but the first is a problem.
fn doubles(entries: &[Entry], pending: &Pending<'_>) -> Vec<Problem> {
    let hashing = RandomState::default();
    let hash = |name: &str| hashing.hash_one(name);
    let lost = pending.lost.par_iter().map(|(name, ..)| hash(name));
    let named = entries.par_iter().map(|entry| hash(&entry.name));
    let mut hashes: Vec<u64> = named.chain(lost).collect();
    hashes.par_sort_unstable();
    // Mostly there are none, and a table of all names would take ten times the room of numbers.
    if hashes.windows(2).all(|pair| pair[0] != pair[1]) {
        return Vec::new();
    }
    let mut seen: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
    let mut problems = Vec::new();
    let mut visit = |name, place| {
        let Some(first) = seen.get(name) else {
            seen.insert(name, place);
            return;
        };
        let message = format!("the claim `{name}` is declared twice");
        problems.push(
            Problem::new(InputCode::DuplicateId, place, message)
                .labelled("declared again here")
                .and(*first, "first declared here")
                .with_help("give one of the two another `id`"),
        );
    };
    let mut lost = pending.lost.iter().peekable();
    for (at, (entry, place)) in entries.iter().zip(&pending.named_at).enumerate() {
        while let Some((name, place, _)) = lost.next_if(|(_, _, before)| *before <= at) {
            visit(name, *place);
        }
        visit(&entry.name, *place);
    }
    for (name, place, _) in lost {
        visit(name, *place);
    }
    problems
}

impl<'a> Pending<'a> {
    /// Counts entries that were read, in their order.
    fn extend(&mut self, done: Vec<Done<'a>>) {
        for Done { stated, named_at, quote, links, mentioned, problems } in done {
            self.problems.extend(problems);
            if !mentioned.is_empty() {
                self.mentioned.push(mentioned);
            }
            let draft = match stated {
                Ok(draft) => draft,
                Err(name) => {
                    self.lost.push((name, named_at, self.entries.len()));
                    continue;
                }
            };
            let id = EntryId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
            self.quotes.extend(quote.map(|quote| (id, quote)));
            self.links.extend(links.map(|links| (id, links)));
            self.named_at.push(named_at);
            self.add(id, draft);
        }
    }

    /// The property that what a statement compares is.
    fn comparison(&mut self, compared: Compared) -> PropertyId {
        let next = self.declared + self.compared.len();
        let id = PropertyId(u32::try_from(next).unwrap_or(u32::MAX));
        let known = *self.comparisons.entry(compared.name()).or_insert(id);
        if known == id {
            self.compared.push(compared);
        }
        known
    }

    fn add(&mut self, id: EntryId, draft: Draft) {
        let mut entry = draft.entry;
        let first = u32::try_from(self.claims.len()).unwrap_or(u32::MAX);
        for (number, answer) in (first..).zip(draft.answers) {
            let DraftClaim { mut question, answer, written, place, denial, admits, compared } =
                answer;
            if let Some(compared) = compared {
                question.property = self.comparison(*compared);
            }
            let next = QuestionId(u32::try_from(self.questions.len()).unwrap_or(u32::MAX));
            let question = *self.questions.entry(question).or_insert(next);
            let admitted = if admits.uncertain { Certainty::Likely } else { Certainty::Certain };
            // What is denied, or one of several, implies nothing.
            let implied = admits.implied.into_iter().find_map(|(plain, implied)| match &answer {
                Answer::One(value) => (plain == *value).then(|| Box::new(implied)),
                Answer::Unknown | Answer::Many(_) => None,
            });
            let rounding = match &answer {
                Answer::One(value) => Rounding::of(value, admits.figures).map(Box::new),
                Answer::Unknown | Answer::Many(_) => None,
            };
            self.claims.push(Claim {
                entry: id,
                question,
                answer,
                written: written.into(),
                place,
                certainty: entry.certainty.min(admitted),
                approximate: admits.approximate,
                relative: admits.relative,
                implied,
                rounding,
                denial,
            });
            if !admits.numbers.is_empty() {
                self.numbers.push((ClaimId(number), admits.numbers));
            }
        }
        let end = u32::try_from(self.claims.len()).unwrap_or(u32::MAX);
        entry.claims = ClaimIds::new(first, end);
        self.entries.push(entry);
    }
}

//! What each report answers to each question, the position that it takes there, and how that lies to
//! what the others say. A model for whatever draws it: no words but names, no layout.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_checker::{
    Agreement, Context, Diagnostic, Family, Meeting, Outcome as Judged, Position, Verdict,
};
use claimcheck_core::model::{Answer, ClaimId, Model, QuestionId, ReportId};
use claimcheck_core::values::Relation;

use crate::state::QuestionState;

/// Of a question with more answers than this, how each lies to each is not looked at.
const COMPARED: usize = 24;

/// Questions by reports.
#[derive(Debug)]
pub struct Matrix {
    /// A row for each question that some claim is on, in the order of questions.
    pub rows: Vec<Row>,
    /// How each claim stands, by its id.
    pub standing: Vec<Standing>,
}

/// What the reports answer to one question.
#[derive(Debug)]
pub struct Row {
    /// The question.
    pub question: QuestionId,
    /// What the answers come to.
    pub outcome: Outcome,
    /// What was made of the conflicts that the question is in; nothing where it is in none that was
    /// asked for.
    pub state: Option<QuestionState>,
    /// The groups of answers: in a dispute those that can hold together, the sides of it; else those that
    /// agree, as the findings have them, so that answers that never meet are apart.
    pub positions: Vec<Position>,
    /// What there is of each report that says something, by report; what is given comes first.
    pub cells: Vec<Cell>,
    /// Reports that speak of the subject and leave the question out.
    pub silent: Vec<ReportId>,
    /// Those of them that leave out what two others answer (`gap/silent`).
    pub left_out: Vec<ReportId>,
}

/// What the answers to a question come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not all can hold.
    Disputed,
    /// All can hold, at the loosest like this.
    Agreed(Agreement),
    /// There is one answer, or none that are compared.
    Open,
    /// The answers can hold by themselves, but not all of them together with those to other questions.
    Together,
}

impl Outcome {
    /// The place among outcomes, from what wants attention most.
    pub const fn rank(self) -> usize {
        match self {
            Self::Disputed => 0,
            Self::Together => 1,
            Self::Agreed(_) => 2,
            Self::Open => 3,
        }
    }
}

/// What one report says of one question.
#[derive(Debug)]
pub struct Cell {
    /// The report; nothing for what is given.
    pub report: Option<ReportId>,
    /// How it lies to the others.
    pub mark: Mark,
    /// The positions that it takes, as places in the row's list; a vague answer takes several.
    pub positions: Vec<usize>,
    /// Its claims, in the order of their places.
    pub claims: Vec<ClaimId>,
}

/// How what a report says lies to what the others say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// It takes a side in a dispute.
    Disputed,
    /// It contradicts itself, or those whom it quotes contradict each other, and nobody else says
    /// anything.
    Itself,
    /// It goes with several sides of a dispute.
    Between,
    /// It says the same as another.
    Same,
    /// It says more than another, and entails it.
    Narrower,
    /// It says less than another, and is entailed by it.
    Wider,
    /// Both can hold, and neither entails the other.
    Overlaps,
    /// One followed the other: the thing changed.
    Follows,
    /// Nobody else answers, or nothing is compared.
    Alone,
    /// It says that the answer is not known.
    Unknown,
    /// All that it said is corrected.
    Superseded,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Disputed,
        Self::Itself,
        Self::Between,
        Self::Same,
        Self::Narrower,
        Self::Wider,
        Self::Overlaps,
        Self::Follows,
        Self::Alone,
        Self::Unknown,
        Self::Superseded,
    ];

    /// One character for it, which no other one has.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Disputed => "≠",
            Self::Itself => "!",
            Self::Between => "≈",
            Self::Same => "=",
            Self::Narrower => "⊂",
            Self::Wider => "⊃",
            Self::Overlaps => "∩",
            Self::Follows => "→",
            Self::Alone => "·",
            Self::Unknown => "?",
            Self::Superseded => "×",
        }
    }

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Itself => "itself",
            Self::Between => "between",
            Self::Same => "same",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Overlaps => "overlaps",
            Self::Follows => "follows",
            Self::Alone => "alone",
            Self::Unknown => "unknown",
            Self::Superseded => "superseded",
        }
    }

    /// What it says, in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Disputed => "contradicted by others",
            Self::Itself => "contradicted in its own text",
            Self::Between => "goes with several sides",
            Self::Same => "the same as others",
            Self::Narrower => "more precise than others",
            Self::Wider => "less precise than others",
            Self::Overlaps => "can hold beside others",
            Self::Follows => "changed in time",
            Self::Alone => "nobody to compare with",
            Self::Unknown => "says that it is not known",
            Self::Superseded => "corrected",
        }
    }
}

/// How a claim stands among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It cannot hold with others.
    Disputed,
    /// Another report, or what is given, agrees.
    Agreed,
    /// Nobody else says it.
    Alone,
    /// It says that the answer is not known.
    Unknown,
    /// It is corrected.
    Superseded,
}

impl Standing {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Agreed => "agreed",
            Self::Alone => "alone",
            Self::Unknown => "unknown",
            Self::Superseded => "superseded",
        }
    }
}

impl Matrix {
    /// The row of the case that a claim is of.
    pub fn row_of(&self, model: &Model, claim: ClaimId) -> Option<&Row> {
        let question = model.claim(claim).question;
        let first = self.rows.partition_point(|row| row.question < question);
        let cases = self.rows[first..].iter().take_while(|row| row.question == question);
        let has = |row: &&Row| row.cells.iter().any(|cell| cell.claims.contains(&claim));
        cases.into_iter().find(has)
    }

    /// Lays out what the reports of a project say. A claim of any of the findings' conflicts stands
    /// as disputed, whatever becomes of its own question.
    pub(crate) fn new(
        context: &Context<'_>,
        findings: &[Diagnostic],
        ignored: &[QuestionId],
    ) -> Self {
        let states = states(findings, ignored);
        let rows: Vec<Row> = context
            .verdicts
            .iter()
            .filter(|verdict| !context.graph.claims_on(verdict.question).is_empty())
            .map(|verdict| row(context, verdict, &states))
            .collect();
        let standing = standing(context, findings);
        Self { rows, standing }
    }
}

/// What was made of the conflicts of each question that is in one.
type States = BTreeMap<QuestionId, QuestionState>;

fn states(findings: &[Diagnostic], ignored: &[QuestionId]) -> States {
    let mut states = States::new();
    let conflicts = findings.iter().filter(|finding| finding.family() == Family::Conflict);
    let found = conflicts.flat_map(|it| it.questions.iter().map(|id| (*id, it.state.into())));
    let ignored = ignored.iter().map(|id| (*id, QuestionState::Ignored));
    for (question, state) in found.chain(ignored) {
        let known = states.entry(question).or_insert(state);
        *known = state.min(*known);
    }
    states
}

fn row(context: &Context<'_>, verdict: &Verdict, states: &States) -> Row {
    let model = context.graph.model();
    let positions = match verdict.is_disputed() {
        true => context.sides_of(verdict),
        false => context.positions_of(verdict, &verdict.agreeing),
    };
    let mut by_report: BTreeMap<Option<ReportId>, Vec<ClaimId>> = BTreeMap::new();
    for claim in &claims_of(context, verdict) {
        by_report.entry(model.entry_of(*claim).report).or_default().push(*claim);
    }
    let classes = classes(verdict);
    let cell = |(report, claims): (&Option<ReportId>, &Vec<ClaimId>)| {
        let places = (0..positions.len()).filter(|at| {
            claims.iter().any(|claim| positions[*at].claims.binary_search(claim).is_ok())
        });
        let places: Vec<usize> = places.collect();
        let mark = mark(context, verdict, &classes, claims, places.len());
        Cell { report: *report, mark, positions: places, claims: claims.clone() }
    };
    let cells = by_report.iter().map(cell).collect();
    let question = model.question(verdict.question);
    let subjects = std::iter::once(question.subject).chain(question.with);
    let of_subject: BTreeSet<ReportId> =
        subjects.flat_map(|subject| context.speaking_of(subject)).collect();
    let state = states.get(&verdict.question).copied();
    Row {
        question: verdict.question,
        outcome: match (&verdict.outcome, state) {
            (Judged::Disputed(_), _) => Outcome::Disputed,
            (Judged::Agreed(_) | Judged::Open, Some(_)) => Outcome::Together,
            (Judged::Agreed(agreement), None) => Outcome::Agreed(*agreement),
            (Judged::Open, None) => Outcome::Open,
        },
        state,
        silent: of_subject
            .into_iter()
            .filter(|report| !by_report.contains_key(&Some(*report)))
            .collect(),
        left_out: context.silent_on(verdict),
        positions,
        cells,
    }
}

/// The claims of a case; with the first case of a question stand those that are of none.
fn claims_of(context: &Context<'_>, verdict: &Verdict) -> Vec<ClaimId> {
    let cases = context.verdicts_on(verdict.question);
    if cases.first().is_some_and(|first| first.case != verdict.case) {
        return verdict.claims();
    }
    let others: BTreeSet<ClaimId> = cases.iter().skip(1).flat_map(Verdict::claims).collect();
    let all = context.graph.claims_on(verdict.question).iter().copied();
    all.filter(|claim| !others.contains(claim)).collect()
}

/// The class of each claim that stands.
fn classes(verdict: &Verdict) -> BTreeMap<ClaimId, usize> {
    let of = |(at, class): (usize, &claimcheck_checker::Class)| {
        class.claims.iter().map(move |claim| (*claim, at)).collect::<Vec<_>>()
    };
    verdict.classes.iter().enumerate().flat_map(of).collect()
}

fn mark(
    context: &Context<'_>,
    verdict: &Verdict,
    classes: &BTreeMap<ClaimId, usize>,
    claims: &[ClaimId],
    taken: usize,
) -> Mark {
    let model = context.graph.model();
    let own: BTreeSet<usize> =
        claims.iter().filter_map(|claim| classes.get(claim)).copied().collect();
    let Some(first) = own.first() else {
        let corrected = claims.iter().all(|claim| !context.graph.stands(*claim));
        return if corrected { Mark::Superseded } else { Mark::Unknown };
    };
    let report = claims.first().and_then(|claim| model.entry_of(*claim).report);
    let is_of_others = |class: usize| {
        let mut claims = verdict.classes[class].claims.iter();
        claims.any(|claim| model.entry_of(*claim).report != report)
    };
    if verdict.is_disputed() && taken > 0 {
        // Whoever is on all sides at once with one answer contradicts nobody.
        return match () {
            () if taken > 1 && own.len() == 1 => Mark::Between,
            () if !(0..verdict.classes.len()).any(is_of_others) => Mark::Itself,
            () => Mark::Disputed,
        };
    }
    let nothing =
        if own.iter().any(|class| is_of_others(*class)) { Mark::Same } else { Mark::Alone };
    // Those that agree with it come first: of many answers, not all are looked at.
    let group = verdict.agreeing.iter().find(|group| group.contains(first)).into_iter().flatten();
    let rest =
        (0..verdict.classes.len()).filter(|class| !group.clone().any(|other| other == class));
    let others = group.clone().copied().chain(rest);
    let others: Vec<usize> = others
        .filter(|class| !own.contains(class) && is_of_others(*class))
        .take(COMPARED)
        .collect();
    let pairs = own.iter().take(COMPARED).flat_map(|own| others.iter().map(move |it| (*own, *it)));
    let marks = pairs.filter_map(|(own, other)| {
        let (own, other) = (verdict.classes[own].first()?, verdict.classes[other].first()?);
        match context.meet(own, other) {
            Meeting::Agree(Relation::Inside) => Some(Mark::Narrower),
            Meeting::Agree(Relation::Contains) => Some(Mark::Wider),
            Meeting::Agree(Relation::Overlap) | Meeting::Tension(_) => Some(Mark::Overlaps),
            Meeting::Agree(_) => Some(Mark::Same),
            Meeting::Succession => Some(Mark::Follows),
            Meeting::Apart(_) | Meeting::Incomparable | Meeting::Clash(_) => None,
        }
    });
    // The loosest counts, as it does for the question.
    marks.max().unwrap_or(nothing)
}

fn standing(context: &Context<'_>, findings: &[Diagnostic]) -> Vec<Standing> {
    let model = context.graph.model();
    let conflicts = findings.iter().filter(|finding| finding.family() == Family::Conflict);
    let disputed: BTreeSet<ClaimId> =
        conflicts.flat_map(|finding| finding.claims.iter().copied()).collect();
    let mut standing: Vec<Standing> = vec![Standing::Alone; model.claims.len()];
    for verdict in &context.verdicts {
        for group in &verdict.agreeing {
            let claims = verdict.claims_of(group);
            let reports: BTreeSet<_> =
                claims.iter().map(|claim| model.entry_of(*claim).report).collect();
            let agreed = reports.len() > 1;
            for claim in claims.iter().filter(|_| agreed) {
                standing[claim.index()] = Standing::Agreed;
            }
        }
        for dispute in verdict.disputes() {
            for claim in verdict.claims_of(&dispute.classes()) {
                standing[claim.index()] = Standing::Disputed;
            }
        }
    }
    for (id, claim) in (0..).map(ClaimId).zip(&model.claims) {
        standing[id.index()] = match () {
            () if disputed.contains(&id) => Standing::Disputed,
            () if !context.graph.stands(id) => Standing::Superseded,
            () if claim.answer == Answer::Unknown => Standing::Unknown,
            () => standing[id.index()],
        };
    }
    standing
}

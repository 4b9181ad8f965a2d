//! What the minimal sets of constraints are made of: answers, however many claims give them. Claims
//! on one question that say the same of the same time are one member; the sides of a dispute are one
//! member together, since it is not known which of them is right. Compares answers by the relation
//! of their type, and knows neither the network nor the rules.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Answer, Certainty, Changes, ClaimId, Model, PropertyId, QuestionId};
use claimcheck_core::values::date::{DateValue, ValidTime};
use claimcheck_core::values::quantity::Rounding;
use claimcheck_core::values::{EXACT, Groups, Joint, Written, by_pairs};
use foldhash::{HashMap, HashMapExt as _};
use rayon::prelude::*;

use crate::severity::certainty_of;
use crate::words;

/// The claims that give one answer to a question, for one time: the surest first, facts before
/// reports.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    /// The claims, of which the first speaks for the others.
    pub(crate) claims: Vec<ClaimId>,
    /// How sure the surest of them is.
    pub(crate) certainty: Certainty,
    /// Whether a fact is among them: such a member may stand in several sets.
    pub(crate) given: bool,
}

impl Stated {
    /// The claim that speaks for the others.
    pub(crate) fn speaker(&self) -> ClaimId {
        self.claims.first().copied().unwrap_or(ClaimId(0))
    }
}

/// A member of minimal sets: an answer, or the sides of a dispute of which one is right.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// The question.
    pub(crate) question: QuestionId,
    /// For each side, the answers that hold if it is right. One side where nothing is in dispute.
    pub(crate) sides: Vec<Vec<ClaimId>>,
    /// The claims that speak for its answers.
    pub(crate) speakers: Vec<ClaimId>,
    /// All claims that give one of its answers.
    pub(crate) claims: Vec<ClaimId>,
    /// How sure the surest of them is; of a dispute, how sure the least sure of its answers is, without
    /// which it would be another member.
    pub(crate) certainty: Certainty,
    /// Whether it is a fact.
    pub(crate) given: bool,
}

impl Member {
    /// An answer by itself.
    pub(crate) fn answer(question: QuestionId, stated: &Stated) -> Self {
        Self {
            question,
            sides: vec![vec![stated.speaker()]],
            speakers: vec![stated.speaker()],
            claims: stated.claims.clone(),
            certainty: stated.certainty,
            given: stated.given,
        }
    }

    /// Whether it is the sides of a dispute.
    pub(crate) fn is_union(&self) -> bool {
        self.sides.len() > 1
    }
}

/// The claims of a told set whose answers take no further part: not of what is given, unless there
/// is nothing else.
pub(crate) fn spends(members: &[Member]) -> Vec<ClaimId> {
    let all_given = members.iter().all(|member| member.given);
    let used = members.iter().filter(|member| all_given || !member.given);
    used.flat_map(|member| member.claims.iter().copied()).collect()
}

/// The answers that take part in constraints, question by question.
#[derive(Debug)]
pub(crate) struct Answers<'m> {
    model: &'m Model,
    by_question: HashMap<QuestionId, Vec<Stated>>,
    /// The question of each claim that speaks for others, and its place among the answers.
    of_speaker: HashMap<ClaimId, (QuestionId, usize)>,
}

impl<'m> Answers<'m> {
    /// Gathers the answers to the questions on some properties. Claims that were corrected or
    /// rejected take no part.
    pub(crate) fn new(
        graph: &'m ClaimGraph,
        rejected: &BTreeSet<ClaimId>,
        looks_at: impl Fn(PropertyId) -> bool + Sync,
    ) -> Self {
        let model = graph.model();
        let count = u32::try_from(model.questions.len()).unwrap_or(u32::MAX);
        let questions = (0..count).into_par_iter().with_max_len(256).map(QuestionId);
        let asked = questions.filter(|question| looks_at(model.question(*question).property));
        let gathered: Vec<(QuestionId, Vec<Stated>)> = asked
            .map(|question| {
                let mut claims = graph.standing(question);
                claims.retain(|claim| !rejected.contains(claim));
                (question, gathered(model, question, &claims))
            })
            .collect();
        let speakers = gathered.iter().flat_map(|(question, stated)| {
            let each = stated.iter().enumerate();
            each.map(|(at, stated)| (stated.speaker(), (*question, at)))
        });
        let of_speaker = speakers.collect();
        Self { model, by_question: gathered.into_iter().collect(), of_speaker }
    }

    /// The answers to a question, by what they say.
    pub(crate) fn on(&self, question: QuestionId) -> &[Stated] {
        self.by_question.get(&question).map_or(&[], Vec::as_slice)
    }

    /// The answers that some claims speak for, by their questions, in the order of their meaning.
    pub(crate) fn spoken_for(&self, claims: &[ClaimId]) -> BTreeMap<QuestionId, Vec<&Stated>> {
        let mut places: Vec<(QuestionId, usize)> =
            claims.iter().filter_map(|claim| self.of_speaker.get(claim).copied()).collect();
        places.sort_unstable();
        places.dedup();
        let mut answers: BTreeMap<QuestionId, Vec<&Stated>> = BTreeMap::new();
        for (question, at) in places {
            answers.entry(question).or_default().extend(self.on(question).get(at));
        }
        answers
    }

    /// The questions, in order.
    pub(crate) fn questions(&self) -> Vec<QuestionId> {
        let mut questions: Vec<QuestionId> = self.by_question.keys().copied().collect();
        questions.sort_unstable();
        questions
    }

    /// How sure some answer is, of all that is said of some questions, from the surest.
    pub(crate) fn levels(&self, counts: impl Fn(QuestionId) -> bool) -> Vec<Certainty> {
        let asked = self.by_question.iter().filter(|(question, _)| counts(**question));
        let mut levels: Vec<Certainty> =
            asked.flat_map(|(_, stated)| stated).map(|stated| stated.certainty).collect();
        levels.sort_unstable_by(|a, b| b.cmp(a));
        levels.dedup();
        levels
    }

    /// The members that some answers to one question come to, if all of them speak of one time:
    /// each answer that clashes with none, and the others together. Nothing where so many are in
    /// dispute that its sides cannot be told apart.
    pub(crate) fn members(&self, question: QuestionId, stated: &[&Stated]) -> Option<Vec<Member>> {
        let speakers: Vec<ClaimId> = stated.iter().map(|stated| stated.speaker()).collect();
        let groups = sides(self.model, &speakers)?;
        if groups.len() < 2 {
            return Some(stated.iter().map(|stated| Member::answer(question, stated)).collect());
        }
        let everywhere = |at: usize| groups.iter().all(|group| group.contains(&at));
        let (neutral, disputed): (Vec<usize>, Vec<usize>) =
            (0..stated.len()).partition(|at| everywhere(*at));
        let sides = groups.iter().map(|group| {
            let own = group.iter().filter(|at| !neutral.contains(at));
            own.map(|at| speakers[*at]).collect()
        });
        let union = Member {
            question,
            sides: sides.collect(),
            speakers: disputed.iter().map(|at| speakers[*at]).collect(),
            claims: disputed.iter().flat_map(|at| stated[*at].claims.iter().copied()).collect(),
            certainty: disputed
                .iter()
                .map(|at| stated[*at].certainty)
                .min()
                .unwrap_or(Certainty::Doubtful),
            given: disputed.iter().all(|at| stated[*at].given),
        };
        let mut members: Vec<Member> =
            neutral.iter().map(|at| Member::answer(question, stated[*at])).collect();
        members.push(union);
        Some(members)
    }
}

/// Claims on one question by what they say and of when.
fn gathered(model: &Model, question: QuestionId, claims: &[ClaimId]) -> Vec<Stated> {
    /// What a claim says, what its figure may be rounded from, and when it holds: `when`, and `as-of`
    /// where that counts.
    type Said<'g> =
        (&'g Answer, Option<&'g Rounding>, Option<&'g ValidTime>, Option<&'g DateValue>);
    let changing = model.property(model.question(question).property).changes != Changes::Never;
    let mut known: HashMap<Said<'_>, usize> = HashMap::new();
    let mut all: Vec<Stated> = Vec::new();
    for id in claims.iter().copied() {
        let claim = model.claim(id);
        if claim.answer == Answer::Unknown {
            continue;
        }
        let entry = model.entry(claim.entry);
        let as_of = entry.as_of.as_deref().filter(|_| changing);
        let said = (&claim.answer, claim.rounding.as_deref(), entry.when.as_deref(), as_of);
        let at = *known.entry(said).or_insert_with(|| {
            all.push(Stated { claims: Vec::new(), certainty: Certainty::Doubtful, given: false });
            all.len() - 1
        });
        let stated = &mut all[at];
        stated.claims.push(id);
        stated.certainty = stated.certainty.max(certainty_of(model, id));
        stated.given |= entry.report.is_none();
    }
    for stated in &mut all {
        let rank = |claim: &ClaimId| {
            let reported = model.entry_of(*claim).report.is_some();
            (std::cmp::Reverse(certainty_of(model, *claim)), reported, *claim)
        };
        stated.claims.sort_by_key(rank);
    }
    // By what is said, so that no choice depends on where it is written.
    if all.len() > 1 {
        all.sort_by_cached_key(|stated| meaning(model, stated.speaker()));
    }
    all
}

/// What a claim says and of when, in the form that all equal ones share.
pub(crate) fn meaning(model: &Model, claim: ClaimId) -> (String, String) {
    let when = model.entry_of(claim).when.as_deref();
    let when = when.map(|when| model.print_time(when)).unwrap_or_default();
    (words::normal(model, claim), when)
}

/// The maximal groups of claims on one question that can all hold, if all of them speak of one
/// time; nothing where they are too many to be told apart.
fn sides(model: &Model, claims: &[ClaimId]) -> Option<Groups> {
    if claims.len() < 2 {
        return Some(vec![(0..claims.len()).collect()]);
    }
    let written: Vec<Written<'_>> =
        claims.iter().map(|claim| model.claim(*claim).as_written()).collect();
    let exact = Written::consistent_sets(&written, &model.taxonomy);
    if exact.is_some() {
        return exact;
    }
    let clash = |a: usize, b: usize| {
        Written::can_all_hold(&[written[a], written[b]], &model.taxonomy) == Joint::Clashes
    };
    match claims.len() {
        ..=EXACT => Some(by_pairs(claims.len(), clash)),
        count @ ..=MOST_PAIRED => {
            let mut pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
            (!pairs.any(|(a, b)| clash(a, b))).then(|| vec![(0..count).collect()])
        }
        count => open(model, claims).then(|| vec![(0..count).collect()]),
    }
}

/// Up to so many answers without exact groups are held against each other.
const MOST_PAIRED: usize = 1_000;

/// Whether all answers are lists that exclude nothing, which can all hold.
fn open(model: &Model, claims: &[ClaimId]) -> bool {
    claims.iter().all(|claim| match &model.claim(*claim).answer {
        Answer::Many(several) => {
            several.iter().any(|list| list.only.is_none() && list.excludes.is_empty())
        }
        Answer::One(_) | Answer::Unknown => false,
    })
}

//! Judges one question: takes its claims apart into cases, and says what each case comes to.

use std::collections::BTreeSet;

use claimcheck_core::model::{Answer, Certainty, Changes, ClaimId, QuestionId, ValueType};
use claimcheck_core::values::date::{DateValue, ValidTime};
use claimcheck_core::values::{EXACT, Groups, Relation, by_pairs};

use super::case::{Case, cases};
use super::comparison::Comparer;
use super::consistency::{Consistency, maximal};
use super::members;
use super::pairs::{PAIRS, pairs};
use super::tensions;
use crate::meeting::{Clash, Meeting};
use crate::sets::Sets;
use crate::severity::{Severity, certainty_of};
use crate::verdict::{Agreement, Dispute, Kind, Outcome, Verdict};

/// Judges one question: a verdict for each of its cases, in the order of their claims.
pub(crate) fn judge(comparer: Comparer<'_>, question: QuestionId) -> Vec<Verdict> {
    let (cases, unknown) = cases(comparer, question);
    let mut verdicts: Vec<Verdict> = cases
        .into_iter()
        .map(|case| Judge::new(comparer, question, &case).verdict(&case))
        .collect();
    tensions::add(comparer, &unknown, &mut verdicts);
    for verdict in &mut verdicts {
        agree(comparer, verdict);
    }
    verdicts
}

struct Judge<'c> {
    among: Consistency<'c>,
    question: QuestionId,
    cliques: &'c [Vec<usize>],
}

impl<'c> Judge<'c> {
    fn new(comparer: Comparer<'c>, question: QuestionId, case: &'c Case) -> Self {
        let model = comparer.graph.model();
        let property = model.property(model.question(question).property);
        let among = Consistency { comparer, property, classes: &case.classes };
        Self { among, question, cliques: &case.cliques }
    }

    /// The verdict on the case, but for what its claims agree on.
    fn verdict(&self, case: &Case) -> Verdict {
        let disputes = self.disputes();
        let outcome = if disputes.is_empty() { Outcome::Open } else { Outcome::Disputed(disputes) };
        Verdict {
            outcome,
            incomparable: self.incomparable(),
            classes: case.classes.clone(),
            ..Verdict::open(self.question)
        }
    }

    fn disputes(&self) -> Vec<Dispute> {
        let mut blocks: Vec<Block> = Vec::new();
        for (clique, classes) in self.cliques.iter().enumerate() {
            let found: Vec<members::Found> = if self.among.property.many {
                members::disputes(&self.among, classes)
            } else {
                let sets = self.among.disputes(classes).into_iter();
                sets.map(|set| (set, Vec::new())).collect()
            };
            let of = |(classes, sides)| Block { classes, sides, cliques: vec![clique] };
            blocks.extend(found.into_iter().map(of));
        }
        self.merged(blocks).into_iter().map(|block| self.dispute(block)).collect()
    }

    /// Makes one of sets of clashing classes that share a clash: what clashes at one time may clash
    /// at another one too.
    fn merged(&self, blocks: Vec<Block>) -> Vec<Block> {
        let mut sets = Sets::new(blocks.len());
        for at in 0..blocks.len() {
            for other in at + 1..blocks.len() {
                let shared: Vec<usize> = blocks[at].shared(&blocks[other]);
                if shared.len() > 1 && !self.among.hold(&shared) {
                    sets.join(at, other);
                }
            }
        }
        let groups = sets.groups(0..blocks.len());
        groups.into_iter().map(|group| Block::union(group.iter().map(|at| &blocks[*at]))).collect()
    }

    fn dispute(&self, block: Block) -> Dispute {
        let comparer = self.among.comparer;
        let claims = block.classes.iter().filter_map(|class| self.among.classes[*class].first());
        let shown_by = comparer.common_time_shown_by(&claims.collect::<Vec<ClaimId>>());
        let model = comparer.graph.model();
        let least = shown_by.iter().map(|claim| certainty_of(model, *claim)).min();
        let most = least.map_or(Severity::Error, Severity::of_conflict);
        Dispute {
            kind: self.kind(&block),
            severity: self.severity(&block).min(most),
            when: self.common_time(&block),
            shown_by,
            sides: if self.among.property.many { block.sides } else { self.sides(&block) },
        }
    }

    /// The maximal groups of the classes of a dispute that can all hold; where the answer changes,
    /// each answer by itself.
    fn sides(&self, block: &Block) -> Groups {
        let among = &self.among;
        if among.property.changes != Changes::Never {
            return self.by_answer(&block.classes);
        }
        if let [clique] = block.cliques.as_slice() {
            let restricted = |group: Vec<usize>| {
                group.into_iter().filter(|class| block.has(*class)).collect::<Vec<usize>>()
            };
            let groups = among.groups(&self.cliques[*clique]).into_iter().map(restricted);
            return maximal(groups.filter(|group| !group.is_empty()).collect())
                .into_iter()
                .collect();
        }
        let classes = &block.classes;
        let groups = by_pairs(classes.len(), |a, b| among.clash(classes[a], classes[b]));
        let named = |group: Vec<usize>| group.into_iter().map(|at| classes[at]).collect();
        let groups: Vec<Vec<usize>> = groups.into_iter().map(named).collect();
        maximal(groups.into_iter().flat_map(|group| self.taken_apart(block, group)).collect())
            .into_iter()
            .collect()
    }

    /// The parts of a group in which no two clash, where several together do at one time.
    fn taken_apart(&self, block: &Block, group: Vec<usize>) -> Groups {
        /// A larger group is shown as it is.
        const MOST: usize = EXACT;
        let at = |clique: &usize| -> Vec<usize> {
            self.cliques[*clique].iter().copied().filter(|class| group.contains(class)).collect()
        };
        let failing = block.cliques.iter().map(at).find(|part| !self.among.hold(part));
        match failing {
            Some(part) if group.len() <= MOST => {
                let kept = self.among.groups(&part);
                let without = |kept: Vec<usize>| {
                    let mut rest = group.clone();
                    rest.retain(|class| kept.contains(class) || !part.contains(class));
                    self.taken_apart(block, rest)
                };
                kept.into_iter().flat_map(without).collect()
            }
            _ => vec![group],
        }
    }

    fn by_answer(&self, classes: &[usize]) -> Groups {
        let mut groups: Vec<(Option<&Answer>, Vec<usize>)> = Vec::new();
        let mut at: std::collections::HashMap<Option<&Answer>, usize> =
            std::collections::HashMap::new();
        for class in classes {
            let answer = self.among.answer(*class);
            let place = *at.entry(answer).or_insert(groups.len());
            if place == groups.len() {
                groups.push((answer, Vec::new()));
            }
            groups[place].1.push(*class);
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Whether some of the classes of a dispute cannot all hold.
    fn is_disputed(&self, block: &Block, least: impl Fn(usize) -> bool) -> bool {
        // All of them are known not to.
        if block.classes.iter().all(|class| least(*class)) {
            return true;
        }
        block.cliques.iter().any(|clique| {
            let classes = self.cliques[*clique].iter().copied();
            let some: Vec<usize> =
                classes.filter(|class| block.has(*class) && least(*class)).collect();
            some.len() > 1
                && if self.among.property.many {
                    !members::disputes(&self.among, &some).is_empty()
                } else {
                    !self.among.disputes(&some).is_empty()
                }
        })
    }

    /// What is at the bottom of a dispute: a denial only where all that affirms can hold.
    fn kind(&self, block: &Block) -> Kind {
        let affirms = |class: usize| !self.among.classes[class].denial;
        if !self.is_disputed(block, affirms) {
            return Kind::Negation;
        }
        let affirming: Vec<usize> =
            block.classes.iter().copied().filter(|class| affirms(*class)).collect();
        if self.among.property.many {
            Kind::ClosedList
        } else if self.only(&affirming, Clash::Regression) {
            Kind::Regression
        } else if self.only(&affirming, Clash::Implied) {
            Kind::Implied
        } else {
            Kind::Answers
        }
    }

    /// Whether all clashes of some classes are of one kind.
    fn only(&self, classes: &[usize], kind: Clash) -> bool {
        let possible = match kind {
            Clash::Regression => {
                matches!(self.among.property.changes, Changes::Up | Changes::Down)
            }
            Clash::Implied | Clash::Answers => self.among.property.value_type == ValueType::First,
        };
        let classes = &classes[..classes.len().min(PAIRS)];
        let pairs = classes
            .iter()
            .enumerate()
            .flat_map(|(at, a)| classes[at + 1..].iter().map(move |b| (*a, *b)));
        let mut clashes = pairs.filter_map(|(a, b)| match self.among.meeting(a, b) {
            Meeting::Clash(clash) => Some(clash),
            _ => None,
        });
        possible && clashes.all(|clash| clash == kind)
    }

    /// An error where the certain claims alone cannot all hold, a warning where it takes likely
    /// ones, a note otherwise.
    fn severity(&self, block: &Block) -> Severity {
        let disputed = |least: Certainty| {
            self.is_disputed(block, |class| self.among.classes[class].certainty >= least)
        };
        if disputed(Certainty::Certain) {
            // An implied reading is never more than a warning.
            match self.only(&block.classes, Clash::Implied) {
                true => Severity::Warning,
                false => Severity::Error,
            }
        } else if disputed(Certainty::Likely) {
            Severity::Warning
        } else {
            Severity::Note
        }
    }

    /// The time that all classes of a dispute have in common.
    fn common_time(&self, block: &Block) -> Option<DateValue> {
        let model = self.among.comparer.graph.model();
        let claims = block.classes.iter().filter_map(|class| self.among.classes[*class].first());
        ValidTime::shared(claims.filter_map(|claim| model.entry_of(claim).when.as_deref()))
    }

    /// Whether answers that cannot be compared stand among them.
    fn incomparable(&self) -> bool {
        let answers = (0..self.among.classes.len()).filter_map(|class| self.among.answer(class));
        let mut values = answers.filter_map(|answer| match answer {
            Answer::One(value) => Some(value),
            Answer::Unknown | Answer::Many(_) => None,
        });
        let Some(first) = values.next() else { return false };
        values.any(|value| !first.is_comparable(value))
    }
}

/// Classes that are connected by clashing, and the sets of classes of one time in which they do.
#[derive(Clone)]
struct Block {
    classes: Vec<usize>,
    sides: Groups,
    cliques: Vec<usize>,
}

impl Block {
    fn has(&self, class: usize) -> bool {
        self.classes.binary_search(&class).is_ok()
    }

    fn shared(&self, other: &Self) -> Vec<usize> {
        self.classes.iter().copied().filter(|class| other.has(*class)).collect()
    }

    fn union<'b>(blocks: impl Iterator<Item = &'b Self>) -> Self {
        let mut union = Self { classes: Vec::new(), sides: Vec::new(), cliques: Vec::new() };
        for block in blocks {
            union.classes.extend(&block.classes);
            union.cliques.extend(&block.cliques);
            for side in &block.sides {
                if !union.sides.contains(side) {
                    union.sides.push(side.clone());
                }
            }
        }
        union.classes.sort_unstable();
        union.classes.dedup();
        union
    }
}

/// Says what the claims of a case agree on: those that are in no tension.
fn agree(comparer: Comparer<'_>, verdict: &mut Verdict) {
    let model = comparer.graph.model();
    let tense: BTreeSet<ClaimId> =
        verdict.tensions.iter().flat_map(|tension| tension.claims.iter().copied()).collect();
    let is_tense = |class: usize| {
        !tense.is_empty() && verdict.classes[class].claims.iter().any(|it| tense.contains(it))
    };
    let wording = |claims: &[ClaimId]| {
        let mut written = claims.iter().map(|claim| &*model.claim(*claim).written);
        let first = written.next();
        match written.all(|other| Some(other) == first) {
            true => Agreement::Identical,
            false => Agreement::Equivalent,
        }
    };
    let of = |class: usize| verdict.classes[class].claims.as_slice();
    let relation = |a: usize, b: usize| match comparer.compare_claims(of(a), of(b)) {
        Meeting::Agree(Relation::Equal) => {
            let speakers = [of(a).first().copied(), of(b).first().copied()];
            Some(wording(&speakers.into_iter().flatten().collect::<Vec<ClaimId>>()))
        }
        Meeting::Agree(Relation::Inside | Relation::Contains) => Some(Agreement::Refines),
        Meeting::Agree(_) => Some(Agreement::Compatible),
        Meeting::Succession => Some(Agreement::Succession),
        Meeting::Apart(_) | Meeting::Incomparable | Meeting::Tension(_) | Meeting::Clash(_) => None,
    };
    let calm: Vec<usize> = (0..verdict.classes.len()).filter(|class| !is_tense(*class)).collect();
    let mut loosest =
        calm.iter().map(|class| of(*class)).filter(|it| it.len() > 1).map(wording).max();
    let mut sets = Sets::new(verdict.classes.len());
    for (a, b) in pairs(&calm) {
        if let Some(found) = relation(a, b) {
            loosest = loosest.max(Some(found));
            sets.join(a, b);
        }
    }
    verdict.agreeing = sets.groups(calm);
    if matches!(verdict.outcome, Outcome::Open)
        && let Some(agreement) = loosest
    {
        verdict.outcome = Outcome::Agreed(agreement);
    }
}

//! Judges one question: gathers its claims by answer, compares them, and says what they come to.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{
    Answer, Certainty, Changes, ClaimId, Members, Property, QuestionId, ValueType,
};
use claimcheck_core::values::date::DateValue;
use claimcheck_core::values::{EXACT, Groups, Relation, Written, by_pairs};
use foldhash::{HashMap, HashMapExt as _};

use crate::gate::compare;
use crate::many::{self, Asked, Stated};
use crate::meeting::{Clash, Meeting};
use crate::network::Network;
use crate::severity::Severity;
use crate::verdict::{Agreement, Class, Dispute, Kind, Outcome, Verdict};

/// Judges one question.
pub(crate) fn judge(
    graph: &ClaimGraph,
    network: Option<&Network>,
    question: QuestionId,
) -> Verdict {
    let judge = Judge::new(graph, network, question);
    let all: Vec<usize> = (0..judge.classes.len()).collect();
    let positions = judge.groups(&all);
    let outcome = if positions.len() > 1 {
        let (kind, severity) = (judge.kind(&all), judge.severity());
        Outcome::Disputed(Dispute { kind, severity, positions })
    } else {
        judge.agreement().map_or(Outcome::Open, Outcome::Agreed)
    };
    let incomparable = judge.incomparable();
    let agreeing = judge.components(|agreement, _, _| agreement.is_some());
    let supporting = judge.components(|agreement, a, b| judge.supports(agreement, a, b));
    Verdict {
        classes: judge.classes,
        outcome,
        incomparable,
        supporting: (supporting != agreeing).then_some(supporting),
        agreeing,
        ..Verdict::open(question)
    }
}

/// What a claim says, and when it holds: `when`, and `as-of` where that counts.
type Said<'g> = (&'g Answer, Option<&'g DateValue>, Option<&'g DateValue>);

/// Up to this many claims are compared with each other.
const FEW: usize = 8;

struct Judge<'g> {
    graph: &'g ClaimGraph,
    network: Option<&'g Network>,
    property: &'g Property,
    classes: Vec<Class>,
    /// Whether all claims speak of the same time, so that their answers must all hold at once.
    at_once: bool,
}

/// Up to this many different answers, every pair is looked at.
const PAIRS: usize = 256;

impl<'g> Judge<'g> {
    fn new(graph: &'g ClaimGraph, network: Option<&'g Network>, question: QuestionId) -> Self {
        let model = graph.model();
        let property = model.property(model.question(question).property);
        let changing = property.changes != Changes::Never;
        let mut classes: Vec<Class> = Vec::new();
        let standing = graph.standing(question);
        // Most questions have a few claims, which need no table.
        let few = standing.len() <= FEW;
        let mut known: HashMap<Said<'_>, usize> = HashMap::new();
        let mut kinds: Vec<Said<'_>> = Vec::new();
        for id in standing {
            let claim = model.claim(id);
            if claim.answer == Answer::Unknown {
                continue;
            }
            let entry = model.entry(claim.entry);
            let as_of = entry.as_of.as_deref().filter(|_| changing);
            let said = (&claim.answer, entry.when.as_deref(), as_of);
            let at = match few {
                true => kinds.iter().position(|known| *known == said).unwrap_or(kinds.len()),
                false => *known.entry(said).or_insert(kinds.len()),
            };
            if at == classes.len() {
                kinds.push(said);
                classes.push(Class {
                    claims: Vec::new(),
                    certainty: Certainty::Doubtful,
                    denial: true,
                });
            }
            let cap = if claim.approximate { Certainty::Likely } else { Certainty::Certain };
            let class = &mut classes[at];
            class.claims.push(id);
            class.certainty = class.certainty.max(claim.certainty.min(cap));
            class.denial &= claim.denial;
        }
        // Most have one or two, and there are many verdicts.
        classes.shrink_to_fit();
        let mut times = kinds.iter().map(|(_, when, as_of)| (when, as_of));
        let first = times.next();
        let same = times.all(|time| Some(time) == first);
        let one_moment = kinds.first().is_none_or(|(.., as_of)| !changing || as_of.is_some());
        Self { graph, network, property, classes, at_once: same && one_moment }
    }

    fn speaker(&self, class: usize) -> Option<ClaimId> {
        self.classes[class].first()
    }

    fn meeting(&self, a: usize, b: usize) -> Option<Meeting> {
        Some(compare(self.graph, self.network, self.speaker(a)?, self.speaker(b)?))
    }

    fn clash(&self, a: usize, b: usize) -> bool {
        matches!(self.meeting(a, b), Some(Meeting::Clash(_)))
    }

    /// The maximal groups of some of the classes that can all hold.
    fn groups(&self, classes: &[usize]) -> Groups {
        if classes.len() < 2 {
            return vec![classes.to_vec()];
        }
        let model = self.graph.model();
        let claims = classes.iter().filter_map(|class| self.speaker(*class));
        let written: Vec<Written<'_>> =
            claims.map(|claim| model.claim(claim).as_written()).collect();
        let exact =
            self.by_answers(classes).then(|| Written::consistent_sets(&written, &model.taxonomy));
        let exact = exact.flatten();
        let groups = exact.unwrap_or_else(|| match self.cannot_clash(classes) {
            true => vec![(0..classes.len()).collect()],
            false => self.by_clashes(classes),
        });
        groups.into_iter().map(|group| group.into_iter().map(|at| classes[at]).collect()).collect()
    }

    fn by_clashes(&self, classes: &[usize]) -> Groups {
        let clash = |a: usize, b: usize| self.clash(classes[a], classes[b]);
        if classes.len() <= EXACT {
            return by_pairs(classes.len(), clash);
        }
        let model = self.graph.model();
        let speakers = classes.iter().filter_map(|class| self.speaker(*class));
        let stated: Vec<Stated<'_>> =
            speakers.map(|claim| Stated::new(self.graph, claim)).collect();
        let asked = Asked { changes: self.property.changes, taxonomy: &model.taxonomy };
        many::groups(&stated, asked, clash)
    }

    /// Whether some of the classes cannot all hold, where all of them together cannot.
    fn is_disputed(&self, classes: &[usize]) -> bool {
        classes.len() == self.classes.len() || self.groups(classes).len() > 1
    }

    fn answers<'s>(&'s self, classes: &'s [usize]) -> impl Iterator<Item = &'s Answer> {
        let claims = classes.iter().filter_map(|class| self.speaker(*class));
        claims.map(|claim| &self.graph.model().claim(claim).answer)
    }

    /// Whether the answers alone say which of them can all hold: all of one time, none declared to
    /// contradict another, and not for windows, whose length the network knows.
    fn by_answers(&self, classes: &[usize]) -> bool {
        self.at_once && self.property.value_type != ValueType::First && !self.contradicted(classes)
    }

    fn contradicted(&self, classes: &[usize]) -> bool {
        let model = self.graph.model();
        let claims = classes.iter().flat_map(|class| &self.classes[*class].claims);
        claims.into_iter().any(|claim| !model.entry_of(*claim).links.contradicts().is_empty())
    }

    /// Lists that only say what is among the members can all hold, and so can texts that nobody
    /// denies: neither needs to be compared in pairs.
    fn cannot_clash(&self, classes: &[usize]) -> bool {
        self.answers(classes).all(|answer| match answer {
            Answer::Many(several) => several
                .iter()
                .any(|Members { only, excludes, .. }| only.is_none() && excludes.is_empty()),
            Answer::One(value) => value.fits_all_alike(),
            Answer::Unknown => false,
        }) && !self.contradicted(classes)
    }

    /// What is at the bottom of a dispute of some classes: a denial only where all that affirms
    /// can hold.
    fn kind(&self, all: &[usize]) -> Kind {
        let affirming: Vec<usize> =
            all.iter().copied().filter(|class| !self.classes[*class].denial).collect();
        if !self.is_disputed(&affirming) {
            Kind::Negation
        } else if self.property.many {
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
                !self.at_once && matches!(self.property.changes, Changes::Up | Changes::Down)
            }
            Clash::Implied | Clash::Answers => self.property.value_type == ValueType::First,
        };
        let classes = &classes[..classes.len().min(PAIRS)];
        let pairs = classes
            .iter()
            .enumerate()
            .flat_map(|(at, a)| classes[at + 1..].iter().map(move |b| (*a, *b)));
        let mut clashes = pairs.filter_map(|(a, b)| match self.meeting(a, b) {
            Some(Meeting::Clash(clash)) => Some(clash),
            _ => None,
        });
        possible && clashes.all(|clash| clash == kind)
    }

    /// An error where the certain claims alone cannot all hold, a warning where it takes likely
    /// ones, a note otherwise.
    fn severity(&self) -> Severity {
        let disputed = |least: Certainty| {
            let sure: Vec<usize> =
                (0..self.classes.len()).filter(|at| self.classes[*at].certainty >= least).collect();
            self.is_disputed(&sure)
        };
        let all: Vec<usize> = (0..self.classes.len()).collect();
        if disputed(Certainty::Certain) {
            // An implied reading is never more than a warning.
            if self.only(&all, Clash::Implied) { Severity::Warning } else { Severity::Error }
        } else if disputed(Certainty::Likely) {
            Severity::Warning
        } else {
            Severity::Note
        }
    }

    /// The loosest relation among all claims, if any two are compared.
    fn agreement(&self) -> Option<Agreement> {
        let within = self
            .classes
            .iter()
            .filter(|class| class.claims.len() > 1)
            .map(|class| self.wording(&class.claims));
        let count = self.classes.len();
        let between: Option<Agreement> = if count <= PAIRS {
            let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
            pairs.filter_map(|(a, b)| self.relation(a, b)).max()
        } else {
            self.relation_of_many()
        };
        within.chain(between).max()
    }

    fn wording(&self, claims: &[ClaimId]) -> Agreement {
        let model = self.graph.model();
        let mut written = claims.iter().map(|claim| &*model.claim(*claim).written);
        let first = written.next();
        if written.all(|other| Some(other) == first) {
            Agreement::Identical
        } else {
            Agreement::Equivalent
        }
    }

    fn relation(&self, a: usize, b: usize) -> Option<Agreement> {
        Some(match self.meeting(a, b)? {
            Meeting::Agree(Relation::Equal) => self.wording(&[self.speaker(a)?, self.speaker(b)?]),
            Meeting::Agree(Relation::Inside | Relation::Contains) => Agreement::Refines,
            Meeting::Agree(_) => Agreement::Compatible,
            Meeting::Succession => Agreement::Succession,
            _ => return None,
        })
    }

    /// Where there are too many answers to look at every pair: the loosest of each answer with its
    /// neighbour and with the first one.
    fn relation_of_many(&self) -> Option<Agreement> {
        let pairs = (1..self.classes.len()).flat_map(|at| [(at - 1, at), (0, at)]);
        pairs.filter_map(|(a, b)| self.relation(a, b)).max()
    }

    /// Whether two answers support each other: one entails the other, or they have something in
    /// common that is known to be so. Different words, and lists without a common member, do not.
    fn supports(&self, agreement: Option<Agreement>, a: usize, b: usize) -> bool {
        match agreement {
            None | Some(Agreement::Succession) => false,
            Some(Agreement::Compatible) => {
                let pair = [a, b];
                let answers: Vec<&Answer> = self.answers(&pair).collect();
                match answers.as_slice() {
                    [Answer::One(value), _] => value.supports_what_overlaps(),
                    [one @ Answer::Many(_), other] => {
                        one.share_a_member(other, &self.graph.model().taxonomy)
                    }
                    _ => true,
                }
            }
            Some(_) => true,
        }
    }

    /// The connected groups of classes, by which pairs of them are joined. Where there are too
    /// many to look at every pair, neighbours and the first one are looked at.
    fn components(&self, joined: impl Fn(Option<Agreement>, usize, usize) -> bool) -> Groups {
        let count = self.classes.len();
        if count == 1 {
            return vec![vec![0]];
        }
        let pairs: Vec<(usize, usize)> = if count <= PAIRS {
            (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect()
        } else {
            (1..count).flat_map(|at| [(at - 1, at), (0, at)]).collect()
        };
        let mut leader: Vec<usize> = (0..count).collect();
        for (a, b) in pairs {
            let (one, other) = (root(&leader, a), root(&leader, b));
            if one != other && joined(self.relation(a, b), a, b) {
                leader[one.max(other)] = one.min(other);
            }
        }
        let mut groups: std::collections::BTreeMap<usize, Vec<usize>> =
            std::collections::BTreeMap::new();
        for at in 0..count {
            groups.entry(root(&leader, at)).or_default().push(at);
        }
        groups.into_values().collect()
    }

    /// Whether answers that cannot be compared stand among them.
    fn incomparable(&self) -> bool {
        let all: Vec<usize> = (0..self.classes.len()).collect();
        let mut values = self.answers(&all).filter_map(|answer| match answer {
            Answer::One(value) => Some(value),
            Answer::Unknown | Answer::Many(_) => None,
        });
        let Some(first) = values.next() else { return false };
        values.any(|value| !first.is_comparable(value))
    }
}

fn root(leader: &[usize], mut at: usize) -> usize {
    while leader[at] != at {
        at = leader[at];
    }
    at
}

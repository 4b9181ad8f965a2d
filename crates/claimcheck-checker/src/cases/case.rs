//! The cases of a question: its claims gathered by answer and time, and taken apart into sets that
//! are connected by meeting.

use std::collections::BTreeMap;

use claimcheck_core::model::{Answer, Certainty, Changes, ClaimId, QuestionId};
use claimcheck_core::values::date::{DateValue, ValidTime};
use claimcheck_core::values::quantity::Rounding;
use foldhash::{HashMap, HashMapExt as _};

use super::cliques::Times;
use super::comparison::Comparer;
use crate::severity::certainty_of;
use crate::verdict::Class;

/// The claims of a question that are connected by meeting.
pub(super) struct Case {
    /// The claims by answer and time, in the order of their places.
    pub(super) classes: Vec<Class>,
    /// The maximal sets of classes of which any two meet, each in order.
    pub(super) cliques: Vec<Vec<usize>>,
}

/// What a claim says, when it holds (`when`), and, where that counts, when it was said (`as-of`). What
/// a figure is rounded to counts too: `60 km` may be 60.4, and `60.0 km` is not.
type Said<'g> = (&'g Answer, Option<&'g Rounding>, Option<&'g ValidTime>, Option<&'g DateValue>);

/// Up to this many claims are gathered without a table.
const FEW: usize = 8;

/// The cases of a question, in the order of their claims, and the claims that say that its answer is
/// not known. A question has one case at least.
pub(super) fn cases(comparer: Comparer<'_>, question: QuestionId) -> (Vec<Case>, Vec<ClaimId>) {
    let model = comparer.graph.model();
    let property = model.property(model.question(question).property);
    let changing = property.changes != Changes::Never;
    let mut classes: Vec<Class> = Vec::new();
    let mut unknown = Vec::new();
    let standing = comparer.graph.standing(question);
    // Most questions have a few claims, which need no table.
    let few = standing.len() <= FEW;
    let mut known: HashMap<Said<'_>, usize> = HashMap::new();
    let mut kinds: Vec<Said<'_>> = Vec::new();
    for id in standing {
        let claim = model.claim(id);
        if claim.answer == Answer::Unknown {
            unknown.push(id);
            continue;
        }
        let entry = model.entry(claim.entry);
        let as_of = entry.as_of.as_deref().filter(|_| changing);
        let said = (&claim.answer, claim.rounding.as_deref(), entry.when.as_deref(), as_of);
        let at = match few {
            true => kinds.iter().position(|known| *known == said).unwrap_or(kinds.len()),
            false => *known.entry(said).or_insert(kinds.len()),
        };
        if at == classes.len() {
            kinds.push(said);
            let certainty = Certainty::Doubtful;
            classes.push(Class { claims: Vec::new(), certainty, denial: true });
        }
        let class = &mut classes[at];
        class.claims.push(id);
        class.certainty = class.certainty.max(certainty_of(model, id));
        class.denial &= claim.denial;
    }
    // Most have one or two, and there are many.
    classes.shrink_to_fit();
    if kinds.iter().all(|(_, _, when, _)| when.is_none()) {
        let cliques = vec![(0..classes.len()).collect()];
        return (vec![Case { classes, cliques }], unknown);
    }
    (by_time(comparer, classes, kinds.iter().map(|(_, _, when, _)| *when)), unknown)
}

/// Takes classes apart by the times at which they hold.
fn by_time<'g>(
    comparer: Comparer<'g>,
    classes: Vec<Class>,
    times: impl Iterator<Item = Option<&'g ValidTime>>,
) -> Vec<Case> {
    let mut all: Vec<Option<&ValidTime>> = Vec::new();
    let mut number: HashMap<Option<&ValidTime>, usize> = HashMap::new();
    let mut at_time: Vec<Vec<usize>> = Vec::new();
    for (class, time) in times.enumerate() {
        let at = *number.entry(time).or_insert(all.len());
        if at == all.len() {
            all.push(time);
            at_time.push(Vec::new());
        }
        at_time[at].push(class);
    }
    let times = Times::new(comparer, all);
    let set_of = times.connected();
    // The case of each class, and its place there.
    let mut case_of: Vec<usize> = vec![0; classes.len()];
    for (time, classes) in at_time.iter().enumerate() {
        for class in classes {
            case_of[*class] = set_of[time];
        }
    }
    let mut cases: BTreeMap<usize, Case> = BTreeMap::new();
    let mut numbers: Vec<usize> = Vec::with_capacity(classes.len());
    let mut first: HashMap<usize, usize> = HashMap::new();
    for (at, class) in classes.into_iter().enumerate() {
        let order = *first.entry(case_of[at]).or_insert(at);
        let case = cases.entry(order).or_insert(Case { classes: Vec::new(), cliques: Vec::new() });
        numbers.push(case.classes.len());
        case.classes.push(class);
    }
    for clique in &times.cliques {
        let mut members: Vec<usize> =
            clique.iter().flat_map(|time| at_time[*time].iter().copied()).collect();
        members.sort_unstable();
        let case = members.first().and_then(|class| first.get(&case_of[*class]));
        if let Some(case) = case.and_then(|order| cases.get_mut(order)) {
            case.cliques.push(members.into_iter().map(|class| numbers[class]).collect());
        }
    }
    cases.into_values().collect()
}

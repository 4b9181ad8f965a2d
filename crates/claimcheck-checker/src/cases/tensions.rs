//! Tensions: claims that do not clash, and would under exactly one assumption more. Each is worth
//! reading again.

use std::collections::BTreeMap;

use claimcheck_core::model::{ClaimId, Members, Value};
use claimcheck_core::values::Relation;

use super::comparison::Comparer;
use super::pairs::pairs;
use crate::meeting::{Meeting, Tension, TensionKind};
use crate::sets::Sets;
use crate::verdict::Verdict;

/// A class, or the claims that say that the answer is not known.
struct Node<'v> {
    claims: &'v [ClaimId],
    /// The case that it is of, where it gives an answer.
    case: Option<usize>,
    in_dispute: bool,
}

/// Finds the tensions among the claims of a question, and gives each to the first of the cases that
/// it is of: one for each kind and set of cases.
pub(super) fn add(comparer: Comparer<'_>, unknown: &[ClaimId], verdicts: &mut [Verdict]) {
    let nodes = nodes(verdicts, unknown);
    if nodes.len() < 2 {
        return;
    }
    let mut tense: BTreeMap<TensionKind, Vec<(usize, usize)>> = BTreeMap::new();
    let all: Vec<usize> = (0..nodes.len()).collect();
    for (a, b) in pairs(&all) {
        // The dispute already shows both.
        if nodes[a].in_dispute && nodes[b].in_dispute && nodes[a].case == nodes[b].case {
            continue;
        }
        if let Meeting::Tension(kind) = comparer.compare_claims(nodes[a].claims, nodes[b].claims) {
            tense.entry(kind).or_default().push((a, b));
        }
    }
    if let Some(pairs) = lists(comparer, &nodes) {
        tense.insert(TensionKind::Lists, pairs);
    }
    let count = verdicts.len();
    let found: Vec<(usize, Tension)> =
        tense.into_iter().flat_map(|(kind, pairs)| of_kind(kind, &pairs, &nodes, count)).collect();
    for (case, tension) in found {
        verdicts[case].tensions.push(tension);
    }
}

fn nodes<'v>(verdicts: &'v [Verdict], unknown: &'v [ClaimId]) -> Vec<Node<'v>> {
    let mut nodes = Vec::new();
    for (case, verdict) in verdicts.iter().enumerate() {
        let classes = verdict.classes.iter().zip(verdict.in_dispute());
        nodes.extend(classes.map(|(class, in_dispute)| Node {
            claims: &class.claims,
            case: Some(case),
            in_dispute,
        }));
    }
    let each = unknown.chunks(1);
    nodes.extend(each.map(|claims| Node { claims, case: None, in_dispute: false }));
    nodes
}

/// The tensions of one kind, one for each set of cases that its pairs connect, with the first case
/// of the set.
fn of_kind(
    kind: TensionKind,
    pairs: &[(usize, usize)],
    nodes: &[Node<'_>],
    cases: usize,
) -> Vec<(usize, Tension)> {
    // The nodes, and a number for each case after them.
    let mut sets = Sets::new(nodes.len() + cases);
    for (a, b) in pairs {
        sets.join(*a, *b);
        for node in [*a, *b] {
            if let Some(case) = nodes[node].case {
                sets.join(node, nodes.len() + case);
            }
        }
    }
    let mut members: Vec<usize> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    members.sort_unstable();
    members.dedup();
    let groups = sets.groups(members).into_iter();
    groups
        .map(|group| {
            let case = group.iter().filter_map(|node| nodes[*node].case).min().unwrap_or(0);
            let mut claims: Vec<ClaimId> =
                group.iter().flat_map(|node| nodes[*node].claims.iter().copied()).collect();
            claims.sort_unstable();
            (case, Tension { kind, claims })
        })
        .collect()
}

/// The classes that name members of a list, and the members.
type List<'v> = (Vec<usize>, Vec<&'v Value>);

/// The pairs of classes of one case whose lists are open and share no member; what one voice lists
/// is one list. Nothing where there is no list.
fn lists(comparer: Comparer<'_>, nodes: &[Node<'_>]) -> Option<Vec<(usize, usize)>> {
    let model = comparer.graph.model();
    let first = nodes.first()?.claims.first()?;
    if !model.property(model.question(model.claim(*first).question).property).many {
        return None;
    }
    let mut voices: BTreeMap<_, (Vec<usize>, Vec<&Value>)> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let Some(case) = node.case else { continue };
        for claim in node.claims {
            let list = model.claim(*claim).answer.list();
            let Some(Members { includes, only: None, .. }) = list else { continue };
            let entry = model.entry_of(*claim);
            let voice = (case, entry.report, &entry.attribution);
            let (classes, values) = voices.entry(voice).or_default();
            classes.push(at);
            values.extend(includes);
        }
    }
    let lists: Vec<(usize, List<'_>)> = voices
        .into_iter()
        .filter(|(_, (_, values))| !values.is_empty())
        .map(|((case, ..), list)| (case, list))
        .collect();
    let share = |a: &[&Value], b: &[&Value]| {
        a.iter().any(|one| {
            b.iter().any(|other| {
                let relation = one.relate(other, &model.taxonomy);
                relation.is_none_or(|relation| relation != Relation::Disjoint)
            })
        })
    };
    let all: Vec<usize> = (0..lists.len()).collect();
    let mut found = Vec::new();
    for (a, b) in pairs(&all) {
        let ((case, (one, mine)), (other_case, (other, theirs))) = (&lists[a], &lists[b]);
        if case == other_case && !share(mine, theirs) {
            let both = one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
            let told = both.filter(|(a, b)| !(nodes[*a].in_dispute && nodes[*b].in_dispute));
            found.extend(told);
        }
    }
    (!found.is_empty()).then_some(found)
}

//! Which minimal sets of members are told, of all that cannot hold: the surest, then the smallest,
//! then the first by meaning, until the rest can hold. Knows nothing of what members are: whether
//! some of them can hold is asked of an [`Oracle`].
//!
//! All minimal sets are found by a tree of hitting sets (Reiter, “A Theory of Diagnosis from First
//! Principles”, 1987): a set is found, and then looked for without each of its members in turn. Where
//! that would take too long, the sets that were found are told first, and the search goes on with what
//! they leave.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet, VecDeque};

use claimcheck_core::model::Certainty;

/// Members by their numbers, which are in the order of their meaning.
pub(crate) type Set = BTreeSet<usize>;

/// Whether some members can all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refuted {
    /// They can.
    Holds,
    /// They cannot, by these of them.
    By(Set),
    /// That is too much work to say.
    Stopped,
}

/// Who says whether some members can all hold.
pub(crate) trait Oracle {
    /// Whether some members can all hold.
    fn refute(&mut self, members: &Set) -> Refuted;
}

/// What counts in the choice between sets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weight {
    /// How sure the member is.
    pub(crate) certainty: Certainty,
    /// Whether it may stand in several sets.
    pub(crate) given: bool,
}

/// What a search came to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// New sets, in the order in which they are told.
    pub(crate) new: Vec<Set>,
    /// Which of the known sets still hold.
    pub(crate) known: Vec<usize>,
    /// Whether something was not looked into.
    pub(crate) cut: bool,
}

/// Nodes of the tree that are looked at before what was found is told.
const MOST_NODES: usize = 400;
/// The same, in each further round.
const MOST_NODES_LATER: usize = 48;
/// So many members are looked at in all nodes of a round.
const MOST_LOOKED_AT: usize = 500_000;
/// Rounds that find nothing but known sets may take so many nodes.
const MOST_NODES_OF_KNOWN: usize = 3_000;
/// Sets of up to so many members are made smaller in two orders.
const MOST_COMPARED: usize = 24;

/// Looks for the sets to tell among some members.
pub(crate) fn sets(
    oracle: &mut dyn Oracle,
    universe: &Set,
    weights: &dyn Fn(usize) -> Weight,
    known: &[Set],
) -> Outcome {
    let mut outcome = Outcome::default();
    let mut search = Tree { oracle, weights, found: Vec::new() };
    for (at, set) in known.iter().enumerate() {
        if set.is_subset(universe) && search.is_minimal(set) {
            outcome.known.push(at);
            search.found.push(set.clone());
        }
    }
    let is_known = |set: &Set| known.contains(set);
    let mut left = universe.clone();
    // A look at many members takes long.
    let few = MOST_LOOKED_AT / (universe.len() + 1) + 1;
    let mut nodes =
        if outcome.known.is_empty() { MOST_NODES.min(few) } else { MOST_NODES_OF_KNOWN };
    loop {
        search.found.retain(|set| set.is_subset(&left));
        let complete = search.grow(&left, nodes);
        let mut new: Vec<&Set> = search.found.iter().filter(|set| !is_known(set)).collect();
        new.sort_by_cached_key(|set| rank(set, weights));
        let mut spent = Set::new();
        for set in new {
            if set.is_disjoint(&spent) && !outcome.new.contains(set) {
                outcome.new.push(set.clone());
                spent.extend(spends(set, weights, complete));
                // Before all sets are found, only the first is certainly told.
                if !complete {
                    break;
                }
            }
        }
        if complete {
            return outcome;
        }
        if spent.is_empty() {
            outcome.cut = true;
            return outcome;
        }
        left = left.difference(&spent).copied().collect();
        if outcome.known.is_empty() {
            nodes = MOST_NODES_LATER.min(few);
        }
    }
}

/// The members of a set that take no further part: not what is given, unless there is nothing else
/// to take.
fn spends(set: &Set, weights: &dyn Fn(usize) -> Weight, complete: bool) -> Set {
    let own: Set = set.iter().copied().filter(|at| !weights(*at).given).collect();
    if own.is_empty() && !complete { set.clone() } else { own }
}

/// What sets are sorted by: how sure the least sure member is, how many there are, how sure all are,
/// and which they are.
type Rank = (Option<Reverse<Certainty>>, usize, Vec<Reverse<Certainty>>, Vec<usize>);

/// The surer first, then the smaller, then the first by meaning.
fn rank(set: &Set, weights: &dyn Fn(usize) -> Weight) -> Rank {
    let mut sure: Vec<Reverse<Certainty>> =
        set.iter().map(|at| Reverse(weights(*at).certainty)).collect();
    sure.sort_unstable_by(|a, b| b.cmp(a));
    (sure.first().copied(), set.len(), sure, set.iter().copied().collect())
}

struct Tree<'o> {
    oracle: &'o mut dyn Oracle,
    weights: &'o dyn Fn(usize) -> Weight,
    /// The minimal sets that were found.
    found: Vec<Set>,
}

impl Tree<'_> {
    /// Whether a set cannot hold, and can without any one of its members.
    fn is_minimal(&mut self, set: &Set) -> bool {
        let Refuted::By(core) = self.oracle.refute(set) else { return false };
        core == *set
            && set.iter().all(|member| {
                let rest = set.iter().copied().filter(|other| other != member).collect();
                self.oracle.refute(&rest) == Refuted::Holds
            })
    }

    /// Looks for minimal sets among some members: whether all of them were found.
    fn grow(&mut self, universe: &Set, most: usize) -> bool {
        let mut open = VecDeque::from([Set::new()]);
        let mut seen: HashSet<Set> = HashSet::from([Set::new()]);
        let mut holds: Vec<Set> = Vec::new();
        let mut nodes = 0;
        while let Some(out) = open.pop_front() {
            if holds.iter().any(|less| less.is_subset(&out)) {
                continue;
            }
            let set = match self.found.iter().find(|set| set.is_disjoint(&out)) {
                Some(set) => set.clone(),
                None => {
                    nodes += 1;
                    if nodes > most {
                        return false;
                    }
                    let left = universe.difference(&out).copied().collect();
                    match self.oracle.refute(&left) {
                        Refuted::Holds => {
                            holds.push(out);
                            continue;
                        }
                        Refuted::Stopped => return false,
                        Refuted::By(core) => {
                            let set = self.shrunk(core);
                            self.found.push(set.clone());
                            set
                        }
                    }
                }
            };
            for member in set {
                let mut next = out.clone();
                next.insert(member);
                if seen.len() <= 64 * most && seen.insert(next.clone()) {
                    open.push_back(next);
                } else if seen.len() > 64 * most {
                    return false;
                }
            }
        }
        true
    }

    /// A minimal set of some that cannot hold.
    fn shrunk(&mut self, core: Set) -> Set {
        let mut order: Vec<usize> = core.iter().copied().collect();
        // The least sure members, and of these the last ones, are left out first.
        order.sort_by_key(|at| ((self.weights)(*at).certainty, Reverse(*at)));
        let best = self.without(core.clone(), &order);
        if order.len() > MOST_COMPARED {
            return best;
        }
        order.reverse();
        let other = self.without(core, &order);
        let weights = self.weights;
        if rank(&other, weights) < rank(&best, weights) { other } else { best }
    }

    fn without(&mut self, core: Set, order: &[usize]) -> Set {
        let mut kept = core;
        for member in order {
            if !kept.remove(member) {
                continue;
            }
            match self.oracle.refute(&kept) {
                Refuted::By(core) => kept = core,
                Refuted::Holds | Refuted::Stopped => {
                    kept.insert(*member);
                }
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Members that cannot hold where all of some list are among them.
    struct Lists(Vec<Set>);

    impl Oracle for Lists {
        fn refute(&mut self, members: &Set) -> Refuted {
            match self.0.iter().any(|set| set.is_subset(members)) {
                true => Refuted::By(members.clone()),
                false => Refuted::Holds,
            }
        }
    }

    fn set(members: &[usize]) -> Set {
        members.iter().copied().collect()
    }

    fn told(lists: &[&[usize]], known: &[&[usize]], given: &[usize]) -> Vec<Set> {
        let universe = (0..10).collect();
        let weights = |at| Weight { certainty: Certainty::Certain, given: given.contains(&at) };
        let known: Vec<Set> = known.iter().map(|known| set(known)).collect();
        let mut oracle = Lists(lists.iter().map(|list| set(list)).collect());
        sets(&mut oracle, &universe, &weights, &known).new
    }

    #[test]
    fn the_smaller_set_is_told_and_then_what_shares_no_member() {
        assert_eq!(told(&[&[0, 1, 2], &[2, 3], &[4, 5]], &[], &[]), [set(&[2, 3]), set(&[4, 5])]);
        assert_eq!(told(&[&[1, 2], &[0, 2]], &[], &[]), [set(&[0, 2])]);
    }

    #[test]
    fn what_is_given_may_stand_in_several_sets() {
        assert_eq!(told(&[&[1, 2], &[0, 2]], &[], &[2]), [set(&[0, 2]), set(&[1, 2])]);
    }

    #[test]
    fn a_known_set_hides_nothing() {
        assert_eq!(told(&[&[0, 1], &[1, 2]], &[&[0, 1]], &[]), [set(&[1, 2])]);
        assert_eq!(told(&[&[0, 1], &[1, 2], &[0, 2]], &[&[0, 1], &[1, 2]], &[]), [set(&[0, 2])]);
        // Not one of a list that does not hold, or holds without some of it.
        assert_eq!(told(&[&[0, 1]], &[&[0, 1, 2], &[3]], &[]), [set(&[0, 1])]);
    }

    #[test]
    fn many_sets_are_all_told() {
        let lists: Vec<Vec<usize>> =
            (0..40).map(|at| vec![3 * at, 3 * at + 1, 3 * at + 2]).collect();
        let mut oracle = Lists(lists.iter().map(|list| set(list)).collect());
        let universe = (0..120).collect();
        let weights = |_| Weight { certainty: Certainty::Certain, given: false };
        let outcome = sets(&mut oracle, &universe, &weights, &[]);
        assert_eq!((outcome.new.len(), outcome.cut), (40, false));
    }
}

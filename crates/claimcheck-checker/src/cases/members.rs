//! Questions with several answers: who affirms and who excludes each member in dispute.
//!
//! A claim that names members affirms them; one that denies them, or lists all there are, excludes
//! others. What is said of one member by some clashes with what is said of it by others, so the
//! disputes are found member by member, and not pair by pair.

use std::collections::BTreeSet;

use claimcheck_core::model::{Members, Value};
use claimcheck_core::values::{EXACT, Groups, Relation};
use foldhash::{HashMap, HashMapExt as _};

use super::consistency::Consistency;
use crate::sets::Sets;

/// What is said of a member that some affirm and others exclude.
struct Disputed {
    affirm: Vec<usize>,
    exclude: Vec<usize>,
}

/// A dispute: its classes, and its sides.
pub(super) type Found = (Vec<usize>, Groups);

/// The disputes among some classes of one time.
pub(super) fn disputes(among: &Consistency<'_>, at_one_time: &[usize]) -> Vec<Found> {
    let (plain, vague): (Vec<usize>, Vec<usize>) =
        at_one_time.iter().copied().partition(|class| plain(among, *class).is_some());
    let disputed = disputed(among, &plain);
    // What is said of several members at once may clash with several claims together: of a few it is
    // decided exactly.
    if !vague.is_empty() || at_one_time.len() <= EXACT {
        let groups = among.disputes(at_one_time);
        return with_sides(groups, disputed);
    }
    let mut sets = Sets::new(among.classes.len());
    let mut clashing: Vec<usize> = Vec::new();
    for Disputed { affirm, exclude, .. } in &disputed {
        let all = affirm.iter().chain(exclude);
        let mut all = all.copied();
        let Some(first) = all.next() else { continue };
        clashing.push(first);
        for other in all {
            clashing.push(other);
            sets.join(first, other);
        }
    }
    clashing.sort_unstable();
    clashing.dedup();
    with_sides(sets.groups(clashing), disputed)
}

/// Some sets of clashing classes with their sides.
fn with_sides(groups: Vec<Vec<usize>>, disputed: Vec<Disputed>) -> Vec<Found> {
    let mut set_of: HashMap<usize, usize> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        set_of.extend(group.iter().map(|class| (*class, at)));
    }
    let mut found: Vec<Found> = groups.into_iter().map(|group| (group, Vec::new())).collect();
    for side in sides(disputed) {
        let set = side.first().and_then(|class| set_of.get(class)).copied();
        if let Some((_, sides)) = set.and_then(|at| found.get_mut(at)) {
            sides.push(side);
        }
    }
    // What is said of several members at once is a side by itself.
    for (group, sides) in &mut found {
        let stood: BTreeSet<usize> = sides.iter().flatten().copied().collect();
        let others = group.iter().copied().filter(|class| !stood.contains(class));
        sides.extend(others.map(|class| vec![class]).collect::<Groups>());
    }
    found
}

/// What a class says of the members, where it says one thing.
fn plain<'g>(among: &Consistency<'g>, class: usize) -> Option<&'g Members> {
    among.answer(class)?.list()
}

/// The members that some plain classes affirm and others exclude, in the order of the classes.
fn disputed<'g>(among: &Consistency<'g>, classes: &[usize]) -> Vec<Disputed> {
    let taxonomy = &among.comparer.graph.model().taxonomy;
    let mut affirmed = Ledger::default();
    let mut denied = Ledger::default();
    let mut complete: Vec<(usize, &[Value])> = Vec::new();
    for class in classes {
        let Some(members) = plain(among, *class) else { continue };
        members.present().for_each(|value| affirmed.add(value, *class));
        let ruled_out = members.excludes.iter().chain(&members.ruled_out);
        ruled_out.for_each(|value| denied.add(value, *class));
        complete.extend(members.only.as_deref().map(|list| (*class, list)));
    }
    let within =
        |value: &Value, whole: &Value| value.relate(whole, taxonomy).is_some_and(Relation::entails);
    let outside = |value: &Value, list: &[Value]| {
        list.iter().all(|member| value.is_another_member(member, taxonomy))
    };
    let of = |(member, affirm): (&'g Value, Vec<usize>)| {
        let denying = denied.entries.iter().filter(|(value, _)| within(member, value));
        let mut exclude: Vec<usize> =
            denying.flat_map(|(_, classes)| classes.iter().copied()).collect();
        let lists = complete.iter().filter(|(_, list)| outside(member, list));
        exclude.extend(lists.map(|(class, _)| *class));
        exclude.sort_unstable();
        exclude.dedup();
        (!exclude.is_empty()).then_some(Disputed { affirm, exclude })
    };
    affirmed.entries.into_iter().filter_map(of).collect()
}

/// Which classes name which values, each value once, in the order in which they are named.
#[derive(Default)]
struct Ledger<'g> {
    entries: Vec<(&'g Value, Vec<usize>)>,
    at: HashMap<&'g Value, usize>,
}

impl<'g> Ledger<'g> {
    fn add(&mut self, value: &'g Value, class: usize) {
        let at = *self.at.entry(value).or_insert(self.entries.len());
        if at == self.entries.len() {
            self.entries.push((value, Vec::new()));
        }
        let classes = &mut self.entries[at].1;
        if classes.last() != Some(&class) {
            classes.push(class);
        }
    }
}

/// The sides: of each disputed member who affirms and who excludes it. The same claims may stand on
/// one side for several members.
fn sides(disputed: Vec<Disputed>) -> Groups {
    let sides = disputed.into_iter().flat_map(|it| [it.affirm, it.exclude]);
    let mut known: BTreeSet<Vec<usize>> = BTreeSet::new();
    sides.filter(|classes| known.insert(classes.clone())).collect()
}

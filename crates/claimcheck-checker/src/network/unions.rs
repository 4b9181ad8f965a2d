//! The sides of a dispute as cases of which one holds: what is said by one side alone is moved to
//! its case, and what all sides say in common holds of the network.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claimcheck_core::model::{ClaimId, QuestionId};

use super::build::{Choice, Link};
use super::solver::{Bound, Edge};
use crate::members::Member;

/// The sides of a dispute are taken apart into no more cases than this.
const MOST_CASES: usize = 128;

/// What is left to be said once disputes are taken apart.
pub(super) struct Parted {
    pub(super) links: Vec<Link>,
    pub(super) choices: Vec<Choice>,
    /// Disputes of too many cases, of which only what all sides say in common is used.
    pub(super) cut: Vec<QuestionId>,
}

/// Moves what rests on the side of a dispute to the cases of a choice.
pub(super) fn parted(links: Vec<Link>, choices: Vec<Choice>, members: &[Member]) -> Parted {
    let unions: Vec<&Member> = members.iter().filter(|member| member.is_union()).collect();
    if unions.is_empty() {
        return Parted { links, choices, cut: Vec::new() };
    }
    let of_claim: HashMap<ClaimId, usize> = (unions.iter().enumerate())
        .flat_map(|(at, union)| union.speakers.iter().map(move |claim| (*claim, at)))
        .collect();
    let disputes = |claims: &[ClaimId]| -> BTreeSet<usize> {
        claims.iter().filter_map(|claim| of_claim.get(claim).copied()).collect()
    };
    let mut parted = Parted { links: Vec::new(), choices: Vec::new(), cut: Vec::new() };
    let mut said: Vec<Vec<Link>> = vec![Vec::new(); unions.len()];
    for link in links {
        match disputes(&link.claims).into_iter().collect::<Vec<usize>>().as_slice() {
            [] => parted.links.push(link),
            [union] => said[*union].push(link),
            // What rests on two disputes at once is said of no side of either.
            _ => {}
        }
    }
    let mut left_open: Vec<Vec<Choice>> = vec![Vec::new(); unions.len()];
    for choice in choices {
        match disputes(&choice.claims).into_iter().collect::<Vec<usize>>().as_slice() {
            [] => parted.choices.push(choice),
            [union] => left_open[*union].push(choice),
            _ => {}
        }
    }
    for (union, (links, choices)) in unions.into_iter().zip(said.into_iter().zip(left_open)) {
        let cases = cases(union, &links, &choices);
        let cases = cases.unwrap_or_else(|| {
            parted.cut.push(union.question);
            union.sides.iter().map(|side| of_side(union, side, &links)).collect()
        });
        parted.links.extend(common(union, &cases));
        if cases.len() <= MOST_CASES && cases.iter().all(|case| !case.is_empty()) {
            let claims = union.speakers.clone();
            parted.choices.push(Choice { claims, cases });
        }
    }
    parted
}

/// What holds if a side is right.
fn of_side(union: &Member, side: &[ClaimId], links: &[Link]) -> Vec<Link> {
    let own = |claim: &ClaimId| side.contains(claim) || !union.speakers.contains(claim);
    links.iter().filter(|link| link.claims.iter().all(own)).cloned().collect()
}

/// The cases of all sides; nothing where there are too many.
fn cases(union: &Member, links: &[Link], choices: &[Choice]) -> Option<Vec<Vec<Link>>> {
    let mut all = Vec::new();
    for side in &union.sides {
        let mut cases = vec![of_side(union, side, links)];
        let own = choices.iter().filter(|choice| choice.claims.iter().all(|it| side.contains(it)));
        for choice in own {
            let with = |known: &Vec<Link>, case: &Vec<Link>| [known.clone(), case.clone()].concat();
            cases = cases
                .iter()
                .flat_map(|known| choice.cases.iter().map(|case| with(known, case)))
                .collect();
            if cases.len() > MOST_CASES {
                return None;
            }
        }
        all.extend(cases);
    }
    (all.len() <= MOST_CASES).then_some(all)
}

/// Between which points every case says something, and the loosest of what they say: it rests on
/// all claims of the dispute.
fn common(union: &Member, cases: &[Vec<Link>]) -> Vec<Link> {
    let mut all: Option<BTreeMap<(u32, u32), Bound>> = None;
    for case in cases {
        let mut own: BTreeMap<(u32, u32), Bound> = BTreeMap::new();
        let alone = |link: &&Link| {
            link.rules.is_empty() && link.claims.iter().all(|it| union.speakers.contains(it))
        };
        for Link { edge: Edge { from, to, bound }, .. } in case.iter().filter(alone) {
            let tightest = own.entry((*from, *to)).or_insert(*bound);
            *tightest = (*tightest).min(*bound);
        }
        all = Some(match all {
            None => own,
            Some(so_far) => so_far
                .into_iter()
                .filter_map(|(pair, bound)| Some((pair, bound.max(*own.get(&pair)?))))
                .collect(),
        });
    }
    let link = |((from, to), bound)| Link {
        edge: Edge { from, to, bound },
        claims: union.speakers.iter().copied().collect(),
        rules: Box::default(),
    };
    all.unwrap_or_default().into_iter().map(link).collect()
}

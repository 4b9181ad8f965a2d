//! Whether some members of the network can hold, by what rests on them and on nothing else.

use std::collections::{BTreeSet, HashMap};

use claimcheck_core::model::{ClaimId, RuleId};

use super::board::{Board, Judged};
use super::proof::{Grounds, Proof};
use super::solver::Edge;
use super::table::Table;
use crate::members::Member;
use crate::minimal_sets::{Oracle, Refuted, Set};

/// The steps that all questions may take together, and each of them.
const MOST_STEPS: usize = 200_000_000;
const MOST_STEPS_OF_ONE: usize = 20_000_000;
/// Among so many links the shortest circle is looked for.
const MOST_MEASURED: usize = 64;

/// What rests on which member.
#[derive(Debug)]
pub(super) struct Said {
    /// The member that each claim speaks for.
    member_of: HashMap<ClaimId, usize>,
    /// The claims of each member.
    claims_of: Vec<Vec<ClaimId>>,
    /// The links that rest on each claim, and are no case of a choice.
    of_claim: Table<u32>,
    /// The choices that rest on each claim.
    choices: Table<u32>,
    /// What holds of every event, by the points that it is about.
    structure: Table<u32>,
    /// The links of each case of each choice.
    pub(super) cases: Vec<Vec<Vec<usize>>>,
    /// Rules that contradict each other, and bind nobody any more.
    pub(super) void: BTreeSet<RuleId>,
    steps: usize,
    /// Whether a question was not answered, since the limit was reached.
    pub(super) stopped: bool,
}

/// The links, the choices and the cases of these that rest on some claims and on nothing else.
struct Part {
    links: BTreeSet<usize>,
    choices: BTreeSet<usize>,
    cases: HashMap<usize, Vec<Vec<usize>>>,
}

impl Said {
    /// Reads who says what: the first `definite` links hold, the others are of cases.
    pub(super) fn new(
        (claims, points): (usize, usize),
        members: &[Member],
        grounds: Grounds<'_>,
        definite: usize,
        cases: Vec<Vec<Vec<usize>>>,
    ) -> Self {
        let links = || (0u32..).zip(&grounds.links[..definite]);
        let of_claim = Table::new(claims, || {
            links().flat_map(|(at, link)| link.claims.iter().map(move |claim| (claim.0, at)))
        });
        let choices = Table::new(claims, || {
            let all = (0u32..).zip(grounds.choices);
            all.flat_map(|(at, choice)| choice.claims.iter().map(move |claim| (claim.0, at)))
        });
        let structure = Table::new(points, || {
            let own = links().filter(|(_, link)| link.claims.is_empty());
            own.flat_map(|(at, link)| [(link.edge.from, at), (link.edge.to, at)])
        });
        let each = members.iter().enumerate();
        let member_of =
            each.flat_map(|(at, member)| member.speakers.iter().map(move |claim| (*claim, at)));
        Self {
            member_of: member_of.collect(),
            claims_of: members.iter().map(|member| member.speakers.clone()).collect(),
            of_claim,
            choices,
            structure,
            cases,
            void: BTreeSet::new(),
            steps: MOST_STEPS,
            stopped: false,
        }
    }

    /// The links that rest on a claim and are no case of a choice.
    pub(super) fn links_of(&self, claim: ClaimId) -> &[u32] {
        self.of_claim.row(claim.0)
    }

    /// The members that a contradiction rests on.
    pub(super) fn members(&self, grounds: Grounds<'_>, proof: &Proof) -> Set {
        let claims = proof.claims(grounds).into_iter();
        claims.filter_map(|claim| self.member_of.get(&claim).copied()).collect()
    }

    /// The claims that speak for some members.
    pub(super) fn claims(&self, members: &Set) -> BTreeSet<ClaimId> {
        members.iter().flat_map(|member| self.claims_of[*member].iter().copied()).collect()
    }

    /// Whether some members can hold.
    pub(super) fn judge(&mut self, grounds: Grounds<'_>, members: &Set) -> Judged {
        let claims = self.claims(members);
        let Part { links, choices, cases } = self.part(grounds, &claims);
        let work = 8 * links.len();
        let Some(left) = self.steps.checked_sub(work) else {
            self.stopped = true;
            return Judged::Stopped;
        };
        let allowed = left.min(MOST_STEPS_OF_ONE);
        let mut board = Board::part(grounds, &links, &choices, &cases, allowed);
        let choices: Vec<usize> = choices.into_iter().collect();
        let judged = board
            .search(grounds, &choices, &|choice| cases.get(&choice).map_or(&[], Vec::as_slice));
        self.steps = left.saturating_sub(allowed - board.solver.steps());
        self.stopped |= judged == Judged::Stopped;
        judged
    }

    /// Of the circles that show that some members cannot hold, one with the fewest links.
    pub(super) fn shortest(&self, grounds: Grounds<'_>, members: &Set) -> Option<Vec<usize>> {
        let Part { links, .. } = self.part(grounds, &self.claims(members));
        let edges: Vec<(usize, Edge)> =
            links.into_iter().map(|link| (link, grounds.links[link].edge)).collect();
        (edges.len() <= MOST_MEASURED).then(|| shortest(&edges)).flatten()
    }

    fn part(&self, grounds: Grounds<'_>, claims: &BTreeSet<ClaimId>) -> Part {
        let within = |stated: &[ClaimId]| stated.iter().all(|claim| claims.contains(claim));
        let rows = |table: &Table<u32>| {
            let numbers = claims.iter().flat_map(|claim| table.row(claim.0));
            numbers.map(|number| *number as usize).collect::<BTreeSet<usize>>()
        };
        let binds =
            |link: &usize| !grounds.links[*link].rules.iter().any(|rule| self.void.contains(rule));
        let said = |link: &usize| within(&grounds.links[*link].claims) && binds(link);
        let mut links = rows(&self.of_claim);
        links.retain(said);
        let mut choices = rows(&self.choices);
        choices.retain(|choice| within(&grounds.choices[*choice].claims));
        let case = |case: &Vec<usize>| case.iter().copied().filter(said).collect::<Vec<usize>>();
        let cases: HashMap<usize, Vec<Vec<usize>>> = choices
            .iter()
            .map(|choice| (*choice, self.cases[*choice].iter().map(case).collect()))
            .collect();
        let of_cases = cases.values().flatten().flatten();
        let mut open: Vec<u32> = links
            .iter()
            .chain(of_cases)
            .flat_map(|link| [grounds.links[*link].edge.from, grounds.links[*link].edge.to])
            .collect();
        // What nobody says leads on to further points.
        while let Some(point) = open.pop() {
            for link in self.structure.row(point).iter().map(|link| *link as usize) {
                if binds(&link) && links.insert(link) {
                    open.extend([grounds.links[link].edge.from, grounds.links[link].edge.to]);
                }
            }
        }
        Part { links, choices, cases }
    }

    /// Whether a circle is all that its members say: then each of them is needed. This settles
    /// circles of any length.
    pub(super) fn is_alone(&self, grounds: Grounds<'_>, proof: &Proof) -> bool {
        let Proof::Circle(circle) = proof else { return false };
        let claims = self.claims(&self.members(grounds, proof));
        let Part { links, choices, .. } = self.part(grounds, &claims);
        let told: BTreeSet<usize> = circle.iter().copied().collect();
        choices.is_empty() && links == told
    }
}

/// A contradictory circle of as few edges as there can be: ways of one edge, of two, and so on, until
/// one leads back to where it began, earlier.
fn shortest(edges: &[(usize, Edge)]) -> Option<Vec<usize>> {
    let points: BTreeSet<u32> = edges.iter().map(|(_, edge)| edge.from).collect();
    let mut best: Option<Vec<usize>> = None;
    for start in points {
        let mut most = best.as_ref().map_or(edges.len(), |best| best.len() - 1);
        let mut ways: HashMap<u32, (i128, Vec<usize>)> = HashMap::from([(start, (0, Vec::new()))]);
        while most > 0 {
            most -= 1;
            let mut next: HashMap<u32, (i128, Vec<usize>)> = HashMap::new();
            for (link, edge) in edges {
                let Some((far, way)) = ways.get(&edge.from) else { continue };
                let reached = far + edge.bound.raw();
                if next.get(&edge.to).is_none_or(|(known, _)| reached < *known) {
                    next.insert(edge.to, (reached, [way.as_slice(), &[*link]].concat()));
                }
            }
            if let Some((_, way)) = next.get(&start).filter(|(far, _)| *far < 0) {
                best = Some(way.clone());
                break;
            }
            ways = next;
        }
    }
    best
}

/// Asks whether members can hold, and keeps why they cannot.
pub(super) struct Asked<'a> {
    pub(super) said: &'a mut Said,
    pub(super) grounds: Grounds<'a>,
}

impl Oracle for Asked<'_> {
    fn refute(&mut self, members: &Set) -> Refuted {
        match self.said.judge(self.grounds, members) {
            Judged::Holds => Refuted::Holds,
            Judged::Stopped => Refuted::Stopped,
            Judged::Refuted(proof) => Refuted::By(self.said.members(self.grounds, &proof)),
        }
    }
}

//! All dates and orders of a project as one network of bounds on differences: which of them cannot
//! all hold, and what follows from the rest.
//!
//! It is solved in layers, from what the surest claims say to what all say, so that a contradiction
//! of certain claims is not told with a doubtful one in it. The sides of a dispute take part as one
//! member. Claims that hold at a time of their own (`when`) and properties that change take no part,
//! since what they say holds of one moment; see `docs/reasoning.md`.

mod board;
mod bounds;
mod build;
mod component;
mod extended;
mod minimal;
mod near;
mod points;
mod proof;
mod rank;
mod rules;
mod search;
mod solver;
mod table;
mod tell;
mod tree;
mod unions;

pub(crate) use bounds::{Between, Distances, Placed};
pub(crate) use build::{Choice, Link};
pub(crate) use extended::Extension;
pub(crate) use near::Near;
pub(crate) use points::{Point, Points};
pub(crate) use proof::Proof;
pub(crate) use solver::{Bound, Edge};
pub(crate) use tell::moment;

use std::collections::BTreeSet;

use claimcheck_core::model::{
    Certainty, Changes, ClaimId, Model, Property, PropertyId, QuestionId, ValueType,
};

use rayon::prelude::*;

use crate::known::KnownSets;
use crate::limits::Limit;
use crate::members::{Answers, Member, Stated as Answered, spends};
use crate::minimal_sets::Set;
use crate::rules::{Stated, named_by_rules};
use build::Builder;
use search::{Found, Search};
use solver::Solver;
use unions::Parted;

/// The network of a project once it is solved, with all that takes part.
#[derive(Debug)]
pub(crate) struct Network {
    /// How sure the least sure of what takes part is.
    pub(crate) certainty: Certainty,
    pub(crate) points: Points,
    pub(crate) links: Vec<Link>,
    pub(crate) choices: Vec<Choice>,
    /// How many of the links are no case of a choice, and followed from none.
    definite: usize,
    /// What it is made of.
    pub(crate) members: Vec<Member>,
    /// What cannot all hold, and could where only what is surer took part.
    pub(crate) contradictions: Vec<Contradiction>,
    /// What follows from all that is consistent.
    pub(crate) bounds: Between,
    /// Whether some of what cannot all hold is known. It takes part as if it could.
    pub(crate) has_known: bool,
    /// The limits that were reached.
    pub(crate) limits: Vec<Limit>,
    /// What follows from the surer claims alone, from the surest.
    pub(crate) surer: Vec<Network>,
}

/// Why some members cannot all hold.
#[derive(Debug)]
pub(crate) struct Contradiction {
    pub(crate) proof: Proof,
    /// The members, by their numbers in the network.
    pub(crate) members: Set,
}

impl Network {
    /// Which of the questions about some properties it looks at: those on dates and orders, and what
    /// rules name.
    pub(crate) fn looks_at(model: &Model) -> impl Fn(PropertyId) -> bool {
        let named = named_by_rules(model);
        move |property| is_timed(model.property(property)) || named.contains(&property)
    }

    /// Builds and solves the network of what stands.
    pub(crate) fn new(model: &Model, answers: &Answers<'_>, known: &KnownSets<'_>) -> Self {
        let asked = questions(model, answers);
        let mut levels = answers.levels(|question| {
            let value_type = model.property(model.question(question).property).value_type;
            asked.contains(&question) || matches!(value_type, ValueType::First | ValueType::Nth)
        });
        if levels.is_empty() {
            levels.push(Certainty::Certain);
        }
        let mut surer: Vec<Self> = Vec::new();
        let mut spent: BTreeSet<ClaimId> = BTreeSet::new();
        let mut told: BTreeSet<usize> = BTreeSet::new();
        for certainty in levels {
            let (network, found) = layer(model, answers, (certainty, &asked), (known, &spent));
            let (mut contradictions, mut has_known) = (Vec::new(), false);
            for Found { proof, members } in found {
                let own: Vec<&Member> = members.iter().map(|at| &network.members[*at]).collect();
                let known = known.number(&own);
                has_known |= known.is_some();
                // What is known takes part as before, and is told once.
                if known.is_none_or(|known| told.insert(known)) {
                    contradictions.push(Contradiction { proof, members });
                }
                if known.is_none() {
                    let own: Vec<Member> = own.into_iter().cloned().collect();
                    spent.extend(spends(&own));
                }
            }
            surer.push(Self { contradictions, has_known, ..network });
        }
        let last = surer.pop();
        match last {
            Some(last) => Self { surer, ..last },
            // There is a level at least.
            None => Self::empty(),
        }
    }

    fn empty() -> Self {
        let points = Points::new();
        Self {
            certainty: Certainty::Doubtful,
            bounds: Between::new(&Solver::new(points.len(), 0), &[]),
            points,
            links: Vec::new(),
            choices: Vec::new(),
            definite: 0,
            members: Vec::new(),
            contradictions: Vec::new(),
            has_known: false,
            limits: Vec::new(),
            surer: Vec::new(),
        }
    }

    /// The networks of the surer claims alone, from the surest, and at last this one.
    pub(crate) fn layers(&self) -> impl Iterator<Item = &Self> {
        self.surer.iter().chain(std::iter::once(self))
    }

    /// The claims of a contradiction in the order in which it is told, some of them several times.
    pub(crate) fn claims_in_order(&self, proof: &Proof) -> Vec<ClaimId> {
        match proof {
            Proof::Circle(links) => links
                .iter()
                .rev()
                .flat_map(|link| self.links[*link].claims.iter().copied())
                .collect(),
            Proof::Cases { choice, cases } => {
                let own = self.choices[*choice].claims.iter().copied();
                let rest = cases.iter().flat_map(|(_, proof)| self.claims_in_order(proof));
                own.chain(rest).collect()
            }
        }
    }
}

/// The network of what is at least so sure, and what of it cannot all hold.
fn layer(
    model: &Model,
    answers: &Answers<'_>,
    (certainty, asked): (Certainty, &BTreeSet<QuestionId>),
    (known, spent): (&KnownSets<'_>, &BTreeSet<ClaimId>),
) -> (Network, Vec<Found>) {
    let mut limits: Vec<Limit> = Vec::new();
    let members = taking_part(model, answers, (certainty, asked), spent, &mut limits);
    let speakers: Vec<ClaimId> =
        members.iter().flat_map(|member| member.speakers.iter().copied()).collect();
    let stated = Stated::new(model, &speakers);
    let mut builder = Builder::new(model, &speakers);
    builder.rules(&stated);
    builder.moments(&speakers);
    for claim in &speakers {
        builder.claim(*claim);
    }
    builder.parts_of_events();
    let Builder { points, links, choices, cut, .. } = builder;
    limits.extend(cut.into_iter().map(Limit::Rule));
    let Parted { links, choices, cut } = unions::parted(links, choices, &members);
    limits.extend(cut.into_iter().map(Limit::Sides));
    let known = known.sets(&members);
    let sizes = (model.claims.len(), points.len());
    let definite = links.len();
    let mut search = Search::new(sizes, &members, &known, links, choices);
    let solved = search.run().is_some();
    limits.extend(search.limits());
    // What the search needed is given back before more is made of what it found.
    let (links, choices, found, board) = search.end();
    let bounds = if solved {
        Between::new(&board.solver, &board.link_of)
    } else {
        // What may not hold shows nothing.
        Between::new(&Solver::new(points.len(), 0), &[])
    };
    let network = Network {
        certainty,
        points,
        links,
        choices,
        definite,
        members,
        contradictions: Vec::new(),
        has_known: false,
        bounds,
        limits,
        surer: Vec::new(),
    };
    (network, found)
}

/// The questions that the network is made of: those on time, and those that rules on dates read.
fn questions(model: &Model, answers: &Answers<'_>) -> BTreeSet<QuestionId> {
    let named = crate::rules::read_by_the_network(model);
    let counts = |question: &QuestionId| {
        let property = model.question(*question).property;
        let declared = model.property(property);
        declared.changes == Changes::Never && (is_timed(declared) || named.contains(&property))
    };
    answers.questions().into_iter().filter(counts).collect()
}

/// The members that the network is made of, by what is said, so that no choice depends on where it
/// is written.
fn taking_part(
    model: &Model,
    answers: &Answers<'_>,
    (certainty, asked): (Certainty, &BTreeSet<QuestionId>),
    spent: &BTreeSet<ClaimId>,
    limits: &mut Vec<Limit>,
) -> Vec<Member> {
    // Event properties before others: the points of days are there only where something names them.
    let is_event =
        |question: &&QuestionId| model.question(**question).property <= PropertyId::ORDER;
    let (events, others): (Vec<&QuestionId>, Vec<&QuestionId>) = asked.iter().partition(is_event);
    let is_spent = |member: &Member| member.claims.iter().any(|claim| spent.contains(claim));
    let own = |question: QuestionId| {
        let holds = |stated: &&Answered| {
            stated.certainty >= certainty && model.entry_of(stated.speaker()).when.is_none()
        };
        let stated: Vec<&Answered> = answers.on(question).iter().filter(holds).collect();
        let members = answers.members(question, &stated).ok_or(Limit::Sides(question));
        members.map(|mut members| {
            members.retain(|member| !is_spent(member));
            members
        })
    };
    let questions: Vec<QuestionId> = events.into_iter().chain(others).copied().collect();
    let gathered: Vec<Result<Vec<Member>, Limit>> =
        questions.into_par_iter().with_max_len(256).map(own).collect();
    let mut members = Vec::new();
    for own in gathered {
        match own {
            Ok(own) => members.extend(own),
            Err(limit) => limits.push(limit),
        }
    }
    members
}

/// Whether what is said of a property is when something is, or in which order.
fn is_timed(property: &Property) -> bool {
    property.value_type.is_timed()
}

//! Whom a rule binds: each subject of its kind, in each scope, for each entity that its paths lead
//! to and for each value of a property that has several.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::equation::{Term, Values};
use claimcheck_core::model::{
    Answer, ClaimId, Model, PropertyId, Question, QuestionId, RuleId, Scope, Value,
};
use claimcheck_core::values::EntityId;
use foldhash::{HashMap, HashMapExt as _};

use crate::verdict::{Outcome, Verdict};

/// What a rule says of one subject in one scope, for one choice of what its paths lead to.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    /// The rule.
    pub(crate) rule: RuleId,
    /// Whom it binds.
    pub(crate) subject: EntityId,
    /// What it is confined to.
    pub(crate) scope: Scope,
    /// What each term of its equation stands for, in their order.
    pub(crate) leaves: Vec<Leaf>,
    /// For each step of its paths, the claims that say so: any one of them will do.
    pub(crate) hops: Vec<Vec<ClaimId>>,
}

/// What a term stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// The answer to a question.
    Answer(Question),
    /// One of the values of a question with several, and the claims that name it.
    Member(Value, Vec<ClaimId>),
    /// What is made of all values that a path leads to from the subject.
    All(Term),
}

/// The claims that rules are evaluated over, question by question: those that stand, give an answer
/// to what some rule names, and are in no dispute.
#[derive(Debug)]
pub(crate) struct Stated<'m> {
    pub(crate) model: &'m Model,
    by_question: HashMap<&'m Question, Vec<ClaimId>>,
    scopes: HashMap<(EntityId, PropertyId), Vec<QuestionId>>,
}

/// A project may bind a rule so many times in all; past it, the rest is not evaluated.
const MOST_INSTANCES: usize = 2_000_000;
/// A rule may bind one subject so many times: by what its paths lead to, or by its values.
const MOST_CHOICES: usize = 1_000;

/// The properties that some rule names.
pub(crate) fn named_by_rules(model: &Model) -> BTreeSet<PropertyId> {
    let terms = model.rules.iter().flat_map(|rule| rule.equation.terms());
    terms.flat_map(|term| term.path.iter().copied()).collect()
}

impl<'m> Stated<'m> {
    /// Gathers what is stated of what some rule names.
    pub(crate) fn new(model: &'m Model, verdicts: &[Verdict]) -> Self {
        let named = named_by_rules(model);
        // What is said of dates counts for rules on other dates of an event.
        let is_dates = |property| !named.is_empty() && property <= PropertyId::EXTENT;
        let takes_part = |verdict: &&Verdict| {
            let question = model.question(verdict.question);
            (named.contains(&question.property) || is_dates(question.property))
                && question.with.is_none()
                && !matches!(verdict.outcome, Outcome::Disputed(_))
        };
        let verdicts: Vec<&Verdict> = verdicts.iter().filter(takes_part).collect();
        let mut by_question = HashMap::with_capacity(verdicts.len());
        let mut scopes: HashMap<_, Vec<QuestionId>> = HashMap::with_capacity(verdicts.len());
        for verdict in verdicts {
            let question = model.question(verdict.question);
            scopes.entry((question.subject, question.property)).or_default().push(verdict.question);
            by_question.insert(question, verdict.claims());
        }
        Self { model, by_question, scopes }
    }

    /// The claims on a question.
    pub(crate) fn on(&self, question: &Question) -> &[ClaimId] {
        self.by_question.get(question).map_or(&[], Vec::as_slice)
    }

    /// A question of a subject; for a step of a path, that of no scope where this one has none.
    pub(crate) fn question(subject: EntityId, property: PropertyId, scope: &Scope) -> Question {
        Question { subject, property, with: None, scope: scope.clone() }
    }

    /// The question that a step of a path is answered by: in the scope, or else in none.
    pub(crate) fn step(&self, subject: EntityId, property: PropertyId, scope: &Scope) -> Question {
        let own = Self::question(subject, property, scope);
        if scope.is_empty() || self.by_question.contains_key(&own) {
            return own;
        }
        Self::question(subject, property, &Scope::new())
    }

    /// The scopes in which something is said of the first steps of some terms, in order.
    fn scopes(&self, subject: EntityId, terms: &[&Term]) -> Vec<Scope> {
        let mut scopes: Vec<Scope> = terms
            .iter()
            .filter_map(|term| self.scopes.get(&(subject, *term.path.first()?)))
            .flatten()
            .map(|question| self.model.question(*question).scope.clone())
            .collect();
        scopes.sort();
        scopes.dedup();
        scopes
    }

    /// The values of a question with several, or its one entity, with the claims that name each.
    pub(crate) fn members(&self, question: &Question) -> Vec<(&'m Value, Vec<ClaimId>)> {
        let mut members: Vec<(&Value, Vec<ClaimId>)> = Vec::new();
        for claim in self.on(question) {
            for value in named(&self.model.claim(*claim).answer) {
                match members.iter_mut().find(|(known, _)| *known == value) {
                    Some((_, claims)) => claims.push(*claim),
                    None => members.push((value, vec![*claim])),
                }
            }
        }
        members
    }
}

/// The values that an answer certainly names.
pub(crate) fn named(answer: &Answer) -> Vec<&Value> {
    match answer {
        Answer::One(value) => vec![value],
        Answer::Many(several) => match several.as_slice() {
            [only] => only.present().collect(),
            _ => Vec::new(),
        },
        Answer::Unknown => Vec::new(),
    }
}

/// The one entity that a value names.
pub(crate) fn entity(value: &Value) -> Option<EntityId> {
    if let Value::Entity(entities) = value { entities.single().copied() } else { None }
}

/// Which subjects a rule binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those of which something is said that some rule speaks of.
    Stated,
    /// All of its kind: what follows of a date may follow from other dates.
    All,
}

/// All instances of some rules, in the order of rules, subjects and scopes.
pub(crate) fn bind(stated: &Stated<'_>, rules: &[RuleId], reach: Reach) -> Vec<Instance> {
    let model = stated.model;
    let mut instances = Vec::new();
    // What one rule speaks of may follow from what others do.
    let all: Vec<&Term> = rules.iter().flat_map(|id| model.rule(*id).equation.terms()).collect();
    for id in rules.iter().copied() {
        let rule = model.rule(id);
        let terms = rule.equation.terms();
        for (subject, entity) in (0..).map(EntityId).zip(&model.entities) {
            if rule.kind.is_some_and(|kind| !model.is_kind(entity.kind, kind)) {
                continue;
            }
            let mut scopes = stated.scopes(subject, &all);
            if reach == Reach::All && scopes.first().is_none_or(|first| !first.is_empty()) {
                scopes.insert(0, Scope::new());
            }
            for scope in scopes {
                if instances.len() >= MOST_INSTANCES {
                    return instances;
                }
                let binding = Binding { stated, subject, scope: &scope };
                instances.extend(binding.instances(id, &terms));
            }
        }
    }
    instances
}

struct Binding<'b, 'm> {
    stated: &'b Stated<'m>,
    subject: EntityId,
    scope: &'b Scope,
}

/// What the steps that are chosen so far lead to, each with the claims that say so.
type Chosen = BTreeMap<Vec<PropertyId>, (EntityId, Vec<ClaimId>)>;

impl Binding<'_, '_> {
    fn instances(&self, rule: RuleId, terms: &[&Term]) -> Vec<Instance> {
        // Terms that begin with the same steps speak of the same entity.
        let mut steps: Vec<&[PropertyId]> = terms
            .iter()
            .filter(|term| term.values == Values::Each)
            .flat_map(|term| (1..term.path.len()).map(|length| &term.path[..length]))
            .collect();
        steps.sort_by_key(|step| (step.len(), step.to_vec()));
        steps.dedup();
        let mut choices: Vec<Chosen> = vec![Chosen::new()];
        for step in steps {
            choices = choices.iter().flat_map(|chosen| self.follow(chosen, step)).collect();
            choices.truncate(MOST_CHOICES);
        }
        let mut instances = Vec::new();
        for chosen in choices {
            let mut leaves: Vec<Vec<Leaf>> = vec![Vec::new()];
            for (number, term) in terms.iter().enumerate() {
                let known = terms.iter().take(number).position(|other| other == term);
                leaves = leaves
                    .into_iter()
                    .flat_map(|so_far| {
                        // A name that stands twice stands for the same value.
                        let again = known.and_then(|at| so_far.get(at).cloned());
                        let next =
                            again.map_or_else(|| self.leaves(&chosen, term), |leaf| vec![leaf]);
                        next.into_iter()
                            .map(move |leaf| so_far.iter().cloned().chain([leaf]).collect())
                    })
                    .take(MOST_CHOICES)
                    .collect();
            }
            let hops: Vec<Vec<ClaimId>> =
                chosen.values().map(|(_, claims)| claims.clone()).collect();
            instances.extend(leaves.into_iter().map(|leaves| Instance {
                rule,
                subject: self.subject,
                scope: self.scope.clone(),
                leaves,
                hops: hops.clone(),
            }));
        }
        instances
    }

    /// The choices with one step more: one for each entity that it leads to.
    fn follow(&self, chosen: &Chosen, step: &[PropertyId]) -> Vec<Chosen> {
        let Some((last, before)) = step.split_last() else { return Vec::new() };
        let Some(from) = self.reached(chosen, before) else { return Vec::new() };
        let question = self.stated.step(from, *last, self.scope);
        let members = self.stated.members(&question).into_iter();
        members
            .filter_map(|(value, claims)| {
                let mut chosen = chosen.clone();
                chosen.insert(step.to_vec(), (entity(value)?, claims));
                Some(chosen)
            })
            .collect()
    }

    fn reached(&self, chosen: &Chosen, steps: &[PropertyId]) -> Option<EntityId> {
        if steps.is_empty() {
            return Some(self.subject);
        }
        chosen.get(steps).map(|(entity, _)| *entity)
    }

    fn leaves(&self, chosen: &Chosen, term: &Term) -> Vec<Leaf> {
        if term.values != Values::Each {
            return vec![Leaf::All(term.clone())];
        }
        let Some((last, before)) = term.path.split_last() else { return Vec::new() };
        let Some(subject) = self.reached(chosen, before) else { return Vec::new() };
        let question = Stated::question(subject, *last, self.scope);
        if !self.stated.model.property(*last).many {
            return vec![Leaf::Answer(question)];
        }
        let members = self.stated.members(&question).into_iter();
        members.map(|(value, claims)| Leaf::Member(value.clone(), claims)).collect()
    }
}

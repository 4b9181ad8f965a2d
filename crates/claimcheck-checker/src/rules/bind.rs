//! Whom a rule binds: each subject of its kind, in each scope, for each entity that its paths lead
//! to and for each value of a property that has several.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::equation::{Term, Values};
use claimcheck_core::model::{
    Answer, ClaimId, Model, PropertyId, Question, QuestionId, RuleId, Scope, Value,
};
use claimcheck_core::values::EntityId;
use foldhash::{HashMap, HashMapExt as _};

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

impl Instance {
    /// The questions that its terms ask.
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question> {
        self.leaves.iter().filter_map(|leaf| match leaf {
            Leaf::Answer(question) => Some(question),
            Leaf::Member(..) | Leaf::All(_) => None,
        })
    }
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

/// The claims that rules are evaluated over, question by question: one for each answer that stands
/// to what some rule names.
#[derive(Debug)]
pub(crate) struct Stated<'m> {
    pub(crate) model: &'m Model,
    by_question: HashMap<&'m Question, Vec<ClaimId>>,
    scopes: HashMap<(EntityId, PropertyId), Vec<QuestionId>>,
}

/// A project may bind a rule so many times in all; past it, the rest is not evaluated.
const MOST_INSTANCES: usize = 2_000_000;
/// A rule may bind one subject so many times: by what its paths lead to, or by its values.
const MOST_CHOICES: usize = 200_000;

/// The instances of some rules.
pub(crate) struct Bound {
    /// In the order of rules, subjects and scopes.
    pub(crate) instances: Vec<Instance>,
    /// Rules that bind in so many ways that not all of them are there.
    pub(crate) cut: BTreeSet<RuleId>,
}

/// The properties that some rule names.
pub(crate) fn named_by_rules(model: &Model) -> BTreeSet<PropertyId> {
    let terms = model.rules.iter().flat_map(|rule| rule.equation.terms());
    terms.flat_map(|term| term.path.iter().copied()).collect()
}

impl<'m> Stated<'m> {
    /// Gathers what some claims state of what some rule names.
    pub(crate) fn new(model: &'m Model, claims: &[ClaimId]) -> Self {
        Self::naming(model, &named_by_rules(model), claims)
    }

    /// The same, of the properties that rules name.
    pub(crate) fn naming(
        model: &'m Model,
        named: &BTreeSet<PropertyId>,
        claims: &[ClaimId],
    ) -> Self {
        // What is said of dates counts for rules on other dates of an event.
        let is_dates = |property| !named.is_empty() && property <= PropertyId::EXTENT;
        let mut by_question: HashMap<&Question, Vec<ClaimId>> = HashMap::new();
        let mut scopes: HashMap<_, Vec<QuestionId>> = HashMap::new();
        for claim in claims.iter().copied() {
            let id = model.claim(claim).question;
            let question = model.question(id);
            let counts = named.contains(&question.property) || is_dates(question.property);
            if !counts || question.with.is_some() {
                continue;
            }
            let on_it = by_question.entry(question).or_default();
            if on_it.is_empty() {
                scopes.entry((question.subject, question.property)).or_default().push(id);
            }
            on_it.push(claim);
        }
        Self { model, by_question, scopes }
    }

    /// The claims on a question.
    pub(crate) fn on(&self, question: &Question) -> &[ClaimId] {
        self.by_question.get(question).map_or(&[], Vec::as_slice)
    }

    /// A question of a subject in a scope: a claim without one is not used for a scoped rule.
    pub(crate) fn question(subject: EntityId, property: PropertyId, scope: &Scope) -> Question {
        Question { subject, property, with: None, scope: scope.clone() }
    }

    /// The scopes in which something is said of the first steps of some terms, in order, by
    /// subject.
    fn scopes(&self, terms: &[&Term]) -> HashMap<EntityId, Vec<Scope>> {
        let asked: BTreeSet<PropertyId> =
            terms.iter().filter_map(|term| term.path.first().copied()).collect();
        let mut scopes: HashMap<EntityId, Vec<Scope>> = HashMap::new();
        for ((subject, property), questions) in &self.scopes {
            if asked.contains(property) {
                let own = questions.iter().map(|id| self.model.question(*id).scope.clone());
                scopes.entry(*subject).or_default().extend(own);
            }
        }
        for own in scopes.values_mut() {
            own.sort();
            own.dedup();
        }
        scopes
    }

    /// The values of a question with several, or its one entity, with the claims that name each.
    pub(crate) fn members(&self, question: &Question) -> Vec<(&'m Value, Vec<ClaimId>)> {
        let mut members: Vec<(&Value, Vec<ClaimId>)> = Vec::new();
        let mut known: HashMap<&Value, usize> = HashMap::new();
        for claim in self.on(question) {
            for value in named(&self.model.claim(*claim).answer) {
                let at = *known.entry(value).or_insert(members.len());
                match members.get_mut(at) {
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
pub(crate) fn bind(stated: &Stated<'_>, rules: &[RuleId], reach: Reach) -> Bound {
    let model = stated.model;
    let mut bound = Bound { instances: Vec::new(), cut: BTreeSet::new() };
    // What one rule speaks of may follow from what others do.
    let all: Vec<&Term> = rules.iter().flat_map(|id| model.rule(*id).equation.terms()).collect();
    let scopes = stated.scopes(&all);
    let mut spoken_of: Vec<EntityId> = scopes.keys().copied().collect();
    spoken_of.sort_unstable();
    let subjects: Vec<EntityId> = match reach {
        Reach::Stated => spoken_of,
        Reach::All => (0..).map(EntityId).take(model.entities.len()).collect(),
    };
    for id in rules.iter().copied() {
        let rule = model.rule(id);
        let terms = rule.equation.terms();
        for subject in subjects.iter().copied() {
            let kind = model.entity(subject).kind;
            if rule.kind.is_some_and(|wanted| !model.is_kind(kind, wanted)) {
                continue;
            }
            let mut scopes = scopes.get(&subject).cloned().unwrap_or_default();
            if reach == Reach::All && scopes.first().is_none_or(|first| !first.is_empty()) {
                scopes.insert(0, Scope::new());
            }
            for scope in scopes {
                if bound.instances.len() >= MOST_INSTANCES {
                    bound.cut.insert(id);
                    return bound;
                }
                let binding = Binding { stated, subject, scope: &scope };
                let (instances, cut) = binding.instances(id, &terms);
                bound.instances.extend(instances);
                bound.cut.extend(cut.then_some(id));
            }
        }
    }
    bound
}

struct Binding<'b, 'm> {
    stated: &'b Stated<'m>,
    subject: EntityId,
    scope: &'b Scope,
}

/// What the steps that are chosen so far lead to, each with the claims that say so.
type Chosen = BTreeMap<Vec<PropertyId>, (EntityId, Vec<ClaimId>)>;

impl Binding<'_, '_> {
    /// The instances of a rule, and whether there are more.
    fn instances(&self, rule: RuleId, terms: &[&Term]) -> (Vec<Instance>, bool) {
        let mut cut = false;
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
            cut |= choices.len() > MOST_CHOICES;
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
                    .take(MOST_CHOICES + 1)
                    .collect();
                cut |= leaves.len() > MOST_CHOICES;
                leaves.truncate(MOST_CHOICES);
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
        (instances, cut)
    }

    /// The choices with one step more: one for each entity that it leads to.
    fn follow(&self, chosen: &Chosen, step: &[PropertyId]) -> Vec<Chosen> {
        let Some((last, before)) = step.split_last() else { return Vec::new() };
        let Some(from) = self.reached(chosen, before) else { return Vec::new() };
        let question = Stated::question(from, *last, self.scope);
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

//! Whom a rule binds: each subject of its kind, in each scope, for each entity that its paths lead
//! to and for each value of a property that has several. A statement binds just what it names.

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use claimcheck_core::equation::{Expression, Term, Values};
use claimcheck_core::model::{
    Answer, ClaimId, Model, PropertyId, Question, QuestionId, RuleId, Scope, Value,
};
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::{CommonTime, ValidTime};
use foldhash::{HashMap, HashMapExt as _};

use super::premise::Premise;

/// What a rule says of one subject in one scope, for one choice of what its paths lead to; or a
/// statement.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    /// The rule or the statement.
    pub(crate) premise: Premise,
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
    /// What its terms ask.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.leaves.iter().filter_map(|leaf| match leaf {
            Leaf::Answer(variable) => Some(variable),
            Leaf::Member(..) | Leaf::All(_) => None,
        })
    }
}

/// What a term stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// The answer to a question.
    Answer(Variable),
    /// One of the values of a question with several, and the claims that name it.
    Member(Value, Vec<ClaimId>),
    /// What is made of all values that a path leads to from the subject.
    All(Term),
}

/// A question at the moment of which all claims speak, or at a time that a statement names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Variable {
    /// The question.
    pub(crate) question: Question,
    /// The time, if a statement names one.
    pub(crate) then: Option<Arc<Then>>,
}

/// A time that a statement names, and what is said of it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Then {
    time: ValidTime,
    /// The claims on the question that certainly hold at that time.
    pub(crate) claims: Vec<ClaimId>,
}

impl Then {
    /// The time, as the language has it.
    pub(crate) fn named(&self, model: &Model) -> String {
        model.print_time(&self.time)
    }
}

impl Variable {
    /// The claims on it, of those that are looked at.
    pub(super) fn claims<'v>(&'v self, stated: &'v Stated<'_>) -> &'v [ClaimId] {
        match &self.then {
            Some(then) => &then.claims,
            None => stated.on(&self.question),
        }
    }
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

/// The properties that some rule or statement names, and how statements compare them.
pub(crate) fn named_by_rules(model: &Model) -> BTreeSet<PropertyId> {
    let rules = model.rules.iter().flat_map(|rule| rule.equation.terms());
    let compared = model.compared.iter().flatten().flat_map(Expression::terms);
    let named = rules.chain(compared).flat_map(|term| term.path.iter().copied());
    named.chain(model.comparisons()).collect()
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

    /// The scopes in which something is said of the first steps of some terms, or asked by what else
    /// is bound, in order, by subject.
    fn scopes(&self, terms: &[&Term], bound: &[Instance]) -> HashMap<EntityId, Vec<Scope>> {
        let asked: BTreeSet<PropertyId> =
            terms.iter().filter_map(|term| term.path.first().copied()).collect();
        let mut scopes: HashMap<EntityId, Vec<Scope>> = HashMap::new();
        for ((subject, property), questions) in &self.scopes {
            if asked.contains(property) {
                let own = questions.iter().map(|id| self.model.question(*id).scope.clone());
                scopes.entry(*subject).or_default().extend(own);
            }
        }
        for Variable { question, .. } in bound.iter().flat_map(Instance::variables) {
            if asked.contains(&question.property) {
                scopes.entry(question.subject).or_default().push(question.scope.clone());
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

/// All instances of some rules, in the order of rules, subjects and scopes, behind those of statements
/// that are bound already.
pub(crate) fn bind(
    stated: &Stated<'_>,
    rules: &[RuleId],
    reach: Reach,
    instances: Vec<Instance>,
) -> Bound {
    let model = stated.model;
    let mut bound = Bound { instances, cut: BTreeSet::new() };
    // What one rule speaks of may follow from what others do.
    let all: Vec<&Term> = rules.iter().flat_map(|id| model.rule(*id).equation.terms()).collect();
    let scopes = stated.scopes(&all, &bound.instances);
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
                let (instances, cut) = binding.instances(Premise::Rule(id), &terms);
                bound.instances.extend(instances);
                bound.cut.extend(cut.then_some(id));
            }
        }
    }
    bound
}

/// What a statement says, for each choice of what its paths lead to; and whether there are more.
pub(crate) fn bind_statement(stated: &Stated<'_>, claim: ClaimId) -> (Vec<Instance>, bool) {
    let model = stated.model;
    let question = model.question(model.claim(claim).question);
    let premise = Premise::Statement(claim);
    let Some(sides) = premise.sides(model) else { return (Vec::new(), false) };
    let binding = Binding { stated, subject: question.subject, scope: &question.scope };
    binding.instances(premise, &sides.terms())
}

struct Binding<'b, 'm> {
    stated: &'b Stated<'m>,
    subject: EntityId,
    scope: &'b Scope,
}

/// Steps from a subject.
type Steps<'t> = (EntityId, &'t [PropertyId]);

/// What the steps that are chosen so far lead to, each with the claims that say so.
type Chosen<'t> = BTreeMap<Steps<'t>, (EntityId, Vec<ClaimId>)>;

impl Binding<'_, '_> {
    /// Whose property the first name of a term is.
    fn subject(&self, term: &Term) -> EntityId {
        term.subject.unwrap_or(self.subject)
    }

    /// The instances of a rule or a statement, and whether there are more.
    fn instances(&self, premise: Premise, terms: &[&Term]) -> (Vec<Instance>, bool) {
        let mut cut = false;
        // Terms that begin with the same steps speak of the same entity.
        let each = terms.iter().filter(|term| term.values == Values::Each);
        let mut steps: Vec<Steps<'_>> = each
            .flat_map(|term| {
                let steps = (1..term.path.len()).map(|length| &term.path[..length]);
                steps.map(|steps| (self.subject(term), steps))
            })
            .collect();
        steps.sort_by_key(|(subject, steps)| (steps.len(), *subject, *steps));
        steps.dedup();
        let mut choices: Vec<Chosen<'_>> = vec![Chosen::new()];
        for step in steps {
            choices = choices.into_iter().flat_map(|chosen| self.follow(chosen, step)).collect();
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
                premise,
                subject: self.subject,
                scope: self.scope.clone(),
                leaves,
                hops: hops.clone(),
            }));
        }
        (instances, cut)
    }

    /// The choices with one step more: one for each entity that it leads to.
    fn follow<'t>(&self, chosen: Chosen<'t>, (subject, steps): Steps<'t>) -> Vec<Chosen<'t>> {
        let Some((last, before)) = steps.split_last() else { return Vec::new() };
        let Some(from) = Self::reached(&chosen, (subject, before)) else { return Vec::new() };
        let question = Stated::question(from, *last, self.scope);
        let members = self.stated.members(&question).into_iter();
        members
            .filter_map(|(value, claims)| {
                let mut chosen = chosen.clone();
                chosen.insert((subject, steps), (entity(value)?, claims));
                Some(chosen)
            })
            .collect()
    }

    fn reached(chosen: &Chosen<'_>, (subject, steps): Steps<'_>) -> Option<EntityId> {
        if steps.is_empty() {
            return Some(subject);
        }
        chosen.get(&(subject, steps)).map(|(entity, _)| *entity)
    }

    fn leaves(&self, chosen: &Chosen<'_>, term: &Term) -> Vec<Leaf> {
        if term.values != Values::Each {
            return vec![Leaf::All(term.clone())];
        }
        let Some((last, before)) = term.path.split_last() else { return Vec::new() };
        let reached = Self::reached(chosen, (self.subject(term), before));
        let Some(subject) = reached else { return Vec::new() };
        let question = Stated::question(subject, *last, self.scope);
        if !self.stated.model.property(*last).many {
            let then = term.at.as_ref().map(|time| Arc::new(self.then(&question, time)));
            return vec![Leaf::Answer(Variable { question, then })];
        }
        let members = self.stated.members(&question).into_iter();
        members.map(|(value, claims)| Leaf::Member(value.clone(), claims)).collect()
    }

    /// What is said of a question at a time.
    fn then(&self, question: &Question, time: &ValidTime) -> Then {
        let model = self.stated.model;
        let holds = |claim: &&ClaimId| {
            let when = model.entry_of(**claim).when.as_deref();
            when.is_none_or(|when| when.common_with(time) == CommonTime::Certain)
        };
        let claims = self.stated.on(question).iter().filter(holds).copied().collect();
        Then { time: time.clone(), claims }
    }
}

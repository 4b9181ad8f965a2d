//! Which conflicts are known, and what is left of those that were.
//!
//! A dispute is known where each pair of clashing answers in it is: where some entry on its
//! question lists both and does not let them stand together. The code plays no part in that, as it
//! may change when a position goes. A contradiction over several questions is known where an entry
//! lists exactly its answers and rules.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use claimcheck_core::conflict::{Clash, Conflict, Time};
use claimcheck_core::model::QuestionId;
use claimcheck_core::values::ValueError;
use claimcheck_core::values::date::{self, DateContext};

use super::answers::maximal;
use crate::context::Context;
use crate::verdict::Verdict;

/// The conflicts of a project as it is now.
pub(super) struct Present<'c> {
    context: &'c Context<'c>,
    conflicts: &'c [Conflict],
    /// The verdicts on all questions, by their names, once somebody asks for one.
    verdicts: OnceCell<BTreeMap<String, &'c [Verdict]>>,
}

impl<'c> Present<'c> {
    pub(super) const fn new(context: &'c Context<'c>, conflicts: &'c [Conflict]) -> Self {
        Self { context, conflicts, verdicts: OnceCell::new() }
    }

    /// The verdicts on the cases of a question.
    fn verdicts(&self, question: &str) -> &'c [Verdict] {
        let verdicts = self.verdicts.get_or_init(|| {
            let model = self.context.model();
            let ids = (0..).map(QuestionId).take(model.questions.len());
            ids.map(|id| (model.question_name(id), self.context.verdicts_on(id))).collect()
        });
        verdicts.get(question).copied().unwrap_or_default()
    }

    /// Which of the conflicts are known by a list.
    pub(super) fn known(&self, listed: &[&Conflict]) -> Vec<bool> {
        let mut groups: BTreeMap<&str, Vec<(&Time, Grouped<'_>)>> = BTreeMap::new();
        let mut together: BTreeMap<&str, Vec<&Conflict>> = BTreeMap::new();
        for conflict in listed {
            match &conflict.clash {
                Clash::Answers { question, when, groups: listed } => {
                    groups.entry(question).or_default().push((when, Grouped::new(listed)));
                }
                Clash::Together { .. } => {
                    together.entry(&conflict.code).or_default().push(conflict);
                }
            }
        }
        let is_known = |conflict: &Conflict| match &conflict.clash {
            Clash::Answers { question, when, groups: now } => {
                let listed = groups.get(question.as_str()).map_or(&[][..], Vec::as_slice);
                let then = listed.iter().filter(|(time, _)| contains(time, when));
                let then: Vec<&Grouped<'_>> = then.map(|(_, listed)| listed).collect();
                all_pairs_known(&Grouped::new(now), &then)
            }
            Clash::Together { .. } => together
                .get(conflict.code.as_str())
                .is_some_and(|listed| listed.contains(&conflict)),
        };
        self.conflicts.iter().map(is_known).collect()
    }

    /// What is left of each listed conflict: nothing, where none of its answers clash any more.
    pub(super) fn left(&self, listed: &[&Conflict]) -> Vec<Option<Conflict>> {
        let mut disputes: BTreeMap<&str, Vec<(&Conflict, &Time, Grouped<'_>)>> = BTreeMap::new();
        for conflict in self.conflicts {
            if let Clash::Answers { question, when, groups } = &conflict.clash {
                let now = (conflict, when, Grouped::new(groups));
                disputes.entry(question).or_default().push(now);
            }
        }
        let of = |known: &&Conflict| match &known.clash {
            Clash::Answers { question, when, groups } => {
                let on_it = disputes.get(question.as_str())?.iter();
                let mut then = on_it.filter(|(_, time, _)| contains(when, time));
                let left =
                    then.find_map(|(now, _, grouped)| Some((now, left_of(groups, grouped)?)));
                let (now, groups) = left?;
                let (question, when) = (question.clone(), when.clone());
                let clash = Clash::Answers { question, when, groups };
                Some(Conflict { code: now.code.clone(), clash })
            }
            Clash::Together { .. } => {
                let told = self.conflicts.contains(known);
                (told || self.is_open(known)).then(|| (*known).clone())
            }
        };
        listed.iter().map(of).collect()
    }

    /// Whether one of its questions is now in dispute by itself. Until that is settled, it is open
    /// whether the answers that it lists cannot all hold.
    fn is_open(&self, known: &Conflict) -> bool {
        let Clash::Together { answers, .. } = &known.clash else { return false };
        let disputed = |question: &str| self.verdicts(question).iter().any(Verdict::is_disputed);
        answers.iter().all(|(question, answer)| self.class(question, answer).is_some())
            && answers.iter().any(|(question, _)| disputed(question))
    }

    /// The class of claims that give an answer to a question.
    fn class(&self, question: &str, answer: &str) -> Option<(&'c Verdict, usize)> {
        let gives = |verdict: &'c Verdict| {
            let mut classes = 0..verdict.classes.len();
            let model = self.context.model();
            let class = classes.find(|class| verdict.normal(model, *class) == answer)?;
            Some((verdict, class))
        };
        self.verdicts(question).iter().find_map(gives)
    }
}

/// Answers in the groups that can hold together.
struct Grouped<'a> {
    groups: &'a [Vec<String>],
    /// The groups that each answer stands in.
    places: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Grouped<'a> {
    fn new(groups: &'a [Vec<String>]) -> Self {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            for answer in group {
                places.entry(answer).or_default().push(at);
            }
        }
        Self { groups, places }
    }

    fn has(&self, answer: &str) -> bool {
        self.places.contains_key(answer)
    }

    /// Whether both stand here, and together in no group.
    fn clash(&self, one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (self.places.get(one), self.places.get(other)) else {
            return false;
        };
        !one.iter().any(|at| other.contains(at))
    }

    /// Whether some group holds all of these answers.
    fn holds(&self, answers: &[&str]) -> bool {
        let rarest = answers.iter().filter_map(|answer| self.places.get(answer));
        let Some(rarest) = rarest.min_by_key(|places| places.len()) else { return true };
        rarest.iter().any(|at| {
            let group = &self.groups[*at];
            answers
                .iter()
                .all(|answer| group.binary_search_by(|member| member.as_str().cmp(answer)).is_ok())
        })
    }

    /// Whether this lists all answers of another one, and lets none stand together that clash there.
    fn covers(&self, now: &Self) -> bool {
        let together = |group: &Vec<String>| {
            let present: Vec<&str> =
                group.iter().map(String::as_str).filter(|answer| now.has(answer)).collect();
            now.holds(&present)
        };
        now.places.keys().all(|answer| self.has(answer)) && self.groups.iter().all(together)
    }

    fn pairs(&self) -> impl Iterator<Item = (&'a str, &'a str)> + '_ {
        let answers = self.places.keys().copied().enumerate();
        answers
            .flat_map(|(at, one)| self.places.keys().skip(at + 1).map(move |other| (one, *other)))
    }

    /// Whether an answer clashes with no other by itself, but only with several together.
    fn has_no_pair(&self, answer: &str) -> bool {
        !self.places.keys().any(|other| *other != answer && self.clash(answer, other))
    }
}

/// Whether a time that is listed contains another one. Where none is written down, only what holds
/// always is meant.
fn contains(listed: &Time, now: &Time) -> bool {
    match (listed, now) {
        (Time::Always, _) | (Time::Unstated, Time::Always | Time::Unstated) => true,
        (Time::Unstated, Time::At(_)) | (Time::At(_), Time::Always | Time::Unstated) => false,
        (Time::At(listed), Time::At(now)) => {
            let read = |text: &str| {
                let event = |_: &str| Err(ValueError::new("no event has a place here"));
                let context = DateContext { published: None, event: &event };
                date::parse_if_date(text, &context).map(|parsed| parsed.value)
            };
            listed == now
                || matches!((read(listed), read(now)), (Some(listed), Some(now))
                    if now.relate(&listed).entails())
        }
    }
}

fn all_pairs_known(now: &Grouped<'_>, listed: &[&Grouped<'_>]) -> bool {
    if listed.iter().any(|known| known.covers(now)) {
        return true;
    }
    // What clashes only with several together is known where all of it is listed together.
    let in_pairs = !now.places.keys().any(|answer| now.has_no_pair(answer));
    let known = |one: &str, other: &str| listed.iter().any(|known| known.clash(one, other));
    in_pairs && now.pairs().all(|(one, other)| !now.clash(one, other) || known(one, other))
}

/// What is left of a dispute, if any two of its answers still clash.
fn left_of(listed: &[Vec<String>], now: &Grouped<'_>) -> Option<Vec<Vec<String>>> {
    let known = Grouped::new(listed);
    let mut pairs = known.pairs();
    let clash = pairs.any(|(one, other)| known.clash(one, other) && now.clash(one, other));
    let by_pairs = known.places.keys().any(|answer| !known.has_no_pair(answer));
    let all = known.places.keys().all(|answer| now.has(answer));
    if !clash && (by_pairs || !all) {
        return None;
    }
    let present = |group: &Vec<String>| -> Vec<String> {
        group.iter().filter(|answer| now.has(answer)).cloned().collect()
    };
    Some(maximal(listed.iter().map(present).filter(|group| !group.is_empty()).collect()))
}

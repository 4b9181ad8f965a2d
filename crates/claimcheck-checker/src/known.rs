//! The minimal sets that are known: which members of the present project they are. Decides nothing:
//! whether a finding is known is settled by its conflict.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claimcheck_core::conflict::{Clash, Conflict};
use claimcheck_core::model::{ClaimId, Model, QuestionId};

use crate::members::{Member, meaning};
use crate::minimal_sets::Set;

/// A question and an answer to it, as conflicts list them: at a time of its own with that time.
pub(crate) type Listed = (String, String);

/// The sets of one code that are known.
#[derive(Debug)]
pub(crate) struct KnownSets<'m> {
    model: &'m Model,
    listed: Vec<&'m BTreeSet<Listed>>,
    /// The questions that some set names.
    questions: BTreeMap<String, QuestionId>,
}

impl<'m> KnownSets<'m> {
    /// The sets of a code among all conflicts that are known.
    pub(crate) fn new(model: &'m Model, code: &str, known: &'m [Conflict]) -> Self {
        let mut listed: Vec<&BTreeSet<Listed>> = Vec::new();
        for conflict in known.iter().filter(|conflict| conflict.code == code) {
            if let Clash::Together { answers, .. } = &conflict.clash
                && !answers.is_empty()
                && !listed.contains(&answers)
            {
                listed.push(answers);
            }
        }
        let named: BTreeSet<&str> = listed
            .iter()
            .flat_map(|set| set.iter())
            .map(|(question, _)| question.as_str())
            .collect();
        let count = if named.is_empty() { 0 } else { model.questions.len() };
        let all = (0..u32::try_from(count).unwrap_or(u32::MAX)).map(QuestionId);
        let questions = all
            .map(|question| (model.question_name(question), question))
            .filter(|(name, _)| named.contains(name.as_str()));
        Self { model, questions: questions.collect(), listed }
    }

    /// Which of them are sets of some members.
    pub(crate) fn sets(&self, members: &[Member]) -> Vec<Set> {
        self.numbered(members).into_iter().map(|(_, set)| set).collect()
    }

    fn numbered(&self, members: &[Member]) -> Vec<(usize, Set)> {
        if self.listed.is_empty() {
            return Vec::new();
        }
        let asked: BTreeSet<QuestionId> = self.questions.values().copied().collect();
        let mut of_answer: HashMap<Listed, usize> = HashMap::new();
        for (at, member) in members.iter().enumerate() {
            if asked.contains(&member.question) {
                of_answer.extend(self.answers(member).into_iter().map(|answer| (answer, at)));
            }
        }
        let set = |listed: &&BTreeSet<Listed>| {
            let set: Option<Set> =
                listed.iter().map(|answer| of_answer.get(answer).copied()).collect();
            let all = |set: &Set| {
                set.iter().map(|at| self.answers(&members[*at]).len()).sum::<usize>()
                    == listed.len()
            };
            set.filter(all)
        };
        let sets = self.listed.iter().map(set).enumerate();
        sets.filter_map(|(at, set)| Some((at, set?))).collect()
    }

    /// The number of the known set that lists exactly some members.
    pub(crate) fn number(&self, members: &[&Member]) -> Option<usize> {
        if self.listed.is_empty() {
            return None;
        }
        let own: BTreeSet<Listed> =
            members.iter().flat_map(|member| self.answers(member)).collect();
        self.listed.iter().position(|listed| **listed == own)
    }

    fn answers(&self, member: &Member) -> BTreeSet<Listed> {
        member.speakers.iter().map(|claim| listed(self.model, *claim)).collect()
    }
}

/// A claim's question and answer, as conflicts list them.
pub(crate) fn listed(model: &Model, claim: ClaimId) -> Listed {
    let question = model.question_name(model.claim(claim).question);
    let (answer, when) = meaning(model, claim);
    match when.is_empty() {
        true => (question, answer),
        false => (question, format!("{answer} @ {when}")),
    }
}

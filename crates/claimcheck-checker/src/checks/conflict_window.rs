//! `conflict/window`: an event inside a “first in” or “first since” window.

use std::collections::{BTreeSet, HashMap};

use claimcheck_core::model::{Answer, ClaimId, PropertyId, QuestionId, Value, Window};
use claimcheck_core::values::EntityId;

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::limits::Limit;
use crate::meeting::{Clash, Meeting};
use crate::members::{Member, Stated, spends};
use crate::network::{Choice, Extension, Link, Network};
use crate::severity::Severity;
use crate::windows::{Kept, kept_out, meet, opens, single};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/window",
    summary: "an event lies inside a window in which nothing of its series is said to have happened",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Both(detect_dispute, detect),
};

const DOCUMENTATION: &str = r"`first: in 6 years` says that in the six years before an event nothing of its series happened;
`first: since X` that nothing did between X and the event; `first: ever` that nothing did before. The
finding names an event of the same series that certainly lies in that time, by its dates and orders in
all reports together. One that only may lie in it is no finding.

`in 6 years` also implies that something did happen about six years before. Where that falls into the
window of another report, it is a warning at most.

**What to do.** Check that both events are of one series, and what the window is counted from.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting, series: summits}
  osaka: {kind: meeting, series: summits}
---
report: {id: morning}
claims:
  - {id: first, about: talks, says: {first: in 6 years, date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: earlier, about: osaka, says: {date: 2021-06-29}}
```
";

/// How much work the search may be in all, in steps through the network; past it, windows are left
/// unchecked rather than the run made endless.
const MOST_WORK: usize = 400_000_000;
/// No more events than this are looked into that may lie in some window.
const MOST_PAIRS: usize = 100_000;
/// So many events of one window are looked into at a time.
const AT_A_TIME: usize = 8;

static WORDS: Words = Words {
    premise: |_| {
        "of two windows that end with one event, the wider one excludes all that the narrower one does".to_owned()
    },
    conclusion: |_, _, positions| {
        format!(
            "what the narrower window implies, that something happened about when it opens, falls into the wider one: {}",
            dispute::answers(positions)
        )
    },
    help: "check what each window is counted from, and whether both count the same series",
};

fn detect_dispute(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

/// Events that lie inside windows, by what the surest claims say first.
fn detect(context: &Context<'_>) -> Vec<Finding> {
    let known = context.known(CHECK.code);
    let mut spent = context.spent_on_orders();
    let (mut work, mut findings) = (0, Vec::new());
    let mut told_known = BTreeSet::new();
    for (layer, network) in context.network.layers().enumerate() {
        let mut tried = HashMap::new();
        loop {
            let (extension, about) = windows(context, network, (&spent, &mut tried), &mut work);
            if extension.choices.is_empty() {
                break;
            }
            let (told, limits) = network.with(context.model(), extension, &known, &spent);
            for limit in limits {
                context.reached(limit);
            }
            for told in told {
                let own: Vec<&Member> = told.members.iter().collect();
                match known.number(&own) {
                    Some(known) if !told_known.insert(known) => continue,
                    Some(_) => {}
                    None => spent.extend(spends(&told.members)),
                }
                let (window, event) = about[told.choice];
                let mut links: Vec<Link> = Vec::new();
                for link in told.links.into_iter().flat_map(|links| links.into_iter().rev()) {
                    if link.is_said() && !links.iter().any(|known| known.is_same(&link)) {
                        links.push(link);
                    }
                }
                let mut members = told.members;
                members.sort_by_key(|member| !member.speakers.contains(&window));
                let inside = Inside { window, event, layer, links };
                findings.push(Finding::on_members(context, CHECK.code, members, inside));
            }
        }
    }
    findings
}

/// What windows say of the events of their series, and of which window and event each choice is.
fn windows(
    context: &Context<'_>,
    network: &Network,
    (spent, tried): (&BTreeSet<ClaimId>, &mut HashMap<ClaimId, usize>),
    work: &mut usize,
) -> (Extension, Vec<(ClaimId, EntityId)>) {
    let model = context.model();
    let series = model.series();
    let (mut extension, mut about) = (Extension::default(), Vec::new());
    for id in context.answers.questions() {
        let question = model.question(id);
        let name = model.entity(question.subject).series.as_deref();
        let Some(events) = name
            .filter(|_| question.property == PropertyId::FIRST)
            .and_then(|name| series.get(name))
        else {
            continue;
        };
        for (member, window) in undenied(context, network, id) {
            if *work > MOST_WORK || about.len() > MOST_PAIRS {
                context.reached(Limit::Windows(id));
                return (extension, about);
            }
            let claim = member.speakers.first().copied().unwrap_or(ClaimId(0));
            if member.claims.iter().any(|claim| spent.contains(claim)) {
                continue;
            }
            // A few at a time: what is told of one leaves nothing to say of the others.
            let known = tried.entry(claim).or_insert(0);
            let kept = kept_out(network, question, window, events, work).into_iter();
            let kept: Vec<Kept> = kept.skip(*known).take(AT_A_TIME).collect();
            *known += kept.len();
            for Kept { event, cases } in kept {
                let link = |edge| Link {
                    edge,
                    claims: std::iter::once(claim).collect(),
                    rules: Box::default(),
                };
                let cases = cases.into_iter().map(|edge| vec![link(edge)]).collect();
                extension.choices.push(Choice { claims: vec![claim], cases });
                about.push((claim, event));
            }
            extension.members.push(member);
        }
    }
    (extension, about)
}

/// The windows of a question that hold at all times and that nobody denies, as sure as a layer asks.
fn undenied<'c>(
    context: &'c Context<'_>,
    network: &Network,
    id: QuestionId,
) -> Vec<(Member, &'c Window)> {
    let model = context.model();
    let holds = |stated: &&Stated| {
        stated.certainty >= network.certainty && model.entry_of(stated.speaker()).when.is_none()
    };
    let stated: Vec<&Stated> = context.answers.on(id).iter().filter(holds).collect();
    let answer = |stated: &Stated| match &model.claim(stated.speaker()).answer {
        Answer::One(value) => Some(value),
        Answer::Unknown | Answer::Many(_) => None,
    };
    let denied = |one: &Value| {
        let clash = |other: &&Stated| {
            let meeting =
                answer(other).and_then(|other| meet(network, model.question(id), one, other));
            meeting == Some(Meeting::Clash(Clash::Answers))
        };
        stated.iter().any(clash)
    };
    let window = |stated: &&Stated| match answer(stated)? {
        value @ Value::First(windows) if !windows.is_negated() && !denied(value) => {
            Some((Member::answer(id, stated), single(windows)?))
        }
        _ => None,
    };
    stated.iter().filter_map(window).collect()
}

/// An event that certainly lies inside the window of a claim, by some links of the network.
#[derive(Debug)]
struct Inside {
    window: ClaimId,
    event: EntityId,
    layer: usize,
    links: Vec<Link>,
}

impl Evidence for Inside {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let model = context.model();
        let network = context.network.layers().nth(self.layer).unwrap_or(&context.network);
        let question = model.question(model.claim(self.window).question);
        let event = words::entity(model, question.subject);
        let other = words::entity(model, self.event);
        let window = words::answer(model, self.window);
        let mut reason = words::resolutions(model, &finding.claims);
        reason.push(format!(
            "{event} is said to be the first of its series {window} ({})",
            model.entry_of(self.window).name
        ));
        reason.extend(opens(network, model, self.window, Some(&finding.claims)));
        reason.extend(self.links.iter().map(|link| network.step(model, link)));
        reason.push(format!(
            "so {other}, which is of the same series, came after that time began and before {event} started"
        ));
        Description {
            message: format!(
                "{other} lies in the time in which {event} is said to be the first ({window})"
            ),
            help: Some(
                "check that both are of one series, what the window is counted from, and the dates"
                    .to_owned(),
            ),
            reason,
            labels: Vec::new(),
        }
    }
}

//! The findings as JSON: the output contract `claimcheck/findings/v1`, written out as types.

use std::collections::BTreeMap;

use claimcheck_checker::{Between, Diagnostic, Family, PositionAnswer, SetMember, State};
use claimcheck_core::model::{Certainty, ClaimId, Model, RuleId};
use claimcheck_core::source::Span;
use claimcheck_core::text::armoured;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::wire::{Question, Quote, question, quote};

/// The name and version of the contract.
const SCHEMA: &str = "claimcheck/findings/v1";

/// What `claimcheck --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Report<'o> {
    /// The name and version of the contract.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// How much was looked at, and how many conflicts are of which state.
    summary: Summary,
    /// What was found, by family, code and place.
    findings: Vec<WireFinding<'o>>,
}

/// How much was looked at; `new`, `known`, `ruled` and `fixed` count conflicts.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Summary {
    /// The reports of the project.
    reports: usize,
    /// The atomic claims of reports.
    claims: usize,
    /// The questions that these answer.
    questions: usize,
    /// Conflicts that nobody accepted or judged.
    new: usize,
    /// Conflicts that were accepted as known.
    known: usize,
    /// Conflicts that a ruling settles.
    ruled: usize,
    /// Conflicts that were known and are gone.
    fixed: usize,
    /// How many tensions there are.
    tensions: usize,
}

/// A finding.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WireFinding<'o> {
    /// `family/flaw`.
    #[schemars(regex(pattern = r"^(conflict|agreement|tension|gap|input)/[a-z]+(-[a-z]+)*$"))]
    code: &'static str,
    /// How bad it is.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    severity: &'static str,
    /// What was made of it before; anything but `new` for conflicts alone.
    #[schemars(extend("enum" = ["new", "known", "ruled"]))]
    state: &'static str,
    /// What it is known by: made of its code, its question and the answers in dispute.
    fingerprint: &'o str,
    /// Whether all of a conflict is within one report.
    within: bool,
    /// Between whom a conflict is: reports, sources that one report carries, or one voice and itself;
    /// null for all but conflicts.
    #[schemars(extend("enum" = ["reports", "sources", "itself", null]))]
    between: Option<&'static str>,
    /// The subject of its question; null where it is on several questions, or on none.
    subject: Option<&'o str>,
    /// The property of its question.
    property: Option<&'o str>,
    /// The other event, where the question is the order of two.
    with: Option<&'o str>,
    /// What the question is confined to.
    scope: Option<BTreeMap<&'o str, &'o str>>,
    /// The questions, where there is not just one.
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<Vec<Question<'o>>>,
    /// The time that its claims have in common, normalised; null where it is not limited, and where
    /// it is on several questions.
    when: Option<&'o str>,
    /// Where it is shown first.
    at: Place<'o>,
    /// What is wrong.
    message: &'o str,
    /// What to do.
    help: Option<&'o str>,
    /// Each step of the derivation, in words.
    reason: &'o [String],
    /// The groups of claims that can hold together, where it is on one question.
    positions: Vec<WirePosition<'o>>,
    /// For a constraint, the minimal set: drop any one of them, and the rest can all hold.
    members: Vec<WireMember<'o>>,
    /// The claims of its case that are no side.
    neutral: Vec<&'o str>,
    /// The claims that take part; for a constraint the minimal set, facts and rules included.
    claims: Vec<WireClaim<'o>>,
}

/// Claims that can hold together.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WirePosition<'o> {
    /// The narrowest of their answers, normalised.
    value: &'o str,
    /// The time at which all of them hold, normalised; null where it is not limited, or not one.
    when: Option<&'o str>,
    /// Their names.
    claims: Vec<&'o str>,
    /// Whom they can be traced to.
    origins: &'o [String],
    /// The sources that they name; of a report's own voice its publisher, or the report.
    sources: &'o [String],
    /// Their answers, the narrowest first.
    answers: Vec<WireAnswer<'o>>,
}

/// An answer of claims that can hold together.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WireAnswer<'o> {
    /// The answer, normalised.
    value: &'o str,
    /// The names of the claims that give it.
    claims: Vec<&'o str>,
}

/// A member of a minimal set: an answer, whoever gives it, or a rule.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WireMember<'o> {
    /// The question that it answers, `subject.property`; null for a rule.
    question: Option<String>,
    /// The answer, normalised; the answers in dispute with ` | ` between them; of a rule its equation.
    value: String,
    /// How sure the surest of its claims is.
    #[schemars(extend("enum" = ["certain", "likely", "possible", "doubtful"]))]
    certainty: &'static str,
    /// The names of its claims, or of the rule.
    claims: Vec<&'o str>,
}

/// A claim, a fact or a rule.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WireClaim<'o> {
    /// Its name, `report#claim`, `facts#…` or `rules#…`.
    id: &'o str,
    /// Its report; null for a fact and a rule.
    report: Option<&'o str>,
    /// The property that it states; null for a rule.
    property: Option<&'o str>,
    /// What it says, as written.
    value: &'o str,
    /// How sure the report is.
    #[schemars(extend("enum" = ["certain", "likely", "possible", "doubtful"]))]
    certainty: &'static str,
    /// Whose word it is, each with those that it cites (`cnn citing white-house`); empty for the report's
    /// own voice.
    sources: Vec<String>,
    /// The file that it is written in, relative to the project's root.
    file: &'o str,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    line: u32,
    /// Its column, from 1, in Unicode scalar values.
    #[schemars(range(min = 1))]
    column: u32,
    /// The passage that it rests on; null where there is none.
    quote: Option<Quote<'o>>,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Place<'o> {
    /// The file, relative to the project's root.
    file: &'o str,
    /// The line, from 1.
    #[schemars(range(min = 1))]
    line: u32,
    /// The column, from 1, in Unicode scalar values.
    #[schemars(range(min = 1))]
    column: u32,
}

/// The JSON Schema (draft-07) of the output, made from the types that write it.
pub(crate) fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft07().for_serialize();
    settings.into_generator().into_root_schema_for::<Report<'static>>()
}

/// The findings as one JSON document with a line break at its end.
pub(crate) fn render(outcome: Outcome<'_>) -> Result<String, serde_json::Error> {
    let model = outcome.project.graph.model();
    let report = Report {
        schema: SCHEMA,
        summary: summary(model, outcome),
        findings: outcome.findings.iter().map(|finding| wire(model, finding)).collect(),
    };
    Ok(armoured(serde_json::to_string_pretty(&report)?) + "\n")
}

fn summary(model: &Model, outcome: Outcome<'_>) -> Summary {
    let conflicts = |state: State| {
        let of_state =
            |finding: &&Diagnostic| finding.family() == Family::Conflict && finding.state == state;
        outcome.findings.iter().filter(of_state).count()
    };
    let totals = crate::totals::Totals::of(model);
    Summary {
        reports: totals.reports,
        claims: totals.claims,
        questions: totals.questions,
        new: conflicts(State::New),
        known: conflicts(State::Known),
        ruled: conflicts(State::Ruled),
        fixed: outcome.fixed.len(),
        tensions: outcome.count(Family::Tension),
    }
}

fn wire<'o>(model: &'o Model, finding: &'o Diagnostic) -> WireFinding<'o> {
    let mut questions: Vec<Question<'o>> =
        finding.questions.iter().map(|id| question(model, *id)).collect();
    if let Some(asked) = finding.asked {
        questions.push(Question {
            subject: &model.entity(asked.subject).id,
            property: &model.property(asked.property).id,
            with: None,
            scope: BTreeMap::new(),
        });
    }
    // One question stands in the finding itself; several, or none, in a list.
    let (one, several) = match questions.len() {
        1 => (questions.pop(), None),
        _ => (None, Some(questions)),
    };
    WireFinding {
        code: finding.code,
        severity: finding.severity.as_str(),
        state: finding.state.as_str(),
        fingerprint: &finding.fingerprint,
        within: finding.within,
        between: finding.between.map(Between::as_str),
        subject: one.as_ref().map(|question| question.subject),
        property: one.as_ref().map(|question| question.property),
        with: one.as_ref().and_then(|question| question.with),
        scope: one.map(|question| question.scope),
        questions: several,
        when: finding.when.as_deref(),
        at: place(model, finding.at),
        message: &finding.message,
        help: finding.help.as_deref(),
        reason: &finding.reason,
        positions: finding
            .positions
            .iter()
            .map(|position| WirePosition {
                value: &position.value,
                when: position.when.as_deref(),
                claims: names(model, &position.claims),
                origins: &position.origins,
                sources: &position.sources,
                answers: answers(model, &position.answers),
            })
            .collect(),
        members: finding.members.iter().map(|member| wire_member(model, member)).collect(),
        neutral: names(model, &finding.neutral),
        claims: (finding.claims.iter().map(|claim| wire_claim(model, *claim)))
            .chain(finding.rules.iter().map(|rule| wire_rule(model, *rule)))
            .collect(),
    }
}

fn answers<'o>(model: &'o Model, answers: &'o [PositionAnswer]) -> Vec<WireAnswer<'o>> {
    let wire = |answer: &'o PositionAnswer| WireAnswer {
        value: &answer.value,
        claims: names(model, &answer.claims),
    };
    answers.iter().map(wire).collect()
}

/// The entries of some claims, each once.
fn names<'o>(model: &'o Model, claims: &[ClaimId]) -> Vec<&'o str> {
    let mut names: Vec<&str> = claims.iter().map(|claim| &*model.entry_of(*claim).name).collect();
    names.dedup();
    names
}

fn wire_member<'o>(model: &'o Model, member: &'o SetMember) -> WireMember<'o> {
    let rule = member.rule.map(|rule| model.rule(rule).name.as_str());
    WireMember {
        question: member.question.map(|id| model.question_name(id)),
        value: member.values.join(" | "),
        certainty: member.certainty.as_str(),
        claims: names(model, &member.claims).into_iter().chain(rule).collect(),
    }
}

fn wire_claim(model: &Model, id: ClaimId) -> WireClaim<'_> {
    let claim = model.claim(id);
    let entry = model.entry(claim.entry);
    let Place { file, line, column } = place(model, entry.place);
    WireClaim {
        id: &entry.name,
        report: entry.report.map(|report| model.report(report).id.as_str()),
        property: Some(&model.property(model.question(claim.question).property).id),
        value: &claim.written,
        certainty: claim.certainty.as_str(),
        sources: entry.attribution.iter().map(|chain| model.chain_name(chain)).collect(),
        file,
        line,
        column,
        quote: entry.passage.found().map(|span| quote(model, span)),
    }
}

/// A rule stands among the claims that it binds: it is nobody's, and answers no question.
fn wire_rule(model: &Model, id: RuleId) -> WireClaim<'_> {
    let rule = model.rule(id);
    let Place { file, line, column } = place(model, rule.place);
    WireClaim {
        id: &rule.name,
        report: None,
        property: None,
        value: &rule.written,
        certainty: Certainty::Certain.as_str(),
        sources: Vec::new(),
        file,
        line,
        column,
        quote: None,
    }
}

fn place(model: &Model, span: Span) -> Place<'_> {
    let at = model.sources.start(span);
    Place { file: model.sources.file(span.file).path(), line: at.line, column: at.column }
}

#[cfg(test)]
mod tests {
    use super::armoured;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_said_all_the_same() {
        let text = "a\u{202e}b\u{9b}c\u{e0041}";
        let json = serde_json::to_string(text).expect("a text is JSON");
        let armoured = armoured(json);
        assert!(armoured.is_ascii(), "{armoured}");
        assert_eq!(serde_json::from_str::<String>(&armoured).expect("it is JSON"), text);
    }
}

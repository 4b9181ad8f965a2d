//! What the page shows, gathered from the findings and the models. Every text passes through
//! [`crate::text`] here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use claimcheck_checker::{Agreement, Diagnostic, Family, State, check};
use claimcheck_core::model::{
    Certainty, ClaimId, Model, Origin, Passage, QuestionId, ReportId, Scope, Value,
};
use claimcheck_core::source::Span;
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::DateValue;
use claimcheck_project::matrix::{Cell, Mark, Matrix, Outcome, Row};

use crate::circle::circle;
use crate::draws::{Draws, READABLE};
use crate::lanes::Lanes;
use crate::layout::{HEIGHT, Layout, WIDTH};
use crate::subject::Subject;
use crate::text::{Shown, clean, line};
use crate::wire;

/// How many characters of an answer, and of a sentence, are shown.
pub(crate) const ANSWER: usize = 400;
const SENTENCE: usize = 1_500;

/// Gathers all data of a page.
pub(crate) fn data(subject: &Subject<'_>) -> wire::Data {
    let analysis = subject.analysis;
    let (context, model) = (analysis.context(), analysis.model());
    let (matrix, timeline) = (analysis.matrix(), analysis.timeline());
    let lanes = Lanes::new(context, timeline);
    let draws = Draws::new(context, matrix).folded(READABLE);
    let texts: Vec<Option<Shown>> =
        (0..).map(ReportId).take(model.reports.len()).map(|report| shown(model, report)).collect();
    let gather = Gather { model, matrix, texts: &texts };
    let mut keys = BTreeMap::new();
    wire::Data {
        title: line(subject.title, 200),
        version: env!("CARGO_PKG_VERSION"),
        summary: summary(model, subject),
        notes: subject.notes.iter().map(|note| line(note, SENTENCE)).collect(),
        fixed: analysis.fixed().iter().map(|fixed| line(fixed, SENTENCE)).collect(),
        files: model.sources.iter().map(|(_, file)| line(file.path(), ANSWER)).collect(),
        entities: gather.entities(),
        claims: (0..)
            .map(ClaimId)
            .take(model.claims.len())
            .map(|claim| gather.claim(claim))
            .collect(),
        questions: gather.questions(),
        findings: analysis
            .findings()
            .iter()
            .map(|finding| gather.finding(finding, &mut keys))
            .collect(),
        marks: Mark::ALL.map(|mark| (mark.sign(), mark.words())).to_vec(),
        codes: codes(analysis.findings()),
        timeline: gather.timeline(timeline, &lanes),
        graph: graph(&draws),
        // Last, as the texts are moved.
        reports: gather.reports(),
    }
}

fn summary(model: &Model, subject: &Subject<'_>) -> wire::Summary {
    let of_reports =
        || model.claims.iter().filter(|claim| model.entry(claim.entry).report.is_some());
    let questions: BTreeSet<QuestionId> = of_reports().map(|claim| claim.question).collect();
    let conflicts = |state: State| {
        let own =
            |finding: &&Diagnostic| finding.family() == Family::Conflict && finding.state == state;
        subject.analysis.findings().iter().filter(own).count()
    };
    wire::Summary {
        reports: model.reports.len() - model.retracted.len(),
        claims: of_reports().count(),
        questions: questions.len(),
        new: conflicts(State::New),
        known: conflicts(State::Known),
        ruled: conflicts(State::Ruled),
        fixed: subject.analysis.fixed().len(),
    }
}

fn codes(findings: &[Diagnostic]) -> Vec<(&'static str, &'static str)> {
    let codes: BTreeSet<&'static str> = findings.iter().map(|finding| finding.code).collect();
    codes.into_iter().filter_map(|code| Some((code, check::check(code)?.summary))).collect()
}

/// The text of a report, with the places of its passages.
fn shown(model: &Model, id: ReportId) -> Option<Shown> {
    let file = model.report(id).text?;
    let of_file = |passage: &Passage| {
        passage.found().filter(|span| span.file == file).map(|span| span.start..span.end)
    };
    let passages: Vec<Range<u32>> = model
        .entries
        .iter()
        .filter(|entry| entry.report == Some(id))
        .filter_map(|entry| of_file(&entry.passage))
        .collect();
    Some(Shown::new(model.sources.file(file).text(), &passages))
}

pub(crate) fn name(model: &Model, id: EntityId) -> String {
    let entity = model.entity(id);
    line(entity.names.first().unwrap_or(&entity.id), 200)
}

pub(crate) fn scope(scope: &Scope) -> String {
    let parts: Vec<String> = scope.iter().map(|(key, value)| format!("{key} {value}")).collect();
    line(&parts.join(", "), ANSWER)
}

fn place(model: &Model, span: Span) -> (u32, u32, u32) {
    let at = model.sources.start(span);
    (span.file.0, at.line, at.column)
}

pub(crate) fn printed(date: &DateValue) -> String {
    date.print(&|_| String::new())
}

pub(crate) fn ids(claims: &[ClaimId]) -> Vec<u32> {
    claims.iter().map(|claim| claim.0).collect()
}

fn report(report: Option<ReportId>) -> i64 {
    report.map_or(-1, |report| i64::from(report.0))
}

/// What all of the data is gathered from.
pub(crate) struct Gather<'g> {
    pub(crate) model: &'g Model,
    matrix: &'g Matrix,
    texts: &'g [Option<Shown>],
}

impl Gather<'_> {
    fn origin(&self, origin: Origin) -> String {
        match origin {
            Origin::Entity(entity) => name(self.model, entity),
            Origin::Report(report) => line(&self.model.report(report).id, 200),
        }
    }

    fn entities(&self) -> Vec<wire::Entity> {
        let entity = |id: u32| wire::Entity {
            id: line(&self.model.entities[id as usize].id, 200),
            name: name(self.model, EntityId(id)),
        };
        (0..).take(self.model.entities.len()).map(entity).collect()
    }

    fn reports(&self) -> Vec<wire::Report> {
        let report =
            |(report, text): (&claimcheck_core::model::Report, &Option<Shown>)| wire::Report {
                id: line(&report.id, 200),
                title: report.title.as_deref().map(|title| line(title, ANSWER)),
                publisher: report.publisher.map(|publisher| name(self.model, publisher)),
                published: report.published.as_deref().map(printed),
                based: report.based_on.iter().map(|origin| self.origin(*origin)).collect(),
                file: report.text.map(|file| line(self.model.sources.file(file).path(), ANSWER)),
                cut: text.as_ref().map_or(0, |text| text.left_out),
                text: text.as_ref().map(|text| text.text.clone()),
            };
        self.model.reports.iter().zip(self.texts).map(report).collect()
    }

    fn questions(&self) -> Vec<wire::Question> {
        // Of a question with several cases, one that is disputed is shown.
        let mut rows: BTreeMap<QuestionId, &Row> = BTreeMap::new();
        for row in &self.matrix.rows {
            let shown = rows.entry(row.question).or_insert(row);
            if row.outcome.rank() < shown.outcome.rank() {
                *shown = row;
            }
        }
        let question = |(id, question): (u32, &claimcheck_core::model::Question)| {
            let row = rows.get(&QuestionId(id));
            wire::Question {
                subject: question.subject.0 as usize,
                property: line(&self.model.property(question.property).id, 200),
                with: question.with.map(|event| event.0 as usize),
                scope: scope(&question.scope),
                outcome: row.map_or("open", |row| outcome(row.outcome)),
                positions: row.map(|row| positions(&row.positions)).unwrap_or_default(),
                cells: row
                    .map(|row| row.cells.iter().map(|own| cell(row, own)).collect())
                    .unwrap_or_default(),
                silent: row
                    .map(|row| row.silent.iter().map(|report| report.0).collect())
                    .unwrap_or_default(),
                left: row
                    .map(|row| row.left_out.iter().map(|report| report.0).collect())
                    .unwrap_or_default(),
            }
        };
        (0..).zip(&self.model.questions).map(question).collect()
    }

    fn claim(&self, id: ClaimId) -> wire::Claim {
        let model = self.model;
        let (stated, entry) = (model.claim(id), model.entry_of(id));
        let property = model.property(model.question(stated.question).property);
        let value = line(&stated.written, ANSWER);
        let normal = line(&model.print(property, &stated.answer), ANSWER);
        let found = entry.passage.found();
        let text = entry.report.and_then(|report| self.texts[report.index()].as_ref());
        let passage = found
            .zip(text)
            .and_then(|(span, text)| Some((text.place(span.start)?, text.place(span.end)?)));
        let words = entry
            .quote
            .filter(|_| found.is_none())
            .map(|span| line(model.sources.slice(span), ANSWER));
        wire::Claim {
            name: line(&entry.name, ANSWER),
            report: report(entry.report),
            question: stated.question.0,
            normal: (normal != value && stated.answer.one().is_some_and(Value::is_calculated))
                .then_some(normal),
            value,
            standing: self.matrix.standing[id.index()].as_str(),
            certainty: (stated.certainty != Certainty::Certain).then(|| stated.certainty.as_str()),
            at: place(model, entry.place),
            line: found.map_or(0, |span| model.sources.start(span).line as usize),
            passage,
            words,
            by: (entry.attribution.iter())
                .map(|chain| chain.iter().map(|origin| self.origin(*origin)).collect())
                .collect(),
            when: entry.when.as_deref().map(|when| model.print_time(when)),
        }
    }

    fn finding(
        &self,
        finding: &Diagnostic,
        keys: &mut BTreeMap<String, usize>,
    ) -> wire::Diagnostic {
        let model = self.model;
        // Two findings may be known by the same; each needs a link of its own.
        let start: String = finding.fingerprint.chars().take(12).collect();
        let count = keys.entry(start.clone()).or_insert(0);
        *count += 1;
        let key = if *count == 1 { start } else { format!("{start}-{count}") };
        wire::Diagnostic {
            key,
            code: finding.code,
            severity: finding.severity.as_str(),
            state: finding.state.as_str(),
            fingerprint: finding.fingerprint.clone(),
            within: finding.within,
            questions: finding.questions.iter().map(|question| question.0).collect(),
            asked: finding.asked.map(|asked| asked.subject.0 as usize),
            at: place(model, finding.at),
            message: line(&finding.message, SENTENCE),
            help: finding.help.as_deref().map(|help| line(help, SENTENCE)),
            reason: finding.reason.iter().map(|step| line(step, SENTENCE)).collect(),
            positions: positions(&finding.positions),
            claims: ids(&finding.claims),
            rules: finding
                .rules
                .iter()
                .map(|rule| {
                    let rule = model.rule(*rule);
                    wire::Other {
                        name: line(&rule.name, ANSWER),
                        text: line(&rule.written, ANSWER),
                        at: place(model, rule.place),
                    }
                })
                .collect(),
            marks: finding
                .labels
                .iter()
                .map(|mark| wire::Other {
                    name: line(&mark.text, ANSWER),
                    text: line(model.sources.slice(mark.span), ANSWER),
                    at: place(model, mark.span),
                })
                .collect(),
            silent: finding.silent.iter().map(|report| report.0).collect(),
            ruling: finding.ruling.map(|ruling| {
                let ruling = model.ruling(ruling);
                wire::Ruling {
                    because: line(&ruling.because, SENTENCE),
                    by: ruling.by.as_deref().map(|by| line(by, ANSWER)),
                    decided: ruling.decided.as_deref().map(|day| line(day, ANSWER)),
                    until: ruling.until.as_ref().map(|(_, written)| line(written, ANSWER)),
                }
            }),
            circle: circle(model, finding).map(|circle| self.circle(&circle)),
        }
    }
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Disputed => "disputed",
        Outcome::Open => "open",
        Outcome::Together => "together",
        Outcome::Agreed(Agreement::Identical) => "identical",
        Outcome::Agreed(Agreement::Equivalent) => "equivalent",
        Outcome::Agreed(Agreement::Refines) => "refines",
        Outcome::Agreed(Agreement::Compatible) => "compatible",
        Outcome::Agreed(Agreement::Succession) => "succession",
    }
}

fn positions(positions: &[claimcheck_checker::Position]) -> Vec<wire::Position> {
    let position = |position: &claimcheck_checker::Position| wire::Position {
        value: line(&position.value, ANSWER),
        claims: ids(&position.claims),
        origins: position.origins.iter().map(|origin| clean(origin).into_owned()).collect(),
    };
    positions.iter().map(position).collect()
}

fn cell(row: &Row, cell: &Cell) -> wire::Cell {
    wire::Cell {
        report: report(cell.report),
        mark: Mark::ALL.iter().position(|mark| *mark == cell.mark).unwrap_or_default(),
        // Where nobody contradicts anybody, there are no sides.
        positions: match row.outcome {
            Outcome::Disputed => cell.positions.clone(),
            Outcome::Open | Outcome::Together | Outcome::Agreed(_) => Vec::new(),
        },
        claims: ids(&cell.claims),
    }
}

fn graph(draws: &Draws) -> wire::Graph {
    let layout = Layout::new(draws);
    let node = |(node, place): (&crate::draws::Node, &(i32, i32))| wire::Node {
        kind: node.kind.as_str(),
        id: line(&node.id, 200),
        label: line(&node.label, 200),
        x: place.0,
        y: place.1,
        claims: node.claims,
        disputed: node.disputed,
        echoes: node.echoes,
        members: node.members.iter().map(|member| line(member, 200)).collect(),
    };
    wire::Graph {
        width: layout.width,
        height: layout.height,
        node: (WIDTH, HEIGHT),
        columns: layout.columns.iter().map(|(left, kind)| (*left, kind.as_str())).collect(),
        nodes: draws.nodes.iter().zip(&layout.places).map(node).collect(),
        edges: draws.edges.iter().map(wire::Edge::from).collect(),
        whole: draws.whole,
    }
}

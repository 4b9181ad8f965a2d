//! `check --without`: what would be found if a report, a source or a claim had been retracted, and
//! what that changes.

use claimcheck_checker::Finding;
use claimcheck_checker::changes::{Changes, changes};
use claimcheck_core::model::{Model, ReportId};
use claimcheck_core::suggest::nearest;
use claimcheck_core::text::fold;
use claimcheck_core::values::EntityId;
use claimcheck_core::{Project, Retracted};
use clap::Args;

use super::compare;
use crate::render::clean::clean;
use crate::terminal;
use crate::totals::Totals;

#[derive(Debug, Args)]
pub(crate) struct WithoutArgs {
    /// Answer as if this report, source or claim (`report#claim`) had been retracted
    #[arg(long, value_name = "NAME")]
    pub(crate) without: Vec<String>,
}

/// A project as it was, beside what it is without what was taken back.
pub(crate) struct WhatIf {
    names: Vec<String>,
    claims: usize,
    before: Vec<Finding>,
}

/// Takes back what is named, if anything is. `find` gives the findings that are asked for.
pub(crate) fn apply(
    project: Project,
    args: &WithoutArgs,
    find: impl Fn(&Project) -> Vec<Finding>,
) -> Result<(Project, Option<WhatIf>), String> {
    if args.without.is_empty() {
        return Ok((project, None));
    }
    let model = project.graph.model();
    let retracted: Vec<Retracted> =
        args.without.iter().map(|name| named(model, name)).collect::<Result<_, _>>()?;
    let (before, claims) = (find(&project), model.claims.len());
    let project = project.without(&retracted);
    let claims = claims - project.graph.model().claims.len();
    let names = args.without.clone();
    Ok((project, Some(WhatIf { names, claims, before })))
}

/// What a name stands for: a claim where it has a `#`, else a report, else an entity.
fn named(model: &Model, name: &str) -> Result<Retracted, String> {
    if name.contains('#') {
        return compare::claims(model, name).map(Retracted::Claims);
    }
    if let Some((id, _)) =
        (0..).map(ReportId).zip(&model.reports).find(|(_, report)| report.id == name)
    {
        return Ok(Retracted::Report(id));
    }
    let folded = fold(name);
    let entities = || (0..).map(EntityId).zip(&model.entities);
    let by_id = entities().find(|(_, entity)| fold(&entity.id) == folded);
    let by_name = || {
        let named =
            entities().filter(|(_, entity)| entity.names.iter().any(|other| fold(other) == folded));
        named.map(|(id, _)| id).collect::<Vec<_>>()
    };
    match (by_id, by_name().as_slice()) {
        (Some((id, _)), _) | (None, &[id]) => Ok(Retracted::Source(id)),
        (None, []) => Err(unknown(model, name)),
        (None, several) => Err(format!(
            "{} entities are called `{name}`: write the id of the one that is meant",
            several.len()
        )),
    }
}

fn unknown(model: &Model, name: &str) -> String {
    let reports = model.reports.iter().map(|report| report.id.as_str());
    let entities = model.entities.iter().flat_map(|entity| {
        std::iter::once(entity.id.as_str()).chain(entity.names.iter().map(String::as_str))
    });
    let near = nearest(name, reports.chain(entities));
    let help = near.map_or_else(
        || "name a report, an entity, or a claim as `report#claim`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    format!("no report and no source is called `{name}`: {help}")
}

impl WhatIf {
    /// What the retraction changed, in words.
    pub(crate) fn changes(&self, project: &Project, after: &[Finding]) -> String {
        section(self, project, after, terminal::width())
    }
}

fn section(what_if: &WhatIf, project: &Project, after: &[Finding], width: usize) -> String {
    let left = Totals::of(project.graph.model()).claims;
    let changes = changes(&what_if.before, after);
    let counted = |number: usize| format!("{number} claim{}", if number == 1 { "" } else { "s" });
    let names = what_if.names.join(", ");
    let mut text = wrapped(
        &format!("\nwithout {names}: {} taken back, {left} left", counted(what_if.claims)),
        "",
        width,
    );
    if changes.is_empty() {
        text.push_str("nothing else changes\n");
        return text;
    }
    for (heading, lines) in groups(&changes) {
        if lines.is_empty() {
            continue;
        }
        text.push_str(&format!("  {heading}\n"));
        for line in lines {
            text.push_str(&wrapped(&format!("    - {line}"), "      ", width));
        }
    }
    text
}

fn groups(changes: &Changes<'_>) -> [(&'static str, Vec<String>); 5] {
    let lines = |findings: &[&Finding]| findings.iter().map(|found| line(found)).collect();
    let altered = changes.altered.iter().map(|(was, is)| {
        let (before, now) = (answers(was), answers(is));
        if before == now || now.is_empty() {
            line(is)
        } else {
            format!("{}; {now} now, {before} before", line(is))
        }
    });
    [
        ("conflicts that are gone", lines(&changes.gone)),
        ("conflicts that are left, with other answers", altered.collect()),
        ("conflicts that open", lines(&changes.opened)),
        ("answers that lose their corroboration", lines(&changes.uncorroborated)),
        ("gaps that open", lines(&changes.gaps)),
    ]
}

fn line(finding: &Finding) -> String {
    format!("{}: {}", finding.code, finding.message)
}

fn answers(finding: &Finding) -> String {
    let values: Vec<&str> =
        finding.positions.iter().map(|position| position.value.as_str()).collect();
    values.join(" | ")
}

fn wrapped(text: &str, rest: &str, width: usize) -> String {
    let (start, words) = text.split_at(text.len() - text.trim_start().len());
    let options = terminal::wrapping(width).initial_indent(start).subsequent_indent(rest);
    textwrap::fill(&clean(words), options) + "\n"
}

//! What a run says and where it goes: each format that was asked for, to its file or to standard
//! output. Findings are rendered once everything is known, and no file is written by halves.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use claimcheck_core::Project;

use crate::args::{Annotations, CheckArgs, Format, Output, Show, Target};
use crate::render::human::{Detail, Style};
use crate::render::paths::Paths;
use crate::render::{
    Outcome, compact, github, gitlab, human, json, junit, markdown, rdjson, sarif,
};
use crate::save::save;
use crate::surroundings::Surroundings;
use crate::terminal;
use claimcheck_project::Shown;

/// What GitHub takes of the summary of one step, in bytes.
const SUMMARY: usize = 1024 * 1024;

/// Refuses outputs that would get in each other's way, before anything is read. The error is a
/// sentence for people.
pub(crate) fn refuse_confusion(outputs: &[Output]) -> Result<(), String> {
    for (number, output) in outputs.iter().enumerate() {
        let same = |other: &&Output| same_place(&other.to, &output.to);
        let Some(other) = outputs[..number].iter().find(same) else { continue };
        let (one, two) = (other.format.name(), output.format.name());
        return Err(match &output.to {
            Target::Standard => format!(
                "`--format {one}` and `--format {two}` both go to standard output: give one of them a file, as in `--format {two}=FILE`"
            ),
            Target::File(path) => format!(
                "`{one}` and `{two}` are both to be written to {}: name another file",
                path.display()
            ),
        });
    }
    Ok(())
}

/// Whether some output tells more than those findings that are to be shown: all but that for people
/// have all findings, and so have the annotations of a GitHub workflow.
pub(crate) fn tells_all(outputs: &[Output]) -> bool {
    Surroundings::in_workflow() || outputs.iter().any(|output| output.format != Format::Human)
}

fn same_place(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::File(one), Target::File(other)) => {
            let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            whole(one) == whole(other)
        }
        (one, other) => one == other,
    }
}

/// Writes all outputs; `after` ends the text for people. Whatever fails, the others are written. The error is a sentence for people.
pub(crate) fn write(
    args: &CheckArgs,
    shown: &Shown,
    outcome: Outcome<'_>,
    changed: &str,
    project: &Path,
) -> Result<(), String> {
    let around = Surroundings::of(project);
    let default = [Output::default()];
    let outputs = if args.format.is_empty() { &default } else { args.format.as_slice() };
    let writer = Writer { args, shown, outcome, changed, around: &around, project };
    let mut failures = Vec::new();
    for output in outputs {
        failures.extend(writer.write(output).err());
    }
    writer.summarise(outputs);
    if failures.is_empty() { Ok(()) } else { Err(failures.join("; ")) }
}

/// Writes a file, unless it is one of those that the project is made of: no output takes its place.
pub(crate) fn save_beside(
    path: &Path,
    text: &str,
    project: &Project,
    root: &Path,
) -> Result<(), String> {
    let sources = &project.graph.model().sources;
    let own = sources
        .iter()
        .map(|(_, file)| file.path())
        .chain(claimcheck_project::NOT_CLAIMS.iter().copied());
    let is_read = path.canonicalize().is_ok_and(|real| {
        own.into_iter().any(|file| root.join(file).canonicalize().is_ok_and(|file| file == real))
    });
    if is_read {
        return Err(format!(
            "cannot write {}: it is part of the project that was checked",
            path.display()
        ));
    }
    save(path, text)
}

/// What was found, in a format. Files are named from the root of the repository, or from the working
/// folder for those who run there.
pub(crate) fn text(
    format: Format,
    outcome: Outcome<'_>,
    shown: &Shown,
    style: Style,
    (repository, here): (&Paths, &Paths),
) -> Result<String, serde_json::Error> {
    Ok(match format {
        Format::Human => human::render(outcome, shown, style),
        Format::Compact => compact::render(outcome),
        Format::Json => json::render(outcome)?,
        Format::Sarif => sarif::render(outcome, repository)?,
        Format::Github => github::render(outcome, shown, repository),
        Format::Gitlab => gitlab::render(outcome, repository)?,
        Format::Junit => junit::render(outcome, repository),
        Format::Rdjson => rdjson::render(outcome, here)?,
        Format::Markdown => markdown::render(outcome, shown, repository, markdown::COMMENT),
    })
}

struct Writer<'w> {
    args: &'w CheckArgs,
    shown: &'w Shown,
    outcome: Outcome<'w>,
    /// What a retraction changes, in words; it ends what people read.
    changed: &'w str,
    around: &'w Surroundings,
    project: &'w Path,
}

impl Writer<'_> {
    fn write(&self, output: &Output) -> Result<(), String> {
        let text = self
            .render(output)
            .map_err(|error| format!("cannot write {}: {error}", output.format.name()))?;
        match &output.to {
            Target::File(path) => save_beside(path, &text, self.outcome.project, self.project),
            Target::Standard => terminal::print(&self.for_the_log(output, text)).map(|_| ()),
        }
    }

    fn render(&self, output: &Output) -> Result<String, serde_json::Error> {
        let paths = (&self.around.from_repository, &self.around.from_here);
        let text = text(output.format, self.outcome, self.shown, self.style(output), paths)?;
        let ends = if output.format == Format::Human { self.changed } else { "" };
        Ok(text + ends)
    }

    fn style(&self, output: &Output) -> Style {
        let color = match output.to {
            Target::Standard => terminal::color(self.args.output.color),
            Target::File(_) => terminal::color_in_file(self.args.output.color),
        };
        Style {
            width: terminal::width(),
            color,
            summary: !self.args.output.quiet,
            known: Detail::of(&self.args.show, Show::Known),
            ruled: Detail::of(&self.args.show, Show::Ruled),
        }
    }

    /// Text for people in the log of a GitHub workflow is no command there, and annotations follow.
    fn for_the_log(&self, output: &Output, text: String) -> String {
        if !self.around.github || !matches!(output.format, Format::Human | Format::Compact) {
            return text;
        }
        let mut text = github::disarmed(&text);
        if self.annotates(output) {
            text.push_str(&github::render(self.outcome, self.shown, &self.around.from_repository));
        }
        text
    }

    fn annotates(&self, output: &Output) -> bool {
        output.to == Target::Standard
            && match output.format {
                Format::Github => true,
                Format::Human => self.around.github && self.args.annotations == Annotations::Auto,
                _ => false,
            }
    }

    /// Adds all that is found to the summary of the step, where there are annotations. It is a
    /// courtesy: where it cannot be written, that is said, and the checks count as they do.
    fn summarise(&self, outputs: &[Output]) {
        let Some(path) = self.around.summary.as_deref() else { return };
        if !outputs.iter().any(|output| self.annotates(output)) {
            return;
        }
        let text =
            |room| markdown::render(self.outcome, self.shown, &self.around.from_repository, room);
        if let Err(error) = append(path, text) {
            terminal::complain(&format!("cannot add to the summary {}: {error}", path.display()));
        }
    }
}

/// Adds a text to the end of a file, with as much of it as there is room for.
fn append(path: &Path, text: impl FnOnce(usize) -> String) -> io::Result<()> {
    let mut file: File = OpenOptions::new().append(true).create(true).open(path)?;
    let taken = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let text = text(SUMMARY.saturating_sub(taken).saturating_sub(1));
    if taken.saturating_add(text.len()) < SUMMARY {
        let lead = if taken > 0 { "\n" } else { "" };
        file.write_all(format!("{lead}{text}").as_bytes())?;
    }
    Ok(())
}

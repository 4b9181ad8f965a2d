//! `claimcheck settings`: what is in force for a project, and where each part of it comes from.

use std::path::PathBuf;

use clap::{Args, ValueEnum as _};
use unicode_width::UnicodeWidthStr as _;

use crate::args::FailOn;
use crate::layout::{Layout, locate};
use crate::render::clean::clean;
use crate::settings::{self, At, Ignore, Unit, Weight};
use crate::{Status, policy, terminal};

#[derive(Debug, Args)]
pub(crate) struct SettingsArgs {
    /// The project: its folder, or something in it
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// As for `check`: what the option comes to
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
}

/// A setting: its key, its value, and where it comes from.
type Row = (&'static str, String, String);

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &SettingsArgs) -> Result<Status, String> {
    let layout = locate(std::slice::from_ref(&args.path))?;
    terminal::print(&render(&rows(&layout, args.fail_on)))?;
    Ok(Status::Clean)
}

fn rows(layout: &Layout, option: Option<FailOn>) -> Vec<Row> {
    let settings = &layout.settings;
    let file = settings.sources.iter().next().is_some();
    let written = |place| format!("{}:{}", settings::FILE, settings.place(place));
    let from = |place: Option<_>| place.map_or_else(|| "default".to_owned(), written);
    let below = |path: &std::path::Path| {
        let path = path.strip_prefix(&layout.root).unwrap_or(path);
        if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
    };
    let place = |setting: &Option<At<String>>| setting.as_ref().map(|setting| setting.place);
    let root = if file { settings::FILE.to_owned() } else { "default".to_owned() };
    let mut rows = vec![
        ("root", layout.root.display().to_string(), root),
        ("reports", below(&layout.reports), from(place(&settings.reports))),
    ];
    // The texts' own folder is looked into as well.
    let claims = layout.claims.last().map_or_else(String::new, |folder| below(folder));
    rows.push(("claims", claims, from(place(&settings.claims))));
    let fail_on = policy::fail_on(settings, option);
    let level =
        fail_on.to_possible_value().map_or_else(String::new, |level| level.get_name().to_owned());
    let by = match (option, &settings.fail_on) {
        (Some(_), _) => "option".to_owned(),
        (None, set) => from(set.as_ref().map(|set| set.place)),
    };
    rows.push(("fail-on", level, by));
    rows.extend(settings.severity.iter().map(|At { value, place }| {
        let Weight { code, severity } = value;
        let severity = severity.map_or("off", claimcheck_checker::Severity::as_str);
        ("severity", format!("{code}: {severity}"), written(*place))
    }));
    rows.extend(settings.ignore.iter().map(|At { value, place }| {
        let Ignore { code, questions, because } = value;
        let on = if questions.is_empty() {
            String::new()
        } else {
            format!(" on {}", questions.join(", "))
        };
        ("ignore", format!("{code}{on}: {because}"), written(*place))
    }));
    rows.extend(settings.units.iter().map(|At { value, place }| {
        let Unit { name, names, is } = value;
        let also =
            if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
        let is = is.as_ref().map_or_else(String::new, |is| format!(" is {is}"));
        ("units", format!("{name}{also}{is}"), written(*place))
    }));
    rows
}

/// A line a setting: the key, where it comes from, and the value, which goes on under itself.
fn render(rows: &[Row]) -> String {
    let widest = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).width()).max().unwrap_or(0);
    let (key, from) = (widest(|row| row.0), widest(|row| &row.2));
    let line = |(name, value, origin): &Row| {
        let lead = format!("{name:key$}  {origin:from$}  ");
        let rest = " ".repeat(lead.width());
        let options = terminal::wrapping(terminal::width().max(lead.width() + 30))
            .initial_indent(&lead)
            .subsequent_indent(&rest);
        textwrap::fill(&clean(value), options) + "\n"
    };
    rows.iter().map(line).collect()
}

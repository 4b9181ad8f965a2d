//! `claimcheck settings`: what is in force for a project, and where each part of it comes from.

use std::path::PathBuf;

use claimcheck_project::settings::{self, At, Ignore, Unit, Weight};
use claimcheck_project::{Location, SessionOptions};
use clap::Args;
use unicode_width::UnicodeWidthStr as _;

use super::open;
use crate::args::FailOn;
use crate::sanitize::clean;
use crate::terminal;
use claimcheck_project::Status;

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
    let session = open::session(SessionOptions::new([&args.path]))?;
    terminal::print(&render(&rows(session.location(), args.fail_on)))?;
    Ok(Status::Clean)
}

fn rows(location: &Location, option: Option<FailOn>) -> Vec<Row> {
    let settings = &location.settings;
    let file = settings.sources.iter().next().is_some();
    let written = |place| format!("{}:{}", settings::FILE, settings.place(place));
    let from = |place: Option<_>| place.map_or_else(|| "default".to_owned(), written);
    let below = |path: &std::path::Path| {
        let path = path.strip_prefix(&location.root).unwrap_or(path);
        if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
    };
    let place = |setting: &Option<At<String>>| setting.as_ref().map(|setting| setting.place);
    let root = if file { settings::FILE.to_owned() } else { "default".to_owned() };
    let mut rows = vec![
        ("root", location.root.display().to_string(), root),
        ("reports", below(&location.reports), from(place(&settings.reports))),
    ];
    // The texts' own folder is looked into as well.
    let claims = location.claims.last().map_or_else(String::new, |folder| below(folder));
    rows.push(("claims", claims, from(place(&settings.claims))));
    let set = settings.fail_on.as_ref().map(|setting| setting.value);
    let fail_on = option.map(Into::into).or(set).unwrap_or_default();
    let by = match (option, &settings.fail_on) {
        (Some(_), _) => "option".to_owned(),
        (None, set) => from(set.as_ref().map(|set| set.place)),
    };
    rows.push(("fail-on", fail_on.as_str().to_owned(), by));
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

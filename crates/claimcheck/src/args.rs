//! The arguments that several commands share, and those of checks. Owns the words; does nothing.

use std::ffi::OsStr;
use std::path::PathBuf;

use claimcheck_checker::Family;
use claimcheck_project::Shown;
use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, Subcommand, ValueEnum};

/// The commands, as they are typed.
pub(crate) const COMMANDS: [&str; 17] = [
    "check",
    "explain",
    "compare",
    "baseline",
    "rule",
    "init",
    "settings",
    "timeline",
    "html",
    "serve",
    "matrix",
    "report",
    "coverage",
    "graph",
    "schema",
    "completions",
    "man",
];

#[derive(Debug, Args)]
pub(crate) struct WithoutArgs {
    /// Answer as if this report, source or claim (`report#claim`) had been retracted
    #[arg(long, value_name = "NAME")]
    pub(crate) without: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Check again on every change, and print what it changed (human); ends with Ctrl-C
    #[arg(long, conflicts_with = "format")]
    pub(crate) watch: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The reports folder, or files and folders of a project whose findings to show
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to write the findings, and where to: standard output, or FILE. It may be given several
    /// times [default: human]
    #[arg(long, value_name = "NAME[=FILE]", value_parser = OutputParser)]
    pub(crate) format: Vec<Output>,
    /// Whether `human` adds GitHub's annotations and summary where `GITHUB_ACTIONS` is `true`
    #[arg(long, value_enum, default_value_t = Annotations::Auto)]
    pub(crate) annotations: Annotations,
    /// Families to print in full, the rest counted (human, github, markdown)
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FAMILY", default_values_t = [Show::Conflicts, Show::Input])]
    pub(crate) show: Vec<Show>,
    /// Only findings of these families or codes
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(crate) select: Vec<String>,
    /// No findings of these families or codes
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(crate) ignore: Vec<String>,
    /// The least finding that makes the exit status 1 [default: new-conflicts, or as in the settings]
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) without: WithoutArgs,
    #[command(flatten)]
    pub(crate) watch: WatchArgs,
    #[command(flatten)]
    pub(crate) settle: SettleArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The code of a check, such as conflict/date, or a family of them
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// A claim, `report#claim`
    pub(crate) first: String,
    /// Another claim
    pub(crate) second: String,
    /// The project: its folder, or its reports folder
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub(crate) project: PathBuf,
    #[command(flatten)]
    pub(crate) day: DayArgs,
}

/// What findings are held against.
#[derive(Debug, Args)]
pub(crate) struct SettleArgs {
    /// Take the conflicts that a git revision has as known
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    #[command(flatten)]
    pub(crate) day: DayArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DayArgs {
    /// The day on which to look at rulings; today, in UTC, where nothing is said
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    pub(crate) action: BaselineAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineAction {
    /// Add the conflicts that are new to claimcheck.baseline.yaml
    Accept(AcceptArgs),
    /// Take the conflicts that are gone out of claimcheck.baseline.yaml
    Prune(PartArgs),
    /// List the conflicts of claimcheck.baseline.yaml, and which of them are gone
    Show(PartArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AcceptArgs {
    #[command(flatten)]
    pub(crate) part: PartArgs,
    /// Why they are accepted
    #[arg(long, value_name = "REASON")]
    pub(crate) because: Option<String>,
}

/// The part of a project that is looked at.
#[derive(Debug, Args)]
pub(crate) struct PartArgs {
    /// The reports folder, or files and folders of a project whose conflicts are meant
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Only conflicts of these codes
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(crate) select: Vec<String>,
    /// No conflicts of these codes
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(crate) ignore: Vec<String>,
    #[command(flatten)]
    pub(crate) day: DayArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RuleArgs {
    /// The conflict: its question, `subject.property`, or its fingerprint or the beginning of it
    pub(crate) finding: Option<String>,
    /// The project: its folder, or its reports folder
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub(crate) project: PathBuf,
    #[command(flatten)]
    pub(crate) day: DayArgs,
}

#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// When to use colour: this over `NO_COLOR` over `FORCE_COLOR`
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Findings alone, no summary
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say on standard error what was read
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Diagnostics with every passage side by side
    Human,
    /// One line a finding: <file:line:column>: severity code message
    Compact,
    /// The findings as JSON, by the schema claimcheck/findings/v1
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// XML as of `JUnit`, for whatever shows the results of tests
    Junit,
    /// The diagnostic format of reviewdog
    Rdjson,
    /// A comment on a change: a table of what is new
    Markdown,
}

impl Format {
    /// What the command line calls it.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Where an output goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output.
    Standard,
    /// A file, as the user named it.
    File(PathBuf),
}

/// A format, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) to: Target,
}

impl Default for Output {
    fn default() -> Self {
        Self { format: Format::Human, to: Target::Standard }
    }
}

/// Reads `NAME` and `NAME=FILE`.
#[derive(Debug, Clone)]
struct OutputParser;

impl TypedValueParser for OutputParser {
    type Value = Output;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Output, clap::Error> {
        let formats = EnumValueParser::<Format>::new();
        // What is no Unicode is left whole, and refused as the name of a format.
        let (name, file) = match value.to_str().and_then(|value| value.split_once('=')) {
            Some((name, file)) => (OsStr::new(name), Some(file)),
            None => (value, None),
        };
        let format = formats.parse_ref(command, argument, name)?;
        let to = match file {
            None | Some("-") => Target::Standard,
            Some("") => {
                let message = format!(
                    "no file is named after `{}=`; `{0}` alone goes to standard output\n",
                    format.name()
                );
                return Err(clap::Error::raw(ErrorKind::InvalidValue, message).with_cmd(command));
            }
            Some(file) => Target::File(PathBuf::from(file)),
        };
        Ok(Output { format, to })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// Whether findings are shown beside the files of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Annotations {
    /// In a GitHub workflow
    Auto,
    /// Nowhere
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    #[value(alias = "conflict")]
    Conflicts,
    #[value(alias = "agreement")]
    Agreements,
    /// What would conflict under one assumption more
    #[value(alias = "tension")]
    Tensions,
    #[value(alias = "gap")]
    Gaps,
    Input,
    /// Sentences worth checking that carry no claim (`gap/unannotated`), else not looked for
    #[value(alias = "gap/unannotated")]
    Unannotated,
    /// Conflicts that are known, else one line each
    Known,
    /// Conflicts that a ruling settles, else one line each
    Ruled,
    All,
}

/// The check that is off until `--show` names it.
const UNANNOTATED: &str = "gap/unannotated";

/// All that some words ask for.
pub(crate) fn shown(show: &[Show]) -> Shown {
    let (mut families, mut codes) = (Vec::new(), Vec::new());
    for word in show {
        match word {
            Show::Conflicts | Show::Known | Show::Ruled => families.push(Family::Conflict),
            Show::Agreements => families.push(Family::Agreement),
            Show::Gaps => families.push(Family::Gap),
            Show::Tensions => families.push(Family::Tension),
            Show::Input => families.push(Family::Input),
            Show::Unannotated => codes.push(UNANNOTATED),
            Show::All => {
                families.extend(Family::ALL);
                codes.push(UNANNOTATED);
            }
        }
    }
    Shown::new(families, codes)
}

/// From the laxest, each failing on all that the ones before it fail on; what a ruling settles
/// never fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum FailOn {
    /// A new conflict of severity error
    #[default]
    NewConflicts,
    /// Any conflict of severity error, known ones too
    Conflicts,
    /// Any finding of severity warning or error
    Warnings,
    /// Any tension as well
    Tensions,
    /// Any gap as well
    Gaps,
    /// Nothing
    Never,
}

impl From<FailOn> for claimcheck_project::FailOn {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::NewConflicts => Self::NewConflicts,
            FailOn::Conflicts => Self::Conflicts,
            FailOn::Warnings => Self::Warnings,
            FailOn::Tensions => Self::Tensions,
            FailOn::Gaps => Self::Gaps,
            FailOn::Never => Self::Never,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[cfg(test)]
mod tests {
    use super::{FailOn, ValueEnum as _};

    #[test]
    fn the_levels_of_failure_are_those_of_the_settings() {
        let words = |level: &FailOn| level.to_possible_value().map(|it| it.get_name().to_owned());
        for level in FailOn::value_variants() {
            let word = words(level).expect("no level is hidden");
            assert_eq!(claimcheck_project::FailOn::of(&word), Some((*level).into()));
        }
        assert_eq!(FailOn::value_variants().len(), claimcheck_project::FailOn::ALL.len());
    }
}

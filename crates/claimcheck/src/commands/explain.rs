//! `claimcheck explain`: the documentation of a check, or a list of all checks.

use claimcheck_checker::check::{all, check};
use claimcheck_core::suggest::nearest;

use crate::args::ExplainArgs;
use crate::{Status, terminal};

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &ExplainArgs) -> Result<Status, String> {
    let Some(code) = &args.code else {
        terminal::print(&list())?;
        return Ok(Status::Clean);
    };
    let Some(check) = check(code) else {
        let near = nearest(code, all().iter().map(|check| check.code));
        let help = near.map_or_else(
            || "`claimcheck explain` lists them all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(format!("no check is called `{code}`: {help}"));
    };
    terminal::print(&format!("{}: {}\n\n{}", check.code, check.summary, check.documentation))?;
    Ok(Status::Clean)
}

fn list() -> String {
    let width = all().iter().map(|check| check.code.len()).max().unwrap_or(0);
    let lines = all().iter().map(|check| {
        format!("{:width$}  {:7}  {}\n", check.code, check.severity.as_str(), check.summary)
    });
    lines.collect()
}

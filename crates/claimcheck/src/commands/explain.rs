//! `claimcheck explain`: the documentation of a check, or a list of all checks.

use claimcheck_checker::Family;
use claimcheck_checker::check::{all, check};
use claimcheck_core::suggest::nearest;

use crate::args::ExplainArgs;
use crate::terminal;
use claimcheck_project::Status;

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &ExplainArgs) -> Result<Status, String> {
    let Some(code) = &args.code else {
        terminal::print(&list(None))?;
        return Ok(Status::Clean);
    };
    if let Some(family) = Family::ALL.into_iter().find(|family| family.as_str() == code) {
        terminal::print(&list(Some(family)))?;
        return Ok(Status::Clean);
    }
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

/// The checks of a family, or all.
fn list(family: Option<Family>) -> String {
    let width = all().iter().map(|check| check.code.len()).max().unwrap_or(0);
    let checks = all().iter().filter(|check| family.is_none_or(|family| check.family() == family));
    let lines = checks.map(|check| {
        format!("{:width$}  {:7}  {}\n", check.code, check.severity.as_str(), check.summary)
    });
    lines.collect()
}

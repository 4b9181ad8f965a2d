//! `claimcheck init`: a first project that runs. Never writes over anything.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::schema;
use crate::sanitize::clean;
use crate::save::save;
use crate::terminal;
use claimcheck_project::Status;
use claimcheck_project::settings;

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder of the project, which is made where it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// The folder of the schemas that the files name for editors.
const SCHEMAS: &str = ".claimcheck";

/// The files of a first project.
const FILES: [(&str, &str); 6] = [
    (settings::FILE, include_str!("../../first/claimcheck.yaml")),
    ("reports/morning.txt", include_str!("../../first/morning.txt")),
    ("reports/evening.txt", include_str!("../../first/evening.txt")),
    ("claims/vocabulary.yaml", include_str!("../../first/vocabulary.yaml")),
    ("claims/morning.yaml", include_str!("../../first/morning.yaml")),
    ("claims/evening.yaml", include_str!("../../first/evening.yaml")),
];

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &InitArgs) -> Result<Status, String> {
    let folder = &args.folder;
    refuse_existing(folder)?;
    let mut text = String::new();
    for (name, content) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| format!("cannot make the folder {}: {error}", parent.display()))?;
        }
        save(&path, content)?;
        text.push_str(&format!("wrote {}\n", clean(&path.display().to_string())));
    }
    schema::write(&folder.join(SCHEMAS))?;
    let schemas = folder.join(SCHEMAS).display().to_string();
    text.push_str(&format!("wrote {}, the schemas for editors\n", clean(&schemas)));
    let check = match folder.to_str() {
        Some(".") => "claimcheck".to_owned(),
        _ => format!("claimcheck {}", clean(&folder.display().to_string())),
    };
    text.push_str(&format!("\nnow run `{check}`: it finds one conflict and one agreement\n"));
    terminal::print(&text)?;
    Ok(Status::Clean)
}

/// A folder that has any part of a project is left as it is.
fn refuse_existing(folder: &Path) -> Result<(), String> {
    let parts = [settings::FILE, "reports", "claims", SCHEMAS];
    // A link that leads nowhere is there too.
    let there = parts.iter().filter(|part| folder.join(part).symlink_metadata().is_ok());
    let there: Vec<String> = there.map(|part| format!("`{part}`")).collect();
    if there.is_empty() {
        return Ok(());
    }
    let verb = if there.len() == 1 { "is" } else { "are" };
    Err(format!(
        "{} {verb} already in {}, and nothing was written: give an empty folder, as in `claimcheck init my-project`",
        there.join(", "),
        folder.display()
    ))
}

//! `claimcheck schema`: the JSON Schemas of what the program reads and writes.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};

use crate::save::save;
use crate::schema::Schema;
use crate::terminal;
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which one
    #[arg(value_enum, required_unless_present = "write", conflicts_with = "write")]
    name: Option<Schema>,
    /// Write all of them into a folder, for editors
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &SchemaArgs) -> Result<Status, String> {
    if let Some(folder) = &args.write {
        for path in write(folder)? {
            terminal::print(&format!("wrote {}\n", path.display()))?;
        }
    }
    if let Some(schema) = args.name {
        terminal::print(&schema.text()?)?;
    }
    Ok(Status::Clean)
}

/// Writes all schemas into a folder, which is made where it is not there.
pub(crate) fn write(folder: &Path) -> Result<Vec<PathBuf>, String> {
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make the folder {}: {error}", folder.display()))?;
    let files = Schema::value_variants().iter().map(|schema| {
        let path = folder.join(schema.file());
        save(&path, &schema.text()?).map(|()| path)
    });
    files.collect()
}

//! The conflicts of a project as it was at a git revision.

use std::fs;
use std::path::{Component, Path, PathBuf};

use claimcheck_checker::{Family, State};
use claimcheck_core::conflict::Conflict;

use crate::error::Error;
use crate::files;
use crate::git::{self, Blob};
use crate::location::{self, Location};
use crate::settings;
use crate::texts::Texts;

/// The endings of the files that a project is made of.
const ENDINGS: [&[u8]; 4] = [b".yaml", b".yml", b".txt", b".md"];

/// What a project was at a revision.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    /// Its conflicts that no ruling settled.
    pub(crate) conflicts: Vec<Conflict>,
    /// What should be known of them, a sentence each.
    pub(crate) remarks: Vec<String>,
}

/// The conflicts that a project had at a revision. Those that a ruling settled there are left out:
/// where they are unsettled now, that is new.
pub(crate) fn earlier(revision: &str, now: &Location, today: i128) -> Result<Earlier, Error> {
    let mut remarks = Vec::new();
    let wanted = |path: &[u8], link: bool| link || ENDINGS.iter().any(|end| path.ends_with(end));
    let Some(blobs) = git::files_at(&now.root, revision, wanted)? else {
        remarks.push(format!(
            "{} was not there at {revision}, so all of its conflicts are new",
            now.root.display()
        ));
        return Ok(Earlier { conflicts: Vec::new(), remarks });
    };
    // The texts are laid out in a folder of their own, and read as any project is.
    let failed =
        |error: std::io::Error| Error::Revision(format!("cannot lay out {revision}: {error}"));
    let folder = tempfile::Builder::new().prefix("claimcheck-").tempdir().map_err(failed)?;
    let root = fs::canonicalize(folder.path()).map_err(failed)?;
    // Links come last, so that nothing is written through one.
    for link in [false, true] {
        for blob in blobs.iter().filter(|blob| blob.link == link) {
            lay_out(&root, blob).map_err(failed)?;
        }
    }
    let then = match location::elsewhere(now, &root) {
        Ok(then) => then,
        Err(error) => {
            let error = error.to_string().replace(&format!("{}/", root.display()), "");
            remarks
                .push(format!("at {revision}: {error}; its folders are taken to be those of now"));
            fs::remove_file(root.join(settings::FILE)).map_err(failed)?;
            location::elsewhere(now, &root)
                .map_err(|error| Error::Revision(format!("at {revision}: {error}")))?
        }
    };
    let mut input = files::read(&then, &Texts::default());
    input.today = Some(today);
    let project = claimcheck_core::load(input);
    if project.problems.iter().any(|problem| problem.code.is_error()) {
        remarks.push(format!(
            "the claims have errors at {revision}: conflicts that were there already may be told as new"
        ));
    }
    let conflicts = claimcheck_checker::check(&project)
        .iter()
        .filter(|finding| finding.family() == Family::Conflict && finding.state != State::Ruled)
        .filter_map(|finding| finding.conflict.clone())
        .collect();
    Ok(Earlier { conflicts, remarks })
}

fn lay_out(root: &Path, blob: &Blob) -> std::io::Result<()> {
    let Some(below) = path_of(&blob.path) else { return Ok(()) };
    let path = root.join(below);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match blob.link {
        false => fs::write(path, &blob.content),
        true => link(&path, &blob.content),
    }
}

/// A path of git's as one of this system; nothing where it would leave the folder.
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    let path = {
        use std::os::unix::ffi::OsStrExt as _;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    };
    #[cfg(not(unix))]
    let path = PathBuf::from(std::str::from_utf8(bytes).ok()?);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

/// A link is made as it was: one that leads out of the project is refused when it is read.
#[cfg(unix)]
fn link(path: &Path, to: &[u8]) -> std::io::Result<()> {
    use std::os::unix::ffi::OsStrExt as _;
    std::os::unix::fs::symlink(std::ffi::OsStr::from_bytes(to), path)
}

/// Where links are for the few, what they lead to is read at its own place alone.
#[cfg(not(unix))]
fn link(_: &Path, _: &[u8]) -> std::io::Result<()> {
    Ok(())
}

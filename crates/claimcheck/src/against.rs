//! The conflicts of a project as it was at a git revision.

use std::fs;
use std::path::{Component, Path, PathBuf};

use claimcheck_checker::{Family, State};
use claimcheck_core::conflict::Conflict;

use crate::git::{self, Blob};
use crate::layout::{self, Layout};
use crate::{files, settings, terminal};

/// The endings of the files that a project is made of.
const ENDINGS: [&[u8]; 4] = [b".yaml", b".yml", b".txt", b".md"];

/// The conflicts that a project had at a revision. Those that a ruling settled there are left out:
/// where they are unsettled now, that is new. The error is a sentence for people.
pub(crate) fn conflicts(
    revision: &str,
    now: &Layout,
    today: i128,
) -> Result<Vec<Conflict>, String> {
    let wanted = |path: &[u8], link: bool| link || ENDINGS.iter().any(|end| path.ends_with(end));
    let Some(blobs) = git::files_at(&now.root, revision, wanted)? else {
        terminal::remark(&format!(
            "{} was not there at {revision}, so all of its conflicts are new",
            now.root.display()
        ));
        return Ok(Vec::new());
    };
    // The texts are laid out in a folder of their own, and read as any project is.
    let failed = |error: std::io::Error| format!("cannot lay out {revision}: {error}");
    let folder = tempfile::Builder::new().prefix("claimcheck-").tempdir().map_err(failed)?;
    let root = fs::canonicalize(folder.path()).map_err(failed)?;
    // Links come last, so that nothing is written through one.
    for link in [false, true] {
        for blob in blobs.iter().filter(|blob| blob.link == link) {
            lay_out(&root, blob).map_err(failed)?;
        }
    }
    let then = match layout::elsewhere(now, &root) {
        Ok(then) => then,
        Err(error) => {
            let error = error.replace(&format!("{}/", root.display()), "");
            terminal::remark(&format!(
                "at {revision}: {error}; its folders are taken to be those of now"
            ));
            fs::remove_file(root.join(settings::FILE)).map_err(failed)?;
            layout::elsewhere(now, &root).map_err(|error| format!("at {revision}: {error}"))?
        }
    };
    let mut input = files::read(&then);
    input.today = Some(today);
    let project = claimcheck_core::load(input);
    if project.problems.iter().any(|problem| problem.code.is_error()) {
        terminal::remark(&format!(
            "the claims have errors at {revision}: conflicts that were there already may be told as new"
        ));
    }
    Ok(claimcheck_checker::check(&project)
        .iter()
        .filter(|finding| finding.family() == Family::Conflict && finding.state != State::Ruled)
        .filter_map(|finding| finding.conflict.clone())
        .collect())
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

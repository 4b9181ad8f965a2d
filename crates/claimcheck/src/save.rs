//! Writing a file: whole or not at all. Whatever happens on the way, the old file or the new one is
//! there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// So many links are followed one after the other, as the system does.
const MOST_LINKS: usize = 40;

/// Writes a file by way of a temporary one in the same folder, which takes its place once it is
/// complete. A link is followed, and permissions are kept. What is no regular file, such as a device
/// or a pipe, is written to, and stays what it is. The error is a sentence for people.
///
/// The temporary file is called `.claimcheck-*.tmp`. One who is killed may leave it behind: it is a
/// hidden file, which no run reads.
pub(crate) fn save(path: &Path, text: &str) -> Result<(), String> {
    replace(path, text.as_bytes()).map_err(|error| {
        // Of the temporary file, which nobody named, nothing is said.
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        format!("cannot write {}: {why}", path.display())
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = followed(path)?;
    let existing = fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
        return OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    if existing.is_some() {
        // A file that may not be written to may not be replaced either.
        OpenOptions::new().append(true).open(&target)?;
    }
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claimcheck-").suffix(".tmp");
    #[cfg(unix)]
    if existing.is_none() {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: what the user's mask leaves of reading and writing for all.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    if let Some(existing) = existing {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, fchown};
            // Only few may give files away; for others it is theirs now.
            let _ = fchown(temporary.as_file(), Some(existing.uid()), Some(existing.gid()));
        }
        temporary.as_file().set_permissions(existing.permissions())?;
    }
    temporary.as_file_mut().write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(&target).map_err(|error| error.error)?;
    // The name itself is on the disk once the folder is; where a folder cannot be synced, so be it.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// The place that a path stands for: what a link leads to is written, and the link stays, also where
/// it leads to nothing yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("its links lead round in a circle"))
}

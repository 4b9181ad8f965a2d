//! Writing a file: whole or not at all. Whatever happens on the way, the old file or the new one is
//! there.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// So many links are followed one after the other, as the system does.
const MOST_LINKS: usize = 40;

/// Writes a file by way of a temporary one in the same folder, which takes its place once it is
/// complete. A link is followed, and permissions are kept. What is no regular file, such as a device
/// or a pipe, is written to, and stays what it is. The error is a sentence for people.
///
/// On Linux the temporary file has no name until it is complete, so that one who is killed leaves
/// nothing behind. Elsewhere, and where a file system knows no such files, it is `.claimcheck-*.tmp`:
/// a hidden file, which no run reads.
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
    let new = New { folder, target: &target, existing: existing.as_ref(), bytes };
    match new.without_a_name() {
        Some(done) => done?,
        None => new.under_another_name()?,
    }
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

/// A file that is to be there, or to take the place of one.
struct New<'n> {
    folder: &'n Path,
    target: &'n Path,
    existing: Option<&'n Metadata>,
    bytes: &'n [u8],
}

impl New<'_> {
    /// Writes a file without a name, and names it. Nothing where the system has no such files.
    #[cfg(target_os = "linux")]
    fn without_a_name(&self) -> Option<io::Result<()>> {
        use std::os::fd::AsRawFd as _;
        use std::os::unix::fs::OpenOptionsExt as _;

        use rustix::fs::{AtFlags, CWD, OFlags, linkat};

        let flags = i32::try_from(OFlags::TMPFILE.bits()).ok()?;
        let mut file = OpenOptions::new()
            .write(true)
            .mode(0o666)
            .custom_flags(flags)
            .open(self.folder)
            .ok()?;
        if let Err(error) = self.fill(&mut file) {
            return Some(Err(error));
        }
        let open = format!("/proc/self/fd/{}", file.as_raw_fd());
        let name = |path: &Path| {
            linkat(CWD, &open, CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
        };
        if self.existing.is_none() && name(self.target).is_ok() {
            return Some(Ok(()));
        }
        let named = builder().make_in(self.folder, name).ok()?;
        Some(named.persist(self.target).map_err(|error| error.error))
    }

    #[cfg(not(target_os = "linux"))]
    fn without_a_name(&self) -> Option<io::Result<()>> {
        None
    }

    fn under_another_name(&self) -> io::Result<()> {
        let mut builder = builder();
        #[cfg(unix)]
        if self.existing.is_none() {
            use std::os::unix::fs::PermissionsExt as _;
            // As any new file: what the user's mask leaves of reading and writing for all.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut temporary = builder.tempfile_in(self.folder)?;
        self.fill(temporary.as_file_mut())?;
        temporary.persist(self.target).map(|_| ()).map_err(|error| error.error)
    }

    /// Makes a file what the target is to be, and brings it to the disk.
    fn fill(&self, file: &mut File) -> io::Result<()> {
        if let Some(existing) = self.existing {
            #[cfg(unix)]
            {
                use std::os::unix::fs::MetadataExt as _;
                // Only few may give files away; for others it is theirs now.
                let _ =
                    std::os::unix::fs::fchown(&*file, Some(existing.uid()), Some(existing.gid()));
            }
            file.set_permissions(existing.permissions())?;
        }
        file.write_all(self.bytes)?;
        file.sync_all()
    }
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claimcheck-").suffix(".tmp");
    builder
}

//! One text of a project, from the disk or from memory over it, and why it cannot be read. Knows no
//! project.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// A text of more bytes than this cannot be addressed.
const MOST_BYTES: u64 = u32::MAX as u64;

/// Where texts come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// Texts that are read in place of those on the disk, such as those that an editor has not saved
    /// yet, by their paths.
    pub(crate) overlay: BTreeMap<PathBuf, String>,
    pub(crate) disk: Disk,
}

/// Whether the disk is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Disk {
    #[default]
    Read,
    Unread,
}

impl Texts {
    /// Whether there is a file, or a link, even one that cannot be read.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.overlay.contains_key(path)
            || (self.disk == Disk::Read && path.symlink_metadata().is_ok())
    }

    /// The text of a file of the project.
    pub(crate) fn load(&self, path: &Path, root: &Path) -> Result<String, Unreadable> {
        match (self.overlay.get(path), self.disk) {
            (Some(text), _) => Ok(text.clone()),
            (None, Disk::Read) => load_one(path, root),
            (None, Disk::Unread) => Err(Unreadable::Closed("it is not there".to_owned())),
        }
    }

    /// The texts in memory below a folder with one of some endings.
    pub(crate) fn below<'t>(
        &'t self,
        folder: &'t Path,
        endings: &'t [&str],
    ) -> impl Iterator<Item = &'t PathBuf> {
        let is_hidden =
            |below: &Path| below.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        self.overlay.keys().filter(move |path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            let below = path.strip_prefix(folder);
            below.is_ok_and(|below| !is_hidden(below))
                && ending.is_some_and(|ending| endings.contains(&ending))
        })
    }
}

/// Why the content of a file is not known.
pub(crate) enum Unreadable {
    /// It cannot be opened, or may not be.
    Closed(String),
    /// It is a folder that cannot be looked into.
    Folder(String),
    /// Its name is no text, so that nothing could name it.
    NoName,
    /// It is no text; what of it is, and where that ends.
    NotText { before: String, byte: usize },
}

impl Unreadable {
    /// What is wrong, in a lowercase phrase.
    pub(crate) fn why(&self) -> String {
        match self {
            Self::Closed(why) | Self::Folder(why) => why.clone(),
            Self::NoName => "its name is not UTF-8 text".to_owned(),
            Self::NotText { byte, .. } => format!("it is not UTF-8 text (byte {byte})"),
        }
    }

    /// What to do.
    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::Closed(_) => "make the file readable, or take it out",
            Self::Folder(_) => {
                "make the folder readable and let it lie in the project, or take it out"
            }
            Self::NoName => "give the file, and the folders that it lies in, names in UTF-8",
            Self::NotText { .. } => "save the file as UTF-8",
        }
    }

    /// What could be read.
    pub(crate) fn before(self) -> String {
        match self {
            Self::NotText { before, .. } => before,
            _ => String::new(),
        }
    }
}

/// Opens a file to read it, without waiting for anybody.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

/// The text of a file of the project, from the disk.
fn load_one(path: &Path, root: &Path) -> Result<String, Unreadable> {
    let because = |why: &str| Unreadable::Closed(why.to_owned());
    let closed = |error: io::Error| because(&format!("it cannot be read: {error}"));
    let named = path.strip_prefix(root).unwrap_or(path);
    if named.to_str().is_none() {
        return Err(Unreadable::NoName);
    }
    let real = fs::canonicalize(path).map_err(|error| {
        let link = path.symlink_metadata().is_ok_and(|about| about.is_symlink());
        if link && is_absent(&error) {
            because("it is a link that leads nowhere")
        } else {
            closed(error)
        }
    })?;
    if !real.starts_with(root) {
        return Err(because("it is a link that leads out of the project"));
    }
    // What is no file is not opened: a pipe would wait for somebody to write to it.
    let about = fs::metadata(&real).map_err(closed)?;
    if !about.is_file() {
        return Err(because("it is no regular file"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(MOST_BYTES)).unwrap_or(0));
    // A file may grow while it is read.
    let file = open(&real).map_err(closed)?;
    // It may have been exchanged for something else since it was looked at.
    if !file.metadata().map_err(closed)?.is_file() {
        return Err(because("it is no regular file"));
    }
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(closed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(because("it is larger than 4 GiB"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(byte);
        Unreadable::NotText { before: String::from_utf8(bytes).unwrap_or_default(), byte }
    })
}

/// Whether a file is not there.
pub(crate) fn is_absent(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

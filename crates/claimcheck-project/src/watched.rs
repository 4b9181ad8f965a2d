//! Waiting for the files of a project to change: what a program does that follows a project, between two analyses.
//!
//! Files are looked at by their dates and lengths, a few times a second. That works on every system,
//! on shares and in containers, and needs no limit of the system to be raised. Nothing is held open
//! between two looks, so that an interrupt ends the program as it ends any other.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::files::{Stamp, stamp, stamps};
use crate::location::locate;
use crate::settings;
use crate::texts::Texts;

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(300);
/// How long files must be as they are before they are read: an editor may write several.
const SETTLING: Duration = Duration::from_millis(100);
/// A pause is this many times as long as a look took, so that large projects are left some peace.
const PATIENCE: u32 = 5;
/// So many files that changed are named.
const MOST: usize = 5;

type Stamps = BTreeMap<String, Stamp>;

/// The files of the project that some paths belong to, as they were at the last look.
#[derive(Debug)]
pub struct Watched<'a> {
    paths: &'a [PathBuf],
    /// The root of the project, as it was last known.
    root: PathBuf,
    files: Stamps,
}

impl<'a> Watched<'a> {
    /// Looks for the first time. What is looked at before it is read tells of what changes meanwhile.
    pub fn new(paths: &'a [PathBuf]) -> Self {
        let mut watched = Self { paths, root: PathBuf::new(), files: Stamps::new() };
        watched.files = watched.look();
        watched
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// Waits for a change, and for the files to stay as they are then. The change is told in words.
    pub fn wait(&mut self) -> String {
        let now = self.settled();
        let words = in_words(&changed(&self.files, &now));
        self.files = now;
        words
    }

    fn settled(&mut self) -> Stamps {
        loop {
            let began = Instant::now();
            let now = self.look();
            if now != self.files {
                sleep(SETTLING);
                let settled = self.look();
                if settled == now {
                    return now;
                }
                continue;
            }
            sleep(PAUSE.max(began.elapsed() * PATIENCE));
        }
    }

    /// The files as they are. Where the project cannot be found, because its settings cannot be read or
    /// its folder is gone, what is left of those of the last look, and the settings as they are now.
    fn look(&mut self) -> Stamps {
        if let Ok(location) = locate(self.paths, &Texts::default()) {
            self.root.clone_from(&location.root);
            return stamps(&location);
        }
        let kept = |name: &String| Some((name.clone(), stamp(&self.root.join(name))?));
        let mut files: Stamps = self.files.keys().filter_map(kept).collect();
        files.remove(settings::FILE);
        let path = self.paths.first().cloned().unwrap_or_else(|| ".".into());
        let path = std::fs::canonicalize(&path).unwrap_or(path);
        let file =
            path.ancestors().map(|folder| folder.join(settings::FILE)).find(|file| file.is_file());
        if let Some(about) = file.and_then(|file| stamp(&file)) {
            files.insert(settings::FILE.to_owned(), about);
        }
        files
    }
}

/// The files that changed, each in words.
fn changed(before: &Stamps, after: &Stamps) -> Vec<String> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let gone = gone.map(|path| format!("{path} (gone)"));
    let other = after.iter().filter_map(|(path, stamp)| match before.get(path) {
        None => Some(format!("{path} (new)")),
        Some(was) if was != stamp => Some(path.clone()),
        Some(_) => None,
    });
    gone.chain(other).collect()
}

fn in_words(changed: &[String]) -> String {
    let more = changed.len().saturating_sub(MOST);
    let named = changed[..changed.len() - more].join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("changed: {named}{more}")
}

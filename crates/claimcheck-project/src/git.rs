//! What a folder held at a git revision, read from git's objects by the `git` program. Neither the
//! work tree nor the index is touched, and nothing of the one who runs it decides what is read.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use claimcheck_core::problem::clip;

use crate::error::Error;

/// What a hook or a script may have set, and would make git look elsewhere than in the folder.
const ELSEWHERE: [&str; 6] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"];

/// A file of a revision.
#[derive(Debug)]
pub(crate) struct Blob {
    /// Its path below the folder, as bytes.
    pub(crate) path: Vec<u8>,
    /// Whether it is a link, whose content is where it leads.
    pub(crate) link: bool,
    /// What it holds.
    pub(crate) content: Vec<u8>,
}

/// The files below a folder at a revision, of those whose path and kind are wanted; nothing where
/// the folder was not there.
pub(crate) fn files_at(
    folder: &Path,
    revision: &str,
    wanted: impl Fn(&[u8], bool) -> bool,
) -> Result<Option<Vec<Blob>>, Error> {
    read_at(folder, revision, wanted).map_err(Error::Revision)
}

fn read_at(
    folder: &Path,
    revision: &str,
    wanted: impl Fn(&[u8], bool) -> bool,
) -> Result<Option<Vec<Blob>>, String> {
    let git = Git { folder };
    let Some(prefix) = git.ask(&["rev-parse", "--show-prefix"])? else {
        return Err(format!(
            "--against needs a git repository, and {} is in none: {}",
            folder.display(),
            git.complaint(&["rev-parse", "--show-prefix"])?
        ));
    };
    let commit = git.commit(revision)?;
    let below = prefix.trim_end_matches('\n').trim_end_matches('/');
    let tree = format!("{commit}:{below}");
    let Some(tree) = git.ask(&["rev-parse", "--verify", "--quiet", &tree])? else {
        return Ok(None);
    };
    let listed = git.run(&["ls-tree", "-r", "-z", "--full-tree", tree.trim()], None)?;
    let entries = listed.stdout.split(|byte| *byte == 0).filter_map(entry);
    let entries: Vec<Entry<'_>> = entries.filter(|entry| wanted(entry.path, entry.link)).collect();
    git.read(&entries).map(Some)
}

/// A line of `git ls-tree`.
struct Entry<'l> {
    path: &'l [u8],
    object: &'l str,
    link: bool,
}

fn entry(line: &[u8]) -> Option<Entry<'_>> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let mut about = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
    let (mode, kind, object) = (about.next()?, about.next()?, about.next()?);
    (kind == "blob").then_some(Entry { path: &line[tab + 1..], object, link: mode == "120000" })
}

struct Git<'f> {
    folder: &'f Path,
}

impl Git<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder).args(args);
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        // Messages in one language, no questions, and no lock on the index.
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
        command
    }

    fn run(&self, args: &[&str], input: Option<&[u8]>) -> Result<Output, String> {
        let mut command = self.command(args);
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                "--against needs the program `git`, which is not installed".to_owned()
            }
            _ => format!("cannot run git: {error}"),
        };
        let mut child = command.spawn().map_err(failed)?;
        let stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Git answers while it is asked: who only asks would wait for ever.
            if let (Some(mut stdin), Some(input)) = (stdin, input) {
                scope.spawn(move || {
                    // What git does not read, it complains of by its status.
                    let _ = stdin.write_all(input);
                });
            }
            child.wait_with_output()
        });
        output.map_err(failed)
    }

    /// What git answers, or nothing where it has no answer.
    fn ask(&self, args: &[&str]) -> Result<Option<String>, String> {
        let output = self.run(args, None)?;
        Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
    }

    /// What git says is wrong.
    fn complaint(&self, args: &[&str]) -> Result<String, String> {
        let output = self.run(args, None)?;
        let text = String::from_utf8_lossy(&output.stderr);
        Ok(text.trim().trim_start_matches("fatal: ").replace('\n', " "))
    }

    /// The commit of a revision.
    fn commit(&self, revision: &str) -> Result<String, String> {
        let shown = clip(revision);
        // `^main` is all that is not in main, and no revision.
        if revision.is_empty() || revision.starts_with(['-', '^']) {
            return Err(format!("{shown} is no revision: write a branch, a tag or a commit"));
        }
        let wanted = format!("{revision}^{{commit}}");
        if let Some(commit) = self.ask(&["rev-parse", "--verify", "--quiet", &wanted])? {
            return Ok(commit.trim().to_owned());
        }
        let shallow = self.ask(&["rev-parse", "--is-shallow-repository"])?;
        Err(if shallow.is_some_and(|answer| answer.trim() == "true") {
            format!(
                "the revision {shown} is not in this clone, which is shallow: {}",
                fetching(revision)
            )
        } else {
            format!(
                "there is no revision {shown} in this repository: `git fetch` brings those of others, and `git log --oneline` lists those that are here"
            )
        })
    }

    /// The contents of some entries, in one go.
    fn read(&self, entries: &[Entry<'_>]) -> Result<Vec<Blob>, String> {
        let asked: String = entries.iter().map(|entry| format!("{}\n", entry.object)).collect();
        let output = self.run(&["cat-file", "--batch"], Some(asked.as_bytes()))?;
        let mut rest = output.stdout.as_slice();
        let mut blobs = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(content) = next_object(&mut rest) else {
                return Err(format!(
                    "git cannot read {} of that revision: {}",
                    String::from_utf8_lossy(entry.path),
                    String::from_utf8_lossy(&output.stderr).trim()
                ));
            };
            blobs.push(Blob { path: entry.path.to_vec(), link: entry.link, content });
        }
        Ok(blobs)
    }
}

/// The next answer of `git cat-file --batch`: `OBJECT blob SIZE`, a line break, the bytes, a line
/// break; nothing where the object is missing.
fn next_object(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let about = std::str::from_utf8(&rest[..end]).ok()?;
    let size: usize = about.rsplit(' ').next()?.parse().ok()?;
    let after = (end + 1).saturating_add(size);
    let content = rest.get(end + 1..after)?.to_vec();
    *rest = rest.get(after.saturating_add(1)..)?;
    Some(content)
}

/// How to fetch a revision into a shallow clone.
fn fetching(revision: &str) -> String {
    let is_hash = revision.len() >= 40 && revision.chars().all(|c| c.is_ascii_hexdigit());
    if revision.contains(['~', '^', '@', ':']) {
        "`git fetch --unshallow` brings all of it".to_owned()
    } else if let Some(branch) = revision.strip_prefix("origin/") {
        format!("`git fetch --depth=1 origin {branch}:refs/remotes/origin/{branch}` brings it")
    } else if is_hash {
        format!("`git fetch --depth=1 origin {revision}` brings it")
    } else {
        format!(
            "`git fetch --depth=1 origin {revision}` brings it, and `--against FETCH_HEAD` names it"
        )
    }
}

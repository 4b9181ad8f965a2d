//! Where a project lies: from the paths of the command line to its root and its folders.

use std::fs;
use std::path::{Path, PathBuf};

use claimcheck_core::suggest::nearest;
use clap::CommandFactory as _;

use crate::args::Cli;
use crate::files;
use crate::settings::{self, At, Settings};

/// Where a project's files are, and which of its findings are asked for.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The root; all paths that are shown are relative to it.
    pub(crate) root: PathBuf,
    /// The folder of the texts.
    pub(crate) reports: PathBuf,
    /// The folders of claims documents.
    pub(crate) claims: Vec<PathBuf>,
    /// Files and folders whose findings are asked for; all, where empty.
    pub(crate) only: Vec<PathBuf>,
    /// What the project's settings say.
    pub(crate) settings: Settings,
}

impl Layout {
    /// Whether a file of the project is asked for, by its path from the root.
    pub(crate) fn asks_for(&self, path: &str) -> bool {
        let path = self.root.join(path);
        self.only.is_empty() || self.only.iter().any(|only| path.starts_with(only))
    }
}

/// Finds the project that the paths belong to. The error is a sentence for people.
pub(crate) fn locate(paths: &[PathBuf]) -> Result<Layout, String> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut found: Option<Layout> = None;
    for path in paths {
        let shown = path.display();
        let real = fs::canonicalize(path).map_err(|error| unreadable(path, &error))?;
        let layout = locate_one(&real)?;
        match &mut found {
            None => found = Some(layout),
            Some(first) if first.root != layout.root => {
                return Err(format!(
                    "{shown} belongs to another project than {}",
                    paths[0].display()
                ));
            }
            // One path that asks for everything asks for everything.
            Some(first) if first.only.is_empty() || layout.only.is_empty() => first.only.clear(),
            Some(first) => first.only.extend(layout.only),
        }
    }
    found.ok_or_else(|| "no path was given".to_owned())
}

/// The project of a root in another state: with the settings that it has there, or else with the
/// folders that it has now, or those of a project without settings.
pub(crate) fn elsewhere(now: &Layout, root: &Path) -> Result<Layout, String> {
    if root.join(settings::FILE).is_file() {
        return with_settings(root, root);
    }
    let moved = |folder: &Path| match folder.strip_prefix(&now.root) {
        Ok(below) => root.join(below),
        Err(_) => root.to_owned(),
    };
    let reports = moved(&now.reports);
    if !reports.is_dir() {
        let (reports, claims) = (root.join("reports"), root.join("claims"));
        return Ok(layout(root.to_owned(), reports, claims, root, Settings::default()));
    }
    Ok(Layout {
        root: root.to_owned(),
        reports,
        claims: now.claims.iter().map(|folder| moved(folder)).collect(),
        only: Vec::new(),
        settings: Settings::default(),
    })
}

/// What is wrong with a path that cannot be read; a word may have been meant as a command.
fn unreadable(path: &Path, error: &std::io::Error) -> String {
    let word = path.to_string_lossy();
    let program = Cli::command();
    let command = nearest(&word, program.get_subcommands().map(clap::Command::get_name))
        .filter(|_| !word.contains(['/', '.']));
    let hint = command
        .map_or_else(String::new, |command| format!("; did you mean the command `{command}`?"));
    format!("cannot read {word}: {error}{hint}")
}

fn locate_one(path: &Path) -> Result<Layout, String> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    // A file that cannot be read, or a link that leads nowhere, marks a project too.
    let has_settings = |folder: &&Path| folder.join(settings::FILE).symlink_metadata().is_ok();
    if let Some(root) = folder.ancestors().find(has_settings) {
        return with_settings(root, path);
    }
    Ok(without_settings(path, folder))
}

fn with_settings(root: &Path, path: &Path) -> Result<Layout, String> {
    let file = root.join(settings::FILE);
    let text = files::load_one(&file, root)
        .map_err(|error| format!("cannot read {}: {}", file.display(), error.why()))?;
    let settings = settings::read(&file.display().to_string(), &text)?;
    let folder = |name: Option<&At<String>>, default: &str| {
        let place = name.map_or_else(String::new, |name| settings.place(name.place) + ": ");
        let name = name.map_or(default, |name| &name.value);
        let inside = Path::new(name).components().all(|part| {
            matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir)
        });
        let folder = root.join(name);
        if inside {
            Ok(folder)
        } else {
            Err(format!("{}:{place}the folder `{name}` leads out of the project", file.display()))
        }
    };
    let reports = folder(settings.reports.as_ref(), "reports")?;
    let claims = folder(settings.claims.as_ref(), "claims")?;
    Ok(layout(root.to_owned(), reports, claims, path, settings))
}

/// Without settings, the shape of the folders tells: a folder with `reports` or `claims` in it is
/// a root, a folder of either name lies in one, and any other folder is the reports.
fn without_settings(path: &Path, folder: &Path) -> Layout {
    let is_root = |folder: &Path| folder.join("reports").is_dir() || folder.join("claims").is_dir();
    let named = |folder: &&Path, name: &str| folder.file_name().is_some_and(|own| own == name);
    let part =
        folder.ancestors().find(|folder| named(folder, "reports") || named(folder, "claims"));
    let root = match part.and_then(Path::parent) {
        _ if is_root(folder) => Some(folder),
        Some(root) if root.join("reports").is_dir() && root.join("claims").is_dir() => Some(root),
        _ => None,
    };
    if let Some(root) = root {
        let (reports, claims) = (root.join("reports"), root.join("claims"));
        return layout(root.to_owned(), reports, claims, path, Settings::default());
    }
    let beside =
        folder.parent().map(|parent| parent.join("claims")).filter(|claims| claims.is_dir());
    let root = match (&beside, folder.parent()) {
        (Some(_), Some(parent)) => parent,
        _ => folder,
    };
    let claims = beside.unwrap_or_else(|| folder.to_owned());
    layout(root.to_owned(), folder.to_owned(), claims, path, Settings::default())
}

fn layout(
    root: PathBuf,
    reports: PathBuf,
    claims: PathBuf,
    path: &Path,
    settings: Settings,
) -> Layout {
    let whole = root.starts_with(path) || path == reports || path == claims;
    let only = if whole { Vec::new() } else { vec![path.to_owned()] };
    let claims = if claims == reports { vec![claims] } else { vec![reports.clone(), claims] };
    Layout { root, reports, claims, only, settings }
}

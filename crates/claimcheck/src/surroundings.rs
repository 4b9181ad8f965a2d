//! Where the program runs: on a machine that checks changes, or at someone's desk. The only place
//! that asks the environment for it.

use std::path::{Path, PathBuf};

use crate::render::paths::Paths;

/// What is known of where the program runs.
#[derive(Debug)]
pub(crate) struct Surroundings {
    /// Whether the output goes to the log of a GitHub workflow.
    pub(crate) github: bool,
    /// The file that a step of a GitHub workflow may add its summary to.
    pub(crate) summary: Option<PathBuf>,
    /// Paths from the root of the repository.
    pub(crate) from_repository: Paths,
    /// Paths from the working folder.
    pub(crate) from_here: Paths,
}

impl Surroundings {
    /// Looks around. `project` is the project's root, absolute and without links.
    pub(crate) fn of(project: &Path) -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        let told = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]
            .into_iter()
            .filter_map(|name| Path::new(&set(name)?).canonicalize().ok());
        let repository = repository(project, told);
        Self {
            github: Self::in_workflow(),
            summary: set("GITHUB_STEP_SUMMARY").map(PathBuf::from),
            from_repository: Paths::from(&repository, project),
            from_here: here.map_or_else(|_| Paths::default(), |here| Paths::from(&here, project)),
        }
    }

    /// Whether the program runs in a GitHub workflow.
    pub(crate) fn in_workflow() -> bool {
        std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
    }
}

/// The root of the repository that a project lies in: the one that was told, or the nearest folder
/// with a `.git`, or the project itself.
fn repository(project: &Path, mut told: impl Iterator<Item = PathBuf>) -> PathBuf {
    let marked = || project.ancestors().find(|folder| folder.join(".git").exists());
    told.find(|folder| project.starts_with(folder))
        .unwrap_or_else(|| marked().unwrap_or(project).to_owned())
}

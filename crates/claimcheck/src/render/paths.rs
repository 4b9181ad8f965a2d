//! Paths as the readers of a format look for them: below the repository's root for those who show
//! findings beside its files, or from the working folder for those who run there.

use std::path::{Component, Path};

use claimcheck_core::model::Model;
use claimcheck_core::source::{FileId, Span};

use crate::sanitize::clean;

/// What leads from where a path is counted from to the project's root.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paths {
    /// Empty, or ends with `/`.
    lead: String,
}

impl Paths {
    /// Paths counted from a folder. Both are absolute, without links.
    pub(crate) fn from(folder: &Path, project: &Path) -> Self {
        let shared = folder
            .components()
            .zip(project.components())
            .take_while(|(one, other)| one == other)
            .count();
        let up = folder.components().skip(shared).map(|_| "../".to_owned());
        let down = project.components().skip(shared).map(|part| match part {
            Component::Normal(name) => format!("{}/", name.to_string_lossy()),
            // Nothing else follows a common beginning of two absolute paths.
            _ => String::new(),
        });
        Self { lead: up.chain(down).collect() }
    }

    /// The path of a file, with `/`.
    pub(crate) fn of(&self, model: &Model, file: FileId) -> String {
        format!("{}{}", self.lead, model.sources.file(file).path())
    }

    /// A place for people: `file:line:column`, cleaned.
    pub(crate) fn place(&self, model: &Model, span: Span) -> String {
        let at = model.sources.start(span);
        format!("{}:{}:{}", clean(&self.of(model, span.file)), at.line, at.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leads(folder: &str, project: &str, expected: &str) {
        assert_eq!(Paths::from(Path::new(folder), Path::new(project)).lead, expected);
    }

    #[test]
    fn a_path_leads_from_the_folder_to_the_project() {
        leads("/repo", "/repo", "");
        leads("/repo", "/repo/news/desk", "news/desk/");
        leads("/repo/reports", "/repo", "../");
        leads("/repo/a/b", "/repo/c", "../../c/");
    }
}

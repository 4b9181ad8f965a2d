//! `claimcheck.yaml`: where things lie, and the project's own units.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The file's name, which marks the root of a project.
pub(crate) const FILE: &str = "claimcheck.yaml";

/// The settings of a project.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Settings {
    /// The folder of the texts, below the root.
    pub(crate) reports: Option<String>,
    /// The folder of the claims documents, below the root.
    pub(crate) claims: Option<String>,
    /// Units of the project's own, by name.
    pub(crate) units: BTreeMap<String, Option<Unit>>,
}

/// A unit: what one of it is, such as `158.987 l`; a dimension of its own where nothing is said.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Unit {
    /// What else it is called.
    pub(crate) names: Vec<String>,
    /// What one of it is.
    pub(crate) is: Option<String>,
}

/// Reads settings. An error says where.
pub(crate) fn read(text: &str) -> Result<Settings, String> {
    // An empty file is a marker, and all of its settings are the defaults.
    let settings: Option<Settings> =
        serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    Ok(settings.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn an_empty_file_marks_a_project() {
        assert!(read("").is_ok_and(|settings| settings.reports.is_none()));
        assert!(read("# nothing yet\n").is_ok());
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let error = read("reports: texts\nreport: x\n").expect_err("there is no such key");
        assert!(error.contains("report") && error.contains("line 2"), "{error}");
    }
}

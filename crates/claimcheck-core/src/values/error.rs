//! Why a text is not a value: what every value parser returns instead of guessing.

/// A value that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong, a lowercase phrase without a full stop.
    pub message: String,
    /// What to do about it, if anything can be said.
    pub help: Option<String>,
    /// Whether the flaw is a word that nothing is known by (a unit, a level, an entity), rather
    /// than a form that cannot be read.
    pub unknown_name: bool,
}

impl ValueError {
    /// A form that cannot be read.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, unknown_name: false }
    }

    /// A word that nothing is known by.
    pub fn unknown(message: impl Into<String>) -> Self {
        Self { unknown_name: true, ..Self::new(message) }
    }

    /// A denial that leaves no answer.
    pub(crate) fn denies_everything() -> Self {
        Self::new("this denies every answer there is")
            .with_help("write `unknown` where the report says that the answer is not known")
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

//! `claimcheck.yaml`: where things lie, what counts how much, and what is left out for a reason. Read
//! with the reader of claims, so that every flaw has its place; knows no project.

use claimcheck_checker::{Family, Severity, check};
use claimcheck_core::problem::{InputCode, clip};
use claimcheck_core::read::keys::{Key, Mapping, Shape};
use claimcheck_core::read::record::Text;
use claimcheck_core::read::{Field, Reader};
use claimcheck_core::source::{SourceFile, Sources, Span};
use claimcheck_core::suggest::nearest;
use claimcheck_core::yaml::{self, Node};

use crate::error::Error;
use crate::status::FailOn;

/// The file's name, which marks the root of a project.
pub const FILE: &str = "claimcheck.yaml";

/// The word for findings that are not wanted at all.
const OFF: &str = "off";

/// So many flaws of the file are told; the others are counted.
const MOST_FLAWS: usize = 20;

/// The keys of the file.
pub static SETTINGS: Mapping = Mapping {
    name: "settings",
    what: "a settings file",
    about: "The settings of a project. The file marks the root of the project.",
    required: &[],
    one_of: &[],
    keys: &[
        Key {
            name: "reports",
            shape: Shape::Text,
            about: "The folder of the texts, below the root; `reports`, where nothing is said.",
        },
        Key {
            name: "claims",
            shape: Shape::Text,
            about: "The folder of the claims documents, below the root; `claims`, where nothing is said.",
        },
        Key {
            name: "fail-on",
            shape: Shape::Word(levels_of_failure),
            about: "The least finding that makes the exit status 1; `new-conflicts`, where nothing is said.",
        },
        Key {
            name: "severity",
            shape: Shape::Worded(codes_to_weigh, severities),
            about: "How bad the findings of a family or code are. Of a conflict it is the most: one of unsure claims stays less.",
        },
        Key {
            name: "ignore",
            shape: Shape::List(&IGNORE),
            about: "Findings that are left out, each for a reason.",
        },
        Key { name: "units", shape: Shape::Named(&UNIT), about: "Units of the project's own." },
    ],
};

static UNIT: Mapping = Mapping {
    name: "unit",
    what: "a unit",
    about: "A unit; one that nothing is said of counts something of its own.",
    required: &[],
    one_of: &[],
    keys: &[
        Key {
            name: "names",
            shape: Shape::Texts,
            about: "What else it is called, such as its plural.",
        },
        Key { name: "is", shape: Shape::Text, about: "What one of it is, such as `158.987 l`." },
    ],
};

static IGNORE: Mapping = Mapping {
    name: "ignore",
    what: "an ignore",
    about: "Findings that are left out. Errors of the input cannot be; a conflict needs its question.",
    required: &["code", "because"],
    one_of: &[],
    keys: &[
        Key {
            name: "code",
            shape: Shape::Word(codes_to_ignore),
            about: "A family or the code of a check.",
        },
        Key {
            name: "question",
            shape: Shape::Texts,
            about: "The questions of the finding, as `subject.property`; any, where nothing is said.",
        },
        Key { name: "because", shape: Shape::Text, about: "Why." },
    ],
};

/// A setting, and where it is made.
#[derive(Debug, Clone)]
pub struct At<T> {
    /// The setting.
    pub value: T,
    /// Where it is made, in the settings file.
    pub place: Span,
}

/// A unit of the project's own.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// What else it is called.
    pub names: Vec<String>,
    /// What one of it is.
    pub is: Option<String>,
}

/// Findings that are left out.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// A family, or the code of a check.
    pub code: String,
    /// The questions of the findings, as `subject.property`; any, where there are none.
    pub questions: Vec<String>,
    /// Why.
    pub because: String,
}

/// How bad the findings of a family or code are; nothing where they are not wanted.
#[derive(Debug, Clone)]
pub struct Weight {
    /// A family, or the code of a check.
    pub code: String,
    /// The severity; nothing, where they are switched off.
    pub severity: Option<Severity>,
}

/// The settings of a project.
#[derive(Debug, Default)]
pub struct Settings {
    /// The file itself, as the first and only source; none, where there is no file.
    pub sources: Sources,
    /// The folder of the texts.
    pub reports: Option<At<String>>,
    /// The folder of the claims documents.
    pub claims: Option<At<String>>,
    /// The level of failure.
    pub fail_on: Option<At<FailOn>>,
    /// How bad findings are.
    pub severity: Vec<At<Weight>>,
    /// What is left out.
    pub ignore: Vec<At<Ignore>>,
    /// The project's own units.
    pub units: Vec<At<Unit>>,
}

impl Settings {
    /// The place of a setting, `line:column`.
    pub fn place(&self, span: Span) -> String {
        let at = self.sources.start(span);
        format!("{}:{}", at.line, at.column)
    }
}

/// Reads settings. The error has a line for each flaw, with its place in the file of a name.
pub(crate) fn read(name: &str, text: &str) -> Result<Settings, Error> {
    let mut settings = Settings::default();
    let file = settings.sources.add(SourceFile::new(FILE, text));
    let (documents, problems) = yaml::parse(text, file);
    let mut reader = Reader::new(problems);
    let mut documents = documents.into_iter();
    if let Some(document) = documents.next() {
        fill(&mut settings, &mut reader, document);
    }
    if let Some(second) = documents.next() {
        reader.refuse(InputCode::Yaml, second.span, "the settings are one document");
    }
    let mut problems = reader.problems();
    if problems.is_empty() {
        return Ok(settings);
    }
    problems.sort_by_key(|problem| problem.at.span);
    let line = |problem: &claimcheck_core::problem::Problem| {
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!(": {help}"));
        format!("{name}:{}: {}{help}", settings.place(problem.at.span), problem.message)
    };
    let more: usize = problems.iter().map(|problem| problem.more).sum();
    let more = more + problems.len().saturating_sub(MOST_FLAWS);
    let mut lines: Vec<String> = problems.iter().take(MOST_FLAWS).map(line).collect();
    if more > 0 {
        lines.push(format!("{name}: and {more} more flaws; correct these first"));
    }
    Err(Error::Settings(lines.join("\n")))
}

fn fill(settings: &mut Settings, reader: &mut Reader, node: Node<'_>) {
    for Field { key, place, value } in reader.fields(node, &SETTINGS) {
        let folder = |text: Text<'_>| At { value: text.text.into_owned(), place };
        match key {
            "reports" => settings.reports = reader.text(value, "a folder").map(folder),
            "claims" => settings.claims = reader.text(value, "a folder").map(folder),
            "fail-on" => settings.fail_on = fail_on(reader, value),
            "severity" => settings.severity = weights(reader, value),
            "ignore" => settings.ignore = ignores(reader, value),
            _ => settings.units = units(reader, value),
        }
    }
}

fn fail_on(reader: &mut Reader, node: Node<'_>) -> Option<At<FailOn>> {
    let text = reader.text(node, "a level, such as `warnings`")?;
    let word = known(reader, &text, "level", &levels_of_failure())?;
    FailOn::of(word).map(|value| At { value, place: text.span })
}

fn weights(reader: &mut Reader, node: Node<'_>) -> Vec<At<Weight>> {
    let mut weights: Vec<At<Weight>> = Vec::new();
    for (code, value) in reader.entries(node, "codes with their severities") {
        let Some(word) = reader.text(value, "a severity") else { continue };
        if weights.iter().any(|other| other.value.code == code.as_str()) {
            let message = format!("the key `{}` stands twice", code.as_str());
            reader.refuse(InputCode::Yaml, code.span, message).help =
                Some("keep one of the two".to_owned());
            continue;
        }
        let known_code = known(reader, &code, "family or check", &codes());
        let known_word = known(reader, &word, "severity", &severities());
        let (Some(code_word), Some(word)) = (known_code, known_word) else { continue };
        let refusal = if is_input_error(code_word) {
            Some("an error of the input is an error: correct it")
        } else if word == OFF && is_conflict(code_word) {
            Some("a conflict is not switched off: `ignore` it with its question and a reason")
        } else {
            None
        };
        if let Some(refusal) = refusal {
            let message = format!("`{code_word}` cannot be `{word}`");
            reader.refuse(InputCode::BadValue, code.span, message).help = Some(refusal.to_owned());
            continue;
        }
        let severity = [Severity::Note, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|severity| severity.as_str() == word);
        weights
            .push(At { value: Weight { code: code_word.to_owned(), severity }, place: code.span });
    }
    weights
}

fn ignores(reader: &mut Reader, node: Node<'_>) -> Vec<At<Ignore>> {
    let items = reader.items(node, "a list of what is left out");
    items.into_iter().filter_map(|item| ignore(reader, item)).collect()
}

fn ignore(reader: &mut Reader, node: Node<'_>) -> Option<At<Ignore>> {
    let span = node.span;
    let (mut code, mut questions, mut because) = (None, Vec::new(), None);
    for Field { key, value, .. } in reader.fields(node, &IGNORE) {
        match key {
            "code" => code = reader.text(value, "a family or the code of a check"),
            "question" => questions = reader.texts(value, "a question, as in `subject.property`"),
            _ => {
                because =
                    reader.text(value, "a reason").filter(|text| !text.text.trim().is_empty());
            }
        }
    }
    if because.is_none() {
        reader.refuse(InputCode::BadValue, span, "an ignore without `because`").help =
            Some("say why, so that others can judge it".to_owned());
    }
    let Some(code) = code else {
        reader.refuse(InputCode::BadValue, span, "an ignore without `code`").help =
            Some("name the check, as in `code: gap/silent`".to_owned());
        return None;
    };
    let word = known(reader, &code, "family or check", &codes())?;
    if is_input_error(word) {
        reader.refuse(InputCode::BadValue, code.span, format!("`{word}` cannot be ignored")).help =
            Some("correct what it names: nothing that rests on it can be checked".to_owned());
        return None;
    }
    if is_conflict(word) && questions.is_empty() {
        reader
            .refuse(InputCode::BadValue, code.span, format!("`{word}` is ignored everywhere"))
            .help = Some("name the question, as in `question: talks.date`".to_owned());
        return None;
    }
    let questions = questions.into_iter().map(|text| text.text.into_owned()).collect();
    let because = because?.text.into_owned();
    Some(At { value: Ignore { code: word.to_owned(), questions, because }, place: span })
}

fn units(reader: &mut Reader, node: Node<'_>) -> Vec<At<Unit>> {
    let mut units: Vec<At<Unit>> = Vec::new();
    for (name, value) in reader.entries(node, "units with what they are") {
        let mut unit = Unit { name: name.text.to_string(), names: Vec::new(), is: None };
        for Field { key, value, .. } in reader.fields(value, &UNIT) {
            match key {
                "names" => {
                    let names = reader.texts(value, "a name");
                    unit.names = names.into_iter().map(|name| name.text.into_owned()).collect();
                }
                _ => {
                    let is = reader.text(value, "so much of a unit, such as `158.987 l`");
                    unit.is = is.map(|is| is.text.into_owned());
                }
            }
        }
        units.push(At { value: unit, place: name.span });
    }
    units
}

/// The word of a closed list that a text is; a problem otherwise.
fn known(
    reader: &mut Reader,
    text: &Text<'_>,
    what: &str,
    words: &[&'static str],
) -> Option<&'static str> {
    let word = words.iter().copied().find(|word| *word == text.as_str());
    if word.is_none() {
        let help = nearest(text.as_str(), words.iter().copied()).map_or_else(
            || format!("write one of {}", words.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("{} is no {what}", clip(text.as_str()));
        reader.refuse(InputCode::UnknownName, text.span, message).help = Some(help);
    }
    word
}

/// All families and codes.
fn codes() -> Vec<&'static str> {
    let families = Family::ALL.iter().map(|family| family.as_str());
    families.chain(check::all().iter().map(|check| check.code)).collect()
}

/// Whether a word names errors of the input among others.
fn is_input_error(code: &str) -> bool {
    code == Family::Input.as_str()
        || check::check(code).is_some_and(|check| {
            check.family() == Family::Input && check.severity == Severity::Error
        })
}

fn is_conflict(code: &str) -> bool {
    Family::of(code) == Some(Family::Conflict)
}

fn codes_to_weigh() -> Vec<&'static str> {
    codes().into_iter().filter(|code| !is_input_error(code)).collect()
}

fn codes_to_ignore() -> Vec<&'static str> {
    codes_to_weigh()
}

fn severities() -> Vec<&'static str> {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    severities.iter().map(|severity| severity.as_str()).chain([OFF]).collect()
}

fn levels_of_failure() -> Vec<&'static str> {
    FailOn::ALL.iter().map(|level| level.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    fn error(text: &str) -> String {
        read("claimcheck.yaml", text).expect_err("it is refused").to_string()
    }

    #[test]
    fn an_empty_file_marks_a_project() {
        for text in ["", "# nothing yet\n", "---\n"] {
            assert!(read("claimcheck.yaml", text).is_ok_and(|settings| settings.reports.is_none()));
        }
    }

    #[test]
    fn every_flaw_has_its_place_and_what_to_do() {
        assert_eq!(
            error("reports: texts\nreport: x\nseverity: {gap/ecko: warning, gap/echo: bad}\n"),
            "claimcheck.yaml:2:1: a settings file has no key `report`: did you mean `reports`?\n\
             claimcheck.yaml:3:12: `gap/ecko` is no family or check: did you mean `gap/echo`?\n\
             claimcheck.yaml:3:41: `bad` is no severity: write one of error, warning, note, off"
        );
    }

    #[test]
    fn a_conflict_is_not_left_out_without_a_reason_and_its_question() {
        assert!(error("severity: {conflict: off}").contains("`conflict` cannot be `off`"));
        assert!(error("severity: {conflict/date: off}").contains("cannot be `off`"));
        assert!(error("ignore: [{code: conflict/date, question: a.b}]").contains("because"));
        assert!(
            error("ignore: [{code: conflict/date, question: a.b, because: ' '}]")
                .contains("because")
        );
        assert!(error("ignore: [{code: conflict/date, because: so}]").contains("everywhere"));
        assert!(read("x", "ignore: [{code: conflict/date, question: a.b, because: so}]").is_ok());
    }

    #[test]
    fn errors_of_the_input_stay_errors() {
        assert!(error("severity: {input/yaml: note}").contains("cannot be"));
        assert!(error("severity: {input: off}").contains("cannot be"));
        assert!(
            error("ignore: [{code: input/bad-value, because: so}]").contains("cannot be ignored")
        );
        assert!(read("x", "severity: {input/unused: off}").is_ok());
    }
}

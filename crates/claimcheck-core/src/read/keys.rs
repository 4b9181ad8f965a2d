//! Every key of the language: what it is for, and what stands after it. What is read, what is
//! refused and what the schemas say all come from these tables.

use crate::model::Certainty;
use crate::values::{Changes, ValueType};

/// A mapping whose keys are known.
#[derive(Debug)]
pub struct Mapping {
    /// Its name among the definitions of a schema.
    pub name: &'static str,
    /// What a message calls it, with its article.
    pub what: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
    /// The keys that must be there.
    pub required: &'static [&'static str],
    /// The keys of which at least one must stand; any or none, where there are none here.
    pub one_of: &'static [&'static str],
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What stands after it.
    pub shape: Shape,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// What stands after a key.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text; numbers, dates and yes-no are texts too.
    Text,
    /// A text, or a list of texts.
    Texts,
    /// A list of texts and lists of texts.
    Groups,
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// A mapping.
    One(&'static Mapping),
    /// A list of mappings.
    List(&'static Mapping),
    /// Names, each with a mapping or with nothing.
    Named(&'static Mapping),
    /// Names, each with a text.
    Texted,
    /// Names of a closed list, each with a word of a closed list.
    Worded(fn() -> Vec<&'static str>, fn() -> Vec<&'static str>),
    /// A text, or a mapping that selects one.
    TextOr(&'static Mapping),
    /// Properties, each with a value.
    Values,
    /// A value: a text, a list of values, or a mapping with one of the forms of values.
    Value,
    /// A list of values, or one value.
    ValueList,
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about }
}

/// A claims document.
pub static DOCUMENT: Mapping = Mapping {
    name: "document",
    what: "a claims document",
    about: "Claims of a report, and what they speak of. A file may hold several documents.",
    required: &[],
    one_of: &[],
    keys: &[
        key(
            "report",
            Shape::One(&REPORT),
            "The report that the claims of this document belong to.",
        ),
        key("claims", Shape::List(&CLAIM), "What the report says."),
        key("facts", Shape::List(&FACT), "What the desk knows already, and no report states."),
        key("kinds", Shape::Named(&KIND), "Kinds of entities."),
        key("entities", Shape::Named(&ENTITY), "What claims are about."),
        key("properties", Shape::Named(&PROPERTY), "What can be said of entities."),
        key("rules", Shape::List(&RULE), "Constraints over several questions."),
        key("rulings", Shape::List(&RULING), "Disputes that the desk has judged."),
    ],
};

/// `report`.
pub static REPORT: Mapping = Mapping {
    name: "report",
    what: "a report",
    about: "One of the compared texts.",
    required: &[],
    one_of: &[],
    keys: &[
        key(
            "file",
            Shape::Text,
            "The path of its text below the reports folder; left out where the text is not kept.",
        ),
        key("id", Shape::Text, "Its name; without one, the path of its text without the ending."),
        key("title", Shape::Text, "Its title, for people."),
        key("publisher", Shape::Text, "The entity that speaks in it."),
        key(
            "published",
            Shape::Text,
            "When it was published: what relative dates are counted from.",
        ),
        key("url", Shape::Text, "Where it can be read."),
        key("based-on", Shape::Texts, "The reports or entities that it draws on."),
        key(
            "corrects",
            Shape::Texts,
            "The reports whose claims it supersedes, on the questions that both answer.",
        ),
    ],
};

const STATES: Key = key(
    "states",
    Shape::Texts,
    "How amounts or dates compare, each as an equation: `killed > raid-2015.killed`.",
);

/// An entry of `claims`.
pub static CLAIM: Mapping = Mapping {
    name: "claim",
    what: "a claim",
    about: "What a report says of one subject.",
    required: &["about"],
    one_of: &["says", "states"],
    keys: &[
        key("id", Shape::Text, "Its name, unique in the report."),
        key("report", Shape::Text, "The report that it is of, where the document has none."),
        key("quote", Shape::TextOr(&QUOTE), "The words of the report that it rests on."),
        key("about", Shape::Text, "The entity that it is about, by its id or a name."),
        key("says", Shape::Values, "What it says: properties with their values."),
        STATES,
        key(
            "certainty",
            Shape::Word(certainties),
            "How sure the report is; certain, where nothing is said.",
        ),
        key(
            "according-to",
            Shape::Texts,
            "Whose word it is: entities or reports, each of which vouches by itself; `a citing b` where a hands on the word of b.",
        ),
        key(
            "scope",
            Shape::Texted,
            "What it is confined to. Claims in different scopes do not meet.",
        ),
        key(
            "when",
            Shape::Text,
            "When the stated thing holds, as a date; always, where nothing is said.",
        ),
        key("as-of", Shape::Text, "When it was said, as a date; else the report's `published`."),
        key("note", Shape::Text, "A note for people."),
        key("tags", Shape::Texts, "Words to find it by."),
        key("corrects", Shape::Texts, "The claims that it supersedes."),
        key(
            "supports",
            Shape::Texts,
            "The claims that it is declared to support; checked against the values.",
        ),
        key(
            "contradicts",
            Shape::Texts,
            "The claims that it is declared to contradict; checked against the values.",
        ),
    ],
};

/// An entry of `facts`.
pub static FACT: Mapping = Mapping {
    name: "fact",
    what: "a fact",
    about: "What the desk knows of one subject.",
    required: &["about", "source"],
    one_of: &["says", "states"],
    keys: &[
        key("id", Shape::Text, "Its name, unique among the facts."),
        key("about", Shape::Text, "The entity that it is about, by its id or a name."),
        key("says", Shape::Values, "What is known: properties with their values."),
        STATES,
        key("source", Shape::Text, "Where the desk knows it from: a URL or words."),
        key("scope", Shape::Texted, "What it is confined to."),
        key(
            "when",
            Shape::Text,
            "When the stated thing holds, as a date; always, where nothing is said.",
        ),
        key("as-of", Shape::Text, "When it was known, as a date."),
        key("note", Shape::Text, "A note for people."),
        key("tags", Shape::Texts, "Words to find it by."),
    ],
};

/// A quote that needs its surroundings to be unique.
pub static QUOTE: Mapping = Mapping {
    name: "quote",
    what: "a quote",
    about: "A passage of the report, with what stands around it (W3C TextQuoteSelector).",
    required: &["exact"],
    one_of: &[],
    keys: &[
        key("exact", Shape::Text, "The words of the report."),
        key("prefix", Shape::Text, "What stands directly before them."),
        key("suffix", Shape::Text, "What stands directly after them."),
    ],
};

/// A value that is no plain text.
pub static VALUE: Mapping = Mapping {
    name: "form",
    what: "a value",
    about: "One of the forms of a value, or an order: `to` and `is`.",
    required: &[],
    one_of: &[],
    keys: &[
        key("not", Shape::Value, "All but this value."),
        key("any-of", Shape::ValueList, "One of these values."),
        key("only", Shape::ValueList, "These values and no others, of a property with several."),
        key(
            "includes",
            Shape::ValueList,
            "These values and perhaps others, of a property with several.",
        ),
        key("to", Shape::Text, "Of an order: the other event."),
        key("is", Shape::Texts, "Of an order: the relations, one of which holds."),
    ],
};

/// A kind of entities.
pub static KIND: Mapping = Mapping {
    name: "kind",
    what: "a kind",
    about: "A kind of entities.",
    required: &[],
    one_of: &[],
    keys: &[
        key(
            "is",
            Shape::Text,
            "The kind that it is a kind of: person, organisation, place, event, thing, or another of the project.",
        ),
        key(
            "expects",
            Shape::Texts,
            "The properties that each of its entities should have an answer for.",
        ),
    ],
};

/// An entity.
pub static ENTITY: Mapping = Mapping {
    name: "entity",
    what: "an entity",
    about: "Something that claims are about, or that they come from.",
    required: &[],
    one_of: &[],
    keys: &[
        key(
            "kind",
            Shape::Text,
            "What it is: person, organisation, place, event, thing, or a kind of the project.",
        ),
        key("names", Shape::Texts, "What else it is called."),
        key("part-of", Shape::Texts, "The wholes that it lies in."),
        key("somewhere-in", Shape::Texts, "Wholes that it lies in, where is not known."),
        key("overlaps", Shape::Texts, "Parts of the same whole that it shares something with."),
        key("speaks-for", Shape::Text, "The entity whose word its word is, as a spokesman's."),
        key("same-as", Shape::Texts, "Other ids of the same thing."),
        key("distinct-from", Shape::Texts, "What it must never be taken for."),
        key(
            "reliability",
            Shape::Word(reliabilities),
            "Its reliability as a source, on the Admiralty scale.",
        ),
        key("series", Shape::Text, "The series of events that it belongs to."),
    ],
};

/// A property.
pub static PROPERTY: Mapping = Mapping {
    name: "property",
    what: "a property",
    about: "A question that can be asked of entities.",
    required: &["type"],
    one_of: &[],
    keys: &[
        key("type", Shape::Word(types), "The type of its values."),
        key("many", Shape::Word(yes_no), "Whether a subject may have several values at once."),
        key(
            "changes",
            Shape::Word(changes),
            "How a later answer may differ from an earlier one; never, where nothing is said.",
        ),
        key("unique", Shape::Word(yes_no), "Whether no two subjects may share a value."),
        key("unit", Shape::Text, "The unit of a bare number."),
        key("exact", Shape::Word(yes_no), "Whether figures are never read as rounded."),
        key("tolerance", Shape::Text, "How far `about` reaches, such as 1%."),
        key(
            "levels",
            Shape::Texts,
            "The options of a choice, or the levels of a scale in their order.",
        ),
        key("kind", Shape::Text, "The kind of the entities that answer it."),
        key(
            "precision",
            Shape::Text,
            "How precise an answer must be, such as `day`, `5 %` or a kind of place.",
        ),
        key(
            "exclusive",
            Shape::Groups,
            "Groups of levels, kinds or entities of which a property with several values has at most one each.",
        ),
        key(
            "applies-to",
            Shape::Texts,
            "The kinds whose entities have it; all, where nothing is said.",
        ),
    ],
};

/// A rule.
pub static RULE: Mapping = Mapping {
    name: "rule",
    what: "a rule",
    about: "What must hold of several answers together.",
    required: &["equation"],
    one_of: &[],
    keys: &[
        key("id", Shape::Text, "Its name."),
        key("for", Shape::Text, "The kind of its subjects."),
        key(
            "equation",
            Shape::Text,
            "What must hold, such as `killed = killed-civilians + killed-soldiers`.",
        ),
    ],
};

/// A ruling.
pub static RULING: Mapping = Mapping {
    name: "ruling",
    what: "a ruling",
    about: "A dispute that the desk has judged.",
    required: &["question", "because"],
    one_of: &[],
    keys: &[
        key(
            "question",
            Shape::Texts,
            "The question in dispute, `subject.property`; or all questions of a contradiction.",
        ),
        key("accept", Shape::Texts, "The claims that are held to be right."),
        key("reject", Shape::Texts, "The claims that are held to be wrong."),
        key("because", Shape::Text, "Why."),
        key("by", Shape::Text, "Who decided."),
        key("decided", Shape::Text, "When, as a date."),
        key("until", Shape::Text, "The last day on which it holds."),
        key(
            "pin",
            Shape::Named(&PIN),
            "What each claim said when it was judged; `claimcheck rule` writes it.",
        ),
    ],
};

/// What a claim said when it was judged.
pub static PIN: Mapping = Mapping {
    name: "pin",
    what: "a pin",
    about: "What a claim said when it was judged: a ruling reopens where that changes.",
    required: &[],
    one_of: &[],
    keys: &[
        key("says", Shape::Texts, "Its answers in normal form."),
        key("quote", Shape::Text, "The digest of the words of its quote."),
    ],
};

/// `claimcheck.baseline.yaml`.
pub static BASELINE: Mapping = Mapping {
    name: "baseline",
    what: "a baseline",
    about: "The conflicts that are known. `claimcheck baseline accept` writes it.",
    required: &[],
    one_of: &[],
    keys: &[key("known", Shape::List(&KNOWN), "The conflicts, sorted.")],
};

/// An entry of a baseline.
pub static KNOWN: Mapping = Mapping {
    name: "known",
    what: "an entry of a baseline",
    about: "A conflict that is known.",
    required: &["conflict", "fingerprint"],
    one_of: &[],
    keys: &[
        key("conflict", Shape::One(&CONFLICT), "What cannot all hold."),
        key("because", Shape::Text, "Why it was accepted."),
        key("fingerprint", Shape::Text, "What the conflict is known by, made of all of it."),
    ],
};

/// A conflict by what is said, wherever it is said.
pub static CONFLICT: Mapping = Mapping {
    name: "conflict",
    what: "a conflict",
    about: "A dispute of one question (`question` and `answers`), or answers to several questions that cannot hold together.",
    required: &["code"],
    one_of: &[],
    keys: &[
        key("code", Shape::Text, "The code, such as `conflict/date`."),
        key("question", Shape::Text, "The question in dispute."),
        key("when", Shape::Text, "The time at which the answers clash, or `always`."),
        key(
            "answers",
            Shape::Groups,
            "The answers in dispute; those that can hold together are a list of their own.",
        ),
        key("together", Shape::List(&ANSWER), "Answers to several questions that cannot all hold."),
        key("rules", Shape::Texts, "The equations of the rules that they cannot hold with."),
    ],
};

/// An answer to a question.
pub static ANSWER: Mapping = Mapping {
    name: "answer",
    what: "an answer",
    about: "An answer to a question.",
    required: &["question", "answer"],
    one_of: &[],
    keys: &[
        key("question", Shape::Text, "The question."),
        key("answer", Shape::Text, "The answer in normal form."),
    ],
};

fn certainties() -> Vec<&'static str> {
    Certainty::WORDS.iter().map(|(word, _)| *word).collect()
}

fn changes() -> Vec<&'static str> {
    Changes::WORDS.iter().map(|(word, _)| *word).collect()
}

fn types() -> Vec<&'static str> {
    ValueType::declared().map(|(word, _)| word).collect()
}

fn yes_no() -> Vec<&'static str> {
    vec!["yes", "no"]
}

fn reliabilities() -> Vec<&'static str> {
    vec!["A", "B", "C", "D", "E", "F"]
}

//! The schemas that the program prints, against what its readers take and refuse; and the first
//! project, whose files name them.

use std::path::Path;
use std::sync::OnceLock;

use claimcheck_core::problem::InputCode;
use claimcheck_core::read::documents;
use claimcheck_core::read::keys::{
    CLAIM, DOCUMENT, ENTITY, FACT, KIND, Key, Mapping, PROPERTY, QUOTE, REPORT, RULE, RULING,
    Shape, VALUE,
};
use claimcheck_core::source::FileId;
use claimcheck_core::yaml::{self, Kind, Node};
use claimcheck_tests::{Scratch, claimcheck, files, mentions, root};
use serde_json::{Value, json};

fn schema(name: &str) -> (Value, jsonschema::Validator) {
    let ran = claimcheck(root(), ["schema", name]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let schema: Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert!(jsonschema::draft7::meta::is_valid(&schema), "{name} is no schema");
    let validator = jsonschema::draft7::new(&schema).expect("it is a schema");
    (schema, validator)
}

fn claims() -> &'static jsonschema::Validator {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| schema("claims").1)
}

fn json_of(node: &Node<'_>) -> Value {
    match &node.kind {
        _ if node.is_null() => Value::Null,
        Kind::Scalar { text, .. } => json!(text),
        Kind::Sequence(items) => items.iter().map(json_of).collect(),
        Kind::Mapping(pairs) => {
            let pair = |(key, value): &(Node<'_>, Node<'_>)| {
                (key.scalar().expect("a key is a text").to_string(), json_of(value))
            };
            Value::Object(pairs.iter().map(pair).collect())
        }
    }
}

/// Whether the schema takes all documents of a YAML text; what it has against the first it refuses.
fn refused(validator: &jsonschema::Validator, text: &str) -> Option<String> {
    let (documents, problems) = yaml::parse(text, FileId(0));
    assert!(problems.is_empty(), "{text}");
    documents.iter().find_map(|document| {
        let document = json_of(document);
        let errors: Vec<String> =
            validator.iter_errors(&document).map(|error| error.to_string()).collect();
        (!errors.is_empty()).then(|| format!("{}\n{document}", errors.join("\n")))
    })
}

/// The fenced YAML of a page, with what stands after the fences.
fn fenced(page: &str) -> Vec<(String, String)> {
    let page = std::fs::read_to_string(root().join(page)).expect("the page is there");
    let parts: Vec<&str> = page.split("```").collect();
    let blocks = parts.iter().skip(1).step_by(2);
    let block = |block: &&str| {
        let (kind, text) = block.split_once('\n').expect("a fence ends its line");
        (kind.to_owned(), text.to_owned())
    };
    blocks.map(block).filter(|(kind, _)| kind.starts_with("yaml")).collect()
}

#[test]
fn the_claims_of_the_example_are_valid() {
    let folder = root().join("claims");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the example is there") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        assert_eq!(refused(claims(), &text), None, "{}", path.display());
        seen += 1;
    }
    assert!(seen > 5);
}

/// The examples of all checks are valid but for those whose flaw is one of form.
#[test]
fn the_documented_examples_are_valid() {
    let mut seen = 0;
    for check in claimcheck_checker::check::all() {
        let of_form = [InputCode::Yaml, InputCode::UnknownName, InputCode::BadValue];
        if of_form.iter().any(|code| code.as_str() == check.code) {
            continue;
        }
        for (path, text) in files(&fixture(check.documentation)) {
            if path.starts_with("claims/") {
                assert_eq!(refused(claims(), &text), None, "{}: {path}", check.code);
                seen += 1;
            }
        }
    }
    assert!(seen > 20);
}

/// The fenced blocks of a check's documentation as a fixture.
fn fixture(documentation: &str) -> String {
    let mut text = String::new();
    for block in documentation.split("```").skip(1).step_by(2) {
        let (kind, block) = block.split_once('\n').expect("a fence ends its line");
        let path = kind.split_whitespace().nth(1).expect("a file is named");
        text.push_str(&format!("--- {path}\n{block}"));
    }
    text
}

#[test]
fn the_guide_shows_what_is_valid() {
    let (_, settings) = schema("settings");
    let mut seen = 0;
    for (_, text) in fenced("docs/language.md") {
        let whole = |validator| refused(validator, &text);
        let of_claims = DOCUMENT.keys.iter().any(|key| text.contains(&format!("{}:", key.name)));
        if text.contains("fail-on:") {
            assert_eq!(whole(&settings), None);
        } else if of_claims && !text.starts_with(['-', ' ']) {
            let known = text.lines().find(|line| !line.starts_with('#') && line.contains(':'));
            let key = known.and_then(|line| line.split(':').next()).unwrap_or_default();
            if DOCUMENT.keys.iter().any(|own| own.name == key) {
                assert_eq!(whole(claims()), None);
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

/// A document that holds nothing but a mapping of one kind.
fn around(mapping: &Mapping, inner: Value) -> Value {
    let says = |value: Value| json!({"claims": [{"about": "a", "says": {"p": value}}]});
    match mapping.name {
        "document" => inner,
        "report" => json!({"report": inner}),
        "claim" => json!({"claims": [inner]}),
        "fact" => json!({"facts": [inner]}),
        "quote" => json!({"claims": [{"about": "a", "says": {"p": "v"}, "quote": inner}]}),
        "form" => says(inner),
        "kind" => json!({"kinds": {"x": inner}}),
        "entity" => json!({"entities": {"x": inner}}),
        "property" => json!({"properties": {"x": inner}}),
        "rule" => json!({"rules": [inner]}),
        "ruling" => json!({"rulings": [inner]}),
        other => panic!("how does {other} stand in a document?"),
    }
}

/// A mapping with what it must have, and one more key.
fn with(mapping: &Mapping, key: &str, value: Value) -> Value {
    let needed = |key: &str| match key {
        "says" => json!({"p": "v"}),
        "type" => json!("text"),
        _ => json!("x"),
    };
    let one_of = mapping.one_of.iter().take(1);
    let mut object: serde_json::Map<String, Value> =
        mapping.required.iter().chain(one_of).map(|key| ((*key).to_owned(), needed(key))).collect();
    match key {
        "to" if mapping.name == "form" => object.insert("is".to_owned(), json!("before")),
        "is" if mapping.name == "form" => object.insert("to".to_owned(), json!("x")),
        _ => None,
    };
    object.insert(key.to_owned(), value);
    around(mapping, Value::Object(object))
}

/// JSON is YAML, so that one text can be given to both.
fn both(document: &Value) -> (bool, bool) {
    let text = document.to_string();
    let (_, problems) = documents(&text, FileId(0));
    (problems.is_empty(), claims().is_valid(document))
}

const MAPPINGS: [&Mapping; 11] =
    [&DOCUMENT, &REPORT, &CLAIM, &FACT, &QUOTE, &VALUE, &KIND, &ENTITY, &PROPERTY, &RULE, &RULING];

fn value_of(document: &Value) -> Value {
    document["properties"].clone()
}

fn value_is_null(document: &Value) -> bool {
    document["properties"]["x"]["type"].is_null()
}

/// Every key takes what the tables say, in the reader as in the schema, and nothing else.
#[test]
fn the_reader_and_the_schema_take_the_same() {
    let mut taken = 0;
    for mapping in MAPPINGS {
        for Key { name, shape, .. } in mapping.keys {
            let word = match shape {
                Shape::Word(words) => words()[0],
                _ => "x",
            };
            let mut shapes = vec![
                json!(word),
                json!([word]),
                json!({"x": "y"}),
                json!([{"x": "y"}]),
                json!({"x": ["y"]}),
                json!({"x": {}}),
                json!({"x": {"not": "y"}}),
                json!([["x"]]),
                Value::Null,
            ];
            if !matches!(shape, Shape::Texted | Shape::Values) {
                shapes.push(json!({"x": null}));
            }
            let mut any = false;
            for value in shapes {
                let document = with(mapping, name, value);
                let (read, valid) = both(&document);
                // That a property has no type is found where properties are resolved.
                let typeless =
                    [json!({"x": {}}), json!({"x": null})].contains(&value_of(&document));
                if typeless && *name == "properties" || *name == "type" && value_is_null(&document)
                {
                    assert!(read && !valid, "{document}");
                    continue;
                }
                assert_eq!(read, valid, "{document}: the reader, and then the schema");
                any |= read;
            }
            assert!(
                any || *name == "claims"
                    || *name == "facts"
                    || *name == "rules"
                    || *name == "rulings",
                "nothing can stand after {name}"
            );
            taken += 1;
        }
        let (read, valid) = both(&with(mapping, "no-such-key", json!("x")));
        assert!(!read && !valid, "{} takes any key", mapping.name);
    }
    assert!(taken > 60);
}

/// What must be there is asked for by both. A type is asked for where properties are resolved.
#[test]
fn what_is_required_is_so_in_both() {
    let typeless = claimcheck_tests::load("properties: {x: {many: yes}}");
    let asked = claimcheck_tests::problems(&typeless, InputCode::BadValue);
    assert!(asked.iter().any(|problem| problem.contains("type")), "{asked:?}");
    for mapping in MAPPINGS.iter().filter(|mapping| mapping.name != "property") {
        for lacking in mapping.required {
            let mut document = with(mapping, lacking, json!("x"));
            let object = match mapping.name {
                "quote" => &mut document["claims"][0]["quote"],
                "claim" => &mut document["claims"][0],
                name => &mut document[format!("{name}s")][0],
            };
            object.as_object_mut().expect("a mapping").remove(*lacking).expect("it was there");
            assert_eq!(both(&document), (false, false), "{document}");
        }
    }
}

/// The descriptions that an editor shows are there for each key.
#[test]
fn every_key_is_described() {
    fn look(schema: &Value, path: &str) {
        if let Some(properties) = schema["properties"].as_object() {
            for (key, value) in properties {
                let described = value["description"].as_str().is_some_and(|text| text.len() > 3);
                let negated = value["not"].is_object() || value["enum"].is_array();
                assert!(described || negated, "{path}/{key}");
            }
        }
        if let Some(definitions) = schema["definitions"].as_object() {
            for (name, definition) in definitions {
                look(definition, &format!("{path}/{name}"));
            }
        }
    }
    look(&schema("claims").0, "claims");
    look(&schema("settings").0, "settings");
}

/// Settings that the schema refuses the program refuses, and what it takes the program takes.
#[test]
fn the_settings_are_read_as_their_schema_says() {
    let (_, settings) = schema("settings");
    let cases = [
        "reports: texts\nclaims: annotations",
        "fail-on: gaps",
        "fail-on: sometimes",
        "severity: {gap/echo: off, agreement: note}",
        "severity: {gap/ecko: off}",
        "severity: {input/yaml: note}",
        "severity: [gap]",
        "ignore: [{code: gap/silent, because: so}]",
        "ignore: [{code: gap/silent, question: [a.b, c.d], because: so}]",
        "ignore: [{code: gap/silent}]",
        "ignore: [{because: so}]",
        "ignore: {code: gap/silent, because: so}",
        "units: {warhead: , pallet: {names: [pallets], is: 800 kg}}",
        "units: {pallet: {are: 800 kg}}",
        "colour: red",
        "",
    ];
    for text in cases {
        let folder = Scratch::new(&format!("report: {{id: r}}\n--- claimcheck.yaml\n{text}\n"));
        let ran = claimcheck(folder.path(), ["settings"]);
        assert_eq!(ran.status == 0, refused(&settings, text).is_none(), "{text}: {}", ran.err);
    }
}

/// The first project runs, shows what it says it shows, and is valid where its files say.
#[test]
fn the_first_project_runs() {
    let folder = Scratch::new("");
    let made = claimcheck(folder.path(), ["init", "ferry"]);
    assert_eq!(made.status, 0, "{}", made.err);
    mentions(&made.out, &["wrote ferry/claims/morning.yaml", "now run `claimcheck ferry`"]);
    let ran = claimcheck(folder.path(), ["ferry"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    mentions(&ran.out, &["conflict/date", "found 1 conflict, 1 agreement, 0 tensions, 1 gap\n"]);
    assert_eq!(ran.err, "");
    for name in
        ["claimcheck.yaml", "claims/vocabulary.yaml", "claims/morning.yaml", "claims/evening.yaml"]
    {
        names_its_schema(&folder.path().join("ferry").join(name));
    }
}

#[track_caller]
fn names_its_schema(path: &Path) {
    let text = std::fs::read_to_string(path).expect("it was written");
    let line =
        text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
    let schema = path.parent().expect("a folder").join(line.expect("the first line names it"));
    let schema = std::fs::read_to_string(schema).expect("the schema is there");
    let schema = serde_json::from_str(&schema).expect("it is JSON");
    let validator = jsonschema::draft7::new(&schema).expect("it is a schema");
    assert_eq!(refused(&validator, &text), None, "{}", path.display());
}

#[test]
fn init_writes_over_nothing() {
    for there in ["claimcheck.yaml", "claims/other.yaml", "reports/other.txt"] {
        let folder = Scratch::new(&format!("--- {there}\nmine\n"));
        let ran = claimcheck(folder.path(), ["init"]);
        assert_eq!(ran.status, 2);
        let part = there.split('/').next().expect("a part");
        mentions(&ran.err, &[part, "already", "nothing was written"]);
        let kept = std::fs::read_to_string(folder.path().join(there)).expect("it is there");
        assert_eq!(kept, "mine\n");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}

#[test]
fn all_schemas_can_be_written_for_editors() {
    let folder = Scratch::new("");
    let ran = claimcheck(folder.path(), ["schema", "--write", "schemas"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for name in ["claims", "settings", "baseline", "findings"] {
        let path = folder.path().join(format!("schemas/{name}.schema.json"));
        let text = std::fs::read_to_string(path).expect("it was written");
        assert_eq!(text, claimcheck(root(), ["schema", name]).out);
    }
    assert_eq!(claimcheck(root(), ["schema"]).status, 2);
    assert_eq!(claimcheck(root(), ["schema", "clams"]).status, 2);
}

#[test]
fn shells_and_manuals_know_every_command() {
    let help = claimcheck(root(), ["--help"]).out;
    let commands = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    let commands: Vec<&str> = commands
        .expect("the commands")
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.contains(&"check") && commands.len() > 5, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = claimcheck(root(), ["completions", shell]).out;
        mentions(&script, &commands);
        mentions(&script, &["fail-on"]);
    }
    let folder = Scratch::new("");
    assert_eq!(claimcheck(folder.path(), ["man", "pages"]).status, 0);
    for command in commands {
        let path = folder.path().join(format!("pages/claimcheck-{command}.1"));
        let page = std::fs::read_to_string(path).expect("each command has a page");
        mentions(&page, &[&format!(".TH claimcheck-{command} 1"), "SYNOPSIS"]);
    }
    mentions(&claimcheck(root(), ["man"]).out, &[".TH claimcheck 1", "claimcheck\\-timeline"]);
}

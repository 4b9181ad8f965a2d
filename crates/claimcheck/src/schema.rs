//! The JSON Schemas (draft-07): of what people write, made from the tables of keys that the readers
//! themselves go by, and of the output, made from the types that write it. Reads nothing.

use std::collections::BTreeMap;

use claimcheck_core::read::keys::{BASELINE, DOCUMENT, Key, Mapping, Shape};
use serde_json::{Map, Value, json};

use claimcheck_project::settings::SETTINGS;

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// A schema that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Schema {
    /// Claims documents
    Claims,
    /// The settings, claimcheck.yaml
    Settings,
    /// The conflicts that are known, claimcheck.baseline.yaml
    Baseline,
    /// The output of `--format json`
    Findings,
}

impl Schema {
    /// The name of its file.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Claims => "claims.schema.json",
            Self::Settings => "settings.schema.json",
            Self::Baseline => "baseline.schema.json",
            Self::Findings => "findings.schema.json",
        }
    }

    /// The schema as text, with a line break at its end.
    pub(crate) fn text(self) -> Result<String, String> {
        let schema = match self {
            Self::Claims => of(&DOCUMENT, "claims documents of claimcheck"),
            Self::Settings => of(&SETTINGS, "claimcheck.yaml, the settings of claimcheck"),
            Self::Baseline => {
                of(&BASELINE, "claimcheck.baseline.yaml, the conflicts that are known")
            }
            Self::Findings => crate::render::json::schema().into(),
        };
        let text = serde_json::to_string_pretty(&schema);
        text.map(|text| text + "\n").map_err(|error| format!("cannot write the schema: {error}"))
    }
}

/// The schema of a mapping and of all that stands in it.
fn of(root: &'static Mapping, title: &str) -> Value {
    let mut definitions = BTreeMap::new();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(DRAFT));
    schema.insert("title".to_owned(), json!(title));
    // An empty document is one without any of its keys.
    let mut body = mapping(root, &mut definitions);
    if let Some(body) = body.as_object_mut() {
        body.insert("type".to_owned(), json!(["object", "null"]));
        schema.append(body);
    }
    schema.insert("definitions".to_owned(), json!(definitions));
    Value::Object(schema)
}

type Definitions = BTreeMap<&'static str, Value>;

fn mapping(mapping: &'static Mapping, definitions: &mut Definitions) -> Value {
    let key = |key: &'static Key, definitions: &mut Definitions| {
        let needed = mapping.required.contains(&key.name);
        let mut schema = shape(key.shape, definitions);
        if !needed {
            // A key with nothing after it is as good as absent.
            schema = json!({"anyOf": [schema, {"type": "null"}]});
        }
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), json!(key.about));
        }
        (key.name.to_owned(), schema)
    };
    let properties: Map<String, Value> =
        mapping.keys.iter().map(|own| key(own, definitions)).collect();
    let mut schema = json!({
        "description": mapping.about,
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    if let (Some(schema), false) = (schema.as_object_mut(), mapping.required.is_empty()) {
        schema.insert("required".to_owned(), json!(mapping.required));
    }
    if let (Some(schema), false) = (schema.as_object_mut(), mapping.one_of.is_empty()) {
        let stands = |key: &&str| json!({"required": [key], "properties": {*key: {"not": {"type": "null"}}}});
        let each: Vec<Value> = mapping.one_of.iter().map(stands).collect();
        schema.insert("anyOf".to_owned(), json!(each));
    }
    schema
}

fn shape(shape: Shape, definitions: &mut Definitions) -> Value {
    match shape {
        Shape::Text => text(),
        Shape::Texts => one_or_more(text()),
        Shape::Groups => json!({"type": "array", "items": one_or_more(text())}),
        Shape::Word(words) => word(&words()),
        Shape::One(mapping) => named(mapping, definitions),
        Shape::List(mapping) => json!({"type": "array", "items": named(mapping, definitions)}),
        Shape::Named(mapping) => {
            let each = named(mapping, definitions);
            let each = match mapping.required {
                [] => json!({"anyOf": [each, {"type": "null"}]}),
                _ => each,
            };
            json!({"type": "object", "additionalProperties": each})
        }
        Shape::Texted => json!({"type": "object", "additionalProperties": text()}),
        Shape::Worded(names, words) => {
            let each: Map<String, Value> =
                names().into_iter().map(|name| (name.to_owned(), word(&words()))).collect();
            json!({"type": "object", "additionalProperties": false, "properties": each})
        }
        Shape::TextOr(mapping) => json!({"anyOf": [text(), named(mapping, definitions)]}),
        Shape::Values => {
            let value = value(definitions);
            json!({"type": "object", "additionalProperties": value})
        }
        Shape::Value => value(definitions),
        Shape::ValueList => one_or_more(value(definitions)),
    }
}

/// What YAML may take for a number or a yes-no is a text all the same.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn one_or_more(item: Value) -> Value {
    json!({"anyOf": [item, {"type": "array", "items": item}]})
}

/// A word of a closed list; `yes` and `no` may be the yes and the no of YAML.
fn word(words: &[&str]) -> Value {
    let mut all = json!(words);
    if let (Some(all), true) = (all.as_array_mut(), words.contains(&"yes")) {
        all.extend([json!("true"), json!("false"), json!(true), json!(false)]);
    }
    json!({"enum": all})
}

fn named(own: &'static Mapping, definitions: &mut Definitions) -> Value {
    if !definitions.contains_key(own.name) {
        // The place is taken before what stands in it is looked at: it may stand in itself.
        definitions.insert(own.name, Value::Null);
        let schema = mapping(own, definitions);
        definitions.insert(own.name, schema);
    }
    json!({"$ref": format!("#/definitions/{}", own.name)})
}

/// A value of a claim: a text, a list, or one of the forms that hold others.
fn value(definitions: &mut Definitions) -> Value {
    use claimcheck_core::read::keys::VALUE;
    if !definitions.contains_key("value") {
        definitions.insert("value", Value::Null);
        let forms = named(&VALUE, definitions);
        // A form with nothing in it is none.
        let something = json!({"not": {"type": "null"}});
        let one = |key: &str| json!({"required": [key], "maxProperties": 1, "properties": {key: something}});
        let order = json!({
            "required": ["to", "is"],
            "maxProperties": 2,
            "properties": {"to": something, "is": something},
        });
        let single = ["not", "any-of", "only", "includes"].map(one);
        let which: Vec<Value> = single.into_iter().chain([order]).collect();
        let list = json!({"type": "array", "items": {"$ref": "#/definitions/value"}});
        let schema = json!({
            "description": "An answer: a text, a list of values of a property with several, or one of the forms.",
            "anyOf": [text(), list, {"allOf": [forms, {"anyOf": which}]}],
        });
        definitions.insert("value", schema);
    }
    json!({"$ref": "#/definitions/value"})
}

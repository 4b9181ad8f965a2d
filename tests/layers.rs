//! The modules of a crate form layers: no module uses, by whatever way, one that uses it. Reads the
//! source text: `use` trees and paths in the code, without comments, strings and test modules.
//!
//! Looked at are the modules of each folder, at every depth: the files and folders in it, and its face
//! (`lib.rs`, `main.rs`, `mod.rs` or the file named like the folder). What a folder's files use of
//! another folder counts for both folders. A face and what lies below it are one module.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use claimcheck_tests::root;

/// A module by its path below the crate: empty for the crate itself.
type Module = Vec<String>;

/// The modules of a crate with their source, without what is compiled for tests alone.
fn modules(folder: &Path) -> BTreeMap<Module, String> {
    let mut modules = BTreeMap::new();
    collect(folder, &Vec::new(), &mut modules);
    modules
}

fn collect(folder: &Path, parent: &Module, modules: &mut BTreeMap<Module, String>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let mut module = parent.clone();
        if path.is_dir() {
            module.push(name);
            collect(&path, &module, modules);
        } else if path.extension().is_some_and(|end| end == "rs") && !name.ends_with("tests") {
            if !["lib", "main", "mod"].contains(&name.as_str()) {
                module.push(name);
            }
            let source = code(&fs::read_to_string(&path).expect("a source file"));
            modules.entry(module).or_default().push_str(&source);
        }
    }
}

/// The code of a source file: comments and what stands in quotation marks are left out, and so is
/// everything after the first `#[cfg(test)]` that opens a module.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut code = String::new();
    let mut rest = source;
    while let Some(at) = rest.find(['/', '"']) {
        code.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if let Some(text) = rest.strip_prefix('"') {
            let raw = code.ends_with(['r', '#']);
            let hashes = code.len() - code.trim_end_matches('#').len();
            let end = match raw {
                true => text.find(&format!("\"{}", "#".repeat(hashes))).map(|end| end + hashes),
                false => closing(text),
            };
            rest = end.map_or("", |end| &text[end + 1..]);
        } else {
            code.push('/');
            rest = &rest[1..];
        }
    }
    code + rest
}

/// Where a text in quotation marks ends.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// All paths of some code that begin with `crate`, `super` or `self`, with `use` trees spread out.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            spread(&code[at..], &mut Vec::new(), &mut found);
        }
    }
    found
}

/// Reads one path or `use` tree, and gives how many bytes it took.
fn spread(code: &str, prefix: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    let ident = code.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(code.len());
    prefix.push(code[..ident].to_owned());
    let mut at = ident;
    if let Some(rest) = code[at..].strip_prefix("::") {
        at += 2;
        if let Some(tree) = rest.strip_prefix('{') {
            at += 1;
            let mut inner = tree;
            loop {
                let space = inner.len() - inner.trim_start_matches([' ', '\n', ',']).len();
                (inner, at) = (&inner[space..], at + space);
                if inner.is_empty() || inner.starts_with('}') {
                    prefix.pop();
                    return at + 1;
                }
                let read = spread(inner, prefix, found).max(1);
                (inner, at) = (&inner[read.min(inner.len())..], at + read);
            }
        } else if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            at += spread(rest, prefix, found);
            prefix.pop();
            return at;
        }
    }
    found.push(prefix.clone());
    prefix.pop();
    at
}

/// The module that a path in another one leads to.
fn target(modules: &BTreeMap<Module, String>, from: &Module, path: &[String]) -> Option<Module> {
    let mut at = from.clone();
    let mut rest = path;
    while let Some((first, others)) = rest.split_first() {
        match first.as_str() {
            "crate" => at = Vec::new(),
            "super" => {
                at.pop()?;
            }
            "self" => {}
            _ => break,
        }
        rest = others;
    }
    for name in rest {
        at.push(name.clone());
        let below = |module: &&Module| module.starts_with(&at);
        if !modules.keys().any(|module| below(&module)) {
            at.pop();
            break;
        }
    }
    Some(at)
}

/// An edge between two modules of one folder, with a file and a path that show it.
type Edges = BTreeMap<(Module, Module), String>;

fn edges(modules: &BTreeMap<Module, String>) -> Edges {
    let mut edges = Edges::new();
    for (from, code) in modules {
        for path in paths(code) {
            let Some(to) = target(modules, from, &path) else { continue };
            let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            // A face shows what lies below it, so the two are one module.
            let side = |module: &Module| module[..module.len().min(common + 1)].to_vec();
            let (from_side, to_side) = (side(from), side(&to));
            if from_side == to_side || from.len() == common {
                continue;
            }
            let shown = format!("{} uses {}", from.join("::"), path.join("::"));
            edges.entry((from_side, to_side)).or_insert(shown);
        }
    }
    edges
}

/// A circle through the edges, each step with what shows it.
fn circle(edges: &Edges) -> Option<Vec<String>> {
    let mut next: BTreeMap<&Module, Vec<&Module>> = BTreeMap::new();
    for (from, to) in edges.keys() {
        next.entry(from).or_default().push(to);
    }
    for start in next.keys() {
        let mut came: BTreeMap<&Module, &Module> = BTreeMap::new();
        let mut queue = vec![*start];
        let mut seen: BTreeSet<&Module> = BTreeSet::new();
        while let Some(at) = queue.pop() {
            for to in next.get(at).into_iter().flatten() {
                if to == start {
                    let mut steps = vec![edges[&(at.clone(), (*start).clone())].clone()];
                    let mut back = at;
                    while back != *start {
                        let from = came[back];
                        steps.push(edges[&(from.clone(), back.clone())].clone());
                        back = from;
                    }
                    steps.reverse();
                    return Some(steps);
                }
                if seen.insert(to) {
                    came.insert(to, at);
                    queue.insert(0, to);
                }
            }
        }
    }
    None
}

#[test]
fn modules_form_layers() {
    let mut circles = String::new();
    for entry in fs::read_dir(root().join("crates")).expect("the crates") {
        let folder = entry.expect("a crate").path();
        let mut edges = edges(&modules(&folder.join("src")));
        while let Some(steps) = circle(&edges) {
            circles.push_str(&format!("{}:\n  {}\n", folder.display(), steps.join("\n  ")));
            // One step less, so that other circles are named as well.
            let closing = steps.last().cloned().unwrap_or_default();
            edges.retain(|_, shown| *shown != closing);
        }
    }
    assert!(circles.is_empty(), "modules use each other in a circle:\n{circles}");
}

mod the_test_itself {
    use super::*;

    fn project(files: &[(&str, &str)]) -> Edges {
        let modules = files.iter().map(|(module, source)| {
            (
                module.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
                code(source),
            )
        });
        edges(&modules.collect())
    }

    #[test]
    fn finds_a_circle_of_use_lines_and_names_the_edge() {
        let edges = project(&[
            ("", "mod a; mod b;"),
            ("a", "use crate::b::B;"),
            ("b", "use crate::{c, a::{A, C}};"),
        ]);
        let steps = circle(&edges).expect("a circle");
        assert_eq!(steps, ["a uses crate::b::B", "b uses crate::a::A"]);
    }

    #[test]
    fn finds_a_circle_of_paths_within_the_code() {
        let edges = project(&[
            ("x", ""),
            ("x::a", "fn f() { super::b::g() }"),
            ("x::b", "fn g() { crate::x::a::f() }"),
        ]);
        assert!(circle(&edges).is_some());
    }

    #[test]
    fn knows_comments_and_strings_from_code() {
        let edges = project(&[
            ("a", "use crate::b::B;"),
            ("b", "//! See [`crate::a`].\nconst S: &str = \"crate::a\";"),
        ]);
        assert!(circle(&edges).is_none());
    }

    #[test]
    fn a_face_may_use_what_lies_below_it() {
        let edges = project(&[("x", "pub use self::a::g;"), ("x::a", "fn g() { super::f() }")]);
        assert!(circle(&edges).is_none());
    }
}

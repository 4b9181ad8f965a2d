//! What fuzzing found stays found: every input that is kept is run through its target again, without
//! libFuzzer. How the inputs came to be, and how their lines are written, is `.ci/fuzz`'s.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use claimcheck_fuzz::TARGETS;
use claimcheck_tests::root;

/// The files of a folder, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(root().join(folder)).expect(folder);
    let mut files: Vec<PathBuf> =
        listed.map(|file| file.expect("it can be listed").path()).collect();
    files.sort();
    files
}

/// The bytes that a line of `fuzz/seeds` stands for.
fn bytes(line: &str) -> Vec<u8> {
    let mut parts = line.split('\\');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    while let Some(part) = parts.next() {
        let (byte, rest) = match part.chars().next() {
            None => (b'\\', parts.next().expect("a backslash is written twice")),
            Some('n') => (b'\n', &part[1..]),
            Some('r') => (b'\r', &part[1..]),
            Some('t') => (b'\t', &part[1..]),
            Some('x') => (u8::from_str_radix(&part[1..3], 16).expect("a byte"), &part[3..]),
            Some(other) => panic!("\\{other} stands for nothing"),
        };
        bytes.push(byte);
        bytes.extend(rest.as_bytes());
    }
    bytes
}

#[test]
fn a_line_stands_for_bytes() {
    assert_eq!(bytes(r"plain"), b"plain");
    assert_eq!(bytes(r"\x23a\n\r\tb\\\\\x00\xff"), b"#a\n\r\tb\\\\\0\xff");
}

#[test]
fn every_kept_input_passes_its_target() {
    let mut failed = Vec::new();
    for target in TARGETS {
        let file = root().join("fuzz/seeds").join(target.name);
        let text = fs::read_to_string(&file).expect("it can be read");
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() >= 15, "{} has few inputs", target.name);
        for line in lines {
            let bytes = bytes(line);
            if catch_unwind(|| (target.run)(&bytes)).is_err() {
                failed.push((target.name, line.to_owned()));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_target_is_one_of_libfuzzer_too() {
    let known: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert!(TARGETS.is_sorted_by_key(|target| target.name));
    let stem = |path: PathBuf| path.file_stem()?.to_str().map(str::to_owned);
    let given: BTreeSet<String> = files("fuzz/fuzz_targets").into_iter().filter_map(stem).collect();
    assert_eq!(given, known, "fuzz/fuzz_targets has a file for each target");
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).expect("it is there");
    for name in &known {
        let path = format!("path = \"fuzz_targets/{name}.rs\"");
        assert!(manifest.contains(&path), "fuzz/Cargo.toml has a binary for {name}");
    }
}

/// What was measured is told of each target, and the commands that it names are there.
#[test]
fn the_document_tells_of_every_target() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("it is there");
    let document = read("docs/reliability.md");
    let (_, section) = document.split_once("## Fuzzing\n").expect("the section");
    let section = section.split("\n## ").next().expect("its text");
    for target in TARGETS {
        let row = format!("| `{}` |", target.name);
        assert!(section.contains(&row), "{row} is not in docs/reliability.md");
    }
    assert!(
        read("justfile")
            .contains("fuzz TARGET='all' SECONDS='60':\n    .ci/fuzz {{ TARGET }} {{ SECONDS }}\n")
    );
    let commands = section.split("```sh\n").skip(1).flat_map(|block| {
        block.split("```").next().unwrap_or_default().lines().map(str::trim).collect::<Vec<_>>()
    });
    let mut count = 0;
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        let known = match words.as_slice() {
            ["just", "fuzz"] | [".ci/fuzz"] | [".ci/fuzz", "count"] => true,
            ["just" | ".ci/fuzz" | "cargo", rest @ ..] => {
                command == "cargo test -p claimcheck-tests fuzzed"
                    || rest.iter().any(|word| *word == "all" || names.contains(word))
            }
            _ => false,
        };
        assert!(known, "{command} is no command of the fuzz targets");
        count += 1;
    }
    assert!(count >= 4, "the commands are shown");
}

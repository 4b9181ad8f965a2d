//! What is put into people's hands for their pipelines: the files are what they should be, and the
//! page that explains them works as pasted.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use claimcheck_core::source::FileId;
use claimcheck_core::yaml::{self, Kind, Node};
use claimcheck_tests::{Scratch, claimcheck, program, root};
use serde_json::{Value, json};

fn file(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).expect("the file is there")
}

/// The documents of a YAML text. Plain `true` and `false` are the only words that mean something else.
#[track_caller]
fn parsed(text: &str) -> Vec<Value> {
    let (documents, problems) = yaml::parse(text, FileId(0));
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    documents.iter().map(value).collect()
}

fn value(node: &Node<'_>) -> Value {
    match &node.kind {
        _ if node.is_null() => Value::Null,
        Kind::Scalar { text, plain: true } if text == "true" || text == "false" => {
            json!(text == "true")
        }
        Kind::Scalar { text, .. } => json!(text),
        Kind::Sequence(items) => items.iter().map(value).collect(),
        Kind::Mapping(pairs) => {
            let pair = |(key, node): &(Node<'_>, Node<'_>)| {
                (key.scalar().expect("a key is a text").to_string(), value(node))
            };
            Value::Object(pairs.iter().map(pair).collect())
        }
    }
}

/// That a script is one, by the shell that runs it.
#[track_caller]
fn is_a_script(shell: &str, script: &str) {
    let mut child = Command::new(shell);
    child.args(["-n", "-c", script]).stderr(Stdio::piped());
    let ran = child.output().expect("the shell can be run");
    assert!(ran.status.success(), "{}\n{script}", String::from_utf8_lossy(&ran.stderr));
}

/// The options of claimcheck that a text names.
fn options(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_lowercase() && c != '-');
    words
        .filter(|word| word.starts_with("--") && !word.starts_with("---") && word.len() > 2)
        .collect()
}

/// Options of the other programs that the files run.
const OTHERS: [&str; 16] = [
    "--locked",
    "--path",
    "--root",
    "--git",
    "--quiet",
    "--no-tags",
    "--depth",
    "--release",
    "--initial-branch",
    "--create",
    "--because",
    "--version",
    "--all",
    "--write",
    "--check",
    "--force",
];

#[track_caller]
fn knows_the_options_of(text: &str) {
    let help = claimcheck(root(), ["check", "--help"]).out;
    for option in options(text) {
        assert!(OTHERS.contains(&option) || help.contains(option), "{option} is not known");
    }
}

#[test]
fn the_action_runs_what_it_says() {
    let text = file("action.yml");
    let [action] = parsed(&text).try_into().expect("one document");
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().expect("steps");
    for step in steps {
        match step["run"].as_str() {
            Some(script) => {
                assert_eq!(step["shell"], "bash", "{step}");
                is_a_script("bash", script);
                // A script that holds what others wrote would run it.
                assert!(!script.contains("${{"), "{script}");
            }
            None => assert!(step["uses"].as_str().is_some_and(|name| name.contains('@'))),
        }
    }
    let inputs = action["inputs"].as_object().expect("inputs");
    for used in text.split("inputs.").skip(1) {
        let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        assert!(inputs.contains_key(&name), "{name} is no input");
    }
    assert!(inputs.values().all(|input| input["description"].is_string()));
    knows_the_options_of(&text);
}

#[test]
fn the_template_for_gitlab_is_one() {
    let text = file("templates/claimcheck.yml");
    let [spec, jobs] = parsed(&text).try_into().expect("what it takes, and the job");
    let inputs = spec["spec"]["inputs"].as_object().expect("inputs");
    for used in text.split("$[[ inputs.").skip(1) {
        let name = used.split(' ').next().expect("a name");
        assert!(inputs.contains_key(name), "{name} is no input");
    }
    let job = &jobs["claimcheck"];
    for part in ["script", "before_script"] {
        for script in job[part].as_array().expect("a list of scripts") {
            is_a_script("sh", script.as_str().expect("a text"));
        }
    }
    assert_eq!(job["artifacts"]["when"], "always");
    let report = job["artifacts"]["reports"]["codequality"].as_str().expect("a file");
    assert!(text.contains(&format!("--format gitlab={report}")), "{report}");
    knows_the_options_of(&text);
}

#[test]
fn the_hook_is_one() {
    let [hooks] = parsed(&file(".pre-commit-hooks.yaml")).try_into().expect("one document");
    let hook = &hooks[0];
    for key in ["id", "name", "entry", "language", "files"] {
        assert!(hook[key].is_string(), "{key}");
    }
    assert_eq!(hook["pass_filenames"], false);
    let mut words = hook["entry"].as_str().expect("a text").split(' ');
    assert_eq!((words.next(), words.next()), (Some("claimcheck"), Some("check")));
}

/// The blocks of the page: what stands after the fence, and the text.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let parts = page.split("```").skip(1).step_by(2);
    parts.map(|block| block.split_once('\n').expect("a fence ends its line")).collect()
}

/// The files that the page shows whole can be read, and name what is there.
#[test]
fn the_files_of_the_page_are_yaml() {
    let page = file("docs/ci.md");
    let mut names = Vec::new();
    for (kind, text) in blocks(&page).into_iter().filter(|(kind, _)| kind.starts_with("yaml")) {
        let documents = parsed(text);
        if let Some((_, name)) = kind.split_once(' ') {
            names.push(name);
            let whole = &documents[0];
            match name {
                ".gitlab-ci.yml" => {
                    let given = whole["include"][0]["inputs"].as_object().expect("inputs");
                    let [spec, _] =
                        parsed(&file("templates/claimcheck.yml")).try_into().expect("two");
                    for input in given.keys() {
                        assert!(spec["spec"]["inputs"][input].is_object(), "{input}");
                    }
                }
                ".pre-commit-config.yaml" => {
                    let [hooks] = parsed(&file(".pre-commit-hooks.yaml")).try_into().expect("one");
                    assert_eq!(whole["repos"][0]["hooks"][0]["id"], hooks[0]["id"]);
                }
                _ => {
                    let steps = whole["jobs"]["claimcheck"]["steps"].as_array().expect("steps");
                    assert_eq!(steps.last().expect("a step")["uses"], "OWNER/claimcheck@main");
                }
            }
        }
        let [action] = parsed(&file("action.yml")).try_into().expect("one document");
        let list = if documents[0].is_array() { &documents[0] } else { &documents[0]["steps"] };
        for step in list.as_array().into_iter().flatten() {
            if step["uses"] == "OWNER/claimcheck@main" {
                for input in step["with"].as_object().into_iter().flat_map(|with| with.keys()) {
                    assert!(action["inputs"][input].is_object(), "{input} is no input");
                }
            }
        }
    }
    assert_eq!(
        names,
        [".github/workflows/claims.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"]
    );
}

/// The commands of the page, one block after the other in one shell's folder, as they are pasted.
#[test]
fn the_commands_of_the_page_work_as_pasted() {
    let page = file("docs/ci.md");
    let home = Scratch::new("");
    let mut folder = home.path().to_owned();
    let mut ran = 0;
    for (kind, commands) in blocks(&page) {
        let wanted = match kind {
            "sh" => 0,
            "sh fails" => 1,
            _ => continue,
        };
        let (status, out, err, ended) = paste(home.path(), &folder, commands);
        assert_eq!(status, wanted, "{commands}\n{out}\n{err}");
        assert_eq!(err, "", "{commands}");
        if kind == "sh fails" {
            assert!(out.contains("conflict/quantity"), "{out}");
            // The one that was accepted is a line, and not a wall.
            assert!(!out.contains("Nothing will cross"), "{out}");
        }
        folder = ended;
        ran += 1;
    }
    assert_eq!(ran, 5);
}

fn paste(home: &Path, folder: &Path, commands: &str) -> (i32, String, String, std::path::PathBuf) {
    let path = std::env::var("PATH").unwrap_or_default();
    let programs = program().parent().expect("a folder").display();
    let told = home.join("folder");
    let script = format!("set -e\ntrap 'printf %s \"$PWD\" > \"$TOLD\"' EXIT\n{commands}");
    let mut bash = Command::new("bash");
    bash.args(["-c", &script]).current_dir(folder);
    bash.env("HOME", home).env("PATH", format!("{programs}:{path}")).env("TOLD", &told);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GITHUB_ACTIONS", "FORCE_COLOR"] {
        bash.env_remove(name);
    }
    for (name, value) in [("NAME", "A Tester"), ("EMAIL", "tester@example.org")] {
        bash.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
    }
    let ran = bash.output().expect("bash can be run");
    let folder = std::fs::read_to_string(told).expect("the folder is told");
    (
        ran.status.code().expect("it ends by itself"),
        String::from_utf8(ran.stdout).expect("UTF-8"),
        String::from_utf8(ran.stderr).expect("UTF-8"),
        folder.into(),
    )
}

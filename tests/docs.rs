//! The documents say what the program does: their commands are run, and what they say is printed is
//! compared with what is printed. `SNAPSHOTS=overwrite` writes the documents anew.

use std::path::{Path, PathBuf};
use std::process::Command;

use claimcheck_checker::check;
use claimcheck_tests::{OF_CI, Scratch, Serving, claimcheck, example, program, root};

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).expect("the document is there")
}

/// Compares a document with what it should say, or writes it so.
#[track_caller]
fn is(name: &str, expected: &str) {
    let written = document(name);
    if written != expected
        && std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite")
    {
        std::fs::write(root().join(name), expected).expect("the document can be written");
    } else {
        assert!(
            written == expected,
            "{name} is not up to date: run `just bless`, and read the change"
        );
    }
}

/// The fenced blocks of a text with what stands after the fence, and their contents.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("```") {
        let (kind, after) = after.split_once('\n').expect("a fence ends its line");
        let (block, after) = after.split_once("```").expect("a fence is closed");
        blocks.push((kind, block));
        rest = after;
    }
    blocks
}

/// The first finding of some output.
fn first(output: &str) -> &str {
    let end = output.match_indices("\n\n").map(|(at, _)| at).find(|at| {
        let next = &output[at + 2..];
        next.starts_with("conflict/") || next.starts_with("checked ")
    });
    &output[..end.map_or(output.len(), |end| end + 1)]
}

#[test]
fn the_checks_are_documented_as_they_explain_themselves() {
    let mut expected = "# Checks\n".to_owned();
    for check in check::all() {
        let mut summary = check.summary.to_owned();
        summary[..1].make_ascii_uppercase();
        expected
            .push_str(&format!("\n## `{}`\n\n{summary}.\n\n{}", check.code, check.documentation));
    }
    is("docs/checks.md", &expected);
}

#[test]
fn the_readme_shows_the_first_finding_of_the_example() {
    let readme = document("README.md");
    let (before, shown) = readme.split_once("## What it prints\n\n```text\n").expect("a picture");
    let (_, after) = shown.split_once("```").expect("the end of the picture");
    let ran = claimcheck(root(), ["reports/"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    is(
        "README.md",
        &format!("{before}## What it prints\n\n```text\n{}```{after}", first(&ran.out)),
    );
}

/// The section of the README that makes a first project, run in a home of its own.
#[test]
fn the_first_project_of_the_readme_works_as_pasted() {
    let home = Scratch::new("");
    let readme = document("README.md");
    let start = readme.find("## Your own project").expect("the section");
    let end = readme[start..].find("## How to read").expect("the next section");
    let mut printed = String::new();
    let mut folder = home.path().to_owned();
    for (kind, block) in blocks(&readme[start..start + end]) {
        match kind {
            "sh" => (printed, folder) = paste(home.path(), &folder, block),
            "text" if block.starts_with("conflict/") => assert_eq!(first(&printed), block),
            _ => assert_eq!(printed, block),
        }
    }
    assert!(printed.contains("succession"), "the last command was run: {printed}");
}

/// The guide to known conflicts, run on a copy of the example project.
#[test]
fn the_guide_to_known_conflicts_works_as_pasted() {
    let home = Scratch::of(&example());
    let guide = document("docs/baseline.md");
    let (mut printed, mut compared) = (String::new(), 0);
    for (kind, block) in blocks(&guide) {
        match kind {
            "sh" => (printed, _) = paste(home.path(), home.path(), block),
            "yaml" => {
                let written = std::fs::read_to_string(home.path().join("claimcheck.baseline.yaml"))
                    .expect("the list was written");
                assert!(block.lines().all(|line| written.contains(line)), "{block}\n{written}");
            }
            _ if block.contains("merge=union") => {}
            _ => {
                assert_eq!(printed, block);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 2, "what each command prints is shown");
}

/// The ruling that the guide to the language shows how to write is written, and pins what it says.
#[test]
fn a_ruling_is_written_as_the_guide_says() {
    let guide = document("docs/language.md");
    let command = blocks(&guide).into_iter().find(|(kind, _)| *kind == "sh").expect("a command").1;
    let (words, _) = command.trim().split_once(" >> ").expect("it is added to a file");
    let ran = claimcheck(root(), words.split(' ').skip(1));
    assert_eq!(ran.status, 0, "{}", ran.err);
    let pin = guide.lines().find(|line| line.contains("{says: ")).expect("a pin is shown");
    assert!(ran.out.contains(pin), "{pin} is not in\n{}", ran.out);
}

/// Runs commands as if they were pasted, and tells what they print and where they end.
fn paste(home: &Path, folder: &Path, commands: &str) -> (String, PathBuf) {
    let folder_of_program = program().parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let ran = Command::new("bash")
        .args(["-c", &format!("{commands}\nprintf '\\n%s' \"$PWD\" >&2")])
        .current_dir(folder)
        .env("HOME", home)
        .env("PATH", format!("{}:{path}", folder_of_program.display()))
        .env_remove("COLUMNS")
        .env_remove("FORCE_COLOR")
        .envs(OF_CI.map(|name| (name, "")))
        .output()
        .expect("bash can be run");
    let err = String::from_utf8(ran.stderr).expect("it prints UTF-8");
    let (complaints, folder) = err.rsplit_once('\n').expect("the folder is told last");
    assert_eq!(complaints, "", "{commands}");
    (String::from_utf8(ran.stdout).expect("it prints UTF-8"), folder.into())
}

/// Every option and command that the README's tables and text name is one that the program knows.
#[test]
fn the_options_of_the_readme_are_known() {
    let readme = document("README.md");
    let spans = readme.split('`').skip(1).step_by(2);
    let options = spans.flat_map(str::split_whitespace).filter(|word| {
        word.starts_with("--") && word[2..].starts_with(|c: char| c.is_ascii_lowercase())
    });
    let mut commands: Vec<Vec<&str>> =
        ["check", "schema", "settings", "timeline", "init", "html", "serve", "graph"]
            .map(|word| vec![word])
            .to_vec();
    commands.extend([vec!["baseline", "accept"], Vec::new()]);
    let help: String = commands
        .into_iter()
        .map(|command| claimcheck(root(), command.into_iter().chain(["--help"])).out)
        .collect();
    let cargo = ["--release", "--workspace", "--path", "--locked"];
    for option in options.filter(|option| !cargo.contains(option)) {
        assert!(
            help.contains(option),
            "{option} is in the README, and the program does not know it"
        );
    }
}

/// Every command of the guide to the formats, run on the example: it says nothing on standard error,
/// and writes the file that it names, or prints.
#[test]
fn the_commands_of_the_formats_work_as_pasted() {
    let scratch = Scratch::of(&example());
    let guide = document("docs/formats.md");
    let commands = blocks(&guide).into_iter().filter(|(kind, _)| *kind == "sh");
    let mut run = 0;
    for (_, command) in commands {
        let (printed, _) = paste(scratch.path(), scratch.path(), command);
        let named = command.split_whitespace().filter_map(|word| {
            word.split_once('=').map(|(_, file)| file).or(word.ends_with(".rdjson").then_some(word))
        });
        let files: Vec<&str> = named.collect();
        assert!(!files.is_empty() || !printed.is_empty(), "{command}");
        for file in files {
            let written = std::fs::read_to_string(scratch.path().join(file));
            assert!(written.is_ok_and(|text| text.contains("Donald Trump")), "{command}: {file}");
        }
        run += 1;
    }
    assert!(run >= 8, "each format has a command");
}

/// Every command of the guide to the page, run on the example, writes the file that it names.
#[test]
fn the_commands_of_the_page_work_as_pasted() {
    let scratch = Scratch::of(&example());
    let guide = document("docs/page.md");
    let mut run = 0;
    for (_, block) in blocks(&guide).into_iter().filter(|(kind, _)| *kind == "sh") {
        for command in block.lines() {
            run += 1;
            // This one ends when somebody ends it, and the port that it names may be taken here.
            if let Some(args) = command.strip_prefix("claimcheck serve ") {
                let args = args.replace("--port 8000", "--port 0");
                let args: Vec<&str> = args.split(' ').collect();
                let serving = Serving::start(scratch.path(), &args);
                assert!(serving.page().contains("Donald Trump"), "{command}");
                continue;
            }
            let (printed, _) = paste(scratch.path(), scratch.path(), command);
            assert_eq!(printed, "", "{command}");
            let file = scratch.path().join(command.rsplit(' ').next().expect("a file"));
            let written = std::fs::read_to_string(file).expect("it is written");
            assert!(written.contains("Donald Trump"), "{command}");
        }
    }
    assert_eq!(run, 9);
}

/// The guide to the formats has a section, or a row of its table, for each.
#[test]
fn every_format_is_in_the_guide() {
    let help = claimcheck(root(), ["check", "-h"]).out;
    let (_, values) = help.split_once("NAME[=FILE]").expect("the option is there");
    let (_, values) = values.split_once("values:").expect("its values are told");
    let (values, _) = values.split_once(']').expect("and end");
    let guide = document("docs/formats.md");
    let names: Vec<&str> = values.split([',', ' ', '\n']).filter(|name| !name.is_empty()).collect();
    assert!(names.len() >= 9, "{names:?}");
    for name in names {
        assert!(guide.contains(&format!("| `{name}` |")), "{name}");
    }
}

/// The projects that the guide to the language shows can be read as it says.
#[test]
fn the_yaml_of_the_guide_is_yaml() {
    let guide = document("docs/language.md");
    let yaml: Vec<&str> = blocks(&guide)
        .into_iter()
        .filter(|(kind, _)| *kind == "yaml")
        .map(|(_, block)| block)
        .collect();
    assert!(yaml.len() > 10, "the guide shows how to write claims");
    for block in yaml {
        let (_, problems) = claimcheck_core::yaml::parse(block, claimcheck_core::source::FileId(0));
        assert!(problems.is_empty(), "{block}\n{problems:?}");
    }
}

/// What a page says that the timeline of a project is, is what it is.
#[test]
fn the_timeline_of_the_guide_is_printed() {
    let ran =
        claimcheck(&root().join("tests/cmd/timeline.in"), ["timeline", ".", "--format", "list"]);
    let page = document("docs/reasoning.md");
    let shown = blocks(&page).into_iter().find(|(kind, _)| *kind == "text").expect("a picture").1;
    assert!(ran.out.starts_with(shown), "{}", ran.out);
}

/// The commands of the guide to the terminal, on the example: what each is shown to print begins it.
#[test]
fn the_commands_of_the_views_work_as_pasted() {
    let page = document("docs/views.md");
    let (mut printed, mut compared, mut run) = (None, 0, 0);
    for (kind, block) in blocks(&page) {
        match kind {
            "sh" => {
                let text = paste(root(), root(), block).0;
                assert!(text.lines().count() > 4, "{block}: {text}");
                printed = Some(text);
                run += 1;
            }
            "text" => {
                let printed = printed.take().expect("a command stands before it");
                assert!(printed.starts_with(block), "{block}\n{printed}");
                compared += 1;
            }
            _ => {}
        }
    }
    assert_eq!((run, compared), (6, 2));
}

/// The page on what can be relied on: its commands do what it says, on a copy of the example, and the
/// tests that it names are there.
#[test]
fn the_page_on_reliability_works_as_pasted() {
    let home = Scratch::of(&example());
    let page = document("docs/reliability.md");
    let (mut printed, mut compared) = (None, 0);
    for (kind, block) in blocks(&page) {
        match kind {
            // Others add sections whose commands take hours.
            "sh" if block.contains("cargo") || block.contains("just ") => printed = None,
            "sh" => printed = Some(paste(home.path(), home.path(), block).0),
            "text" => {
                let Some(printed) = printed.take() else { continue };
                assert_eq!(printed, block);
                compared += 1;
            }
            _ => {}
        }
    }
    assert!(compared >= 4, "what each command prints is shown");
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.contains("---"));
    let shown = rows.filter_map(|row| row.trim_end_matches(" |").rsplit_once("| "));
    let named = shown.flat_map(|(_, cell)| cell.split('`').skip(1).step_by(2).map(str::to_owned));
    let named: std::collections::BTreeSet<String> = named.collect();
    assert!(named.contains("floods") && named.contains("places"), "{named:?}");
    let rest = ["writing", "unix", "determinism", "workspace", "serve"].map(str::to_owned);
    for name in named.into_iter().chain(rest) {
        assert!(page.contains(&format!("`{name}`")), "{name}");
        assert!(root().join(format!("tests/{name}.rs")).is_file(), "tests/{name}.rs");
    }
}

//! Claims that are too many, too long, too deep or too odd: each is told of at its place in few words,
//! a flood is counted, and the rest of the project is still checked.

use claimcheck_checker::{Diagnostic, Family};
use claimcheck_core::Project;
use claimcheck_core::problem::{InputCode, Problem};
use claimcheck_tests::{Files, Scratch, claimcheck, load_files, write};

/// What is checked beside the hostile file: two reports that contradict each other.
const REST: &str = "
entities: {talks: {kind: event}, feast: {kind: event}}
properties: {cost: {type: quantity, unit: EUR}, length: {type: duration}}
---
report: {id: morning}
claims: [{about: talks, says: {date: 2025-10-30}}]
---
report: {id: evening}
claims: [{about: talks, says: {date: 2025-10-31}}]
";

fn files(hostile: &str, text: &str) -> Files {
    let files = [
        ("claims/hostile.yaml", hostile),
        ("claims/rest.yaml", REST),
        ("reports/hostile.txt", text),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The problems of a project with a hostile file of claims and a hostile text. Each is told in few
/// words, and the contradiction of the others is found.
#[track_caller]
fn problems_of(hostile: &str, text: &str) -> Vec<Problem> {
    let files = files(hostile, text);
    let project = load_files(&files);
    let conflicts = conflicts(&project);
    assert_eq!(conflicts.len(), 1, "the rest is checked: {:?}", project.problems.first());
    let project = project.problems;
    for problem in &project {
        let told = problem.message.len() + problem.help.as_deref().unwrap_or_default().len();
        assert!(told < 1_500, "{told} bytes: {:.300}", problem.message);
    }
    project
}

fn conflicts(project: &Project) -> Vec<Diagnostic> {
    let found = claimcheck_checker::check(project).into_iter();
    found.filter(|finding| finding.family() == Family::Conflict).collect()
}

#[track_caller]
fn errors(hostile: &str) -> Vec<Problem> {
    let mut problems = problems_of(hostile, "It is on Monday.\n");
    problems.retain(|problem| problem.code.is_error());
    problems
}

/// Checks that a file has one error, and what it says.
#[track_caller]
fn one_error(hostile: &str, code: InputCode, words: &str) {
    let errors = errors(hostile);
    let [error] = errors.as_slice() else { panic!("{} errors: {errors:.1?}", errors.len()) };
    assert_eq!(error.code, code, "{error:?}");
    assert!(error.message.contains(words), "{error:?}");
}

/// Checks how many errors a file has, which are more than are listed.
#[track_caller]
fn flood(hostile: &str, code: InputCode, count: usize) {
    let mut errors = errors(hostile);
    errors.retain(|problem| problem.code == code);
    assert_eq!(errors.len(), 10_000);
    let told = format!("of {count} flaws of this kind, the first 10000 are listed");
    assert!(errors[0].message.ends_with(&told), "{}", errors[0].message);
}

#[test]
fn floods_are_counted() {
    use InputCode::{BadValue, DuplicateId, UnknownName, Yaml};
    const MANY: usize = 12_000;
    let repeated = |text: &str| text.repeat(MANY);
    let numbered = |line: fn(usize) -> String| (0..MANY).map(line).collect::<String>();
    let claims = |list: String| format!("report: {{id: x}}\nclaims: {list}");
    flood(&repeated("---\n a: [\n"), Yaml, MANY);
    flood(&claims(format!("[{}]", repeated("a, "))), BadValue, 2 * MANY);
    flood(&claims(format!("[{}]", repeated("{}, "))), BadValue, 2 * MANY);
    flood(&format!("entities:\n{}", repeated("  x: {kind: event}\n")), DuplicateId, MANY - 1);
    flood(&repeated("report: {id: x}\n"), Yaml, MANY - 1);
    let unknown =
        |number| format!(" - {{id: c{number}, about: who{number}, says: {{date: 2025}}}}\n");
    flood(&claims(format!("\n{}", numbered(unknown))), UnknownName, MANY);
    let odd = |number| format!(" - {{id: c{number}, about: feast, says: {{date: odd{number}}}}}\n");
    flood(&claims(format!("\n{}", numbered(odd))), BadValue, MANY);
}

#[test]
fn aliases_stand_for_no_more_than_the_file_is_long() {
    use InputCode::Yaml;
    let claim = |tags: &str| {
        format!(
            "report: {{id: x, title: &n so}}\nclaims: [{{about: feast, says: {{date: 2025}}, tags: [{tags}]}}]\n"
        )
    };
    assert_eq!(errors(&claim(&"*n, ".repeat(200_000))), [], "what is short may be said often");
    let refused = |yaml: &str, words: &str| {
        let told = errors(yaml).into_iter().map(|error| error.message);
        let told: Vec<String> = told.filter(|message| message.contains("aliases")).collect();
        assert_eq!(told, [format!("the aliases of this file {words}")]);
    };
    let laugh = |depth: u8| {
        let more = |at: u8| {
            format!("&{} [{}], ", char::from(at), format!("*{}, ", char::from(at - 1)).repeat(9))
        };
        (b'b'..b'b' + depth).map(more).collect::<String>()
    };
    let laughs = format!("[&a [ha, ha, ha], {}]", laugh(12));
    refused(&format!("report: {{id: x, title: {laughs}}}"), "stand for too many nodes");
    // Each lies within the next.
    let chain: String = (1..400).map(|at| format!("&a{at} [*a{}], ", at - 1)).collect();
    let deep = format!("report: {{id: x, title: [&a0 [x], {chain}]}} # {}", "-".repeat(1_000_000));
    refused(&deep, "lie too deep within each other");
    let not: String = (1..60).map(|at| format!("&a{at} {{not: *a{}}}, ", at - 1)).collect();
    let not = format!(
        "report: {{id: x, title: [&a0 {{not: 2025}}, {not}]}}\nclaims: [{{about: feast, says: {{date: *a59}}}}]"
    );
    let told = errors(&not);
    assert!(told.iter().any(|told| told.message == "a value inside too many others"), "{told:?}");
    let anchors: String = (0..250).map(|at| format!("&a{at} [")).collect();
    let wide =
        format!("report: {{id: x, title: {anchors}{}{}}}", "x, ".repeat(50_000), "]".repeat(250));
    refused(&wide, "stand for too many nodes");
    one_error(
        "report: {id: x}\nclaims: [{about: feast, tags: *nobody, says: {date: 2025}}]",
        Yaml,
        "nothing in this document is anchored",
    );
}

#[test]
fn nothing_lies_too_deep() {
    use InputCode::{BadValue, Yaml};
    const DEEP: usize = 100_000;
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
        let yaml = format!("claims:\n  {}x{}", open.repeat(DEEP), close.repeat(DEEP));
        one_error(&yaml, Yaml, "recursion limit exceeded");
    }
    let block: String = (1..3_000).map(|at| format!("{}-\n", " ".repeat(at))).collect();
    one_error(&format!("claims:\n{block}"), Yaml, "recursion limit exceeded");
    let rule = |equation: &str| format!("rules: [{{id: r, for: event, equation: '{equation}'}}]");
    let nested = |depth: usize| format!("cost = {}1{}", "(".repeat(depth), ")".repeat(depth));
    one_error(&rule(&nested(DEEP)), BadValue, "more than 10000 bytes");
    one_error(&rule(&nested(4_000)), BadValue, "nested more than 64 deep");
    one_error(
        &rule(&format!("cost = {}1 EUR", "1 EUR + ".repeat(1_000))),
        BadValue,
        "more than 256 terms",
    );
    let path = format!(
        "properties: {{by: {{type: entity}}}}\n{}",
        rule(&format!("{}cost = 1 EUR", "by.".repeat(500)))
    );
    one_error(&path, BadValue, "a path of 501 names");
}

/// Chains and circles of any length: a chain is no flaw, and a circle is one.
#[test]
fn chains_have_any_length() {
    const LONG: usize = 20_000;
    const REPORTS: usize = 5_000;
    let entities = |kind: &str, key: &str, modulus: usize| {
        let line = |at| format!("  p{at}: {{kind: {kind}, {key}: p{}}}\n", (at + 1) % modulus);
        format!(
            "entities:\n{}  p{LONG}: {{kind: {kind}}}\n",
            (0..LONG).map(line).collect::<String>()
        )
    };
    let kinds = |modulus: usize| {
        let line = |at| format!("  k{at}: {{is: k{}}}\n", (at + 1) % modulus);
        format!("kinds:\n{}  k{LONG}: {{is: event}}\n", (0..LONG).map(line).collect::<String>())
    };
    let reports = |modulus: usize, keys: &str| {
        let line = |at: usize| {
            let next = (at + 1) % modulus;
            let keys = keys.replace("NEXT", &format!("r{next}"));
            format!(
                "---\nreport: {{id: r{at}, {keys}}}\nclaims: [{{id: a, about: feast, says: {{date: 2025}}, certainty: {}}}]\n",
                if at == 9 { "possible" } else { "certain" }
            )
        };
        format!("{}---\nreport: {{id: r{REPORTS}}}\n", (0..REPORTS).map(line).collect::<String>())
    };
    for chain in [
        entities("place", "part-of", LONG + 1),
        entities("place", "same-as", LONG),
        entities("place", "overlaps", LONG),
        kinds(LONG + 1),
        reports(REPORTS + 1, "based-on: [NEXT]"),
        reports(REPORTS, "based-on: [NEXT]"),
        reports(REPORTS + 1, "corrects: [NEXT]"),
    ] {
        assert_eq!(errors(&chain), [], "{:.60}", chain);
    }
    for circle in
        [entities("place", "part-of", LONG), kinds(LONG), reports(REPORTS, "corrects: [NEXT]")]
    {
        one_error(&circle, InputCode::Cycle, "each other");
    }
}

#[test]
fn numbers_and_dates_beyond_reckoning_are_refused() {
    let nines = "9".repeat(100_000);
    let (fine, list) = (format!("0.{}1 EUR", "0".repeat(100_000)), ["2025"; 20_000].join(","));
    let cases: [(&str, &[&str]); 3] = [
        (
            "cost",
            &[
                "1e999999 EUR",
                "1e-999999 EUR",
                "-1e999999 EUR",
                "1e9999999999999999999999 EUR",
                &nines,
                &fine,
                "1/0 EUR",
                "nan EUR",
                "inf",
                "1e1e1",
                "--5 EUR",
                "about 1e308 EUR",
                "1..1e400 EUR",
            ],
        ),
        (
            "date",
            &[
                "-99999999999999",
                "99999999999999",
                "Y1e9999999",
                "Y9223372036854775808",
                "Y170E18",
                "0000-00-00",
                "2025-02-30",
                "2025-10-30T99:99:99",
                "2025-10-30T00:00:00+99:99",
                "999999999999999999999 days ago",
                "9999999999999999999999999 years after talks",
                "before -99999999999999",
                "next next",
                "%%%%",
                &nines,
            ],
        ),
        (
            "length",
            &[
                "1e999999 years",
                &nines,
                "99999999999999999999999999999999999999 years",
                "-5 days",
                "1e-999999 days",
            ],
        ),
    ];
    for (property, values) in cases {
        for value in values {
            let shown: String = value.chars().take(40).collect();
            let yaml = format!(
                "report: {{id: x, published: 2025-10-30}}\nclaims:\n- {{about: feast, says: {{{property}: '{value}'}}}}\n"
            );
            let errors = errors(&yaml);
            let [error] = errors.as_slice() else { panic!("{shown}: {errors:?}") };
            let line = yaml[..error.at.span.start as usize].matches('\n').count() + 1;
            assert_eq!((line, error.code.is_error()), (3, true), "{shown}: {error:?}");
        }
    }
    // Far away is not wrong.
    for far in ["-9999-01-01", "Y99999999999999", "Y-17E7", "9999-12-31", list.as_str()] {
        let far = if far.len() > 100 { format!("[{far}]") } else { far.to_owned() };
        let yaml =
            format!("report: {{id: x}}\nclaims: [{{about: feast, says: {{date: '{far}'}}}}]\n");
        assert_eq!(errors(&yaml), [], "{far:.40}");
    }
}

/// Names that look the same are the same, however they were typed; names that differ in case are
/// different, and a name that is nobody's is told with the nearest.
#[test]
fn names_that_look_the_same_are_the_same() {
    let twins = "entities:\n  Zürich: {kind: place}\n  Zu\u{308}rich: {kind: place}\n";
    one_error(twins, InputCode::DuplicateId, "is declared twice");
    let used = "entities: {fe\u{302}te: {kind: event}}\nproperties: {gro\u{308}ße: {type: text}}\n---\n\
                report: {id: x}\nclaims: [{about: fête, says: {größe: viel}}]\n";
    assert_eq!(errors(used), []);
    let cases = "entities: {vote: {kind: event}, Vote: {kind: event}}\n---\n\
                 report: {id: x}\nclaims: [{about: VOTE, says: {date: 2025}}]\n";
    one_error(cases, InputCode::UnknownName, "no entity is called `VOTE`");
    let file = "report: {id: x, file: gru\u{308}n.txt}\n";
    let mut files = files(file, "");
    files.insert("reports/gr\u{fc}n.txt".to_owned(), "Es grünt.\n".to_owned());
    assert_eq!(load_files(&files).problems.iter().filter(|told| told.code.is_error()).count(), 0);
}

#[test]
fn long_names_are_told_in_short() {
    let name = "n".repeat(1_000_000);
    for yaml in [
        format!(
            "entities:\n  e: {{kind: event, names: [{name}]}}\n---\nreport: {{id: x}}\nclaims: [{{about: {name}m, says: {{date: 2025}}}}]"
        ),
        format!(
            "entities:\n  ? {name}\n  : {{kind: event}}\n  ? {name}m\n  : {{kind: {name}, part-of: {name}}}"
        ),
        format!(
            "report: {{id: {name}, title: {name}}}\nclaims:\n- {{id: {name}, about: feast, certainty: {name}, says: {{date: {name}}}}}"
        ),
        format!("report: {{file: {name}}}"),
        format!(
            "properties:\n  level: {{type: choice, levels: [{name}, a]}}\n---\nreport: {{id: x}}\nclaims: [{{about: feast, says: {{level: {name}b}}}}]"
        ),
        format!("rules: [{{id: r, for: {name}, equation: '{name} = 1'}}]"),
        format!("rulings: [{{question: {name}, accept: [{name}], because: so}}]"),
        format!(
            "report: {{id: x}}\nclaims: [{{about: feast, says: {{date: 2025}}, corrects: [{name}], according-to: {name}}}]"
        ),
    ] {
        assert!(!errors(&yaml).is_empty(), "{:.60}", yaml);
    }
    let levels: String = (0..2_000).map(|at| format!("l{at}, ")).collect();
    one_error(
        &format!("properties: {{level: {{type: scale, levels: [{levels}]}}}}"),
        InputCode::BadValue,
        "2000 levels",
    );
}

#[test]
fn long_texts_are_searched() {
    use InputCode::{QuoteAmbiguous, QuoteNotFound};
    let quoting = |quote: &str| {
        format!(
            "report: {{id: x, file: hostile.txt}}\nclaims: [{{about: feast, quote: '{quote}', says: {{date: 2025}}}}]"
        )
    };
    let line = "the talks will be ".repeat(200_000);
    let codes = |quote: &str, text: &str| {
        let problems = problems_of(&quoting(quote), text).into_iter();
        problems.map(|problem| problem.code).filter(|code| code.is_error()).collect::<Vec<_>>()
    };
    assert_eq!(codes("talks will", &line), [QuoteAmbiguous]);
    assert_eq!(codes("the talks will not be", &line), [QuoteNotFound]);
    assert_eq!(codes(line[..900_000].trim(), &line[..900_000]), []);
    assert_eq!(codes(&format!("{}not", &line[..900_000]), &line[..1_000_000]), [QuoteNotFound]);
    assert_eq!(codes("é", &format!("e{}", "\u{301}\u{323}".repeat(300_000))), [QuoteNotFound]);
    assert_eq!(codes("a b", &" ".repeat(5_000_000)), [QuoteNotFound]);
    assert_eq!(codes("abc", "abc\0def\n"), [], "a character that means nothing is one");
}

/// What is printed of all this is short, and steers nothing.
#[test]
fn what_is_printed_is_short() {
    let name = "n".repeat(300_000);
    let heap = format!("e{}", "\u{301}".repeat(100_000));
    let hostile = format!(
        "report: {{id: x, file: hostile.txt}}\nclaims:\n- {{about: {name}, quote: '{heap}', says: {{date: 2025}}}}\n- {{about: talks, quote: '{heap}', says: {{date: '{name}'}}}}\n- {{about: talks, quote: '{name}', says: {{date: 2026}}}}\n"
    );
    let scratch = Scratch::new("");
    write(&files(&hostile, &name), scratch.path());
    for format in ["human", "compact", "github", "markdown"] {
        let ran = claimcheck(scratch.path(), ["--format", format, "--show", "all"]);
        assert_eq!((ran.status, ran.err.as_str()), (2, ""));
        assert!(ran.out.len() < 30_000, "{format}: {} bytes", ran.out.len());
    }
}

/// Settings and lists of known conflicts that are damaged are told of at their places, and nothing is
/// written over them.
#[test]
fn damaged_settings_and_lists_are_left_alone() {
    let flood = |line: &str| line.repeat(30_000);
    for settings in [
        flood("reports: x\n"),
        "severity: [\0".to_owned(),
        "[".repeat(100_000),
        flood("- a\n"),
        "reports: ../..".to_owned(),
        "units: {a: {is: 1e999999 l}, b: {is: 2 c}}".to_owned(),
    ] {
        let scratch = Scratch::new(REST);
        let file = scratch.path().join("claimcheck.yaml");
        std::fs::write(&file, &settings).expect("it can be written");
        let ran = claimcheck(scratch.path(), ["--format", "compact"]);
        assert_eq!(ran.status, 2, "{settings:.40}");
        let told = format!("{}{}", ran.err, ran.out);
        assert!(told.contains("claimcheck.yaml:"), "{told}");
        assert!(told.lines().count() < 25 && told.len() < 30_000, "{told}");
    }
    for list in [
        "known: [\n<<<<<<< HEAD\nx\n=======\n>>>>>>> other\n".to_owned(),
        "known: ".to_owned() + &"[".repeat(100_000),
        flood("- a\n"),
        "\0".repeat(100),
        format!(
            "known:\n{}",
            flood(
                "- {conflict: {code: conflict/date, question: a.date, answers: [[x], [y]]}, fingerprint: 0}\n"
            )
        ),
    ] {
        let scratch = Scratch::new(REST);
        let file = scratch.path().join("claimcheck.baseline.yaml");
        std::fs::write(&file, &list).expect("it can be written");
        let ran = claimcheck(scratch.path(), ["--format", "json"]);
        assert_eq!(ran.status, 2, "{list:.40}");
        assert!(ran.out.contains("conflict/date") && ran.out.contains("claimcheck.baseline.yaml"));
        for action in ["accept", "prune", "show"] {
            assert_eq!(claimcheck(scratch.path(), ["baseline", action]).status, 2, "{list:.40}");
        }
        assert_eq!(std::fs::read_to_string(&file).expect("it is there"), list);
    }
}

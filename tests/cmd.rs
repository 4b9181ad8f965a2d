//! The program's behaviour, kept as data: each file of `cmd` is commands with what they print.

use std::path::Path;

use claimcheck_tests::{OF_CI, claimcheck_with, program, root};

#[test]
fn the_program_behaves_as_written_down() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("claimcheck", Path::new(program()));
    cases.default_bin_path(program());
    // Nobody's terminal or taste has a say in what is compared.
    cases.env("NO_COLOR", "").env("COLUMNS", "80");
    for name in OF_CI {
        cases.env(name, "");
    }
    cases.case("cmd/*.trycmd");
}

/// The option over `NO_COLOR` over `FORCE_COLOR`; none of them where the output is no terminal.
#[test]
fn colour_is_for_those_who_see_it() {
    let small = root().join("tests/cmd/small.in");
    let coloured = |environment: &[(&str, &str)], color: &str| {
        let ran = claimcheck_with(&small, environment, ["reports", "--color", color]);
        assert_eq!(ran.status, 1);
        ran.out.contains('\u{1b}')
    };
    let (no, force) = (("NO_COLOR", "1"), ("FORCE_COLOR", "1"));
    assert!(!coloured(&[], "auto"));
    assert!(coloured(&[force], "auto"));
    assert!(!coloured(&[force, no], "auto"));
    assert!(coloured(&[no], "always"));
    assert!(!coloured(&[force], "never"));
    // What is set to nothing is not set.
    assert!(coloured(&[force, ("NO_COLOR", "")], "auto"));
}

/// Human output fits the columns that there are, as far as the words of the reports let it.
#[test]
fn human_output_is_as_wide_as_it_is_told() {
    let small = root().join("tests/cmd/small.in");
    for columns in ["60", "80", "100"] {
        let ran = claimcheck_with(&small, &[("COLUMNS", columns)], ["reports", "-q"]);
        let most: usize = columns.parse().expect("a number");
        let widest = ran.out.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(widest <= most, "{columns}: {widest}");
    }
}

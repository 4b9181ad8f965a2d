# The commands of the README, and those of maintainers. `just` alone lists them.
# Nothing here is needed to build or to test: each recipe is the cargo command below it.

# List the recipes
default:
    @just --list

# Check the example project, or another: `just check PATH …` (exit status 1: conflicts were found)
[no-exit-message]
check *ARGS='reports/':
    cargo run --release -- {{ ARGS }}

# Run all tests of all crates
test *ARGS:
    cargo test --workspace {{ ARGS }}

# Formatting and lints, as strict as .ci/run
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- -D warnings

# Build the documentation of the code; a broken link fails
docs:
    RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps --locked

# Hold what is written for other programs against their own validators (needs npm)
formats:
    .ci/validate-formats

# Open the page in a browser: clicks, keys, faults of access, pictures (needs npm and chromium)
page *ARGS:
    .ci/page {{ ARGS }}

# Make the pictures of the README anew (needs npm and chromium)
pictures:
    npm --prefix tests/page ci
    cargo build
    mkdir -p target/page
    target/debug/claimcheck html reports/ --title "Five reports on one summit" -o target/page/example.html
    node tests/page/pictures.mjs target/debug/claimcheck target/page/example.html docs/pictures

# Licences, advisories, banned crates, duplicates and sources of all dependencies
deny:
    .ci/deny

# How long large projects take: one line for each, then many samples of each
bench *ARGS:
    cargo build --release -p claimcheck -p claimcheck-bench
    target/release/claimcheck-bench reasoning
    target/release/claimcheck-bench program
    target/release/claimcheck-bench extremes
    cargo bench -p claimcheck-bench {{ ARGS }}

# Look for inputs that break a fuzz target, or each in turn, for so many seconds (needs a C++ compiler)
fuzz TARGET='all' SECONDS='60':
    .ci/fuzz {{ TARGET }} {{ SECONDS }}

# Everything that a change must pass before it is merged: the same script as the CI
ready:
    .ci/run

# Accept what the program prints now as what the tests expect. Read the diff before you commit it.
bless:
    INSTA_UPDATE=always TRYCMD=overwrite SNAPSHOTS=overwrite cargo test --workspace
    git status --short

# Install the program from this clone
install:
    cargo install --path crates/claimcheck --locked

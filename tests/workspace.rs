//! What holds for every crate of the workspace: no unsafe code, the version of Rust that the README
//! states, and no dependency that needs a newer one.

use std::path::PathBuf;
use std::process::Command;

use claimcheck_tests::root;
use serde_json::Value;

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("it is there")
}

/// All manifests of packages, those outside the workspace too.
fn manifests() -> Vec<PathBuf> {
    let (mut found, mut pending) = (Vec::new(), vec![root().to_owned()]);
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(&folder).expect("it can be listed") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() && !name.starts_with('.') && name != "target" && name != "node_modules"
            {
                pending.push(path);
            } else if name == "Cargo.toml" {
                found.push(path);
            }
        }
    }
    found.retain(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains("[package]")));
    found.sort();
    found
}

/// The lines of a section of a manifest.
fn section<'m>(manifest: &'m str, heading: &str) -> Vec<&'m str> {
    let after = manifest.lines().skip_while(|line| line.trim() != heading).skip(1);
    after.take_while(|line| !line.starts_with('[')).map(str::trim).collect()
}

#[test]
fn no_crate_has_unsafe_code() {
    const FORBID: &str = "unsafe_code = \"forbid\"";
    assert!(section(&text("Cargo.toml"), "[workspace.lints.rust]").contains(&FORBID));
    let manifests = manifests();
    assert!(manifests.len() >= 5, "{manifests:?}");
    for path in manifests {
        let manifest = std::fs::read_to_string(&path).expect("it was read");
        let inherits = section(&manifest, "[lints]").contains(&"workspace = true");
        let forbids = section(&manifest, "[lints.rust]").contains(&FORBID);
        assert!(inherits || forbids, "{} has `[lints] workspace = true`", path.display());
    }
}

/// A version of Rust, `1.91` or `1.91.0`.
fn version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().expect("a number"));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

fn stated() -> String {
    let manifest = text("Cargo.toml");
    let own = section(&manifest, "[workspace.package]");
    let line = own.into_iter().find_map(|line| line.strip_prefix("rust-version = "));
    line.expect("it is stated").trim_matches('"').to_owned()
}

/// The oldest Rust that will do is said once, and everywhere the same. Clippy knows it from the
/// manifests, and refuses what is newer (`incompatible_msrv`).
#[test]
fn the_supported_version_of_rust_is_stated() {
    let stated = stated();
    for document in ["README.md", "docs/reliability.md"] {
        assert!(text(document).contains(&format!("{stated} or later")), "{document}");
    }
    for path in manifests() {
        let manifest = std::fs::read_to_string(&path).expect("it was read");
        let inherits = manifest.contains("rust-version.workspace = true");
        let states = manifest.contains(&format!("rust-version = \"{stated}\""));
        assert!(inherits || states, "{} has `rust-version.workspace = true`", path.display());
    }
    assert!(!text("clippy.toml").contains("msrv"), "the manifests say it");
    let lint = "incompatible_msrv = \"warn\"";
    assert!(section(&text("Cargo.toml"), "[workspace.lints.clippy]").contains(&lint));
}

/// What cargo knows of a package, by its own word.
fn packages() -> Vec<Value> {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc can be run");
    let told = String::from_utf8(rustc.stdout).expect("UTF-8");
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // What other systems need need not be here.
    let args = ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform"];
    let ran = Command::new(cargo).args(args).arg(host).current_dir(root()).output();
    let ran = ran.expect("cargo can be run");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let metadata: Value = serde_json::from_slice(&ran.stdout).expect("it is JSON");
    metadata["packages"].as_array().expect("a list").clone()
}

#[test]
fn no_dependency_needs_a_newer_rust() {
    let stated = version(&stated());
    let packages = packages();
    assert!(packages.len() > 50, "all are known");
    for package in packages {
        let Some(needs) = package["rust_version"].as_str() else { continue };
        assert!(version(needs) <= stated, "{} needs Rust {needs}", package["name"]);
    }
}

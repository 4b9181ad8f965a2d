//! The program itself, built once, and folders to run it in.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The root of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace")
}

/// The files of the example project.
pub fn example() -> crate::Files {
    let mut files = crate::Files::new();
    for folder in ["claims", "reports"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("the example is there") {
            let path = entry.expect("it can be listed").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let text = std::fs::read_to_string(&path).expect("it can be read");
            files.insert(format!("{folder}/{name}"), text);
        }
    }
    files
}

/// The built program. Cargo tells a package only of its own programs, so that this one is built
/// here, as the tests are built themselves, and cargo is asked where it is.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.current_dir(root());
        // With the features that the workspace has together, as what is built so is built already.
        build.args(["build", "--quiet", "--workspace", "--bin", "claimcheck"]);
        build.args(["--message-format", "json"]);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let built = build.output().expect("cargo can be run");
        let messages = String::from_utf8_lossy(&built.stdout);
        let mut paths = messages.lines().filter_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let own = message["target"]["name"] == "claimcheck";
            message["executable"].as_str().filter(|_| own).map(PathBuf::from)
        });
        paths.next_back().unwrap_or_else(|| {
            panic!("cannot build the program: {}", String::from_utf8_lossy(&built.stderr))
        })
    })
}

/// What the machines that check changes tell the programs that they run.
pub const OF_CI: [&str; 4] =
    ["GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"];

/// What came of running the program.
pub struct Ran {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the program in a folder, without a terminal and without settings of the one who runs it.
pub fn claimcheck<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Ran {
    claimcheck_with(folder, &[], args)
}

/// Runs the program with some environment variables.
pub fn claimcheck_with<S: AsRef<OsStr>>(
    folder: &Path,
    environment: &[(&str, &str)],
    args: impl IntoIterator<Item = S>,
) -> Ran {
    let mut command = Command::new(program());
    command.current_dir(folder).args(args);
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"].iter().chain(&OF_CI) {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied());
    let output = command.output().expect("the program can be run");
    Ran {
        status: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

/// A folder of its own for one test, which is gone when it is dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A folder with the files of a fixture.
    pub fn new(fixture: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("claimcheck-tests-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        crate::write(&crate::files(fixture), &folder);
        Self(folder)
    }

    /// A folder with some files.
    pub fn of(files: &crate::Files) -> Self {
        let scratch = Self::new("");
        crate::write(files, scratch.path());
        scratch
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be taken away is left to the system.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program, to be run by one who may read and write only what all may: as it is, or as nobody where
/// the tests are run by root. Nothing where the system cannot do that.
#[cfg(unix)]
pub fn unprivileged(folder: &Path) -> Option<Command> {
    use std::os::unix::fs::MetadataExt as _;

    let is_root = std::fs::metadata(folder).is_ok_and(|about| about.uid() == 0);
    let mut command = if is_root { Command::new("setpriv") } else { Command::new(program()) };
    if is_root {
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        command.args(nobody).arg(program());
        let mut probe = Command::new("setpriv");
        let probe = probe.args(nobody).arg(program()).arg("--version").output();
        if !probe.is_ok_and(|ran| ran.status.success()) {
            return None;
        }
    }
    command.current_dir(folder).envs(OF_CI.map(|name| (name, "")));
    Some(command)
}

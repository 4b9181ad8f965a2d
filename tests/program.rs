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

/// The built program, which cargo puts beside the tests, under its own name: it says that name.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let tests = std::env::current_exe().expect("the tests are a program");
        let built = tests.ancestors().nth(2).expect("they lie in `deps` of the folder of programs");
        let file = |name: &str| format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let folder = built.join("under-test");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let program = folder.join(file("claimcheck"));
        // Other tests may run at the same time: it is whole at each moment.
        let copy = folder.join(file(&format!("copy-{}", std::process::id())));
        std::fs::copy(built.join(file("claimcheck-under-test")), &copy)
            .expect("cargo builds the program before the tests");
        std::fs::rename(&copy, &program).expect("it can be named");
        program
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
/// the tests are run by root, who needs `setpriv` for that.
#[cfg(unix)]
pub fn unprivileged(folder: &Path) -> Command {
    use std::os::unix::fs::MetadataExt as _;

    let is_root = std::fs::metadata(folder).is_ok_and(|about| about.uid() == 0);
    let mut command = if is_root { Command::new("setpriv") } else { Command::new(program()) };
    if is_root {
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        command.args(nobody).arg(program());
        let mut probe = Command::new("setpriv");
        let probe = probe.args(nobody).arg(program()).arg("--version").output();
        let works = probe.is_ok_and(|ran| ran.status.success());
        assert!(works, "root needs `setpriv` to test permissions: run the tests as another user");
    }
    command.current_dir(folder).envs(OF_CI.map(|name| (name, "")));
    command
}

//! Which database the environment names, and what stays of it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// A folder in which programs lie as Cargo puts them.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("redshift-orm-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("debug/deps")).unwrap();
        Folder(folder)
    }

    /// Marks it as Cargo does.
    fn of_cargo(self) -> Self {
        std::fs::write(self.0.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n").unwrap();
        self
    }

    /// The program that counts its visits, put into a folder here.
    fn program(&self, place: &str) -> Command {
        let program = self.0.join(place).join("visits");
        if !program.exists() {
            std::fs::copy(env!("CARGO_BIN_EXE_visits"), &program).unwrap();
        }
        let mut command = Command::new(program);
        command.env_remove("REDSHIFT_URL").env_remove("REDSHIFT_ENV");
        command
    }

    fn data(&self) -> PathBuf {
        self.0.join("redshift-local")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let begin = Instant::now();
        while self.data().join("postmaster.pid").exists() && begin.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A program that runs.
struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Running { child, input, output }
    }

    /// The visits that it has counted.
    fn visits(&mut self) -> u32 {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim().parse().unwrap()
    }

    fn visits_now(&mut self) -> u32 {
        self.input.write_all(b"\n").unwrap();
        self.visits()
    }

    fn end(self) {
        let Running { mut child, input, .. } = self;
        drop(input);
        assert!(child.wait().unwrap().success());
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The visits that a program counts which does nothing else.
fn visits(command: Command) -> u32 {
    let mut running = Running::start(command);
    let visits = running.visits();
    running.end();
    visits
}

fn said(mut command: Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

fn with(mut command: Command, variable: &str, value: &str) -> Command {
    command.env(variable, value);
    command
}

#[test]
fn in_development_the_data_stay_and_programs_share_them() {
    let folder = Folder::new("development").of_cargo();
    let mut first = Running::start(folder.program("debug"));
    assert_eq!(first.visits(), 1);
    assert!(folder.data().is_dir());
    let mut second = Running::start(with(folder.program("debug"), "REDSHIFT_ENV", "development"));
    assert_eq!(second.visits(), 2);
    assert_eq!(first.visits_now(), 2);
    // The first has started the server, and the second goes on with it.
    first.end();
    assert_eq!(second.visits_now(), 2);
    let mut third = Running::start(folder.program("debug"));
    assert_eq!(third.visits(), 3);
    second.kill();
    assert_eq!(third.visits_now(), 3);
    third.kill();
    assert_eq!(visits(folder.program("debug")), 4);
    assert_eq!(visits(with(folder.program("debug/deps"), "REDSHIFT_ENV", "development")), 5);
}

#[test]
fn in_tests_nothing_stays() {
    let folder = Folder::new("test").of_cargo();
    for _ in 0..2 {
        assert_eq!(visits(with(folder.program("debug"), "REDSHIFT_ENV", "test")), 1);
    }
    // Where Cargo puts tests, and where it puts nothing.
    assert_eq!(visits(folder.program("debug/deps")), 1);
    assert!(!folder.data().exists());
    let elsewhere = Folder::new("elsewhere");
    assert_eq!(visits(elsewhere.program("debug")), 1);
    let error = said(with(elsewhere.program("debug"), "REDSHIFT_ENV", "development"));
    assert!(error.contains("no `target` folder"), "{error}");
}

#[test]
fn in_production_everything_is_given() {
    let folder = Folder::new("production").of_cargo();
    for stage in ["production", "prodution"] {
        let error = said(with(folder.program("debug"), "REDSHIFT_ENV", stage));
        assert!(error.contains("REDSHIFT_URL is not set") && error.contains(stage), "{error}");
        let url = "redshift://me:hunter2@127.0.0.1:1/dev?sslmode=disable";
        let error = said(with(with(folder.program("debug"), "REDSHIFT_ENV", stage), "REDSHIFT_URL", url));
        assert!(error.contains("REDSHIFT_URL does without TLS") && !error.contains("hunter2"), "{error}");
    }
    assert!(!Path::new(&folder.data()).exists());
}

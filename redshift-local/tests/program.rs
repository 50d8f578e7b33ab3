//! The program: starts, answers `psql`, and leaves nothing behind however it ends.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests state facts by unwrapping them, helpers too")]

use std::collections::BTreeSet;
use std::fs::Permissions;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running program with a folder for temporary files of its own.
struct Program {
    child: Child,
    url: String,
    temporary: PathBuf,
}

impl Program {
    fn start(name: &str, arguments: &[&str]) -> Self {
        Self::start_with(name, arguments, None)
    }

    fn start_with(name: &str, arguments: &[&str], cache: Option<&Path>) -> Self {
        // Short, since the path of a socket is.
        let temporary = PathBuf::from(format!("/tmp/rsl-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&temporary).unwrap();
        // As a folder for temporary files is; run as root, PostgreSQL is another user.
        std::fs::set_permissions(&temporary, Permissions::from_mode(0o1777)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_redshift-local"));
        if let Some(cache) = cache {
            command.env("REDSHIFT_LOCAL_CACHE", cache);
        }
        let mut child = command
            .args(["--port", "0"])
            .args(arguments)
            .env("TMPDIR", &temporary)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        Self { child, url: url.trim().to_owned(), temporary }
    }

    /// The processes that have the folder in their arguments.
    fn processes(&self) -> usize {
        let output = Command::new("ps").args(["-eo", "args"]).output().unwrap();
        let mark = self.temporary.to_str().unwrap();
        String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.contains(mark)).count()
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    fn psql(&self, sql: &str) -> String {
        let output = Command::new("psql").args([&self.url, "-qAtc", sql]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        drop(std::fs::remove_dir_all(&self.temporary));
    }
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

fn soon(what: &str, holds: impl Fn() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn killed_without_warning_it_leaves_nothing() {
    let mut program = Program::start("kill", &[]);
    assert!(program.processes() >= 2);
    assert!(!is_empty(&program.temporary));
    program.signal("-KILL");
    program.child.wait().unwrap();
    soon("PostgreSQL runs on", || program.processes() == 0);
    soon("its folder stays", || is_empty(&program.temporary));
}

/// A `psql` that is given one statement after the other.
struct Psql {
    child: Child,
    said: BufReader<std::process::ChildStdout>,
}

impl Psql {
    fn connect(url: &str) -> Self {
        let mut command = Command::new("psql");
        command.args([url, "-qAt"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Self { child, said }
    }

    fn send(&mut self, sql: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{sql};").unwrap();
    }

    fn number(&mut self, sql: &str) -> String {
        self.send(sql);
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// What it writes about errors until it ends.
    fn errors(self) -> String {
        String::from_utf8_lossy(&self.child.wait_with_output().unwrap().stderr).into_owned()
    }
}

fn kill(pid: &str) {
    assert!(Command::new("kill").args(["-KILL", pid]).status().unwrap().success());
}

#[test]
fn the_end_of_its_postgres_is_told() {
    let mut program = Program::start("died", &["--quiet"]);
    let mut psql = Psql::connect(&program.url);
    let pid = psql.number("SELECT PG_BACKEND_PID()");
    kill(&pid);
    soon("the process of the session lives on", || {
        !Command::new("kill").args(["-0", &pid]).output().unwrap().status.success()
    });
    psql.send("SELECT 1");
    let said = psql.errors();
    assert!(said.contains("FATAL:  redshift-local: the PostgreSQL process of the session has ended"), "{said}");

    // The server itself begins anew after that, and a program ends without its server.
    let folder = std::fs::read_dir(&program.temporary).unwrap().next().unwrap().unwrap().path();
    let file = std::fs::read_to_string(folder.join("data/postmaster.pid")).unwrap();
    kill(file.lines().next().unwrap());
    let status = program.child.wait().unwrap();
    assert_eq!(status.code(), Some(5));
    soon("PostgreSQL runs on", || program.processes() == 0);
    soon("its folder stays", || is_empty(&program.temporary));
}

#[test]
fn signals_end_it_cleanly() {
    for signal in ["-TERM", "-INT"] {
        let mut program = Program::start(&format!("end{signal}"), &[]);
        program.signal(signal);
        let status = program.child.wait().unwrap();
        assert!(status.success(), "{signal}: {status}");
        // Nothing is left to wait for.
        assert_eq!(program.processes(), 0);
        assert!(is_empty(&program.temporary));
    }
}

#[test]
fn psql_can_use_its_url() {
    let program = Program::start("psql", &[]);
    assert!(program.url.starts_with("postgres://awsuser@127.0.0.1:"), "{}", program.url);
    assert_eq!(program.psql("CREATE TABLE t (a int); INSERT INTO t VALUES (2); SELECT a FROM t"), "2");
}

#[test]
fn data_can_be_kept() {
    let folder = PathBuf::from(format!("/tmp/rsl-data-{}", std::process::id()));
    let arguments = ["--data", folder.to_str().unwrap()];
    {
        let mut program = Program::start("keep1", &arguments);
        program.psql("CREATE TABLE t (a int); INSERT INTO t VALUES (7)");
        program.signal("-TERM");
        program.child.wait().unwrap();
    }
    let program = Program::start("keep2", &arguments);
    assert_eq!(program.psql("SELECT a FROM t"), "7");
    drop(program);
    soon("PostgreSQL runs on", || !folder.join("postmaster.pid").exists());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn several_use_the_same_data_and_the_last_one_ends_them() {
    let folder = PathBuf::from(format!("/tmp/rsl-share-{}", std::process::id()));
    let arguments = ["--data", folder.to_str().unwrap()];
    // All at once, where there is nothing yet.
    let mut started: Vec<_> = std::thread::scope(|scope| {
        let start = |name: &'static str| scope.spawn(move || Program::start(name, &arguments));
        ["share1", "share2", "share3"].map(start).map(|started| started.join().unwrap()).into_iter().collect()
    });
    started[0].psql("CREATE TABLE t (a int); INSERT INTO t VALUES (7)");
    // None is dropped before all have ended: the PostgreSQL is in the folder of one of them.
    for (index, program) in started.iter_mut().enumerate() {
        assert_eq!(program.psql("SELECT a FROM t"), "7");
        // However one ends, the others go on.
        program.signal(if index == 1 { "-KILL" } else { "-TERM" });
        program.child.wait().unwrap();
    }
    soon("PostgreSQL runs on", || !folder.join("postmaster.pid").exists());

    // Everything is killed at once, as when the machine ends.
    let mut program = Program::start("share4", &arguments);
    assert_eq!(program.psql("SELECT a FROM t"), "7");
    program.psql("INSERT INTO t VALUES (8)");
    let server = std::fs::read_to_string(folder.join("postmaster.pid")).unwrap().lines().next().unwrap().to_owned();
    let ps = Command::new("ps").args(["-o", "ppid=", "-p", &server]).output().unwrap();
    let supervisor = String::from_utf8(ps.stdout).unwrap().trim().to_owned();
    assert!(Command::new("kill").args(["-KILL", &supervisor, &server]).status().unwrap().success());
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let again = Program::start("share5", &arguments);
    assert_eq!(again.psql("SELECT SUM(a) FROM t"), "15");
    again.signal("-TERM");
    drop(again);
    soon("PostgreSQL runs on", || !folder.join("postmaster.pid").exists());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn on_all_addresses_its_url_is_one_of_them() {
    let program = Program::start("all", &["--host", "0.0.0.0"]);
    assert!(program.url.starts_with("postgres://awsuser@127.0.0.1:"), "{}", program.url);
    assert_eq!(program.psql("SELECT 1"), "1");
}

#[test]
fn psql_can_check_its_certificate() {
    let folder = PathBuf::from(format!("/tmp/rsl-tls-{}", std::process::id()));
    let file = folder.with_extension("pem");
    let arguments = ["--data", folder.to_str().unwrap(), "--tls=require", "--certificate", file.to_str().unwrap()];
    let mut certificates = Vec::new();
    for name in ["tls1", "tls2"] {
        let mut program = Program::start(name, &arguments);
        assert!(program.url.contains("?sslmode=verify-full&sslrootcert=/"), "{}", program.url);
        assert_eq!(program.psql("SELECT 1"), "1");
        program.signal("-TERM");
        program.child.wait().unwrap();
        certificates.push(std::fs::read_to_string(&file).unwrap());
    }
    // Kept data keep their authority.
    assert_eq!(certificates[0], certificates[1]);
    std::fs::remove_file(&file).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn without_postgresql_it_says_what_to_install() {
    let output = Command::new(env!("CARGO_BIN_EXE_redshift-local"))
        .args(["--port", "0"])
        .env("REDSHIFT_LOCAL_POSTGRES_BIN", "/nowhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("REDSHIFT_LOCAL_POSTGRES_BIN is /nowhere"), "{text}");
}

#[test]
fn what_is_taken_is_said() {
    let folder = PathBuf::from(format!("/tmp/rsl-data-taken-{}", std::process::id()));
    let data = folder.to_str().unwrap();
    let program = Program::start("taken", &["--data", data]);
    let port = program.url.rsplit([':', '/']).nth(1).unwrap();
    let ends = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_redshift-local")).args(arguments).output().unwrap();
        assert!(output.stdout.is_empty());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, text) = ends(&["--port", port]);
    assert_eq!(code, Some(4), "{text}");
    assert!(text.starts_with(&format!("redshift-local: 127.0.0.1:{port} is in use: ")), "{text}");
    let (code, text) = ends(&["--port", "0", "--data", data, "--isolation", "serializable"]);
    assert_eq!(code, Some(1), "{text}");
    assert_eq!(
        text,
        "redshift-local: the data are in use by another server, whose default_transaction_isolation is not serializable; end it first, \
         or use another folder\n"
    );
    assert_eq!(program.psql("SELECT 1"), "1");
    let occupied = program.temporary.join("occupied");
    std::fs::create_dir_all(occupied.join("by this")).unwrap();
    let (code, text) = ends(&["--port", "0", "--data", occupied.to_str().unwrap()]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.starts_with(&format!("redshift-local: {} holds something else; ", occupied.display())), "{text}");
    let (code, text) = ends(&["--port", "many"]);
    assert_eq!(code, Some(2), "{text}");
    assert_eq!(ends(&["--certificate", "x"]).0, Some(2));
    drop(program);
    soon("PostgreSQL runs on", || !folder.join("postmaster.pid").exists());
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The names in a text that begin so, each once.
fn names(text: &str, beginning: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let found = text.match_indices(beginning).map(|(at, _)| {
        let rest = &text[at + beginning.len()..];
        format!("{beginning}{}", &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())])
    });
    found.filter(|name| name != beginning).collect()
}

/// All that is written in a folder.
fn sources(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { sources(&path) } else { std::fs::read_to_string(path).unwrap() }).collect()
}

#[test]
fn help_lists_all_that_the_program_knows() {
    let output = Command::new(env!("CARGO_BIN_EXE_redshift-local")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    // The program itself names the settings of its sessions.
    let program = Program::start("help", &[]);
    let output = Command::new("psql").args([&program.url, "-qAtc", "SHOW redshift_local.nothing"]).output().unwrap();
    let hint = String::from_utf8(output.stderr).unwrap();
    let (_, hint) = hint.split_once("HINT:").unwrap();
    assert_eq!(names(&help, "redshift_local."), names(hint, "redshift_local."));
    for name in names(&help, "redshift_local.") {
        program.psql(&format!("SHOW {name}"));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = sources(&folder.join("src"));
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    for text in [&help, &readme] {
        assert_eq!(names(text, "REDSHIFT_LOCAL_"), names(&code, "REDSHIFT_LOCAL_"));
        assert_eq!(names(text, "PGP"), names(&code, "PGP"));
    }
    let main = std::fs::read_to_string(folder.join("src/main.rs")).unwrap();
    let (_, listed) = help.split_once("Exit codes:\n").unwrap();
    let listed: BTreeSet<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let own = main.match_indices("ExitCode::from(").map(|(at, begin)| &main[at + begin.len()..][..1]);
    // Those of every program, and of wrong arguments.
    assert_eq!(listed, own.chain(["0", "1", "2"]).collect());
    // Every option has a place in the README.
    let options = names(&help, "--");
    assert!(options.len() > 8 && options.contains("--identity-gaps"), "{options:?}");
    for option in options {
        assert!(
            ["--help", "--version", "--host", "--quiet"].contains(&option.as_str()) || readme.contains(&option),
            "{option}"
        );
    }
}

#[test]
fn the_postgresql_of_a_url_is_said_and_its_password_not() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redshift-local"));
        let output = command
            .args(["--port", "0"])
            .args(arguments)
            .env("REDSHIFT_LOCAL_URL", "postgres://u:hidden@127.0.0.1:1")
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    // Nothing can listen at port 0.
    let (code, text) = run(&["--url", "postgres://u:hidden@127.0.0.1:0"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.starts_with("redshift-local: the PostgreSQL at 127.0.0.1:0 cannot be used: "), "{text}");
    assert!(!text.contains("hidden"), "{text}");
    // The variable stands for the option.
    let (code, text) = run(&[]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("the PostgreSQL at 127.0.0.1:1 cannot") && !text.contains("hidden"), "{text}");
    assert_eq!(run(&["--url", "postgres://h", "--data", "x"]).0, Some(2));
}

#[test]
fn quiet_it_prints_its_url_alone() {
    for (arguments, lines) in [(["--quiet"].as_slice(), 0), (&[], 1)] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_redshift-local"))
            .args(["--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut url = String::new();
        out.read_line(&mut url).unwrap();
        assert!(url.starts_with("postgres://"), "{url}");
        let status = Command::new("kill").arg(child.id().to_string()).status().unwrap();
        assert!(status.success() && child.wait().unwrap().success());
        assert_eq!(out.lines().count(), 0);
        assert_eq!(BufReader::new(child.stderr.take().unwrap()).lines().count(), lines);
    }
}

#[test]
fn several_start_at_once_without_a_cache_and_leave_one() {
    let cache = PathBuf::from(format!("/tmp/rsl-cache-{}", std::process::id()));
    let start = |name: &str, cache: &Path| Program::start_with(name, &[], Some(cache)).psql("SELECT 1");
    std::thread::scope(|scope| {
        for name in ["a", "b", "c"] {
            let cache = &cache;
            scope.spawn(move || assert_eq!(start(name, cache), "1"));
        }
    });
    let entries: Vec<PathBuf> = std::fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(entries.len(), 1, "{entries:?}");
    // An entry that does not work is replaced.
    std::fs::write(entries[0].join("global/pg_control"), "broken").unwrap();
    assert_eq!(start("d", &cache), "1");
    assert_ne!(std::fs::read(entries[0].join("global/pg_control")).unwrap(), b"broken");
    std::fs::remove_dir_all(&cache).unwrap();
    // And none at all is as good.
    assert_eq!(start("e", Path::new("")), "1");
}

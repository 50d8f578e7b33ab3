//! The statements of `tests/corpus`, and what becomes of each. Its README says how they are written.
//!
//! They are read and sent as the example `probe` does.

#[path = "../../examples/probe/cases.rs"]
mod cases;
#[path = "../../examples/probe/connection.rs"]
mod connection;
#[path = "../../examples/probe/report.rs"]
mod report;
#[path = "../../examples/probe/session.rs"]
mod session;

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use redshift_local::{Server, Tls};

use self::cases::{Case, Chapter, State};
use self::connection::{Address, Answer};
use self::report::Report;
use self::session::Session;

fn chapters() -> Vec<Chapter> {
    cases::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus"))).unwrap()
}

/// What an answer has that is not expected.
fn wrong(case: &Case, answer: &Answer) -> Option<String> {
    let said = answer.error.as_ref().map(|error| format!("{} {}", error.sqlstate, error.message));
    let (expected, said) = match (&case.error, said) {
        (None, None) => (None, None),
        (Some(_), None) => return Some("accepted".to_owned()),
        (None, Some(said)) => return Some(said),
        (Some(expected), Some(said)) => (Some(expected), Some(said)),
    };
    if said.as_ref().zip(expected).is_some_and(|(said, expected)| !said.starts_with(expected)) {
        return said;
    }
    if case.tag.is_some() && case.tag != answer.tag {
        return Some(format!("tag {:?}", answer.tag));
    }
    let mut expected = case.rows.clone()?;
    let mut rows = answer.rows.clone();
    if !case.is_ordered() {
        expected.sort_unstable();
        rows.sort_unstable();
    }
    (rows != expected).then(|| rows.join(" | "))
}

#[tokio::test]
async fn every_statement_is_answered_as_it_says() {
    let found = answered_otherwise(Server::shared().await.unwrap()).await;
    assert!(found.is_empty(), "{found}");
}

/// The statements that a server answers otherwise, with its answers.
pub(crate) async fn answered_otherwise(server: &Server) -> String {
    ask_all(server, chapters(), wrong).await
}

/// Asks a server for every statement of some chapters, each over both protocols, and tells what is found wrong with its answers.
async fn ask_all(
    server: &Server,
    chapters: Vec<Chapter>,
    mut wrong: impl FnMut(&Case, &Answer) -> Option<String>,
) -> String {
    let mut found = String::new();
    for chapter in &chapters {
        let database = server.create_database().await.unwrap();
        let address = Address::parse(database.url(), None).unwrap();
        let mut session = Session::open(&address, chapter).await.unwrap();
        for case in &chapter.cases {
            let answers = session.ask(case).await.unwrap();
            for (protocol, answer) in ["simple", "extended"].into_iter().zip(&answers) {
                if let Some(answer) = wrong(case, answer) {
                    writeln!(found, "{} ({}, {protocol}): {answer}\n{}\n", case.what, case.page, case.sql).unwrap();
                }
            }
        }
        session.close().await.unwrap();
    }
    found
}

/// How many statements were answered, over both protocols.
#[derive(Debug, Default)]
pub(crate) struct Answered {
    pub(crate) same: usize,
    pub(crate) refused: usize,
}

/// The statements that a server whose engine's user is no superuser neither answers as it says nor refuses as not simulated. What the setup
/// cannot make there is left out, with the statements that name it.
pub(crate) async fn answered_otherwise_or_refused(server: &Server) -> (String, Answered) {
    const MISSING: [&str; 6] = ["documents", "events", "f_sql_greater", "sp_", "SUPER", "svv_redshift_functions"];
    let names_missing = |sql: &str| MISSING.iter().any(|name| sql.contains(name));
    let mut chapters = chapters();
    for chapter in &mut chapters {
        chapter.setup.retain(|sql| !names_missing(sql));
        chapter.cases.retain(|case| case.first.iter().chain([&case.sql]).all(|sql| !names_missing(sql)));
    }
    let mut answered = Answered::default();
    let found = ask_all(server, chapters, |case, answer| {
        let is_refused = answer
            .error
            .as_ref()
            .is_some_and(|error| error.message.contains("redshift-local: ") && error.message.contains("superuser"));
        let found = wrong(case, answer);
        match found {
            None => answered.same += 1,
            Some(_) if is_refused => answered.refused += 1,
            Some(_) => return found,
        }
        None
    });
    (found.await, answered)
}

#[tokio::test]
async fn strict_refuses_what_is_accepted_with_a_difference_and_nothing_else() {
    let server = Server::builder().strict(true).start().await.unwrap();
    let found = ask_all(&server, chapters(), |case, answer| {
        let mut expected = case.clone();
        if let Some(difference) = &case.strict {
            expected.error = Some(format!("0A000 redshift-local: {difference}, which --strict refuses"));
            (expected.rows, expected.tag) = (None, None);
        }
        // What is refused in any case may be refused for another reason.
        let said = answer.error.as_ref().map(|error| error.message.as_str());
        let is_strict = said.is_some_and(|said| said.ends_with(", which --strict refuses"));
        let is_refused = case.error.is_some() && is_strict;
        wrong(&expected, answer).filter(|_| !is_refused)
    });
    let found = found.await;
    assert!(found.is_empty(), "{found}");
}

/// The stand-in, over TLS, beside itself: a difference would be one of the probe's own making.
#[tokio::test]
async fn the_probe_finds_the_stand_in_the_same_as_itself() {
    let server = Server::builder().tls(Tls::Required).start().await.unwrap();
    let there = Address::parse(&server.url(), None).unwrap();
    let here = Server::shared().await.unwrap().create_database().await.unwrap();
    let here = Address::parse(here.url(), None).unwrap();
    let mut report = Report::default();
    let chapters = chapters();
    report.fill(&there, &here, &chapters).await.unwrap();
    assert!(report.summary().contains(" same, 0 differ, 0 learnt, "), "{}", report.text());
    // Nothing is left.
    let session = Session::open(&there, &chapters[0]).await.unwrap();
    session.close().await.unwrap();
}

#[tokio::test]
async fn a_schema_of_others_is_not_touched() {
    let db = crate::fresh().await;
    db.batch_execute("CREATE SCHEMA redshift_local_probe; CREATE TABLE redshift_local_probe.t (a INT)").await.unwrap();
    let address = Address::parse(db.database.url(), None).unwrap();
    let chapters = chapters();
    let error = Session::open(&address, &chapters[0]).await.err().unwrap();
    assert!(error.contains("42P06"), "{error}");
    db.batch_execute("SELECT a FROM redshift_local_probe.t").await.unwrap();
}

#[test]
fn what_reaches_beyond_the_schema_is_not_sent() {
    let is_sent = |sql: &str| Case { sql: sql.to_owned(), ..Case::default() }.stays_inside();
    for sql in [
        "SELECT s.id FROM pg_catalog.pg_class s",
        "CREATE TABLE t AS SELECT s.a FROM public.s",
        "CREATE TABLE redshift_local_probe.t (a DECIMAL(4, 2) DEFAULT 1.5)",
        "UPDATE t SET a = s.b FROM s",
        "VACUUM SORT ONLY t TO 75 PERCENT",
        "DROP TABLE IF EXISTS t, u CASCADE",
        "CALL redshift_local_probe.p()",
    ] {
        assert!(is_sent(sql), "{sql}");
    }
    for sql in [
        "DROP TABLE public.t",
        "DROP TABLE t, public.u",
        "INSERT INTO other.t VALUES (1)",
        "WITH w AS (SELECT 1) UPDATE other.t SET a = 1",
        "SELECT a INTO other.t FROM s",
        "PREPARE p AS INSERT INTO other.t VALUES (1)",
        "DELETE FROM other.t",
        "ALTER TABLE other.t ADD a INT",
        "CREATE SCHEMA another",
        "DROP SCHEMA redshift_local_probe",
        "CREATE DATABASE another",
        "CREATE USER somebody PASSWORD DISABLE",
        "GRANT SELECT ON t TO PUBLIC",
        "ALTER USER somebody RENAME TO other",
        "COMMENT ON DATABASE dev IS 'x'",
        "VACUUM",
        "VACUUM FULL",
        "ANALYZE",
        "COPY t FROM 's3://bucket/x'",
        "UNLOAD ('SELECT 1') TO 's3://bucket/x'",
        "SET search_path TO public",
        "SET SESSION AUTHORIZATION somebody",
        "CALL p()",
        "CANCEL 1",
    ] {
        assert!(!is_sent(sql), "{sql}");
    }
}

/// The page of all statements.
#[test]
fn the_page_says_what_the_corpus_says() {
    let chapters = chapters();
    let mut page = HEAD.to_owned();
    let states = [State::Simulated, State::Different, State::Refused, State::RefusedInOtherWords, State::NotSimulated];
    for chapter in &chapters {
        let count = |state| chapter.cases.iter().filter(|case| case.state() == state).count();
        let counts: Vec<String> = states.iter().map(|&state| count(state).to_string()).collect();
        writeln!(page, "| [{0}](#{0}) | {1} |", chapter.name, counts.join(" | ")).unwrap();
    }
    for chapter in &chapters {
        writeln!(page, "\n## {}\n\n| page | behaviour | state |\n|---|---|---|", chapter.name).unwrap();
        for case in &chapter.cases {
            let url = format!("https://docs.aws.amazon.com/redshift/latest/dg/{}.html", case.page);
            writeln!(page, "| [{}]({url}) | {} | {} |", case.page, markdown(&case.what), state(case)).unwrap();
        }
    }
    expect_file!["../../docs/behaviour.md"].assert_eq(&page);
}

/// What becomes of a statement, with the words of Redshift's error.
fn state(case: &Case) -> String {
    match case.state() {
        State::Simulated => "simulated".to_owned(),
        State::Different => format!("accepted: {}", markdown(case.strict.as_deref().unwrap_or_default())),
        State::Refused => format!("refused: {}", markdown(case.error.as_deref().unwrap_or_default().trim())),
        State::RefusedInOtherWords => "refused, in words of its own".to_owned(),
        State::NotSimulated => "not simulated".to_owned(),
    }
}

/// A text that means the same in a cell of a Markdown table.
fn markdown(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('*', "\\*")
        .replace('_', "\\_")
        .replace('[', "\\[")
        .replace('<', "&lt;")
}

const HEAD: &str = "\
# What is simulated, statement by statement

Made from `tests/corpus`, whose statements are sent to the stand-in by its tests; `UPDATE_EXPECT=1 cargo test -p redshift-local --test local
corpus` writes this page anew. A statement is

- **simulated**: it runs, and where rows are stated there, it has those;
- **accepted**: it runs, without doing all that it does on Redshift, and `--strict` refuses it; what differs stands here;
- **refused**: it gets Redshift's error, whose SQLSTATE and words stand here;
- **refused, in words of its own**: the manual says that Redshift refuses it, and nobody knows in what words;
- **not simulated**: Redshift has it, or may have it, and the stand-in refuses it.

| chapter | simulated | accepted | refused | refused, in words of its own | not simulated |
|---|---|---|---|---|---|
";

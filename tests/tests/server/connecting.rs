//! What is said when no connection can be made.

use std::net::TcpListener;
use std::time::Duration;

use redshift_orm::prelude::*;
use redshift_orm_tests::server;

use crate::tls::{Fake, WELCOME};

/// An error message of the protocol.
pub(crate) fn error(code: &str, message: &str) -> Vec<u8> {
    let fields = format!("SFATAL\0C{code}\0M{message}\0\0");
    let mut answer = vec![b'E'];
    answer.extend(u32::try_from(fields.len() + 4).unwrap().to_be_bytes());
    answer.extend(fields.bytes());
    answer
}

/// The request for a login of this kind.
fn login(kind: u8) -> Vec<u8> {
    vec![b'R', 0, 0, 0, 8, 0, 0, 0, kind]
}

async fn said(url: &str) -> Error {
    let error = Database::connect(url).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(!text.contains("hunter2"), "{text}");
    error
}

#[tokio::test]
async fn every_reason_has_its_sentence() {
    let answers = [
        (error("28000", "password authentication failed for user \"me\""), "refuses the user or the password"),
        (error("28000", "no pg_hba.conf entry for host \"::1\", SSL off"), "takes only TLS"),
        (error("3D000", "database \"dev\" does not exist"), "database \"dev\" does not exist"),
        (error("57P03", "the database system is starting up"), "takes no connections yet"),
        (error("57P01", "terminating connection due to administrator command"), "is going down"),
        (Vec::new(), "closed the connection while it was being opened"),
        (error("53300", "connection limit \"500\" exceeded for non-bootstrap users"), "smaller pools"),
        (error("22023", "parameter"), "parameter (SQLSTATE 22023)"),
        (login(13), "SHA-256"),
        (login(14), "identity provider"),
        (login(7), "does not speak"),
    ];
    for (answer, expected) in answers {
        let server = Fake::start(None, answer);
        let error = said(&server.url("sslmode=disable")).await;
        assert!(error.is_connection(), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.to_string().starts_with("cannot connect to localhost:"), "{error}");
        assert_eq!(error.is_authentication(), error.code() == Some("28000"));
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    // It accepts connections, and nobody ever reads from them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = url_of(&[silent.local_addr().unwrap().port()]);
    let connecting = Database::builder().url(url).connect_timeout(Duration::from_millis(100)).connect();
    let error = connecting.await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("connect_timeout"), "{error}");
}

/// The URL of these servers, the first of them first.
fn url_of(ports: &[u16]) -> String {
    let hosts: Vec<_> = ports.iter().map(|port| format!("localhost:{port}")).collect();
    format!("redshift://me:hunter2@{}/dev?sslmode=disable", hosts.join(","))
}

/// A port where nothing listens.
fn nothing() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn the_next_host_is_tried_where_one_has_no_connection() {
    let answers = [
        error("57P03", "the database system is starting up"),
        error("53300", "connection limit \"500\" exceeded for non-bootstrap users"),
        Vec::new(),
    ];
    for answer in answers {
        let (first, second) = (Fake::start(None, answer), Fake::start(None, WELCOME));
        Database::connect(url_of(&[nothing(), first.port, second.port])).await.unwrap();
        assert_eq!(first.startups.lock().unwrap().len(), 1);
        assert_eq!(second.startups.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_host_that_says_nothing_has_its_time_and_no_more() {
    // It accepts connections, and nobody ever reads from them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let second = Fake::start(None, WELCOME);
    let url = url_of(&[silent.local_addr().unwrap().port(), second.port]);
    let builder = Database::builder().url(url).connect_timeout(Duration::from_secs(2));
    builder.connect().await.unwrap();
}

#[tokio::test]
async fn a_host_that_refuses_is_believed() {
    let answers = [
        (error("28000", "password authentication failed for user \"me\""), "refuses the user or the password"),
        (error("3D000", "database \"dev\" does not exist"), "does not exist"),
        (login(13), "SHA-256"),
    ];
    for (answer, expected) in answers {
        let (first, second) = (Fake::start(None, answer), Fake::start(None, WELCOME));
        let builder = Database::builder().url(url_of(&[first.port, second.port])).min_connections(5);
        let error = builder.connect().await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(first.startups.lock().unwrap().len(), 1, "one login, whatever the addresses of the host");
        assert!(second.startups.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn all_hosts_are_named_with_their_reasons() {
    let starting = Fake::start(None, error("57P03", "the database system is starting up"));
    let nothing = nothing();
    let error = said(&url_of(&[nothing, starting.port])).await.to_string();
    let expected = format!(
        "cannot connect to localhost:{nothing},localhost:{port}/dev: localhost:{nothing}: nothing answers at this host and port: is the \
         server running, and the port right?; localhost:{port}: the server takes no connections yet (the database system is \
         starting up); try again in a minute",
        port = starting.port
    );
    assert_eq!(error, expected);
}

#[tokio::test]
async fn without_a_url_there_is_the_stand_in() {
    assert_eq!(std::env::var_os("REDSHIFT_URL"), None, "the test is about an environment without it");
    let first = Database::from_env().await.unwrap();
    let second = Database::from_env().await.unwrap();
    raw_sql("CREATE TABLE of_the_process (a INTEGER)").execute(&first).await.unwrap();
    assert_eq!(sql_query::<i32>("SELECT a FROM of_the_process").optional(&second).await.unwrap(), None);
}

#[tokio::test]
async fn a_password_that_is_asked_for_and_missing_is_said() {
    let server = Fake::start(None, login(3));
    let error = said(&server.url("sslmode=disable").replace(":hunter2", "")).await;
    assert!(error.to_string().contains("asks for a password"), "{error}");
}

#[tokio::test]
async fn nothing_there_is_said() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = said(&format!("redshift://me:hunter2@127.0.0.1:{port}/dev")).await;
    assert!(error.is_connection() && error.to_string().contains("nothing answers"), "{error}");
    let error = said("redshift://me:hunter2@nowhere.invalid/dev").await;
    assert!(error.is_connection() && error.to_string().contains("name is not known"), "{error}");
}

#[tokio::test]
async fn the_stand_in_says_the_same() {
    let url = server::url(|database| database).await;
    let missing = url.split_once("/fresh").unwrap().0.to_owned() + "/missing?sslmode=disable";
    let error = said(&missing).await;
    assert_eq!(error.code(), Some("3D000"));
    let error = said(&url.replace("sslmode=disable", "")).await;
    assert!(error.to_string().contains("does not speak TLS"), "{error}");
}

#[tokio::test]
async fn a_builder_says_what_it_misses() {
    let error = Database::builder().connect().await.unwrap_err();
    assert!(error.is_configuration() && error.to_string().contains(".url("), "{error}");
    let url = server::url(|database| database).await;
    let error = Database::builder().url(url).max_connections(0).connect().await.unwrap_err();
    assert!(error.is_configuration() && error.to_string().contains("max_connections"), "{error}");
}

#[tokio::test]
async fn a_connection_that_broke_is_replaced() {
    let url = server::url(|database| database).await;
    let db = Database::builder().url(&url).max_connections(1).connect().await.unwrap();
    let pid: i32 = sql_query("SELECT pg_backend_pid()").one(&db).await.unwrap();
    let other = Database::connect(&url).await.unwrap();
    let tx = db.begin().await.unwrap();
    raw_sql("SELECT pg_terminate_backend($1)").bind(pid).execute(&other).await.unwrap();
    let error = raw_sql("SELECT 1").execute(&tx).await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    let error = tx.commit().await.unwrap_err();
    assert!(!error.is_commit_unknown() && error.to_string().contains("its connection broke"), "{error}");
    raw_sql("SELECT 1").execute(&db).await.unwrap();
}

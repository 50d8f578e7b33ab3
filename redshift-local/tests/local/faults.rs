//! Faults on demand: over both protocols, in pipelines, and with the library's handle.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use redshift_local::{At, Fault, FaultError};
use tokio_postgres::Client;

use crate::{Fresh, cancelled, connect, fresh, rows, said};

async fn set(client: &Client, fault: &str) {
    client.batch_execute(&format!("SET redshift_local.fault = '{fault}'")).await.unwrap();
}

async fn waiting(client: &Client) -> String {
    rows(client, "SHOW redshift_local.fault").await.concat()
}

/// A database with an empty table `t`.
async fn with_table() -> Fresh {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int)").await.unwrap();
    db
}

async fn count(db: &Fresh) -> i64 {
    db.another().await.query_one("SELECT COUNT(*) FROM t", &[]).await.unwrap().get(0)
}

/// Runs a statement in one protocol or the other.
async fn run(client: &Client, sql: &str, extended: bool) -> Result<(), tokio_postgres::Error> {
    if extended { client.execute(sql, &[]).await.map(drop) } else { client.batch_execute(sql).await }
}

#[tokio::test]
async fn a_connection_drops_before_or_after_a_statement() {
    for extended in [false, true] {
        for (fault, expected) in [("drop before statement 3", 1), ("drop after statement 3", 2)] {
            let db = with_table().await;
            set(&db, fault).await;
            run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap();
            run(&db, "SELECT 1", extended).await.unwrap();
            let error = run(&db, "INSERT INTO t VALUES (2)", extended).await.unwrap_err();
            assert!(error.is_closed(), "{fault}: {error:?}");
            assert!(db.is_closed());
            assert_eq!(count(&db).await, expected, "{fault}, extended: {extended}");
        }
    }
}

#[tokio::test]
async fn what_waits_for_its_table_is_struck_like_any_other() {
    for extended in [false, true] {
        for (fault, expected) in [
            ("drop before statement", 1),
            ("drop after statement", 2),
            ("delay 20ms before statement, drop after statement", 2),
            ("error 57P01 at statement", 1),
        ] {
            let db = with_table().await;
            db.batch_execute("INSERT INTO t VALUES (1)").await.unwrap();
            set(&db, fault).await;
            run(&db, "UPDATE t SET a = 2", extended).await.unwrap_err();
            assert!(run(&db, "SELECT 1", extended).await.unwrap_err().is_closed());
            let row = db.another().await.query_one("SELECT a FROM t", &[]).await.unwrap();
            assert_eq!(row.get::<_, i32>(0), expected, "{fault}, extended: {extended}");
        }
        let db = with_table().await;
        db.batch_execute("INSERT INTO t VALUES (1)").await.unwrap();
        set(&db, "error 1023 at statement").await;
        assert_eq!(said(&run(&db, "DELETE FROM t", extended).await.unwrap_err()).1, "1023");
        assert_eq!(count(&db).await, 1);
        run(&db, "DELETE FROM t", extended).await.unwrap();
        // The table is free again, and no block is open.
        db.another().await.batch_execute("UPDATE t SET a = 3").await.unwrap();
        assert_eq!(count(&db).await, 0);
    }
}

#[tokio::test]
async fn a_commit_is_done_and_its_answer_lost_or_never_done() {
    for extended in [false, true] {
        for (fault, expected) in [("drop before commit 2", 1), ("drop after commit 2", 2)] {
            let db = with_table().await;
            set(&db, fault).await;
            for _ in 0..2 {
                run(&db, "BEGIN", extended).await.unwrap();
                run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap();
                drop(run(&db, "END", extended).await);
            }
            assert!(run(&db, "SELECT 1", extended).await.unwrap_err().is_closed());
            assert_eq!(count(&db).await, expected, "{fault}, extended: {extended}");
        }
    }
}

#[tokio::test]
async fn the_statements_of_one_message_are_counted_one_by_one() {
    for (fault, expected) in [
        ("drop before statement 2", 0),
        ("drop after statement 2", 0),
        ("drop before commit", 0),
        ("drop after commit", 1),
        ("drop before statement 4", 1),
        // The transaction of what stands behind the block is one.
        ("drop after statement 4", 1),
        ("drop before statement 5", 1),
        ("drop after statement 5", 3),
        ("drop before statement 6", 3),
    ] {
        // The gate sends the second text on one by one.
        for insert in ["INSERT INTO t VALUES (3)", "INSERT INTO t SELECT * EXCLUDE b FROM (SELECT 3 AS a, 1 AS b) x"] {
            let db = with_table().await;
            set(&db, fault).await;
            let sql = format!("BEGIN; INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2); {insert}");
            let answer = db.batch_execute(&sql).await;
            assert_eq!(answer.is_err(), fault != "drop before statement 6", "{fault}");
            assert_eq!(count(&db).await, expected, "{fault}: {sql}");
        }
    }
}

#[tokio::test]
async fn truncate_is_lost_like_any_other() {
    for extended in [false, true] {
        for (fault, expected) in [("drop before statement", 1), ("drop after statement", 0)] {
            let db = with_table().await;
            db.batch_execute("INSERT INTO t VALUES (1)").await.unwrap();
            db.batch_execute("BEGIN").await.unwrap();
            set(&db, fault).await;
            assert!(run(&db, "TRUNCATE t", extended).await.unwrap_err().is_closed());
            assert_eq!(count(&db).await, expected, "{fault}, extended: {extended}");
        }
    }
}

#[tokio::test]
async fn errors_fail_the_transaction_as_errors_do() {
    let db = with_table().await;
    for extended in [false, true] {
        for (code, expected) in [("1023", ("XX000", "1023")), ("57014", ("57014", "Query cancelled on user's request"))]
        {
            set(&db, &format!("error {code} at statement 2")).await;
            run(&db, "BEGIN", extended).await.unwrap();
            let error = run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap_err();
            assert_eq!(said(&error), expected);
            assert_eq!(said(&run(&db, "SELECT 1", extended).await.unwrap_err()).0, "25P02");
            run(&db, "ROLLBACK", extended).await.unwrap();
            // At a COMMIT the block is over, and nothing of it is left.
            set(&db, &format!("error {code} at commit")).await;
            run(&db, "BEGIN", extended).await.unwrap();
            run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap();
            assert_eq!(said(&run(&db, "COMMIT", extended).await.unwrap_err()), expected);
            run(&db, "SELECT 1", extended).await.unwrap();
        }
    }
    assert_eq!(count(&db).await, 0);
    set(&db, "error 1023 at statement").await;
    let error = db.query("SELECT 1", &[]).await.unwrap_err();
    let detail = error.as_db_error().unwrap().detail().unwrap();
    assert!(detail.starts_with("Serializable isolation violation on table - "), "{detail}");
    assert!(!detail.ends_with("(pid:0)"), "{detail}");
}

#[tokio::test]
async fn terminated_connections_say_so_and_end() {
    for extended in [false, true] {
        let db = with_table().await;
        set(&db, "error 57P01 at statement 2").await;
        run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap();
        let error = run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap_err();
        assert_eq!(said(&error), ("57P01", "terminating connection due to administrator command"));
        assert_eq!(error.as_db_error().unwrap().severity(), "FATAL");
        assert!(run(&db, "SELECT 1", extended).await.unwrap_err().is_closed());
        assert_eq!(count(&db).await, 1);
    }
}

#[tokio::test]
async fn a_delayed_statement_is_a_slow_one() {
    let db = with_table().await;
    let pause = Duration::from_millis(120);
    for extended in [false, true] {
        set(&db, "delay 120ms before statement 2").await;
        run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap();
        let begin = Instant::now();
        run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap();
        assert!(begin.elapsed() >= pause, "{:?}", begin.elapsed());
        // In a block, and in one that has failed.
        run(&db, "BEGIN", extended).await.unwrap();
        set(&db, "delay 120ms before every statement").await;
        let begin = Instant::now();
        run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap();
        run(&db, "SELECT * FROM nothing", extended).await.unwrap_err();
        run(&db, "ROLLBACK", extended).await.unwrap();
        // A statement that does not exist is told so before it could wait.
        assert!(begin.elapsed() >= pause * 2, "{:?}", begin.elapsed());
        // It times out, and the session goes on.
        db.batch_execute("RESET redshift_local.fault; SET statement_timeout TO 500").await.unwrap();
        set(&db, "delay 5s before statement").await;
        let error = run(&db, "INSERT INTO t VALUES (1)", extended).await.unwrap_err();
        assert_eq!(said(&error), ("57014", "Query cancelled on user's request"));
        db.batch_execute("SET statement_timeout TO 0").await.unwrap();
        run(&db, "SELECT 1", extended).await.unwrap();
        // It is cancelled while it waits.
        set(&db, "delay 20s before statement").await;
        let error = cancelled(&db, run(&db, "INSERT INTO t VALUES (1)", extended)).await;
        assert_eq!(said(&error).0, "57014");
    }
    assert_eq!(count(&db).await, 4);
}

#[tokio::test]
async fn pipelined_statements_before_the_fault_are_answered() {
    for (fault, expected) in [("drop before statement 3", 2), ("drop after statement 3", 3)] {
        let db = with_table().await;
        set(&db, fault).await;
        let insert = || db.execute_typed("INSERT INTO t VALUES (1)", &[]);
        let (one, two, three, four) = tokio::join!(insert(), insert(), insert(), insert());
        assert_eq!((one.unwrap(), two.unwrap()), (1, 1));
        assert!(three.unwrap_err().is_closed() && four.unwrap_err().is_closed());
        assert_eq!(count(&db).await, expected, "{fault}");
    }
    let db = with_table().await;
    set(&db, "error 57014 at statement 2").await;
    let insert = || db.execute_typed("INSERT INTO t VALUES (1)", &[]);
    let (one, two, three) = tokio::join!(insert(), insert(), insert());
    assert_eq!((one.unwrap(), three.unwrap()), (1, 1));
    assert_eq!(said(&two.unwrap_err()).0, "57014");
    assert_eq!(count(&db).await, 2);
}

/// A connection without a driver, for what drivers do not send.
struct Raw(TcpStream);

impl Raw {
    fn connect(db: &Fresh) -> Self {
        let url = db.database.url();
        let address = url.split(['@', '/']).nth(3).unwrap();
        let mut raw = Raw(TcpStream::connect(address).unwrap());
        raw.0.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let body = format!("user\0awsuser\0database\0{}\0\0", db.database.name());
        let length = u32::try_from(body.len() + 8).unwrap();
        raw.0.write_all(&[&length.to_be_bytes(), &196_608_u32.to_be_bytes(), body.as_bytes()].concat()).unwrap();
        raw.until(b'Z');
        raw
    }

    /// Parses, binds and executes a statement without a name, and no Sync.
    fn batch(statements: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for sql in statements {
            for (kind, body) in [
                (b'P', format!("\0{sql}\0\0\0")),
                (b'B', "\0\0\0\0\0\0\0\0".to_owned()),
                (b'E', "\0\0\0\0\0".to_owned()),
            ] {
                bytes.push(kind);
                bytes.extend(u32::try_from(body.len() + 4).unwrap().to_be_bytes());
                bytes.extend(body.bytes());
            }
        }
        bytes
    }

    /// The kinds of the messages up to one of a kind, or to the end.
    fn until(&mut self, last: u8) -> String {
        let mut kinds = String::new();
        let mut head = [0; 5];
        while !kinds.ends_with(last as char) && self.0.read_exact(&mut head).is_ok() {
            let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]);
            let mut body = vec![0; usize::try_from(length - 4).unwrap()];
            self.0.read_exact(&mut body).unwrap();
            kinds.push(head[0] as char);
        }
        kinds
    }
}

const SYNC: &[u8] = b"S\0\0\0\x04";
const FLUSH: &[u8] = b"H\0\0\0\x04";
const INSERT: &str = "INSERT INTO t VALUES (1)";

#[tokio::test]
async fn statements_of_one_batch_are_one_transaction() {
    for (fault, statements, end, answers, expected) in [
        // What a Sync ends is committed, and its answer lost.
        ("drop after statement 2", [INSERT, INSERT].as_slice(), SYNC, "12C12", 2),
        // Behind the lost answer no statement is run, and nothing commits without a Sync.
        ("drop after statement 1", &[INSERT, INSERT], SYNC, "12", 0),
        ("drop after statement 1", &[INSERT], FLUSH, "12", 0),
        ("drop before statement 2", &[INSERT, INSERT], SYNC, "12C12", 0),
        ("error 1023 at statement 2", &[INSERT, INSERT], SYNC, "12C12EZ", 0),
        ("error 57P01 at statement 2", &[INSERT, INSERT], SYNC, "12C12E", 0),
        ("delay 50ms before every statement", &[INSERT, INSERT], SYNC, "12C12CZ", 2),
        // A statement that is skipped behind an error does not count.
        ("drop before statement 2", &[INSERT, "SELECT nothing"], SYNC, "12CEZ", 0),
        ("error 1023 at commit", &["BEGIN", INSERT, "COMMIT"], SYNC, "12C12C12EZ", 0),
        ("drop after commit", &["BEGIN", INSERT, "COMMIT"], FLUSH, "12C12C12", 1),
    ] {
        let db = with_table().await;
        let what = format!("{fault}: {statements:?}");
        let fault = format!("SET redshift_local.fault = '{fault}'");
        let mut raw = Raw::connect(&db);
        raw.0.write_all(&[Raw::batch(&[&fault]).as_slice(), SYNC].concat()).unwrap();
        assert_eq!(raw.until(b'Z'), "12CZ", "{what}");
        raw.0.write_all(&[Raw::batch(statements).as_slice(), end].concat()).unwrap();
        let answered = raw.until(b'Z');
        // How much of the answers before a lost one still arrives is chance where nothing waited for them.
        assert!(
            answered == answers || (!answers.ends_with(['Z', 'E']) && answers.starts_with(&answered)),
            "{what}: {answered}"
        );
        assert_eq!(count(&db).await, expected, "{what}");
    }
}

#[tokio::test]
async fn a_portal_read_in_parts_is_one_statement() {
    let mut db = fresh().await;
    db.batch_execute("CREATE TABLE t AS SELECT 1 AS a UNION ALL SELECT 2 UNION ALL SELECT 3").await.unwrap();
    set(&db, "error 57014 at statement 4").await;
    let transaction = db.transaction().await.unwrap();
    let portal = transaction.bind("SELECT a FROM t", &[]).await.unwrap();
    for _ in 0..3 {
        assert_eq!(transaction.query_portal(&portal, 1).await.unwrap().len(), 1);
    }
    drop(portal);
    transaction.execute("DELETE FROM t", &[]).await.unwrap();
    assert_eq!(said(&transaction.execute("DELETE FROM t", &[]).await.unwrap_err()).0, "57014");
}

#[tokio::test]
async fn faults_of_a_database_count_over_its_connections() {
    let db = with_table().await;
    let other = db.another().await;
    let elsewhere = fresh().await;
    set(&db, "database: drop before statement 3").await;
    assert_eq!(waiting(&other).await, "redshift_local.fault=database: drop before statement 3");
    db.batch_execute("SELECT 1").await.unwrap();
    elsewhere.batch_execute("SELECT 1; SELECT 2; SELECT 3").await.unwrap();
    other.batch_execute("SELECT 1").await.unwrap();
    assert_eq!(waiting(&other).await, "redshift_local.fault=database: drop before statement");
    assert!(db.batch_execute("SELECT 1").await.unwrap_err().is_closed());
    other.batch_execute("SELECT 1").await.unwrap();
    assert_eq!(waiting(&elsewhere).await, "redshift_local.fault=none");
}

#[tokio::test]
async fn faults_are_shown_and_cleared() {
    let db = with_table().await;
    set(&db, "Delay 2000ms before commit, error 57p01 at statement 9").await;
    set(&db, "database: drop before commit 2").await;
    let shown = "session: delay 2s before commit, error 57P01 at statement 9; database: drop before commit 2";
    assert_eq!(waiting(&db).await, format!("redshift_local.fault={shown}"));
    // Prepared once, it shows what waits when it is executed.
    let show = db.prepare("SHOW redshift_local.fault").await.unwrap();
    assert_eq!(db.query_one(&show, &[]).await.unwrap().get::<_, &str>(0), shown);
    set(&db, "none").await;
    assert_eq!(db.query_one(&show, &[]).await.unwrap().get::<_, &str>(0), "database: drop before commit 2");
    assert_eq!(db.database.faults().waiting(), [Fault::drop_before(At::commit(2))]);
    db.execute("RESET redshift_local.fault", &[]).await.unwrap();
    assert_eq!(waiting(&db).await, "redshift_local.fault=none");
    for (fault, extended) in [("drop sometimes", false), ("maintenance 2s", true)] {
        let sql = format!("SET redshift_local.fault = '{fault}'");
        let error = run(&db, &sql, extended).await.unwrap_err();
        assert_eq!(said(&error), ("22023", format!("redshift-local: \"{fault}\" is no fault").as_str()));
        assert!(error.as_db_error().unwrap().hint().unwrap().contains("drop after AT"));
    }
    let error = db.batch_execute("SET redshift_local.faults = 'none'").await.unwrap_err();
    assert_eq!(said(&error), ("42704", "unrecognized configuration parameter \"redshift_local.faults\""));
}

#[tokio::test]
async fn a_connection_may_begin_with_faults() {
    let db = with_table().await;
    let options = |fault: &str| {
        format!("{}&options=-c%20redshift_local.fault%3D{}", db.database.url(), fault.replace(' ', "%5C%20"))
    };
    let client = connect(&options("drop before statement 2")).await.unwrap();
    client.batch_execute("SELECT 1").await.unwrap();
    assert!(client.batch_execute("SELECT 1").await.unwrap_err().is_closed());
    let error = connect(&options("drop")).await.err().unwrap();
    assert_eq!(said(&error).0, "22023");
}

#[tokio::test]
async fn connections_are_refused_for_a_time() {
    let db = with_table().await;
    let url = db.database.url();
    let begin = Instant::now();
    set(&db, "database: refuse connections 2s").await;
    assert!(connect(url).await.err().unwrap().as_db_error().is_none());
    fresh().await;
    db.batch_execute("SELECT 1").await.unwrap();
    while connect(url).await.is_err() {
        assert!(begin.elapsed() < Duration::from_secs(30));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(begin.elapsed() >= Duration::from_secs(2));
}

#[tokio::test]
async fn maintenance_ends_all_connections_and_refuses_new_ones() {
    let db = with_table().await;
    let (idle, busy) = (db.another().await, db.another().await);
    let elsewhere = fresh().await;
    busy.batch_execute("BEGIN; INSERT INTO t VALUES (1)").await.unwrap();
    let running = tokio::spawn(async move { busy.execute("DELETE FROM t", &[]).await.map(|_| busy) });
    let _busy = running.await.unwrap().unwrap();
    set(&db, "database: maintenance 20s").await;
    let error = connect(db.database.url()).await.err().unwrap();
    assert_eq!(said(&error).0, "57P03");
    closed(&idle).await;
    elsewhere.batch_execute("SELECT 1").await.unwrap();
    // The connection that set it stays, and can end it.
    db.batch_execute("RESET redshift_local.fault").await.unwrap();
    assert_eq!(count(&db).await, 0);

    let waits = db.another().await;
    let waiting = tokio::spawn(async move {
        waits.batch_execute("SET redshift_local.fault = 'delay 20s before statement'; SELECT 1").await
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    db.database.faults().set([Fault::maintenance(Duration::from_millis(200))]);
    assert_eq!(said(&waiting.await.unwrap().unwrap_err()).0, "57P01");
    db.database.faults().clear();
    closed(&db).await;
    connect(db.database.url()).await.unwrap();
}

/// Waits for a connection to end.
async fn closed(client: &Client) {
    let begin = Instant::now();
    while !client.is_closed() {
        assert!(begin.elapsed() < Duration::from_secs(30), "the connection goes on");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn the_handle_of_a_server_reaches_all_its_databases() {
    let server = redshift_local::Server::start().await.unwrap();
    let one = server.create_database().await.unwrap();
    let (client, other) = (connect(one.url()).await.unwrap(), connect(&server.url()).await.unwrap());
    server.faults().set([Fault::error(FaultError::Cancelled, At::every_statement())]);
    for client in [&client, &other, &client] {
        assert_eq!(said(&client.batch_execute("SELECT 1").await.unwrap_err()).0, "57014");
    }
    assert_eq!(server.faults().waiting(), [Fault::error(FaultError::Cancelled, At::every_statement())]);
    server.faults().clear();
    client.batch_execute("SELECT 1").await.unwrap();
}

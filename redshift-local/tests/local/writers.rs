//! Transactions that write the same tables: who waits, who fails, and with what.

use std::time::Duration;

use redshift_local::{Isolation, Server};
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Error, IsolationLevel};

use crate::{Fresh, fresh, of, rows, said};

const LEVELS: [Isolation; 2] = [Isolation::Snapshot, Isolation::Serializable];

async fn with(isolation: Isolation) -> Fresh {
    of(Server::shared().await.unwrap().new_database().isolation(isolation).create().await.unwrap()).await
}

/// How a statement travels.
#[derive(Debug, Clone, Copy)]
enum By {
    Simple,
    /// Parsed and executed in two messages.
    Named,
    /// In one.
    Unnamed,
}

const WAYS: [By; 3] = [By::Simple, By::Named, By::Unnamed];

impl By {
    async fn run(self, client: &Client, sql: &str) -> Result<(), Error> {
        match self {
            By::Simple => client.batch_execute(sql).await,
            By::Named => client.execute(sql, &[]).await.map(drop),
            By::Unnamed => client.execute_typed(sql, &[]).await.map(drop),
        }
    }

    /// Begins a statement that must wait.
    async fn waiting(self, client: Client, sql: &'static str) -> JoinHandle<(Client, Result<(), Error>)> {
        let running = tokio::spawn(async move {
            let result = self.run(&client, sql).await;
            (client, result)
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(!running.is_finished(), "{self:?}: {sql} did not wait");
        running
    }
}

async fn number(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn a_second_writer_waits_for_the_first() {
    for isolation in LEVELS {
        let db = with(isolation).await;
        db.batch_execute("CREATE TABLE t (a int, b int)").await.unwrap();
        for by in WAYS {
            for (first, second) in [
                ("UPDATE t SET b = 1 WHERE a = 1", "UPDATE t SET b = b + 1 WHERE b = 1"),
                ("INSERT INTO t VALUES (3, 1)", "DELETE FROM t WHERE b = 1"),
                ("DELETE FROM t WHERE a = 1", "INSERT INTO t VALUES (4, 4)"),
                ("INSERT INTO t VALUES (3, 1)", "INSERT INTO t VALUES (4, 4)"),
                ("INSERT INTO t VALUES (3, 1)", "TRUNCATE t"),
            ] {
                db.batch_execute("TRUNCATE t; INSERT INTO t VALUES (1, 0), (2, 0)").await.unwrap();
                db.batch_execute(&format!("BEGIN; {first}")).await.unwrap();
                let waiting = by.waiting(db.another().await, second).await;
                // Readers do not wait.
                if !second.starts_with("TRUNCATE") {
                    assert_eq!(number(&db.another().await, "SELECT COUNT(*) FROM t").await, 2);
                }
                db.batch_execute("COMMIT").await.unwrap();
                let (_, result) = waiting.await.unwrap();
                result.unwrap_or_else(|error| panic!("{isolation:?} {by:?} {first}, {second}: {error:?}"));
                let expected = match (first, second) {
                    (_, update) if update.starts_with("UPDATE") => ["a=1 b=2", "a=2 b=0"].as_slice(),
                    (_, delete) if delete.starts_with("DELETE") => &["a=1 b=0", "a=2 b=0"],
                    (_, "TRUNCATE t") => &[],
                    ("DELETE FROM t WHERE a = 1", _) => &["a=2 b=0", "a=4 b=4"],
                    _ => &["a=1 b=0", "a=2 b=0", "a=3 b=1", "a=4 b=4"],
                };
                assert_eq!(rows(&db, "SELECT a, b FROM t ORDER BY a").await, expected, "{isolation:?} {by:?} {second}");
            }
        }
    }
}

#[tokio::test]
async fn statements_of_their_own_never_conflict() {
    for isolation in LEVELS {
        let db = with(isolation).await;
        db.batch_execute("CREATE TABLE t (a int); INSERT INTO t VALUES (0)").await.unwrap();
        let mut writers = Vec::new();
        for by in WAYS {
            let client = db.another().await;
            writers.push(tokio::spawn(async move {
                for _ in 0..20 {
                    by.run(&client, "UPDATE t SET a = a + 1").await.unwrap();
                    by.run(&client, "INSERT INTO t SELECT -1 FROM t WHERE a > 1000").await.unwrap();
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(rows(&db, "SELECT a FROM t").await, ["a=60"], "{isolation:?}");
    }
}

/// "Concurrent write examples": the second transaction waits, and counts what the first has left.
#[tokio::test]
async fn a_transaction_that_waits_has_its_snapshot_afterwards() {
    for isolation in LEVELS {
        for by in WAYS {
            let db = with(isolation).await;
            db.batch_execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)").await.unwrap();
            db.batch_execute("BEGIN; DELETE FROM t WHERE a = 1; INSERT INTO t VALUES (3), (4)").await.unwrap();
            let second = db.another().await;
            second.batch_execute("BEGIN").await.unwrap();
            let waiting = by.waiting(second, "INSERT INTO t VALUES (5)").await;
            db.batch_execute("SELECT COUNT(*) FROM t; COMMIT").await.unwrap();
            let (second, result) = waiting.await.unwrap();
            result.unwrap();
            assert_eq!(number(&second, "SELECT COUNT(*) FROM t").await, 4, "{isolation:?} {by:?}");
            second.batch_execute("UPDATE t SET a = a + 1; COMMIT").await.unwrap();
        }
    }
}

/// "Write and read/write operations": under SNAPSHOT isolation, INSERT reads before it waits to write.
#[tokio::test]
async fn an_insert_reads_before_it_waits_under_snapshot_isolation() {
    for (isolation, seen) in [(Isolation::Snapshot, "0"), (Isolation::Serializable, "1")] {
        for by in WAYS {
            let db = with(isolation).await;
            db.batch_execute("CREATE TABLE t (a bigint)").await.unwrap();
            db.batch_execute("BEGIN; INSERT INTO t VALUES (-1)").await.unwrap();
            let waiting = by.waiting(db.another().await, "INSERT INTO t SELECT COUNT(*) FROM t").await;
            db.batch_execute("COMMIT").await.unwrap();
            waiting.await.unwrap().1.unwrap();
            assert_eq!(rows(&db, "SELECT a FROM t WHERE a >= 0").await, [format!("a={seen}")], "{isolation:?} {by:?}");
        }
    }
}

/// "Isolation levels": the example of the page.
#[tokio::test]
async fn updates_of_different_rows_conflict_where_the_database_is_serializable() {
    for isolation in LEVELS {
        for by in WAYS {
            let db = with(isolation).await;
            db.batch_execute("CREATE TABLE numbers (digits int); INSERT INTO numbers VALUES (0), (1)").await.unwrap();
            let second = db.another().await;
            db.batch_execute("BEGIN; SELECT * FROM numbers").await.unwrap();
            second.batch_execute("BEGIN; SELECT * FROM numbers").await.unwrap();
            by.run(&db, "UPDATE numbers SET digits = 0 WHERE digits = 1").await.unwrap();
            db.batch_execute("COMMIT").await.unwrap();
            let update = by.run(&second, "UPDATE numbers SET digits = 1 WHERE digits = 0").await;
            if isolation == Isolation::Serializable {
                let error = update.unwrap_err();
                assert_eq!(said(&error), ("XX000", "1023"));
                let detail = error.as_db_error().unwrap().detail().unwrap();
                assert!(detail.starts_with("Serializable isolation violation on table - "), "{detail}");
            } else {
                update.unwrap();
                second.batch_execute("COMMIT").await.unwrap();
                assert_eq!(rows(&db, "SELECT * FROM numbers ORDER BY 1").await, ["digits=0", "digits=1"]);
            }
        }
    }
}

#[tokio::test]
async fn a_deadlock_ends_one_of_two() {
    for isolation in LEVELS {
        for by in WAYS {
            let db = with(isolation).await;
            db.batch_execute("CREATE TABLE a (x int); CREATE TABLE b (x int)").await.unwrap();
            let other = db.another().await;
            db.batch_execute("BEGIN; INSERT INTO a VALUES (1)").await.unwrap();
            other.batch_execute("BEGIN; INSERT INTO b VALUES (1)").await.unwrap();
            let waiting = by.waiting(other, "UPDATE a SET x = 2").await;
            let first = by.run(&db, "UPDATE b SET x = 2").await;
            db.batch_execute("ROLLBACK").await.unwrap();
            one_has_failed(first, waiting.await.unwrap().1);
        }
    }
}

/// "Potential deadlock situation for concurrent write transactions involving a single table".
#[tokio::test]
async fn inserts_that_share_a_lock_deadlock_with_an_update() {
    let db = with(Isolation::Snapshot).await;
    db.batch_execute("CREATE TABLE t (a int)").await.unwrap();
    db.batch_execute("BEGIN; INSERT INTO t VALUES (1)").await.unwrap();
    let waiting = By::Unnamed.waiting(db.another().await, "INSERT INTO t VALUES (2)").await;
    let update = db.batch_execute("UPDATE t SET a = 3").await;
    db.batch_execute("ROLLBACK").await.unwrap();
    one_has_failed(update, waiting.await.unwrap().1);
}

/// Which of two deadlocked transactions is ended, is chance.
fn one_has_failed(first: Result<(), Error>, second: Result<(), Error>) {
    let error = match (first, second) {
        (Err(error), Ok(())) | (Ok(()), Err(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(said(&error).0, "40P01");
}

#[tokio::test]
async fn statements_prepared_in_sql_wait_too() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1)").await.unwrap();
    let other = db.another().await;
    other.batch_execute("PREPARE p (int) AS UPDATE t SET a = a + $1").await.unwrap();
    db.batch_execute("BEGIN; UPDATE t SET a = 10").await.unwrap();
    let waiting = By::Simple.waiting(other, "EXECUTE p (1)").await;
    db.batch_execute("COMMIT").await.unwrap();
    let (other, result) = waiting.await.unwrap();
    result.unwrap();
    assert_eq!(other.execute("EXECUTE p (5)", &[]).await.unwrap(), 1);
    assert_eq!(rows(&db, "SELECT a FROM t").await, ["a=16"]);
}

/// What the lock is taken in is not seen: statements stand alone as before, one after the other or in a row.
#[tokio::test]
async fn a_lock_leaves_no_trace() {
    let mut db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int NOT NULL)").await.unwrap();
    for by in WAYS {
        assert_eq!(said(&by.run(&db, "INSERT INTO t VALUES (NULL)").await.unwrap_err()).0, "XX000", "{by:?}");
        assert_eq!(said(&by.run(&db, "UPDATE t SET b = 1").await.unwrap_err()).0, "42703", "{by:?}");
        by.run(&db, "INSERT INTO t VALUES (1)").await.unwrap();
    }
    let insert = db.prepare("INSERT INTO t VALUES ($1)").await.unwrap();
    let (one, null, two) =
        tokio::join!(db.execute(&insert, &[&2]), db.execute(&insert, &[&None::<i32>]), db.execute(&insert, &[&3]));
    assert_eq!((one.unwrap(), said(&null.unwrap_err()).0, two.unwrap()), (1, "XX000", 1));
    let transaction = db.transaction().await.unwrap();
    assert_eq!(transaction.execute(&insert, &[&4]).await.unwrap(), 1);
    transaction.execute_typed("DELETE FROM t WHERE a = 1", &[]).await.unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!(number(&db, "SELECT COUNT(*) FROM t").await, 5);

    let read_only = db.build_transaction().isolation_level(IsolationLevel::Serializable).start().await.unwrap();
    read_only.rollback().await.unwrap();
    db.batch_execute("BEGIN READ ONLY").await.unwrap();
    let error = db.execute("INSERT INTO t VALUES (1)", &[]).await.unwrap_err();
    assert_eq!(said(&error), ("25006", "transaction is read-only"));
    db.batch_execute("ROLLBACK").await.unwrap();
}

#[tokio::test]
async fn a_missing_table_has_its_place_all_the_same() {
    let db = fresh().await;
    for block in [false, true] {
        for by in WAYS {
            if block {
                db.batch_execute("BEGIN").await.unwrap();
            }
            let error = by.run(&db, "DELETE FROM nothing").await.unwrap_err();
            assert_eq!(said(&error), ("42P01", "relation \"nothing\" does not exist"));
            let position = error.as_db_error().unwrap().position().cloned();
            assert_eq!(position, Some(tokio_postgres::error::ErrorPosition::Original(13)), "{by:?} {block}");
            db.batch_execute(if block { "ROLLBACK" } else { "" }).await.unwrap();
        }
    }
}

#[tokio::test]
async fn lock_outside_a_block_means_nothing() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int); LOCK t; LOCK TABLE t").await.unwrap();
    db.execute("LOCK t", &[]).await.unwrap();
    db.another().await.batch_execute("INSERT INTO t VALUES (1)").await.unwrap();
}

//! Whatever is dropped in the middle leaves nothing on the connections of the pool.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use futures_util::FutureExt;
use redshift_orm::prelude::*;
use redshift_orm_tests::server;

use crate::models::{Person, person};

/// A pool of two connections with an empty table, and another pool that watches.
async fn two_connections() -> (Database, Database) {
    let url = server::url(|database| database).await;
    let db = Database::builder().url(&url).max_connections(2).connect().await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    let patience = Duration::from_millis(100);
    let observer = Database::builder().url(url).max_connections(1).statement_timeout(patience);
    (db, observer.connect().await.unwrap())
}

/// Whether nobody is in a transaction that has touched the table: only then can it be locked.
async fn is_quiet(observer: &Database) -> bool {
    let tx = observer.begin().await.unwrap();
    let locked = raw_sql("LOCK TABLE people").execute(&tx).await;
    tx.rollback().await.unwrap();
    match locked {
        Ok(_) => true,
        Err(error) if error.is_timeout() => false,
        Err(error) => panic!("{error}"),
    }
}

/// Polls a future so many times, at least once, and drops it.
async fn poll_times<F: Future>(future: F, times: u32) -> bool {
    let mut future = pin!(future);
    for _ in 0..times {
        if future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            return true;
        }
        // Gives the connection time to do something between two polls, but not always enough of it.
        tokio::time::sleep(Duration::from_micros(u64::from(times) * 37 % 400)).await;
    }
    false
}

async fn everything_at_once(db: &Database) -> Result<()> {
    Person::insert(person("a", 1)).execute(db).await?;
    let tx = db.begin().await?;
    Person::insert(person("b", 2)).execute(&tx).await?;
    raw_sql("CREATE TEMP TABLE left_over (a INTEGER)").execute(&tx).await?;
    let mut rows = Person::query().stream(&tx);
    rows.try_next().await?;
    tx.rollback().await?;
    Person::insert(person("a", 3)).id(db).await?;
    Person::query().stream(db).try_next().await?;
    raw_sql("SET query_group TO 'left_over'").execute(db).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_future_gives_no_dirty_connection_back() {
    let (db, observer) = two_connections().await;
    let mut finished = 0;
    for times in 1..200 {
        finished += u32::from(poll_times(everything_at_once(&db), times).await);
        // What was dropped must not show: no transaction of somebody else's, no table, no setting, no row of a rolled back insert.
        let tables: i64 =
            sql_query("SELECT COUNT(*) FROM pg_class WHERE relname = 'left_over'").one(&db).await.unwrap();
        assert_eq!(tables, 0);
        assert_eq!(Person::query().filter(|p| p.name.eq("b")).count(&db).await.unwrap(), 0);
        let tx = db.begin().await.unwrap();
        Person::insert(person("c", 0)).execute(&tx).await.unwrap();
        drop(tx);
        assert_eq!(Person::query().filter(|p| p.name.eq("c")).count(&db).await.unwrap(), 0);
    }
    assert!(finished > 10, "only {finished} runs came to their end");
    wait_for_quiet(&observer).await;
}

/// A closed connection's session ends a little later.
async fn wait_for_quiet(observer: &Database) {
    for _ in 0..50 {
        if is_quiet(observer).await {
            return;
        }
    }
    panic!("somebody is still in a transaction");
}

#[tokio::test]
async fn a_panic_in_a_transaction_rolls_back() {
    let (db, observer) = two_connections().await;
    for _ in 0..5 {
        let run = db.transaction(async |tx| -> Result<()> {
            Person::insert(person("a", 1)).execute(&tx).await?;
            panic!("of the program's own");
        });
        assert!(AssertUnwindSafe(run).catch_unwind().await.is_err());
    }
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
    wait_for_quiet(&observer).await;
}

#[tokio::test]
async fn a_statement_given_up_ends_its_transaction() {
    let (db, observer) = two_connections().await;
    let tx = db.begin().await.unwrap();
    Person::insert(person("a", 1)).execute(&tx).await.unwrap();
    assert!(!poll_times(Person::query().count(&tx), 1).await);
    let error = Person::query().count(&tx).await.unwrap_err();
    assert!(error.is_transaction() && error.to_string().contains("dropped"), "{error}");
    assert!(tx.commit().await.unwrap_err().is_transaction());
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
    wait_for_quiet(&observer).await;
}

#[tokio::test]
async fn a_dropped_statement_is_cancelled_on_the_server() {
    let (db, observer) = two_connections().await;
    let rows = (0..2000).map(|age| person("a", age));
    Person::insert_many(rows).execute(&db).await.unwrap();
    // Runs for minutes when nobody stops it.
    let endless = sql_query::<i64>("SELECT COUNT(*) FROM people a, people b, people c, people d");
    assert!(tokio::time::timeout(Duration::from_millis(300), endless.one(&db)).await.is_err());
    wait_for_quiet(&observer).await;
    assert_eq!(Person::query().count(&db).await.unwrap(), 2000);
}

#[tokio::test]
async fn settings_do_not_reach_the_next_statement() {
    let url = server::url(|database| database).await;
    let db = Database::builder().url(&url).max_connections(1).connect().await.unwrap();
    raw_sql("SET query_group TO 'mine'").execute(&db).await.unwrap();
    let group: String =
        sql_query("SELECT CAST(current_setting('query_group') AS VARCHAR)").one(&db).await.unwrap_or_default();
    assert_ne!(group, "mine");
    raw_sql("CREATE TEMP TABLE t (a INTEGER)").execute(&db).await.unwrap();
    assert_eq!(raw_sql("INSERT INTO t VALUES (1)").execute(&db).await.unwrap_err().code(), Some("42P01"));
}

#[tokio::test]
async fn a_statement_waits_for_a_connection_and_says_when_none_came() {
    let url = server::url(|database| database).await;
    let wait = Duration::from_millis(50);
    let db = Database::builder().url(&url).max_connections(1).acquire_timeout(wait).connect().await.unwrap();
    let tx = db.begin().await.unwrap();
    let error = raw_sql("SELECT 1").execute(&db).await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("max_connections"), "{error}");
    tx.rollback().await.unwrap();
    raw_sql("SELECT 1").execute(&db).await.unwrap();
}

#[tokio::test]
async fn the_server_ends_a_statement_in_time() {
    let url = server::url(|database| database).await;
    let unhurried = Database::connect(&url).await.unwrap();
    Schema::of::<Person>().create_all(&unhurried).await.unwrap();
    Person::insert_many((0..2000).map(|age| person("a", age))).execute(&unhurried).await.unwrap();
    let timeout = Duration::from_secs(1);
    let db = Database::builder().url(&url).max_connections(1).statement_timeout(timeout).connect().await.unwrap();
    let endless = sql_query::<i64>("SELECT COUNT(*) FROM people a, people b, people c");
    let error = endless.one(&db).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(Person::query().count(&db).await.unwrap(), 2000);
}

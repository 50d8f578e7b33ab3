//! The pool over the life of a service: its numbers, the age of its connections, and its end.

use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use futures_util::future::join_all;
use redshift_local::{At, Fault};
use redshift_orm::client::{Builder, PoolState};
use redshift_orm::prelude::*;
use redshift_orm_tests::server::{Fresh, fresh};

use crate::connecting::error;
use crate::models::{Person, person};
use crate::tls::{Fake, WELCOME};

/// Longer than anything here takes on a busy machine.
const LONG: Duration = Duration::from_secs(60);

const SHORT: Duration = Duration::from_millis(200);

/// A database with an empty table of people, and a pool with these settings.
async fn pool(set: impl FnOnce(Builder) -> Builder) -> (Fresh, Database) {
    let fresh = fresh().await;
    let db = set(Database::builder().url(fresh.url())).connect().await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    (fresh, db)
}

async fn session(executor: &impl Executor) -> i32 {
    sql_query("SELECT pg_backend_pid()").one(executor).await.unwrap()
}

/// Makes so many connections now, so that no statement of the making of one meets a fault.
async fn make(connections: usize, db: &Database) {
    let transactions = join_all((0..connections).map(|_| db.begin())).await;
    for tx in transactions {
        tx.unwrap().rollback().await.unwrap();
    }
}

fn numbers(db: &Database) -> (usize, usize, usize, usize, usize) {
    let PoolState { size, idle, in_use, waiting, max_connections, .. } = db.state();
    (size, idle, in_use, waiting, max_connections)
}

/// Waits until it is so.
async fn until(what: impl Fn() -> bool) {
    let start = Instant::now();
    while !what() {
        assert!(start.elapsed() < LONG, "it never is so");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn the_state_tells_the_connections() {
    let (_fresh, db) = pool(|builder| builder.max_connections(2)).await;
    assert_eq!(numbers(&db), (1, 1, 0, 0, 2));
    let one = db.begin().await.unwrap();
    assert_eq!(numbers(&db), (1, 0, 1, 0, 2));
    let other = db.begin().await.unwrap();
    let waiting = tokio::spawn({
        let db = db.clone();
        async move { Person::query().count(&db).await }
    });
    until(|| db.state().waiting == 1).await;
    assert_eq!(numbers(&db), (2, 0, 2, 1, 2));
    one.commit().await.unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(numbers(&db), (2, 1, 1, 0, 2));
    drop(other);
    assert_eq!(numbers(&db), (1, 1, 0, 0, 2));
    assert!(format!("{db:?}").contains("max_connections: 2"), "{db:?}");
}

#[tokio::test]
async fn those_that_wait_are_served_in_order() {
    let (_fresh, db) = pool(|builder| builder.max_connections(1).acquire_timeout(LONG)).await;
    let tx = db.begin().await.unwrap();
    let served = std::sync::Mutex::new(Vec::new());
    let waiters = (0..20).map(|number| {
        let (db, served) = (&db, &served);
        async move {
            let tx = db.begin().await.unwrap();
            served.lock().unwrap().push(number);
            // The connection is given up at once, and by every second one dirty.
            if number % 2 == 0 { drop(tx) } else { tx.commit().await.unwrap() }
        }
    });
    let end = async {
        until(|| db.state().waiting == 20).await;
        // One that loses patience in the middle of the queue keeps nobody up.
        assert!(tokio::time::timeout(Duration::from_millis(1), db.begin()).await.is_err());
        tx.commit().await.unwrap();
    };
    tokio::join!(join_all(waiters), end);
    assert_eq!(served.into_inner().unwrap(), (0..20).collect::<Vec<_>>());
    assert_eq!(db.state().waiting, 0);
}

#[tokio::test]
async fn nobody_waits_longer_than_the_limit() {
    let (_fresh, db) = pool(|builder| builder.max_connections(1).acquire_timeout(SHORT)).await;
    let tx = db.begin().await.unwrap();
    let start = Instant::now();
    for result in join_all((0..3).map(|_| Person::query().count(&db))).await {
        let error = result.unwrap_err();
        assert!(error.is_timeout() && error.to_string().contains("acquire_timeout"), "{error}");
    }
    assert!(start.elapsed() >= SHORT);
    assert_eq!(db.state().waiting, 0);
    tx.commit().await.unwrap();
    Person::query().count(&db).await.unwrap();
}

#[tokio::test]
async fn an_old_connection_is_replaced_and_never_in_use() {
    let (fresh, db) = pool(|builder| builder.max_connections(1).max_lifetime(SHORT).idle_timeout(None)).await;
    let tx = db.begin().await.unwrap();
    let first = session(&tx).await;
    tokio::time::sleep(2 * SHORT).await;
    assert_eq!(session(&tx).await, first);
    Person::insert(person("Ada", 1)).execute(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_ne!(session(&db).await, first);
    until(|| db.state().size == 0).await;
    fresh.wait_for_sessions(0).await;
    assert_eq!(Person::query().count(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn connections_that_nobody_needs_are_closed() {
    let idle = Duration::from_secs(1);
    let (fresh, db) = pool(|builder| builder.idle_timeout(idle).max_lifetime(None)).await;
    drop(join_all((0..4).map(|_| async { db.begin().await.unwrap().commit().await })).await);
    let kept = session(&db).await;
    assert!(db.state().size > 1, "{:?}", db.state());
    // The one that is used again and again stays, whatever stood idle beside it.
    let start = Instant::now();
    while db.state().size > 1 {
        assert!(start.elapsed() < LONG);
        assert_eq!(session(&db).await, kept);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    fresh.wait_for_sessions(1).await;
    until(|| db.state().size == 0).await;
    fresh.wait_for_sessions(0).await;
    assert_ne!(session(&db).await, kept);
}

#[tokio::test]
async fn some_connections_are_kept() {
    let idle = Duration::from_millis(100);
    let (fresh, db) = pool(|builder| builder.min_connections(3).max_connections(6).idle_timeout(idle)).await;
    until(|| numbers(&db) == (3, 3, 0, 0, 6)).await;
    drop(join_all((0..6).map(|_| db.begin())).await);
    // Six were in use at once, and dropped in the middle of a transaction none of them is used again.
    until(|| numbers(&db) == (3, 3, 0, 0, 6)).await;
    fresh.wait_for_sessions(3).await;
    drop(join_all((0..6).map(|_| async { db.begin().await.unwrap().commit().await })).await);
    until(|| numbers(&db) == (3, 3, 0, 0, 6)).await;
    tokio::time::sleep(5 * idle).await;
    assert_eq!(numbers(&db), (3, 3, 0, 0, 6), "those that are kept stay");
    fresh.wait_for_sessions(3).await;
    assert!(db.close(LONG).await);
    fresh.wait_for_sessions(0).await;
}

#[tokio::test]
async fn those_that_the_server_ends_are_replaced() {
    let ending = error("57P01", "terminating connection due to administrator command");
    let server = Fake::start(None, [WELCOME, &ending].concat());
    let builder = Database::builder().url(server.url("sslmode=disable")).min_connections(1);
    let _db = builder.max_lifetime(None).idle_timeout(SHORT).connect().await.unwrap();
    // Nobody asks for a connection, and one is made for each that has ended.
    until(|| server.startups.lock().unwrap().len() > 5).await;
}

#[tokio::test]
async fn those_that_are_kept_grow_old_as_well() {
    let server = Fake::start(None, WELCOME);
    let builder = Database::builder().url(server.url("sslmode=disable")).min_connections(1);
    let _db = builder.max_lifetime(SHORT / 10).idle_timeout(None).connect().await.unwrap();
    // Nobody asks for a connection, and one is made for each that has grown old.
    until(|| server.startups.lock().unwrap().len() > 5).await;
}

#[tokio::test]
async fn no_more_connections_are_kept_than_there_may_be() {
    let fresh = fresh().await;
    let error = Database::builder().url(fresh.url()).min_connections(11).connect().await.unwrap_err();
    assert!(error.is_configuration() && error.to_string().contains("min_connections"), "{error}");
}

#[tokio::test]
async fn closing_waits_for_what_runs() {
    let (fresh, db) = pool(|builder| builder).await;
    make(2, &db).await;
    let tx = db.begin().await.unwrap();
    Person::insert(person("Ada", 1)).execute(&tx).await.unwrap();
    fresh.faults().set([Fault::delay(SHORT, At::statement(1))]);
    let running = tokio::spawn({
        let db = db.clone();
        async move { Person::query().count(&db).await }
    });
    until(|| fresh.faults().waiting().is_empty()).await;
    let closing = tokio::spawn({
        let db = db.clone();
        async move { db.close(LONG).await }
    });
    // Its clones see it, and what had begun goes on.
    let refused = async || loop {
        match Person::query().count(&db).await {
            Ok(_) => tokio::task::yield_now().await,
            Err(error) => break error,
        }
    };
    let error = refused().await;
    assert!(error.is_closed() && error.is_connection() && error.to_string().contains("was closed"), "{error}");
    Person::insert(person("Bob", 3)).execute(&tx).await.unwrap();
    assert!(!closing.is_finished());
    tx.commit().await.unwrap();
    running.await.unwrap().unwrap();
    assert!(closing.await.unwrap());
    assert_eq!(db.state().size, 0);
    fresh.wait_for_sessions(0).await;
    assert!(db.clone().close(Duration::ZERO).await, "there is nothing more to close");
    let db = Database::connect(fresh.url()).await.unwrap();
    assert_eq!(Person::query().count(&db).await.unwrap(), 2);
}

#[tokio::test]
async fn closing_ends_what_does_not_end() {
    let (fresh, db) = pool(|builder| builder.max_connections(3)).await;
    make(3, &db).await;
    Person::insert_many((0..1500).map(|age| person("x", age))).execute(&db).await.unwrap();
    let idle = db.begin().await.unwrap();
    Person::insert(person("Ada", 1)).execute(&idle).await.unwrap();
    let mut rows = Person::query().stream(&db);
    fresh.faults().set([Fault::delay(LONG, At::statement(1))]);
    let running = Person::query().count(&db);
    let waiting = async {
        until(|| db.state().in_use == 3).await;
        Person::query().count(&db).await
    };
    let closing = async {
        until(|| fresh.faults().waiting().is_empty()).await;
        rows.next().await.unwrap().unwrap();
        until(|| db.state().waiting == 1).await;
        let start = Instant::now();
        assert!(!db.close(SHORT).await);
        assert!((SHORT..LONG / 2).contains(&start.elapsed()));
        fresh.wait_for_sessions(0).await;
    };
    let (running, waiting, ()) = tokio::join!(running, waiting, closing);
    assert!(waiting.unwrap_err().is_closed());
    let error = running.unwrap_err();
    assert!(error.is_closed() && error.to_string().contains("was closed"), "{error}");
    let error = Person::query().count(&idle).await.unwrap_err();
    assert!(error.is_closed(), "{error}");
    assert!(!idle.commit().await.unwrap_err().is_commit_unknown());
    let last = rows.collect::<Vec<_>>().await.pop().unwrap();
    assert!(last.unwrap_err().is_closed());
    assert_eq!(db.state().size, 0);
    let db = Database::connect(fresh.url()).await.unwrap();
    assert_eq!(Person::query().count(&db).await.unwrap(), 1500);
}

#[tokio::test]
async fn a_commit_that_closing_ends_is_unknown() {
    let (fresh, db) = pool(|builder| builder).await;
    let tx = db.begin().await.unwrap();
    Person::insert(person("Ada", 1)).execute(&tx).await.unwrap();
    fresh.faults().set([Fault::delay(LONG, At::commit(1))]);
    let (committed, closed) = tokio::join!(tx.commit(), async {
        until(|| fresh.faults().waiting().is_empty()).await;
        db.close(SHORT).await
    });
    assert!(!closed);
    assert!(committed.unwrap_err().is_commit_unknown());
    fresh.wait_for_sessions(0).await;
}

#[tokio::test]
async fn closing_gets_by_without_cancel_requests() {
    let (fresh, db) = pool(|builder| builder).await;
    let tx = db.begin().await.unwrap();
    // They go by connections of their own.
    fresh.faults().set([Fault::refuse_connections(LONG)]);
    assert!(!db.close(SHORT).await);
    assert!(tx.commit().await.unwrap_err().is_connection());
    fresh.faults().clear();
    fresh.wait_for_sessions(0).await;
}

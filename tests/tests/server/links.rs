//! Links that are lost at every step of the protocol, over real sockets.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use redshift_local::Fault;
use redshift_orm::client::{Builder, RetryPolicy, Wire};
use redshift_orm::prelude::*;
use redshift_orm_tests::proxy::{Cut, Proxy};
use redshift_orm_tests::server::{Fresh, fresh};

use crate::models::{Person, person};

/// A database with so many people, reached by a proxy, and the same without it.
struct Linked {
    fresh: Fresh,
    proxy: Proxy,
    db: Database,
    direct: Database,
}

fn fast() -> RetryPolicy {
    RetryPolicy::default().first_pause(Duration::ZERO)
}

async fn linked(people: i32, set: impl FnOnce(Builder) -> Builder) -> Linked {
    let fresh = fresh().await;
    let direct = Database::connect(fresh.url()).await.unwrap();
    Schema::of::<Person>().create_all(&direct).await.unwrap();
    Person::insert_many((0..people).map(|age| person("Ada", age))).execute(&direct).await.unwrap();
    let proxy = Proxy::start(fresh.url()).await;
    let builder = Database::builder().url(proxy.url(fresh.url())).retry(fast());
    let db = set(builder).connect().await.unwrap();
    Linked { fresh, proxy, db, direct }
}

async fn count(db: &Database) -> i64 {
    Person::query().count(db).await.unwrap()
}

#[tokio::test]
async fn a_read_goes_on_over_a_new_connection() {
    let Linked { fresh: _fresh, proxy, db, .. } = linked(3, |builder| builder).await;
    let cuts = |start| [Cut::Before(start), Cut::After(start), Cut::Rows(start, 0), Cut::Rows(start, 2)];
    for cut in cuts("SELECT") {
        proxy.cut(cut);
        let links = proxy.links();
        assert_eq!(Person::query().all(&db).await.unwrap().len(), 3, "{cut:?}");
        assert!(proxy.has_cut());
        assert_eq!(proxy.links(), links + 1, "{cut:?}");
    }
    for cut in cuts("EXPLAIN").into_iter().take(3) {
        proxy.cut(cut);
        assert!(Person::query().explain(&db).await.unwrap().to_string().contains("people"), "{cut:?}");
        assert!(proxy.has_cut());
    }
    for cut in cuts("SELECT 1").into_iter().take(3) {
        proxy.cut(cut);
        assert_eq!(sql_query::<i32>("SELECT 1").read_only().one(&db).await.unwrap(), 1, "{cut:?}");
        assert!(proxy.has_cut());
    }
}

#[tokio::test]
async fn idle_connections_are_not_trusted_after_a_loss() {
    let Linked { fresh: _fresh, proxy, db, .. } = linked(1, |builder| builder).await;
    let open = [db.begin().await.unwrap(), db.begin().await.unwrap(), db.begin().await.unwrap()];
    for tx in open {
        tx.commit().await.unwrap();
    }
    assert_eq!(db.state().idle, 3);
    proxy.cut(Cut::After("SELECT"));
    assert_eq!(count(&db).await, 1);
    assert_eq!((proxy.links(), db.state().size), (4, 1));
}

#[tokio::test]
async fn a_stream_begins_again_before_its_first_row_and_not_after_it() {
    let Linked { fresh: _fresh, proxy, db, .. } = linked(1500, |builder| builder).await;
    for cut in [
        Cut::Before("BEGIN"),
        Cut::After("BEGIN"),
        Cut::Before("DECLARE"),
        Cut::After("DECLARE"),
        Cut::Before("FETCH"),
        Cut::Rows("FETCH", 40),
    ] {
        proxy.cut(cut);
        let mut rows = Person::query().order_by(|p| p.age.asc()).stream(&db);
        let mut ages = Vec::new();
        while let Some(row) = rows.next().await {
            ages.extend(row.unwrap().age);
        }
        assert!(proxy.has_cut(), "{cut:?}");
        assert_eq!(ages, (0..1500).collect::<Vec<_>>(), "{cut:?}");
    }
    let mut rows = Person::query().stream(&db);
    rows.next().await.unwrap().unwrap();
    proxy.cut(Cut::Before("FETCH"));
    let mut read = 1;
    let error = loop {
        match rows.next().await.unwrap() {
            Ok(_) => read += 1,
            Err(error) => break error,
        }
    };
    assert!(error.is_connection(), "{error}");
    assert!((2..1500).contains(&read), "the rows of the first FETCH: {read}");
    assert!(rows.next().await.is_none());
}

#[tokio::test]
async fn what_may_write_is_not_run_again_and_its_resolution_is_unknown() {
    for (cut, rows) in [(Cut::Before("INSERT"), 0), (Cut::After("INSERT"), 1)] {
        for raw in [false, true] {
            let Linked { fresh: _fresh, proxy, db, direct, .. } = linked(0, |builder| builder).await;
            proxy.cut(cut);
            let error = if raw {
                raw_sql("INSERT INTO people (name) VALUES ('Ada')").execute(&db).await.unwrap_err()
            } else {
                Person::insert(person("Ada", 1)).execute(&db).await.unwrap_err()
            };
            assert!(error.is_commit_unknown(), "{error}");
            assert!(error.to_string().starts_with("transaction resolution unknown"), "{error}");
            assert_eq!(count(&direct).await, rows, "{cut:?}");
            // The database goes on.
            assert_eq!(count(&db).await, rows, "{cut:?}");
        }
    }
}

#[tokio::test]
async fn an_insert_that_tells_the_id_is_one_message() {
    for wire in [Wire::Unnamed, Wire::Prepared, Wire::Text] {
        let Linked { fresh: _fresh, proxy, db, direct, .. } = linked(0, |builder| builder.wire(wire)).await;
        let id = async |name: &str| {
            let before = proxy.statements();
            let id = Person::insert(person(name, 1)).id(&db).await;
            (id, proxy.statements() - before)
        };
        let (first, messages) = id("Ada").await;
        assert_eq!((first.unwrap(), messages), (1, 1), "{wire:?}");
        // Where another row is equal: ROLLBACK, BEGIN, the ids before and after, COMMIT.
        let (second, messages) = id("Ada").await;
        assert_eq!(messages, 5, "{wire:?}");
        let ids = Person::query().select(|p| p.id).order_by(|id| id.asc()).all(&direct).await.unwrap();
        assert_eq!(ids, [1, second.unwrap()]);
        // Whether the COMMIT that is in the message took place, nobody knows.
        for (cut, name, rows) in [(Cut::Before("BEGIN"), "Bob", 2), (Cut::After("BEGIN"), "Cid", 3)] {
            proxy.cut(cut);
            let error = id(name).await.0.unwrap_err();
            assert!(error.is_commit_unknown() && proxy.has_cut(), "{wire:?}, {cut:?}: {error}");
            assert_eq!(count(&direct).await, rows, "{wire:?}, {cut:?}");
        }
        // The database goes on.
        assert_eq!(count(&db).await, 3);
    }
}

#[tokio::test]
async fn sql_text_is_not_run_again_unless_the_program_says_so() {
    let Linked { fresh: _fresh, proxy, db, .. } = linked(0, |builder| builder).await;
    proxy.cut(Cut::After("SELECT 1"));
    assert!(sql_query::<i32>("SELECT 1").one(&db).await.unwrap_err().is_connection());
    for text in ["INSERT INTO people (name) VALUES ('Ada')", "SELECT set_config('timezone', 'UTC', false)"] {
        let error = sql_query::<String>(text).read_only().all(&db).await.unwrap_err();
        assert!(error.to_string().contains("`.read_only()`"), "{error}");
    }
    assert_eq!(count(&db).await, 0);
}

#[tokio::test]
async fn a_transaction_begins_on_a_connection_that_lives() {
    let Linked { fresh: _fresh, proxy, db, direct, .. } = linked(0, |builder| builder).await;
    for (rows, cut) in [(1, Cut::Before("BEGIN")), (2, Cut::After("BEGIN"))] {
        proxy.cut(cut);
        db.transaction(async |tx| Person::insert(person("Ada", 1)).execute(&tx).await).await.unwrap();
        assert!(proxy.has_cut());
        assert_eq!(count(&direct).await, rows);
    }
}

/// Inserts a row in a transaction; how often that was tried, and what came of it.
async fn insert(db: &Database) -> (u32, Result<u64>) {
    let tries = AtomicU32::new(0);
    let inserted = db
        .transaction(async |tx| {
            tries.fetch_add(1, Ordering::Relaxed);
            Person::insert(person("Ada", 1)).execute(&tx).await
        })
        .await;
    (tries.into_inner(), inserted)
}

#[tokio::test]
async fn a_transaction_is_not_run_again_after_a_loss() {
    for (cut, unknown, rows) in [
        (Cut::Before("INSERT"), false, 0),
        (Cut::After("INSERT"), false, 0),
        (Cut::Before("COMMIT"), true, 0),
        (Cut::After("COMMIT"), true, 1),
    ] {
        let Linked { fresh: _fresh, proxy, db, direct, .. } = linked(0, |builder| builder).await;
        proxy.cut(cut);
        let (tries, inserted) = insert(&db).await;
        let error = inserted.unwrap_err();
        assert!(error.is_connection(), "{cut:?}: {error}");
        assert_eq!((tries, error.is_commit_unknown()), (1, unknown), "{cut:?}: {error}");
        assert_eq!(count(&direct).await, rows, "{cut:?}");
    }
}

#[tokio::test]
async fn connections_are_tried_as_often_as_the_policy_says() {
    let Linked { fresh: _fresh, proxy, db, .. } =
        linked(2, |builder| builder.retry(fast().connection_attempts(3))).await;
    proxy.down();
    for _ in 0..2 {
        let links = proxy.links();
        assert!(Person::query().all(&db).await.unwrap_err().is_connection());
        // The first attempt may find the connection that was cut.
        assert!((2..=3).contains(&(proxy.links() - links)));
        let links = proxy.links();
        let error = Person::insert(person("Ada", 1)).execute(&db).await.unwrap_err();
        assert!(error.is_connection() && !error.is_commit_unknown(), "nothing was sent: {error}");
        assert!(db.begin().await.unwrap_err().is_connection());
        assert_eq!(proxy.links(), links + 6);
    }
    proxy.up();
    assert_eq!(count(&db).await, 2);
}

#[tokio::test]
async fn without_a_policy_everything_is_the_programs() {
    let Linked { fresh: _fresh, proxy, db, .. } = linked(1, |builder| builder.retry(RetryPolicy::never())).await;
    proxy.cut(Cut::After("SELECT"));
    let links = proxy.links();
    assert!(Person::query().all(&db).await.unwrap_err().is_connection());
    assert_eq!(proxy.links(), links);
    proxy.cut(Cut::After("BEGIN"));
    assert!(insert(&db).await.1.unwrap_err().is_connection());
}

#[tokio::test]
async fn a_cluster_under_maintenance_is_waited_for() {
    let Linked { fresh, db, .. } =
        linked(1, |builder| builder.retry(fast().first_pause(Duration::from_millis(50)).connection_attempts(1000)))
            .await;
    fresh.faults().set([Fault::maintenance(Duration::from_millis(300))]);
    assert_eq!(count(&db).await, 1);
    fresh
        .faults()
        .set([Fault::refuse_connections(Duration::from_millis(300)), "drop before statement".parse().unwrap()]);
    assert_eq!(count(&db).await, 1);
    fresh.faults().set([Fault::maintenance(Duration::from_millis(300))]);
    db.transaction(async |tx| Person::insert(person("Ada", 1)).execute(&tx).await).await.unwrap();
    assert_eq!(count(&db).await, 2);
}

#[tokio::test]
async fn a_statement_of_its_own_that_conflicts_is_run_again() {
    let Linked { fresh, db, .. } = linked(1, |builder| builder).await;
    let fault = || ["error 1023 at statement".parse().unwrap()];
    fresh.faults().set(fault());
    Person::update().set(|p| p.age.to(7)).all_rows().execute(&db).await.unwrap();
    fresh.faults().set(fault());
    assert_eq!(Person::query().one(&db).await.unwrap().age, Some(7));
    fresh.faults().set(fault());
    let error = raw_sql("UPDATE people SET age = 8").execute(&db).await.unwrap_err();
    assert!(error.is_serialization_conflict(), "{error}");
}

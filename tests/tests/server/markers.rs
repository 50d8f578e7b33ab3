//! Transactions that leave a marker, over links that are lost around their COMMIT.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use redshift_local::Isolation;
use redshift_orm::client::{Builder, MarkerTable, RetryPolicy};
use redshift_orm::prelude::*;
use redshift_orm_tests::proxy::{Cut, Proxy};
use redshift_orm_tests::server::{self, Fresh, fresh};

use crate::models::{Person, person};

/// A database with an empty table of people, reached by a proxy and by one connection, and the same without it.
async fn linked(set: impl FnOnce(Builder) -> Builder) -> (Fresh, Proxy, Database, Database) {
    let fresh = fresh().await;
    let direct = Database::connect(fresh.url()).await.unwrap();
    Schema::of::<Person>().create_all(&direct).await.unwrap();
    let proxy = Proxy::start(fresh.url()).await;
    let builder = Database::builder().url(proxy.url(fresh.url())).max_connections(1);
    let db = set(builder.retry(RetryPolicy::default().first_pause(Duration::ZERO))).connect().await.unwrap();
    (fresh, proxy, db, direct)
}

/// Inserts a row; how often that was tried, and what came of it.
async fn insert(db: &Database) -> (u32, Result<u64>) {
    let tries = AtomicU32::new(0);
    let inserted = db
        .transaction_with_marker(async |tx| {
            tries.fetch_add(1, Ordering::Relaxed);
            Person::insert(person("Ada", 1)).execute(&tx).await
        })
        .await;
    (tries.into_inner(), inserted)
}

/// The people, and the markers.
async fn rows(db: &Database) -> (i64, i64) {
    let markers = sql_query("SELECT COUNT(*) FROM redshift_orm_markers").one(db).await.unwrap();
    (Person::query().count(db).await.unwrap(), markers)
}

#[tokio::test]
async fn a_lost_commit_is_decided() {
    for (cut, tries) in [
        (None, 1),
        (Some(Cut::Before("BEGIN")), 1),
        (Some(Cut::Before("INSERT INTO \"people\"")), 2),
        (Some(Cut::After("INSERT INTO \"people\"")), 2),
        (Some(Cut::Before("INSERT INTO \"redshift_orm_markers\"")), 2),
        (Some(Cut::After("INSERT INTO \"redshift_orm_markers\"")), 2),
        (Some(Cut::Before("COMMIT")), 2),
        (Some(Cut::After("COMMIT")), 1),
    ] {
        let (_fresh, proxy, db, direct) = linked(|builder| builder).await;
        if let Some(cut) = cut {
            proxy.cut(cut);
        }
        let (tried, inserted) = insert(&db).await;
        assert_eq!((tried, inserted.unwrap()), (tries, 1), "{cut:?}");
        assert!(proxy.has_cut());
        assert_eq!(rows(&direct).await, (1, 1), "{cut:?}");
    }
}

#[tokio::test]
async fn what_is_decided_waits_for_a_commit_that_is_still_under_way() {
    for (arrives, tries) in [(true, 1), (false, 2)] {
        let (fresh, proxy, db, direct) = linked(|builder| builder).await;
        // The table is there, and the pool's connection too.
        insert(&db).await.1.unwrap();
        proxy.cut(Cut::Hold("COMMIT"));
        let inserting = tokio::spawn(async move { insert(&db).await });
        fresh.wait_for_waiting(1).await;
        assert!(!inserting.is_finished());
        proxy.release(arrives);
        let (tried, inserted) = inserting.await.unwrap();
        assert_eq!((tried, inserted.unwrap()), (tries, 1), "{arrives}");
        assert_eq!(rows(&direct).await, (2, 2), "{arrives}");
    }
}

#[tokio::test]
async fn what_is_not_decided_in_time_stays_unknown() {
    let short = MarkerTable::default().wait_for(Duration::from_millis(50));
    let (_fresh, proxy, db, direct) = linked(|builder| builder.marker_table(short)).await;
    proxy.cut(Cut::Hold("COMMIT"));
    let (tried, inserted) = insert(&db).await;
    let error = inserted.unwrap_err();
    assert!(tried == 1 && error.is_commit_unknown(), "{error}");
    proxy.release(true);
    // The lock is not held by anybody, and the pool goes on.
    insert(&db).await.1.unwrap();
    assert_eq!(rows(&direct).await, (2, 2));
}

#[tokio::test]
async fn a_rollback_that_is_known_is_no_unknown_commit() {
    let (_fresh, proxy, db, direct) = linked(|builder| builder.retry(RetryPolicy::never())).await;
    proxy.cut(Cut::Before("COMMIT"));
    let (tried, inserted) = insert(&db).await;
    let error = inserted.unwrap_err();
    assert!(error.is_connection() && !error.is_commit_unknown(), "{error}");
    assert!(error.to_string().contains("rolled back"), "{error}");
    assert_eq!((tried, rows(&direct).await), (1, (0, 0)));
    // A server that is gone decides nothing.
    let proxy = Arc::new(proxy);
    let gone = Arc::clone(&proxy);
    let error = db
        .transaction_with_marker(async |tx| {
            Person::insert(person("Ada", 1)).execute(&tx).await?;
            gone.cut(Cut::Hold("COMMIT"));
            let gone = Arc::clone(&gone);
            tokio::spawn(async move {
                while !gone.has_cut() {
                    tokio::task::yield_now().await;
                }
                gone.down();
            });
            Ok(())
        })
        .await
        .unwrap_err();
    assert!(error.is_commit_unknown(), "{error}");
}

#[tokio::test]
async fn conflicts_errors_and_ends_are_as_without_a_marker() {
    let (_fresh, _proxy, db, direct) = linked(|builder| builder).await;
    insert(&db).await.1.unwrap();
    raw_sql("SET redshift_local.fault = 'database: error 1023 at commit'").execute(&db).await.unwrap();
    let (tried, inserted) = insert(&db).await;
    assert_eq!((tried, inserted.unwrap()), (2, 1));
    let swallowed = db.transaction_with_marker(async |tx| {
        let _ = raw_sql("SELECT nothing FROM nowhere").execute(&tx).await;
        Ok(())
    });
    assert!(swallowed.await.unwrap_err().to_string().contains("nowhere"));
    db.transaction_with_marker(async |tx| Err::<(), _>(raw_sql("x").execute(&tx).await.unwrap_err()))
        .await
        .unwrap_err();
    assert_eq!(rows(&direct).await, (2, 2));
    let ended = db.transaction_with_marker(async |tx| {
        Person::insert(person("Ada", 1)).execute(&tx).await?;
        tx.commit().await
    });
    ended.await.unwrap();
    assert_eq!(rows(&direct).await, (3, 2));
}

#[tokio::test]
async fn transactions_with_markers_do_not_conflict_with_one_another() {
    let url = server::url(|database| database.isolation(Isolation::Serializable)).await;
    let db = Database::builder().url(url).retry(RetryPolicy::never()).connect().await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    for inserted in join_all((0..8).map(|_| insert(&db))).await {
        assert_eq!(inserted.1.unwrap(), 1);
    }
    assert_eq!(rows(&db).await, (8, 8));
}

#[tokio::test]
async fn old_markers_go() {
    let fresh = fresh().await;
    let connect = async || {
        let table = MarkerTable::named("my \"marks").in_schema("public").keep_for(Duration::from_secs(3600));
        Database::builder().url(fresh.url()).marker_table(table).connect().await.unwrap()
    };
    let mark = async |db: &Database| db.transaction_with_marker(async |_| Ok(())).await.unwrap();
    mark(&connect().await).await;
    let (db, name) = (connect().await, "public.\"my \"\"marks\"");
    for age in [3000, 4000] {
        let text = format!("INSERT INTO {name} VALUES ('{age}', DATEADD(second, -{age}, GETDATE()))");
        raw_sql(text).execute(&db).await.unwrap();
    }
    mark(&db).await;
    let tokens = sql_query::<String>(format!("SELECT token FROM {name} ORDER BY marked_at")).all(&db).await.unwrap();
    assert_eq!(tokens.len(), 3, "{tokens:?}");
    assert_eq!(tokens.first().unwrap(), "3000");
    assert!(tokens.iter().skip(1).all(|token| token.parse::<Uuid>().is_ok()));
}

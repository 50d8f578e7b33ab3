//! What the client does when things go wrong: the stand-in makes them.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use redshift_local::Fault;
use redshift_orm::prelude::*;
use redshift_orm_tests::server::{Fresh, fresh};

use crate::models::{Person, person};

/// An empty table of people, and what goes wrong with it.
async fn people() -> (Fresh, Database) {
    let fresh = fresh().await;
    let db = Database::connect(fresh.url()).await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    (fresh, db)
}

/// Sets faults that are counted over the connections of the pool, of which there is one already.
fn set(fresh: &Fresh, faults: &str) {
    fresh.faults().set(faults.split(", ").map(|fault| fault.parse::<Fault>().unwrap()));
}

/// Inserts a row in a transaction; how often that was tried, and what came of it.
async fn insert(db: &Database) -> (u32, Result<()>) {
    let tries = AtomicU32::new(0);
    let result = db
        .transaction(async |tx| {
            tries.fetch_add(1, Ordering::Relaxed);
            Person::insert(person("Ada", 1)).execute(&tx).await
        })
        .await;
    (tries.into_inner(), result.map(drop))
}

#[tokio::test]
async fn a_commit_whose_answer_is_lost_is_unknown_and_not_tried_again() {
    for (fault, rows) in [("drop before commit", 0), ("drop after commit", 1)] {
        let (fresh, db) = people().await;
        set(&fresh, fault);
        let (tries, result) = insert(&db).await;
        let error = result.unwrap_err();
        assert!(error.is_commit_unknown(), "{fault}: {error}");
        assert_eq!(tries, 1);
        assert_eq!(Person::query().count(&db).await.unwrap(), rows, "{fault}");
    }
}

#[tokio::test]
async fn conflicts_are_tried_again_wherever_they_are_found() {
    for fault in ["error 1023 at statement 2", "error 1023 at commit", "error 1023 at commit, error 1023 at commit 2"] {
        let (fresh, db) = people().await;
        set(&fresh, fault);
        let (tries, result) = insert(&db).await;
        result.unwrap();
        assert_eq!(tries, 1 + u32::try_from(fault.matches("1023").count()).unwrap(), "{fault}");
        assert_eq!(Person::query().count(&db).await.unwrap(), 1, "{fault}");
    }
}

#[tokio::test]
async fn the_pool_gets_over_connections_that_end() {
    let (fresh, db) = people().await;
    for fault in ["drop before statement", "error 57P01 at statement"] {
        set(&fresh, fault);
        let error = sql_query::<i32>("SELECT 1").all(&db).await.unwrap_err();
        assert!(error.is_connection(), "{fault}: {error}");
        assert_eq!(Person::query().count(&db).await.unwrap(), 0, "{fault}");
    }
    set(&fresh, "delay 20s before statement");
    let impatient = tokio::time::timeout(Duration::from_millis(100), Person::query().count(&db)).await;
    assert!(impatient.is_err());
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
}

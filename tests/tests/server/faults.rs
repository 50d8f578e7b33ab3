//! What the client does when things go wrong: the stand-in makes them.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

/// Sets faults that are counted over the connections of the pool.
async fn set(db: &Database, faults: &str) {
    raw_sql(format!("SET redshift_local.fault = 'database: {faults}'")).execute(db).await.unwrap();
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
        let db = people().await;
        set(&db, fault).await;
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
        let db = people().await;
        set(&db, fault).await;
        let (tries, result) = insert(&db).await;
        result.unwrap();
        assert_eq!(tries, 1 + u32::try_from(fault.matches("1023").count()).unwrap(), "{fault}");
        assert_eq!(Person::query().count(&db).await.unwrap(), 1, "{fault}");
    }
}

#[tokio::test]
async fn the_pool_gets_over_connections_that_end() {
    let db = people().await;
    for fault in ["drop before statement", "error 57P01 at statement"] {
        set(&db, fault).await;
        let error = sql_query::<i32>("SELECT 1").all(&db).await.unwrap_err();
        assert!(error.is_connection(), "{fault}: {error}");
        assert_eq!(Person::query().count(&db).await.unwrap(), 0, "{fault}");
    }
    set(&db, "delay 20s before statement").await;
    let impatient = tokio::time::timeout(Duration::from_millis(100), Person::query().count(&db)).await;
    assert!(impatient.is_err());
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
}

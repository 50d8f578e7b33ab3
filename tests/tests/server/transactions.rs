//! Transactions: committed, rolled back, run again.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use redshift_local::Isolation;
use redshift_orm::client::RetryPolicy;
use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

#[derive(Debug)]
struct SoldOut;

impl std::fmt::Display for SoldOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("sold out")
    }
}

impl std::error::Error for SoldOut {}

#[tokio::test]
async fn ok_commits_and_an_error_rolls_back() {
    let db = people().await;
    let new = person("Ada", 1);
    let id = db
        .transaction(async |tx| {
            let id = Person::insert(new.clone()).id(&tx).await?;
            assert_eq!(Person::query().count(&tx).await?, 1);
            Ok(id)
        })
        .await
        .unwrap();
    assert_eq!(Person::query().one(&db).await.unwrap().id, id);
    let error = db
        .transaction(async |tx| {
            Person::insert(new.clone()).execute(&tx).await?;
            Err::<(), _>(Error::other(SoldOut))
        })
        .await
        .unwrap_err();
    assert!(error.other_as::<SoldOut>().is_some());
    assert_eq!(Person::query().count(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_transaction_of_ones_own_hands() {
    let db = people().await;
    let tx = db.begin().await.unwrap();
    Person::insert(person("Ada", 1)).execute(&tx).await.unwrap();
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
    tx.commit().await.unwrap();
    let tx = db.begin().await.unwrap();
    Person::insert(person("Ada", 1)).execute(&tx).await.unwrap();
    tx.rollback().await.unwrap();
    let tx = db.begin().await.unwrap();
    Person::insert(person("Ada", 1)).execute(&tx).await.unwrap();
    drop(tx);
    assert_eq!(Person::query().count(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_swallowed_error_does_not_commit() {
    let db = people().await;
    let error = db
        .transaction(async |tx| {
            Person::insert(person("Ada", 1)).execute(&tx).await?;
            let _ = raw_sql("SELECT nothing FROM nowhere").execute(&tx).await;
            Ok(())
        })
        .await
        .unwrap_err();
    assert!(error.is_transaction(), "{error}");
    assert!(error.to_string().contains("nowhere"), "{error}");
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_handle_does_not_outlive_its_transaction() {
    let db = people().await;
    let mut kept = None;
    let slot = &mut kept;
    db.transaction(|tx| {
        *slot = Some(tx);
        async { Ok(()) }
    })
    .await
    .unwrap();
    let tx = kept.unwrap();
    let error = Person::query().all(&tx).await.unwrap_err();
    assert!(error.is_transaction() && error.to_string().contains("committed"), "{error}");
    assert!(tx.commit().await.unwrap_err().is_transaction());
}

#[tokio::test]
async fn a_transaction_may_be_ended_inside() {
    let db = people().await;
    db.transaction(async |tx| {
        Person::insert(person("Ada", 1)).execute(&tx).await?;
        tx.rollback().await
    })
    .await
    .unwrap();
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn statements_of_one_transaction_take_turns() {
    let db = people().await;
    let tx = db.begin().await.unwrap();
    let inserts = (0..20).map(|age| Person::insert(person("Ada", age)).execute(&tx));
    for inserted in futures_util::future::join_all(inserts).await {
        assert_eq!(inserted.unwrap(), 1);
    }
    tx.commit().await.unwrap();
    assert_eq!(Person::query().count(&db).await.unwrap(), 20);
}

#[tokio::test]
async fn transactions_are_not_begun_by_text() {
    let db = people().await;
    for text in ["BEGIN", "/* x */ start transaction", "commit", "ROLLBACK;"] {
        assert!(raw_sql(text).execute(&db).await.unwrap_err().is_transaction());
    }
    let tx = db.begin().await.unwrap();
    assert!(raw_sql("TRUNCATE people").execute(&tx).await.unwrap_err().is_transaction());
    raw_sql("TRUNCATE people").execute(&db).await.unwrap();
}

#[tokio::test]
async fn a_conflict_runs_the_transaction_again() {
    let db = people().await;
    Person::insert(person("Ada", 0)).execute(&db).await.unwrap();
    let everybody_has_read = tokio::sync::Barrier::new(4);
    let runs = AtomicU32::new(0);
    let add = async || {
        let met = AtomicBool::new(false);
        db.transaction(async |tx| {
            runs.fetch_add(1, Ordering::Relaxed);
            let age = Person::query().one(&tx).await?.age.unwrap_or(0);
            if !met.swap(true, Ordering::Relaxed) {
                everybody_has_read.wait().await;
            }
            Person::update().set(|p| p.age.to(age + 1)).all_rows().execute(&tx).await
        })
        .await
    };
    for added in futures_util::future::join_all((0..4).map(|_| add())).await {
        added.unwrap();
    }
    assert_eq!(Person::query().one(&db).await.unwrap().age, Some(4));
    assert!(runs.load(Ordering::Relaxed) >= 7, "three of four must have conflicted");
}

#[tokio::test]
async fn a_serializable_database_says_1023() {
    let url = redshift_orm_tests::server::url(|database| database.isolation(Isolation::Serializable)).await;
    let db = Database::connect(url).await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    let (one, other) = (db.begin().await.unwrap(), db.begin().await.unwrap());
    for tx in [&one, &other] {
        Person::query().count(tx).await.unwrap();
    }
    Person::insert(person("Ada", 1)).execute(&one).await.unwrap();
    one.commit().await.unwrap();
    let inserted = Person::insert(person("Ada", 2)).execute(&other).await;
    let error = match inserted {
        Ok(_) => other.commit().await.unwrap_err(),
        Err(error) => error,
    };
    assert!(error.is_serialization_conflict(), "{error}");
    assert_eq!((error.code(), error.message()), (Some("XX000"), Some("1023")));
    let text = error.to_string();
    assert!(text.contains("conflicts with a concurrent one") && text.contains("`Order::lock(&tx)`"), "{error}");
}

#[tokio::test]
async fn a_conflict_is_given_up_after_the_attempts() {
    let url = redshift_orm_tests::server::url(|database| database).await;
    let db =
        Database::builder().url(url).retry(RetryPolicy::default().transaction_attempts(3)).connect().await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert(person("Ada", 0)).execute(&db).await.unwrap();
    let runs = AtomicU32::new(0);
    let error = db
        .transaction(async |tx| {
            runs.fetch_add(1, Ordering::Relaxed);
            Person::query().one(&tx).await?;
            Person::update().set(|p| p.age.to(1)).all_rows().execute(&db).await?;
            Person::update().set(|p| p.age.to(2)).all_rows().execute(&tx).await
        })
        .await
        .unwrap_err();
    assert!(error.is_serialization_conflict(), "{error}");
    assert_eq!(runs.load(Ordering::Relaxed), 3);
}

//! Rows one after the other.

use futures_util::{StreamExt, TryStreamExt};
use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

async fn many(rows: i32) -> Database {
    let db = people().await;
    Person::insert_many((0..rows).map(|age| person("x", age))).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn every_row_comes_once_and_in_order() {
    for rows in [0, 1, 999, 1000, 1001, 2500] {
        let db = many(rows).await;
        let ages: Vec<_> = Person::query()
            .order_by(|p| p.age.asc())
            .select(|p| p.age)
            .stream(&db)
            .map_ok(Option::unwrap)
            .try_collect()
            .await
            .unwrap();
        assert_eq!(ages, (0..rows).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_dropped_stream_leaves_nothing() {
    let db = many(3000).await;
    for taken in [0, 1, 999, 1000, 1500] {
        let mut rows = Person::query().stream(&db);
        for _ in 0..taken {
            rows.next().await.unwrap().unwrap();
        }
        drop(rows);
        assert_eq!(Person::query().count(&db).await.unwrap(), 3000);
    }
}

#[tokio::test]
async fn a_transaction_goes_on_beside_its_stream() {
    let db = many(2500).await;
    let tx = db.begin().await.unwrap();
    let mut rows = Person::query().filter(|p| p.age.ge(0)).stream(&tx);
    let mut read = 0;
    while let Some(row) = rows.try_next().await.unwrap() {
        read += 1;
        if read % 500 == 0 {
            Person::update().set(|p| p.name.to("y")).filter(|p| p.id.eq(row.id)).execute(&tx).await.unwrap();
        }
    }
    assert_eq!(read, 2500);
    // A second one while the first is being read is refused, and a third after the second was given up is not.
    let mut first = Person::query().stream(&tx);
    first.next().await.unwrap().unwrap();
    assert!(Person::query().stream(&tx).next().await.unwrap().unwrap_err().is_transaction());
    drop(first);
    assert_eq!(Person::query().filter(|p| p.name.eq("y")).stream(&tx).count().await, 5);
    tx.commit().await.unwrap();
    assert_eq!(Person::query().filter(|p| p.name.eq("y")).count(&db).await.unwrap(), 5);
}

#[tokio::test]
async fn an_error_is_the_last_item() {
    let db = people().await;
    raw_sql("DROP TABLE people").execute(&db).await.unwrap();
    let mut rows = Person::query().filter(|p| p.name.eq("hunter2").and(p.id.eq(424_242))).stream(&db);
    let error = rows.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("42P01"));
    let text = format!("{error} {error:?}");
    assert!(!text.contains("hunter2") && !text.contains("424242"), "{text}");
    assert!(rows.next().await.is_none());
}

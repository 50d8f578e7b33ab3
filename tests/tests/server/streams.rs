//! Rows one after the other.

use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use redshift_local::{At, Fault};
use redshift_orm::prelude::*;

use redshift_orm_tests::server::{fresh, url};

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
async fn the_next_rows_are_asked_for_while_the_program_has_the_last() {
    let fresh = fresh().await;
    let db = Database::connect(fresh.url()).await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert_many((0..500).map(|age| person("x", age))).execute(&db).await.unwrap();
    // BEGIN, DECLARE, FETCH, and the second FETCH, which says that it was sent by striking.
    fresh.faults().set([Fault::delay(Duration::ZERO, At::statement(4))]);
    let mut rows = Person::query().order_by(|p| p.age.asc()).stream(&db);
    assert_eq!(rows.next().await.unwrap().unwrap().age, Some(0));
    while !fresh.faults().waiting().is_empty() {
        tokio::task::yield_now().await;
    }
    let left: Vec<_> = rows.map_ok(|row| row.age.unwrap()).try_collect().await.unwrap();
    assert_eq!(left, (1..500).collect::<Vec<_>>());
    assert_eq!(db.state().in_use, 0);
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
    // However often it is asked.
    assert!(rows.next().await.is_none());
    assert!(rows.next().await.is_none());
}

/// A database of these people, with one connection and small batches.
async fn in_batches(batch_bytes: usize, rows: i32) -> Database {
    let url = url(|database| database).await;
    let db = Database::builder().url(url).max_connections(1).batch_bytes(batch_bytes).connect().await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert_many((0..rows).map(|age| person("x", age))).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn batches_hold_what_their_bytes_say() {
    let db = in_batches(32 * 1024, 3000).await;
    let mut ages = Vec::new();
    let mut sizes = Vec::new();
    Person::query()
        .order_by(|p| p.age.asc())
        .for_each_batch(&db, |batch: Vec<Person>| {
            sizes.push(batch.len());
            ages.extend(batch.into_iter().filter_map(|person| person.age));
            async { Ok(()) }
        })
        .await
        .unwrap();
    assert_eq!(ages, (0..3000).collect::<Vec<_>>());
    // A row is 48 bytes of a `Person` and some 25 of the wire; what makes a batch full is one FETCH too many at most.
    let (last, full) = sizes.split_last().unwrap();
    assert!(full.iter().all(|rows| (250..900).contains(rows)) && full.len() > 3, "{sizes:?}");
    assert!((1..900).contains(last), "{sizes:?}");

    Person::query().filter(|p| p.age.lt(0)).for_each_batch(&db, async |_| panic!("there are no rows")).await.unwrap();
}

#[tokio::test]
async fn an_error_of_the_closure_ends_the_batches_and_leaves_nothing() {
    let db = in_batches(16 * 1024, 2000).await;
    for fails_at in [1, 2, 5] {
        let mut seen = 0;
        let error = Person::query()
            .for_each_batch(&db, |_| {
                seen += 1;
                let fails = seen == fails_at;
                async move { if fails { Err(Error::other(std::io::Error::other("the disk is full"))) } else { Ok(()) } }
            })
            .await
            .unwrap_err();
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert_eq!(seen, fails_at);
        // The one connection is the same one, and usable.
        assert_eq!((db.state().size, db.state().in_use), (1, 0));
        assert_eq!(Person::query().count(&db).await.unwrap(), 2000);
    }
}

#[tokio::test]
async fn batches_of_a_transaction_are_read_beside_its_statements() {
    let db = in_batches(16 * 1024, 2000).await;
    let tx = db.begin().await.unwrap();
    let mut batches = 0;
    Person::query()
        .order_by(|p| p.id.asc())
        .for_each_batch(&tx, |batch| {
            batches += 1;
            let first = batch.first().map(|person| person.id).unwrap();
            let update = Person::update().set(|p| p.name.to("first")).filter(move |p| p.id.eq(first));
            let tx = &tx;
            async move { update.execute(tx).await.map(drop) }
        })
        .await
        .unwrap();
    let enough = async |_| Err(Error::other(std::io::Error::other("enough")));
    Person::query().for_each_batch(&tx, enough).await.unwrap_err();
    // The cursor that was given up is in nobody's way.
    assert_eq!(Person::query().filter(|p| p.name.eq("first")).stream(&tx).count().await, batches);
    tx.commit().await.unwrap();
    assert_eq!(db.state().size, 1);
    assert!(batches > 5);
}

#[tokio::test]
async fn batches_are_read_in_tasks_of_their_own() {
    let db = in_batches(16 * 1024, 500).await;
    let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
    let reading = tokio::spawn(async move {
        let each = async |ages: Vec<Option<i32>>| sender.send(ages).await.map_err(Error::other);
        Person::query().select(|p| p.age).for_each_batch(&db, each).await
    });
    let mut sum = 0;
    while let Some(ages) = receiver.recv().await {
        sum += ages.into_iter().flatten().sum::<i32>();
    }
    reading.await.unwrap().unwrap();
    assert_eq!(sum, (0..500).sum::<i32>());
}

#[tokio::test]
async fn rows_before_one_that_does_not_read_come_first() {
    let db = many(300).await;
    // The program says NOT NULL, and is wrong.
    let ages = Person::query()
        .order_by(|p| p.age.asc())
        .select(|p| (p.id, raw_expr::<i32, _>("CASE WHEN {} < 250 THEN {} END", (p.age, p.age))));
    let mut rows = ages.clone().stream(&db);
    for age in 0..250 {
        assert_eq!(rows.next().await.unwrap().unwrap().1, age);
    }
    let error = rows.next().await.unwrap().unwrap_err();
    // It is about the query, not the FETCH.
    assert!(
        error.to_string().starts_with("cannot read column 2 (\"case\") of the row, in: SELECT t0.\"id\", "),
        "{error}"
    );
    assert!(rows.next().await.is_none());
    let whole = ages.for_each_batch(&db, async |_| panic!("the batch has a row that does not read")).await.unwrap_err();
    assert_eq!(whole.to_string(), error.to_string());
    assert_eq!(db.state().in_use, 0);
}

#[tokio::test]
async fn a_fetch_of_no_rows_is_refused() {
    let error = Database::builder().url("redshift://a:b@localhost/dev").fetch_rows(0).connect().await.unwrap_err();
    assert_eq!(error.to_string(), "fetch_rows is at least 1");
}

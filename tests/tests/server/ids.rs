//! The id of an inserted row.

use std::collections::{HashMap, HashSet};

use redshift_local::Isolation;
use redshift_orm::prelude::*;
use redshift_orm_tests::server::database_with_gaps;

use crate::models::{Person, people, person};

#[tokio::test]
async fn the_id_is_that_of_the_row() {
    let db = people().await;
    for age in [None, Some(1), Some(1), None, None] {
        let id = Person::insert(person("a", age)).id(&db).await.unwrap();
        let row = Person::query().filter(|p| p.id.eq(id)).one(&db).await.unwrap();
        assert_eq!(row, Person { id, name: "a".into(), age });
    }
    assert_eq!(Person::query().count(&db).await.unwrap(), 5);
    let tx = db.begin().await.unwrap();
    let first = Person::insert(person("a", None)).id(&tx).await.unwrap();
    let second = Person::insert(person("a", None)).id(&tx).await.unwrap();
    assert_ne!(first, second);
    tx.commit().await.unwrap();
    let ids = Person::query().select(|p| p.id).all(&db).await.unwrap();
    assert!(ids.contains(&first) && ids.contains(&second));
}

#[tokio::test]
async fn the_largest_id_is_another_rows_after_a_bulk_load() {
    let db = database_with_gaps(Isolation::Snapshot).await;
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert(person("a", 1)).execute(&db).await.unwrap();
    // INSERT .. SELECT numbers its rows on several slices, each in steps of its own.
    raw_sql("INSERT INTO people (name, age) SELECT name, age + 1 FROM people").execute(&db).await.unwrap();
    raw_sql("INSERT INTO people (name, age) SELECT name, age + 2 FROM people").execute(&db).await.unwrap();
    raw_sql("INSERT INTO people (name, age) SELECT name, age + 4 FROM people").execute(&db).await.unwrap();
    let mut wrong = 0;
    for age in 100..130 {
        let largest = Person::insert(person("b", age)).max_id(&db).await.unwrap().unwrap();
        let row = Person::query().filter(|p| p.id.eq(largest)).one(&db).await.unwrap();
        wrong += u32::from(row.age != Some(age));
        let id = Person::insert(person("c", age)).id(&db).await.unwrap();
        let row = Person::query().filter(|p| p.id.eq(id)).one(&db).await.unwrap();
        assert_eq!((row.name.as_str(), row.age), ("c", Some(age)));
    }
    assert!(wrong > 0, "the largest id was right every time");
}

#[tokio::test]
async fn after_a_bulk_load_a_row_gets_a_smaller_id_than_those_loaded() {
    let db = database_with_gaps(Isolation::Snapshot).await;
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert_many((0..4).map(|age| person("loaded", age))).execute(&db).await.unwrap();
    let loaded = Person::query().select(|p| p.id).order_by(|id| id.asc()).all(&db).await.unwrap();
    assert_eq!(loaded, [1, 4, 7, 10]);
    let largest = Person::insert(person("single", 1)).max_id(&db).await.unwrap();
    assert_eq!(largest, Some(10), "the id of a row that was loaded");
    let single = Person::query().filter(|p| p.name.eq("single")).select(|p| p.id).one(&db).await.unwrap();
    assert_eq!(single, 2);
    let id = Person::insert(person("another", 1)).id(&db).await.unwrap();
    let another = Person::query().filter(|p| p.name.eq("another")).select(|p| p.id).one(&db).await.unwrap();
    assert_eq!(id, another);
}

#[tokio::test]
async fn too_many_equal_rows_are_said() {
    let db = people().await;
    Person::insert_many((0..10_001).map(|_| person("a", 1))).execute(&db).await.unwrap();
    let error = Person::insert(person("a", 1)).id(&db).await.unwrap_err();
    assert!(error.is_ambiguous_id() && error.to_string().contains("10000"), "{error}");
    assert_eq!(Person::query().count(&db).await.unwrap(), 10_001);
}

/// A model with a type of every kind that is compared or left out.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "samples")]
struct Sample {
    #[redshift(primary_key, identity)]
    id: i32,
    #[redshift(char = 8)]
    code: String,
    #[redshift(varchar = 3)]
    short: String,
    real: f32,
    double: f64,
    #[redshift(decimal(8, 2))]
    amount: Decimal,
    at: Option<NaiveDateTime>,
    payload: Option<serde_json::Value>,
    #[redshift(default = "1")]
    one: i32,
}

#[tokio::test]
async fn rows_are_found_by_what_they_became() {
    let db = redshift_orm_tests::server::database().await;
    Schema::of::<Sample>().create_all(&db).await.unwrap();
    let nanoseconds = DateTime::from_timestamp_nanos(1_234_567_890_123_456_789).naive_utc();
    let sample = |code: &str, short: &str, real, double, amount| NewSample {
        code: code.into(),
        short: short.into(),
        real,
        double,
        amount,
        at: Some(nanoseconds),
        payload: Some(serde_json::json!([1])),
        one: Defaulted::Default,
    };
    let samples = [
        sample("a", "a  ", 0.1, 0.1, dec!(1.005)),
        sample("a  ", "abc   ", f32::MIN_POSITIVE, f64::MAX, dec!(-0.004)),
        sample("", "", f32::NAN, f64::NAN, dec!(0)),
        sample(" a", "ß", f32::INFINITY, f64::NEG_INFINITY, dec!(999999.99)),
        sample("a", "a", -0.0, 1e-300, dec!(0.1234567890123456789)),
    ];
    let mut ids = HashSet::new();
    for round in 0..2 {
        for sample in &samples {
            let id: i32 = if round == 0 {
                Sample::insert(sample.clone()).id(&db).await.unwrap()
            } else {
                db.transaction(async |tx| Sample::insert(sample.clone()).id(&tx).await).await.unwrap()
            };
            assert!(ids.insert(id));
            let row = Sample::query().filter(|s| s.id.eq(id)).one(&db).await.unwrap();
            assert_eq!(row.short.trim_end(), sample.short.trim_end());
            assert!(row.double == sample.double || sample.double.is_nan());
        }
    }
}

/// A model whose rows are large.
#[derive(Debug, Clone, PartialEq, Model)]
struct LargeRow {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = 65535)]
    body: String,
    bytes: Vec<u8>,
    payload: serde_json::Value,
}

#[tokio::test]
async fn rows_of_any_size_are_found() {
    let db = redshift_orm_tests::server::database().await;
    Schema::of::<LargeRow>().create_all(&db).await.unwrap();
    let mut ids = HashSet::new();
    for size in [0, 100, 15_000, 65_535] {
        let new = NewLargeRow {
            body: "'".repeat(size),
            bytes: vec![0xfe; size.min(60_000)],
            payload: serde_json::json!(["\\'".repeat(size / 4)]),
        };
        for _ in 0..2 {
            let id = LargeRow::insert(new.clone()).id(&db).await.unwrap();
            assert!(ids.insert(id));
            let row = LargeRow::query().filter(|d| d.id.eq(id)).one(&db).await.unwrap();
            assert_eq!((row.body.len(), row.bytes == new.bytes, &row.payload), (size, true, &new.payload));
        }
    }
    let tx = db.begin().await.unwrap();
    for size in [10, 65_000] {
        let new = NewLargeRow { body: "x".repeat(size), bytes: Vec::new(), payload: serde_json::Value::Null };
        assert!(ids.insert(LargeRow::insert(new).id(&tx).await.unwrap()));
    }
    tx.commit().await.unwrap();
    assert_eq!(LargeRow::query().count(&db).await.unwrap(), 10);
}

#[tokio::test]
async fn an_error_is_that_of_its_statement() {
    let db = people().await;
    let long = || Person::insert(person(&"hunter2".repeat(100), 1));
    let tx = db.begin().await.unwrap();
    for error in [long().id(&db).await.unwrap_err(), long().id(&tx).await.unwrap_err()] {
        assert_eq!(error.statement_text(), Some("INSERT INTO \"people\" (\"name\", \"age\") VALUES ($1, $2)"));
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    assert!(tx.commit().await.unwrap_err().to_string().contains("one of its statements had failed"));
    raw_sql("DROP TABLE people").execute(&db).await.unwrap();
    let gone = || Person::insert(person("hunter2", 1));
    let error = gone().id(&db).await.unwrap_err();
    assert_eq!((error.code(), error.position()), (Some("42P01"), Some(13)));
    let error = db.transaction(async |tx| gone().id(&tx).await).await.unwrap_err();
    assert_eq!((error.code(), error.position()), (Some("42P01"), Some(18)), "{error}");
    assert!(error.statement_text().unwrap().starts_with("SELECT \"id\" FROM"), "{error}");
    assert_eq!(db.state().in_use, 0);
}

#[tokio::test]
async fn an_insert_that_meets_others_is_run_again() {
    let db = people().await;
    // The first COMMIT is that of the one text, the others, of rows with equals, are those of the comparison.
    for rows in 1..=3 {
        let fault = "SET redshift_local.fault = 'database: error 1023 at commit'";
        raw_sql(fault).execute(&db).await.unwrap();
        let id = Person::insert(person("a", 1)).id(&db).await.unwrap();
        let ids = Person::query().select(|p| p.id).all(&db).await.unwrap();
        assert!(ids.contains(&id));
        assert_eq!(ids.len(), rows);
        let left: String = sql_query("SHOW redshift_local.fault").one(&db).await.unwrap();
        assert_eq!(left, "none");
    }
}

/// Writers that insert equal and different rows at the same time are never told each other's ids.
async fn writers(isolation: Isolation, writers: i32, inserts: i32) {
    let db = database_with_gaps(isolation).await;
    Schema::of::<Person>().create_all(&db).await.unwrap();
    raw_sql("INSERT INTO people (name, age) SELECT 'bulk', 1 FROM pg_class").execute(&db).await.unwrap();
    let bulk = Person::query().count(&db).await.unwrap();

    let tasks = (0..writers).map(|writer| {
        let db = db.clone();
        tokio::spawn(async move {
            let mut told = Vec::new();
            let mut ambiguous = 0;
            for insert in 0..inserts {
                // One in four rows is equal to rows of the other writers, one in four to rows of one's own, the rest is unique.
                let (name, age) = match insert % 4 {
                    0 => (String::from("equal"), Some(insert % 16)),
                    1 => (format!("own {writer}"), None),
                    _ => (format!("unique {writer}"), Some(insert)),
                };
                let new = person(&name, age);
                let id = match insert % 3 {
                    0 => db.transaction(async |tx| Person::insert(new.clone()).id(&tx).await).await,
                    _ => Person::insert(new).id(&db).await,
                };
                match id {
                    Ok(id) => told.push((id, name, age)),
                    Err(error) if error.is_ambiguous_id() || error.is_serialization_conflict() => ambiguous += 1,
                    Err(error) => panic!("{error:?}"),
                }
            }
            (told, ambiguous)
        })
    });
    let mut told = Vec::new();
    let mut not_told = 0;
    for task in futures_util::future::join_all(tasks).await {
        let (ids, ambiguous) = task.unwrap();
        told.extend(ids);
        not_told += ambiguous;
    }

    let rows: HashMap<i64, Person> =
        Person::query().all(&db).await.unwrap().into_iter().map(|row| (row.id, row)).collect();
    let distinct: HashSet<_> = told.iter().map(|(id, ..)| *id).collect();
    assert_eq!(distinct.len(), told.len(), "two writers were told the same id");
    for (id, name, age) in &told {
        let row = &rows[id];
        assert_eq!((&row.name, row.age), (name, *age));
    }
    // Who was not told an id inserted nothing.
    assert_eq!(i64::try_from(rows.len()).unwrap(), bulk + i64::try_from(told.len()).unwrap());
    println!("{isolation:?}: {} ids told, {not_told} not", told.len());
    assert!(told.len() * 10 > usize::try_from(writers * inserts * 9).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_writers_are_told_their_own_ids_under_snapshot_isolation() {
    writers(Isolation::Snapshot, 16, 625).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_writers_are_told_their_own_ids_under_serializable_isolation() {
    writers(Isolation::Serializable, 16, 40).await;
}

//! Statements and their rows.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

use crate::models::{Everything, Person, everything, people, person};

#[tokio::test]
async fn rows_come_back() {
    let db = people().await;
    assert_eq!(Person::insert(person("Ada", 36)).execute(&db).await.unwrap(), 1);
    assert_eq!(Person::insert_many([person("Bob", None), person("Eve", 7)]).execute(&db).await.unwrap(), 2);
    let all = Person::query().order_by(|p| p.id.asc()).all(&db).await.unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(all[0], Person { id: 1, name: "Ada".into(), age: Some(36) });
    assert_eq!(Person::query().count(&db).await.unwrap(), 3);
    assert_eq!(Person::query().limit(2).count(&db).await.unwrap(), 2);
    let bob = Person::query().filter(|p| p.name.eq("Bob")).one(&db).await.unwrap();
    assert_eq!(bob.age, None);
}

#[tokio::test]
async fn one_and_optional_mind_the_number_of_rows() {
    let db = people().await;
    Person::insert_many([person("Ada", 1), person("Ada", 2), person("Bob", 3)]).execute(&db).await.unwrap();
    let named = |name: &'static str| Person::query().filter(move |p| p.name.eq(name));
    assert_eq!(named("Bob").one(&db).await.unwrap().age, Some(3));
    assert_eq!(named("Bob").optional(&db).await.unwrap().unwrap().age, Some(3));
    assert_eq!(named("Zoe").optional(&db).await.unwrap(), None);
    assert!(named("Zoe").one(&db).await.unwrap_err().is_row_not_found());
    assert!(named("Ada").one(&db).await.unwrap_err().is_too_many_rows());
    assert!(named("Ada").optional(&db).await.unwrap_err().is_too_many_rows());
    assert!(named("Ada").limit(1).one(&db).await.is_ok());
    let error = sql_query::<i32>("SELECT 1 UNION ALL SELECT 2").one(&db).await.unwrap_err();
    assert!(error.is_too_many_rows());
}

#[tokio::test]
async fn changes_tell_their_rows() {
    let db = people().await;
    let rows = (0..1234).map(|age| person("x", age));
    assert_eq!(Person::insert_many(rows).execute(&db).await.unwrap(), 1234);
    assert_eq!(Person::insert_many([]).execute(&db).await.unwrap(), 0);
    let changed = Person::update().set(|p| p.name.to("y")).filter(|p| p.age.lt(10)).execute(&db).await.unwrap();
    assert_eq!(changed, 10);
    assert_eq!(Person::delete().filter(|p| p.name.eq("y")).execute(&db).await.unwrap(), 10);
    assert_eq!(Person::delete().all_rows().execute(&db).await.unwrap(), 1224);
}

#[tokio::test]
async fn every_type_goes_there_and_comes_back() {
    let db = database().await;
    Schema::of::<Everything>().create_all(&db).await.unwrap();
    let id = Everything::insert(everything("a 'quoted' \\ text")).id(&db).await.unwrap();
    let row = Everything::query().filter(|e| e.id.eq(id)).one(&db).await.unwrap();
    let sent = everything("");
    assert_eq!(row.id, 10);
    assert_eq!((row.small, row.int, row.real, row.flag), (sent.small, sent.int, sent.real, sent.flag));
    assert_eq!(row.double, 0.0);
    assert_eq!(row.amount, dec!(-1234567.90));
    assert_eq!((row.code.as_str(), row.text.as_str()), ("ab", "a 'quoted' \\ text"));
    assert_eq!((row.day, row.time, row.at, row.instant), (sent.day, sent.time, sent.at, sent.instant));
    assert_eq!((row.token, &row.bytes, &row.payload), (sent.token, &sent.bytes, &sent.payload));
    assert_eq!((row.maybe_amount, row.maybe_payload, row.seven), (None, None, 7));
    let mut rows = Everything::query().filter(|e| e.text.eq("a 'quoted' \\ text").and(e.int.eq(i32::MIN))).stream(&db);
    assert_eq!(rows.try_next().await.unwrap().unwrap().bytes, [0, 255]);
    assert!(rows.try_next().await.unwrap().is_none());
    assert_eq!(Everything::insert_many((0..30).map(|_| everything("x"))).execute(&db).await.unwrap(), 30);
}

#[tokio::test]
async fn sql_text_binds_and_reads() {
    let db = people().await;
    Person::insert(person("Ada", None)).execute(&db).await.unwrap();
    let rows: Vec<(i64, String, Option<i32>)> =
        sql_query("SELECT id, name, age FROM people WHERE name = $1 AND id < $2")
            .bind("Ada".to_owned())
            .bind(5_i64)
            .all(&db)
            .await
            .unwrap();
    assert_eq!(rows, [(1, "Ada".to_owned(), None)]);
    let person: Person = sql_query("SELECT id, name, age FROM people").one(&db).await.unwrap();
    assert_eq!(person.id, 1);
    let none: Option<Option<i32>> = sql_query("SELECT age FROM people").optional(&db).await.unwrap();
    assert_eq!(none, Some(None));
    let changed = raw_sql("UPDATE people SET age = $1").bind(Some(3)).execute(&db).await.unwrap();
    assert_eq!(changed, 1);
    let error = sql_query::<(i64, i64)>("SELECT id, name FROM people").one(&db).await.unwrap_err();
    assert!(error.to_string().contains("column 2 (\"name\")"), "{error}");
    assert!(sql_query::<(i64, String)>("SELECT id FROM people").one(&db).await.is_err());
    // After an error in the middle of the rows the connection is as good as before.
    assert_eq!(Person::query().count(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn what_cannot_be_sent_does_no_harm() {
    let db = people().await;
    let tx = db.begin().await.unwrap();
    let error = raw_sql("SELECT '\0'").execute(&tx).await.unwrap_err();
    assert!(!error.is_connection() && error.to_string().contains("NUL"), "{error}");
    let error = raw_sql("SELECT $1").bind(NaiveDateTime::MAX).execute(&tx).await;
    assert!(error.is_ok() || !error.unwrap_err().is_connection());
    Person::insert(person("Ada", 1)).execute(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let error = Person::insert(person("A\0da", 1)).execute(&db).await.unwrap_err();
    assert!(!error.is_connection(), "{error}");
    assert_eq!(Person::query().count(&db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_can_be_spawned() {
    let db = people().await;
    let name = String::from("Ada");
    let task = tokio::spawn({
        let db = db.clone();
        async move {
            let name = name.as_str();
            Person::insert(person(name, 1)).execute(&db).await?;
            Person::insert_many([person(name, 2)]).execute(&db).await?;
            Person::insert(person(name, 3)).id(&db).await?;
            Person::insert(person(name, 4)).max_id(&db).await?;
            Person::query().filter(|p| p.name.eq(name.to_owned())).all(&db).await?;
            Person::query().select(|p| (p.id, p.name)).limit(1).one(&db).await?;
            Person::query().filter(|p| p.id.eq(1)).optional(&db).await?;
            Person::query().join(Person::query(), |(a, b)| a.id.eq(b.id)).count(&db).await?;
            let mut rows = Person::query().stream(&db);
            while rows.try_next().await?.is_some() {}
            Person::update().set(|p| p.age.to(1)).filter(|p| p.id.eq(1)).execute(&db).await?;
            Person::delete().filter(|p| p.id.eq(1)).execute(&db).await?;
            sql_query::<(i64, String)>("SELECT id, name FROM people").all(&db).await?;
            raw_sql("ANALYZE people").execute(&db).await?;
            db.transaction(async |tx| {
                Person::insert(person(name, 5)).id(&tx).await?;
                Person::query().filter(|p| p.name.eq(name.to_owned())).all(&tx).await
            })
            .await
        }
    });
    assert_eq!(task.await.unwrap().unwrap().len(), 4);
}

//! Statements and their rows.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "people")]
struct Person {
    #[redshift(primary_key, identity)]
    id: i64,
    name: String,
    age: Option<i32>,
}

async fn people() -> Database {
    let db = database().await;
    raw_sql("CREATE TABLE people (id BIGINT IDENTITY(1, 1) PRIMARY KEY, name VARCHAR(256) NOT NULL, age INTEGER)")
        .execute(&db)
        .await
        .unwrap();
    db
}

fn person(name: &str, age: impl Into<Option<i32>>) -> NewPerson {
    NewPerson { name: name.into(), age: age.into() }
}

#[tokio::test]
async fn rows_come_back() {
    let db = people().await;
    assert_eq!(Person::insert(person("Ada", 36)).execute(&db).await.unwrap(), 1);
    assert_eq!(Person::insert_many([person("Bob", None), person("Eve", 7)]).execute(&db).await.unwrap(), 2);
    let all = Person::query().order_by(|p| p.id.asc()).all(&db).await.unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(all[0], Person { id: 1, name: "Ada".into(), age: Some(36) });
    assert_eq!(Person::query().count(&db).await.unwrap(), 3);
    let bob = Person::query().filter(|p| p.name.eq("Bob")).one(&db).await.unwrap();
    assert_eq!(bob.age, None);
    assert_eq!(Person::query().filter(|p| p.name.eq("Zoe")).optional(&db).await.unwrap(), None);
    assert!(Person::query().filter(|p| p.name.eq("Zoe")).one(&db).await.unwrap_err().is_row_not_found());
    assert!(Person::query().one(&db).await.unwrap_err().is_too_many_rows());
    assert!(Person::query().optional(&db).await.unwrap_err().is_too_many_rows());
    let changed = Person::update().set(|p| p.age.to(8)).filter(|p| p.name.eq("Eve")).execute(&db).await.unwrap();
    assert_eq!(changed, 1);
    assert_eq!(Person::delete().all_rows().execute(&db).await.unwrap(), 3);
}

#[tokio::test]
async fn a_transaction_commits_or_rolls_back() {
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
            Person::query().filter(|p| p.id.eq(99)).one(&tx).await
        })
        .await
        .unwrap_err();
    assert!(error.is_row_not_found());
    assert_eq!(Person::query().count(&db).await.unwrap(), 1);
    let id = Person::insert(new).id(&db).await.unwrap();
    assert_eq!(Person::query().filter(|p| p.id.eq(id)).count(&db).await.unwrap(), 1);
}

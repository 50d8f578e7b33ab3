//! How the tables of a program come to be.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

use crate::models::{Everything, Person};

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "employees", schema = "staff", foreign_key((manager_id), Employee))]
struct Employee {
    #[redshift(primary_key, identity)]
    id: i64,
    manager_id: Option<i64>,
    #[redshift(references(Person))]
    person_id: i64,
}

async fn foreign_keys(db: &Database) -> i64 {
    sql_query("SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f'").one(db).await.unwrap()
}

#[tokio::test]
async fn creating_twice_does_no_harm() {
    let db = database().await;
    redshift_orm::create_all(&db).await.unwrap();
    let keys = foreign_keys(&db).await;
    Employee::insert(NewEmployee { manager_id: None, person_id: 1 }).execute(&db).await.unwrap();
    redshift_orm::create_all(&db).await.unwrap();
    assert_eq!(Employee::query().count(&db).await.unwrap(), 1);
    assert_eq!(foreign_keys(&db).await, keys);
}

#[tokio::test(flavor = "multi_thread")]
async fn creating_from_eight_sides_at_once_does_no_harm() {
    for _ in 0..5 {
        let db = database().await;
        let all = (0..8).map(|_| {
            let db = db.clone();
            tokio::spawn(async move { Schema::of::<(Employee, Person, Everything)>().create_all(&db).await })
        });
        for created in futures_util::future::join_all(all).await {
            created.unwrap().unwrap();
        }
        assert_eq!(foreign_keys(&db).await, 2);
        assert_eq!(Employee::query().count(&db).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_table_is_dropped() {
    let db = database().await;
    Person::create_table().execute(&db).await.unwrap();
    Person::drop_table().execute(&db).await.unwrap();
    assert_eq!(Person::query().count(&db).await.unwrap_err().code(), Some("42P01"));
}

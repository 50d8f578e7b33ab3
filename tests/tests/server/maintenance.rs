//! What looks after tables, and who may use them.

use redshift_orm::prelude::*;
use redshift_orm::sql_query;
use redshift_orm::statement::{Grant, SchemaPrivilege};

use crate::models::{Person, people, person};

#[tokio::test]
async fn a_truncated_table_is_empty() {
    let db = people().await;
    Person::insert_many([person("Ada", 36), person("Eve", None)]).execute(&db).await.unwrap();
    Person::truncate(&db).await.unwrap();
    assert_eq!(Person::query().count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_locked_table_makes_others_wait() {
    let db = people().await;
    let tx = db.begin().await.unwrap();
    Person::lock(&tx).await.unwrap();
    let other = db.clone();
    let mut insert = tokio::spawn(async move { Person::insert(person("Ada", 36)).execute(&other).await });
    let waiting = tokio::time::timeout(std::time::Duration::from_millis(300), &mut insert).await;
    assert!(waiting.is_err(), "the INSERT did not wait: {waiting:?}");
    tx.commit().await.unwrap();
    assert_eq!(insert.await.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn statistics_are_renewed_in_a_transaction_and_outside() {
    let db = people().await;
    Person::analyze().execute(&db).await.unwrap();
    let tx = db.begin().await.unwrap();
    Person::analyze().columns(|p| (p.id, p.age)).execute(&tx).await.unwrap();
    Person::analyze().predicate_columns().execute(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_vacuum_runs() {
    let db = people().await;
    Person::vacuum().execute(&db).await.unwrap();
    Person::vacuum().sort_only().to_percent(80).boost().execute(&db).await.unwrap();
    Person::vacuum().delete_only().execute(&db).await.unwrap();
    Person::vacuum().reindex().execute(&db).await.unwrap();
    Person::vacuum().recluster().boost().execute(&db).await.unwrap();
    assert!(Person::vacuum().to_percent(101).execute(&db).await.is_err());
}

#[tokio::test]
async fn a_comment_is_read_as_it_was_written() {
    let db = people().await;
    let comments = async || {
        let sql = "SELECT d.objsubid, d.description FROM pg_description AS d JOIN pg_class AS c ON c.oid = d.objoid \
                   WHERE c.relname = 'people' ORDER BY d.objsubid";
        sql_query::<(i32, String)>(sql).all(&db).await.unwrap()
    };
    let text = r"it's a \ here, \n no line, 100% 東京";
    Person::comment(text).execute(&db).await.unwrap();
    Person::comment("in years").column(|p| p.age).execute(&db).await.unwrap();
    assert_eq!(comments().await, [(0, text.to_owned()), (3, "in years".to_owned())]);
    Person::comment(None).execute(&db).await.unwrap();
    assert_eq!(comments().await, [(3, "in years".to_owned())]);
}

#[tokio::test]
async fn privileges_are_given_and_taken() {
    let db = people().await;
    let listed = async || {
        let sql = "SELECT CAST(relacl AS VARCHAR(1000)) FROM pg_class WHERE relname = 'people'";
        sql_query::<Option<String>>(sql).one(&db).await.unwrap().unwrap_or_default()
    };
    let everybody = [Grantee::Public];
    Person::grant([Privilege::SELECT, Privilege::INSERT]).to(everybody).execute(&db).await.unwrap();
    assert!(listed().await.contains("=ar/awsuser"), "{}", listed().await);
    Person::revoke([Privilege::INSERT]).from(everybody).execute(&db).await.unwrap();
    assert!(listed().await.contains("=r/awsuser"), "{}", listed().await);
    Person::grant([Privilege::ALL]).to([Grantee::User("awsuser")]).with_grant_option().execute(&db).await.unwrap();
    Grant::on_schema("public", [SchemaPrivilege::USAGE]).to(everybody).execute(&db).await.unwrap();
    assert!(Person::grant([Privilege::SELECT]).to([Grantee::User("nobody")]).execute(&db).await.is_err());
}

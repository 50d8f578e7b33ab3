//! EXPLAIN on a server.

use redshift_orm::explain::{Operator, Warning};
use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;
use redshift_orm_tests::{Customer, NewCustomer, Order};

async fn shop() -> Database {
    let db = database().await;
    Schema::of::<(Customer, Order)>().create_all(&db).await.unwrap();
    db
}

#[tokio::test]
async fn a_query_is_explained_with_its_values() {
    let db = shop().await;
    let name = r"it's \ $1; --";
    let query = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .filter(|(o, c)| c.name.eq(name).and(o.total.gt(dec!(9.5))));
    let plan = query.clone().explain(&db).await.unwrap();
    let mut tables: Vec<_> = plan.nodes().filter_map(|node| node.relation()).collect();
    tables.sort_unstable();
    assert_eq!(tables, ["customers", "orders"], "{plan}");
    assert!(plan.nodes().all(|node| node.estimate().is_some() && node.is_on_compute_nodes()), "{plan}");
    assert!(plan.to_string().contains("DISTSTYLE ALL"), "{plan}");
    let join = plan.nodes().find(|node| node.redistribution().is_some()).unwrap();
    assert_eq!((join.operator(), join.children().count()), (&Operator::HashJoin, 2), "{plan}");
    assert!(plan.nodes().any(|node| node.detail("Filter").is_some_and(|filter| filter.contains("it''s"))), "{plan}");
    // Boxed, and in a transaction: the same.
    let tx = db.begin().await.unwrap();
    assert_eq!(query.boxed().explain(&tx).await.unwrap(), plan);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_forgotten_condition_is_warned_of() {
    let db = shop().await;
    let plan = Order::query().cross_join(Customer::query()).explain(&db).await.unwrap();
    assert_eq!(plan.warnings(), [Warning::NestedLoop], "{plan}");
    assert_eq!(plan.roots().next().map(|node| node.operator()), Some(&Operator::NestedLoop), "{plan}");
}

#[tokio::test]
async fn the_query_is_not_executed() {
    let db = shop().await;
    Customer::insert(NewCustomer { name: "Ada".into(), region: None, active: true }).execute(&db).await.unwrap();
    let query = Customer::query().filter(|c| c.id.raw("{} / 0").eq(1));
    assert!(query.clone().all(&db).await.is_err());
    let plan = query.explain(&db).await.unwrap();
    assert!(plan.nodes().any(|node| node.relation() == Some("customers")), "{plan}");
}

#[tokio::test]
async fn an_error_shows_no_value() {
    let db = database().await;
    let error = Order::query().filter(|o| o.note.eq("hunter2")).explain(&db).await.unwrap_err();
    assert_eq!(error.code(), Some("42P01"));
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
}

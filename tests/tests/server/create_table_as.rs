//! CREATE TABLE AS: a query becomes the table of a model.

use redshift_orm::explain::Operator;
use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;
use redshift_orm_tests::{Customer, InsertKeptSpend, KeptSpend, NewCustomer, NewKeptSpend, NewOrder, Order, new_order};

async fn shop() -> Database {
    let db = database().await;
    Schema::of::<(Customer, Order)>().create_all(&db).await.unwrap();
    let customers = ["Ada", "Bob"].map(|name| NewCustomer { name: name.into(), region: None, active: true });
    Customer::insert_many(customers).execute(&db).await.unwrap();
    let order = |customer, total| NewOrder { total, note: Some(r"it's \ $1".into()), ..new_order(customer) };
    let orders = [order(1, dec!(1.25)), order(1, dec!(2)), order(2, dec!(7))];
    Order::insert_many(orders).execute(&db).await.unwrap();
    db
}

fn spend(customer: i64, orders: i64, total: Decimal, note: &str) -> KeptSpend {
    KeptSpend { customer, orders, total: Some(total), note: Some(note.into()) }
}

#[tokio::test]
async fn the_rows_of_a_query_become_a_table() {
    let db = shop().await;
    let note = r"it's \ $1";
    let rows = Order::query().filter(|o| o.note.eq(note)).group_by(|o| o.customer_id).select(|customer, o| {
        InsertKeptSpend { customer, orders: count_star(), total: o.total.sum(), note: o.note.min() }
    });
    KeptSpend::create_table_as(rows.clone()).execute(&db).await.unwrap();
    let kept: Vec<KeptSpend> = KeptSpend::query().order_by(|s| s.customer.asc()).all(&db).await.unwrap();
    assert_eq!(kept, [spend(1, 2, dec!(3.25), note), spend(2, 1, dec!(7), note)]);
    // The table has the keys of the model, and takes rows as any.
    let keys: Vec<(String, bool, i32)> = sql_query(
        "SELECT \"column\", distkey, sortkey FROM pg_table_def WHERE tablename = 'kept spend' AND (distkey OR sortkey > 0) \
         ORDER BY sortkey",
    )
    .all(&db)
    .await
    .unwrap();
    assert_eq!(keys, [("total".into(), false, 1), ("customer_id".into(), true, 2)]);
    let new = NewKeptSpend { customer: 3, orders: 0, total: None, note: None };
    KeptSpend::insert(new).execute(&db).await.unwrap();
    assert_eq!(KeptSpend::query().count(&db).await.unwrap(), 3);
    // There is no IF NOT EXISTS.
    let error = KeptSpend::create_table_as(rows).execute(&db).await.unwrap_err();
    assert_eq!(error.code(), Some("42P07"));
    assert!(error.statement_text().unwrap().contains("= $1"), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("it's"), "{error:?}");
}

#[tokio::test]
async fn it_is_part_of_its_transaction() {
    let db = shop().await;
    let all = || Order::query().select(|o| (o.customer_id, o.id, o.total.nullable(), o.note));
    let tx = db.begin().await.unwrap();
    KeptSpend::create_table_as(all()).execute(&tx).await.unwrap();
    assert_eq!(KeptSpend::query().count(&tx).await.unwrap(), 3);
    tx.rollback().await.unwrap();
    assert_eq!(KeptSpend::query().count(&db).await.unwrap_err().code(), Some("42P01"));
    let in_a_union = with("all", all(), |all| all.query().union_all(all.query()));
    KeptSpend::create_table_as(in_a_union).execute(&db).await.unwrap();
    assert_eq!(KeptSpend::query().count(&db).await.unwrap(), 6);
}

#[tokio::test]
async fn writing_is_explained_and_not_done() {
    let db = shop().await;
    let create = KeptSpend::create_table_as(
        Order::query()
            .filter(|o| o.note.eq("it's"))
            .select(|o| (o.customer_id, o.id, o.total.nullable(), o.note))
            .order_by(|(_, id, ..)| id.asc()),
    );
    let plan = create.explain(&db).await.unwrap();
    // The rows stay where they are: nothing is sent to the leader.
    assert_eq!(plan.roots().next().map(|node| node.operator()), Some(&Operator::Sort), "{plan}");
    assert!(plan.nodes().any(|node| node.detail("Filter").is_some_and(|filter| filter.contains("it''s"))), "{plan}");
    Schema::of::<(KeptSpend,)>().create_all(&db).await.unwrap();
    let insert = KeptSpend::insert_select(
        Order::query()
            .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id).and(c.name.ne("it's")))
            .select(|(o, c)| (c.id, o.id, o.total.nullable(), value("late").nullable())),
    );
    let plan = insert.explain(&db).await.unwrap();
    assert!(plan.nodes().any(|node| *node.operator() == Operator::HashJoin), "{plan}");
    let update = Order::update()
        .set(|o| o.note.to("it's"))
        .set(|o| o.total.to(dec!(1.5)))
        .set(|o| o.payload.to(serde_json::json!({"a": 1})))
        .filter(|o| o.placed_at.gt(DateTime::UNIX_EPOCH));
    let plan = update.explain(&db).await.unwrap();
    assert!(plan.nodes().any(|node| node.relation() == Some("orders")), "{plan}");
    let delete =
        Order::delete().using(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).filter(|(_, c)| c.name.eq("it's"));
    let tx = db.begin().await.unwrap();
    let plan = delete.explain(&tx).await.unwrap();
    assert!(plan.nodes().any(|node| node.redistribution().is_some()), "{plan}");
    tx.commit().await.unwrap();
    assert_eq!(KeptSpend::query().count(&db).await.unwrap(), 0);
    assert_eq!(Order::query().filter(|o| o.total.ne(dec!(1.5))).count(&db).await.unwrap(), 3);
}

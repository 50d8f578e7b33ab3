//! Writing.

use redshift_orm::prelude::*;
use redshift_orm::{raw_sql, sql_query};

use crate::models::{Customer, InsertOrder, NewCustomer, Order, database, order};

#[tokio::test]
async fn inserts_and_ids() -> Result<()> {
    let db = database().await;
    Customer::insert(NewCustomer { name: "Ada".into(), region: None }).execute(&db).await?;
    let new = NewCustomer { name: "Grace".into(), region: Some("north".into()) };
    let id: i64 = Customer::insert(new.clone()).id(&db).await?;
    assert_eq!(Customer::query().filter(|c| c.id.eq(id)).one(&db).await?.name, "Grace");
    let max: Option<i64> = Customer::insert(new).max_id(&db).await?;
    assert!(max > Some(id));
    let n: u64 = Order::insert_many((0..5).map(|_| order(id))).execute(&db).await?;
    assert_eq!(n, 5);
    Ok(())
}

#[tokio::test]
async fn updates_and_deletes() -> Result<()> {
    let db = database().await;
    let id = Order::insert(order(1)).id(&db).await?;
    let updated = Order::update()
        .set(|o| o.note.to("late"))
        .set(|o| o.total.to(o.total + dec!(5)))
        .filter(|o| o.id.eq(id))
        .execute(&db)
        .await?;
    assert_eq!(updated, 1);
    let row = Order::query().filter(|o| o.id.eq(id)).one(&db).await?;
    assert_eq!((row.note.as_deref(), row.total), (Some("late"), dec!(125.50)));
    assert_eq!(Order::delete().filter(|o| o.id.eq(id)).execute(&db).await?, 1);
    assert_eq!(Order::delete().all_rows().execute(&db).await?, 0);
    Ok(())
}

#[tokio::test]
async fn truncating() -> Result<()> {
    let db = database().await;
    Order::insert(order(1)).execute(&db).await?;
    Order::truncate(&db).await?;
    assert_eq!(Order::query().count(&db).await?, 0);
    Ok(())
}

#[tokio::test]
async fn from_other_rows() -> Result<()> {
    let db = database().await;
    let ada = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    Order::insert(order(ada)).execute(&db).await?;
    let query = Order::query().select(|o| InsertOrder {
        customer_id: o.customer_id,
        placed_at: o.placed_at,
        total: o.total,
        note: value("again"),
        created_at: UseDefault,
        payload: o.payload,
    });
    Order::insert_select(query).execute(&db).await?;
    Order::update()
        .from(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .set(|(o, c)| o.note.to(c.name))
        .execute(&db)
        .await?;
    assert_eq!(Order::query().filter(|o| o.note.eq("Ada")).count(&db).await?, 2);
    Order::delete()
        .using(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .filter(|(_, c)| c.region.is_null())
        .execute(&db)
        .await?;
    assert_eq!(Order::query().count(&db).await?, 0);
    Ok(())
}

#[tokio::test]
async fn upserts() -> Result<()> {
    let db = database().await;
    Order::insert_many((1..4).map(order)).execute(&db).await?;
    let mut rows = Order::query().order_by(|o| o.id.asc()).all(&db).await?;
    rows[1].note = Some("late".into());
    Order::upsert_many(rows.clone()).on(|o| o.id).execute(&db).await?;
    assert_eq!(Order::query().order_by(|o| o.id.asc()).all(&db).await?, rows);
    let unknown = Order { id: 1_000_000, ..rows[0].clone() };
    assert!(Order::upsert_many([unknown]).on(|o| o.id).execute(&db).await.unwrap_err().is_unusable_rows());
    let new = (3..6).map(order);
    let given: u64 =
        db.transaction(async |tx| Order::upsert_many(new.clone()).on(|o| o.customer_id).execute(&tx).await).await?;
    assert_eq!((given, Order::query().count(&db).await?), (3, 5));
    Ok(())
}

#[tokio::test]
async fn transactions() -> Result<()> {
    let db = database().await;
    let new = NewCustomer { name: "Ada".into(), region: None };
    let id = db
        .transaction(async |tx| {
            let id = Customer::insert(new.clone()).id(&tx).await?;
            Order::insert(order(id)).execute(&tx).await?;
            Ok(id)
        })
        .await?;
    assert_eq!(Order::query().filter(|o| o.customer_id.eq(id)).count(&db).await?, 1);
    let failed: Result<()> = db
        .transaction(async |tx| {
            Order::delete().all_rows().execute(&tx).await?;
            Customer::query().filter(|c| c.id.lt(0)).one(&tx).await?;
            Ok(())
        })
        .await;
    assert!(failed.unwrap_err().is_row_not_found());
    assert_eq!(Order::query().count(&db).await?, 1);
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
struct CustomerId(i64);

#[derive(Debug, PartialEq, Selectable)]
struct Named {
    id: CustomerId,
    name: String,
}

#[tokio::test]
async fn the_way_out() -> Result<()> {
    let db = database().await;
    Customer::insert(NewCustomer { name: "Ada".into(), region: None }).execute(&db).await?;
    let rows =
        sql_query::<(i64, String)>("select id, name from sales.customers where id < $1").bind(5_i64).all(&db).await?;
    assert_eq!(rows, [(1, "Ada".to_owned())]);
    let by_name = "select id from sales.customers where name = $1 and coalesce(region, 'none') = coalesce($2, 'none')";
    let ids: Vec<i64> = sql_query(by_name).bind("Ada").bind(None::<&str>).all(&db).await?;
    assert_eq!(ids, [1]);
    let named: Vec<Named> = sql_query("select id, name from sales.customers").all(&db).await?;
    assert_eq!(named, [Named { id: CustomerId(1), name: "Ada".into() }]);
    let ids: Vec<CustomerId> = sql_query("select id from sales.customers").all(&db).await?;
    assert_eq!(ids, [CustomerId(1)]);
    raw_sql("grant select on table sales.customers to public").execute(&db).await?;
    Ok(())
}

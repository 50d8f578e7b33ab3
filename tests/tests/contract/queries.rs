//! Queries, the first half.

use futures_util::TryStreamExt as _;
use redshift_orm::prelude::*;

use crate::models::{Customer, NewCustomer, Order, OrderColumns, database, order};

fn recent(o: OrderColumns) -> Condition<'static> {
    o.placed_at.ge(Utc::now() - Duration::days(7))
}

#[derive(Debug, Selectable)]
struct Spend {
    name: String,
    orders: i64,
    total: Option<Decimal>,
}

#[tokio::test]
async fn filters_orders_and_limits() -> Result<()> {
    let db = database().await;
    let id = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    Order::insert_many((0..30).map(|_| order(id))).execute(&db).await?;

    let big: Vec<Order> = Order::query()
        .filter(|o| o.total.gt(dec!(100)).and(o.note.is_not_null()))
        .order_by(|o| (o.placed_at.desc(), o.id.asc()))
        .limit(20)
        .offset(40)
        .all(&db)
        .await?;
    assert!(big.is_empty());
    let first: Order = Order::query().order_by(|o| o.id.asc()).limit(1).one(&db).await?;
    assert_eq!(first.total, dec!(120.50));
    let none: Option<Order> = Order::query().filter(|o| o.total.lt(dec!(0))).optional(&db).await?;
    assert_eq!(none, None);
    let streamed: Vec<Order> = Order::query().order_by(|o| o.id.asc()).stream(&db).try_collect().await?;
    assert_eq!(streamed.len(), 30);

    let min = Some(dec!(120));
    let mut q = Order::query(); // the type never changes: if and loops are ordinary code
    if let Some(min) = min {
        q = q.filter(move |o| o.total.ge(min));
    }
    assert_eq!(q.count(&db).await?, 30);
    let n: i64 = Order::query().filter(recent).count(&db).await?;
    assert_eq!(n, 30);
    assert_eq!(Order::query().filter(|o| o.customer_id.in_([1, 2, 3])).count(&db).await?, 30);
    Ok(())
}

#[tokio::test]
async fn joins_and_groups() -> Result<()> {
    let db = database().await;
    let ada = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    let unknown = ada + 1;
    Order::insert_many([order(ada), order(ada), order(unknown)]).execute(&db).await?;

    // an outer join makes its side nullable by construction
    let rows: Vec<(i64, Option<String>)> = Order::query()
        .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .select(|(o, c)| (o.id, c.name))
        .all(&db)
        .await?;
    assert_eq!(rows.iter().filter(|(_, name)| name.is_none()).count(), 1);

    let pairs: Vec<(Order, Order)> = Order::query()
        .join(Order::query(), |(a, b)| a.customer_id.eq(b.customer_id).and(a.id.lt(b.id)))
        .all(&db)
        .await?;
    assert_eq!(pairs.len(), 1);

    let whole: Vec<(Order, Option<Customer>)> =
        Order::query().left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).all(&db).await?;
    assert_eq!(whole.iter().filter(|(_, customer)| customer.is_some()).count(), 2);

    let spend: Vec<Spend> = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .group_by(|(_, c)| c.name)
        .having(|_, (o, _)| o.total.sum().gt(dec!(100)))
        .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() })
        .order_by(|s| s.total.desc()) // after select: the selected columns
        .all(&db)
        .await?;
    assert_eq!(spend.len(), 1);
    assert_eq!((spend[0].name.as_str(), spend[0].orders, spend[0].total), ("Ada", 2, Some(dec!(241.00))));
    Ok(())
}

#[tokio::test]
async fn derived_tables() -> Result<()> {
    let db = database().await;
    let ada = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    Customer::insert(NewCustomer { name: "Bob".into(), region: None }).execute(&db).await?;
    Order::insert_many([order(ada), order(ada)]).execute(&db).await?;

    let totals = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
    let rows: Vec<(String, Option<Decimal>)> = Customer::query()
        .join(totals, |(c, (id, _))| c.id.eq(id))
        .select(|(c, (_, sum))| (c.name, sum))
        .all(&db)
        .await?;
    assert_eq!(rows, [("Ada".to_string(), Some(dec!(241.00)))]);

    let spend = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .group_by(|(_, c)| c.name)
        .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() });
    let rows: Vec<(Customer, Option<Spend>)> =
        Customer::query().left_join(spend, |(c, s)| c.name.eq(s.name)).order_by(|(c, _)| c.name.asc()).all(&db).await?;
    assert_eq!(rows[0].1.as_ref().map(|spend| spend.orders), Some(2));
    assert!(rows[1].1.is_none());
    Ok(())
}

#[tokio::test]
async fn windows_and_cases() -> Result<()> {
    let db = database().await;
    let ada = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    Order::insert_many([order(ada), order(ada)]).execute(&db).await?;

    let running: Vec<(i64, Option<Decimal>)> = Order::query()
        .select(|o| {
            let sum =
                o.total.sum().over(|w| w.partition_by(o.customer_id).order_by(o.id.asc()).rows_unbounded_preceding());
            (o.id, sum)
        })
        .order_by(|(id, _)| id.asc())
        .all(&db)
        .await?;
    assert_eq!(running.iter().map(|(_, sum)| *sum).collect::<Vec<_>>(), [Some(dec!(120.50)), Some(dec!(241.00))]);

    let sizes: Vec<String> =
        Order::query().select(|o| case().when(o.total.gt(dec!(100)), "big").otherwise("small")).all(&db).await?;
    assert_eq!(sizes, ["big", "big"]);
    Ok(())
}

#[tokio::test]
async fn subqueries() -> Result<()> {
    let db = database().await;
    let ada = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    let bob = Customer::insert(NewCustomer { name: "Bob".into(), region: None }).id(&db).await?;
    Order::insert_many([order(ada), order(ada)]).execute(&db).await?;

    let buyers = Customer::query().filter(|c| Order::query().filter(|o| o.customer_id.eq(c.id)).exists());
    assert_eq!(buyers.one(&db).await?.id, ada);
    let others = Customer::query().filter(|c| !Order::query().filter(|o| o.customer_id.eq(c.id)).exists());
    assert_eq!(others.one(&db).await?.id, bob);
    let buyers = Customer::query().filter(|c| c.id.in_query(Order::query().select(|o| o.customer_id)));
    assert_eq!(buyers.one(&db).await?.id, ada);
    let others = Customer::query().filter(|c| c.id.not_in_query(Order::query().select(|o| o.customer_id)));
    assert_eq!(others.count(&db).await?, 1);

    let totals: Vec<(String, Option<Decimal>)> = Customer::query()
        .select(|c| (c.name, Order::query().filter(|o| o.customer_id.eq(c.id)).select(|o| o.total.sum()).scalar()))
        .order_by(|(_, total)| total.asc())
        .all(&db)
        .await?;
    assert_eq!(totals, [("Ada".to_string(), Some(dec!(241.00))), ("Bob".to_string(), None)]);
    let largest = Order::query().select(|o| o.id.max()).scalar();
    assert_eq!(Order::query().filter(|o| o.id.eq(largest)).all(&db).await?.len(), 1);
    let customers = Customer::query().filter(|c| c.name.eq("Ada")).select(|c| c.id);
    assert_eq!(Order::delete().filter(|o| o.customer_id.in_query(customers)).execute(&db).await?, 2);
    Ok(())
}

#[tokio::test]
async fn set_operations() -> Result<()> {
    let db = database().await;
    let ada = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    let bob = Customer::insert(NewCustomer { name: "Bob".into(), region: None }).id(&db).await?;
    Order::insert_many([order(ada), order(ada)]).execute(&db).await?;

    let ids = || Customer::query().select(|c| c.id);
    let buyers = || Order::query().select(|o| o.customer_id);
    assert_eq!(ids().union(buyers()).order_by(|id| id.asc()).all(&db).await?, [ada, bob]);
    assert_eq!(ids().union_all(buyers()).count(&db).await?, 4);
    assert_eq!(ids().intersect(buyers()).one(&db).await?, ada);
    assert_eq!(ids().except(buyers()).optional(&db).await?, Some(bob));
    let streamed: Vec<i64> = ids().except(buyers()).union(ids()).limit(5).stream(&db).try_collect().await?;
    assert_eq!(streamed.len(), 2);
    let totals = || Order::query().select(|o| (o.id, o.total));
    assert_eq!(totals().limit(1).union(totals().limit(1)).all(&db).await?[0].1, dec!(120.50));
    let customers: Vec<Customer> =
        Customer::query().union(Customer::query()).order_by(|c| c.name.asc()).all(&db).await?;
    assert_eq!(customers[1].name, "Bob");
    Ok(())
}

#[tokio::test]
async fn common_table_expressions() -> Result<()> {
    let db = database().await;
    let ada = Customer::insert(NewCustomer { name: "Ada".into(), region: None }).id(&db).await?;
    let bob = Customer::insert(NewCustomer { name: "Bob".into(), region: None }).id(&db).await?;
    Order::insert_many([order(ada), order(ada), order(bob)]).execute(&db).await?;

    let top_query = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
    let top = with("top", top_query, |top| {
        top.query().join(top.clone(), |((_, a), (_, b))| a.gt(b)).select(|((a, sum), (b, _))| (a, b, sum))
    });
    assert_eq!(top.clone().count(&db).await?, 1);
    assert_eq!(top.one(&db).await?, (ada, bob, Some(dec!(241.00))));

    let seed = Customer::query().filter(|c| c.name.eq("Ada")).select(|c| c.id);
    let tree = with_recursive(
        "tree",
        seed,
        |tree| Customer::query().join(tree, |(c, id)| c.id.gt(id)).select(|(c, _)| c.id),
        |tree| tree.query().order_by(|id| id.asc()),
    );
    assert_eq!(tree.clone().all(&db).await?, [ada, bob]);
    let streamed: Vec<i64> = tree.stream(&db).try_collect().await?;
    assert_eq!(streamed, [ada, bob]);
    Ok(())
}

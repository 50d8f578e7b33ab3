//! Joins: which rows the server gives, and what the sides without a match read as.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;
use redshift_orm_tests::{Customer, NewCustomer, Order, SelectSpend, Spend, new_order};

/// Two customers, of whom the first has two orders; a third order is nobody's.
async fn shop() -> Database {
    let db = database().await;
    Schema::of::<(Customer, Order)>().create_all(&db).await.unwrap();
    for name in ["Ada", "Bob"] {
        Customer::insert(NewCustomer { name: name.into(), region: None, active: name == "Ada" })
            .execute(&db)
            .await
            .unwrap();
    }
    Order::insert_many([new_order(1), new_order(1), new_order(99)]).execute(&db).await.unwrap();
    db
}

fn ids(rows: Vec<(Option<Order>, Option<Customer>)>) -> Vec<(Option<i64>, Option<String>)> {
    let mut ids: Vec<_> =
        rows.into_iter().map(|(order, customer)| (order.map(|o| o.id), customer.map(|c| c.name))).collect();
    ids.sort();
    ids
}

#[tokio::test]
async fn a_right_join_keeps_the_other_side() {
    let db = shop().await;
    let rows: Vec<(Option<Order>, Customer)> =
        Order::query().right_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).all(&db).await.unwrap();
    let rows = ids(rows.into_iter().map(|(order, customer)| (order, Some(customer))).collect());
    assert_eq!(rows, [(None, Some("Bob".into())), (Some(1), Some("Ada".into())), (Some(2), Some("Ada".into()))]);
}

#[tokio::test]
async fn a_right_join_makes_every_source_before_it_nullable() {
    let db = shop().await;
    let rows: Vec<(Option<Order>, Option<Customer>, Customer)> = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .right_join(Customer::query(), |(o, _, d)| o.customer_id.eq(d.id).and(o.id.eq(2)))
        .order_by(|(_, _, d)| d.id.asc())
        .all(&db)
        .await
        .unwrap();
    let rows: Vec<_> = rows.into_iter().map(|(o, c, d)| (o.map(|o| o.id), c.map(|c| c.id), d.id)).collect();
    assert_eq!(rows, [(Some(2), Some(1), 1), (None, None, 2)]);
}

#[tokio::test]
async fn a_full_join_keeps_both_sides() {
    let db = shop().await;
    let query = || Order::query().full_join(Customer::query(), |o| o.customer_id, |c| c.id);
    assert_eq!(
        ids(query().all(&db).await.unwrap()),
        [(None, Some("Bob".into())), (Some(1), Some("Ada".into())), (Some(2), Some("Ada".into())), (Some(3), None)]
    );
    let alone: Vec<(Option<i64>, Option<String>)> = query()
        .filter(|(o, c)| o.id.is_null().or(c.id.is_null()))
        .select(|(o, c)| (o.id, c.name))
        .order_by(|(id, _)| id.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(alone, [(Some(3), None), (None, Some("Bob".into()))]);
    assert_eq!(query().count(&db).await.unwrap(), 4);

    let keys: Vec<(Option<i64>, Option<i64>)> = Customer::query()
        .full_join(Customer::query(), |a| (a.id, a.name), |b| (b.id, b.name))
        .select(|(a, b)| (a.id, b.id))
        .order_by(|(a, _)| a.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(keys, [(Some(1), Some(1)), (Some(2), Some(2))]);
}

#[tokio::test]
async fn a_cross_join_has_every_pair() {
    let db = shop().await;
    let query = Customer::query().cross_join(Order::query().filter(|o| o.id.gt(1)));
    let pairs: Vec<(i64, i64)> =
        query.select(|(c, o)| (c.id, o.id)).order_by(|(c, o)| (c.asc(), o.asc())).all(&db).await.unwrap();
    assert_eq!(pairs, [(1, 2), (1, 3), (2, 2), (2, 3)]);
}

#[tokio::test]
async fn whole_models_stand_beside_columns() {
    let db = shop().await;
    let rows: Vec<(Option<Order>, String, (i64, Customer))> = Order::query()
        .right_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id).and(o.id.ne(1)))
        .select(|(o, c)| (o, c.name, (c.id, c)))
        .order_by(|(_, name, _)| name.asc())
        .all(&db)
        .await
        .unwrap();
    let rows: Vec<_> =
        rows.into_iter().map(|(order, name, (id, c))| (order.map(|o| o.id), name, id, c.active)).collect();
    assert_eq!(rows, [(Some(2), "Ada".into(), 1, true), (None, "Bob".into(), 2, false)]);

    let customers =
        Customer::query().select(|c| (c.id, SelectSpend { name: c.name, orders: c.id, total: null::<Decimal>() }));
    let rows: Vec<(i64, Option<Spend>)> = Order::query()
        .left_join(customers, |(o, (id, _))| o.customer_id.eq(id))
        .select(|(o, (_, spend))| (o.id, spend))
        .order_by(|(id, _)| id.asc())
        .all(&db)
        .await
        .unwrap();
    let names: Vec<_> = rows.into_iter().map(|(id, spend)| (id, spend.map(|spend| spend.name))).collect();
    assert_eq!(names, [(1, Some("Ada".into())), (2, Some("Ada".into())), (3, None)]);
}

#[tokio::test]
async fn twelve_sources_are_read() {
    let db = shop().await;
    let query = Customer::query()
        .join(Customer::query(), |(a, b)| a.id.eq(b.id))
        .join(Customer::query(), |(a, .., c)| a.id.eq(c.id))
        .join(Customer::query(), |(a, .., d)| a.id.eq(d.id))
        .join(Customer::query(), |(a, .., e)| a.id.eq(e.id))
        .join(Customer::query(), |(a, .., f)| a.id.eq(f.id))
        .join(Customer::query(), |(a, .., g)| a.id.eq(g.id))
        .join(Customer::query(), |(a, .., h)| a.id.eq(h.id))
        .join(Customer::query(), |(a, .., i)| a.id.eq(i.id))
        .join(Customer::query(), |(a, .., j)| a.id.eq(j.id))
        .left_join(Order::query(), |(a, .., k)| a.id.eq(k.customer_id))
        .full_join(Order::query(), |(.., k)| k.id, |l| l.id)
        .order_by(|(.., l)| l.id.asc());
    let rows = query.all(&db).await.unwrap();
    let rows: Vec<_> =
        rows.into_iter().map(|(a, .., j, k, l)| (a.is_some(), j.is_some(), k.is_some(), l.map(|l| l.id))).collect();
    assert_eq!(
        rows,
        [
            (true, true, true, Some(1)),
            (true, true, true, Some(2)),
            (false, false, false, Some(3)),
            (true, true, false, None)
        ]
    );
}

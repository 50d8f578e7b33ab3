//! Collocated joins and ranges of sort keys: which rows the server gives.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;
use redshift_orm_tests::{Customer, NewCustomer, NewOrder, NewShipment, Order, Shipment, new_order};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// Two customers; three orders and two shipments of the first, on days 1 to 3 and 1 to 2.
async fn shop() -> Database {
    let db = database().await;
    Schema::of::<(Customer, Order, Shipment)>().create_all(&db).await.unwrap();
    for name in ["Ada", "Bob"] {
        let customer = NewCustomer { name: name.into(), region: None, active: true };
        Customer::insert(customer).execute(&db).await.unwrap();
    }
    let orders = (1..=3).map(|n| NewOrder { placed_at: day(n).and_time(NaiveTime::MIN).and_utc(), ..new_order(1) });
    Order::insert_many(orders).execute(&db).await.unwrap();
    let shipments = [(1, 1, 10), (1, 2, 20), (2, 2, 30)];
    let shipments = shipments.map(|(customer, n, parcels)| NewShipment { customer, shipped_on: day(n), parcels });
    Shipment::insert_many(shipments).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn collocated_joins_give_what_joins_give() {
    let db = shop().await;
    let rows: Vec<(i64, i32, String)> = Order::query()
        .join_collocated(Shipment::query(), |o| o.dist_key(), |s| s.dist_key())
        .join_collocated(Customer::query(), |(o, _)| o.customer_id, |c| c.id)
        .filter(|(o, _, _)| o.id.ne(2))
        .select(|(o, s, c)| (o.id, s.parcels, c.name))
        .order_by(|(id, parcels, _)| (id.asc(), parcels.asc()))
        .all(&db)
        .await
        .unwrap();
    let ada = |id, parcels| (id, parcels, "Ada".to_owned());
    assert_eq!(rows, [ada(1, 10), ada(1, 20), ada(3, 10), ada(3, 20)]);
    // A shipment without an order is kept.
    let sent: Vec<(i32, Option<i64>)> = Shipment::query()
        .left_join_collocated(Order::query().filter(|o| o.id.eq(1)), |s| s.dist_key(), |o| o.dist_key())
        .select(|(s, o)| (s.parcels, o.id))
        .order_by(|(parcels, _)| parcels.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(sent, [(10, Some(1)), (20, Some(1)), (30, None)]);
    // The query over a common table expression is a source, as the name is.
    let per_customer = Order::query().group_by(|o| o.customer_id).select(|customer, _| (customer, count_star()));
    let counts: Vec<(String, i64, Option<i64>)> = with("counts", per_customer, |counts| {
        Customer::query()
            .join(counts.query(), |(c, (customer, _))| c.id.eq(customer))
            .left_join(counts.query().filter(|(_, n)| n.gt(1)), |(c, _, (customer, _))| c.id.eq(customer))
            .select(|(c, (_, n), (_, several))| (c.name, n, several))
    })
    .order_by(|(name, ..)| name.asc())
    .all(&db)
    .await
    .unwrap();
    assert_eq!(counts, [("Ada".into(), 3, Some(3))]);
}

#[tokio::test]
async fn a_range_has_the_ends_that_it_says() {
    let db = shop().await;
    let midnight = |n| day(n).and_time(NaiveTime::MIN).and_utc();
    for (query, expected) in [
        (Order::query().scan_range(|o| o.sort_key(), midnight(1)..midnight(3)), vec![1, 2]),
        (Order::query().scan_range(|o| o.sort_key(), midnight(1)..=midnight(3)), vec![1, 2, 3]),
        (Order::query().scan_range(|o| o.sort_key(), midnight(2)..), vec![2, 3]),
        (Order::query().scan_range(|o| o.sort_key(), ..midnight(2)), vec![1]),
        (Order::query().scan_range(|o| o.sort_key(), ..=midnight(2)), vec![1, 2]),
        (Order::query().scan_range(|o| o.sort_key(), midnight(3)..midnight(1)), vec![]),
    ] {
        let ids: Vec<i64> = query.select(|o| o.id).order_by(|id| id.asc()).all(&db).await.unwrap();
        assert_eq!(ids, expected);
    }
    let parcels: Vec<i32> = Order::query()
        .join_collocated(Shipment::query(), |o| o.dist_key(), |s| s.dist_key())
        .scan_range(|(_, s)| s.sort_key(), day(2)..)
        .scan_range(|(o, _)| o.sort_key(), ..=midnight(1))
        .select(|(_, s)| s.parcels)
        .all(&db)
        .await
        .unwrap();
    assert_eq!(parcels, [20]);
}

//! Rows that are written from other rows: INSERT of a query, UPDATE .. FROM, DELETE .. USING, MERGE.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "customers", schema = "sales")]
struct Customer {
    #[redshift(primary_key, identity)]
    id: i64,
    name: String,
    region: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "orders", schema = "sales")]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    customer_id: i64,
    #[redshift(decimal(12, 2))]
    total: Decimal,
    #[redshift(varchar = 10, column = "remark")]
    note: Option<String>,
    #[redshift(default = "7")]
    priority: i32,
    payload: Option<serde_json::Value>,
    day: Option<NaiveDate>,
    bytes: Option<Vec<u8>>,
}

fn customer(name: &str, region: Option<&str>) -> NewCustomer {
    NewCustomer { name: name.into(), region: region.map(str::to_owned) }
}

fn order(customer_id: i64, total: Decimal) -> NewOrder {
    NewOrder { customer_id, total, note: None, priority: Defaulted::Default, payload: None, day: None, bytes: None }
}

/// Three customers and an order of each.
async fn sales() -> Database {
    let db = database().await;
    Schema::of::<(Customer, Order)>().create_all(&db).await.unwrap();
    let customers = [customer("Ada", Some("north")), customer("Bob", None), customer("Eve", Some("south"))];
    Customer::insert_many(customers).execute(&db).await.unwrap();
    for (id, total) in [(1, dec!(10)), (2, dec!(20.50)), (3, dec!(30))] {
        Order::insert(order(id, total)).execute(&db).await.unwrap();
    }
    db
}

/// What arrives for the customers.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "arrivals", schema = "sales")]
struct Arrival {
    #[redshift(primary_key)]
    name: String,
    region: Option<String>,
}

/// Those who stay away, without an identity.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "absent", schema = "sales")]
struct Absent {
    #[redshift(primary_key)]
    name: String,
    region: Option<String>,
}

/// The customers of [`sales`], and three arrivals, one of them new.
async fn arrivals() -> Database {
    let db = sales().await;
    Schema::of::<(Arrival, Absent)>().create_all(&db).await.unwrap();
    let arrival = |name: &str, region: &str| NewArrival { name: name.into(), region: Some(region.into()) };
    let rows = [arrival("Ada", "east"), arrival("Eve", "west"), arrival("Zoe", "south")];
    Arrival::insert_many(rows).execute(&db).await.unwrap();
    db
}

async fn regions(db: &Database) -> Vec<(String, Option<String>)> {
    Customer::query().order_by(|c| c.name.asc()).select(|c| (c.name, c.region)).all(db).await.unwrap()
}

fn named(rows: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    rows.iter().map(|(name, region)| ((*name).to_owned(), region.map(str::to_owned))).collect()
}

async fn notes(db: &Database) -> Vec<(i64, Option<String>)> {
    Order::query().order_by(|o| o.id.asc()).select(|o| (o.customer_id, o.note)).all(db).await.unwrap()
}

#[tokio::test]
async fn rows_of_a_query_are_inserted() {
    let db = sales().await;
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let rows = Customer::query().filter(|c| c.region.is_not_null()).select(move |c| InsertOrder {
        customer_id: c.id,
        total: value(dec!(1.25)),
        note: c.region,
        priority: UseDefault,
        payload: value(serde_json::json!({"a": [1]})),
        day: value(day),
        bytes: value(vec![0_u8, 255]),
    });
    let read = rows.clone().order_by(|o| o.customer_id.asc()).all(&db).await.unwrap();
    assert_eq!((read.len(), read[0].note.as_deref(), read[0].priority), (2, Some("north"), Defaulted::Default));
    assert_eq!(Order::insert_select(rows).execute(&db).await.unwrap(), 2);
    let inserted = Order::query().filter(|o| o.note.eq("south")).one(&db).await.unwrap();
    assert_eq!((inserted.customer_id, inserted.total, inserted.priority), (3, dec!(1.25), 7));
    assert_eq!(inserted.payload, Some(serde_json::json!({"a": [1]})));
    assert_eq!((inserted.day, inserted.bytes), (Some(day), Some(vec![0, 255])));

    let tuples = Customer::query().select(|c| (c.name.upper(), c.region));
    assert_eq!(Customer::insert_select(tuples.clone().union(tuples)).execute(&db).await.unwrap(), 3);
    assert_eq!(Customer::query().filter(|c| c.name.eq("EVE")).one(&db).await.unwrap().region.as_deref(), Some("south"));
    let totals = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .group_by(|(_, c)| c.name)
        .select(|name, (o, _)| InsertCustomer { name, region: o.note.max() });
    let named = with("totals", totals, |totals| totals.query().filter(|t| t.region.is_null()).select(|t| t));
    assert_eq!(Customer::insert_select(named).execute(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_text_that_is_too_long_is_an_error_and_is_not_cut() {
    let db = sales().await;
    let rows = Customer::query().select(|c| InsertOrder {
        customer_id: c.id,
        total: value(dec!(1)),
        note: value("longer than ten"),
        priority: value(1),
        payload: null::<serde_json::Value>(),
        day: null::<NaiveDate>(),
        bytes: null::<Vec<u8>>(),
    });
    let error = Order::insert_select(rows).execute(&db).await.unwrap_err();
    assert!(error.to_string().contains("too long"), "{error}");
    assert_eq!(Order::query().count(&db).await.unwrap(), 3);
}

#[tokio::test]
async fn rows_are_updated_from_others() {
    let db = sales().await;
    let updated = Order::update()
        .from(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .set(|(o, c)| o.note.to(c.region))
        .filter(|(_, c)| c.region.is_not_null())
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(updated, 2);
    let north_south = [(1, Some("north".to_owned())), (2, None), (3, Some("south".to_owned()))];
    assert_eq!(notes(&db).await, north_south);

    let largest = Order::query().select(|o| o.total.max());
    let updated = Order::update()
        .from(Order::query().filter(|o| o.note.is_not_null()), |(o, before)| o.id.eq(before.id + 1))
        .from(largest, |(o, _, largest)| o.total.lt(largest))
        .set(|(o, before, largest)| (o.note.to(before.note), o.total.to(largest.coalesce(dec!(0)))))
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(updated, 1);
    assert_eq!(notes(&db).await[1], (2, Some("north".to_owned())));
    assert_eq!(Order::query().filter(|o| o.customer_id.eq(2)).one(&db).await.unwrap().total, dec!(30));

    let recent = Order::query().order_by(|o| o.id.desc()).limit(1).select(|o| o.customer_id);
    let recent = with("recent", recent, |recent| recent.query().select(|id| id));
    let updated = Customer::update().from(recent, |(c, id)| c.id.eq(id)).set(|(c, _)| c.name.to("last"));
    assert_eq!(updated.execute(&db).await.unwrap(), 1);
    let set = Customer::update()
        .set(|c| c.region.to(Order::query().filter(move |o| o.customer_id.eq(c.id)).select(|o| o.note.max()).scalar()))
        .all_rows();
    assert_eq!(set.execute(&db).await.unwrap(), 3);
    assert_eq!(Customer::query().filter(|c| c.id.eq(2)).one(&db).await.unwrap().region.as_deref(), Some("north"));
}

#[tokio::test]
async fn rows_are_deleted_by_others() {
    let db = sales().await;
    let deleted = Order::delete()
        .using(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .filter(|(_, c)| c.region.is_null())
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(deleted, 1);
    let last = Order::query().group_by(|o| o.note).select(|_, o| (o.id.max(), count_star()));
    let deleted = Order::delete()
        .using(last, |(o, (last, _))| o.id.eq(last))
        .using(Customer::query().filter(|c| c.name.eq("Eve")), |(o, _, c)| o.customer_id.eq(c.id))
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(deleted, 1);
    let twins = Order::delete().using(Order::query(), |(o, other)| o.total.eq(other.total).and(o.id.gt(other.id)));
    assert_eq!(twins.execute(&db).await.unwrap(), 0);
    assert_eq!(notes(&db).await, [(1, None)]);
}

#[tokio::test]
async fn rows_are_merged() {
    let db = arrivals().await;
    let insert = |a: ArrivalColumns| InsertCustomer { name: a.name, region: a.region.upper() };
    Customer::merge(Arrival::query())
        .on(|(c, a)| c.name.eq(a.name))
        .when_matched_update(|(c, a)| (c.region.to(a.region), c.name.to(c.name.lower())))
        .when_not_matched_insert(insert)
        .execute(&db)
        .await
        .unwrap();
    let expected = named(&[("Bob", None), ("Zoe", Some("SOUTH")), ("ada", Some("east")), ("eve", Some("west"))]);
    assert_eq!(regions(&db).await, expected);

    db.transaction(async |tx| {
        Customer::merge(Arrival::query().filter(|a| a.name.ne("Eve")).select(|a| (a.name, a.region)))
            .on(|(c, (name, _))| c.name.eq(name))
            .when_matched_delete()
            .when_not_matched_insert(|row| row)
            .execute(&tx)
            .await
    })
    .await
    .unwrap();
    let expected = named(&[("Ada", Some("east")), ("Bob", None), ("ada", Some("east")), ("eve", Some("west"))]);
    assert_eq!(regions(&db).await, expected);
}

#[tokio::test]
async fn two_matches_of_one_row_are_an_error() {
    let db = arrivals().await;
    Arrival::insert(NewArrival { name: "Ada".into(), region: None }).execute(&db).await.unwrap();
    let merge = || Customer::merge(Arrival::query()).on(|(c, a)| c.name.eq(a.name));
    let insert = |a: ArrivalColumns| (a.name, a.region);
    let updated = merge().when_matched_update(|(c, a)| c.region.to(a.region)).when_not_matched_insert(insert);
    let deleted = merge().when_matched_delete().when_not_matched_insert(insert);
    for merge in [updated, deleted] {
        let error = merge.execute(&db).await.unwrap_err();
        assert!(error.to_string().contains("Found multiple matches to update the same tuple."), "{error}");
    }
    assert_eq!(Customer::query().count(&db).await.unwrap(), 3);
}

#[tokio::test]
async fn duplicates_are_removed() {
    let db = arrivals().await;
    let absent = |name: &str| NewAbsent { name: name.into(), region: None };
    Absent::insert_many(["Ada", "Ada", "Ada", "Bob", "Bob"].map(absent)).execute(&db).await.unwrap();
    Absent::merge(Arrival::query()).on(|(b, a)| b.name.eq(a.name)).remove_duplicates().execute(&db).await.unwrap();
    let rows = Absent::query().order_by(|b| b.name.asc()).select(|b| (b.name, b.region)).all(&db).await.unwrap();
    let expected = [("Ada", Some("east")), ("Bob", None), ("Bob", None), ("Eve", Some("west")), ("Zoe", Some("south"))];
    assert_eq!(rows, named(&expected));
    Arrival::insert(NewArrival { name: "Ada".into(), region: None }).execute(&db).await.unwrap();
    let twice = Absent::merge(Arrival::query()).on(|(b, a)| b.name.eq(a.name)).remove_duplicates();
    let error = twice.execute(&db).await.unwrap_err();
    assert!(error.to_string().contains("Found multiple matches to update the same tuple."), "{error}");
}

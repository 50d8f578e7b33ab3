//! Upserts: rows are inserted, or put in the place of those with the same key.

use redshift_local::Isolation;
use redshift_orm::prelude::*;
use redshift_orm_tests::server::{database, database_with_gaps};

/// A key that the program gives, of two columns; names that need quoting; every type that travels under a cast.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "price \"list\"", schema = "Select", primary_key(article, day), distkey(article), sortkey(day))]
struct Price {
    #[redshift(column = "the article", varchar = 20)]
    article: String,
    #[redshift(column = "order")]
    day: NaiveDate,
    #[redshift(decimal(12, 2), encode = az64)]
    price: Decimal,
    note: Option<String>,
    payload: Option<serde_json::Value>,
    bytes: Option<Vec<u8>>,
    #[redshift(default = "7")]
    priority: i32,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "customers", schema = "sales")]
struct Customer {
    #[redshift(primary_key, identity)]
    id: i64,
    name: String,
    region: Option<String>,
}

/// Nothing but its key.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(primary_key(follower, followed))]
struct Follows {
    follower: i32,
    followed: i32,
}

/// An id that may be given.
#[derive(Debug, Clone, PartialEq, Model)]
struct Ticket {
    #[redshift(primary_key, identity_by_default(1, 1))]
    id: i64,
    title: String,
}

async fn tables() -> Database {
    let db = database().await;
    Schema::of::<(Price, Customer, Follows, Ticket)>().create_all(&db).await.unwrap();
    db
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 2, day).unwrap()
}

fn price(article: &str, on: u32, price: Decimal) -> Price {
    Price {
        article: article.into(),
        day: day(on),
        price,
        note: None,
        payload: Some(serde_json::json!({"a": [1, "x"]})),
        bytes: Some(vec![0, 255]),
        priority: 1,
    }
}

fn customer(name: &str, region: Option<&str>) -> NewCustomer {
    NewCustomer { name: name.into(), region: region.map(str::to_owned) }
}

async fn prices(db: &Database) -> Vec<Price> {
    Price::query().order_by(|p| (p.article.asc(), p.day.asc())).all(db).await.unwrap()
}

async fn customers(db: &Database) -> Vec<Customer> {
    Customer::query().order_by(|c| c.id.asc()).all(db).await.unwrap()
}

#[tokio::test]
async fn rows_are_inserted_or_put_in_the_place_of_others() {
    let db = tables().await;
    let first = [price("a", 1, dec!(1.50)), price("a", 2, dec!(2)), price("b", 1, dec!(3))];
    let given = Price::upsert_many(first.clone()).on(|p| (p.article, p.day)).execute(&db).await.unwrap();
    assert_eq!((given, prices(&db).await), (3, first.to_vec()));
    let changed = Price { note: Some("dearer".into()), payload: None, bytes: None, ..price("a", 2, dec!(9.99)) };
    let second = [changed.clone(), price("b", 2, dec!(4))];
    assert_eq!(Price::upsert_many(second.clone()).on(|p| (p.day, p.article)).execute(&db).await.unwrap(), 2);
    let [a1, _, b1] = first;
    let [a2, b2] = second;
    assert_eq!(prices(&db).await, [a1, a2, b1, b2]);
    assert_eq!(Price::upsert_many(Vec::<Price>::new()).on(|p| p.day).execute(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn new_rows_get_ids_by_another_key() {
    let db = tables().await;
    Customer::insert(customer("Ada", None)).execute(&db).await.unwrap();
    let rows = [customer("Bob", Some("south")), customer("Ada", Some("north"))];
    assert_eq!(Customer::upsert_many(rows).on(|c| c.name).execute(&db).await.unwrap(), 2);
    let found: Vec<_> = customers(&db).await.into_iter().map(|c| (c.id, c.name, c.region.unwrap())).collect();
    assert_eq!(found, [(1, "Ada".into(), "north".into()), (2, "Bob".into(), "south".into())]);
}

#[tokio::test]
async fn a_default_is_for_rows_that_are_new() {
    let db = tables().await;
    let new = |article: &str, priority| {
        let Price { article, day, price, note, payload, bytes, .. } = price(article, 1, dec!(1));
        NewPrice { article, day, price, note, payload, bytes, priority }
    };
    Price::insert(new("a", 3.into())).execute(&db).await.unwrap();
    let rows = ["a", "b"].map(|article| new(article, Defaulted::Default));
    Price::upsert_many(rows).on(|p| (p.article, p.day)).execute(&db).await.unwrap();
    assert_eq!(prices(&db).await.into_iter().map(|p| p.priority).collect::<Vec<_>>(), [3, 7]);
    let mixed = [new("a", Defaulted::Default), new("b", 1.into())];
    let error = Price::upsert_many(mixed).on(|p| (p.article, p.day)).execute(&db).await.unwrap_err();
    assert!(
        error.is_unusable_rows() && error.to_string().contains("\"priority\" a value, and some leave it"),
        "{error}"
    );
    let unsaid = Price::upsert_many([new("a", Defaulted::Default)]).on(|p| p.priority).execute(&db).await.unwrap_err();
    assert!(unsaid.is_unusable_rows() && unsaid.to_string().contains("leave the key column \"priority\""), "{unsaid}");
}

#[tokio::test]
async fn rows_with_an_identity_key_have_to_match() {
    let db = tables().await;
    Customer::insert_many(["Ada", "Bob"].map(|name| customer(name, None))).execute(&db).await.unwrap();
    let mut rows = customers(&db).await;
    rows[1].region = Some("south".into());
    assert_eq!(Customer::upsert_many(rows.clone()).on(|c| c.id).execute(&db).await.unwrap(), 2);
    assert_eq!(customers(&db).await, rows);
    let before = rows.clone();
    rows[0].name = "Eve".into();
    rows.push(Customer { id: 12_345, name: "Zoe".into(), region: None });
    let error = Customer::upsert_many(rows).on(|c| c.id).execute(&db).await.unwrap_err();
    assert!(error.is_unusable_rows(), "{error}");
    let message = error.to_string();
    assert!(message.starts_with("1 of the 3 rows to upsert into \"customers\" match no row"), "{message}");
    assert!(message.contains("\"id\" is an IDENTITY column") && !message.contains("12345"), "{message}");
    assert_eq!(customers(&db).await, before);
    let by_name = Customer::upsert_many(before).on(|c| c.name).execute(&db).await.unwrap_err();
    assert!(by_name.to_string().contains("add it to the key, or upsert rows of the `New..` struct"), "{by_name}");

    let ticket = |id, title: &str| Ticket { id, title: title.into() };
    Ticket::upsert_many([ticket(7, "a")]).on(|t| t.id).execute(&db).await.unwrap();
    Ticket::upsert_many([ticket(7, "b"), ticket(8, "c")]).on(|t| t.id).execute(&db).await.unwrap();
    let tickets = Ticket::query().order_by(|t| t.id.asc()).all(&db).await.unwrap();
    assert_eq!(tickets, [ticket(7, "b"), ticket(8, "c")]);
}

#[tokio::test]
async fn rows_of_nothing_but_a_key() {
    let db = tables().await;
    let follows = |follower, followed| Follows { follower, followed };
    Follows::upsert_many([follows(1, 2)]).on(|f| (f.follower, f.followed)).execute(&db).await.unwrap();
    Follows::upsert_many([follows(1, 2), follows(2, 1)]).on(|f| (f.follower, f.followed)).execute(&db).await.unwrap();
    let rows = Follows::query().order_by(|f| f.follower.asc()).all(&db).await.unwrap();
    assert_eq!(rows, [follows(1, 2), follows(2, 1)]);
}

#[tokio::test]
async fn repeated_keys_and_null_keys_are_refused() {
    let db = tables().await;
    Customer::insert(customer("secret", None)).execute(&db).await.unwrap();
    let rows = ["secret", "b", "secret", "b", "c"].map(|name| customer(name, Some("x")));
    let error = Customer::upsert_many(rows).on(|c| (c.name, c.region)).execute(&db).await.unwrap_err();
    assert!(error.is_unusable_rows(), "{error}");
    let message = error.to_string();
    assert!(
        message.contains("(\"name\", \"region\"): 2 keys are repeated") && !message.contains("secret"),
        "{message}"
    );
    // Equal to the server: the column keeps two places.
    let rows = [price("a", 1, dec!(1.001)), price("b", 1, dec!(1.002))];
    let error = Price::upsert_many(rows).on(|p| p.price).execute(&db).await.unwrap_err();
    assert!(error.is_unusable_rows() && error.to_string().contains("1 keys are repeated"), "{error}");
    let rows = [customer("a", Some("x")), customer("b", None)];
    let error = Customer::upsert_many(rows).on(|c| (c.name, c.region)).execute(&db).await.unwrap_err();
    assert!(error.is_unusable_rows() && error.to_string().starts_with("row 2 of those"), "{error}");
    assert!(error.to_string().contains("NULL in the key column \"region\""), "{error}");
    let error = Price::upsert_many([price("a", 1, dec!(1))]).on(|p| p.payload).execute(&db).await.unwrap_err();
    assert!(error.to_string().contains("\"payload\" of \"price \"list\"\" is a SUPER"), "{error}");
    assert_eq!((prices(&db).await, customers(&db).await.len()), (Vec::new(), 1));
}

#[tokio::test]
async fn a_refused_upsert_leaves_the_transaction_as_it_was() {
    let db = tables().await;
    let rows = ["a", "a"].map(|name| customer(name, None));
    db.transaction(async |tx| {
        Customer::lock(&tx).await?;
        Customer::upsert_many([customer("Ada", None)]).on(|c| c.name).execute(&tx).await?;
        let error = Customer::upsert_many(rows.clone()).on(|c| c.name).execute(&tx).await.unwrap_err();
        assert!(error.is_unusable_rows(), "{error}");
        Customer::upsert_many([customer("Ada", Some("north"))]).on(|c| c.name).execute(&tx).await.map(drop)
    })
    .await
    .unwrap();
    let found = customers(&db).await;
    assert_eq!((found.len(), found[0].region.as_deref()), (1, Some("north")));
    let error = db
        .transaction(async |tx| {
            Customer::upsert_many([customer("Bob", None)]).on(|c| c.name).execute(&tx).await?;
            Customer::query().filter(|c| c.name.eq("nobody")).one(&tx).await
        })
        .await
        .unwrap_err();
    assert!(error.is_row_not_found(), "{error}");
    assert_eq!(customers(&db).await, found);
}

#[tokio::test]
async fn a_row_that_the_server_refuses_takes_everything_back() {
    let db = tables().await;
    let good = price("a", 1, dec!(1));
    Price::upsert_many([good.clone()]).on(|p| (p.article, p.day)).execute(&db).await.unwrap();
    let mut rows: Vec<_> = (2..20).map(|n| price("a", n, dec!(2))).collect();
    rows.push(price("longer than twenty characters", 1, dec!(2)));
    rows.push(price("a", 1, dec!(2)));
    let error = Price::upsert_many(rows).on(|p| (p.article, p.day)).execute(&db).await.unwrap_err();
    assert!(error.to_string().contains("too long"), "{error}");
    assert_eq!(prices(&db).await, [good]);
    // Nothing is left of the staging table, whichever connection comes next.
    Price::upsert_many([price("b", 1, dec!(2))]).on(|p| (p.article, p.day)).execute(&db).await.unwrap();
    assert_eq!(prices(&db).await.len(), 2);
}

#[tokio::test]
async fn two_rows_of_the_table_may_have_the_key() {
    let db = tables().await;
    Customer::insert_many(["Ada", "Ada"].map(|name| customer(name, None))).execute(&db).await.unwrap();
    Customer::upsert_many([customer("Ada", Some("north"))]).on(|c| c.name).execute(&db).await.unwrap();
    assert!(customers(&db).await.iter().all(|c| c.region.as_deref() == Some("north")));
}

#[tokio::test]
async fn many_rows_go_in_batches() {
    let db = tables().await;
    let follows = |n: std::ops::Range<i32>| n.map(|n| Follows { follower: n, followed: n });
    assert_eq!(Follows::upsert_many(follows(0..1203)).on(|f| f.follower).execute(&db).await.unwrap(), 1203);
    let rows = follows(1000..2400).map(|f| Follows { followed: -1, ..f });
    assert_eq!(Follows::upsert_many(rows).on(|f| f.follower).execute(&db).await.unwrap(), 1400);
    assert_eq!(Follows::query().count(&db).await.unwrap(), 2400);
    assert_eq!(Follows::query().filter(|f| f.followed.eq(-1)).count(&db).await.unwrap(), 1400);
}

#[tokio::test]
async fn upserts_at_once_insert_each_key_once() {
    for isolation in [Isolation::Serializable, Isolation::Snapshot] {
        let db = database_with_gaps(isolation).await;
        Schema::of::<Customer>().create_all(&db).await.unwrap();
        let names: Vec<_> = (0..30).map(|n| format!("c{n}")).collect();
        let upserts = (0..6).map(|n| {
            let (db, names) = (db.clone(), names.clone());
            tokio::spawn(async move {
                let region = n.to_string();
                let rows = names.iter().map(|name| customer(name, Some(&region)));
                Customer::upsert_many(rows).on(|c| c.name).execute(&db).await
            })
        });
        for upsert in upserts.collect::<Vec<_>>() {
            assert_eq!(upsert.await.unwrap().unwrap(), 30);
        }
        let found = customers(&db).await;
        assert_eq!(found.len(), 30, "{isolation:?}");
        // All of one upsert: none saw half of another.
        assert!(found.iter().all(|c| c.region == found[0].region), "{isolation:?}");
    }
}

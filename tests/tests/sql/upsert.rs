//! Upserts: a staging table and MERGE.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, NewCustomer, Order, new_order};

use crate::golden;

fn golden_upsert<const N: usize>(
    file: expect_test::ExpectFile,
    titles: [&str; N],
    statements: Vec<redshift_orm::Sql<'_>>,
) {
    let statements: [_; N] = statements.try_into().unwrap();
    let mut titles = titles.into_iter();
    golden(file, statements.map(|sql| (titles.next().unwrap(), sql)));
}

#[test]
fn rows_of_the_model() {
    let order = Order {
        id: 1,
        customer_id: 2,
        placed_at: DateTime::UNIX_EPOCH,
        total: dec!(1.5),
        note: None,
        created_at: NaiveDateTime::default(),
        payload: Some(serde_json::json!([1])),
    };
    golden_upsert(
        expect_file!["../../golden/upsert/rows_of_the_model.sql"],
        [
            "others wait",
            "the staging table",
            "the rows",
            "keys that are repeated",
            "rows that match none, with an IDENTITY key",
            "the MERGE",
            "the end of the staging table",
        ],
        Order::upsert_many([order.clone(), order]).on(|o| (o.id, o.customer_id)).to_sql().unwrap(),
    );
}

#[test]
fn new_rows_with_defaults() {
    golden_upsert(
        expect_file!["../../golden/upsert/new_rows.sql"],
        [
            "others wait",
            "the staging table",
            "the rows",
            "keys that are repeated",
            "the MERGE",
            "the end of the staging table",
        ],
        Order::upsert_many([new_order(1)]).on(|o| o.placed_at).to_sql().unwrap(),
    );
}

#[test]
fn no_rows_are_no_statements() {
    let nothing = Customer::upsert_many(Vec::<NewCustomer>::new()).on(|c| c.name);
    assert!(nothing.to_sql().unwrap().is_empty());
}

#[test]
fn a_key_of_other_columns_is_an_error() {
    let mut kept = None;
    let _ = Customer::upsert_many(Vec::<Customer>::new()).on(|c| {
        kept = Some(c.id);
        c.id
    });
    let error = Customer::upsert_many(Vec::<Customer>::new()).on(|_| kept.unwrap()).to_sql().unwrap_err();
    assert!(
        error.to_string().contains("a column of the key is not of the rows to upsert into \"customers\""),
        "{error}"
    );
}

//! TRUNCATE, LOCK, ANALYZE, VACUUM and COMMENT.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm::schema::TableName;
use redshift_orm::statement::{Lock, Truncate};
use redshift_orm_tests::{Customer, Order};

use crate::golden;

/// A table that sorts by several columns alike.
#[derive(Debug, Model)]
#[redshift(table = "visits", interleaved_sortkey(page, visitor))]
struct Visit {
    page: i64,
    visitor: i64,
}

#[test]
fn truncate_and_lock() {
    let odd = TableName { schema: Some("Odd \"schema"), name: "group" };
    golden(
        expect_file!["../../golden/maintenance/truncate_and_lock.sql"],
        [
            ("TRUNCATE", Truncate::new(Order::NAME).to_sql()),
            ("LOCK of one", Lock::new([Order::NAME]).to_sql()),
            ("LOCK of several, odd names", Lock::new([Customer::NAME, odd]).to_sql()),
        ],
    );
    assert!(Lock::new([]).to_sql().check().unwrap_err().to_string().contains("names no table"));
}

#[test]
fn analyze() {
    golden(
        expect_file!["../../golden/maintenance/analyze.sql"],
        [
            ("a table", Order::analyze().to_sql()),
            ("columns", Order::analyze().columns(|o| (o.id, o.placed_at)).to_sql()),
            ("one column", Order::analyze().columns(|o| o.id).to_sql()),
            ("predicate columns", Order::analyze().predicate_columns().to_sql()),
            ("all columns", Order::analyze().all_columns().to_sql()),
        ],
    );
    let mut foreign = None;
    let _ = Customer::query().filter(|c| {
        foreign = Some(c.name);
        c.active.eq(true)
    });
    let name = foreign.unwrap();
    let error = Order::analyze().columns(|_| name).to_sql().check().unwrap_err().to_string();
    assert!(error.contains("not of the table orders"), "{error}");
    let error = Order::comment("x").column(|_| name).to_sql().check().unwrap_err().to_string();
    assert!(error.contains("not of the table orders"), "{error}");
}

#[test]
fn vacuum() {
    golden(
        expect_file!["../../golden/maintenance/vacuum.sql"],
        [
            ("a full one, in so many words", Order::vacuum().to_sql()),
            ("a threshold", Order::vacuum().full().to_percent(75).to_sql()),
            ("sorting alone, boosted", Order::vacuum().sort_only().to_percent(100).boost().to_sql()),
            ("reclaiming space alone", Order::vacuum().delete_only().to_percent(0).to_sql()),
            ("interleaved keys anew", Visit::vacuum().reindex().to_sql()),
            ("the unsorted part", Order::vacuum().recluster().boost().to_sql()),
        ],
    );
    let check = |sql: redshift_orm::Sql<'_>| sql.check().unwrap_err().to_string();
    assert!(check(Order::vacuum().to_percent(101).to_sql()).contains("from 0 to 100"));
    assert!(check(Visit::vacuum().recluster().to_sql()).contains("visits, which has an interleaved sort key"));
    assert!(check(Customer::vacuum().recluster().to_sql()).contains("customers, which has DISTSTYLE ALL"));
}

#[test]
fn comment() {
    golden(
        expect_file!["../../golden/maintenance/comment.sql"],
        [
            ("on a table", Order::comment("what was bought").to_sql()),
            ("on a column", Order::comment("with tax").column(|o| o.total).to_sql()),
            ("quotes and backslashes are literal", Order::comment(r"it's a \ here").to_sql()),
            ("removed", Order::comment(None).to_sql()),
        ],
    );
}

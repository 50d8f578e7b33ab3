//! ORDER BY, LIMIT and OFFSET.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::Order;

use crate::golden;

#[test]
fn order_by() {
    golden(
        expect_file!["../../golden/ordering/order_by.sql"],
        [
            ("directions", Order::query().order_by(|o| (o.placed_at.desc(), o.id.asc())).to_sql()),
            ("NULLS FIRST and LAST", {
                Order::query().order_by(|o| (o.note.asc().nulls_first(), o.note.desc().nulls_last())).to_sql()
            }),
            ("several calls add up", Order::query().order_by(|o| o.note.asc()).order_by(|o| o.id.desc()).to_sql()),
            ("an expression", Order::query().order_by(|o| (o.total * dec!(2)).desc()).to_sql()),
            ("chosen at run time", {
                let by_total = true;
                Order::query()
                    .order_by(|o| if by_total { vec![o.total.desc(), o.id.asc()] } else { vec![o.id.asc()] })
                    .to_sql()
            }),
            ("after select: what was selected, its parameters' numbers kept", {
                Order::query()
                    .select(|o| (o.id, o.total * dec!(1.2)))
                    .order_by(|(id, gross)| (gross.desc(), id.asc()))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn limit_and_offset() {
    golden(
        expect_file!["../../golden/ordering/limit_and_offset.sql"],
        [
            ("literals, never bound", Order::query().order_by(|o| o.id.asc()).limit(20).offset(40).to_sql()),
            ("in SQL's order whatever the order of calls", {
                Order::query().limit(3).order_by(|o| o.id.asc()).filter(|o| o.id.gt(1)).to_sql()
            }),
            ("the most that Redshift takes", Order::query().limit(2_147_483_647).to_sql()),
        ],
    );
    let error = Order::query().limit(2_147_483_648).to_sql().check().unwrap_err().to_string();
    assert_eq!(error, "LIMIT 2147483648 is over 2147483647, the most that Redshift takes");
}

//! The SELECT list.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Everything, Order};

use crate::golden;

#[test]
fn lists() {
    golden(
        expect_file!["../../golden/selection/lists.sql"],
        [
            ("a whole model: what is not dependable in binary is cast to text", Everything::query().to_sql()),
            ("the same, selected", Customer::query().select(|c| c).to_sql()),
            ("a column", Customer::query().select(|c| c.name).to_sql()),
            ("a tuple", Customer::query().select(|c| (c.id, c.name, c.region)).to_sql()),
            ("a tuple in a tuple", Customer::query().select(|c| (c.id, (c.name, c.region))).to_sql()),
            ("conditions", Customer::query().select(|c| (c.id.gt(1), c.region.is_null())).to_sql()),
            (
                "constants: a bare parameter has no type there, so it is cast",
                Customer::query()
                    .select(|c| (c.id, value("a"), value(dec!(1.50)), value(1_i16), null::<i64>()))
                    .to_sql(),
            ),
            ("sixteen", {
                Customer::query()
                    .select(|c| {
                        (
                            c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id, c.id,
                            c.name,
                        )
                    })
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn distinct() {
    golden(
        expect_file!["../../golden/selection/distinct.sql"],
        [
            ("plain", Customer::query().select(|c| c.region).distinct().order_by(|r| r.asc()).to_sql()),
            ("what is cast to text is distinct before the cast", {
                Order::query()
                    .select(|o| (o.total, o.customer_id))
                    .distinct()
                    .order_by(|(total, _)| total.desc())
                    .limit(3)
                    .to_sql()
            }),
            ("whole models", Order::query().distinct().order_by(|o| o.total.asc()).to_sql()),
        ],
    );
    let error = Order::query().distinct().order_by(|o| (o.total * dec!(2)).asc()).to_sql().check().unwrap_err();
    assert!(error.to_string().contains("ordered by an expression that is not selected"), "{error}");
}

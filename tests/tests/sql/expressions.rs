//! Arithmetic and concatenation.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn arithmetic() {
    golden(
        expect_file!["../../golden/expressions/arithmetic.sql"],
        [
            ("each operator", {
                Order::query().select(|o| (o.id + 1, o.id - 2, o.id * 3, o.id / 4, o.id % 5, -o.id)).to_sql()
            }),
            ("precedence", {
                Order::query().select(|o| ((o.id + 1) * 2, o.id + o.customer_id * 2, o.id - (o.id - 1))).to_sql()
            }),
            ("signs", Order::query().select(|o| (-(o.id + 1), o.id - -o.id, -(-o.id))).to_sql()),
            ("DECIMAL", Order::query().select(|o| (o.total * dec!(1.2), o.total + o.id, o.id * dec!(0.5))).to_sql()),
            ("in a condition", Order::query().filter(|o| (o.total * o.id).gt(o.total + dec!(1))).to_sql()),
        ],
    );
}

#[test]
fn concatenation() {
    golden(
        expect_file!["../../golden/expressions/concatenation.sql"],
        [
            ("||", Customer::query().select(|c| c.name.concat(" of ").concat(c.region)).to_sql()),
            ("compared", Customer::query().filter(|c| c.name.concat("!").eq("Ada!")).to_sql()),
        ],
    );
}

//! CASE, CAST and the conditional functions.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Everything, Order};

use crate::golden;

#[test]
fn case_expressions() {
    golden(
        expect_file!["../../golden/conditional/case.sql"],
        [
            ("ELSE", Order::query().select(|o| case().when(o.total.gt(dec!(100)), "big").otherwise("small")).to_sql()),
            ("without ELSE", Order::query().select(|o| case().when(o.id.gt(1), o.note).end()).to_sql()),
            ("several", {
                Order::query()
                    .select(|o| {
                        let size = case().when(o.id.lt(10), 1).when(o.id.lt(100).or(o.id.gt(900)), 2).otherwise(3);
                        size * 2
                    })
                    .to_sql()
            }),
            ("columns and values", {
                Order::query().select(|o| case().when(o.note.is_null(), 0).otherwise(o.id - o.customer_id)).to_sql()
            }),
            ("compared", {
                Order::query().filter(|o| case().when(o.id.gt(1), o.total).otherwise(dec!(0.5)).gt(o.total)).to_sql()
            }),
            ("counted: what FILTER does elsewhere", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .select(|id, o| {
                        let big = case().when(o.total.gt(dec!(100)), 1).end();
                        (id, big.clone().count(), big.sum())
                    })
                    .to_sql()
            }),
            ("of aggregates and keys", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .select(|id, o| case().when(o.total.sum().gt(dec!(100)), id).otherwise(0))
                    .to_sql()
            }),
            ("a GROUP BY key", {
                Order::query()
                    .group_by(|o| case().when(o.total.gt(dec!(100)), "big").otherwise("small"))
                    .select(|size, _| (size, count_star()))
                    .order_by(|(size, _)| size.asc())
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn conditional_functions() {
    golden(
        expect_file!["../../golden/conditional/functions.sql"],
        [
            ("COALESCE", Order::query().select(|o| o.note.coalesce("none")).to_sql()),
            ("COALESCE of several", {
                Order::query()
                    .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .select(|(o, c)| o.note.coalesce(c.region).coalesce(c.name).coalesce("none"))
                    .to_sql()
            }),
            ("NVL", Order::query().select(|o| o.note.nvl(o.note).nvl("none")).to_sql()),
            ("a value for a value", {
                Order::query()
                    .select(|o| {
                        (
                            case_of(o.note).when("late", 1).when("lost", 2).otherwise(0),
                            case_of(o.id + 1).when(o.customer_id, o.note).end(),
                            decode(o.note).when("late", o.id).when(null::<String>(), 9).otherwise(0) * 2,
                            decode(o.id).when(1, "first").end(),
                        )
                    })
                    .to_sql()
            }),
            ("NVL2", Order::query().select(|o| o.note.nvl2(o.id, 0)).to_sql()),
            ("NULLIF", Order::query().select(|o| o.total / o.id.nullif(0)).to_sql()),
            ("GREATEST and LEAST", {
                Order::query()
                    .select(|o| (o.id.greatest(o.customer_id).greatest(10), o.id.least(0).greatest(5)))
                    .to_sql()
            }),
            ("over an aggregate", Order::query().select(|o| o.total.sum().coalesce(dec!(0))).to_sql()),
        ],
    );
}

#[test]
fn casts() {
    golden(
        expect_file!["../../golden/conditional/casts.sql"],
        [
            ("by name", {
                Everything::query()
                    .select(|e| {
                        (e.small.cast::<i64>(), e.big.cast::<f64>(), e.id.cast::<String>(), e.id.cast::<bool>())
                    })
                    .to_sql()
            }),
            ("BOOLEAN and VARBYTE", {
                Everything::query()
                    .select(|e| (e.big.cast::<bool>(), e.boolean.cast::<i16>(), e.text.cast::<Vec<u8>>()))
                    .to_sql()
            }),
            ("TRY_CAST", {
                Everything::query()
                    .filter(|e| e.text.try_cast::<i32>().is_not_null())
                    .select(|e| {
                        (e.text.try_cast_decimal(12, 2), e.text.try_cast::<NaiveDate>(), e.id.try_cast::<bool>())
                    })
                    .to_sql()
            }),
            ("date and time", {
                Everything::query()
                    .select(|e| {
                        (
                            e.timestamp.cast::<NaiveDate>(),
                            e.timestamptz.cast::<NaiveDateTime>(),
                            e.date.cast::<NaiveDateTime>(),
                        )
                    })
                    .to_sql()
            }),
            ("with a size", {
                Everything::query().select(|e| (e.id.cast_decimal(12, 2), e.decimal.cast_varchar(40))).to_sql()
            }),
            ("AVG with fractions", Everything::query().select(|e| e.small.cast_decimal(12, 2).avg()).to_sql()),
            (
                "AVG cut off no more",
                Everything::query().select(|e| e.small.avg().cast_decimal(12, 2) / dec!(2)).to_sql(),
            ),
        ],
    );
}

#[test]
fn a_cast_to_no_type_is_an_error() {
    for (precision, scale) in [(0, 0), (39, 0), (4, 5), (38, 38)] {
        let sql = Order::query().select(|o| o.id.cast_decimal(precision, scale)).to_sql();
        let message = sql.check().unwrap_err().to_string();
        assert!(message.contains("which is no type of Redshift"), "{message}");
    }
}

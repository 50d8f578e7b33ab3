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
            ("an integer beside DECIMAL", Order::query().select(|o| (o.total * 2, (o.total + 1) / 3)).to_sql()),
            ("a value on the left", {
                Order::query().select(|o| (2 * o.total, dec!(1) - o.total / 4, 1.5 * o.id, 1 - (o.id - 1))).to_sql()
            }),
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

#[test]
fn fragments() {
    golden(
        expect_file!["../../golden/expressions/fragments.sql"],
        [
            ("around an expression", {
                Order::query()
                    .select(|o| ((o.total + dec!(1)).raw("{} * 1.2"), o.total.raw("{} % 7") * dec!(2)))
                    .to_sql()
            }),
            ("of arguments", {
                Order::query()
                    .filter(|o| raw_expr::<bool, _>("my_udf({}, {})", (o.note, "it's")))
                    .select(|o| {
                        (
                            raw_expr::<Option<String>, _>("INITCAP({})", (o.note.concat("x"),)),
                            raw_expr::<i32, _>("LEN('{{}} $1 ' || {})", ("a",)),
                            raw_expr::<i64, _>("1 + 1", ()),
                        )
                    })
                    .to_sql()
            }),
            ("of a group", {
                Order::query()
                    .group_by(|o| raw_expr::<i64, _>("{} & {}", (o.id, 3_i64)))
                    .select(|bits, o| (bits, raw_expr::<Option<Decimal>, _>("{} - {}", (o.total.max(), o.total.min()))))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn a_fragment_has_a_place_for_each_argument() {
    let error = |fragment| Order::query().select(|o| o.id.raw(fragment)).to_sql().check().unwrap_err().to_string();
    let expected = "the fragment `{} + {}` has 2 places `{}`; arguments given: 1";
    assert!(error("{} + {}").contains(expected), "{}", error("{} + {}"));
    assert!(error("1").contains("has 0 places"), "{}", error("1"));
    assert!(error("{} + {x}").contains("has a single brace"), "{}", error("{} + {x}"));
    assert!(error("{} + $1").contains("has a parameter of its own"), "{}", error("{} + $1"));
}

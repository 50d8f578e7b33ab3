//! WHERE.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order, OrderColumns};

use crate::golden;

#[test]
fn comparisons() {
    golden(
        expect_file!["../../golden/conditions/comparisons.sql"],
        [
            ("=", Order::query().filter(|o| o.id.eq(7)).to_sql()),
            ("<>", Order::query().filter(|o| o.id.ne(7)).to_sql()),
            ("< and <=", Order::query().filter(|o| o.id.lt(7)).filter(|o| o.id.le(8)).to_sql()),
            ("> and >=", Order::query().filter(|o| o.id.gt(7)).filter(|o| o.id.ge(8)).to_sql()),
            ("text, borrowed", Customer::query().filter(|c| c.name.eq("Ada")).to_sql()),
            ("text, owned and by reference", {
                let name = String::from("Ada");
                Customer::query().filter(|c| c.name.eq(&name).or(c.name.eq(name.clone()))).to_sql()
            }),
            ("DECIMAL has its own scale", Order::query().filter(|o| o.total.gt(dec!(99.995))).to_sql()),
            ("DECIMAL of over 18 digits", {
                Order::query().filter(|o| o.total.lt(dec!(1234567890123456789.5))).to_sql()
            }),
            ("DECIMAL and integers", {
                Order::query().filter(|o| o.total.gt(100).and(o.total.in_([1, 2])).or(o.total.between(3, 4))).to_sql()
            }),
            ("TIMESTAMPTZ", Order::query().filter(|o| o.placed_at.ge(DateTime::UNIX_EPOCH)).to_sql()),
            ("two columns", Order::query().filter(|o| o.id.eq(o.customer_id)).to_sql()),
            ("BETWEEN", Order::query().filter(|o| o.id.between(1, 10)).to_sql()),
            ("NOT BETWEEN", Order::query().filter(|o| o.total.not_between(dec!(1), o.total)).to_sql()),
            ("a condition compared with nothing", Customer::query().filter(|c| c.active).to_sql()),
            ("NOT of a BOOLEAN column", Customer::query().filter(|c| c.active.eq(false)).to_sql()),
        ],
    );
}

#[test]
fn null() {
    golden(
        expect_file!["../../golden/conditions/null.sql"],
        [
            ("IS NULL", Order::query().filter(|o| o.note.is_null()).to_sql()),
            ("IS NOT NULL", Order::query().filter(|o| o.note.is_not_null()).to_sql()),
            ("of an expression", Order::query().filter(|o| o.note.concat("!").is_null()).to_sql()),
        ],
    );
}

#[test]
fn lists() {
    golden(
        expect_file!["../../golden/conditions/lists.sql"],
        [
            ("IN, padded to four", Order::query().filter(|o| o.customer_id.in_([1, 2, 3])).to_sql()),
            ("NOT IN", Customer::query().filter(|c| c.name.not_in(["Ada", "Grace"])).to_sql()),
            ("from a Vec", Customer::query().filter(|c| c.name.in_(&vec![String::from("Ada")])).to_sql()),
            ("an empty list is true of no row", Order::query().filter(|o| o.id.in_(Vec::<i64>::new())).to_sql()),
            (
                "NOT IN an empty list is true of every row",
                Order::query().filter(|o| o.id.not_in(Vec::<i64>::new())).to_sql(),
            ),
            ("DECIMAL", Order::query().filter(|o| o.total.in_([dec!(1.5), dec!(2)])).to_sql()),
        ],
    );
}

#[test]
fn logic() {
    golden(
        expect_file!["../../golden/conditions/logic.sql"],
        [
            ("several filters are joined by AND", {
                Order::query().filter(|o| o.id.gt(1).or(o.id.lt(0))).filter(|o| o.note.is_null()).to_sql()
            }),
            ("OR inside AND", Order::query().filter(|o| o.id.gt(1).and(o.id.lt(9).or(o.note.is_null()))).to_sql()),
            ("AND inside OR", Order::query().filter(|o| o.id.gt(1).and(o.id.lt(9)).or(o.note.is_null())).to_sql()),
            ("NOT", Order::query().filter(|o| o.id.gt(1).and(o.id.lt(9)).not()).to_sql()),
            ("!", Order::query().filter(|o| !o.id.eq(1)).to_sql()),
            ("NOT inside AND", Order::query().filter(|o| o.id.gt(1).and(!o.note.is_null())).to_sql()),
            ("a condition compared inside a condition", {
                fn recent(o: OrderColumns) -> Condition<'static> {
                    o.placed_at.ge(DateTime::UNIX_EPOCH)
                }
                Order::query().filter(recent).to_sql()
            }),
        ],
    );
}

#[test]
fn patterns() {
    golden(
        expect_file!["../../golden/conditions/patterns.sql"],
        [
            ("LIKE", Customer::query().filter(|c| c.name.like("A%")).to_sql()),
            ("NOT LIKE", Customer::query().filter(|c| c.name.not_like("A%")).to_sql()),
            ("ILIKE", Customer::query().filter(|c| c.name.ilike("a%")).to_sql()),
            ("NOT ILIKE", Customer::query().filter(|c| c.name.not_ilike("a%")).to_sql()),
            ("LIKE and ILIKE with another escape character", {
                Customer::query()
                    .filter(|c| c.name.like_escape("50^%%", '^').or(c.name.not_like_escape(c.region, '\\')))
                    .filter(|c| c.name.ilike_escape(c.region.concat("%"), '!').or(c.name.not_ilike_escape("!_%", '!')))
                    .to_sql()
            }),
            ("SIMILAR TO with another escape character", {
                Customer::query()
                    .filter(|c| c.name.similar_to_escape("(a|b)^%", '^').or(c.name.not_similar_to_escape("#_", '#')))
                    .to_sql()
            }),
            ("SIMILAR TO", Customer::query().filter(|c| c.name.similar_to("%(Ring|Die)%")).to_sql()),
            ("NOT SIMILAR TO", Customer::query().filter(|c| c.name.not_similar_to(c.region)).to_sql()),
            ("POSIX", Customer::query().filter(|c| c.name.matches(r"^\d+\.'").or(c.region.is_null())).to_sql()),
            ("not POSIX", Customer::query().filter(|c| c.name.concat(c.region).not_matches("^x").not()).to_sql()),
            ("of a column that may be NULL", Order::query().filter(|o| o.note.contains("50%")).to_sql()),
        ],
    );
    let sql = Customer::query().filter(|c| c.name.starts_with("50%_\\")).to_sql();
    assert_eq!(sql.parameters(), [redshift_orm::types::Value::Varchar(r"50\%\_\\%".into())]);
    let sql = Customer::query().filter(|c| c.name.ends_with("%")).to_sql();
    assert_eq!(sql.parameters(), [redshift_orm::types::Value::Varchar(r"%\%".into())]);
}

#[test]
fn built_by_ordinary_code() {
    let build = |min: Option<Decimal>, names: &[&str]| {
        let mut query = Order::query();
        if let Some(min) = min {
            query = query.filter(move |o| o.total.ge(min));
        }
        for name in names {
            query = query.filter(|o| o.note.ne(*name));
        }
        query.to_sql()
    };
    golden(
        expect_file!["../../golden/conditions/built_by_ordinary_code.sql"],
        [("without", build(None, &[])), ("with", build(Some(dec!(1)), &["late", "lost"]))],
    );
}

#[test]
fn a_column_of_another_query_is_an_error() {
    let mut leaked = None;
    let _ = Order::query().filter(|o| {
        leaked = Some(o.id);
        o.id.gt(1)
    });
    let leaked = leaked.unwrap();
    let sql = Customer::query().filter(move |c| c.id.eq(leaked)).to_sql();
    let error = sql.check().unwrap_err().to_string();
    assert!(error.contains("the column \"id\" belongs to a source that is not part of this statement"), "{error}");
    assert!(sql.text().starts_with("/* the column"), "{sql}");
}

#[test]
fn more_parameters_than_redshift_takes_are_an_error() {
    let sql = Order::query().filter(|o| o.id.in_(0..32_768)).to_sql();
    let error = sql.check().unwrap_err().to_string();
    assert!(error.contains("32768 parameters") && error.contains("32767"), "{error}");
    assert!(Order::query().filter(|o| o.id.in_(0..32_767)).to_sql().check().is_ok());
}

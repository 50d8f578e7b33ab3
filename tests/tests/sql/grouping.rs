//! GROUP BY, HAVING and aggregates.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order, SelectSpend};

use crate::golden;

#[test]
fn aggregates_of_the_whole() {
    golden(
        expect_file!["../../golden/grouping/aggregates_of_the_whole.sql"],
        [
            ("each", {
                Order::query()
                    .select(|o| (o.total.sum(), o.total.avg(), o.id.min(), o.id.max(), o.note.count(), count_star()))
                    .to_sql()
            }),
            ("DISTINCT", Order::query().select(|o| o.customer_id.count_distinct()).to_sql()),
            ("of an expression", Order::query().select(|o| (o.total * dec!(2)).sum()).to_sql()),
            ("with a constant", Order::query().select(|o| o.total.sum() * dec!(100) / count_star()).to_sql()),
        ],
    );
}

#[test]
fn a_key_with_a_padded_list_keeps_its_numbers() {
    let query = Order::query()
        .filter(|o| o.id.gt(7))
        .group_by(|o| case().when(o.id.in_([1, 2, 3]), "few").otherwise("many"))
        .select(|size, _| size)
        .to_sql();
    let key = "CASE WHEN t0.\"id\" IN ($1, $2, $3, $4) THEN $5 ELSE $6 END";
    assert_eq!(query.text(), format!("SELECT {key} FROM \"orders\" AS t0 WHERE t0.\"id\" > $7 GROUP BY {key}"));
    assert_eq!(query.parameters().len(), 7);
}

#[test]
fn groups() {
    golden(
        expect_file!["../../golden/grouping/groups.sql"],
        [
            ("by a column", Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum())).to_sql()),
            ("by two", {
                Order::query()
                    .group_by(|o| (o.customer_id, o.note))
                    .select(|(id, note), _| (id, note, count_star()))
                    .to_sql()
            }),
            ("by an expression with a parameter, which keeps its number", {
                Order::query()
                    .filter(|o| o.id.gt(0))
                    .group_by(|o| o.id / 100)
                    .having(|key, _| key.gt(2))
                    .select(|key, o| (key, o.total.avg()))
                    .order_by(|(key, _)| key.asc())
                    .to_sql()
            }),
            ("keys inside expressions", {
                Order::query().group_by(|o| o.customer_id).select(|id, o| id * 2 + o.id.max()).to_sql()
            }),
            ("HAVING", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .having(|_, o| o.total.sum().gt(dec!(1000)))
                    .having(|_, _| count_star().ge(2))
                    .select(|id, _| id)
                    .to_sql()
            }),
            ("into a struct, ordered by what was selected", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .group_by(|(_, c)| c.name)
                    .having(|_, (o, _)| o.total.sum().gt(dec!(1000)))
                    .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() })
                    .order_by(|s| (s.total.desc(), s.name.asc()))
                    .limit(5)
                    .to_sql()
            }),
        ],
    );
}

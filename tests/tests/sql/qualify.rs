//! QUALIFY.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn rows() {
    let latest = || {
        Order::query()
            .qualify(|o| row_number().over(|w| w.partition_by(o.customer_id).order_by(o.placed_at.desc())).eq(1))
    };
    golden(
        expect_file!["../../golden/qualify/rows.sql"],
        [
            ("the first of each group", latest().to_sql()),
            ("before WHERE is said", {
                latest()
                    .filter(|o| o.total.gt(dec!(10)))
                    .order_by(|o| o.total.desc())
                    .limit(3)
                    .select(|o| o.id)
                    .to_sql()
            }),
            ("twice, with columns of the row", {
                Order::query()
                    .qualify(|o| o.total.gt(o.total.avg().over(|w| w.partition_by(o.customer_id))))
                    .qualify(|o| rank().over(|w| w.order_by(o.id.asc())).le(5).or(o.note.is_null()))
                    .select(|o| (o.id, o.total.sum().over(|w| w)))
                    .to_sql()
            }),
            ("after a join", {
                Order::query()
                    .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .qualify(|(o, c)| dense_rank().over(|w| w.partition_by(c.region).order_by(o.total.desc())).eq(1))
                    .select(|(o, c)| (c.name, o.total))
                    .to_sql()
            }),
            (
                "DISTINCT",
                latest().select(|o| (o.customer_id, o.total)).distinct().order_by(|(_, total)| total.asc()).to_sql(),
            ),
            ("joined", {
                Customer::query()
                    .join(latest(), |(c, o)| c.id.eq(o.customer_id))
                    .select(|(c, o)| (c.name, o.placed_at))
                    .to_sql()
            }),
            ("in IN", {
                Customer::query()
                    .filter(|c| c.id.in_query(latest().filter(|o| o.total.gt(dec!(10))).select(|o| o.customer_id)))
                    .to_sql()
            }),
            ("in a set operation", latest().select(|o| o.id).union_all(Customer::query().select(|c| c.id)).to_sql()),
        ],
    );
}

#[test]
fn groups() {
    golden(
        expect_file!["../../golden/qualify/groups.sql"],
        [
            ("ranked by an aggregate", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .qualify(|_, o| rank().over(|w| w.order_by(o.total.sum().desc())).le(3))
                    .select(|customer, o| (customer, o.total.sum()))
                    .to_sql()
            }),
            ("beside HAVING, with keys and aggregates", {
                Order::query()
                    .group_by(|o| (o.customer_id, o.note))
                    .having(|_, _| count_star().gt(2))
                    .qualify(|(customer, note), o| {
                        let best = o.total.sum().max_of_groups().over(|w| w.partition_by(customer));
                        o.total.sum().eq(best).and(note.is_not_null())
                    })
                    .select(|(customer, note), _| (customer, note))
                    .order_by(|(customer, _)| customer.asc())
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn of_rows_that_are_grouped_it_is_an_error() {
    let first = || Order::query().qualify(|o| row_number().over(|w| w.order_by(o.id.asc())).eq(1));
    let grouped = first().group_by(|o| o.customer_id).select(|customer, _| customer).to_sql();
    let aggregated = first().select(|o| (o.total.sum(), o.total.sum().sum_of_groups().over(|w| w))).to_sql();
    let later = Order::query().group_by(|o| o.customer_id).select(|customer, _| customer);
    let later = later.qualify(|o| row_number().over(|w| w.order_by(o.id.asc())).eq(1)).to_sql();
    for sql in [grouped, aggregated, later] {
        let message = sql.check().unwrap_err().to_string();
        assert!(
            message.contains("QUALIFY is about the single rows of a query that groups or aggregates them"),
            "{message}"
        );
    }
    first().select(|o| o.total.sum().over(|w| w)).to_sql().check().unwrap();
}

#[test]
fn a_correlated_subquery_has_no_window() {
    let sql = Customer::query()
        .filter(|c| {
            Order::query()
                .filter(move |o| o.customer_id.eq(c.id))
                .qualify(|o| row_number().over(|w| w.order_by(o.id.asc())).eq(1))
                .exists()
        })
        .to_sql();
    assert!(sql.check().unwrap_err().to_string().contains("window function"));
}

//! WITH.

use expect_test::expect_file;
use redshift_orm::Sql;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn common_table_expressions() {
    let totals = || Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
    golden(
        expect_file!["../../golden/common_table_expressions/common_table_expressions.sql"],
        [
            (
                "used once",
                with("totals", totals(), |totals| totals.query().filter(|(_, total)| total.gt(dec!(7)))).to_sql(),
            ),
            ("used twice", {
                with("totals", totals(), |totals| {
                    totals.query().join(totals.clone(), |((_, a), (_, b))| a.lt(b)).select(|((a, _), (b, _))| (a, b))
                })
                .to_sql()
            }),
            ("joined as a query", {
                with("totals", totals(), |totals| {
                    Customer::query()
                        .join(totals.query(), |(c, (id, _))| c.id.eq(id))
                        .left_join(totals.query().filter(|(_, total)| total.gt(dec!(7))), |(c, _, (id, _))| c.id.eq(id))
                        .select(|(c, (_, total), (large, _))| (c.name, total, large))
                })
                .to_sql()
            }),
            ("joined to a table", {
                with("totals", totals(), |totals| {
                    Customer::query()
                        .left_join(totals, |(c, (id, _))| c.id.eq(id))
                        .select(|(c, (_, total))| (c.name, total))
                })
                .order_by(|(name, _)| name.asc())
                .to_sql()
            }),
            ("a model", {
                let northern = Customer::query().filter(|c| c.region.eq("north"));
                with("northern", northern, |northern| northern.query().filter(|c| c.active.eq(true))).to_sql()
            }),
            ("two, the second of the first", {
                with("totals", totals(), |totals| {
                    let large = totals.query().filter(|(_, total)| total.gt(dec!(100))).select(|(id, _)| id);
                    with("large", large, move |large| {
                        Customer::query().filter(|c| c.id.in_query(large.query().select(|id| id)))
                    })
                })
                .to_sql()
            }),
            ("of a set operation", {
                let ids = Customer::query().select(|c| c.id).union(Order::query().select(|o| o.customer_id));
                with("ids", ids, |ids| ids.query().select(|id| id.max())).to_sql()
            }),
            ("recursive", {
                with_recursive(
                    "chain",
                    Order::query().filter(|o| o.id.eq(1)).select(|o| (o.id, o.customer_id)),
                    |chain| {
                        Order::query()
                            .join(chain, |(o, (_, next))| o.id.eq(next))
                            .select(|(o, _)| (o.id, o.customer_id))
                    },
                    |chain| {
                        chain
                            .query()
                            .join(Customer::query(), |((_, id), c)| c.id.eq(id))
                            .select(|((id, _), c)| (id, c.name))
                    },
                )
                .limit(10)
                .to_sql()
            }),
        ],
    );
}

fn refused(sql: Sql<'_>, words: &str) {
    let error = sql.check().unwrap_err().to_string();
    assert!(error.contains(words), "{error}");
}

#[test]
fn names_are_told_apart() {
    let ids = || Customer::query().select(|c| c.id);
    refused(with("customers", ids(), |_| Customer::query()).to_sql(), "hides the table \"customers\"");
    refused(with("x", ids(), |_| with("X", ids(), |x| x.query())).to_sql(), "two common table expressions");
    let mut escaped = None;
    let _ = with("x", ids(), |x| {
        escaped = Some(x.clone());
        x.query()
    });
    refused(escaped.unwrap().query().to_sql(), "outside the query");
}

#[test]
fn recursion_that_redshift_refuses_is_not_written() {
    let ids = || Customer::query().select(|c| c.id);
    let ordered = with_recursive("x", ids(), |_| ids().limit(1), |x| x.query());
    refused(ordered.to_sql(), "the step of a recursive");
    let recursive = with_recursive("x", ids(), |x| x.query(), |x| x.query().select(|id| id));
    let inside = Customer::query().filter(|c| c.id.in_query(recursive));
    refused(inside.to_sql(), "WITH RECURSIVE stands inside");
}

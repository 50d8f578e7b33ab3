//! Subqueries in conditions and as values.

use expect_test::expect_file;
use redshift_orm::Sql;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn subqueries() {
    golden(
        expect_file!["../../golden/subqueries/subqueries.sql"],
        [
            ("EXISTS, correlated", {
                Customer::query().filter(|c| Order::query().filter(move |o| o.customer_id.eq(c.id)).exists()).to_sql()
            }),
            ("NOT EXISTS", {
                Customer::query()
                    .filter(|c| {
                        let large =
                            Order::query().filter(move |o| o.customer_id.eq(c.id)).filter(|o| o.total.gt(dec!(7)));
                        large.not_exists().and(c.region.eq("north"))
                    })
                    .to_sql()
            }),
            ("IN", {
                Customer::query()
                    .filter(|c| {
                        c.id.in_query(Order::query().filter(|o| o.total.gt(dec!(100))).select(|o| o.customer_id))
                    })
                    .to_sql()
            }),
            ("NOT IN", {
                let buyers = Order::query().select(|o| o.customer_id).distinct();
                Customer::query().filter(|c| c.id.not_in_query(buyers)).to_sql()
            }),
            ("IN of a grouped query", {
                let loyal =
                    Order::query().group_by(|o| o.customer_id).having(|_, _| count_star().ge(2)).select(|id, _| id);
                Customer::query().filter(|c| c.id.in_query(loyal)).to_sql()
            }),
            ("a value compared", {
                let largest = Order::query().select(|o| o.total.max()).scalar();
                Order::query().filter(|o| o.total.eq(largest)).select(|o| o.id).to_sql()
            }),
            ("a value selected, correlated, and ordered by", {
                Customer::query()
                    .select(|c| {
                        let orders = Order::query().filter(move |o| o.customer_id.eq(c.id).and(o.total.gt(dec!(5))));
                        (c.name, orders.select(|o| o.total.sum()).scalar())
                    })
                    .order_by(|(_, total)| total.desc())
                    .limit(3)
                    .to_sql()
            }),
            ("the latest of a customer", {
                Customer::query()
                    .select(|c| {
                        let orders = Order::query().filter(move |o| o.customer_id.eq(c.id)).select(|o| o.placed_at);
                        (c.name, orders.order_by(|at| at.desc()).limit(1).scalar())
                    })
                    .to_sql()
            }),
            ("in a derived table, in a subquery", {
                let totals = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
                Customer::query()
                    .filter(|c| {
                        c.id.in_query(Customer::query().join(totals, |(d, (id, _))| d.id.eq(id)).select(|(d, _)| d.id))
                    })
                    .to_sql()
            }),
            ("= ANY and <> ALL", {
                let buyers = Order::query().select(|o| o.customer_id);
                let large = Order::query().group_by(|o| o.customer_id).having(|_, o| o.total.max().gt(dec!(9)));
                Customer::query()
                    .filter(|c| c.id.eq_any(buyers))
                    .filter(|c| c.id.ne_all(large.select(|id, _| id)).not())
                    .to_sql()
            }),
            ("UPDATE", {
                let northern = Customer::query().filter(|c| c.region.eq("north")).select(|c| c.id);
                Order::update().set(|o| o.note.to("north")).filter(|o| o.customer_id.in_query(northern)).to_sql()
            }),
            ("DELETE, correlated", {
                Order::delete()
                    .filter(|o| Customer::query().filter(move |c| c.id.eq(o.customer_id)).not_exists())
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
fn correlated_references_that_redshift_refuses_are_not_written() {
    let skipping = Customer::query().filter(|c| {
        let orders = Order::query().filter(move |o| {
            let same = Order::query().filter(move |p| p.customer_id.eq(c.id).and(p.id.eq(o.id)));
            same.exists()
        });
        orders.exists()
    });
    refused(skipping.to_sql(), "skips a query block");

    let derived = Customer::query().filter(|c| {
        let orders = Order::query().filter(move |o| o.customer_id.eq(c.id)).select(|o| o.id);
        Order::query().join(orders, |(o, id)| o.id.eq(id)).exists()
    });
    refused(derived.to_sql(), "skips a query block");

    let outer_join = Customer::query().left_join(Order::query(), |(c, o)| {
        o.customer_id.eq(c.id).and(Customer::query().filter(move |d| d.id.eq(c.id)).exists())
    });
    refused(outer_join.to_sql(), "ON condition of an outer join");

    let grouped = Customer::query().filter(|c| {
        let ids = Order::query()
            .filter(move |o| o.note.eq(c.name))
            .group_by(|o| o.customer_id)
            .having(|_, o| o.total.sum().gt(dec!(1)))
            .select(|id, _| id);
        c.id.in_query(ids)
    });
    refused(grouped.to_sql(), "join the grouped query");

    let numbered = Customer::query().filter(|c| {
        let orders = Order::query().filter(move |o| o.customer_id.eq(c.id));
        c.id.in_query(orders.select(|o| row_number().over(|w| w.order_by(o.id.asc()))))
    });
    refused(numbered.to_sql(), "compute the window in a derived table");
}

#[test]
fn the_least_and_the_greatest_may_be_correlated_in_a_grouped_subquery() {
    let query = Customer::query().filter(|c| {
        let ids = Order::query().filter(move |o| o.note.eq(c.name)).group_by(|o| o.note).select(|_, o| o.id.max());
        c.id.in_query(ids)
    });
    assert!(query.to_sql().check().is_ok());
}

#[test]
fn a_subquery_is_no_key() {
    let query = Customer::query()
        .group_by(|_| Order::query().select(|o| o.total.max()).scalar())
        .select(|key, _| (key, count_star()));
    refused(query.to_sql(), "GROUP BY holds a subquery");
}

#[test]
fn a_query_does_not_stand_inside_its_clone() {
    let orders = Order::query();
    let inner = orders.clone();
    let query = orders.filter(|o| inner.filter(move |p| p.customer_id.eq(o.customer_id)).exists());
    refused(query.to_sql(), "inside a clone of itself");
}

//! Derived tables in FROM.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order, SelectSpend};

use crate::golden;

#[test]
fn derived_tables() {
    golden(
        expect_file!["../../golden/derived_tables/derived_tables.sql"],
        [
            ("a grouped query", {
                let totals = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
                Customer::query()
                    .join(totals, |(c, (id, _))| c.id.eq(id))
                    .filter(|(_, (_, total))| total.gt(dec!(100)))
                    .select(|(c, (_, total))| (c.name, total))
                    .to_sql()
            }),
            ("the other side of an outer join: COUNT may be NULL", {
                let counts = Order::query().group_by(|o| o.customer_id).select(|id, _| (id, count_star()));
                Customer::query()
                    .left_join(counts, |(c, (id, _))| c.id.eq(id))
                    .filter(|(_, (_, orders))| orders.is_null())
                    .select(|(c, (_, orders))| (c.name, orders))
                    .to_sql()
            }),
            ("with ORDER BY and LIMIT of its own", {
                let last = Order::query().select(|o| (o.id, o.customer_id)).order_by(|(id, _)| id.desc()).limit(3);
                Customer::query()
                    .join(last, |(c, (_, customer))| c.id.eq(customer))
                    .select(|(c, (id, _))| (c.name, id))
                    .to_sql()
            }),
            ("the first source", {
                let totals = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
                totals.derived().filter(|(_, total)| total.gt(dec!(100))).select(|(id, _)| id.max()).to_sql()
            }),
            ("the first source, joined", {
                Order::query()
                    .order_by(|o| o.id.desc())
                    .limit(3)
                    .derived()
                    .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .select(|(o, c)| (o.total, c.name))
                    .to_sql()
            }),
            ("with DISTINCT", {
                let buyers = Order::query().filter(|o| o.total.gt(dec!(5))).select(|o| o.customer_id).distinct();
                Customer::query().join(buyers, |(c, buyer)| c.id.eq(buyer)).select(|(c, _)| c.name).to_sql()
            }),
            ("a struct", {
                let spend = Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .group_by(|(_, c)| c.name)
                    .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() });
                Customer::query()
                    .left_join(spend, |(c, s)| c.name.eq(s.name))
                    .order_by(|(_, s)| s.total.desc())
                    .select(|(c, s)| (c.id, s.orders, s.total))
                    .to_sql()
            }),
            ("a whole model of a joined query", {
                let northern = Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id).and(c.region.eq("north")))
                    .select(|(o, _)| o);
                Customer::query()
                    .left_join(northern, |(c, o)| c.id.eq(o.customer_id))
                    .select(|(c, o)| (c.name, o.id, o.total))
                    .to_sql()
            }),
            ("a derived table in a derived table", {
                let totals = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
                let named =
                    Customer::query().join(totals, |(c, (id, _))| c.id.eq(id)).select(|(c, (_, total))| (c.id, total));
                Customer::query()
                    .join(named, |(c, (id, _))| c.id.eq(id))
                    .select(|(_, (id, total))| (id, total))
                    .to_sql()
            }),
            ("a group of derived rows", {
                let counts = Order::query().group_by(|o| o.customer_id).select(|id, _| (id, count_star()));
                Customer::query()
                    .join(counts, |(c, (id, _))| c.id.eq(id))
                    .group_by(|(c, _)| c.region)
                    .select(|region, (_, (_, orders))| (region, orders.max()))
                    .to_sql()
            }),
        ],
    );
}

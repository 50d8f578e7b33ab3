//! FROM.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn joins() {
    golden(
        expect_file!["../../golden/joins/joins.sql"],
        [
            ("inner", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("left: the other side is nullable", {
                Order::query()
                    .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .filter(|(_, c)| c.name.is_null())
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("a table with itself", {
                Order::query()
                    .join(Order::query(), |(a, b)| a.customer_id.eq(b.customer_id).and(a.id.lt(b.id)))
                    .select(|(a, b)| (a.id, b.id))
                    .to_sql()
            }),
            ("a filtered source", {
                Order::query()
                    .left_join(Customer::query().filter(|c| c.region.eq("north")), |(o, c)| o.customer_id.eq(c.id))
                    .filter(|(o, _)| o.id.gt(1))
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("whole models of both sides", {
                Customer::query().left_join(Customer::query(), |(a, b)| a.id.eq(b.id)).to_sql()
            }),
            ("eight sources", {
                Customer::query()
                    .join(Customer::query(), |(a, b)| a.id.eq(b.id))
                    .join(Customer::query(), |(a, _, c)| a.id.eq(c.id))
                    .left_join(Customer::query(), |(a, _, _, d)| a.id.eq(d.id))
                    .left_join(Customer::query(), |(a, _, _, _, e)| a.id.eq(e.id))
                    .join(Customer::query(), |(a, _, _, _, _, f)| a.id.eq(f.id))
                    .join(Customer::query(), |(a, _, _, _, _, _, g)| a.id.eq(g.id))
                    .join(Customer::query(), |(a, _, _, _, _, _, _, h)| a.id.eq(h.id))
                    .select(|(a, _, _, d, e, _, _, h)| (a.id, d.name, e.region, h.active))
                    .to_sql()
            }),
        ],
    );
}

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
            ("right: every source before it is nullable", {
                Order::query()
                    .join(Order::query(), |(a, b)| a.id.lt(b.id))
                    .right_join(Customer::query(), |(a, _, c)| a.customer_id.eq(c.id).and(c.active))
                    .filter(|(a, b, _)| a.id.is_null().or(b.note.is_not_null()))
                    .select(|(a, b, c)| (a.id, b.total, c.name))
                    .to_sql()
            }),
            ("full: on the keys of both sides", {
                Order::query()
                    .full_join(Customer::query(), |o| o.customer_id, |c| c.id)
                    .filter(|(o, c)| o.id.is_null().or(c.id.is_null()))
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("full: several keys, expressions, a derived table", {
                let firsts = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.placed_at.min()));
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .full_join(firsts, |(o, c)| (c.id, o.placed_at), |(id, at)| (id, at))
                    .select(|(o, c, (id, at))| (o.id, c.name, id, at))
                    .to_sql()
            }),
            ("cross", {
                Customer::query()
                    .cross_join(Customer::query().filter(|c| c.active))
                    .cross_join(Order::query())
                    .select(|(a, b, o)| (a.name, b.name, o.id))
                    .to_sql()
            }),
            ("a join of each kind after the others", {
                Order::query()
                    .left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .right_join(Customer::query(), |(_, c, d)| c.region.eq(d.region))
                    .full_join(Order::query(), |(_, _, d)| d.id, |o| o.customer_id)
                    .cross_join(Customer::query())
                    .join(Customer::query(), |(.., p, e, f)| p.customer_id.eq(f.id).and(e.id.ne(f.id)))
                    .select(|(o, c, d, p, e, f)| (o.id, c.name, d.id, p.total, e.id, f.id))
                    .to_sql()
            }),
            ("whole models beside columns", {
                Customer::query()
                    .left_join(Customer::query(), |(a, b)| a.region.eq(b.region))
                    .full_join(Order::query(), |(a, _)| a.id, |o| o.customer_id)
                    .select(|(a, b, o)| (b, a.name, (o.id, a)))
                    .to_sql()
            }),
            ("twelve sources", {
                Customer::query()
                    .join(Customer::query(), |(a, b)| a.id.eq(b.id))
                    .join(Customer::query(), |(a, _, c)| a.id.eq(c.id))
                    .left_join(Customer::query(), |(a, _, _, d)| a.id.eq(d.id))
                    .left_join(Customer::query(), |(a, _, _, _, e)| a.id.eq(e.id))
                    .join(Customer::query(), |(a, _, _, _, _, f)| a.id.eq(f.id))
                    .join(Customer::query(), |(a, _, _, _, _, _, g)| a.id.eq(g.id))
                    .join(Customer::query(), |(a, .., h)| a.id.eq(h.id))
                    .join(Customer::query(), |(a, .., i)| a.id.eq(i.id))
                    .full_join(Customer::query(), |(a, ..)| a.id, |j| j.id)
                    .cross_join(Customer::query())
                    .right_join(Customer::query(), |(a, .., l)| a.id.eq(l.id))
                    .select(|(a, _, _, d, e, _, _, h, _, j, k, l)| (a.id, d.name, e.region, h.active, j.id, k.id, l.id))
                    .to_sql()
            }),
        ],
    );
}

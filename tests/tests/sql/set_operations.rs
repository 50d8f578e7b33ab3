//! UNION, INTERSECT and EXCEPT.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order, SelectSpend};

use crate::golden;

#[test]
fn set_operations() {
    let ids = || Customer::query().select(|c| c.id);
    let buyers = || Order::query().filter(|o| o.total.gt(dec!(5))).select(|o| o.customer_id);
    golden(
        expect_file!["../../golden/set_operations/set_operations.sql"],
        [
            (
                "UNION, ordered by a selected column",
                ids().union(buyers()).order_by(|id| id.desc()).limit(3).offset(1).to_sql(),
            ),
            ("UNION ALL of models", {
                let northern = Customer::query().filter(|c| c.region.eq("north"));
                northern.union_all(Customer::query().filter(|c| c.region.is_null())).order_by(|c| c.name.asc()).to_sql()
            }),
            ("a column that may be NULL in one of them", {
                Customer::query()
                    .select(|c| (c.id.nullable(), c.name.nullable()))
                    .union_all(Order::query().select(|o| (o.id.max(), o.note.max())))
                    .to_sql()
            }),
            ("INTERSECT", ids().intersect(buyers()).to_sql()),
            ("EXCEPT", ids().except(buyers()).to_sql()),
            ("from left to right", ids().union(buyers()).except(ids()).to_sql()),
            ("INTERSECT of a UNION", ids().union(buyers()).intersect(ids()).to_sql()),
            ("UNION of an INTERSECT", ids().intersect(buyers()).union(ids()).to_sql()),
            ("a set operation on the right", ids().except(buyers().union_all(ids())).to_sql()),
            ("what is cast is cast around the whole", {
                let totals = || Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.sum()));
                totals().union_all(totals()).order_by(|(_, total)| total.desc()).to_sql()
            }),
            ("a struct", {
                let of = |region: &'static str| {
                    Order::query()
                        .join(Customer::query(), move |(o, c)| o.customer_id.eq(c.id).and(c.region.eq(region)))
                        .group_by(|(_, c)| c.name)
                        .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() })
                };
                of("north").union(of("south")).filter(|s| s.orders.gt(1)).order_by(|s| s.name.asc()).to_sql()
            }),
            ("LIMIT in an operand", {
                let last = Order::query().select(|o| (o.id, o.placed_at)).order_by(|(_, at)| at.desc()).limit(2);
                let first = Order::query().select(|o| (o.id, o.placed_at)).order_by(|(_, at)| at.asc()).limit(2);
                last.union_all(first).to_sql()
            }),
            ("some columns of a set operation", {
                let names = || Customer::query().select(|c| (c.name, c.region));
                let some = names().union(names()).select(|(name, _)| name);
                some.union(Customer::query().select(|c| c.name)).to_sql()
            }),
            ("joined", {
                let either = Customer::query().union(Customer::query().filter(|c| c.active.eq(true)));
                Order::query()
                    .left_join(either, |(o, c)| o.customer_id.eq(c.id))
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("a subquery of IN", {
                let either = ids().union(buyers());
                Customer::query().filter(|c| c.id.in_query(either.select(|id| id))).to_sql()
            }),
        ],
    );
}

//! ROLLUP, CUBE and GROUPING SETS.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn extensions() {
    golden(
        expect_file!["../../golden/grouping/subtotals.sql"],
        [
            ("ROLLUP", {
                Order::query()
                    .group_by(|o| rollup((o.customer_id, o.note)))
                    .select(|(customer, note), o| (customer, note, o.total.sum()))
                    .order_by(|(customer, note, _)| (customer.asc(), note.asc()))
                    .to_sql()
            }),
            ("ROLLUP of one column", {
                Order::query()
                    .group_by(|o| rollup(o.customer_id))
                    .select(|customer, _| (customer, count_star()))
                    .to_sql()
            }),
            ("CUBE and GROUPING, and conditions on them", {
                Order::query()
                    .group_by(|o| cube((o.customer_id, o.note)))
                    .having(|(customer, _), _| customer.is_not_null().and(count_star().gt(1)))
                    .select(|(customer, note), _| (customer, note, grouping(customer), grouping((customer, note))))
                    .to_sql()
            }),
            ("GROUPING SETS, with a column in two of them", {
                Order::query()
                    .group_by(|o| grouping_sets(((o.customer_id, o.note), o.customer_id, ())))
                    .select(|((customer, note), again, ()), o| (customer, note, again, o.id.max()))
                    .to_sql()
            }),
            ("beside a key", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .group_by(|(o, c)| (c.name, rollup((c.region, o.note))))
                    .select(|(name, (region, note)), (o, _)| (name, region, note, o.total.avg()))
                    .to_sql()
            }),
            ("concatenated", {
                Order::query()
                    .group_by(|o| (cube((o.customer_id, o.note)), grouping_sets((o.placed_at, ()))))
                    .select(|((customer, _), (placed_at, ())), _| (customer, placed_at))
                    .to_sql()
            }),
            ("nested", {
                Order::query()
                    .group_by(|o| grouping_sets((rollup(o.customer_id), cube((o.note, o.placed_at)), (o.id,))))
                    .select(|(customer, (note, _), (id,)), _| (customer, note, id))
                    .to_sql()
            }),
            ("expressions, whose parameters are the same wherever they stand", {
                Order::query()
                    .group_by(|o| rollup((o.id % 10, o.note)))
                    .select(|(digit, note), _| (digit + 1, grouping((digit, note)), count_star()))
                    .to_sql()
            }),
            ("windows over the groups", {
                Order::query()
                    .group_by(|o| rollup((o.customer_id, o.note)))
                    .qualify(|(customer, note), o| {
                        rank().over(|w| w.partition_by(grouping((customer, note))).order_by(o.total.sum().desc())).le(3)
                    })
                    .select(|(customer, note), o| (customer, note, o.total.sum().max_of_groups().over(|w| w)))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn what_redshift_refuses_is_an_error() {
    let many = Order::query()
        .group_by(|o| {
            (cube((o.id, o.customer_id, o.note)), cube((o.total, o.placed_at, o.created_at)), rollup(o.id % 2))
        })
        .select(|_, _| count_star())
        .to_sql();
    let message = many.check().unwrap_err().to_string();
    assert!(message.contains("GROUP BY makes 128 grouping sets and Redshift takes at most 64"), "{message}");
    let twice =
        Order::query().group_by(|o| (rollup(o.id), rollup((o.note, o.id)))).select(|_, _| count_star()).to_sql();
    let message = twice.check().unwrap_err().to_string();
    assert!(message.contains("a grouping set holds a column twice"), "{message}");
}

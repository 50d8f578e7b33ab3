//! Window functions.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn aggregates() {
    golden(
        expect_file!["../../golden/windows/aggregates.sql"],
        [
            ("the whole", Order::query().select(|o| (o.id, count_star().over(|w| w))).to_sql()),
            ("each", {
                Order::query()
                    .select(|o| {
                        (
                            o.total.sum().over(|w| w.partition_by(o.customer_id)),
                            o.total.avg().over(|w| w.partition_by((o.customer_id, o.note))),
                            o.id.min().over(|w| w),
                            o.id.max().over(|w| w),
                            o.note.count().over(|w| w.partition_by(o.id % 10)),
                        )
                    })
                    .to_sql()
            }),
            ("integers, whose type Redshift widens", {
                Order::query().select(|o| (o.id.sum().over(|w| w), o.id.avg().over(|w| w))).to_sql()
            }),
            ("running", {
                Order::query()
                    .select(|o| {
                        let by_customer = o.total.sum().over(|w| {
                            w.partition_by(o.customer_id)
                                .order_by((o.placed_at.desc().nulls_last(), o.id.asc()))
                                .rows_unbounded_preceding()
                        });
                        (o.id, by_customer)
                    })
                    .to_sql()
            }),
            ("frames", {
                Order::query()
                    .select(|o| {
                        let over =
                            |start, end| o.id.count().over(move |w| w.order_by(o.id.asc()).rows_between(start, end));
                        (
                            over(FrameBound::Preceding(2), FrameBound::CurrentRow),
                            over(FrameBound::CurrentRow, FrameBound::Following(1)),
                            over(FrameBound::UnboundedPreceding, FrameBound::UnboundedFollowing),
                            over(FrameBound::Preceding(3), FrameBound::Preceding(1)),
                        )
                    })
                    .to_sql()
            }),
            ("inside expressions", {
                Order::query()
                    .select(|o| {
                        let share = o.total / o.total.sum().over(|w| w).nullif(dec!(0));
                        (-o.id.sum().over(|w| w), share, o.total.gt(o.total.avg().over(|w| w)))
                    })
                    .to_sql()
            }),
            ("parameters", {
                Order::query()
                    .filter(|o| o.id.gt(7))
                    .select(|o| {
                        (o.id + 1)
                            .sum()
                            .over(|w| w.partition_by(o.id % 2).order_by((o.id * 3).asc()).rows_unbounded_preceding())
                    })
                    .order_by(|sum| sum.asc())
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn functions() {
    golden(
        expect_file!["../../golden/windows/functions.sql"],
        [
            ("ranks", {
                Order::query()
                    .select(|o| {
                        (
                            row_number().over(|w| w.partition_by(o.customer_id).order_by(o.total.desc())),
                            rank().over(|w| w.order_by(o.total.desc())),
                            dense_rank().over(|w| w.order_by(o.total.desc())),
                            percent_rank().over(|w| w.order_by(o.total.desc())),
                            cume_dist().over(|w| w.order_by(o.total.desc())),
                            ntile(4).over(|w| w.order_by(o.total.desc())),
                            row_number().over(|w| w),
                        )
                    })
                    .to_sql()
            }),
            ("values of other rows", {
                Order::query()
                    .select(|o| {
                        (
                            o.total.lag(1).over(|w| w.order_by(o.id.asc())),
                            o.note.lead(2).over(|w| w.partition_by(o.customer_id).order_by(o.id.asc())),
                            o.id.first_value().over(|w| w.order_by(o.id.asc()).rows_unbounded_preceding()),
                            o.id.last_value().over(|w| w),
                            o.id.nth_value(2).over(|w| w.partition_by(o.customer_id)),
                        )
                    })
                    .to_sql()
            }),
            ("IGNORE NULLS", {
                Order::query()
                    .select(|o| {
                        (
                            o.note.lag(1).ignore_nulls().over(|w| w.order_by(o.id.asc())),
                            o.note.lead(2).ignore_nulls().ignore_nulls().over(|w| w.order_by(o.id.asc())),
                            o.note.first_value().ignore_nulls().over(|w| w.partition_by(o.customer_id)),
                            o.note
                                .last_value()
                                .ignore_nulls()
                                .over(|w| w.order_by(o.id.asc()).rows_unbounded_preceding()),
                            o.note.nth_value(2).ignore_nulls().over(|w| w),
                        )
                    })
                    .to_sql()
            }),
            ("RATIO_TO_REPORT", {
                Order::query().select(|o| o.total.ratio_to_report().over(|w| w.partition_by(o.customer_id))).to_sql()
            }),
            ("in ORDER BY", {
                Order::query().order_by(|o| (rank().over(|w| w.order_by(o.total.desc())).asc(), o.id.asc())).to_sql()
            }),
            ("over groups", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .group_by(|(_, c)| (c.region, c.name))
                    .select(|(region, name), (o, _)| {
                        let place = rank()
                            .over(|w| w.partition_by(region).order_by((o.total.sum().desc(), count_star().desc())));
                        let before = o.total.sum().lag(1).over(|w| w.order_by(name.asc()));
                        (region, name, o.total.sum(), place, before, count_star())
                    })
                    .order_by(|(region, _, _, place, ..)| (region.asc(), place.asc()))
                    .to_sql()
            }),
            ("SUM of SUM", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .select(|id, o| {
                        (
                            o.total.sum().sum_of_groups().over(|w| w.order_by(id.asc()).rows_unbounded_preceding()),
                            count_star().sum_of_groups().over(|w| w),
                            o.id.count().avg_of_groups().over(|w| w),
                            o.total.max().min_of_groups().over(|w| w.partition_by(id)),
                            id.max_of_groups().over(|w| w),
                        )
                    })
                    .to_sql()
            }),
            ("the last of each group, joined", {
                let numbered = Order::query().select(|o| {
                    (o.id, row_number().over(|w| w.partition_by(o.customer_id).order_by(o.placed_at.desc())))
                });
                Order::query()
                    .join(numbered, |(o, (id, number))| o.id.eq(id).and(number.eq(1)))
                    .select(|(o, _)| (o.id, o.note))
                    .to_sql()
            }),
            ("DISTINCT", {
                Order::query()
                    .select(|o| (o.customer_id, o.total.sum().over(|w| w.partition_by(o.customer_id))))
                    .distinct()
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn a_frame_that_ends_before_it_starts_is_an_error() {
    for (start, end) in [
        (FrameBound::CurrentRow, FrameBound::Preceding(1)),
        (FrameBound::UnboundedFollowing, FrameBound::UnboundedFollowing),
        (FrameBound::UnboundedPreceding, FrameBound::UnboundedPreceding),
        (FrameBound::Preceding(1), FrameBound::Preceding(2)),
    ] {
        let sql =
            Order::query().select(|o| o.id.sum().over(|w| w.order_by(o.id.asc()).rows_between(start, end))).to_sql();
        let message = sql.check().unwrap_err().to_string();
        assert!(message.contains("a frame starts at"), "{message}");
    }
}

//! Aggregate functions beyond SUM, AVG, MIN, MAX and COUNT.

use expect_test::expect_file;
use redshift_orm::Sql;
use redshift_orm::expr::{Aggregate, Expr, Row, Spread};
use redshift_orm::prelude::*;
use redshift_orm::types::Null;
use redshift_orm_tests::{Customer, Everything, Order};

use crate::golden;

#[test]
fn sorted() {
    golden(
        expect_file!["../../golden/aggregates/sorted.sql"],
        [
            ("LISTAGG", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .group_by(|(_, c)| c.name)
                    .select(|name, (o, _)| {
                        let order = (o.placed_at.desc().nulls_last(), o.id.asc());
                        (name, o.id.listagg(", ").within_group(order), o.note.listagg(""), count_star())
                    })
                    .order_by(|(_, ids, ..)| ids.asc())
                    .to_sql()
            }),
            ("LISTAGG of distinct values, with a delimiter to be escaped", {
                Customer::query().select(|c| c.region.listagg_distinct(r"'\").within_group(c.region.desc())).to_sql()
            }),
            ("MEDIAN and percentiles of one order", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .having(|_, o| o.total.median().gt(dec!(10)))
                    .select(|_, o| {
                        let lowest = o.id.listagg(" ").within_group(o.total.asc());
                        (o.total.median(), o.total.percentile_cont(0.25), o.total.percentile_cont(1.0), lowest)
                    })
                    .to_sql()
            }),
            ("MEDIAN by type", {
                Everything::query()
                    .select(|e| {
                        let whole = (e.id.median().over(|w| w), e.big.median().over(|w| w));
                        let float = e.double.median().over(|w| w);
                        (whole, float, e.date.median().over(|w| w), e.timestamp.median().over(|w| w))
                    })
                    .to_sql()
            }),
            ("APPROXIMATE PERCENTILE_DISC, which needs no common order", {
                Order::query()
                    .select(|o| {
                        let approximate = o.placed_at.approximate_percentile_disc(0.5);
                        (approximate, o.id.approximate_percentile_disc(0.9), o.total.median())
                    })
                    .to_sql()
            }),
            ("windows", {
                Order::query()
                    .select(|o| {
                        let listed = o.note.listagg(",").within_group(o.id.asc());
                        (
                            listed.over(|w| w.partition_by(o.customer_id)),
                            o.note.listagg_distinct(",").over(|w| w),
                            o.total.median().over(|w| w.partition_by((o.customer_id, o.placed_at))),
                            o.total.percentile_cont(0.6).over(|w| w),
                            o.id.percentile_disc(0.5).over(|w| w.partition_by(o.customer_id)),
                        )
                    })
                    .to_sql()
            }),
            ("windows over groups", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .select(|id, o| {
                        let median = o.total.sum().median_of_groups().over(|w| w);
                        let sixtieth = o.total.sum().percentile_cont_of_groups(0.6).over(|w| w);
                        (id, median, sixtieth, o.total.sum().percentile_disc(0.6).over(|w| w))
                    })
                    .to_sql()
            }),
            ("parameters", {
                Order::query()
                    .select(|o| {
                        let order = (o.total * dec!(3)).asc();
                        (o.note.coalesce("none").listagg("; ").within_group(order), o.note.listagg(" "))
                    })
                    .to_sql()
            }),
            ("one order in each SELECT", {
                let medians = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.id.median()));
                Customer::query()
                    .join(medians, |(c, (id, _))| c.id.eq(id))
                    .select(|(c, (_, median))| c.name.listagg(",").within_group(median.asc()))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn statistics() {
    golden(
        expect_file!["../../golden/aggregates/statistics.sql"],
        [
            ("STDDEV and VARIANCE", {
                Order::query()
                    .select(|o| (o.total.stddev_samp(), o.id.stddev_pop(), o.total.var_samp(), o.id.var_pop()))
                    .to_sql()
            }),
            ("DISTINCT", {
                Order::query()
                    .select(|o| {
                        let sums = (o.total.sum_distinct(), o.id.avg_distinct());
                        let deviations = (o.total.stddev_samp_distinct(), o.id.stddev_pop_distinct());
                        (sums, deviations, o.total.var_samp_distinct(), o.id.var_pop_distinct())
                    })
                    .to_sql()
            }),
            ("APPROXIMATE COUNT", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .having(|_, o| o.note.approximate_count_distinct().gt(1))
                    .select(|id, o| (id, (o.id % 7).approximate_count_distinct(), o.payload.hll()))
                    .to_sql()
            }),
            ("windows", {
                Order::query()
                    .select(|o| {
                        let running = |deviation: Expr<'static, f64, Null, Aggregate<Spread<Row>>>| {
                            deviation.over(|w| w.order_by(o.id.asc()).rows_unbounded_preceding())
                        };
                        (running(o.total.stddev_samp()), running(o.total.var_pop()), o.total.var_samp().over(|w| w))
                    })
                    .to_sql()
            }),
        ],
    );
}

#[derive(Debug, Model)]
struct Daily {
    #[redshift(sortkey)]
    day: NaiveDate,
    visitors: HllSketch,
    earlier: Option<HllSketch>,
}

#[test]
fn sketches() {
    golden(
        expect_file!["../../golden/functions/hyperloglog.sql"],
        [
            ("a table of sketches", Daily::create_table().to_sql()),
            ("kept by day", {
                let sketches = Order::query()
                    .group_by(|o| o.placed_at.cast::<NaiveDate>())
                    .select(|day, o| (day, o.customer_id.hll_create_sketch(), o.id.hll_create_sketch()));
                Daily::insert_select(sketches).to_sql()
            }),
            ("combined by month", {
                Daily::query()
                    .filter(|d| d.visitors.hll_cardinality().gt(9))
                    .group_by(|d| d.day.date_trunc(DatePart::Month))
                    .select(|month, d| (month, d.visitors.hll_combine().hll_cardinality()))
                    .to_sql()
            }),
            ("two of them", {
                Daily::query()
                    .select(|d| (d.day, d.visitors.hll_combine_sketches(d.earlier).hll_cardinality()))
                    .to_sql()
            }),
            ("in a derived table", {
                let sketches = Order::query().group_by(|o| o.note).select(|_, o| o.payload.hll_create_sketch());
                sketches.derived().select(|s| s.hll_combine().hll_cardinality()).to_sql()
            }),
        ],
    );
}

#[test]
fn sketches_are_not_read() {
    let refused = |sql: Sql<'_>, words: &str| {
        let error = sql.check().unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    refused(Daily::query().to_sql(), "the HLLSKETCH \"visitors\" is selected, of which nothing can be read");
    refused(Daily::query().select(|d| d.visitors.hll_combine()).to_sql(), "the HLLSKETCH is selected");
    refused(Daily::query().select(|d| d.visitors).distinct().to_sql(), "the HLLSKETCH is selected");
}

#[test]
fn any_and_bits() {
    golden(
        expect_file!["../../golden/aggregates/any_and_bits.sql"],
        [
            ("any", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .select(|id, o| (id, o.payload.any_value(), o.total.any_value(), o.note.any_value()))
                    .to_sql()
            }),
            ("bits", Order::query().select(|o| (o.id.bit_and(), (o.id % 8).bit_or())).to_sql()),
            ("booleans", {
                Customer::query()
                    .group_by(|c| c.region)
                    .having(|_, c| c.name.like("A%").bool_or())
                    .select(|region, c| {
                        let named = c.name.ne("").and(c.region.is_not_null()).bool_and();
                        (region, c.active.bool_and(), c.id.bool_or(), named)
                    })
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn sorted_aggregates_of_one_select_have_one_order() {
    for (what, sql) in [
        ("two columns", Order::query().select(|o| (o.total.median(), o.id.median())).to_sql()),
        ("LISTAGG and MEDIAN", {
            Order::query().select(|o| (o.note.listagg(",").within_group(o.id.asc()), o.total.median())).to_sql()
        }),
        ("two directions", {
            Order::query()
                .select(|o| (o.id.percentile_cont(0.5), o.note.listagg(",").within_group(o.id.desc())))
                .to_sql()
        }),
        ("one in HAVING", {
            Order::query()
                .group_by(|o| o.customer_id)
                .having(|_, o| o.total.median().gt(dec!(1)))
                .select(|_, o| o.id.percentile_cont(0.5))
                .to_sql()
        }),
        ("bound values, which are different texts", {
            Order::query().select(|o| ((o.id + 1).median(), (o.id + 1).percentile_cont(0.5))).to_sql()
        }),
        ("inside expressions", {
            Order::query().select(|o| o.total.median() + (o.id + 1).percentile_cont(0.5)).to_sql()
        }),
    ] {
        let message = sql.check().unwrap_err().to_string();
        assert!(message.contains("have different orders, which Redshift refuses"), "{what}: {message}");
    }
}

#[test]
fn sorted_aggregates_stand_beside_no_distinct_one() {
    let beside = Order::query().select(|o| (o.total.median(), o.customer_id.count_distinct())).to_sql();
    let message = beside.check().unwrap_err().to_string();
    assert!(message.contains("stands beside an aggregate with DISTINCT"), "{message}");
    let window = Order::query().select(|o| o.total.median().over(|w| w)).to_sql();
    assert!(window.check().is_ok());
}

#[test]
fn a_percentile_is_a_fraction() {
    for fraction in [-0.1, 1.01, 95.0, f64::NAN, f64::INFINITY] {
        let message = Order::query().select(|o| o.total.percentile_cont(fraction)).to_sql().check().unwrap_err();
        assert!(message.to_string().contains("a percentile is a fraction from 0 to 1"), "{message}");
    }
    for fraction in [0.0, -0.0, 0.000_000_1, 1.0] {
        let sql = Order::query().select(|o| o.id.percentile_disc(fraction).over(|w| w)).to_sql();
        assert!(sql.check().is_ok() && !sql.text().contains("-0") && !sql.text().contains("e-"), "{sql}");
    }
}

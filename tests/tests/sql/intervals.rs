//! Intervals.

use expect_test::expect_file;
use redshift_orm::Sql;
use redshift_orm::expr::{Expr, Row};
use redshift_orm::prelude::*;
use redshift_orm::types::Null;
use redshift_orm_tests::{Everything, Order};

use crate::golden;

#[derive(Debug, Model)]
struct Subscription {
    #[redshift(primary_key, identity)]
    id: i64,
    begun: NaiveDate,
    term: IntervalYearToMonth,
    grace: Option<IntervalDayToSecond>,
}

#[test]
fn arithmetic() {
    golden(
        expect_file!["../../golden/functions/intervals.sql"],
        [
            ("every unit", {
                Everything::query()
                    .select(|e| {
                        (
                            (e.date + years(1), e.date - months(-3), e.date + days(7), e.date - hours(36)),
                            (e.timestamp - months(1), e.timestamp + minutes(90)),
                            (e.timestamptz + years(2), e.timestamptz - seconds(1)),
                        )
                    })
                    .to_sql()
            }),
            ("before what they are added to", {
                Everything::query()
                    .select(|e| {
                        let months = (months(1) + e.date, months(1) + e.timestamp, months(1) + e.timestamptz);
                        (months, (days(1) + e.date, days(1) + e.timestamp, days(1) + e.timestamptz))
                    })
                    .to_sql()
            }),
            ("intervals among themselves", {
                Everything::query()
                    .select(|e| {
                        (
                            e.timestamp + (days(1) - hours(6)) * 3,
                            e.timestamp + days(2) / 4 * e.id,
                            e.timestamp - (years(1) + months(1) * e.small / e.big),
                        )
                    })
                    .to_sql()
            }),
            ("in conditions and orders", {
                Order::query()
                    .filter(|o| o.placed_at.gt(value(DateTime::UNIX_EPOCH) - days(30)))
                    .filter(|o| (months(1) * o.id).gt(years(1)))
                    .order_by(|o| (o.placed_at + days(1)).desc())
                    .select(|o| (o.placed_at + days(1)).date_trunc(DatePart::Week))
                    .to_sql()
            }),
            ("INTERVAL_CMP, and texts", {
                Order::query()
                    .select(|o| {
                        let whole = days(1) * o.id;
                        (whole.clone().interval_cmp(hours(36)), years(1).interval_cmp(days(3)), whole.cast::<String>())
                    })
                    .to_sql()
            }),
            ("a table of intervals", Subscription::create_table().to_sql()),
            ("columns", {
                Subscription::query()
                    .filter(|s| s.term.ge(months(6)))
                    .select(|s| (s.begun + s.term, s.begun + s.grace, s.grace.cast::<String>()))
                    .to_sql()
            }),
            ("columns that are set", {
                Subscription::update().filter(|s| s.id.eq(1)).set(|s| s.term.to(s.term + months(1))).to_sql()
            }),
        ],
    );
}

/// The types of results are those of "Interval arithmetic".
#[test]
fn a_date_stays_one_beside_years_and_months() {
    fn typed<T>(_: &Expr<'_, T, Null, Row>) {}
    let _ = Everything::query().select(|e| {
        typed::<NaiveDate>(&(e.date + years(1)));
        typed::<NaiveDateTime>(&(e.date - days(1)));
        typed::<NaiveDateTime>(&(e.timestamp - months(1)));
        typed::<DateTime<Utc>>(&(seconds(1) + e.timestamptz));
        e.id
    });
}

#[test]
fn intervals_are_not_read() {
    let refused = |sql: Sql<'_>, words: &str| {
        let error = sql.check().unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    refused(Subscription::query().to_sql(), "the INTERVAL \"term\" is selected, of which nothing can be read");
    refused(Order::query().select(|o| days(1) * o.id).to_sql(), "select its text with `.cast::<String>()`");
}

//! Date and time functions.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Everything, Order};

use crate::golden;

#[test]
fn date_and_time_functions() {
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    golden(
        expect_file!["../../golden/functions/date_time.sql"],
        [
            ("DATE_TRUNC", {
                Everything::query()
                    .select(|e| {
                        (
                            e.date.date_trunc(DatePart::Week),
                            e.timestamp.date_trunc(DatePart::Quarter),
                            e.timestamptz.date_trunc(DatePart::Hour),
                        )
                    })
                    .to_sql()
            }),
            ("parts that are only read", {
                Everything::query()
                    .select(|e| {
                        (
                            e.date.extract(ExtractedPart::IsoYear),
                            e.timestamp.extract(ExtractedPart::IsoWeek),
                            e.date.date_part(ExtractedPart::Millennium),
                            e.date.date_part_year(),
                        )
                    })
                    .to_sql()
            }),
            ("days and times", {
                let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
                Everything::query()
                    .select(move |e| (e.date.next_day(Weekday::Tue), e.date.at_time(e.time), e.date.at_time(noon)))
                    .to_sql()
            }),
            ("time zones", {
                Everything::query()
                    .filter(|e| e.timestamptz.at_time_zone("UTC").gt(e.timestamp))
                    .select(|e| {
                        (e.timestamp.at_time_zone("Asia/Tokyo"), e.timestamp.convert_timezone_from_utc("Asia/Tokyo"))
                    })
                    .to_sql()
            }),
            ("DATE_CMP and its like", {
                Everything::query()
                    .select(move |e| {
                        (
                            (e.date.date_cmp(day), e.date.date_cmp(e.timestamp), e.date.date_cmp(e.timestamptz)),
                            (e.timestamp.date_cmp(e.date), e.timestamp.date_cmp(e.timestamp)),
                            (e.timestamp.date_cmp(e.timestamptz), e.timestamptz.date_cmp(e.date)),
                            (e.timestamptz.date_cmp(e.timestamp), e.timestamptz.date_cmp(e.timestamptz)),
                        )
                    })
                    .to_sql()
            }),
            ("formats of numbers", {
                Everything::query()
                    .select(|e| {
                        (
                            e.big.to_char("999G999"),
                            e.decimal.to_char("FM990D99"),
                            e.text.to_number("FM99D999"),
                            e.text.text_to_int_alt("999S"),
                            e.text.text_to_numeric_alt("C9(I)", 10, 2),
                        )
                    })
                    .to_sql()
            }),
            ("TIMEOFDAY", Everything::query().select(|_| timeofday()).to_sql()),
            ("EXTRACT and DATE_PART", {
                Everything::query()
                    .select(|e| {
                        (
                            e.date.extract(DatePart::Month),
                            e.timestamp.extract(ExtractedPart::DayOfWeek),
                            e.timestamptz.extract(ExtractedPart::Epoch),
                            e.timestamp.date_part(ExtractedPart::DayOfYear),
                        )
                    })
                    .to_sql()
            }),
            ("parts of a TIME", {
                let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
                Everything::query()
                    .select(move |e| {
                        (
                            e.time.extract(TimePart::Hour),
                            e.time.dateadd(TimePart::Minute, 5),
                            e.time.datediff(TimePart::Microsecond, noon),
                        )
                    })
                    .to_sql()
            }),
            ("DATEADD and ADD_MONTHS", {
                Everything::query()
                    .select(|e| {
                        (
                            e.date.dateadd(DatePart::Day, 7),
                            e.timestamptz.dateadd(DatePart::Minute, -e.id),
                            e.timestamp.add_months(1),
                        )
                    })
                    .to_sql()
            }),
            ("DATEDIFF and MONTHS_BETWEEN", {
                Everything::query()
                    .select(move |e| {
                        (
                            e.date.datediff(DatePart::Day, day),
                            e.timestamp.datediff(DatePart::Millisecond, getdate()),
                            e.date.months_between(current_date()),
                        )
                    })
                    .to_sql()
            }),
            ("LAST_DAY, TRUNC and CONVERT_TIMEZONE", {
                Everything::query()
                    .select(|e| {
                        (
                            e.date.last_day(),
                            e.timestamp.trunc_date(),
                            e.timestamp.convert_timezone("UTC", "Europe/Berlin"),
                        )
                    })
                    .to_sql()
            }),
            ("formats are literals", {
                Everything::query()
                    .select(|e| {
                        (
                            e.timestamp.to_char("YYYY-MM-DD 'at' HH24:MI"),
                            e.text.to_date("YYYY-MM-DD"),
                            e.text.to_timestamp("YYYY-MM-DD HH24:MI:SS"),
                        )
                    })
                    .to_sql()
            }),
            ("now", {
                Everything::query()
                    .filter(|e| e.timestamp.lt(getdate()).and(e.timestamp.lt(sysdate())).and(e.date.le(current_date())))
                    .select(|e| e.id)
                    .to_sql()
            }),
            ("a GROUP BY key", {
                Order::query()
                    .group_by(|o| o.placed_at.dateadd(DatePart::Hour, 2).date_trunc(DatePart::Month))
                    .select(|month, o| (month, o.total.sum()))
                    .order_by(|(month, _)| month.asc())
                    .to_sql()
            }),
        ],
    );
}

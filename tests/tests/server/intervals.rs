//! Intervals: what the server computes.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

#[derive(Debug, Clone, PartialEq, Model)]
struct Loan {
    #[redshift(primary_key, identity)]
    id: i64,
    lent_on: NaiveDate,
    returned_at: Option<NaiveDateTime>,
    noted_at: DateTime<Utc>,
    extended: i32,
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

async fn loans() -> Database {
    let db = database().await;
    Schema::of::<Loan>().create_all(&db).await.unwrap();
    let noted_at = DateTime::UNIX_EPOCH;
    let returned_at = day(2024, 3, 31).and_hms_opt(9, 30, 0);
    let loans = [
        NewLoan { lent_on: day(2024, 1, 31), returned_at, noted_at, extended: 2 },
        NewLoan { lent_on: day(2024, 2, 29), returned_at: None, noted_at, extended: 0 },
    ];
    Loan::insert_many(loans).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn dates_and_times_move() {
    let db = loans().await;
    let rows: Vec<(NaiveDate, NaiveDateTime, Option<NaiveDateTime>, DateTime<Utc>)> = Loan::query()
        .order_by(|l| l.id.asc())
        .select(|l| {
            let extended = l.lent_on + (days(7) - hours(12)) * l.extended;
            (l.lent_on + months(1), extended, l.returned_at - months(1), years(1) + l.noted_at - seconds(1))
        })
        .all(&db)
        .await
        .unwrap();
    let moved = "1970-12-31T23:59:59Z".parse::<DateTime<Utc>>().unwrap();
    let extended = day(2024, 2, 13).and_hms_opt(0, 0, 0).unwrap();
    let returned = day(2024, 2, 29).and_hms_opt(9, 30, 0);
    assert_eq!(rows[0], (day(2024, 2, 29), extended, returned, moved));
    assert_eq!(rows[1], (day(2024, 3, 29), day(2024, 2, 29).and_hms_opt(0, 0, 0).unwrap(), None, moved));
}

#[tokio::test]
async fn intervals_are_compared_and_told_as_text() {
    let db = loans().await;
    let late: Vec<i64> = Loan::query()
        .filter(|l| l.returned_at.gt(l.lent_on + days(20) * l.extended))
        .filter(|l| (days(7) * l.extended).ge(hours(24 * 14)))
        .select(|l| l.id)
        .all(&db)
        .await
        .unwrap();
    assert_eq!(late, [1]);
    let texts: Vec<(String, String, i32, i32)> = Loan::query()
        .order_by(|l| l.id.asc())
        .select(|l| {
            let (months, hours) = (months(14) / 2 * l.extended, hours(30) * l.extended);
            let compared = (hours.clone().interval_cmp(days(1)), months.clone().interval_cmp(days(3)));
            (months.cast::<String>(), hours.cast::<String>(), compared.0, compared.1)
        })
        .all(&db)
        .await
        .unwrap();
    let expected = [("1 year 2 mons", "2 days 12:00:00", 1, 1), ("00:00:00", "00:00:00", -1, -1)];
    assert_eq!(texts, expected.map(|(months, hours, a, b)| (months.to_owned(), hours.to_owned(), a, b)));
    let error = Loan::query().select(|_| days(1)).all(&db).await.unwrap_err().to_string();
    assert!(error.contains("the INTERVAL is selected"), "{error}");
}

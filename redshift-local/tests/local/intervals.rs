//! Intervals with a qualifier ("Interval data types and literals"): the examples of the page, and what it does not say.

use crate::{fresh, rows, said};

async fn text(db: &tokio_postgres::Client, expression: &str) -> String {
    let sql = format!("SELECT CAST({expression} AS VARCHAR)");
    let row = db.query_one(&sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    row.get(0)
}

#[tokio::test]
async fn literals_are_cut_at_their_qualifier() {
    let db = fresh().await;
    for (literal, expected) in [
        ("'1' YEAR", "1 year"),
        ("'23' MONTH", "1 year 11 mons"),
        ("'1-2' MONTH", "1 year 2 mons"),
        ("'1-2' YEAR TO MONTH", "1 year 2 mons"),
        ("'13 months' YEAR", "1 year"),
        ("'13 months' MONTH", "1 year 1 mon"),
        ("'-2' DAY", "-2 days"),
        ("'1 day 1 hour 1 minute 1.123 seconds' MINUTE", "1 day 01:01:00"),
        ("'13 day 1 hour 1 minute 1.123 seconds' SECOND", "13 days 01:01:01.123"),
        ("'1 2:3:4.5678' DAY TO SECOND", "1 day 02:03:04.5678"),
        ("'2 days 1:1:1.123456' DAY TO MINUTE", "2 days 01:01:00"),
        ("'1.234567' SECOND (3)", "00:00:01.235"),
        ("'2:2' MINUTE TO SECOND", "00:02:02"),
        ("'2:2' HOUR TO MINUTE", "02:02:00"),
        ("'5s' SECOND", "00:00:05"),
        ("'5 h' HOUR", "05:00:00"),
        ("'50' HOUR", "2 days 02:00:00"),
    ] {
        assert_eq!(text(&db, &format!("INTERVAL {literal}")).await, expected, "{literal}");
    }
    for (style, month, second) in
        [("postgres_verbose", "@ 1 year 2 mons", "@ 1 day 2 hours 3 mins 4 secs"), ("sql_standard", "1-2", "1 2:03:04")]
    {
        db.batch_execute(&format!("SET IntervalStyle TO '{style}'")).await.unwrap();
        assert_eq!(text(&db, "INTERVAL '1-2' YEAR TO MONTH").await, month);
        assert_eq!(text(&db, "INTERVAL '1 2:3:4' DAY TO SECOND").await, second);
    }
    let sql = "SELECT intervaly2m::text, intervald2s::text FROM (SELECT INTERVAL '1' YEAR, INTERVAL '1' DAY) AS named";
    assert_eq!(rows(&db, sql).await, ["intervaly2m=1-0 intervald2s=1 0:00:00"]);
}

/// "Interval arithmetic".
#[tokio::test]
async fn a_date_stays_one_beside_months_alone() {
    let db = fresh().await;
    for (expression, expected) in [
        ("DATE '2023-03-31' - INTERVAL '4' MONTH", "2022-11-30"),
        ("INTERVAL '1' YEAR + DATE '2024-02-29'", "2025-02-28"),
        ("DATE '2024-02-28' + INTERVAL '36' HOUR", "2024-02-29 12:00:00"),
        ("DATE '2024-03-01' - INTERVAL '1' DAY", "2024-02-29 00:00:00"),
        ("INTERVAL '1' SECOND + DATE '2008-12-31'", "2008-12-31 00:00:01"),
        ("TIMESTAMP '2024-01-31 10:00:00' + INTERVAL '1' MONTH", "2024-02-29 10:00:00"),
        ("TIMESTAMP '2024-01-31 10:00:00' - INTERVAL '90' MINUTE", "2024-01-31 08:30:00"),
        ("TIMESTAMPTZ '2024-01-31 10:00:00+00' + INTERVAL '1' DAY", "2024-02-01 10:00:00+00"),
        ("INTERVAL '1' MONTH + INTERVAL '1' YEAR", "1 year 1 mon"),
        ("INTERVAL '1' DAY - INTERVAL '1' HOUR", "23:00:00"),
        ("INTERVAL '20' HOUR + INTERVAL '5' HOUR", "1 day 01:00:00"),
        ("INTERVAL '5' MONTH * 3", "1 year 3 mons"),
        ("INTERVAL '1.5' SECOND * -3", "-00:00:04.5"),
        ("INTERVAL '1' YEAR / 4", "3 mons"),
        ("INTERVAL '1' DAY / 8::BIGINT", "03:00:00"),
        ("INTERVAL '1' YEAR = INTERVAL '12' MONTH", "true"),
        ("INTERVAL '1' DAY < INTERVAL '24' HOUR", "false"),
        // Without a qualifier.
        ("DATE '2023-03-31' - INTERVAL '4 months'", "2022-11-30 00:00:00"),
        ("TIMESTAMP '2024-01-31 10:00:00' + '1 day'", "2024-02-01 10:00:00"),
    ] {
        let expression = if matches!(expected, "true" | "false") {
            format!("CASE WHEN {expression} THEN 'true' ELSE 'false' END")
        } else {
            expression.to_owned()
        };
        assert_eq!(text(&db, &expression).await, expected, "{expression}");
    }
    let sql = "SELECT LISTAGG(CAST(i AS VARCHAR), ', ') WITHIN GROUP (ORDER BY i) FROM (SELECT INTERVAL '2' DAY AS i UNION SELECT INTERVAL '47' HOUR UNION SELECT INTERVAL '48' HOUR) AS d";
    let listed: String = db.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(listed, "1 day 23:00:00, 2 days");
}

#[tokio::test]
async fn parts_and_comparisons_of_intervals() {
    let db = fresh().await;
    for (expression, expected) in [
        ("EXTRACT('days' FROM INTERVAL '36 hours' DAY TO SECOND)", 1),
        ("EXTRACT('month' FROM INTERVAL '15 months' YEAR TO MONTH)", 3),
        ("EXTRACT('month' FROM INTERVAL '30' MONTH)", 6),
        ("EXTRACT('hours' FROM INTERVAL '50' HOUR)", 2),
        ("EXTRACT('minute' FROM INTERVAL '70 minutes 70.123 seconds' MINUTE TO SECOND)", 11),
        ("INTERVAL_CMP('3 days', '1 year')", -1),
        ("INTERVAL_CMP('7 days', '1 week')", 0),
        ("INTERVAL_CMP('1 year', '3 days')", 1),
        ("INTERVAL_CMP(INTERVAL '24' HOUR, INTERVAL '1' DAY)", 0),
        ("INTERVAL_CMP(INTERVAL '2' MONTH, INTERVAL '40' DAY)", 1),
        ("INTERVAL_CMP(INTERVAL '1 day', INTERVAL '1' MONTH)", -1),
    ] {
        let row = db.query_one(&format!("SELECT {expression}"), &[]).await.unwrap();
        assert_eq!(row.get::<_, i32>(0), expected, "{expression}");
    }
}

#[tokio::test]
async fn what_the_manual_does_not_say_is_refused() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a TIME, n DECIMAL(4, 1)); INSERT INTO t VALUES ('10:00:00', 1.5)").await.unwrap();
    for (expression, told) in [
        ("INTERVAL '1' DAY", "how a selected INTERVAL prints is not simulated"),
        ("INTERVAL '1 month' DAY", "years and months in an INTERVAL DAY TO SECOND are not simulated"),
        ("INTERVAL '1.1234567' SECOND", "an INTERVAL with more than six digits after the point is not simulated"),
        ("INTERVAL '1' DAY + INTERVAL '1' MONTH", "this operation of an INTERVAL with a qualifier is not simulated"),
        ("INTERVAL '1' DAY * n", "this operation of an INTERVAL with a qualifier is not simulated"),
        ("2 * INTERVAL '1' DAY", "this operation of an INTERVAL with a qualifier is not simulated"),
        ("a + INTERVAL '1' HOUR", "this operation of an INTERVAL with a qualifier is not simulated"),
        ("SUM(INTERVAL '1' HOUR)", "this operation of an INTERVAL with a qualifier is not simulated"),
        ("CAST(INTERVAL '1' HOUR AS INTEGER)", "this operation of an INTERVAL with a qualifier is not simulated"),
        ("INTERVAL '1' HOUR = '1 hour'", "a text that becomes an INTERVAL on its own is not simulated"),
        ("INTERVAL '1' MONTH / 2", "a quotient of an INTERVAL that is not whole is not simulated"),
        ("EXTRACT(second FROM INTERVAL '1.11' SECOND)", "the date part second of this INTERVAL DAY TO SECOND"),
        ("EXTRACT(day FROM INTERVAL '1' MONTH)", "the date part day of an INTERVAL YEAR TO MONTH is not simulated"),
        ("INTERVAL_CMP('30 days', '1 month')", "INTERVAL_CMP of intervals whose order depends on the days of a month"),
    ] {
        let sql = format!("SELECT {expression} FROM t");
        let error = db.simple_query(&sql).await.err().unwrap_or_else(|| panic!("{sql} is answered"));
        let (code, message) = said(&error);
        assert_eq!(code, "0A000", "{sql}: {message}");
        assert!(message.starts_with(&format!("redshift-local: {told}")), "{sql}: {message}");
    }
    let error = db.batch_execute("CREATE TABLE u (i INTERVAL DAY TO SECOND)").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: "), "{error:?}");
}

//! What the wire carries by itself, in binary and as text.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use tokio_postgres::types::FromSql;

/// A type that the wire carries by itself: an integer, a float, a boolean, text, TIMESTAMP or TIMESTAMPTZ. Its cells arrive in binary,
/// or as the text that the server prints; whichever it was, they read as the same value.
///
/// The trait is sealed.
pub trait Carried<'r>: FromSql<'r> + sealed::Sealed {
    #[doc(hidden)]
    const SQL_NAME: &'static str;
    #[doc(hidden)]
    fn from_text(text: &'r str) -> Option<Self>;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! carried {
    ($($rust:ty: $sql:literal, $text:pat => $read:expr;)*) => { $(
        impl sealed::Sealed for $rust {}
        impl<'r> Carried<'r> for $rust {
            const SQL_NAME: &'static str = $sql;
            fn from_text($text: &'r str) -> Option<Self> {
                $read
            }
        }
    )* };
}

carried! {
    i16: "SMALLINT", text => text.parse().ok();
    i32: "INTEGER", text => text.parse().ok();
    i64: "BIGINT", text => text.parse().ok();
    // A REAL may be printed with the digits of the DOUBLE PRECISION that it is cast to.
    f32: "REAL", text => float(text).map(narrow);
    f64: "DOUBLE PRECISION", text => float(text);
    bool: "BOOLEAN", text => match text {
        "t" => Some(true),
        "f" => Some(false),
        _ => None,
    };
    NaiveDateTime: "TIMESTAMP of the form YYYY-MM-DD HH:MM:SS.ssssss", text => timestamp(text);
    DateTime<Utc>: "TIMESTAMPTZ of the form YYYY-MM-DD HH:MM:SS.ssssss+00", text => timestamptz(text);
}

impl sealed::Sealed for &str {}
impl<'r> Carried<'r> for &'r str {
    const SQL_NAME: &'static str = "VARCHAR";
    fn from_text(text: &'r str) -> Option<Self> {
        Some(text)
    }
}

/// `1.5`, `1e+20`, `NaN`, `Infinity`, `-Infinity`.
fn float(text: &str) -> Option<f64> {
    text.parse().ok()
}

#[expect(clippy::cast_possible_truncation, reason = "it is a REAL's value")]
fn narrow(value: f64) -> f32 {
    value as f32
}

/// As DateStyle `ISO` writes it: `2024-02-29 13:05:00.25`, and `0044-03-15 12:00:00 BC`.
fn timestamp(text: &str) -> Option<NaiveDateTime> {
    let (text, era) = era(text);
    let (date, time) = text.split_once(' ')?;
    let date = date_of(date, era)?;
    if time == "24:00:00" {
        // What the fraction of the last second is rounded to.
        return date.checked_add_days(Days::new(1)).map(|date| date.and_time(NaiveTime::MIN));
    }
    Some(date.and_time(NaiveTime::parse_from_str(time, "%H:%M:%S%.f").ok()?))
}

/// The same with the offset of the session's time zone: `2024-02-29 13:05:00.25+05:30`.
fn timestamptz(text: &str) -> Option<DateTime<Utc>> {
    let (text, era) = era(text);
    let (date, time) = text.split_once(' ')?;
    let (time, sign, offset) = match time.split_once('+') {
        Some((time, offset)) => (time, 1, offset),
        None => time.split_once('-').map(|(time, offset)| (time, -1, offset))?,
    };
    let mut parts = offset.split(':').map(|part| part.parse::<u32>().ok());
    let mut seconds = i64::from(parts.next()??) * 3600;
    for unit in [60, 1] {
        seconds += parts.next().map_or(Some(0), |part| part.map(|part| i64::from(part) * unit))?;
    }
    let local = date_of(date, era)?.and_time(NaiveTime::parse_from_str(time, "%H:%M:%S%.f").ok()?);
    local.checked_sub_signed(TimeDelta::seconds(sign * seconds)).map(|instant| instant.and_utc())
}

/// The text without `BC`, and whether that was there.
fn era(text: &str) -> (&str, bool) {
    text.strip_suffix(" BC").map_or((text, false), |text| (text, true))
}

fn date_of(date: &str, before_christ: bool) -> Option<NaiveDate> {
    let mut parts = date.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    // There is no year 0: before 1 comes 1 BC.
    let year = if before_christ { 1 - year } else { year };
    parts.next().is_none().then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'r, T: Carried<'r>>(text: &'r str) -> Option<T> {
        T::from_text(text)
    }

    fn at(year: i32, month: u32, day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_micro_opt(13, 5, 0, 250_000).unwrap()
    }

    #[test]
    fn numbers_are_read_as_the_server_prints_them() {
        assert_eq!(read("-32768"), Some(i16::MIN));
        assert_eq!(read("-2147483648"), Some(i32::MIN));
        assert_eq!(read("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(read("1e+300"), Some(1e300));
        assert_eq!(read("3.40282346638528860e+38"), Some(f32::MAX));
        assert_eq!(read("-Infinity"), Some(f64::NEG_INFINITY));
        assert!(read::<f32>("NaN").unwrap().is_nan());
        assert_eq!((read("t"), read("f")), (Some(true), Some(false)));
        assert_eq!((read::<i32>("1.5"), read::<i16>("32768"), read::<bool>("true")), (None, None, None));
    }

    #[test]
    fn timestamps_are_read_in_all_of_their_range() {
        assert_eq!(read("2024-02-29 13:05:00.25"), Some(at(2024, 2, 29)));
        assert_eq!(read("12024-02-29 13:05:00.25"), Some(at(12_024, 2, 29)));
        assert_eq!(read("0044-03-15 13:05:00.25 BC"), Some(at(-43, 3, 15)));
        assert_eq!(
            read("2024-12-31 24:00:00"),
            NaiveDate::from_ymd_opt(2025, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0))
        );
        for text in
            ["29/02/2024 13:05:00", "2024-02-30 13:05:00", "2024-02-29", "infinity", "2024-02-29 13:05:00.25+00", ""]
        {
            assert_eq!(read::<NaiveDateTime>(text), None, "{text}");
        }
    }

    #[test]
    fn an_instant_is_the_same_in_every_time_zone() {
        let instant = at(2024, 2, 29).and_utc();
        for text in [
            "2024-02-29 13:05:00.25+00",
            "2024-02-29 18:35:00.25+05:30",
            "2024-02-29 05:05:00.25-08",
            "2024-02-29 13:58:28.25+00:53:28",
        ] {
            assert_eq!(read(text), Some(instant), "{text}");
        }
        assert_eq!(read("0044-03-15 13:05:00.25+00 BC"), Some(at(-43, 3, 15).and_utc()));
        for text in ["2024-02-29 13:05:00.25", "2024-02-29 13:05:00.25+", "2024-02-29 13:05:00 CET"] {
            assert_eq!(read::<DateTime<Utc>>(text), None, "{text}");
        }
    }
}

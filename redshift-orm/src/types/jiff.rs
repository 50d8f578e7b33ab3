//! The `jiff` crate's types, behind the feature of that name.

use chrono::{DateTime as ChronoDateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use super::{Cell, CellError, SqlType, Value};
use crate::schema::DataType;

const OUT_OF_RANGE: CellError =
    CellError::constant("the date is outside the years -9999 to 9999 that the `jiff` crate holds");

fn date_from(date: NaiveDate) -> Result<Date, CellError> {
    use chrono::Datelike as _;
    let part = |number: u32| i8::try_from(number).map_err(|_| OUT_OF_RANGE);
    let year = i16::try_from(date.year()).map_err(|_| OUT_OF_RANGE)?;
    Date::new(year, part(date.month())?, part(date.day())?).map_err(|_| OUT_OF_RANGE)
}

fn time_from(time: NaiveTime) -> Result<Time, CellError> {
    use chrono::Timelike as _;
    let part = |number: u32| i8::try_from(number).map_err(|_| OUT_OF_RANGE);
    let nano = i32::try_from(time.nanosecond()).map_err(|_| OUT_OF_RANGE)?;
    Time::new(part(time.hour())?, part(time.minute())?, part(time.second())?, nano).map_err(|_| OUT_OF_RANGE)
}

fn date_to(date: Date) -> NaiveDate {
    // Every date of the `jiff` crate is one of chrono's, whose years go further.
    NaiveDate::from_ymd_opt(
        i32::from(date.year()),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    )
    .unwrap_or_default()
}

fn time_to(time: Time) -> NaiveTime {
    let part = |number: i8| u32::from(number.unsigned_abs());
    NaiveTime::from_hms_nano_opt(
        part(time.hour()),
        part(time.minute()),
        part(time.second()),
        time.subsec_nanosecond().unsigned_abs(),
    )
    .unwrap_or_default()
}

impl SqlType for Date {
    const DATA_TYPE: DataType = DataType::Date;
    fn into_value(self) -> Value<'static> {
        Value::Date(date_to(self))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        date_from(NaiveDate::read(cell)?)
    }
}

impl SqlType for Time {
    const DATA_TYPE: DataType = DataType::Time;
    fn into_value(self) -> Value<'static> {
        Value::Time(time_to(self))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        time_from(NaiveTime::read(cell)?)
    }
}

impl SqlType for DateTime {
    const DATA_TYPE: DataType = DataType::Timestamp;
    fn into_value(self) -> Value<'static> {
        Value::Timestamp(date_to(self.date()).and_time(time_to(self.time())))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        let timestamp = NaiveDateTime::read(cell)?;
        Ok(date_from(timestamp.date())?.to_datetime(time_from(timestamp.time())?))
    }
}

impl SqlType for Timestamp {
    const DATA_TYPE: DataType = DataType::TimestampTz;
    fn into_value(self) -> Value<'static> {
        Value::TimestampTz(ChronoDateTime::from_timestamp_micros(self.as_microsecond()).unwrap_or_default())
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        Timestamp::from_microsecond(ChronoDateTime::<Utc>::read(cell)?.timestamp_micros()).map_err(|_| OUT_OF_RANGE)
    }
}

impl super::Ordered for Date {
    type Proof = ();
}
impl super::Ordered for Time {
    type Proof = ();
}
impl super::Ordered for DateTime {
    type Proof = ();
}
impl super::Ordered for Timestamp {
    type Proof = ();
}
impl super::Listed for Date {
    type Proof = ();
}
impl super::Listed for Time {
    type Proof = ();
}
impl super::Listed for DateTime {
    type Proof = ();
}
impl super::Listed for Timestamp {
    type Proof = ();
}
impl super::Hashed for Date {
    type Proof = ();
}
impl super::Hashed for Time {
    type Proof = ();
}
impl super::Hashed for DateTime {
    type Proof = ();
}
impl super::Hashed for Timestamp {
    type Proof = ();
}
impl super::Percentile for Date {
    type Continuous = Date;
}
impl super::Percentile for DateTime {
    type Continuous = DateTime;
}
impl super::Percentile for Timestamp {
    type Continuous = Timestamp;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_keeps_its_microseconds_and_its_instant() {
        let noon = DateTime::new(2013, 2, 28, 12, 0, 1, 25_000).unwrap();
        let expected = NaiveDate::from_ymd_opt(2013, 2, 28).unwrap().and_hms_micro_opt(12, 0, 1, 25).unwrap();
        assert_eq!(noon.into_value(), Value::Timestamp(expected));
        let instant = noon.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        assert_eq!(instant.into_value(), Value::TimestampTz(expected.and_utc()));
        assert_eq!(date_from(expected.date()), Ok(noon.date()));
        assert_eq!(time_from(expected.time()), Ok(noon.time()));
    }
}

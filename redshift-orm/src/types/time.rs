//! The `time` crate's types, behind the feature of that name.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::{Cell, CellError, SqlType, Value};
use crate::schema::DataType;

const OUT_OF_RANGE: CellError =
    CellError::constant("the date is outside the years -9999 to 9999 that the `time` crate holds");

fn date_from(date: NaiveDate) -> Result<Date, CellError> {
    use chrono::Datelike as _;
    let month = u8::try_from(date.month()).ok().and_then(|month| Month::try_from(month).ok()).ok_or(OUT_OF_RANGE)?;
    let day = u8::try_from(date.day()).map_err(|_| OUT_OF_RANGE)?;
    Date::from_calendar_date(date.year(), month, day).map_err(|_| OUT_OF_RANGE)
}

fn time_from(time: NaiveTime) -> Result<Time, CellError> {
    use chrono::Timelike as _;
    let part = |number: u32| u8::try_from(number).map_err(|_| OUT_OF_RANGE);
    Time::from_hms_nano(part(time.hour())?, part(time.minute())?, part(time.second())?, time.nanosecond())
        .map_err(|_| OUT_OF_RANGE)
}

fn date_to(date: Date) -> NaiveDate {
    // Every date of the `time` crate is one of chrono's, whose years go further.
    NaiveDate::from_ymd_opt(date.year(), u32::from(u8::from(date.month())), u32::from(date.day())).unwrap_or_default()
}

fn time_to(time: Time) -> NaiveTime {
    let (hour, minute, second, nano) = time.as_hms_nano();
    NaiveTime::from_hms_nano_opt(u32::from(hour), u32::from(minute), u32::from(second), nano).unwrap_or_default()
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

impl SqlType for PrimitiveDateTime {
    const DATA_TYPE: DataType = DataType::Timestamp;
    fn into_value(self) -> Value<'static> {
        Value::Timestamp(date_to(self.date()).and_time(time_to(self.time())))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        let timestamp = NaiveDateTime::read(cell)?;
        Ok(PrimitiveDateTime::new(date_from(timestamp.date())?, time_from(timestamp.time())?))
    }
}

impl SqlType for OffsetDateTime {
    const DATA_TYPE: DataType = DataType::TimestampTz;
    fn into_value(self) -> Value<'static> {
        let utc = self.to_offset(UtcOffset::UTC);
        Value::TimestampTz(date_to(utc.date()).and_time(time_to(utc.time())).and_utc())
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        let timestamp = DateTime::<Utc>::read(cell)?.naive_utc();
        Ok(PrimitiveDateTime::new(date_from(timestamp.date())?, time_from(timestamp.time())?).assume_utc())
    }
}

impl super::Ordered for Date {
    type Proof = ();
}
impl super::Ordered for Time {
    type Proof = ();
}
impl super::Ordered for PrimitiveDateTime {
    type Proof = ();
}
impl super::Ordered for OffsetDateTime {
    type Proof = ();
}
impl super::Listed for Date {
    type Proof = ();
}
impl super::Listed for Time {
    type Proof = ();
}
impl super::Listed for PrimitiveDateTime {
    type Proof = ();
}
impl super::Listed for OffsetDateTime {
    type Proof = ();
}
impl super::Hashed for Date {
    type Proof = ();
}
impl super::Hashed for Time {
    type Proof = ();
}
impl super::Hashed for PrimitiveDateTime {
    type Proof = ();
}
impl super::Hashed for OffsetDateTime {
    type Proof = ();
}
impl super::Percentile for Date {
    type Continuous = Date;
}
impl super::Percentile for PrimitiveDateTime {
    type Continuous = PrimitiveDateTime;
}
impl super::Percentile for OffsetDateTime {
    type Continuous = OffsetDateTime;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_keeps_its_microseconds_and_its_instant() {
        let noon = PrimitiveDateTime::new(
            Date::from_calendar_date(2013, Month::February, 28).unwrap(),
            Time::from_hms_micro(12, 0, 1, 25).unwrap(),
        );
        let expected = NaiveDate::from_ymd_opt(2013, 2, 28).unwrap().and_hms_micro_opt(12, 0, 1, 25).unwrap();
        assert_eq!(noon.into_value(), Value::Timestamp(expected));
        let east = noon.assume_offset(UtcOffset::from_hms(2, 0, 0).unwrap());
        assert_eq!(east.into_value(), Value::TimestampTz((expected - chrono::Duration::hours(2)).and_utc()));
        assert_eq!(date_from(expected.date()), Ok(noon.date()));
        assert_eq!(time_from(expected.time()), Ok(noon.time()));
    }
}

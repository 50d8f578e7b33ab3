//! DATE, TIME, TIMESTAMP and TIMESTAMPTZ.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::{Cell, CellError, SqlType, Value};
use crate::schema::DataType;

impl SqlType for NaiveDate {
    const DATA_TYPE: DataType = DataType::Date;
    fn into_value(self) -> Value<'static> {
        Value::Date(self)
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        NaiveDate::parse_from_str(cell.text()?, "%Y-%m-%d")
            .map_err(|_| CellError::new("the text is not a DATE of the form YYYY-MM-DD"))
    }
}

impl SqlType for NaiveTime {
    const DATA_TYPE: DataType = DataType::Time;
    fn into_value(self) -> Value<'static> {
        Value::Time(self)
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        NaiveTime::parse_from_str(cell.text()?, "%H:%M:%S%.f")
            .map_err(|_| CellError::new("the text is not a TIME of the form HH:MM:SS.ssssss"))
    }
}

impl SqlType for NaiveDateTime {
    const DATA_TYPE: DataType = DataType::Timestamp;
    fn into_value(self) -> Value<'static> {
        Value::Timestamp(self)
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        cell.value()
    }
}

impl SqlType for DateTime<Utc> {
    const DATA_TYPE: DataType = DataType::TimestampTz;
    fn into_value(self) -> Value<'static> {
        Value::TimestampTz(self)
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        cell.value()
    }
}

#[diagnostic::do_not_recommend]
impl super::Ordered for NaiveDate {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl super::Ordered for NaiveTime {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl super::Ordered for NaiveDateTime {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl super::Ordered for DateTime<Utc> {
    type Proof = ();
}

#[diagnostic::do_not_recommend]
impl super::Percentile for NaiveDate {
    type Continuous = NaiveDate;
}

#[diagnostic::do_not_recommend]
impl super::Percentile for NaiveDateTime {
    type Continuous = NaiveDateTime;
}

#[diagnostic::do_not_recommend]
impl super::Percentile for DateTime<Utc> {
    type Continuous = DateTime<Utc>;
}

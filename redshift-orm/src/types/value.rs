//! A bound value.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

use crate::schema::DataType;

/// A value on its way to the server as a parameter.
///
/// `Debug` shows the SQL type and never the value.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// NULL of a type.
    Null(DataType),
    /// SMALLINT.
    SmallInt(i16),
    /// INTEGER.
    Integer(i32),
    /// BIGINT.
    BigInt(i64),
    /// DECIMAL.
    Decimal(Decimal),
    /// REAL.
    Real(f32),
    /// DOUBLE PRECISION.
    DoublePrecision(f64),
    /// BOOLEAN.
    Boolean(bool),
    /// CHAR or VARCHAR.
    Varchar(Cow<'a, str>),
    /// DATE.
    Date(NaiveDate),
    /// TIME.
    Time(NaiveTime),
    /// TIMESTAMP.
    Timestamp(NaiveDateTime),
    /// TIMESTAMPTZ.
    TimestampTz(DateTime<Utc>),
    /// SUPER, as JSON text.
    Super(Cow<'a, str>),
    /// VARBYTE.
    Varbyte(Cow<'a, [u8]>),
    /// A value for a SUPER that serde could not write as JSON, and why: a statement with it is an error.
    NotJson(Cow<'static, str>),
}

impl Value<'_> {
    /// The name of the value's SQL type.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Value::Null(_) => "NULL",
            Value::SmallInt(_) => "SMALLINT",
            Value::Integer(_) => "INTEGER",
            Value::BigInt(_) => "BIGINT",
            Value::Decimal(_) => "DECIMAL",
            Value::Real(_) => "REAL",
            Value::DoublePrecision(_) => "DOUBLE PRECISION",
            Value::Boolean(_) => "BOOLEAN",
            Value::Varchar(_) => "VARCHAR",
            Value::Date(_) => "DATE",
            Value::Time(_) => "TIME",
            Value::Timestamp(_) => "TIMESTAMP",
            Value::TimestampTz(_) => "TIMESTAMPTZ",
            Value::Super(_) | Value::NotJson(_) => "SUPER",
            Value::Varbyte(_) => "VARBYTE",
        }
    }

    /// The value, borrowing its text or bytes.
    #[inline]
    pub(crate) fn borrowed(&self) -> Value<'_> {
        match self {
            Value::Varchar(value) => Value::Varchar(Cow::Borrowed(value)),
            Value::Super(value) => Value::Super(Cow::Borrowed(value)),
            Value::Varbyte(value) => Value::Varbyte(Cow::Borrowed(value)),
            Value::NotJson(reason) => Value::NotJson(reason.clone()),
            Value::Null(data_type) => Value::Null(*data_type),
            Value::SmallInt(value) => Value::SmallInt(*value),
            Value::Integer(value) => Value::Integer(*value),
            Value::BigInt(value) => Value::BigInt(*value),
            Value::Decimal(value) => Value::Decimal(*value),
            Value::Real(value) => Value::Real(*value),
            Value::DoublePrecision(value) => Value::DoublePrecision(*value),
            Value::Boolean(value) => Value::Boolean(*value),
            Value::Date(value) => Value::Date(*value),
            Value::Time(value) => Value::Time(*value),
            Value::Timestamp(value) => Value::Timestamp(*value),
            Value::TimestampTz(value) => Value::TimestampTz(*value),
        }
    }

    /// The value without borrows.
    #[inline]
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null(data_type) => Value::Null(data_type),
            Value::SmallInt(value) => Value::SmallInt(value),
            Value::Integer(value) => Value::Integer(value),
            Value::BigInt(value) => Value::BigInt(value),
            Value::Decimal(value) => Value::Decimal(value),
            Value::Real(value) => Value::Real(value),
            Value::DoublePrecision(value) => Value::DoublePrecision(value),
            Value::Boolean(value) => Value::Boolean(value),
            Value::Varchar(value) => Value::Varchar(Cow::Owned(value.into_owned())),
            Value::Date(value) => Value::Date(value),
            Value::Time(value) => Value::Time(value),
            Value::Timestamp(value) => Value::Timestamp(value),
            Value::TimestampTz(value) => Value::TimestampTz(value),
            Value::Super(value) => Value::Super(Cow::Owned(value.into_owned())),
            Value::NotJson(reason) => Value::NotJson(reason),
            Value::Varbyte(value) => Value::Varbyte(Cow::Owned(value.into_owned())),
        }
    }
}

/// A [`Value`] that is copied: it borrows its text or bytes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum PlainValue<'a> {
    Null(DataType),
    SmallInt(i16),
    Integer(i32),
    BigInt(i64),
    Decimal(Decimal),
    Real(f32),
    DoublePrecision(f64),
    Boolean(bool),
    Varchar(&'a str),
    Date(NaiveDate),
    Time(NaiveTime),
    Timestamp(NaiveDateTime),
    TimestampTz(DateTime<Utc>),
    Super(&'a str),
    Varbyte(&'a [u8]),
}

impl<'a> PlainValue<'a> {
    #[inline(always)]
    pub(crate) fn to_value(self) -> Value<'a> {
        match self {
            PlainValue::Null(value) => Value::Null(value),
            PlainValue::SmallInt(value) => Value::SmallInt(value),
            PlainValue::Integer(value) => Value::Integer(value),
            PlainValue::BigInt(value) => Value::BigInt(value),
            PlainValue::Decimal(value) => Value::Decimal(value),
            PlainValue::Real(value) => Value::Real(value),
            PlainValue::DoublePrecision(value) => Value::DoublePrecision(value),
            PlainValue::Boolean(value) => Value::Boolean(value),
            PlainValue::Varchar(value) => Value::Varchar(Cow::Borrowed(value)),
            PlainValue::Date(value) => Value::Date(value),
            PlainValue::Time(value) => Value::Time(value),
            PlainValue::Timestamp(value) => Value::Timestamp(value),
            PlainValue::TimestampTz(value) => Value::TimestampTz(value),
            PlainValue::Super(value) => Value::Super(Cow::Borrowed(value)),
            PlainValue::Varbyte(value) => Value::Varbyte(Cow::Borrowed(value)),
        }
    }
}

impl PlainValue<'_> {
    /// The value with text or bytes of its own.
    #[inline(always)]
    pub(crate) fn to_static(self) -> Value<'static> {
        match self {
            PlainValue::Null(value) => Value::Null(value),
            PlainValue::SmallInt(value) => Value::SmallInt(value),
            PlainValue::Integer(value) => Value::Integer(value),
            PlainValue::BigInt(value) => Value::BigInt(value),
            PlainValue::Decimal(value) => Value::Decimal(value),
            PlainValue::Real(value) => Value::Real(value),
            PlainValue::DoublePrecision(value) => Value::DoublePrecision(value),
            PlainValue::Boolean(value) => Value::Boolean(value),
            PlainValue::Varchar(value) => Value::Varchar(Cow::Owned(value.to_owned())),
            PlainValue::Date(value) => Value::Date(value),
            PlainValue::Time(value) => Value::Time(value),
            PlainValue::Timestamp(value) => Value::Timestamp(value),
            PlainValue::TimestampTz(value) => Value::TimestampTz(value),
            PlainValue::Super(value) => Value::Super(Cow::Owned(value.to_owned())),
            PlainValue::Varbyte(value) => Value::Varbyte(Cow::Owned(value.to_owned())),
        }
    }
}

impl fmt::Debug for PlainValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_value().fmt(f)
    }
}

impl<'a> Value<'a> {
    /// The value to be copied, unless it owns memory.
    #[inline(always)]
    pub(crate) fn into_plain(self) -> Result<PlainValue<'a>, Self> {
        Ok(match self {
            Value::Null(value) => PlainValue::Null(value),
            Value::SmallInt(value) => PlainValue::SmallInt(value),
            Value::Integer(value) => PlainValue::Integer(value),
            Value::BigInt(value) => PlainValue::BigInt(value),
            Value::Decimal(value) => PlainValue::Decimal(value),
            Value::Real(value) => PlainValue::Real(value),
            Value::DoublePrecision(value) => PlainValue::DoublePrecision(value),
            Value::Boolean(value) => PlainValue::Boolean(value),
            Value::Varchar(Cow::Borrowed(value)) => PlainValue::Varchar(value),
            Value::Date(value) => PlainValue::Date(value),
            Value::Time(value) => PlainValue::Time(value),
            Value::Timestamp(value) => PlainValue::Timestamp(value),
            Value::TimestampTz(value) => PlainValue::TimestampTz(value),
            Value::Super(Cow::Borrowed(value)) => PlainValue::Super(value),
            Value::Varbyte(Cow::Borrowed(value)) => PlainValue::Varbyte(value),
            Value::Varchar(Cow::Owned(_))
            | Value::Super(Cow::Owned(_))
            | Value::Varbyte(Cow::Owned(_))
            | Value::NotJson(_) => {
                return Err(self);
            }
        })
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.type_name())
    }
}

//! SQL types and the Rust types that carry them: how each is bound and how each is read back.

mod carried;
mod cell;
mod field;
mod interval;
mod json;
mod row;
mod value;

mod character;
mod datetime;
pub(crate) mod decimal;
#[cfg(feature = "jiff")]
mod jiff;
mod number;
mod semistructured;
mod sketch;
#[cfg(feature = "time")]
mod time;

pub use carried::Carried;
pub use cell::{Cell, CellError};
#[doc(hidden)]
pub use field::FieldKind;
pub use field::{ColumnField, NotNull, Null, Nullability};
pub use interval::{Interval, IntervalDayToSecond, IntervalYearToMonth};
pub use json::{Json, JsonDocument, Super};
pub(crate) use row::Row;
pub use row::RowReader;
pub use sketch::HllSketch;
pub(crate) use value::PlainValue;
pub use value::Value;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::schema::DataType;

/// A Rust type that carries the values of one SQL type.
///
/// Implemented for the types of the table in the crate's documentation; `#[derive(SqlType)]` implements it for newtypes and
/// unit-only enums.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a Redshift column",
    label = "no SQL type corresponds to `{Self}`",
    note = "column types are i16, i32, i64, f32, f64, bool, Decimal, String, Vec<u8>, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>, Uuid and serde_json::Value, and `Option` of each; `Json<T>` keeps a type of serde's",
    note = "a newtype or a unit-only enum becomes a column type with `#[derive(SqlType)]`"
)]
pub trait SqlType: Sized + Send + Sync + 'static {
    /// The column type without attributes: `VARCHAR(256)` for `String`, `DECIMAL(18, 0)` for `Decimal`.
    const DATA_TYPE: DataType;
    /// How a column of this type may be sized by attributes.
    const SIZING: Sizing = Sizing::Fixed;

    /// The value to bind.
    fn into_value(self) -> Value<'static>;

    /// Reads the value out of a cell that is not NULL.
    ///
    /// # Errors
    /// When the cell holds another type or text that is no such value.
    fn read(cell: Cell<'_>) -> Result<Self, CellError>;
}

/// How attributes may size a column of a Rust type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizing {
    /// Not at all.
    Fixed,
    /// By `varchar = n`, `varchar = max` or `char = n`; characters are multiplied by `varchar_multiplier`.
    Characters,
    /// By `varbyte = n`.
    Bytes,
    /// By `decimal(p, s)`, which is required.
    Decimal,
}

/// Number types: what SUM, AVG and arithmetic take.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number type",
    label = "SUM, AVG, STDDEV, VAR and arithmetic take SMALLINT, INTEGER, BIGINT, DECIMAL, REAL or DOUBLE PRECISION"
)]
pub trait Number: SqlType {
    /// What SUM gives (`r_SUM`).
    type Sum: SqlType;
    /// What AVG gives (`r_AVG`): an integer for integers.
    type Avg: SqlType;
}

/// Types between whose values MEDIAN and PERCENTILE_CONT interpolate.
#[diagnostic::on_unimplemented(
    message = "MEDIAN and percentiles do not take a `{Self}`",
    label = "is neither a number nor DATE, TIMESTAMP or TIMESTAMPTZ",
    note = "`.cast::<f64>()` makes a number of a text; for the middle text number the rows with `row_number()`"
)]
pub trait Percentile: SqlType {
    /// What MEDIAN and PERCENTILE_CONT give (`r_MEDIAN`): DECIMAL for whole numbers and DECIMAL.
    type Continuous: SqlType;
}

/// Types that LISTAGG makes texts of.
#[diagnostic::on_unimplemented(
    message = "LISTAGG does not take a `{Self}`",
    label = "Redshift makes no text of it on its own",
    note = "LISTAGG takes text, numbers and date and time values; for a BOOLEAN write a CASE, for a SUPER `.json_serialize()`"
)]
pub trait Listed: SqlType {
    #[doc(hidden)]
    type Proof;
}

/// Types whose distinct values HyperLogLog estimates.
#[diagnostic::on_unimplemented(
    message = "APPROXIMATE COUNT(DISTINCT ..), HLL and HLL_CREATE_SKETCH do not take a `{Self}`",
    label = "refused by Redshift",
    note = "`.count_distinct()` counts exactly; of a VARBYTE estimate `TO_HEX` or a hash that is kept beside it"
)]
pub trait Hashed: SqlType {
    #[doc(hidden)]
    type Proof;
}

/// Types that Redshift makes SUPER values of, as elements of arrays and attributes of objects.
#[diagnostic::on_unimplemented(
    message = "ARRAY and OBJECT do not take a `{Self}`",
    label = "Redshift makes no SUPER value of it on its own",
    note = "they take text, numbers, BOOLEAN and SUPER; a date or a time becomes a text with `.to_char(..)`, bytes with `.to_hex()`"
)]
pub trait Element: SqlType {}

macro_rules! marked {
    ($mark:ident $body:tt: $($rust:ty),*;) => { $( #[diagnostic::do_not_recommend] impl $mark for $rust $body )* };
}
marked! {
    Listed { type Proof = (); }: i16, i32, i64, f32, f64, Decimal, String, Uuid, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>;
}
marked! {
    Element {}: i16, i32, i64, f32, f64, Decimal, bool, String, Uuid, serde_json::Value;
}
marked! {
    Hashed { type Proof = (); }: i16, i32, i64, f32, f64, Decimal, bool, String, Uuid, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>,
        serde_json::Value;
}

/// Integer types: what BIT_AND, BIT_OR and the shifts take.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an integer type",
    label = "this takes SMALLINT, INTEGER or BIGINT"
)]
pub trait Integer: SqlType {
    #[doc(hidden)]
    type Proof;
}

/// Character types: what LIKE, `||` and the string functions take.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a character type",
    label = "LIKE, ILIKE, `||` and the string functions take CHAR or VARCHAR"
)]
pub trait Characters: SqlType {
    #[doc(hidden)]
    type Proof;
}

/// Types with an order: what MIN, MAX, GREATEST and LEAST take.
#[diagnostic::on_unimplemented(
    message = "MIN, MAX, GREATEST and LEAST do not take a `{Self}`",
    label = "has no order in Redshift",
    note = "they take numbers, CHAR, VARCHAR and the date and time types"
)]
pub trait Ordered: SqlType {
    #[doc(hidden)]
    type Proof;
}

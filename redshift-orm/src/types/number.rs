//! SMALLINT, INTEGER, BIGINT, REAL, DOUBLE PRECISION, DECIMAL and BOOLEAN.

use rust_decimal::Decimal;

use super::{Cell, CellError, Number, Sizing, SqlType, Value};
use crate::schema::DataType;

macro_rules! binary {
    ($($rust:ty => $sql:ident;)*) => { $(
        impl SqlType for $rust {
            const DATA_TYPE: DataType = DataType::$sql;
            fn into_value(self) -> Value<'static> {
                Value::$sql(self)
            }
            fn read(cell: Cell<'_>) -> Result<Self, CellError> {
                cell.value()
            }
        }
    )* };
}

binary! {
    i16 => SmallInt;
    i32 => Integer;
    i64 => BigInt;
    f32 => Real;
    f64 => DoublePrecision;
    bool => Boolean;
}

macro_rules! number {
    ($($rust:ty: SUM $sum:ty, AVG $avg:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl super::Ordered for $rust { type Proof = (); }
        #[diagnostic::do_not_recommend]
        impl Number for $rust {
            type Sum = $sum;
            type Avg = $avg;
        }
    )* };
}

// Manual: r_SUM ("BIGINT for BIGINT, SMALLINT, and INTEGER arguments") and r_AVG ("BIGINT for any integer type argument").
number! {
    i16: SUM i64, AVG i64;
    i32: SUM i64, AVG i64;
    i64: SUM i64, AVG i64;
    f32: SUM f64, AVG f64;
    f64: SUM f64, AVG f64;
    Decimal: SUM Decimal, AVG Decimal;
}

macro_rules! percentile {
    ($($rust:ty => $continuous:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl super::Percentile for $rust {
            type Continuous = $continuous;
        }
    )* };
}

// Manual: r_MEDIAN, r_PERCENTILE_CONT.
percentile! {
    i16 => Decimal;
    i32 => Decimal;
    i64 => Decimal;
    Decimal => Decimal;
    f32 => f64;
    f64 => f64;
}

#[diagnostic::do_not_recommend]
impl super::Integer for i16 {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl super::Integer for i32 {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl super::Integer for i64 {
    type Proof = ();
}

impl SqlType for Decimal {
    const DATA_TYPE: DataType = DataType::Decimal { precision: 18, scale: 0 };
    const SIZING: Sizing = Sizing::Decimal;
    fn into_value(self) -> Value<'static> {
        Value::Decimal(self)
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        let text = cell.text()?;
        Decimal::from_str_exact(text).map_err(|_| {
            CellError::new(
                "the DECIMAL has more than the 28 digits that `Decimal` holds; select it cast to VARCHAR, or narrow it",
            )
        })
    }
}

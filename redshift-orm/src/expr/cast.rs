//! CAST (`r_CAST_function`).

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

use super::level::{Combine, Constant};
use super::node::Operator;
use super::{Expr, Expression};
use crate::schema::DataType;
use crate::types::SqlType;

/// A type whose values Redshift casts to `Target` (`c_Supported_data_types`, "Type compatibility and conversion").
#[diagnostic::on_unimplemented(
    message = "Amazon Redshift has no cast from `{Self}` to `{Target}`",
    label = "refused by Redshift",
    note = "numbers and date and time values are cast among themselves and to and from text, INTEGER to and from BOOLEAN; for other values write a CASE"
)]
pub trait CastTo<Target> {}

/// A type that needs nothing but its name in a cast.
#[diagnostic::on_unimplemented(
    message = "a cast to `{Self}` says how many digits there are",
    label = "DECIMAL alone is DECIMAL(18, 0), which has no fraction",
    note = "write `.cast_decimal(12, 2)`: digits in all, and digits after the point"
)]
pub trait CastByName: SqlType {}

macro_rules! casts {
    ($($from:ty: $($to:ty),*;)*) => { $($( #[diagnostic::do_not_recommend] impl CastTo<$to> for $from {} )*)* };
}
casts! {
    i16: i16, i32, i64, f32, f64, Decimal, String;
    i32: i16, i32, i64, f32, f64, Decimal, String, bool;
    i64: i16, i32, i64, f32, f64, Decimal, String;
    f32: i16, i32, i64, f32, f64, Decimal, String;
    f64: i16, i32, i64, f32, f64, Decimal, String;
    Decimal: i16, i32, i64, f32, f64, Decimal, String;
    bool: i32, bool;
    String: i16, i32, i64, f32, f64, Decimal, String, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>;
    NaiveDate: String, NaiveDateTime, DateTime<Utc>;
    NaiveTime: String;
    NaiveDateTime: String, NaiveDate, NaiveTime, DateTime<Utc>;
    DateTime<Utc>: String, NaiveDate, NaiveTime, NaiveDateTime;
}

macro_rules! by_name {
    ($($name:ty),*) => { $( #[diagnostic::do_not_recommend] impl CastByName for $name {} )* };
}
by_name!(i16, i32, i64, f32, f64, bool, String, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>);

type Whole<K> = <K as Combine<Constant>>::Out;

/// `CAST`, as methods of columns and expressions.
pub trait Casts<'a>: Expression<'a> {
    /// `CAST(self AS T)`; a `String` is a VARCHAR(256).
    ///
    /// A value that the type cannot hold is an error of the server. DECIMAL asks for its digits:
    /// [`cast_decimal`](Casts::cast_decimal).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// struct Order {
    ///     #[redshift(primary_key, identity)]
    ///     id: i64,
    ///     quantity: i32,
    /// }
    ///
    /// // AVG of integers is an integer in Redshift: cast them to keep the fractions.
    /// let query = Order::query().select(|o| (o.id.cast::<String>(), o.quantity.cast::<f64>()));
    /// assert!(query.to_sql().text().starts_with(
    ///     "SELECT CAST(t0.\"id\" AS VARCHAR(256)), CAST(t0.\"quantity\" AS DOUBLE PRECISION) FROM "
    /// ));
    /// let average = Order::query().select(|o| o.quantity.cast_decimal(12, 2).avg());
    /// assert!(average.to_sql().text().contains("AVG(CAST(t0.\"quantity\" AS DECIMAL(12, 2)))"));
    /// ```
    fn cast<T>(self) -> Expr<'a, T, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: CastTo<T>,
        T: CastByName,
        Self::Level: Combine<Constant>,
    {
        cast(self, T::DATA_TYPE)
    }

    /// `CAST(self AS DECIMAL(precision, scale))`: digits in all, at most 38, and digits after the point, at most 37.
    fn cast_decimal(self, precision: u8, scale: u8) -> Expr<'a, Decimal, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: CastTo<Decimal>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Decimal { precision, scale })
    }

    /// `CAST(self AS VARCHAR(bytes))`, at most 65,535: longer text is cut off.
    fn cast_varchar(self, bytes: u16) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: CastTo<String>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Varchar(u32::from(bytes)))
    }
}

impl<'a, E: Expression<'a>> Casts<'a> for E {}

fn cast<'a, E: Expression<'a>, T, K>(operand: E, data_type: DataType) -> Expr<'a, T, E::Nullability, K> {
    Expr::new(operand.into_expr().nodes.unary(Operator::Cast(data_type)))
}

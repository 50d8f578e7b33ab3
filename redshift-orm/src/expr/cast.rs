//! CAST (`r_CAST_function`) and TRY_CAST (`r_TRY_CAST`).

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

use super::level::{Combine, Constant};
use super::node::Operator;
use super::{Expr, Expression};
use crate::schema::DataType;
use crate::types::{IntervalDayToSecond, IntervalYearToMonth, Null, SqlType};

/// A type whose values Redshift casts to `Target` (`c_Supported_data_types`, "Type compatibility and conversion").
#[diagnostic::on_unimplemented(
    message = "there is no `.cast` from `{Self}` to `{Target}`",
    label = "no such cast",
    note = "numbers and date and time values are cast among themselves and to and from text, integers to and from BOOLEAN, a SUPER by `.as_bigint()` and its like; for other values write a CASE"
)]
pub trait CastTo<Target> {
    #[doc(hidden)]
    type Proof;
}

/// A type that needs nothing but its name in a cast.
#[diagnostic::on_unimplemented(
    message = "a cast to `{Self}` says how many digits there are",
    label = "DECIMAL alone is DECIMAL(18, 0), which has no fraction",
    note = "write `.cast_decimal(12, 2)`: digits in all, and digits after the point"
)]
pub trait CastByName: SqlType {
    #[doc(hidden)]
    type Proof;
}

macro_rules! casts {
    ($($from:ty: $($to:ty),*;)*) => { $($( #[diagnostic::do_not_recommend] impl CastTo<$to> for $from { type Proof = (); } )*)* };
}
casts! {
    i16: i16, i32, i64, f32, f64, Decimal, String, bool, Vec<u8>;
    i32: i16, i32, i64, f32, f64, Decimal, String, bool, Vec<u8>;
    i64: i16, i32, i64, f32, f64, Decimal, String, bool, Vec<u8>;
    f32: i16, i32, i64, f32, f64, Decimal, String;
    f64: i16, i32, i64, f32, f64, Decimal, String;
    Decimal: i16, i32, i64, f32, f64, Decimal, String;
    bool: i16, i32, i64, bool;
    String: i16, i32, i64, f32, f64, Decimal, String, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>, Vec<u8>;
    NaiveDate: String, NaiveDateTime, DateTime<Utc>;
    NaiveTime: String;
    NaiveDateTime: String, NaiveDate, NaiveTime, DateTime<Utc>;
    DateTime<Utc>: String, NaiveDate, NaiveTime, NaiveDateTime;
    IntervalYearToMonth: String;
    IntervalDayToSecond: String;
}

/// A type whose values Redshift tries to cast to `Target` (`r_TRY_CAST`, "Usage notes").
#[diagnostic::on_unimplemented(
    message = "Amazon Redshift has no TRY_CAST from `{Self}` to `{Target}`",
    label = "refused by Redshift",
    note = "TRY_CAST is between numbers, between date and time values, to and from text, and between integers and BOOLEAN"
)]
pub trait TryCastTo<Target> {
    #[doc(hidden)]
    type Proof;
}

macro_rules! try_casts {
    ($($from:ty: $($to:ty),*;)*) => { $($( #[diagnostic::do_not_recommend] impl TryCastTo<$to> for $from { type Proof = (); } )*)* };
}
try_casts! {
    bool: i16, i32, i64;
    i16: bool, i32, i64, Decimal, f32, f64, String;
    i32: bool, i16, i64, Decimal, f32, f64, String;
    i64: bool, i16, i32, Decimal, f32, f64, String;
    Decimal: i16, i32, i64, f32, f64, String;
    f32: i16, i32, i64, Decimal, f64, String;
    f64: i16, i32, i64, Decimal, f32, String;
    String: i16, i32, i64, Decimal, f32, f64, NaiveDateTime, DateTime<Utc>, NaiveDate, NaiveTime;
    NaiveDateTime: String, DateTime<Utc>, NaiveDate, NaiveTime;
    DateTime<Utc>: String, NaiveDateTime, NaiveDate, NaiveTime;
    NaiveDate: String, NaiveDateTime, DateTime<Utc>;
    NaiveTime: String;
}

macro_rules! by_name {
    ($($name:ty),*) => { $( #[diagnostic::do_not_recommend] impl CastByName for $name { type Proof = (); } )* };
}
by_name!(i16, i32, i64, f32, f64, bool, String, Vec<u8>, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>);

type Whole<K> = <K as Combine<Constant>>::Out;

/// `CAST` and `TRY_CAST`, as methods of columns and expressions.
pub trait Casts<'a>: Expression<'a> {
    /// The same expression as one that may be NULL, where its type has to agree with one that is: in a set operation.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64, region: Option<String> }
    /// # #[derive(Model)]
    /// # struct Store { #[redshift(primary_key, identity)] id: i64, region: String }
    /// let regions = Customer::query().select(|c| c.region).union(Store::query().select(|s| s.region.nullable()));
    /// assert!(regions.to_sql().text().contains("SELECT t2.\"region\" AS c0 FROM \"store\" AS t2"));
    /// ```
    fn nullable(self) -> Expr<'a, Self::Type, Null, Self::Level> {
        Expr::new(self.into_expr().nodes)
    }

    /// `CAST(self AS T)` (`r_CAST_function`); a `String` is a VARCHAR(256).
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
    fn cast<T: CastByName<Proof: Sized>>(self) -> Expr<'a, T, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: CastTo<T, Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, T::DATA_TYPE)
    }

    /// `CAST(self AS DECIMAL(precision, scale))` (`r_CAST_function`): digits in all, at most 38, and digits after the point, at most 37.
    fn cast_decimal(self, precision: u8, scale: u8) -> Expr<'a, Decimal, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: CastTo<Decimal, Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Decimal { precision, scale })
    }

    /// `CAST(self AS VARCHAR(bytes))` (`r_CAST_function`), at most 65,535: longer text is cut off.
    fn cast_varchar(self, bytes: u16) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: CastTo<String, Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Varchar(u32::from(bytes)))
    }

    /// `TRY_CAST(self AS T)` (`r_TRY_CAST`): NULL where CAST is an error of the server.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// struct Line {
    ///     #[redshift(primary_key, identity)]
    ///     id: i64,
    ///     amount: String,
    /// }
    ///
    /// let amounts = Line::query().select(|l| l.amount.try_cast_decimal(12, 2).coalesce(dec!(0)));
    /// assert!(amounts.to_sql().text().contains("TRY_CAST(t0.\"amount\" AS DECIMAL(12, 2))"));
    /// ```
    fn try_cast<T: CastByName<Proof: Sized>>(self) -> Expr<'a, T, Null, Whole<Self::Level>>
    where
        Self::Type: TryCastTo<T, Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::TryCast(T::DATA_TYPE)))
    }

    /// `TRY_CAST(self AS DECIMAL(precision, scale))` (`r_TRY_CAST`): NULL where [`cast_decimal`](Casts::cast_decimal) is an error of the server.
    fn try_cast_decimal(self, precision: u8, scale: u8) -> Expr<'a, Decimal, Null, Whole<Self::Level>>
    where
        Self::Type: TryCastTo<Decimal, Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::TryCast(DataType::Decimal { precision, scale })))
    }
}

impl<'a, E: Expression<'a>> Casts<'a> for E {}

fn cast<'a, E: Expression<'a>, T, K>(operand: E, data_type: DataType) -> Expr<'a, T, E::Nullability, K> {
    Expr::new(operand.into_expr().nodes.unary(Operator::Cast(data_type)))
}

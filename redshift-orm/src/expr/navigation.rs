//! Navigation into SUPER values, and what they are cast to (`query-super`).

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;

use super::level::{Combine, Constant};
use super::node::{Node, Nodes, Operator};
use super::{Expr, Expression};
use crate::schema::DataType;
use crate::types::{Json, JsonDocument, Null, Super};

type Whole<K> = <K as Combine<Constant>>::Out;

/// Paths into SUPER values, as methods of columns and paths.
///
/// Navigation is lax: what a path does not find is NULL, and so is what a cast cannot convert, so everything here may be NULL
/// (`query-super`, "Lax semantics").
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     payload: serde_json::Value,
/// }
///
/// let query = Order::query()
///     .filter(|o| o.payload.path("status").as_varchar().eq("shipped"))
///     .select(|o| (o.id, o.payload.path("items").at(0).path("sku").as_varchar()));
/// assert_eq!(
///     query.to_sql().text(),
///     "SELECT t0.\"id\", CAST(t0.\"payload\".\"items\"[0].\"sku\" AS VARCHAR(65535)) FROM \"order\" AS t0 \
///      WHERE CAST(t0.\"payload\".\"status\" AS VARCHAR(65535)) = $1"
/// );
/// ```
#[expect(clippy::wrong_self_convention, reason = "the methods are casts, and take the value into the CAST")]
pub trait Navigation<'a>: Expression<'a> {
    /// `self.name`: an attribute of an object, NULL where there is none.
    ///
    /// Redshift folds names to lower case. A name with upper-case letters is found when the session has set
    /// `enable_case_sensitive_super_attribute`, which
    /// [`Builder::case_sensitive_super_attributes`](crate::client::Builder::case_sensitive_super_attributes) does; one
    /// that also holds other characters than letters, digits and `_` needs `enable_case_sensitive_identifier`
    /// (`r_enable_case_sensitive_super_attribute`).
    ///
    /// A path starts at a column; any other start is an error of the statement.
    fn path(self, name: impl Into<Cow<'a, str>>) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let name = Nodes::text(name);
        Expr::new(self.into_expr().nodes.binary(Operator::Attribute, name))
    }

    /// `self[index]`: an element of an array, counted from 0; NULL where there is none.
    fn at(self, index: u32) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Element, Nodes::leaf(Node::Number(index))))
    }

    /// `CAST(self AS VARCHAR(65535))`: a string, a number or a boolean; NULL for arrays and objects, whose text is
    /// [`json_serialize`](crate::functions::json_super::JsonFunctions::json_serialize) (`limitations-super`).
    fn as_varchar(self) -> Expr<'a, String, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Varchar(65_535))
    }

    /// `CAST(self AS SMALLINT)`.
    fn as_smallint(self) -> Expr<'a, i16, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::SmallInt)
    }

    /// `CAST(self AS INTEGER)`.
    fn as_integer(self) -> Expr<'a, i32, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Integer)
    }

    /// `CAST(self AS BIGINT)`.
    fn as_bigint(self) -> Expr<'a, i64, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::BigInt)
    }

    /// `CAST(self AS DECIMAL(precision, scale))`: digits in all, at most 38, and digits after the point, at most 37.
    fn as_decimal(self, precision: u8, scale: u8) -> Expr<'a, Decimal, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Decimal { precision, scale })
    }

    /// `CAST(self AS DOUBLE PRECISION)`.
    fn as_double(self) -> Expr<'a, f64, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::DoublePrecision)
    }

    /// `CAST(self AS BOOLEAN)`.
    fn as_boolean(self) -> Expr<'a, bool, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Boolean)
    }

    /// `CAST(self AS DATE)` of a string: JSON has no dates.
    fn as_date(self) -> Expr<'a, NaiveDate, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Date)
    }

    /// `CAST(self AS TIME)` of a string.
    fn as_time(self) -> Expr<'a, NaiveTime, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Time)
    }

    /// `CAST(self AS TIMESTAMP)` of a string.
    fn as_timestamp(self) -> Expr<'a, NaiveDateTime, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::Timestamp)
    }

    /// `CAST(self AS TIMESTAMPTZ)` of a string.
    fn as_timestamptz(self) -> Expr<'a, DateTime<Utc>, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        cast(self, DataType::TimestampTz)
    }

    /// The SUPER value read as a `T`: [`Json<T>`] where it is selected.
    fn as_json<T: JsonDocument>(self) -> Expr<'a, Json<T>, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes)
    }
}

impl<'a, E: Expression<'a>> Navigation<'a> for E {}

fn cast<'a, E: Expression<'a>, T, K>(value: E, data_type: DataType) -> Expr<'a, T, Null, K> {
    Expr::new(value.into_expr().nodes.unary(Operator::Cast(data_type)))
}

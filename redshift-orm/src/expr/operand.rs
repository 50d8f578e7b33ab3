//! What can stand in an expression, and what can stand beside what.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::level::{Constant, Level};
use super::node::Nodes;
use super::{Column, Expr};
use crate::types::{NotNull, Nullability, SqlType, Value};

/// A column or an expression: what the operators and functions of SQL are methods of.
///
/// The methods stand in the traits of this module by chapter ([`ComparisonOperators`](super::ComparisonOperators),
/// [`PatternMatching`](super::PatternMatching), [`Aggregates`](super::Aggregates), ..); all are in the prelude.
pub trait Expression<'a>: Sized {
    /// The SQL type.
    type Type: SqlType;
    /// Whether NULL is possible.
    type Nullability: Nullability;
    /// The level.
    type Level: Level;

    #[doc(hidden)]
    fn into_expr(self) -> Expr<'a, Self::Type, Self::Nullability, Self::Level>;
}

impl<'a, T: SqlType, N: Nullability, K: Level> Expression<'a> for Expr<'a, T, N, K> {
    type Type = T;
    type Nullability = N;
    type Level = K;
    #[inline]
    fn into_expr(self) -> Self {
        self
    }
}

impl<'a, T: SqlType, N: Nullability, K: Level> Expression<'a> for Column<T, N, K> {
    type Type = T;
    type Nullability = N;
    type Level = K;
    #[inline]
    fn into_expr(self) -> Expr<'a, T, N, K> {
        Expr::new(Nodes::leaf(self.node()))
    }
}

/// SQL types whose values Redshift compares with one another.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` does not compare with a `{Other}`",
    label = "of the SQL type of `{Self}`, where `{Other}` is expected",
    note = "Redshift converts numbers into one another and nothing else on its own; a newtype compares with itself only"
)]
pub trait Comparable<Other> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType> Comparable<T> for T {}

macro_rules! comparable {
    ($($a:ty: $($b:ty),*;)*) => { $($( #[diagnostic::do_not_recommend] impl Comparable<$b> for $a {} )*)* };
}
comparable! {
    i16: i32, i64, f32, f64, Decimal;
    i32: i16, i64, f32, f64, Decimal;
    i64: i16, i32, f32, f64, Decimal;
    f32: i16, i32, i64, f64, Decimal;
    f64: i16, i32, i64, f32, Decimal;
    Decimal: i16, i32, i64, f32, f64;
}

/// What can stand where an SQL value of type `T` is expected: a Rust value, a column or an expression.
#[diagnostic::on_unimplemented(
    message = "expected an SQL value of type `{T}`, found `{Self}`",
    label = "is no `{T}`",
    note = "give a value of that type, a column or an expression; a comparison with NULL is `.is_null()`",
    note = "a filter by an `Option` is `.filter_some(..)`; a query that gives one value ends with `.scalar()`"
)]
pub trait Operand<'a, T> {
    /// Whether NULL is possible.
    type Nullability: Nullability;
    /// The level.
    type Level: Level;
    #[doc(hidden)]
    fn into_operand(self) -> Expr<'a, T, Self::Nullability, Self::Level>;
}

#[diagnostic::do_not_recommend]
impl<'a, T, U: Comparable<T>, N: Nullability, K: Level> Operand<'a, T> for Expr<'a, U, N, K> {
    type Nullability = N;
    type Level = K;
    #[inline]
    fn into_operand(self) -> Expr<'a, T, N, K> {
        Expr::new(self.nodes)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T, U: Comparable<T>, N: Nullability, K: Level> Operand<'a, T> for Column<U, N, K> {
    type Nullability = N;
    type Level = K;
    #[inline]
    fn into_operand(self) -> Expr<'a, T, N, K> {
        Expr::new(Nodes::leaf(self.node()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType> Operand<'a, T> for T {
    type Nullability = NotNull;
    type Level = Constant;
    #[inline]
    fn into_operand(self) -> Expr<'a, T, NotNull, Constant> {
        Expr::new(Nodes::parameter(self.into_value()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType + Clone> Operand<'a, T> for &T {
    type Nullability = NotNull;
    type Level = Constant;
    #[inline]
    fn into_operand(self) -> Expr<'a, T, NotNull, Constant> {
        Expr::new(Nodes::parameter(self.clone().into_value()))
    }
}

/// Integers beside a DECIMAL or a DOUBLE PRECISION, which take every value of theirs. Of the integers INTEGER alone, or else the type of
/// an integer literal would be open.
macro_rules! integer_beside {
    ($($number:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a> Operand<'a, $number> for i32 {
            type Nullability = NotNull;
            type Level = Constant;
            #[inline]
            fn into_operand(self) -> Expr<'a, $number, NotNull, Constant> {
                Expr::new(Nodes::parameter(self.into_value()))
            }
        }
    )* };
}
integer_beside!(Decimal, f64);

/// The type of a borrowed text. A trait rather than the type itself, so that the compiler does not propose a text where a number is
/// expected.
#[doc(hidden)]
pub trait Text {}
impl Text for String {}

#[diagnostic::do_not_recommend]
impl<'a, T: Text> Operand<'a, T> for &'a str {
    type Nullability = NotNull;
    type Level = Constant;
    #[inline]
    fn into_operand(self) -> Expr<'a, T, NotNull, Constant> {
        Expr::new(Nodes::parameter(Value::Varchar(Cow::Borrowed(self))))
    }
}

//! `+`, `-`, `*`, `/`, `%` with Redshift's result types (`r_numeric_computations201`, `r_interval_data_types`).

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::level::{Constant, Level};
use super::node::{Nodes, Operator};
use super::{Column, Combine, Expr, Expression};
use crate::types::{IntervalDayToSecond, IntervalYearToMonth, NotNull, Null, Nullability, Number, SqlType};

/// `+`
#[derive(Debug, Clone, Copy)]
pub enum Addition {}

/// `-`
#[derive(Debug, Clone, Copy)]
pub enum Subtraction {}

/// `*`
#[derive(Debug, Clone, Copy)]
pub enum Multiplication {}

/// `/`
#[derive(Debug, Clone, Copy)]
pub enum Division {}

/// `%`
#[derive(Debug, Clone, Copy)]
pub enum Modulo {}

/// Two types and the type that an operator between them gives (`r_numeric_computations201`, `r_interval_data_types`).
///
/// Integers give the wider integer, and division cuts the fraction off. A DECIMAL beside an integer or a DECIMAL gives a DECIMAL: SMALLINT,
/// INTEGER and BIGINT count as DECIMAL(5, 0), (10, 0) and (19, 0), and of DECIMAL(p1, s1) and DECIMAL(p2, s2) the result has
///
/// | operation | scale | precision |
/// |---|---|---|
/// | `+`, `-` | max(s1, s2) | max(p1 - s1, p2 - s2) + 1 + scale |
/// | `*` | s1 + s2 | p1 + p2 + 1 |
/// | `/` | max(4, s1 + p2 - s2 + 1) | p1 - s1 + s2 + scale |
///
/// at most 38 digits; a quotient of more has the fewer after the point, but not fewer than 4. What does not fit is an error of the
/// server: cast a factor with `.cast_decimal(..)` to fewer digits first. A REAL or DOUBLE PRECISION operand makes the result
/// DOUBLE PRECISION; of two REALs, which the manual does not list, a REAL.
///
/// A SUPER operand makes the result a SUPER by its dynamic type: NULL where a value is no number, but two texts are joined by `+`
/// (`operators-functions`).
///
/// A Rust value stands on either side: `o.total * 2`, `dec!(1) - o.discount`. Beside a DECIMAL an integer is an INTEGER, and a fraction is
/// `dec!(1.5)`.
///
/// An interval is added to a DATE, TIMESTAMP or TIMESTAMPTZ, and subtracted from one: a DATE stays one beside years and months, and
/// becomes a TIMESTAMP beside days and what is smaller. Intervals of one kind are added and subtracted, and an interval is multiplied with
/// an integer or divided by one.
#[diagnostic::on_unimplemented(
    message = "no such arithmetic between `{Self}` and `{Other}`",
    label = "arithmetic takes numbers and SUPER, and intervals beside DATE, TIMESTAMP and TIMESTAMPTZ"
)]
pub trait Arithmetic<Other, Op> {
    /// The type of the result.
    type Output: SqlType;
    /// Whether NULL is possible where the operand on the right is this: of a SUPER always.
    type Nullability<N: Nullability>: Nullability;
}

macro_rules! arithmetic {
    ($($a:ty, $b:ty => $out:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<Op> Arithmetic<$b, Op> for $a {
            type Output = $out;
            type Nullability<N: Nullability> = N;
        }
    )* };
}
arithmetic! {
    i16, i16 => i16; i16, i32 => i32; i16, i64 => i64; i16, Decimal => Decimal; i16, f32 => f64; i16, f64 => f64;
    i32, i16 => i32; i32, i32 => i32; i32, i64 => i64; i32, Decimal => Decimal; i32, f32 => f64; i32, f64 => f64;
    i64, i16 => i64; i64, i32 => i64; i64, i64 => i64; i64, Decimal => Decimal; i64, f32 => f64; i64, f64 => f64;
    Decimal, i16 => Decimal; Decimal, i32 => Decimal; Decimal, i64 => Decimal; Decimal, Decimal => Decimal;
    Decimal, f32 => f64; Decimal, f64 => f64;
    f32, i16 => f64; f32, i32 => f64; f32, i64 => f64; f32, Decimal => f64; f32, f32 => f32; f32, f64 => f64;
    f64, i16 => f64; f64, i32 => f64; f64, i64 => f64; f64, Decimal => f64; f64, f32 => f64; f64, f64 => f64;
}

macro_rules! dynamic_arithmetic {
    ($($a:ty, $b:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<Op> Arithmetic<$b, Op> for $a {
            type Output = serde_json::Value;
            type Nullability<N: Nullability> = Null;
        }
    )* };
}
dynamic_arithmetic! {
    serde_json::Value, serde_json::Value;
    serde_json::Value, i16; serde_json::Value, i32; serde_json::Value, i64; serde_json::Value, Decimal;
    serde_json::Value, f32; serde_json::Value, f64;
    i16, serde_json::Value; i32, serde_json::Value; i64, serde_json::Value; Decimal, serde_json::Value;
    f32, serde_json::Value; f64, serde_json::Value;
}

macro_rules! interval_arithmetic {
    ($($a:ty, $b:ty: $($operator:ty),* => $out:ty;)*) => { $($(
        #[diagnostic::do_not_recommend]
        impl Arithmetic<$b, $operator> for $a {
            type Output = $out;
            type Nullability<N: Nullability> = N;
        }
    )*)* };
}
// Manual: r_interval_data_types, "Interval arithmetic", which does not speak of TIMESTAMPTZ.
interval_arithmetic! {
    NaiveDate, IntervalYearToMonth: Addition, Subtraction => NaiveDate;
    NaiveDate, IntervalDayToSecond: Addition, Subtraction => NaiveDateTime;
    NaiveDateTime, IntervalYearToMonth: Addition, Subtraction => NaiveDateTime;
    NaiveDateTime, IntervalDayToSecond: Addition, Subtraction => NaiveDateTime;
    DateTime<Utc>, IntervalYearToMonth: Addition, Subtraction => DateTime<Utc>;
    DateTime<Utc>, IntervalDayToSecond: Addition, Subtraction => DateTime<Utc>;
    IntervalYearToMonth, NaiveDate: Addition => NaiveDate;
    IntervalYearToMonth, NaiveDateTime: Addition => NaiveDateTime;
    IntervalYearToMonth, DateTime<Utc>: Addition => DateTime<Utc>;
    IntervalDayToSecond, NaiveDate: Addition => NaiveDateTime;
    IntervalDayToSecond, NaiveDateTime: Addition => NaiveDateTime;
    IntervalDayToSecond, DateTime<Utc>: Addition => DateTime<Utc>;
    IntervalYearToMonth, IntervalYearToMonth: Addition, Subtraction => IntervalYearToMonth;
    IntervalDayToSecond, IntervalDayToSecond: Addition, Subtraction => IntervalDayToSecond;
    IntervalYearToMonth, i16: Multiplication, Division => IntervalYearToMonth;
    IntervalYearToMonth, i32: Multiplication, Division => IntervalYearToMonth;
    IntervalYearToMonth, i64: Multiplication, Division => IntervalYearToMonth;
    IntervalDayToSecond, i16: Multiplication, Division => IntervalDayToSecond;
    IntervalDayToSecond, i32: Multiplication, Division => IntervalDayToSecond;
    IntervalDayToSecond, i64: Multiplication, Division => IntervalDayToSecond;
}

/// What can stand on the right of an arithmetic operator whose left side is a `T`.
#[diagnostic::on_unimplemented(
    message = "no such arithmetic between an SQL value of type `{T}` and `{Self}`",
    label = "is nothing that goes with `{T}` here",
    note = "numbers and SUPER go with one another; an interval is added to and subtracted from DATE, TIMESTAMP, TIMESTAMPTZ and intervals of its kind, and multiplied with and divided by integers",
    note = "a fraction beside a DECIMAL is `dec!(1.5)`, an interval `days(7)` or `hours(1)`; texts are joined by `.concat(..)`"
)]
pub trait Term<'a, T, Op> {
    /// The type of the result.
    type Output: SqlType;
    /// Whether NULL is possible.
    type Nullability: Nullability;
    /// The level.
    type Level: Level;
    #[doc(hidden)]
    fn into_term(self) -> Expr<'a, Self::Output, Self::Nullability, Self::Level>;
}

#[diagnostic::do_not_recommend]
impl<'a, T: Arithmetic<U, Op>, U, Op, N: Nullability, K: Level> Term<'a, T, Op> for Expr<'a, U, N, K> {
    type Output = T::Output;
    type Nullability = T::Nullability<N>;
    type Level = K;
    fn into_term(self) -> Expr<'a, T::Output, T::Nullability<N>, K> {
        Expr::new(self.nodes)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Arithmetic<U, Op>, U, Op, N: Nullability, K: Level> Term<'a, T, Op> for Column<U, N, K> {
    type Output = T::Output;
    type Nullability = T::Nullability<N>;
    type Level = K;
    fn into_term(self) -> Expr<'a, T::Output, T::Nullability<N>, K> {
        Expr::new(Nodes::leaf(self.node()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Number + Arithmetic<T, Op>, Op> Term<'a, T, Op> for T {
    type Output = T::Output;
    type Nullability = NotNull;
    type Level = Constant;
    fn into_term(self) -> Expr<'a, T::Output, NotNull, Constant> {
        Expr::new(Nodes::parameter(self.into_value()))
    }
}

/// Values of another type than the column's: a DECIMAL or a DOUBLE PRECISION beside integers. Others would leave the type of an
/// integer literal open.
macro_rules! wider_value {
    ($($integer:ty: $($value:ty),*;)*) => { $($(
        #[diagnostic::do_not_recommend]
        impl<'a, Op> Term<'a, $integer, Op> for $value {
            type Output = $value;
            type Nullability = NotNull;
            type Level = Constant;
            fn into_term(self) -> Expr<'a, $value, NotNull, Constant> {
                Expr::new(Nodes::parameter(self.into_value()))
            }
        }
    )*)* };
}
wider_value! {
    i16: Decimal, f64;
    i32: Decimal, f64;
    i64: Decimal, f64;
}

/// An integer beside a DECIMAL or a DOUBLE PRECISION; INTEGER alone, or else the type of an integer literal would be open.
macro_rules! integer_beside {
    ($($number:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, Op> Term<'a, $number, Op> for i32 {
            type Output = $number;
            type Nullability = NotNull;
            type Level = Constant;
            fn into_term(self) -> Expr<'a, $number, NotNull, Constant> {
                Expr::new(Nodes::parameter(self.into_value()))
            }
        }
    )* };
}
integer_beside!(Decimal, f64);

/// Values beside a SUPER; of the integers INTEGER alone, or else the type of an integer literal would be open.
macro_rules! value_beside_super {
    ($($value:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, Op> Term<'a, serde_json::Value, Op> for $value {
            type Output = serde_json::Value;
            type Nullability = Null;
            type Level = Constant;
            fn into_term(self) -> Expr<'a, serde_json::Value, Null, Constant> {
                Expr::new(Nodes::parameter(self.into_value()))
            }
        }
    )* };
}
value_beside_super!(i32, Decimal, f64);

/// The same beside an interval.
macro_rules! value_beside_interval {
    ($($interval:ty: $($operator:ty),*;)*) => { $($(
        #[diagnostic::do_not_recommend]
        impl<'a> Term<'a, $interval, $operator> for i32 {
            type Output = $interval;
            type Nullability = NotNull;
            type Level = Constant;
            fn into_term(self) -> Expr<'a, $interval, NotNull, Constant> {
                Expr::new(Nodes::parameter(self.into_value()))
            }
        }
    )*)* };
}
value_beside_interval! {
    IntervalYearToMonth: Multiplication, Division;
    IntervalDayToSecond: Multiplication, Division;
}

type Out<A, B> = <A as Combine<B>>::Out;

macro_rules! operator {
    ($($trait:ident $method:ident $operator:ident $op:ty;)*) => { $(
        // The values beside a column are numbers, so nothing is borrowed: the result lives as long as one likes.
        impl<T: SqlType, N: Nullability, K: Level, B> $trait<B> for Column<T, N, K>
        where
            B: Term<'static, T, $op>,
            K: Combine<B::Level>,
        {
            type Output = Expr<'static, B::Output, N::Or<B::Nullability>, Out<K, B::Level>>;
            fn $method(self, other: B) -> Self::Output {
                Expr::new(self.into_expr().nodes.binary(Operator::$operator, other.into_term().nodes))
            }
        }

        impl<'a, T: SqlType, N: Nullability, K: Level, B> $trait<B> for Expr<'a, T, N, K>
        where
            B: Term<'a, T, $op>,
            K: Combine<B::Level>,
        {
            type Output = Expr<'a, B::Output, N::Or<B::Nullability>, Out<K, B::Level>>;
            fn $method(self, other: B) -> Self::Output {
                Expr::new(self.nodes.binary(Operator::$operator, other.into_term().nodes))
            }
        }
    )* };
}
operator! {
    Add add Add Addition;
    Sub sub Subtract Subtraction;
    Mul mul Multiply Multiplication;
    Div div Divide Division;
    Rem rem Remainder Modulo;
}

impl<T: Number, N: Nullability, K: Level + Combine<Constant>> Neg for Column<T, N, K> {
    type Output = Expr<'static, T, N, Out<K, Constant>>;
    fn neg(self) -> Self::Output {
        Expr::new(self.into_expr().nodes.unary(Operator::Negate))
    }
}

impl<'a, T: Number, N: Nullability, K: Level + Combine<Constant>> Neg for Expr<'a, T, N, K> {
    type Output = Expr<'a, T, N, Out<K, Constant>>;
    fn neg(self) -> Self::Output {
        Expr::new(self.nodes.unary(Operator::Negate))
    }
}

impl<N: Nullability, K: Level + Combine<Constant>> Neg for Column<serde_json::Value, N, K> {
    type Output = Expr<'static, serde_json::Value, Null, Out<K, Constant>>;
    fn neg(self) -> Self::Output {
        Expr::new(self.into_expr().nodes.unary(Operator::Negate))
    }
}

impl<'a, N: Nullability, K: Level + Combine<Constant>> Neg for Expr<'a, serde_json::Value, N, K> {
    type Output = Expr<'a, serde_json::Value, Null, Out<K, Constant>>;
    fn neg(self) -> Self::Output {
        Expr::new(self.nodes.unary(Operator::Negate))
    }
}

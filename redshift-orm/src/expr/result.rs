//! Values that one expression chooses among: the results of CASE, the arguments of COALESCE and its like.

use std::borrow::Cow;

use super::level::{Constant, Level};
use super::node::Nodes;
use super::operand::Text;
use super::{Column, Expr};
use crate::types::{NotNull, Nullability, SqlType, Value};

/// A value of its own type: a Rust value, a column or an expression.
#[diagnostic::on_unimplemented(
    message = "expected an SQL value, found `{Self}`",
    label = "is no value, column or expression",
    note = "`None` is left out: a CASE that ends with `.end()` gives NULL"
)]
pub trait ResultValue<'a> {
    /// The SQL type.
    type Type: SqlType;
    /// Whether NULL is possible.
    type Nullability: Nullability;
    /// The level.
    type Level: Level;
    #[doc(hidden)]
    fn into_result(self) -> Expr<'a, Self::Type, Self::Nullability, Self::Level>;
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: Level> ResultValue<'a> for Expr<'a, T, N, K> {
    type Type = T;
    type Nullability = N;
    type Level = K;
    fn into_result(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: Level> ResultValue<'a> for Column<T, N, K> {
    type Type = T;
    type Nullability = N;
    type Level = K;
    fn into_result(self) -> Expr<'a, T, N, K> {
        Expr::new(Nodes::leaf(self.node()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType> ResultValue<'a> for T {
    type Type = T;
    type Nullability = NotNull;
    type Level = Constant;
    fn into_result(self) -> Expr<'a, T, NotNull, Constant> {
        Expr::new(Nodes::parameter(self.into_value()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a> ResultValue<'a> for &'a str {
    type Type = String;
    type Nullability = NotNull;
    type Level = Constant;
    fn into_result(self) -> Expr<'a, String, NotNull, Constant> {
        Expr::new(Nodes::parameter(Value::Varchar(Cow::Borrowed(self))))
    }
}

/// The type itself: a bound of a name that messages do not show.
#[doc(hidden)]
pub trait Same<T> {}
impl<T> Same<T> for T {}

/// A value of exactly the type `T`: the results of one expression and the operands of a bitwise operator are of one type, or the
/// server would choose it.
#[diagnostic::on_unimplemented(
    message = "expected a value of exactly the SQL type `{T}`, found `{Self}`",
    label = "is no `{T}`",
    note = "give a value of that type, a column or an expression; `.cast::<{T}>()` converts one"
)]
pub trait ResultOf<'a, T> {
    /// Whether NULL is possible.
    type Nullability: Nullability;
    /// The level.
    type Level: Level;
    #[doc(hidden)]
    fn into_result_of(self) -> Expr<'a, T, Self::Nullability, Self::Level>;
}

#[diagnostic::do_not_recommend]
impl<'a, T: Same<U>, U: SqlType, N: Nullability, K: Level> ResultOf<'a, T> for Expr<'a, U, N, K> {
    type Nullability = N;
    type Level = K;
    fn into_result_of(self) -> Expr<'a, T, N, K> {
        Expr::new(self.nodes)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Same<U>, U: SqlType, N: Nullability, K: Level> ResultOf<'a, T> for Column<U, N, K> {
    type Nullability = N;
    type Level = K;
    fn into_result_of(self) -> Expr<'a, T, N, K> {
        Expr::new(Nodes::leaf(self.node()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType> ResultOf<'a, T> for T {
    type Nullability = NotNull;
    type Level = Constant;
    fn into_result_of(self) -> Expr<'a, T, NotNull, Constant> {
        Expr::new(Nodes::parameter(self.into_value()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Text> ResultOf<'a, T> for &'a str {
    type Nullability = NotNull;
    type Level = Constant;
    fn into_result_of(self) -> Expr<'a, T, NotNull, Constant> {
        Expr::new(Nodes::parameter(Value::Varchar(Cow::Borrowed(self))))
    }
}

//! `column = value` in UPDATE .. SET.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::column::ColumnName;
use super::comparison::CanBeNull;
use super::level::{Constant, InWhere, Row};
use super::node::Nodes;
use super::operand::Text;
use super::{Column, Comparable, Expr, Source};
use crate::types::{ColumnField, NotNull, Null, SqlType, Value};

/// `column = value` of an UPDATE; made by [`Column::to`].
#[derive(Debug, Clone)]
#[must_use = "an assignment does nothing until `.set(..)` takes it"]
pub struct Assignment<'a> {
    pub(crate) source: Source,
    pub(crate) column: &'static str,
    pub(crate) value: Nodes<'a>,
}

impl<T: SqlType, N> Column<T, N> {
    /// `self = value` for UPDATE .. SET: a Rust value, `None` for NULL, a column or an expression.
    pub fn to<'a, V: Assigned<'a, T, Level: InWhere, Nullability: FitsInto<N>>>(self, value: V) -> Assignment<'a> {
        let column = match self.name() {
            ColumnName::Named(name) => name,
            // Of a derived table, or unnested: no target's, which is what the writer looks at.
            ColumnName::Unnamed(_) => "",
        };
        Assignment { source: self.source(), column, value: value.into_assigned() }
    }
}

/// A value's nullability and that of the column it goes into.
#[diagnostic::on_unimplemented(
    message = "the value may be NULL and the column is NOT NULL",
    label = "may be NULL",
    note = "declare the column `Option<..>`, or give a value that is never NULL"
)]
pub trait FitsInto<N> {}
#[diagnostic::do_not_recommend]
impl<N> FitsInto<N> for NotNull {}
#[diagnostic::do_not_recommend]
impl<N: CanBeNull> FitsInto<N> for Null {}

/// What can be assigned to a column of type `T`.
#[diagnostic::on_unimplemented(
    message = "expected an SQL value of type `{T}`, found `{Self}`",
    label = "cannot be assigned to a column of type `{T}`",
    note = "`None` goes into a column of type `Option<..>` only"
)]
pub trait Assigned<'a, T> {
    /// Whether NULL is possible.
    type Nullability;
    /// The level.
    type Level;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, T, U: Comparable<T>, N, K> Assigned<'a, T> for Expr<'a, U, N, K> {
    type Nullability = N;
    type Level = K;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        self.nodes
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T, U: Comparable<T>, N> Assigned<'a, T> for Column<U, N> {
    type Nullability = N;
    type Level = Row;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::leaf(self.node())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType> Assigned<'a, T> for T {
    type Nullability = NotNull;
    type Level = Constant;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::parameter(self.into_value())
    }
}

/// Integers in a column of DECIMAL or DOUBLE PRECISION, as they stand [beside one](super::Operand).
macro_rules! integer_into {
    ($($number:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a> Assigned<'a, $number> for i32 {
            type Nullability = NotNull;
            type Level = Constant;
            #[expect(private_interfaces, reason = "only this crate calls it")]
            fn into_assigned(self) -> Nodes<'a> {
                Nodes::parameter(SqlType::into_value(self))
            }
        }
    )* };
}
integer_into!(Decimal, f64);

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType> Assigned<'a, T> for Option<T> {
    type Nullability = Null;
    type Level = Constant;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::parameter(ColumnField::into_value(self))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Text> Assigned<'a, T> for &'a str {
    type Nullability = NotNull;
    type Level = Constant;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::parameter(Value::Varchar(Cow::Borrowed(self)))
    }
}

/// What `set` and `when_matched_update` take: an assignment, a tuple of up to 16, or a `Vec`.
#[diagnostic::on_unimplemented(
    message = "expected assignments, found `{Self}`",
    label = "assigns nothing",
    note = "write `o.column.to(value)`, several of them in a tuple"
)]
pub trait IntoAssignments<'a> {
    #[doc(hidden)]
    fn push_to(self, list: &mut Vec<Assignment<'a>>);
}

#[diagnostic::do_not_recommend]
impl<'a> IntoAssignments<'a> for Assignment<'a> {
    fn push_to(self, list: &mut Vec<Assignment<'a>>) {
        list.push(self);
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoAssignments<'a> for Vec<Assignment<'a>> {
    fn push_to(mut self, list: &mut Vec<Assignment<'a>>) {
        list.append(&mut self);
    }
}

macro_rules! tuple {
    ($($($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, $($part: IntoAssignments<'a>),*> IntoAssignments<'a> for ($($part,)*) {
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, list: &mut Vec<Assignment<'a>>) {
                let ($($part,)*) = self;
                $( $part.push_to(list); )*
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H I J K L M N O P);

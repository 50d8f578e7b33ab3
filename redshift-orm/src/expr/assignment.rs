//! `column = value` in UPDATE .. SET.

use std::borrow::Cow;

use super::column::ColumnName;
use super::level::InWhere;
use super::node::Nodes;
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
    pub fn to<'a, V: Assigned<'a, T, N>>(self, value: V) -> Assignment<'a> {
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
impl FitsInto<NotNull> for NotNull {}
#[diagnostic::do_not_recommend]
impl FitsInto<Null> for NotNull {}
#[diagnostic::do_not_recommend]
impl FitsInto<Null> for Null {}

/// What can be assigned to a column of type `T` and nullability `N`.
#[diagnostic::on_unimplemented(
    message = "expected an SQL value of type `{T}`, found `{Self}`",
    label = "cannot be assigned to a column of type `{T}`",
    note = "`None` goes into a column of type `Option<..>` only"
)]
pub trait Assigned<'a, T, N> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a>;
}

impl<'a, T, U: Comparable<T>, N, M: FitsInto<N>, K: InWhere> Assigned<'a, T, N> for Expr<'a, U, M, K> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        self.nodes
    }
}

impl<'a, T, U: Comparable<T>, N, M: FitsInto<N>> Assigned<'a, T, N> for Column<U, M> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::Leaf(self.kind())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N> Assigned<'a, T, N> for T {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::parameter(self.into_value())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType> Assigned<'a, T, Null> for Option<T> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::parameter(ColumnField::into_value(self))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, N> Assigned<'a, String, N> for &'a str {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::parameter(Value::Varchar(Cow::Borrowed(self)))
    }
}

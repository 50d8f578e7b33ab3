//! `column = value` in UPDATE .. SET.

use std::borrow::Cow;

use super::column::ColumnName;
use super::level::InWhere;
use super::node::{Kind, Nodes};
use super::{Column, Comparable, Expr};
use crate::types::{NotNull, Null, SqlType, Value};

/// `column = value` of an UPDATE; made by [`Column::to`].
#[derive(Debug, Clone)]
#[must_use = "an assignment does nothing until `.set(..)` takes it"]
pub struct Assignment<'a> {
    pub(crate) column: &'static str,
    pub(crate) value: Nodes<'a>,
}

impl<T: SqlType, N> Column<T, N> {
    /// `self = value` for UPDATE .. SET: a Rust value, `None` for NULL, a column or an expression.
    pub fn to<'a, V: Assigned<'a, T, N>>(self, value: V) -> Assignment<'a> {
        let column = match self.kind() {
            Kind::Column {
                name: ColumnName::Named(name),
                ..
            } => name,
            // Columns of a select list belong to no table that could be updated, and no UPDATE hands them out.
            _ => "",
        };
        Assignment {
            column,
            value: value.into_assigned(),
        }
    }
}

/// A value's nullability and that of the column it goes into.
#[diagnostic::on_unimplemented(
    message = "the value may be NULL and the column is NOT NULL",
    label = "may be NULL",
    note = "declare the column `Option<..>`, or give a value that is never NULL"
)]
pub trait FitsInto<N> {}
impl FitsInto<NotNull> for NotNull {}
impl FitsInto<Null> for NotNull {}
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

macro_rules! assigned {
    ($($(#[$attribute:meta])* [$($generics:tt)*] $type:ty => $nullability:ty, |$value:ident| $nodes:expr;)*) => { $(
        $(#[$attribute])*
        impl<'a, $($generics)*> Assigned<'a, T, $nullability> for $type {
            #[expect(private_interfaces, reason = "only this crate calls it")]
            fn into_assigned(self) -> Nodes<'a> {
                let $value = self;
                $nodes
            }
        }
    )* };
}

assigned! {
    [T, U: Comparable<T>, N, M: FitsInto<N>, K: InWhere] Expr<'a, U, M, K> => N, |expr| expr.nodes;
    [T, U: Comparable<T>, N, M: FitsInto<N>] Column<U, M> => N, |column| Nodes::Leaf(column.kind());
    #[diagnostic::do_not_recommend]
    [T: SqlType, N] T => N, |value| Nodes::parameter(value.into_value());
    #[diagnostic::do_not_recommend]
    [T: SqlType] Option<T> => Null, |value| Nodes::parameter(crate::types::ColumnField::into_value(value));
}

#[diagnostic::do_not_recommend]
impl<'a, N> Assigned<'a, String, N> for &'a str {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_assigned(self) -> Nodes<'a> {
        Nodes::parameter(Value::Varchar(Cow::Borrowed(self)))
    }
}

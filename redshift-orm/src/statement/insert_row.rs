//! A row of expressions for INSERT: the `Insert..` struct of a model, or a tuple in the order of its columns.

use super::scope::{Scope, SourceColumns};
use super::select::Select;
use super::selection::{SelectList, next_column};
use super::{Query, Shape};
use crate::error::Result;
use crate::expr::Same;
use crate::expr::node::Nodes;
use crate::expr::{Column, Condition, Constant, Expr, FitsInto, Level, Source};
use crate::model::Model;
use crate::types::{ColumnField, Null, Nullability, RowReader, SqlType};

/// The column's default, in place of an expression: for a field of an `Insert..` struct whose column has one.
///
/// The column is left out of the INSERT, and Redshift fills it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UseDefault;

impl SourceColumns for UseDefault {
    type Nullable = UseDefault;
    fn into_nullable(self) -> UseDefault {
        self
    }
}

/// Of a column without a default.
#[derive(Debug, Clone, Copy)]
pub struct WithoutDefault;

/// Of a column with a default, which [`UseDefault`] asks for.
#[derive(Debug, Clone, Copy)]
pub struct WithDefault;

/// What can go into a column of some type: a column, an expression, a condition, or [`UseDefault`].
pub trait InsertPart<'a> {
    /// The level.
    type Level: Level;
    /// What a query around the one that selects it sees.
    type Column: SourceColumns;
    /// Whether it is a value, and not the column's default.
    #[doc(hidden)]
    const GIVEN: bool = true;
    #[doc(hidden)]
    fn push_to(self, list: &mut SelectList<'a>);
    #[doc(hidden)]
    fn column(source: Source, index: &mut u16) -> Self::Column;
}

impl<'a, T: SqlType, N: Nullability, K: Level> InsertPart<'a> for Column<T, N, K> {
    type Level = K;
    type Column = Column<T, N>;
    fn push_to(self, list: &mut SelectList<'a>) {
        list.push_as::<T, N>(Nodes::leaf(self.node()));
    }
    fn column(source: Source, index: &mut u16) -> Column<T, N> {
        next_column(source, index)
    }
}

impl<'a, T: SqlType, N: Nullability, K: Level> InsertPart<'a> for Expr<'a, T, N, K> {
    type Level = K;
    type Column = Column<T, N>;
    fn push_to(self, list: &mut SelectList<'a>) {
        list.push_as::<T, N>(self.nodes);
    }
    fn column(source: Source, index: &mut u16) -> Column<T, N> {
        next_column(source, index)
    }
}

impl<'a, K: Level> InsertPart<'a> for Condition<'a, K> {
    type Level = K;
    type Column = Column<bool, Null>;
    fn push_to(self, list: &mut SelectList<'a>) {
        list.push_as::<bool, Null>(self.nodes);
    }
    fn column(source: Source, index: &mut u16) -> Column<bool, Null> {
        next_column(source, index)
    }
}

impl<'a> InsertPart<'a> for UseDefault {
    type Level = Constant;
    type Column = UseDefault;
    const GIVEN: bool = false;
    fn push_to(self, _: &mut SelectList<'a>) {}
    fn column(_: Source, _: &mut u16) -> UseDefault {
        UseDefault
    }
}

/// What goes into the column of a field of type `F`; `D` is whether the column has a default.
#[diagnostic::on_unimplemented(
    message = "the column is a `{F}`, the expression is none",
    label = "does not go into a column of type `{F}`",
    note = "the type is the column's own, see `.cast::<..>()`; what may be NULL goes into a column of type `Option<..>`; a Rust value is `value(..)`, NULL `null::<..>()`, and a default, where the column has one, `UseDefault`"
)]
pub trait InsertItem<'a, F, D>: InsertPart<'a> {}

#[diagnostic::do_not_recommend]
impl<'a, F: ColumnField, D, T, N, K: Level> InsertItem<'a, F, D> for Column<T, N, K>
where
    T: SqlType + Same<F::Type>,
    N: Nullability + FitsInto<F::Nullability>,
{
}

#[diagnostic::do_not_recommend]
impl<'a, F: ColumnField, D, T, N, K: Level> InsertItem<'a, F, D> for Expr<'a, T, N, K>
where
    T: SqlType + Same<F::Type>,
    N: Nullability + FitsInto<F::Nullability>,
{
}

#[diagnostic::do_not_recommend]
impl<'a, F: ColumnField, D, K: Level> InsertItem<'a, F, D> for Condition<'a, K>
where
    bool: Same<F::Type>,
    Null: FitsInto<F::Nullability>,
{
}

#[diagnostic::do_not_recommend]
impl<'a, F, D: Same<WithDefault>> InsertItem<'a, F, D> for UseDefault {}

/// The fields of an `Insert..` struct, each of which goes into its column.
#[doc(hidden)]
pub trait InsertFields<'a> {
    type Row: Send + 'static;
    type Levels;
    type Columns: SourceColumns;
    /// The columns that are given, in order.
    fn given() -> Vec<&'static str>;
    fn push_to(self, list: &mut SelectList<'a>);
    fn columns(source: Source, index: &mut u16) -> Self::Columns;
    /// # Errors
    /// When a cell does not read as its field's type.
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row>;
}

/// A row of expressions for the table of `M`: its `Insert..` struct, or a tuple in the order of the columns that an INSERT fills.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row to insert into the table of `{M}`",
    label = "has not the columns that an INSERT of `{M}` fills",
    note = "give the `Insert..` struct that `#[derive(Model)]` makes beside `New..`, or a tuple of every column but IDENTITY ones, in order"
)]
pub trait InsertRow<'a, M> {
    /// The levels of the items.
    type Levels;
    /// The columns that are given, in order.
    #[doc(hidden)]
    fn given() -> Vec<&'static str>;
    #[doc(hidden)]
    fn push_row(self, list: &mut SelectList<'a>);
}

/// A query whose rows can be inserted into the table of `M`.
#[diagnostic::on_unimplemented(
    message = "the query does not select the columns that go into the table of `{M}`",
    label = "selects other columns",
    note = "select the `Insert..` struct that `#[derive(Model)]` makes beside `New..`, or a tuple of every column but IDENTITY ones, in order"
)]
pub trait InsertSource<'a, M> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_columns_and_query(self) -> (Vec<&'static str>, Select<'a>);
}

#[diagnostic::do_not_recommend]
impl<'a, M: Model, S: Scope, R: Shape<'a, S>> InsertSource<'a, M> for Query<'a, S, R>
where
    R::Columns: InsertRow<'a, M>,
{
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_columns_and_query(self) -> (Vec<&'static str>, Select<'a>) {
        (R::Columns::given(), self.into_listed_clauses())
    }
}

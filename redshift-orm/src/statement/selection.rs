//! What a SELECT list is, what its rows read as, and what columns it offers to ORDER BY and to an outer query.

use super::scope::SourceColumns;
use crate::error::Result;
use crate::expr::column::{ColumnName, Origin, Unnamed};
use crate::expr::mark::Mark;
use crate::expr::node::{Clause, Expressions, Node, Nodes, Operator, Part};
use crate::expr::{Aggregate, Column, Combine, Condition, Constant, Expr, Level, Row, Source, Window};
use crate::model::Model;
use crate::schema::{DataType, Table};
use crate::types::{ColumnField, NotNull, Null, Nullability, RowReader, SqlType};

/// The items of a SELECT list.
///
/// In that of a SELECT the conditions of its joins, of HAVING and of QUALIFY, and the items of ORDER BY stand too, in the order of the
/// builder's calls: one list is less memory than five.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SelectList<'a> {
    items: Expressions<'a>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SelectListItem<'q> {
    pub(crate) nodes: Part<'q>,
    pub(crate) data_type: DataType,
    pub(crate) nullable: bool,
    pub(crate) name: Option<&'static str>,
}

/// A column of a query's rows.
#[cfg(feature = "arrow")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ResultColumn {
    /// What it is called, where it has a name.
    pub(crate) name: Option<&'static str>,
    pub(crate) data_type: DataType,
    pub(crate) nullable: bool,
}

impl<'q> SelectListItem<'q> {
    fn of(part: Part<'q>) -> Option<Self> {
        match part.split_last() {
            Some((&Node::Item { data_type, nullable, name, .. }, nodes)) => {
                Some(SelectListItem { nodes, data_type, nullable, name })
            }
            _ => None,
        }
    }

    /// The name of the column, when the item is a column of a table.
    pub(crate) fn column_name(&self) -> Option<&'static str> {
        match self.nodes.nodes() {
            [Node::Column { name: ColumnName::Named(name), .. }] => Some(name),
            _ => None,
        }
    }
}

impl<'a> SelectList<'a> {
    #[inline]
    fn push<T: SqlType, N: Nullability>(&mut self, nodes: Nodes<'a>, name: Option<&'static str>) {
        self.items.push_item(nodes, T::DATA_TYPE, N::NULLABLE, name);
    }

    /// All that stands here one behind the other, each with its clause, its direction, or its type and name at its end.
    pub(crate) fn whole(&self) -> Part<'_> {
        self.items.whole()
    }

    /// Whether there is no item.
    pub(crate) fn is_empty(&self) -> bool {
        !self.whole().nodes().iter().any(|node| matches!(node, Node::Item { .. }))
    }

    /// Where the conditions of other clauses and the items of ORDER BY go.
    #[inline]
    pub(super) fn clauses(&mut self) -> &mut Expressions<'a> {
        &mut self.items
    }

    /// The conditions of a clause.
    pub(crate) fn conditions(&self, clause: Clause) -> Vec<Part<'_>> {
        self.whole().split().into_iter().filter_map(|part| part.of_clause(clause)).collect()
    }

    /// The items of ORDER BY, each with its direction at its end.
    pub(crate) fn sorted(&self) -> Vec<Part<'_>> {
        let is_sorted = |part: &Part<'_>| matches!(part.nodes().last(), Some(Node::Operator(Operator::Sort { .. }, _)));
        self.whole().split().into_iter().filter(is_sorted).collect()
    }

    pub(crate) fn items(&self) -> Vec<SelectListItem<'_>> {
        self.whole().split().into_iter().filter_map(SelectListItem::of).collect()
    }

    /// Room for what most lists have.
    #[inline]
    pub(super) fn reserve(&mut self) {
        self.items.reserve();
    }

    pub(crate) fn mark(&self) -> Mark {
        self.items.mark()
    }

    /// A column of a source as it is.
    pub(super) fn push_column(&mut self, source: Source, name: ColumnName, data_type: DataType, nullable: bool) {
        self.items.push_item(Nodes::leaf(Node::Column { source, name }), data_type, nullable, None);
    }

    /// An item without a name.
    pub(super) fn push_as<T: SqlType, N: Nullability>(&mut self, nodes: Nodes<'a>) {
        self.push::<T, N>(nodes, None);
    }

    /// The columns of the rows.
    #[cfg(feature = "arrow")]
    pub(super) fn result_columns(&self) -> Vec<ResultColumn> {
        let column = |item: SelectListItem<'_>| ResultColumn {
            name: item.name.or(item.column_name()),
            data_type: item.data_type,
            nullable: item.nullable,
        };
        self.items().into_iter().map(column).collect()
    }

    /// The list as the columns of a derived table that selects it.
    pub(crate) fn of_derived(&self, source: Source) -> Self {
        let mut list = SelectList::default();
        for (item, index) in self.items().into_iter().zip(0..) {
            let column = Node::Column { source, name: ColumnName::Unnamed(Unnamed::Nth(index)) };
            list.items.push_item(Nodes::leaf(column), item.data_type, item.nullable, item.name);
        }
        list
    }

    /// A column that is read as a field.
    #[doc(hidden)]
    pub fn column<T: SqlType, N: Nullability>(&mut self, column: Column<T, N>, name: &'static str) {
        self.push::<T, N>(Nodes::leaf(column.node()), Some(name));
    }

    /// Every column of a table, in order.
    #[doc(hidden)]
    pub fn table(&mut self, table: &Table<'static>, origin: Origin) {
        self.columns_of(table, origin, false);
    }

    /// The same of a table that may have no match.
    #[doc(hidden)]
    pub fn nullable_table(&mut self, table: &Table<'static>, origin: Origin) {
        self.columns_of(table, origin, true);
    }

    fn columns_of(&mut self, table: &Table<'static>, origin: Origin, nullable: bool) {
        let columns = table.columns.iter().zip(origin.columns(table.columns.iter().map(|column| column.name)));
        for (column, node) in columns {
            let nullable = nullable || column.nullable;
            self.items.push_item(Nodes::leaf(node), column.data_type, nullable, Some(column.name));
        }
    }
}

/// What `select` takes: a column, an expression, a condition, a tuple of up to 16, an array, a model's columns, or the `Select..` struct
/// of a `#[derive(Selectable)]` struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a SELECT list",
    label = "is no column, expression, tuple of them, or `Select..` struct",
    note = "a Rust value is selected by `value(..)`, a window function with `.over(..)`, a CASE with its `.end()` or `.otherwise(..)`, a struct of your own as its `Select..` by `#[derive(Selectable)]`"
)]
pub trait Selection<'a> {
    /// What a row reads as.
    type Row: Send + 'static;
    /// The levels of the items.
    type Levels;
    /// The selected columns, as ORDER BY and an outer query see them.
    type Columns: SourceColumns;
    #[doc(hidden)]
    fn push_to(self, list: &mut SelectList<'a>);
    #[doc(hidden)]
    fn columns(source: Source, index: &mut u16) -> Self::Columns;
    /// The same of a table whose columns have names: that of a model, whose columns alone are asked.
    #[doc(hidden)]
    fn of_table(source: Source) -> Self::Columns {
        Self::columns(source, &mut 0)
    }
    #[doc(hidden)]
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row>;
}

/// The next column of a select list.
#[doc(hidden)]
pub fn next_column<T, N>(source: Source, index: &mut u16) -> Column<T, N> {
    let column = Column::nth(source, *index);
    *index += 1;
    column
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: Level> Selection<'a> for Column<T, N, K> {
    type Row = N::Read<T>;
    type Levels = K;
    type Columns = Column<T, N>;
    #[inline]
    fn push_to(self, list: &mut SelectList<'a>) {
        list.push::<T, N>(Nodes::leaf(self.node()), None);
    }
    fn columns(source: Source, index: &mut u16) -> Self::Columns {
        next_column(source, index)
    }
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row> {
        row.next_as::<T, N>()
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: Level> Selection<'a> for Expr<'a, T, N, K> {
    type Row = N::Read<T>;
    type Levels = K;
    type Columns = Column<T, N>;
    fn push_to(self, list: &mut SelectList<'a>) {
        list.push::<T, N>(self.nodes, None);
    }
    fn columns(source: Source, index: &mut u16) -> Self::Columns {
        next_column(source, index)
    }
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row> {
        row.next_as::<T, N>()
    }
}

#[diagnostic::do_not_recommend]
impl<'a, K: Level> Selection<'a> for Condition<'a, K> {
    type Row = Option<bool>;
    type Levels = K;
    type Columns = Column<bool, Null>;
    fn push_to(self, list: &mut SelectList<'a>) {
        list.push::<bool, Null>(self.nodes, None);
    }
    fn columns(source: Source, index: &mut u16) -> Self::Columns {
        next_column(source, index)
    }
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row> {
        row.next()
    }
}

/// Items of one type, and of one nullability: `[o.total.min(), o.total.max()]` reads as `[Option<Decimal>; 2]`.
#[diagnostic::do_not_recommend]
impl<'a, L: Selection<'a>, const LENGTH: usize> Selection<'a> for [L; LENGTH] {
    type Row = [L::Row; LENGTH];
    type Levels = L::Levels;
    type Columns = [L::Columns; LENGTH];
    fn push_to(self, list: &mut SelectList<'a>) {
        for item in self {
            item.push_to(list);
        }
    }
    fn columns(source: Source, index: &mut u16) -> Self::Columns {
        std::array::from_fn(|_| L::columns(source, index))
    }
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row> {
        read_array(|| L::read(row))
    }
}

/// An array of what is read one after the other.
fn read_array<T, const LENGTH: usize>(mut read: impl FnMut() -> Result<T>) -> Result<[T; LENGTH]> {
    let items: Vec<T> = (0..LENGTH).map(|_| read()).collect::<Result<_>>()?;
    Ok(items.try_into().ok().expect("as many items were read as the array has"))
}

/// The levels of a tuple's items as a list: `(First, (Second, ()))`.
macro_rules! levels {
    () => { () };
    ($head:ident $($tail:ident)*) => { ($head::Levels, levels!($($tail)*)) };
}

macro_rules! tuple {
    ($($($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, $($part: Selection<'a>),*> Selection<'a> for ($($part,)*) {
            type Row = ($($part::Row,)*);
            type Levels = levels!($($part)*);
            type Columns = ($($part::Columns,)*);
            #[inline]
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, list: &mut SelectList<'a>) {
                let ($($part,)*) = self;
                $( $part.push_to(list); )*
            }
            fn columns(source: Source, index: &mut u16) -> Self::Columns {
                ($($part::columns(source, index),)*)
            }
            fn read(row: &mut RowReader<'_>) -> Result<Self::Row> {
                Ok(($($part::read(row)?,)*))
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H I J K L M N O P);

/// An expression that reads as a field of type `F` of a `#[derive(Selectable)]` struct.
#[diagnostic::on_unimplemented(
    message = "a field of type `{F}` does not take this expression",
    label = "of another type, or possibly NULL",
    note = "what may be NULL (a column of type `Option<..>`, SUM, AVG, MIN, MAX, the other side of an outer join, the keys of ROLLUP) needs a field of type `Option<..>`"
)]
pub trait SelectItem<'a, F> {
    /// The level.
    type Level: Level;
    #[doc(hidden)]
    fn push_as(self, name: &'static str, list: &mut SelectList<'a>);
}

/// The type of a field that takes an SQL type with its nullability.
pub trait FieldOf<T, N> {}
impl<T: SqlType> FieldOf<T, NotNull> for T {}
impl<T: SqlType, N: Nullability> FieldOf<T, N> for Option<T> {}

#[diagnostic::do_not_recommend]
impl<'a, F, T: SqlType, N: Nullability, K: Level> SelectItem<'a, F> for Column<T, N, K>
where
    F: FieldOf<T, N>,
{
    type Level = K;
    fn push_as(self, name: &'static str, list: &mut SelectList<'a>) {
        list.push::<T, N>(Nodes::leaf(self.node()), Some(name));
    }
}

#[diagnostic::do_not_recommend]
impl<'a, F, T: SqlType, N: Nullability, K: Level> SelectItem<'a, F> for Expr<'a, T, N, K>
where
    F: FieldOf<T, N>,
{
    type Level = K;
    fn push_as(self, name: &'static str, list: &mut SelectList<'a>) {
        list.push::<T, N>(self.nodes, Some(name));
    }
}

#[diagnostic::do_not_recommend]
impl<'a, F, K: Level> SelectItem<'a, F> for Condition<'a, K>
where
    F: FieldOf<bool, Null>,
{
    type Level = K;
    fn push_as(self, name: &'static str, list: &mut SelectList<'a>) {
        list.push::<bool, Null>(self.nodes, Some(name));
    }
}

/// What a field with `#[redshift(nested)]` of a `#[derive(Selectable)]` struct holds: a model, another such struct, or `Option` of one,
/// which is the side of an outer join that may have no match. An array of columns is one without the attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row of columns",
    label = "is neither a model nor a `#[derive(Selectable)]` struct",
    note = "a field that takes one expression has no `nested`"
)]
pub trait NestedRow: Sized {
    /// Its columns, as an outer query sees them.
    type Columns: SourceColumns;
    #[doc(hidden)]
    fn columns(source: Source, index: &mut u16) -> Self::Columns;
    #[doc(hidden)]
    fn push_to(columns: Self::Columns, list: &mut SelectList<'_>);
    #[doc(hidden)]
    fn push_nullable(columns: <Self::Columns as SourceColumns>::Nullable, list: &mut SelectList<'_>);
    #[doc(hidden)]
    fn types() -> impl Iterator<Item = DataType>;
    #[doc(hidden)]
    fn read(row: &mut RowReader<'_>) -> Result<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: Model> NestedRow for M
where
    M::Columns: for<'a> Selection<'a, Columns = M::Columns>,
    <M::Columns as SourceColumns>::Nullable: for<'a> Selection<'a>,
{
    type Columns = M::Columns;
    fn columns(source: Source, index: &mut u16) -> M::Columns {
        <M::Columns as Selection<'_>>::columns(source, index)
    }
    fn push_to(columns: M::Columns, list: &mut SelectList<'_>) {
        columns.push_to(list);
    }
    fn push_nullable(columns: <M::Columns as SourceColumns>::Nullable, list: &mut SelectList<'_>) {
        columns.push_to(list);
    }
    fn types() -> impl Iterator<Item = DataType> {
        M::TABLE.columns.iter().map(|column| column.data_type)
    }
    fn read(row: &mut RowReader<'_>) -> Result<M> {
        M::read(row)
    }
}

#[diagnostic::do_not_recommend]
impl<T: NestedRow> NestedRow for Option<T>
where
    <T::Columns as SourceColumns>::Nullable: for<'a> Selection<'a, Row = Option<T>>,
{
    type Columns = <T::Columns as SourceColumns>::Nullable;
    fn columns(source: Source, index: &mut u16) -> Self::Columns {
        T::columns(source, index).into_nullable()
    }
    fn push_to(columns: Self::Columns, list: &mut SelectList<'_>) {
        T::push_nullable(columns, list);
    }
    fn push_nullable(columns: <Self::Columns as SourceColumns>::Nullable, list: &mut SelectList<'_>) {
        T::push_nullable(columns, list);
    }
    fn types() -> impl Iterator<Item = DataType> {
        T::types()
    }
    fn read(row: &mut RowReader<'_>) -> Result<Option<T>> {
        <Self::Columns as Selection<'_>>::read(row)
    }
}

#[diagnostic::do_not_recommend]
impl<F: ColumnField, const LENGTH: usize> NestedRow for [F; LENGTH] {
    type Columns = [Column<F::Type, F::Nullability>; LENGTH];
    fn columns(source: Source, index: &mut u16) -> Self::Columns {
        <Self::Columns as Selection<'_>>::columns(source, index)
    }
    fn push_to(columns: Self::Columns, list: &mut SelectList<'_>) {
        columns.push_to(list);
    }
    fn push_nullable(columns: <Self::Columns as SourceColumns>::Nullable, list: &mut SelectList<'_>) {
        columns.push_to(list);
    }
    fn types() -> impl Iterator<Item = DataType> {
        [F::Type::DATA_TYPE; LENGTH].into_iter()
    }
    fn read(row: &mut RowReader<'_>) -> Result<Self> {
        read_array(|| F::next(row))
    }
}

/// What a field with `#[redshift(nested)]` takes: the columns of a model or of another query, or the `Select..` struct of the field's type.
#[diagnostic::on_unimplemented(
    message = "the field is a row `{F}`, the columns are those of another",
    label = "does not read as `{F}`",
    note = "give the columns of the model, or the `Select..` struct of the field's type; the side of an outer join that may have no match reads as `Option<..>`"
)]
pub trait NestedItem<'a, F> {
    /// The levels of its items.
    type Levels;
    #[doc(hidden)]
    fn push_row(self, list: &mut SelectList<'a>);
}

#[diagnostic::do_not_recommend]
impl<'a, F, L: Selection<'a, Row = F>> NestedItem<'a, F> for L {
    type Levels = L::Levels;
    fn push_row(self, list: &mut SelectList<'a>) {
        self.push_to(list);
    }
}

/// Levels that may stand in one SELECT list without GROUP BY: of single rows, or of the whole as one group.
#[diagnostic::on_unimplemented(
    message = "a column of a single row stands beside an aggregate in one SELECT list",
    label = "mixes columns and aggregates without GROUP BY",
    note = "name the columns in `.group_by(..)` and select the keys that the closure receives, or put them inside an aggregate such as `.max()`"
)]
pub trait Uniform {
    /// The level of the whole.
    type Out: Level;
}
#[diagnostic::do_not_recommend]
impl Uniform for Constant {
    type Out = Constant;
}
#[diagnostic::do_not_recommend]
impl Uniform for Row {
    type Out = Row;
}
#[diagnostic::do_not_recommend]
impl<Of: 'static> Uniform for Aggregate<Of> {
    type Out = Aggregate;
}
#[diagnostic::do_not_recommend]
impl<Over: Level> Uniform for Window<Over> {
    type Out = Window<Over>;
}
#[diagnostic::do_not_recommend]
impl Uniform for () {
    type Out = Constant;
}
#[diagnostic::do_not_recommend]
impl<Head: Uniform, Tail: Uniform> Uniform for (Head, Tail)
where
    Head::Out: Combine<Tail::Out>,
{
    type Out = <Head::Out as Combine<Tail::Out>>::Out;
}

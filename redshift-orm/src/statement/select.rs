//! The clauses of a SELECT.

use std::sync::Arc;

use super::group_by::GroupBy;
use super::selection::SelectList;
use super::temporary_table::Temporary;
use crate::expr::Source;
use crate::expr::column::{ColumnName, Unnamed};
use crate::expr::mark::{Mark, variant};
use crate::expr::node::{Clause, Expressions, Node, Nodes, Operator};
use crate::schema::TableName;
use crate::types::Value;

/// The clauses of a SELECT, untyped.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Select<'a> {
    pub(crate) with: Vec<CommonTable<'a>>,
    pub(crate) distinct: bool,
    /// The SELECT list, and the conditions and items of ON, HAVING, QUALIFY and ORDER BY.
    pub(crate) list: SelectList<'a>,
    pub(crate) from: Vec<FromItem<'a>>,
    pub(crate) filter: Expressions<'a>,
    pub(crate) group_by: GroupBy<'a>,
    /// Whether what QUALIFY says is about single rows, not groups.
    pub(crate) qualifies_rows: bool,
    /// Whether the list makes one group of all rows, without GROUP BY.
    pub(crate) aggregated: bool,
    pub(crate) limit: Option<u64>,
    pub(crate) offset: Option<u64>,
    /// Why the query does not keep what it promises about stored rows.
    pub(crate) fault: Option<&'static str>,
}

/// A source in FROM.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FromItem<'a> {
    pub(crate) source: Source,
    pub(crate) table: TableExpression<'a>,
    /// How it joins what stands before it; `None` for the first.
    pub(crate) join: Option<JoinKind>,
}

impl FromItem<'_> {
    /// Whether the join has a condition, which is the next of its SELECT's.
    pub(crate) fn has_condition(&self) -> bool {
        let unnests = matches!(self.table, TableExpression::Unnest(_));
        self.join.is_some_and(|kind| kind != JoinKind::Cross) && !unnests
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TableExpression<'a> {
    Table(TableName<'static>),
    Derived(Box<Select<'a>>, ColumnNames),
    SetOperation(Box<SetOperation<'a>>),
    CommonTable(&'static str),
    Temporary(Arc<Temporary>),
    Unnest(Box<Unnest<'a>>),
    Pivot(Box<Pivot<'a>>),
}

impl TableExpression<'_> {
    fn mark(&self) -> Mark {
        match self {
            TableExpression::Table(TableName { name, .. }) | TableExpression::CommonTable(name) => Mark::of_name(name),
            TableExpression::Derived(select, _) => select.mark(),
            TableExpression::SetOperation(operation) => operation.left.mark().with(operation.right.mark()),
            TableExpression::Pivot(pivot) => pivot.input.mark().with(Mark::of_number(variant(&pivot.form))),
            TableExpression::Temporary(_) | TableExpression::Unnest(_) => Mark::default(),
        }
    }

    /// Whether the rows are those of a table, filtered or not.
    pub(crate) fn is_stored(&self) -> bool {
        match self {
            TableExpression::Table(_) => true,
            TableExpression::Derived(select, ColumnNames::Own) => select.has_no_clauses_but_filters(),
            TableExpression::Derived(_, ColumnNames::Numbered)
            | TableExpression::SetOperation(_)
            | TableExpression::CommonTable(_)
            | TableExpression::Temporary(_)
            | TableExpression::Unnest(_)
            | TableExpression::Pivot(_) => false,
        }
    }
}

/// A SUPER value of a source before it, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unnest<'a> {
    pub(crate) form: UnnestForm,
    pub(crate) value: Nodes<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum UnnestForm {
    Array,
    /// With the index of each element.
    IndexedArray,
    /// Its attributes.
    Object,
}

/// A PIVOT or an UNPIVOT.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pivot<'a> {
    /// Selects what is kept, and then what the clause names. What that makes has the numbers that follow.
    pub(crate) input: Select<'a>,
    pub(crate) form: PivotForm<'a>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PivotForm<'a> {
    /// Over the last column, by a function of the one before, COUNT(*) excepted.
    Pivot { function: Operator, values: Vec<Value<'a>> },
    /// Of the last columns, which have these names in the rows.
    Unpivot { names: Vec<&'static str>, include_nulls: bool },
}

/// `left UNION right`, and the other set operations.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetOperation<'a> {
    pub(crate) operator: SetOperator,
    pub(crate) left: Rows<'a>,
    pub(crate) right: Rows<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SetOperator {
    Union,
    UnionAll,
    Intersect,
    Except,
}

/// What a set operation and a common table expression take their rows from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Rows<'a> {
    Select(Box<Select<'a>>),
    SetOperation(Box<SetOperation<'a>>),
}

/// An element of WITH.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CommonTable<'a> {
    pub(crate) name: &'static str,
    pub(crate) rows: Rows<'a>,
    pub(crate) recursive: bool,
}

impl<'a> Rows<'a> {
    /// The rows of a SELECT whose list is not empty.
    pub(crate) fn of(mut select: Select<'a>) -> Self {
        match select.from.pop() {
            Some(FromItem { table: TableExpression::SetOperation(operation), source, join: None }) => {
                if select.from.is_empty() && select.selects_all_of(source, operation.left.width()) {
                    return Rows::SetOperation(operation);
                }
                let table = TableExpression::SetOperation(operation);
                select.from.push(FromItem { table, source, join: None });
            }
            Some(item) => select.from.push(item),
            None => {}
        }
        Rows::Select(Box::new(select))
    }

    /// The rows as an operand of a set operation. Redshift refuses LIMIT in one, so that a SELECT with clauses of its own becomes a
    /// derived table.
    pub(crate) fn operand(select: Select<'a>) -> Self {
        if select.list.sorted().is_empty()
            && select.limit.is_none()
            && select.offset.is_none()
            && select.with.is_empty()
        {
            return Rows::of(select);
        }
        let source = Source::next();
        let list = select.list.of_derived(source);
        let table = TableExpression::Derived(Box::new(select), ColumnNames::Numbered);
        Rows::Select(Box::new(Select { list, ..Select::from(source, table) }))
    }

    fn mark(&self) -> Mark {
        match self {
            Rows::Select(select) => select.mark(),
            Rows::SetOperation(operation) => operation.left.mark().with(operation.right.mark()),
        }
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        match self {
            Rows::Select(select) => select.list.items().len(),
            Rows::SetOperation(operation) => operation.left.width(),
        }
    }
}

/// What the columns of a derived table are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ColumnNames {
    /// As the table's: the derived table is the rows of one model.
    Own,
    /// `c0`, `c1`, ..
    Numbered,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

impl<'a> Select<'a> {
    pub(crate) fn from(source: Source, table: TableExpression<'a>) -> Self {
        Select { from: vec![FromItem { source, table, join: None }], ..Select::default() }
    }

    /// The same for a builder, with room for joins.
    #[inline(always)]
    pub(crate) fn boxed(source: Source, table: TableExpression<'a>) -> Box<Self> {
        // Made where it stays.
        let mut select = Box::<Select<'a>>::default();
        select.from = Vec::with_capacity(4);
        select.from.push(FromItem { source, table, join: None });
        select
    }

    /// The number by which the text is looked up.
    pub(crate) fn mark(&self) -> Mark {
        let mark = self.list.mark().with(self.filter.mark()).with(self.group_by.keys.mark());
        let mark = self.from.iter().fold(mark, |mark, item| mark.with(item.table.mark()));
        [self.limit, self.offset].into_iter().flatten().fold(mark, |mark, rows| mark.with(Mark::of_number(rows)))
    }

    /// Whether the SELECT is what has a name in FROM and nothing else, so that this can stand there in its place.
    pub(crate) fn is_all_of_a_table(&self) -> bool {
        let is_named = |table: &TableExpression<'_>| match table {
            TableExpression::Table(_) | TableExpression::CommonTable(_) | TableExpression::Temporary(_) => true,
            TableExpression::Derived(..)
            | TableExpression::SetOperation(_)
            | TableExpression::Unnest(_)
            | TableExpression::Pivot(_) => false,
        };
        matches!(self.from.as_slice(), [item] if is_named(&item.table)) && self.has_no_clauses()
    }

    /// Whether the columns of the source have the names of a table's.
    pub(crate) fn reads_a_table(&self) -> bool {
        matches!(self.from.first(), Some(FromItem { table: TableExpression::Table(_), .. }))
    }

    /// Whether the SELECT is the columns of a source as they are.
    fn selects_all_of(&self, source: Source, width: usize) -> bool {
        let items = self.list.items();
        let columns = items.iter().zip(0..).all(|(item, index)| {
            item.nodes.nodes() == [Node::Column { source, name: ColumnName::Unnamed(Unnamed::Nth(index)) }]
        });
        columns && items.len() == width && self.has_no_clauses()
    }

    /// Whether the source is a table, filtered or not: its rows are where the table's layout puts them.
    pub(crate) fn reads_stored_rows_of(&self, source: Source) -> bool {
        self.from.iter().any(|item| item.source == source && item.table.is_stored())
    }

    /// Whether there is nothing but FROM and the SELECT list.
    fn has_no_clauses(&self) -> bool {
        self.filter.is_empty() && self.has_no_clauses_but_filters()
    }

    fn has_no_clauses_but_filters(&self) -> bool {
        !self.distinct
            && self.with.is_empty()
            && self.group_by.is_empty()
            && self.list.conditions(Clause::Having).is_empty()
            && self.list.conditions(Clause::Qualify).is_empty()
            && self.list.sorted().is_empty()
            && self.limit.is_none()
            && self.offset.is_none()
    }
}

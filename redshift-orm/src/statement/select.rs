//! The clauses of a SELECT.

use super::selection::SelectList;
use crate::expr::Source;
use crate::expr::node::Nodes;
use crate::expr::ordering::SortItem;
use crate::schema::TableName;

/// The clauses of a SELECT, untyped.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Select<'a> {
    pub(crate) distinct: bool,
    pub(crate) list: SelectList<'a>,
    pub(crate) from: Vec<FromItem<'a>>,
    pub(crate) filter: Vec<Nodes<'a>>,
    pub(crate) group_by: Vec<Nodes<'a>>,
    pub(crate) having: Vec<Nodes<'a>>,
    pub(crate) order_by: Vec<SortItem<'a>>,
    pub(crate) limit: Option<u64>,
    pub(crate) offset: Option<u64>,
}

/// A source in FROM.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FromItem<'a> {
    pub(crate) source: Source,
    pub(crate) table: TableExpression<'a>,
    /// How it joins what stands before it; `None` for the first.
    pub(crate) join: Option<Join<'a>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TableExpression<'a> {
    Table(TableName<'static>),
    Derived(Box<Select<'a>>, ColumnNames),
}

/// What the columns of a derived table are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnNames {
    /// As the table's: the derived table is the rows of one model.
    Own,
    /// `c0`, `c1`, ..
    Numbered,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Join<'a> {
    pub(crate) kind: JoinKind,
    pub(crate) on: Nodes<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Left,
}

impl<'a> Select<'a> {
    pub(crate) fn from_table(source: Source, table: TableName<'static>) -> Self {
        let mut from = Vec::with_capacity(4);
        from.push(FromItem { source, table: TableExpression::Table(table), join: None });
        Select {
            distinct: false,
            list: SelectList::default(),
            from,
            filter: Vec::new(),
            group_by: Vec::new(),
            having: Vec::new(),
            order_by: Vec::new(),
            limit: None,
            offset: None,
        }
    }

    /// Whether the SELECT is the table and nothing else, so that it can stand in FROM as a table.
    pub(crate) fn as_plain_table(&self) -> Option<TableName<'static>> {
        let nothing_else = !self.distinct
            && self.filter.is_empty()
            && self.group_by.is_empty()
            && self.having.is_empty()
            && self.order_by.is_empty()
            && self.limit.is_none()
            && self.offset.is_none();
        match self.from.as_slice() {
            [FromItem { table: TableExpression::Table(name), .. }] if nothing_else => Some(*name),
            _ => None,
        }
    }
}

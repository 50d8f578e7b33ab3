//! What UPDATE and DELETE have in common.

use super::TableReference;
use super::select::FromItem;
use crate::expr::node::Expressions;
use crate::expr::{IntoCondition, Source};

/// The clauses of an UPDATE or DELETE but SET, untyped.
#[derive(Debug, Clone)]
pub(crate) struct Modification<'a> {
    /// The table that changes.
    pub(crate) target: Source,
    /// FROM of an UPDATE, USING of a DELETE.
    pub(crate) from: Vec<FromItem<'a>>,
    /// How the sources are joined, and which rows are meant.
    pub(crate) filter: Expressions<'a>,
}

impl<'a> Modification<'a> {
    pub(super) fn of(target: Source) -> Self {
        Modification { target, from: Vec::new(), filter: Expressions::default() }
    }

    pub(super) fn filter<C: IntoCondition<'a>>(&mut self, condition: C) {
        self.filter.push(condition.into_condition().nodes);
    }

    /// Adds a source, and gives its columns.
    pub(super) fn read<T: TableReference<'a>>(&mut self, other: T) -> T::Columns {
        let source = Source::next();
        let columns = other.bind(source);
        self.from.push(FromItem { source, table: other.into_table(), join: None });
        columns
    }
}

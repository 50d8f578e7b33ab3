//! ANALYZE.

use std::marker::PhantomData;

use crate::expr::column::ColumnName;
use crate::expr::{ColumnList, Source};
use crate::model::Model;
use crate::sql::{Sql, SqlWriter};

/// `ANALYZE` (`r_ANALYZE`): renews the statistics that the planner goes by. Redshift skips a table of which little has changed.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
/// let statement = Order::analyze().columns(|o| (o.id, o.customer_id));
/// assert_eq!(statement.to_sql().text(), r#"ANALYZE "order" ("id", "customer_id")"#);
/// assert_eq!(Order::analyze().predicate_columns().to_sql().text(), r#"ANALYZE "order" PREDICATE COLUMNS"#);
/// ```
#[derive(Debug, Clone)]
#[must_use = "an ANALYZE does nothing until `.execute(&db)` executes it"]
pub struct Analyze<M> {
    source: Source,
    columns: Vec<(Source, ColumnName)>,
    which: Option<&'static str>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> Analyze<M> {
    pub(crate) fn new() -> Self {
        Analyze { source: Source::next(), columns: Vec::new(), which: None, model: PhantomData }
    }

    /// These columns only.
    pub fn columns<C: ColumnList>(mut self, columns: impl FnOnce(M::Columns) -> C) -> Self {
        columns(M::columns(self.source)).push_to(&mut self.columns);
        self
    }

    /// `PREDICATE COLUMNS`: what filters, joins and groups have used, and the keys of the table; every column as long as there
    /// are none.
    pub fn predicate_columns(mut self) -> Self {
        self.which = Some("PREDICATE COLUMNS");
        self
    }

    /// `ALL COLUMNS`, the default.
    pub fn all_columns(mut self) -> Self {
        self.which = Some("ALL COLUMNS");
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_analyze(&M::NAME, self.source, &self.columns, self.which)
    }
}

//! CREATE VIEW.

use super::materialized_view::CreateMaterializedView;
use super::select::Select;
use crate::schema::TableName;
use crate::sql::{Sql, SqlWriter};

/// `CREATE VIEW` (`r_CREATE_VIEW`), made by [`View::create_view`](crate::View::create_view).
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a CREATE VIEW does nothing until `.execute(&db)` executes it"]
pub struct CreateView<'a> {
    name: TableName<'a>,
    query: ViewText,
    schema_binding: bool,
    or_replace: bool,
}

/// The text of a view's query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ViewText {
    pub(crate) text: String,
    /// The tables and views that it reads.
    pub(crate) reads: Vec<TableName<'static>>,
    pub(crate) error: Option<String>,
}

impl<'a> CreateView<'a> {
    pub(crate) fn new(name: TableName<'a>, query: Select<'static>, schema_binding: bool) -> Self {
        CreateView {
            name,
            query: SqlWriter::write_view_query(&query, schema_binding),
            schema_binding,
            or_replace: false,
        }
    }

    /// `OR REPLACE`: a view of that name gets the new query, and keeps its owner and privileges. Redshift refuses it when the columns
    /// or their types change.
    pub fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }

    /// The view's name.
    #[must_use]
    pub fn name(&self) -> TableName<'a> {
        self.name
    }

    /// The tables and views that the view reads.
    #[must_use]
    pub fn reads(&self) -> &[TableName<'static>] {
        &self.query.reads
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_create_view(&self.name, &self.query, self.or_replace, self.schema_binding)
    }
}

/// What creates a view of either kind.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefinedView<'a> {
    Plain(CreateView<'a>),
    Materialized(CreateMaterializedView<'a>),
}

impl<'a> DefinedView<'a> {
    pub(crate) fn name(&self) -> TableName<'a> {
        match self {
            DefinedView::Plain(view) => view.name(),
            DefinedView::Materialized(view) => view.name(),
        }
    }

    pub(crate) fn reads(&self, other: &DefinedView<'_>) -> bool {
        let reads = match self {
            DefinedView::Plain(view) => view.reads(),
            DefinedView::Materialized(view) => view.reads(),
        };
        reads.iter().any(|read| read.same(&other.name()))
    }
}

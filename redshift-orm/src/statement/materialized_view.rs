//! CREATE and REFRESH MATERIALIZED VIEW.

use super::create_view::ViewText;
use super::select::Select;
use crate::schema::{Table, TableName};
use crate::sql::{Sql, SqlWriter};

/// `CREATE MATERIALIZED VIEW` (`materialized-view-create-sql-command`), made by
/// [`MaterializedView::create_materialized_view`](crate::MaterializedView::create_materialized_view).
///
/// There is no `IF NOT EXISTS` and no `OR REPLACE`: to change one, drop it first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a CREATE MATERIALIZED VIEW does nothing until `.execute(&db)` executes it"]
pub struct CreateMaterializedView<'a> {
    table: Table<'a>,
    query: ViewText,
    auto_refresh: bool,
}

impl<'a> CreateMaterializedView<'a> {
    pub(crate) fn new(table: Table<'a>, query: Select<'static>, auto_refresh: bool) -> Self {
        CreateMaterializedView { table, query: SqlWriter::write_materialized_query(&query), auto_refresh }
    }

    /// The view's name.
    #[must_use]
    pub fn name(&self) -> TableName<'a> {
        self.table.name
    }

    /// The tables and materialized views that the view reads.
    #[must_use]
    pub fn reads(&self) -> &[TableName<'static>] {
        &self.query.reads
    }

    /// Whether Redshift refreshes it by itself.
    #[must_use]
    pub fn auto_refresh(&self) -> bool {
        self.auto_refresh
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_create_materialized_view(&self.table, &self.query, self.auto_refresh)
    }
}

/// `REFRESH MATERIALIZED VIEW` (`materialized-view-refresh-sql-command`): reads the tables anew. `Totals::refresh(&db)` executes it.
///
/// ```
/// use redshift_orm::schema::TableName;
/// use redshift_orm::statement::RefreshMaterializedView;
///
/// let name = TableName { schema: None, name: "totals" };
/// let statement = RefreshMaterializedView::new(name).cascade();
/// assert_eq!(statement.to_sql().text(), r#"REFRESH MATERIALIZED VIEW "totals" CASCADE"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a REFRESH does nothing until `.execute(&db)` executes it"]
pub struct RefreshMaterializedView<'a> {
    name: TableName<'a>,
    cascade: bool,
}

impl<'a> RefreshMaterializedView<'a> {
    /// The statement for a materialized view's name.
    pub fn new(name: TableName<'a>) -> Self {
        RefreshMaterializedView { name, cascade: false }
    }

    /// `CASCADE`: refreshes the materialized views that read this one too, in one transaction.
    pub fn cascade(mut self) -> Self {
        self.cascade = true;
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_refresh(&self.name, self.cascade)
    }
}

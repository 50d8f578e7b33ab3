//! How views, materialized ones too, are created and refreshed.

use super::select::Names;
use super::{Sql, SqlWriter, Values};
use crate::schema::{Table, TableName};
use crate::statement::create_view::ViewText;
use crate::statement::select::Select;

impl<'q> SqlWriter<'q> {
    /// The query of a view: its values are literals, its columns have the names of the list.
    pub(crate) fn write_view_query(select: &'q Select<'q>, schema_binding: bool) -> ViewText {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.reads = Some(Vec::new());
        if !schema_binding && select.with.iter().any(|table| table.recursive) {
            writer.fail(|| "Redshift takes no WITH RECURSIVE in a view WITH NO SCHEMA BINDING; bind the view".into());
        }
        let ViewText { text, reads, error } = writer.view_text(select);
        let unqualified = reads.iter().find(|name| !schema_binding && name.schema.is_none()).map(|name| {
            format!(
                "a view WITH NO SCHEMA BINDING names the schema of all that it reads, and {name} has none; \
                 give its model `#[redshift(schema = \"..\")]`"
            )
        });
        ViewText { text, reads, error: error.or(unqualified) }
    }

    /// The same of a materialized view, which takes no ORDER BY, LIMIT or OFFSET.
    pub(crate) fn write_materialized_query(select: &'q Select<'q>) -> ViewText {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.reads = Some(Vec::new());
        writer.materialized = true;
        writer.view_text(select)
    }

    fn view_text(mut self, select: &'q Select<'q>) -> ViewText {
        self.with(&select.with);
        self.rows_of(select, &select.list, Names::Named);
        let reads = self.reads.take().unwrap_or_default();
        let written = self.into_written();
        ViewText { text: written.text, reads, error: written.error }
    }

    /// `CREATE VIEW name AS query`.
    pub(crate) fn write_create_view(
        name: &TableName<'_>,
        query: &ViewText,
        or_replace: bool,
        schema_binding: bool,
    ) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        if let Some(error) = &query.error {
            writer.fail(|| format!("the view {name} cannot be written: {error}"));
        }
        writer.push(if or_replace { "CREATE OR REPLACE VIEW " } else { "CREATE VIEW " });
        writer.table_name(name);
        writer.push(" AS ");
        writer.push(&query.text);
        writer.when(!schema_binding, " WITH NO SCHEMA BINDING");
        writer.finish().into_owned()
    }

    /// `CREATE MATERIALIZED VIEW name attributes AS query`.
    pub(crate) fn write_create_materialized_view(
        table: &Table<'_>,
        query: &ViewText,
        auto_refresh: bool,
    ) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        let name = &table.name;
        if let Some(error) = &query.error {
            writer.fail(|| format!("the materialized view {name} cannot be written: {error}"));
        }
        writer.push("CREATE MATERIALIZED VIEW ");
        writer.table_name(name);
        writer.when(!table.backup, " BACKUP NO");
        if let Some(diststyle) = table.diststyle {
            writer.display(format_args!(" DISTSTYLE {diststyle}"));
        }
        if let Some(column) = table.distkey {
            writer.push(" DISTKEY ");
            writer.column_list(&[column]);
        }
        if !table.sortkey.columns().is_empty() {
            writer.push(" SORTKEY ");
            writer.column_list(table.sortkey.columns());
        }
        writer.when(auto_refresh, " AUTO REFRESH YES");
        writer.push(" AS ");
        writer.push(&query.text);
        writer.finish().into_owned()
    }

    /// `REFRESH MATERIALIZED VIEW name`.
    pub(crate) fn write_refresh(name: &TableName<'_>, cascade: bool) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.push("REFRESH MATERIALIZED VIEW ");
        writer.table_name(name);
        writer.when(cascade, " CASCADE");
        writer.finish().into_owned()
    }
}

//! How CREATE VIEW and DROP VIEW are written.

use super::select::Names;
use super::{Sql, SqlWriter, Values};
use crate::schema::TableName;
use crate::statement::create_view::ViewText;
use crate::statement::select::Select;

impl SqlWriter<'_> {
    /// The query of a view: its values are literals, its columns have the names of the list.
    pub(crate) fn write_view_query(select: &Select<'_>, schema_binding: bool) -> ViewText {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.reads = Some(Vec::new());
        if !schema_binding && select.with.iter().any(|table| table.recursive) {
            writer.fail(|| "Redshift takes no WITH RECURSIVE in a view WITH NO SCHEMA BINDING; bind the view".into());
        }
        writer.with(&select.with);
        writer.rows_of(select, &select.list, Names::Named);
        let reads = writer.reads.take().unwrap_or_default();
        let written = writer.into_written();
        let unqualified = reads.iter().find(|name| !schema_binding && name.schema.is_none()).map(|name| {
            format!(
                "a view WITH NO SCHEMA BINDING names the schema of all that it reads, and {name} has none; \
                 give its model `#[redshift(schema = \"..\")]`"
            )
        });
        ViewText { text: written.text, reads, error: written.error.or(unqualified) }
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

    /// `DROP VIEW name`.
    pub(crate) fn write_drop_view(name: &TableName<'_>, if_exists: bool, cascade: bool) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.push("DROP VIEW ");
        writer.when(if_exists, "IF EXISTS ");
        writer.table_name(name);
        writer.when(cascade, " CASCADE");
        writer.finish().into_owned()
    }
}

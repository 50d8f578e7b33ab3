//! How CREATE TABLE AS is written.

use super::select::Names;
use super::{Sql, SqlWriter, Values};
use crate::schema::Table;
use crate::statement::select::Select;

impl<'q> SqlWriter<'q> {
    /// `CREATE TABLE name (columns) attributes AS query`. The grammar has no types, constraints and encodings, and no SORTKEY AUTO.
    pub(crate) fn write_create_table_as(
        table: &Table<'_>,
        temporary: bool,
        query: &'q Select<'q>,
        values: Values,
    ) -> Sql<'q> {
        let mut writer = SqlWriter::new(values);
        writer.push(if temporary { "CREATE TEMPORARY TABLE " } else { "CREATE TABLE " });
        writer.table_name(&table.name);
        writer.push(" (");
        writer.list(", ", table.columns, |writer, column| writer.identifier(column.name));
        writer.push(")");
        writer.table_attributes(&Table { encode_auto: false, ..*table });
        writer.push("\nAS ");
        writer.with(&query.with);
        writer.rows_of(query, &query.list, Names::Own);
        writer.finish()
    }
}

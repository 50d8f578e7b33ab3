//! How the questions about a staging table are written.

use super::{Sql, SqlWriter, Values};
use crate::schema::TableName;

impl SqlWriter<'_> {
    /// How many keys stand in the table more than once.
    pub(crate) fn write_repeated_keys(table: &TableName<'_>, key: &[&str]) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        let columns = |writer: &mut Self| writer.list(", ", key, |writer, column| writer.identifier(column));
        writer.push("SELECT COUNT(*) FROM (SELECT ");
        columns(&mut writer);
        writer.push(" FROM ");
        writer.table_name(table);
        writer.push(" GROUP BY ");
        columns(&mut writer);
        writer.push(" HAVING COUNT(*) > 1) AS repeated");
        writer.finish().into_owned()
    }

    /// How many rows of the table have a key that no row of the other has.
    pub(crate) fn write_unmatched(table: &TableName<'_>, other: &TableName<'_>, key: &[&str]) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.push("SELECT COUNT(*) FROM ");
        writer.table_name(table);
        writer.push(" AS t0 WHERE NOT EXISTS (SELECT 1 FROM ");
        writer.table_name(other);
        writer.push(" AS t1 WHERE ");
        writer.list(" AND ", key, |writer, column| {
            writer.push("t1.");
            writer.identifier(column);
            writer.push(" = t0.");
            writer.identifier(column);
        });
        writer.push(")");
        writer.finish().into_owned()
    }
}

//! How INSERT, UPDATE and DELETE are written.

use super::expr::Binding;
use super::{Alias, Sql, SqlWriter, Values, identifier};
use crate::expr::node::{Kind, Nodes};
use crate::expr::{Assignment, Source};
use crate::model::InsertValue;
use crate::schema::{DataType, Table};

impl<'q> SqlWriter<'q> {
    /// `INSERT INTO table (columns) VALUES (..), (..)`.
    pub(crate) fn write_insert(table: &Table<'_>, columns: &[&str], rows: &'q [Vec<InsertValue>]) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.push("INSERT INTO ");
        identifier::push_table(&mut writer.text, &table.name);
        if columns.is_empty() {
            writer.push(" DEFAULT VALUES");
            return writer.finish();
        }
        writer.push(" (");
        writer.list(", ", columns, |writer, column| writer.identifier(column));
        writer.push(") VALUES ");
        let types: Vec<_> = columns.iter().map(|column| column_type(table, column)).collect();
        writer.list(", ", rows, |writer, row| {
            writer.push("(");
            writer.list(", ", row.iter().zip(&types), |writer, (value, data_type)| match value {
                InsertValue::Value(value) => writer.value_for(value, *data_type),
                InsertValue::Default => writer.push("DEFAULT"),
            });
            writer.push(")");
        });
        writer.finish()
    }

    /// `UPDATE table SET column = value, .. WHERE ..`.
    pub(crate) fn write_update(
        table: &Table<'q>,
        source: Source,
        set: &'q [Assignment<'q>],
        filter: &'q [Nodes<'q>],
    ) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.sources.push((source, Alias::Table(table.name.name)));
        writer.push("UPDATE ");
        identifier::push_table(&mut writer.text, &table.name);
        writer.push(" SET ");
        if set.is_empty() {
            writer.fail(|| "the UPDATE assigns nothing; say what with `.set(|o| o.column.to(value))`".into());
        }
        for (index, assignment) in set.iter().enumerate() {
            if set[..index].iter().any(|before| before.column == assignment.column) {
                writer
                    .fail(|| format!("the UPDATE assigns the column \"{}\" twice; assign it once", assignment.column));
            }
        }
        writer.list(", ", set, |writer, assignment| {
            writer.identifier(assignment.column);
            writer.push(" = ");
            match &assignment.value {
                Nodes::Leaf(Kind::Parameter(value)) => writer.value_for(value, column_type(table, assignment.column)),
                nodes => writer.nodes(nodes, Binding::Any),
            }
        });
        writer.conjunction(" WHERE ", filter);
        writer.finish()
    }

    /// `DELETE FROM table WHERE ..`. The grammar has no alias for the target.
    pub(crate) fn write_delete(table: &Table<'q>, source: Source, filter: &'q [Nodes<'q>]) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.sources.push((source, Alias::Table(table.name.name)));
        writer.push("DELETE FROM ");
        identifier::push_table(&mut writer.text, &table.name);
        writer.conjunction(" WHERE ", filter);
        writer.finish()
    }
}

fn column_type(table: &Table<'_>, name: &str) -> DataType {
    let column = table.columns.iter().find(|column| column.name == name);
    column.map_or(DataType::Varchar(65_535), |column| column.data_type)
}

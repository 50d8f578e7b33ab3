//! How TRUNCATE, LOCK, ANALYZE, VACUUM and COMMENT are written. They bind nothing.

use super::{Sql, SqlWriter, Values, literal};
use crate::expr::Source;
use crate::expr::column::ColumnName;
use crate::model::Relation;
use crate::schema::{DistStyle, SortKey, Table, TableName};

impl SqlWriter<'_> {
    /// `TRUNCATE TABLE name`.
    pub(crate) fn write_truncate(table: &TableName<'_>) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.push("TRUNCATE TABLE ");
        writer.table_name(table);
        writer.finish().into_owned()
    }

    /// `LOCK TABLE name, ..`.
    pub(crate) fn write_lock(tables: &[TableName<'_>]) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        if tables.is_empty() {
            writer.fail(|| "the LOCK names no table; name those that others are to wait for".into());
        }
        writer.push("LOCK TABLE ");
        writer.list(", ", tables, SqlWriter::table_name);
        writer.finish().into_owned()
    }

    /// `ANALYZE name (columns) PREDICATE COLUMNS`.
    pub(crate) fn write_analyze(
        table: &TableName<'_>,
        source: Source,
        columns: &[(Source, ColumnName)],
        which: Option<&str>,
    ) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.push("ANALYZE ");
        writer.table_name(table);
        if !columns.is_empty() {
            writer.push(" (");
            writer.list(", ", columns, |writer, column| writer.own_column(table, source, *column));
            writer.push(")");
        }
        if let Some(which) = which {
            writer.push(" ");
            writer.push(which);
        }
        writer.finish().into_owned()
    }

    /// `VACUUM mode name TO n PERCENT BOOST`.
    pub(crate) fn write_vacuum(table: &Table<'_>, mode: &str, to_percent: Option<u8>, boost: bool) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.push("VACUUM ");
        writer.push(mode);
        writer.push(" ");
        writer.table_name(&table.name);
        if let Some(percent) = to_percent {
            if percent > 100 {
                writer.fail(|| format!("VACUUM .. TO {percent} PERCENT: the threshold is from 0 to 100"));
            }
            writer.push(" TO ");
            writer.number(percent);
            writer.push(" PERCENT");
        }
        writer.when(boost, " BOOST");
        if mode == "RECLUSTER" {
            let refused = match (table.sortkey, table.diststyle) {
                (SortKey::Interleaved(_), _) => Some("has an interleaved sort key"),
                (_, Some(DistStyle::All)) => Some("has DISTSTYLE ALL"),
                _ => None,
            };
            if let Some(reason) = refused {
                writer.fail(|| {
                    format!(
                        "Redshift does not RECLUSTER the table {}, which {reason}; use `.full()` or `.sort_only()`",
                        table.name
                    )
                });
            }
        }
        writer.finish().into_owned()
    }

    /// `COMMENT ON TABLE name IS 'text'`, or `COMMENT ON VIEW` or `COLUMN`.
    pub(crate) fn write_comment(
        table: &TableName<'_>,
        relation: Relation,
        source: Source,
        column: Option<(Source, ColumnName)>,
        text: Option<&str>,
    ) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        if relation == Relation::MaterializedView {
            writer.fail(|| {
                format!(
                    "{table} is a materialized view, and Redshift takes no comment on one; comment on what it reads"
                )
            });
        }
        writer.push(match (column, relation) {
            (Some(_), _) => "COMMENT ON COLUMN ",
            (None, Relation::Table) => "COMMENT ON TABLE ",
            (None, Relation::View | Relation::MaterializedView) => "COMMENT ON VIEW ",
        });
        writer.table_name(table);
        if let Some(column) = column {
            writer.push(".");
            writer.own_column(table, source, column);
        }
        writer.push(" IS ");
        match text {
            Some(text) => literal::push_string(&mut writer.text, text),
            None => writer.push("NULL"),
        }
        writer.finish().into_owned()
    }

    /// The name of a column that must be the table's own.
    fn own_column(&mut self, table: &TableName<'_>, source: Source, (of, name): (Source, ColumnName)) {
        match name {
            ColumnName::Named(name) if of == source => self.identifier(name),
            ColumnName::Named(_) | ColumnName::Unnamed(_) => {
                self.fail(|| format!("a column that is named is not of the table {}; name one of its own", table));
            }
        }
    }
}

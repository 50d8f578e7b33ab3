//! How INSERT, UPDATE and DELETE are written.

use super::equality::is_equijoin;
use super::expr::Binding;
use super::select::Names;
use super::{Alias, Sql, SqlWriter, Values, identifier};
use crate::expr::node::Part;
use crate::expr::{Assignment, Source};
use crate::model::InsertValue;
use crate::schema::{DataType, Table, TableName};
use crate::statement::modification::Modification;
use crate::statement::select::{FromItem, Select};
use crate::types::Value;

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
                InsertValue::Value(value) => writer.value_for(value.into(), *data_type),
                InsertValue::Default => writer.push("DEFAULT"),
            });
            writer.push(")");
        });
        writer.finish()
    }

    /// `INSERT INTO table (columns) SELECT ..`.
    pub(crate) fn write_insert_select<N: AsRef<str>>(
        table: &TableName<'_>,
        columns: &[N],
        query: &'q Select<'q>,
        values: Values,
    ) -> Sql<'q> {
        let mut writer = SqlWriter::new(values);
        writer.push("INSERT INTO ");
        identifier::push_table(&mut writer.text, table);
        if columns.is_empty() {
            writer
                .fail(|| "the INSERT of a query gives no column a value; insert rows of defaults with `insert`".into());
        }
        writer.push(" (");
        writer.list(", ", columns, |writer, column| writer.identifier(column.as_ref()));
        writer.push(") ");
        writer.with(&query.with);
        writer.rows_of(query, &query.list, Names::Own);
        writer.finish()
    }

    /// `UPDATE table SET column = value, .. FROM .. WHERE ..`.
    pub(crate) fn write_update(
        table: &Table<'q>,
        clauses: &'q Modification<'q>,
        set: &'q [Assignment<'q>],
        values: Values,
    ) -> Sql<'q> {
        let mut writer = SqlWriter::new(values);
        writer.target(table, clauses.target);
        writer.push("UPDATE ");
        identifier::push_table(&mut writer.text, &table.name);
        writer.push(" SET ");
        if set.is_empty() {
            writer.fail(|| "the UPDATE assigns nothing; say what with `.set(|o| o.column.to(value))`".into());
        }
        writer.bind_sources(&clauses.from);
        writer.assignments(table, clauses.target, set);
        writer.other_tables(" FROM ", clauses);
        writer.conjunction(" WHERE ", clauses.filter.whole().split());
        writer.finish()
    }

    /// `DELETE FROM table USING .. WHERE ..`. The grammar has no alias for the target.
    pub(crate) fn write_delete(table: &Table<'q>, clauses: &'q Modification<'q>, values: Values) -> Sql<'q> {
        let mut writer = SqlWriter::new(values);
        writer.target(table, clauses.target);
        writer.push("DELETE FROM ");
        identifier::push_table(&mut writer.text, &table.name);
        writer.bind_sources(&clauses.from);
        writer.other_tables(" USING ", clauses);
        writer.conjunction(" WHERE ", clauses.filter.whole().split());
        writer.finish()
    }

    /// The table that changes goes by its own name.
    pub(super) fn target(&mut self, table: &Table<'q>, source: Source) {
        let name = table.name.name;
        self.sources.push((source, Alias::Table(name)));
        // A table that is called as an alias of ours would be hidden by it.
        if let Some(Ok(number)) = name.strip_prefix(['t', 'T']).map(str::parse::<u32>) {
            self.numbered = number.saturating_add(1);
        }
    }

    pub(super) fn assignments(&mut self, table: &Table<'_>, target: Source, set: &'q [Assignment<'q>]) {
        for (index, Assignment { source, column, .. }) in set.iter().enumerate() {
            if *source != target {
                self.fail(|| {
                    format!("SET assigns a column of another source; it takes the columns of \"{}\"", table.name.name)
                });
            }
            if set[..index].iter().any(|before| before.column == *column) {
                self.fail(|| format!("SET assigns the column \"{column}\" twice; assign it once"));
            }
        }
        self.list(", ", set, |writer, assignment| {
            writer.identifier(assignment.column);
            writer.push(" = ");
            writer.assigned(assignment.value.whole(), column_type(table, assignment.column));
        });
    }

    /// What goes into a column.
    pub(super) fn assigned(&mut self, value: Part<'q>, column: DataType) {
        match value.as_parameter() {
            Some(value) => self.value_for(value, column),
            None => self.tree(value, Binding::Any),
        }
    }

    /// The tables beside the target, each of which has an alias.
    fn other_tables(&mut self, keyword: &str, clauses: &'q Modification<'q>) {
        if clauses.from.is_empty() {
            return;
        }
        let target = clauses.target;
        if !clauses.filter.whole().split().into_iter().any(|condition| is_equijoin(condition, target)) {
            self.fail(|| {
                "no condition compares a column of the table that changes with a column of another source by `=`, which Redshift \
                 asks for (\"Target table must be part of an equijoin predicate\"); join on one, or use a subquery in `.filter(..)`"
                    .into()
            });
        }
        self.push(keyword);
        self.aliased_tables(&clauses.from);
    }

    pub(super) fn aliased_tables(&mut self, tables: &'q [FromItem<'q>]) {
        self.list(", ", tables, |writer, item| {
            writer.table_expression(&item.table);
            writer.push(" AS ");
            writer.alias(item.source);
        });
    }
}

/// What is asked of the rows that are equal to one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum EqualRows {
    /// The key of the only one; a division by zero where there are several, or none.
    Only,
    /// The keys, at most so many.
    Ids { limit: usize },
}

impl<'q> SqlWriter<'q> {
    /// `SELECT .. FROM table WHERE column = value AND ..`: the rows that are equal to one that was inserted.
    ///
    /// Every row that the INSERT of these values makes is among them, which is what matters; others may be. So each value is
    /// cast to its column's type, as the INSERT does, and what need not be equal to itself or cannot be compared is left out.
    pub(crate) fn write_equal_rows(
        table: &Table<'_>,
        key: &str,
        columns: &[&str],
        row: &'q [InsertValue],
        select: EqualRows,
    ) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        match select {
            EqualRows::Only => writer.max(key, ", 1 / CASE COUNT(*) WHEN 1 THEN 1 ELSE 0 END"),
            EqualRows::Ids { .. } => {
                writer.push("SELECT ");
                writer.identifier(key);
            }
        }
        writer.push(" FROM ");
        identifier::push_table(&mut writer.text, &table.name);
        let comparable = columns.iter().zip(row).filter_map(|(column, value)| match value {
            InsertValue::Value(value) => comparable(value, column_type(table, column)).then_some((column, value)),
            InsertValue::Default => None,
        });
        for (index, (column, value)) in comparable.enumerate() {
            writer.push(if index == 0 { " WHERE " } else { " AND " });
            writer.identifier(column);
            match value {
                Value::Null(_) => writer.push(" IS NULL"),
                value => {
                    writer.push(" = ");
                    writer.cast_for(value.into(), column_type(table, column));
                }
            }
        }
        if let EqualRows::Ids { limit } = select {
            writer.push(" LIMIT ");
            writer.number(u64::try_from(limit).unwrap_or(u64::MAX));
        }
        writer.finish()
    }

    /// `SELECT MAX(key) FROM table`.
    pub(crate) fn write_max(table: &Table<'_>, key: &str) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.max(key, "");
        writer.push(" FROM ");
        identifier::push_table(&mut writer.text, &table.name);
        writer.finish()
    }

    fn max(&mut self, column: &str, rest: &str) {
        self.push("SELECT MAX(");
        self.identifier(column);
        self.push(")");
        self.push(rest);
    }
}

/// Whether a value that was inserted is equal to the column's.
fn comparable(value: &Value<'_>, column: DataType) -> bool {
    match (value, column) {
        (Value::Null(_), _) => true,
        (Value::Real(value), _) => !value.is_nan(),
        (Value::DoublePrecision(value), _) => !value.is_nan(),
        (Value::Super(_) | Value::NotJson(_) | Value::Varbyte(_), _) => false,
        (
            _,
            DataType::Super | DataType::Varbyte(_) | DataType::Geometry | DataType::Geography | DataType::HllSketch,
        ) => false,
        _ => true,
    }
}

pub(super) fn column_type(table: &Table<'_>, name: &str) -> DataType {
    let column = table.columns.iter().find(|column| column.name == name);
    column.map_or(DataType::Varchar(65_535), |column| column.data_type)
}

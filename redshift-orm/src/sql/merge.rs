//! How MERGE is written.

use super::data_modification::column_type;
use super::equality::are_column_equalities;
use super::{Sql, SqlWriter, Values, identifier};
use crate::expr::node::{Node, Operator, Part};
use crate::schema::{DataType, Table};
use crate::statement::merge::{Action, Clauses};

impl<'q> SqlWriter<'q> {
    /// `MERGE INTO table USING source AS alias ON ..`. The grammar has no alias for the target.
    pub(crate) fn write_merge(table: &Table<'q>, clauses: &'q Clauses<'q>) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.target(table, clauses.target);
        writer.push("MERGE INTO ");
        identifier::push_table(&mut writer.text, &table.name);
        writer.merge_target = Some(table.name);
        let source = std::slice::from_ref(&clauses.source);
        writer.bind_sources(source);
        writer.push(" USING ");
        writer.aliased_tables(source);
        if !clauses.on.whole().split().into_iter().all(|condition| are_column_equalities(condition, clauses.target)) {
            writer.fail(|| {
                "the ON of a MERGE is more than columns of the table compared with columns of the source by `=`, which is all that Redshift \
                 takes; filter the source with `.filter(..)`"
                    .into()
            });
        }
        let assigned = match &clauses.action {
            Action::Update(set) => set.as_slice(),
            Action::Delete | Action::RemoveDuplicates(_) => &[],
        };
        let assigned_parts = assigned.iter().map(|assignment| assignment.value.whole());
        if assigned_parts.chain([clauses.insert.1.whole()]).any(navigates) {
            writer.fail(|| {
                "a MERGE uses a part of a SUPER column, which Redshift refuses (\"Partial reference of SUPER column is not supported in \
                 MERGE statement.\"); select the part in a query, and merge that"
                    .into()
            });
        }
        writer.conjunction(" ON ", clauses.on.whole().split());
        match &clauses.action {
            Action::Update(set) => {
                writer.push(" WHEN MATCHED THEN UPDATE SET ");
                writer.assignments(table, clauses.target, set);
            }
            Action::Delete => writer.push(" WHEN MATCHED THEN DELETE"),
            Action::RemoveDuplicates(columns) => {
                writer.check_columns(table, columns);
                writer.push(" REMOVE DUPLICATES");
                return writer.finish();
            }
        }
        let (columns, values) = &clauses.insert;
        writer.push(" WHEN NOT MATCHED THEN INSERT (");
        if columns.is_empty() {
            writer.fail(|| "the INSERT of a MERGE gives no column a value".into());
        }
        writer.list(", ", columns, |writer, column| writer.identifier(column));
        writer.push(") VALUES (");
        writer.list(", ", columns.iter().zip(values.items()), |writer, (column, item)| {
            writer.assigned(item.nodes, column_type(table, column));
        });
        writer.push(")");
        writer.finish()
    }

    /// REMOVE DUPLICATES puts rows of the source in place of the table's, column by column.
    fn check_columns(&mut self, table: &Table<'_>, source: &[DataType]) {
        let name = table.name.name;
        if source.len() != table.columns.len() {
            let (found, expected) = (source.len(), table.columns.len());
            self.fail(|| {
                format!("the source of MERGE .. REMOVE DUPLICATES has {found} columns and \"{name}\" {expected}; select them all, in order")
            });
        }
        for (column, found) in table.columns.iter().zip(source) {
            if !are_compatible(column.data_type, *found) {
                let (column, expected) = (column.name, column.data_type);
                self.fail(|| {
                    format!(
                        "the source of MERGE .. REMOVE DUPLICATES has a {found} in the place of \"{column}\" of \"{name}\", a {expected}; \
                         select the columns in the order of the table"
                    )
                });
            }
        }
    }
}

fn navigates(nodes: Part<'_>) -> bool {
    let part = |node: &Node<'_>| matches!(node, Node::Operator(Operator::Attribute | Operator::Element, _));
    nodes.nodes().iter().any(part)
}

/// Whether a value of the one type goes into a column of the other by itself.
fn are_compatible(column: DataType, source: DataType) -> bool {
    family(column) == family(source)
}

/// Types that convert into one another; the number stands for nothing else.
fn family(data_type: DataType) -> u8 {
    match data_type {
        DataType::SmallInt
        | DataType::Integer
        | DataType::BigInt
        | DataType::Decimal { .. }
        | DataType::Real
        | DataType::DoublePrecision => 0,
        DataType::Char(_) | DataType::Varchar(_) => 1,
        DataType::Boolean => 2,
        DataType::Date | DataType::Timestamp | DataType::TimestampTz => 3,
        DataType::Time | DataType::TimeTz => 4,
        DataType::IntervalYearToMonth => 5,
        DataType::IntervalDayToSecond => 6,
        DataType::Super => 7,
        DataType::Varbyte(_) => 8,
        DataType::Geometry => 9,
        DataType::Geography => 10,
        DataType::HllSketch => 11,
    }
}

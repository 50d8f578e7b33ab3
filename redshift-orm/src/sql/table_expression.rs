//! How tables, derived tables, set operations and common table expressions are written.

use std::sync::Arc;

use super::select::Names;
use super::{SqlWriter, identifier};
use crate::statement::select::{CommonTable, Rows, SetOperation, SetOperator, TableExpression, UnnestForm};

impl<'q> SqlWriter<'q> {
    pub(super) fn table_expression(&mut self, table: &'q TableExpression<'q>) {
        match table {
            TableExpression::Table(name) => {
                if self.merge_target == Some(*name) {
                    self.fail(|| {
                        format!(
                            "the source of the MERGE reads \"{}\", the table that it changes, which Redshift refuses",
                            name.name
                        )
                    });
                }
                if name.schema.is_none() && self.is_common_table(name.name) {
                    self.fail(|| {
                        format!(
                            "the common table expression \"{0}\" hides the table \"{0}\"; give it another name",
                            name.name
                        )
                    });
                }
                if let Some(reads) = &mut self.reads {
                    reads.push(*name);
                }
                identifier::push_table(&mut self.text, name);
            }
            TableExpression::Derived(select, names) => {
                self.push("(");
                self.derived(select, &select.list, (*names).into());
                self.push(")");
            }
            TableExpression::SetOperation(operation) => {
                self.push("(");
                self.set_operation(operation);
                self.push(")");
            }
            TableExpression::Unnest(unnest) => {
                if unnest.form == UnnestForm::Object {
                    self.push("UNPIVOT ");
                }
                self.unnested(&unnest.value);
            }
            TableExpression::Pivot(pivot) => self.pivot(pivot),
            TableExpression::Temporary(table) => {
                if self.reads.is_some() {
                    self.fail(|| {
                        format!(
                            "a view reads the temporary table \"{}\", which ends with its transaction; read what it was made of",
                            table.name
                        )
                    });
                }
                self.temporary.push(Arc::clone(table));
                self.identifier(table.name);
            }
            TableExpression::CommonTable(name) => {
                if !self.is_common_table(name) {
                    self.fail(|| {
                        format!("the common table expression \"{name}\" is used outside the query that `with` receives")
                    });
                }
                self.identifier(name);
            }
        }
    }

    /// Redshift folds the case of names.
    fn is_common_table(&self, name: &str) -> bool {
        self.common_tables.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    fn set_operation(&mut self, operation: &'q SetOperation<'q>) {
        // INTERSECT binds more tightly than the others, which go from left to right.
        let left_parentheses = match &operation.left {
            Rows::Select(_) => false,
            Rows::SetOperation(left) => {
                operation.operator == SetOperator::Intersect && left.operator != SetOperator::Intersect
            }
        };
        self.rows(&operation.left, left_parentheses);
        self.push(match operation.operator {
            SetOperator::Union => " UNION ",
            SetOperator::UnionAll => " UNION ALL ",
            SetOperator::Intersect => " INTERSECT ",
            SetOperator::Except => " EXCEPT ",
        });
        self.rows(&operation.right, matches!(operation.right, Rows::SetOperation(_)));
    }

    fn rows(&mut self, rows: &'q Rows<'q>, parentheses: bool) {
        if parentheses {
            self.push("(");
        }
        match rows {
            Rows::Select(select) => self.derived(select, &select.list, Names::Numbered),
            Rows::SetOperation(operation) => self.set_operation(operation),
        }
        if parentheses {
            self.push(")");
        }
    }

    /// `WITH name AS (..), ..`, and the names from here on.
    pub(super) fn with(&mut self, tables: &'q [CommonTable<'q>]) {
        if tables.is_empty() {
            return;
        }
        if self.merge_target.is_some() {
            self.fail(|| {
                "a MERGE has a query with WITH, which Redshift refuses; nest the query in place of naming it".into()
            });
        }
        let recursive = tables.iter().any(|table| table.recursive);
        self.push(if recursive { "WITH RECURSIVE " } else { "WITH " });
        self.list(", ", tables, Self::common_table);
        self.push(" ");
    }

    fn common_table(&mut self, table: &'q CommonTable<'q>) {
        if self.is_common_table(table.name) {
            self.fail(|| format!("two common table expressions are called \"{}\"; give one another name", table.name));
        }
        self.identifier(table.name);
        if table.recursive {
            // The list of columns is required here (`r_WITH_clause`).
            self.push(" (");
            self.list(", ", 0..table.rows.width(), Self::numbered_name);
            self.push(")");
            self.common_tables.push(table.name);
            self.refuse_ordered_step(&table.rows);
        }
        self.push(" AS (");
        self.rows(&table.rows, false);
        self.push(")");
        if !table.recursive {
            self.common_tables.push(table.name);
        }
    }

    fn refuse_ordered_step(&mut self, rows: &Rows<'_>) {
        let Rows::SetOperation(operation) = rows else { return };
        let Rows::Select(step) = &operation.right else { return };
        if !step.list.sorted().is_empty() || step.limit.is_some() || step.offset.is_some() {
            self.fail(|| {
                "the step of a recursive common table expression has ORDER BY, LIMIT or OFFSET, which Redshift refuses; \
                 order and limit the rows of the main query"
                    .into()
            });
        }
    }
}

//! How PIVOT and UNPIVOT are written (`r_FROM_clause-pivot-unpivot-examples`).

use super::select::Names;
use super::{SqlWriter, literal};
use crate::expr::node::Operator;
use crate::schema::rules;
use crate::statement::select::{Pivot, PivotForm};
use crate::types::Value;

impl<'q> SqlWriter<'q> {
    /// The clause behind the query that it is applied to. Its columns are called by their numbers, each once.
    pub(super) fn pivot(&mut self, pivot: &'q Pivot<'q>) {
        let Pivot { input, form } = pivot;
        let width = input.list.items().len();
        self.push("(");
        self.derived(input, &input.list, Names::Numbered);
        self.push(")");
        match form {
            PivotForm::Pivot { function, values } => self.pivoted(width, *function, values),
            PivotForm::Unpivot { names, include_nulls } => self.unpivoted(width, names, *include_nulls),
        }
    }

    fn pivoted(&mut self, width: usize, function: Operator, values: &[Value<'_>]) {
        if values.is_empty() {
            self.fail(|| "a PIVOT lists no value, so that it would make no column; list at least one".into());
        }
        self.push(" PIVOT (");
        match function {
            Operator::Function(name) => {
                self.push(name);
                self.push("(");
                self.numbered_name(width.saturating_sub(2));
                self.push(")");
            }
            _ => self.push("COUNT(*)"),
        }
        self.push(" FOR ");
        self.numbered_name(width.saturating_sub(1));
        self.push(" IN (");
        self.list(", ", values.iter().zip(width..), |writer, (value, index)| {
            writer.check_json(value);
            literal::push_constant(&mut writer.text, value);
            writer.push(" AS ");
            writer.numbered_name(index);
        });
        self.push("))");
    }

    fn unpivoted(&mut self, width: usize, names: &[&'static str], include_nulls: bool) {
        if names.is_empty() {
            self.fail(|| "an UNPIVOT names no column, so that it would have no rows; name at least one".into());
        }
        for name in names {
            self.check_row_name(name);
        }
        self.push(if include_nulls { " UNPIVOT INCLUDE NULLS (" } else { " UNPIVOT (" });
        self.numbered_name(width);
        self.push(" FOR ");
        self.numbered_name(width + 1);
        self.push(" IN (");
        self.list(", ", names.iter().zip(width.saturating_sub(names.len())..), |writer, (name, index)| {
            writer.numbered_name(index);
            writer.push(" AS ");
            writer.identifier(name);
        });
        self.push("))");
    }

    /// A name that becomes a value has to arrive as it is.
    fn check_row_name(&mut self, name: &str) {
        if name.is_empty() {
            return self.fail(|| {
                "an UNPIVOT makes rows of a column without a name of its own, because a query selects it; say `(\"name\", column)`".into()
            });
        }
        let is_folded = || name.to_lowercase() != name;
        let reason = rules::identifier(name).err().or_else(|| {
            is_folded().then_some(
                "Redshift folds its upper-case letters; say `(\"name\", column)`, and a CASE over the name makes any text of it",
            )
        });
        if let Some(reason) = reason {
            self.fail(|| format!("an UNPIVOT makes rows of a column called \"{name}\": {reason}"));
        }
    }
}

//! Every rule over a whole table.

use std::fmt;

use super::rules::{self, Verdict};
use super::{ColumnDefault, Table};

/// What Redshift would refuse about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation<'a> {
    /// The column concerned; `None` when it is the table as a whole.
    pub column: Option<&'a str>,
    /// What is wrong, and what to do.
    pub message: &'static str,
}

impl fmt::Display for Violation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "column \"{column}\": {}", self.message),
            None => f.write_str(self.message),
        }
    }
}

/// Every violation of the [rules] by a table; none for a table that Redshift takes.
///
/// The targets of foreign keys are other tables and therefore not looked at: ask [`rules::foreign_key`].
#[must_use]
pub fn violations<'a>(table: &Table<'a>) -> Vec<Violation<'a>> {
    let mut found = Vec::new();
    let mut check = |column: Option<&'a str>, verdict: Verdict| {
        if let Err(message) = verdict {
            found.push(Violation { column, message });
        }
    };
    check(None, rules::table_name(&table.name));
    check(None, rules::column_count(table));
    check(None, rules::distinct_column_names(table));
    check(None, rules::row_width(table));
    for column in table.columns {
        let name = Some(column.name);
        check(name, rules::identifier(column.name));
        check(name, rules::reserved_column_name(column.name));
        check(name, rules::data_type(column.data_type));
        match column.default {
            ColumnDefault::None => {}
            ColumnDefault::Sql(sql) => check(name, rules::default_expression(sql)),
            ColumnDefault::Identity(_) | ColumnDefault::IdentityByDefault(_) => {
                check(name, rules::identity_suits(column.data_type));
                check(name, rules::identity_not_nullable(column.nullable));
            }
        }
        if let Some(encoding) = column.encoding {
            check(name, rules::encoding_suits(column.data_type, encoding));
        }
        if column.collation.is_some() {
            check(name, rules::collation_suits(column.data_type));
        }
    }
    check(table.distkey, rules::distkey_column(table));
    check(table.distkey, rules::diststyle_and_distkey(table));
    if let Some(column) = table.distkey.and_then(|name| table.column(name)) {
        check(Some(column.name), rules::distkey_suits(column.data_type));
    }
    check(None, rules::sort_key_length(table));
    check(None, rules::sort_key_columns(table));
    for column in table
        .sortkey
        .columns()
        .iter()
        .filter_map(|name| table.column(name))
    {
        check(Some(column.name), rules::sortkey_suits(column.data_type));
    }
    check(None, rules::primary_key(table));
    check(None, rules::unique(table));
    check(None, rules::distinct_keys(table));
    for key in table.foreign_keys {
        check(
            key.columns.first().copied(),
            rules::foreign_key_columns(table, key),
        );
    }
    found
}

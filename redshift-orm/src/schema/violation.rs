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
    check(None, rules::one_identity(table));
    check(table.distkey, rules::distkey_column(table));
    check(table.distkey, rules::diststyle_and_distkey(table));
    if let Some(column) = table.distkey.and_then(|name| table.column(name)) {
        check(Some(column.name), rules::distkey_suits(column.data_type));
    }
    check(None, rules::sort_key_length(table));
    check(None, rules::sort_key_columns(table));
    for column in table.sortkey.columns().iter().filter_map(|name| table.column(name)) {
        check(Some(column.name), rules::sortkey_suits(column.data_type));
    }
    check(None, rules::primary_key(table));
    check(None, rules::unique(table));
    check(None, rules::distinct_keys(table));
    for key in table.foreign_keys {
        check(key.columns.first().copied(), rules::foreign_key_columns(table, key));
    }
    found
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::fixtures::{column, table};
    use super::super::{Collation, Column, DataType, DistStyle, Encoding, ForeignKey, Identity, SortKey, TableName};
    use super::*;

    #[test]
    fn a_table_without_fault_has_none() {
        let columns = [column("id")];
        assert_eq!(violations(&table("t", &columns)), []);
    }

    #[test]
    fn every_violation_is_found_at_its_column() {
        let columns = [
            Column {
                data_type: DataType::Varchar(70_000),
                default: ColumnDefault::Identity(Identity { seed: 1, step: 1 }),
                nullable: true,
                ..column("id")
            },
            Column {
                encoding: Some(Encoding::Text255),
                collation: Some(Collation::CaseSensitive),
                default: ColumnDefault::Sql(""),
                ..column("OID")
            },
            Column { data_type: DataType::Super, ..column("payload") },
            column("Payload"),
        ];
        const NAME: TableName<'_> = TableName { schema: None, name: "" };
        const NOBODY: ForeignKey<'_> = ForeignKey { columns: &["nobody"], table: NAME, references: &[] };
        let table = Table {
            name: NAME,
            diststyle: Some(DistStyle::Even),
            distkey: Some("payload"),
            sortkey: SortKey::Interleaved(&["payload", "nothing"]),
            primary_key: &["id"],
            unique: &[&["id"], &["nothing"]],
            foreign_keys: &[NOBODY],
            ..table("t", &columns)
        };
        let lines: Vec<_> = violations(&table).iter().map(ToString::to_string).collect();
        expect![[r#"
            a name cannot be empty; give it 1 to 127 bytes
            two columns have the same name, and Redshift folds A to Z to lower case even in quotes; rename one with `column = ".."`
            column "id": a VARCHAR has at most 65535 bytes; write `varchar = max` or keep larger text in SUPER
            column "id": an IDENTITY column is INTEGER or BIGINT; Redshift makes no text or UUID keys, so insert the key yourself or make the field an i64
            column "id": an IDENTITY column is NOT NULL; make the field's type plain, without Option
            column "OID": oid, tableoid, xmin, cmin, xmax, cmax and ctid are system columns and cannot name a column; rename it with `column = ".."`
            column "OID": a DEFAULT needs an expression, such as `getdate()`, `0` or `'new'`; for none, remove it
            column "OID": ENCODE TEXT255 does not compress a BIGINT column; use AZ64, BYTEDICT, DELTA, DELTA32K, LZO, MOSTLY8, MOSTLY16, MOSTLY32, RUNLENGTH, ZSTD or RAW
            column "OID": COLLATE is for CHAR, VARCHAR and SUPER columns; remove it from this one
            column "payload": DISTSTYLE EVEN contradicts a DISTKEY; remove the DISTKEY, or the DISTSTYLE to distribute by it
            column "payload": a SUPER column cannot be the DISTKEY; distribute by a column that holds the value on its own
            the SORTKEY names a column that the table does not have; name only those it has
            column "payload": a SUPER column cannot be in the SORTKEY; sort by a column that holds the value on its own
            a PRIMARY KEY column is NOT NULL; make the field's type plain, without Option
            a UNIQUE constraint names a column that the table does not have; name only those it has
            a UNIQUE constraint has the columns of the PRIMARY KEY, which are unique already; remove it
            column "nobody": a FOREIGN KEY names a column that the table does not have; name only those it has"#]].assert_eq(&lines.join("\n"));
    }
}

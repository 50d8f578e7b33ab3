//! Tables for the tests of this folder.

use super::{Column, ColumnDefault, DataType, SortKey, Table, TableName};

/// `BIGINT NOT NULL`.
pub(crate) const fn column(name: &str) -> Column<'_> {
    Column {
        name,
        data_type: DataType::BigInt,
        nullable: false,
        default: ColumnDefault::None,
        encoding: None,
        collation: None,
    }
}

/// A table without schema, keys and attributes.
pub(crate) const fn table<'a>(name: &'a str, columns: &'a [Column<'a>]) -> Table<'a> {
    Table {
        name: TableName { schema: None, name },
        columns,
        diststyle: None,
        distkey: None,
        sortkey: SortKey::None,
        encode_auto: false,
        backup: true,
        primary_key: &[],
        unique: &[],
        foreign_keys: &[],
    }
}

//! CREATE TABLE.

use crate::schema::{ForeignKey, Table, TableName};
use crate::sql::{Sql, SqlWriter};

/// `CREATE TABLE` (`r_CREATE_TABLE_NEW`).
///
/// ```
/// use redshift_orm::schema::{Column, ColumnDefault, DataType, SortKey, Table, TableName};
/// use redshift_orm::statement::CreateTable;
///
/// let table = Table {
///     name: TableName { schema: Some("sales"), name: "regions" },
///     columns: &[Column {
///         name: "code",
///         data_type: DataType::Char(2),
///         nullable: false,
///         default: ColumnDefault::None,
///         encoding: None,
///         collation: None,
///     }],
///     diststyle: None,
///     distkey: None,
///     sortkey: SortKey::None,
///     encode_auto: false,
///     backup: true,
///     primary_key: &["code"],
///     unique: &[],
///     foreign_keys: &[],
/// };
/// assert_eq!(
///     CreateTable::new(&table).if_not_exists().to_sql().text(),
///     r#"CREATE TABLE IF NOT EXISTS "sales"."regions" (
///   "code" CHAR(2) NOT NULL,
///   PRIMARY KEY ("code")
/// )"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a CREATE TABLE does nothing until `.execute(&db)` executes it"]
pub struct CreateTable<'a> {
    table: Table<'a>,
    foreign_keys: Vec<ForeignKey<'a>>,
    if_not_exists: bool,
}

impl<'a> CreateTable<'a> {
    /// The statement for a table, its foreign keys included.
    pub fn new(table: &Table<'a>) -> Self {
        CreateTable { table: *table, foreign_keys: table.foreign_keys.to_vec(), if_not_exists: false }
    }

    /// `IF NOT EXISTS`: leaves a table of that name as it is, whatever its columns.
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// Only these foreign keys; the others come later by `ALTER TABLE`.
    pub(crate) fn with_foreign_keys(mut self, foreign_keys: Vec<ForeignKey<'a>>) -> Self {
        self.foreign_keys = foreign_keys;
        self
    }

    /// The table's name.
    #[must_use]
    pub fn name(&self) -> TableName<'a> {
        self.table.name
    }

    /// The foreign keys that stand in the statement.
    #[must_use]
    pub fn foreign_keys(&self) -> &[ForeignKey<'a>] {
        &self.foreign_keys
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_create_table(&self.table, &self.foreign_keys, self.if_not_exists)
    }
}

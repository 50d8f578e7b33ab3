//! ALTER TABLE ADD FOREIGN KEY.

use crate::schema::{ForeignKey, TableName};
use crate::sql::{Sql, SqlWriter};

/// `ALTER TABLE .. ADD FOREIGN KEY` (`r_ALTER_TABLE`). It has no `IF NOT EXISTS`: twice executed it adds the key twice or fails.
///
/// ```
/// use redshift_orm::schema::{ForeignKey, TableName};
/// use redshift_orm::statement::AddForeignKey;
///
/// let employees = TableName { schema: None, name: "employees" };
/// let manager = ForeignKey { columns: &["manager_id"], table: employees, references: &["id"] };
/// assert_eq!(
///     AddForeignKey::new(employees, manager).to_sql().text(),
///     r#"ALTER TABLE "employees" ADD FOREIGN KEY ("manager_id") REFERENCES "employees" ("id")"#
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "an ALTER TABLE does nothing until `.execute(&db)` executes it"]
pub struct AddForeignKey<'a> {
    table: TableName<'a>,
    key: ForeignKey<'a>,
}

impl<'a> AddForeignKey<'a> {
    /// The statement that gives a table a foreign key.
    pub fn new(table: TableName<'a>, key: ForeignKey<'a>) -> Self {
        AddForeignKey { table, key }
    }

    /// The referencing table.
    #[must_use]
    pub fn table(&self) -> TableName<'a> {
        self.table
    }

    /// The key: its columns, the table they refer to and the columns there.
    #[must_use]
    pub fn key(&self) -> ForeignKey<'a> {
        self.key
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_add_foreign_key(&self.table, &self.key)
    }
}

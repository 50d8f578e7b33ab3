//! DROP TABLE.

use crate::schema::TableName;
use crate::sql::{Sql, SqlWriter};

/// `DROP TABLE` (`r_DROP_TABLE`).
///
/// ```
/// use redshift_orm::schema::TableName;
/// use redshift_orm::statement::DropTable;
///
/// let name = TableName { schema: None, name: "regions" };
/// assert_eq!(
///     DropTable::new(name).if_exists().cascade().to_sql().text(),
///     r#"DROP TABLE IF EXISTS "regions" CASCADE"#
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a DROP TABLE does nothing until `.execute(&db)` executes it"]
pub struct DropTable<'a> {
    name: TableName<'a>,
    if_exists: bool,
    cascade: bool,
}

impl<'a> DropTable<'a> {
    /// The statement for a table's name.
    pub fn new(name: TableName<'a>) -> Self {
        DropTable { name, if_exists: false, cascade: false }
    }

    /// `IF EXISTS`: does nothing when there is no such table.
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }

    /// `CASCADE`: drops the views that read the table and the foreign keys that refer to it too. Without it they are an error.
    pub fn cascade(mut self) -> Self {
        self.cascade = true;
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_drop_table(&self.name, self.if_exists, self.cascade)
    }
}

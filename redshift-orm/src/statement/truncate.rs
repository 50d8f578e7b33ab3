//! TRUNCATE.

use crate::schema::TableName;
use crate::sql::{Sql, SqlWriter};

/// `TRUNCATE` (`r_TRUNCATE`): removes every row at once, and commits. `Order::truncate(&db)` executes it.
///
/// One table a statement; there is no CASCADE and no RESTART IDENTITY, and foreign keys that point at the table do not matter.
///
/// ```
/// use redshift_orm::schema::TableName;
/// use redshift_orm::statement::Truncate;
///
/// let name = TableName { schema: None, name: "regions" };
/// assert_eq!(Truncate::new(name).to_sql().text(), r#"TRUNCATE TABLE "regions""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a TRUNCATE does nothing until `.execute(&db)` executes it"]
pub struct Truncate<'a> {
    table: TableName<'a>,
}

impl<'a> Truncate<'a> {
    /// The statement for a table's name.
    pub fn new(table: TableName<'a>) -> Self {
        Truncate { table }
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_truncate(&self.table)
    }
}

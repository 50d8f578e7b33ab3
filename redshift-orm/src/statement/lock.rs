//! LOCK.

use crate::schema::TableName;
use crate::sql::{Sql, SqlWriter};

/// `LOCK TABLE` (`r_LOCK`): until the transaction ends, everybody else who reads or writes the tables waits. `Order::lock(&tx)` locks
/// one; there are no other modes.
///
/// ```
/// use redshift_orm::schema::TableName;
/// use redshift_orm::statement::Lock;
///
/// let tables = ["customers", "orders"].map(|name| TableName { schema: Some("sales"), name });
/// assert_eq!(Lock::new(tables).to_sql().text(), r#"LOCK TABLE "sales"."customers", "sales"."orders""#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a LOCK does nothing until `.execute(&tx)` executes it"]
pub struct Lock<'a> {
    tables: Vec<TableName<'a>>,
}

impl<'a> Lock<'a> {
    /// The statement for the names of tables. Locking all in one statement, in the same order everywhere, avoids deadlocks.
    pub fn new(tables: impl IntoIterator<Item = TableName<'a>>) -> Self {
        Lock { tables: tables.into_iter().collect() }
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_lock(&self.tables)
    }
}

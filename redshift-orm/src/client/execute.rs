//! Who can execute statements, and what every execution goes through.

use super::database::Database;
use super::lease::Read;
use super::transaction::Transaction;
use crate::error::Result;
use crate::sql::Sql;

/// What executes statements: a [`Database`], each statement on its own, or a [`Transaction`].
///
/// The trait is sealed: it is called and not implemented.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not execute statements",
    label = "is neither a `Database` nor a `Transaction`",
    note = "pass `&db` or `&tx`"
)]
pub trait Executor: sealed::Connected {}

impl Executor for Database {}
impl Executor for Transaction {}
impl<E: Executor> Executor for &E {}

mod sealed {
    use super::{Connection, Database, Transaction};

    pub trait Connected: Sync {
        fn connection(&self) -> Connection<'_>;
    }

    impl Connected for Database {
        fn connection(&self) -> Connection<'_> {
            Connection::Pool(self)
        }
    }

    impl Connected for Transaction {
        fn connection(&self) -> Connection<'_> {
            Connection::Transaction(self)
        }
    }

    impl<C: Connected> Connected for &C {
        fn connection(&self) -> Connection<'_> {
            C::connection(self)
        }
    }
}

/// Where a statement goes.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Connection<'e> {
    /// To a connection of the pool, and it is a transaction of its own.
    Pool(&'e Database),
    /// To the connection of the transaction.
    Transaction(&'e Transaction),
}

impl Connection<'_> {
    /// Executes a statement and reads its rows.
    pub(crate) async fn all<T>(self, sql: Sql<'_>, read: Read<T>) -> Result<Vec<T>> {
        match self {
            Connection::Pool(db) => db.lease().await?.all(&sql, read).await,
            Connection::Transaction(tx) => tx.lease().await?.all(&sql, read).await,
        }
    }

    /// Executes a statement and tells the rows it changed.
    pub(crate) async fn execute(self, sql: Sql<'_>) -> Result<u64> {
        match self {
            Connection::Pool(db) => db.lease().await?.execute(&sql).await,
            Connection::Transaction(tx) => tx.lease().await?.execute(&sql).await,
        }
    }
}

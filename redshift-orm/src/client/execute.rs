//! Who can execute statements, and what every execution goes through.

use super::database::Database;
use super::lease::{Lease, Read};
use super::transaction::Transaction;
use crate::error::Result;
use crate::sql::{Arrival, Sql};

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

/// Several statements that are one whole.
pub(crate) trait Work: Sync {
    /// What they give.
    type Output: Send;

    /// Executes them. They may be executed again, after a conflict.
    fn run(&self, lease: &mut Lease) -> impl Future<Output = Result<Self::Output>> + Send;
}

impl Connection<'_> {
    /// How rows arrive here.
    pub(crate) fn arrival(self) -> Arrival {
        match self {
            Connection::Pool(db) => db.wire(),
            Connection::Transaction(tx) => tx.wire(),
        }
        .arrival()
    }

    /// Does work in a transaction of its own, which is run again after a conflict, or in the one that is there.
    pub(crate) async fn run<W: Work>(self, work: &W) -> Result<W::Output> {
        let db = match self {
            Connection::Pool(db) => db,
            Connection::Transaction(tx) => {
                let mut lease = tx.lease().await?;
                return work.run(&mut lease).await;
            }
        };
        let mut attempts = db.attempts();
        loop {
            let mut lease = db.begin_lease().await?;
            let done = work.run(&mut lease).await;
            match lease.finish(done).await {
                Ok(output) => return Ok(output),
                Err(error) => attempts.transaction_after(error).await?,
            }
        }
    }

    /// Executes a statement that only reads, and reads its rows. A connection that is lost meanwhile is replaced by a new one.
    pub(crate) async fn all<T>(self, sql: Sql<'_>, read: Read<T>) -> Result<Vec<T>> {
        let db = match self {
            Connection::Pool(db) => db,
            Connection::Transaction(tx) => return tx.lease().await?.all(&sql, read).await,
        };
        let mut attempts = db.attempts();
        loop {
            match db.lease_once().await {
                Ok(mut lease) => match lease.all(&sql, read).await {
                    Ok(rows) => return Ok(rows),
                    Err(error) => attempts.read_after(db.lost(error)).await?,
                },
                Err(error) => attempts.link_after(error).await?,
            }
        }
    }

    /// Does work that only reads, likewise.
    pub(crate) async fn read<W: Work>(self, work: &W) -> Result<W::Output> {
        let db = match self {
            Connection::Pool(db) => db,
            Connection::Transaction(tx) => {
                let mut lease = tx.lease().await?;
                return work.run(&mut lease).await;
            }
        };
        let mut attempts = db.attempts();
        loop {
            match db.lease_once().await {
                Ok(mut lease) => match work.run(&mut lease).await {
                    Ok(output) => return Ok(output),
                    Err(error) => attempts.read_after(db.lost(error)).await?,
                },
                Err(error) => attempts.link_after(error).await?,
            }
        }
    }

    /// Executes a statement that has literals in place of its parameters. `shown` is what messages show of it.
    pub(crate) async fn literal(self, literal: Sql<'_>, shown: Sql<'_>) -> Result<()> {
        let db = match self {
            Connection::Pool(db) => db,
            Connection::Transaction(tx) => return tx.lease().await?.literal(&literal, &shown).await,
        };
        let mut attempts = db.attempts();
        loop {
            let done = db.lease().await?.literal(&literal, &shown).await;
            match done {
                Ok(()) => return Ok(()),
                Err(error) => attempts.transaction_after(db.unknown(error)).await?,
            }
        }
    }

    /// Executes a statement and tells the rows it changed.
    pub(crate) async fn execute(self, sql: Sql<'_>) -> Result<u64> {
        let db = match self {
            Connection::Pool(db) => db,
            Connection::Transaction(tx) => return tx.lease().await?.execute(&sql).await,
        };
        let mut attempts = db.attempts();
        loop {
            let done = db.lease().await?.execute(&sql).await;
            match done {
                Ok(changed) => return Ok(changed),
                Err(error) => attempts.transaction_after(db.unknown(error)).await?,
            }
        }
    }
}

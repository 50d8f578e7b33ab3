//! Who can execute statements, and what every execution goes through.

use std::pin::Pin;

use super::database::Database;
use super::endpoint::{Reader, Reads};
use super::lease::{Lease, Read};
use super::transaction::Transaction;
use crate::error::Result;
use crate::sql::{Arrival, Sql};

/// What executes queries: a [`Database`], a [`Transaction`], or the [`Reader`] that [`Database::read`] gives.
///
/// The trait is sealed: it is called and not implemented.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not execute queries",
    label = "is neither a `Database`, nor a `Transaction`, nor what `db.read()` gives",
    note = "pass `&db`, `&tx` or `&db.read()`"
)]
pub trait ReadExecutor: sealed::Reads {}

#[diagnostic::do_not_recommend]
impl ReadExecutor for Database {}
#[diagnostic::do_not_recommend]
impl ReadExecutor for Transaction {}
#[diagnostic::do_not_recommend]
impl ReadExecutor for Reader {}
#[diagnostic::do_not_recommend]
impl<E: ReadExecutor> ReadExecutor for &E {}

/// What executes statements: a [`Database`], each statement on its own, or a [`Transaction`].
///
/// The trait is sealed: it is called and not implemented.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not execute statements that may write",
    label = "is neither a `Database` nor a `Transaction`",
    note = "pass `&db` or `&tx`; what `db.read()` gives executes queries alone"
)]
pub trait Executor: ReadExecutor + sealed::Connected {}

#[diagnostic::do_not_recommend]
impl Executor for Database {}
#[diagnostic::do_not_recommend]
impl Executor for Transaction {}
#[diagnostic::do_not_recommend]
impl<E: Executor> Executor for &E {}

mod sealed {
    use super::{Connection, Database, Reader, Reading, Transaction};

    pub trait Reads: Sync {
        fn reading(&self) -> Reading<'_>;
    }

    impl Reads for Database {
        fn reading(&self) -> Reading<'_> {
            Reading::Pool { db: self, on_readers: false }
        }
    }

    impl Reads for Reader {
        fn reading(&self) -> Reading<'_> {
            Reading::Pool { db: self.db(), on_readers: true }
        }
    }

    impl Reads for Transaction {
        fn reading(&self) -> Reading<'_> {
            Reading::Transaction(self)
        }
    }

    impl<C: Reads> Reads for &C {
        fn reading(&self) -> Reading<'_> {
            C::reading(self)
        }
    }

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

/// A statement on its way: what `.execute(&db)`, `.all(&db)` and the like give, to be awaited.
///
/// The type names what comes of it and nothing of the statement or the executor: tasks may await it whatever the statement has captured,
/// and a mistake in either is one error.
pub type Executing<'e, T = ()> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'e>>;

/// Where a query goes.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Reading<'e> {
    /// To a connection of a pool, and it is a transaction of its own.
    Pool {
        db: &'e Database,
        /// To the pools of the readers.
        on_readers: bool,
    },
    /// To the connection of the transaction.
    Transaction(&'e Transaction),
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

impl<W: Work> Work for &W {
    type Output = W::Output;

    fn run(&self, lease: &mut Lease) -> impl Future<Output = Result<Self::Output>> + Send {
        W::run(self, lease)
    }
}

impl<'c> Connection<'c> {
    /// Does work in a transaction of its own, which is run again after a conflict, or in the one that is there.
    pub(crate) async fn run<W: Work>(self, work: &W) -> Result<W::Output> {
        let db = match self {
            Connection::Pool(db) => db,
            Connection::Transaction(tx) => return work.run(&mut *tx.lease().await?).await,
        };
        let mut attempts = db.attempts();
        loop {
            let mut lease = db.begin_lease().await?;
            let done = work.run(&mut lease).await;
            match lease.finish(done).await {
                Ok(output) => return Ok(output),
                Err(error) => attempts.after_conflict(error).await?,
            }
        }
    }

    /// Where a query goes that is executed here.
    pub(crate) fn reading(self) -> Reading<'c> {
        match self {
            Connection::Pool(db) => Reading::Pool { db, on_readers: false },
            Connection::Transaction(tx) => Reading::Transaction(tx),
        }
    }

    // A future is as large as all that it awaits, and is moved when it is awaited: so those that only call another give that one back.

    /// Executes a statement that has literals in place of its parameters. `shown` is what messages show of it.
    pub(crate) fn literal<'s>(self, literal: Sql<'s>, shown: Sql<'s>) -> impl Future<Output = Result<()>> {
        self.statement(Literal { literal, shown })
    }

    /// Executes a statement and tells the rows it changed.
    pub(crate) fn execute(self, sql: Sql<'_>) -> impl Future<Output = Result<u64>> {
        self.execute_rows(sql, None)
    }

    /// The same of a statement of so many rows, where they are counted.
    pub(crate) fn execute_rows(self, sql: Sql<'_>, rows: Option<usize>) -> impl Future<Output = Result<u64>> {
        self.statement(Change { sql, rows })
    }

    /// Executes one statement, which is a transaction of its own, or part of the one that is there.
    async fn statement<W: Work>(self, work: W) -> Result<W::Output> {
        let db = match self {
            Connection::Pool(db) => db,
            Connection::Transaction(tx) => return work.run(&mut *tx.lease().await?).await,
        };
        let mut attempts = db.attempts();
        loop {
            let mut lease = db.lease().await?;
            match work.run(&mut lease).await {
                Ok(output) => return Ok(output),
                Err(error) => {
                    drop(lease);
                    attempts.after_conflict(db.unknown(error)).await?;
                }
            }
        }
    }
}

impl Reading<'_> {
    /// How rows arrive here.
    pub(crate) fn arrival(self) -> Arrival {
        match self {
            Reading::Pool { db, .. } => db.wire(),
            Reading::Transaction(tx) => tx.wire(),
        }
        .arrival()
    }

    /// Executes a statement that only reads, and reads its rows. A connection that is lost meanwhile is replaced by another.
    pub(crate) fn all<T: Send>(self, sql: Sql<'_>, read: Read<T>) -> impl Future<Output = Result<Vec<T>>> {
        self.run(Rows { sql, read })
    }

    /// Does work that only reads, likewise.
    pub(crate) async fn run<W: Work>(self, work: W) -> Result<W::Output> {
        let mut reads = match self {
            Reading::Pool { db, on_readers } => Reads::new(db, on_readers),
            Reading::Transaction(tx) => return work.run(&mut *tx.lease().await?).await,
        };
        loop {
            let done = match reads.lease().await {
                Ok(mut lease) => work.run(&mut lease).await,
                Err(error) => Err(error),
            };
            match done {
                Ok(output) => {
                    reads.answered();
                    return Ok(output);
                }
                Err(error) => reads.after(error).await?,
            }
        }
    }
}

/// A statement with literals in place of its parameters.
struct Literal<'s> {
    literal: Sql<'s>,
    shown: Sql<'s>,
}

impl Work for Literal<'_> {
    type Output = ();

    async fn run(&self, lease: &mut Lease) -> Result<()> {
        lease.literal(&self.literal, &self.shown).await
    }
}

/// A statement that changes rows, and how many it writes where they are counted.
struct Change<'s> {
    sql: Sql<'s>,
    rows: Option<usize>,
}

impl Work for Change<'_> {
    type Output = u64;

    async fn run(&self, lease: &mut Lease) -> Result<u64> {
        lease.execute_rows(&self.sql, self.rows).await
    }
}

/// A statement that gives rows.
struct Rows<'s, T> {
    sql: Sql<'s>,
    read: Read<T>,
}

impl<T: Send> Work for Rows<'_, T> {
    type Output = Vec<T>;

    async fn run(&self, lease: &mut Lease) -> Result<Vec<T>> {
        lease.all(&self.sql, self.read).await
    }
}

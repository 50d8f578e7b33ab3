//! Transactions.

use std::sync::Arc;

use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};
use tracing::{Instrument, Span};

use super::database::Database;
use super::lease::Lease;
use super::wire::Wire;
use crate::error::{Error, Result};
use crate::sql::Sql;

/// An open transaction.
///
/// Statements take it in place of the database: `.execute(&tx)`. It is made by [`Database::transaction`], which also ends it, or by
/// [`Database::begin`]; dropped before [`commit`](Transaction::commit), it is rolled back.
///
/// Redshift has no savepoints: when a statement fails, the whole transaction has failed, and it cannot commit any more.
#[derive(Debug)]
pub struct Transaction {
    state: Arc<Mutex<State>>,
    span: Span,
    wire: Wire,
}

#[derive(Debug)]
enum State {
    Open(Box<Lease>),
    /// How the transaction ended, as an error about a use after that.
    Ended(&'static str),
}

const COMMITTED: &str = "the transaction was used after its end: it has been committed";
const ROLLED_BACK: &str = "the transaction was used after its end: it has been rolled back";
const ABANDONED: &str = "the transaction cannot go on: the future of one of its statements was dropped before its end, \
                         so nobody knows what the statement did; it has been rolled back";

const BROKEN: &str = "the transaction cannot go on: its connection broke, and the server has rolled it back";

/// Why the transaction of a connection cannot go on.
fn unusable(lease: &Lease) -> Option<&'static str> {
    match (lease.is_broken(), lease.is_busy()) {
        (true, _) => Some(BROKEN),
        (false, true) => Some(ABANDONED),
        (false, false) => None,
    }
}

impl Transaction {
    /// Makes the changes of the transaction visible to everybody.
    ///
    /// # Errors
    /// When a statement of the transaction has failed, or the server refuses; either way it has been rolled back. See also
    /// [`Error::is_commit_unknown`].
    pub async fn commit(self) -> Result<()> {
        self.end(true).await
    }

    /// Takes back the changes of the transaction.
    ///
    /// # Errors
    /// When the connection broke. The server then rolls back by itself.
    pub async fn rollback(self) -> Result<()> {
        self.end(false).await
    }

    /// The span that the statements of the transaction stand in.
    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Another handle to the same transaction.
    pub(crate) fn handle(&self) -> Self {
        Transaction { state: Arc::clone(&self.state), span: self.span.clone(), wire: self.wire }
    }

    pub(super) async fn begin(db: &Database) -> Result<Self> {
        let lease = db.begin_lease().await?;
        let (span, wire) = (lease.span(), lease.wire());
        Ok(Transaction { state: Arc::new(Mutex::new(State::Open(Box::new(lease)))), span, wire })
    }

    pub(super) fn wire(&self) -> Wire {
        self.wire
    }

    /// The connection, once no other statement of the transaction uses it.
    pub(super) async fn lease(&self) -> Result<MappedMutexGuard<'_, Lease>> {
        let mut state = self.state.lock().await;
        if let State::Open(lease) = &*state
            && let Some(how) = unusable(lease)
        {
            *state = State::Ended(how);
        }
        if let State::Ended(how) = *state {
            return Err(Error::transaction(how));
        }
        MutexGuard::try_map(state, |state| match state {
            State::Open(lease) => Some(&mut **lease),
            State::Ended(_) => None,
        })
        .map_err(|_| Error::transaction(ABANDONED))
    }

    async fn end(&self, commit: bool) -> Result<()> {
        let mut state = self.state.lock().await;
        let ended = if commit { COMMITTED } else { ROLLED_BACK };
        // Should this future be dropped, the lease goes with it, and the connection is closed.
        let mut lease = match std::mem::replace(&mut *state, State::Ended(ended)) {
            State::Open(lease) => lease,
            State::Ended(how) => {
                *state = State::Ended(how);
                return Err(Error::transaction(how));
            }
        };
        if let Some(how) = unusable(&lease) {
            *state = State::Ended(how);
            return if commit { Err(Error::transaction(how)) } else { Ok(()) };
        }
        if !commit {
            return lease.rollback().await;
        }
        let committed = lease.commit().await;
        if committed.is_err() {
            *state = State::Ended(ROLLED_BACK);
        }
        committed
    }
}

impl Database {
    /// Runs `run` in a transaction: commits when it gives `Ok`, and rolls back when it gives an error.
    ///
    /// Concurrent transactions can conflict on Redshift (error 1023 and its kin, see
    /// [`Error::is_serialization_conflict`]). The transaction has then been rolled back, and `run` is called again, after a pause,
    /// as often as the [`RetryPolicy`](super::RetryPolicy) allows. So it must be able to run more than once: what it uses up it clones, and what it does outside of the database it does after the transaction.
    ///
    /// # Errors
    /// What `run` gave, or what COMMIT said. An error of the program's own goes through [`Error::other`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example(db: Database) -> Result<()> {
    /// let name = String::from("Ada");
    /// let names: Vec<(String,)> = db
    ///     .transaction(async |tx| {
    ///         raw_sql("INSERT INTO names VALUES ($1)").bind(name.clone()).execute(&tx).await?;
    ///         sql_query("SELECT name FROM names").all(&tx).await
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn transaction<T, F, Fut>(&self, mut run: F) -> Result<T>
    where
        F: FnMut(Transaction) -> Fut,
        Fut: Future<Output = Result<T>>,
    {
        let mut attempts = self.attempts();
        loop {
            let transaction = Transaction::begin(self).await?;
            let error = match run(transaction.handle()).instrument(transaction.span()).await {
                Ok(value) => match transaction.finish().await {
                    Ok(()) => return Ok(value),
                    Err(error) => error,
                },
                Err(error) => {
                    // What went wrong first is what the caller wants to know.
                    let _ = transaction.end(false).await;
                    error
                }
            };
            attempts.after_conflict(error).await?;
        }
    }

    /// Begins a transaction that the program ends itself, by [`commit`](Transaction::commit) or
    /// [`rollback`](Transaction::rollback). Nothing is retried; [`transaction`](Database::transaction) is the better way where it fits.
    ///
    /// # Errors
    /// When there is no connection.
    pub async fn begin(&self) -> Result<Transaction> {
        Transaction::begin(self).await
    }
}

impl Transaction {
    /// Commits, unless the closure has ended the transaction itself.
    async fn finish(&self) -> Result<()> {
        match &*self.state.lock().await {
            State::Ended(COMMITTED | ROLLED_BACK) => return Ok(()),
            State::Ended(_) | State::Open(_) => {}
        }
        self.end(true).await
    }

    /// The same with one more statement before COMMIT.
    pub(super) async fn finish_after(&self, last: &Sql<'_>) -> Result<()> {
        if let Ok(mut lease) = self.lease().await
            && !lease.has_failed()
            && let Err(error) = lease.execute(last).await
        {
            drop(lease);
            let _ = self.end(false).await;
            return Err(error);
        }
        self.finish().await
    }

    /// Whether the closure has committed the transaction itself.
    pub(super) async fn has_committed(&self) -> bool {
        matches!(&*self.state.lock().await, State::Ended(COMMITTED))
    }
}

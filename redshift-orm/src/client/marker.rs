//! Transactions that leave a marker, by which a COMMIT is decided whose answer was lost.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tracing::Instrument;
use uuid::Uuid;

use super::create_all::{is_race, relation_named};
use super::database::Database;
use super::observe::Outcome;
use super::transaction::Transaction;
use crate::error::{Error, Result};
use crate::schema::TableName;
use crate::sql::Sql;
use crate::sql::identifier::push_table;
use crate::statement::Lock;
use crate::types::Value;

/// The table that [`Database::transaction_with_marker`] writes its markers to; given to [`Builder::marker_table`](super::Builder::marker_table).
///
/// It is created when it is missing:
///
/// ```sql
/// CREATE TABLE IF NOT EXISTS "redshift_orm_markers" (
///     "token" VARCHAR(36) NOT NULL,
///     "marked_at" TIMESTAMP NOT NULL DEFAULT getdate()
/// ) DISTSTYLE EVEN
/// ```
///
/// The database's user may INSERT into it, SELECT from it and DELETE from it, and create it unless it is there. Old rows are deleted when a
/// process uses the table first, and then by the first transaction of each hour, before it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "settings do nothing until they are given to `Database::builder().marker_table(..)`"]
pub struct MarkerTable {
    schema: Option<String>,
    name: String,
    keep: Duration,
    patience: Duration,
}

impl Default for MarkerTable {
    fn default() -> Self {
        MarkerTable {
            schema: None,
            name: "redshift_orm_markers".into(),
            keep: Duration::from_hours(24),
            patience: Duration::from_mins(2),
        }
    }
}

impl MarkerTable {
    /// A table of this name, where the `search_path` finds it.
    pub fn named(name: impl Into<String>) -> Self {
        MarkerTable { name: name.into(), ..MarkerTable::default() }
    }

    /// In this schema, which exists.
    pub fn in_schema(mut self, schema: impl Into<String>) -> Self {
        self.schema = Some(schema.into());
        self
    }

    /// How long rows are kept; a day by default. It is longer than anybody looks for a marker.
    pub fn keep_for(mut self, time: Duration) -> Self {
        self.keep = time;
        self
    }

    /// How long the end of a transaction is waited for whose COMMIT was lost; 2 minutes by default. After that its resolution stays unknown.
    pub fn wait_for(mut self, time: Duration) -> Self {
        self.patience = time;
        self
    }

    fn table(&self) -> TableName<'_> {
        TableName { schema: self.schema.as_deref(), name: &self.name }
    }

    /// The table's name in SQL, between what comes before and after it.
    fn text(&self, before: &str, after: &str) -> String {
        let mut text = before.to_owned();
        push_table(&mut text, &self.table());
        text.push_str(after);
        text
    }

    fn create(&self) -> Sql<'static> {
        let text = self.text(
            "CREATE TABLE IF NOT EXISTS ",
            " (\"token\" VARCHAR(36) NOT NULL, \"marked_at\" TIMESTAMP NOT NULL DEFAULT getdate()) DISTSTYLE EVEN",
        );
        Sql::new(text, Vec::new())
    }

    fn delete_old(&self) -> Sql<'static> {
        let old = format!(" WHERE \"marked_at\" < DATEADD(second, -{}, GETDATE())", self.keep.as_secs());
        Sql::new(self.text("DELETE FROM ", &old), Vec::new())
    }

    fn insert(&self, token: &str) -> Sql<'static> {
        Sql::new(self.text("INSERT INTO ", " (\"token\") VALUES ($1)"), vec![Value::Varchar(token.to_owned().into())])
    }

    fn count(&self, token: &str) -> Sql<'static> {
        let text = self.text("SELECT COUNT(*) FROM ", " WHERE \"token\" = $1");
        Sql::new(text, vec![Value::Varchar(token.to_owned().into())])
    }
}

/// The table, and when a process looked after it last.
#[derive(Debug)]
pub(super) struct Markers {
    table: MarkerTable,
    tended: Mutex<Option<Instant>>,
}

/// Old rows are deleted this often.
const ROUND: Duration = Duration::from_hours(1);

impl Markers {
    pub(super) fn new(table: MarkerTable) -> Self {
        Markers { table, tended: Mutex::new(None) }
    }
}

impl Database {
    /// Runs `run` in a transaction, as [`transaction`](Database::transaction), and knows afterwards whether it was committed also where the
    /// answer to COMMIT was lost.
    ///
    /// The transaction's last statement inserts a token that nobody else has into a [table of markers](MarkerTable). When the connection breaks
    /// while COMMIT is under way, the token is looked for on a new connection. Where it is there, the transaction took place, and what `run`
    /// gave is the answer. Where it is not, the transaction was rolled back, and is run again as the [`RetryPolicy`](super::RetryPolicy)
    /// says; so it is when the connection broke before COMMIT.
    ///
    /// The server may not have noticed that the connection is gone, and the COMMIT may still be on its way. So the table is locked before the token is looked for
    /// (`r_LOCK`): that waits until every transaction that has written to the table has ended, this one among them, and
    /// nothing that comes later can be part of it. LOCK is the first statement of its own transaction, which sees what is committed then.
    /// A unique key would not do: Redshift enforces none.
    ///
    /// It costs a statement. Redshift lets one transaction at a time write to a table, until it commits: from the insertion of the token on,
    /// transactions with markers wait for one another. Where a server does not notice for long that a client is gone, they wait as
    /// long.
    ///
    /// # Errors
    /// As [`transaction`](Database::transaction). Where the marker cannot be looked for, or the server does not end the transaction in the
    /// time that [`MarkerTable::wait_for`] gives, the resolution stays unknown ([`Error::is_commit_unknown`]). A closure that commits by itself
    /// leaves no marker.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example(db: Database) -> Result<()> {
    /// db.transaction_with_marker(async |tx| {
    ///     raw_sql("UPDATE accounts SET balance = balance - 5 WHERE id = 1").execute(&tx).await?;
    ///     raw_sql("UPDATE accounts SET balance = balance + 5 WHERE id = 2").execute(&tx).await
    /// })
    /// .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn transaction_with_marker<T, F, Fut>(&self, mut run: F) -> Result<T>
    where
        F: FnMut(Transaction) -> Fut,
        Fut: Future<Output = Result<T>>,
    {
        self.tend_markers().await?;
        let table = &self.markers().table;
        let mut attempts = self.attempts();
        loop {
            let token = Uuid::new_v4().to_string();
            let transaction = Transaction::begin(self).await?;
            let error = match run(transaction.handle()).instrument(transaction.span()).await {
                Ok(value) => match transaction.finish_after(&table.insert(&token)).await {
                    Ok(()) => return Ok(value),
                    Err(error) if error.is_commit_unknown() => match self.resolve(&token, error).await? {
                        None => return Ok(value),
                        Some(error) => error,
                    },
                    Err(error) => error,
                },
                Err(error) => {
                    if transaction.has_committed().await {
                        return Err(error);
                    }
                    // What went wrong first is what the caller wants to know.
                    let _ = transaction.handle().rollback().await;
                    error
                }
            };
            attempts.after_conflict_or_lost_link(self.lost(error)).await?;
        }
    }

    /// Decides what became of a transaction whose COMMIT was lost: `None` where it was committed, and else the error that rolled it back.
    async fn resolve(&self, token: &str, unknown: Error) -> Result<Option<Error>> {
        let found = match tokio::time::timeout(self.markers().table.patience, self.look_for(token)).await {
            Ok(Ok(found)) => found,
            Ok(Err(error)) => {
                tracing::warn!(error.type = error.kind(), %error, "the marker of a transaction cannot be looked for");
                return Err(unknown);
            }
            Err(_) => {
                tracing::warn!("the marker of a transaction could not be looked for in time");
                return Err(unknown);
            }
        };
        let outcome = if found { Outcome::Committed } else { Outcome::RolledBack };
        self.observer().resolved(outcome);
        tracing::info!(outcome = outcome.name(), "the marker of a transaction decides");
        Ok((!found).then(|| Error::commit_lost(unknown)))
    }

    async fn look_for(&self, token: &str) -> Result<bool> {
        let mut attempts = self.attempts();
        loop {
            match self.look_once(token).await {
                Ok(found) => return Ok(found),
                Err(error) => attempts.after_conflict_or_lost_link(self.lost(error)).await?,
            }
        }
    }

    async fn look_once(&self, token: &str) -> Result<bool> {
        let table = &self.markers().table;
        let mut lease = self.begin_lease_once().await?;
        lease.execute(&Lock::new([table.table()]).to_sql()).await?;
        let counts = lease.all(&table.count(token), |row| row.next::<i64>()).await?;
        lease.rollback().await?;
        Ok(counts.iter().any(|count| *count > 0))
    }

    /// Creates the table where it is missing, and deletes its old rows now and then.
    async fn tend_markers(&self) -> Result<()> {
        let Markers { table, tended } = self.markers();
        let mut tended = tended.lock().await;
        if tended.is_none() {
            self.create_markers(table).await?;
        }
        if tended.is_some_and(|tended| tended.elapsed() < ROUND) {
            return Ok(());
        }
        *tended = Some(Instant::now());
        drop(tended);
        // Somebody else may be deleting the same rows, and the next round comes.
        if let Err(error) = self.lease().await?.execute(&table.delete_old()).await {
            tracing::debug!(error.type = error.kind(), %error, "old markers were not deleted");
        }
        Ok(())
    }

    async fn create_markers(&self, table: &MarkerTable) -> Result<()> {
        let mut attempts = self.attempts().at_least(8);
        loop {
            let mut lease = self.lease().await?;
            // Who may not create tables can use the one there is.
            let known = lease.all(&relation_named(&table.table()), |row| row.next::<i32>()).await?;
            if !known.is_empty() {
                return Ok(());
            }
            match lease.execute(&table.create()).await {
                Ok(_) => return Ok(()),
                Err(error) => attempts.after(error, is_race).await?,
            }
        }
    }
}

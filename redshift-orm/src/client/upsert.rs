//! How an upsert is executed: everything in one transaction.

use super::execute::{Executing, Executor, Work};
use super::insert_many::Batches;
use super::lease::Lease;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::sql::Sql;
use crate::statement::{Keyed, Upsert, UpsertMany, UpsertRow};

impl<M: Model, R: UpsertRow<M>> UpsertMany<M, R, Keyed> {
    /// Upserts the rows, all of them or none, and tells how many were given: Redshift does not tell which were new.
    ///
    /// They go into a temporary staging table, in batches as [`insert_many`](Model::insert_many) makes them, and from there into the
    /// table by one MERGE, in a transaction that is run again after a conflict as [`Database::transaction`](crate::Database::transaction)
    /// is. The table is locked meanwhile (`r_LOCK`): Redshift enforces no key, and two upserts that see one snapshot would insert the same key
    /// twice. A transaction of the caller's that has read or written before sees its own snapshot all the same; lock the table first
    /// there, by [`lock`](Model::lock).
    ///
    /// # Errors
    /// When rows are refused ([`Error::is_unusable_rows`]): several have the same key, a key is NULL, some rows leave a column to its default
    /// and some do not, or a row with an IDENTITY key matches none. Nothing is changed then, and a transaction of the caller's goes on.
    /// And when the server refuses a row, a row matches several of the source, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_, u64> {
        let connection = executor.connection();
        let upsert = self.into_upsert();
        Box::pin(async move {
            let upsert = upsert?;
            if upsert.rows.is_empty() {
                return Ok(0);
            }
            connection.run(&upsert).await
        })
    }
}

impl Work for Upsert {
    type Output = u64;

    async fn run(&self, lease: &mut Lease) -> Result<u64> {
        lease.execute(&self.lock()).await?;
        let creation = self.create();
        lease.create_temporary(&creation).await?;
        let staged = Batches::new(&self.staging(), &self.columns, &self.rows).run(lease).await?;
        let refused = self.refusal(lease).await?;
        if refused.is_none() {
            lease.execute(&self.merge()).await?;
        }
        lease.drop_temporary(&creation.table).await?;
        refused.map_or(Ok(staged), Err)
    }
}

impl Upsert {
    /// Why the staged rows cannot be merged.
    async fn refusal(&self, lease: &mut Lease) -> Result<Option<Error>> {
        let repeated = count(lease, self.repeated_keys()).await?;
        if repeated > 0 {
            return Ok(Some(self.refuse_repeated(repeated)));
        }
        let Some(unmatched) = self.unmatched() else {
            return Ok(None);
        };
        let unmatched = count(lease, unmatched).await?;
        Ok((unmatched > 0).then(|| self.refuse_unmatched(unmatched)))
    }
}

async fn count(lease: &mut Lease, sql: Sql<'static>) -> Result<i64> {
    let counts = lease.all(&sql, |row| row.next::<i64>()).await?;
    counts.into_iter().next().ok_or_else(|| Error::row_not_found(&sql))
}

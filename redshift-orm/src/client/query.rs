//! How a query is executed.

use super::batches::Batches;
use super::execute::{Executing, ReadExecutor, Reading};
use super::stream::Rows;
use crate::error::{Error, Result};
use crate::sql::{Sql, Values};
use crate::statement::scope::Scope;
use crate::statement::{BoxQuery, Query, Shape};

// The statement is written before the future is made, and the future's type names the rows alone: it is compiled once per type of row,
// and a task may await it whatever the query has captured. Of an `impl Future` the compiler would ask whether the query is one for every
// lifetime there is.

impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    /// Every row.
    ///
    /// # Errors
    /// When the server refuses the query, the connection breaks, or a value does not read as its field's type.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example<M: Model>(db: Database) -> Result<()>
    /// # where M::Columns: redshift_orm::statement::Selection<'static, Row = M> {
    /// let rows: Vec<M> = M::query().limit(20).all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[doc(alias = "fetch_all")]
    #[doc(alias = "load")]
    #[doc(alias = "get_results")]
    #[doc(alias = "find_all")]
    pub fn all<E: ReadExecutor>(self, executor: &E) -> Executing<'_, Vec<R::Row>> {
        self.boxed().all(executor)
    }

    /// The one row.
    ///
    /// # Errors
    /// As [`all`](Query::all); and when there is none ([`Error::is_row_not_found`]) or more than one
    /// ([`Error::is_too_many_rows`]).
    #[doc(alias = "fetch_one")]
    #[doc(alias = "get_result")]
    #[doc(alias = "get")]
    pub fn one<E: ReadExecutor>(self, executor: &E) -> Executing<'_, R::Row> {
        self.boxed().one(executor)
    }

    /// The one row, or `None`.
    ///
    /// # Errors
    /// As [`all`](Query::all); and when there is more than one row ([`Error::is_too_many_rows`]).
    #[doc(alias = "first")]
    #[doc(alias = "one_or_none")]
    pub fn optional<E: ReadExecutor>(self, executor: &E) -> Executing<'_, Option<R::Row>> {
        self.boxed().optional(executor)
    }

    /// The number of rows: `SELECT COUNT(*)` of the query.
    ///
    /// # Errors
    /// As [`all`](Query::all).
    pub fn count<E: ReadExecutor>(self, executor: &E) -> Executing<'_, i64> {
        self.boxed().count(executor)
    }

    /// The rows one after the other, in constant memory: a cursor (`declare`), read in batches of up to
    /// [`batch_bytes`](crate::client::Builder::batch_bytes) and [`fetch_rows`](crate::client::Builder::fetch_rows), 4 MiB and 1000 rows by
    /// default.
    ///
    /// Given the database, the cursor has a connection and a transaction of its own, which end with the rows or when they are
    /// dropped. The server reads the next batch while the program has the rows of the last, so that two of them are held. Given a
    /// transaction, other statements of it can be executed between rows, but there is one cursor at a time, and a batch is asked for when
    /// it is wanted.
    ///
    /// Redshift collects the result of a cursor on the leader node first, and limits its size: to 8,000 MB on the smallest clusters, to
    /// 150,000 MB on Serverless. For very large results UNLOAD is faster.
    ///
    /// # Errors
    /// The rows' first item says what [`all`](Query::all) would say. After an error there are no more rows.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example<M: Model>(db: Database) -> Result<()>
    /// # where M::Columns: redshift_orm::statement::Selection<'static, Row = M> {
    /// let mut rows = M::query().stream(&db);
    /// while let Some(row) = rows.next().await {
    ///     let row: M = row?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn stream<E: ReadExecutor>(self, executor: &E) -> Rows<R::Row> {
        self.boxed().stream(executor)
    }

    /// Calls `each` with the rows in batches, one after the other, in constant memory: a cursor, as that of [`stream`](Query::stream).
    ///
    /// A batch has as many rows as take [`batch_bytes`](crate::client::Builder::batch_bytes), 4 MiB by default, and is never empty. The
    /// next one is read while `each` works, so that two of them are held.
    ///
    /// # Errors
    /// As [`all`](Query::all), and what `each` gives, after which there is no further batch; a batch that cannot be read whole is not
    /// given. Given the database, the connection goes back to the pool either way. Given a transaction, an error of `each` leaves it open
    /// for other statements.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example<M: Model + Sync>(db: Database) -> Result<()>
    /// # where M::Columns: redshift_orm::statement::Selection<'static, Row = M> {
    /// let (sender, receiver) = tokio::sync::mpsc::channel(1);
    /// M::query()
    ///     .for_each_batch(&db, async |rows: Vec<M>| sender.send(rows).await.map_err(Error::other))
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn for_each_batch<'e, E: ReadExecutor, F, Fut>(self, executor: &'e E, each: F) -> Executing<'e>
    where
        F: FnMut(Vec<R::Row>) -> Fut + Send + 'e,
        Fut: Future<Output = Result<()>> + Send + 'e,
    {
        self.boxed().for_each_batch(executor, each)
    }
}

impl<Row: Send + 'static> BoxQuery<'_, Row> {
    /// Every row, as [`Query::all`].
    ///
    /// # Errors
    /// As [`Query::all`].
    pub fn all<E: ReadExecutor>(self, executor: &E) -> Executing<'_, Vec<Row>> {
        let reading = executor.reading();
        Box::pin(reading.all(self.to_sql_for(reading.arrival()), self.read))
    }

    /// The one row, as [`Query::one`].
    ///
    /// # Errors
    /// As [`Query::one`].
    pub fn one<E: ReadExecutor>(self, executor: &E) -> Executing<'_, Row> {
        let (reading, read) = (executor.reading(), self.read);
        let sql = self.limit_at_most(2).to_sql_for(reading.arrival());
        let rows = reading.all(sql.clone(), read);
        Box::pin(async move { at_most_one(rows.await?, &sql)?.ok_or_else(|| Error::row_not_found(&sql)) })
    }

    /// The one row, or `None`, as [`Query::optional`].
    ///
    /// # Errors
    /// As [`Query::optional`].
    pub fn optional<E: ReadExecutor>(self, executor: &E) -> Executing<'_, Option<Row>> {
        let (reading, read) = (executor.reading(), self.read);
        let sql = self.limit_at_most(2).to_sql_for(reading.arrival());
        let rows = reading.all(sql.clone(), read);
        Box::pin(async move { at_most_one(rows.await?, &sql) })
    }

    /// The number of rows, as [`Query::count`].
    ///
    /// # Errors
    /// As [`Query::count`].
    pub fn count<E: ReadExecutor>(self, executor: &E) -> Executing<'_, i64> {
        let rows = executor.reading().all(self.to_count_sql(), |row| row.next::<i64>());
        Box::pin(async move { Ok(rows.await?.first().copied().unwrap_or(0)) })
    }

    /// The rows one after the other, in constant memory, as [`Query::stream`].
    ///
    /// # Errors
    /// As [`Query::stream`].
    pub fn stream<E: ReadExecutor>(self, executor: &E) -> Rows<Row> {
        let reading = executor.reading();
        let (literal, shown) = self.to_cursor_sql(reading);
        Rows::new(reading, literal, shown, self.read)
    }

    /// Calls `each` with the rows in batches, as [`Query::for_each_batch`].
    ///
    /// # Errors
    /// As [`Query::for_each_batch`].
    pub fn for_each_batch<'e, E: ReadExecutor, F, Fut>(self, executor: &'e E, each: F) -> Executing<'e>
    where
        F: FnMut(Vec<Row>) -> Fut + Send + 'e,
        Fut: Future<Output = Result<()>> + Send + 'e,
    {
        let reading = executor.reading();
        let (literal, shown) = self.to_cursor_sql(reading);
        Box::pin(Batches::new(reading, literal, shown, size_of::<Row>()).for_each(self.read, each))
    }

    /// The statement as DECLARE takes it, and as messages show it. DECLARE cannot be described, so it goes by the simple protocol, which has
    /// no parameters.
    pub(super) fn to_cursor_sql(&self, reading: Reading<'_>) -> (Sql<'static>, Sql<'static>) {
        (self.write(Values::Literals, reading.arrival()), self.to_sql())
    }
}

pub(super) fn at_most_one<T>(rows: Vec<T>, sql: &Sql<'_>) -> Result<Option<T>> {
    let mut rows = rows.into_iter();
    match (rows.next(), rows.next()) {
        (row, None) => Ok(row),
        (_, Some(_)) => Err(Error::too_many_rows(sql)),
    }
}

//! How statements of maintenance and privileges are executed, and which of them a transaction may hold.

use super::database::Database;
use super::execute::{Executing, Executor};
use super::transaction::Transaction;
use crate::error::Result;
use crate::model::Model;
use crate::sql::Sql;
use crate::statement::vacuum::VacuumMode;
use crate::statement::{Analyze, Comment, Grant, Lock, RefreshMaterializedView, Revoke, Truncate, Vacuum};

/// What executes TRUNCATE (`r_TRUNCATE`): a [`Database`].
#[diagnostic::on_unimplemented(
    message = "TRUNCATE in a transaction would commit it, with everything that was done before",
    label = "refused in a transaction",
    note = "in a transaction use `Order::delete().all_rows().execute(&tx)`; outside of one, `Order::truncate(&db)`"
)]
pub trait TruncateExecutor: Executor {}
#[diagnostic::do_not_recommend]
impl TruncateExecutor for Database {}
#[diagnostic::do_not_recommend]
impl<E: TruncateExecutor> TruncateExecutor for &E {}

/// What executes VACUUM (`r_VACUUM_command`): a [`Database`].
#[diagnostic::on_unimplemented(
    message = "VACUUM cannot run inside a transaction block",
    label = "refused in a transaction",
    note = "execute it outside of the transaction: `Order::vacuum().execute(&db)`"
)]
pub trait VacuumExecutor: Executor {}
#[diagnostic::do_not_recommend]
impl VacuumExecutor for Database {}
#[diagnostic::do_not_recommend]
impl<E: VacuumExecutor> VacuumExecutor for &E {}

/// What executes REFRESH MATERIALIZED VIEW (`materialized-view-refresh-sql-command`): a [`Database`].
#[diagnostic::on_unimplemented(
    message = "REFRESH MATERIALIZED VIEW runs as a transaction of its own, and may not see what an open one has written",
    label = "refused in a transaction",
    note = "refresh when the transaction is committed: `Totals::refresh(&db)`"
)]
pub trait RefreshExecutor: Executor {}
#[diagnostic::do_not_recommend]
impl RefreshExecutor for Database {}
#[diagnostic::do_not_recommend]
impl<E: RefreshExecutor> RefreshExecutor for &E {}

/// What executes LOCK (`r_LOCK`): a [`Transaction`].
#[diagnostic::on_unimplemented(
    message = "a LOCK outside of a transaction locks nothing: it is released as soon as the statement ends",
    label = "is no transaction",
    note = "lock in the transaction that needs it: `Order::lock(&tx)`"
)]
pub trait LockExecutor: Executor {}
#[diagnostic::do_not_recommend]
impl LockExecutor for Transaction {}
#[diagnostic::do_not_recommend]
impl<E: LockExecutor> LockExecutor for &E {}

fn executing<'e, E: Executor>(executor: &'e E, sql: Sql<'static>) -> Executing<'e> {
    Box::pin(async move { executor.connection().execute(sql).await.map(drop) })
}

impl Truncate<'_> {
    /// Removes the rows, and commits.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    pub fn execute<E: TruncateExecutor>(self, executor: &E) -> Executing<'_> {
        executing(executor, self.to_sql())
    }
}

impl RefreshMaterializedView<'_> {
    /// Reads the tables anew, which may take long.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    pub fn execute<E: RefreshExecutor>(self, executor: &E) -> Executing<'_> {
        executing(executor, self.to_sql())
    }
}

impl Lock<'_> {
    /// Waits until nobody else uses the tables, and keeps them until the transaction ends.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    pub fn execute<E: LockExecutor>(self, executor: &E) -> Executing<'_> {
        executing(executor, self.to_sql())
    }
}

impl<M: Model, Mode: VacuumMode> Vacuum<M, Mode> {
    /// Executes the statement, which may take long.
    ///
    /// # Errors
    /// When the threshold is over 100, the table cannot be reclustered, the server refuses the statement, or the connection breaks.
    pub fn execute<E: VacuumExecutor>(self, executor: &E) -> Executing<'_> {
        executing(executor, self.to_sql())
    }
}

macro_rules! execute {
    ($([$($generics:tt)*] $statement:ty, $errors:literal;)*) => { $(
        impl<$($generics)*> $statement {
            /// Executes the statement.
            ///
            /// # Errors
            #[doc = concat!("When ", $errors, "the server refuses the statement, or the connection breaks.")]
            pub async fn execute<E: Executor>(self, executor: &E) -> Result<()> {
                executor.connection().execute(self.to_sql()).await.map(drop)
            }
        }
    )* };
}
execute! {
    [M: Model] Analyze<M>, "a column is not of the table, ";
    [M: Model] Comment<'_, M>, "the column is not of the table, ";
    [] Grant<'_>, "nobody or nothing is named, the grant option goes to others than users, ";
    [] Revoke<'_>, "nobody or nothing is named, the grant option is taken from a group or PUBLIC, ";
}

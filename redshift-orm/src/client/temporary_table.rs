//! How temporary tables come and go: with a transaction.

use std::sync::Arc;

use super::execute::{Executing, Executor, Work};
use super::lease::Lease;
use super::transaction::Transaction;
use crate::error::Result;
use crate::statement::{CreateTemporaryTable, Creation, Temporary, TemporaryTable};

/// What executes CREATE TEMPORARY TABLE (`r_CREATE_TABLE_NEW`): a [`Transaction`].
#[diagnostic::on_unimplemented(
    message = "a temporary table is its session's own, and the next statement may go by another session of the pool",
    label = "is no transaction",
    note = "create it in the transaction that uses it: `db.transaction(async |tx| ..)`, and `.execute(&tx)`"
)]
pub trait TemporaryTableExecutor: Executor {}
#[diagnostic::do_not_recommend]
impl TemporaryTableExecutor for Transaction {}
#[diagnostic::do_not_recommend]
impl<E: TemporaryTableExecutor> TemporaryTableExecutor for &E {}

impl<C> CreateTemporaryTable<'_, C> {
    /// Creates the table, and gives what queries use it by.
    ///
    /// It is gone when the transaction ends: Redshift would keep it as long as the session lasts, whose next user is another, so it is
    /// dropped before COMMIT.
    ///
    /// # Errors
    /// When the name is that of a model's table or of another temporary table of the transaction, a key is no column that Redshift takes
    /// for one, the server refuses the statement, or the connection breaks.
    pub fn execute<E: TemporaryTableExecutor>(self, transaction: &E) -> Executing<'_, TemporaryTable<C>> {
        let creation = self.into_creation();
        Box::pin(async move {
            let creation = creation?;
            transaction.connection().run(&creation).await?;
            Ok(TemporaryTable::of(creation.table))
        })
    }
}

impl<C> TemporaryTable<C> {
    /// `DROP TABLE`, before the transaction ends: a statement that uses it afterwards is an error.
    ///
    /// # Errors
    /// When it is not of this transaction, or the connection breaks.
    pub fn drop_table<E: TemporaryTableExecutor>(self, transaction: &E) -> Executing<'_> {
        Box::pin(async move { transaction.connection().run(&Removal(&self.table)).await })
    }
}

impl Work for Creation {
    type Output = ();

    async fn run(&self, lease: &mut Lease) -> Result<()> {
        lease.create_temporary(self).await
    }
}

struct Removal<'t>(&'t Arc<Temporary>);

impl Work for Removal<'_> {
    type Output = ();

    async fn run(&self, lease: &mut Lease) -> Result<()> {
        lease.drop_temporary(self.0).await
    }
}

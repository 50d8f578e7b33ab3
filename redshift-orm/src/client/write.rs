//! How INSERT, UPDATE and DELETE are executed.

use super::execute::{Executing, Executor};
use crate::model::Model;
use crate::sql::Values;
use crate::statement::scope::Scope;
use crate::statement::{
    Complete, CreateTableAs, CreatedAsQuery, Delete, Filtered, Insert, InsertSelect, Merge, Update,
};

// No return type names the executor: so one that is refused is one error.

impl<M: Model> Insert<M> {
    /// Inserts the row and tells the number of rows: 1.
    ///
    /// # Errors
    /// When the server refuses the row, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_, u64> {
        Box::pin(executor.connection().execute(self.into_sql()))
    }
}

impl<T> InsertSelect<'_, T> {
    /// Inserts the rows of the query and tells their number.
    ///
    /// # Errors
    /// When the server refuses the statement or a row, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_, u64> {
        Box::pin(executor.connection().execute(self.to_sql()))
    }
}

impl<M: CreatedAsQuery> CreateTableAs<'_, M> {
    /// Creates the table and fills it.
    ///
    /// # Errors
    /// When there is a table of the name, the server refuses the statement, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_> {
        Box::pin(executor.connection().literal(self.write(Values::Literals), self.write(Values::Parameters)))
    }
}

impl<M: Model, C> Merge<'_, M, C, Complete> {
    /// Merges the rows. Redshift does not tell their number.
    ///
    /// # Errors
    /// When a row of the table has several matches, the server refuses the statement or a row, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_> {
        let merged = executor.connection().execute(self.to_sql());
        Box::pin(async move { merged.await.map(|_| ()) })
    }
}

impl<M: Model, S: Scope> Update<'_, M, Filtered, S> {
    /// Changes the rows and tells their number.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_, u64> {
        Box::pin(executor.connection().execute(self.to_sql()))
    }
}

impl<M: Model, S: Scope> Delete<'_, M, Filtered, S> {
    /// Deletes the rows and tells their number.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_, u64> {
        Box::pin(executor.connection().execute(self.to_sql()))
    }
}

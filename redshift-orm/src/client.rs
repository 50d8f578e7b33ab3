//! The database: connections, statements on their way, transactions.
//!
//! [`Database`] is a handle to a pool. Statements are executed by methods of their own, such as
//! [`Query::all`](crate::statement::Query::all), which take a `&Database` or a `&Transaction`.

mod create_all;
mod database;
mod environment;
mod execute;
mod explain;
mod id;
mod insert_many;
mod lease;
mod maintenance;
mod query;
mod raw;
mod raw_text;
mod retry;
mod stream;
mod temporary_table;
mod tls;
mod transaction;
mod upsert;
mod url;
mod write;

pub use create_all::create_all;
pub use database::{Builder, Database};
pub use execute::Executor;
pub use maintenance::{Executing, LockExecutor, RefreshExecutor, TruncateExecutor, VacuumExecutor};
pub use raw::{FromRow, RawSql, SqlQuery, raw_sql, sql_query};
pub use stream::Rows;
pub use temporary_table::TemporaryTableExecutor;
pub use transaction::Transaction;

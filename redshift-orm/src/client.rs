//! The database: connections, statements on their way, transactions.
//!
//! [`Database`] is a handle to a pool. Statements are executed by methods of their own, such as
//! [`Query::all`](crate::statement::Query::all), which take a `&Database` or a `&Transaction`.
//!
//! # What can be seen
//!
//! Spans of `tracing` at the level `debug`, with OpenTelemetry's names, so that `tracing-opentelemetry` exports them as they are. The filter
//! `redshift_orm=debug` turns them on; without it they cost next to nothing.
//!
//! | span | fields |
//! |---|---|
//! | `statement`: until its last row is read | `db.operation.name` (`SELECT`), `db.collection.name` (the table that is changed, or the only one that is read), `db.query.text`, `db.response.returned_rows` or `affected_rows` |
//! | `transaction`: from BEGIN on | `outcome`: `committed`, `rolled_back`, or `unknown` when the connection broke while COMMIT was under way |
//! | `acquire`: the wait for a connection, which may have to be made | |
//!
//! Each has `db.system.name` (`aws.redshift`), `db.namespace` (the database), `server.address` and `server.port`; after an error `error.type`
//! (`serialization_conflict`, `timeout`, `authentication`, `connection`, `closed`, `server`, `decode`, ..; `abandoned` when the future was dropped) and
//! `db.response.status_code`, the SQLSTATE. A statement's span is inside of the program's span, if it has entered one since the transaction
//! began, and else inside of the transaction's.
//!
//! Events: `executed`, `failed` and `abandoned` with `duration_ms` at the level `debug`, in the statement's span; `the transaction is run again`
//! at `info`; `slow statement` at `warn`, when [`Builder::slow_statement`] sets a threshold.
//!
//! Neither a bound value nor a string literal nor a comment is in any of them, and no message of the server's, which may quote one. A
//! statement that is sent with literals, such as that of a [stream](crate::statement::Query::stream), shows its `$1`.

mod create_all;
mod database;
mod environment;
mod execute;
mod explain;
mod id;
mod insert_many;
mod lease;
mod maintenance;
mod network;
mod observe;
mod query;
mod raw;
mod raw_text;
mod retirement;
mod retry;
mod statement_text;
mod stream;
mod temporary_table;
mod tls;
mod transaction;
mod upsert;
mod url;
mod write;

pub use create_all::create_all;
pub use database::{Builder, Database, PoolState};
pub use execute::Executor;
pub use maintenance::{Executing, LockExecutor, RefreshExecutor, TruncateExecutor, VacuumExecutor};
pub use raw::{FromRow, RawSql, SqlQuery, raw_sql, sql_query};
pub use stream::Rows;
pub use temporary_table::TemporaryTableExecutor;
pub use transaction::Transaction;

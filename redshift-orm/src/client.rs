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
//! Each has `db.system.name` (`aws.redshift`), `db.namespace` (the database), `server.address` and `server.port`
//! (of several hosts, the one the last connection was made to); after an error `error.type`
//! (`serialization_conflict`, `stale_statement`, `timeout`, `authentication`, `connection`, `closed`, `server`, `decode`, ..; `abandoned` when the future was dropped) and
//! `db.response.status_code`, the SQLSTATE. A statement's span is inside of the program's span, if it has entered one since the transaction
//! began, and else inside of the transaction's.
//!
//! Events: `executed`, `failed` and `abandoned` with `duration_ms` at the level `debug`, in the statement's span; `the transaction is run again`
//! and `tried again on a new connection` at `info`; `slow statement` at `warn`, when [`Builder::slow_statement`] sets a threshold, and
//! `credentials could not be renewed`, when those there are go on being used.
//!
//! Neither a bound value nor a string literal nor a comment is in any of them, and no message of the server's, which may quote one. A
//! statement that is sent with literals, such as that of a [stream](crate::statement::Query::stream), shows its `$1`.
//!
//! # Metrics
//!
//! With the feature `metrics`, whichever recorder of the crate `metrics` the program installs is told these. The label `alias` is what
//! [`Builder::alias`] says, and `kind` is the word of a span's `error.type`.
//!
//! | name | labels | django-prometheus's | |
//! |---|---|---|---|
//! | `redshift_new_connections_total` | `alias` | `django_db_new_connections_total` | connections made; Django's has those that failed too |
//! | `redshift_acquire_errors_total` | `alias`, `kind` | `django_db_new_connection_errors_total` | no connection could be had: none could be made, or none became free in time |
//! | `redshift_connections_open`, `redshift_connections_in_use`, `redshift_connections_waiting` | `alias` | | gauges: the connections there are, those of them that are not free, and those who wait for one |
//! | `redshift_execute_total` | `alias` | `django_db_execute_total` | statements, those that failed among them; a batch of `insert_many` is one |
//! | `redshift_execute_many_total` | `alias` | `django_db_execute_many_total` | rows that `insert_many` and `upsert_many` have sent, in statements of many |
//! | `redshift_errors_total` | `alias`, `kind` | `django_db_errors_total` | statements that failed or were abandoned |
//! | `redshift_query_duration_seconds` | `alias` | `django_db_query_duration_seconds` | histogram: until the last row is read |
//! | `redshift_rows_returned_total` | `alias` | | rows of queries |
//! | `redshift_model_inserts_total`, `redshift_model_updates_total`, `redshift_model_deletes_total` | `alias`, `model` | `django_model_inserts_total`, .. | rows, by table; an upsert inserts into `redshift_orm_upsert`, and Redshift does not count what MERGE does |
//! | `redshift_transactions_total` | `alias`, `outcome` | | transactions that ended, by the `outcome` of their spans; `unknown` also for a statement of its own that is no query, whose answer was lost |
//! | `redshift_transactions_resolved_total` | `alias`, `outcome` | | those of them that were `unknown` and [a marker](Database::transaction_with_marker) decided: `committed` or `rolled_back` |
//! | `redshift_failovers_total` | `alias`, `outcome` | | [reads](Database::read) whose endpoint failed: `succeeded` on another one, or `failed` |
//! | `redshift_retries_total` | `alias`, `kind` | | what is [run again](RetryPolicy): `serialization_conflict` is a transaction, `connection` a query or the making of a connection |
//!
//! Buckets are the recorder's; for a warehouse 5 ms, 10 ms, 25 ms, 50 ms, 100 ms, 250 ms, 500 ms, 1 s, 2.5 s, 5 s, 10 s, 30 s, 60 s, 300 s and
//! 1800 s tell enough.

mod ahead;
#[cfg(feature = "arrow")]
mod arrow;
mod batches;
mod connections;
mod create_all;
pub mod credentials;
mod database;
mod endpoint;
mod environment;
mod execute;
mod explain;
mod id;
mod insert_many;
mod lease;
mod maintenance;
mod marker;
mod network;
mod observe;
mod query;
mod raw;
mod retirement;
mod retry;
mod script;
mod server;
mod settings;
mod stream;
mod temporary_table;
mod tls;
mod transaction;
pub mod transfer;
mod upsert;
mod url;
mod wire;
mod write;

#[cfg(feature = "arrow")]
pub use arrow::RecordBatches;
pub use create_all::create_all;
pub use database::{Builder, Database, PoolState};
pub use endpoint::{EndpointState, Reader, Role};
pub use execute::{Executing, Executor, ReadExecutor};
pub use maintenance::{LockExecutor, RefreshExecutor, TruncateExecutor, VacuumExecutor};
pub use marker::MarkerTable;
pub use raw::{FromRow, MayWrite, OnlyReads, Parameter, RawSql, SqlExecutor, SqlQuery, raw_sql, sql_query};
pub use retry::RetryPolicy;
pub use server::{Server, ServerKind};
pub use stream::Rows;
pub use temporary_table::TemporaryTableExecutor;
pub use transaction::Transaction;
pub use wire::Wire;

//! Typed, compile-time-checked access to Amazon Redshift.
//!
//! Structs annotated with `#[derive(Model)]` are tables; `cargo check` validates them against Redshift's rules. Queries are closures
//! over typed columns; what Redshift cannot do does not compile, and the compiler says what to do instead.
//!
//! ```no_run
//! use redshift_orm::prelude::*;
//!
//! #[derive(Debug, Model)]
//! #[redshift(table = "orders", sortkey(placed_at))]
//! struct Order {
//!     #[redshift(primary_key, identity)]
//!     id: i64,
//!     #[redshift(distkey)]
//!     customer_id: i64,
//!     placed_at: DateTime<Utc>,
//!     #[redshift(decimal(12, 2))]
//!     total: Decimal,
//! }
//!
//! # async fn example() -> Result<()> {
//! let db = Database::from_env().await?;
//! redshift_orm::create_all(&db).await?;
//! let new = NewOrder { customer_id: 1, placed_at: Utc::now(), total: dec!(99.50) };
//! let id: i64 = Order::insert(new).id(&db).await?;
//! let spend: Vec<(i64, Option<Decimal>)> = Order::query()
//!     .group_by(|o| o.customer_id)
//!     .having(|_, o| o.total.sum().gt(dec!(1000)))
//!     .select(|customer, o| (customer, o.total.sum()))
//!     .order_by(|(_, total)| total.desc())
//!     .limit(5)
//!     .all(&db)
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Types
//!
//! | Rust | column | Rust | column |
//! |---|---|---|---|
//! | `i16`, `i32`, `i64` | SMALLINT, INTEGER, BIGINT | `NaiveDate` | DATE |
//! | `f32`, `f64` | REAL, DOUBLE PRECISION | `NaiveTime` | TIME |
//! | `bool` | BOOLEAN | `NaiveDateTime` | TIMESTAMP |
//! | `Decimal` with `decimal(p, s)` | DECIMAL(p, s) | `DateTime<Utc>` | TIMESTAMPTZ |
//! | `String` | VARCHAR(256), or as sized | `Uuid` | VARCHAR(36) |
//! | `Vec<u8>` | VARBYTE(64000), or as sized | `serde_json::Value`, `Json<T>` | SUPER |
//!
//! `Option<T>` is the nullable column. `#[derive(SqlType)]` makes newtypes and unit-only enums column types. The types of the `time` and
//! `jiff` crates are column types behind the features of those names. A CHAR is read without the blanks that pad it.
//!
//! All types of the table have serde's traits, `Json<T>` those of its `T`, so that a model can derive `Serialize` and `Deserialize` too.
//!
//! # What is sent
//!
//! Every statement has a `to_sql()`, which shows its text without a server. Values are parameters; LIMIT and OFFSET are literals, because
//! Redshift refuses to bind them. DECIMAL, DATE, TIME, SUPER and VARBYTE travel as text under a cast.
//!
//! # Features
//!
//! - `arrow`: the rows of a query as [record batches](client::RecordBatches) of Apache Arrow.
//! - `local`: the stand-in server, which [`Database::from_env`] starts when there is no `REDSHIFT_URL`, and `#[redshift_orm::test]`, which gives
//!   each test a database on it. Off by default, so that a production build does not carry it.
//! - `iam`: temporary credentials from AWS, for clusters and serverless workgroups, by its own SDK; see `client::credentials::iam`. It adds some
//!   eighty crates, which take minutes to build.
//! - `metrics`: counters and histograms for the recorder of the crate `metrics` that the program installs; see [`client`].
//! - `progress`: a progress bar for a [transfer].
//! - `time`, `jiff`: column types of those crates.

// Generated code names this crate as users do, in this crate's own tests too.
#[allow(unused_extern_crates, reason = "only macros name it")]
extern crate self as redshift_orm;

#[macro_use]
mod tuples;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod client;
pub mod error;
pub mod explain;
pub mod expr;
pub mod functions;
pub mod guide;
pub mod model;
pub mod prelude;
pub mod schema;
mod sql;
pub mod statement;
#[cfg(feature = "local")]
mod testing;
pub mod types;
#[doc(hidden)]
pub mod unsupported;
pub mod view;

pub use client::{Database, Transaction, Wire, create_all, raw_sql, sql_query, transfer};
pub use error::{Error, Result};
pub use model::{BaseTable, Defaulted, Model};
#[cfg(feature = "local")]
pub use redshift_orm_derive::test;
pub use redshift_orm_derive::{Model, Selectable, SqlType};
pub use schema::Schema;
pub use sql::Sql;
pub use view::{MaterializedView, View, ViewDefinition, ViewQuery};
#[cfg(feature = "arrow")]
pub use {arrow_array, arrow_schema};

/// The program of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The examples of the derives run. They cannot run in the crate of the derives, which does not know this one.
#[cfg(doctest)]
mod derives {
    #[doc = include_str!("../../redshift-orm-derive/docs/model.md")]
    struct Model;
    #[doc = include_str!("../../redshift-orm-derive/docs/selectable.md")]
    struct Selectable;
    #[doc = include_str!("../../redshift-orm-derive/docs/sql_type.md")]
    struct SqlType;
    #[cfg(feature = "local")]
    #[doc = include_str!("../../redshift-orm-derive/docs/test.md")]
    struct Test;
}

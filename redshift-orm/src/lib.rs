//! Typed, compile-time-checked access to Amazon Redshift.

// Generated code names this crate as users do, in this crate's own tests too.
#[allow(unused_extern_crates, reason = "only macros name it")]
extern crate self as redshift_orm;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod client;
pub mod error;
pub mod expr;
pub mod model;
pub mod prelude;
pub mod schema;
mod sql;
pub mod statement;
pub mod types;
#[doc(hidden)]
pub mod unsupported;

pub use client::{Database, Transaction, create_all, raw_sql, sql_query};
pub use error::{Error, Result};
pub use model::{Defaulted, Model};
pub use redshift_orm_derive::{Model, Selectable, SqlType};
pub use schema::Schema;
pub use sql::Sql;

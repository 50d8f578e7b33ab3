//! Typed, compile-time-checked access to Amazon Redshift.

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
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

pub use error::{Error, Result};
pub use model::{Defaulted, Model};
pub use schema::Schema;
pub use sql::Sql;

//! What the tests share: models, and the database of a test.

mod models;
pub mod server;

pub use models::*;

//! What the tests share: models, golden files, and the database of a test.

pub mod dice;
mod golden;
mod models;
pub mod proxy;
pub mod server;

pub use golden::golden;
pub use models::*;

//! What the tests share: the database of a test.

pub mod server;

//! The programs of the public interface, as a user writes them: they must compile, and run on the stand-in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

#[allow(unreachable_pub, reason = "the models stand as a user writes them")]
mod models;
mod queries;
mod writing;

//! Pages to read from beginning to end.

#[doc = include_str!("../docs/sql_to_rust.md")]
pub mod sql_to_rust {}

#[doc = include_str!("../docs/refused.md")]
pub mod refused {}

#[doc = include_str!("../docs/functions.md")]
pub mod functions {}

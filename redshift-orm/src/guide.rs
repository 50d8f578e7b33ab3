//! Pages to read from beginning to end.

#[doc = include_str!("../docs/refused.md")]
pub mod refused {}

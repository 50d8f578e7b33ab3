//! Pages of the documentation that are made from the code, so that they cannot drift: `UPDATE_EXPECT=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

mod refused;
mod tokens;

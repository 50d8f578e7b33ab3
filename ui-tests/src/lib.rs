//! Programs that must not compile, each with the compiler's answer, and their twins that do.
//!
//! `fail/THEME/MISTAKE.rs` holds one forbidden thing; `MISTAKE.stderr` beside it is what the compiler says; `pass/THEME/MISTAKE.rs` is
//! the same program put right. The twins are modules of this crate.

pub mod models;

#[cfg(test)]
#[allow(dead_code, unused_imports, missing_docs, clippy::let_underscore_future, reason = "twins are compiled, not run")]
mod twins {
    include!(concat!(env!("OUT_DIR"), "/twins.rs"));
}

//! A local stand-in for Amazon Redshift.
//!
//! It speaks the PostgreSQL protocol as Redshift does, in front of a PostgreSQL server that it starts itself: Redshift's DDL and
//! functions are rewritten, what Redshift refuses is refused with its texts, and what is not simulated is refused under the
//! prefix `redshift-local:`.

mod refusal;
mod rewrite;

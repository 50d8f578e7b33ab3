//! What the client does with a server: the stand-in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

mod aggregates;
mod arrow;
mod cancellation;
mod connecting;
mod create_table_as;
mod creation;
mod dropping;
mod dynamic_queries;
mod endpoints;
mod environments;
mod execution;
mod expressions;
mod eyes;
mod faults;
mod fresh_databases;
mod functions;
mod ids;
mod intervals;
mod joins;
mod layout;
mod links;
mod maintenance;
mod markers;
mod meters;
mod models;
mod nested_rows;
mod observing;
mod plans;
mod pool;
mod qualify;
mod secrets;
mod semistructured;
mod sessions;
mod streams;
mod subtotals;
mod temporary_tables;
mod tls;
mod transactions;
mod transfers;
mod upserts;
mod views;
mod windows;
mod wire;
mod writing;

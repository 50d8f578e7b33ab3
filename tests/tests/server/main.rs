//! What the client does with a server: the stand-in.

mod creation;
mod dropping;
mod execution;
mod ids;
mod models;
mod streams;
mod transactions;

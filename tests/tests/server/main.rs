//! What the client does with a server: the stand-in.

mod creation;
mod execution;
mod models;
mod transactions;

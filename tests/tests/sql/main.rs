//! Golden SQL: every construct, its text and the types of its parameters, in `tests/golden`. Two independent parsers read the same
//! files (`tests/parsers/check.py`), and the server tests run the same constructs.
//!
//! `UPDATE_EXPECT=1 cargo test -p redshift-orm-tests --test sql` writes the files anew; read the difference line by line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

mod aggregates;
mod common_table_expressions;
mod conditional;
mod conditions;
mod create_table_as;
mod date_time;
mod derived_tables;
mod dynamic_queries;
mod expressions;
mod grouping;
mod intervals;
mod joins;
mod json_super;
mod layout;
mod maintenance;
mod math;
mod merge;
mod modification;
mod ordering;
mod pivot;
mod plans;
mod privileges;
mod qualify;
mod selection;
mod semistructured;
mod set_operations;
mod string_functions;
mod subqueries;
mod subtotals;
mod tables;
mod upsert;
mod views;
mod windows;

use redshift_orm_tests::golden;

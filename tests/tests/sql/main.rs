//! Golden SQL: every construct, its text and the types of its parameters, in `tests/golden`. Two independent parsers read the same
//! files (`tests/parsers/check.py`), and the server tests run the same constructs.
//!
//! `UPDATE_EXPECT=1 cargo test -p redshift-orm-tests --test sql` writes the files anew; read the difference line by line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

mod aggregates;
mod common_table_expressions;
mod conditional;
mod conditions;
mod date_time;
mod derived_tables;
mod dynamic_queries;
mod expressions;
mod grouping;
mod joins;
mod json_super;
mod layout;
mod maintenance;
mod math;
mod merge;
mod modification;
mod ordering;
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

use std::fmt::Write as _;

use expect_test::ExpectFile;
use redshift_orm::Sql;

/// Compares statements, each with a title, with a golden file.
fn golden<const N: usize>(file: ExpectFile, statements: [(&str, Sql<'_>); N]) {
    let mut text = String::new();
    for (title, sql) in statements {
        sql.check().unwrap_or_else(|error| panic!("{title}: {error}"));
        let _ = writeln!(text, "-- {title}");
        if !sql.parameters().is_empty() {
            let _ = writeln!(text, "-- parameters: {:?}", sql.parameters());
        }
        let _ = writeln!(text, "{sql};\n");
    }
    file.assert_eq(&text);
}

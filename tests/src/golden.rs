//! Golden SQL.

use std::fmt::Write as _;

use expect_test::ExpectFile;
use redshift_orm::Sql;

/// Compares statements, each with a title, with a golden file.
///
/// # Panics
/// When a statement cannot be written, or the file says otherwise.
#[allow(clippy::panic, reason = "a test says what is wrong")]
pub fn golden<const N: usize>(file: ExpectFile, statements: [(&str, Sql<'_>); N]) {
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

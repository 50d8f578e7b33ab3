//! `SHOW DATABASES`, `SCHEMAS`, `TABLES` and `COLUMNS`: functions of the pack give the rows.
//!
//! Names stand in full, as in the manual's forms; what a shorter one means is not known.

use super::Statement;
use super::cursor::Cursor;
use super::identifier::{QualifiedName, literal};
use super::keyword::Keyword;
use super::token::Kind;
use crate::refusal::Refusal;

/// The most that `LIMIT` takes.
const MOST_ROWS: i64 = 10_000;

/// Rewrites the command when `word` begins one of these; the cursor stands at that word.
pub(crate) fn rewrite(word: &str, cursor: Cursor<'_, '_>) -> Option<Result<Statement, Refusal>> {
    let parts = match word {
        "DATABASES" => 0,
        "SCHEMAS" => 1,
        "TABLES" => 2,
        "COLUMNS" => 3,
        _ => return None,
    };
    Some(show(word, parts, cursor))
}

/// `SHOW .. [FROM {DATABASE d | SCHEMA d.s | TABLE d.s.t}] [LIKE 'pattern'] [LIMIT n]`
fn show(word: &str, parts: usize, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let not_simulated = || Refusal::not_simulated(&format!("this form of SHOW {word}"));
    cursor.at += 1;
    let mut arguments = Vec::new();
    let of = match parts {
        1 => Some(Keyword::Database),
        2 => Some(Keyword::Schema),
        3 => Some(Keyword::Table),
        _ => None,
    };
    if let Some(of) = of {
        if !cursor.take_both(Keyword::From, of) {
            return Err(not_simulated());
        }
        let QualifiedName { qualifiers, name } = cursor.qualified_name()?;
        if qualifiers.len() + 1 != parts {
            return Err(not_simulated());
        }
        arguments.extend(qualifiers.iter().map(|part| literal(part)));
        arguments.push(literal(&name));
    } else if cursor.keyword() == Keyword::From {
        return Err(not_simulated());
    }
    if cursor.take(Keyword::Like) {
        if cursor.kind() != Kind::String {
            return Err(cursor.syntax_error());
        }
        arguments.push(cursor.text().to_owned());
        cursor.at += 1;
    } else {
        arguments.push(literal("%"));
    }
    let function = word.to_ascii_lowercase();
    let mut sql = format!("SELECT * FROM redshift_local.show_{function}({})", arguments.join(", "));
    if cursor.take(Keyword::Limit) {
        let rows = cursor.integer()?;
        if !(0..=MOST_ROWS).contains(&rows) {
            return Err(not_simulated());
        }
        sql.push_str(&format!(" LIMIT {rows}"));
    }
    cursor.expect_end()?;
    Ok(Statement::tagged(sql, "SHOW"))
}

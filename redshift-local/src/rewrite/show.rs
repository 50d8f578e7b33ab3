//! The lists of `SHOW`, such as `SHOW TABLES`: functions of the pack give the rows.
//!
//! Names stand in full, as in the manual's forms; what a shorter one means is not known.

use super::Statement;
use super::cursor::Cursor;
use super::identifier::{self, literal, optional_literal};
use super::keyword::Keyword;
use super::token::Kind;
use crate::refusal::Refusal;

/// The most that `LIMIT` takes.
const MOST_ROWS: i64 = 10_000;

/// What a list is of, and what its function in the pack is called.
struct List {
    /// The words behind `SHOW`.
    words: &'static [&'static str],
    function: &'static str,
    /// What stands behind `FROM`, and of how many parts its name is.
    of: Option<(Keyword, usize)>,
    /// Whether there is a `LIKE`.
    like: bool,
}

const LISTS: &[List] = &[
    List { words: &["DATABASES"], function: "databases", of: None, like: true },
    List { words: &["SCHEMAS"], function: "schemas", of: Some((Keyword::Database, 1)), like: true },
    List { words: &["TABLES"], function: "tables", of: Some((Keyword::Schema, 2)), like: true },
    List { words: &["COLUMNS"], function: "columns", of: Some((Keyword::Table, 3)), like: true },
    List { words: &["PROCEDURES"], function: "procedures", of: Some((Keyword::Schema, 2)), like: true },
    List { words: &["FUNCTIONS"], function: "functions", of: Some((Keyword::Schema, 2)), like: true },
    List {
        words: &["CONSTRAINTS", "PRIMARY", "KEYS"],
        function: "primary_keys",
        of: Some((Keyword::Table, 3)),
        like: false,
    },
    List {
        words: &["CONSTRAINTS", "FOREIGN", "KEYS", "EXPORTED"],
        function: "exported_keys",
        of: Some((Keyword::Table, 3)),
        like: false,
    },
    List {
        words: &["CONSTRAINTS", "FOREIGN", "KEYS"],
        function: "foreign_keys",
        of: Some((Keyword::Table, 3)),
        like: false,
    },
];

/// Rewrites the command when it is one of these; the cursor stands behind `SHOW`.
pub(crate) fn rewrite(cursor: Cursor<'_, '_>) -> Option<Result<Statement, Refusal>> {
    if cursor.text().eq_ignore_ascii_case("grants") {
        return Some(grants(cursor));
    }
    let list = LISTS.iter().find(|list| {
        list.words.iter().enumerate().all(|(at, word)| cursor.tree.text(cursor.at + at).eq_ignore_ascii_case(word))
    })?;
    Some(show(list, cursor))
}

/// `SHOW .. [FROM {DATABASE d | SCHEMA d.s | TABLE d.s.t}] [LIKE 'pattern'] [LIMIT n]`. Drivers prepare it with parameters for the parts
/// of the name and for the pattern.
fn show(list: &List, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let not_simulated = || Refusal::not_simulated(&format!("this form of SHOW {}", list.words.join(" ")));
    cursor.at += list.words.len();
    let mut arguments = Vec::new();
    if let Some((of, parts)) = list.of {
        if !cursor.take_both(Keyword::From, of) {
            return Err(not_simulated());
        }
        arguments = name_parts(&mut cursor)?;
        if arguments.len() != parts {
            return Err(not_simulated());
        }
    } else if cursor.keyword() == Keyword::From {
        return Err(not_simulated());
    }
    if list.like && cursor.take(Keyword::Like) {
        if !matches!(cursor.kind(), Kind::String | Kind::Parameter) {
            return Err(cursor.syntax_error());
        }
        arguments.push(cursor.text().to_owned());
        cursor.at += 1;
    } else if list.like {
        arguments.push(literal("%"));
    }
    let mut sql = format!("SELECT * FROM redshift_local.show_{}({})", list.function, arguments.join(", "));
    limit(&mut cursor, &mut sql, not_simulated)?;
    cursor.expect_end()?;
    Ok(Statement::tagged(sql, "SHOW"))
}

/// The parts of a name, as arguments; any of them may be a parameter.
fn name_parts(cursor: &mut Cursor<'_, '_>) -> Result<Vec<String>, Refusal> {
    let mut parts = Vec::new();
    loop {
        if cursor.kind() == Kind::Parameter {
            parts.push(cursor.text().to_owned());
        } else {
            // Behind a dot, a reserved word can only be a name.
            let name = if parts.is_empty() { identifier::name } else { identifier::label };
            parts.push(literal(&name(cursor.tree, cursor.at)?));
        }
        cursor.at += 1;
        if !cursor.take_kind(Kind::Dot) {
            return Ok(parts);
        }
    }
}

/// `SHOW GRANTS ON {TABLE [d.]s.t | t} [FOR {user | PUBLIC}] [LIMIT n]`. What a group or a role has is not known to be a row each, and of
/// schemas and databases the engine does not tell what was granted apart from ALL.
fn grants(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let not_simulated = || Refusal::not_simulated("this form of SHOW GRANTS");
    cursor.at += 1;
    if !cursor.take(Keyword::On) {
        return Err(not_simulated());
    }
    let is_qualified = cursor.take(Keyword::Table);
    if !is_qualified && cursor.tree.is_name(cursor.at + 1) && cursor.tree.keyword(cursor.at + 1) != Keyword::For {
        // Another kind of object.
        return Err(not_simulated());
    }
    let mut name = name_parts(&mut cursor)?;
    if !matches!((is_qualified, name.len()), (true, 2 | 3) | (false, 1)) {
        return Err(not_simulated());
    }
    while name.len() < 3 {
        name.insert(0, "NULL".to_owned());
    }
    let mut user = None;
    if cursor.take(Keyword::For) {
        if matches!(cursor.keyword(), Keyword::Role | Keyword::Group) {
            return Err(not_simulated());
        }
        user = Some(cursor.name()?);
    }
    let mut sql = format!(
        "SELECT * FROM redshift_local.show_grants_on_table({}, {})",
        name.join(", "),
        optional_literal(user.as_deref())
    );
    limit(&mut cursor, &mut sql, not_simulated)?;
    cursor.expect_end()?;
    Ok(Statement::tagged(sql, "SHOW"))
}

/// `[LIMIT n]`
fn limit(cursor: &mut Cursor<'_, '_>, sql: &mut String, not_simulated: impl Fn() -> Refusal) -> Result<(), Refusal> {
    if cursor.take(Keyword::Limit) {
        let rows = cursor.integer()?;
        if !(0..=MOST_ROWS).contains(&rows) {
            return Err(not_simulated());
        }
        sql.push_str(&format!(" LIMIT {rows}"));
    }
    Ok(())
}

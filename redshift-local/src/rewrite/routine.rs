//! Functions of users, in SQL ("CREATE FUNCTION", "DROP FUNCTION").
//!
//! The engine gets them under names that none of its own functions has, so that a call finds a user's function or none.

use super::cursor::Cursor;
use super::data_type::{self, TypeName};
use super::identifier::{self, QualifiedName, literal};
use super::keyword::Keyword;
use super::token::{Kind, Tree};
use super::{Statement, function, history, rows, split};
use crate::refusal::Refusal;

/// What the engine's name of a user's function begins with. Messages leave it out, as they do the schema of the pack.
pub(super) const PREFIX: &str = "redshift_local.";
/// The longest name that the engine keeps whole behind it.
pub(super) const LONGEST: usize = 48;
/// "You can specify a maximum of 32 arguments."
const MOST_ARGUMENTS: usize = 32;

/// The clauses that the SELECT of a function cannot have ("CREATE FUNCTION"), and what would make several queries of it.
pub(super) const NO_CLAUSES: &[Keyword] = &[
    Keyword::From,
    Keyword::Into,
    Keyword::Where,
    Keyword::Group,
    Keyword::Having,
    Keyword::Qualify,
    Keyword::Order,
    Keyword::Limit,
    Keyword::Offset,
    Keyword::Union,
    Keyword::Intersect,
    Keyword::Except,
    Keyword::Minus,
];

/// A user's function as the engine knows it, quoted.
///
/// # Errors
/// When the engine would cut the name.
pub(super) fn engine_name(schema: Option<&str>, name: &str) -> Result<String, Refusal> {
    if name.len() > LONGEST {
        return Err(Refusal::not_simulated(&format!("the name of a function longer than {LONGEST} bytes")));
    }
    let schema = schema.map(|schema| format!("{}.", identifier::quote(schema))).unwrap_or_default();
    Ok(format!("{schema}{}", identifier::quote(&format!("{PREFIX}{name}"))))
}

/// `CREATE [OR REPLACE] FUNCTION name ([type, ..]) RETURNS type {VOLATILE | STABLE | IMMUTABLE} AS $$ SELECT .. $$ LANGUAGE sql`; the
/// cursor stands behind `FUNCTION`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(super) fn create(mut cursor: Cursor<'_, '_>, replace: bool) -> Result<Statement, Refusal> {
    let name = name(&mut cursor)?;
    if function::find(&name.name).is_some() {
        return Err(Refusal::not_simulated("a function of the name of one of Redshift's"));
    }
    let engine = engine_name(name.schema(), &name.name)?;
    let language = (cursor.at..cursor.end).find(|&at| cursor.tree.keyword(at) == Keyword::Language);
    if let Some(language) = language.map(|at| cursor.tree.text(at + 1).trim_matches(['\'', '"']).to_ascii_lowercase())
        && language != "sql"
    {
        return Err(Refusal::not_simulated(&format!("a function in the language {language}")));
    }
    let arguments = arguments(&mut cursor, false)?;
    word(&mut cursor, "returns")?;
    let returns = type_of(&mut cursor)?;
    let Some(volatility) = ["volatile", "stable", "immutable"].into_iter().find(|word| is_word(&cursor, word)) else {
        let message = "create function must specify volatility attribute (IMMUTABLE|STABLE|VOLATILE)";
        return Err(Refusal::new("42P13", message));
    };
    cursor.at += 1;
    if cursor.keyword() != Keyword::As {
        return Err(Refusal::not_simulated("another order of the clauses of CREATE FUNCTION"));
    }
    cursor.at += 1;
    if cursor.kind() != Kind::String {
        return Err(cursor.syntax_error());
    }
    let Some(body) = dollar_quoted(cursor.text()) else {
        return Err(Refusal::not_simulated("a function that does not stand in dollar quotes"));
    };
    cursor.at += 1;
    cursor.expect(Keyword::Language)?;
    word(&mut cursor, "sql")?;
    cursor.expect_end()?;
    let body = rewritten(cursor.tree, body).map_err(|mut refusal| {
        // Its place in the function is none in the text.
        refusal.position = None;
        refusal.question = None;
        refusal
    })?;
    let replace = if replace { "OR REPLACE " } else { "" };
    let (arguments, volatility) = (arguments.join(", "), volatility.to_ascii_uppercase());
    Ok(Statement::new(format!(
        "CREATE {replace}FUNCTION {engine} ({arguments}) RETURNS {returns} LANGUAGE sql {volatility} AS {}",
        literal(&body)
    )))
}

/// `DROP FUNCTION name ([[name] type, ..]) [CASCADE | RESTRICT]`; the cursor stands behind `FUNCTION`.
///
/// # Errors
/// On anything else.
pub(super) fn drop(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let signature = signature(&mut cursor)?;
    let behavior = if cursor.take(Keyword::Cascade) {
        " CASCADE"
    } else if cursor.take(Keyword::Restrict) {
        " RESTRICT"
    } else {
        ""
    };
    cursor.expect_end()?;
    Ok(Statement::new(format!("DROP FUNCTION {signature}{behavior}")))
}

/// `name ([[name] type, ..])`, as the engine takes it.
///
/// # Errors
/// On anything else.
pub(super) fn signature(cursor: &mut Cursor<'_, '_>) -> Result<String, Refusal> {
    let name = name(cursor)?;
    let engine = engine_name(name.schema(), &name.name)?;
    Ok(format!("{engine} ({})", arguments(cursor, true)?.join(", ")))
}

/// The name of a routine, with its schema or without.
///
/// # Errors
/// On anything else.
pub(super) fn name(cursor: &mut Cursor<'_, '_>) -> Result<QualifiedName, Refusal> {
    let at = cursor.at;
    let name = cursor.qualified_name()?;
    if name.is_temporary() {
        return Err(cursor.tree.syntax_error(at));
    }
    if name.qualifiers.len() > 1 {
        return Err(Refusal::not_simulated("the database of a function"));
    }
    if matches!(name.schema(), Some("pg_catalog" | "information_schema")) {
        return Err(Refusal::not_simulated("a function of a user in the catalog"));
    }
    Ok(name)
}

/// The types in parentheses.
fn arguments(cursor: &mut Cursor<'_, '_>, may_have_names: bool) -> Result<Vec<String>, Refusal> {
    let mut types = Vec::new();
    if cursor.kind() != Kind::Open {
        return Err(cursor.syntax_error());
    }
    let close = cursor.tree.close(cursor.at);
    cursor.at += 1;
    while cursor.at < close {
        let (_, behind) = data_type::read(cursor.tree, cursor.at)?;
        if behind < close && cursor.tree.kind(behind) != Kind::Comma {
            if !may_have_names {
                return Err(Refusal::unknown_answer("the name of an argument of a function in SQL"));
            }
            cursor.name()?;
        }
        types.push(type_of(cursor)?);
        if cursor.at == close {
            break;
        }
        if !cursor.take_kind(Kind::Comma) || cursor.at == close {
            return Err(cursor.syntax_error());
        }
    }
    if types.len() > MOST_ARGUMENTS {
        return Err(Refusal::unknown_answer(&format!("a function of more than {MOST_ARGUMENTS} arguments")));
    }
    cursor.at = close + 1;
    Ok(types)
}

fn type_of(cursor: &mut Cursor<'_, '_>) -> Result<String, Refusal> {
    let (name, behind) = data_type::read(cursor.tree, cursor.at)?;
    cursor.at = behind;
    match name {
        TypeName::Column(data_type) => Ok(data_type.engine()),
        TypeName::Catalog(name) | TypeName::NotSimulated(name) => {
            Err(Refusal::not_simulated(&format!("a function of the type {name}")))
        }
        name @ TypeName::Unknown(_) => name.for_cast(),
    }
}

/// Whether a word comes next.
pub(super) fn is_word(cursor: &Cursor<'_, '_>, word: &str) -> bool {
    cursor.kind() == Kind::Word && cursor.text().eq_ignore_ascii_case(word)
}

/// Takes a word.
///
/// # Errors
/// When something else comes next.
pub(super) fn word(cursor: &mut Cursor<'_, '_>, word: &str) -> Result<(), Refusal> {
    if !is_word(cursor, word) {
        return Err(cursor.syntax_error());
    }
    cursor.at += 1;
    Ok(())
}

/// What stands between `$$` and `$$`, or the same with a word between the dollars.
pub(super) fn dollar_quoted(text: &str) -> Option<&str> {
    let tag = text.strip_prefix('$')?.find('$')? + 2;
    text.get(tag..text.len().checked_sub(tag)?)
}

/// The SELECT of a function, a literal of a statement, for the engine.
fn rewritten(statement: &Tree<'_>, body: &str) -> Result<String, Refusal> {
    let tree = statement.inner(body)?;
    let ranges = split(&tree);
    let refused = |what: &str| Err(Refusal::unknown_answer(&format!("{what} in a function in SQL")));
    let &[(start, end)] = ranges.as_slice() else { return refused("anything but one statement") };
    if tree.keyword(start) != Keyword::Select {
        return refused("anything but a SELECT");
    }
    let mut at = start;
    while at < end {
        if NO_CLAUSES.contains(&tree.keyword(at)) {
            return refused(&tree.text(at).to_ascii_uppercase());
        }
        at = tree.next(at);
    }
    if (start + 1..end).any(|at| tree.keyword(at) == Keyword::Select) {
        return refused("a subquery");
    }
    let statement = rows(&tree, start, end)?;
    if statement.history.is_read {
        return Err(history::not_in_definition("a function"));
    }
    Ok(statement.sql)
}

//! `CREATE`, `ALTER` and `DROP` of schemas and views, `DROP TABLE`, and the objects that Redshift does not have.

use super::attributes::text_array;
use super::block::Block;
use super::cursor::Cursor;
use super::identifier::{QualifiedName, literal, optional_literal, quote};
use super::keyword::Keyword;
use super::lenient::Lenient;
use super::token::Kind;
use super::{Context, Statement, create_table, materialized_view, procedure, routine, whole};
use crate::refusal::Refusal;

/// Rewrites a `CREATE` of anything but a table; the cursor stands behind `CREATE`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn create(mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    let start = cursor.at - 1;
    let statement = || whole(&cursor, start).to_owned();
    match cursor.keyword() {
        Keyword::Schema => create_schema(cursor),
        Keyword::View => create_view(cursor, false, whole(&cursor, start)),
        Keyword::Materialized => {
            cursor.at += 1;
            materialized_view::create(cursor)
        }
        Keyword::Or if cursor.second() == Keyword::Replace => {
            cursor.at += 2;
            match cursor.keyword() {
                Keyword::View => create_view(cursor, true, whole(&cursor, start)),
                Keyword::Materialized => Err(cursor.syntax_error()),
                Keyword::Function => {
                    cursor.at += 1;
                    routine::create(cursor, true)
                }
                Keyword::Procedure => {
                    cursor.at += 1;
                    procedure::create(cursor, true)
                }
                _ => Err(Refusal::not_simulated(&format!("CREATE OR REPLACE {}", cursor.text().to_ascii_uppercase()))),
            }
        }
        Keyword::Function => {
            cursor.at += 1;
            routine::create(cursor, false)
        }
        Keyword::Procedure => {
            cursor.at += 1;
            procedure::create(cursor, false)
        }
        Keyword::Index => {
            Err(Refusal::not_supported(format!("SQL command \"{}\" not supported on Redshift tables.", statement())))
        }
        Keyword::Unique if cursor.second() == Keyword::Index => {
            Err(Refusal::not_supported(format!("SQL command \"{}\" not supported on Redshift tables.", statement())))
        }
        Keyword::Sequence | Keyword::Trigger => {
            Err(Refusal::not_supported(format!("SQL command \"{}\" not supported.", statement())))
        }
        Keyword::Rule | Keyword::Domain | Keyword::Extension | Keyword::Tablespace => {
            Err(Refusal::unknown_answer(&format!("CREATE {}", cursor.text().to_ascii_uppercase())))
        }
        Keyword::Type => {
            // The words AS ENUM are where a real server stops.
            let at = (cursor.at..cursor.end)
                .find(|&at| cursor.tree.keyword(at) == Keyword::As)
                .map_or(cursor.at, |at| at + 1);
            Err(cursor.tree.syntax_error(at))
        }
        Keyword::Unlogged => Err(cursor.syntax_error()),
        Keyword::Database => {
            context.check_outside_block("CREATE DATABASE")?;
            Err(Refusal::not_simulated("CREATE DATABASE"))
        }
        _ if cursor.is_at_end() => Err(cursor.syntax_error()),
        _ => Err(Refusal::not_simulated(&format!("CREATE {}", cursor.text().to_ascii_uppercase()))),
    }
}

/// `CREATE SCHEMA [IF NOT EXISTS] name [AUTHORIZATION user] [QUOTA ..]`
fn create_schema(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    cursor.at += 1;
    let mut sql = "CREATE SCHEMA ".to_owned();
    if cursor.keyword() == Keyword::If {
        cursor.at += 1;
        cursor.expect(Keyword::Not)?;
        cursor.expect(Keyword::Exists)?;
        sql.push_str("IF NOT EXISTS ");
    }
    if cursor.keyword() != Keyword::Authorization {
        let name = cursor.name()?;
        if name == "redshift_local" {
            return Err(Refusal::new("42P06", format!("schema \"{name}\" already exists")));
        }
        sql.push_str(&quote(&name));
    }
    if cursor.take(Keyword::Authorization) {
        sql.push_str(&format!(" AUTHORIZATION {}", quote(&cursor.name()?)));
    }
    if cursor.take(Keyword::Quota) {
        quota(&mut cursor)?;
    }
    if cursor.keyword() == Keyword::Create || cursor.keyword() == Keyword::Grant {
        return Err(Refusal::not_simulated("a schema element in CREATE SCHEMA"));
    }
    cursor.expect_end()?;
    Ok(Statement::new(sql))
}

/// Reads the quota of a schema, which is not kept.
fn quota(cursor: &mut Cursor<'_, '_>) -> Result<(), Refusal> {
    if cursor.take(Keyword::Unlimited) {
        return Ok(());
    }
    cursor.integer()?;
    cursor.tree.accept(Lenient::Quota)?;
    if ["mb", "gb", "tb"].iter().any(|unit| cursor.text().eq_ignore_ascii_case(unit)) {
        cursor.at += 1;
    }
    Ok(())
}

/// `CREATE [OR REPLACE] VIEW name [(columns)] AS query [WITH NO SCHEMA BINDING]`
fn create_view(mut cursor: Cursor<'_, '_>, replace: bool, definition: &str) -> Result<Statement, Refusal> {
    cursor.at += 1;
    let name = cursor.qualified_name()?;
    let columns = if cursor.kind() == Kind::Open {
        format!(" ({})", super::identifier::quote_list(&cursor.names()?))
    } else {
        String::new()
    };
    cursor.expect(Keyword::As)?;
    let end = cursor.end;
    let binding = [Keyword::With, Keyword::No, Keyword::Schema, Keyword::Binding];
    let late_binding =
        end >= cursor.at + 4 && binding.iter().enumerate().all(|(at, &word)| cursor.tree.keyword(end - 4 + at) == word);
    if late_binding {
        cursor.end = end - 4;
    }
    if late_binding {
        return late_binding_view(&name, &columns, cursor, replace, definition);
    }
    let query = create_table::view_query(&mut cursor)?;
    let or_replace = if replace { "OR REPLACE " } else { "" };
    let temporary = if name.is_temporary() { "TEMP " } else { "" };
    let sql = format!("CREATE {or_replace}{temporary}VIEW {name}{columns} AS {query}");
    if !cursor.tree.is_limited() {
        return Ok(Statement::new(sql));
    }
    let mut block = Block::default();
    block.create(&name, name.is_temporary(), &sql, &["redshift_local.make_read_only(t)".to_owned()]);
    Ok(block.finish("CREATE VIEW"))
}

/// A view `WITH NO SCHEMA BINDING`: the pack keeps its text, and makes it anew when what it reads changes.
fn late_binding_view(
    name: &QualifiedName,
    columns: &str,
    cursor: Cursor<'_, '_>,
    replace: bool,
    definition: &str,
) -> Result<Statement, Refusal> {
    if name.is_temporary() {
        return Err(Refusal::not_simulated("a temporary view WITH NO SCHEMA BINDING"));
    }
    if (cursor.at..cursor.end).any(|at| cursor.tree.keyword(at) == Keyword::Recursive) {
        return Err(Refusal::unknown_answer("WITH RECURSIVE in a view WITH NO SCHEMA BINDING"));
    }
    let (query, relations) = create_table::late_binding_query(cursor).map_err(|refusal| {
        // What a question would be answered with holds for now, and not for later.
        match refusal.question {
            Some(_) => Refusal::not_simulated(
                "a view WITH NO SCHEMA BINDING whose query means one thing or another by columns",
            ),
            None => refusal,
        }
    })?;
    let mut block = Block::default();
    block.perform(&format!(
        "redshift_local.create_late_binding_view({}, {}, {replace}, {}, {}, {}, {})",
        optional_literal(name.schema()),
        literal(&name.name),
        literal(definition),
        literal(columns),
        literal(&query),
        text_array(&relations)
    ));
    Ok(block.finish("CREATE VIEW"))
}

/// `ALTER SCHEMA name {RENAME TO name | OWNER TO user | QUOTA ..}`
///
/// # Errors
/// On anything else.
pub(crate) fn alter_schema(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let old = cursor.name()?;
    let name = quote(&old);
    let rename = cursor.keyword() == Keyword::Rename;
    let action = match cursor.keyword() {
        Keyword::Rename => "RENAME TO",
        Keyword::Owner => "OWNER TO",
        Keyword::Quota => return Err(Refusal::not_simulated("ALTER SCHEMA .. QUOTA")),
        _ => return Err(cursor.syntax_error()),
    };
    cursor.at += 1;
    cursor.expect(Keyword::To)?;
    let new = quote(&cursor.name()?);
    cursor.expect_end()?;
    let sql = format!("ALTER SCHEMA {name} {action} {new}");
    if !rename {
        return Ok(Statement::new(sql));
    }
    let mut block = Block::default();
    block.perform(&format!("redshift_local.check_schema_unread({})", literal(&old)));
    block.execute(&sql);
    Ok(block.finish("ALTER SCHEMA"))
}

/// Rewrites a `DROP`; the cursor stands behind it.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn drop(mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    let kind = match cursor.keyword() {
        Keyword::Table => "TABLE",
        Keyword::View => "VIEW",
        Keyword::Materialized if cursor.second() == Keyword::View => {
            cursor.at += 1;
            "MATERIALIZED VIEW"
        }
        Keyword::Schema => "SCHEMA",
        Keyword::Function => {
            cursor.at += 1;
            return routine::drop(cursor);
        }
        Keyword::Procedure => {
            cursor.at += 1;
            return procedure::drop(cursor);
        }
        Keyword::Index
        | Keyword::Sequence
        | Keyword::Trigger
        | Keyword::Rule
        | Keyword::Domain
        | Keyword::Extension
        | Keyword::Tablespace
        | Keyword::Type => {
            return Err(Refusal::unknown_answer(&format!("DROP {}", cursor.text().to_ascii_uppercase())));
        }
        Keyword::Database => {
            context.check_outside_block("DROP DATABASE")?;
            return Err(Refusal::not_simulated("DROP DATABASE"));
        }
        _ if cursor.is_at_end() => return Err(cursor.syntax_error()),
        _ => return Err(Refusal::not_simulated(&format!("DROP {}", cursor.text().to_ascii_uppercase()))),
    };
    cursor.at += 1;
    let mut sql = format!("DROP {kind} ");
    if cursor.take(Keyword::If) {
        cursor.expect(Keyword::Exists)?;
        sql.push_str("IF EXISTS ");
    }
    loop {
        if kind == "SCHEMA" {
            let name = cursor.name()?;
            if name == "redshift_local" {
                return Err(Refusal::new("3F000", format!("schema \"{name}\" does not exist")));
            }
            sql.push_str(&quote(&name));
        } else {
            sql.push_str(&cursor.qualified_name()?.to_string());
        }
        if !cursor.take_kind(Kind::Comma) {
            break;
        }
        sql.push_str(", ");
    }
    if cursor.take(Keyword::Cascade) {
        sql.push_str(" CASCADE");
    } else if cursor.take(Keyword::Restrict) {
        sql.push_str(" RESTRICT");
    }
    cursor.expect_end()?;
    Ok(Statement::new(sql))
}

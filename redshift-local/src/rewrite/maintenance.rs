//! `TRUNCATE`, `ANALYZE` and `VACUUM`.

use super::cursor::Cursor;
use super::keyword::Keyword;
use super::lenient::Lenient;
use super::token::Kind;
use super::{Change, Context, Statement, Target};
use crate::refusal::Refusal;

/// `TRUNCATE [TABLE] name`: one table, no options, and it commits ("TRUNCATE").
///
/// # Errors
/// On anything else.
pub(crate) fn truncate(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    cursor.take(Keyword::Table);
    let position = cursor.tree.position(cursor.tree.start(cursor.at.min(cursor.end)));
    let name = cursor.qualified_name()?;
    cursor.expect_end()?;
    let target = Some(Target { table: name.to_string(), change: Change::Truncate, position });
    // Foreign keys that point at the table do not keep Redshift from it; the engine asks for the referencing tables. DELETE is the
    // same to a client, but for the time it takes.
    Ok(Statement { target, ..Statement::tagged(format!("DELETE FROM ONLY {name}"), "TRUNCATE TABLE") })
}

/// `ANALYZE [VERBOSE] [name [(columns)]] [PREDICATE COLUMNS | ALL COLUMNS]`
///
/// # Errors
/// On anything else.
pub(crate) fn analyze(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let mut sql = "ANALYZE".to_owned();
    if cursor.keyword() == Keyword::Compression {
        return Err(Refusal::not_simulated("ANALYZE COMPRESSION"));
    }
    if cursor.take(Keyword::Verbose) {
        sql.push_str(" VERBOSE");
    }
    let selection = |cursor: &Cursor<'_, '_>| {
        matches!(cursor.keyword(), Keyword::Predicate | Keyword::All) && cursor.second() == Keyword::Columns
    };
    if !cursor.is_at_end() && !selection(&cursor) {
        sql.push_str(&format!(" {}", cursor.qualified_name()?));
        if cursor.kind() == Kind::Open {
            sql.push_str(&format!(" ({})", super::identifier::quote_list(&cursor.names()?)));
        }
    }
    if selection(&cursor) {
        if cursor.keyword() == Keyword::Predicate {
            cursor.tree.accept(Lenient::AnalyzeColumns)?;
        }
        cursor.at += 2;
    }
    cursor.expect_end()?;
    Ok(Statement::new(sql))
}

/// `VACUUM [FULL | SORT ONLY | DELETE ONLY | REINDEX | RECLUSTER] [name] [TO n PERCENT] [BOOST]`: not in a block.
///
/// # Errors
/// On anything else.
pub(crate) fn vacuum(mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    context.check_outside_block("VACUUM")?;
    let reindex = cursor.keyword() == Keyword::Reindex;
    let needs_table = matches!(cursor.keyword(), Keyword::Reindex | Keyword::Recluster);
    match cursor.keyword() {
        Keyword::Full | Keyword::Reindex | Keyword::Recluster => cursor.at += 1,
        Keyword::Sort | Keyword::Delete => {
            cursor.at += 1;
            if !cursor.text().eq_ignore_ascii_case("only") {
                return Err(cursor.syntax_error());
            }
            cursor.at += 1;
        }
        _ => {}
    }
    let mut sql = "VACUUM".to_owned();
    let named = !cursor.is_at_end();
    if named {
        sql.push_str(&format!(" {}", cursor.qualified_name()?));
    } else if needs_table {
        return Err(cursor.syntax_error());
    }
    if named && !needs_table && cursor.take(Keyword::To) {
        let threshold = cursor.integer()?;
        cursor.expect(Keyword::Percent)?;
        if !(0..=100).contains(&threshold) {
            return Err(Refusal::not_simulated(&format!(
                "the answer to VACUUM .. TO {threshold} PERCENT, which is refused,"
            )));
        }
    }
    if named && cursor.take(Keyword::Boost) && reindex {
        return Err(Refusal::not_simulated("the answer to VACUUM REINDEX .. BOOST, which is refused,"));
    }
    cursor.expect_end()?;
    cursor.tree.accept(Lenient::Vacuum)?;
    Ok(Statement::new(sql))
}

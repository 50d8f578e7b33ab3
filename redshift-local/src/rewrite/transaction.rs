//! Transactions and table locks. There are no savepoints, and the isolation level belongs to the database ("BEGIN").

use super::block::Block;
use super::cursor::Cursor;
use super::keyword::Keyword;
use super::token::Kind;
use super::{Context, Statement};
use crate::refusal::Refusal;

/// Rewrites a statement that opens or ends a transaction block; the cursor stands behind its first word.
///
/// # Errors
/// On options that the grammar does not have.
pub(crate) fn rewrite(first: Keyword, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let sql = match first {
        Keyword::Begin => {
            let _ = cursor.take(Keyword::Work) || cursor.take(Keyword::Transaction);
            format!("BEGIN{}", modes(&mut cursor)?)
        }
        Keyword::Start => {
            cursor.expect(Keyword::Transaction)?;
            format!("START TRANSACTION{}", modes(&mut cursor)?)
        }
        _ => {
            let _ = cursor.take(Keyword::Work) || cursor.take(Keyword::Transaction);
            let verb = match first {
                Keyword::Commit | Keyword::End => "COMMIT",
                _ => "ROLLBACK",
            };
            verb.to_owned()
        }
    };
    cursor.expect_end()?;
    Ok(Statement::new(sql))
}

/// Reads `[ISOLATION LEVEL ..] [READ WRITE | READ ONLY]`. All levels are read and none has an effect.
///
/// # Errors
/// On anything else.
pub(crate) fn modes(cursor: &mut Cursor<'_, '_>) -> Result<&'static str, Refusal> {
    let mut access = "";
    while !cursor.is_at_end() {
        if cursor.take(Keyword::Isolation) {
            cursor.expect(Keyword::Level)?;
            let known = cursor.take(Keyword::Serializable)
                || cursor.take_both(Keyword::Repeatable, Keyword::Read)
                || cursor.take_both(Keyword::Read, Keyword::Committed)
                || cursor.take_both(Keyword::Read, Keyword::Uncommitted);
            if !known && cursor.text().eq_ignore_ascii_case("snapshot") {
                return Err(Refusal::not_simulated("ISOLATION LEVEL SNAPSHOT of a transaction"));
            }
            if !known {
                return Err(cursor.syntax_error());
            }
        } else if cursor.take_both(Keyword::Read, Keyword::Write) {
            access = " READ WRITE";
        } else if cursor.take(Keyword::Read) {
            if !cursor.text().eq_ignore_ascii_case("only") {
                return Err(cursor.syntax_error());
            }
            cursor.at += 1;
            access = " READ ONLY";
        } else if cursor.kind() == Kind::Comma {
            return Err(Refusal::not_simulated("a comma between transaction modes"));
        } else {
            return Err(cursor.syntax_error());
        }
    }
    Ok(access)
}

/// `LOCK [TABLE] name [, ..]`: always exclusive, without a mode ("LOCK").
///
/// # Errors
/// On anything else.
pub(crate) fn lock(mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    cursor.take(Keyword::Table);
    let mut names = vec![cursor.qualified_name()?.to_string()];
    while cursor.take_kind(Kind::Comma) {
        names.push(cursor.qualified_name()?.to_string());
    }
    cursor.expect_end()?;
    let lock = format!("LOCK TABLE {}", names.join(", "));
    if context.session.in_transaction_block {
        return Ok(Statement::new(lock));
    }
    // Outside a block it means nothing, which the engine takes for an error.
    let mut block = Block::default();
    block.execute(&lock);
    Ok(block.finish("LOCK TABLE"))
}

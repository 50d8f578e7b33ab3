//! What a statement does to the session, by the text that the rewriter has written.

use crate::rewrite::Statement;

/// One cursor at a time can be open ("DECLARE"). What Redshift says to a second one is not known.
pub(super) const SECOND_CURSOR: &str = "the answer to a second open cursor, which is refused,";

/// Which statement declares a cursor while another is open, as the rewriter writes them.
pub(super) fn second_cursor(statements: &[Statement], mut is_open: bool) -> Option<usize> {
    statements.iter().position(|statement| {
        let Some(opens) = opens_cursor(statement) else { return false };
        std::mem::replace(&mut is_open, opens) && opens
    })
}

/// Whether a statement opens a cursor or closes it, as the rewriter writes them.
pub(super) fn opens_cursor(statement: &Statement) -> Option<bool> {
    match statement.sql.split(' ').next() {
        Some("DECLARE") => Some(true),
        Some("CLOSE" | "COMMIT" | "ROLLBACK") => Some(false),
        _ => None,
    }
}

/// Whether a statement commits the transaction it runs in.
pub(super) fn commits(statement: &Statement) -> bool {
    statement.tag == Some("TRUNCATE TABLE")
        || statement.sql.trim_start().get(..8).is_some_and(|word| word.eq_ignore_ascii_case("truncate"))
}

/// Whether a statement is a COMMIT, as the rewriter writes it.
pub(super) fn is_commit(statement: &Statement) -> bool {
    statement.sql == "COMMIT"
}

/// Whether a statement opens or ends a transaction block, as the rewriter writes it.
pub(super) fn is_transaction(statement: &Statement) -> bool {
    matches!(statement.sql.split(' ').next(), Some("BEGIN" | "START" | "COMMIT" | "ROLLBACK"))
}

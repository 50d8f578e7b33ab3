//! From Redshift's SQL to the SQL of the engine: text in, text or a refusal out. Knows no protocol and no connection.

use crate::refusal::Refusal;

/// What the rewriter must know of the session that sent the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Session {
    /// Whether a transaction block is open.
    pub(crate) in_transaction_block: bool,
    /// Whether the text came in a `Parse` message (extended protocol) rather than a `Query`.
    pub(crate) extended: bool,
}

/// One statement as the engine gets it. Exactly one engine statement, so that it also fits a `Parse` message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The text for the engine.
    pub(crate) sql: String,
    /// The command tag the client is to see where the engine's own would differ (`CREATE TABLE` for a `DO` block).
    pub(crate) tag: Option<&'static str>,
    /// The parameters (`1` for `$1`) that stand as a `LIMIT`, `OFFSET` or `TOP`: Redshift takes an `int4` there and nothing else.
    pub(crate) limit_parameters: Vec<u16>,
}

/// Rewrites a text of one or more statements (a `Parse` with several is refused), in order.
///
/// # Errors
/// The refusal of the first statement that Redshift refuses or that is not simulated, with the statements before it.
pub(crate) fn rewrite(sql: &str, session: Session) -> Result<Vec<Statement>, (Vec<Statement>, Refusal)> {
    let _ = session;
    Ok(vec![Statement {
        sql: sql.to_owned(),
        tag: None,
        limit_parameters: Vec::new(),
    }])
}

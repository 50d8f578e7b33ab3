//! What a statement is to the history of statements: its type, whether it reads the history, what it does to the label.

use super::identifier::QualifiedName;
use super::keyword::Keyword;
use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// The relations that list statements.
const RELATIONS: &[&str] = &["stl_query", "stv_recents", "svl_qlog", "sys_query_history"];

/// What the gate has to know of a statement for the history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// The word of SYS_QUERY_HISTORY; `None` where the manual has none for such a statement.
    pub(crate) query_type: Option<&'static str>,
    /// Whether it is a query to STL_QUERY, and not a command that the leader node runs by itself.
    pub(crate) is_query: bool,
    /// Whether the rows that it selects go into a new table.
    pub(crate) fills_table: bool,
    /// Whether it reads the history, which the engine does not have.
    pub(crate) is_read: bool,
    /// What it does to the label of the statements behind it.
    pub(crate) label: Option<Label>,
}

/// A change of `query_group`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Label {
    Session(String),
    /// For the transaction alone.
    Local(String),
    /// That of the start of the session.
    First,
}

/// Whether a relation is made of the history.
pub(crate) fn is_history(name: &QualifiedName) -> bool {
    RELATIONS.contains(&name.name.as_str()) && matches!(name.schema(), None | Some("pg_catalog"))
}

/// Whether a function tells of the history.
pub(crate) fn tells_of_history(function: &str) -> bool {
    matches!(function, "pg_last_query_id" | "last_user_query_id")
}

/// Refuses a definition that reads the history, which the gate tells to the statement that names it.
pub(crate) fn not_in_definition(what: &str) -> Refusal {
    Refusal::not_simulated(&format!("{what} that reads the history of statements"))
}

/// The type of a statement that does not fill a new table. SYS_QUERY_HISTORY names types, and not what belongs to them: DDL is what STL_DDLTEXT has, and UTILITY what
/// STL_UTILITYTEXT has.
pub(crate) fn query_type(tree: &Tree<'_>, start: usize, end: usize) -> Option<&'static str> {
    let is_about = |kinds: &[Keyword]| {
        let is_before =
            |word| matches!(word, Keyword::Or | Keyword::Replace | Keyword::Local | Keyword::Temp | Keyword::Temporary);
        (start + 1..end)
            .map(|at| tree.keyword(at))
            .find(|&word| !is_before(word))
            .is_some_and(|word| kinds.contains(&word))
    };
    match tree.keyword(start) {
        Keyword::Select | Keyword::With => Some("SELECT"),
        _ if tree.kind(start) == Kind::Open => Some("SELECT"),
        Keyword::Insert => Some("INSERT"),
        Keyword::Update => Some("UPDATE"),
        Keyword::Create | Keyword::Drop => is_about(&[Keyword::Schema, Keyword::Table, Keyword::View]).then_some("DDL"),
        Keyword::Alter => is_about(&[Keyword::Schema, Keyword::Table]).then_some("DDL"),
        Keyword::Abort
        | Keyword::Analyse
        | Keyword::Analyze
        | Keyword::Begin
        | Keyword::Call
        | Keyword::Comment
        | Keyword::Commit
        | Keyword::End
        | Keyword::Explain
        | Keyword::Grant
        | Keyword::Lock
        | Keyword::Reset
        | Keyword::Revoke
        | Keyword::Rollback
        | Keyword::Set
        | Keyword::Show
        | Keyword::Start
        | Keyword::Truncate => Some("UTILITY"),
        _ => None,
    }
}

//! What the rewriter asks the engine, since it sees no catalog: the columns of a `FROM`.
//!
//! A statement is refused with the question that would have to be answered. The gate asks it and has the statement rewritten again, until
//! nothing is left to ask.

use std::collections::HashMap;

use super::identifier;
use super::rewriter::{Cte, Rewriter};
use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// A query whose columns have to be known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    /// The query, in the engine's SQL, with parameters numbered from one on.
    pub(crate) sql: String,
    /// The parameters' numbers in the statement.
    pub(crate) parameters: Vec<u16>,
    /// Whether it stands inside another block, whose names it may use.
    pub(crate) is_nested: bool,
}

/// What all statements of a session are rewritten and answered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    /// Whether the engine's user is no superuser.
    pub(crate) is_limited: bool,
    /// Whether what is accepted without effect, or with a difference, is refused.
    pub(crate) is_strict: bool,
    /// Whether values of DECIMAL go as scaled integers in binary when the session begins.
    pub(crate) is_scaled: bool,
}

/// What the engine has answered.
#[derive(Debug, Default)]
pub(crate) struct Known {
    columns: HashMap<String, Vec<String>>,
    pub(super) traits: Traits,
}

impl Known {
    /// Nothing has been asked yet.
    pub(crate) fn of(traits: Traits) -> Self {
        Self { columns: HashMap::new(), traits }
    }

    /// Notes the columns that a question was answered with.
    pub(crate) fn insert(&mut self, question: Question, columns: Vec<String>) {
        self.columns.insert(question.sql, columns);
    }
}

impl Rewriter<'_, '_> {
    /// The columns that `SELECT list FROM from` has, both in the engine's SQL. `what` needs them.
    ///
    /// # Errors
    /// When they are not known yet.
    pub(super) fn columns_of(&self, list: &str, from: &str, what: &str) -> Result<Vec<String>, Refusal> {
        let (sql, parameters) = renumbered(&self.under_ctes(format!("SELECT {list} FROM {from}")));
        if let Some(columns) = self.tree.known().and_then(|known| known.columns.get(&sql)) {
            return Ok(columns.clone());
        }
        // The words are for a failed block, where nothing is asked.
        Err(Refusal::not_simulated(what).unless_known(Question { sql, parameters, is_nested: self.scopes.len() > 1 }))
    }

    /// A query under the common table expressions that it may name. Each `WITH` stays one of its own, so that names mean the same.
    fn under_ctes(&self, mut sql: String) -> String {
        for level in self.ctes.chunk_by(|a, b| a.with == b.with).rev() {
            let recursive = if level.iter().any(|cte| cte.is_recursive) { "RECURSIVE " } else { "" };
            let list: Vec<String> = level.iter().map(Cte::definition).collect();
            sql = format!("WITH {recursive}{} SELECT * FROM ({sql}) AS redshift_local_question", list.join(", "));
        }
        sql
    }
}

/// A query whose parameters are those it has, and their numbers before.
fn renumbered(sql: &str) -> (String, Vec<u16>) {
    let (mut text, mut parameters, mut copied) = (String::with_capacity(sql.len()), Vec::new(), 0);
    let Ok(tree) = Tree::read(sql) else { return (sql.to_owned(), parameters) };
    for index in (0..tree.len()).filter(|index| tree.kind(*index) == Kind::Parameter) {
        let Some(number) = tree.text(index).strip_prefix('$').and_then(|number| number.parse().ok()) else { continue };
        let place = parameters.iter().position(|known| *known == number).unwrap_or_else(|| {
            parameters.push(number);
            parameters.len() - 1
        });
        text.push_str(sql.get(copied..tree.start(index)).unwrap_or_default());
        text.push_str(&format!("${}", place + 1));
        copied = tree.end(index);
    }
    text.push_str(sql.get(copied..).unwrap_or_default());
    (text, parameters)
}

impl Cte {
    /// `name [(columns)] AS (query)`
    fn definition(&self) -> String {
        let columns = match self.columns.as_slice() {
            [] => String::new(),
            columns => format!(" ({})", identifier::quote_list(columns)),
        };
        format!("{}{columns} AS {}", identifier::quote(&self.name), self.query)
    }
}

#[cfg(test)]
mod tests {
    use super::renumbered;

    #[test]
    fn parameters_are_numbered_as_they_come() {
        let (text, parameters) = renumbered("select $3, '$1' from t where a = $2 and b = $3");
        assert_eq!(text, "select $1, '$1' from t where a = $2 and b = $1");
        assert_eq!(parameters, [3, 2]);
    }
}

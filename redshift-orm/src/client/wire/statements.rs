//! The statements that the server keeps for a connection.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use tokio_postgres::Statement;
use tokio_postgres::types::Type;

use crate::client::raw::effect::{first_word, words};
use crate::sql::Sql;
use crate::types::Value;

/// How many there are at most.
const MOST: usize = 256;

/// Longer texts, such as those of large batches, are not worth their memory.
const MAX_TEXT: usize = 16 * 1024;

/// Which connections know statements that may go stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::client) enum Reach {
    /// None.
    Nobody,
    /// The one that the statement was sent on.
    Session,
    /// All that see the same tables.
    Everybody,
}

impl Reach {
    /// What executing a statement does to those that were prepared before.
    pub(in crate::client) fn of(sql: &Sql<'_>, text: &str) -> Self {
        if is_of_rows(text) {
            return Reach::Nobody;
        }
        let mut words = words(text);
        match words.next().unwrap_or_default().as_str() {
            "(" | "lock" | "explain" | "show" | "declare" | "fetch" | "close" | "begin" | "commit" => Reach::Nobody,
            "rollback" | "set" | "reset" => Reach::Session,
            "create" if matches!(words.next().as_deref(), Some("temp" | "temporary")) => Reach::Session,
            "drop" if !sql.temporary().is_empty() => Reach::Session,
            _ => Reach::Everybody,
        }
    }
}

/// Whether a statement reads or changes rows, and does nothing else.
fn is_of_rows(text: &str) -> bool {
    let first = first_word(text);
    ["select", "insert", "with", "update", "delete", "merge"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// What tells statements apart, or nearly.
fn key(hasher: &RandomState, sql: &Sql<'_>) -> u64 {
    let mut hasher = hasher.build_hasher();
    sql.text().hash(&mut hasher);
    types(sql).for_each(|of_value| of_value.oid().hash(&mut hasher));
    hasher.finish()
}

/// The types of a statement's parameters.
pub(super) fn types(sql: &Sql<'_>) -> impl Iterator<Item = Type> {
    sql.parameters().iter().map(Value::wire_type)
}

/// The statements that were used last, by their texts and the types of their parameters.
#[derive(Default)]
pub(super) struct Statements {
    known: HashMap<u64, Known>,
    hasher: RandomState,
    /// How often a statement was asked for.
    uses: u64,
}

struct Known {
    text: Box<str>,
    types: Vec<Type>,
    statement: Statement,
    /// When it was asked for last.
    used: u64,
}

impl Statements {
    /// Whether a statement of this text is one to keep: it reads or changes rows, and may come again.
    pub(super) fn may_keep(text: &str) -> bool {
        text.len() <= MAX_TEXT && is_of_rows(text)
    }

    pub(super) fn find(&mut self, sql: &Sql<'_>) -> Option<Statement> {
        self.uses += 1;
        let known = self.known.get_mut(&key(&self.hasher, sql))?;
        if *known.text != *sql.text() || !types(sql).eq(known.types.iter().cloned()) {
            return None;
        }
        known.used = self.uses;
        Some(known.statement.clone())
    }

    /// Keeps a statement, in place of the one that was not asked for the longest time. Dropped, a statement is closed on the server.
    pub(super) fn keep(&mut self, sql: &Sql<'_>, types: Vec<Type>, statement: Statement) {
        let key = key(&self.hasher, sql);
        if self.known.len() >= MOST
            && !self.known.contains_key(&key)
            && let Some(oldest) = self.known.iter().min_by_key(|(_, known)| known.used).map(|(key, _)| *key)
        {
            self.known.remove(&oldest);
        }
        self.known.insert(key, Known { text: sql.text().into(), types, statement, used: self.uses });
    }

    pub(super) fn forget(&mut self) {
        self.known.clear();
    }
}

impl fmt::Debug for Statements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statements").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_tell_what_goes_stale() {
        let reaches = [
            ("SELECT 1", Reach::Nobody),
            ("(select 1)", Reach::Nobody),
            ("-- a\nINSERT INTO t VALUES (1)", Reach::Nobody),
            ("SET search_path TO a", Reach::Session),
            ("ROLLBACK", Reach::Session),
            ("CREATE TEMP TABLE t (a INT)", Reach::Session),
            ("CREATE TABLE t (a INT)", Reach::Everybody),
            ("DROP TABLE t", Reach::Everybody),
            ("ALTER TABLE t ADD COLUMN a INT", Reach::Everybody),
            ("TRUNCATE t", Reach::Everybody),
            ("CALL p()", Reach::Everybody),
            ("", Reach::Everybody),
        ];
        for (text, reach) in reaches {
            assert_eq!(Reach::of(&Sql::of_text(text.into()), text), reach, "{text}");
        }
    }
}

//! The statements that the server keeps for a connection.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

use tokio_postgres::Statement;
use tokio_postgres::types::Type;

use crate::client::raw::effect::words;
use crate::sql::Sql;

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
        let mut words = words(text);
        let first = words.next().unwrap_or_default();
        match first.as_str() {
            "(" | "select" | "with" | "insert" | "update" | "delete" | "merge" | "lock" | "explain" | "show"
            | "declare" | "fetch" | "close" | "begin" | "commit" => Reach::Nobody,
            "rollback" | "set" | "reset" => Reach::Session,
            "create" if matches!(words.next().as_deref(), Some("temp" | "temporary")) => Reach::Session,
            "drop" if !sql.temporary().is_empty() => Reach::Session,
            _ => Reach::Everybody,
        }
    }
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
        text.len() <= MAX_TEXT
            && words(text).next().is_some_and(|first| {
                ["select", "with", "insert", "update", "delete", "merge"].contains(&first.as_str())
            })
    }

    pub(super) fn find(&mut self, text: &str, types: &[Type]) -> Option<Statement> {
        self.uses += 1;
        let known = self.known.get_mut(&self.hasher.hash_one((text, types)))?;
        if *known.text != *text || known.types != types {
            return None;
        }
        known.used = self.uses;
        Some(known.statement.clone())
    }

    /// Keeps a statement, in place of the one that was not asked for the longest time. Dropped, a statement is closed on the server.
    pub(super) fn keep(&mut self, text: &str, types: Vec<Type>, statement: Statement) {
        let key = self.hasher.hash_one((text, types.as_slice()));
        if self.known.len() >= MOST
            && !self.known.contains_key(&key)
            && let Some(oldest) = self.known.iter().min_by_key(|(_, known)| known.used).map(|(key, _)| *key)
        {
            self.known.remove(&oldest);
        }
        self.known.insert(key, Known { text: text.into(), types, statement, used: self.uses });
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

//! What a statement of the program's own does to the connection, as far as its first words say.

use super::super::execute::Connection;
use super::super::lease::Read;
use super::Route;
use crate::error::{Error, Result, comment};
use crate::sql::Sql;

/// What the first words of a statement say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// Nothing that outlives it.
    None,
    /// It begins or ends a transaction.
    Transaction,
    /// It commits the transaction that it is part of.
    Commits,
    /// It leaves the session other than it was.
    Session,
}

impl Effect {
    fn of(text: &str) -> Self {
        let mut words = words(text);
        let mut next = || words.next().unwrap_or_default();
        match next().as_str() {
            "begin" | "start" | "commit" | "end" | "rollback" | "abort" | "savepoint" | "release" => {
                Effect::Transaction
            }
            "truncate" => Effect::Commits,
            "set" | "reset" | "prepare" | "deallocate" | "declare" => Effect::Session,
            "create" => match (next().as_str(), next().as_str()) {
                ("temp" | "temporary", _) | ("local", "temp" | "temporary") => Effect::Session,
                ("table", name) if name.starts_with('#') => Effect::Session,
                _ => Effect::None,
            },
            "select" if text.to_ascii_lowercase().contains("set_config") => Effect::Session,
            _ => Effect::None,
        }
    }
}

/// The words of a statement in lower case, without comments.
pub(in crate::client) fn words(text: &str) -> impl Iterator<Item = String> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (word, after) = next_word(rest)?;
        rest = after;
        Some(word.to_ascii_lowercase())
    })
}

/// The first word of a statement, as it stands there; nothing where there is none.
pub(in crate::client) fn first_word(text: &str) -> &str {
    next_word(text).map_or("", |(word, _)| word)
}

/// The next word, and what comes after it.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|next: char| next.is_whitespace() || next == ';');
        match comment(rest) {
            Some(length) => rest = rest.get(length..).unwrap_or_default(),
            None => break,
        }
    }
    let end = rest.find(|next: char| next.is_whitespace() || ";(".contains(next)).unwrap_or(rest.len());
    Some(rest.split_at(end.max(rest.chars().next()?.len_utf8())))
}

impl Route<'_> {
    /// Executes a text of the program's own and reads its rows.
    pub(super) async fn raw_all<T: Send>(self, sql: Sql<'_>, read: Read<T>) -> Result<Vec<T>> {
        let connection = match self {
            Route::MayWrite(connection) => connection,
            Route::OnlyReads(reading) => {
                check_query(sql.text())?;
                return reading.all(sql, read).await;
            }
        };
        let changes_session = connection.admit(&sql)?;
        match connection {
            Connection::Pool(db) => db.lease().await?.changing(changes_session).all(&sql, read).await,
            Connection::Transaction(tx) => tx.lease().await?.changing(changes_session).all(&sql, read).await,
        }
    }
}

impl Connection<'_> {
    /// Executes a text of the program's own and tells the rows it changed.
    pub(super) async fn raw_execute(self, sql: Sql<'_>) -> Result<u64> {
        let changes_session = self.admit(&sql)?;
        match self {
            Connection::Pool(db) => {
                let done = db.lease().await?.changing(changes_session).execute(&sql).await;
                done.map_err(|error| db.unknown(error))
            }
            Connection::Transaction(tx) => tx.lease().await?.changing(changes_session).execute(&sql).await,
        }
    }

    /// Whether the statement changes the session.
    ///
    /// # Errors
    /// When it must not be executed here.
    fn admit(self, sql: &Sql<'_>) -> Result<bool> {
        match (Effect::of(sql.text()), self) {
            (Effect::Transaction, _) => Err(Error::transaction(
                "a transaction is begun and ended by `db.transaction(..)` or `db.begin()`, not by a statement of SQL text",
            )),
            (Effect::Commits, Connection::Transaction(_)) => Err(Error::transaction(
                "TRUNCATE commits the transaction that it is part of: execute it with `&db`, or DELETE the rows",
            )),
            (Effect::Session, _) => Ok(true),
            (Effect::None | Effect::Commits, _) => Ok(false),
        }
    }
}

/// Whether a text of which the program says that it only reads may be a query.
fn check_query(text: &str) -> Result<()> {
    let first = words(text).next().unwrap_or_default();
    if Effect::of(text) == Effect::None && ["select", "with", "(", "show", "explain"].contains(&first.as_str()) {
        return Ok(());
    }
    Err(Error::statement(
        "`.read_only()` was said of a text that does more than read, or does not begin as a query does; leave it out, or begin with SELECT",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_tell_the_effect() {
        let effects = [
            ("select 1", Effect::None),
            (" -- x\n /* begin */ BEGIN;", Effect::Transaction),
            ("/* a /* nested */ one */ SET search_path TO x", Effect::Session),
            ("begin;", Effect::Transaction),
            ("Start transaction", Effect::Transaction),
            ("ROLLBACK", Effect::Transaction),
            ("truncate t", Effect::Commits),
            ("SET search_path TO x", Effect::Session),
            ("create temp table t (a int)", Effect::Session),
            ("create local temporary table t (a int)", Effect::Session),
            ("create table #t (a int)", Effect::Session),
            ("create table t (a int)", Effect::None),
            ("", Effect::None),
            ("--", Effect::None),
            ("/*", Effect::None),
            ("(select 1)", Effect::None),
            ("ß", Effect::None),
        ];
        for (text, effect) in effects {
            assert_eq!(Effect::of(text), effect, "{text}");
        }
    }
}

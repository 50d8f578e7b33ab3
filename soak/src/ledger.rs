//! What the program was told of its writes, and what the database then has of them.

use std::collections::HashMap;

use redshift_orm::prelude::*;

/// A row whose token nobody else writes.
#[derive(Debug, Clone, Model)]
#[redshift(table = "entries", sortkey(token))]
pub(crate) struct Entry {
    #[redshift(primary_key, identity)]
    pub(crate) id: i64,
    #[redshift(varchar = 40)]
    pub(crate) token: String,
    pub(crate) part: i32,
}

/// Money that only moves, so that its sum stays.
#[derive(Debug, Clone, Model)]
#[redshift(table = "accounts", diststyle = all)]
pub(crate) struct Account {
    #[redshift(primary_key)]
    pub(crate) number: i32,
    pub(crate) balance: i64,
}

/// How a write ended for the program that wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Promise {
    /// It was acknowledged.
    Written,
    /// It failed with an error that says so.
    NotWritten,
    /// The error says that nobody knows.
    Unknown,
    /// The program stopped waiting.
    Dropped,
}

impl Promise {
    pub(crate) fn of<T>(result: &Result<T>) -> Self {
        match result {
            Ok(_) => Promise::Written,
            Err(error) if error.is_commit_unknown() => Promise::Unknown,
            Err(_) => Promise::NotWritten,
        }
    }

    /// Whether so many rows keep the promise of `rows`.
    fn is_kept(self, found: i64, rows: i64) -> bool {
        match self {
            Promise::Written => found == rows,
            Promise::NotWritten => found == 0,
            Promise::Unknown | Promise::Dropped => found == rows || found == 0,
        }
    }
}

/// One write: so many rows with this token.
#[derive(Debug, Clone)]
pub(crate) struct Write {
    pub(crate) token: String,
    pub(crate) way: &'static str,
    pub(crate) rows: i64,
    pub(crate) promise: Promise,
    /// The id that was told, of a write of one row.
    pub(crate) id: Option<i64>,
}

/// All writes, beside what became of them.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// By way and promise: how many there are, and how many of them the database has.
    pub(crate) counts: HashMap<(&'static str, Promise), (u64, u64)>,
    /// What should not be.
    pub(crate) broken: Vec<String>,
}

impl Audit {
    /// Compares the writes with the database, which nobody writes to any more.
    pub(crate) async fn of(writes: &[Write], db: &Database) -> Result<Self> {
        let found =
            Entry::query().group_by(|e| e.token).select(|token, e| (token, count_star(), e.id.max())).all(db).await?;
        let mut found: HashMap<String, (i64, Option<i64>)> =
            found.into_iter().map(|(token, rows, id)| (token, (rows, id))).collect();
        let mut audit = Audit::default();
        for write in writes {
            let (rows, id) = found.remove(&write.token).unwrap_or((0, None));
            let (all, there) = audit.counts.entry((write.way, write.promise)).or_default();
            *all += 1;
            *there += u64::from(rows > 0);
            if !write.promise.is_kept(rows, write.rows) {
                audit.broken.push(format!("{write:?} has {rows} rows"));
            }
            if write.id.is_some() && write.id != id {
                audit.broken.push(format!("{write:?} has the id {id:?}"));
            }
        }
        audit.broken.extend(found.into_keys().map(|token| format!("nobody wrote {token}")));
        Ok(audit)
    }
}

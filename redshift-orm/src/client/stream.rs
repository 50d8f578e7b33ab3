//! The rows of a cursor.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, StreamExt};
use tokio_postgres::Row;

use super::database::Database;
use super::execute::Connection;
use super::lease::{Cursor, Lease, Read};
use super::transaction::Transaction;
use crate::error::{Error, Result};
use crate::sql::Sql;
use crate::types::RowReader;

/// The rows of a query one after the other; made by [`Query::stream`](crate::statement::Query::stream).
///
/// It is a [`Stream`], and [`next`](Rows::next) needs no trait in scope.
#[must_use = "a stream does nothing until its rows are asked for"]
pub struct Rows<T> {
    rows: Pin<Box<dyn Stream<Item = Result<T>> + Send>>,
}

/// The rows of a FETCH: the most that a cluster of one node allows.
const FETCH: usize = 1000;

impl<T: 'static> Rows<T> {
    /// `literal` is the statement as it is sent, `shown` what messages show of it.
    pub(super) fn new(connection: Connection<'_>, literal: Sql<'static>, shown: Sql<'static>, read: Read<T>) -> Self {
        let source = Source {
            connection: connection.to_owned(),
            literal,
            shown,
            state: State::New,
            batch: Vec::new().into_iter(),
        };
        let rows = stream::unfold(source, move |mut source| async move {
            let row = source.next(read).await.transpose()?;
            Some((row, source))
        });
        Rows { rows: Box::pin(rows) }
    }

    /// The next row; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T>> {
        self.rows.next().await
    }

    /// The next row; `Ok(None)` after the last.
    ///
    /// # Errors
    /// As [`Query::stream`](crate::statement::Query::stream) says.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        self.next().await.transpose()
    }
}

impl<T> Stream for Rows<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        self.rows.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}

struct Source {
    connection: Owned,
    literal: Sql<'static>,
    shown: Sql<'static>,
    state: State,
    batch: std::vec::IntoIter<Row>,
}

/// A connection that borrows from nothing, so that the rows can be handed around.
enum Owned {
    Pool(Database),
    Transaction(Transaction),
}

impl Connection<'_> {
    fn to_owned(self) -> Owned {
        match self {
            Connection::Pool(db) => Owned::Pool(db.clone()),
            Connection::Transaction(tx) => Owned::Transaction(tx.handle()),
        }
    }
}

enum State {
    New,
    /// The cursor is open in a transaction of its own.
    Leased(Box<Lease>),
    /// The cursor is open in the transaction that the statement was given.
    Shared {
        _owner: Arc<()>,
    },
    /// The cursor is closed; rows may be left of its last batch.
    Ended,
}

const DECLARE: &str = "DECLARE redshift_orm_rows CURSOR FOR ";
const FETCH_TEXT: &str = "FETCH FORWARD 1000 FROM redshift_orm_rows";
const CLOSE: &str = "CLOSE redshift_orm_rows";

impl Source {
    async fn next<T>(&mut self, read: Read<T>) -> Result<Option<T>> {
        let row = match self.next_row().await {
            Ok(row) => row,
            Err(error) => {
                self.give_up().await;
                return Err(error);
            }
        };
        let Some(row) = row else { return Ok(None) };
        let error = match read(&mut RowReader::new(&row)) {
            Ok(row) => return Ok(Some(row)),
            Err(error) => error.in_statement(&self.shown),
        };
        self.give_up().await;
        Err(error)
    }

    async fn next_row(&mut self) -> Result<Option<Row>> {
        loop {
            if let Some(row) = self.batch.next() {
                return Ok(Some(row));
            }
            match &self.state {
                State::Ended => return Ok(None),
                State::New => self.declare().await?,
                State::Leased(_) | State::Shared { .. } => self.fetch().await?,
            }
        }
    }

    async fn declare(&mut self) -> Result<()> {
        self.literal.check()?;
        let (text, shown) = (format!("{DECLARE}{}", self.literal.text()), self.shown.after(DECLARE));
        match &self.connection {
            Owned::Pool(db) => {
                let mut lease = db.begin_lease().await?;
                // Kept before the statement is executed: an error finds it and rolls back.
                let declared = lease.simple(&text, &shown).await;
                self.state = State::Leased(Box::new(lease));
                declared
            }
            Owned::Transaction(tx) => {
                let mut lease = tx.lease().await?;
                match lease.cursor() {
                    Cursor::None => {}
                    Cursor::Abandoned => lease.simple(CLOSE, &command(CLOSE)).await?,
                    Cursor::InUse => {
                        return Err(Error::transaction(
                            "the transaction is streaming another query, and Redshift has one cursor per session: read \
                             one of them with `.all(&tx)`, or read one to its end first",
                        ));
                    }
                }
                let owner = Arc::new(());
                lease.set_cursor(&owner);
                self.state = State::Shared { _owner: owner };
                lease.simple(&text, &shown).await
            }
        }
    }

    async fn fetch(&mut self) -> Result<()> {
        let fetch = Sql::new(FETCH_TEXT.to_owned(), Vec::new());
        let rows = match (&mut self.state, &self.connection) {
            (State::Leased(lease), _) => lease.rows(&fetch).await?,
            (_, Owned::Transaction(tx)) => tx.lease().await?.rows(&fetch).await?,
            (_, Owned::Pool(_)) => Vec::new(),
        };
        // The answer to FETCH has no count of its own on Redshift.
        if rows.len() < FETCH {
            self.close().await?;
        }
        self.batch = rows.into_iter();
        Ok(())
    }

    async fn close(&mut self) -> Result<()> {
        match (std::mem::replace(&mut self.state, State::Ended), &self.connection) {
            (State::Leased(mut lease), _) => lease.commit().await,
            (State::Shared { .. }, Owned::Transaction(tx)) => {
                let mut lease = tx.lease().await?;
                lease.forget_cursor();
                lease.simple(CLOSE, &command(CLOSE)).await
            }
            _ => Ok(()),
        }
    }

    /// Ends after an error. In a transaction of the caller's the error is the caller's to handle.
    async fn give_up(&mut self) {
        self.batch = Vec::new().into_iter();
        if let State::Leased(mut lease) = std::mem::replace(&mut self.state, State::Ended)
            && !lease.is_busy()
        {
            // What went wrong first is what the caller wants to know.
            let _ = lease.rollback().await;
        }
    }
}

fn command(text: &str) -> Sql<'static> {
    Sql::new(text.to_owned(), Vec::new())
}

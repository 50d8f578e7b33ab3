//! The rows of a cursor, one after the other.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, StreamExt};

use super::batches::Batches;
use super::execute::Connection;
use super::lease::Read;
use crate::error::{Error, Result};
use crate::sql::Sql;

/// The rows of a query one after the other; made by [`Query::stream`](crate::statement::Query::stream).
///
/// It is a [`Stream`], and [`next`](Rows::next) needs no trait in scope.
#[must_use = "a stream does nothing until its rows are asked for"]
pub struct Rows<T> {
    rows: Pin<Box<dyn Stream<Item = Result<T>> + Send>>,
}

impl<T: Send + 'static> Rows<T> {
    /// `literal` is the statement as it is sent, `shown` what messages show of it.
    pub(super) fn new(connection: Connection<'_>, literal: Sql<'static>, shown: Sql<'static>, read: Read<T>) -> Self {
        let batches = Batches::new(connection, literal, shown, size_of::<T>());
        let source = Source { batches, rows: Vec::new().into_iter(), failure: None };
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

struct Source<T> {
    batches: Batches,
    /// What is left of the last batch.
    rows: std::vec::IntoIter<T>,
    /// What comes after them.
    failure: Option<Error>,
}

impl<T> Source<T> {
    async fn next(&mut self, read: Read<T>) -> Result<Option<T>> {
        loop {
            if let Some(row) = self.rows.next() {
                return Ok(Some(row));
            }
            if let Some(error) = self.failure.take() {
                return Err(error);
            }
            if self.batches.have_ended() {
                return Ok(None);
            }
            let mut rows = Vec::new();
            let fetched = self.batches.fetch(|row| {
                rows.push(read(row)?);
                Ok(())
            });
            self.failure = fetched.await.err();
            self.rows = rows.into_iter();
        }
    }
}

//! The rows of a cursor, one after the other.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::stream::{self, Stream, StreamExt};

use super::batches::Batches;
use super::execute::Reading;
use super::lease::Read;
use crate::error::{Error, Result};
use crate::sql::Sql;

/// The rows of a query one after the other; made by [`Query::stream`](crate::statement::Query::stream).
///
/// It is a [`Stream`], and [`next`](Rows::next) needs no trait in scope.
#[must_use = "a stream does nothing until its rows are asked for"]
pub struct Rows<T> {
    /// The batch that is being given.
    batch: Batch<T>,
    batches: Pin<Box<dyn Stream<Item = Batch<T>> + Send>>,
}

/// The rows of a FETCH.
struct Batch<T> {
    rows: std::vec::IntoIter<T>,
    /// What comes after them.
    failure: Option<Error>,
}

impl<T: Send + 'static> Rows<T> {
    /// `literal` is the statement as it is sent, `shown` what messages show of it.
    pub(super) fn new(reading: Reading<'_>, literal: Sql<'static>, shown: Sql<'static>, read: Read<T>) -> Self {
        let batches = Batches::new(reading, literal, shown, size_of::<T>());
        let batches = stream::unfold(batches, move |mut batches| async move {
            if batches.have_ended() {
                return None;
            }
            let mut rows = Vec::new();
            let fetched = batches.fetch(|row| {
                rows.push(read(row)?);
                Ok(())
            });
            let failure = fetched.await.err();
            Some((Batch { rows: rows.into_iter(), failure }, batches))
        });
        Rows { batch: Batch { rows: Vec::new().into_iter(), failure: None }, batches: Box::pin(batches.fuse()) }
    }

    /// The next row; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T>> {
        StreamExt::next(self).await
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
        loop {
            if let Some(row) = self.batch.rows.next() {
                return Poll::Ready(Some(Ok(row)));
            }
            if let Some(error) = self.batch.failure.take() {
                return Poll::Ready(Some(Err(error)));
            }
            match ready!(self.batches.as_mut().poll_next(context)) {
                Some(batch) => self.batch = batch,
                None => return Poll::Ready(None),
            }
        }
    }
}

// The rows of a batch are moved out of it, and nothing points at them.
impl<T> Unpin for Rows<T> {}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}

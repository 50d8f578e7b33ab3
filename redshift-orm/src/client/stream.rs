//! The rows of a cursor, one after the other.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use futures_util::stream::{self, Stream, StreamExt};

use super::ahead::Ahead;
use super::batches::Batches;
use super::execute::Reading;
use super::lease::Read;
use crate::error::{Error, Result};
use crate::sql::Sql;
use crate::types::{Row, RowReader};

/// The rows of a query one after the other; made by [`Query::stream`](crate::statement::Query::stream).
///
/// It is a [`Stream`], and [`next`](Rows::next) needs no trait in scope.
#[must_use = "a stream does nothing until its rows are asked for"]
pub struct Rows<T> {
    /// Those of the FETCH that are left.
    rows: std::vec::IntoIter<Row>,
    read: Read<T>,
    /// The statement as messages show it.
    shown: Sql<'static>,
    fetches: Ahead<Result<Vec<Row>>>,
    /// What comes when the cursor has been closed.
    failure: Option<Error>,
    /// Says that no more rows are wanted.
    has_failed: Arc<AtomicBool>,
}

impl<T: Send + 'static> Rows<T> {
    /// `literal` is the statement as it is sent, `shown` what messages show of it.
    pub(super) fn new(reading: Reading<'_>, literal: Sql<'static>, shown: Sql<'static>, read: Read<T>) -> Self {
        let batches = Batches::new(reading, literal, shown.clone(), size_of::<T>());
        let pauses = batches.ahead();
        let has_failed = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&has_failed);
        let fetches = stream::unfold((batches, ends), async |(mut batches, ends)| {
            if ends.load(Ordering::Relaxed) {
                batches.give_up().await;
            }
            if batches.have_ended() {
                return None;
            }
            let fetched = batches.fetch().await;
            Some((fetched, (batches, ends)))
        });
        let fetches = Ahead::new(fetches, pauses);
        Rows { rows: Vec::new().into_iter(), read, shown, fetches, failure: None, has_failed }
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
            if let Some(row) = self.rows.next() {
                match (self.read)(&mut RowReader::new(&row)) {
                    Ok(row) => return Poll::Ready(Some(Ok(row))),
                    Err(error) => {
                        self.failure = Some(error.in_statement(&self.shown));
                        self.rows = Vec::new().into_iter();
                        self.has_failed.store(true, Ordering::Relaxed);
                    }
                }
            }
            match ready!(self.fetches.poll(context)) {
                // What was on its way behind a row that does not read.
                Some(_) if self.failure.is_some() => {}
                Some(Ok(rows)) => self.rows = rows.into_iter(),
                Some(Err(error)) => self.failure = Some(error),
                None => return Poll::Ready(self.failure.take().map(Err)),
            }
        }
    }
}

// The rows are moved out, and nothing points at them.
impl<T> Unpin for Rows<T> {}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}

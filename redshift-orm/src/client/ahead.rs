//! Reading ahead.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::stream::{Fuse, Stream, StreamExt};

use super::observe::Pauses;

/// A stream whose next item is asked for as soon as the program has one, so that the server works on it while the program does. It is not
/// waited for, and so it holds no more than that item.
pub(super) struct Ahead<T> {
    stream: Fuse<Pin<Box<dyn Stream<Item = T> + Send>>>,
    /// What came at once when it was asked for.
    next: Option<Option<T>>,
    /// The item that is given once the question for the next one has been sent.
    held: Option<T>,
    /// When nobody waits; `None` where nothing is asked for ahead.
    pauses: Option<Pauses>,
}

impl<T> Ahead<T> {
    /// `pauses` are those of the statements that the stream executes.
    pub(super) fn new(stream: impl Stream<Item = T> + Send + 'static, pauses: Option<Pauses>) -> Self {
        let stream: Pin<Box<dyn Stream<Item = T> + Send>> = Box::pin(stream);
        Ahead { stream: stream.fuse(), next: None, held: None, pauses }
    }

    /// The next item; the one after it is on its way then.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        let Some(pauses) = &self.pauses else { return self.stream.poll_next_unpin(context) };
        if let Some(item) = self.held.take() {
            return Poll::Ready(Some(item));
        }
        pauses.end();
        let item = match self.next.take() {
            Some(item) => item,
            None => ready!(self.stream.poll_next_unpin(context)),
        };
        let Some(item) = item else { return Poll::Ready(None) };
        match self.stream.poll_next_unpin(context) {
            Poll::Ready(next) => {
                self.next = Some(next);
                Poll::Ready(Some(item))
            }
            Poll::Pending => {
                pauses.begin();
                // The connection's task sends the question. It has been woken, and runs once this one makes room for it.
                self.held = Some(item);
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

impl<T> fmt::Debug for Ahead<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ahead").finish_non_exhaustive()
    }
}

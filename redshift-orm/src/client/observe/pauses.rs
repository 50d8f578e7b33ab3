//! How long statements take for those who wait for them: some are asked for before anybody does.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The times at which nobody waits for what was asked for ahead. Clones are the same pauses.
#[derive(Debug, Clone, Default)]
pub(in crate::client) struct Pauses(Arc<Mutex<Times>>);

#[derive(Debug, Default)]
struct Times {
    /// How long those were that are over.
    over: Duration,
    /// Since when there is one.
    since: Option<Instant>,
}

impl Pauses {
    pub(in crate::client) fn begin(&self) {
        self.begin_at(Instant::now());
    }

    pub(in crate::client) fn end(&self) {
        self.end_at(Instant::now());
    }

    fn begin_at(&self, now: Instant) {
        self.times().since.get_or_insert(now);
    }

    fn end_at(&self, now: Instant) {
        let mut times = self.times();
        if let Some(since) = times.since.take() {
            times.over += now.saturating_duration_since(since);
        }
    }

    /// How long all of them were.
    fn until(&self, now: Instant) -> Duration {
        let times = self.times();
        times.over + times.since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Measures a time without its pauses.
#[derive(Debug)]
pub(super) struct Stopwatch {
    started: Instant,
    /// And how long they were before.
    pauses: Option<(Pauses, Duration)>,
}

impl Stopwatch {
    pub(super) fn start(pauses: Option<Pauses>) -> Self {
        Stopwatch::start_at(Instant::now(), pauses)
    }

    fn start_at(started: Instant, pauses: Option<Pauses>) -> Self {
        let pauses = pauses.map(|pauses| {
            let before = pauses.until(started);
            (pauses, before)
        });
        Stopwatch { started, pauses }
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.until(Instant::now())
    }

    fn until(&self, now: Instant) -> Duration {
        let paused = self.pauses.as_ref().map_or(Duration::ZERO, |(pauses, before)| pauses.until(now) - *before);
        now.saturating_duration_since(self.started).saturating_sub(paused)
    }

    /// Whether nobody waits.
    pub(super) fn is_paused(&self) -> bool {
        self.pauses.as_ref().is_some_and(|(pauses, _)| pauses.times().since.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_not_measured() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let pauses = Pauses::default();
        let first = Stopwatch::start_at(at(0), Some(pauses.clone()));
        pauses.begin_at(at(1));
        pauses.begin_at(at(2));
        assert!(first.is_paused());
        assert_eq!(first.until(at(5)), Duration::from_secs(1));
        pauses.end_at(at(6));
        pauses.end_at(at(7));
        assert!(!first.is_paused());
        assert_eq!(first.until(at(8)), Duration::from_secs(3));
        // Those before it are none of another's.
        let second = Stopwatch::start_at(at(8), Some(pauses.clone()));
        pauses.begin_at(at(9));
        assert_eq!(second.until(at(12)), Duration::from_secs(1));
        assert_eq!(Stopwatch::start_at(at(8), None).until(at(12)), Duration::from_secs(4));
    }
}

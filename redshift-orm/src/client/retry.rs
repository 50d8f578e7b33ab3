//! When a transaction is run again, and after how long.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use super::observe::Observer;
use crate::error::Error;

/// How often and after what pauses a transaction that met a conflict is run again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Retry {
    pub(super) attempts: u32,
    pub(super) first_pause: Duration,
}

/// No pause is longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

impl Default for Retry {
    fn default() -> Self {
        Retry { attempts: 10, first_pause: Duration::from_millis(20) }
    }
}

/// The same, with who counts it.
pub(super) struct Retrying<'d> {
    pub(super) retry: Retry,
    pub(super) observer: &'d Observer,
}

impl Retrying<'_> {
    /// With so many attempts, if it has fewer.
    pub(super) fn at_least(self, attempts: u32) -> Self {
        let retry = Retry { attempts: self.retry.attempts.max(attempts), ..self.retry };
        Retrying { retry, ..self }
    }

    /// Waits before the next attempt, or gives the error back when there is none.
    pub(super) async fn pause(&self, attempt: u32, error: Error) -> Result<(), Error> {
        self.pause_if(attempt, error, Error::is_serialization_conflict).await
    }

    /// Like [`pause`](Retry::pause), for errors of the program's choice.
    pub(super) async fn pause_if(
        &self,
        attempt: u32,
        error: Error,
        is_passing: fn(&Error) -> bool,
    ) -> Result<(), Error> {
        if attempt >= self.retry.attempts || !is_passing(&error) {
            return Err(error);
        }
        let pause = self.retry.pause_after(attempt, RandomState::new().build_hasher().finish());
        self.observer.runs_again(&error);
        tracing::info!(error.type = error.kind(), %error, attempt, ?pause, "the transaction is run again");
        tokio::time::sleep(pause).await;
        Ok(())
    }
}

impl Retry {
    /// Between half of and the whole of a pause that doubles, so that those who met do not meet again.
    fn pause_after(&self, attempt: u32, random: u64) -> Duration {
        let doubled =
            self.first_pause.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1))).min(LONGEST_PAUSE);
        let half = doubled / 2;
        let parts = u32::try_from(random % 1000).unwrap_or(0);
        half + half * parts / 1000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end_at_the_longest() {
        let retry = Retry { attempts: 100, first_pause: Duration::from_millis(100) };
        for random in [0, 1, 999, u64::MAX] {
            let pause = |attempt| retry.pause_after(attempt, random);
            assert!((Duration::from_millis(50)..=Duration::from_millis(100)).contains(&pause(1)));
            assert!((Duration::from_millis(200)..=Duration::from_millis(400)).contains(&pause(3)));
            assert!(pause(99) <= LONGEST_PAUSE);
        }
    }
}

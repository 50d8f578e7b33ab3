//! What is run again, and after how long.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use super::observe::Observer;
use crate::error::Error;

/// What is run again when it fails, how often, and after what pauses; given to [`Builder::retry`](super::Builder::retry).
///
/// | what failed | what is run again |
/// |---|---|
/// | a transaction that met others: error 1023, "conflict with concurrent transaction", a deadlock (40001, 40P01) | the transaction as a whole: the closure of [`Database::transaction`](super::Database::transaction), an upsert, `.id`; a statement outside of one, which is a transaction of its own |
/// | a transaction in which a statement found its tables gone ([`Error::is_stale_statement`]) | the same |
/// | a connection that cannot be had for now (57P01, 57P03, no connection left, nothing listens), or that breaks at BEGIN | the making of the connection: nothing has been done on it |
/// | a connection that breaks while a query outside of a transaction is executed, before the first of its rows is handed out | the query, on a new connection |
///
/// Nothing else is run again: not what the server refuses for any other reason, not what may have changed something when its connection broke
/// ([`Error::is_commit_unknown`]), and no SQL text of the program's own but a [`sql_query`](crate::sql_query) of which it
/// [says](super::SqlQuery::read_only) that it only reads. A password that is refused, a host that is not known and a certificate that is not
/// trusted do not get better by trying, and neither does waiting for a server that has not answered in time.
///
/// # Examples
///
/// ```no_run
/// # use redshift_orm::prelude::*;
/// use std::time::Duration;
/// use redshift_orm::client::RetryPolicy;
///
/// # async fn example(url: String) -> Result<()> {
/// // A cluster that is resized is away for some minutes.
/// let patient = RetryPolicy::default().connection_attempts(60).first_pause(Duration::from_millis(100));
/// let db = Database::builder().url(url).retry(patient).connect().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a policy does nothing until it is given to `Database::builder().retry(..)`"]
pub struct RetryPolicy {
    transaction_attempts: u32,
    connection_attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    jitter: f64,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy {
            transaction_attempts: 10,
            connection_attempts: 5,
            first_pause: Duration::from_millis(20),
            longest_pause: Duration::from_secs(5),
            jitter: 0.5,
        }
    }
}

impl RetryPolicy {
    /// Runs nothing again: every failure is the program's to handle.
    pub fn never() -> Self {
        RetryPolicy::default().transaction_attempts(1).connection_attempts(1)
    }

    /// How often a transaction that conflicts with others is run before it is given up; 10 by default, 1 means never again.
    pub fn transaction_attempts(mut self, attempts: u32) -> Self {
        self.transaction_attempts = attempts;
        self
    }

    /// How often a connection is tried before it is given up, and with it a query that needs one; 5 by default, 1 means never again.
    pub fn connection_attempts(mut self, attempts: u32) -> Self {
        self.connection_attempts = attempts;
        self
    }

    /// The pause before the second attempt; 20 ms by default. Each further pause doubles.
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// The pause that no other is longer than; 5 seconds by default.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    /// The part of each pause that chance may take away, from 0 to 1, so that those who met do not meet again; 0.5 by default.
    pub fn jitter(mut self, part: f64) -> Self {
        self.jitter = if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) };
        self
    }

    /// The pause after so many attempts. `random` is at least 0 and less than 1.
    fn pause_after(&self, attempt: u32, random: f64) -> Duration {
        let doubled = self.first_pause.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
        let longest = doubled.min(self.longest_pause);
        Duration::try_from_secs_f64(longest.as_secs_f64() * (1.0 - self.jitter * random)).unwrap_or(longest)
    }
}

/// The attempts at one thing.
pub(super) struct Attempts<'d> {
    policy: &'d RetryPolicy,
    observer: &'d Observer,
    least: u32,
    conflicts: u32,
    lost_links: u32,
}

impl<'d> Attempts<'d> {
    pub(super) fn new(policy: &'d RetryPolicy, observer: &'d Observer) -> Self {
        Attempts { policy, observer, least: 1, conflicts: 0, lost_links: 0 }
    }

    /// With so many attempts at a transaction, if the policy has fewer.
    pub(super) fn at_least(self, attempts: u32) -> Self {
        Attempts { least: attempts, ..self }
    }

    /// Waits before what conflicted with others is run again, or gives the error back when it is not.
    pub(super) async fn after_conflict(&mut self, error: Error) -> Result<(), Error> {
        self.after(error, |error| error.is_serialization_conflict() || error.is_stale_statement()).await
    }

    /// Waits before that, or before what has changed nothing is tried over a new connection, or gives the error back.
    pub(super) async fn after_conflict_or_lost_link(&mut self, error: Error) -> Result<(), Error> {
        if error.is_lost_link() {
            return self.after_lost_link(error).await;
        }
        self.after_conflict(error).await
    }

    /// Waits before a connection is made again, or gives the error back when it is not.
    pub(super) async fn after_lost_link(&mut self, error: Error) -> Result<(), Error> {
        self.lost_links += 1;
        if self.lost_links >= self.policy.connection_attempts || !error.is_lost_link() {
            return Err(error);
        }
        self.pause(self.lost_links, &error, "tried again on a new connection").await;
        Ok(())
    }

    /// Like [`after_conflict`](Attempts::after_conflict), for errors of the caller's choice.
    pub(super) async fn after(&mut self, error: Error, is_passing: fn(&Error) -> bool) -> Result<(), Error> {
        self.conflicts += 1;
        if self.conflicts >= self.policy.transaction_attempts.max(self.least) || !is_passing(&error) {
            return Err(error);
        }
        self.pause(self.conflicts, &error, "the transaction is run again").await;
        Ok(())
    }

    async fn pause(&self, attempt: u32, error: &Error, what: &'static str) {
        let pause = self.policy.pause_after(attempt, random());
        self.observer.runs_again(error);
        tracing::info!(error.type = error.kind(), %error, attempt, ?pause, "{what}");
        tokio::time::sleep(pause).await;
    }
}

/// At least 0 and less than 1.
fn random() -> f64 {
    let parts = RandomState::new().build_hasher().finish() % 1000;
    f64::from(u32::try_from(parts).unwrap_or(0)) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end_at_the_longest() {
        let policy = RetryPolicy::default().first_pause(Duration::from_millis(100));
        for random in [0.0, 0.1, 0.5, 0.999] {
            let pause = |attempt| policy.pause_after(attempt, random);
            assert!((Duration::from_millis(50)..=Duration::from_millis(100)).contains(&pause(1)));
            assert!((Duration::from_millis(200)..=Duration::from_millis(400)).contains(&pause(3)));
            assert!(pause(99) <= Duration::from_secs(5));
        }
    }

    #[test]
    fn jitter_is_a_part() {
        let pause = |jitter| RetryPolicy::default().jitter(jitter).pause_after(1, 0.5);
        assert_eq!(pause(0.0), Duration::from_millis(20));
        assert_eq!(pause(1.0), Duration::from_millis(10));
        assert_eq!((pause(-3.0), pause(7.0), pause(f64::NAN)), (pause(0.0), pause(1.0), pause(0.0)));
    }
}

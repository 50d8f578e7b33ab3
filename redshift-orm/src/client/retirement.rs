//! When a connection has served long enough.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use deadpool::managed::Metrics;

use super::connections::Pool;

/// How old connections become, and how long they stay idle.
#[derive(Debug, Clone)]
pub(super) struct Retirement {
    pub(super) max_lifetime: Option<Duration>,
    pub(super) idle_timeout: Option<Duration>,
    /// Tells the connections' shares of the lifetime apart.
    random: RandomState,
}

/// Idle connections are looked through at least, and at most, this often.
const LONGEST_ROUND: Duration = Duration::from_secs(30);
const SHORTEST_ROUND: Duration = Duration::from_millis(10);

impl Default for Retirement {
    fn default() -> Self {
        Retirement {
            max_lifetime: Some(Duration::from_mins(30)),
            idle_timeout: Some(Duration::from_mins(10)),
            random: RandomState::new(),
        }
    }
}

impl Retirement {
    /// Whether a connection that nobody uses is to be closed.
    pub(super) fn is_due(&self, metrics: &Metrics) -> bool {
        self.idle_timeout.is_some_and(|timeout| metrics.last_used() >= timeout)
            || self.lifetime(metrics.created).is_some_and(|lifetime| metrics.age() >= lifetime)
    }

    /// The lifetime of a connection: up to a tenth shorter than the maximum, so that those made at once do not all end at once.
    fn lifetime(&self, created: Instant) -> Option<Duration> {
        let parts = u32::try_from(self.random.hash_one(created) % 1000).unwrap_or(0);
        self.max_lifetime.map(|lifetime| lifetime - lifetime / 10_000 * parts)
    }

    /// Closes the idle connections of the pool that are due, as long as there is a pool. One that is about to be used is looked at then.
    pub(super) fn watch(self, pool: &Pool) {
        let Some(shortest) = self.max_lifetime.into_iter().chain(self.idle_timeout).min() else { return };
        let round = (shortest / 4).clamp(SHORTEST_ROUND, LONGEST_ROUND);
        let pool = pool.weak();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(round).await;
                let Some(pool) = pool.upgrade().filter(|pool| !pool.is_closed()) else { return };
                drop(pool.retain(|_, metrics| !self.is_due(&metrics)));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn lifetimes_differ_a_little() {
        let longest = Duration::from_secs(1000);
        let retirement = Retirement { max_lifetime: Some(longest), ..Retirement::default() };
        let now = Instant::now();
        let lifetimes: HashSet<_> = (0..100)
            .map(|age| {
                let created = now + Duration::from_micros(age);
                let lifetime = retirement.lifetime(created).unwrap();
                assert_eq!(retirement.lifetime(created), Some(lifetime), "a connection has one lifetime");
                assert!((longest * 9 / 10..=longest).contains(&lifetime), "{lifetime:?}");
                lifetime
            })
            .collect();
        assert!(lifetimes.len() > 50, "{} of 100 differ", lifetimes.len());
        let retirement = Retirement { max_lifetime: Some(Duration::MAX), ..retirement };
        assert!(retirement.lifetime(now).unwrap() > Duration::MAX / 2);
    }
}

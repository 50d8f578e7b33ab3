//! When a connection has served long enough, and how many are kept.

use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use deadpool::managed::{Metrics, PoolError, Timeouts};

use super::connections::Pool;
use super::network::Network;

/// How old connections become, and how long they stay idle.
#[derive(Debug, Clone)]
pub(super) struct Retirement {
    pub(super) max_lifetime: Option<Duration>,
    pub(super) idle_timeout: Option<Duration>,
    /// How many connections stay however long they are idle.
    pub(super) min_connections: usize,
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
            min_connections: 0,
            random: RandomState::new(),
        }
    }
}

impl Retirement {
    /// From when on a connection is too old to be used again.
    pub(super) fn date_of(&self, created: Instant) -> Option<Instant> {
        self.lifetime(created).and_then(|lifetime| created.checked_add(lifetime))
    }

    /// Whether nobody has used a connection for long.
    fn is_unneeded(&self, metrics: &Metrics) -> bool {
        self.idle_timeout.is_some_and(|timeout| metrics.last_used() >= timeout)
    }

    /// The lifetime of a connection: up to a tenth shorter than the maximum, so that those made at once do not all end at once.
    fn lifetime(&self, created: Instant) -> Option<Duration> {
        let parts = u32::try_from(self.random.hash_one(created) % 1000).unwrap_or(0);
        self.max_lifetime.map(|lifetime| lifetime - lifetime / 10_000 * parts)
    }

    /// Closes the idle connections of the pool that are due, and makes those that are to be kept, as long as there is a pool.
    pub(super) fn watch(self, pool: &Pool, network: &Network) {
        let shortest = self.max_lifetime.into_iter().chain(self.idle_timeout).min();
        if shortest.is_none() && self.min_connections == 0 {
            return;
        }
        let round = shortest.map_or(LONGEST_ROUND, |shortest| (shortest / 4).clamp(SHORTEST_ROUND, LONGEST_ROUND));
        let (pool, network) = (pool.weak(), network.clone());
        tokio::spawn(async move {
            while let Some(pool) = pool.upgrade().filter(|pool| !pool.is_closed()) {
                self.close_due(&pool);
                self.fill(&pool, &network).await;
                drop(pool);
                tokio::time::sleep(round).await;
            }
        });
    }

    fn close_due(&self, pool: &Pool) {
        let now = Instant::now();
        let mut spare = pool.status().size.saturating_sub(self.min_connections);
        // Those that were used last stand last.
        drop(pool.retain(|client, metrics| {
            let goes = client.is_closed() || client.is_old(now) || spare > 0 && self.is_unneeded(&metrics);
            if goes {
                spare = spare.saturating_sub(1);
            }
            !goes
        }));
    }

    /// Makes connections until there are as many as are kept. After a failure the next round tries again.
    async fn fill(&self, pool: &Pool, network: &Network) {
        let mut idle = Vec::new();
        let at_once = Timeouts { wait: Some(Duration::ZERO), ..pool.timeouts() };
        while pool.status().size < self.min_connections {
            let Some(mut presence) = network.enter() else { return };
            // A pool makes a connection for nobody who can have an idle one, so these are held for a moment.
            let mut getting = pin!(pool.timeout_get(&at_once));
            let got = match poll_fn(|context| Poll::Ready(getting.as_mut().poll(context))).await {
                Poll::Ready(got) => got,
                Poll::Pending => {
                    idle.clear();
                    tokio::select! {
                        got = getting => got,
                        () = presence.closed() => return,
                    }
                }
            };
            match got {
                Ok(client) => idle.push(client),
                Err(PoolError::Backend(error)) => {
                    return tracing::debug!(error.type = error.kind(), "a connection that is to be kept could not be made");
                }
                // All are in use.
                Err(_) => return,
            }
        }
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

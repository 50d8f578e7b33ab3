//! Where reads go: to readers in turn, and past those that do not answer.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::join_all;

use super::database::{Database, PoolState};
use super::lease::Lease;
use super::retry::Attempts;
use crate::error::{Error, Result};

/// A handle to the readers of a [`Database`]; made by [`Database::read`]. Clone it freely.
///
/// It executes queries alone: every method of a query takes it in place of the database, and no statement that writes does.
#[derive(Clone)]
pub struct Reader {
    db: Database,
}

/// What an endpoint of a [`Database`] is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// Everything but what [`Database::read`] executes.
    Writer,
    /// What [`Database::read`] executes.
    Reader,
}

/// An endpoint of a [`Database`] at a moment; made by [`Database::endpoints`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointState {
    /// `host:port/database`.
    pub target: String,
    /// What it is there for.
    pub role: Role,
    /// Its connections.
    pub connections: PoolState,
    /// How much longer it is left alone, because it did not answer.
    pub left_alone: Option<Duration>,
}

impl Database {
    /// What sends queries to the [readers](super::Builder::reader), to one after the other in turn; without readers, to the database itself.
    ///
    /// A reader to which no connection can be made is left alone for five seconds ([`reader_rest`](super::Builder::reader_rest)), and twice as long
    /// each time that it fails again, up to 32 times as long; then one query tries it. A query that finds a reader gone, or loses its connection before its first
    /// row is handed out, goes to the next reader at once, and to the writer when no reader is left
    /// ([`reads_on_writer`](super::Builder::reads_on_writer)): a failover, which `redshift_failovers_total` counts.
    ///
    /// Readers may lag behind: what was just committed may not be seen there, and two queries one after the other may go to two readers.
    /// What has to see the program's own writes is executed with `&db` or in a transaction.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example<M: Model>(writer: String, readers: [String; 2]) -> Result<()>
    /// # where M::Columns: redshift_orm::statement::Selection<'static, Row = M> {
    /// let [one, other] = readers;
    /// let db = Database::builder().writer(writer).reader(one).reader(other).connect().await?;
    /// let rows: Vec<M> = M::query().all(&db.read()).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn read(&self) -> Reader {
        Reader { db: self.clone() }
    }

    /// The endpoints at this moment: the writer, then the readers as they were named.
    #[must_use]
    pub fn endpoints(&self) -> Vec<EndpointState> {
        let state = |db: &Database, role, left_alone| EndpointState {
            target: db.target().to_owned(),
            role,
            connections: db.state(),
            left_alone,
        };
        let writer = state(self, Role::Writer, None);
        let now = Instant::now();
        let readers = self.readers().endpoints.iter();
        let readers = readers.map(|reader| state(&reader.db, Role::Reader, reader.rest().left(now)));
        std::iter::once(writer).chain(readers).collect()
    }
}

impl Reader {
    pub(super) fn db(&self) -> &Database {
        &self.db
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("endpoints", &self.db.endpoints()).finish()
    }
}

/// The readers of a database.
pub(super) struct Readers {
    endpoints: Vec<Endpoint>,
    /// The one whose turn it is.
    next: AtomicUsize,
    /// How long one is left alone that has failed once.
    rest: Duration,
    /// Whether the writer reads where no reader does.
    falls_back: bool,
}

/// A reader, which is a database of its own.
struct Endpoint {
    db: Database,
    rest: Mutex<Rest>,
}

impl Endpoint {
    fn rest(&self) -> MutexGuard<'_, Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Readers {
    pub(super) fn new(databases: Vec<Database>, rest: Duration, falls_back: bool) -> Self {
        let endpoints = databases.into_iter().map(|db| Endpoint { db, rest: Mutex::default() }).collect();
        Readers { endpoints, next: AtomicUsize::new(0), rest, falls_back }
    }

    pub(super) fn databases(&self) -> impl Iterator<Item = &Database> {
        self.endpoints.iter().map(|endpoint| &endpoint.db)
    }

    /// Makes a connection to each. One that does not answer is left alone; one that refuses is an error.
    pub(super) async fn connect(&self) -> Result<()> {
        let leases = join_all(self.databases().map(Database::lease_once)).await;
        for (endpoint, lease) in self.endpoints.iter().zip(leases) {
            match lease {
                Ok(lease) => drop(lease),
                Err(error) if error.is_lost_link() || error.is_timeout() => self.fails(endpoint, &error),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The readers, from the one on whose turn it is.
    fn in_turn(&self) -> impl Iterator<Item = (usize, &Endpoint)> + Clone {
        let count = self.endpoints.len().max(1);
        let first = self.next.fetch_add(1, Ordering::Relaxed) % count;
        self.endpoints.iter().enumerate().cycle().skip(first).take(self.endpoints.len())
    }

    fn fails(&self, endpoint: &Endpoint, error: &Error) {
        let Some(rest) = endpoint.rest().begin(Instant::now(), self.rest) else { return };
        tracing::warn!(error.type = error.kind(), %error, ?rest, "a reader does not answer, and is left alone");
    }
}

/// The rest of a reader that does not answer.
#[derive(Debug, Default)]
struct Rest {
    until: Option<Instant>,
    length: Duration,
    /// Somebody asks the reader after its rest.
    probing: bool,
}

/// A reader is left alone at most so many times as long as the first time.
const LONGEST: u32 = 32;

impl Rest {
    /// How much longer it lasts.
    fn left(&self, now: Instant) -> Option<Duration> {
        self.until?.checked_duration_since(now).filter(|left| !left.is_zero())
    }

    /// Whether the reader is asked now. Of those who come after a rest one asks it, and for the others the rest lasts on.
    fn is_over(&mut self, now: Instant) -> bool {
        if self.until.is_none() {
            return true;
        }
        if self.left(now).is_some() {
            return false;
        }
        self.probing = true;
        self.until = now.checked_add(self.length);
        true
    }

    /// Begins, or goes on when the reader was asked after it; how long. It has begun already when several find the same.
    fn begin(&mut self, now: Instant, first: Duration) -> Option<Duration> {
        if self.left(now).is_some() && !self.probing {
            return None;
        }
        self.length = (self.length * 2).clamp(first, first.saturating_mul(LONGEST));
        self.until = now.checked_add(self.length);
        self.probing = false;
        Some(self.length)
    }

    fn end(&mut self) {
        *self = Rest::default();
    }
}

/// The attempts at something that only reads.
pub(super) struct Reads<'d> {
    db: &'d Database,
    on_readers: bool,
    attempts: Attempts<'d>,
    /// Where the attempt is made.
    place: Place,
    /// Where the next one is made, if that is known.
    next: Option<Place>,
    /// A connection was had.
    leased: bool,
    /// What was asked in vain since the last pause.
    tried: Vec<Place>,
    /// An endpoint did not answer.
    moved: bool,
}

/// An endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Writer,
    /// By its number.
    Reader(usize),
}

impl<'d> Reads<'d> {
    /// Of the writer, or of the readers.
    pub(super) fn new(db: &'d Database, on_readers: bool) -> Self {
        Reads {
            db,
            on_readers: on_readers && !db.readers().endpoints.is_empty(),
            attempts: db.attempts(),
            place: Place::Writer,
            next: None,
            leased: false,
            tried: Vec::new(),
            moved: false,
        }
    }

    /// A connection to the endpoint whose turn it is.
    pub(super) async fn lease(&mut self) -> Result<Lease> {
        let leased = self.turn().lease_once().await;
        self.leased = leased.is_ok();
        match (self.reader(), &leased) {
            (Some(reader), Ok(_)) => reader.rest().end(),
            (Some(reader), Err(error)) if error.is_unreachable() => self.db.readers().fails(reader, error),
            _ => {}
        }
        leased
    }

    /// The same in a transaction.
    pub(super) async fn begin_lease(&mut self) -> Result<Lease> {
        let mut lease = self.lease().await?;
        lease.begin().await?;
        Ok(lease)
    }

    /// The read has been answered.
    pub(super) fn answered(&self) {
        if self.moved {
            self.db.observer().failed_over(true);
        }
    }

    /// Goes to another endpoint, or waits before the same is asked again, or gives the error back when that would not help.
    pub(super) async fn after(&mut self, error: Error) -> Result<()> {
        let error = self.endpoint().lost(error);
        let is_gone = error.is_lost_link() || !self.leased && error.is_unreachable();
        if !self.on_readers || !is_gone {
            return self.attempts.after_conflict_or_lost_link(error).await;
        }
        self.moved = true;
        self.tried.push(self.place);
        self.next = self.choose();
        if self.next.is_some() {
            self.db.observer().runs_again(&error);
            tracing::info!(error.type = error.kind(), %error, "tried again on another endpoint");
            return Ok(());
        }
        self.tried.clear();
        self.attempts.after_lost_link(error).await.inspect_err(|_| self.db.observer().failed_over(false))
    }

    fn turn(&mut self) -> &'d Database {
        self.place = self.next.take().or_else(|| self.choose()).unwrap_or(Place::Writer);
        self.endpoint()
    }

    /// The endpoint whose turn it is, of those that were not tried.
    fn choose(&self) -> Option<Place> {
        if !self.on_readers {
            return None;
        }
        let readers = self.db.readers();
        let in_turn = readers.in_turn();
        let untried = || in_turn.clone().filter(|(number, _)| !self.tried.contains(&Place::Reader(*number)));
        let now = Instant::now();
        let rested = untried().find(|(_, endpoint)| endpoint.rest().is_over(now));
        match rested {
            Some((number, _)) => Some(Place::Reader(number)),
            None if readers.falls_back => (!self.tried.contains(&Place::Writer)).then_some(Place::Writer),
            // Where there is nothing else, those are asked that should be left alone.
            None => untried().next().map(|(number, _)| Place::Reader(number)),
        }
    }

    fn reader(&self) -> Option<&'d Endpoint> {
        match self.place {
            Place::Writer => None,
            Place::Reader(number) => self.db.readers().endpoints.get(number),
        }
    }

    fn endpoint(&self) -> &'d Database {
        self.reader().map_or(self.db, |reader| &reader.db)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn rests_double_up_to_the_longest() {
        let mut now = Instant::now();
        let mut rest = Rest::default();
        assert!(rest.is_over(now));
        for length in [1, 2, 4, 8, 16, 32, 32] {
            assert_eq!(rest.begin(now, SECOND), Some(SECOND * length));
            assert_eq!(rest.left(now), Some(SECOND * length));
            assert!(!rest.is_over(now + SECOND * length - SECOND / 2));
            now += SECOND * length;
            assert!(rest.is_over(now), "the first to come asks");
            assert!(!rest.is_over(now), "the others do not");
        }
        rest.end();
        assert!(rest.is_over(now) && rest.is_over(now));
        assert_eq!(rest.begin(now, SECOND), Some(SECOND));
    }

    #[test]
    fn several_who_find_the_same_begin_one_rest() {
        let now = Instant::now();
        let mut rest = Rest::default();
        assert_eq!(rest.begin(now, SECOND), Some(SECOND));
        assert_eq!(rest.begin(now + SECOND / 2, SECOND), None);
        assert_eq!(rest.left(now), Some(SECOND));
    }
}

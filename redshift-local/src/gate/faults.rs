//! The faults that wait to happen: those of the server and its databases, shared, and those of one session.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use super::session::End;
use crate::fault::{Command, Effect, Fault, FaultError, Kind, Scope};

/// The faults of a server.
#[derive(Debug)]
pub(crate) struct Registry {
    scopes: Mutex<Scopes>,
    /// Whether any statement may be concerned, so that others need not look.
    is_armed: AtomicBool,
    /// Told when maintenance begins.
    begun: broadcast::Sender<Begun>,
    sessions: AtomicU64,
}

#[derive(Debug, Default)]
struct Scopes {
    server: Waiting,
    databases: HashMap<String, Waiting>,
}

/// The faults of one scope.
#[derive(Debug, Default)]
struct Waiting {
    statements: Vec<(Effect, crate::fault::At)>,
    refusing_until: Option<Instant>,
    maintenance: Option<Maintenance>,
}

#[derive(Debug, Clone, Copy)]
struct Maintenance {
    until: Instant,
    /// The session that set it, which stays.
    by: Option<u64>,
}

/// Maintenance that began: it ends what is connected then, however short it is.
#[derive(Debug, Clone)]
struct Begun {
    /// `None` for all.
    database: Option<String>,
    by: Option<u64>,
}

/// What happens to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Strike {
    pub(super) delay: Duration,
    pub(super) blow: Option<Blow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blow {
    DropBefore,
    DropAfter,
    Error(FaultError),
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Waiting {
    fn new(faults: Vec<Fault>, by: Option<u64>) -> Self {
        let mut waiting = Self::default();
        let now = Instant::now();
        for fault in faults {
            match fault.kind {
                Kind::At(effect, at) => waiting.statements.push((effect, at)),
                Kind::RefuseConnections(time) => waiting.refusing_until = Some(now + time),
                Kind::Maintenance(time) => waiting.maintenance = Some(Maintenance { until: now + time, by }),
            }
        }
        waiting
    }

    /// Counts a statement.
    fn strike(&mut self, is_commit: bool, strike: &mut Strike) {
        self.statements.retain_mut(|(effect, at)| {
            if at.commits_only && !is_commit {
                return true;
            }
            if let Some(number) = &mut at.number
                && *number > 1
            {
                *number -= 1;
                return true;
            }
            match *effect {
                Effect::Delay(time) => strike.delay += time,
                Effect::DropBefore => strike.blow = strike.blow.or(Some(Blow::DropBefore)),
                Effect::DropAfter => strike.blow = strike.blow.or(Some(Blow::DropAfter)),
                Effect::Error(error) => strike.blow = strike.blow.or(Some(Blow::Error(error))),
            }
            at.number.is_none()
        });
    }

    /// What still waits, as it would be set now.
    fn faults(&self) -> Vec<Fault> {
        let left = |until: Instant| {
            let left = until.saturating_duration_since(Instant::now());
            (!left.is_zero()).then_some(left)
        };
        let statements = self.statements.iter().map(|&(effect, at)| Fault { kind: Kind::At(effect, at) });
        let refusing = self.refusing_until.and_then(left).map(Fault::refuse_connections);
        let maintenance = self.maintenance.and_then(|maintenance| left(maintenance.until)).map(Fault::maintenance);
        statements.chain(refusing).chain(maintenance).collect()
    }

    fn is_maintained(&self, session: Option<u64>) -> bool {
        self.maintenance.is_some_and(|maintenance| {
            maintenance.until > Instant::now() && (session.is_none() || maintenance.by != session)
        })
    }

    fn is_refusing(&self) -> bool {
        self.refusing_until.is_some_and(|until| until > Instant::now())
    }
}

impl Scopes {
    fn of(&self, database: &str) -> impl Iterator<Item = &Waiting> {
        self.databases.get(database).into_iter().chain([&self.server])
    }
}

impl Registry {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            scopes: Mutex::default(),
            is_armed: AtomicBool::new(false),
            begun: broadcast::Sender::new(16),
            sessions: AtomicU64::new(1),
        })
    }

    /// Replaces the faults of a database, or of the server.
    pub(crate) fn set(&self, database: Option<&str>, faults: Vec<Fault>) {
        self.set_by(database, faults, None);
    }

    fn set_by(&self, database: Option<&str>, faults: Vec<Fault>, by: Option<u64>) {
        let mut scopes = lock(&self.scopes);
        let waiting = Waiting::new(faults, by);
        let begins = waiting.maintenance.is_some();
        match database {
            None => scopes.server = waiting,
            Some(database) => {
                scopes.databases.insert(database.to_owned(), waiting);
            }
        }
        scopes.databases.retain(|_, waiting| !waiting.faults().is_empty());
        let is_armed = scopes.databases.values().chain([&scopes.server]).any(|waiting| !waiting.statements.is_empty());
        self.is_armed.store(is_armed, Ordering::Release);
        drop(scopes);
        if begins {
            // Without a session nobody is told.
            drop(self.begun.send(Begun { database: database.map(str::to_owned), by }));
        }
    }

    /// What still waits for a database, or for the server.
    pub(crate) fn waiting(&self, database: Option<&str>) -> Vec<Fault> {
        let scopes = lock(&self.scopes);
        match database {
            None => scopes.server.faults(),
            Some(database) => scopes.databases.get(database).map(Waiting::faults).unwrap_or_default(),
        }
    }

    /// A new session of a database.
    pub(super) fn open(self: &Arc<Self>, database: &str) -> Result<Faults, End> {
        let scopes = lock(&self.scopes);
        if scopes.of(database).any(|waiting| waiting.is_maintained(None)) {
            return Err(End::Fatal("57P03", "the database system is shutting down".to_owned()));
        }
        if scopes.of(database).any(Waiting::is_refusing) {
            return Err(End::Closed);
        }
        Ok(Faults {
            registry: Arc::clone(self),
            database: database.to_owned(),
            number: self.sessions.fetch_add(1, Ordering::Relaxed),
            own: Mutex::default(),
            is_armed: AtomicBool::new(false),
        })
    }
}

/// The faults that concern one session.
#[derive(Debug)]
pub(super) struct Faults {
    registry: Arc<Registry>,
    database: String,
    number: u64,
    own: Mutex<Waiting>,
    is_armed: AtomicBool,
}

impl Faults {
    /// Whether anything may happen to a statement.
    pub(super) fn is_armed(&self) -> bool {
        self.is_armed.load(Ordering::Relaxed) || self.registry.is_armed.load(Ordering::Acquire)
    }

    /// Counts a statement that is about to be sent, and tells what happens to it.
    pub(super) fn strike(&self, is_commit: bool) -> Strike {
        let mut strike = Strike::default();
        if self.is_armed.load(Ordering::Relaxed) {
            lock(&self.own).strike(is_commit, &mut strike);
        }
        if self.registry.is_armed.load(Ordering::Acquire) {
            let mut scopes = lock(&self.registry.scopes);
            if let Some(waiting) = scopes.databases.get_mut(&self.database) {
                waiting.strike(is_commit, &mut strike);
            }
            scopes.server.strike(is_commit, &mut strike);
        }
        strike
    }

    /// Does what a statement asks for.
    pub(super) fn apply(&self, command: &Command) {
        match command {
            Command::Set(Scope::Session, faults) => self.set_own(faults.clone()),
            Command::Set(Scope::Database, faults) => {
                self.registry.set_by(Some(&self.database), faults.clone(), Some(self.number));
            }
            Command::Set(Scope::Server, faults) => self.registry.set_by(None, faults.clone(), Some(self.number)),
            Command::Reset => {
                self.set_own(Vec::new());
                self.registry.set(Some(&self.database), Vec::new());
                self.registry.set(None, Vec::new());
            }
            Command::Show => {}
        }
    }

    fn set_own(&self, faults: Vec<Fault>) {
        self.is_armed.store(!faults.is_empty(), Ordering::Relaxed);
        *lock(&self.own) = Waiting::new(faults, None);
    }

    /// What still waits in all scopes, for SHOW.
    pub(super) fn shown(&self) -> String {
        let scopes = [
            ("session", lock(&self.own).faults()),
            ("database", self.registry.waiting(Some(&self.database))),
            ("server", self.registry.waiting(None)),
        ];
        let parts: Vec<String> = scopes
            .into_iter()
            .filter(|(_, faults)| !faults.is_empty())
            .map(|(scope, faults)| {
                let faults: Vec<String> = faults.iter().map(Fault::to_string).collect();
                format!("{scope}: {}", faults.join(", "))
            })
            .collect();
        if parts.is_empty() { "none".to_owned() } else { parts.join("; ") }
    }

    /// Resolves when maintenance ends this session.
    pub(super) async fn maintained(&self) -> End {
        let mut begun = self.registry.begun.subscribe();
        loop {
            let is_maintained = {
                let scopes = lock(&self.registry.scopes);
                scopes.of(&self.database).any(|waiting| waiting.is_maintained(Some(self.number)))
            };
            let ends = is_maintained
                || match begun.recv().await {
                    Ok(Begun { database, by }) => {
                        database.is_none_or(|database| database == self.database) && by != Some(self.number)
                    }
                    Err(RecvError::Lagged(_)) => false,
                    Err(RecvError::Closed) => return std::future::pending().await,
                };
            if ends {
                return End::Fatal("57P01", super::session::TERMINATED.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::At;

    #[test]
    fn statements_and_commits_are_counted_apart() {
        let registry = Registry::new();
        let session = registry.open("dev").ok().unwrap();
        session.apply(&Command::Set(
            Scope::Session,
            vec![Fault::drop_after(At::commit(2)), Fault::error(FaultError::Cancelled, At::statement(2))],
        ));
        assert_eq!(session.strike(true), Strike::default());
        assert_eq!(session.shown(), "session: drop after commit, error 57014 at statement");
        assert_eq!(session.strike(false).blow, Some(Blow::Error(FaultError::Cancelled)));
        assert_eq!(session.strike(true).blow, Some(Blow::DropAfter));
        assert_eq!(session.shown(), "none");
    }

    #[test]
    fn a_database_counts_over_its_sessions_alone() {
        let registry = Registry::new();
        let [one, two, other] = ["a", "a", "b"].map(|database| registry.open(database).ok().unwrap());
        registry.set(Some("a"), vec![Fault::drop_before(At::statement(2))]);
        for session in [&one, &other, &other] {
            assert_eq!(session.strike(false), Strike::default());
        }
        assert_eq!(two.strike(false).blow, Some(Blow::DropBefore));
        assert_eq!(two.strike(false), Strike::default());
        assert_eq!(registry.waiting(Some("a")), []);
    }
}

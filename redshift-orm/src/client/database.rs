//! The database: a pool of connections behind a cheap handle.

mod builder;

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use deadpool::managed::{PoolError, TimeoutType};
use futures_util::future::join_all;

pub use self::builder::Builder;
use super::batches::BatchSize;
use super::connections::{Object, Pool};
use super::endpoint::Readers;
use super::lease::Lease;
use super::marker::Markers;
use super::network::Network;
use super::observe::Observer;
use super::retry::{Attempts, RetryPolicy};
use super::server::{Recognition, Server};
use super::wire::Wire;
use crate::error::{Error, Result};

/// A handle to a pool of connections. Clone it freely.
///
/// Every executing method takes a `&Database` or a [`&Transaction`](super::Transaction). Given the database, each statement is a transaction of
/// its own, on whatever connection is free.
#[derive(Clone)]
pub struct Database {
    shared: Arc<Shared>,
}

struct Shared {
    pool: Pool,
    network: Network,
    observer: Arc<Observer>,
    recognition: Arc<Recognition>,
    /// `host:port/database`, for messages.
    target: String,
    max_connections: usize,
    acquire_timeout: Duration,
    retry: RetryPolicy,
    batch_size: BatchSize,
    wire: Wire,
    markers: Markers,
    readers: Readers,
}

/// The connections of a [`Database`] at a moment; made by [`Database::state`].
///
/// `size` is always the sum of `idle` and `in_use`. While connections come and go the numbers may be off by those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolState {
    /// The connections there are.
    pub size: usize,
    /// The connections that nobody uses.
    pub idle: usize,
    /// The connections that statements, transactions and streams use.
    pub in_use: usize,
    /// How many wait for a connection: for one to become free, or to be made.
    pub waiting: usize,
    /// The most connections there may be, [`Builder::max_connections`].
    pub max_connections: usize,
}

impl Database {
    /// Connects to `redshift://user:password@host:5439/database`.
    ///
    /// The parts are percent-encoded: `p@ss` is written `p%40ss`. The port is 5439 where none is given; `postgres://` and
    /// `postgresql://` do as well. Parameters go after a `?`, with `&` between:
    ///
    /// | parameter | value |
    /// |---|---|
    /// | `sslmode` | `verify-full` (the default): TLS, with a certificate of a trusted authority for this host; `verify-ca`: whatever its name; `require`: whatever certificate, and as `verify-ca` where `sslrootcert` is given; `prefer`: whatever certificate, or no TLS where the server speaks none; `disable`: no TLS |
    /// | `sslrootcert` | a file of trusted authorities in PEM form, in place of the public ones (Mozilla's), which `system` names too |
    /// | `application_name` | what the server calls the connection in its logs |
    /// | `connect_timeout` | seconds, as for [`Builder::connect_timeout`]; `0` for no limit |
    /// | `search_path` | as for [`Builder::search_path`], with commas between: `sales,public` |
    /// | `query_group`, `timezone` | as for [`Builder::query_group`] and [`Builder::timezone`] |
    /// | `wire` | how statements travel, see [`Wire`]: `unnamed` (the default), `prepared`, or `text` |
    /// | `hostaddr` | the IP address to go to, such as the near end of a tunnel; the certificate is compared with the host all the same |
    ///
    /// The modes are libpq's, but for `allow`, which is an error. `prefer` protects from nobody: who stands in between reads along, or says
    /// that the server speaks no TLS.
    ///
    /// Several hosts, `redshift://user:password@one,two:5440/database`, are tried in turn for each new connection. The next one is tried
    /// where a host cannot be reached, does not answer in time, or has no connection to give; one that refuses the password, the
    /// database or the like, or whose certificate is not valid, is believed.
    ///
    /// One connection is made at once, so that what is wrong is found here; more are made as they are needed.
    ///
    /// # Errors
    /// When the URL is not valid ([`Error::is_configuration`]), or the server cannot be reached or refuses
    /// ([`Error::is_connection`], [`Error::is_authentication`]), does not answer in time ([`Error::is_timeout`]), or is a PostgreSQL
    /// ([`Error::is_configuration`], see [`Builder::allow_postgresql`]). Users whose password is stored with SHA-256 cannot log in.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example() -> Result<()> {
    /// let db = Database::connect("redshift://user:secret@host:5439/dev").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn connect(url: impl Into<String>) -> Result<Self> {
        Database::builder().url(url).connect().await
    }

    /// Sets how to connect.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example(secret: String) -> Result<()> {
    /// let db = Database::builder()
    ///     .url("redshift://IAM%3Areport@host/dev")
    ///     .password(secret)
    ///     .max_connections(4)
    ///     .statement_timeout(std::time::Duration::from_secs(60))
    ///     .connect()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// Takes a connection out of the pool, making one if need be. One that cannot be made for now is tried again: nothing has been sent.
    pub(super) async fn lease(&self) -> Result<Lease> {
        let mut attempts = self.attempts();
        loop {
            match self.lease_once().await {
                Ok(lease) => return Ok(lease),
                Err(error) => attempts.after_lost_link(error).await?,
            }
        }
    }

    /// The same, and the first answer counts.
    pub(super) async fn lease_once(&self) -> Result<Lease> {
        let Shared { observer, batch_size, .. } = &*self.shared;
        let acquisition = observer.acquisition();
        let taken = acquisition.within(pin!(self.take())).await;
        let object = acquisition.end(taken.map_err(|cause| self.no_connection(cause)))?;
        Ok(Lease::new(object, observer, *batch_size))
    }

    /// Why there is no connection.
    fn no_connection(&self, cause: PoolError<Error>) -> Error {
        let target = &self.shared.target;
        match cause {
            PoolError::Backend(error) => error,
            PoolError::Timeout(TimeoutType::Wait) => Error::timeout(format!(
                "none of the {} connections to {target} became free within {:?}; see `max_connections` and \
                 `acquire_timeout` of the builder",
                self.shared.max_connections, self.shared.acquire_timeout
            )),
            PoolError::Closed => Error::closed(format!(
                "the database {target} was closed: `Database::close` was called on this handle or a clone of it"
            )),
            cause @ (PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle)
            | PoolError::NoRuntimeSpecified
            | PoolError::PostCreateHook(_)) => Error::connection(format!("cannot connect to {target}: {cause}")),
        }
    }

    /// Takes a connection out of the pool, unless the database is closed before there is one.
    async fn take(&self) -> Result<Object, PoolError<Error>> {
        let mut presence = self.shared.network.enter().ok_or(PoolError::Closed)?;
        tokio::select! {
            biased;
            taken = self.shared.pool.get() => taken,
            () = presence.closed() => Err(PoolError::Closed),
        }
    }

    /// Takes a connection and begins a transaction on it. A connection that broke while nobody looked is replaced by another, for
    /// nothing has happened on it yet.
    pub(super) async fn begin_lease(&self) -> Result<Lease> {
        let mut attempts = self.attempts();
        loop {
            match self.begin_lease_once().await {
                Ok(lease) => return Ok(lease),
                Err(error) => attempts.after_lost_link(error).await?,
            }
        }
    }

    /// The same, and the first answer counts.
    pub(super) async fn begin_lease_once(&self) -> Result<Lease> {
        let mut lease = self.lease_once().await?;
        match lease.begin().await {
            Ok(()) => Ok(lease),
            Err(error) => Err(self.lost(error)),
        }
    }

    /// After a connection was lost the idle ones are closed, which are as old and go to the same server, so that the next is a new one.
    pub(super) fn lost(&self, error: Error) -> Error {
        if error.is_lost_link() || error.is_commit_unknown() {
            drop(self.shared.pool.retain(|_, _| false));
        }
        error
    }

    /// What an error means for a statement that is a transaction of its own and may write.
    pub(super) fn unknown(&self, error: Error) -> Error {
        let error = self.lost(error);
        if !error.is_unanswered() {
            return error;
        }
        self.shared.observer.unknown();
        Error::statement_unknown(error)
    }

    /// Closes the database, for all clones of this handle: what runs may end, nothing new begins, and all connections are closed.
    ///
    /// Statements, transactions and streams that have a connection go on for as long as `limit`; then they are cancelled on the server and
    /// their connections are closed. What they see, and what everything sees that asks for a connection from now on, also those that wait
    /// for one, is an error that [is closed](Error::is_closed); a COMMIT or a write of its own that was under way
    /// [is unknown](Error::is_commit_unknown). A transaction that the caller itself holds is waited for too, so end it first.
    ///
    /// Gives whether everything ended by itself. Where the server does not answer, cancelling takes up to ten seconds more. Closing a closed
    /// database does nothing. Should this future be dropped, the database is closed all the same, and what runs is not cancelled.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example(db: Database) {
    /// if !db.close(std::time::Duration::from_secs(20)).await {
    ///     eprintln!("some statements had to be cancelled");
    /// }
    /// # }
    /// ```
    pub async fn close(&self, limit: Duration) -> bool {
        for db in self.all_endpoints() {
            db.shared.network.refuse();
            db.shared.pool.close();
        }
        let quiet = join_all(self.all_endpoints().map(|db| db.shared.network.quiet()));
        if tokio::time::timeout(limit, quiet).await.is_ok() {
            return true;
        }
        // The idle connections may be on their way still.
        let left = self.all_endpoints().map(Database::state).any(|state| state.size + state.waiting > 0);
        join_all(self.all_endpoints().map(|db| db.shared.network.close())).await;
        !left
    }

    /// The connections of the pool at this moment, where there are readers that of the writer; [`endpoints`](Database::endpoints) has all.
    /// It is cheap, so it can be asked as often as metrics are wanted.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # fn example(db: Database) {
    /// let state = db.state();
    /// println!("{} of {} connections in use, {} waiting", state.in_use, state.max_connections, state.waiting);
    /// # }
    /// ```
    #[must_use]
    pub fn state(&self) -> PoolState {
        let status = self.shared.pool.status();
        PoolState {
            size: status.size,
            idle: status.available,
            in_use: status.size - status.available,
            waiting: status.waiting,
            max_connections: self.shared.max_connections,
        }
    }

    pub(super) fn wire(&self) -> Wire {
        self.shared.wire
    }

    /// `host:port/database`.
    pub(super) fn target(&self) -> &str {
        &self.shared.target
    }

    /// The server, as the connection that was made last has found it. It is not asked again.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # fn example(db: Database) {
    /// println!("connected to {}", db.server()); // connected to Amazon Redshift 1.0.63269
    /// # }
    /// ```
    #[must_use]
    pub fn server(&self) -> Server {
        self.shared.recognition.server().expect("a database has had a connection")
    }

    /// The writer and the readers.
    fn all_endpoints(&self) -> impl Iterator<Item = &Database> {
        std::iter::once(self).chain(self.readers().databases())
    }

    pub(super) fn readers(&self) -> &Readers {
        &self.shared.readers
    }

    pub(super) fn markers(&self) -> &Markers {
        &self.shared.markers
    }

    pub(super) fn observer(&self) -> &Observer {
        &self.shared.observer
    }

    /// The attempts at something, none of which has been made.
    pub(super) fn attempts(&self) -> Attempts<'_> {
        Attempts::new(&self.shared.retry, &self.shared.observer)
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("target", &self.shared.target)
            .field("pool", &self.state())
            .finish_non_exhaustive()
    }
}

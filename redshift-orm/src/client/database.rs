//! The database: a pool of connections behind a cheap handle.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError, QueueMode, RecyclingMethod, Runtime, TimeoutType,
};

use super::batches::BatchSize;
use super::lease::Lease;
use super::network::Network;
use super::observe::Observer;
use super::retirement::Retirement;
use super::retry::{Attempts, RetryPolicy};
use super::tls::Connector;
use super::url::{SslMode, Url};
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
    network: Arc<Network>,
    observer: Arc<Observer>,
    /// `host:port/database`, for messages.
    target: String,
    max_connections: usize,
    acquire_timeout: Duration,
    retry: RetryPolicy,
    batch_size: BatchSize,
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

/// How a [`Database`] connects; made by [`Database::builder`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `.connect()` is called"]
pub struct Builder {
    url: Option<String>,
    user: Option<String>,
    password: Option<String>,
    application_name: Option<String>,
    ssl_root_cert: Option<PathBuf>,
    max_connections: usize,
    acquire_timeout: Duration,
    connect_timeout: Option<Duration>,
    statement_timeout: Option<Duration>,
    case_sensitive_super_attributes: bool,
    retirement: Retirement,
    retry: RetryPolicy,
    slow_statement: Option<Duration>,
    alias: String,
    batch_size: BatchSize,
}

/// A connection that was idle for longer is asked for a sign of life before it is used.
const IDLE: Duration = Duration::from_secs(30);

/// How long the sign of life may take. A connection that the network has forgotten never gives one.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);

/// Load balancers and VPC endpoints forget connections that are silent for about 350 seconds.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(30);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(10);
const KEEPALIVE_RETRIES: u32 = 3;

/// How long data may stay unacknowledged before the connection is given up.
const TCP_USER_TIMEOUT: Duration = Duration::from_secs(60);

impl Database {
    /// Connects to `redshift://user:password@host:5439/database`.
    ///
    /// The parts are percent-encoded: `p@ss` is written `p%40ss`. The port is 5439 where none is given; `postgres://` and
    /// `postgresql://` do as well. Parameters go after a `?`, with `&` between:
    ///
    /// | parameter | value |
    /// |---|---|
    /// | `sslmode` | `verify-full` (the default): TLS, with a certificate of a trusted authority for this host; `verify-ca`: whatever its name; `require`: whatever certificate; `disable`: no TLS |
    /// | `sslrootcert` | a file of trusted authorities in PEM form, in place of the public ones (Mozilla's) |
    /// | `application_name` | what the server calls the connection in its logs |
    /// | `connect_timeout` | seconds |
    ///
    /// One connection is made at once, so that what is wrong is found here; more are made as they are needed.
    ///
    /// # Errors
    /// When the URL is not valid ([`Error::is_configuration`]), or the server cannot be reached or refuses
    /// ([`Error::is_connection`], [`Error::is_authentication`]). Users whose password is stored with SHA-256 cannot log in.
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
        Builder {
            url: None,
            user: None,
            password: None,
            application_name: None,
            ssl_root_cert: None,
            max_connections: 10,
            acquire_timeout: Duration::from_secs(30),
            connect_timeout: None,
            statement_timeout: None,
            case_sensitive_super_attributes: false,
            retirement: Retirement::default(),
            retry: RetryPolicy::default(),
            slow_statement: None,
            batch_size: BatchSize::default(),
            alias: "default".into(),
        }
    }

    /// Takes a connection out of the pool, making one if need be. One that cannot be made for now is tried again: nothing has been sent.
    pub(super) async fn lease(&self) -> Result<Lease> {
        let mut attempts = self.attempts();
        loop {
            match self.lease_once().await {
                Ok(lease) => return Ok(lease),
                Err(error) => attempts.link_after(error).await?,
            }
        }
    }

    /// The same, and the first answer counts.
    pub(super) async fn lease_once(&self) -> Result<Lease> {
        let Shared { network, observer, .. } = &*self.shared;
        let object = observer.acquire(async { self.take().await.map_err(|cause| self.no_connection(cause)) }).await?;
        Ok(Lease::new(object, Arc::clone(network), Arc::clone(observer), self.shared.batch_size))
    }

    /// Why there is no connection.
    fn no_connection(&self, cause: PoolError) -> Error {
        let target = &self.shared.target;
        match cause {
            PoolError::Timeout(TimeoutType::Wait) => Error::timeout(format!(
                "none of the {} connections to {target} became free within {:?}; see `max_connections` and \
                 `acquire_timeout` of the builder",
                self.shared.max_connections, self.shared.acquire_timeout
            )),
            PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle) => Error::timeout(format!(
                "cannot connect to {target}: no answer in time; a security group or a firewall may keep this network \
                 out, or the cluster be paused (`connect_timeout` of the builder)"
            )),
            PoolError::Backend(cause) | PoolError::PostCreateHook(HookError::Backend(cause)) => {
                Error::of_connecting(cause, target)
            }
            PoolError::Closed => Error::closed(format!(
                "the database {target} was closed: `Database::close` was called on this handle or a clone of it"
            )),
            cause @ (PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(HookError::Message(_))) => {
                Error::connection(format!("cannot connect to {target}: {cause}"))
            }
        }
    }

    /// Takes a connection out of the pool, unless the database is closed before there is one.
    async fn take(&self) -> Result<Object, PoolError> {
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
                Err(error) => attempts.link_after(error).await?,
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
        if error.is_lost_link() {
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
    /// for one, is an error that [is closed](Error::is_closed); a COMMIT that was under way [is unknown](Error::is_commit_unknown). A
    /// transaction that the caller itself holds is waited for too, so end it first.
    ///
    /// Gives whether everything ended by itself. Where the server does not answer, cancelling takes up to ten seconds more. Closing a closed database does nothing. Should this future be dropped, the database is
    /// closed all the same, and what runs is not cancelled.
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
        let Shared { pool, network, .. } = &*self.shared;
        network.refuse();
        pool.close();
        if tokio::time::timeout(limit, network.quiet()).await.is_ok() {
            return true;
        }
        // The idle connections may be on their way still.
        let PoolState { size, waiting, .. } = self.state();
        network.close().await;
        size + waiting == 0
    }

    /// The connections of the pool at this moment. It is cheap, so it can be asked as often as metrics are wanted.
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

    /// The attempts at something, none of which has been made.
    pub(super) fn attempts(&self) -> Attempts<'_> {
        Attempts::new(&self.shared.retry, &self.shared.observer)
    }
}

impl Builder {
    /// Where to connect, as [`Database::connect`] takes it.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The user, in place of the URL's; needs no percent-encoding.
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// The password, in place of the URL's; needs no percent-encoding.
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// What the server calls the connections in its logs, in place of the URL's `application_name`.
    pub fn application_name(mut self, name: impl Into<String>) -> Self {
        self.application_name = Some(name.into());
        self
    }

    /// A file of trusted authorities in PEM form, in place of the URL's `sslrootcert`.
    pub fn ssl_root_cert(mut self, file: impl Into<PathBuf>) -> Self {
        self.ssl_root_cert = Some(file.into());
        self
    }

    /// The most connections the pool makes; 10 by default. A cluster takes 500 in all, and runs far fewer queries at once.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections;
        self
    }

    /// How long a statement waits for a connection to become free; 30 seconds by default. Those that wait get one in the order they came.
    pub fn acquire_timeout(mut self, timeout: Duration) -> Self {
        self.acquire_timeout = timeout;
        self
    }

    /// How old a connection becomes; 30 minutes by default, `None` for as old as the server lets it. It is closed when nobody uses it, never
    /// in the middle of a statement or a transaction, and up to a tenth earlier, so that those made at once do not all end at once.
    ///
    /// Connections that are made anew find a cluster that has moved, and log in with what is valid now.
    pub fn max_lifetime(mut self, lifetime: impl Into<Option<Duration>>) -> Self {
        self.retirement.max_lifetime = lifetime.into();
        self
    }

    /// How long a connection stays that nobody needs, counted from when it was last taken out of the pool; 10 minutes by default, `None`
    /// for as long as the server lets it. The connection used last is used first, so that those of a busy hour do go.
    ///
    /// Redshift itself ends idle sessions after an hour (Serverless) or four, or as ALTER USER .. SESSION TIMEOUT says (`r_ALTER_USER`).
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.retirement.idle_timeout = timeout.into();
        self
    }

    /// How long the making of a connection may take; 60 seconds by default, because a serverless workgroup takes long to resume.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long a statement may take before the server cancels it (`statement_timeout`, which counts the time in the queue too).
    /// By default what the cluster says. The error then [is a timeout](Error::is_timeout).
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.statement_timeout = Some(timeout);
        self
    }

    /// Lets [paths](crate::expr::Navigation::path) find attributes of SUPER values whose names have upper-case letters, which Redshift
    /// folds to lower case by default (`r_enable_case_sensitive_super_attribute`). Amazon recommends it.
    pub fn case_sensitive_super_attributes(mut self) -> Self {
        self.case_sensitive_super_attributes = true;
        self
    }

    /// What is run again when it fails, how often, and after what pauses.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Logs a statement that takes longer, as a `warn` event of `tracing`: see [`client`](super). By default none is.
    pub fn slow_statement(mut self, threshold: Duration) -> Self {
        self.slow_statement = Some(threshold);
        self
    }

    /// What metrics call the database, as their label `alias`: see [`client`](super). By default `default`.
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.alias = alias.into();
        self
    }

    /// How many bytes of rows [streams](crate::statement::Query::stream) and
    /// [batches](crate::statement::Query::for_each_batch) hold; 4 MiB by default. A row that is wider is held all the same.
    ///
    /// What a FETCH asks for goes by the rows before it, from 64 rows on at 4 MiB, so that rows which are suddenly wider can make one batch
    /// larger: by as many rows as a FETCH has at most, see [`fetch_rows`](Builder::fetch_rows).
    pub fn batch_bytes(mut self, bytes: usize) -> Self {
        self.batch_size.bytes = bytes;
        self
    }

    /// The most rows that a FETCH asks for; 1000 by default, because more are an error on a cluster of one node (`fetch`). On a cluster of
    /// several nodes more save round trips where rows are narrow: 10,000, say.
    pub fn fetch_rows(mut self, rows: u32) -> Self {
        self.batch_size.fetch_rows = rows;
        self
    }

    /// Connects. See [`Database::connect`].
    ///
    /// # Errors
    /// As [`Database::connect`].
    pub async fn connect(self) -> Result<Database> {
        let url = self.parse()?;
        if self.max_connections == 0 {
            return Err(Error::configuration("max_connections is at least 1"));
        }
        if self.batch_size.fetch_rows == 0 {
            return Err(Error::configuration("fetch_rows is at least 1"));
        }
        let connector = Connector::new(url.ssl_mode, url.ssl_root_cert.as_deref())?;
        let config = url.to_config(&connector);
        // Not `Clean`: Redshift has no DISCARD. What a session was left with is the lease's business.
        let manager_config = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let network = Network::new(connector);
        let manager = Manager::from_connect(config, network.clone(), manager_config);
        let observer = Arc::new(Observer {
            alias: self.alias,
            host: url.host.clone(),
            port: url.port,
            database: url.database.clone(),
            slow: self.slow_statement,
        });
        let mut pool = Pool::builder(manager)
            .max_size(self.max_connections)
            .wait_timeout(Some(self.acquire_timeout))
            .create_timeout(Some(url.connect_timeout.unwrap_or(Duration::from_secs(60))))
            .runtime(Runtime::Tokio1)
            .queue_mode(QueueMode::Lifo)
            .pre_recycle(retire(self.retirement.clone()))
            .pre_recycle(sign_of_life())
            .post_create(connected(Arc::clone(&observer)));
        if let Some(timeout) = self.statement_timeout {
            // Zero would turn the timeout off.
            pool = pool.post_create(set(format!("SET statement_timeout TO {}", timeout.as_millis().max(1))));
        }
        if self.case_sensitive_super_attributes {
            pool = pool.post_create(set("SET enable_case_sensitive_super_attribute TO true".into()));
        }
        let pool = pool.build().map_err(|cause| Error::configuration(format!("the pool cannot be built: {cause}")))?;
        self.retirement.watch(&pool);
        let shared = Shared {
            pool,
            network: Arc::new(network),
            observer,
            target: format!("{}:{}/{}", url.host, url.port, url.database),
            max_connections: self.max_connections,
            acquire_timeout: self.acquire_timeout,
            retry: self.retry,
            batch_size: self.batch_size,
        };
        let db = Database { shared: Arc::new(shared) };
        // Not tried again: what is wrong with the URL is to be found at once.
        drop(db.lease_once().await?);
        Ok(db)
    }

    /// Whether the URL asks for TLS.
    pub(super) fn has_tls(&self) -> Result<bool> {
        Ok(self.parse()?.ssl_mode != SslMode::Disable)
    }

    /// The URL with what the builder says in its place.
    fn parse(&self) -> Result<Url> {
        let Some(url) = &self.url else {
            return Err(Error::configuration(
                "no URL was given; say `.url(\"redshift://user:password@host:5439/database\")`",
            ));
        };
        let mut url = Url::parse(url)?;
        if let Some(user) = &self.user {
            url.user.clone_from(user);
        }
        if self.password.is_some() {
            url.password.clone_from(&self.password);
        }
        if self.application_name.is_some() {
            url.application_name.clone_from(&self.application_name);
        }
        if self.ssl_root_cert.is_some() {
            url.ssl_root_cert.clone_from(&self.ssl_root_cert);
        }
        if self.connect_timeout.is_some() {
            url.connect_timeout = self.connect_timeout;
        }
        Ok(url)
    }
}

impl Url {
    fn to_config(&self, connector: &Connector) -> tokio_postgres::Config {
        let mut config = tokio_postgres::Config::new();
        // Of the startup parameters Redshift takes, only the name of the application is sent: many others end the login.
        config
            .user(&self.user)
            .host(&self.host)
            .port(self.port)
            .dbname(&self.database)
            .application_name(self.application_name.as_deref().unwrap_or("redshift-orm"))
            .ssl_mode(connector.ssl_mode())
            .keepalives(true)
            .keepalives_idle(KEEPALIVE_IDLE)
            .keepalives_interval(KEEPALIVE_INTERVAL)
            .keepalives_retries(KEEPALIVE_RETRIES)
            .tcp_user_timeout(TCP_USER_TIMEOUT);
        if let Some(password) = &self.password {
            config.password(password);
        }
        if let Some(timeout) = self.connect_timeout {
            config.connect_timeout(timeout);
        }
        config
    }
}

/// Lets go a connection that has served long enough.
fn retire(retirement: Retirement) -> Hook {
    Hook::sync_fn(move |_, metrics| if retirement.is_due(metrics) { Err(HookError::message("due")) } else { Ok(()) })
}

/// Asks a connection that was idle for a sign of life. One that was used just now needs none, and is spared the round trip.
fn sign_of_life() -> Hook {
    Hook::async_fn(|client, metrics| {
        let idle = metrics.last_used() > IDLE;
        Box::pin(async move {
            if !idle {
                return Ok(());
            }
            match tokio::time::timeout(SIGN_OF_LIFE, client.simple_query("SELECT 1")).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(cause)) => Err(HookError::Backend(cause)),
                Err(_) => Err(HookError::message("no sign of life")),
            }
        })
    })
}

fn connected(observer: Arc<Observer>) -> Hook {
    Hook::sync_fn(move |_, _| {
        observer.connected();
        Ok(())
    })
}

fn set(command: String) -> Hook {
    Hook::async_fn(move |client, _| {
        let command = command.clone();
        Box::pin(async move { client.batch_execute(&command).await.map_err(HookError::Backend) })
    })
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("target", &self.shared.target)
            .field("pool", &self.state())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URL may hold a password, so neither is shown.
        f.debug_struct("Builder")
            .field("user", &self.user)
            .field("max_connections", &self.max_connections)
            .field("statement_timeout", &self.statement_timeout)
            .field("case_sensitive_super_attributes", &self.case_sensitive_super_attributes)
            .finish_non_exhaustive()
    }
}

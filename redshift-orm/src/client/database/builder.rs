//! How a database connects: every setting, and the pool made from them.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::QueueMode;

use super::{Database, Shared};
use crate::client::batches::BatchSize;
use crate::client::connections::{Connections, Pool};
use crate::client::credentials::{CredentialProvider, Keeper, Login, Provider};
use crate::client::endpoint::Readers;
use crate::client::marker::{MarkerTable, Markers};
use crate::client::network::Network;
use crate::client::observe::Observer;
use crate::client::retirement::Retirement;
use crate::client::retry::RetryPolicy;
use crate::client::server::Recognition;
use crate::client::settings::Settings;
use crate::client::tls::Connector;
use crate::client::url::{Host, Url};
use crate::client::wire::Wire;
use crate::error::{Error, Result};

/// How a [`Database`] connects; made by [`Database::builder`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `.connect()` is called"]
pub struct Builder {
    url: Option<String>,
    readers: Vec<String>,
    reader_rest: Duration,
    reads_on_writer: bool,
    user: Option<String>,
    password: Option<String>,
    credentials: Option<Provider>,
    application_name: Option<String>,
    application_name_suffix: String,
    ssl_root_cert: Option<PathBuf>,
    max_connections: usize,
    acquire_timeout: Duration,
    connect_timeout: Option<Duration>,
    keepalives: Keepalives,
    settings: Settings,
    allow_postgresql: bool,
    retirement: Retirement,
    retry: RetryPolicy,
    marker_table: MarkerTable,
    slow_statement: Option<Duration>,
    alias: String,
    batch_size: BatchSize,
    wire: Option<Wire>,
}

/// When TCP asks whether the other side is still there, and how long it waits for it.
#[derive(Debug, Clone)]
struct Keepalives {
    idle: Option<Duration>,
    interval: Duration,
    retries: u32,
    user_timeout: Option<Duration>,
}

impl Default for Keepalives {
    fn default() -> Self {
        // Load balancers and VPC endpoints forget connections that are silent for about 350 seconds.
        Keepalives {
            idle: Some(Duration::from_secs(30)),
            interval: Duration::from_secs(10),
            retries: 3,
            user_timeout: Some(Duration::from_secs(60)),
        }
    }
}

impl Builder {
    pub(super) fn new() -> Self {
        Builder {
            url: None,
            readers: Vec::new(),
            reader_rest: Duration::from_secs(5),
            reads_on_writer: true,
            user: None,
            password: None,
            credentials: None,
            application_name: None,
            application_name_suffix: String::new(),
            ssl_root_cert: None,
            max_connections: 10,
            acquire_timeout: Duration::from_secs(30),
            connect_timeout: None,
            keepalives: Keepalives::default(),
            settings: Settings::default(),
            allow_postgresql: false,
            retirement: Retirement::default(),
            retry: RetryPolicy::default(),
            marker_table: MarkerTable::default(),
            slow_statement: None,
            batch_size: BatchSize::default(),
            alias: "default".into(),
            wire: None,
        }
    }

    /// Where to connect, as [`Database::connect`] takes it.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The endpoint that executes everything but what [`Database::read`] does: another word for [`url`](Builder::url), for where there are
    /// [readers](Builder::reader).
    pub fn writer(self, url: impl Into<String>) -> Self {
        self.url(url)
    }

    /// One more endpoint that executes what [`Database::read`] does: a cluster or workgroup that has the same tables, such as one that reads
    /// them from a datashare. What the builder says holds for it too; its connections are a pool of their own, of up to
    /// [`max_connections`](Builder::max_connections).
    pub fn reader(mut self, url: impl Into<String>) -> Self {
        self.readers.push(url.into());
        self
    }

    /// How long a reader is left alone that does not answer; 5 seconds by default, and up to 32 times as long while it fails again.
    pub fn reader_rest(mut self, rest: Duration) -> Self {
        self.reader_rest = rest;
        self
    }

    /// Whether [`Database::read`] goes to the writer when no reader answers; it does by default. With `false` it never does where there
    /// are readers, and then tries even those that are left alone.
    pub fn reads_on_writer(mut self, on_writer: bool) -> Self {
        self.reads_on_writer = on_writer;
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

    /// Where each new connection gets its user and password from, in place of the URL's password: see [`credentials`](crate::client::credentials).
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// use redshift_orm::client::credentials::PasswordFile;
    ///
    /// # async fn example() -> Result<()> {
    /// let file = PasswordFile::new("/run/secrets/redshift");
    /// let db = Database::builder().url("redshift://report@host/dev").credentials(file).connect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn credentials(mut self, provider: impl CredentialProvider + 'static) -> Self {
        self.credentials = Some(Provider::new(provider));
        self
    }

    /// What the server calls the connections in its logs, in place of the URL's `application_name`.
    pub fn application_name(mut self, name: impl Into<String>) -> Self {
        self.application_name = Some(name.into());
        self
    }

    /// What stands behind the application's name, whoever has said that: with `/nightly`, the connections of `billing` are called
    /// `billing/nightly`. Without any other name they are `redshift-orm/nightly`.
    pub fn application_name_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.application_name_suffix = suffix.into();
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

    /// The connections the pool keeps, however long nobody needs them; none by default. They are made after the first, in the background,
    /// and what the server or the network has ended is replaced within half a minute. [`max_lifetime`](Builder::max_lifetime) is theirs too.
    pub fn min_connections(mut self, connections: usize) -> Self {
        self.retirement.min_connections = connections;
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
    /// for as long as the server lets it. The connection used last is used first, so that those of a busy hour do go, but for
    /// [those that are kept](Builder::min_connections).
    ///
    /// Redshift itself ends idle sessions after an hour (Serverless) or four, or as ALTER USER .. SESSION TIMEOUT says (`r_ALTER_USER`).
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.retirement.idle_timeout = timeout.into();
        self
    }

    /// How long the making of a connection may take; 60 seconds by default, because a serverless workgroup takes long to resume.
    ///
    /// It is the time of each address of each host: with two hosts, making a connection takes up to twice as long.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long a connection is silent before TCP asks whether the server is still there; 30 seconds by default, `None` for never.
    ///
    /// Load balancers and VPC endpoints forget a connection that is silent for about 350 seconds, and a long statement is.
    pub fn keepalives_idle(mut self, idle: impl Into<Option<Duration>>) -> Self {
        self.keepalives.idle = idle.into();
        self
    }

    /// How long TCP waits for an answer before it asks again; 10 seconds by default.
    pub fn keepalives_interval(mut self, interval: Duration) -> Self {
        self.keepalives.interval = interval;
        self
    }

    /// How often TCP asks in vain before the connection counts as broken; 3 by default.
    pub fn keepalives_count(mut self, count: u32) -> Self {
        self.keepalives.retries = count;
        self
    }

    /// How long what was sent may stay unacknowledged before the connection counts as broken; 60 seconds by default, `None` for what
    /// the system does. Linux alone knows it.
    pub fn tcp_user_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.keepalives.user_timeout = timeout.into();
        self
    }

    /// How long a statement may take before the server cancels it (`statement_timeout`, which counts the time in the queue too).
    /// By default what the cluster says. The error then [is a timeout](Error::is_timeout).
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.settings.statement_timeout = Some(timeout);
        self
    }

    /// The schemas in which tables without a schema are looked for, and in the first of which they are created, in place of the URL's
    /// `search_path` (`r_search_path`). `$user` is the schema that is called as the user.
    ///
    /// Names are what Redshift takes them for when they are quoted, as everywhere else here: letters become lower-case.
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # fn example(url: String) {
    /// let builder = Database::builder().url(url).search_path(["reports", "public"]);
    /// # }
    /// ```
    pub fn search_path<S: Into<String>>(mut self, schemas: impl IntoIterator<Item = S>) -> Self {
        self.settings.search_path = Some(schemas.into_iter().map(Into::into).collect());
        self
    }

    /// The label of all statements, in place of the URL's `query_group`: system tables show it, and workload management can send
    /// statements to a queue by it (`r_query_group`).
    pub fn query_group(mut self, group: impl Into<String>) -> Self {
        self.settings.query_group = Some(group.into());
        self
    }

    /// The time zone of the sessions, in place of the URL's `timezone`: that in which the server turns a TIMESTAMPTZ into a TIMESTAMP, a DATE
    /// or a text, and back (`r_timezone_config`). By default what the user's settings say, which is UTC where they say nothing.
    ///
    /// A `DateTime<Utc>` is read and bound as the same moment in every zone.
    pub fn timezone(mut self, zone: impl Into<String>) -> Self {
        self.settings.timezone = Some(zone.into());
        self
    }

    /// Lets [paths](crate::expr::Navigation::path) find attributes of SUPER values whose names have upper-case letters, which Redshift
    /// folds to lower case by default (`r_enable_case_sensitive_super_attribute`). Amazon recommends it.
    pub fn case_sensitive_super_attributes(mut self) -> Self {
        self.settings.case_sensitive_super_attributes = true;
        self
    }

    /// Takes a PostgreSQL for a server, which is otherwise an error. It answers many statements as Redshift does not, and refuses others:
    /// what works there tells little.
    pub fn allow_postgresql(mut self) -> Self {
        self.allow_postgresql = true;
        self
    }

    /// What is run again when it fails, how often, and after what pauses.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The table of [`Database::transaction_with_marker`], in place of `redshift_orm_markers`.
    pub fn marker_table(mut self, table: MarkerTable) -> Self {
        self.marker_table = table;
        self
    }

    /// Logs a statement that takes longer, as a `warn` event of `tracing`: see [`client`](crate::client). By default none is.
    pub fn slow_statement(mut self, threshold: Duration) -> Self {
        self.slow_statement = Some(threshold);
        self
    }

    /// What metrics call the database, as their label `alias`: see [`client`](crate::client). By default `default`.
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

    /// How statements travel, in place of the URL's `wire`; [`Wire::Unnamed`] by default.
    pub fn wire(mut self, wire: Wire) -> Self {
        self.wire = Some(wire);
        self
    }

    /// Connects. See [`Database::connect`].
    ///
    /// # Errors
    /// As [`Database::connect`].
    pub async fn connect(mut self) -> Result<Database> {
        // A query is written before it is known where it goes.
        let wire = self.parse()?.wire;
        let readers = std::mem::take(&mut self.readers).into_iter();
        let readers = readers.map(|url| self.clone().url(url).wire(wire).build(Vec::new()));
        let readers = readers.collect::<Result<Vec<_>>>()?;
        let retirement = self.retirement.clone();
        let db = self.build(readers)?;
        // Not tried again: what is wrong with the URL is to be found at once.
        drop(db.lease_once().await?);
        db.readers().connect().await?;
        // Not before, so that a wrong password is one refused login.
        for endpoint in db.all_endpoints() {
            retirement.clone().watch(&endpoint.shared.pool, &endpoint.shared.network);
        }
        Ok(db)
    }

    /// Makes the pool, which has no connection yet.
    fn build(self, readers: Vec<Database>) -> Result<Database> {
        let url = self.parse()?;
        if self.max_connections == 0 {
            return Err(Error::configuration("max_connections is at least 1"));
        }
        if self.retirement.min_connections > self.max_connections {
            return Err(Error::configuration(format!(
                "min_connections is at most max_connections, which is {}",
                self.max_connections
            )));
        }
        if self.batch_size.fetch_rows == 0 {
            return Err(Error::configuration("fetch_rows is at least 1"));
        }
        let connector = Connector::new(url.ssl_mode, url.ssl_root_cert.as_deref())?;
        let login = self.login(&url, &connector)?;
        let settings = self.settings(&url).sql()?;
        let hosts = self.with_keepers(&url);
        let network = Network::new(connector);
        let observer = Arc::new(Observer {
            alias: self.alias,
            hosts: url.hosts.clone(),
            last_host: AtomicUsize::new(0),
            database: url.database.clone(),
            slow: self.slow_statement,
        });
        let recognition = Arc::new(Recognition::new(self.allow_postgresql));
        let target = url.target();
        let connections = Connections {
            network: network.clone(),
            login,
            hosts,
            target: target.clone(),
            timeout: url.connect_timeout.unwrap_or(Duration::from_secs(60)),
            recognition: Arc::clone(&recognition),
            settings,
            wire: url.wire,
            changes: Arc::default(),
            retirement: self.retirement.clone(),
            observer: Arc::clone(&observer),
        };
        let pool = Pool::builder(connections)
            .max_size(self.max_connections)
            .wait_timeout(Some(self.acquire_timeout))
            .runtime(Runtime::Tokio1)
            .queue_mode(QueueMode::Lifo)
            .build()
            .map_err(|cause| Error::configuration(format!("the pool cannot be built: {cause}")))?;
        let shared = Shared {
            pool,
            network,
            observer,
            recognition,
            target,
            max_connections: self.max_connections,
            acquire_timeout: self.acquire_timeout,
            retry: self.retry,
            markers: Markers::new(self.marker_table),
            readers: Readers::new(readers, self.reader_rest, self.reads_on_writer),
            batch_size: self.batch_size,
            wire: url.wire,
        };
        Ok(Database { shared: Arc::new(shared) })
    }

    /// Whether the URL insists on TLS.
    pub(in crate::client) fn needs_tls(&self) -> Result<bool> {
        Ok(self.parse()?.ssl_mode.needs_tls())
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
            url.user = Some(user.clone());
        }
        if self.password.is_some() {
            url.password.clone_from(&self.password);
        }
        match &self.credentials {
            None if url.user.is_none() => return Err(Url::without_user()),
            Some(_) if url.password.is_some() => {
                return Err(Error::configuration(
                    "a password is given twice: by `.credentials(..)`, and by the URL or `.password(..)`; leave one of them out",
                ));
            }
            _ => {}
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
        if let Some(wire) = self.wire {
            url.wire = wire;
        }
        if url.connect_timeout == Some(Duration::ZERO) {
            return Err(Error::configuration("connect_timeout is longer than nothing"));
        }
        Ok(url)
    }

    /// The settings, with what the URL says where the builder says nothing.
    fn settings(&self, url: &Url) -> Settings {
        let mut settings = self.settings.clone();
        settings.search_path = settings.search_path.or_else(|| url.search_path.clone());
        settings.query_group = settings.query_group.or_else(|| url.query_group.clone());
        settings.timezone = settings.timezone.or_else(|| url.timezone.clone());
        settings.wire = url.wire;
        settings
    }

    /// The hosts, each with who gives the credentials for it, if the URL does not.
    fn with_keepers(&self, url: &Url) -> Vec<(Host, Option<Keeper>)> {
        let keeper = |host: &Host| {
            let mut login = Login::new(&host.name, host.port, &url.database);
            login.user.clone_from(&url.user);
            self.credentials.clone().map(|provider| Keeper::new(provider, login))
        };
        url.hosts.iter().map(|host| (host.clone(), keeper(host))).collect()
    }

    /// How to log in, wherever that is.
    fn login(&self, url: &Url, connector: &Connector) -> Result<tokio_postgres::Config> {
        let name = url.application_name.as_deref().unwrap_or("redshift-orm").to_owned() + &self.application_name_suffix;
        if name.contains('\0') {
            return Err(Error::configuration("the application's name contains a NUL character"));
        }
        let mut config = tokio_postgres::Config::new();
        // Of the startup parameters Redshift takes, only the name of the application is sent: many others end the login.
        config.dbname(&url.database).application_name(name).ssl_mode(connector.ssl_mode());
        if let Some(user) = &url.user {
            config.user(user);
        }
        if let Some(password) = &url.password {
            config.password(password);
        }
        self.keepalives.write(&mut config)?;
        Ok(config)
    }
}

impl Keepalives {
    /// # Errors
    /// When the system would not take a value.
    fn write(&self, config: &mut tokio_postgres::Config) -> Result<()> {
        // Linux takes no more, and counts in seconds.
        let seconds = Duration::from_secs(1)..=Duration::from_secs(32_767);
        if let Some(idle) = self.idle {
            if !seconds.contains(&idle) || !seconds.contains(&self.interval) {
                return Err(Error::configuration(
                    "keepalives_idle and keepalives_interval are from 1 second to 32767 seconds",
                ));
            }
            if !(1..=127).contains(&self.retries) {
                return Err(Error::configuration("keepalives_count is from 1 to 127"));
            }
            config.keepalives_idle(idle).keepalives_interval(self.interval).keepalives_retries(self.retries);
        }
        config.keepalives(self.idle.is_some());
        if let Some(timeout) = self.user_timeout {
            if u32::try_from(timeout.as_millis()).is_ok_and(|milliseconds| milliseconds > 0) {
                config.tcp_user_timeout(timeout);
            } else {
                return Err(Error::configuration("tcp_user_timeout is from 1 millisecond to 49 days"));
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URL may hold a password, so neither is shown.
        f.debug_struct("Builder")
            .field("user", &self.user)
            .field("max_connections", &self.max_connections)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

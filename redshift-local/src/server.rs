//! The server as a library: started, asked for databases, ended by dropping it.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

use tokio::net::unix::pipe;
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::runtime::{self, Handle};
use tokio::sync::{OnceCell, oneshot, watch};

use crate::certificate::Certificate;
use crate::engine::route::Route;
use crate::engine::{End, Engine, EngineOptions, FIRST_DATABASE, ServerUrl, Stream, USER};
use crate::error::{Error, Result};
use crate::fault::Fault;
use crate::gate::faults::Registry;
use crate::gate::history::Histories;
use crate::gate::logins::{self, Login};
use crate::gate::{self, Behind, response::Domains};
use crate::rewrite::limited;
use crate::rewrite::setting::{FAULT, IDENTITY_GAPS};

/// Names the PostgreSQL to use instead of starting one.
const URL_VARIABLE: &str = "REDSHIFT_LOCAL_URL";

/// A running stand-in: PostgreSQL in a private folder and the gate in front of it.
///
/// It runs on threads of its own, so it may be shared by tests whose runtimes come and go. It ends when it and all its
/// [`Database`]s have been dropped, and also when the process ends, in whatever way.
///
/// # Examples
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = redshift_local::Server::start().await?;
/// assert!(server.url().starts_with("redshift://awsuser@127.0.0.1:"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Server {
    running: Arc<Running>,
}

/// How a [`Server`] is started.
///
/// # Examples
///
/// ```no_run
/// # async fn example() -> redshift_local::Result<()> {
/// let server = redshift_local::Server::builder().port(5439).data("cluster").start().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `start` is called"]
pub struct Builder {
    address: SocketAddr,
    data: Option<PathBuf>,
    url: Option<ServerUrl>,
    defaults: Defaults,
    tls: Tls,
    certificate: Option<PathBuf>,
    strict: bool,
    scaled_decimals: bool,
}

/// Whether a server speaks TLS, with a certificate that it makes for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Tls {
    /// It is declined.
    #[default]
    Declined,
    /// Clients choose.
    Accepted,
    /// Clients without it are refused, as by a cluster with `require_SSL`.
    Required,
}

fn on_or_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// What a database begins with.
#[derive(Debug, Clone, Copy, Default)]
struct Defaults {
    identity_gaps: bool,
    isolation: Isolation,
}

/// The isolation level of a database: on Redshift it belongs to the database, not to the transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Isolation {
    /// `SNAPSHOT`, the default of new clusters: transactions conflict when they change the same rows.
    #[default]
    Snapshot,
    /// `SERIALIZABLE`: transactions that could not have run one after the other conflict too, with error 1023.
    Serializable,
}

impl Isolation {
    /// The settings of the engine that make it.
    ///
    /// Conflicts are between tables, not rows: without indexes the engine reads, and remembers reading, whole tables.
    fn settings(self) -> [(&'static str, &'static str); 4] {
        let (level, indexes) = match self {
            Self::Snapshot => ("repeatable read", "on"),
            Self::Serializable => ("serializable", "off"),
        };
        [
            ("default_transaction_isolation", level),
            ("enable_indexscan", indexes),
            ("enable_indexonlyscan", indexes),
            ("enable_bitmapscan", indexes),
        ]
    }
}

impl Builder {
    /// The port to listen on; any free one by default.
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }

    /// The address to listen on; `127.0.0.1` by default.
    ///
    /// Anybody who can reach it can read and change everything: there are no passwords, but those of [`Database::logins`].
    pub fn host(mut self, host: IpAddr) -> Self {
        self.address.set_ip(host);
        self
    }

    /// Keeps the data in this folder, and begins with what it holds; by default they go when the server ends.
    ///
    /// Several servers, of several processes too, may use one folder at once. Each has its own address and faults; they share the PostgreSQL
    /// that the first has started, with the isolation level and gaps that it has set, and the last one ends it.
    pub fn data(mut self, folder: impl Into<PathBuf>) -> Self {
        self.data = Some(folder.into());
        self
    }

    /// Uses the PostgreSQL of this URL (`postgres://user:password@host:port/database`), 15 or newer, instead of starting one. The host may be
    /// the folder of a Unix socket; TLS is not spoken to it. Without this, and without [`Builder::data`], the environment variable
    /// `REDSHIFT_LOCAL_URL` names one.
    ///
    /// Everything is simulated where the user is a superuser, since much of what Redshift does otherwise can be set in PostgreSQL's catalog
    /// alone; [`Server::unsimulated`] says what is refused where it is none, and may create databases and roles. There the stand-in makes the
    /// role `awsuser` (with the user's password, where that is no superuser), the database `dev`, one for each [`Server::create_database`], whose name begins with `fresh_`, and one that
    /// these are copied from, whose name begins with `redshift_local_`. Others are not touched, not listed, and not reached through the
    /// gate. `dev` stays when the server ends, and several servers may use it at once.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(ServerUrl(url.into()));
        self
    }

    /// Whether bulk inserts leave gaps between identity values, as several slices do on a cluster; off by default.
    ///
    /// It holds for tables created while it is on, and can be changed by `SET redshift_local.identity_gaps = on`.
    pub fn identity_gaps(mut self, on: bool) -> Self {
        self.defaults.identity_gaps = on;
        self
    }

    /// The isolation level of the databases, where [`NewDatabase::isolation`] says nothing else.
    pub fn isolation(mut self, isolation: Isolation) -> Self {
        self.defaults.isolation = isolation;
        self
    }

    /// Whether what is accepted without effect here, or with a known difference, is refused, so that what passes is what it says; off by
    /// default. `docs/behaviour.md` lists these statements: VACUUM, EXPLAIN, BACKUP, settings of the workload manager and the like. What a
    /// connection begins with is taken in any case, since drivers send it by themselves.
    pub fn strict(mut self, on: bool) -> Self {
        self.strict = on;
        self
    }

    /// Whether values of `DECIMAL` that a client asks for in binary go as scaled integers, as in AWS's private protocol: a big-endian
    /// integer without a point, of 8 bytes up to 19 digits and of 16 above, whose scale is in the type modifier of the column. By default they
    /// go in groups of digits, as PostgreSQL's. `SET redshift_local.numeric = scaled` or `groups` says so for a session.
    ///
    /// For clients that read the bytes themselves: a column whose scale is not known is refused, and a `DECIMAL` parameter in binary too.
    pub fn scaled_decimals(mut self, on: bool) -> Self {
        self.scaled_decimals = on;
        self
    }

    /// Whether the server speaks TLS; it declines by default.
    ///
    /// Its certificate is for `localhost` and the address it listens on. It is signed by an authority that is made for this server alone,
    /// and stays the same where the data are kept; [`Server::certificate`] is the authority's, and [`Server::url`] has clients check it.
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = tls;
        self
    }

    /// Writes the certificate of the server's authority to this file, in PEM form; by default to one that goes with the server.
    pub fn certificate_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.certificate = Some(file.into());
        self
    }

    /// Starts the server; it takes about half a second.
    ///
    /// # Errors
    /// When no PostgreSQL is installed ([`Error::is_postgres_missing`]), when it cannot be started, when that of [`Builder::url`] cannot be
    /// used, or when the port is taken.
    pub async fn start(self) -> Result<Server> {
        let (tell, told) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("redshift-local".to_owned())
            .spawn(move || self.run(tell))
            .map_err(|error| Error::io("no thread can be started", error))?;
        let started = match told.await {
            Ok(started) => started?,
            Err(_) => return Err(Error::start("the server ended while it was starting")),
        };
        // Other servers may use the same PostgreSQL, from machines of their own too.
        let mark = RandomState::new().hash_one(std::process::id()) >> 32;
        Ok(Server { running: Arc::new(Running { started, thread: Some(thread), mark, databases: AtomicU64::new(0) }) })
    }

    /// The life of the server, on its own thread.
    fn run(self, tell: oneshot::Sender<Result<Started>>) {
        let Begun { mut engine, domains, runtime, listener, certificate } = match self.begin() {
            Ok(begun) => begun,
            Err(error) => {
                drop(tell.send(Err(error)));
                return;
            }
        };
        let (stop, mut stopped) = oneshot::channel::<()>();
        let (tell_end, ended) = watch::channel(None);
        let address = listener.local_addr().unwrap_or(self.address);
        let faults = Registry::new();
        let logins = Arc::new(logins::Logins::default());
        let histories = Arc::new(Histories::default());
        let started = Started {
            faults: Arc::clone(&faults),
            logins: Arc::clone(&logins),
            histories: Arc::clone(&histories),
            certificate: certificate.as_ref().map(|(file, certificate)| (file.clone(), certificate.authority.clone())),
            address,
            runtime: runtime.handle().clone(),
            route: engine.route().clone(),
            stop: Some(stop),
            ended,
        };
        if tell.send(Ok(started)).is_ok() {
            let behind = Behind {
                route: engine.route().clone(),
                domains,
                faults,
                logins,
                histories,
                is_strict: self.strict,
                is_scaled: self.scaled_decimals,
                tls: certificate.map(|(_, certificate)| certificate.config),
                requires_tls: self.tls == Tls::Required,
            };
            runtime.block_on(async {
                let gate = tokio::spawn(gate::serve(listener, behind));
                // An error of `stopped` means that the sender is gone: that is the sign to stop.
                tokio::select! {
                    _ = &mut stopped => {}
                    () = closed(engine.end()) => {
                        tell_end.send_replace(Some(engine.last_words()));
                        drop(stopped.await);
                    }
                }
                gate.abort();
            });
        }
        runtime.shutdown_background();
        drop(engine);
    }

    fn begin(&self) -> Result<Begun> {
        // Bound first: a taken port is then told at once.
        let listener = std::net::TcpListener::bind(self.address)
            .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::AddrInUse => Error::address_in_use(self.address),
                _ => Error::io(format!("{} cannot be listened on", self.address), error),
            })?;
        let mut settings = vec![(IDENTITY_GAPS, on_or_off(self.defaults.identity_gaps)), (FAULT, "none")];
        settings.extend(self.defaults.isolation.settings());
        let url = match (&self.url, &self.data) {
            (Some(_), Some(_)) => {
                return Err(Error::start(
                    "the data of a PostgreSQL that is there already cannot be in a folder of this server",
                ));
            }
            (url, None) => {
                url.clone().or_else(|| std::env::var(URL_VARIABLE).ok().filter(|url| !url.is_empty()).map(ServerUrl))
            }
            (None, Some(_)) => None,
        };
        let mut engine = Engine::start(&EngineOptions { data: self.data.clone(), url, settings })?;
        let domains = engine.domains()?;
        let certificate = match self.tls {
            Tls::Declined => None,
            Tls::Accepted | Tls::Required => Some(self.certify(&mut engine)?),
        };
        let runtime = runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("redshift-local")
            .enable_all()
            .build()
            .map_err(|error| Error::io("no runtime can be started", error))?;
        let listener = {
            let _entered = runtime.enter();
            TcpListener::from_std(listener).map_err(|error| Error::io("the port cannot be listened on", error))?
        };
        Ok(Begun { engine, domains, runtime, listener, certificate })
    }

    /// The certificate of the server, and the file that its authority's was written to.
    fn certify(&self, engine: &mut Engine) -> Result<(PathBuf, Certificate)> {
        let certificate = Certificate::of(self.address.ip(), self.data.as_deref())?;
        let file = match &self.certificate {
            Some(file) => file.clone(),
            None => engine.folder()?.join("authority.pem"),
        };
        let written = std::fs::write(&file, &certificate.authority).and_then(|()| std::fs::canonicalize(&file));
        let file = written.map_err(|error| Error::io(format!("{} cannot be written", file.display()), error))?;
        Ok((file, certificate))
    }
}

/// Reads what ends with the engine to its end. A connection that is reset has ended too.
async fn closed(end: Option<End>) {
    let mut sink = tokio::io::sink();
    match end {
        Some(End::Pipe(pipe)) => {
            if let Ok(mut pipe) = pipe::Receiver::from_owned_fd(pipe.into()) {
                drop(tokio::io::copy(&mut pipe, &mut sink).await);
                return;
            }
        }
        Some(End::Connection(Stream::Tcp(stream))) => {
            if let Ok(mut stream) = stream.set_nonblocking(true).and_then(|()| TcpStream::from_std(stream)) {
                drop(tokio::io::copy(&mut stream, &mut sink).await);
                return;
            }
        }
        Some(End::Connection(Stream::Unix(stream))) => {
            if let Ok(mut stream) = stream.set_nonblocking(true).and_then(|()| UnixStream::from_std(stream)) {
                drop(tokio::io::copy(&mut stream, &mut sink).await);
                return;
            }
        }
        None => {}
    }
    std::future::pending().await
}

/// The parts of a server that is up.
#[derive(Debug)]
struct Begun {
    engine: Engine,
    domains: Domains,
    runtime: runtime::Runtime,
    listener: TcpListener,
    certificate: Option<(PathBuf, Certificate)>,
}

/// What the thread of the server tells when it is up.
#[derive(Debug)]
struct Started {
    address: SocketAddr,
    runtime: Handle,
    route: Route,
    faults: Arc<Registry>,
    logins: Arc<logins::Logins>,
    histories: Arc<Histories>,
    /// Of the authority: the file, and what is in it.
    certificate: Option<(PathBuf, String)>,
    /// Dropped to stop the server.
    stop: Option<oneshot::Sender<()>>,
    /// What PostgreSQL has written last, once it has ended by itself.
    ended: watch::Receiver<Option<Option<String>>>,
}

#[derive(Debug)]
struct Running {
    started: Started,
    thread: Option<JoinHandle<()>>,
    /// In the names of its databases.
    mark: u64,
    databases: AtomicU64,
}

impl Running {
    fn url(&self, database: &str) -> String {
        let mut address = self.started.address;
        if address.ip().is_unspecified() {
            // All addresses are no address to connect to.
            address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
        }
        let Some((file, _)) = &self.started.certificate else {
            return format!("redshift://{USER}@{address}/{database}?sslmode=disable");
        };
        // Some clients compare names alone, and the certificate has this one.
        let host = match address.ip() {
            ip if ip.is_loopback() => "localhost".to_owned(),
            IpAddr::V6(ip) => format!("[{ip}]"),
            IpAddr::V4(ip) => ip.to_string(),
        };
        let file = percent_encoded(file);
        format!("redshift://{USER}@{host}:{}/{database}?sslmode=verify-full&sslrootcert={file}", address.port())
    }
}

/// A path as a value of a URL.
fn percent_encoded(path: &Path) -> String {
    let mut text = String::new();
    for &byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.started.stop.take());
        let Some(thread) = self.thread.take() else { return };
        // The last owner may be a task of the server's own runtime, which must not wait for itself.
        if Handle::try_current().is_ok_and(|current| current.id() == self.started.runtime.id()) {
            return;
        }
        drop(thread.join());
    }
}

impl Server {
    /// Starts a server with the defaults: a free port of `127.0.0.1`, data that go with it.
    ///
    /// # Errors
    /// As [`Builder::start`].
    pub async fn start() -> Result<Self> {
        Self::builder().start().await
    }

    /// The server of this process, started by the first who asks; it ends with the process.
    ///
    /// # Errors
    /// As [`Builder::start`]; the next call tries again.
    pub async fn shared() -> Result<&'static Self> {
        static SHARED: OnceCell<Server> = OnceCell::const_new();
        SHARED.get_or_try_init(Self::start).await
    }

    /// Sets how a server is started.
    pub fn builder() -> Builder {
        Builder {
            address: SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0),
            data: None,
            url: None,
            defaults: Defaults::default(),
            tls: Tls::default(),
            certificate: None,
            strict: false,
            scaled_decimals: false,
        }
    }

    /// The URL of the database `dev`: `redshift://awsuser@127.0.0.1:<port>/dev?sslmode=disable`, or with [TLS](Builder::tls)
    /// `redshift://awsuser@localhost:<port>/dev?sslmode=verify-full&sslrootcert=<file>`.
    #[must_use]
    pub fn url(&self) -> String {
        self.running.url(FIRST_DATABASE)
    }

    /// Waits until the PostgreSQL behind the server ends by itself, because it was killed or has failed; the error says so. From then on
    /// connections are refused with the SQLSTATE 57P03.
    pub async fn ended(&self) -> Error {
        let mut ended = self.running.started.ended.clone();
        let last_words = ended.wait_for(Option::is_some).await.ok().and_then(|words| words.clone().flatten());
        Error::ended(last_words.as_deref())
    }

    /// The certificate, in PEM form, that clients check the server's with; `None` without [TLS](Builder::tls).
    #[must_use]
    pub fn certificate(&self) -> Option<&str> {
        self.running.started.certificate.as_ref().map(|(_, text)| text.as_str())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.running.started.address
    }

    /// The socket of the PostgreSQL behind the gate, for measuring what the gate costs; `None` when it is reached over TCP. What is sent there
    /// is PostgreSQL's SQL.
    #[must_use]
    pub fn engine_socket(&self) -> Option<&Path> {
        self.running.started.route.socket()
    }

    /// Where the PostgreSQL behind the gate listens, when somebody else has started it: see [`Builder::url`].
    #[must_use]
    pub fn engine_of_others(&self) -> Option<String> {
        let route = &self.running.started.route;
        route.foreign.as_ref().map(|_| route.address.to_string())
    }

    /// What is not simulated because the PostgreSQL of [`Builder::url`] was given a user who is no superuser; `None` otherwise. What cannot be
    /// had is refused with an error whose message begins with `redshift-local:`.
    #[must_use]
    pub fn unsimulated(&self) -> Option<&'static str> {
        self.running.started.route.is_limited().then_some(limited::UNSIMULATED)
    }

    /// What goes wrong on purpose in all connections to this server.
    #[must_use]
    pub fn faults(&self) -> Faults<'_> {
        Faults { registry: &self.running.started.faults, database: None }
    }

    /// A fresh, empty database with the server's settings.
    ///
    /// # Errors
    /// When PostgreSQL cannot create it.
    pub async fn create_database(&self) -> Result<Database> {
        self.new_database().create().await
    }

    /// Sets how a fresh database is created.
    pub fn new_database(&self) -> NewDatabase<'_> {
        NewDatabase { server: self, identity_gaps: None, isolation: None }
    }
}

/// How a fresh [`Database`] is created.
#[derive(Debug)]
#[must_use = "nothing is created until `create` is called"]
pub struct NewDatabase<'a> {
    server: &'a Server,
    identity_gaps: Option<bool>,
    isolation: Option<Isolation>,
}

impl NewDatabase<'_> {
    /// Like [`Builder::identity_gaps`], for this database alone.
    pub fn identity_gaps(mut self, on: bool) -> Self {
        self.identity_gaps = Some(on);
        self
    }

    /// Its isolation level.
    pub fn isolation(mut self, isolation: Isolation) -> Self {
        self.isolation = Some(isolation);
        self
    }

    /// Creates it.
    ///
    /// # Errors
    /// When PostgreSQL cannot create it.
    pub async fn create(self) -> Result<Database> {
        let running = Arc::clone(&self.server.running);
        let number = running.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("fresh_{:08x}_{number}", running.mark);
        let mut settings = Vec::new();
        if let Some(on) = self.identity_gaps {
            settings.push((IDENTITY_GAPS, on_or_off(on)));
        }
        if let Some(isolation) = self.isolation {
            settings.extend(isolation.settings());
        }
        let route = running.started.route.clone();
        let created = name.clone();
        let work = running.started.runtime.spawn_blocking(move || route.create_database(&created, &settings));
        work.await.map_err(|_| Error::start("the server ended while it created a database"))??;
        Ok(Database { url: running.url(&name), name, running })
    }
}

/// A database of its own, for one test.
///
/// It goes when this is dropped, with what is still connected to it; keep it as long as its URL is used.
#[derive(Debug)]
#[must_use = "the database goes when this is dropped"]
pub struct Database {
    name: String,
    url: String,
    running: Arc<Running>,
}

impl Database {
    /// Its URL, in the form of [`Server::url`].
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What goes wrong on purpose in all connections to this database.
    #[must_use]
    pub fn faults(&self) -> Faults<'_> {
        Faults { registry: &self.running.started.faults, database: Some(&self.name) }
    }

    /// Who may log in to this database.
    #[must_use]
    pub fn logins(&self) -> Logins<'_> {
        Logins { all: &self.running.started.logins, database: &self.name }
    }
}

/// Who may log in to a database. By default everybody may, with any password.
///
/// A stored password is asked for as MD5 and a temporary one, which is that of a user called `IAM:` or `IAMA:` and the name of a database
/// user, as it is. Sessions go on when their passwords are no longer valid.
///
/// # Examples
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use redshift_local::Server;
///
/// let database = Server::shared().await?.create_database().await?;
/// database.logins().set([("awsuser", "secret"), ("IAM:awsuser", "temporary")]);
/// let login = |user, password| {
///     let mut config: tokio_postgres::Config =
///         database.url().replacen("redshift://", "postgres://", 1).parse().expect("it is a URL");
///     config.user(user).password(password);
///     async move { config.connect(tokio_postgres::NoTls).await }
/// };
/// login("awsuser", "secret").await?;
/// login("IAM:awsuser", "temporary").await?;
/// let error = login("awsuser", "temporary").await.err().expect("the password is another user's");
/// assert_eq!(error.code().map(|code| code.code()), Some("28000"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Logins<'a> {
    all: &'a logins::Logins,
    database: &'a str,
}

impl Logins<'_> {
    /// Lets in these users with these passwords, and nobody else. A user may have several passwords, as temporary ones overlap.
    pub fn set<U: Into<String>, P: Into<String>>(&self, logins: impl IntoIterator<Item = (U, P)>) {
        let logins = logins.into_iter().map(|(user, password)| Login { user: user.into(), password: password.into() });
        self.all.set(self.database, logins.collect());
    }

    /// Lets everybody in.
    pub fn clear(&self) {
        self.all.set(self.database, Vec::new());
    }
}

/// What goes wrong on purpose on a server or in a database; see [`Fault`] for what that can be.
///
/// # Examples
///
/// Is a program right when its COMMIT is done and it never hears of it?
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use redshift_local::{At, Fault, Server};
///
/// let database = Server::shared().await?.create_database().await?;
/// let connect = || async {
///     let url = database.url().replacen("redshift://", "postgres://", 1);
///     let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
///     tokio::spawn(connection);
///     Ok::<_, tokio_postgres::Error>(client)
/// };
/// let client = connect().await?;
/// client.batch_execute("CREATE TABLE orders (id INTEGER)").await?;
///
/// database.faults().set([Fault::drop_after(At::commit(1))]);
/// let error = client.batch_execute("BEGIN; INSERT INTO orders VALUES (1); COMMIT").await.unwrap_err();
/// assert!(error.is_closed());
///
/// let again = connect().await?;
/// let row = again.query_one("SELECT COUNT(*) FROM orders", &[]).await?;
/// assert_eq!(row.get::<_, i64>(0), 1);
/// assert!(database.faults().waiting().is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Faults<'a> {
    registry: &'a Registry,
    database: Option<&'a str>,
}

impl Faults<'_> {
    /// Replaces what was set before, counting from now.
    pub fn set(&self, faults: impl IntoIterator<Item = Fault>) {
        self.registry.set(self.database, faults.into_iter().collect());
    }

    /// Forgets what was set.
    pub fn clear(&self) {
        self.set([]);
    }

    /// What has not happened yet, its statements and times counted from now.
    #[must_use]
    pub fn waiting(&self) -> Vec<Fault> {
        self.registry.waiting(self.database)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.faults().clear();
        self.logins().clear();
        self.running.started.histories.forget(&self.name);
        let route = self.running.started.route.clone();
        let name = std::mem::take(&mut self.name);
        self.running.started.runtime.spawn_blocking(move || {
            if let Err(error) = route.drop_database(&name) {
                tracing::debug!(%error, name, "a database was not dropped");
            }
        });
    }
}

//! How the connections of a pool are made, and when one can be used again.

use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant, SystemTime};

use deadpool::managed::{self, Metrics, RecycleError};
use deadpool_postgres::ClientWrapper;
use tokio_postgres::{Client, Config};

use super::credentials::{Credentials, Keeper};
use super::network::Network;
use super::observe::Observer;
use super::retirement::Retirement;
use super::server::Recognition;
use super::url::Host;
use super::wire::{Session, Wire};
use crate::error::{Error, NoConnection, Result};

pub(super) type Pool = managed::Pool<Connections>;
pub(super) type Object = managed::Object<Connections>;

/// What makes the connections of a pool.
pub(super) struct Connections {
    pub(super) network: Network,
    /// As whom, where nobody is asked for that, and to which database.
    pub(super) login: Config,
    /// Tried in turn. Who keeps the credentials for a host is asked for them.
    pub(super) hosts: Vec<(Host, Option<Keeper>)>,
    /// `host:port/database`, for messages.
    pub(super) target: String,
    /// How long making a connection to one address may take.
    pub(super) timeout: Duration,
    pub(super) recognition: Arc<Recognition>,
    /// What is sent on every new connection.
    pub(super) settings: Option<String>,
    pub(super) wire: Wire,
    /// How often one of them did something that makes prepared statements go stale.
    pub(super) changes: Arc<AtomicU64>,
    pub(super) retirement: Retirement,
    pub(super) observer: Arc<Observer>,
}

/// A connection that was idle for longer is asked for a sign of life before it is used.
const IDLE: Duration = Duration::from_secs(30);

/// How long the sign of life may take. A connection that the network has forgotten never gives one.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);

impl Connections {
    /// Makes a connection to the first host that has one.
    async fn connect(&self) -> Result<Box<Session>> {
        let mut failures = Vec::new();
        for (index, (host, keeper)) in self.hosts.iter().enumerate() {
            match self.connect_to(host, keeper.as_ref()).await {
                Ok(session) => {
                    self.observer.connected(index);
                    return Ok(Box::new(session));
                }
                Err(failure) => {
                    let decides = failure.decides();
                    failures.push((host.to_string(), failure));
                    if decides {
                        break;
                    }
                }
            }
        }
        Err(Error::no_connection(&self.target, failures))
    }

    /// Makes a connection to the host. Credentials that it refuses are asked for once more.
    async fn connect_to(&self, host: &Host, keeper: Option<&Keeper>) -> Result<Session, NoConnection> {
        let Some(keeper) = keeper else { return self.connect_as(host, &self.login).await };
        let credentials = self.given(keeper.credentials(SystemTime::now())).await?;
        let refused = match self.connect_as(host, &self.login_of(&credentials)).await {
            Err(failure) if failure.is_about_login() => failure,
            connected => return connected,
        };
        match self.given(keeper.fresh(&credentials, SystemTime::now())).await {
            Ok(fresh) if fresh.is_same_login(&credentials) => Err(refused),
            Ok(fresh) => self.connect_as(host, &self.login_of(&fresh)).await,
            Err(failure) => Err(refused.without_fresh_credentials(&failure)),
        }
    }

    /// Waits for credentials as long as for a connection.
    async fn given(
        &self,
        answering: impl Future<Output = Result<Credentials, Arc<Error>>>,
    ) -> Result<Credentials, NoConnection> {
        match tokio::time::timeout(self.timeout, answering).await {
            Ok(answer) => answer.map_err(NoConnection::without_credentials),
            Err(_) => Err(NoConnection::credentials_in_time()),
        }
    }

    fn login_of(&self, credentials: &Credentials) -> Config {
        let mut login = self.login.clone();
        login.user(credentials.user()).password(credentials.password());
        login
    }

    /// Makes a connection to the first address of the host that has one.
    async fn connect_as(&self, host: &Host, login: &Config) -> Result<Session, NoConnection> {
        let mut last = NoConnection::without_address();
        for address in self.addresses(host).await? {
            let connecting = tokio::time::timeout(self.timeout, self.connect_at(host, address, login));
            match connecting.await.unwrap_or_else(|_| Err(NoConnection::in_time())) {
                Ok(client) => return Ok(client),
                Err(failure) if failure.decides() => return Err(failure),
                Err(failure) => last = failure,
            }
        }
        Err(last)
    }

    async fn addresses(&self, host: &Host) -> Result<Vec<IpAddr>, NoConnection> {
        if let Some(address) = host.address {
            return Ok(vec![address]);
        }
        let asking = tokio::time::timeout(self.timeout, tokio::net::lookup_host((host.name.as_str(), host.port)));
        match asking.await {
            Ok(Ok(addresses)) => Ok(addresses.map(|address: SocketAddr| address.ip()).collect()),
            Ok(Err(cause)) => Err(NoConnection::unknown_host(cause)),
            Err(_) => Err(NoConnection::in_time()),
        }
    }

    /// Makes a connection and its session ready.
    async fn connect_at(&self, host: &Host, address: IpAddr, login: &Config) -> Result<Session, NoConnection> {
        let mut config = login.clone();
        // The name is what the certificate is compared with.
        config.host(&host.name).hostaddr(address).port(host.port);
        let (client, task, introduction) = self.network.connect(&config, &self.observer).await?;
        self.recognition.recognise(introduction, &client).await?;
        if let Some(settings) = &self.settings {
            client.batch_execute(settings).await.map_err(NoConnection::of_settings)?;
        }
        let client = ClientWrapper::new(client, task);
        let retires = self.retirement.date_of(Instant::now());
        Ok(Session::new(client, self.network.clone(), self.wire, Arc::clone(&self.changes), retires))
    }
}

impl managed::Manager for Connections {
    // Boxed, because it is moved to and fro.
    type Type = Box<Session>;
    type Error = Error;

    fn create(&self) -> impl Future<Output = Result<Box<Session>>> + Send {
        // Boxed, because the futures of all statements hold it.
        let connecting: Pin<Box<dyn Future<Output = _> + Send + '_>> = Box::pin(self.connect());
        connecting
    }

    /// Lets go a connection that has served long enough, that is closed, or that gives no sign of life. One that was used just now is
    /// spared the round trip.
    async fn recycle(&self, session: &mut Box<Session>, metrics: &Metrics) -> managed::RecycleResult<Error> {
        let now = Instant::now();
        if session.is_old(now) || session.is_closed() {
            return Err(RecycleError::message("old or closed"));
        }
        let last_used = metrics.recycled.unwrap_or(metrics.created);
        if now.saturating_duration_since(last_used) > IDLE && !Box::pin(lives(session)).await {
            return Err(RecycleError::message("no sign of life"));
        }
        Ok(())
    }
}

async fn lives(client: &Client) -> bool {
    matches!(tokio::time::timeout(SIGN_OF_LIFE, client.simple_query("SELECT 1")).await, Ok(Ok(_)))
}

//! The connections that a database has, from the first to the last.

use std::fmt;
use std::ops::Deref;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_postgres::tls::TlsStream;
use tokio_postgres::{CancelToken, Client, Config, Connection, NoTls, Socket};

use super::observe::{Gauge, Observer};
use super::server::Introduction;
use super::tls::Connector;

/// How often a statement is cancelled that does not end, and the pause after the first time. Each further pause doubles.
const ATTEMPTS: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// How long a cancel request may take. It goes by a connection of its own.
const CANCELLING: Duration = Duration::from_secs(5);

/// What opens and ends the connections of a database. Clones are the same network.
#[derive(Clone)]
pub(super) struct Network {
    connector: Connector,
    phase: watch::Sender<Phase>,
}

/// How far the end of the database has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Open,
    /// Nothing new begins.
    Closing,
    /// Nothing goes on.
    Closed,
}

/// What the end of the network waits for: the way to a connection, a connection, the making of one, or a cancel request.
#[derive(Debug)]
pub(super) struct Presence(watch::Receiver<Phase>);

impl Network {
    pub(super) fn new(connector: Connector) -> Self {
        Network { connector, phase: watch::Sender::new(Phase::Open) }
    }

    /// Begins something; `None` once nothing new begins.
    pub(super) fn enter(&self) -> Option<Presence> {
        // Counted before it is asked, so that the end waits for all that it does not refuse.
        let presence = self.presence();
        (*self.phase.borrow() == Phase::Open).then_some(presence)
    }

    /// Ends what the connection is doing, and the connection. Nobody hears whether it was done before.
    pub(super) fn abandon(&self, client: impl Deref<Target = Client> + Send + 'static) {
        let Ok(runtime) = Handle::try_current() else { return };
        let presence = self.presence();
        let network = self.clone();
        runtime.spawn(async move {
            // Its answer comes once the statement before it has ended. Until then the connection stays: a server whose client is gone
            // would finish the statement first. A cancel request that overtakes the statement finds nothing to cancel, hence more of them.
            let mut ended = pin!(client.batch_execute("ROLLBACK"));
            for attempt in 0..ATTEMPTS {
                network.cancel(client.cancel_token()).await;
                if tokio::time::timeout(FIRST_PAUSE * 2_u32.pow(attempt), &mut ended).await.is_ok() {
                    break;
                }
            }
            drop(presence);
        });
    }

    /// Lets nothing new begin.
    pub(super) fn refuse(&self) {
        self.reach(Phase::Closing);
    }

    /// Waits until nothing goes on.
    pub(super) async fn quiet(&self) {
        self.phase.closed().await;
    }

    /// Ends what goes on, and waits until nothing does.
    pub(super) async fn close(&self) {
        self.reach(Phase::Closed);
        self.quiet().await;
    }

    /// Whether what went on was ended.
    pub(super) fn is_closed(&self) -> bool {
        *self.phase.borrow() == Phase::Closed
    }

    fn reach(&self, phase: Phase) {
        self.phase.send_if_modified(|now| {
            let further = *now < phase;
            *now = phase.max(*now);
            further
        });
    }

    fn presence(&self) -> Presence {
        Presence(self.phase.subscribe())
    }

    /// Makes a connection.
    pub(super) async fn connect(
        &self,
        config: &Config,
        observer: &Arc<Observer>,
    ) -> Result<(Client, JoinHandle<()>, Introduction), tokio_postgres::Error> {
        let presence = self.presence();
        Ok(match &self.connector {
            Connector::Plain => self.attend(presence, observer, config.connect(NoTls).await?),
            Connector::Tls { tls, .. } => self.attend(presence, observer, config.connect(tls.clone()).await?),
        })
    }

    async fn cancel(&self, token: CancelToken) {
        let sent = async {
            match &self.connector {
                Connector::Plain => token.cancel_query(NoTls).await,
                Connector::Tls { tls, .. } => token.cancel_query(tls.clone()).await,
            }
        };
        match tokio::time::timeout(CANCELLING, sent).await {
            Ok(Ok(())) => {}
            Ok(Err(cause)) => tracing::debug!(%cause, "the cancel request was not sent"),
            Err(_) => tracing::debug!("the cancel request was not sent in time"),
        }
    }

    /// Lets the connection do its work beside the client, until the network ends it. What ends it is told to whoever waits for an answer.
    fn attend<T>(
        &self,
        mut presence: Presence,
        observer: &Arc<Observer>,
        (client, mut connection): (Client, Connection<Socket, T>),
    ) -> (Client, JoinHandle<()>, Introduction)
    where
        T: TlsStream + Unpin + Send + 'static,
    {
        let introduction = Introduction::of(&connection);
        let network = self.clone();
        let token = client.cancel_token();
        let open = Gauge::raise(observer, "redshift_connections_open");
        let task = tokio::spawn(async move {
            tokio::select! {
                done = &mut connection => {
                    if let Err(cause) = done {
                        tracing::debug!(%cause, "a connection ended");
                    }
                }
                () = presence.closed() => {
                    // The second is for a statement that the first has overtaken.
                    for _ in 0..2 {
                        network.cancel(token.clone()).await;
                        if tokio::time::timeout(FIRST_PAUSE, &mut connection).await.is_ok() {
                            break;
                        }
                    }
                }
            }
            // In this order: who waits for the end of the network waits for that of the connection.
            drop(connection);
            drop(open);
            drop(presence);
        });
        (client, task, introduction)
    }
}

impl Presence {
    /// Waits until nothing is to go on.
    pub(super) async fn closed(&mut self) {
        // Without a sender there is no database to be closed.
        if self.0.wait_for(|phase| *phase == Phase::Closed).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("phase", &*self.phase.borrow()).finish_non_exhaustive()
    }
}

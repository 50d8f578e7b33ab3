//! The engine's side of a session: opened, and read and written whatever kind of socket it is.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpStream, UnixStream, tcp, unix};

use super::frame::{self, Incoming};
use super::session::End;
use crate::engine::USER;
use crate::engine::foreign::{MADE_BY, version};
use crate::engine::route::{Address, Foreign, Route, Step};

/// The last statement that a session begins with: what the session has to know about its database.
const ISOLATION: &str = "SHOW default_transaction_isolation";

/// A connection to the engine.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) from_engine: FromEngine,
    pub(super) to_engine: ToEngine,
}

/// What comes from the engine.
#[derive(Debug)]
pub(super) struct FromEngine {
    /// What has been read already, and comes first.
    said: VecDeque<u8>,
    stream: ReadHalf,
}

#[derive(Debug)]
enum ReadHalf {
    Unix(unix::OwnedReadHalf),
    Tcp(tcp::OwnedReadHalf),
}

/// What goes to the engine.
#[derive(Debug)]
pub(super) enum ToEngine {
    Unix(unix::OwnedWriteHalf),
    Tcp(tcp::OwnedWriteHalf),
}

impl Link {
    async fn connect(address: &Address) -> io::Result<Self> {
        let (stream, to_engine) = match address {
            Address::Socket(path) => {
                let (read, write) = UnixStream::connect(path).await?.into_split();
                (ReadHalf::Unix(read), ToEngine::Unix(write))
            }
            Address::Tcp(host, port) => {
                let stream = TcpStream::connect((host.as_str(), *port)).await?;
                stream.set_nodelay(true)?;
                let (read, write) = stream.into_split();
                (ReadHalf::Tcp(read), ToEngine::Tcp(write))
            }
        };
        Ok(Self { from_engine: FromEngine { said: VecDeque::new(), stream }, to_engine })
    }

    /// Begins a session with these parameters. Its first answers, and that to the isolation level, are still to be read.
    pub(super) async fn open(route: &Route, parameters: &[(&str, &str)]) -> Result<Self, End> {
        let mut link = Self::connect(&route.address)
            .await
            .map_err(|_| End::Fatal("57P03", "redshift-local: the PostgreSQL behind it is gone".to_owned()))?;
        let mut out = route.startup(parameters);
        if let Some(foreign) = &route.foreign {
            link.to_engine.write_all(&out).await?;
            if !link.begin_on_foreign(route, foreign, parameters).await? {
                return Ok(link);
            }
            out.clear();
        }
        frame::query(&mut out, ISOLATION);
        link.to_engine.write_all(&out).await?;
        Ok(link)
    }

    /// Logs in, and makes the session one of the stand-in's user, in one of its databases. The answers of the startup are kept for the
    /// session, which knows nothing of the rest. Whether the engine is there for more: it has closed behind an error.
    async fn begin_on_foreign(
        &mut self,
        route: &Route,
        foreign: &Foreign,
        parameters: &[(&str, &str)],
    ) -> Result<bool, End> {
        let of = |wanted: &str| {
            let found = parameters.iter().rev().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| *value).unwrap_or_default()
        };
        let mut login = route.login();
        let mut incoming = Incoming::default();
        let (mut said, mut ready) = (Vec::new(), Vec::new());
        let mut is_in = false;
        // How many more times the engine is to become ready.
        let mut owed = 2;
        let mut is_made_here = false;
        while owed > 0 {
            let Some(message) = incoming.next()? else {
                if !incoming.fill(&mut self.from_engine).await? {
                    return Err(End::Closed);
                }
                continue;
            };
            match message.kind {
                b'R' => {
                    let step = login.answer(message.body).map_err(|error| refused(&error.to_string()))?;
                    match step {
                        Step::In => {
                            is_in = true;
                            said.extend_from_slice(message.whole);
                        }
                        Step::Wait => {}
                        Step::Send(answer) => self.to_engine.write_all(&answer).await?,
                    }
                }
                b'E' if !is_in => {
                    return Err(refused(&frame::error_field(message.body, b'M').unwrap_or_default()));
                }
                // The session passes it on, in Redshift's words.
                b'E' => {
                    said.extend_from_slice(message.whole);
                    self.from_engine.said = said.into();
                    return Ok(false);
                }
                b'Z' if owed == 2 => {
                    ready = message.whole.to_vec();
                    owed = 1;
                    let mut out = Vec::new();
                    let become_user = foreign.become_user().map_or_else(String::new, |sql| format!("{sql}; "));
                    frame::query(&mut out, &format!("{become_user}{MADE_BY}"));
                    self.to_engine.write_all(&out).await?;
                }
                b'Z' => owed = 0,
                b'D' => is_made_here = frame::data_row(message.body) == [Some(version(foreign.is_superuser))],
                b'S' | b'K' | b'N' => said.extend_from_slice(message.whole),
                _ => {}
            }
        }
        let (user, database) = (of("user"), of("database"));
        if user != USER {
            return Err(End::Fatal("28000", format!("password authentication failed for user \"{user}\"")));
        }
        if !is_made_here {
            return Err(End::Fatal("3D000", format!("database \"{database}\" does not exist")));
        }
        said.append(&mut ready);
        self.from_engine.said = said.into();
        Ok(true)
    }
}

/// The end of a session whose engine does not let the gate in.
fn refused(why: &str) -> End {
    End::Fatal("57P03", format!("redshift-local: the PostgreSQL behind it refuses the gate: {why}"))
}

/// Passes a cancel request on; there is no answer to it.
pub(super) async fn cancel(packet: &[u8], route: &Route) -> Result<(), End> {
    let mut engine = Link::connect(&route.address).await?;
    let length = u32::try_from(packet.len() + 4).map_err(|_| End::Closed)?;
    engine.to_engine.write_all(&[&length.to_be_bytes(), packet].concat()).await?;
    // The engine closes once the signal is sent.
    drop(engine.from_engine.read(&mut [0; 1]).await);
    Ok(())
}

impl AsyncRead for FromEngine {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if !this.said.is_empty() {
            let (said, _) = this.said.as_slices();
            let count = said.len().min(into.remaining());
            into.put_slice(&said[..count]);
            this.said.drain(..count);
            return Poll::Ready(Ok(()));
        }
        match &mut this.stream {
            ReadHalf::Unix(stream) => Pin::new(stream).poll_read(context, into),
            ReadHalf::Tcp(stream) => Pin::new(stream).poll_read(context, into),
        }
    }
}

impl AsyncWrite for ToEngine {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match &mut *self {
            Self::Unix(stream) => Pin::new(stream).poll_write(context, bytes),
            Self::Tcp(stream) => Pin::new(stream).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut *self {
            Self::Unix(stream) => Pin::new(stream).poll_flush(context),
            Self::Tcp(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut *self {
            Self::Unix(stream) => Pin::new(stream).poll_shutdown(context),
            Self::Tcp(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }
}

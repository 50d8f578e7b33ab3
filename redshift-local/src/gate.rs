//! The gate: speaks the protocol with clients as Redshift does, and with the engine as PostgreSQL does.

mod conversation;
mod decimal;
pub(crate) mod faults;
pub(crate) mod frame;
pub(crate) mod history;
mod link;
pub(crate) mod logins;
#[cfg(any(test, fuzzing))]
pub(crate) mod rehearsal;
pub(crate) mod response;
mod session;
mod startup;

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use self::faults::{Faults, Registry};
use self::frame::{Fields, Incoming};
use self::history::{Histories, Recorder};
use self::link::Link;
use self::logins::Logins;
use self::response::Domains;
use self::session::{End, Session};
use self::startup::Request;
use crate::engine::route::Route;
use crate::fault;
use crate::rewrite::setting::{self, FAULT, IDENTITY_GAPS, KEPT_LABEL, NUMERIC};
use crate::rewrite::{Traits, limited};

/// The longest startup packet a server reads.
const LONGEST_STARTUP: usize = 10_000;

/// What every connection needs to know.
#[derive(Debug)]
pub(crate) struct Behind {
    /// The way to the engine.
    pub(crate) route: Route,
    pub(crate) domains: Domains,
    pub(crate) faults: Arc<Registry>,
    pub(crate) logins: Arc<Logins>,
    pub(crate) histories: Arc<Histories>,
    /// Whether what is accepted without effect, or with a difference, is refused.
    pub(crate) is_strict: bool,
    /// Whether values of DECIMAL go as scaled integers in binary, where a session says nothing else.
    pub(crate) is_scaled: bool,
    /// Without it TLS is declined.
    pub(crate) tls: Option<Arc<ServerConfig>>,
    /// Whether nobody is served without TLS.
    pub(crate) requires_tls: bool,
}

/// Serves clients until it is dropped.
pub(crate) async fn serve(listener: TcpListener, behind: Behind) {
    let behind = Arc::new(behind);
    loop {
        match listener.accept().await {
            Ok((client, _)) => {
                let behind = Arc::clone(&behind);
                tokio::spawn(async move { connection(client, &behind).await });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
    }
}

/// One client, from its first packet to its last.
async fn connection(mut client: TcpStream, behind: &Behind) {
    // Latency over throughput: answers are written whole.
    drop(client.set_nodelay(true));
    let Ok(peer) = client.peer_addr() else { return };
    let mut way = Way { peer: peer.ip(), is_encrypted: false };
    let mut incoming = Incoming::default();
    let begun = begin(&mut client, &mut incoming, behind, way).await;
    let Ok(Begun::Tls(acceptor)) = begun else {
        let (reader, writer) = client.into_split();
        return session(begun, reader, writer, incoming, behind).await;
    };
    match acceptor.accept(client).await {
        Ok(mut client) => {
            way.is_encrypted = true;
            let begun = begin(&mut client, &mut incoming, behind, way).await;
            let (reader, writer) = tokio::io::split(client);
            session(begun, reader, writer, incoming, behind).await;
        }
        Err(error) => tracing::debug!(%error, "a client broke TLS off"),
    }
}

/// How a client reaches the gate.
#[derive(Debug, Clone, Copy)]
struct Way {
    peer: IpAddr,
    is_encrypted: bool,
}

/// A session, and its last words.
async fn session(
    begun: Result<Begun, End>,
    mut from_client: impl AsyncRead + Unpin,
    mut to_client: impl AsyncWrite + Unpin,
    mut incoming: Incoming,
    behind: &Behind,
) {
    let end = match begun {
        Ok(Begun::Session { engine, faults, recorder, names_encoding, is_scaled }) => {
            let traits = Traits { is_limited: behind.route.is_limited(), is_strict: behind.is_strict, is_scaled };
            let session = Session::new(behind.domains, *faults, *recorder, names_encoding, traits);
            converse(&mut from_client, &mut to_client, &mut incoming, engine, session).await
        }
        Ok(Begun::Tls(_)) => End::Closed,
        Err(end) => end,
    };
    if let End::Fatal(sqlstate, message) = end {
        let mut out = Vec::new();
        frame::error(&mut out, "FATAL", sqlstate, &message);
        drop(to_client.write_all(&out).await);
    }
    drop(to_client.shutdown().await);
    // What the client still sends is read, so that its end does not see a reset instead of the last answers.
    let mut rest = [0; 1024];
    let reading = async { while from_client.read(&mut rest).await.is_ok_and(|count| count > 0) {} };
    drop(tokio::time::timeout(std::time::Duration::from_millis(200), reading).await);
}

/// What the startup packets lead to.
enum Begun {
    Session {
        engine: Link,
        faults: Box<Faults>,
        recorder: Box<Recorder>,
        /// Whether the client has named its encoding.
        names_encoding: bool,
        /// Whether values of DECIMAL go as scaled integers in binary.
        is_scaled: bool,
    },
    /// TLS begins, and then more of them come.
    Tls(TlsAcceptor),
}

/// Reads startup packets until one begins a session, which it passes on, or TLS.
async fn begin(
    client: &mut (impl AsyncRead + AsyncWrite + Unpin),
    incoming: &mut Incoming,
    behind: &Behind,
    way: Way,
) -> Result<Begun, End> {
    loop {
        let packet = loop {
            match incoming.next_startup(LONGEST_STARTUP) {
                Ok(Some(packet)) => break packet,
                Ok(None) => {}
                Err(_) => return Err(End::Fatal("08P01", "invalid length of startup packet".to_owned())),
            }
            if !incoming.fill(client).await? {
                return Err(End::Closed);
            }
        };
        let code = frame::be_u32(&packet, 0).ok_or(End::Closed)?;
        match startup::request(code) {
            request @ (Request::Tls | Request::Gss) => {
                if incoming.has_more() {
                    // Bytes sent before the answer could have been put in by somebody else.
                    let message = "received unencrypted data after SSL request";
                    return Err(End::Fatal("08P01", message.to_owned()));
                }
                if let Some(tls) = behind.tls.as_ref().filter(|_| request == Request::Tls && !way.is_encrypted) {
                    client.write_all(b"S").await?;
                    return Ok(Begun::Tls(TlsAcceptor::from(Arc::clone(tls))));
                }
                client.write_all(b"N").await?;
                client.flush().await?;
            }
            Request::Cancel => {
                link::cancel(&packet, &behind.route).await?;
                return Err(End::Closed);
            }
            Request::Session { major: 3, minor: 0 } => return open(client, incoming, &packet, behind, way).await,
            Request::Session { major, minor } => {
                let message = format!("unsupported frontend protocol {major}.{minor}: server supports 1.0 to 3.0");
                return Err(End::Fatal("0A000", message));
            }
        }
    }
}

/// Opens the engine's side of a session.
async fn open(
    client: &mut (impl AsyncRead + AsyncWrite + Unpin),
    incoming: &mut Incoming,
    packet: &[u8],
    behind: &Behind,
    way: Way,
) -> Result<Begun, End> {
    let malformed =
        || End::Fatal("08P01", "invalid startup packet layout: expected terminator as last byte".to_owned());
    let mut fields = Fields(packet.get(4..).unwrap_or_default());
    let mut sent = Vec::new();
    loop {
        let name = fields.text().ok_or_else(malformed)?;
        if name.is_empty() {
            break;
        }
        let value = fields.text().ok_or_else(malformed)?;
        sent.push((String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(value).into_owned()));
    }
    let kept = startup::parameters(&sent).map_err(|refusal| {
        let answer = refusal.into_answer();
        End::Fatal(answer.sqlstate, answer.message)
    })?;
    let of = |wanted: &str| kept.iter().rev().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    if behind.requires_tls && !way.is_encrypted {
        let (user, database) = (of("user").unwrap_or_default(), of("database").unwrap_or_default());
        let peer = way.peer;
        let message =
            format!("no pg_hba.conf entry for host \"{peer}\", user \"{user}\", database \"{database}\", SSL off");
        return Err(End::Fatal("28000", message));
    }
    if behind.route.is_limited() && of(IDENTITY_GAPS).is_some_and(|value| !startup::is_off(value)) {
        let answer = limited::refusal(IDENTITY_GAPS).into_answer();
        return Err(End::Fatal(answer.sqlstate, answer.message));
    }
    let is_scaled = match of(NUMERIC) {
        None => behind.is_scaled,
        Some(value) => setting::is_scaled(value).ok_or_else(|| {
            let answer = setting::bad_numeric().into_answer();
            End::Fatal(answer.sqlstate, answer.message)
        })?,
    };
    let faults = behind.faults.open(of("database").unwrap_or_default())?;
    let names_encoding = of("client_encoding").is_some();
    if let Some(text) = of(FAULT) {
        let (scope, list) =
            fault::read(text).map_err(|error| End::Fatal("22023", format!("redshift-local: {error}")))?;
        faults.apply(&fault::Command::Set(scope, list));
    }
    let user = of("user").unwrap_or_default();
    let user = behind.logins.admit(client, incoming, of("database").unwrap_or_default(), user).await?;
    let others = kept.iter().filter(|(name, _)| name != "user").map(|(name, value)| (name.as_str(), value.as_str()));
    let kept: Vec<(&str, &str)> = [("user", user.as_str())].into_iter().chain(others).collect();
    let engine = Link::open(&behind.route, &kept).await?;
    let (histories, database) = (Arc::clone(&behind.histories), of("database").unwrap_or_default());
    let recorder = Box::new(Recorder::new(histories, database, of(KEPT_LABEL)));
    let faults = Box::new(faults);
    Ok(Begun::Session { engine, faults, recorder, names_encoding, is_scaled })
}

/// Both directions of a session, until one of them ends.
async fn converse(
    from_client: &mut (impl AsyncRead + Unpin),
    to_client: &mut (impl AsyncWrite + Unpin),
    incoming: &mut Incoming,
    engine: Link,
    session: Session,
) -> End {
    let Link { mut from_engine, mut to_engine } = engine;
    tokio::select! {
        end = session.forward(incoming, from_client, &mut to_engine) => end,
        end = session.answer(&mut from_engine, to_client) => end,
        // In the middle of a message there is no place for another.
        end = session.faults.maintained() => {
            if session.is_writing.load(Ordering::Relaxed) { End::Closed } else { end }
        }
    }
}

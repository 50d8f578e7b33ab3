//! A small blocking client of the engine, for the statements the server itself runs.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use super::route::{Address, Foreign, Login, Route, Step};
use crate::error::{Error, Result};
use crate::gate::frame;

/// The user that owns everything; Redshift's own default name for its first user.
pub(crate) const USER: &str = "awsuser";

/// How long a server that is somewhere else may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// One connection to the engine, without the gate.
#[derive(Debug)]
pub(crate) struct Admin {
    stream: Stream,
}

/// The two kinds of connections.
#[derive(Debug)]
pub(crate) enum Stream {
    Unix(UnixStream),
    Tcp(TcpStream),
}

impl Stream {
    fn open(address: &Address) -> io::Result<Self> {
        let (host, port) = match address {
            Address::Socket(path) => return UnixStream::connect(path).map(Self::Unix),
            Address::Tcp(host, port) => (host.as_str(), *port),
        };
        let mut failure = io::Error::other("its name has no address");
        for address in (host, port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, PATIENCE) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    return Ok(Self::Tcp(stream));
                }
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    fn read_exact(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        match self {
            Self::Unix(stream) => stream.read_exact(bytes),
            Self::Tcp(stream) => stream.read_exact(bytes),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Unix(stream) => stream.write_all(bytes),
            Self::Tcp(stream) => stream.write_all(bytes),
        }
    }
}

impl Admin {
    /// Connects as `awsuser`; `Err` may only mean that the engine is not up yet.
    pub(crate) fn connect(route: &Route, database: &str) -> io::Result<Self> {
        let mut admin = Self::log_in(route, database)?;
        if let Some(become_user) = route.foreign.as_ref().and_then(Foreign::become_user) {
            let mut message = Vec::new();
            frame::query(&mut message, &become_user);
            admin.stream.write_all(&message)?;
            admin.until_ready(None)?;
        }
        Ok(admin)
    }

    /// Connects as who logs in.
    pub(super) fn log_in(route: &Route, database: &str) -> io::Result<Self> {
        let mut admin = Self { stream: Stream::open(&route.address)? };
        let parameters = [("user", USER), ("database", database), ("client_encoding", "UTF8")];
        admin.stream.write_all(&route.startup(&parameters))?;
        admin.until_ready(Some(route.login()))?;
        Ok(admin)
    }

    /// The connection, for its end to be seen.
    pub(crate) fn into_stream(self) -> Stream {
        self.stream
    }

    /// Runs statements; the first error ends them.
    pub(crate) fn run(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>> {
        let mut message = Vec::new();
        frame::query(&mut message, sql);
        self.stream
            .write_all(&message)
            .and_then(|()| self.until_ready(None))
            .map_err(|error| Error::sql(format!("a statement of redshift-local itself failed: {error}")))
    }

    /// Reads up to `ReadyForQuery`, keeping the rows.
    fn until_ready(&mut self, mut login: Option<Login<'_>>) -> io::Result<Vec<Vec<Option<String>>>> {
        let mut failure = None;
        let mut rows = Vec::new();
        loop {
            let (kind, body) = self.message()?;
            match kind {
                b'E' => {
                    let text = frame::error_field(&body, b'M').unwrap_or_default();
                    let context = frame::error_field(&body, b'W').unwrap_or_default();
                    failure.get_or_insert(format!("{text} {context}").trim_end().to_owned());
                    if frame::error_field(&body, b'S').is_some_and(|severity| severity != "ERROR") {
                        break;
                    }
                }
                b'R' => {
                    if let Some(Step::Send(answer)) = login.as_mut().map(|login| login.answer(&body)).transpose()? {
                        self.stream.write_all(&answer)?;
                    }
                }
                b'D' => rows.push(frame::data_row(&body)),
                b'Z' => break,
                _ => {}
            }
        }
        match failure {
            Some(text) => Err(io::Error::other(text)),
            None => Ok(rows),
        }
    }

    fn message(&mut self) -> io::Result<(u8, Vec<u8>)> {
        let mut head = [0; 5];
        self.stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        let length = length.checked_sub(4).ok_or_else(|| io::Error::other("a message without a length"))?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((head[0], body))
    }
}

//! Which connections are lost for reasons that pass.

use std::error::Error as StdError;
use std::io;

use tokio_postgres::error::SqlState;

use super::server::ServerError;
use super::{Error, Kind};

impl Error {
    /// Whether the connection broke, or none could be had, for a reason that passes: a restart, a network that forgot the connection, no
    /// connection left. Another one may do.
    pub(crate) fn is_lost_link(&self) -> bool {
        match &*self.kind {
            Kind::Connection { server: Some(server), .. } => server.ends_for_now(),
            Kind::Connection { cause: Some(cause), .. } => is_broken_link(&**cause),
            _ => false,
        }
    }

    /// Whether no connection was made, for any reason but the password.
    pub(crate) fn is_unreachable(&self) -> bool {
        matches!(&*self.kind, Kind::Connection { .. } | Kind::NoAnswer(_)) && !self.is_authentication()
    }

    /// Whether the connection ended with the server's answer still to come, so that nobody knows what the server did. Its last words,
    /// such as 57P01, do not tell either: they come behind what a committed statement is answered with too.
    pub(crate) fn is_unanswered(&self) -> bool {
        matches!(&*self.kind, Kind::Connection { .. } | Kind::Closed(_))
    }
}

impl ServerError {
    fn ends_for_now(&self) -> bool {
        let codes = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
        codes.contains(&self.code)
            || ["08", "53"].iter().any(|class| self.code.code().starts_with(class))
            || self.message.contains("connection limit")
    }
}

fn is_broken_link(cause: &(dyn StdError + 'static)) -> bool {
    let is_one = |cause: &(dyn StdError + 'static)| {
        cause.downcast_ref::<tokio_postgres::Error>().is_some_and(tokio_postgres::Error::is_closed)
            || cause.downcast_ref::<Error>().is_some_and(Error::is_lost_link)
            || cause.downcast_ref::<io::Error>().is_some_and(|cause| is_broken(cause.kind()))
    };
    let mut next = Some(cause);
    while let Some(cause) = next {
        if is_one(cause) {
            return true;
        }
        next = cause.source();
    }
    false
}

fn is_broken(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable, NetworkDown,
        NetworkUnreachable, NotConnected, TimedOut, UnexpectedEof,
    };
    matches!(
        kind,
        BrokenPipe
            | ConnectionAborted
            | ConnectionRefused
            | ConnectionReset
            | HostUnreachable
            | NetworkDown
            | NetworkUnreachable
            | NotConnected
            | TimedOut
            | UnexpectedEof
    )
}

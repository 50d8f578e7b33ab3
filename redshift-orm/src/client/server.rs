//! Which server it is: Redshift, the stand-in, or a PostgreSQL that somebody took for one.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use tokio_postgres::tls::TlsStream;
use tokio_postgres::{Client, Connection, SimpleQueryMessage, Socket};

use crate::error::NoConnection;

/// The server that a database is on; made by [`Database::server`](super::Database::server).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Server {
    /// What it is.
    pub kind: ServerKind,
    /// Its version, such as `1.0.63269`; what the stand-in says is that of the Redshift it stands for.
    pub version: String,
}

/// What a server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ServerKind {
    /// Amazon Redshift.
    Redshift,
    /// The local stand-in, `redshift-local`.
    StandIn,
    /// A PostgreSQL, or what calls itself one; see [`Builder::allow_postgresql`](super::Builder::allow_postgresql).
    PostgreSql,
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.kind {
            ServerKind::Redshift => "Amazon Redshift",
            ServerKind::StandIn => "redshift-local, which stands in for Amazon Redshift",
            ServerKind::PostgreSql => "PostgreSQL",
        };
        write!(f, "{name} {}", self.version)
    }
}

/// What a server says of itself when a connection is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Introduction {
    /// The version of Redshift, which nothing else has.
    padb_version: Option<String>,
    padb_revision: Option<String>,
    /// `8.0.2` on Redshift.
    server_version: Option<String>,
}

impl Introduction {
    pub(super) fn of<T: TlsStream + Unpin>(connection: &Connection<Socket, T>) -> Self {
        let parameter = |name| connection.parameter(name).map(str::to_owned);
        Introduction {
            padb_version: parameter("padb_version"),
            padb_revision: parameter("padb_revision"),
            server_version: parameter("server_version"),
        }
    }

    /// `None` where only a question tells.
    fn server(&self) -> Option<Server> {
        let version = self.padb_version.clone()?;
        let is_stand_in = self.padb_revision.as_deref() == Some("redshift-local");
        let kind = if is_stand_in { ServerKind::StandIn } else { ServerKind::Redshift };
        Some(Server { kind, version })
    }

    /// The server by what it answers to `SELECT version()`, where something between has kept its parameters back.
    fn server_of(&self, answer: &str) -> Server {
        let first_word = |text: &str| text.split([' ', ',']).next().unwrap_or_default().to_owned();
        match answer.split_once("Redshift ") {
            Some((_, version)) => Server { kind: ServerKind::Redshift, version: first_word(version) },
            None => {
                let version = self.server_version.as_deref().or_else(|| answer.strip_prefix("PostgreSQL "));
                Server { kind: ServerKind::PostgreSql, version: first_word(version.unwrap_or(answer)) }
            }
        }
    }
}

/// What is known of the server that a database is on.
#[derive(Debug)]
pub(super) struct Recognition {
    postgresql_allowed: bool,
    /// What the last connection showed.
    last: Mutex<Option<(Introduction, Server)>>,
}

impl Recognition {
    pub(super) fn new(postgresql_allowed: bool) -> Self {
        Recognition { postgresql_allowed, last: Mutex::default() }
    }

    /// Recognises the server of a new connection. It is asked nothing where its introduction is enough, or is the last one's.
    pub(super) async fn recognise(&self, introduction: Introduction, client: &Client) -> Result<(), NoConnection> {
        let known = introduction.server().or_else(|| self.known(&introduction));
        let server = match known {
            Some(server) => server,
            None => introduction.server_of(&version(client).await?),
        };
        if server.kind == ServerKind::PostgreSql && !self.postgresql_allowed {
            return Err(NoConnection::foreign(&server));
        }
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((introduction, server));
        Ok(())
    }

    fn known(&self, introduction: &Introduction) -> Option<Server> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(known, _)| known == introduction).map(|(_, server)| server.clone())
    }

    /// The server of the last connection; `None` before the first.
    pub(super) fn server(&self) -> Option<Server> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, server)| server.clone())
    }
}

async fn version(client: &Client) -> Result<String, tokio_postgres::Error> {
    let messages = client.simple_query("SELECT version()").await?;
    let answer = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => row.try_get(0).ok().flatten(),
        _ => None,
    });
    Ok(answer.unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_tells_where_the_parameters_do_not() {
        let silent = Introduction { padb_version: None, padb_revision: None, server_version: None };
        let telling = Introduction { server_version: Some("16.2 (Debian 16.2-1)".into()), ..silent.clone() };
        let cases = [
            (
                &silent,
                "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.63269",
                ServerKind::Redshift,
                "1.0.63269",
            ),
            (&silent, "PostgreSQL 16.2 on x86_64-pc-linux-gnu", ServerKind::PostgreSql, "16.2"),
            (&telling, "PostgreSQL 16.2 on x86_64-pc-linux-gnu", ServerKind::PostgreSql, "16.2"),
            (&silent, "CockroachDB CCL v23.1", ServerKind::PostgreSql, "CockroachDB"),
        ];
        for (introduction, answer, kind, version) in cases {
            assert_eq!(introduction.server_of(answer), Server { kind, version: version.into() }, "{answer}");
        }
    }
}

//! Why no connection could be made, in a sentence that says what to do.

use std::error::Error as StdError;
use std::io;

use tokio_postgres::error::SqlState;

use super::server::ServerError;
use super::{Error, Kind};

impl Error {
    /// What tokio-postgres says of connecting. `target` is `host:port/database` or what stands for it.
    pub(crate) fn of_connecting(cause: tokio_postgres::Error, target: &str) -> Self {
        let server = ServerError::new(&cause, None);
        let what = match &server {
            Some(server) => refusal(server),
            None => failure(&cause),
        };
        Error::of(Kind::Connection {
            message: format!("cannot connect to {target}: {what}"),
            // The server's words are in the message already, or replaced by better ones.
            cause: server.is_none().then(|| Box::new(cause) as _),
            server,
        })
    }
}

/// What the server's refusal means.
fn refusal(server: &ServerError) -> String {
    let message = &server.shown;
    let without_tls = message.contains("SSL off") || message.contains("no encryption");
    if without_tls {
        return format!("the server takes only TLS, and sslmode=disable turns it off ({message})");
    }
    if message.contains("connection limit") || server.code == SqlState::TOO_MANY_CONNECTIONS {
        return format!("the server has no connection left ({message}); use smaller pools");
    }
    if [SqlState::INVALID_AUTHORIZATION_SPECIFICATION, SqlState::INVALID_PASSWORD].contains(&server.code) {
        return format!("the server refuses the user or the password ({message})");
    }
    if server.code == SqlState::INVALID_CATALOG_NAME {
        return format!("{message}; a new cluster has one that is called `dev`");
    }
    format!("{message} (SQLSTATE {})", server.code.code())
}

/// What a failure on the way to the server means.
fn failure(cause: &tokio_postgres::Error) -> String {
    let mut causes = Vec::new();
    let mut next = cause.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = cause.source();
    }
    let texts = causes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let says = |part: &str| texts.iter().any(|text| text.contains(part));

    if says("unknown authentication tag `13`") {
        return "the user's password is stored with SHA-256, a login that this client does not speak: store it again \
                with ALTER USER .. PASSWORD '..' in plain text or as md5, or use temporary credentials"
            .into();
    }
    if says("unknown authentication tag `14`") {
        return "the server asks for a token of an identity provider, a login that this client does not speak: use a \
                database user with a password, or temporary credentials"
            .into();
    }
    if says("unknown authentication tag") || says("unsupported authentication method") {
        return "the server asks for a login that this client does not speak: use a database user with a password"
            .into();
    }
    if says("password missing") {
        return "the server asks for a password and the URL has none".into();
    }
    if says("server does not support TLS") {
        return "the server does not speak TLS; where the way to it is safe without, say sslmode=disable".into();
    }
    if says("UnknownIssuer") {
        return "the server's TLS certificate is of an authority that is not trusted; name the authority's certificate \
                with sslrootcert=file"
            .into();
    }
    if says("not valid for name") || says("NotValidForName") {
        return "the server's TLS certificate is for another name; use the name of the cluster's endpoint, or \
                sslmode=verify-ca, which does not compare names"
            .into();
    }
    if says("invalid peer certificate") {
        return format!("the server's TLS certificate is not valid ({})", texts.join(": "));
    }
    if says("failed to lookup address") || says("could not resolve") {
        return "the host's name is not known".into();
    }
    let kind = causes.iter().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    match kind {
        Some(io::ErrorKind::ConnectionRefused) => {
            "nothing answers at this host and port: is the server running, and the port right?".into()
        }
        Some(io::ErrorKind::TimedOut) => {
            "no answer: a security group or a firewall may keep this network out, or the cluster be paused".into()
        }
        Some(io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset) => {
            "the server closed the connection while it was being opened".into()
        }
        _ if texts.is_empty() => cause.to_string(),
        _ => format!("{cause}: {}", texts.join(": ")),
    }
}

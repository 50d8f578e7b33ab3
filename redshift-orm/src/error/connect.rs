//! Why no connection could be made, in a sentence that says what to do.

use std::error::Error as StdError;
use std::fmt::Display;
use std::io;
use std::sync::Arc;

use tokio_postgres::error::SqlState;

use super::server::ServerError;
use super::{Error, Kind};

/// Why one host gives no connection.
pub(crate) struct NoConnection {
    what: String,
    reason: Reason,
    /// Whether it is final: other hosts are not asked.
    decides: bool,
}

enum Reason {
    NoCredentials(Arc<Error>),
    Failed(Box<dyn StdError + Send + Sync>),
    Refused(Box<ServerError>),
    NoAddress,
    TimedOut,
    Foreign,
}

impl NoConnection {
    pub(crate) fn decides(&self) -> bool {
        self.decides
    }

    pub(crate) fn in_time() -> Self {
        let what = "no answer in time; a security group or a firewall may keep this network out, or the cluster be paused \
                    (`connect_timeout` of the builder)";
        NoConnection { what: what.into(), reason: Reason::TimedOut, decides: false }
    }

    pub(crate) fn without_address() -> Self {
        NoConnection { what: "the host's name has no address".into(), reason: Reason::NoAddress, decides: false }
    }

    pub(crate) fn unknown_host(cause: io::Error) -> Self {
        let what = if cause.to_string().contains("emporary failure") {
            "the host's name could not be looked up: no name server answers"
        } else {
            "the host's name is not known; compare it with the endpoint that the console shows"
        };
        NoConnection { what: what.into(), reason: Reason::Failed(Box::new(cause)), decides: false }
    }

    /// The server is not Redshift.
    pub(crate) fn foreign(server: &impl Display) -> Self {
        let what = format!(
            "the server is {server}, not Amazon Redshift, and takes other SQL: on a laptop use the stand-in, \
             redshift-local; where a PostgreSQL is meant all the same, say `.allow_postgresql()` of the builder"
        );
        NoConnection { what, reason: Reason::Foreign, decides: true }
    }

    /// The provider gave no credentials.
    pub(crate) fn without_credentials(cause: Arc<Error>) -> Self {
        let what = format!("there are no credentials: {cause}");
        NoConnection { what, reason: Reason::NoCredentials(cause), decides: true }
    }

    /// The provider does not answer.
    pub(crate) fn credentials_in_time() -> Self {
        let what = "their provider gave no credentials in time (`connect_timeout` of the builder)";
        NoConnection { what: what.into(), reason: Reason::TimedOut, decides: true }
    }

    /// Whether other credentials may do.
    pub(crate) fn is_about_login(&self) -> bool {
        matches!(&self.reason, Reason::Refused(server) if is_about_login(server) && !is_about_tls(server))
    }

    /// There are no other credentials to try with either.
    pub(crate) fn without_fresh_credentials(mut self, cause: &NoConnection) -> Self {
        self.what = format!("{}; when asked for others, {}", self.what, cause.what);
        self
    }

    /// A new session could not be told its settings.
    pub(crate) fn of_settings(cause: tokio_postgres::Error) -> Self {
        let mut failure = NoConnection::from(cause);
        if let Reason::Refused(server) = &failure.reason {
            failure.what = format!(
                "the server refuses a setting of the session: {} (SQLSTATE {})",
                server.shown,
                server.code.code()
            );
        }
        failure
    }
}

impl From<tokio_postgres::Error> for NoConnection {
    fn from(cause: tokio_postgres::Error) -> Self {
        if let Some(server) = ServerError::new(&cause, None) {
            let (what, decides) = refusal(&server);
            return NoConnection { what, reason: Reason::Refused(Box::new(server)), decides };
        }
        let (what, decides) = failure(&cause);
        NoConnection { what, reason: Reason::Failed(Box::new(cause)), decides }
    }
}

impl Error {
    /// What came of the hosts that were tried, in turn. `target` is `host:port/database` or what stands for it.
    pub(crate) fn no_connection(target: &str, mut attempts: Vec<(String, NoConnection)>) -> Self {
        let what = match &*attempts {
            [(_, only)] => only.what.clone(),
            _ => attempts
                .iter()
                .map(|(host, failure)| format!("{host}: {}", failure.what))
                .collect::<Vec<_>>()
                .join("; "),
        };
        let message = format!("cannot connect to {target}: {what}");
        let (server, cause) = match attempts.pop().map(|(_, last)| last.reason) {
            Some(Reason::NoCredentials(cause)) => return Error::of(Kind::Credentials { message, cause }),
            Some(Reason::TimedOut) => return Error::of(Kind::NoAnswer(message)),
            Some(Reason::Foreign) => return Error::configuration(message),
            // The server's words are in the message already, or replaced by better ones.
            Some(Reason::Refused(server)) => (Some(*server), None),
            Some(Reason::Failed(cause)) => (None, Some(cause)),
            Some(Reason::NoAddress) | None => (None, None),
        };
        Error::of(Kind::Connection { message, server, cause })
    }
}

/// What a connection that ends before its login does means.
const CLOSED: &str = "the server closed the connection while it was being opened; a cluster that restarts, pauses or is resized does so: \
                      try again in a minute";

/// What the server's refusal means, and whether other hosts would say the same.
fn refusal(server: &ServerError) -> (String, bool) {
    let message = &server.shown;
    if is_about_tls(server) {
        return (format!("the server takes only TLS, and sslmode=disable turns it off ({message})"), true);
    }
    if message.contains("connection limit") || server.code == SqlState::TOO_MANY_CONNECTIONS {
        return (format!("the server has no connection left ({message}); use smaller pools"), false);
    }
    if server.code == SqlState::CANNOT_CONNECT_NOW {
        return (format!("the server takes no connections yet ({message}); try again in a minute"), false);
    }
    if [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN].contains(&server.code) {
        return (format!("the server is going down ({message}); try again in some minutes"), false);
    }
    if is_about_login(server) {
        let what = format!(
            "the server refuses the user or the password ({message}); in a URL they are percent-encoded, and temporary \
             credentials end after minutes"
        );
        return (what, true);
    }
    if server.code == SqlState::INVALID_CATALOG_NAME {
        return (format!("{message}; a new cluster has one that is called `dev`"), true);
    }
    (format!("{message} (SQLSTATE {})", server.code.code()), true)
}

fn is_about_tls(server: &ServerError) -> bool {
    server.shown.contains("SSL off") || server.shown.contains("no encryption")
}

fn is_about_login(server: &ServerError) -> bool {
    [SqlState::INVALID_AUTHORIZATION_SPECIFICATION, SqlState::INVALID_PASSWORD].contains(&server.code)
}

/// What a failure on the way to the server means, and whether other hosts would say the same.
fn failure(cause: &tokio_postgres::Error) -> (String, bool) {
    let mut causes = Vec::new();
    let mut next = cause.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = cause.source();
    }
    let texts = causes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let says = |part: &str| texts.iter().any(|text| text.contains(part));
    let decided = |what: &str| (what.to_owned(), true);

    if says("unknown authentication tag `13`") {
        return decided(
            "the user's password is stored with SHA-256, a login that this client does not speak: store it again \
             with ALTER USER .. PASSWORD '..' in plain text or as md5, or use temporary credentials",
        );
    }
    if says("unknown authentication tag `14`") {
        return decided(
            "the server asks for a token of an identity provider, a login that this client does not speak: use a \
             database user with a password, or temporary credentials",
        );
    }
    if says("unknown authentication tag") || says("unsupported authentication method") {
        return decided(
            "the server asks for a login that this client does not speak: use a database user with a password",
        );
    }
    if says("password missing") {
        return decided("the server asks for a password and the URL has none");
    }
    if says("server does not support TLS") {
        return decided("the server does not speak TLS; where the way to it is safe without, say sslmode=disable");
    }
    if says("UnknownIssuer") {
        return decided(
            "the server's TLS certificate is of an authority that is not trusted; name the authority's certificate \
             with sslrootcert=file",
        );
    }
    if says("not valid for name") || says("NotValidForName") {
        return decided(
            "the server's TLS certificate is for another name; use the name of the cluster's endpoint, or \
             sslmode=verify-ca, which does not compare names",
        );
    }
    if says("invalid peer certificate") {
        return decided(&format!("the server's TLS certificate is not valid ({})", texts.join(": ")));
    }
    let kind = causes.iter().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let what = match kind {
        Some(io::ErrorKind::ConnectionRefused) => {
            "nothing answers at this host and port: is the server running, and the port right?".into()
        }
        Some(io::ErrorKind::TimedOut | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable) => {
            "no answer: a security group or a firewall may keep this network out, or the cluster be paused".into()
        }
        Some(io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe) => {
            CLOSED.into()
        }
        _ if cause.is_closed() => CLOSED.into(),
        _ if texts.is_empty() => cause.to_string(),
        _ => format!("{cause}: {}", texts.join(": ")),
    };
    (what, false)
}

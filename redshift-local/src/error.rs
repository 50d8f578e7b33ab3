//! What can go wrong when a server or a database is started.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// The result of starting something.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a server could not be started, or has ended by itself, or a database could not be created.
///
/// Errors of SQL statements are not among them: those travel to the client over the protocol.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    source: Option<io::Error>,
}

#[derive(Debug)]
enum Kind {
    PostgresMissing(String),
    AddressInUse(String),
    DataClosed(String),
    InUse(String),
    Start(String),
    Ended(String),
    Sql(String),
}

impl Error {
    pub(crate) fn postgres_missing(message: impl Into<String>) -> Self {
        Self { kind: Kind::PostgresMissing(message.into()), source: None }
    }

    pub(crate) fn address_in_use(address: SocketAddr) -> Self {
        let message = format!(
            "{address} is in use: another program listens there, perhaps another stand-in; choose another port, or 0 for a free one"
        );
        Self { kind: Kind::AddressInUse(message), source: None }
    }

    /// Another server has the data.
    pub(crate) fn in_use(message: impl Into<String>) -> Self {
        Self { kind: Kind::InUse(message.into()), source: None }
    }

    pub(crate) fn is_in_use(&self) -> bool {
        matches!(self.kind, Kind::InUse(_))
    }

    pub(crate) fn data_closed(message: impl Into<String>) -> Self {
        Self { kind: Kind::DataClosed(message.into()), source: None }
    }

    pub(crate) fn start(message: impl Into<String>) -> Self {
        Self { kind: Kind::Start(message.into()), source: None }
    }

    pub(crate) fn io(doing: impl Into<String>, source: io::Error) -> Self {
        Self { kind: Kind::Start(doing.into()), source: Some(source) }
    }

    pub(crate) fn ended(last_words: Option<&str>) -> Self {
        let said = last_words.map(|words| format!("; the last that it wrote: {words}")).unwrap_or_default();
        Self { kind: Kind::Ended(format!("the PostgreSQL behind it has ended by itself{said}")), source: None }
    }

    pub(crate) fn sql(message: impl Into<String>) -> Self {
        Self { kind: Kind::Sql(message.into()), source: None }
    }

    /// Whether another program listens on the address.
    #[must_use]
    pub fn is_address_in_use(&self) -> bool {
        matches!(self.kind, Kind::AddressInUse(_))
    }

    /// Whether the PostgreSQL behind the server has ended by itself.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self.kind, Kind::Ended(_))
    }

    /// Whether the user as whom PostgreSQL runs, where the program runs as root, cannot reach the folder for the data.
    #[must_use]
    pub fn is_data_closed(&self) -> bool {
        matches!(self.kind, Kind::DataClosed(_))
    }

    /// Whether no usable PostgreSQL is installed; the message says what to install.
    #[must_use]
    pub fn is_postgres_missing(&self) -> bool {
        matches!(self.kind, Kind::PostgresMissing(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::PostgresMissing(message)
            | Kind::AddressInUse(message)
            | Kind::DataClosed(message)
            | Kind::InUse(message)
            | Kind::Start(message)
            | Kind::Ended(message)
            | Kind::Sql(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

//! The one error type.

mod connect;
mod lost;
mod server;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use tokio_postgres::error::SqlState;

use crate::sql::Sql;
use crate::types::CellError;
use server::ServerError;

pub(crate) use connect::NoConnection;
pub(crate) use server::{comment, dollar_tag, shown_text, shown_up_to};

/// What went wrong, where, and what to do.
///
/// Neither `Display` nor `Debug` shows a bound value or a secret: statements appear with `$1`, `$2`, .. and with their string
/// literals left out, and the server's DETAIL, which may quote values, is only in [`detail`](Error::detail).
///
/// The questions of this type are about causes, because Redshift answers most failures with the SQLSTATE `XX000`:
/// [`is_serialization_conflict`](Error::is_serialization_conflict) rather than a comparison of [`code`](Error::code).
pub struct Error {
    kind: Box<Kind>,
}

/// `Result` with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

enum Kind {
    /// The server answered a statement with an error.
    Server(ServerError),
    /// No connection could be made, or the one there was broke.
    Connection {
        message: String,
        server: Option<ServerError>,
        cause: Option<Box<dyn StdError + Send + Sync>>,
    },
    /// A provider gave no credentials for a connection.
    Credentials {
        message: String,
        cause: Arc<Error>,
    },
    /// The database was closed.
    Closed(String),
    /// The connection broke while COMMIT, or a statement that is a transaction of its own, was under way.
    CommitUnknown {
        what: &'static str,
        cause: Box<Error>,
    },
    Configuration(String),
    Timeout(String),
    /// No connection was made in time.
    NoAnswer(String),
    Decode {
        column: String,
        index: usize,
        statement: Option<String>,
        cause: CellError,
    },
    MissingColumn {
        index: usize,
        columns: usize,
        statement: Option<String>,
    },
    RowNotFound {
        statement: String,
    },
    TooManyRows {
        statement: String,
    },
    AmbiguousId {
        message: String,
        candidates: Vec<i64>,
    },
    Transaction(Cow<'static, str>),
    /// A statement of the transaction had failed, and the transaction with it.
    TransactionFailed(Failure),
    /// A statement that cannot be written as SQL.
    Statement(String),
    /// Rows that `upsert_many` does not take.
    Rows(String),
    /// A text that chooses no order that there is.
    UnknownOrder(String),
    /// A transfer that did not begin.
    TransferRefused(String),
    /// A transfer after which the two ends differ.
    TransferIncomplete(String),
    Other(Box<dyn StdError + Send + Sync>),
}

impl Error {
    /// Wraps an error of the program's own, for the closure of [`Database::transaction`](crate::Database::transaction).
    ///
    /// ```
    /// # use redshift_orm::Error;
    /// #[derive(Debug, PartialEq)]
    /// struct SoldOut;
    /// # impl std::fmt::Display for SoldOut {
    /// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("sold out") }
    /// # }
    /// # impl std::error::Error for SoldOut {}
    ///
    /// let error = Error::other(SoldOut);
    /// assert_eq!(error.other_as::<SoldOut>(), Some(&SoldOut));
    /// ```
    pub fn other(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Error::of(Kind::Other(error.into()))
    }

    /// The error that [`Error::other`] wrapped, if it is an `E`.
    #[must_use]
    pub fn other_as<E: StdError + 'static>(&self) -> Option<&E> {
        match &*self.kind {
            Kind::Other(error) => error.downcast_ref(),
            _ => None,
        }
    }

    /// Whether `one` found no row.
    #[must_use]
    pub fn is_row_not_found(&self) -> bool {
        matches!(*self.kind, Kind::RowNotFound { .. })
    }

    /// Whether `one` or `optional` found more than one row.
    #[must_use]
    pub fn is_too_many_rows(&self) -> bool {
        matches!(*self.kind, Kind::TooManyRows { .. })
    }

    /// Whether there is no connection: none could be made, it broke, or the database was closed.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        matches!(
            *self.kind,
            Kind::Connection { .. } | Kind::Credentials { .. } | Kind::Closed(_) | Kind::CommitUnknown { .. }
        )
    }

    /// Whether [`Database::close`](crate::Database::close) has closed the database, before the statement or while it ran.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(*self.kind, Kind::Closed(_))
    }

    /// Whether the resolution of a transaction is unknown: the connection broke while COMMIT, or a statement that is a transaction of its own
    /// and no query, was under way, and nobody knows whether it took place. It is never run again by itself.
    #[must_use]
    pub fn is_commit_unknown(&self) -> bool {
        matches!(*self.kind, Kind::CommitUnknown { .. })
    }

    /// Whether there is no connection because a [provider](crate::client::credentials) gave no credentials; its error is the
    /// [`source`](StdError::source).
    #[must_use]
    pub fn is_credentials(&self) -> bool {
        matches!(*self.kind, Kind::Credentials { .. })
    }

    /// Whether the server refused the user or the password.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.has_code(&[SqlState::INVALID_AUTHORIZATION_SPECIFICATION, SqlState::INVALID_PASSWORD])
    }

    /// Whether the URL, a setting of the builder or an environment variable is not as it must be.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        matches!(*self.kind, Kind::Configuration(_))
    }

    /// Whether the text given to [`order_by_choice`](crate::statement::Query::order_by_choice) chooses no order that there is: the caller's
    /// mistake, whose message lists the names.
    #[must_use]
    pub fn is_unknown_order(&self) -> bool {
        matches!(*self.kind, Kind::UnknownOrder(_))
    }

    /// Whether [`upsert_many`](crate::Model::upsert_many) refused its rows: several have the same key, a key is NULL, some leave a column to
    /// its default and some do not, or a row with an IDENTITY key matches none. The message names the columns and no value.
    #[must_use]
    pub fn is_unusable_rows(&self) -> bool {
        matches!(*self.kind, Kind::Rows(_))
    }

    /// Whether a [transfer](crate::transfer) refused to begin, so that nothing was written: the target is not the local stand-in, holds rows
    /// already, or cannot keep the ids.
    #[must_use]
    pub fn is_transfer_refused(&self) -> bool {
        matches!(*self.kind, Kind::TransferRefused(_))
    }

    /// Whether the numbers of rows differ at the ends of a [transfer](crate::transfer) that was done.
    #[must_use]
    pub fn is_transfer_incomplete(&self) -> bool {
        matches!(*self.kind, Kind::TransferIncomplete(_))
    }

    /// Whether time ran out: no connection became free or could be made in time, or the server cancelled the statement, which is
    /// how Redshift reports its `statement_timeout`.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(*self.kind, Kind::Timeout(_) | Kind::NoAnswer(_)) || self.has_code(&[SqlState::QUERY_CANCELED])
    }

    /// Whether concurrent transactions were in each other's way: error 1023, a conflict with a concurrent transaction, or a
    /// deadlock. The transaction may succeed when it is run again as a whole, which
    /// [`Database::transaction`](crate::Database::transaction) does by itself.
    #[must_use]
    pub fn is_serialization_conflict(&self) -> bool {
        self.asks_of_the_server(ServerError::is_serialization_conflict, |failure| failure.conflict)
    }

    /// Whether a statement that the server had prepared was gone, or a table that it had found: dropped, and perhaps created anew, since then
    /// ("could not open relation with OID", SQLSTATE 26000, "cached plan"). Run again, the statement finds what is there now;
    /// [`Database::transaction`](crate::Database::transaction) runs the transaction again by itself.
    #[must_use]
    pub fn is_stale_statement(&self) -> bool {
        self.asks_of_the_server(ServerError::is_stale_statement, |failure| failure.stale)
    }

    /// Whether the server divided by zero.
    pub(crate) fn is_division_by_zero(&self) -> bool {
        self.server().is_some_and(ServerError::is_division_by_zero)
    }

    /// Whether `.id` could not tell the inserted row from others that are equal to it; nothing was inserted, or the transaction
    /// has to be rolled back. See [`candidates`](Error::candidates).
    #[must_use]
    pub fn is_ambiguous_id(&self) -> bool {
        matches!(*self.kind, Kind::AmbiguousId { .. })
    }

    /// The ids among which [`is_ambiguous_id`](Error::is_ambiguous_id) could not choose; empty for other errors.
    #[must_use]
    pub fn candidates(&self) -> &[i64] {
        match &*self.kind {
            Kind::AmbiguousId { candidates, .. } => candidates,
            _ => &[],
        }
    }

    /// Whether a transaction was used after its end, or could not go on.
    #[must_use]
    pub fn is_transaction(&self) -> bool {
        matches!(*self.kind, Kind::Transaction(_) | Kind::TransactionFailed(_))
    }

    /// The server's message as it came. It may quote a bound value.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.server().map(|server| server.message.as_str())
    }

    /// The server's DETAIL as it came. It may quote values.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.server()?.detail.as_deref()
    }

    /// The server's HINT.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.server()?.hint.as_deref()
    }

    /// The server's SQLSTATE, such as `42P01`; on Redshift often `XX000`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.server().map(|server| server.code.code())
    }

    /// Where in the statement the server saw the error: a character's number, from one.
    #[must_use]
    pub fn position(&self) -> Option<u32> {
        self.server()?.position
    }

    /// The text of the statement that failed, without values.
    #[must_use]
    pub fn statement_text(&self) -> Option<&str> {
        match &*self.kind {
            Kind::Server(server) => server.statement.as_deref(),
            Kind::Decode { statement, .. } | Kind::MissingColumn { statement, .. } => statement.as_deref(),
            Kind::RowNotFound { statement } | Kind::TooManyRows { statement } => Some(statement),
            _ => None,
        }
    }

    /// The cause in a word, for logs and counters: `error.type` of the crate's spans, and `kind` of its counters.
    ///
    /// It is one of `serialization_conflict`, `stale_statement`, `timeout`, `authentication`, `server`, `connection`, `credentials`, `closed`,
    /// `commit_unknown`, `configuration`, `decode`, `row_not_found`, `too_many_rows`, `ambiguous_id`, `transaction`, `statement`,
    /// `transfer` and `other`, or a word that a later version adds: what a program decides by are the questions of this type.
    ///
    /// ```
    /// use redshift_orm::Error;
    ///
    /// assert_eq!(Error::other(std::fmt::Error).kind(), "other");
    /// ```
    #[must_use]
    pub fn kind(&self) -> &'static str {
        if self.is_serialization_conflict() {
            return "serialization_conflict";
        }
        if self.is_stale_statement() {
            return "stale_statement";
        }
        if self.is_timeout() {
            return "timeout";
        }
        if self.is_authentication() {
            return "authentication";
        }
        match *self.kind {
            Kind::Server(_) => "server",
            Kind::Connection { .. } => "connection",
            Kind::Credentials { .. } => "credentials",
            Kind::Closed(_) => "closed",
            Kind::CommitUnknown { .. } => "commit_unknown",
            Kind::Configuration(_) => "configuration",
            Kind::Timeout(_) | Kind::NoAnswer(_) => "timeout",
            Kind::Decode { .. } | Kind::MissingColumn { .. } => "decode",
            Kind::RowNotFound { .. } => "row_not_found",
            Kind::TooManyRows { .. } => "too_many_rows",
            Kind::AmbiguousId { .. } => "ambiguous_id",
            Kind::Transaction(_) | Kind::TransactionFailed(_) => "transaction",
            Kind::Statement(_) | Kind::Rows(_) | Kind::UnknownOrder(_) => "statement",
            Kind::TransferRefused(_) | Kind::TransferIncomplete(_) => "transfer",
            Kind::Other(_) => "other",
        }
    }

    /// What an error of the server's is, whether it is this one, is why a transaction failed, or is inside of an error of the program's own.
    fn asks_of_the_server(&self, of_server: fn(&ServerError) -> bool, of_failure: fn(&Failure) -> bool) -> bool {
        match &*self.kind {
            Kind::Server(server) => of_server(server),
            Kind::TransactionFailed(failure) => of_failure(failure),
            Kind::Other(error) => {
                let mut cause: Option<&(dyn StdError + 'static)> = Some(&**error);
                while let Some(error) = cause {
                    if let Some(error) = error.downcast_ref::<Error>() {
                        return error.asks_of_the_server(of_server, of_failure);
                    }
                    cause = error.source();
                }
                false
            }
            _ => false,
        }
    }

    fn server(&self) -> Option<&ServerError> {
        match &*self.kind {
            Kind::Server(server) => Some(server),
            Kind::Connection { server, .. } => server.as_ref(),
            _ => None,
        }
    }

    pub(crate) fn has_code(&self, codes: &[SqlState]) -> bool {
        self.server().is_some_and(|server| codes.contains(&server.code))
    }
}

impl Error {
    pub(crate) fn decode(column: &str, index: usize, cause: CellError) -> Self {
        Error::of(Kind::Decode { column: column.to_owned(), index, statement: None, cause })
    }

    pub(crate) fn missing_column(index: usize, columns: usize) -> Self {
        Error::of(Kind::MissingColumn { index, columns, statement: None })
    }

    /// A statement that cannot be written as SQL.
    pub(crate) fn statement(message: impl Into<String>) -> Self {
        Error::of(Kind::Statement(message.into()))
    }

    pub(crate) fn rows(message: impl Into<String>) -> Self {
        Error::of(Kind::Rows(message.into()))
    }

    pub(crate) fn unknown_order(message: impl Into<String>) -> Self {
        Error::of(Kind::UnknownOrder(message.into()))
    }

    pub(crate) fn transfer_refused(message: impl Into<String>) -> Self {
        Error::of(Kind::TransferRefused(message.into()))
    }

    pub(crate) fn transfer_incomplete(message: impl Into<String>) -> Self {
        Error::of(Kind::TransferIncomplete(message.into()))
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Error::of(Kind::Configuration(message.into()))
    }

    pub(crate) fn timeout(message: impl Into<String>) -> Self {
        Error::of(Kind::Timeout(message.into()))
    }

    pub(crate) fn connection(message: impl Into<String>) -> Self {
        Error::of(Kind::Connection { message: message.into(), server: None, cause: None })
    }

    pub(crate) fn closed(message: impl Into<String>) -> Self {
        Error::of(Kind::Closed(message.into()))
    }

    pub(crate) fn transaction(message: impl Into<Cow<'static, str>>) -> Self {
        Error::of(Kind::Transaction(message.into()))
    }

    /// COMMIT was asked for after this failure of a statement.
    pub(crate) fn transaction_failed(failure: &Failure) -> Self {
        Error::of(Kind::TransactionFailed(failure.clone()))
    }

    pub(crate) fn row_not_found(sql: &Sql<'_>) -> Self {
        let statement = server::shown_text(sql.text());
        Error::of(Kind::RowNotFound { statement })
    }

    pub(crate) fn too_many_rows(sql: &Sql<'_>) -> Self {
        let statement = server::shown_text(sql.text());
        Error::of(Kind::TooManyRows { statement })
    }

    pub(crate) fn ambiguous_id(message: String, candidates: Vec<i64>) -> Self {
        Error::of(Kind::AmbiguousId { message, candidates })
    }

    /// The connection broke while COMMIT was under way.
    pub(crate) fn commit_unknown(cause: Error) -> Self {
        Error::of(Kind::CommitUnknown { what: "COMMIT", cause: Box::new(cause) })
    }

    /// The connection broke while COMMIT was under way, which did not take place.
    pub(crate) fn commit_lost(unknown: Error) -> Self {
        Error::of(Kind::Connection {
            message: "the connection broke while COMMIT was under way, and the transaction was rolled back: its marker is not there".into(),
            server: None,
            cause: Some(Box::new(unknown)),
        })
    }

    /// The connection broke while a statement was under way that is a transaction of its own.
    pub(crate) fn statement_unknown(cause: Error) -> Self {
        Error::of(Kind::CommitUnknown { what: "a statement that is a transaction of its own", cause: Box::new(cause) })
    }

    /// What tokio-postgres says of a statement.
    pub(crate) fn of_statement(cause: tokio_postgres::Error, sql: &Sql<'_>) -> Self {
        match ServerError::new(&cause, Some(sql)) {
            Some(server) if server.ends_the_connection() => Error::of(Kind::Connection {
                message: format!("the server ended the connection: {}", server.shown),
                server: Some(server),
                cause: None,
            }),
            Some(server) => Error::of(Kind::Server(server)),
            // The kinds of tokio-postgres are private, and this one happens before anything is sent.
            None if cause.to_string().starts_with("error serializing parameter") => {
                let why = cause.source().map(ToString::to_string).unwrap_or_default();
                Error::statement(format!("{cause}: {why}"))
            }
            None => Error::of(Kind::Connection {
                message: "the connection to the server broke".into(),
                server: None,
                cause: Some(Box::new(cause)),
            }),
        }
    }

    /// The error of a statement that was sent with literals: with its place in the statement's own text, and without the piece of the text
    /// that a message quotes.
    pub(crate) fn of_literals(mut self, place: impl FnOnce(u32) -> u32) -> Self {
        if let Kind::Server(server) | Kind::Connection { server: Some(server), .. } = &mut *self.kind {
            server.position = server.position.map(place);
            server.leave_out_context();
        }
        self
    }

    /// Adds the statement to an error about one of its rows.
    pub(crate) fn in_statement(mut self, sql: &Sql<'_>) -> Self {
        if let Kind::Decode { statement, .. } | Kind::MissingColumn { statement, .. } = &mut *self.kind {
            statement.get_or_insert_with(|| server::shown_text(sql.text()));
        }
        self
    }

    fn of(kind: Kind) -> Self {
        Error { kind: Box::new(kind) }
    }
}

/// What is remembered of a statement that failed inside a transaction.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    conflict: bool,
    stale: bool,
    message: String,
}

impl Failure {
    pub(crate) fn new(error: &Error) -> Self {
        Failure {
            conflict: error.is_serialization_conflict(),
            stale: error.is_stale_statement(),
            message: error.to_string(),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(cause: tokio_postgres::Error) -> Self {
        Error::of_statement(cause, &Sql::of_text(String::new()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Server(server) => write!(f, "{server}"),
            Kind::Connection { message, .. }
            | Kind::Credentials { message, .. }
            | Kind::AmbiguousId { message, .. } => f.write_str(message),
            Kind::CommitUnknown { what, .. } => write!(
                f,
                "transaction resolution unknown: the connection broke while {what} was under way; look whether it took \
                 place before running it again (`Database::transaction_with_marker` does so)"
            ),
            Kind::Configuration(message)
            | Kind::Closed(message)
            | Kind::Timeout(message)
            | Kind::NoAnswer(message)
            | Kind::Statement(message)
            | Kind::Rows(message)
            | Kind::UnknownOrder(message)
            | Kind::TransferRefused(message)
            | Kind::TransferIncomplete(message) => f.write_str(message),
            Kind::Decode { column, index, statement, .. } => {
                write!(f, "cannot read column {} (\"{column}\") of the row", index + 1)?;
                in_statement(f, statement.as_deref())
            }
            Kind::MissingColumn { index, columns, statement } => {
                write!(f, "the row has {columns} columns, column {} was asked for", index + 1)?;
                in_statement(f, statement.as_deref())
            }
            Kind::RowNotFound { statement } => {
                f.write_str("one row was asked for and none was found")?;
                in_statement(f, Some(statement))
            }
            Kind::TooManyRows { statement } => {
                f.write_str("one row was asked for and there are more")?;
                in_statement(f, Some(statement))
            }
            Kind::Transaction(message) => f.write_str(message),
            Kind::TransactionFailed(Failure { message, .. }) => {
                write!(f, "the transaction was rolled back, because one of its statements had failed: {message}")
            }
            Kind::Other(error) => write!(f, "{error}"),
        }
    }
}

fn in_statement(f: &mut fmt::Formatter<'_>, statement: Option<&str>) -> fmt::Result {
    match statement {
        Some(statement) if !statement.is_empty() => write!(f, ", in: {statement}"),
        _ => Ok(()),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("message", &self.to_string());
        if let Some(code) = self.code() {
            debug.field("code", &code);
        }
        if let Some(hint) = self.hint() {
            debug.field("hint", &hint);
        }
        if let Some(position) = self.position() {
            debug.field("position", &position);
        }
        if let Some(source) = self.source() {
            debug.field("source", &source);
        }
        debug.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.kind {
            Kind::Decode { cause, .. } => Some(cause),
            Kind::Connection { cause, .. } => cause.as_deref().map(|cause| cause as _),
            Kind::Credentials { cause, .. } => Some(&**cause),
            Kind::CommitUnknown { cause, .. } => Some(cause),
            Kind::Other(error) => error.source(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_goes_everywhere() {
        fn goes_everywhere<T: Send + Sync + 'static>() {}
        goes_everywhere::<Error>();
        assert!(size_of::<Error>() == size_of::<usize>());
    }

    #[test]
    fn a_conflict_is_seen_through_the_programs_own_error() {
        #[derive(Debug)]
        struct Mine(Error);
        impl fmt::Display for Mine {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("mine")
            }
        }
        impl StdError for Mine {
            fn source(&self) -> Option<&(dyn StdError + 'static)> {
                Some(&self.0)
            }
        }
        let conflict = Error::transaction_failed(&Failure { conflict: true, stale: false, message: "1023".into() });
        let error = Error::other(Mine(conflict));
        assert!(error.is_serialization_conflict());
        assert!(error.other_as::<Mine>().is_some());
        assert!(!Error::other(Mine(Error::transaction("x"))).is_serialization_conflict());
    }
}

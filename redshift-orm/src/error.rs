//! The one error type.

use std::error::Error as StdError;
use std::fmt;

use crate::types::CellError;

/// What went wrong, where, and what to do.
///
/// No bound value and no secret appears in any text of it.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

/// `Result` with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug)]
enum Kind {
    Server(tokio_postgres::Error),
    Decode { column: String, index: usize, cause: CellError },
    MissingColumn { index: usize, columns: usize },
    Statement(String),
}

impl Error {
    pub(crate) fn decode(column: &str, index: usize, cause: CellError) -> Self {
        Error::of(Kind::Decode { column: column.to_owned(), index, cause })
    }

    pub(crate) fn missing_column(index: usize, columns: usize) -> Self {
        Error::of(Kind::MissingColumn { index, columns })
    }

    /// A statement that cannot be written as SQL.
    pub(crate) fn statement(message: impl Into<String>) -> Self {
        Error::of(Kind::Statement(message.into()))
    }

    fn of(kind: Kind) -> Self {
        Error { kind: Box::new(kind) }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(cause: tokio_postgres::Error) -> Self {
        Error::of(Kind::Server(cause))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Server(cause) => write!(f, "{cause}"),
            Kind::Decode { column, index, .. } => {
                write!(f, "cannot read column {} (\"{column}\") of the row", index + 1)
            }
            Kind::MissingColumn { index, columns } => {
                write!(f, "the row has {columns} columns, column {} was asked for", index + 1)
            }
            Kind::Statement(message) => f.write_str(message),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.kind {
            Kind::Server(cause) => cause.source(),
            Kind::Decode { cause, .. } => Some(cause),
            Kind::MissingColumn { .. } | Kind::Statement(_) => None,
        }
    }
}

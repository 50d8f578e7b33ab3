//! One value of a row on its way into a Rust type.

use std::borrow::Cow;

use tokio_postgres::types::Type;

use super::{Carried, Value};
use crate::schema::DataType;

/// A cell of a row that is not NULL, as the wire carried it: its type and its bytes, or its text alone (see
/// [`Wire`](crate::client::Wire)).
///
/// Types that are not dependable in binary (DECIMAL, DATE, TIME, SUPER, VARBYTE) arrive as text, because the select list casts
/// them; see [`Cell::text`].
#[derive(Debug, Clone, Copy)]
pub struct Cell<'r>(Form<'r>);

#[derive(Debug, Clone, Copy)]
enum Form<'r> {
    Binary {
        wire_type: &'r Type,
        bytes: &'r [u8],
    },
    /// Of whatever type.
    Text(&'r str),
}

impl<'r> Cell<'r> {
    pub(crate) fn in_binary(wire_type: &'r Type, bytes: &'r [u8]) -> Self {
        Cell(Form::Binary { wire_type, bytes })
    }

    pub(crate) fn in_text(text: &'r str) -> Self {
        Cell(Form::Text(text))
    }

    /// Whether the cell is the NULL of this type, written as text: JSON_SERIALIZE does so with that of a SUPER (`JSON_SERIALIZE`).
    pub(crate) fn is_null_of(self, data_type: DataType) -> bool {
        matches!(data_type, DataType::Super) && self.text() == Ok("null")
    }

    /// Reads a type that the wire carries by itself: integers, floats, booleans, text, TIMESTAMP and TIMESTAMPTZ.
    ///
    /// # Errors
    /// When the cell's type on the wire is another, or its text is no such value.
    pub fn value<T: Carried<'r>>(self) -> Result<T, CellError> {
        match self.0 {
            Form::Text(text) => T::from_text(text)
                .ok_or_else(|| CellError::new(format!("the text that the server sent is not a {}", T::SQL_NAME))),
            Form::Binary { wire_type, .. } if !T::accepts(wire_type) => {
                Err(CellError::wrong_type(wire_type, std::any::type_name::<T>()))
            }
            Form::Binary { wire_type, bytes } => {
                T::from_sql(wire_type, bytes).map_err(|cause| CellError::new(cause.to_string()))
            }
        }
    }

    /// The cell's text.
    ///
    /// # Errors
    /// When the cell's type on the wire is no text type.
    pub fn text(self) -> Result<&'r str, CellError> {
        self.value()
    }
}

impl<'r> Cell<'r> {
    /// The cell's text without the blanks that pad a CHAR, which mean nothing (`r_Character_types`).
    pub(crate) fn unpadded_text(self) -> Result<&'r str, CellError> {
        self.text().map(|text| if self.is_padded() { text.trim_end_matches(' ') } else { text })
    }

    /// The value as a parameter. What arrives as text stays one, as which it is sent.
    pub(crate) fn to_value(self) -> Result<Value<'static>, CellError> {
        let wire_type = match self.0 {
            Form::Binary { wire_type, .. } => wire_type,
            Form::Text(_) => &Type::TEXT,
        };
        Ok(match *wire_type {
            Type::INT2 => Value::SmallInt(self.value()?),
            Type::INT4 => Value::Integer(self.value()?),
            Type::INT8 => Value::BigInt(self.value()?),
            Type::FLOAT4 => Value::Real(self.value()?),
            Type::FLOAT8 => Value::DoublePrecision(self.value()?),
            Type::BOOL => Value::Boolean(self.value()?),
            Type::TIMESTAMP => Value::Timestamp(self.value()?),
            Type::TIMESTAMPTZ => Value::TimestampTz(self.value()?),
            _ => Value::Varchar(Cow::Owned(self.unpadded_text()?.to_owned())),
        })
    }

    /// Whether the cell is known to be a CHAR, which is padded with blanks.
    pub(crate) fn is_padded(self) -> bool {
        matches!(self.0, Form::Binary { wire_type, .. } if *wire_type == Type::BPCHAR)
    }
}

/// Why a cell could not be read. The message says what was expected and what came, and shows no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    message: Cow<'static, str>,
}

impl CellError {
    /// An error with this message, which must not show the value.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        CellError { message: message.into() }
    }

    #[cfg(any(feature = "time", feature = "jiff"))]
    pub(crate) const fn constant(message: &'static str) -> Self {
        CellError { message: Cow::Borrowed(message) }
    }

    pub(crate) fn unexpected_null() -> Self {
        CellError::new("the value is NULL; read it as `Option<..>`")
    }

    fn wrong_type(wire_type: &Type, expected: &str) -> Self {
        CellError::new(format!("the server sent the type `{wire_type}`, which does not read as `{expected}`"))
    }
}

impl std::fmt::Display for CellError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CellError {}

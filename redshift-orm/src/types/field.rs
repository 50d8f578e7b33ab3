//! What a struct's field says of its column: the SQL type and whether NULL is allowed.

use super::{Cell, CellError, RowReader, Sizing, SqlType, Value};
use crate::error::Error;
use crate::model::{Defaulted, InsertValue};
use crate::schema::DataType;

/// The column, or expression, is never NULL.
#[derive(Debug, Clone, Copy)]
pub struct NotNull;

/// The column, or expression, may be NULL.
#[derive(Debug, Clone, Copy)]
pub struct Null;

/// [`NotNull`] or [`Null`].
pub trait Nullability: 'static {
    /// The nullability of an expression over two operands: NULL if either may be.
    type Or<Other: Nullability>: Nullability;
    /// The nullability of an expression that is NULL only if both its operands are.
    type And<Other: Nullability>: Nullability;
    /// What a value of the type reads as: `T` or `Option<T>`.
    type Read<T: SqlType>: Send + 'static;
    /// Whether NULL is possible.
    const NULLABLE: bool;
    /// Reads a cell, NULL included where it may be.
    ///
    /// # Errors
    /// When the cell is NULL where none may be, or holds another type.
    fn read<T: SqlType>(cell: Option<Cell<'_>>) -> Result<Self::Read<T>, CellError>;
}

impl Nullability for NotNull {
    type Or<Other: Nullability> = Other;
    type And<Other: Nullability> = NotNull;
    type Read<T: SqlType> = T;
    const NULLABLE: bool = false;
    fn read<T: SqlType>(cell: Option<Cell<'_>>) -> Result<T, CellError> {
        T::read(cell.ok_or_else(CellError::unexpected_null)?)
    }
}

impl Nullability for Null {
    type Or<Other: Nullability> = Null;
    type And<Other: Nullability> = Other;
    type Read<T: SqlType> = Option<T>;
    const NULLABLE: bool = true;
    fn read<T: SqlType>(cell: Option<Cell<'_>>) -> Result<Option<T>, CellError> {
        cell.filter(|cell| !cell.is_null_of(T::DATA_TYPE)).map(T::read).transpose()
    }
}

/// The type of a field: a [`SqlType`], or `Option` of one for a nullable column.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a Redshift column",
    label = "no SQL type corresponds to `{Self}`",
    note = "column types are i16, i32, i64, f32, f64, bool, Decimal, String, Vec<u8>, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>, Uuid and serde_json::Value, and `Option` of each; `Json<T>` keeps a type of serde's",
    note = "a newtype or a unit-only enum becomes a column type with `#[derive(SqlType)]`"
)]
pub trait ColumnField: Sized {
    /// The SQL type.
    type Type: SqlType;
    /// Whether NULL is allowed.
    type Nullability: Nullability;

    /// The value to bind.
    fn into_value(self) -> Value<'static>;

    /// Reads a cell, which is `None` when NULL.
    ///
    /// # Errors
    /// When the cell is NULL where none may be, or holds another type.
    fn read(cell: Option<Cell<'_>>) -> Result<Self, CellError>;

    // What generated code asks of a field. It asks by these alone, `<Field as ColumnField>::..`: then every error about a
    // field's type is the same error at the same place, which the compiler shows once.

    #[doc(hidden)]
    const KIND: FieldKind =
        FieldKind { base: Self::Type::DATA_TYPE, sizing: Self::Type::SIZING, nullable: Self::Nullability::NULLABLE };
    #[doc(hidden)]
    fn next(row: &mut RowReader<'_>) -> Result<Self, Error> {
        row.next()
    }
    #[doc(hidden)]
    fn given(self) -> InsertValue {
        InsertValue::Value(self.into_value())
    }
    #[doc(hidden)]
    fn given_or_default(value: Defaulted<Self>) -> InsertValue {
        match value {
            Defaulted::Default => InsertValue::Default,
            Defaulted::Value(value) => value.given(),
        }
    }
}

/// What the column of a field is before its attributes.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct FieldKind {
    pub base: DataType,
    pub sizing: Sizing,
    pub nullable: bool,
}

#[diagnostic::do_not_recommend]
impl<T: SqlType> ColumnField for T {
    type Type = T;
    type Nullability = NotNull;
    fn into_value(self) -> Value<'static> {
        SqlType::into_value(self)
    }
    fn read(cell: Option<Cell<'_>>) -> Result<Self, CellError> {
        NotNull::read(cell)
    }
}

#[diagnostic::do_not_recommend]
impl<T: SqlType> ColumnField for Option<T> {
    type Type = T;
    type Nullability = Null;
    fn into_value(self) -> Value<'static> {
        match self {
            Some(value) => value.into_value(),
            None => Value::Null(T::DATA_TYPE),
        }
    }
    fn read(cell: Option<Cell<'_>>) -> Result<Self, CellError> {
        Null::read(cell)
    }
}

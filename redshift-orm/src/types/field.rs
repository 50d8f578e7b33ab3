//! What a struct's field says of its column: the SQL type and whether NULL is allowed.

use super::{Cell, CellError, SqlType, Value};

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
    /// What a value of the type reads as: `T` or `Option<T>`.
    type Read<T: SqlType>;
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
    type Read<T: SqlType> = T;
    const NULLABLE: bool = false;
    fn read<T: SqlType>(cell: Option<Cell<'_>>) -> Result<T, CellError> {
        T::read(cell.ok_or_else(CellError::unexpected_null)?)
    }
}

impl Nullability for Null {
    type Or<Other: Nullability> = Null;
    type Read<T: SqlType> = Option<T>;
    const NULLABLE: bool = true;
    fn read<T: SqlType>(cell: Option<Cell<'_>>) -> Result<Option<T>, CellError> {
        cell.map(T::read).transpose()
    }
}

/// The type of a field: a [`SqlType`], or `Option` of one for a nullable column.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a Redshift column",
    label = "no SQL type corresponds to `{Self}`",
    note = "column types are i16, i32, i64, f32, f64, bool, Decimal, String, Vec<u8>, NaiveDate, NaiveTime, NaiveDateTime, DateTime<Utc>, Uuid and serde_json::Value, and `Option` of each",
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

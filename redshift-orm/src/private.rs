//! All that generated code names, and nothing else. No part of the public interface.

pub use inventory;

pub use crate::error::Result;
pub use crate::expr::{Column, Row, Source};
pub use crate::model::{Defaulted, IdentityKey, InsertValue, Model, NewRow, Registered};
pub use crate::statement::{ModelColumns, SelectItem, SelectList, Selection, next_column};
pub use crate::types::{
    Cell, CellError, Characters, ColumnField, NotNull, Null, Number, Ordered, RowReader, Sizing, SqlType, Value,
};
pub use crate::{schema, types};

/// Reads the other side of an outer join: `None` when every one of its `width` cells is NULL.
///
/// # Errors
/// When a cell does not read as its field's type.
pub fn read_optional<M: Model>(row: &mut RowReader<'_>) -> Result<Option<M>> {
    row.optional(M::TABLE.columns.len(), M::read)
}

/// The value of a column with a default.
pub fn defaulted<F: ColumnField>(value: Defaulted<F>) -> InsertValue {
    match value {
        Defaulted::Default => InsertValue::Default,
        Defaulted::Value(value) => InsertValue::Value(value.into_value()),
    }
}

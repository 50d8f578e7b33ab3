//! All that generated code names, and nothing else. No part of the public interface.

use std::borrow::Cow;
use std::marker::PhantomData;

pub use inventory;

use crate::schema::{ColumnDefault, Size, SortKey, Table, TableName, sized};
use crate::types::FieldKind;
use crate::view::{ViewDefinition, defined};

pub use crate::client::FromRow;
pub use crate::error::Result;
pub use crate::expr::{Column, Origin, Row, Source};
pub use crate::model::{BaseTable, Defaulted, IdentityKey, InsertValue, Model, NewRow, Registered, Relation};
pub use crate::statement::DefinedView;
pub use crate::statement::scope::SourceColumns;
pub use crate::statement::{
    CreatedAsQuery, DistributedByKey, DistributedToAll, InsertFields, InsertItem, InsertPart, InsertRow, ModelColumns,
    NestedItem, NestedRow, SelectItem, SelectList, Selection, SortedByColumn, UpsertRow, WithDefault, WithoutDefault,
    next_column,
};
#[cfg(feature = "local")]
pub use crate::testing::{Flavor, TestArgument, run_test};
pub use crate::types::decimal::decimal;
pub use crate::types::{
    Cell, CellError, Characters, ColumnField, Element, Hashed, Listed, NotNull, Null, Number, Ordered, RowReader,
    Sizing, SqlType, Value,
};
pub use crate::view::{AnyView, MaterializedView, View, ViewColumns, ViewKind};
pub use crate::{schema, types};

/// A table without attributes, whose fields the derive overrides.
pub const BARE_TABLE: Table<'static> = Table {
    name: TableName { schema: None, name: "" },
    columns: &[],
    diststyle: None,
    distkey: None,
    sortkey: SortKey::None,
    encode_auto: false,
    backup: true,
    primary_key: &[],
    unique: &[],
    foreign_keys: &[],
};

/// The row that is inserted into a view: there is none.
#[derive(Debug)]
pub enum NoRow {}

impl NewRow for NoRow {
    const COLUMNS: &'static [&'static str] = &[];
    fn into_values(self) -> Vec<InsertValue> {
        match self {}
    }
}

/// Finds the definition of a view, where there is one: an inherent function is preferred to a trait's, as far as its bounds hold.
#[derive(Debug)]
pub struct Definition<V>(PhantomData<V>);

impl<V: ViewDefinition> Definition<V> {
    #[must_use]
    pub fn statement() -> Option<DefinedView<'static>> {
        Some(defined::<V>())
    }
}

/// What is found when there is no definition.
pub trait NoDefinition {
    #[must_use]
    fn statement() -> Option<DefinedView<'static>> {
        None
    }
}

impl<V> NoDefinition for Definition<V> {}

/// The column of a field, without key and encoding.
#[must_use]
pub const fn column(
    name: &'static str,
    kind: FieldKind,
    size: Size,
    varchar_multiplier: u32,
) -> schema::Column<'static> {
    schema::Column {
        name,
        data_type: sized(kind.base, kind.sizing, size, varchar_multiplier),
        nullable: kind.nullable,
        default: ColumnDefault::None,
        encoding: None,
        collation: None,
    }
}

/// The columns that are given.
#[must_use]
pub fn given(columns: &[(bool, &'static str)]) -> Vec<&'static str> {
    columns.iter().filter(|(given, _)| *given).map(|(_, name)| *name).collect()
}

/// The column of a model's field, for a foreign key that names the field. A field that does not exist is given back as it is,
/// for the rule about foreign keys to refuse.
#[must_use]
pub const fn referenced<M: Model>(field: &'static str) -> &'static str {
    let mut index = 0;
    while index < M::RENAMED.len() {
        let (renamed, column) = M::RENAMED[index];
        if same(renamed, field) {
            return column;
        }
        index += 1;
    }
    field
}

/// `==` of `const` context.
const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// The name of an enum's variant as a value.
#[must_use]
pub fn variant_name(name: &'static str) -> Value<'static> {
    Value::Varchar(Cow::Borrowed(name))
}

/// The text of a cell, without the blanks that pad a CHAR.
///
/// # Errors
/// When the cell's type is no text type.
pub fn text(cell: Cell<'_>) -> Result<&str, CellError> {
    cell.unpadded_text()
}

/// Reads the other side of an outer join: `None` when every one of its cells is NULL.
///
/// # Errors
/// When a cell does not read as its field's type.
pub fn read_optional<M: Model>(row: &mut RowReader<'_>) -> Result<Option<M>> {
    row.optional(M::TABLE.columns.iter().map(|column| column.data_type), M::read)
}

/// Asks whether the type of a field can be nested.
pub const fn is_nested_row<T: NestedRow>() {}

/// Reads a row of a derived table on the other side of an outer join: `None` when every one of its cells is NULL.
///
/// # Errors
/// When a cell does not read as its field's type.
pub fn read_optional_row<T: NestedRow>(row: &mut RowReader<'_>) -> Result<Option<T>> {
    row.optional(T::types(), T::read)
}

#[cfg(test)]
mod tests {
    use tokio_postgres::types::Type;

    use super::*;
    use crate::SqlType;

    #[derive(Debug, PartialEq, SqlType)]
    #[redshift(rename_all = "snake_case")]
    enum Status {
        InTransit,
    }

    #[derive(Debug, PartialEq, SqlType)]
    #[repr(i16)]
    enum Priority {
        High = 9,
    }

    #[derive(Debug, PartialEq, SqlType)]
    struct CustomerId(i64);

    fn read<T: SqlType>(wire_type: &Type, bytes: &[u8]) -> Result<T, CellError> {
        T::read(Cell::in_binary(wire_type, bytes))
    }

    #[test]
    fn newtypes_and_enums_read_what_they_bind() {
        assert_eq!(read(&Type::INT8, &7_i64.to_be_bytes()), Ok(CustomerId(7)));
        assert_eq!(read(&Type::VARCHAR, b"in_transit"), Ok(Status::InTransit));
        assert_eq!(read(&Type::INT2, &9_i16.to_be_bytes()), Ok(Priority::High));
    }

    #[test]
    fn the_blanks_of_a_char_mean_nothing() {
        assert_eq!(read(&Type::BPCHAR, b"in_transit  "), Ok(Status::InTransit));
        assert!(read::<Status>(&Type::VARCHAR, b"in_transit  ").is_err());
    }

    #[test]
    fn an_unknown_variant_is_an_error_that_does_not_show_the_value() {
        assert_eq!(
            read::<Status>(&Type::VARCHAR, b"stolen"),
            Err(CellError::new("the value is not the name of a variant of `Status`"))
        );
        assert_eq!(
            read::<Priority>(&Type::INT2, &8_i16.to_be_bytes()),
            Err(CellError::new("the value is not the number of a variant of `Priority`"))
        );
    }
}

//! A row on its way into Rust values, cell by cell.

use tokio_postgres::SimpleQueryRow;
use tokio_postgres::types::{FromSql, Type};

use super::{Cell, CellError, ColumnField, Nullability, SqlType, Value};
use crate::error::Error;
use crate::schema::DataType;

/// A row as the wire carried it.
#[derive(Debug)]
pub(crate) enum Row {
    /// Cells in binary, and their types.
    Binary(tokio_postgres::Row),
    /// Texts.
    Text(SimpleQueryRow),
}

impl Row {
    fn len(&self) -> usize {
        match self {
            Row::Binary(row) => row.len(),
            Row::Text(row) => row.len(),
        }
    }

    /// The bytes that it took on the wire, or nearly.
    pub(crate) fn size(&self) -> usize {
        match self {
            Row::Binary(row) => row.raw_size_bytes(),
            Row::Text(row) => {
                (0..row.len()).filter_map(|index| row.try_get(index).ok()?).map(|text| text.len() + 4).sum()
            }
        }
    }

    /// A cell that is there; `None` when it is NULL.
    fn cell(&self, index: usize) -> Result<Option<Cell<'_>>, tokio_postgres::Error> {
        match self {
            Row::Binary(row) => {
                let bytes: Option<Bytes<'_>> = row.try_get(index)?;
                let column = row.columns().get(index);
                Ok(bytes.zip(column).map(|(bytes, column)| Cell::in_binary(column.type_(), bytes.0)))
            }
            Row::Text(row) => row.try_get(index).map(|text| text.map(Cell::in_text)),
        }
    }

    fn column_name(&self, index: usize) -> &str {
        let name = match self {
            Row::Binary(row) => row.columns().get(index).map(|column| column.name()),
            Row::Text(row) => row.columns().get(index).map(|column| column.name()),
        };
        name.unwrap_or_default()
    }
}

/// Reads the cells of a row in order.
#[derive(Debug)]
pub struct RowReader<'r> {
    row: &'r Row,
    index: usize,
}

impl<'r> RowReader<'r> {
    pub(crate) fn new(row: &'r Row) -> Self {
        RowReader { row, index: 0 }
    }

    /// Reads the next cell of an expression of SQL type `T` and nullability `N`.
    pub(crate) fn next_as<T: SqlType, N: Nullability>(&mut self) -> Result<N::Read<T>, Error> {
        self.next_with(N::read::<T>)
    }

    /// Reads the next cell.
    ///
    /// # Errors
    /// When there is none, or it does not read as a `T`; the error names the column.
    #[expect(clippy::should_implement_trait, reason = "each cell may be of another type, so this is no iterator")]
    pub fn next<T: ColumnField>(&mut self) -> Result<T, Error> {
        self.next_with(T::read)
    }

    pub(crate) fn next_with<T>(
        &mut self,
        read: impl FnOnce(Option<Cell<'r>>) -> Result<T, CellError>,
    ) -> Result<T, Error> {
        let index = self.index;
        self.index += 1;
        read(self.cell(index)?).map_err(|cause| Error::decode(self.row.column_name(index), index, cause))
    }

    /// Reads the next cells, which are of `types`, with `read`, or passes over them when all are NULL: the side of an outer join
    /// without a match.
    pub(crate) fn optional<T>(
        &mut self,
        types: impl Iterator<Item = DataType>,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut index = self.index;
        for data_type in types {
            if self.cell(index)?.is_some_and(|cell| !cell.is_null_of(data_type)) {
                return read(self).map(Some);
            }
            index += 1;
        }
        self.index = index;
        Ok(None)
    }

    /// Passes over the next cell.
    pub(crate) fn skip(&mut self) {
        self.index += 1;
    }

    /// Reads the next cell, which holds an integer of whatever size.
    pub(crate) fn next_integer(&mut self) -> Result<i64, Error> {
        self.next_with(|cell| {
            let cell = cell.ok_or_else(CellError::unexpected_null)?;
            cell.value::<i64>()
                .or_else(|_| cell.value::<i32>().map(i64::from))
                .or_else(|_| cell.value::<i16>().map(i64::from))
        })
    }

    /// Reads the rest of the row as values of the types on the wire; NULL is `None`.
    pub(crate) fn values(&mut self) -> Result<Vec<Option<Value<'static>>>, Error> {
        let rest = self.index..self.row.len();
        rest.map(|_| self.next_with(|cell| cell.map(Cell::to_value).transpose())).collect()
    }

    fn cell(&self, index: usize) -> Result<Option<Cell<'r>>, Error> {
        if index >= self.row.len() {
            return Err(Error::missing_column(index, self.row.len()));
        }
        self.row.cell(index).map_err(Error::from)
    }
}

/// The bytes of a cell whatever its type.
struct Bytes<'r>(&'r [u8]);

impl<'r> FromSql<'r> for Bytes<'r> {
    fn from_sql(_: &Type, raw: &'r [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Bytes(raw))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

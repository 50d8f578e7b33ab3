//! A row on its way into Rust values, cell by cell.

use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, Type};

use super::{Cell, CellError, ColumnField, Nullability, SqlType};
use crate::error::Error;
use crate::schema::DataType;

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
        read(self.cell(index)?).map_err(|cause| Error::decode(self.column_name(index), index, cause))
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
            cell.binary::<i64>()
                .or_else(|_| cell.binary::<i32>().map(i64::from))
                .or_else(|_| cell.binary::<i16>().map(i64::from))
        })
    }

    fn cell(&self, index: usize) -> Result<Option<Cell<'r>>, Error> {
        let Some(column) = self.row.columns().get(index) else {
            return Err(Error::missing_column(index, self.row.len()));
        };
        let bytes: Option<Bytes<'r>> = self.row.try_get(index).map_err(Error::from)?;
        Ok(bytes.map(|bytes| Cell::new(column.type_(), bytes.0)))
    }

    fn column_name(&self, index: usize) -> &'r str {
        self.row.columns().get(index).map_or("", |column| column.name())
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

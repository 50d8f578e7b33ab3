//! INSERT .. VALUES, and INSERT .. SELECT.

use std::marker::PhantomData;
use std::sync::Arc;

use super::select::Select;
use super::temporary_table::Temporary;
use super::{InsertSource, UpsertRow};
use crate::model::{InsertValue, Model, NewRow};
use crate::schema::{Table, TableName};
use crate::sql::{Sql, SqlWriter, Values};

/// `INSERT INTO .. VALUES` of one row.
#[derive(Debug, Clone)]
#[must_use = "an INSERT does nothing until `.execute(&db)`, `.id(&db)` or `.max_id(&db)` executes it"]
pub struct Insert<M: Model> {
    pub(crate) row: Vec<InsertValue>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> Insert<M> {
    pub(crate) fn new(row: M::New) -> Self {
        Insert { row: row.into_values(), model: PhantomData }
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::known_insert(&M::TABLE, M::New::COLUMNS, self.row.clone())
    }

    pub(crate) fn into_sql(self) -> Sql<'static> {
        SqlWriter::known_insert(&M::TABLE, M::New::COLUMNS, self.row)
    }
}

/// `INSERT INTO .. VALUES` of many rows, in statements within the limits of Redshift.
#[derive(Debug, Clone)]
#[must_use = "an INSERT does nothing until `.execute(&db)` executes it"]
pub struct InsertMany<M: Model> {
    pub(crate) rows: Vec<Vec<InsertValue>>,
    pub(crate) columns: &'static [&'static str],
    /// Where they go, unless it is the table of the model.
    pub(crate) temporary: Option<Arc<Temporary>>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> InsertMany<M> {
    pub(crate) fn new(rows: impl IntoIterator<Item = M::New>) -> Self {
        let rows = rows.into_iter().map(NewRow::into_values).collect();
        InsertMany { rows, columns: M::New::COLUMNS, temporary: None, model: PhantomData }
    }

    pub(crate) fn into_temporary(table: Arc<Temporary>, rows: impl IntoIterator<Item = M>) -> Self
    where
        M: UpsertRow<M>,
    {
        let rows = rows.into_iter().map(UpsertRow::into_values).collect();
        InsertMany { rows, columns: <M as UpsertRow<M>>::COLUMNS, temporary: Some(table), model: PhantomData }
    }

    pub(crate) fn table(&self) -> Table<'static> {
        match &self.temporary {
            None => M::TABLE,
            Some(table) => Table { name: table.table_name(), ..M::TABLE },
        }
    }
}

/// `INSERT INTO .. SELECT`, into the table of the model `T`, or into a [`TemporaryTable`](super::TemporaryTable).
#[derive(Debug, Clone)]
#[must_use = "an INSERT does nothing until `.execute(&db)` executes it"]
pub struct InsertSelect<'a, T> {
    target: Target,
    query: Select<'a>,
    table: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone)]
enum Target {
    Table { name: TableName<'static>, columns: Vec<&'static str> },
    Temporary(Arc<Temporary>),
}

impl<'a, M: Model> InsertSelect<'a, M> {
    pub(crate) fn new(query: impl InsertSource<'a, M>) -> Self {
        let (columns, query) = query.into_columns_and_query();
        InsertSelect { target: Target::Table { name: M::NAME, columns }, query, table: PhantomData }
    }
}

impl<'a, T> InsertSelect<'a, T> {
    pub(crate) fn into_temporary(table: Arc<Temporary>, query: Select<'a>) -> Self {
        InsertSelect { target: Target::Temporary(table), query, table: PhantomData }
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        self.write(Values::Parameters)
    }

    pub(crate) fn write(&self, values: Values) -> Sql<'static> {
        match &self.target {
            Target::Table { name, columns } => SqlWriter::write_insert_select(name, columns, &self.query, values),
            Target::Temporary(table) => {
                SqlWriter::write_insert_select(&table.table_name(), &table.columns, &self.query, values).using(table)
            }
        }
        .into_owned()
    }
}

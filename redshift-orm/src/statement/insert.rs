//! INSERT .. VALUES, and INSERT .. SELECT.

use std::marker::PhantomData;

use super::InsertSource;
use super::select::Select;
use crate::model::{InsertValue, Model, NewRow};
use crate::sql::{Sql, SqlWriter};

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
        SqlWriter::write_insert(&M::TABLE, M::New::COLUMNS, std::slice::from_ref(&self.row)).into_owned()
    }
}

/// `INSERT INTO .. VALUES` of many rows, in statements within the limits of Redshift.
#[derive(Debug, Clone)]
#[must_use = "an INSERT does nothing until `.execute(&db)` executes it"]
pub struct InsertMany<M: Model> {
    pub(crate) rows: Vec<Vec<InsertValue>>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> InsertMany<M> {
    pub(crate) fn new(rows: impl IntoIterator<Item = M::New>) -> Self {
        let rows = rows.into_iter().map(NewRow::into_values).collect();
        InsertMany { rows, model: PhantomData }
    }
}

/// `INSERT INTO .. SELECT`.
#[derive(Debug, Clone)]
#[must_use = "an INSERT does nothing until `.execute(&db)` executes it"]
pub struct InsertSelect<'a, M: Model> {
    columns: Vec<&'static str>,
    query: Select<'a>,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> InsertSelect<'a, M> {
    pub(crate) fn new(query: impl InsertSource<'a, M>) -> Self {
        let (columns, query) = query.into_columns_and_query();
        InsertSelect { columns, query, model: PhantomData }
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_insert_select(&M::TABLE, &self.columns, &self.query).into_owned()
    }
}

//! CREATE TABLE AS.

use std::marker::PhantomData;

use super::InsertSource;
use super::select::Select;
use crate::model::Model;
use crate::sql::{Sql, SqlWriter, Values};

/// A table that CREATE TABLE AS can make: its columns are names and types, and nothing that only CREATE TABLE can say.
#[diagnostic::on_unimplemented(
    message = "CREATE TABLE AS cannot make the table of `{Self}`",
    label = "declares what a CREATE TABLE AS has no words for",
    note = "it makes no IDENTITY, DEFAULT, ENCODE, COLLATE and SORTKEY AUTO (`r_CTAS_usage_notes`); remove the attribute, or use `create_table()` and `insert_select(query)`"
)]
pub trait CreatedAsQuery: Model {
    #[doc(hidden)]
    type Proof;
}

/// `CREATE TABLE .. AS` (`r_CREATE_TABLE_AS`), made by [`Model::create_table_as`](crate::Model::create_table_as).
#[derive(Debug, Clone)]
#[must_use = "a CREATE TABLE AS does nothing until `.execute(&db)` executes it"]
pub struct CreateTableAs<'a, M> {
    query: Select<'a>,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: CreatedAsQuery> CreateTableAs<'a, M> {
    pub(crate) fn new(query: impl InsertSource<'a, M>) -> Self {
        // Every column is given, in the order of the model: none has a default, or is an IDENTITY.
        let (_, query) = query.into_columns_and_query();
        CreateTableAs { query, model: PhantomData }
    }

    /// The statement's text. Its values are literals, because DDL binds nothing.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        self.write(Values::Literals)
    }

    pub(crate) fn write(&self, values: Values) -> Sql<'static> {
        SqlWriter::write_create_table_as(&M::TABLE, false, &self.query, values).into_owned()
    }
}

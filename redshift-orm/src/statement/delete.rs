//! DELETE.

use std::marker::PhantomData;

use super::{Filtered, Unfiltered};
use crate::expr::node::Nodes;
use crate::expr::{InWhere, IntoCondition, Source};
use crate::model::Model;
use crate::sql::{Sql, SqlWriter};

/// `DELETE FROM`. It executes once it says which rows: [`filter`](Delete::filter) or [`all_rows`](Delete::all_rows).
#[derive(Debug)]
#[must_use = "a DELETE does nothing until `.execute(&db)` executes it"]
pub struct Delete<'a, M: Model, State = Unfiltered> {
    pub(crate) source: Source,
    pub(crate) filter: Vec<Nodes<'a>>,
    model: PhantomData<fn() -> (M, State)>,
}

impl<'a, M: Model> Delete<'a, M> {
    pub(crate) fn new() -> Self {
        Delete { source: Source::next(), filter: Vec::new(), model: PhantomData }
    }

    /// Every row of the table, said in so many words.
    pub fn all_rows(self) -> Delete<'a, M, Filtered> {
        Delete { source: self.source, filter: self.filter, model: PhantomData }
    }
}

impl<'a, M: Model, State> Delete<'a, M, State> {
    /// `WHERE condition`; several are joined by AND.
    pub fn filter<C>(mut self, condition: impl FnOnce(M::Columns) -> C) -> Delete<'a, M, Filtered>
    where
        C: IntoCondition<'a>,
        C::Level: InWhere,
    {
        self.filter.push(condition(M::columns(self.source)).into_condition().nodes);
        Delete { source: self.source, filter: self.filter, model: PhantomData }
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_delete(&M::TABLE, self.source, &self.filter).into_owned()
    }
}

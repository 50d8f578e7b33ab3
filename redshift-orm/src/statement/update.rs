//! UPDATE.

use std::marker::PhantomData;

use super::{Filtered, Unfiltered};
use crate::expr::node::Nodes;
use crate::expr::{Assignment, InWhere, IntoCondition, Source};
use crate::model::Model;
use crate::sql::{Sql, SqlWriter};

/// `UPDATE .. SET`. It executes once it says which rows: [`filter`](Update::filter) or [`all_rows`](Update::all_rows).
#[derive(Debug)]
#[must_use = "an UPDATE does nothing until `.execute(&db)` executes it"]
pub struct Update<'a, M: Model, State = Unfiltered> {
    pub(crate) source: Source,
    pub(crate) set: Vec<Assignment<'a>>,
    pub(crate) filter: Vec<Nodes<'a>>,
    model: PhantomData<fn() -> (M, State)>,
}

impl<'a, M: Model> Update<'a, M> {
    pub(crate) fn new() -> Self {
        Update { source: Source::next(), set: Vec::new(), filter: Vec::new(), model: PhantomData }
    }

    /// Every row of the table, said in so many words.
    pub fn all_rows(self) -> Update<'a, M, Filtered> {
        self.into_state()
    }
}

impl<'a, M: Model, State> Update<'a, M, State> {
    fn into_state<Other>(self) -> Update<'a, M, Other> {
        Update { source: self.source, set: self.set, filter: self.filter, model: PhantomData }
    }

    /// `SET column = value`; several are listed.
    pub fn set(mut self, assignment: impl FnOnce(M::Columns) -> Assignment<'a>) -> Self {
        self.set.push(assignment(M::columns(self.source)));
        self
    }

    /// `WHERE condition`; several are joined by AND.
    pub fn filter<C>(mut self, condition: impl FnOnce(M::Columns) -> C) -> Update<'a, M, Filtered>
    where
        C: IntoCondition<'a>,
        C::Level: InWhere,
    {
        self.filter.push(condition(M::columns(self.source)).into_condition().nodes);
        self.into_state()
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_update(&M::TABLE, self.source, &self.set, &self.filter).into_owned()
    }
}

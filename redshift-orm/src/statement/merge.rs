//! MERGE.

use std::marker::PhantomData;

use super::query::TableReference;
use super::select::FromItem;
use super::selection::{SelectList, Selection};
use super::{InsertRow, Query};
use crate::expr::node::Expressions;
use crate::expr::{Assignment, InWhere, IntoAssignments, IntoCondition, Source};
use crate::model::Model;
use crate::schema::DataType;
use crate::sql::{Sql, SqlWriter};

/// `MERGE INTO .. USING ..` (`r_MERGE`): changes the rows that have a match in a source, and inserts the source's rows that have none.
///
/// A MERGE has exactly one WHEN MATCHED and one WHEN NOT MATCHED, or [`remove_duplicates`](Merge::remove_duplicates) in place of both.
/// `C` are the columns of the source; `State` is what has been said so far, and only a [`Complete`] one executes.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Arrival { #[redshift(primary_key)] id: i64, name: String }
/// # #[derive(Model)]
/// # struct Customer { #[redshift(primary_key)] id: i64, name: String, region: Option<String> }
/// let merge = Customer::merge(Arrival::query())
///     .on(|(c, a)| c.id.eq(a.id))
///     .when_matched_update(|(c, a)| c.name.to(a.name))
///     .when_not_matched_insert(|a| InsertCustomer { id: a.id, name: a.name, region: null::<String>() });
/// assert_eq!(
///     merge.to_sql().text(),
///     "MERGE INTO \"customer\" USING \"arrival\" AS t0 ON \"customer\".\"id\" = t0.\"id\" \
///      WHEN MATCHED THEN UPDATE SET \"name\" = t0.\"name\" \
///      WHEN NOT MATCHED THEN INSERT (\"id\", \"name\", \"region\") VALUES (t0.\"id\", t0.\"name\", $1)"
/// );
/// ```
#[derive(Debug)]
#[must_use = "a MERGE does nothing until `.execute(&db)` executes it"]
pub struct Merge<'a, M: Model, C, State = Unjoined> {
    clauses: Clauses<'a>,
    columns: C,
    state: PhantomData<fn() -> (M, State)>,
}

/// The MERGE has a source and no ON yet.
#[derive(Debug, Clone, Copy)]
pub struct Unjoined;

/// The MERGE says which rows match, and not yet what happens to them.
#[derive(Debug, Clone, Copy)]
pub struct Joined;

/// The MERGE says what happens to rows with a match, and not yet what to those without.
#[derive(Debug, Clone, Copy)]
pub struct Matched;

/// The MERGE says everything.
#[derive(Debug, Clone, Copy)]
pub struct Complete;

/// The clauses of a MERGE, untyped.
#[derive(Debug)]
pub(crate) struct Clauses<'a> {
    /// The table that changes.
    pub(crate) target: Source,
    pub(crate) source: FromItem<'a>,
    pub(crate) on: Expressions<'a>,
    pub(crate) action: Action<'a>,
    /// The columns of WHEN NOT MATCHED THEN INSERT, and their values.
    pub(crate) insert: (Vec<&'static str>, SelectList<'a>),
}

/// What happens to the rows of the target that have a match.
#[derive(Debug)]
pub(crate) enum Action<'a> {
    Update(Vec<Assignment<'a>>),
    Delete,
    /// REMOVE DUPLICATES, which says what happens to all rows; and the columns of the source.
    RemoveDuplicates(Vec<DataType>),
}

/// What a MERGE takes its rows from: the query of a model, filtered or not, or a query with a SELECT list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no source of a MERGE",
    label = "is no query that a MERGE can use",
    note = "give the query of a model, or a query with `.select(..)`; Redshift takes no WITH in a MERGE"
)]
pub trait MergeSource<'a>: TableReference<'a> {}

#[diagnostic::do_not_recommend]
impl<'a, S, R> MergeSource<'a> for Query<'a, S, R> where Query<'a, S, R>: TableReference<'a> {}

impl<'a, M: Model, C: Copy> Merge<'a, M, C> {
    pub(crate) fn new<T: MergeSource<'a, Columns = C>>(source: T) -> Self {
        let number = Source::next();
        let columns = source.bind(number);
        let clauses = Clauses {
            target: Source::next(),
            source: FromItem { source: number, table: source.into_table(), join: None },
            on: Expressions::default(),
            action: Action::Delete,
            insert: (Vec::new(), SelectList::default()),
        };
        Merge { clauses, columns, state: PhantomData }
    }

    /// `ON condition`: which rows of the table and of the source match. It compares columns of the one with columns of the other by `=`,
    /// several joined by `.and(..)`; Redshift takes no other condition.
    pub fn on<K: IntoCondition<'a, Level: InWhere>>(
        mut self,
        condition: impl FnOnce((M::Columns, C)) -> K,
    ) -> Merge<'a, M, C, Joined> {
        let condition = condition((M::columns(self.clauses.target), self.columns));
        self.clauses.on.push(condition.into_condition().nodes);
        self.into_state()
    }
}

impl<'a, M: Model, C: Copy, State> Merge<'a, M, C, State> {
    pub(crate) fn into_state<Other>(self) -> Merge<'a, M, C, Other> {
        Merge { clauses: self.clauses, columns: self.columns, state: PhantomData }
    }
}

impl<'a, M: Model, C: Copy> Merge<'a, M, C, Joined> {
    /// `WHEN MATCHED THEN UPDATE SET column = value, ..`: an assignment, a tuple of up to 16, or a `Vec`.
    ///
    /// A row with several matches is an error when it executes: `Found multiple matches to update the same tuple.`
    pub fn when_matched_update<A: IntoAssignments<'a>>(
        mut self,
        assignments: impl FnOnce((M::Columns, C)) -> A,
    ) -> Merge<'a, M, C, Matched> {
        let mut list = Vec::new();
        assignments((M::columns(self.clauses.target), self.columns)).push_to(&mut list);
        self.clauses.action = Action::Update(list);
        self.into_state()
    }

    /// `WHEN MATCHED THEN DELETE`.
    pub fn when_matched_delete(mut self) -> Merge<'a, M, C, Matched> {
        self.clauses.action = Action::Delete;
        self.into_state()
    }

    /// `REMOVE DUPLICATES`, in place of WHEN MATCHED and WHEN NOT MATCHED: every row of the source stands in the table, once. A row
    /// that has matches replaces them all, a row that has none is inserted; rows of the table without a match stay as they are.
    ///
    /// The source has the columns of the table, in the same order and of compatible types.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Arrival { #[redshift(primary_key)] id: i64, name: String }
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key)] id: i64, name: String }
    /// let merge = Customer::merge(Arrival::query()).on(|(c, a)| c.id.eq(a.id)).remove_duplicates();
    /// assert_eq!(
    ///     merge.to_sql().text(),
    ///     "MERGE INTO \"customer\" USING \"arrival\" AS t0 ON \"customer\".\"id\" = t0.\"id\" REMOVE DUPLICATES"
    /// );
    /// ```
    pub fn remove_duplicates(mut self) -> Merge<'a, M, C, Complete>
    where
        C: Selection<'a>,
    {
        let mut list = SelectList::default();
        self.columns.push_to(&mut list);
        self.clauses.action = Action::RemoveDuplicates(list.items().iter().map(|item| item.data_type).collect());
        self.into_state()
    }
}

impl<'a, M: Model, C: Copy> Merge<'a, M, C, Matched> {
    /// `WHEN NOT MATCHED THEN INSERT (..) VALUES (..)`: what a row of the source that has no match becomes. The closure receives the
    /// source's columns, and gives the `Insert..` struct that `#[derive(Model)]` makes, or a tuple of every column but IDENTITY ones, in
    /// order.
    pub fn when_not_matched_insert<R: InsertRow<'a, M, Levels: OfSingleRows>>(
        mut self,
        row: impl FnOnce(C) -> R,
    ) -> Merge<'a, M, C, Complete> {
        let mut list = SelectList::default();
        row(self.columns).push_row(&mut list);
        self.clauses.insert = (R::given(), list);
        self.into_state()
    }
}

impl<M: Model, C> Merge<'_, M, C, Complete> {
    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_merge(&M::TABLE, &self.clauses).into_owned()
    }
}

/// Levels of expressions over single rows.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "WHEN NOT MATCHED sees single rows of the source, so it holds no aggregate and no window function",
    label = "an item is of several rows",
    note = "merge a query that selects the aggregate: its columns are single rows"
)]
pub trait OfSingleRows {}
#[diagnostic::do_not_recommend]
impl OfSingleRows for () {}
#[diagnostic::do_not_recommend]
impl<Head: InWhere, Tail: OfSingleRows> OfSingleRows for (Head, Tail) {}

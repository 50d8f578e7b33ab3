//! UPDATE.

use std::marker::PhantomData;

use super::modification::Modification;
use super::query::JoinedArgs;
use super::scope::{Append, S1, Scope};
use super::{Filtered, TableReference, Unfiltered};
use crate::expr::{Assignment, InWhere, IntoAssignments, IntoCondition, Source};
use crate::model::Model;
use crate::sql::{Sql, SqlWriter, Values};

/// `UPDATE .. SET` (`r_UPDATE`). It executes once it says which rows: [`filter`](Update::filter), [`from`](Update::from) or
/// [`all_rows`](Update::all_rows).
#[derive(Debug)]
#[must_use = "an UPDATE does nothing until `.execute(&db)` executes it"]
pub struct Update<'a, M: Model, State = Unfiltered, S = S1<<M as Model>::Columns>> {
    pub(crate) clauses: Modification<'a>,
    pub(crate) set: Vec<Assignment<'a>>,
    scope: S,
    model: PhantomData<fn() -> (M, State)>,
}

impl<M: Model> Update<'_, M> {
    pub(crate) fn new() -> Self {
        let target = Source::next();
        let scope = S1(M::columns(target));
        Update { clauses: Modification::of(target), set: Vec::new(), scope, model: PhantomData }
    }
}

impl<'a, M: Model, S: Scope> Update<'a, M, Unfiltered, S> {
    /// Every row of the table, said in so many words.
    pub fn all_rows(self) -> Update<'a, M, Filtered, S> {
        Update { clauses: self.clauses, set: self.set, scope: self.scope, model: PhantomData }
    }
}

impl<'a, M: Model, State, S: Scope> Update<'a, M, State, S> {
    /// `FROM other`, and in WHERE the condition that joins it: each row that has a match is changed. The closures that follow receive
    /// the columns of every source, the new one last. A query with a SELECT list is a derived table, as in
    /// [`join`](super::Query::join).
    ///
    /// The condition, or a filter, has to compare a column of the table with one of a source by `=`; outer joins Redshift refuses.
    /// A row with several matches takes the values of any one of them, unless the server's `error_on_nondeterministic_update` is on.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64, name: String }
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64, note: Option<String> }
    /// let update = Order::update()
    ///     .from(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
    ///     .set(|(o, c)| o.note.to(c.name))
    ///     .filter(|(o, _)| o.note.is_null());
    /// assert_eq!(
    ///     update.to_sql().text(),
    ///     "UPDATE \"order\" SET \"note\" = t0.\"name\" FROM \"customer\" AS t0 \
    ///      WHERE \"order\".\"customer_id\" = t0.\"id\" AND \"order\".\"note\" IS NULL"
    /// );
    /// ```
    pub fn from<T: TableReference<'a>, C: IntoCondition<'a, Level: InWhere>>(
        mut self,
        other: T,
        on: impl FnOnce(JoinedArgs<S, T::Columns>) -> C,
    ) -> Update<'a, M, Filtered, S::Inner>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope.inner(self.clauses.read(other));
        self.clauses.filter(on(scope.args()));
        Update { clauses: self.clauses, set: self.set, scope, model: PhantomData }
    }

    /// `SET column = value, ..`: an assignment, a tuple of up to 16, or a `Vec`; those of several calls are listed.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, status: String, note: Option<String> }
    /// let shipped = Order::update().set(|o| (o.status.to("shipped"), o.note.to(None))).filter(|o| o.id.eq(7));
    /// assert_eq!(
    ///     shipped.to_sql().text(),
    ///     "UPDATE \"order\" SET \"status\" = $1, \"note\" = $2 WHERE \"order\".\"id\" = $3"
    /// );
    /// ```
    pub fn set<A: IntoAssignments<'a>>(mut self, assignments: impl FnOnce(S::Args) -> A) -> Self {
        assignments(self.scope.args()).push_to(&mut self.set);
        self
    }

    /// `WHERE condition`; several are joined by AND.
    pub fn filter<C: IntoCondition<'a, Level: InWhere>>(
        mut self,
        condition: impl FnOnce(S::Args) -> C,
    ) -> Update<'a, M, Filtered, S> {
        self.clauses.filter(condition(self.scope.args()));
        Update { clauses: self.clauses, set: self.set, scope: self.scope, model: PhantomData }
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        self.write(Values::Parameters)
    }

    pub(crate) fn write(&self, values: Values) -> Sql<'static> {
        SqlWriter::write_update(&M::TABLE, &self.clauses, &self.set, values).into_owned()
    }
}

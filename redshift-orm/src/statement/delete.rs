//! DELETE.

use std::marker::PhantomData;

use super::modification::Modification;
use super::query::JoinedArgs;
use super::scope::{Append, S1, Scope};
use super::{Filtered, TableReference, Unfiltered};
use crate::expr::{InWhere, IntoCondition, Source};
use crate::model::Model;
use crate::sql::{Sql, SqlWriter, Values};

/// `DELETE FROM` (`r_DELETE`). It executes once it says which rows: [`filter`](Delete::filter), [`using`](Delete::using) or
/// [`all_rows`](Delete::all_rows).
#[derive(Debug)]
#[must_use = "a DELETE does nothing until `.execute(&db)` executes it"]
pub struct Delete<'a, M: Model, State = Unfiltered, S = S1<<M as Model>::Columns>> {
    pub(crate) clauses: Modification<'a>,
    scope: S,
    model: PhantomData<fn() -> (M, State)>,
}

impl<M: Model> Delete<'_, M> {
    pub(crate) fn new() -> Self {
        let target = Source::next();
        Delete { clauses: Modification::of(target), scope: S1(M::columns(target)), model: PhantomData }
    }
}

impl<'a, M: Model, S: Scope> Delete<'a, M, Unfiltered, S> {
    /// Every row of the table, said in so many words.
    pub fn all_rows(self) -> Delete<'a, M, Filtered, S> {
        Delete { clauses: self.clauses, scope: self.scope, model: PhantomData }
    }
}

impl<'a, M: Model, State, S: Scope> Delete<'a, M, State, S> {
    /// `USING other`, and in WHERE the condition that joins it: each row that has a match is deleted. The closures that follow receive
    /// the columns of every source, the new one last. A query with a SELECT list is a derived table, as in
    /// [`join`](super::Query::join).
    ///
    /// The condition, or a filter, has to compare a column of the table with one of a source by `=`; outer joins Redshift refuses.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64, region: Option<String> }
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// let delete = Order::delete()
    ///     .using(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
    ///     .filter(|(_, c)| c.region.is_null());
    /// assert_eq!(
    ///     delete.to_sql().text(),
    ///     "DELETE FROM \"order\" USING \"customer\" AS t0 \
    ///      WHERE \"order\".\"customer_id\" = t0.\"id\" AND t0.\"region\" IS NULL"
    /// );
    /// ```
    pub fn using<T: TableReference<'a>, C: IntoCondition<'a, Level: InWhere>>(
        mut self,
        other: T,
        on: impl FnOnce(JoinedArgs<S, T::Columns>) -> C,
    ) -> Delete<'a, M, Filtered, S::Inner>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope.inner(self.clauses.read(other));
        self.clauses.filter(on(scope.args()));
        Delete { clauses: self.clauses, scope, model: PhantomData }
    }

    /// `WHERE condition`; several are joined by AND.
    pub fn filter<C: IntoCondition<'a, Level: InWhere>>(
        mut self,
        condition: impl FnOnce(S::Args) -> C,
    ) -> Delete<'a, M, Filtered, S> {
        self.clauses.filter(condition(self.scope.args()));
        Delete { clauses: self.clauses, scope: self.scope, model: PhantomData }
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        self.write(Values::Parameters)
    }

    pub(crate) fn write(&self, values: Values) -> Sql<'static> {
        SqlWriter::write_delete(&M::TABLE, &self.clauses, values).into_owned()
    }
}

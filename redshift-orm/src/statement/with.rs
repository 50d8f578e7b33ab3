//! WITH: common table expressions (`r_WITH_clause`).

use std::fmt;
use std::marker::PhantomData;

use super::query::TableReference;
use super::scope::{S1, Scope};
use super::select::{CommonTable, Rows, SetOperation, SetOperator, TableExpression};
use super::selection::Selection;
use super::set_operation::SetOperand;
use super::{Query, Shape, Unselected};
use crate::expr::Source;

/// A common table expression inside the query that uses it, as often as it likes: [`query`](CommonTableExpression::query) reads its
/// rows, and it can be joined as it is.
pub struct CommonTableExpression<C> {
    name: &'static str,
    columns: PhantomData<fn() -> C>,
}

impl<C> Clone for CommonTableExpression<C> {
    fn clone(&self) -> Self {
        CommonTableExpression { name: self.name, columns: PhantomData }
    }
}

impl<C> fmt::Debug for CommonTableExpression<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CommonTableExpression").field(&self.name).finish()
    }
}

impl<C: Copy> CommonTableExpression<C> {
    /// `SELECT` of its rows.
    pub fn query<'a>(&self) -> Query<'a, S1<C>, Unselected>
    where
        C: Selection<'a, Columns = C>,
    {
        Query::of_columns(TableExpression::CommonTable(self.name), |source| C::columns(source, &mut 0))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, C: Selection<'a>> TableReference<'a> for CommonTableExpression<C> {
    type Columns = C::Columns;
    fn bind(&self, source: Source) -> C::Columns {
        C::columns(source, &mut 0)
    }
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_table(self) -> TableExpression<'a> {
        TableExpression::CommonTable(self.name)
    }
}

/// `WITH name AS (query) main`: the query is named once and used several times.
///
/// Several common table expressions nest, and a later one may use those before it. An unqualified table of the same name is hidden:
/// choose another name.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
/// let counts = Order::query().group_by(|o| o.customer_id).select(|customer, _| (customer, count_star()));
/// let query = with("counts", counts, |counts| {
///     counts.query().join(counts.clone(), |((_, a), (_, b))| a.lt(b)).select(|((a, _), (b, _))| (a, b))
/// });
/// assert_eq!(
///     query.to_sql().text(),
///     "WITH \"counts\" AS (SELECT t0.\"customer_id\" AS c0, COUNT(*) AS c1 FROM \"order\" AS t0 GROUP BY t0.\"customer_id\") \
///      SELECT t1.c0, t2.c0 FROM \"counts\" AS t1 JOIN \"counts\" AS t2 ON t1.c1 < t2.c1"
/// );
/// ```
pub fn with<'a, S, R, MainS, MainR>(
    name: &'static str,
    query: Query<'a, S, R>,
    main: impl FnOnce(CommonTableExpression<R::Columns>) -> Query<'a, MainS, MainR>,
) -> Query<'a, MainS, MainR>
where
    S: Scope,
    R: Shape<'a, S>,
{
    let mut select = query.into_listed_clauses();
    // There is no WITH inside WITH: what the query names stands before it.
    let mut tables = std::mem::take(&mut select.with);
    tables.push(CommonTable { name, rows: Rows::of(select), recursive: false });
    main(CommonTableExpression { name, columns: PhantomData }).preceded_by(tables)
}

/// `WITH RECURSIVE name (..) AS (seed UNION ALL step) main`: the step is evaluated with the rows of the seed, then with those that it gave
/// itself, until it gives none. It has neither ORDER BY nor LIMIT.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Employee { #[redshift(primary_key, identity)] id: i64, manager_id: Option<i64> }
/// let query = with_recursive(
///     "team",
///     Employee::query().filter(|e| e.manager_id.is_null()).select(|e| e.id),
///     |team| Employee::query().join(team, |(e, manager)| e.manager_id.eq(manager)).select(|(e, _)| e.id),
///     |team| team.query(),
/// );
/// assert_eq!(
///     query.to_sql().text(),
///     "WITH RECURSIVE \"team\" (c0) AS (SELECT t0.\"id\" AS c0 FROM \"employee\" AS t0 WHERE t0.\"manager_id\" IS NULL \
///      UNION ALL SELECT t1.\"id\" AS c0 FROM \"employee\" AS t1 JOIN \"team\" AS t2 ON t1.\"manager_id\" = t2.c0) \
///      SELECT t3.c0 FROM \"team\" AS t3"
/// );
/// ```
pub fn with_recursive<'a, S, R, Step: SetOperand<'a, R::Row>, MainS, MainR>(
    name: &'static str,
    seed: Query<'a, S, R>,
    step: impl FnOnce(CommonTableExpression<R::Columns>) -> Step,
    main: impl FnOnce(CommonTableExpression<R::Columns>) -> Query<'a, MainS, MainR>,
) -> Query<'a, MainS, MainR>
where
    S: Scope,
    R: Shape<'a, S>,
{
    let table = CommonTableExpression { name, columns: PhantomData };
    let mut seed = seed.into_listed_clauses();
    let mut step = step(table.clone()).set_operand();
    let mut tables = std::mem::take(&mut seed.with);
    tables.append(&mut step.with);
    let operation = SetOperation { operator: SetOperator::UnionAll, left: Rows::operand(seed), right: Rows::of(step) };
    tables.push(CommonTable { name, rows: Rows::SetOperation(Box::new(operation)), recursive: true });
    main(table).preceded_by(tables)
}

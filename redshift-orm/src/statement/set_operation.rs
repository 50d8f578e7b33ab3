//! UNION, INTERSECT and EXCEPT (`r_UNION`).

use super::scope::{S1, Scope};
use super::select::{Rows, Select, SetOperation, SetOperator, TableExpression};
use super::{Query, Shape, Unselected};
use crate::expr::Same;

/// A query that selects the columns of `Row`.
#[diagnostic::on_unimplemented(
    message = "the queries of a set operation select the same columns",
    label = "selects other columns than the query before it",
    note = "the columns agree in number, order and type, and in whether they may be NULL: `.nullable()` makes one that is NOT NULL agree with one that is not"
)]
pub trait SetOperand<'a, Row> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn set_operand(self) -> Select<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, Row, S: Scope, R: Shape<'a, S>> SetOperand<'a, Row> for Query<'a, S, R>
where
    Row: Same<R::Row>,
{
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn set_operand(self) -> Select<'a> {
        self.into_listed_clauses()
    }
}

/// The rows of a set operation: a query over the selected columns, which can be filtered, ordered, joined and selected from.
type Combined<'a, S, R> = Query<'a, S1<<R as Shape<'a, S>>::Columns>, Unselected>;

impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    /// `self UNION other`: the rows of both, each once.
    ///
    /// What follows is about the rows of the whole: `order_by` receives the selected columns. A query that has a LIMIT or an ORDER BY
    /// before the set operation keeps it, in a derived table of its own: Redshift refuses it in an operand. Where a column may be NULL in
    /// one query only, the other one says [`nullable`](crate::expr::Casts::nullable).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64 }
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// let ids = Customer::query().select(|c| c.id).union(Order::query().select(|o| o.customer_id)).order_by(|id| id.asc());
    /// assert_eq!(
    ///     ids.to_sql().text(),
    ///     "SELECT t0.c0 FROM (SELECT t1.\"id\" AS c0 FROM \"customer\" AS t1 \
    ///      UNION SELECT t2.\"customer_id\" AS c0 FROM \"order\" AS t2) AS t0 ORDER BY t0.c0"
    /// );
    /// ```
    pub fn union<Q: SetOperand<'a, R::Row>>(self, other: Q) -> Combined<'a, S, R> {
        self.combine(SetOperator::Union, other)
    }

    /// `self UNION ALL other`: the rows of both.
    pub fn union_all<Q: SetOperand<'a, R::Row>>(self, other: Q) -> Combined<'a, S, R> {
        self.combine(SetOperator::UnionAll, other)
    }

    /// `self INTERSECT other`: the rows that both have, each once.
    pub fn intersect<Q: SetOperand<'a, R::Row>>(self, other: Q) -> Combined<'a, S, R> {
        self.combine(SetOperator::Intersect, other)
    }

    /// `self EXCEPT other`: the rows that the other has not, each once.
    pub fn except<Q: SetOperand<'a, R::Row>>(self, other: Q) -> Combined<'a, S, R> {
        self.combine(SetOperator::Except, other)
    }

    fn combine<Q: SetOperand<'a, R::Row>>(self, operator: SetOperator, other: Q) -> Combined<'a, S, R> {
        let (left, right) = (Rows::operand(self.into_listed_clauses()), Rows::operand(other.set_operand()));
        let table = TableExpression::SetOperation(Box::new(SetOperation { operator, left, right }));
        Query::of_columns(table, R::columns)
    }
}

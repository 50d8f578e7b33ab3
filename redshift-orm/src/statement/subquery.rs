//! A query inside an expression.

use super::scope::Scope;
use super::{Query, Selected};
use crate::expr::node::{Nodes, Operator};
use crate::expr::{Column, Comparable, Condition, Expr, InQuery, Level, Row};
use crate::types::{Null, Nullability, SqlType};

/// A query that selects one column, of type `T`.
#[diagnostic::on_unimplemented(
    message = "a scalar subquery selects one column",
    label = "selects a whole row, or several columns",
    note = "select the one value: `Order::query().select(|o| o.total.max()).scalar()`"
)]
pub trait ScalarSubquery<T> {
    #[doc(hidden)]
    type Proof;
}

#[diagnostic::do_not_recommend]
impl<S, T: SqlType, N, K> ScalarSubquery<T> for Query<'_, S, Selected<Column<T, N, K>>> {
    type Proof = ();
}

#[diagnostic::do_not_recommend]
impl<'a, S, T: SqlType, N, K> ScalarSubquery<T> for Query<'a, S, Selected<Expr<'a, T, N, K>>> {
    type Proof = ();
}

#[diagnostic::do_not_recommend]
impl<'a, S, T, U: Comparable<T>, N: Nullability, K: Level> InQuery<'a, T> for Query<'a, S, Selected<Column<U, N, K>>> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_nodes(self) -> Nodes<'a> {
        Nodes::subquery(self.into_clauses())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, S, T, U: Comparable<T>, N: Nullability, K: Level> InQuery<'a, T>
    for Query<'a, S, Selected<Expr<'a, U, N, K>>>
{
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_nodes(self) -> Nodes<'a> {
        Nodes::subquery(self.into_clauses())
    }
}

impl<'a, S: Scope, R> Query<'a, S, R> {
    /// `EXISTS (SELECT ..)` (`r_exists_condition`): whether the query has a row. Its closures may use the columns of the query around
    /// it, and of no query further out: Redshift refuses that.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64 }
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// let buyers = Customer::query().filter(|c| Order::query().filter(move |o| o.customer_id.eq(c.id)).exists());
    /// assert_eq!(
    ///     buyers.to_sql().text(),
    ///     "SELECT t0.\"id\" FROM \"customer\" AS t0 WHERE \
    ///      EXISTS (SELECT 1 FROM \"order\" AS t1 WHERE t1.\"customer_id\" = t0.\"id\")"
    /// );
    /// ```
    pub fn exists(self) -> Condition<'a> {
        Condition::new(Nodes::subquery(self.into_clauses()).unary(Operator::Exists))
    }

    /// `NOT EXISTS (SELECT ..)`: whether the query has no row.
    pub fn not_exists(self) -> Condition<'a> {
        self.exists().not()
    }

    /// The query as a value (`r_scalar_subqueries`): its one column of its one row, NULL when there is none. Redshift answers more
    /// than one row with an error, so select an aggregate, or say `.limit(1)`. GROUP BY and HAVING take none: filter the rows of the
    /// grouped query, [`derived`](Query::derived).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, #[redshift(decimal(12, 2))] total: Decimal }
    /// let largest = Order::query().filter(|o| o.total.eq(Order::query().select(|o| o.total.max()).scalar()));
    /// assert!(largest.to_sql().text().ends_with("WHERE t0.\"total\" = (SELECT MAX(t1.\"total\") FROM \"order\" AS t1)"));
    /// ```
    pub fn scalar<T>(self) -> Expr<'a, T, Null, Row>
    where
        Self: ScalarSubquery<T, Proof: Sized>,
    {
        Expr::new(Nodes::subquery(self.into_clauses()))
    }
}

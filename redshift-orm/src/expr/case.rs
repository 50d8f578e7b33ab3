//! CASE (`r_CASE_function`).

use super::level::{Combine, Constant, Level};
use super::node::{Nodes, Operator};
use super::result::{ResultOf, ResultValue};
use super::{Expr, IntoCondition};
use crate::types::{Null, Nullability, SqlType};

type Out<A, B> = <A as Combine<B>>::Out;

/// `CASE` (`r_CASE_function`): the value of the first condition that is true.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     #[redshift(decimal(12, 2))]
///     total: Decimal,
/// }
///
/// let sizes = Order::query().select(|o| case().when(o.total.gt(dec!(100)), "big").otherwise("small"));
/// assert!(sizes.to_sql().text().starts_with(
///     "SELECT CASE WHEN t0.\"total\" > CAST($1 AS DECIMAL(18, 0)) THEN $2 ELSE $3 END FROM "
/// ));
///
/// // Redshift has no FILTER: COUNT and SUM pass over the NULL that a CASE without ELSE gives.
/// let big = Order::query().select(|o| case().when(o.total.gt(dec!(100)), 1).end().count());
/// assert!(big.to_sql().text().starts_with(
///     "SELECT COUNT(CASE WHEN t0.\"total\" > CAST($1 AS DECIMAL(18, 0)) THEN $2 END) FROM "
/// ));
/// ```
pub fn case() -> EmptyCase {
    EmptyCase
}

/// A CASE without conditions yet; made by [`case`].
#[derive(Debug, Clone, Copy)]
#[must_use = "a CASE is an expression once `.otherwise(..)` or `.end()` ends it"]
pub struct EmptyCase;

impl EmptyCase {
    /// `WHEN condition THEN value`. The value's type is that of the whole.
    pub fn when<'a, C: IntoCondition<'a, Level: Combine<V::Level>>, V: ResultValue<'a>>(
        self,
        condition: C,
        value: V,
    ) -> Case<'a, V::Type, V::Nullability, Out<C::Level, V::Level>> {
        Case::new(condition.into_condition().nodes, vec![value.into_result().nodes])
    }
}

/// A CASE whose values are of type `T`, nullability `N` and level `K` so far.
#[derive(Debug)]
#[must_use = "a CASE is an expression once `.otherwise(..)` or `.end()` ends it"]
pub struct Case<'a, T, N, K> {
    first: Nodes<'a>,
    /// The first value, and the conditions and values after it by turns.
    rest: Vec<Nodes<'a>>,
    tag: std::marker::PhantomData<fn() -> (T, N, K)>,
}

impl<'a, T: SqlType, N: Nullability, K: Level> Case<'a, T, N, K> {
    fn new(first: Nodes<'a>, rest: Vec<Nodes<'a>>) -> Self {
        Case { first, rest, tag: std::marker::PhantomData }
    }

    /// `WHEN condition THEN value`, asked when no condition before is true.
    pub fn when<C: IntoCondition<'a>, V: ResultOf<'a, T>>(
        mut self,
        condition: C,
        value: V,
    ) -> Case<'a, T, N::Or<V::Nullability>, Out<Out<K, C::Level>, V::Level>>
    where
        K: Combine<C::Level>,
        Out<K, C::Level>: Combine<V::Level>,
    {
        self.rest.push(condition.into_condition().nodes);
        self.rest.push(value.into_result_of().nodes);
        Case::new(self.first, self.rest)
    }

    /// `ELSE value END`: the value when no condition is true.
    pub fn otherwise<V: ResultOf<'a, T>>(mut self, value: V) -> Expr<'a, T, N::Or<V::Nullability>, Out<K, V::Level>>
    where
        K: Combine<V::Level>,
    {
        self.rest.push(value.into_result_of().nodes);
        Expr::new(self.into_nodes())
    }

    /// `END` without ELSE: NULL when no condition is true.
    pub fn end(self) -> Expr<'a, T, Null, Out<K, Constant>>
    where
        K: Combine<Constant>,
    {
        Expr::new(self.into_nodes())
    }

    fn into_nodes(self) -> Nodes<'a> {
        self.first.list(Operator::Case, self.rest)
    }
}

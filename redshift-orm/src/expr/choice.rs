//! A value for a value: the simple CASE (`r_CASE_function`) and DECODE (`r_DECODE_expression`).

use std::marker::PhantomData;

use super::level::{Combine, Constant, Level};
use super::node::{Nodes, Operator};
use super::result::{ResultOf, ResultValue};
use super::{Expr, Expression, Operand};
use crate::types::{Null, Nullability, SqlType};

type Out<A, B> = <A as Combine<B>>::Out;

/// `CASE operand WHEN value THEN ..` (`r_CASE_function`): the result beside the first value that the operand equals. NULL equals nothing.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Customer {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     region: Option<String>,
/// }
///
/// let zones = Customer::query().select(|c| case_of(c.region).when("north", 1).when("south", 2).otherwise(0));
/// assert!(zones.to_sql().text().starts_with("SELECT CASE t0.\"region\" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE $5 END FROM "));
/// ```
pub fn case_of<'a, E: Expression<'a>>(operand: E) -> EmptyChoice<'a, E::Type, E::Level> {
    EmptyChoice { operator: Operator::SimpleCase, operand: operand.into_expr().nodes, tag: PhantomData }
}

/// `DECODE(operand, value, result, ..)` (`r_DECODE_expression`): the result beside the first value that the operand equals. NULL equals NULL.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Customer {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     region: Option<String>,
/// }
///
/// let zones = Customer::query().select(|c| decode(c.region).when("north", 1).when(null::<String>(), 9).otherwise(0));
/// assert!(zones.to_sql().text().starts_with("SELECT DECODE(t0.\"region\", $1, $2, $3, $4, $5) FROM "));
/// ```
pub fn decode<'a, E: Expression<'a>>(operand: E) -> EmptyChoice<'a, E::Type, E::Level> {
    EmptyChoice { operator: Operator::Function("DECODE"), operand: operand.into_expr().nodes, tag: PhantomData }
}

/// A simple CASE or a DECODE without values yet; made by [`case_of`] and [`decode`].
#[derive(Debug)]
#[must_use = "a CASE or DECODE is an expression once `.otherwise(..)` or `.end()` ends it"]
pub struct EmptyChoice<'a, S, K> {
    operator: Operator,
    operand: Nodes<'a>,
    tag: PhantomData<fn() -> (S, K)>,
}

impl<'a, S: SqlType, K: Level> EmptyChoice<'a, S, K> {
    /// The result for a value. Its type is that of the whole.
    pub fn when<B: Operand<'a, S>, V: ResultValue<'a>>(
        self,
        value: B,
        result: V,
    ) -> Choice<'a, S, V::Type, V::Nullability, Out<Out<K, B::Level>, V::Level>>
    where
        K: Combine<B::Level>,
        Out<K, B::Level>: Combine<V::Level>,
    {
        let rest = vec![value.into_operand().nodes, result.into_result().nodes];
        Choice { operator: self.operator, operand: self.operand, rest, tag: PhantomData }
    }
}

/// A simple CASE or a DECODE of a `S`, whose results are of type `T`, nullability `N` and level `K` so far.
#[derive(Debug)]
#[must_use = "a CASE or DECODE is an expression once `.otherwise(..)` or `.end()` ends it"]
pub struct Choice<'a, S, T, N, K> {
    operator: Operator,
    operand: Nodes<'a>,
    /// Values and results by turns.
    rest: Vec<Nodes<'a>>,
    tag: PhantomData<fn() -> (S, T, N, K)>,
}

impl<'a, S: SqlType, T: SqlType, N: Nullability, K: Level> Choice<'a, S, T, N, K> {
    /// The result for another value.
    pub fn when<B: Operand<'a, S>, V: ResultOf<'a, T>>(
        mut self,
        value: B,
        result: V,
    ) -> Choice<'a, S, T, N::Or<V::Nullability>, Out<Out<K, B::Level>, V::Level>>
    where
        K: Combine<B::Level>,
        Out<K, B::Level>: Combine<V::Level>,
    {
        self.rest.push(value.into_operand().nodes);
        self.rest.push(result.into_result_of().nodes);
        Choice { operator: self.operator, operand: self.operand, rest: self.rest, tag: PhantomData }
    }

    /// The result when the operand equals none of the values.
    pub fn otherwise<V: ResultOf<'a, T>>(mut self, result: V) -> Expr<'a, T, N::Or<V::Nullability>, Out<K, V::Level>>
    where
        K: Combine<V::Level>,
    {
        self.rest.push(result.into_result_of().nodes);
        Expr::new(self.operand.list(self.operator, self.rest))
    }

    /// NULL when the operand equals none of the values.
    pub fn end(self) -> Expr<'a, T, Null, Out<K, Constant>>
    where
        K: Combine<Constant>,
    {
        Expr::new(self.operand.list(self.operator, self.rest))
    }
}

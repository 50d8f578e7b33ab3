//! A condition: what WHERE, ON and HAVING take.

use std::fmt;
use std::marker::PhantomData;

use super::node::{Literal, Node, Nodes, Operator};
use super::{Column, Combine, Expr, Level, Row};
use crate::types::{Nullability, SqlType};

/// A condition of level `K`: true, false, or unknown where NULL is compared.
///
/// WHERE and ON take unknown for false; selected, a condition reads as `Option<bool>`. A helper function names its type:
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
/// fn big(o: OrderColumns) -> Condition<'static> {
///     o.total.gt(dec!(100))
/// }
/// assert!(Order::query().filter(big).to_sql().text().ends_with("WHERE t0.\"total\" > CAST($1 AS DECIMAL(18, 0))"));
/// ```
#[must_use = "a condition does nothing until a clause such as `.filter(..)` takes it"]
pub struct Condition<'a, K = Row> {
    pub(crate) nodes: Nodes<'a>,
    level: PhantomData<fn() -> K>,
}

impl<'a, K: Level> Condition<'a, K> {
    #[inline]
    pub(crate) fn new(nodes: Nodes<'a>) -> Self {
        Condition { nodes, level: PhantomData }
    }

    /// `self AND other`.
    #[inline]
    pub fn and<C: IntoCondition<'a>>(self, other: C) -> Condition<'a, <K as Combine<C::Level>>::Out>
    where
        K: Combine<C::Level>,
    {
        Condition::new(self.nodes.binary(Operator::And, other.into_condition().nodes))
    }

    /// `self OR other`.
    #[inline]
    pub fn or<C: IntoCondition<'a>>(self, other: C) -> Condition<'a, <K as Combine<C::Level>>::Out>
    where
        K: Combine<C::Level>,
    {
        Condition::new(self.nodes.binary(Operator::Or, other.into_condition().nodes))
    }

    /// `NOT self`. The operator `!` does the same.
    #[expect(clippy::should_implement_trait, reason = "it does implement it; chains read better with the method")]
    pub fn not(self) -> Self {
        Condition::new(self.nodes.unary(Operator::Not))
    }
}

impl<K: Level> std::ops::Not for Condition<'_, K> {
    type Output = Self;
    fn not(self) -> Self {
        Condition::not(self)
    }
}

impl<K> Clone for Condition<'_, K> {
    fn clone(&self) -> Self {
        Condition { nodes: self.nodes.clone(), level: PhantomData }
    }
}

impl<K> fmt::Debug for Condition<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Condition").field(&self.nodes).finish()
    }
}

/// All of the conditions, joined by AND: TRUE when there are none.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Order { #[redshift(primary_key, identity)] id: i64, note: Option<String> }
/// let words = ["late", "lost"];
/// let query = Order::query().filter(|o| any_of(words.map(|word| o.note.like(format!("%{word}%"))))).select(|o| o.id);
/// assert!(query.to_sql().text().ends_with("WHERE t0.\"note\" LIKE $1 OR t0.\"note\" LIKE $2"));
///
/// let none: [Condition; 0] = [];
/// assert!(Order::query().filter(|_| all_of(none)).to_sql().text().ends_with("WHERE TRUE"));
/// ```
pub fn all_of<'a, C: IntoCondition<'a>>(conditions: impl IntoIterator<Item = C>) -> Condition<'a, C::Level> {
    gather(conditions, Operator::And, true)
}

/// At least one of the conditions, joined by OR: FALSE when there are none.
pub fn any_of<'a, C: IntoCondition<'a>>(conditions: impl IntoIterator<Item = C>) -> Condition<'a, C::Level> {
    gather(conditions, Operator::Or, false)
}

fn gather<'a, C: IntoCondition<'a>>(
    conditions: impl IntoIterator<Item = C>,
    operator: Operator,
    of_none: bool,
) -> Condition<'a, C::Level> {
    let conditions = conditions.into_iter().map(|condition| condition.into_condition().nodes);
    let gathered = conditions.reduce(|left, right| left.binary(operator, right));
    Condition::new(gathered.unwrap_or(Nodes::leaf(Node::Literal(Literal::Boolean(of_none)))))
}

/// What is a condition: a [`Condition`], or a BOOLEAN column or expression.
#[diagnostic::on_unimplemented(
    message = "expected a condition, found `{Self}`",
    label = "is no condition",
    note = "compare the value: `.eq(..)`, `.gt(..)`, `.is_null()`, `.in_(..)`, `.like(..)`; a BOOLEAN column stands by itself",
    note = "conditions are joined by `.and(..)`, `.or(..)`, `all_of(..)` and `any_of(..)`; one that an `Option` decides is `.filter_some(..)`"
)]
pub trait IntoCondition<'a> {
    /// The level.
    type Level: Level;
    #[doc(hidden)]
    fn into_condition(self) -> Condition<'a, Self::Level>;
}

/// The type of a condition. A trait rather than the type itself, so that the compiler's messages stay short.
#[doc(hidden)]
pub trait Boolean: SqlType {}
impl Boolean for bool {}

#[diagnostic::do_not_recommend]
impl<'a, K: Level> IntoCondition<'a> for Condition<'a, K> {
    type Level = K;
    #[inline]
    fn into_condition(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Boolean, N: Nullability, K: Level> IntoCondition<'a> for Column<T, N, K> {
    type Level = K;
    #[inline]
    fn into_condition(self) -> Condition<'a, K> {
        Condition::new(Nodes::leaf(self.node()))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Boolean, N: Nullability, K: Level> IntoCondition<'a> for Expr<'a, T, N, K> {
    type Level = K;
    #[inline]
    fn into_condition(self) -> Condition<'a, K> {
        Condition::new(self.nodes)
    }
}

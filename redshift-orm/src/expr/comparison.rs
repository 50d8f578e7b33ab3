//! Comparison conditions: `=`, `<>`, `<`, `<=`, `>`, `>=`, BETWEEN, IN, IS NULL.

use super::node::{Nodes, Operator};
use super::{Combine, Condition, Expression, InQuery, Level, Operand, QuantifiedQuery};
use crate::types::Null;

/// What may be NULL, so that asking makes sense.
#[diagnostic::on_unimplemented(
    message = "this column is NOT NULL, so it is never NULL",
    label = "asks for NULL where none can be",
    note = "a column of type `Option<..>`, the columns of an outer join's other side, and aggregates other than COUNT may be NULL"
)]
pub trait CanBeNull {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl CanBeNull for Null {
    type Proof = ();
}

/// The list of an IN: an array, a `Vec`, a slice of values or whatever else can be iterated.
#[diagnostic::on_unimplemented(
    message = "IN takes a list of values, and this is `{Self}`",
    label = "is no array, `Vec` or other list",
    note = "write `.in_([1, 2])`; IN of a query is `.in_query(..)`, and of one value `.eq(..)`"
)]
pub trait ValueList {
    /// What it is a list of.
    type Item;
    #[doc(hidden)]
    fn into_values(self) -> impl Iterator<Item = Self::Item>;
}
#[diagnostic::do_not_recommend]
impl<I: IntoIterator> ValueList for I {
    type Item = I::Item;
    #[inline]
    fn into_values(self) -> impl Iterator<Item = I::Item> {
        self.into_iter()
    }
}

type Out<A, B> = <A as Combine<B>>::Out;

/// The comparison conditions of SQL (`r_comparison_condition`), as methods of columns and expressions.
#[expect(
    clippy::wrong_self_convention,
    reason = "the methods are SQL's words, and take the operand into the condition"
)]
pub trait ComparisonOperators<'a>: Expression<'a> {
    // Written out, not by a macro: the compiler would show the macro in every message about a wrong operand.

    /// `self = other`. For NULL see [`is_null`](ComparisonOperators::is_null).
    #[inline]
    fn eq<B: Operand<'a, Self::Type>>(self, other: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        binary(self, Operator::Equal, other)
    }

    /// `self <> other`.
    #[inline]
    fn ne<B: Operand<'a, Self::Type>>(self, other: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        binary(self, Operator::NotEqual, other)
    }

    /// `self < other`.
    #[inline]
    fn lt<B: Operand<'a, Self::Type>>(self, other: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        binary(self, Operator::Less, other)
    }

    /// `self <= other`.
    #[inline]
    fn le<B: Operand<'a, Self::Type>>(self, other: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        binary(self, Operator::LessOrEqual, other)
    }

    /// `self > other`.
    #[inline]
    fn gt<B: Operand<'a, Self::Type>>(self, other: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        binary(self, Operator::Greater, other)
    }

    /// `self >= other`.
    #[inline]
    fn ge<B: Operand<'a, Self::Type>>(self, other: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        binary(self, Operator::GreaterOrEqual, other)
    }

    /// `self BETWEEN low AND high`, both ends included (`r_range_condition`).
    #[inline]
    fn between<Low: Operand<'a, Self::Type>, High: Operand<'a, Self::Type>>(
        self,
        low: Low,
        high: High,
    ) -> Condition<'a, Out<Out<Self::Level, Low::Level>, High::Level>>
    where
        Self::Level: Combine<Low::Level>,
        Out<Self::Level, Low::Level>: Combine<High::Level>,
    {
        let (low, high) = (low.into_operand().nodes, high.into_operand().nodes);
        Condition::new(self.into_expr().nodes.ternary(Operator::Between, low, high))
    }

    /// `self NOT BETWEEN low AND high`.
    fn not_between<Low: Operand<'a, Self::Type>, High: Operand<'a, Self::Type>>(
        self,
        low: Low,
        high: High,
    ) -> Condition<'a, Out<Out<Self::Level, Low::Level>, High::Level>>
    where
        Self::Level: Combine<Low::Level>,
        Out<Self::Level, Low::Level>: Combine<High::Level>,
    {
        let (low, high) = (low.into_operand().nodes, high.into_operand().nodes);
        Condition::new(self.into_expr().nodes.ternary(Operator::NotBetween, low, high))
    }

    /// `self IN (list)` (`r_in_condition`). An empty list is true of no row.
    ///
    /// Lengths are padded by repeating the last item, so that statements of similar lists have the same text.
    #[doc(alias = "isin")]
    fn in_<I>(self, list: I) -> Condition<'a, Out<Self::Level, <I::Item as Operand<'a, Self::Type>>::Level>>
    where
        I: ValueList,
        I::Item: Operand<'a, Self::Type>,
        Self::Level: Combine<<I::Item as Operand<'a, Self::Type>>::Level>,
    {
        Condition::new(self.into_expr().nodes.list(Operator::In, items(list)))
    }

    /// `self NOT IN (list)`. An empty list is true of every row.
    fn not_in<I>(self, list: I) -> Condition<'a, Out<Self::Level, <I::Item as Operand<'a, Self::Type>>::Level>>
    where
        I: ValueList,
        I::Item: Operand<'a, Self::Type>,
        Self::Level: Combine<<I::Item as Operand<'a, Self::Type>>::Level>,
    {
        Condition::new(self.into_expr().nodes.list(Operator::NotIn, items(list)))
    }

    /// `self IN (SELECT ..)` (`r_in_condition`): whether a query that selects one column has the value among its rows.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64 }
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// let buyers = Customer::query().filter(|c| c.id.in_query(Order::query().select(|o| o.customer_id)));
    /// assert_eq!(
    ///     buyers.to_sql().text(),
    ///     "SELECT t0.\"id\" FROM \"customer\" AS t0 WHERE t0.\"id\" IN (SELECT t1.\"customer_id\" FROM \"order\" AS t1)"
    /// );
    /// ```
    fn in_query<Q: InQuery<'a, Self::Type>>(self, query: Q) -> Condition<'a, Self::Level> {
        Condition::new(self.into_expr().nodes.binary(Operator::InQuery, query.into_nodes()))
    }

    /// `self NOT IN (SELECT ..)`. True of no row once the query has a NULL among its rows; then `.not_exists()` says what is meant.
    fn not_in_query<Q: InQuery<'a, Self::Type>>(self, query: Q) -> Condition<'a, Self::Level> {
        Condition::new(self.into_expr().nodes.binary(Operator::NotInQuery, query.into_nodes()))
    }

    /// `self = ANY (SELECT ..)` (`r_comparison_condition`): the same as [`in_query`](ComparisonOperators::in_query). Redshift has no other
    /// comparison with ANY: for `< ANY` compare with the query's MAX.
    fn eq_any<Q: QuantifiedQuery<'a, Self::Type>>(self, query: Q) -> Condition<'a, Self::Level> {
        Condition::new(self.into_expr().nodes.binary(Operator::EqualAny, query.into_nodes()))
    }

    /// `self <> ALL (SELECT ..)` (`r_comparison_condition`): the same as [`not_in_query`](ComparisonOperators::not_in_query). Redshift has
    /// no other comparison with ALL: for `> ALL` compare with the query's MAX.
    fn ne_all<Q: QuantifiedQuery<'a, Self::Type>>(self, query: Q) -> Condition<'a, Self::Level> {
        Condition::new(self.into_expr().nodes.binary(Operator::NotEqualAll, query.into_nodes()))
    }

    /// `self IS NULL` (`r_null_condition`).
    #[inline]
    fn is_null(self) -> Condition<'a, Self::Level>
    where
        Self::Nullability: CanBeNull<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes.unary(Operator::IsNull))
    }

    /// `self IS NOT NULL`.
    #[inline]
    fn is_not_null(self) -> Condition<'a, Self::Level>
    where
        Self::Nullability: CanBeNull<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes.unary(Operator::IsNotNull))
    }
}

impl<'a, E: Expression<'a>> ComparisonOperators<'a> for E {}

#[inline(always)]
fn binary<'a, E: Expression<'a>, B: Operand<'a, E::Type>, K>(left: E, operator: Operator, right: B) -> Condition<'a, K>
where
    K: Level,
{
    Condition::new(left.into_expr().nodes.binary(operator, right.into_operand().nodes))
}

fn items<'a, T, I>(list: I) -> impl Iterator<Item = Nodes<'a>>
where
    I: ValueList,
    I::Item: Operand<'a, T>,
{
    list.into_values().map(|item| item.into_operand().nodes)
}

//! Aggregate functions (`c_Aggregate_Functions`) and bit-wise ones (`c_bitwise_aggregate_functions`); those that sort their values are
//! [`SortedFunctions`](crate::functions::within_group::SortedFunctions).

use super::level::{Aggregate, Constant, InAggregate, Spread};
use super::node::{Nodes, Operator};
use super::{Condition, Expr, Expression};
use crate::types::{Hashed, Integer, NotNull, Null, Number, Ordered, SqlType};

/// `COUNT(*)`: the rows of the group (`r_COUNT`).
pub fn count_star<'a>() -> Expr<'a, i64, NotNull, Aggregate<Constant>> {
    Expr::new(Nodes::call(Operator::CountStar))
}

/// The aggregate functions, as methods of columns and expressions. Each ignores NULLs and, over no rows, gives NULL, COUNT
/// excepted. `.over(..)` makes a window function of SUM, AVG, MIN, MAX, COUNT, STDDEV and VAR.
///
/// DISTINCT passes over equal values, and is refused in a window.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     customer_id: i64,
///     #[redshift(decimal(12, 2))]
///     total: Decimal,
/// }
///
/// // An aggregate of some rows is one of a CASE without ELSE, whose NULLs are passed over: Redshift has no FILTER.
/// let big = Order::query().select(|o| {
///     let big = o.total.gt(dec!(100));
///     (case().when(big.clone(), 1).end().count(), big.bool_or(), o.customer_id.approximate_count_distinct())
/// });
/// assert!(big.to_sql().text().contains("APPROXIMATE COUNT(DISTINCT t0.\"customer_id\")"));
/// ```
pub trait Aggregates<'a>: Expression<'a> {
    /// `SUM(self)` (`r_SUM`): BIGINT for integers, DECIMAL(38, s) for DECIMAL, DOUBLE PRECISION for floating point.
    fn sum(self) -> Expr<'a, <Self::Type as Number>::Sum, Null, Aggregate<Self::Level>>
    where
        Self::Type: Number,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SUM")))
    }

    /// `AVG(self)` (`r_AVG`): BIGINT for integers, fractions cut off, unlike PostgreSQL; multiply by a DECIMAL first to keep them.
    #[doc(alias = "average")]
    fn avg(self) -> Expr<'a, <Self::Type as Number>::Avg, Null, Aggregate<Self::Level>>
    where
        Self::Type: Number,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("AVG")))
    }

    /// `MIN(self)` (`r_MIN`).
    fn min(self) -> Expr<'a, Self::Type, Null, Aggregate<Self::Level>>
    where
        Self::Type: Ordered<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MIN")))
    }

    /// `MAX(self)` (`r_MAX`).
    fn max(self) -> Expr<'a, Self::Type, Null, Aggregate<Self::Level>>
    where
        Self::Type: Ordered<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MAX")))
    }

    /// `COUNT(self)`: the rows in which `self` is not NULL (`r_COUNT`).
    fn count(self) -> Expr<'a, i64, NotNull, Aggregate<Self::Level>>
    where
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("COUNT")))
    }

    /// `COUNT(DISTINCT self)` (`r_COUNT`).
    fn count_distinct(self) -> Expr<'a, i64, NotNull, Aggregate>
    where
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("COUNT")))
    }

    /// `APPROXIMATE COUNT(DISTINCT self)` (`r_COUNT`): faster for millions of values, with an error of about two percent.
    fn approximate_count_distinct(self) -> Expr<'a, i64, NotNull, Aggregate>
    where
        Self::Type: Hashed<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("APPROXIMATE COUNT")))
    }

    /// `HLL(self)` (`r_HLL_function`): how many distinct values there are, estimated by a HyperLogLog sketch; 0 of no values.
    fn hll(self) -> Expr<'a, i64, NotNull, Aggregate>
    where
        Self::Type: Hashed<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("HLL")))
    }

    /// `SUM(DISTINCT self)` (`r_SUM`); types as those of SUM.
    fn sum_distinct(self) -> Expr<'a, <Self::Type as Number>::Sum, Null, Aggregate>
    where
        Self::Type: Number,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("SUM")))
    }

    /// `AVG(DISTINCT self)` (`r_AVG`); types as those of AVG.
    fn avg_distinct(self) -> Expr<'a, <Self::Type as Number>::Avg, Null, Aggregate>
    where
        Self::Type: Number,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("AVG")))
    }

    /// `STDDEV_SAMP(self)` (`r_STDDEV_functions`): the standard deviation of a sample, also called STDDEV; NULL of a single value.
    fn stddev_samp(self) -> Expr<'a, f64, Null, Aggregate<Spread<Self::Level>>>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("STDDEV_SAMP")))
    }

    /// `STDDEV_SAMP(DISTINCT self)`.
    fn stddev_samp_distinct(self) -> Expr<'a, f64, Null, Aggregate>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("STDDEV_SAMP")))
    }

    /// `STDDEV_POP(self)` (`r_STDDEV_functions`): the standard deviation of a whole population.
    fn stddev_pop(self) -> Expr<'a, f64, Null, Aggregate<Spread<Self::Level>>>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("STDDEV_POP")))
    }

    /// `STDDEV_POP(DISTINCT self)`.
    fn stddev_pop_distinct(self) -> Expr<'a, f64, Null, Aggregate>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("STDDEV_POP")))
    }

    /// `VAR_SAMP(self)` (`r_VARIANCE_functions`): the variance of a sample, also called VARIANCE; NULL of a single value.
    fn var_samp(self) -> Expr<'a, f64, Null, Aggregate<Spread<Self::Level>>>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("VAR_SAMP")))
    }

    /// `VAR_SAMP(DISTINCT self)`.
    fn var_samp_distinct(self) -> Expr<'a, f64, Null, Aggregate>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("VAR_SAMP")))
    }

    /// `VAR_POP(self)` (`r_VARIANCE_functions`): the variance of a whole population.
    fn var_pop(self) -> Expr<'a, f64, Null, Aggregate<Spread<Self::Level>>>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("VAR_POP")))
    }

    /// `VAR_POP(DISTINCT self)`.
    fn var_pop_distinct(self) -> Expr<'a, f64, Null, Aggregate>
    where
        Self::Type: Number<Sum: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("VAR_POP")))
    }

    /// `ANY_VALUE(self)` (`r_ANY_VALUE`): one of the values, which one is not said; possibly NULL when one of them is.
    fn any_value(self) -> Expr<'a, Self::Type, Null, Aggregate>
    where
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ANY_VALUE")))
    }

    /// `BIT_AND(self)` (`r_BIT_AND`): the bits that are set in every value.
    fn bit_and(self) -> Expr<'a, Self::Type, Null, Aggregate>
    where
        Self::Type: Integer<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("BIT_AND")))
    }

    /// `BIT_OR(self)` (`r_BIT_OR`): the bits that are set in some value.
    fn bit_or(self) -> Expr<'a, Self::Type, Null, Aggregate>
    where
        Self::Type: Integer<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("BIT_OR")))
    }

    /// `BOOL_AND(self)` (`r_BOOL_AND`): whether every value is true; an integer is true unless it is 0.
    fn bool_and(self) -> Expr<'a, bool, Null, Aggregate>
    where
        Self::Type: Truth<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("BOOL_AND")))
    }

    /// `BOOL_OR(self)` (`r_BOOL_OR`): whether some value is true; an integer is true unless it is 0.
    fn bool_or(self) -> Expr<'a, bool, Null, Aggregate>
    where
        Self::Type: Truth<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("BOOL_OR")))
    }
}

impl<'a, K: InAggregate> Condition<'a, K> {
    /// `BOOL_AND(self)` (`r_BOOL_AND`): whether it is true of every row in which it is not unknown.
    pub fn bool_and(self) -> Expr<'a, bool, Null, Aggregate> {
        Expr::new(self.nodes.unary(Operator::Function("BOOL_AND")))
    }

    /// `BOOL_OR(self)` (`r_BOOL_OR`): whether it is true of some row.
    pub fn bool_or(self) -> Expr<'a, bool, Null, Aggregate> {
        Expr::new(self.nodes.unary(Operator::Function("BOOL_OR")))
    }
}

/// What BOOL_AND and BOOL_OR take.
#[diagnostic::on_unimplemented(
    message = "BOOL_AND and BOOL_OR do not take a `{Self}`",
    label = "is neither BOOLEAN nor an integer",
    note = "a comparison is a BOOLEAN: `o.total.gt(dec!(100)).bool_and()`"
)]
pub trait Truth: SqlType {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Truth for bool {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl<T: Integer> Truth for T {
    type Proof = ();
}

impl<'a, E: Expression<'a>> Aggregates<'a> for E {}

//! Aggregate functions (`c_Aggregate_Functions`).

use super::level::{Aggregate, Constant, InAggregate};
use super::node::{Kind, Nodes, Operator};
use super::{Expr, Expression};
use crate::types::{NotNull, Null, Number, Ordered};

/// `COUNT(*)`: the rows of the group (`r_COUNT`).
pub fn count_star<'a>() -> Expr<'a, i64, NotNull, Aggregate<Constant>> {
    Expr::new(Nodes::Leaf(Kind::Operator { operator: Operator::CountStar, operands: 0 }))
}

/// The aggregate functions, as methods of columns and expressions. Each ignores NULLs and, over no rows, gives NULL, COUNT
/// excepted. `.over(..)` makes a window function of each, COUNT(DISTINCT) excepted.
pub trait Aggregates<'a>: Expression<'a> {
    /// `SUM(self)` (`r_SUM`): BIGINT for integers, DECIMAL(38, s) for DECIMAL, DOUBLE PRECISION for floating point.
    fn sum(self) -> Expr<'a, <Self::Type as Number>::Sum, Null, Aggregate<Self::Level>>
    where
        Self::Type: Number,
        Self::Level: InAggregate,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SUM")))
    }

    /// `AVG(self)` (`r_AVG`): BIGINT for integers, fractions cut off, unlike PostgreSQL; multiply by a DECIMAL first to keep them.
    fn avg(self) -> Expr<'a, <Self::Type as Number>::Avg, Null, Aggregate<Self::Level>>
    where
        Self::Type: Number,
        Self::Level: InAggregate,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("AVG")))
    }

    /// `MIN(self)` (`r_MIN`).
    fn min(self) -> Expr<'a, Self::Type, Null, Aggregate<Self::Level>>
    where
        Self::Type: Ordered,
        Self::Level: InAggregate,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MIN")))
    }

    /// `MAX(self)` (`r_MAX`).
    fn max(self) -> Expr<'a, Self::Type, Null, Aggregate<Self::Level>>
    where
        Self::Type: Ordered,
        Self::Level: InAggregate,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MAX")))
    }

    /// `COUNT(self)`: the rows in which `self` is not NULL (`r_COUNT`).
    fn count(self) -> Expr<'a, i64, NotNull, Aggregate<Self::Level>>
    where
        Self::Level: InAggregate,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("COUNT")))
    }

    /// `COUNT(DISTINCT self)`.
    fn count_distinct(self) -> Expr<'a, i64, NotNull, Aggregate>
    where
        Self::Level: InAggregate,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::DistinctFunction("COUNT")))
    }
}

impl<'a, E: Expression<'a>> Aggregates<'a> for E {}

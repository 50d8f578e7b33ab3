//! Intervals (`r_interval_data_types`): literals, and the function that compares them.
//!
//! An interval is part of the text, as a literal with its unit: Redshift takes no parameter there.

use crate::expr::node::{Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, ResultValue};
use crate::types::{Interval, IntervalDayToSecond, IntervalYearToMonth, NotNull, Nullability};

/// An INTERVAL YEAR TO MONTH that is a literal.
type YearToMonth<'a> = Expr<'a, IntervalYearToMonth, NotNull, Constant>;
/// An INTERVAL DAY TO SECOND that is a literal.
type DayToSecond<'a> = Expr<'a, IntervalDayToSecond, NotNull, Constant>;

/// `INTERVAL 'count' YEAR` (`r_interval_data_types`).
///
/// Intervals stand in arithmetic beside DATE, TIMESTAMP and TIMESTAMPTZ, beside intervals of their kind, and before integers: see
/// [`Arithmetic`](crate::expr::Arithmetic) for the types of results.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Loan {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     lent_on: NaiveDate,
///     extended: i32,
/// }
///
/// let overdue = Loan::query()
///     .filter(|l| (l.lent_on + months(1) + days(7) * l.extended).lt(getdate()))
///     .select(|l| (l.id, l.lent_on + years(1)));
/// assert_eq!(
///     overdue.to_sql().text(),
///     "SELECT t0.\"id\", CAST(t0.\"lent_on\" + INTERVAL '1' YEAR AS VARCHAR) FROM \"loan\" AS t0 \
///      WHERE t0.\"lent_on\" + INTERVAL '1' MONTH + INTERVAL '7' DAY * t0.\"extended\" < GETDATE()"
/// );
/// ```
pub fn years<'a>(count: i32) -> YearToMonth<'a> {
    literal(count, "INTERVAL {} YEAR")
}

/// `INTERVAL 'count' MONTH` (`r_interval_data_types`). From the last day of a long month it leads to the last day of a short one.
pub fn months<'a>(count: i32) -> YearToMonth<'a> {
    literal(count, "INTERVAL {} MONTH")
}

/// `INTERVAL 'count' DAY` (`r_interval_data_types`).
pub fn days<'a>(count: i32) -> DayToSecond<'a> {
    literal(count, "INTERVAL {} DAY")
}

/// `INTERVAL 'count' HOUR` (`r_interval_data_types`).
pub fn hours<'a>(count: i32) -> DayToSecond<'a> {
    literal(count, "INTERVAL {} HOUR")
}

/// `INTERVAL 'count' MINUTE` (`r_interval_data_types`).
pub fn minutes<'a>(count: i32) -> DayToSecond<'a> {
    literal(count, "INTERVAL {} MINUTE")
}

/// `INTERVAL 'count' SECOND` (`r_interval_data_types`).
pub fn seconds<'a>(count: i32) -> DayToSecond<'a> {
    literal(count, "INTERVAL {} SECOND")
}

fn literal<'a, T>(count: i32, template: &'static str) -> Expr<'a, T, NotNull, Constant> {
    Expr::new(Nodes::text(count.to_string()).unary(Operator::Template(template)))
}

/// The function of intervals, as a method of expressions.
pub trait IntervalFunctions<'a>: Expression<'a> {
    /// `INTERVAL_CMP(self, other)` (`r_INTERVAL_CMP`): 1 if `self` is the greater, -1 if `other` is, 0 if they are equal. It compares
    /// intervals of different kinds too; how many days a month has there, the manual does not say.
    fn interval_cmp<B: ResultValue<'a>>(
        self,
        other: B,
    ) -> Expr<'a, i32, <Self::Nullability as Nullability>::Or<B::Nullability>, <Self::Level as Combine<B::Level>>::Out>
    where
        Self::Type: Interval<Proof: Sized>,
        B::Type: Interval,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("INTERVAL_CMP"), other.into_result().nodes))
    }
}

impl<'a, E: Expression<'a>> IntervalFunctions<'a> for E {}

//! Window functions (`c_Window_functions`) that are no aggregate functions; those take `.over(..)` themselves.

use std::marker::PhantomData;

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::window::over;
use crate::expr::{
    Aggregate, AggregateWindow, Combine, Constant, Expr, Expression, InWindow, Level, NoFrame, Ordered, Unordered,
    Window, WindowSpecification,
};
use crate::functions::within_group::percentile;
use crate::types::{self, NotNull, Null, Nullability, Number, Percentile, SqlType};

/// A window function that waits for its window: `C` says which windows it takes.
#[derive(Debug)]
#[must_use = "a window function is an expression once `.over(..)` says its window"]
pub struct WindowFunction<'a, T, N, K, C> {
    call: Nodes<'a>,
    tag: PhantomData<fn() -> (T, N, K, C)>,
}

/// ROW_NUMBER, RANK and their like: ORDER BY or not, and no frame.
#[derive(Debug, Clone, Copy)]
pub struct Ranking;

/// LAG and LEAD: ORDER BY, and no frame.
#[derive(Debug, Clone, Copy)]
pub struct Offset;

/// FIRST_VALUE, LAST_VALUE, NTH_VALUE: ORDER BY and a frame, or neither.
#[derive(Debug, Clone, Copy)]
pub struct Positional;

/// Aggregate functions over groups: ORDER BY and a frame, or neither.
#[derive(Debug, Clone, Copy)]
pub struct OverGroups;

/// RATIO_TO_REPORT, PERCENTILE_DISC and the sort-based functions over groups: neither ORDER BY nor a frame.
#[derive(Debug, Clone, Copy)]
pub struct Partition;

impl<'a, T, N, K, C> WindowFunction<'a, T, N, K, C> {
    pub(super) fn new(call: Nodes<'a>) -> Self {
        WindowFunction { call, tag: PhantomData }
    }
}

fn ranking<'a, T>(name: &'static str) -> WindowFunction<'a, T, NotNull, Constant, Ranking> {
    WindowFunction::new(Nodes::call(Operator::Function(name)))
}

/// `ROW_NUMBER()` (`r_WF_ROW_NUMBER`): the number of the row in its partition, from 1.
///
/// The first row of each group is the one that [`qualify`](crate::statement::Query::qualify) keeps:
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     customer_id: i64,
///     placed_at: NaiveDateTime,
/// }
///
/// let latest = Order::query()
///     .qualify(|o| row_number().over(|w| w.partition_by(o.customer_id).order_by(o.placed_at.desc())).eq(1))
///     .select(|o| (o.customer_id, o.placed_at));
/// assert!(latest.to_sql().text().ends_with(
///     "QUALIFY ROW_NUMBER() OVER (PARTITION BY t0.\"customer_id\" ORDER BY t0.\"placed_at\" DESC) = $1"
/// ));
/// ```
pub fn row_number<'a>() -> WindowFunction<'a, i64, NotNull, Constant, Ranking> {
    ranking("ROW_NUMBER")
}

/// `RANK()` (`r_WF_RANK`): equal rows share a rank, and ranks are left out after them. INTEGER, where PostgreSQL has BIGINT.
pub fn rank<'a>() -> WindowFunction<'a, i32, NotNull, Constant, Ranking> {
    ranking("RANK")
}

/// `DENSE_RANK()` (`r_WF_DENSE_RANK`): like RANK, and no rank is left out.
pub fn dense_rank<'a>() -> WindowFunction<'a, i32, NotNull, Constant, Ranking> {
    ranking("DENSE_RANK")
}

/// `PERCENT_RANK()` (`r_WF_PERCENT_RANK`): the rank as a share of the partition, from 0 to 1.
pub fn percent_rank<'a>() -> WindowFunction<'a, f64, NotNull, Constant, Ranking> {
    ranking("PERCENT_RANK")
}

/// `CUME_DIST()` (`r_WF_CUME_DIST`): the share of the partition up to the row.
pub fn cume_dist<'a>() -> WindowFunction<'a, f64, NotNull, Constant, Ranking> {
    ranking("CUME_DIST")
}

/// `NTILE(groups)` (`r_WF_NTILE`): which of that many groups of equal size the row is in, from 1; at least one group.
pub fn ntile<'a>(groups: u32) -> WindowFunction<'a, i64, NotNull, Constant, Ranking> {
    WindowFunction::new(Nodes::leaf(Node::Number(groups)).unary(Operator::Function("NTILE")))
}

/// The window functions of a value, as methods of columns and expressions.
pub trait WindowFunctions<'a>: Expression<'a> {
    /// `LAG(self, rows)` (`r_WF_LAG`): the value that many rows before; NULL when there is no such row.
    fn lag(self, rows: u32) -> WindowFunction<'a, Self::Type, Null, <Self::Level as InWindow>::Over, Offset>
    where
        Self::Level: InWindow,
    {
        WindowFunction::new(counted("LAG", self, rows))
    }

    /// `LEAD(self, rows)` (`r_WF_LEAD`): the value that many rows after; NULL when there is no such row.
    fn lead(self, rows: u32) -> WindowFunction<'a, Self::Type, Null, <Self::Level as InWindow>::Over, Offset>
    where
        Self::Level: InWindow,
    {
        WindowFunction::new(counted("LEAD", self, rows))
    }

    /// `FIRST_VALUE(self)` (`r_WF_first_value`): the value in the first row of the frame.
    fn first_value(self) -> WindowFunction<'a, Self::Type, Null, <Self::Level as InWindow>::Over, Positional>
    where
        Self::Level: InWindow,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("FIRST_VALUE")))
    }

    /// `LAST_VALUE(self)` (`r_WF_first_value`): the value in the last row of the frame.
    fn last_value(self) -> WindowFunction<'a, Self::Type, Null, <Self::Level as InWindow>::Over, Positional>
    where
        Self::Level: InWindow,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("LAST_VALUE")))
    }

    /// `NTH_VALUE(self, row)` (`r_WF_NTH`): the value in that row of the frame, from 1; NULL when there is no such row.
    fn nth_value(self, row: u32) -> WindowFunction<'a, Self::Type, Null, <Self::Level as InWindow>::Over, Positional>
    where
        Self::Level: InWindow,
    {
        WindowFunction::new(counted("NTH_VALUE", self, row))
    }

    /// `SUM(self) OVER (..)` of a grouped query (`r_WF_SUM`): over its groups, where `.sum().over(..)` is over rows.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// struct Order {
    ///     #[redshift(primary_key, identity)]
    ///     id: i64,
    ///     day: NaiveDate,
    ///     quantity: i64,
    /// }
    ///
    /// let so_far = Order::query().group_by(|o| o.day).select(|day, o| {
    ///     let window = o.quantity.sum().sum_of_groups();
    ///     (o.quantity.sum(), window.over(|w| w.order_by(day.asc()).rows_unbounded_preceding()))
    /// });
    /// assert!(so_far.to_sql().text().starts_with(
    ///     "SELECT SUM(t0.\"quantity\"), \
    ///      CAST(SUM(SUM(t0.\"quantity\")) OVER (ORDER BY t0.\"day\" ROWS UNBOUNDED PRECEDING) AS BIGINT) FROM "
    /// ));
    /// ```
    fn sum_of_groups(self) -> WindowFunction<'a, <Self::Type as Number>::Sum, Null, Aggregate, OverGroups>
    where
        Self::Type: Number,
        Self::Level: OfGroups<Proof: Sized>,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("SUM")))
    }

    /// `AVG(self) OVER (..)` of a grouped query (`r_WF_AVG`): over its groups.
    fn avg_of_groups(self) -> WindowFunction<'a, <Self::Type as Number>::Avg, Null, Aggregate, OverGroups>
    where
        Self::Type: Number,
        Self::Level: OfGroups<Proof: Sized>,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("AVG")))
    }

    /// `MIN(self) OVER (..)` of a grouped query (`r_WF_MIN`): over its groups.
    fn min_of_groups(self) -> WindowFunction<'a, Self::Type, Null, Aggregate, OverGroups>
    where
        Self::Type: types::Ordered,
        Self::Level: OfGroups<Proof: Sized>,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("MIN")))
    }

    /// `MAX(self) OVER (..)` of a grouped query (`r_WF_MAX`): over its groups.
    fn max_of_groups(self) -> WindowFunction<'a, Self::Type, Null, Aggregate, OverGroups>
    where
        Self::Type: types::Ordered,
        Self::Level: OfGroups<Proof: Sized>,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("MAX")))
    }

    /// `MEDIAN(self) OVER (..)` of a grouped query (`r_WF_MEDIAN`): over its groups.
    fn median_of_groups(self) -> WindowFunction<'a, <Self::Type as Percentile>::Continuous, Null, Aggregate, Partition>
    where
        Self::Type: Percentile,
        Self::Level: OfGroups<Proof: Sized>,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("MEDIAN")))
    }

    /// `PERCENTILE_CONT(fraction) WITHIN GROUP (ORDER BY self) OVER (..)` of a grouped query (`r_WF_PERCENTILE_CONT`): over its groups.
    fn percentile_cont_of_groups(
        self,
        fraction: f64,
    ) -> WindowFunction<'a, <Self::Type as Percentile>::Continuous, Null, Aggregate, Partition>
    where
        Self::Type: Percentile,
        Self::Level: OfGroups<Proof: Sized>,
    {
        WindowFunction::new(percentile("PERCENTILE_CONT", fraction, self))
    }

    /// `RATIO_TO_REPORT(self)` (`r_WF_RATIO_TO_REPORT`): the value's share of the partition's sum.
    fn ratio_to_report(self) -> WindowFunction<'a, f64, Null, <Self::Level as InWindow>::Over, Partition>
    where
        Self::Type: Number,
        Self::Level: InWindow,
    {
        WindowFunction::new(self.into_expr().nodes.unary(Operator::Function("RATIO_TO_REPORT")))
    }
}

impl<'a, E: Expression<'a>> WindowFunctions<'a> for E {}

/// The functions that take IGNORE NULLS.
#[diagnostic::on_unimplemented(
    message = "IGNORE NULLS goes with FIRST_VALUE, LAST_VALUE, NTH_VALUE, LAG and LEAD",
    label = "this function has no such option",
    note = "aggregate functions pass over NULLs by themselves; filter the rows in a query of its own to rank them without NULLs"
)]
pub trait TakesIgnoreNulls {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl TakesIgnoreNulls for Offset {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesIgnoreNulls for Positional {
    type Proof = ();
}

impl<T, N, K, C> WindowFunction<'_, T, N, K, C> {
    /// `self IGNORE NULLS`: passes over the rows in which the value is NULL. Without it they count, which SQL calls RESPECT NULLS.
    pub fn ignore_nulls(self) -> Self
    where
        C: TakesIgnoreNulls<Proof: Sized>,
    {
        if self.call.whole().is(Operator::IgnoreNulls) {
            return self;
        }
        WindowFunction::new(self.call.unary(Operator::IgnoreNulls))
    }
}

/// What a window over groups takes.
#[diagnostic::on_unimplemented(
    message = "a window over groups takes the keys and aggregates of a grouped query",
    label = "of the `{Self}` level",
    note = "over single rows write `.sum().over(..)`"
)]
pub trait OfGroups: Level {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl<Of: 'static> OfGroups for Aggregate<Of> {
    type Proof = ();
}

fn counted<'a>(name: &'static str, value: impl Expression<'a>, count: u32) -> Nodes<'a> {
    value.into_expr().nodes.binary(Operator::Function(name), Nodes::leaf(Node::Number(count)))
}

/// The windows of ranking functions.
#[diagnostic::on_unimplemented(
    message = "Amazon Redshift has no frame in the window of a ranking function",
    label = "refused by Redshift",
    note = "leave the frame out: a rank is that of the row in its partition"
)]
pub trait RankingWindow<Frame> {}
#[diagnostic::do_not_recommend]
impl<F: NoFrame> RankingWindow<F> for Unordered {}
#[diagnostic::do_not_recommend]
impl<F: NoFrame> RankingWindow<F> for Ordered {}

/// The windows of LAG and LEAD.
#[diagnostic::on_unimplemented(
    message = "LAG and LEAD need ORDER BY in their window, and Redshift takes no frame there",
    label = "without ORDER BY, or with a frame",
    note = "write `.order_by(..)` and no frame; the row before or after is found in the partition"
)]
pub trait OffsetWindow<Frame> {}
#[diagnostic::do_not_recommend]
impl<F: NoFrame> OffsetWindow<F> for Ordered {}

/// The windows of RATIO_TO_REPORT, LISTAGG, MEDIAN and percentiles.
#[diagnostic::on_unimplemented(
    message = "Amazon Redshift has no ORDER BY and no frame in the window of RATIO_TO_REPORT, LISTAGG, MEDIAN and percentiles",
    label = "refused by Redshift",
    note = "these are of the whole partition: `.partition_by(..)` alone; LISTAGG is ordered by `.within_group(..)` before `.over(..)`"
)]
pub trait PartitionWindow<Frame> {}
#[diagnostic::do_not_recommend]
impl<F: NoFrame> PartitionWindow<F> for Unordered {}

type Out<A, B> = <A as Combine<B>>::Out;

// Written out, not by a macro: the compiler would show the macro in every message about a window.

impl<'a, T: SqlType, N: Nullability, K: Level> WindowFunction<'a, T, N, K, Ranking> {
    /// `self OVER (..)`: ORDER BY says by what the rows are ranked. Stands in SELECT, ORDER BY and QUALIFY only.
    pub fn over<W, O: RankingWindow<F>, F>(
        self,
        window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
    ) -> Expr<'a, T, N, Window<Out<K, W>>>
    where
        K: Combine<W>,
    {
        Expr::new(over::<T, W, O, F>(self.call, window))
    }
}

impl<'a, T: SqlType, N: Nullability, K: Level> WindowFunction<'a, T, N, K, Offset> {
    /// `self OVER (..)`: ORDER BY is required. Stands in SELECT, ORDER BY and QUALIFY only.
    pub fn over<W, O: OffsetWindow<F>, F>(
        self,
        window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
    ) -> Expr<'a, T, N, Window<Out<K, W>>>
    where
        K: Combine<W>,
    {
        Expr::new(over::<T, W, O, F>(self.call, window))
    }
}

impl<'a, T: SqlType, N: Nullability, K: Level> WindowFunction<'a, T, N, K, Positional> {
    /// `self OVER (..)`: With ORDER BY a frame is required. Stands in SELECT, ORDER BY and QUALIFY only.
    pub fn over<W, O: AggregateWindow<F>, F>(
        self,
        window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
    ) -> Expr<'a, T, N, Window<Out<K, W>>>
    where
        K: Combine<W>,
    {
        Expr::new(over::<T, W, O, F>(self.call, window))
    }
}

impl<'a, T: SqlType, N: Nullability, K: Level> WindowFunction<'a, T, N, K, OverGroups> {
    /// `self OVER (..)`: With ORDER BY a frame is required. Stands in SELECT, ORDER BY and QUALIFY only.
    pub fn over<W, O: AggregateWindow<F>, F>(
        self,
        window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
    ) -> Expr<'a, T, N, Window<Out<K, W>>>
    where
        K: Combine<W>,
    {
        Expr::new(over::<T, W, O, F>(self.call, window))
    }
}

impl<'a, T: SqlType, N: Nullability, K: Level> WindowFunction<'a, T, N, K, Partition> {
    /// `self OVER (..)`: PARTITION BY or nothing. Stands in SELECT, ORDER BY and QUALIFY only.
    pub fn over<W, O: PartitionWindow<F>, F>(
        self,
        window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
    ) -> Expr<'a, T, N, Window<Out<K, W>>>
    where
        K: Combine<W>,
    {
        Expr::new(over::<T, W, O, F>(self.call, window))
    }
}

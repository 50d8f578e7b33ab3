//! OVER: window specifications and frames (`c_Window_functions`).

use std::fmt;
use std::marker::PhantomData;

use super::level::{Aggregate, Combine, Constant, Level, Row, Spread, Window};
use super::node::{Expressions, Nodes, Operator};
use super::{Column, Expr, IntoSortSpecifications};
use crate::schema::DataType;
use crate::types::{Nullability, SqlType};

/// A window without ORDER BY.
#[derive(Debug, Clone, Copy)]
pub struct Unordered;

/// A window with ORDER BY.
#[derive(Debug, Clone, Copy)]
pub struct Ordered;

/// A window without a frame.
#[derive(Debug, Clone, Copy)]
pub struct Unframed;

/// A window with a frame.
#[derive(Debug, Clone, Copy)]
pub struct Framed;

/// What stands in the parentheses of `OVER (..)`: `K` the level of its keys, `O` [`Unordered`] or [`Ordered`], `F` [`Unframed`] or
/// [`Framed`].
///
/// Redshift's rules differ by function. An aggregate function and FIRST_VALUE, LAST_VALUE, NTH_VALUE take both ORDER BY and a frame,
/// or neither; LAG and LEAD need ORDER BY and take no frame; ranking functions take no frame; RATIO_TO_REPORT takes neither.
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
/// let running = Order::query().select(|o| {
///     let sum = o.total.sum().over(|w| w.partition_by(o.customer_id).order_by(o.id.asc()).rows_unbounded_preceding());
///     (o.id, sum, row_number().over(|w| w.order_by(o.id.desc())))
/// });
/// assert!(running.to_sql().text().starts_with(
///     "SELECT t0.\"id\", \
///      CAST(SUM(t0.\"total\") OVER (PARTITION BY t0.\"customer_id\" ORDER BY t0.\"id\" ROWS UNBOUNDED PRECEDING) AS VARCHAR), \
///      ROW_NUMBER() OVER (ORDER BY t0.\"id\" DESC) FROM "
/// ));
/// ```
#[derive(Debug)]
#[must_use = "the closure of `.over(..)` gives the window back"]
pub struct WindowSpecification<'a, K = Constant, O = Unordered, F = Unframed> {
    partition: Expressions<'a>,
    order: Expressions<'a>,
    frame: Option<Frame>,
    tag: PhantomData<fn() -> (K, O, F)>,
}

/// The rows of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Frame {
    UnboundedPreceding,
    Between(FrameBound, FrameBound),
}

/// Where a frame starts or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameBound {
    /// `UNBOUNDED PRECEDING`: the first row of the partition.
    UnboundedPreceding,
    /// `n PRECEDING`.
    Preceding(u32),
    /// `CURRENT ROW`.
    CurrentRow,
    /// `n FOLLOWING`.
    Following(u32),
    /// `UNBOUNDED FOLLOWING`: the last row of the partition.
    UnboundedFollowing,
}

impl FrameBound {
    /// Whether a frame may start here and end there.
    pub(crate) fn can_start(self, end: FrameBound) -> bool {
        self != FrameBound::UnboundedFollowing && end != FrameBound::UnboundedPreceding && self.offset() <= end.offset()
    }

    /// Where it is, from the current row.
    fn offset(self) -> i64 {
        match self {
            FrameBound::UnboundedPreceding => i64::MIN,
            FrameBound::Preceding(rows) => -i64::from(rows),
            FrameBound::CurrentRow => 0,
            FrameBound::Following(rows) => i64::from(rows),
            FrameBound::UnboundedFollowing => i64::MAX,
        }
    }
}

impl fmt::Display for FrameBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameBound::UnboundedPreceding => f.write_str("UNBOUNDED PRECEDING"),
            FrameBound::Preceding(rows) => write!(f, "{rows} PRECEDING"),
            FrameBound::CurrentRow => f.write_str("CURRENT ROW"),
            FrameBound::Following(rows) => write!(f, "{rows} FOLLOWING"),
            FrameBound::UnboundedFollowing => f.write_str("UNBOUNDED FOLLOWING"),
        }
    }
}

/// [`Unframed`]. A trait rather than the type itself, so that the compiler does not tell of the type besides the message; and so
/// the next.
pub trait NoFrame {}
impl NoFrame for Unframed {}

/// [`Framed`].
pub trait OfRows {}
impl OfRows for Framed {}

/// What a frame needs.
#[diagnostic::on_unimplemented(
    message = "a frame needs ORDER BY in its window",
    label = "the rows before it are in no order",
    note = "write `.order_by(..)` before the frame; without both, the frame is the whole partition"
)]
pub trait FrameOrder {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl FrameOrder for Ordered {
    type Proof = ();
}

type Out<A, B> = <A as Combine<B>>::Out;

impl<'a, K, O, F> WindowSpecification<'a, K, O, F> {
    pub(crate) fn tagged<K2, O2, F2>(self) -> WindowSpecification<'a, K2, O2, F2> {
        WindowSpecification { partition: self.partition, order: self.order, frame: self.frame, tag: PhantomData }
    }

    /// `PARTITION BY keys`: a column, an expression, or a tuple of up to eight.
    pub fn partition_by<P: PartitionKeys<'a>>(mut self, keys: P) -> WindowSpecification<'a, Out<K, P::Over>, O, F>
    where
        K: Combine<P::Over>,
    {
        keys.push_to(&mut self.partition);
        self.tagged()
    }

    /// `ORDER BY`: a sort specification such as `o.id.asc()`, a tuple, or a `Vec`.
    pub fn order_by<S: IntoSortSpecifications<'a, Levels: WindowKeys>>(
        mut self,
        order: S,
    ) -> WindowSpecification<'a, Out<K, <S::Levels as WindowKeys>::Over>, Ordered, F>
    where
        K: Combine<<S::Levels as WindowKeys>::Over>,
    {
        order.push_to(&mut self.order);
        self.tagged()
    }
}

impl<'a, K, O> WindowSpecification<'a, K, O, Unframed> {
    /// `ROWS UNBOUNDED PRECEDING`: from the first row of the partition to the current one.
    pub fn rows_unbounded_preceding(mut self) -> WindowSpecification<'a, K, O, Framed>
    where
        O: FrameOrder<Proof: Sized>,
    {
        self.frame = Some(Frame::UnboundedPreceding);
        self.tagged()
    }

    /// `ROWS BETWEEN start AND end`.
    pub fn rows_between(mut self, start: FrameBound, end: FrameBound) -> WindowSpecification<'a, K, O, Framed>
    where
        O: FrameOrder<Proof: Sized>,
    {
        self.frame = Some(Frame::Between(start, end));
        self.tagged()
    }
}

/// What can be a key of a window, and whether it is of rows or of groups.
#[diagnostic::on_unimplemented(
    message = "a window function takes columns and expressions over them, not the `{Self}` level",
    label = "a constant, or a window function inside another",
    note = "Redshift refuses constants and ordinals in PARTITION BY and ORDER BY of a window; a window function over another's result stands in a query around the one that selects it"
)]
pub trait InWindow: Level {
    /// [`Row`] or [`Aggregate`].
    type Over: Level;
}
#[diagnostic::do_not_recommend]
impl InWindow for Row {
    type Over = Row;
}
#[diagnostic::do_not_recommend]
impl<A: 'static> InWindow for Aggregate<A> {
    type Over = Aggregate;
}

/// The levels of the items of ORDER BY in a window: all of rows, or all of groups.
#[diagnostic::on_unimplemented(
    message = "ORDER BY of a window takes columns, or the keys and aggregates of a grouped query",
    label = "neither all of rows nor all of groups",
    note = "Redshift refuses constants and ordinals there; the result of a window function is ordered by in a query around the one that selects it"
)]
pub trait WindowKeys {
    /// [`Row`] or [`Aggregate`].
    type Over: Level;
}

/// What `partition_by` takes: a column, an expression over columns, or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "cannot partition by `{Self}`",
    label = "is no column, expression over columns, or tuple of them",
    note = "in a grouped query, partition by its keys and aggregates"
)]
pub trait PartitionKeys<'a> {
    /// [`Row`] or [`Aggregate`].
    type Over: Level;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, keys: &mut Expressions<'a>);
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: InWindow> PartitionKeys<'a> for Column<T, N, K> {
    type Over = K::Over;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, keys: &mut Expressions<'a>) {
        keys.push(Nodes::leaf(self.node()));
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: InWindow> PartitionKeys<'a> for Expr<'a, T, N, K> {
    type Over = K::Over;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, keys: &mut Expressions<'a>) {
        keys.push(self.nodes);
    }
}

macro_rules! tuple {
    ($($first:ident $($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$first: InWindow, $($part: InWindow<Over = $first::Over>),*> WindowKeys for ($first, $($part,)*) {
            type Over = $first::Over;
        }

        #[diagnostic::do_not_recommend]
        impl<'a, $first: PartitionKeys<'a>, $($part: PartitionKeys<'a, Over = $first::Over>),*> PartitionKeys<'a>
            for ($first, $($part,)*)
        {
            type Over = $first::Over;
            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, keys: &mut Expressions<'a>) {
                let ($first, $($part,)*) = self;
                $first.push_to(keys);
                $( $part.push_to(keys); )*
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H);

/// The windows of aggregate functions and of FIRST_VALUE, LAST_VALUE and NTH_VALUE.
#[diagnostic::on_unimplemented(
    message = "Amazon Redshift has no default frame: this function with ORDER BY in its window needs one",
    label = "ORDER BY without a frame",
    note = "end the window with `.rows_unbounded_preceding()` or `.rows_between(..)`, or leave ORDER BY out for the whole partition"
)]
pub trait AggregateWindow<Frame> {}
#[diagnostic::do_not_recommend]
impl<F> AggregateWindow<F> for Unordered {}
#[diagnostic::do_not_recommend]
impl<F: OfRows> AggregateWindow<F> for Ordered {}

/// What an aggregate function is of that does not sort its rows itself; LISTAGG, MEDIAN and PERCENTILE_CONT have an `over` of their own.
pub trait Unsorted {}
impl Unsorted for () {}
impl Unsorted for Constant {}
impl Unsorted for Row {}
impl<Of> Unsorted for Spread<Of> {}

/// What OVER can follow: a call of an aggregate function over single rows.
#[diagnostic::on_unimplemented(
    message = "OVER follows a call of an aggregate function over single rows",
    label = "is no such call, or one that is no window function: with DISTINCT, ANY_VALUE, BIT_AND, BOOL_AND and their like",
    note = "write `.over(..)` after each aggregate, before any operator; rank groups with `rank()` and its like; count distinct values with GROUP BY"
)]
pub trait OverRows {
    /// The level of the argument.
    type Of;
}
#[diagnostic::do_not_recommend]
impl OverRows for Constant {
    type Of = Constant;
}
#[diagnostic::do_not_recommend]
impl OverRows for Row {
    type Of = Row;
}
#[diagnostic::do_not_recommend]
impl<Of: OverRows> OverRows for Spread<Of> {
    type Of = Of::Of;
}

impl<'a, T: SqlType, N: Nullability, A: Unsorted> Expr<'a, T, N, Aggregate<A>> {
    /// `self OVER (..)`: the aggregate function over a window of rows, for each row. Stands in SELECT, ORDER BY and QUALIFY only.
    ///
    /// SUM and AVG of integers are cast to BIGINT, because Redshift gives NUMERIC for some.
    pub fn over<W, O: AggregateWindow<F>, F, K>(
        self,
        window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
    ) -> Expr<'a, T, N, Window<K>>
    where
        A: OverRows<Of: Combine<W, Out = K>>,
    {
        Expr::new(over::<T, W, O, F>(self.nodes, window))
    }
}

/// `call OVER (..)`, of type `T`: SUM and AVG of integers are cast, because Redshift gives NUMERIC for some.
pub(crate) fn over<'a, T: SqlType, W, O, F>(
    call: Nodes<'a>,
    window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
) -> Nodes<'a> {
    let empty = WindowSpecification {
        partition: Expressions::default(),
        order: Expressions::default(),
        frame: None,
        tag: PhantomData,
    };
    let WindowSpecification { partition, order, frame, .. } = window(empty);
    let partitions = u16::try_from(partition.whole().split().len()).unwrap_or(u16::MAX);
    let is_computed = ["SUM", "AVG"].into_iter().any(|name| call.whole().is(Operator::Function(name)));
    let nodes = call.before(Operator::Over { partitions, frame }, [partition, order]);
    if is_computed && T::DATA_TYPE == DataType::BigInt {
        return nodes.unary(Operator::Cast(DataType::BigInt));
    }
    nodes
}

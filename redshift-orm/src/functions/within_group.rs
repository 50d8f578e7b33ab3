//! LISTAGG, MEDIAN and percentiles: the functions that sort the values of a group, or of a window's partition.

use crate::expr::node::{Expressions, Node, Nodes, Operator};
use crate::expr::ordering::SortItem;
use crate::expr::window::over;
use crate::expr::{
    Aggregate, Combine, Expr, Expression, InAggregate, InWindow, IntoSortSpecifications, Level, Ordered, OverRows, Row,
    Sorted, Unordered, Window, WindowSpecification,
};
use crate::functions::window::{Partition, PartitionWindow, WindowFunction};
use crate::types::{Listed, Null, Nullability, Percentile, SqlType};

/// The functions over sorted values, as methods of columns and expressions. Each ignores NULLs and, over no values, gives NULL.
///
/// Those of one SELECT must have the same order, and none stands beside an aggregate with DISTINCT such as COUNT(DISTINCT ..): Redshift
/// refuses both, and so does the query's execution. Their windows are free of this, and take neither ORDER BY nor a frame.
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
/// let orders = Order::query().group_by(|o| o.customer_id).select(|customer, o| {
///     (customer, o.id.listagg(", ").within_group(o.total.asc()), o.total.median(), o.total.percentile_cont(0.95))
/// });
/// assert!(orders.to_sql().text().starts_with(
///     "SELECT t0.\"customer_id\", LISTAGG(t0.\"id\", ', ') WITHIN GROUP (ORDER BY t0.\"total\"), \
///      CAST(MEDIAN(t0.\"total\") AS VARCHAR), \
///      CAST(PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY t0.\"total\") AS VARCHAR) FROM "
/// ));
/// ```
pub trait SortedFunctions<'a>: Expression<'a> {
    /// `LISTAGG(self, 'delimiter')` (`r_LISTAGG`): the values as one text, in the order of `.within_group(..)`, without it in any order.
    ///
    /// Empty texts are left out like NULLs. A text of more than 65,535 bytes is an error of the server.
    fn listagg(self, delimiter: &'a str) -> Expr<'a, String, Null, Aggregate<Sorted<Self::Level, Unordered>>>
    where
        Self::Type: Listed<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("LISTAGG"), text(delimiter)))
    }

    /// `LISTAGG(DISTINCT self, 'delimiter')` (`r_LISTAGG`): each value once, where trailing blanks mean nothing.
    fn listagg_distinct(self, delimiter: &'a str) -> Expr<'a, String, Null, Aggregate<Sorted<Self::Level, Unordered>>>
    where
        Self::Type: Listed<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::DistinctFunction("LISTAGG"), text(delimiter)))
    }

    /// `MEDIAN(self)` (`r_MEDIAN`): the middle value, or what lies between the two in the middle. DECIMAL for whole numbers and DECIMAL,
    /// DOUBLE PRECISION for floating point.
    fn median(self) -> Expr<'a, <Self::Type as Percentile>::Continuous, Null, Aggregate<Sorted<Self::Level, Ordered>>>
    where
        Self::Type: Percentile,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MEDIAN")))
    }

    /// `PERCENTILE_CONT(fraction) WITHIN GROUP (ORDER BY self)` (`r_PERCENTILE_CONT`): the value below which that fraction, from 0 to 1,
    /// of the values lies, interpolated; types as those of MEDIAN.
    fn percentile_cont(
        self,
        fraction: f64,
    ) -> Expr<'a, <Self::Type as Percentile>::Continuous, Null, Aggregate<Sorted<Self::Level, Ordered>>>
    where
        Self::Type: Percentile,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(percentile("PERCENTILE_CONT", fraction, self))
    }

    /// `APPROXIMATE PERCENTILE_DISC(fraction) WITHIN GROUP (ORDER BY self)` (`r_APPROXIMATE_PERCENTILE_DISC`): one of the values, with
    /// an error of about half a percent. No window function; the exact one is [`percentile_disc`](SortedFunctions::percentile_disc).
    fn approximate_percentile_disc(self, fraction: f64) -> Expr<'a, Self::Type, Null, Aggregate>
    where
        Self::Type: Percentile,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(percentile("APPROXIMATE PERCENTILE_DISC", fraction, self))
    }

    /// `PERCENTILE_DISC(fraction) WITHIN GROUP (ORDER BY self)` (`r_WF_PERCENTILE_DISC`): the first value that has that fraction, from 0 to
    /// 1, of the partition's values up to it. A window function only.
    fn percentile_disc(
        self,
        fraction: f64,
    ) -> WindowFunction<'a, Self::Type, Null, <Self::Level as InWindow>::Over, Partition>
    where
        Self::Type: Percentile,
        Self::Level: InWindow,
    {
        WindowFunction::new(percentile("PERCENTILE_DISC", fraction, self))
    }
}

impl<'a, E: Expression<'a>> SortedFunctions<'a> for E {}

/// LISTAGG's delimiter: the manual takes a constant.
fn text(delimiter: &str) -> Nodes<'_> {
    Nodes::text(delimiter)
}

pub(super) fn percentile<'a>(name: &'static str, fraction: f64, value: impl Expression<'a>) -> Nodes<'a> {
    let call = Nodes::leaf(Node::Fraction(fraction)).unary(Operator::Function(name));
    let item = SortItem { nodes: value.into_expr().nodes, descending: false, nulls_first: None };
    call.list(Operator::WithinGroup, vec![item.into_nodes()])
}

/// The levels of the items of WITHIN GROUP.
#[diagnostic::on_unimplemented(
    message = "WITHIN GROUP orders by columns of single rows and expressions over them",
    label = "an aggregate, a window function or a constant is ordered by",
    note = "the values are sorted inside each group, before anything is computed of the group"
)]
pub trait InWithinGroup {}

macro_rules! rows {
    ($($($row:ident)*;)*) => { $( #[diagnostic::do_not_recommend] impl InWithinGroup for ($($row,)*) {} )* };
}
rows! {
    Row;
    Row Row;
    Row Row Row;
    Row Row Row Row;
    Row Row Row Row Row;
    Row Row Row Row Row Row;
    Row Row Row Row Row Row Row;
    Row Row Row Row Row Row Row Row;
}

impl<'a, T: SqlType, N: Nullability, A> Expr<'a, T, N, Aggregate<Sorted<A, Unordered>>> {
    /// `self WITHIN GROUP (ORDER BY ..)`: a sort specification such as `o.id.asc()`, a tuple, or a `Vec`.
    pub fn within_group<S: IntoSortSpecifications<'a, Levels: InWithinGroup>>(
        self,
        order: S,
    ) -> Expr<'a, T, N, Aggregate<Sorted<Row, Ordered>>> {
        let mut items = Expressions::default();
        order.push_to(&mut items);
        if items.is_empty() {
            return Expr::new(self.nodes);
        }
        Expr::new(self.nodes.before(Operator::WithinGroup, [items]))
    }
}

impl<'a, T: SqlType, N: Nullability, A, Order> Expr<'a, T, N, Aggregate<Sorted<A, Order>>> {
    /// `self OVER (..)` (`r_WF_LISTAGG`, `r_WF_MEDIAN`, `r_WF_PERCENTILE_CONT`): of the whole partition, for each row. Stands in SELECT, ORDER
    /// BY and QUALIFY only.
    pub fn over<W, O: PartitionWindow<F>, F, K: Level>(
        self,
        window: impl FnOnce(WindowSpecification<'a>) -> WindowSpecification<'a, W, O, F>,
    ) -> Expr<'a, T, N, Window<K>>
    where
        A: OverRows<Of: Combine<W, Out = K>>,
    {
        Expr::new(over::<T, W, O, F>(self.nodes, window))
    }
}

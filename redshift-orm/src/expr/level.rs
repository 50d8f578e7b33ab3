//! Levels: whether an expression is a constant, belongs to a single row or to a group of rows, or is a window function over those.

use std::marker::PhantomData;

/// A constant: bound values and expressions over them alone.
#[derive(Debug, Clone, Copy)]
pub struct Constant;

/// Of a single row: columns and expressions over them.
#[derive(Debug, Clone, Copy)]
pub struct Row;

/// Of a group of rows: aggregates, and the keys of a grouped query.
///
/// `Aggregate<Row>` is a call of an aggregate function and nothing around it, which OVER can follow; expressions over it are
/// `Aggregate`.
#[derive(Debug, Clone, Copy)]
pub struct Aggregate<Of = ()>(PhantomData<fn() -> Of>);

/// What a call of LISTAGG, MEDIAN or PERCENTILE_CONT is of: `O` is [`Unordered`](super::Unordered) while WITHIN GROUP may still be said.
#[derive(Debug, Clone, Copy)]
pub struct Sorted<Of, O>(PhantomData<fn() -> (Of, O)>);

/// What a call of STDDEV or VAR is of. OVER can follow it, as it can COUNT, SUM, MIN, MAX and AVG; in PIVOT it has no place.
#[derive(Debug, Clone, Copy)]
pub struct Spread<Of>(PhantomData<fn() -> Of>);

/// A window function over rows (`Window<Row>`) or over groups (`Window<Aggregate>`), and expressions over it.
#[derive(Debug, Clone, Copy)]
pub struct Window<Over>(PhantomData<fn() -> Over>);

/// [`Constant`], [`Row`], [`Aggregate`] or [`Window`].
pub trait Level: 'static {
    /// Whether the rows of a SELECT that has such an item are groups.
    #[doc(hidden)]
    const OF_GROUPS: bool = false;
}
impl Level for Constant {}
impl Level for Row {}
impl<Of: 'static> Level for Aggregate<Of> {
    const OF_GROUPS: bool = true;
}
impl<Over: Level> Level for Window<Over> {
    const OF_GROUPS: bool = Over::OF_GROUPS;
}

/// Two levels that may stand in one expression, and the level of the whole.
#[diagnostic::on_unimplemented(
    message = "a column of a single row, or a subquery, stands beside an aggregate",
    label = "the `{Self}` level and the `{Other}` level do not combine",
    note = "name the column in `.group_by(..)` and use the key that the closure receives, or put it inside an aggregate such as `.max()`; HAVING takes no subquery: group first, and filter the groups, `.group_by(..).select(..).derived().filter(..)`"
)]
pub trait Combine<Other> {
    /// The level of the whole.
    type Out: Level;
}

macro_rules! combine {
    ($($a:ty, $b:ty => $out:ty;)*) => { $( #[diagnostic::do_not_recommend] impl Combine<$b> for $a { type Out = $out; } )* };
}
combine! {
    Constant, Constant => Constant;
    Constant, Row => Row;
    Row, Constant => Row;
    Row, Row => Row;
}

#[diagnostic::do_not_recommend]
impl<Of: 'static> Combine<Aggregate<Of>> for Constant {
    type Out = Aggregate;
}
#[diagnostic::do_not_recommend]
impl<Of: 'static> Combine<Constant> for Aggregate<Of> {
    type Out = Aggregate;
}
#[diagnostic::do_not_recommend]
impl<A: 'static, B: 'static> Combine<Aggregate<B>> for Aggregate<A> {
    type Out = Aggregate;
}

// What stands beside a window function is of the level that the window is over.
#[diagnostic::do_not_recommend]
impl<Over> Combine<Window<Over>> for Constant
where
    Constant: Combine<Over>,
{
    type Out = Window<<Constant as Combine<Over>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<Over> Combine<Window<Over>> for Row
where
    Row: Combine<Over>,
{
    type Out = Window<<Row as Combine<Over>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<Of: 'static, Over> Combine<Window<Over>> for Aggregate<Of>
where
    Aggregate<Of>: Combine<Over>,
{
    type Out = Window<<Aggregate<Of> as Combine<Over>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<Over: Combine<Constant>> Combine<Constant> for Window<Over> {
    type Out = Window<<Over as Combine<Constant>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<Over: Combine<Row>> Combine<Row> for Window<Over> {
    type Out = Window<<Over as Combine<Row>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<Over: Combine<Aggregate<Of>>, Of: 'static> Combine<Aggregate<Of>> for Window<Over> {
    type Out = Window<<Over as Combine<Aggregate<Of>>>::Out>;
}
#[diagnostic::do_not_recommend]
impl<A: Combine<B>, B> Combine<Window<B>> for Window<A> {
    type Out = Window<<A as Combine<B>>::Out>;
}

/// What WHERE and ON take: constants and columns of a single row.
#[diagnostic::on_unimplemented(
    message = "WHERE, ON and SET see single rows, so they hold no aggregate and no window function",
    label = "of the `{Self}` level",
    note = "a condition on aggregates goes to `.having(..)` after `.group_by(..)`, one on a window function to `.qualify(..)`"
)]
pub trait InWhere: Level {}
#[diagnostic::do_not_recommend]
impl InWhere for Constant {}
#[diagnostic::do_not_recommend]
impl InWhere for Row {}

/// What HAVING takes: keys, aggregates and constants.
#[diagnostic::on_unimplemented(
    message = "HAVING takes the GROUP BY keys and aggregates only",
    label = "of the `{Self}` level",
    note = "a column of a single row goes to `.group_by(..)` or inside an aggregate such as `.max()`; a condition on a window function to `.qualify(..)`"
)]
pub trait InHaving {}
#[diagnostic::do_not_recommend]
impl InHaving for Constant {}
#[diagnostic::do_not_recommend]
impl<Of: 'static> InHaving for Aggregate<Of> {}

/// What a grouped query selects: keys, aggregates, constants, and window functions over them.
#[diagnostic::on_unimplemented(
    message = "a grouped query selects its GROUP BY keys and aggregates only",
    label = "a column of a single row is selected",
    note = "name the column in `.group_by(..)` and select the key that the closure receives, or put it inside an aggregate such as `.max()`"
)]
pub trait InGroup {}
#[diagnostic::do_not_recommend]
impl InGroup for Constant {}
#[diagnostic::do_not_recommend]
impl<Of: 'static> InGroup for Aggregate<Of> {}
#[diagnostic::do_not_recommend]
impl<Over: InGroup> InGroup for Window<Over> {}
#[diagnostic::do_not_recommend]
impl InGroup for () {}
#[diagnostic::do_not_recommend]
impl<Head: InGroup, Tail: InGroup> InGroup for (Head, Tail) {}

/// What QUALIFY of a query that is not grouped takes: a condition on window functions over its rows.
#[diagnostic::on_unimplemented(
    message = "QUALIFY takes a condition on a window function over the rows of the query",
    label = "of the `{Self}` level",
    note = "compare one: `row_number().over(|w| ..).eq(1)`; a condition on single rows goes to `.filter(..)`, one on aggregates to `.having(..)` after `.group_by(..)`"
)]
pub trait InQualify: Level {}
#[diagnostic::do_not_recommend]
impl InQualify for Window<Constant> {}
#[diagnostic::do_not_recommend]
impl InQualify for Window<Row> {}

/// What QUALIFY of a grouped query takes: a condition on window functions over its keys and aggregates.
#[diagnostic::on_unimplemented(
    message = "QUALIFY of a grouped query takes a condition on a window function over its keys and aggregates",
    label = "of the `{Self}` level",
    note = "rank the groups: `rank().over(|w| w.order_by(o.total.sum().desc())).le(3)`; a condition on keys and aggregates alone goes to `.having(..)`"
)]
pub trait InQualifyOfGroups: Level {}
#[diagnostic::do_not_recommend]
impl InQualifyOfGroups for Window<Constant> {}
#[diagnostic::do_not_recommend]
impl InQualifyOfGroups for Window<Aggregate> {}

/// What an aggregate takes: constants and columns of a single row.
// Bounds of methods ask for `Proof: Sized`, here and in other traits. That holds whenever the bound does; when it does not, the compiler
// meets the trait without its bound, and so prints the message alone, without the lines of this crate where the bound stands.
#[diagnostic::on_unimplemented(
    message = "an aggregate or a window function stands inside an aggregate",
    label = "the argument is of the `{Self}` level",
    note = "select the inner one in a query of its own, then aggregate that query's rows; a window over groups is `.sum().sum_of_groups().over(..)`"
)]
pub trait InAggregate: Level {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl InAggregate for Constant {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl InAggregate for Row {
    type Proof = ();
}

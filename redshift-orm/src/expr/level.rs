//! Levels: whether an expression is a constant, belongs to a single row, or to a group of rows.

/// A constant: bound values and expressions over them alone.
#[derive(Debug, Clone, Copy)]
pub struct Constant;

/// Of a single row: columns and expressions over them.
#[derive(Debug, Clone, Copy)]
pub struct Row;

/// Of a group of rows: aggregates, and the keys of a grouped query.
#[derive(Debug, Clone, Copy)]
pub struct Aggregate;

/// [`Constant`], [`Row`] or [`Aggregate`].
pub trait Level: 'static {}
impl Level for Constant {}
impl Level for Row {}
impl Level for Aggregate {}

/// Two levels that may stand in one expression, and the level of the whole.
#[diagnostic::on_unimplemented(
    message = "a column of a single row stands beside an aggregate",
    label = "the `{Self}` level and the `{Other}` level do not combine",
    note = "name the column in `.group_by(..)` and use the key that the closure receives, or put it inside an aggregate such as `.max()`"
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
    Constant, Aggregate => Aggregate;
    Aggregate, Constant => Aggregate;
    Aggregate, Aggregate => Aggregate;
}

/// What WHERE and ON take: constants and columns of a single row.
#[diagnostic::on_unimplemented(
    message = "WHERE, ON and SET see single rows, so they hold no aggregate",
    label = "of the `{Self}` level",
    note = "a condition on aggregates goes to `.having(..)` after `.group_by(..)`"
)]
pub trait InWhere: Level {}
#[diagnostic::do_not_recommend]
impl InWhere for Constant {}
#[diagnostic::do_not_recommend]
impl InWhere for Row {}

/// What a grouped query selects: keys, aggregates and constants.
#[diagnostic::on_unimplemented(
    message = "a grouped query selects its GROUP BY keys and aggregates only",
    label = "a column of a single row is selected",
    note = "name the column in `.group_by(..)` and select the key that the closure receives, or put it inside an aggregate such as `.max()`"
)]
pub trait InGroup {}
#[diagnostic::do_not_recommend]
impl InGroup for Constant {}
#[diagnostic::do_not_recommend]
impl InGroup for Aggregate {}
#[diagnostic::do_not_recommend]
impl InGroup for () {}
#[diagnostic::do_not_recommend]
impl<Head: InGroup, Tail: InGroup> InGroup for (Head, Tail) {}

/// What an aggregate takes: constants and columns of a single row.
#[diagnostic::on_unimplemented(
    message = "an aggregate stands inside an aggregate",
    label = "the argument is of the `{Self}` level",
    note = "aggregate the inner one in a query of its own, then aggregate that query's rows"
)]
pub trait InAggregate: Level {}
#[diagnostic::do_not_recommend]
impl InAggregate for Constant {}
#[diagnostic::do_not_recommend]
impl InAggregate for Row {}

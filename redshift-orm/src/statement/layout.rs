//! Where a table's rows are stored, as types: what `join_collocated` and `scan_range` ask for.

use std::fmt;
use std::ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};

use super::join_key::JoinKey;
use super::query::{ModelColumns, Query, TableReference, Unselected};
use super::scope::S1;
use crate::expr::node::{Nodes, Operator};
use crate::expr::{Column, Constant, Expr, Operand, Row, Source};
use crate::model::Model;
use crate::types::{Nullability, SqlType};

/// A model with a DISTKEY: rows of equal keys are on one slice.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no DISTKEY",
    label = "rows are not distributed by a column",
    note = "put `#[redshift(distkey)]` on the field that joins compare, or `diststyle = all` on a small table: a copy on every node"
)]
pub trait DistributedByKey: Model {
    /// The column.
    type DistKey: Copy;
    #[doc(hidden)]
    fn dist_key(columns: Self::Columns) -> Self::DistKey;
}

/// A model with DISTSTYLE ALL: a copy of its rows is on every node.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not DISTSTYLE ALL",
    label = "its rows are not on every node",
    note = "put `#[redshift(diststyle = all)]` on the struct"
)]
pub trait DistributedToAll: Model {}

/// A model whose rows are sorted by a column before any other: that of a SORTKEY, or the first of a compound one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no SORTKEY with a leading column",
    label = "a range of no column lets a scan skip blocks",
    note = "put `#[redshift(sortkey)]` on the field, or `sortkey(field, ..)` on the struct; an interleaved key has no leading column"
)]
pub trait SortedByColumn: Model {
    /// The column.
    type SortKey: Copy;
    #[doc(hidden)]
    fn sort_key(columns: Self::Columns) -> Self::SortKey;
}

/// The keys by which the rows of a model are stored, as methods of its columns.
pub trait LayoutKeys: ModelColumns {
    /// The DISTKEY, for [`Query::join_collocated`](super::Query::join_collocated).
    fn dist_key(self) -> DistributionKey<<Self::Model as DistributedByKey>::DistKey>
    where
        Self::Model: DistributedByKey,
    {
        DistributionKey(Self::Model::dist_key(self))
    }

    /// The leading column of the SORTKEY, for [`Query::scan_range`](super::Query::scan_range).
    fn sort_key(self) -> LeadingSortKey<<Self::Model as SortedByColumn>::SortKey>
    where
        Self::Model: SortedByColumn,
    {
        LeadingSortKey(Self::Model::sort_key(self))
    }
}
impl<C: ModelColumns> LayoutKeys for C {}

/// The DISTKEY column of a source.
#[derive(Clone, Copy)]
pub struct DistributionKey<C>(C);

/// The leading column of the SORTKEY of a source.
#[derive(Clone, Copy)]
pub struct LeadingSortKey<C>(C);

impl<C: fmt::Debug> fmt::Debug for DistributionKey<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DistributionKey").field(&self.0).finish()
    }
}

impl<C: fmt::Debug> fmt::Debug for LeadingSortKey<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LeadingSortKey").field(&self.0).finish()
    }
}

/// The query of a model, whose rows are where the model's layout puts them.
#[diagnostic::on_unimplemented(
    message = "a collocated join is with the query of a model",
    label = "no table stores these rows",
    note = "join `Order::query()`, filtered or not; a query with a SELECT list is joined with `.join(..)`"
)]
pub trait StoredRows<'a>: TableReference<'a> {
    /// The model.
    type Model: Model<Columns = Self::Columns>;
}

#[diagnostic::do_not_recommend]
impl<'a, C: ModelColumns> StoredRows<'a> for Query<'a, S1<C>, Unselected>
where
    Self: TableReference<'a, Columns = C>,
{
    type Model = C::Model;
}

/// The key of the sources before, by which the key `Other` of a model is joined without moving rows.
#[diagnostic::on_unimplemented(
    message = "the keys of the two sides of a collocated join do not pair",
    label = "one side's key does not go with the other's",
    note = "give the DISTKEYs of both sides, which are of one type: `|o| o.dist_key(), |l| l.dist_key()`; a model with `diststyle = all` is joined on any columns that compare"
)]
pub trait CollocatedKey<'a, Other> {
    /// [`OnDistKeys`] or [`OnAnyColumns`].
    type On;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn collocated(self, other: Other) -> Collocated<'a>;
}

/// The condition of a join, and the source before it whose DISTKEY it names.
pub(super) struct Collocated<'a> {
    pub(super) on: Nodes<'a>,
    pub(super) distributed: Option<Source>,
}

/// The keys are the DISTKEYs of both sides.
#[derive(Debug, Clone, Copy)]
pub struct OnDistKeys;

/// The keys are columns that say nothing of where rows are.
#[derive(Debug, Clone, Copy)]
pub struct OnAnyColumns;

/// Keys on which rows of the model `M` need not be moved to be joined.
#[diagnostic::on_unimplemented(
    message = "`{M}` is not DISTSTYLE ALL, and these columns are not the DISTKEYs of the two sides",
    label = "rows would be moved to be joined",
    note = "join on the DISTKEYs: `|o| o.dist_key(), |l| l.dist_key()`; or put `diststyle = all` on `{M}`, which copies it to every node; or use `.join(..)`"
)]
pub trait InPlace<M> {}
#[diagnostic::do_not_recommend]
impl<M: Model> InPlace<M> for OnDistKeys {}
#[diagnostic::do_not_recommend]
impl<M: DistributedToAll> InPlace<M> for OnAnyColumns {}

/// A DISTKEY of SQL type `T`. The manual does not say that equal values of two types are on one slice.
pub trait DistKeyOf<T> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_nodes<'a>(self) -> Nodes<'a>;
}

#[diagnostic::do_not_recommend]
impl<T: SqlType, N: Nullability> DistKeyOf<T> for DistributionKey<Column<T, N>> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_nodes<'a>(self) -> Nodes<'a> {
        Nodes::leaf(self.0.node())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: DistKeyOf<T>> CollocatedKey<'a, K> for DistributionKey<Column<T, N>> {
    type On = OnDistKeys;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn collocated(self, other: K) -> Collocated<'a> {
        let distributed = Some(self.0.source());
        Collocated { on: self.into_nodes().binary(Operator::Equal, other.into_nodes()), distributed }
    }
}

macro_rules! any_columns {
    ($($key:ty: $($parameter:ident $(: $bound:ident)?),*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, Other, $($parameter $(: $bound)?),*> CollocatedKey<'a, Other> for $key
        where
            Self: JoinKey<'a, Other>,
        {
            type On = OnAnyColumns;
            #[expect(private_interfaces, reason = "only this crate calls it")]
            fn collocated(self, other: Other) -> Collocated<'a> {
                Collocated { on: self.equal(other), distributed: None }
            }
        }
    )* };
}
any_columns! {
    Column<T, N>: T: SqlType, N: Nullability;
    Expr<'a, T, N, Row>: T: SqlType, N: Nullability;
    (A,): A;
    (A, B): A, B;
    (A, B, C): A, B, C;
    (A, B, C, D): A, B, C, D;
}

/// What [`Query::scan_range`](super::Query::scan_range) restricts: the leading column of a SORTKEY.
#[diagnostic::on_unimplemented(
    message = "a range of this does not let a scan skip blocks",
    label = "is not known to lead a SORTKEY",
    note = "write `|o| o.sort_key()`: the first column of the model's SORTKEY; a range of another column goes to `.filter(..)`"
)]
pub trait ScanKey {
    /// The SQL type.
    type Type: SqlType;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_parts<'a>(self) -> (Source, Nodes<'a>);
}

#[diagnostic::do_not_recommend]
impl<T: SqlType, N: Nullability> ScanKey for LeadingSortKey<Column<T, N>> {
    type Type = T;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_parts<'a>(self) -> (Source, Nodes<'a>) {
        (self.0.source(), Nodes::leaf(self.0.node()))
    }
}

/// A range of constants of SQL type `T`: `a..b`, `a..=b`, `a..`, `..b` or `..=b`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no range of constants of the column's type",
    label = "is no range of `{T}`",
    note = "give `from..to`, `from..=to`, `from..`, `..to` or `..=to` of values, or of expressions without columns; both ends have the column's type"
)]
pub trait ScanRange<'a, T> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn within(self, key: Nodes<'a>) -> Nodes<'a>;
}

/// An end of a range: it names no column.
pub trait RangeEnd<'a, T>: Operand<'a, T, Level = Constant> {}
#[diagnostic::do_not_recommend]
impl<'a, T, V: Operand<'a, T, Level = Constant>> RangeEnd<'a, T> for V {}

fn compare<'a, T, V: RangeEnd<'a, T>>(key: Nodes<'a>, operator: Operator, end: V) -> Nodes<'a> {
    key.binary(operator, end.into_operand().nodes)
}

#[diagnostic::do_not_recommend]
impl<'a, T, V: RangeEnd<'a, T>> ScanRange<'a, T> for Range<V> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn within(self, key: Nodes<'a>) -> Nodes<'a> {
        let from = compare(key.clone(), Operator::GreaterOrEqual, self.start);
        from.binary(Operator::And, compare(key, Operator::Less, self.end))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T, V: RangeEnd<'a, T>> ScanRange<'a, T> for RangeInclusive<V> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn within(self, key: Nodes<'a>) -> Nodes<'a> {
        let (start, end) = self.into_inner();
        let from = compare(key.clone(), Operator::GreaterOrEqual, start);
        from.binary(Operator::And, compare(key, Operator::LessOrEqual, end))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T, V: RangeEnd<'a, T>> ScanRange<'a, T> for RangeFrom<V> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn within(self, key: Nodes<'a>) -> Nodes<'a> {
        compare(key, Operator::GreaterOrEqual, self.start)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T, V: RangeEnd<'a, T>> ScanRange<'a, T> for RangeTo<V> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn within(self, key: Nodes<'a>) -> Nodes<'a> {
        compare(key, Operator::Less, self.end)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T, V: RangeEnd<'a, T>> ScanRange<'a, T> for RangeToInclusive<V> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn within(self, key: Nodes<'a>) -> Nodes<'a> {
        compare(key, Operator::LessOrEqual, self.end)
    }
}

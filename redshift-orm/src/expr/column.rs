//! A column of a source.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Row;
use super::node::Node;
use crate::types::Null;

/// Which source of a query a column belongs to: a number unique in the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source(u64);

impl Source {
    /// The query's own select list, for ORDER BY after `select`.
    pub(crate) const SELECT_LIST: Source = Source(0);

    /// The query's own GROUP BY keys.
    const KEYS: Source = Source(u64::MAX);

    #[inline]
    pub(crate) fn next() -> Source {
        /// Numbers that a thread takes at once.
        const TAKEN: u64 = 1024;
        static NEXT: AtomicU64 = AtomicU64::new(1);
        thread_local! {
            /// The thread's next number; 0 when it has none left.
            static OWN: Cell<u64> = const { Cell::new(0) };
        }
        OWN.with(|own| {
            let next = match own.get() {
                0 => NEXT.fetch_add(1, Ordering::Relaxed) * TAKEN,
                next => next,
            };
            own.set(if (next + 1) % TAKEN == 0 { 0 } else { next + 1 });
            Source(next)
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnName {
    /// A column of a table.
    Named(&'static str),
    Unnamed(Unnamed),
}

/// What a column is called that has no name of its own. Apart from the names, so that a column stays small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unnamed {
    /// The n-th item of a select list.
    Nth(u16),
    /// What was unnested.
    Item,
    /// The index of what was unnested.
    Index,
    /// The name of the attribute that was unpivoted.
    AttributeName,
}

/// A column of a source: SQL type `T`, nullability `N`, and level `K`: [`Row`], or [`Aggregate`](super::Aggregate) for the keys of a
/// grouped query. What the closures of a query receive.
pub struct Column<T, N, K = Row> {
    source: Source,
    name: ColumnName,
    // `ManuallyDrop` tells the compiler that dropping a column asks nothing of `T`; otherwise every local that holds one would
    // repeat the error about a field whose type is no column's.
    #[expect(dead_code, reason = "it is there for its type")]
    tag: ManuallyDrop<PhantomData<fn() -> (T, N, K)>>,
}

impl<T, N> Column<T, N> {
    #[doc(hidden)]
    pub const fn named(source: Source, name: &'static str) -> Self {
        Column { source, name: ColumnName::Named(name), tag: ManuallyDrop::new(PhantomData) }
    }

    pub(crate) const fn nth(source: Source, index: u16) -> Self {
        Column { source, name: ColumnName::Unnamed(Unnamed::Nth(index)), tag: ManuallyDrop::new(PhantomData) }
    }

    /// The same column where an outer join may find no match.
    pub(crate) const fn nullable(self) -> Column<T, Null> {
        Column { source: self.source, name: self.name, tag: ManuallyDrop::new(PhantomData) }
    }

    pub(crate) const fn source(self) -> Source {
        self.source
    }

    pub(crate) const fn name(self) -> ColumnName {
        self.name
    }
}

impl<T, N, K> Column<T, N, K> {
    /// The n-th GROUP BY key.
    pub(crate) const fn key(index: u16) -> Self {
        Column {
            source: Source::KEYS,
            name: ColumnName::Unnamed(Unnamed::Nth(index)),
            tag: ManuallyDrop::new(PhantomData),
        }
    }

    pub(crate) const fn of(source: Source, name: ColumnName) -> Self {
        Column { source, name, tag: ManuallyDrop::new(PhantomData) }
    }

    pub(crate) fn node<'a>(self) -> Node<'a> {
        match self {
            Column { source: Source::KEYS, name: ColumnName::Unnamed(Unnamed::Nth(index)), .. } => Node::Key(index),
            Column { source, name, .. } => Node::Column { source, name },
        }
    }
}

/// What a statement takes that names columns: a column, or a tuple of up to 16.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no column and no tuple of columns",
    label = "is no list of columns",
    note = "name columns of the table as they are: `|o| (o.id, o.customer_id)`"
)]
pub trait ColumnList {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, list: &mut Vec<(Source, ColumnName)>);
}

#[diagnostic::do_not_recommend]
impl<T, N> ColumnList for Column<T, N> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, list: &mut Vec<(Source, ColumnName)>) {
        list.push((self.source, self.name));
    }
}

macro_rules! tuple {
    ($($($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($part: ColumnList),*> ColumnList for ($($part,)*) {
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            #[expect(private_interfaces, reason = "only this crate calls it")]
            fn push_to(self, list: &mut Vec<(Source, ColumnName)>) {
                let ($($part,)*) = self;
                $($part.push_to(list);)*
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H I J K L M N O P);

/// Where the columns of a model come from: the table itself, or the select list of a query from a place on.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    source: Source,
    first: Option<u16>,
}

impl Origin {
    #[must_use]
    pub const fn of_table(source: Source) -> Self {
        Origin { source, first: None }
    }

    #[must_use]
    pub const fn nth(source: Source, index: &mut u16, width: u16) -> Self {
        let first = *index;
        *index += width;
        Origin { source, first: Some(first) }
    }

    /// The column at a place in the table.
    #[must_use]
    pub const fn column<T, N>(self, index: u16, name: &'static str) -> Column<T, N> {
        match self.first {
            None => Column::named(self.source, name),
            Some(first) => Column::nth(self.source, first + index),
        }
    }

    /// The columns whose names are `names`.
    pub(crate) fn columns<'a>(self, names: impl Iterator<Item = &'static str>) -> impl Iterator<Item = Node<'a>> {
        names.zip(0..).map(move |(name, index)| Node::Column {
            source: self.source,
            name: self.first.map_or(ColumnName::Named(name), |first| ColumnName::Unnamed(Unnamed::Nth(first + index))),
        })
    }
}

impl<T, N, K> Copy for Column<T, N, K> {}

impl<T, N, K> Clone for Column<T, N, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, N, K> fmt::Debug for Column<T, N, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            ColumnName::Named(name) => write!(f, "Column({name:?})"),
            ColumnName::Unnamed(Unnamed::Nth(index)) => write!(f, "Column(#{index})"),
            ColumnName::Unnamed(Unnamed::Item) => f.write_str("Column(item)"),
            ColumnName::Unnamed(Unnamed::Index) => f.write_str("Column(index)"),
            ColumnName::Unnamed(Unnamed::AttributeName) => f.write_str("Column(attribute name)"),
        }
    }
}

//! A column of a source.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use super::node::Kind;

/// Which source of a query a column belongs to: a number unique in the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source(u64);

impl Source {
    /// The query's own select list, for ORDER BY after `select`.
    pub(crate) const SELECT_LIST: Source = Source(0);

    pub(crate) fn next() -> Source {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Source(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnName {
    /// A column of a table.
    Named(&'static str),
    /// The n-th item of a select list.
    Nth(u16),
}

/// A column of a source: SQL type `T`, nullability `N`. What the closures of a query receive.
pub struct Column<T, N> {
    source: Source,
    name: ColumnName,
    tag: PhantomData<fn() -> (T, N)>,
}

impl<T, N> Column<T, N> {
    #[doc(hidden)]
    pub const fn named(source: Source, name: &'static str) -> Self {
        Column { source, name: ColumnName::Named(name), tag: PhantomData }
    }

    pub(crate) const fn nth(source: Source, index: u16) -> Self {
        Column { source, name: ColumnName::Nth(index), tag: PhantomData }
    }

    pub(crate) fn kind<'a>(self) -> Kind<'a> {
        Kind::Column { source: self.source, name: self.name }
    }
}

impl<T, N> Copy for Column<T, N> {}

impl<T, N> Clone for Column<T, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, N> fmt::Debug for Column<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            ColumnName::Named(name) => write!(f, "Column({name:?})"),
            ColumnName::Nth(index) => write!(f, "Column(#{index})"),
        }
    }
}

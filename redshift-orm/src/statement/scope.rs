//! The sources of a query as a type: what its closures receive.

use crate::expr::Column;
use crate::types::Null;

/// The sources of a query: [`S1`] to [`S12`].
pub trait Scope: Copy {
    /// What a closure receives: the columns of the one source, or a tuple of those of each.
    type Args;
    #[doc(hidden)]
    fn args(self) -> Self::Args;
}

/// The columns of one source.
pub trait SourceColumns: Copy {
    /// The same where an outer join may find no match: each may be NULL.
    type Nullable: SourceColumns<Nullable = Self::Nullable>;
    #[doc(hidden)]
    fn into_nullable(self) -> Self::Nullable;
}

impl<T, N> SourceColumns for Column<T, N> {
    type Nullable = Column<T, Null>;
    fn into_nullable(self) -> Column<T, Null> {
        self.nullable()
    }
}

impl<C: SourceColumns, const LENGTH: usize> SourceColumns for [C; LENGTH] {
    type Nullable = [C::Nullable; LENGTH];
    fn into_nullable(self) -> Self::Nullable {
        self.map(C::into_nullable)
    }
}

macro_rules! source_columns {
    ($($($part:ident $index:tt),*;)*) => { $(
        impl<$($part: SourceColumns),*> SourceColumns for ($($part,)*) {
            type Nullable = ($($part::Nullable,)*);
            fn into_nullable(self) -> Self::Nullable {
                ($(self.$index.into_nullable(),)*)
            }
        }
    )* };
}
source_columns! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13, O 14;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13, O 14, P 15;
}

/// A scope to which a source can be added.
#[diagnostic::on_unimplemented(
    message = "a query joins at most twelve sources",
    label = "this would be the thirteenth",
    note = "join some of them in a query of its own, for example a view"
)]
pub trait Append<Columns>: Scope {
    /// The scope with the source, every row having a match: an inner join.
    type Inner: Scope;
    /// The scope with the source, which may have no match.
    type Left: Scope;
    /// The scope with the source, where what stood before may have no match.
    type Right: Scope;
    /// The scope with the source, where either may have no match.
    type Full: Scope;
    #[doc(hidden)]
    fn inner(self, columns: Columns) -> Self::Inner;
    #[doc(hidden)]
    fn left(self, columns: Columns) -> Self::Left;
    #[doc(hidden)]
    fn right(self, columns: Columns) -> Self::Right;
    #[doc(hidden)]
    fn full(self, columns: Columns) -> Self::Full;
}

macro_rules! scopes {
    ($($(#[$doc:meta])* $scope:ident($($part:ident $index:tt),*) => $next:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $scope<$($part),*>($(pub(crate) $part),*);

        #[diagnostic::do_not_recommend]
        impl<$($part: SourceColumns,)* Columns: SourceColumns> Append<Columns> for $scope<$($part),*> {
            type Inner = $next<$($part,)* Columns>;
            type Left = $next<$($part,)* Columns::Nullable>;
            type Right = $next<$($part::Nullable,)* Columns>;
            type Full = $next<$($part::Nullable,)* Columns::Nullable>;
            #[inline]
            fn inner(self, columns: Columns) -> Self::Inner {
                $next($(self.$index,)* columns)
            }
            #[inline]
            fn left(self, columns: Columns) -> Self::Left {
                $next($(self.$index,)* columns.into_nullable())
            }
            #[inline]
            fn right(self, columns: Columns) -> Self::Right {
                $next($(self.$index.into_nullable(),)* columns)
            }
            #[inline]
            fn full(self, columns: Columns) -> Self::Full {
                $next($(self.$index.into_nullable(),)* columns.into_nullable())
            }
        }
    )* };
}
scopes! {
    /// One source.
    S1(A 0) => S2;
    /// Two sources.
    S2(A 0, B 1) => S3;
    /// Three sources.
    S3(A 0, B 1, C 2) => S4;
    /// Four sources.
    S4(A 0, B 1, C 2, D 3) => S5;
    /// Five sources.
    S5(A 0, B 1, C 2, D 3, E 4) => S6;
    /// Six sources.
    S6(A 0, B 1, C 2, D 3, E 4, F 5) => S7;
    /// Seven sources.
    S7(A 0, B 1, C 2, D 3, E 4, F 5, G 6) => S8;
    /// Eight sources.
    S8(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7) => S9;
    /// Nine sources.
    S9(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8) => S10;
    /// Ten sources.
    S10(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9) => S11;
    /// Eleven sources.
    S11(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10) => S12;
}

/// Twelve sources.
#[derive(Debug, Clone, Copy)]
pub struct S12<A, B, C, D, E, F, G, H, I, J, K, L>(A, B, C, D, E, F, G, H, I, J, K, L);

/// A thirteenth source: none is. With the impl below the compiler finds `join` on a query of twelve sources, and says that it is full.
pub trait ThirteenthSource {}

#[diagnostic::do_not_recommend]
impl<A, B, C, D, E, F, G, H, I, J, K, L, Columns> Append<Columns> for S12<A, B, C, D, E, F, G, H, I, J, K, L>
where
    Self: Scope,
    Columns: ThirteenthSource,
{
    type Inner = Self;
    type Left = Self;
    type Right = Self;
    type Full = Self;
    fn inner(self, _: Columns) -> Self {
        self
    }
    fn left(self, _: Columns) -> Self {
        self
    }
    fn right(self, _: Columns) -> Self {
        self
    }
    fn full(self, _: Columns) -> Self {
        self
    }
}

impl<A: Copy> Scope for S1<A> {
    type Args = A;
    #[inline]
    fn args(self) -> A {
        self.0
    }
}

macro_rules! args {
    ($($scope:ident($($part:ident $index:tt),*);)*) => { $(
        impl<$($part: Copy),*> Scope for $scope<$($part),*> {
            type Args = ($($part,)*);
            #[inline]
            fn args(self) -> Self::Args {
                ($(self.$index,)*)
            }
        }
    )* };
}
args! {
    S2(A 0, B 1);
    S3(A 0, B 1, C 2);
    S4(A 0, B 1, C 2, D 3);
    S5(A 0, B 1, C 2, D 3, E 4);
    S6(A 0, B 1, C 2, D 3, E 4, F 5);
    S7(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    S8(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
    S9(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
    S10(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
    S11(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
    S12(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
}

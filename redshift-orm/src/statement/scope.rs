//! The sources of a query as a type: what its closures receive.

/// The sources of a query: [`S1`] to [`S8`].
pub trait Scope: Copy {
    /// What a closure receives: the columns of the one source, or a tuple of those of each.
    type Args;
    #[doc(hidden)]
    fn args(self) -> Self::Args;
}

/// A scope to which a source can be added.
#[diagnostic::on_unimplemented(
    message = "a query joins at most eight sources",
    label = "this would be the ninth",
    note = "join some of them in a query of its own, for example a view"
)]
pub trait Append<Columns>: Scope {
    /// The scope with the source.
    type Out: Scope;
    #[doc(hidden)]
    fn append(self, columns: Columns) -> Self::Out;
}

macro_rules! scopes {
    ($($(#[$doc:meta])* $scope:ident($($part:ident $index:tt),*) => $next:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $scope<$($part),*>($(pub(crate) $part),*);

        #[diagnostic::do_not_recommend]
        impl<$($part: Copy,)* Columns: Copy> Append<Columns> for $scope<$($part),*> {
            type Out = $next<$($part,)* Columns>;
            fn append(self, columns: Columns) -> Self::Out {
                $next($(self.$index,)* columns)
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
}

/// Eight sources.
#[derive(Debug, Clone, Copy)]
pub struct S8<A, B, C, D, E, F, G, H>(A, B, C, D, E, F, G, H);

/// A ninth source: none is. With the impl below the compiler finds `join` on a query of eight sources, and says that it is full.
pub trait NinthSource {}

#[diagnostic::do_not_recommend]
impl<A: Copy, B: Copy, C: Copy, D: Copy, E: Copy, F: Copy, G: Copy, H: Copy, Columns: NinthSource> Append<Columns>
    for S8<A, B, C, D, E, F, G, H>
{
    type Out = Self;
    fn append(self, _: Columns) -> Self {
        self
    }
}

impl<A: Copy> Scope for S1<A> {
    type Args = A;
    fn args(self) -> A {
        self.0
    }
}

macro_rules! args {
    ($($scope:ident($($part:ident $index:tt),*);)*) => { $(
        impl<$($part: Copy),*> Scope for $scope<$($part),*> {
            type Args = ($($part,)*);
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
}

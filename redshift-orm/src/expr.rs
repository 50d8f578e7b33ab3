//! Typed handles over one flat list of nodes.
//!
//! Users hold a [`Column`], an [`Expr`] or a [`Condition`]: tags over a plain list of nodes, which the one writer turns into
//! text. A tag says the SQL type, whether NULL is possible, and the level: of a constant, of a single
//! row, or of a group.

mod aggregate;
mod arithmetic;
mod assignment;
mod bitwise;
mod case;
mod cast;
mod choice;
pub(crate) mod column;
mod comparison;
mod condition;
mod constant;
mod left_value;
mod level;
mod like;
pub(crate) mod mark;
mod navigation;
pub(crate) mod node;
mod operand;
pub(crate) mod ordering;
mod raw;
mod result;
mod sort_choice;
mod subquery;
pub(crate) mod window;

pub use aggregate::{Aggregates, count_star};
pub use arithmetic::{Addition, Arithmetic, Division, Modulo, Multiplication, Subtraction, Term};
pub use assignment::{Assigned, Assignment, FitsInto, IntoAssignments};
pub use bitwise::{Bits, BitsOfBytes, BitwiseOperators};
pub use case::{Case, EmptyCase, case};
pub use cast::{CastByName, CastTo, Casts, TryCastTo};
pub use choice::{Choice, EmptyChoice, case_of, decode};
#[doc(hidden)]
pub use column::Origin;
pub use column::{Column, ColumnList, Source};
pub use comparison::{CanBeNull, ComparisonOperators, ValueList};
pub use condition::{Condition, IntoCondition, all_of, any_of};
pub use constant::{null, value};
pub use level::{
    Aggregate, Combine, Constant, InAggregate, InGroup, InHaving, InQualify, InQualifyOfGroups, InWhere, Level, Row,
    Sorted, Spread, Window,
};
pub use like::{PatternMatching, escape_like, escape_regexp, escape_similar};
pub use navigation::Navigation;
pub(crate) use operand::Text;
pub use operand::{Comparable, Expression, Operand};
pub use ordering::{InOrderBy, IntoSortSpecifications, SortSpecification, Sorting};
pub use raw::{Raw, RawArguments, raw_expr};
pub use result::{ResultOf, ResultValue, Same};
pub use sort_choice::SortChoice;
pub use subquery::{InQuery, QuantifiedQuery};
pub use window::{
    AggregateWindow, FrameBound, FrameOrder, Framed, InWindow, NoFrame, Ordered, OverRows, PartitionKeys, Unframed,
    Unordered, Unsorted, WindowKeys, WindowSpecification,
};

use std::fmt;
use std::marker::PhantomData;

use node::Nodes;

/// A value expression: SQL type `T`, nullability `N` ([`NotNull`](crate::types::NotNull) or [`Null`](crate::types::Null)) and
/// level `K` ([`Constant`], [`Row`], [`Aggregate`] or [`Window`]).
#[must_use = "an expression does nothing until a statement uses it"]
pub struct Expr<'a, T, N, K> {
    pub(crate) nodes: Nodes<'a>,
    tag: PhantomData<fn() -> (T, N, K)>,
}

impl<'a, T, N, K> Expr<'a, T, N, K> {
    #[inline]
    pub(crate) fn new(nodes: Nodes<'a>) -> Self {
        Expr { nodes, tag: PhantomData }
    }
}

impl<T, N, K> Clone for Expr<'_, T, N, K> {
    fn clone(&self) -> Self {
        Expr::new(self.nodes.clone())
    }
}

impl<T, N, K> fmt::Debug for Expr<'_, T, N, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expr").field(&self.nodes).finish()
    }
}

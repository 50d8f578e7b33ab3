//! HyperLogLog functions (`hyperloglog-functions`); HLL itself is an aggregate function.

use crate::expr::node::Operator;
use crate::expr::{Aggregate, Combine, Constant, Expr, Expression, InAggregate, ResultOf};
use crate::types::{Hashed, HllSketch, NotNull, Null, Nullability, SqlType};

type Whole<K> = <K as Combine<Constant>>::Out;

/// HLLSKETCH.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no HLLSKETCH",
    label = "this function takes sketches",
    note = "a column of type `HllSketch` is one, and `.hll_create_sketch()` makes one of the values of a group; `.hll()` counts values at once"
)]
pub trait Sketch: SqlType {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Sketch for HllSketch {
    type Proof = ();
}

/// The functions of HyperLogLog sketches, as methods of columns and expressions: see [`HllSketch`].
pub trait SketchFunctions<'a>: Expression<'a> {
    /// `HLL_CREATE_SKETCH(self)` (`r_HLL_CREATE_SKETCH`): a sketch of the group's distinct values, an empty one without any.
    fn hll_create_sketch(self) -> Expr<'a, HllSketch, NotNull, Aggregate>
    where
        Self::Type: Hashed<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("HLL_CREATE_SKETCH")))
    }

    /// `HLL_COMBINE(self)` (`r_HLL_COMBINE`): one sketch of the group's sketches.
    fn hll_combine(self) -> Expr<'a, HllSketch, Null, Aggregate>
    where
        Self::Type: Sketch<Proof: Sized>,
        Self::Level: InAggregate<Proof: Sized>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("HLL_COMBINE")))
    }

    /// `HLL_COMBINE_SKETCHES(self, other)` (`r_HLL_COMBINE_SKETCHES`): one sketch of two.
    fn hll_combine_sketches<B: ResultOf<'a, HllSketch>>(
        self,
        other: B,
    ) -> Expr<
        'a,
        HllSketch,
        <Self::Nullability as Nullability>::Or<B::Nullability>,
        <Self::Level as Combine<B::Level>>::Out,
    >
    where
        Self::Type: Sketch<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(
            self.into_expr().nodes.binary(Operator::Function("HLL_COMBINE_SKETCHES"), other.into_result_of().nodes),
        )
    }

    /// `HLL_CARDINALITY(self)` (`r_HLL_CARDINALITY`): how many distinct values the sketch has seen, estimated.
    fn hll_cardinality(self) -> Expr<'a, i64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Sketch<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("HLL_CARDINALITY")))
    }
}

impl<'a, E: Expression<'a>> SketchFunctions<'a> for E {}

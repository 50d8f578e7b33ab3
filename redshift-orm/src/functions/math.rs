//! Mathematical functions (`Math_functions`). MOD is the operator `%`.

use crate::expr::node::{Literal, Node, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, ResultOf};
use crate::types::{NotNull, Nullability, Number};

type Out<A, B> = <A as Combine<B>>::Out;
type Or<A, B> = <A as Nullability>::Or<B>;
type Whole<K> = Out<K, Constant>;

/// Number types with a fraction that rounding keeps: DECIMAL and DOUBLE PRECISION.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not rounded",
    label = "rounding takes DECIMAL or DOUBLE PRECISION",
    note = "`.cast::<f64>()` makes a DOUBLE PRECISION of another number"
)]
pub trait Fractional: Number {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Fractional for rust_decimal::Decimal {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl Fractional for f64 {
    type Proof = ();
}

/// DOUBLE PRECISION: what roots, powers, logarithms and angles are computed in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a DOUBLE PRECISION",
    label = "roots, powers, logarithms and angles take DOUBLE PRECISION",
    note = "`.cast::<f64>()` makes one of another number"
)]
pub trait DoublePrecision: Number {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl DoublePrecision for f64 {
    type Proof = ();
}

/// The mathematical functions, as methods of columns and expressions. All are NULL when an argument is.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     #[redshift(decimal(12, 2))]
///     total: Decimal,
/// }
///
/// let totals = Order::query().select(|o| (o.total.round(0), o.total.cast::<f64>().sqrt()));
/// assert!(totals.to_sql().text().contains("SQRT(CAST(t0.\"total\" AS DOUBLE PRECISION))"));
/// ```
pub trait MathFunctions<'a>: Expression<'a> {
    /// `ABS(self)` (`r_ABS`): without the sign.
    fn abs(self) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Number,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ABS")))
    }

    /// `SIGN(self)` (`r_SIGN`): -1, 0 or 1.
    fn sign(self) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Fractional<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SIGN")))
    }

    /// `CEILING(self)` (`r_CEILING_FLOOR`): up to a whole number.
    fn ceiling(self) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Fractional<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("CEILING")))
    }

    /// `FLOOR(self)` (`r_FLOOR`): down to a whole number.
    fn floor(self) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Fractional<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("FLOOR")))
    }

    /// `ROUND(self, places)` (`r_ROUND`): to that many places after the point, or before it when negative.
    fn round(self, places: i32) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Fractional<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("ROUND"), whole(places)))
    }

    /// `TRUNC(self, places)` (`r_TRUNC`): cut off after that many places after the point, or before it when negative.
    fn trunc(self, places: i32) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Fractional<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("TRUNC"), whole(places)))
    }

    /// `SQRT(self)` (`r_SQRT`): the square root.
    fn sqrt(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SQRT")))
    }

    /// `CBRT(self)` (`r_CBRT`): the cube root.
    fn cbrt(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("CBRT")))
    }

    /// `POWER(self, exponent)` (`r_POWER`).
    fn power<B: ResultOf<'a, f64>>(
        self,
        exponent: B,
    ) -> Expr<'a, f64, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("POWER"), exponent.into_result_of().nodes))
    }

    /// `EXP(self)` (`r_EXP`): e to that power.
    fn exp(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("EXP")))
    }

    /// `LN(self)` (`r_LN`): the natural logarithm.
    fn ln(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("LN")))
    }

    /// `DLOG10(self)` (`r_DLOG10`): the logarithm to base 10. The manual calls LOG a function of the leader node.
    fn dlog10(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("DLOG10")))
    }

    /// `DEGREES(self)` (`r_DEGREES`): radians in degrees.
    fn degrees(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("DEGREES")))
    }

    /// `RADIANS(self)` (`r_RADIANS`): degrees in radians.
    fn radians(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("RADIANS")))
    }

    /// `SIN(self)` (`r_SIN`): the sine.
    fn sin(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SIN")))
    }

    /// `COS(self)` (`r_COS`): the cosine.
    fn cos(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("COS")))
    }

    /// `TAN(self)` (`r_TAN`): the tangent.
    fn tan(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("TAN")))
    }

    /// `COT(self)` (`r_COT`): the cotangent.
    fn cot(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("COT")))
    }

    /// `ASIN(self)` (`r_ASIN`): the arc sine.
    fn asin(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ASIN")))
    }

    /// `ACOS(self)` (`r_ACOS`): the arc cosine.
    fn acos(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ACOS")))
    }

    /// `ATAN(self)` (`r_ATAN`): the arc tangent.
    fn atan(self) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ATAN")))
    }

    /// `ATAN2(self, other)` (`r_ATAN2`): the arc tangent of `self / other`.
    fn atan2<B: ResultOf<'a, f64>>(
        self,
        other: B,
    ) -> Expr<'a, f64, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: DoublePrecision<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("ATAN2"), other.into_result_of().nodes))
    }
}

impl<'a, E: Expression<'a>> MathFunctions<'a> for E {}

/// `PI()` (`r_PI`).
pub fn pi<'a>() -> Expr<'a, f64, NotNull, Constant> {
    Expr::new(call("PI"))
}

/// `RANDOM()` (`r_RANDOM`): from 0 to 1.
pub fn random<'a>() -> Expr<'a, f64, NotNull, Constant> {
    Expr::new(call("RANDOM"))
}

fn call<'a>(name: &'static str) -> Nodes<'a> {
    Nodes::call(Operator::Function(name))
}

fn whole<'a>(number: i32) -> Nodes<'a> {
    Nodes::leaf(Node::Literal(Literal::Integer(number)))
}

//! `&`, `|`, `#`, `~`, `<<` and `>>` (`r_OPERATOR_SYMBOLS`, `r_VARBYTE_OPERATORS`).

use super::level::Constant;
use super::node::{Node, Nodes, Operator};
use super::{Combine, Expr, Expression, ResultOf};
use crate::types::{Integer, Nullability, SqlType};

/// What `&` takes: SMALLINT, INTEGER, BIGINT and VARBYTE.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no bits for `&`",
    label = "`&` takes SMALLINT, INTEGER, BIGINT and VARBYTE"
)]
pub trait Bits: SqlType {
    #[doc(hidden)]
    type Proof;
}

macro_rules! bits {
    ($($name:ty),*) => { $( #[diagnostic::do_not_recommend] impl Bits for $name { type Proof = (); } )* };
}
bits!(i16, i32, i64, Vec<u8>);

/// What `|`, `#` and `~` take, which the manual lists for VARBYTE alone.
#[diagnostic::on_unimplemented(
    message = "`|`, `#` and `~` are operators of VARBYTE, not of `{Self}`",
    label = "the manual lists `&`, `<<` and `>>` for integers, and no other bitwise operator"
)]
pub trait BitsOfBytes: Bits {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl BitsOfBytes for Vec<u8> {
    type Proof = ();
}

type Whole<K> = <K as Combine<Constant>>::Out;
type Or<N, M> = <N as Nullability>::Or<M>;
type Out<A, B> = <A as Combine<B>>::Out;

/// The bitwise operators, as methods of columns and expressions. All are NULL when an operand is.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Account {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     flags: i32,
/// }
///
/// let suspended = Account::query().filter(|a| a.flags.bitwise_and(4).ne(0));
/// assert!(suspended.to_sql().text().ends_with("WHERE t0.\"flags\" & $1 <> $2"));
/// ```
pub trait BitwiseOperators<'a>: Expression<'a> {
    /// `self & other` (`r_OPERATOR_SYMBOLS`, `r_VARBYTE_OPERATORS`): the bits that are set in both.
    fn bitwise_and<B: ResultOf<'a, Self::Type>>(
        self,
        other: B,
    ) -> Expr<'a, Self::Type, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Bits<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::BitwiseAnd, other.into_result_of().nodes))
    }

    /// `self | other` (`r_VARBYTE_OPERATORS`): the bits that are set in one of them.
    fn bitwise_or<B: ResultOf<'a, Self::Type>>(
        self,
        other: B,
    ) -> Expr<'a, Self::Type, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: BitsOfBytes<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::BitwiseOr, other.into_result_of().nodes))
    }

    /// `self # other` (`r_VARBYTE_OPERATORS`): the bits that are set in exactly one of them.
    fn bitwise_xor<B: ResultOf<'a, Self::Type>>(
        self,
        other: B,
    ) -> Expr<'a, Self::Type, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: BitsOfBytes<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::BitwiseXor, other.into_result_of().nodes))
    }

    /// `~self` (`r_VARBYTE_OPERATORS`): the bits that are not set.
    fn bitwise_not(self) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: BitsOfBytes<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::BitwiseNot))
    }

    /// `self << places` (`r_OPERATOR_SYMBOLS`): the bits moved to the left.
    fn shift_left(self, places: u8) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Integer<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::ShiftLeft, number(places)))
    }

    /// `self >> places` (`r_OPERATOR_SYMBOLS`): the bits moved to the right.
    fn shift_right(self, places: u8) -> Expr<'a, Self::Type, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Integer<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::ShiftRight, number(places)))
    }
}

impl<'a, E: Expression<'a>> BitwiseOperators<'a> for E {}

fn number<'a>(number: u8) -> Nodes<'a> {
    Nodes::leaf(Node::Number(number.into()))
}

//! VARBYTE functions (`varbyte-functions`).

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, Operand};
use crate::types::{Characters, Null, Nullability, SqlType};

type Whole<K> = <K as Combine<Constant>>::Out;

/// How text stands for bytes (`r_FROM_VARBYTE`, `r_TO_VARBYTE`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryFormat {
    /// `hex`
    Hex,
    /// `base64`
    Base64,
    /// `utf-8`
    Utf8,
    /// `binary`: a digit for each bit.
    Binary,
}

impl BinaryFormat {
    fn literal<'a>(self) -> Nodes<'a> {
        let name = match self {
            BinaryFormat::Hex => "hex",
            BinaryFormat::Base64 => "base64",
            BinaryFormat::Utf8 => "utf-8",
            BinaryFormat::Binary => "binary",
        };
        Nodes::text(name)
    }
}

/// VARBYTE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a VARBYTE",
    label = "this function takes VARBYTE",
    note = "text becomes a VARBYTE with `.to_varbyte(..)`, numbers with `.cast::<Vec<u8>>()`"
)]
pub trait Varbyte: SqlType {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Varbyte for Vec<u8> {
    type Proof = ();
}

/// What TO_HEX writes in hexadecimal digits: VARBYTE, INTEGER and BIGINT.
#[diagnostic::on_unimplemented(
    message = "TO_HEX does not take a `{Self}`",
    label = "TO_HEX takes VARBYTE, INTEGER and BIGINT",
    note = "text becomes a VARBYTE with `.to_varbyte(..)`"
)]
pub trait Hexadecimal: SqlType {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Hexadecimal for i32 {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl Hexadecimal for i64 {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl Hexadecimal for Vec<u8> {
    type Proof = ();
}

/// The functions of VARBYTE, as methods of columns and expressions. All are NULL when an argument is.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct File {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     content: Vec<u8>,
/// }
///
/// let texts = File::query().select(|f| f.content.from_varbyte(BinaryFormat::Base64));
/// assert!(texts.to_sql().text().starts_with("SELECT FROM_VARBYTE(t0.\"content\", 'base64') FROM "));
/// ```
#[expect(clippy::wrong_self_convention, reason = "FROM_HEX and FROM_VARBYTE are Redshift's names")]
pub trait VarbyteFunctions<'a>: Expression<'a> {
    /// `FROM_HEX(self)` (`r_FROM_HEX`): the bytes that hexadecimal digits write; an error of the server for other text.
    fn from_hex(self) -> Expr<'a, Vec<u8>, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("FROM_HEX")))
    }

    /// `TO_HEX(self)` (`r_TO_HEX`): in hexadecimal digits.
    fn to_hex(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Hexadecimal<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("TO_HEX")))
    }

    /// `TO_VARBYTE(self, 'format')` (`r_TO_VARBYTE`): the bytes that a text stands for.
    fn to_varbyte(self, format: BinaryFormat) -> Expr<'a, Vec<u8>, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("TO_VARBYTE"), format.literal()))
    }

    /// `FROM_VARBYTE(self, 'format')` (`r_FROM_VARBYTE`): the text that stands for bytes.
    fn from_varbyte(self, format: BinaryFormat) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Varbyte<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("FROM_VARBYTE"), format.literal()))
    }

    /// `self || other` (`r_VARBYTE_OPERATORS`): the bytes of both.
    fn concat_bytes<B: Operand<'a, Vec<u8>>>(
        self,
        other: B,
    ) -> Expr<
        'a,
        Vec<u8>,
        <Self::Nullability as Nullability>::Or<B::Nullability>,
        <Self::Level as Combine<B::Level>>::Out,
    >
    where
        Self::Type: Varbyte<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Concat, other.into_operand().nodes))
    }

    /// `GETBIT(self, index)` (`r_GETBIT`): a bit, counted from 0 at the right end.
    fn getbit(self, index: u32) -> Expr<'a, i32, Null, Whole<Self::Level>>
    where
        Self::Type: Varbyte<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("GETBIT"), Nodes::leaf(Node::Number(index))))
    }
}

impl<'a, E: Expression<'a>> VarbyteFunctions<'a> for E {}

//! Hash functions (`hash-functions`).

use crate::expr::node::{Kind, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression};
use crate::types::Characters;

type Whole<K> = <K as Combine<Constant>>::Out;

/// The lengths of a SHA-2 digest, in bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sha2 {
    /// SHA-224
    Bits224,
    /// SHA-256
    Bits256,
    /// SHA-384
    Bits384,
    /// SHA-512
    Bits512,
}

impl Sha2 {
    fn bits(self) -> u32 {
        match self {
            Sha2::Bits224 => 224,
            Sha2::Bits256 => 256,
            Sha2::Bits384 => 384,
            Sha2::Bits512 => 512,
        }
    }
}

/// The hash functions, as methods of character columns and expressions.
pub trait HashFunctions<'a>: Expression<'a> {
    /// `MD5(self)` (`r_MD5`): 32 hexadecimal digits.
    fn md5(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MD5")))
    }

    /// `SHA2(self, bits)` (`SHA2`): hexadecimal digits.
    fn sha2(self, length: Sha2) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters,
        Self::Level: Combine<Constant>,
    {
        let bits = Nodes::Leaf(Kind::Number(length.bits()));
        Expr::new(self.into_expr().nodes.binary(Operator::Function("SHA2"), bits))
    }
}

impl<'a, E: Expression<'a>> HashFunctions<'a> for E {}

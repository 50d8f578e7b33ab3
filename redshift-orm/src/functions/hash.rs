//! Hash functions (`hash-functions`).

use rust_decimal::Decimal;

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, ResultOf};
use crate::types::{Characters, Nullability, SqlType};

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

/// What CHECKSUM takes: VARCHAR, INTEGER and DECIMAL.
#[diagnostic::on_unimplemented(
    message = "CHECKSUM does not take a `{Self}`",
    label = "CHECKSUM takes VARCHAR, INTEGER and DECIMAL",
    note = "`.fnv_hash()` takes values of any basic type"
)]
pub trait Checked: SqlType {
    #[doc(hidden)]
    type Proof;
}

macro_rules! checked {
    ($($name:ty),*) => { $( #[diagnostic::do_not_recommend] impl Checked for $name { type Proof = (); } )* };
}
checked!(String, i32, Decimal);

/// What FARMFINGERPRINT64 takes: VARCHAR and VARBYTE.
#[diagnostic::on_unimplemented(
    message = "FARMFINGERPRINT64 does not take a `{Self}`",
    label = "FARMFINGERPRINT64 takes VARCHAR and VARBYTE",
    note = "`.fnv_hash()` takes values of any basic type"
)]
pub trait Fingerprinted: SqlType {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Fingerprinted for String {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl Fingerprinted for Vec<u8> {
    type Proof = ();
}

/// The hash functions, as methods of columns and expressions.
pub trait HashFunctions<'a>: Expression<'a> {
    /// `MD5(self)` (`r_MD5`): 32 hexadecimal digits.
    fn md5(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MD5")))
    }

    /// `SHA1(self)` (`SHA1`): 40 hexadecimal digits.
    fn sha1(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SHA1")))
    }

    /// `FNV_HASH(self)` (`r_FNV_HASH`): 64 bits by FNV-1a, over the bytes of the type.
    fn fnv_hash(self) -> Expr<'a, i64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("FNV_HASH")))
    }

    /// `FNV_HASH(self, seed)` (`r_FNV_HASH`): the hash that goes on from another one, as over several columns.
    fn fnv_hash_from<B: ResultOf<'a, i64>>(
        self,
        seed: B,
    ) -> Expr<'a, i64, <Self::Nullability as Nullability>::Or<B::Nullability>, <Self::Level as Combine<B::Level>>::Out>
    where
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("FNV_HASH"), seed.into_result_of().nodes))
    }

    /// `MURMUR3_32_HASH(self)` (`MURMUR3_32_HASH`): 32 bits by Murmur3A, over the bytes that Apache Iceberg writes of the type.
    fn murmur3_32_hash(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("MURMUR3_32_HASH")))
    }

    /// `MURMUR3_32_HASH(self, seed)` (`MURMUR3_32_HASH`): the hash that goes on from another one.
    fn murmur3_32_hash_from<B: ResultOf<'a, i32>>(
        self,
        seed: B,
    ) -> Expr<'a, i32, <Self::Nullability as Nullability>::Or<B::Nullability>, <Self::Level as Combine<B::Level>>::Out>
    where
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("MURMUR3_32_HASH"), seed.into_result_of().nodes))
    }

    /// `FARMFINGERPRINT64(self)` (`r_FARMFINGERPRINT64`): 64 bits by the Fingerprint64 of farmhash.
    fn farmfingerprint64(self) -> Expr<'a, i64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Fingerprinted<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("FARMFINGERPRINT64")))
    }

    /// `CHECKSUM(self)` (`r_CHECKSUM`): a number for a hash index. Not simulated by the stand-in.
    fn checksum(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Checked<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("CHECKSUM")))
    }

    /// `SHA2(self, bits)` (`SHA2`): hexadecimal digits.
    fn sha2(self, length: Sha2) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let bits = Nodes::leaf(Node::Number(length.bits()));
        Expr::new(self.into_expr().nodes.binary(Operator::Function("SHA2"), bits))
    }
}

impl<'a, E: Expression<'a>> HashFunctions<'a> for E {}

//! String functions (`String_functions_header`).
//!
//! Numbers of characters and places are part of the text. The functions of regular expressions are in [`regexp`](super::regexp).

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, Operand};
use crate::types::{Characters, Null, Nullability, SqlType};

type Out<A, B> = <A as Combine<B>>::Out;
type Or<A, B> = <A as Nullability>::Or<B>;
type Whole<K> = Out<K, Constant>;

/// How texts compare (`r_COLLATE`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collation {
    /// `case_sensitive`
    CaseSensitive,
    /// `case_insensitive`
    CaseInsensitive,
}

/// INTEGER and SMALLINT: the number of a character.
#[diagnostic::on_unimplemented(
    message = "CHR takes an INTEGER, not a `{Self}`",
    label = "is no number of a character",
    note = "`.cast::<i32>()` makes an INTEGER of another number"
)]
pub trait CodePoint: SqlType {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl CodePoint for i16 {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl CodePoint for i32 {
    type Proof = ();
}

/// What has a length and parts: CHAR, VARCHAR and VARBYTE.
pub trait Sequence: SqlType {
    #[doc(hidden)]
    type Proof;
    /// What SUBSTRING gives: VARCHAR of texts, VARBYTE of VARBYTE.
    type Part: SqlType;
}
#[diagnostic::do_not_recommend]
impl<T: Characters> Sequence for T {
    type Proof = ();
    type Part = String;
}
#[diagnostic::do_not_recommend]
impl Sequence for Vec<u8> {
    type Proof = ();
    type Part = Vec<u8>;
}

/// The string functions, as methods of character columns and expressions. All are NULL when an argument is.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Customer {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     name: String,
/// }
///
/// let initials = Customer::query().select(|c| c.name.trim().left(1).upper());
/// assert!(initials.to_sql().text().starts_with("SELECT UPPER(LEFT(TRIM(t0.\"name\"), 1)) FROM "));
/// ```
#[expect(clippy::len_without_is_empty, reason = "LEN is Redshift's name for the number of characters")]
pub trait StringFunctions<'a>: Expression<'a> {
    /// `LOWER(self)` (`r_LOWER`): in small letters.
    #[doc(alias = "to_lowercase")]
    #[doc(alias = "to_lower")]
    fn lower(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("LOWER")))
    }

    /// `UPPER(self)` (`r_UPPER`): in capital letters.
    #[doc(alias = "to_uppercase")]
    #[doc(alias = "to_upper")]
    fn upper(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("UPPER")))
    }

    /// `INITCAP(self)` (`r_INITCAP`): the first letter of each word is a capital one, the rest are small.
    fn initcap(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("INITCAP")))
    }

    /// `REVERSE(self)` (`r_REVERSE`): the characters in reverse order.
    fn reverse(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("REVERSE")))
    }

    /// `LEN(self)` (`r_LEN`): the number of characters, without the trailing blanks of a CHAR; of a VARBYTE the number of bytes.
    fn len(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Sequence<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("LEN")))
    }

    /// `OCTET_LENGTH(self)` (`r_OCTET_LENGTH`): the number of bytes.
    fn octet_length(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Sequence<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("OCTET_LENGTH")))
    }

    /// `ASCII(self)` (`r_ASCII`): the code point of the first character.
    fn ascii(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ASCII")))
    }

    /// `TRIM(self)` (`r_TRIM`): without blanks at either end.
    fn trim(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("TRIM")))
    }

    /// `BTRIM(self, characters)` (`r_BTRIM`): without any of these characters at either end.
    fn btrim<B: Operand<'a, String>>(
        self,
        characters: B,
    ) -> Expr<'a, String, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("BTRIM"), vec![characters.into_operand().nodes]))
    }

    /// `LTRIM(self, characters)` (`r_LTRIM`): without any of these characters at the start.
    fn ltrim<B: Operand<'a, String>>(
        self,
        characters: B,
    ) -> Expr<'a, String, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("LTRIM"), vec![characters.into_operand().nodes]))
    }

    /// `RTRIM(self, characters)` (`r_RTRIM`): without any of these characters at the end.
    fn rtrim<B: Operand<'a, String>>(
        self,
        characters: B,
    ) -> Expr<'a, String, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("RTRIM"), vec![characters.into_operand().nodes]))
    }

    /// `LEFT(self, characters)` (`r_LEFT`): that many characters from the start.
    fn left(self, characters: u16) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("LEFT"), vec![number(characters)]))
    }

    /// `RIGHT(self, characters)` (`r_LEFT`): that many characters from the end.
    fn right(self, characters: u16) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("RIGHT"), vec![number(characters)]))
    }

    /// `SUBSTRING(self, start, characters)` (`r_SUBSTRING`): that many characters from a place on, counted from 1.
    #[doc(alias = "substr")]
    fn substring(
        self,
        start: u16,
        characters: u16,
    ) -> Expr<'a, <Self::Type as Sequence>::Part, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Sequence<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("SUBSTRING"), vec![number(start), number(characters)]))
    }

    /// `SUBSTRING(self, start)` (`r_SUBSTRING`): all from a place on, counted from 1.
    fn substring_from(
        self,
        start: u16,
    ) -> Expr<'a, <Self::Type as Sequence>::Part, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Sequence<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("SUBSTRING"), vec![number(start)]))
    }

    /// `REPEAT(self, times)` (`r_REPEAT`): the text that many times over.
    fn repeat(self, times: u16) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("REPEAT"), vec![number(times)]))
    }

    /// `LPAD(self, characters, fill)` (`r_LPAD`): filled at the start, or cut off at the end, to that length.
    fn lpad<B: Operand<'a, String>>(
        self,
        characters: u16,
        fill: B,
    ) -> Expr<'a, String, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(
            self.into_expr()
                .nodes
                .list(Operator::Function("LPAD"), vec![number(characters), fill.into_operand().nodes]),
        )
    }

    /// `RPAD(self, characters, fill)` (`r_LPAD`): filled or cut off at the end to that length.
    fn rpad<B: Operand<'a, String>>(
        self,
        characters: u16,
        fill: B,
    ) -> Expr<'a, String, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(
            self.into_expr()
                .nodes
                .list(Operator::Function("RPAD"), vec![number(characters), fill.into_operand().nodes]),
        )
    }

    /// `REPLACE(self, old, new)` (`r_REPLACE`): every `old` becomes `new`.
    fn replace<A: Operand<'a, String>, B: Operand<'a, String>>(
        self,
        old: A,
        new: B,
    ) -> Expr<
        'a,
        String,
        Or<Or<Self::Nullability, A::Nullability>, B::Nullability>,
        Out<Out<Self::Level, A::Level>, B::Level>,
    >
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<A::Level>,
        Out<Self::Level, A::Level>: Combine<B::Level>,
    {
        let rest = vec![old.into_operand().nodes, new.into_operand().nodes];
        Expr::new(self.into_expr().nodes.list(Operator::Function("REPLACE"), rest))
    }

    /// `TRANSLATE(self, from, to)` (`r_TRANSLATE`): each character of `from` becomes the one at its place in `to`, or goes when there is none.
    fn translate<A: Operand<'a, String>, B: Operand<'a, String>>(
        self,
        from: A,
        to: B,
    ) -> Expr<
        'a,
        String,
        Or<Or<Self::Nullability, A::Nullability>, B::Nullability>,
        Out<Out<Self::Level, A::Level>, B::Level>,
    >
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<A::Level>,
        Out<Self::Level, A::Level>: Combine<B::Level>,
    {
        let rest = vec![from.into_operand().nodes, to.into_operand().nodes];
        Expr::new(self.into_expr().nodes.list(Operator::Function("TRANSLATE"), rest))
    }

    /// `STRPOS(self, substring)` (`r_STRPOS`): the place of the first one, counted in characters from 1; 0 when there is none.
    fn strpos<B: Operand<'a, String>>(
        self,
        substring: B,
    ) -> Expr<'a, i32, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("STRPOS"), vec![substring.into_operand().nodes]))
    }

    /// `CHARINDEX(substring, self)` (`r_CHARINDEX`): the same as STRPOS.
    fn charindex<B: Operand<'a, String>>(
        self,
        substring: B,
    ) -> Expr<'a, i32, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(substring.into_operand().nodes.binary(Operator::Function("CHARINDEX"), self.into_expr().nodes))
    }

    /// `SPLIT_PART(self, delimiter, part)` (`SPLIT_PART`): one of the parts between delimiters, counted from 1; empty when there are fewer.
    fn split_part<B: Operand<'a, String>>(
        self,
        delimiter: B,
        part: u16,
    ) -> Expr<'a, String, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(
            self.into_expr()
                .nodes
                .list(Operator::Function("SPLIT_PART"), vec![delimiter.into_operand().nodes, number(part)]),
        )
    }

    /// `POSITION(substring IN self)` (`r_POSITION`): the same as STRPOS.
    fn position<B: Operand<'a, String>>(
        self,
        substring: B,
    ) -> Expr<'a, i32, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        let position = Operator::Template("POSITION({} IN {})");
        Expr::new(substring.into_operand().nodes.binary(position, self.into_expr().nodes))
    }

    /// `OCTETINDEX(substring, self)` (`OCTETINDEX`): the place of the substring in bytes, from 1; 0 when it is not there.
    fn octetindex<B: Operand<'a, String>>(
        self,
        substring: B,
    ) -> Expr<'a, i32, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(substring.into_operand().nodes.binary(Operator::Function("OCTETINDEX"), self.into_expr().nodes))
    }

    /// `BPCHARCMP(self, other)` (`r_BPCHARCMP`): -1, 0 or 1, by the bytes.
    fn bpcharcmp<B: Operand<'a, String>>(
        self,
        other: B,
    ) -> Expr<'a, i32, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("BPCHARCMP"), other.into_operand().nodes))
    }

    /// `COLLATE(self, 'collation')` (`r_COLLATE`): compared by that collation. Not simulated by the stand-in.
    fn collate(self, collation: Collation) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let name = match collation {
            Collation::CaseSensitive => "case_sensitive",
            Collation::CaseInsensitive => "case_insensitive",
        };
        Expr::new(self.into_expr().nodes.binary(Operator::Function("COLLATE"), literal(name)))
    }

    /// `SOUNDEX(self)` (`SOUNDEX`): a letter and three digits for how it sounds in English; empty without a letter of ASCII.
    fn soundex(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SOUNDEX")))
    }

    /// `DIFFERENCE(self, other)` (`DIFFERENCE`): how many characters the SOUNDEX of both share, from 0 to 4.
    fn difference<B: Operand<'a, String>>(
        self,
        other: B,
    ) -> Expr<'a, i32, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("DIFFERENCE"), other.into_operand().nodes))
    }

    /// `CRC32(self)` (`crc32-function`): eight hexadecimal digits, by CRC-32C.
    fn crc32(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("CRC32")))
    }

    /// `STRTOL(self, base)` (`r_STRTOL`): the number that the digits of a base from 2 to 36 write; 0 for an empty text, an error of
    /// the server for other characters.
    fn strtol(self, base: u8) -> Expr<'a, i64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("STRTOL"), number(base.into())))
    }

    /// `QUOTE_IDENT(self)` (`r_QUOTE_IDENT`): the text as an identifier, in double quotes where needed.
    fn quote_ident(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("QUOTE_IDENT")))
    }

    /// `QUOTE_LITERAL(self)` (`r_QUOTE_LITERAL`): the text as a literal, quotes and backslashes doubled.
    fn quote_literal(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("QUOTE_LITERAL")))
    }

    /// `CHR(self)` (`r_CHR`): the character of ASCII with this number; NULL when there is none.
    fn chr(self) -> Expr<'a, String, Null, Whole<Self::Level>>
    where
        Self::Type: CodePoint<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("CHR")))
    }
}

impl<'a, E: Expression<'a>> StringFunctions<'a> for E {}

fn number<'a>(number: u16) -> Nodes<'a> {
    Nodes::leaf(Node::Number(u32::from(number)))
}

fn literal(text: &str) -> Nodes<'_> {
    Nodes::text(text)
}

//! Pattern-matching conditions and string concatenation.

use super::node::{Nodes, Operator};
use super::{Combine, Condition, Expr, Expression, Operand};
use crate::types::{Characters, Nullability, Value};

/// Escapes `%`, `_` and the escape character itself, so that a text means itself inside a LIKE pattern.
///
/// ```
/// assert_eq!(redshift_orm::expr::escape_like("50%_off"), r"50\%\_off");
/// ```
#[must_use]
pub fn escape_like(text: &str) -> String {
    escape(text, r"%_\")
}

/// Escapes the metacharacters of SIMILAR TO, so that a text means itself inside its pattern.
///
/// ```
/// assert_eq!(redshift_orm::expr::escape_similar("50% (net)"), r"50\% \(net\)");
/// ```
#[must_use]
pub fn escape_similar(text: &str) -> String {
    escape(text, r"%_|*+?{}()[]\")
}

/// Escapes the metacharacters of POSIX regular expressions, so that a text means itself inside a pattern.
///
/// ```
/// assert_eq!(redshift_orm::expr::escape_regexp("9.99 (net)"), r"9\.99 \(net\)");
/// ```
#[must_use]
pub fn escape_regexp(text: &str) -> String {
    escape(text, r".*+?|^$[](){}\")
}

fn escape(text: &str, metacharacters: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if metacharacters.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

type Out<A, B> = <A as Combine<B>>::Out;

/// LIKE and ILIKE (`r_patternmatching_condition_like`), SIMILAR TO (`pattern-matching-conditions-similar-to`), the POSIX operators
/// (`pattern-matching-conditions-posix`) and `||`, as methods of character columns and expressions.
///
/// In a pattern `%` is any sequence, `_` any character, and a backslash takes the next character for itself. LIKE does not ignore
/// trailing blanks, as `=` does; ILIKE folds ASCII letters only.
pub trait PatternMatching<'a>: Expression<'a> {
    /// `self LIKE pattern`.
    #[inline]
    fn like<B: Operand<'a, String>>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::Like, pattern.into_operand().nodes))
    }

    /// `self NOT LIKE pattern`.
    #[inline]
    fn not_like<B: Operand<'a, String>>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::NotLike, pattern.into_operand().nodes))
    }

    /// `self ILIKE pattern`: letters of either case.
    #[inline]
    fn ilike<B: Operand<'a, String>>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::Ilike, pattern.into_operand().nodes))
    }

    /// `self NOT ILIKE pattern`.
    #[inline]
    fn not_ilike<B: Operand<'a, String>>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::NotIlike, pattern.into_operand().nodes))
    }

    /// `self SIMILAR TO pattern`: the whole text matches a pattern of the SQL standard, with `%` and `_` as LIKE has them.
    fn similar_to<B: Operand<'a, String>>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::SimilarTo, pattern.into_operand().nodes))
    }

    /// `self NOT SIMILAR TO pattern`.
    fn not_similar_to<B: Operand<'a, String>>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::NotSimilarTo, pattern.into_operand().nodes))
    }

    /// `self LIKE pattern ESCAPE 'character'`: `character` takes the place of the backslash.
    fn like_escape<B: Operand<'a, String>>(
        self,
        pattern: B,
        character: char,
    ) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::Like, escaped(pattern.into_operand().nodes, character)))
    }

    /// `self NOT LIKE pattern ESCAPE 'character'`: `character` takes the place of the backslash.
    fn not_like_escape<B: Operand<'a, String>>(
        self,
        pattern: B,
        character: char,
    ) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(
            self.into_expr().nodes.binary(Operator::NotLike, escaped(pattern.into_operand().nodes, character)),
        )
    }

    /// `self ILIKE pattern ESCAPE 'character'`: `character` takes the place of the backslash.
    fn ilike_escape<B: Operand<'a, String>>(
        self,
        pattern: B,
        character: char,
    ) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::Ilike, escaped(pattern.into_operand().nodes, character)))
    }

    /// `self NOT ILIKE pattern ESCAPE 'character'`: `character` takes the place of the backslash.
    fn not_ilike_escape<B: Operand<'a, String>>(
        self,
        pattern: B,
        character: char,
    ) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(
            self.into_expr().nodes.binary(Operator::NotIlike, escaped(pattern.into_operand().nodes, character)),
        )
    }

    /// `self SIMILAR TO pattern ESCAPE 'character'`: `character` takes the place of the backslash.
    fn similar_to_escape<B: Operand<'a, String>>(
        self,
        pattern: B,
        character: char,
    ) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(
            self.into_expr().nodes.binary(Operator::SimilarTo, escaped(pattern.into_operand().nodes, character)),
        )
    }

    /// `self NOT SIMILAR TO pattern ESCAPE 'character'`: `character` takes the place of the backslash.
    fn not_similar_to_escape<B: Operand<'a, String>>(
        self,
        pattern: B,
        character: char,
    ) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(
            self.into_expr().nodes.binary(Operator::NotSimilarTo, escaped(pattern.into_operand().nodes, character)),
        )
    }

    /// `self ~ 'pattern'`: a part of the text matches a POSIX regular expression, which is a literal. There is no `~*`: for letters of
    /// either case ask whether `.regexp_count(regexp(..).ignore_case())` is greater than 0.
    fn matches(self, pattern: &'a str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::Matches, literal(pattern)))
    }

    /// `self !~ 'pattern'`.
    fn not_matches(self, pattern: &'a str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::NotMatches, literal(pattern)))
    }

    /// `self LIKE 'text%'`, the text taken literally.
    fn starts_with(self, text: &str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters<Proof: Sized>,
    {
        Condition::new(like(self.into_expr().nodes, escape_like(text) + "%"))
    }

    /// `self LIKE '%text'`, the text taken literally.
    fn ends_with(self, text: &str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters<Proof: Sized>,
    {
        Condition::new(like(self.into_expr().nodes, format!("%{}", escape_like(text))))
    }

    /// `self LIKE '%text%'`, the text taken literally.
    fn contains(self, text: &str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters<Proof: Sized>,
    {
        Condition::new(like(self.into_expr().nodes, format!("%{}%", escape_like(text))))
    }

    /// `self || other` (`r_concat_op`): NULL when either is NULL.
    fn concat<B: Operand<'a, String>>(
        self,
        other: B,
    ) -> Expr<'a, String, <Self::Nullability as Nullability>::Or<B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Concat, other.into_operand().nodes))
    }
}

impl<'a, E: Expression<'a>> PatternMatching<'a> for E {}

fn literal(pattern: &str) -> Nodes<'_> {
    Nodes::text(pattern)
}

fn escaped(pattern: Nodes<'_>, character: char) -> Nodes<'_> {
    pattern.binary(Operator::Escape, Nodes::text(String::from(character)))
}

fn like(text: Nodes<'_>, pattern: String) -> Nodes<'_> {
    text.binary(Operator::Like, Nodes::parameter(Value::Varchar(pattern.into())))
}

//! Pattern-matching conditions and string concatenation.

use super::node::{Kind, Nodes, Operator};
use super::{Combine, Condition, Expr, Expression, Operand};
use crate::types::{Characters, Nullability, Value};

/// Escapes `%`, `_` and the escape character itself, so that a text means itself inside a LIKE pattern.
///
/// ```
/// assert_eq!(redshift_orm::expr::escape_like("50%_off"), r"50\%\_off");
/// ```
#[must_use]
pub fn escape_like(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

type Out<A, B> = <A as Combine<B>>::Out;

/// LIKE and ILIKE (`r_patternmatching_condition_like`) and `||`, as methods of character columns and expressions.
///
/// In a pattern `%` is any sequence, `_` any character, and a backslash takes the next character for itself. LIKE does not ignore
/// trailing blanks, as `=` does; ILIKE folds ASCII letters only.
pub trait PatternMatching<'a>: Expression<'a> {
    /// `self LIKE pattern`.
    fn like<B>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters,
        B: Operand<'a, String>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::Like, pattern.into_operand().nodes))
    }

    /// `self NOT LIKE pattern`.
    fn not_like<B>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters,
        B: Operand<'a, String>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::NotLike, pattern.into_operand().nodes))
    }

    /// `self ILIKE pattern`: letters of either case.
    fn ilike<B>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters,
        B: Operand<'a, String>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::Ilike, pattern.into_operand().nodes))
    }

    /// `self NOT ILIKE pattern`.
    fn not_ilike<B>(self, pattern: B) -> Condition<'a, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters,
        B: Operand<'a, String>,
        Self::Level: Combine<B::Level>,
    {
        Condition::new(self.into_expr().nodes.binary(Operator::NotIlike, pattern.into_operand().nodes))
    }

    /// `self LIKE 'text%'`, the text taken literally.
    fn starts_with(self, text: &str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters,
    {
        Condition::new(like(self.into_expr().nodes, escape_like(text) + "%"))
    }

    /// `self LIKE '%text'`, the text taken literally.
    fn ends_with(self, text: &str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters,
    {
        Condition::new(like(self.into_expr().nodes, format!("%{}", escape_like(text))))
    }

    /// `self LIKE '%text%'`, the text taken literally.
    fn contains(self, text: &str) -> Condition<'a, Self::Level>
    where
        Self::Type: Characters,
    {
        Condition::new(like(self.into_expr().nodes, format!("%{}%", escape_like(text))))
    }

    /// `self || other` (`r_concat_op`): NULL when either is NULL.
    fn concat<B>(
        self,
        other: B,
    ) -> Expr<'a, String, <Self::Nullability as Nullability>::Or<B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters,
        B: Operand<'a, String>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Concat, other.into_operand().nodes))
    }
}

impl<'a, E: Expression<'a>> PatternMatching<'a> for E {}

fn like(text: Nodes<'_>, pattern: String) -> Nodes<'_> {
    text.binary(Operator::Like, Nodes::Leaf(Kind::Parameter(Value::Varchar(pattern.into()))))
}

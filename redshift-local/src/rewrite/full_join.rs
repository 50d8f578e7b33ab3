//! The condition of a `FULL JOIN`: equalities between the two sides. The engine's newer joins take more.

use super::identifier;
use super::keyword::Keyword;
use super::rewriter::Rewriter;
use super::token::Kind;
use crate::refusal::Refusal;

impl Rewriter<'_, '_> {
    /// Refuses a condition that cannot be merge joined. The words are PostgreSQL 8.0's. `right` holds the names of the right side's
    /// tables, as far as they are known.
    pub(super) fn full_join_condition(&self, start: usize, end: usize, right: &[String]) -> Result<(), Refusal> {
        if self.is_equality_of_sides(start, end, right) {
            return Ok(());
        }
        Err(Refusal::not_supported("FULL JOIN is only supported with merge-joinable join conditions"))
    }

    fn is_equality_of_sides(&self, start: usize, end: usize, right: &[String]) -> bool {
        if self.tree.kind(start) == Kind::Open && self.tree.close(start) + 1 == end {
            return self.is_equality_of_sides(start + 1, end - 1, right);
        }
        let mut equality = None;
        let mut at = start;
        while at < end {
            match self.tree.keyword(at) {
                Keyword::And => {
                    let before = self.is_equality_of_sides(start, at, right);
                    return before && self.is_equality_of_sides(at + 1, end, right);
                }
                Keyword::Or
                | Keyword::Not
                | Keyword::Is
                | Keyword::Like
                | Keyword::Ilike
                | Keyword::Similar
                | Keyword::Between
                | Keyword::In => return false,
                _ => {}
            }
            if self.tree.kind(at) == Kind::Operator {
                match self.tree.text(at) {
                    "=" if equality.is_none() => equality = Some(at),
                    "+" | "-" | "*" | "/" | "%" | "||" => {}
                    _ => return false,
                }
            }
            at = self.tree.next(at);
        }
        equality.is_some_and(|equality| self.compares_sides(start, equality, end, right))
    }

    /// Whether the operands of an equality have columns, of different sides as far as their qualifiers tell.
    fn compares_sides(&self, start: usize, equality: usize, end: usize, right: &[String]) -> bool {
        let left_side = self.sides(start, equality, right);
        let right_side = self.sides(equality + 1, end, right);
        match (left_side, right_side) {
            (Side::None | Side::Both, _) | (_, Side::None | Side::Both) => false,
            (Side::Unknown, _) | (_, Side::Unknown) => true,
            (left_side, right_side) => left_side != right_side,
        }
    }

    fn sides(&self, start: usize, end: usize, right: &[String]) -> Side {
        let mut side = Side::None;
        for at in (start..end).filter(|at| self.tree.is_name(*at)) {
            if matches!(self.tree.keyword(at), Keyword::True | Keyword::False | Keyword::Null) {
                continue;
            }
            let qualifies = self.tree.kind(at + 1) == Kind::Dot;
            let of_name = match identifier::label(self.tree, at) {
                // A schema before the table, or a column behind it.
                _ if qualifies && self.tree.kind(at + 3) == Kind::Dot => continue,
                _ if !qualifies && at > start && self.tree.kind(at - 1) == Kind::Dot => continue,
                Ok(name) if qualifies && !right.is_empty() => {
                    if right.contains(&name) {
                        Side::Right
                    } else {
                        Side::Left
                    }
                }
                _ => Side::Unknown,
            };
            side = match (side, of_name) {
                (Side::None | Side::Unknown, other) => other,
                (known, Side::Unknown | Side::None) => known,
                (known, other) if known == other => known,
                _ => Side::Both,
            };
        }
        side
    }
}

/// Whose columns an operand has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    None,
    Unknown,
    Left,
    Right,
    Both,
}

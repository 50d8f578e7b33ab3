//! Marks of lists of nodes: numbers by which the texts of statements are looked up.
//!
//! The same statement has the same mark, whatever the values of its parameters and the numbers of its sources are; another one has
//! another as a rule. A list has its mark as soon as it has its nodes: inside a caller that is known when the program is built, most of
//! a mark is known too.

use std::hash::{Hash, Hasher};
use std::mem;

use super::column::ColumnName;
use super::node::{Held, Literal, Node, Operator};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark(u64);

impl Mark {
    #[inline(always)]
    pub(crate) fn of_node(node: Node<'_>) -> Self {
        Mark(match node {
            Node::Column { name: ColumnName::Named(name), .. } => address(name),
            Node::Parameter(value) => variant(&value),
            Node::Word(word) => address(word),
            Node::Number(number) => u64::from(number),
            Node::Key(index) => u64::from(index),
            Node::Literal(Literal::Text(text)) => of_text(text),
            node => variant(&node),
        })
    }

    pub(crate) fn of_held(held: &Held<'_>) -> Self {
        match held {
            Held::Value(value) => Mark(variant(value)),
            Held::Text(text) => Mark(of_text(text)),
            Held::Subquery(select) => select.mark(),
        }
    }

    #[inline(always)]
    pub(crate) fn of_name(name: &'static str) -> Self {
        Mark(address(name))
    }

    #[inline(always)]
    pub(crate) fn of_number(number: u64) -> Self {
        Mark(number)
    }

    /// The mark of what has this mark and, behind it, the other.
    #[inline(always)]
    pub(crate) fn with(self, Mark(other): Mark) -> Self {
        Mark(self.0.rotate_left(7) ^ other)
    }

    #[inline(always)]
    pub(crate) fn with_operator(self, operator: Operator) -> Self {
        self.with(Mark(match operator {
            Operator::Function(text)
            | Operator::Template(text)
            | Operator::Fragment(text)
            | Operator::DistinctFunction(text) => address(text),
            operator => variant(&operator).wrapping_mul(FACTOR),
        }))
    }

    /// The mark spread over all bits.
    pub(crate) fn finish(self) -> u64 {
        self.0.wrapping_mul(FACTOR)
    }
}

fn of_text(text: &str) -> u64 {
    text.bytes().fold(0, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(FACTOR))
}

/// Spreads what is multiplied by it over the high bits.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number that tells names in the program's text apart, together with their length: where it is in memory.
#[inline(always)]
pub(crate) fn address(name: &'static str) -> u64 {
    number(name.as_ptr().addr())
}

#[inline(always)]
pub(crate) fn number(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// A number that tells the variants of an enum.
#[inline(always)]
pub(crate) fn variant<T>(value: &T) -> u64 {
    /// Keeps the one number that a discriminant writes.
    struct Discriminant(u64);
    impl Hasher for Discriminant {
        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes {
                self.0 = self.0 << 8 | u64::from(*byte);
            }
        }
        #[inline(always)]
        fn write_isize(&mut self, number: isize) {
            self.0 = self::number(number.cast_unsigned());
        }
        fn finish(&self) -> u64 {
            self.0
        }
    }
    let mut discriminant = Discriminant(0);
    mem::discriminant(value).hash(&mut discriminant);
    discriminant.finish()
}

//! The keys of a join by equality.

use crate::expr::node::{Nodes, Operator};
use crate::expr::{Column, Expr, Operand, Row};
use crate::types::{Nullability, SqlType};

/// The key of one side of a join, which equals the key `Other` of the other side: a column, an expression over columns, or a tuple of
/// up to four.
#[diagnostic::on_unimplemented(
    message = "the keys of the two sides of a join do not pair",
    label = "one side's key does not compare with the other's",
    note = "each side gives a column, an expression over its columns, or a tuple of as many of them as the other: `|o| o.customer_id, |c| c.id`; any other condition goes to `.filter(..)`"
)]
pub trait JoinKey<'a, Other> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn equal(self, other: Other) -> Nodes<'a>;
}

/// A column, or an expression over columns, that compares with a `T`: a key is no bound value.
pub trait SingleKey<'a, T>: Operand<'a, T, Level = Row> {}
#[diagnostic::do_not_recommend]
impl<'a, T, K: Operand<'a, T, Level = Row>> SingleKey<'a, T> for K {}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: SingleKey<'a, T>> JoinKey<'a, K> for Column<T, N> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn equal(self, other: K) -> Nodes<'a> {
        Nodes::leaf(self.node()).binary(Operator::Equal, other.into_operand().nodes)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: SingleKey<'a, T>> JoinKey<'a, K> for Expr<'a, T, N, Row> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn equal(self, other: K) -> Nodes<'a> {
        self.nodes.binary(Operator::Equal, other.into_operand().nodes)
    }
}

macro_rules! tuple {
    ($($head:ident $other_head:ident $($part:ident $other:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, $head: JoinKey<'a, $other_head>, $other_head, $($part: JoinKey<'a, $other>, $other),*>
            JoinKey<'a, ($other_head, $($other,)*)> for ($head, $($part,)*)
        {
            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn equal(self, other: ($other_head, $($other,)*)) -> Nodes<'a> {
                let (($head, $($part,)*), ($other_head, $($other,)*)) = (self, other);
                $head.equal($other_head)$(.binary(Operator::And, $part.equal($other)))*
            }
        }
    )* };
}
tuple! {
    A A2;
    A A2 B B2;
    A A2 B B2 C C2;
    A A2 B B2 C C2 D D2;
}

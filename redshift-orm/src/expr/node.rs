//! The untyped form of an expression: a postfix list of nodes.
//!
//! An operator follows its operands; each node carries the length of the list that ends with it, so that the operands of an
//! operator are found from its end. A single node needs no list.

use std::borrow::Cow;

use super::column::{ColumnName, Source};
use super::window::Frame;
use crate::schema::DataType;
use crate::statement::select::Select;
use crate::types::Value;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'a> {
    pub(crate) kind: Kind<'a>,
    /// Nodes of this expression, this one included.
    pub(crate) size: u32,
}

impl Node<'_> {
    pub(crate) fn is(&self, operator: Operator) -> bool {
        matches!(self.kind, Kind::Operator(this) if this == operator)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind<'a> {
    Column {
        source: Source,
        name: ColumnName,
    },
    Parameter(Value<'a>),
    /// A number that is part of the text.
    Number(u32),
    /// A number from 0 to 1 that is part of the text.
    Fraction(f64),
    /// A word of SQL: a date part, or a function without parentheses.
    Word(&'static str),
    Literal(Literal<'a>),
    /// A SELECT in parentheses.
    Subquery(Box<Select<'a>>),
    /// The n-th GROUP BY key of the query.
    Key(u16),
    /// An operator or function over the expressions before it.
    Operator(Operator),
}

/// A value that is part of the text, where Redshift takes no parameter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal<'a> {
    Text(Cow<'a, str>),
    Integer(i32),
    Boolean(bool),
}

impl Literal<'_> {
    pub(crate) fn to_value(&self) -> Value<'_> {
        match self {
            Literal::Text(text) => Value::Varchar(Cow::Borrowed(text)),
            Literal::Integer(number) => Value::Integer(*number),
            Literal::Boolean(value) => Value::Boolean(*value),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Operator {
    And,
    Or,
    Not,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
    NotLike,
    Ilike,
    NotIlike,
    SimilarTo,
    NotSimilarTo,
    /// The operand matches a POSIX regular expression somewhere.
    Matches,
    NotMatches,
    /// A pattern and its escape character.
    Escape,
    Between,
    NotBetween,
    /// The first operand is looked for among the rest.
    In,
    NotIn,
    Exists,
    /// The operand is looked for among the rows of a subquery.
    InQuery,
    NotInQuery,
    EqualAny,
    NotEqualAll,
    IsNull,
    IsNotNull,
    Concat,
    BitwiseAnd,
    BitwiseOr,
    BitwiseXor,
    BitwiseNot,
    ShiftLeft,
    ShiftRight,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Negate,
    CountStar,
    /// Conditions and results by turns; an odd number of operands ends with the ELSE.
    Case,
    /// An operand, then values and results by turns; an odd one at the end is the ELSE.
    SimpleCase,
    Cast(DataType),
    TryCast(DataType),
    /// A SUPER value and the literal name of an attribute of its.
    Attribute,
    /// A SUPER value and the number of an element of its.
    Element,
    /// EXTRACT of a date part.
    Extract(&'static str),
    /// An item of ORDER BY.
    Sort {
        descending: bool,
        nulls_first: Option<bool>,
    },
    /// A call, its PARTITION BY, and its ORDER BY in items of [`Sort`](Operator::Sort).
    Over {
        partitions: u16,
        frame: Option<Frame>,
    },
    /// A call and the items of its ORDER BY.
    WithinGroup,
    /// A call that passes over NULLs.
    IgnoreNulls,
    Function(&'static str),
    /// A call with words between its arguments, whose places are `{}`.
    Template(&'static str),
    /// A fragment that the program wrote, with a `{}` for each operand.
    Fragment(&'static str),
    /// A function whose argument is preceded by DISTINCT.
    DistinctFunction(&'static str),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Nodes<'a> {
    Leaf(Kind<'a>),
    Tree(List<'a>),
}

impl<'a> Nodes<'a> {
    #[inline]
    pub(crate) fn parameter(value: Value<'a>) -> Self {
        Nodes::Leaf(Kind::Parameter(value))
    }

    /// A text that is part of the statement's text.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Nodes::Leaf(Kind::Literal(Literal::Text(text.into())))
    }

    pub(crate) fn subquery(select: Select<'a>) -> Self {
        Nodes::Leaf(Kind::Subquery(Box::new(select)))
    }

    /// What stands in the list, in order.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &Kind<'a>> {
        let (leaf, tree) = match self {
            Nodes::Leaf(kind) => (Some(kind), None),
            Nodes::Tree(list) => (None, Some(list.nodes().iter().map(|node| &node.kind))),
        };
        leaf.into_iter().chain(tree.into_iter().flatten())
    }

    /// Whether the whole is this operator over its operands.
    pub(crate) fn is(&self, operator: Operator) -> bool {
        match self {
            Nodes::Leaf(_) => false,
            Nodes::Tree(list) => list.nodes().last().is_some_and(|last| last.is(operator)),
        }
    }

    fn len(&self) -> usize {
        match self {
            Nodes::Leaf(_) => 1,
            Nodes::Tree(list) => list.nodes().len(),
        }
    }

    #[inline]
    pub(crate) fn unary(self, operator: Operator) -> Self {
        let kind = Kind::Operator(operator);
        match self {
            Nodes::Leaf(operand) => Nodes::Tree(List::Two([Node { kind: operand, size: 1 }, Node { kind, size: 2 }])),
            Nodes::Tree(list) => Nodes::close(list.into_vec(1), operator),
        }
    }

    // Most operators stand between two leaves; such a list is made at one go.
    #[inline]
    pub(crate) fn binary(self, operator: Operator, right: Nodes<'a>) -> Self {
        let kind = Kind::Operator(operator);
        match (self, right) {
            (Nodes::Leaf(left), Nodes::Leaf(right)) => {
                let nodes = [Node { kind: left, size: 1 }, Node { kind: right, size: 1 }, Node { kind, size: 3 }];
                Nodes::Tree(List::Three(nodes))
            }
            (left, right) => left.joined(right, operator),
        }
    }

    fn joined(self, right: Nodes<'a>, operator: Operator) -> Self {
        let mut nodes = self.into_vec(right.len() + 1);
        right.append_to(&mut nodes);
        Nodes::close(nodes, operator)
    }

    pub(crate) fn ternary(self, operator: Operator, second: Nodes<'a>, third: Nodes<'a>) -> Self {
        let mut nodes = self.into_vec(second.len() + third.len() + 1);
        second.append_to(&mut nodes);
        third.append_to(&mut nodes);
        Nodes::close(nodes, operator)
    }

    /// `self` with one more operand where it is this very operator, or the operator over both.
    pub(crate) fn extend_call(self, operator: Operator, operand: Nodes<'a>) -> Self {
        match self {
            Nodes::Tree(list) if list.nodes().last().is_some_and(|last| last.is(operator)) => {
                let mut nodes = list.into_vec(operand.len());
                nodes.pop();
                operand.append_to(&mut nodes);
                Nodes::close(nodes, operator)
            }
            other => other.binary(operator, operand),
        }
    }

    /// `self` among `items`.
    pub(crate) fn list(self, operator: Operator, items: Vec<Nodes<'a>>) -> Self {
        let mut nodes = self.into_vec(items.len() + 1);
        items.into_iter().for_each(|item| item.append_to(&mut nodes));
        Nodes::close(nodes, operator)
    }

    /// The nodes, with room for more.
    fn into_vec(self, room: usize) -> Vec<Node<'a>> {
        match self {
            Nodes::Leaf(kind) => {
                let mut nodes = Vec::with_capacity(1 + room);
                nodes.push(Node { kind, size: 1 });
                nodes
            }
            Nodes::Tree(list) => list.into_vec(room),
        }
    }

    fn append_to(self, nodes: &mut Vec<Node<'a>>) {
        match self {
            Nodes::Leaf(kind) => nodes.push(Node { kind, size: 1 }),
            Nodes::Tree(List::Two(list)) => nodes.extend(list),
            Nodes::Tree(List::Three(list)) => nodes.extend(list),
            Nodes::Tree(List::Long(mut list)) => nodes.append(&mut list),
        }
    }

    /// The operator over all expressions before it.
    fn close(mut nodes: Vec<Node<'a>>, operator: Operator) -> Self {
        // A statement with more than 32,767 parameters is refused long before.
        let size = u32::try_from(nodes.len() + 1).unwrap_or(u32::MAX);
        nodes.push(Node { kind: Kind::Operator(operator), size });
        Nodes::Tree(List::Long(nodes))
    }
}

/// The nodes of an expression. An operator over leaves, such as a comparison of a column with a value, stands where the list stands,
/// without memory of its own.
#[derive(Debug, Clone)]
pub(crate) enum List<'a> {
    Two([Node<'a>; 2]),
    Three([Node<'a>; 3]),
    Long(Vec<Node<'a>>),
}

impl PartialEq for List<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.nodes() == other.nodes()
    }
}

impl<'a> List<'a> {
    pub(crate) fn nodes(&self) -> &[Node<'a>] {
        match self {
            List::Two(nodes) => nodes,
            List::Three(nodes) => nodes,
            List::Long(nodes) => nodes,
        }
    }

    /// The nodes, with room for more.
    fn into_vec(self, room: usize) -> Vec<Node<'a>> {
        fn with_room<'a, const N: usize>(list: [Node<'a>; N], room: usize) -> Vec<Node<'a>> {
            let mut nodes = Vec::with_capacity(N + room);
            nodes.extend(list);
            nodes
        }
        match self {
            List::Two(list) => with_room(list, room),
            List::Three(list) => with_room(list, room),
            List::Long(nodes) => nodes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_small_to_move() {
        assert!(size_of::<Nodes<'_>>() <= 128, "{} bytes", size_of::<Nodes<'_>>());
    }
}

//! The untyped form of an expression: a postfix list of nodes.
//!
//! An operator follows its operands; each node carries the length of the list that ends with it, so that the operands of an
//! operator are found from its end. A single node needs no list.

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
        matches!(self.kind, Kind::Operator { operator: this, .. } if this == operator)
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
    /// A word of SQL: a date part, or a function without parentheses.
    Word(&'static str),
    /// A value that is part of the text, where Redshift takes no parameter.
    Literal(Value<'a>),
    /// A SELECT in parentheses.
    Subquery(Box<Select<'a>>),
    /// The n-th GROUP BY key of the query.
    Key(u16),
    /// An operator or function over the `operands` expressions before it.
    Operator {
        operator: Operator,
        operands: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Between,
    NotBetween,
    /// The first operand is looked for among the rest.
    In,
    NotIn,
    Exists,
    /// The operand is looked for among the rows of a subquery.
    InQuery,
    NotInQuery,
    IsNull,
    IsNotNull,
    Concat,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Negate,
    CountStar,
    /// Conditions and results by turns; an odd number of operands ends with the ELSE.
    Case,
    Cast(DataType),
    TryCast(DataType),
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
    Function(&'static str),
    /// A call with words between its arguments, whose places are `{}`.
    Template(&'static str),
    /// A function whose argument is preceded by DISTINCT.
    DistinctFunction(&'static str),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Nodes<'a> {
    Leaf(Kind<'a>),
    Tree(Vec<Node<'a>>),
}

impl<'a> Nodes<'a> {
    pub(crate) fn parameter(value: Value<'a>) -> Self {
        Nodes::Leaf(Kind::Parameter(value))
    }

    pub(crate) fn subquery(select: Select<'a>) -> Self {
        Nodes::Leaf(Kind::Subquery(Box::new(select)))
    }

    /// What stands in the list, in order.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &Kind<'a>> {
        let (leaf, tree) = match self {
            Nodes::Leaf(kind) => (Some(kind), None),
            Nodes::Tree(nodes) => (None, Some(nodes.iter().map(|node| &node.kind))),
        };
        leaf.into_iter().chain(tree.into_iter().flatten())
    }

    /// Whether the whole is this operator over its operands.
    pub(crate) fn is(&self, operator: Operator) -> bool {
        match self {
            Nodes::Leaf(_) => false,
            Nodes::Tree(nodes) => nodes.last().is_some_and(|last| last.is(operator)),
        }
    }

    fn len(&self) -> u32 {
        match self {
            Nodes::Leaf(_) => 1,
            Nodes::Tree(nodes) => nodes.last().map_or(0, |last| last.size),
        }
    }

    fn append_to(self, list: &mut Vec<Node<'a>>) {
        match self {
            Nodes::Leaf(kind) => list.push(Node { kind, size: 1 }),
            Nodes::Tree(mut nodes) => list.append(&mut nodes),
        }
    }

    fn into_list(self, room: usize) -> Vec<Node<'a>> {
        match self {
            Nodes::Leaf(kind) => {
                let mut list = Vec::with_capacity(1 + room);
                list.push(Node { kind, size: 1 });
                list
            }
            Nodes::Tree(list) => list,
        }
    }

    pub(crate) fn unary(self, operator: Operator) -> Self {
        self.apply(Kind::Operator { operator, operands: 1 }, [])
    }

    pub(crate) fn binary(self, operator: Operator, right: Nodes<'a>) -> Self {
        self.apply(Kind::Operator { operator, operands: 2 }, [right])
    }

    pub(crate) fn apply(self, kind: Kind<'a>, rest: impl IntoIterator<Item = Nodes<'a>>) -> Self {
        let mut size = self.len() + 1;
        let mut list = self.into_list(3);
        for operand in rest {
            size += operand.len();
            operand.append_to(&mut list);
        }
        list.push(Node { kind, size });
        Nodes::Tree(list)
    }

    /// `self` with one more operand where it is this very operator, or the operator over both.
    pub(crate) fn extend_call(self, operator: Operator, operand: Nodes<'a>) -> Self {
        match self {
            Nodes::Tree(mut list) if list.last().is_some_and(|last| last.is(operator)) => {
                if let Some(Node { kind: Kind::Operator { operands, .. }, size }) = list.pop() {
                    let kind = Kind::Operator { operator, operands: operands + 1 };
                    let size = size + operand.len();
                    operand.append_to(&mut list);
                    list.push(Node { kind, size });
                }
                Nodes::Tree(list)
            }
            other => other.binary(operator, operand),
        }
    }

    /// `self` among `items`.
    pub(crate) fn list(self, operator: Operator, items: Vec<Nodes<'a>>) -> Self {
        let operands = u32::try_from(items.len() + 1).unwrap_or(u32::MAX);
        self.apply(Kind::Operator { operator, operands }, items)
    }
}

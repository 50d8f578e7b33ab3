//! The untyped form of an expression: a postfix list of nodes.
//!
//! An operator follows its operands; each node carries the length of the list that ends with it, so that the operands of an
//! operator are found from its end. A single node needs no list.

use arrayvec::ArrayVec;

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
    /// A number from 0 to 1 that is part of the text.
    Fraction(f64),
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
        let kind = Kind::Operator { operator, operands: 1 };
        match self {
            Nodes::Leaf(operand) => {
                let mut list = ArrayVec::new();
                list.push(Node { kind: operand, size: 1 });
                list.push(Node { kind, size: 2 });
                Nodes::Tree(List::Short(list))
            }
            tree => tree.apply(kind, []),
        }
    }

    // Most operators stand between two leaves; such a list is made at one go.
    #[inline]
    pub(crate) fn binary(self, operator: Operator, right: Nodes<'a>) -> Self {
        let kind = Kind::Operator { operator, operands: 2 };
        match (self, right) {
            (Nodes::Leaf(left), Nodes::Leaf(right)) => {
                let nodes = [Node { kind: left, size: 1 }, Node { kind: right, size: 1 }, Node { kind, size: 3 }];
                Nodes::Tree(List::Short(ArrayVec::from(nodes)))
            }
            (left, right) => left.joined(right, kind),
        }
    }

    fn joined(self, right: Nodes<'a>, kind: Kind<'a>) -> Self {
        let mut list = List::of(self, right.len() + 1);
        list.append(right);
        list.close(kind)
    }

    pub(crate) fn apply(self, kind: Kind<'a>, rest: impl IntoIterator<Item = Nodes<'a>>) -> Self {
        let rest = rest.into_iter();
        let mut list = List::of(self, rest.size_hint().0 + 1);
        rest.for_each(|operand| list.append(operand));
        list.close(kind)
    }

    /// `self` with one more operand where it is this very operator, or the operator over both.
    pub(crate) fn extend_call(self, operator: Operator, operand: Nodes<'a>) -> Self {
        match self {
            Nodes::Tree(mut list) if list.nodes().last().is_some_and(|last| last.is(operator)) => {
                let operands = match list.pop() {
                    Some(Node { kind: Kind::Operator { operands, .. }, .. }) => operands + 1,
                    _ => 1,
                };
                list.append(operand);
                list.close(Kind::Operator { operator, operands })
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

/// The nodes of an expression. A comparison of a column with a value stands where the list stands, without memory of its own.
#[derive(Debug, Clone)]
pub(crate) enum List<'a> {
    Short(ArrayVec<Node<'a>, 3>),
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
            List::Short(nodes) => nodes,
            List::Long(nodes) => nodes,
        }
    }

    /// The nodes of an expression, with room for more.
    fn of(nodes: Nodes<'a>, room: usize) -> Self {
        match nodes {
            Nodes::Leaf(kind) => {
                let mut list = List::with_capacity(1 + room);
                list.push(Node { kind, size: 1 });
                list
            }
            Nodes::Tree(List::Short(nodes)) if nodes.len() + room > nodes.capacity() => {
                let mut list = Vec::with_capacity(nodes.len() + room);
                list.extend(nodes);
                List::Long(list)
            }
            Nodes::Tree(list) => list,
        }
    }

    fn with_capacity(capacity: usize) -> Self {
        let short = ArrayVec::new();
        if capacity <= short.capacity() { List::Short(short) } else { List::Long(Vec::with_capacity(capacity)) }
    }

    fn push(&mut self, node: Node<'a>) {
        match self {
            List::Short(nodes) => {
                if let Err(full) = nodes.try_push(node) {
                    let mut list = Vec::with_capacity(2 * nodes.len());
                    list.extend(nodes.drain(..));
                    list.push(full.element());
                    *self = List::Long(list);
                }
            }
            List::Long(nodes) => nodes.push(node),
        }
    }

    fn pop(&mut self) -> Option<Node<'a>> {
        match self {
            List::Short(nodes) => nodes.pop(),
            List::Long(nodes) => nodes.pop(),
        }
    }

    fn append(&mut self, operand: Nodes<'a>) {
        match (self, operand) {
            (list, Nodes::Leaf(kind)) => list.push(Node { kind, size: 1 }),
            (List::Long(nodes), Nodes::Tree(List::Long(mut operand))) => nodes.append(&mut operand),
            (List::Long(nodes), Nodes::Tree(List::Short(operand))) => nodes.extend(operand),
            (list, Nodes::Tree(List::Short(operand))) => operand.into_iter().for_each(|node| list.push(node)),
            (list, Nodes::Tree(List::Long(operand))) => operand.into_iter().for_each(|node| list.push(node)),
        }
    }

    /// The expression whose last node is put over all others.
    fn close(mut self, kind: Kind<'a>) -> Nodes<'a> {
        // A statement with more than 32,767 parameters is refused long before.
        let size = u32::try_from(self.nodes().len() + 1).unwrap_or(u32::MAX);
        self.push(Node { kind, size });
        Nodes::Tree(self)
    }
}

//! The untyped form of an expression: a postfix list of nodes.
//!
//! An operator follows its operands and carries the length of the list that ends with it, so that its operands are found from its
//! end. A node is copied and dropped without a call: what has memory of its own is held beside the list.

use std::borrow::Cow;

use super::column::{ColumnName, Source};
use super::mark::{Mark, variant};
use super::window::Frame;
use crate::schema::DataType;
use crate::statement::select::Select;
use crate::types::{PlainValue, Value};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Node<'a> {
    Column {
        source: Source,
        name: ColumnName,
    },
    Parameter(PlainValue<'a>),
    /// What is held at this place.
    Held(u32),
    /// A number that is part of the text.
    Number(u32),
    /// A number from 0 to 1 that is part of the text.
    Fraction(f64),
    /// A word of SQL: a date part, or a function without parentheses.
    Word(&'static str),
    Literal(Literal<'a>),
    /// The n-th GROUP BY key of the query.
    Key(u16),
    /// An operator or function over the expressions before it, and how many nodes they and it are.
    Operator(Operator, u32),
    /// The expression before it stands in this clause, and how many nodes they are.
    Clause(Clause, u32),
    /// The expression before it is an item of a SELECT list.
    Item {
        data_type: DataType,
        nullable: bool,
        /// The field that it is read as.
        name: Option<&'static str>,
        /// How many nodes they are.
        size: u32,
    },
}

impl Node<'_> {
    /// How many nodes the expression has that ends with this one.
    pub(crate) fn size(&self) -> usize {
        match self {
            Node::Operator(_, size) | Node::Clause(_, size) | Node::Item { size, .. } => *size as usize,
            _ => 1,
        }
    }

    pub(crate) fn is(&self, operator: Operator) -> bool {
        matches!(self, Node::Operator(this, _) if *this == operator)
    }
}

/// A clause of a SELECT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clause {
    /// The condition of a join.
    On,
    Having,
    Qualify,
}

/// A value that is part of the text, where Redshift takes no parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Literal<'a> {
    Text(&'a str),
    Integer(i32),
    Boolean(bool),
}

impl<'a> Literal<'a> {
    pub(crate) fn to_value(self) -> Value<'a> {
        match self {
            Literal::Text(text) => Value::Varchar(Cow::Borrowed(text)),
            Literal::Integer(number) => Value::Integer(number),
            Literal::Boolean(value) => Value::Boolean(value),
        }
    }
}

/// What has memory of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Held<'a> {
    /// A parameter.
    Value(Value<'a>),
    /// A text that is part of the statement's text.
    Text(String),
    /// A SELECT in parentheses.
    Subquery(Box<Select<'a>>),
}

/// The value of a parameter, where it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Parameter<'q> {
    Plain(&'q PlainValue<'q>),
    Held(&'q Value<'q>),
}

impl<'q> Parameter<'q> {
    #[inline]
    pub(crate) fn value(self) -> Value<'q> {
        match self {
            Parameter::Plain(value) => value.to_value(),
            Parameter::Held(value) => value.borrowed(),
        }
    }

    /// The value without borrows.
    #[inline]
    pub(crate) fn to_static(self) -> Value<'static> {
        match self {
            Parameter::Plain(value) => value.to_static(),
            Parameter::Held(value) => value.borrowed().into_owned(),
        }
    }

    /// Whether both are the same one, and not only equal.
    pub(crate) fn is(self, other: Parameter<'_>) -> bool {
        match (self, other) {
            (Parameter::Plain(this), Parameter::Plain(other)) => std::ptr::eq(this, other),
            (Parameter::Held(this), Parameter::Held(other)) => std::ptr::eq(this, other),
            _ => false,
        }
    }
}

impl<'q> From<&'q Value<'_>> for Parameter<'q> {
    fn from(value: &'q Value<'_>) -> Self {
        Parameter::Held(value)
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
    /// OBJECT_TRANSFORM of an object, the paths that are kept, and paths and values by turns.
    ObjectTransform {
        kept: u16,
    },
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

impl Operator {
    /// Whether it is one of those that most conditions are made of, and its name says all of it.
    #[inline(always)]
    pub(crate) fn is_plain(self) -> bool {
        matches!(
            self,
            Operator::And
                | Operator::Or
                | Operator::Not
                | Operator::Equal
                | Operator::NotEqual
                | Operator::Less
                | Operator::LessOrEqual
                | Operator::Greater
                | Operator::GreaterOrEqual
                | Operator::Like
                | Operator::NotLike
                | Operator::Ilike
                | Operator::NotIlike
                | Operator::SimilarTo
                | Operator::NotSimilarTo
                | Operator::Matches
                | Operator::NotMatches
                | Operator::Escape
                | Operator::Between
                | Operator::NotBetween
                | Operator::In
                | Operator::NotIn
                | Operator::Exists
                | Operator::InQuery
                | Operator::NotInQuery
                | Operator::EqualAny
                | Operator::NotEqualAll
                | Operator::IsNull
                | Operator::IsNotNull
        )
    }
}

/// An expression.
// What has memory stands apart from what has none, so that the compiler need not have the latter in memory to drop it.
#[derive(Debug, Clone)]
pub(crate) struct Nodes<'a> {
    short: Short<'a>,
    /// The list, where it is not a short one.
    long: Vec<Node<'a>>,
    held: Vec<Held<'a>>,
    mark: Mark,
}

/// An operator over leaves, such as a comparison of a column with a value, or over two such: it stands where the expression stands,
/// without memory of its own.
#[derive(Debug, Clone, Copy)]
enum Short<'a> {
    One([Node<'a>; 1]),
    Two([Node<'a>; 2]),
    Three([Node<'a>; 3]),
    Four([Node<'a>; 4]),
    Five([Node<'a>; 5]),
    Six([Node<'a>; 6]),
    Seven([Node<'a>; 7]),
    /// The list is long.
    Not,
}

impl PartialEq for Nodes<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.whole() == other.whole()
    }
}

impl<'a> Nodes<'a> {
    #[inline(always)]
    fn short(short: Short<'a>, mark: Mark) -> Self {
        Nodes { short, long: Vec::new(), held: Vec::new(), mark }
    }

    #[inline(always)]
    pub(crate) fn leaf(node: Node<'a>) -> Self {
        Nodes::short(Short::One([node]), Mark::of_node(node))
    }

    #[inline(always)]
    pub(crate) fn parameter(value: Value<'a>) -> Self {
        match value.into_plain() {
            Ok(value) => Nodes::leaf(Node::Parameter(value)),
            Err(value) => Nodes::holding(Held::Value(value)),
        }
    }

    /// A text that is part of the statement's text.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        match text.into() {
            Cow::Borrowed(text) => Nodes::leaf(Node::Literal(Literal::Text(text))),
            Cow::Owned(text) => Nodes::holding(Held::Text(text)),
        }
    }

    pub(crate) fn subquery(select: Select<'a>) -> Self {
        Nodes::holding(Held::Subquery(Box::new(select)))
    }

    /// An operator without operands.
    pub(crate) fn call(operator: Operator) -> Self {
        Nodes::leaf(Node::Operator(operator, 1))
    }

    fn holding(held: Held<'a>) -> Self {
        let mark = Mark::of_held(&held);
        Nodes { short: Short::One([Node::Held(0)]), long: Vec::new(), held: vec![held], mark }
    }

    fn nodes(&self) -> &[Node<'a>] {
        match &self.short {
            Short::One(nodes) => nodes,
            Short::Two(nodes) => nodes,
            Short::Three(nodes) => nodes,
            Short::Four(nodes) => nodes,
            Short::Five(nodes) => nodes,
            Short::Six(nodes) => nodes,
            Short::Seven(nodes) => nodes,
            Short::Not => &self.long,
        }
    }

    pub(crate) fn whole(&self) -> Part<'_> {
        Part { nodes: self.nodes(), held: &self.held }
    }

    // Most lists are short; such a one is made at one go, and inside the caller: what is written to memory and then copied from there
    // waits for the writes.
    #[inline(always)]
    pub(crate) fn unary(self, operator: Operator) -> Self {
        let Nodes { short, long, held, mark } = self;
        match short {
            Short::One([operand]) => {
                let short = Short::Two([operand, Node::Operator(operator, 2)]);
                Nodes { short, long, held, mark: mark.with_operator(operator) }
            }
            short => Nodes { short, long, held, mark }.closed(operator),
        }
    }

    #[inline(always)]
    pub(crate) fn binary(self, operator: Operator, right: Nodes<'a>) -> Self {
        let Nodes { short, long, held, mark } = self;
        let end = |size| Node::Operator(operator, size);
        let both = match (short, right.short) {
            (Short::One([a]), Short::One([b])) => Short::Three([a, b, end(3)]),
            (Short::Two([a, b]), Short::Two([c, d])) => Short::Five([a, b, c, d, end(5)]),
            (Short::Two([a, b]), Short::Three([c, d, e])) => Short::Six([a, b, c, d, e, end(6)]),
            (Short::Three([a, b, c]), Short::Two([d, e])) => Short::Six([a, b, c, d, e, end(6)]),
            (Short::Three([a, b, c]), Short::Three([d, e, f])) => Short::Seven([a, b, c, d, e, f, end(7)]),
            _ => Short::Not,
        };
        if let Short::Not = both {
            return Nodes { short, long, held, mark }.joined(right, operator);
        }
        let mark = mark.with(right.mark).with_operator(operator);
        if held.is_empty() {
            return Nodes { short: both, long, held: right.held, mark };
        }
        if right.held.is_empty() {
            return Nodes { short: both, long, held, mark };
        }
        Nodes { short, long, held, mark }.joined(right, operator)
    }

    #[inline(never)]
    fn closed(self, operator: Operator) -> Self {
        self.into_long(1).close(operator)
    }

    #[inline(never)]
    fn joined(self, right: Nodes<'a>, operator: Operator) -> Self {
        let mut nodes = self.into_long(right.nodes().len() + 1);
        nodes.push(right);
        nodes.close(operator)
    }

    #[inline(always)]
    pub(crate) fn ternary(self, operator: Operator, second: Nodes<'a>, third: Nodes<'a>) -> Self {
        let Nodes { short, long, held, mark } = self;
        match (short, second.short, third.short) {
            (Short::One([a]), Short::One([b]), Short::One([c]))
                if held.is_empty() && second.held.is_empty() && third.held.is_empty() =>
            {
                let mark = mark.with(second.mark).with(third.mark).with_operator(operator);
                Nodes::short(Short::Four([a, b, c, Node::Operator(operator, 4)]), mark)
            }
            _ => Nodes { short, long, held, mark }.enclosed(operator, second, third),
        }
    }

    #[inline(never)]
    fn enclosed(self, operator: Operator, second: Nodes<'a>, third: Nodes<'a>) -> Self {
        let mut nodes = self.into_long(second.nodes().len() + third.nodes().len() + 1);
        nodes.push(second);
        nodes.push(third);
        nodes.close(operator)
    }

    /// `self` with one more operand where it is this very operator, or the operator over both.
    pub(crate) fn extend_call(self, operator: Operator, operand: Nodes<'a>) -> Self {
        if !self.whole().is(operator) {
            return self.binary(operator, operand);
        }
        let mut nodes = self.into_long(operand.nodes().len());
        nodes.nodes.pop();
        nodes.push(operand);
        nodes.close(operator)
    }

    /// `self` among `items`.
    pub(crate) fn list(self, operator: Operator, items: impl IntoIterator<Item = Nodes<'a>>) -> Self {
        let items = items.into_iter();
        let mut nodes = self.into_long(items.size_hint().0 + 1);
        items.for_each(|item| nodes.push(item));
        nodes.close(operator)
    }

    /// `self` before lists of operands.
    pub(crate) fn before<const N: usize>(self, operator: Operator, operands: [Expressions<'a>; N]) -> Self {
        let mut nodes = self.into_long(1);
        for Expressions { nodes: long, held, mark } in operands {
            nodes.push(Nodes { short: Short::Not, long, held, mark });
        }
        nodes.close(operator)
    }

    /// The function of a call, and its arguments one behind the other.
    pub(crate) fn into_call(self) -> Option<(Operator, Nodes<'a>)> {
        let Expressions { mut nodes, held, mark } = self.into_long(0);
        match nodes.pop() {
            Some(Node::Operator(operator, _)) => {
                // The mark of the call tells the arguments apart as well.
                Some((operator, Nodes { short: Short::Not, long: nodes, held, mark }))
            }
            _ => None,
        }
    }

    /// The expression with room for more nodes.
    fn into_long(self, room: usize) -> Expressions<'a> {
        let nodes = match self.short {
            Short::Not => self.long,
            _ => {
                let short = self.nodes();
                let mut nodes = Vec::with_capacity(short.len() + room);
                nodes.extend_from_slice(short);
                nodes
            }
        };
        Expressions { nodes, held: self.held, mark: self.mark }
    }
}

/// Expressions one behind the other: those of a clause, or operands to be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expressions<'a> {
    nodes: Vec<Node<'a>>,
    held: Vec<Held<'a>>,
    mark: Mark,
}

impl<'a> Expressions<'a> {
    #[inline(always)]
    pub(crate) fn push(&mut self, added: Nodes<'a>) {
        let Nodes { short, long, held, mark } = added;
        self.mark = self.mark.with(mark);
        if !held.is_empty() {
            return self.push_holding(Nodes { short, long, held, mark });
        }
        // By value, so that the list is not in memory before.
        match short {
            Short::One(nodes) => self.nodes.extend(nodes),
            Short::Two(nodes) => self.nodes.extend(nodes),
            Short::Three(nodes) => self.nodes.extend(nodes),
            Short::Four(nodes) => self.nodes.extend(nodes),
            Short::Five(nodes) => self.nodes.extend(nodes),
            Short::Six(nodes) => self.nodes.extend(nodes),
            Short::Seven(nodes) => self.nodes.extend(nodes),
            Short::Not => self.nodes.extend_from_slice(&long),
        }
    }

    #[inline(never)]
    fn push_holding(&mut self, mut added: Nodes<'a>) {
        // A statement with more than 32,767 parameters is refused long before.
        let first = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        self.nodes.extend(added.nodes().iter().map(|node| match node {
            Node::Held(place) => Node::Held(first + place),
            node => *node,
        }));
        self.held.append(&mut added.held);
    }

    /// The operator over all of them.
    fn close(mut self, operator: Operator) -> Nodes<'a> {
        let size = u32::try_from(self.nodes.len() + 1).unwrap_or(u32::MAX);
        self.nodes.push(Node::Operator(operator, size));
        Nodes { short: Short::Not, long: self.nodes, held: self.held, mark: self.mark.with_operator(operator) }
    }

    /// Room for what most clauses have.
    #[inline]
    pub(crate) fn reserve(&mut self) {
        if self.nodes.capacity() == 0 {
            self.nodes = Vec::with_capacity(32);
        }
    }

    #[inline]
    pub(crate) fn whole(&self) -> Part<'_> {
        Part { nodes: &self.nodes, held: &self.held }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        self.mark
    }

    /// An expression as an item of a SELECT list.
    #[inline(always)]
    pub(crate) fn push_item(
        &mut self,
        item: Nodes<'a>,
        data_type: DataType,
        nullable: bool,
        name: Option<&'static str>,
    ) {
        let size = self.push_counted(item);
        self.nodes.push(Node::Item { data_type, nullable, name, size });
        self.mark = name.map_or(self.mark, |name| self.mark.with(Mark::of_name(name)));
    }

    /// An expression in a clause.
    #[inline(always)]
    pub(crate) fn push_in(&mut self, clause: Clause, condition: Nodes<'a>) {
        let size = self.push_counted(condition);
        self.nodes.push(Node::Clause(clause, size));
        self.mark = self.mark.with(Mark::of_number(variant(&clause) + 1));
    }

    /// How many nodes the expression and one behind it are.
    #[inline(always)]
    fn push_counted(&mut self, added: Nodes<'a>) -> u32 {
        let before = self.nodes.len();
        self.push(added);
        u32::try_from(self.nodes.len() + 1 - before).unwrap_or(u32::MAX)
    }

    /// The subqueries in them.
    pub(crate) fn subqueries(&self) -> impl Iterator<Item = &Select<'a>> {
        self.held.iter().filter_map(|held| match held {
            Held::Subquery(select) => Some(&**select),
            Held::Value(_) | Held::Text(_) => None,
        })
    }
}

impl<'a> FromIterator<Nodes<'a>> for Expressions<'a> {
    fn from_iter<I: IntoIterator<Item = Nodes<'a>>>(expressions: I) -> Self {
        let mut all = Expressions::default();
        expressions.into_iter().for_each(|nodes| all.push(nodes));
        all
    }
}

impl PartialEq for Expressions<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.whole() == other.whole()
    }
}

/// Consecutive nodes of an expression, with all that it holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'q> {
    nodes: &'q [Node<'q>],
    held: &'q [Held<'q>],
}

impl<'q> Part<'q> {
    pub(crate) fn nodes(self) -> &'q [Node<'q>] {
        self.nodes
    }

    /// What a node holds.
    pub(crate) fn held(self, place: u32) -> Option<&'q Held<'q>> {
        self.held.get(place as usize)
    }

    /// The parameter that it is, if it is one.
    pub(crate) fn as_parameter(self) -> Option<Parameter<'q>> {
        match self.nodes {
            [Node::Parameter(value)] => Some(Parameter::Plain(value)),
            [Node::Held(place)] => match self.held(*place) {
                Some(Held::Value(value)) => Some(Parameter::Held(value)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The text that it is, if it is a literal one.
    pub(crate) fn as_text(self) -> Option<&'q str> {
        match self.nodes {
            [Node::Literal(Literal::Text(text))] => Some(text),
            [Node::Held(place)] => match self.held(*place) {
                Some(Held::Text(text)) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The expression that stands in the clause, if it is the clause's.
    pub(crate) fn of_clause(self, clause: Clause) -> Option<Part<'q>> {
        match self.split_last() {
            Some((Node::Clause(this, _), expression)) if *this == clause => Some(expression),
            _ => None,
        }
    }

    /// The SELECT that it is, if it is a subquery.
    pub(crate) fn as_subquery(self) -> Option<&'q Select<'q>> {
        match self.nodes {
            [Node::Held(place)] => match self.held(*place) {
                Some(Held::Subquery(select)) => Some(select),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it is this operator over operands.
    pub(crate) fn is(self, operator: Operator) -> bool {
        self.nodes.last().is_some_and(|last| last.is(operator))
    }

    /// Whether a value is bound in it.
    pub(crate) fn binds(self) -> bool {
        self.nodes.iter().any(|node| match node {
            Node::Parameter(_) => true,
            Node::Held(place) => matches!(self.held(*place), Some(Held::Value(_))),
            _ => false,
        })
    }

    /// The nodes from `start` to before `end`.
    pub(crate) fn range(self, start: usize, end: usize) -> Part<'q> {
        Part { nodes: &self.nodes[start..end], held: self.held }
    }

    /// The last node, and those before it.
    pub(crate) fn split_last(self) -> Option<(&'q Node<'q>, Part<'q>)> {
        let (last, nodes) = self.nodes.split_last()?;
        Some((last, Part { nodes, held: self.held }))
    }

    /// The two operands that the nodes before a binary operator are.
    pub(crate) fn halves(self) -> (Part<'q>, Part<'q>) {
        let size = self.nodes.last().map_or(0, Node::size);
        let middle = self.nodes.len().saturating_sub(size);
        (self.range(0, middle), self.range(middle, self.nodes.len()))
    }

    /// The operands that the nodes before an operator are.
    pub(crate) fn split(self) -> Vec<Part<'q>> {
        let mut parts = Vec::new();
        let mut rest = self;
        while !rest.nodes.is_empty() {
            let (before, part) = rest.halves();
            parts.push(part);
            rest = before;
        }
        parts.reverse();
        parts
    }
}

impl PartialEq for Part<'_> {
    fn eq(&self, other: &Self) -> bool {
        let equal = |(this, other_node): (&Node<'_>, &Node<'_>)| match (this, other_node) {
            (Node::Held(this), Node::Held(place)) => self.held(*this) == other.held(*place),
            (this, node) => this == node,
        };
        self.nodes.len() == other.nodes.len() && self.nodes.iter().zip(other.nodes).all(equal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_small_to_move() {
        assert!(size_of::<Node<'_>>() <= 32, "{} bytes", size_of::<Node<'_>>());
        assert!(size_of::<Nodes<'_>>() <= 288, "{} bytes", size_of::<Nodes<'_>>());
    }
}

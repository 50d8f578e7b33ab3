//! Which columns a condition compares by `=`.

use super::expr::{halves, split};
use crate::expr::Source;
use crate::expr::node::{Kind, Node, Nodes, Operator};

/// Whether the condition holds only where an expression over columns of the target is equal to one over columns of other sources.
pub(super) fn is_equijoin(condition: &Nodes<'_>, target: Source) -> bool {
    let of_target = |operand: &[Node<'_>]| sources(operand).any(|source| source == target);
    let of_others = |operand: &[Node<'_>]| sources(operand).any(|source| source != target);
    conjuncts(condition).into_iter().filter_map(equality).any(|(left, right)| {
        (of_target(left) && !of_others(left) && of_others(right) && !of_target(right))
            || (of_target(right) && !of_others(right) && of_others(left) && !of_target(left))
    })
}

/// Whether the condition is columns of the target compared with columns of other sources by `=`, and nothing else.
pub(super) fn are_column_equalities(condition: &Nodes<'_>, target: Source) -> bool {
    let column = |operand: &[Node<'_>]| match operand {
        [Node { kind: Kind::Column { source, .. }, .. }] => Some(*source == target),
        _ => None,
    };
    matches!(condition, Nodes::Tree(_))
        && conjuncts(condition).into_iter().all(|nodes| match equality(nodes) {
            Some((left, right)) => matches!((column(left), column(right)), (Some(a), Some(b)) if a != b),
            None => false,
        })
}

/// The conditions that AND joins.
fn conjuncts<'n, 'a>(condition: &'n Nodes<'a>) -> Vec<&'n [Node<'a>]> {
    let mut found = Vec::new();
    let mut open = match condition {
        Nodes::Leaf(_) => Vec::new(),
        Nodes::Tree(nodes) => vec![nodes.nodes()],
    };
    while let Some(nodes) = open.pop() {
        match nodes.split_last() {
            Some((Node { kind: Kind::Operator(Operator::And), .. }, inner)) => {
                open.extend(split(inner));
            }
            _ => found.push(nodes),
        }
    }
    found
}

/// The two sides of an equality.
fn equality<'n, 'a>(nodes: &'n [Node<'a>]) -> Option<(&'n [Node<'a>], &'n [Node<'a>])> {
    let (last, operands) = nodes.split_last()?;
    last.is(Operator::Equal).then(|| halves(operands))
}

fn sources(nodes: &[Node<'_>]) -> impl Iterator<Item = Source> {
    nodes.iter().filter_map(|node| match node.kind {
        Kind::Column { source, .. } => Some(source),
        _ => None,
    })
}

//! Which columns a condition compares by `=`.

use crate::expr::Source;
use crate::expr::node::{Node, Operator, Part};

/// Whether the condition holds only where an expression over columns of the target is equal to one over columns of other sources.
pub(super) fn is_equijoin(condition: Part<'_>, target: Source) -> bool {
    let of_target = |operand: Part<'_>| sources(operand).any(|source| source == target);
    let of_others = |operand: Part<'_>| sources(operand).any(|source| source != target);
    conjuncts(condition).into_iter().filter_map(equality).any(|(left, right)| {
        (of_target(left) && !of_others(left) && of_others(right) && !of_target(right))
            || (of_target(right) && !of_others(right) && of_others(left) && !of_target(left))
    })
}

/// Whether the condition is columns of the target compared with columns of other sources by `=`, and nothing else.
pub(super) fn are_column_equalities(condition: Part<'_>, target: Source) -> bool {
    let column = |operand: Part<'_>| match operand.nodes() {
        [Node::Column { source, .. }] => Some(*source == target),
        _ => None,
    };
    conjuncts(condition).into_iter().all(|nodes| match equality(nodes) {
        Some((left, right)) => matches!((column(left), column(right)), (Some(a), Some(b)) if a != b),
        None => false,
    })
}

/// The conditions that AND joins.
fn conjuncts<'q>(condition: Part<'q>) -> Vec<Part<'q>> {
    let mut found = Vec::new();
    let mut open = vec![condition];
    while let Some(nodes) = open.pop() {
        match nodes.split_last() {
            Some((last, inner)) if last.is(Operator::And) => open.extend(inner.split()),
            _ => found.push(nodes),
        }
    }
    found
}

/// The two sides of an equality.
fn equality(nodes: Part<'_>) -> Option<(Part<'_>, Part<'_>)> {
    let (last, operands) = nodes.split_last()?;
    last.is(Operator::Equal).then(|| operands.halves())
}

fn sources(nodes: Part<'_>) -> impl Iterator<Item = Source> {
    nodes.nodes().iter().filter_map(|node| match *node {
        Node::Column { source, .. } => Some(source),
        _ => None,
    })
}

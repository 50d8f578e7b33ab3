//! LISTAGG, MEDIAN and percentiles: how they are written, and on what those of one SELECT agree.

use super::SqlWriter;
use super::expr::Binding;
use crate::expr::node::{Node, Operator, Part};
use crate::statement::select::Select;

/// The aggregate functions of a SELECT, as far as Redshift asks them to agree.
#[derive(Debug, Default)]
struct Aggregates<'q> {
    /// LISTAGG, MEDIAN and PERCENTILE_CONT that are no window functions.
    sorted: Vec<SortedCall<'q>>,
    /// There is a function with DISTINCT that is no LISTAGG.
    distinct: bool,
}

#[derive(Debug)]
struct SortedCall<'q> {
    /// Where it ends in its list of nodes.
    end: usize,
    /// The items of its ORDER BY, a single ascending one without its direction: what MEDIAN is ordered by.
    order: Option<Part<'q>>,
}

impl<'q> SqlWriter<'q> {
    pub(super) fn within_group(&mut self, parts: &[Part<'q>]) {
        let Some((call, items)) = parts.split_first() else {
            return;
        };
        self.tree(*call, Binding::Atom);
        self.push(" WITHIN GROUP (ORDER BY ");
        self.list(", ", items, |writer, item| writer.tree(*item, Binding::Any));
        self.push(")");
    }

    /// The fraction of a percentile (`r_PERCENTILE_CONT`: "Numeric constant between 0 and 1").
    pub(super) fn fraction(&mut self, fraction: f64) {
        if !(0.0..=1.0).contains(&fraction) {
            self.fail(|| {
                format!("a percentile is a fraction from 0 to 1, and {fraction} is none; the 95th percentile is 0.95")
            });
        }
        self.push(&fraction.abs().to_string());
    }

    /// The sort-based aggregates of a SELECT have one order, and none stands beside another aggregate with DISTINCT (`r_LISTAGG`, `r_MEDIAN`).
    pub(super) fn check_sorted_aggregates(&mut self, select: &'q Select<'q>) {
        let mut aggregates = Aggregates::default();
        aggregates.note(select.list.whole());
        if aggregates.distinct && !aggregates.sorted.is_empty() {
            self.fail(|| {
                "LISTAGG, MEDIAN or PERCENTILE_CONT stands beside an aggregate with DISTINCT in one SELECT, which Redshift refuses; \
                 compute one of them in a query of its own and join that"
                    .into()
            });
        }
        let mut orders = aggregates.sorted.iter().filter_map(|call| call.order);
        // Parameters have numbers of their own, and Redshift compares the texts.
        let differs = |first: Part<'_>, order: Part<'_>| order != first || order.binds();
        if orders.next().is_some_and(|first| orders.any(|order| differs(first, order))) {
            self.fail(|| {
                "the LISTAGG, MEDIAN and PERCENTILE_CONT of one SELECT have different orders, which Redshift refuses; \
                 give them the same ORDER BY (that of MEDIAN is its argument) without bound values, or compute one in a query of its \
                 own and join that"
                    .into()
            });
        }
    }
}

impl<'q> Aggregates<'q> {
    fn note(&mut self, part: Part<'q>) {
        let nodes = part.nodes();
        let known = self.sorted.len();
        for (end, node) in nodes.iter().enumerate() {
            let Node::Operator(operator, size) = *node else {
                continue;
            };
            match operator {
                Operator::Function("MEDIAN") => {
                    let start = end + 1 - size as usize;
                    self.sorted.push(SortedCall { end, order: Some(part.range(start, end)) });
                }
                Operator::Function("LISTAGG") | Operator::DistinctFunction("LISTAGG") => {
                    self.sorted.push(SortedCall { end, order: None });
                }
                Operator::DistinctFunction(name) => self.distinct |= name != "APPROXIMATE COUNT",
                Operator::WithinGroup => {
                    let call = end_of_first(nodes, end);
                    let is_listagg = self.forget(known, call);
                    if is_listagg || nodes[call].is(Operator::Function("PERCENTILE_CONT")) {
                        self.sorted.push(SortedCall { end, order: Some(plain(part.range(call + 1, end))) });
                    }
                }
                // Window functions need not agree.
                Operator::Over { .. } => {
                    self.forget(known, end_of_first(nodes, end));
                }
                _ => {}
            }
        }
    }

    /// Forgets the call that ends there, and says whether there was one.
    fn forget(&mut self, known: usize, end: usize) -> bool {
        let count = self.sorted.len();
        let place = self.sorted[known..].iter().position(|call| call.end == end);
        if let Some(place) = place {
            self.sorted.remove(known + place);
        }
        self.sorted.len() < count
    }
}

/// Where the first operand of the operator at `end` ends.
fn end_of_first(nodes: &[Node<'_>], end: usize) -> usize {
    let before = end + 1 - nodes[end].size();
    let mut first = end - 1;
    while first + 1 - nodes[first].size() > before {
        first -= nodes[first].size();
    }
    first
}

/// A single ascending item of ORDER BY without its direction, other items as they are.
fn plain(items: Part<'_>) -> Part<'_> {
    match items.split_last() {
        Some((last, operand))
            if last.size() == items.nodes().len()
                && last.is(Operator::Sort { descending: false, nulls_first: None }) =>
        {
            operand
        }
        _ => items,
    }
}

//! Correlated subqueries that Redshift does not take apart, and the rules of recursive common table expressions ("Correlated subqueries",
//! "WITH clause"). Names are told by their qualifiers; one that stands alone may belong to any block.

use super::function::{self, Window};
use super::identifier;
use super::keyword::Keyword;
use super::query;
use super::rewriter::Rewriter;
use super::token::Kind;
use crate::refusal::Refusal;

impl Rewriter<'_, '_> {
    /// Notes a column by its tokens, where it belongs to a block farther out.
    ///
    /// # Errors
    /// When Redshift does not take such a subquery apart.
    pub(super) fn note_correlation(&mut self, first: usize, last: usize) -> Result<(), Refusal> {
        if last == first || self.scopes.len() < 2 {
            return Ok(());
        }
        let qualifier = identifier::label(self.tree, last - 2)?;
        let first = identifier::label(self.tree, first)?;
        let here = self.scopes.len() - 1;
        let has = |scope: &super::navigation::Scope| scope.has(&first) || scope.has(&qualifier);
        let Some(there) = self.scopes.iter().rposition(has).filter(|there| *there < here) else { return Ok(()) };
        if self.ctes.iter().any(|cte| cte.is_recursive && cte.is_open) {
            return Err(Refusal::not_supported("Correlated subquery in recursive CTE is not supported yet"));
        }
        let is_refused = there + 1 < here || self.scopes[there].in_condition || self.is_not_unnested(here);
        if is_refused {
            return Err(not_taken_apart());
        }
        for scope in &mut self.scopes[there + 1..] {
            scope.correlations.push(last);
        }
        Ok(())
    }

    /// Whether a correlated block has a window function, or is the list of an `IN` that groups and aggregates other than by MIN and MAX.
    fn is_not_unnested(&self, scope: usize) -> bool {
        let Some((list, end)) = self.scopes[scope].block else { return false };
        let is_function = |at: usize, names: fn(&str) -> bool| {
            self.tree.is_name(at)
                && self.tree.kind(at + 1) == Kind::Open
                && names(&self.tree.text(at).to_ascii_lowercase())
        };
        let parts = self.parts(list, end);
        let mut tokens = list..parts.end;
        if tokens.clone().any(|at| self.tree.keyword(at) == Keyword::Over && self.tree.kind(at + 1) == Kind::Open) {
            return true;
        }
        let before = |count: usize| self.tree.keyword(list.wrapping_sub(count));
        // "Null-sensitive correlation references to an Amazon Redshift system table".
        let is_null_sensitive = before(1) == Keyword::Select
            && ((before(3) == Keyword::In && before(4) == Keyword::Not) || before(3) == Keyword::All);
        let reads_system = || {
            self.level(list, parts.end).any(|at| {
                let is_source = matches!(self.tree.keyword(at - 1), Keyword::From | Keyword::Join)
                    || self.tree.kind(at - 1) == Kind::Comma;
                let name = self.tree.text(at).to_ascii_lowercase();
                is_source
                    && ["pg_", "stv_", "stl_", "svv_", "svl_", "sys_"].iter().any(|prefix| name.starts_with(prefix))
            })
        };
        if is_null_sensitive && reads_system() {
            return true;
        }
        let is_list = before(1) == Keyword::Select && before(3) == Keyword::In;
        let groups = |at| self.tree.keyword(at) == Keyword::Group && self.tree.keyword(at + 1) == Keyword::By;
        let aggregates = |name: &str| function::window(name) == Window::Aggregate && !matches!(name, "min" | "max");
        is_list && self.level(list, parts.end).any(groups) && tokens.any(|at| is_function(at, aggregates))
    }

    /// Leaves blocks, whose correlations are those of the subquery that they are.
    pub(super) fn close_scopes(&mut self, depth: usize) {
        while self.scopes.len() > depth {
            let Some(scope) = self.scopes.pop() else { return };
            if let Some(outer) = self.scopes.last_mut() {
                outer.subqueries.extend(scope.correlations);
            }
        }
    }

    /// Notes whether the walk is in an `ON` of the block's joins.
    pub(super) fn enter_condition(&mut self, is_in: bool) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.in_condition = is_in;
        }
    }

    /// Refuses groups by the result of a correlated subquery.
    ///
    /// # Errors
    /// When an element of the list names one.
    pub(super) fn check_correlated_groups(&self, start: usize, end: usize) -> Result<(), Refusal> {
        let Some(scope) = self.scopes.last().filter(|scope| !scope.subqueries.is_empty()) else { return Ok(()) };
        let Some((list, block_end)) = scope.block else { return Ok(()) };
        let is_correlated = |start: usize, end: usize| scope.subqueries.iter().any(|at| (start..end).contains(at));
        let mut stop = start;
        while stop < end && !self.ends_block(stop, end) && !self.is_qualify(stop, end) {
            stop = self.tree.next(stop);
        }
        let items = self.items(&self.parts(list, block_end))?;
        for (start, end) in self.grouping_list(start, stop) {
            let text = self.tree.text(start);
            let item = match self.tree.kind(start) {
                _ if end > start + 1 => None,
                Kind::Number => text.parse::<usize>().ok().and_then(|place| items.get(place.checked_sub(1)?)),
                _ => items.iter().find(|item| {
                    let label = |at| identifier::label(self.tree, at).ok();
                    item.alias.is_some_and(|alias| label(alias) == label(start))
                }),
            };
            if is_correlated(start, end) || item.is_some_and(|item| is_correlated(item.start, item.end)) {
                return Err(not_taken_apart());
            }
        }
        Ok(())
    }

    /// Checks the query of a recursive common table expression: "a UNION ALL query that consists of two SELECT subqueries", of which the
    /// second names it.
    ///
    /// # Errors
    /// On what Redshift refuses.
    pub(super) fn check_recursion(&self, name: &str, open: usize) -> Result<(), Refusal> {
        let close = self.tree.close(open);
        let names_it = |at: usize| {
            self.tree.is_name(at)
                && (matches!(self.tree.keyword(at - 1), Keyword::From | Keyword::Join)
                    || self.tree.kind(at - 1) == Kind::Comma)
                && self.tree.kind(at + 1) != Kind::Dot
                && identifier::label(self.tree, at).is_ok_and(|label| label == name)
        };
        if !(open + 1..close).any(names_it) {
            return Ok(());
        }
        let operators: Vec<usize> =
            self.level(open + 1, close).filter(|at| query::is_set_operator(self.tree.keyword(*at))).collect();
        let &[operator] = operators.as_slice() else {
            return Err(Refusal::unknown_answer("a recursive common table expression of anything but two queries"));
        };
        let is_union_all =
            self.tree.keyword(operator) == Keyword::Union && self.tree.keyword(operator + 1) == Keyword::All;
        if !is_union_all {
            return Err(Refusal::unknown_answer("a recursive common table expression without UNION ALL"));
        }
        if (open + 1..operator).any(names_it) {
            return Err(Refusal::unknown_answer(
                "a recursive common table expression that names itself in its first query",
            ));
        }
        let member = operator + 2;
        if self.tree.keyword(member) == Keyword::Select && self.tree.keyword(member + 1) == Keyword::Distinct {
            let message = format!("The recursive subquery of CTE {name} can not have distinct clause.");
            return Err(Refusal::not_supported(message));
        }
        let is_ordered = |at: usize| match self.tree.keyword(at) {
            Keyword::Order => self.tree.keyword(at + 1) == Keyword::By,
            keyword => matches!(keyword, Keyword::Limit | Keyword::Offset | Keyword::Top),
        };
        if self.level(member, close).any(is_ordered) {
            return Err(Refusal::unknown_answer(
                "ORDER BY or LIMIT in the second query of a recursive common table expression",
            ));
        }
        Ok(())
    }
}

fn not_taken_apart() -> Refusal {
    Refusal::new("XX000", "This type of correlated subquery pattern is not supported due to internal error")
}

//! `QUALIFY`: the query block becomes a subselect, and its condition a column of it that the outer block filters by.
//!
//! The outer block names the columns as the engine would, and takes what it sorts by from the subselect as well.

use super::identifier;
use super::keyword::Keyword;
use super::rewriter::{Clause, Rewriter};
use super::select_list::{Block, Column};
use super::token::Kind;
use crate::refusal::Refusal;

/// The subselect. Its columns are `c0`, `c1`, .., the condition, and `sort0`, ..
const BLOCK: &str = "redshift_local_block";

fn not_simulated(what: &str) -> Refusal {
    Refusal::not_simulated(&format!("QUALIFY {what}"))
}

impl Rewriter<'_, '_> {
    /// Walks a query block with a `QUALIFY`, and the `ORDER BY` behind it, and says which token follows. `from` is the rewritten `FROM`, with
    /// the token behind it.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn qualified_block(
        &mut self,
        block: Block,
        qualify: usize,
        list: Vec<Column>,
        from: Option<(String, usize)>,
    ) -> Result<usize, Refusal> {
        let Block { select, distinct, parts, end, combined } = block;
        let (Some(keyword), Some((from, conditions))) = (parts.from, from) else {
            return Err(not_simulated("without FROM"));
        };
        self.check_alias(keyword, qualify)?;
        let mut behind = qualify + 1;
        while behind < end && !self.ends_block(behind, end) {
            behind = self.tree.next(behind);
        }
        // The windows of the condition are those of a select list.
        self.clause = Clause::List;
        let condition = self.render_expression(qualify + 1, behind)?;
        let has_window = |start, end| (start..end).any(|at| self.tree.keyword(at) == Keyword::Over);
        if !has_window(qualify + 1, behind) && !has_window(parts.list, parts.list_end) {
            return Err(not_simulated("without a window function in it or in the select list"));
        }
        let aliases = std::mem::take(&mut self.aliases);
        let order = if combined { Vec::new() } else { self.sort_keys(behind, end, distinct, &list)? };
        self.aliases = aliases;
        self.clause = Clause::Other;

        let outer: Vec<String> = list
            .iter()
            .enumerate()
            .map(|(number, column)| format!("{BLOCK}.c{number} AS {}", identifier::quote(&column.name)))
            .collect();
        let distinct = if distinct { "DISTINCT " } else { "" };
        let mut columns: Vec<String> = (0..list.len()).map(|number| format!("c{number}")).collect();
        let mut inner: Vec<String> = list.iter().map(Column::item).collect();
        columns.push("condition".to_owned());
        inner.push(format!("({condition})"));
        for key in &order {
            if let Some(text) = &key.inner {
                columns.push(key.column.clone());
                inner.push(format!("({text})"));
            }
        }
        let mut at = parts.exclude.map_or(parts.list_end, |(_, end)| end);
        self.replace_tokens(select, at - 1, &format!("SELECT {distinct}{}", outer.join(", ")));
        if parts.into == Some(at) {
            at = self.into(at)?;
        }
        if at != keyword {
            return Err(self.tree.syntax_error(at));
        }
        let text = format!("FROM (SELECT {} FROM {from}", inner.join(", "));
        self.replace_tokens(keyword, conditions - 1, &text);
        let at = self.conditions(conditions, qualify)?;
        if at != qualify {
            return Err(self.tree.syntax_error(at));
        }
        let text = format!(") AS {BLOCK} ({}) WHERE {BLOCK}.condition", columns.join(", "));
        self.replace_tokens(qualify, behind - 1, &text);
        for key in &order {
            self.replace_tokens(key.start, key.end - 1, &format!("{BLOCK}.{}", key.column));
        }
        Ok(self.behind_order(behind, end, combined))
    }

    /// The tokens of one level.
    pub(super) fn level(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let tree = self.tree;
        std::iter::successors(Some(start), move |at| Some(tree.next(*at))).take_while(move |at| *at < end)
    }

    /// The first token of one level that is such a keyword.
    pub(super) fn top_level(&self, start: usize, end: usize, is_it: impl Fn(Keyword) -> bool) -> Option<usize> {
        self.level(start, end).find(|at| is_it(self.tree.keyword(*at)))
    }

    /// The first comma of one level, or the end.
    pub(super) fn comma(&self, start: usize, end: usize) -> usize {
        self.level(start, end).find(|at| self.tree.kind(*at) == Kind::Comma).unwrap_or(end)
    }

    /// Directly behind `FROM`, the relation needs an alias ("QUALIFY clause").
    fn check_alias(&self, from: usize, qualify: usize) -> Result<(), Refusal> {
        let is_between = |keyword| {
            matches!(keyword, Keyword::Where | Keyword::Group | Keyword::Having | Keyword::On | Keyword::Using)
        };
        if self.top_level(from, qualify, is_between).is_some() {
            return Ok(());
        }
        let before = qualify - 1;
        let is_bare = self.tree.is_name(before)
            && (matches!(self.tree.keyword(before - 1), Keyword::From | Keyword::Join)
                || self.tree.kind(before - 1) == Kind::Comma
                || (self.tree.kind(before - 1) == Kind::Dot && self.is_relation(before)));
        if is_bare {
            // The word is free, so that it is taken for the alias.
            return Err(self.tree.syntax_error(qualify + 1));
        }
        Ok(())
    }

    /// Whether a qualified name that ends here stands where relations do.
    fn is_relation(&self, last: usize) -> bool {
        let mut first = last;
        while first >= 2 && self.tree.kind(first - 1) == Kind::Dot {
            first -= 2;
        }
        matches!(self.tree.keyword(first - 1), Keyword::From | Keyword::Join)
            || self.tree.kind(first - 1) == Kind::Comma
    }

    /// The token behind the `ORDER BY` that follows a block, if it is the block's own.
    fn behind_order(&self, start: usize, end: usize, combined: bool) -> usize {
        if combined || self.tree.keyword(start) != Keyword::Order || start >= end {
            return start;
        }
        let mut at = start + 2;
        while at < end && !self.ends_block(at, end) && self.tree.keyword(at) != Keyword::On {
            at = self.tree.next(at);
        }
        at
    }

    /// The items of `ORDER BY` that the outer block cannot say as they are. Places and the names of its columns it can.
    fn sort_keys(
        &mut self,
        start: usize,
        end: usize,
        distinct: bool,
        list: &[Column],
    ) -> Result<Vec<SortKey>, Refusal> {
        let end = self.behind_order(start, end, false);
        let mut keys = Vec::new();
        let mut at = start + 2;
        while at < end {
            let next = self.comma(at, end);
            let mut last = next;
            if matches!(self.tree.keyword(last - 1), Keyword::First | Keyword::Last)
                && self.tree.keyword(last - 2) == Keyword::Nulls
            {
                last -= 2;
            }
            last -= usize::from(matches!(self.tree.keyword(last - 1), Keyword::Asc | Keyword::Desc));
            if last <= at || next + 1 == end {
                return Err(self.tree.syntax_error(if last <= at { at } else { next }));
            }
            if let Some(key) = self.sort_key(at, last, keys.len(), distinct, list)? {
                keys.push(key);
            }
            at = next + 1;
        }
        Ok(keys)
    }

    fn sort_key(
        &mut self,
        start: usize,
        end: usize,
        number: usize,
        distinct: bool,
        list: &[Column],
    ) -> Result<Option<SortKey>, Refusal> {
        let is_one = end == start + 1;
        if is_one && matches!(self.tree.kind(start), Kind::Number | Kind::String) {
            return Ok(None);
        }
        let column = |number: usize| SortKey { start, end, column: format!("c{number}"), inner: None };
        if is_one && self.tree.is_name(start) {
            // The columns of the list come before those of FROM.
            let name = identifier::label(self.tree, start)?;
            let mut same = list.iter().enumerate().filter(|(_, column)| column.name == name);
            if let Some((number, first)) = same.next() {
                // Two that differ are ambiguous, which is for the engine to say.
                let agrees = |other: &Column| match (first.tokens, other.tokens) {
                    (Some(first), Some(other)) => self.is_same_text(first, other),
                    _ => false,
                };
                let agree = same.all(|(_, other)| agrees(other));
                return Ok(agree.then(|| column(number)));
            }
        }
        let is_it = |column: &Column| column.tokens.is_some_and(|tokens| self.is_same_text(tokens, (start, end)));
        if let Some(number) = list.iter().position(is_it) {
            return Ok(Some(column(number)));
        }
        if distinct && list.iter().any(|column| column.tokens.is_none()) {
            return Err(not_simulated("with SELECT DISTINCT * and ORDER BY"));
        }
        let inner = Some(self.render_expression(start, end)?);
        Ok(Some(SortKey { start, end, column: format!("sort{number}"), inner }))
    }

    /// Whether two stretches of tokens say the same.
    pub(super) fn is_same_text(
        &self,
        (first, first_end): (usize, usize),
        (second, second_end): (usize, usize),
    ) -> bool {
        let same = |(a, b): (usize, usize)| match self.tree.kind(a) {
            Kind::String => self.tree.text(a) == self.tree.text(b),
            _ => self.tree.text(a).eq_ignore_ascii_case(self.tree.text(b)),
        };
        first_end - first == second_end - second && (first..first_end).zip(second..second_end).all(same)
    }
}

/// An item of `ORDER BY`: its tokens without the direction, the column of the subselect, and what that column is if the list has none.
#[derive(Debug)]
struct SortKey {
    start: usize,
    end: usize,
    column: String,
    inner: Option<String>,
}

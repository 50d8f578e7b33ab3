//! `QUALIFY`: the query block becomes a subselect, and its condition a column of it that the outer block filters by.
//!
//! The outer block names the columns as the engine would, and takes what it sorts by from the subselect as well. A `*` is carried as a
//! whole row.

use super::keyword::Keyword;
use super::rewriter::{Clause, Rewriter};
use super::token::Kind;
use super::{column_name, identifier, query};
use crate::refusal::Refusal;

/// The subselect. Its columns are `c0`, `c1`, .., the condition, and `sort0`, ..
const BLOCK: &str = "redshift_local_block";

/// A query block with a `QUALIFY`: its tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct QualifiedBlock {
    /// `SELECT`.
    pub(super) select: usize,
    /// Whether `DISTINCT` follows.
    pub(super) distinct: bool,
    /// The first of the select list.
    pub(super) list: usize,
    pub(super) qualify: usize,
    pub(super) end: usize,
    /// Whether it is an operand of a set operator, so that an `ORDER BY` behind it is not its own.
    pub(super) combined: bool,
}

/// One item of the select list.
#[derive(Debug)]
enum Item {
    /// An expression: its tokens, its alias, and the name of the column.
    Value { start: usize, end: usize, has_alias: bool, name: String },
    /// `*` or `t.*`: the row of a relation, which may be the only one of `FROM`.
    Row { alone: bool },
}

fn not_simulated(what: &str) -> Refusal {
    Refusal::not_simulated(&format!("QUALIFY {what}"))
}

impl Rewriter<'_, '_> {
    /// Where the `QUALIFY` of a query block stands. The word is free: it may be a name.
    pub(super) fn find_qualify(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        while at < end && !query::is_set_operator(self.tree.keyword(at)) {
            let is_clause = self.tree.keyword(at) == Keyword::Qualify
                && self.ends_operand(at - 1)
                && !matches!(self.tree.keyword(at - 1), Keyword::As)
                && self.tree.kind(at - 1) != Kind::Dot
                && self.starts_operand(at + 1, end);
            if is_clause {
                return Some(at);
            }
            at = self.tree.next(at);
        }
        None
    }

    /// Walks a query block with a `QUALIFY`, and the `ORDER BY` behind it, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn qualified_block(&mut self, block: QualifiedBlock) -> Result<usize, Refusal> {
        let QualifiedBlock { select, distinct, list, qualify, end, combined } = block;
        let from = self
            .top_level(list, qualify, |keyword| keyword == Keyword::From)
            .ok_or_else(|| not_simulated("without FROM"))?;
        if self.top_level(list, from, |keyword| keyword == Keyword::Into).is_some() {
            return Err(not_simulated("with INTO"));
        }
        let mut behind = qualify + 1;
        while behind < end && !self.ends_block(behind, end) {
            behind = self.tree.next(behind);
        }
        self.check_alias(from, qualify)?;
        self.clause = Clause::List;
        let (items, inner) = self.qualified_list(list, from, qualify)?;
        self.check_condition(qualify + 1, behind, &items)?;
        // The windows of the condition are those of a select list.
        let condition = self.render_expression(qualify + 1, behind)?;
        let order = if combined { Vec::new() } else { self.sort_keys(behind, end, distinct, &items)? };
        self.clause = Clause::Other;

        let outer: Vec<String> = items
            .iter()
            .enumerate()
            .map(|(number, item)| match item {
                Item::Value { name, .. } => format!("{BLOCK}.c{number} AS {}", identifier::quote(name)),
                Item::Row { .. } => format!("({BLOCK}.c{number}).*"),
            })
            .collect();
        let distinct = if distinct { "DISTINCT " } else { "" };
        let columns = (0..items.len()).map(|number| format!("c{number}"));
        let (mut columns, mut inner): (Vec<String>, Vec<String>) = (columns.collect(), inner);
        columns.push("condition".to_owned());
        inner.push(format!("({condition})"));
        for key in &order {
            if let Some(text) = &key.inner {
                columns.push(key.column.clone());
                inner.push(format!("({text})"));
            }
        }
        let text = format!("SELECT {distinct}{} FROM (SELECT {}", outer.join(", "), inner.join(", "));
        self.replace_tokens(select, from - 1, &text);
        let at = self.from(from + 1, qualify, true)?;
        let at = self.conditions(at, qualify)?;
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
    fn level(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let tree = self.tree;
        std::iter::successors(Some(start), move |at| Some(tree.next(*at))).take_while(move |at| *at < end)
    }

    /// The first token of one level that is such a keyword.
    fn top_level(&self, start: usize, end: usize, is_it: impl Fn(Keyword) -> bool) -> Option<usize> {
        self.level(start, end).find(|at| is_it(self.tree.keyword(*at)))
    }

    /// The first comma of one level, or the end.
    pub(super) fn comma(&self, start: usize, end: usize) -> usize {
        self.level(start, end).find(|at| self.tree.kind(*at) == Kind::Comma).unwrap_or(end)
    }

    /// The items of the select list, and their texts for the subselect.
    fn qualified_list(
        &mut self,
        list: usize,
        from: usize,
        qualify: usize,
    ) -> Result<(Vec<Item>, Vec<String>), Refusal> {
        let (mut items, mut texts) = (Vec::new(), Vec::new());
        let is_more = |at: usize| self.tree.kind(at) == Kind::Comma || self.tree.keyword(at) == Keyword::Join;
        let alone = !self.level(from, qualify).any(is_more);
        let mut start = list;
        while start < from {
            let next = self.comma(start, from);
            if next == start || next + 1 == from {
                return Err(self.tree.syntax_error(next));
            }
            let last = next - 1;
            if self.tree.is_operator(last, "*") && (last == start || self.tree.kind(last - 1) == Kind::Dot) {
                for relation in self.starred(start, last, from, qualify)? {
                    texts.push(identifier::quote(&relation));
                    items.push(Item::Row { alone });
                }
            } else {
                let (item, text) = self.value(start, next)?;
                items.push(item);
                texts.push(text);
            }
            start = next + 1;
        }
        if items.is_empty() { Err(self.tree.syntax_error(from)) } else { Ok((items, texts)) }
    }

    /// The relations whose rows a `*` stands for.
    fn starred(&self, start: usize, last: usize, from: usize, qualify: usize) -> Result<Vec<String>, Refusal> {
        if self.top_level(from, qualify, |keyword| matches!(keyword, Keyword::Group | Keyword::Having)).is_some() {
            return Err(not_simulated("with * and GROUP BY"));
        }
        if last == start {
            return self.relations(from, qualify);
        }
        if last == start + 2 && self.tree.is_name(start) {
            return Ok(vec![identifier::label(self.tree, start)?]);
        }
        Err(not_simulated("with this *"))
    }

    /// An expression of the list with its alias.
    fn value(&mut self, start: usize, next: usize) -> Result<(Item, String), Refusal> {
        let last = next - 1;
        let has_as = next >= start + 3 && self.tree.keyword(last - 1) == Keyword::As;
        let is_bare_alias = last > start
            && self.tree.is_name(last)
            && !self.tree.keyword(last).is_reserved()
            && self.ends_operand(last - 1)
            && self.tree.keyword(last - 1) != Keyword::Zone
            && self.top_level(start, next, |keyword| keyword == Keyword::Interval).is_none();
        let end = match (has_as, is_bare_alias) {
            (true, _) => last - 1,
            (false, true) => last,
            (false, false) => next,
        };
        let text = self.render_expression(start, end)?;
        let has_alias = end < next;
        if !has_alias {
            let name = self.path_label(start, end).unwrap_or_else(|| column_name::of(&text));
            return Ok((Item::Value { start, end, has_alias, name }, text));
        }
        identifier::check_length(self.tree, last)?;
        let name = identifier::label(self.tree, last)?;
        let text = format!("{text} AS {}", identifier::quote(&name));
        Ok((Item::Value { start, end, has_alias, name }, text))
    }

    /// The names of the relations of a `FROM`, in order.
    fn relations(&self, from: usize, qualify: usize) -> Result<Vec<String>, Refusal> {
        let mut names = Vec::new();
        let (mut start, mut at) = (from + 1, from + 1);
        loop {
            let keyword = self.tree.keyword(at);
            // LEFT and RIGHT are functions, too.
            let is_join = match keyword {
                Keyword::Join | Keyword::Inner | Keyword::Full | Keyword::Cross => true,
                Keyword::Left | Keyword::Right => self.tree.kind(at + 1) != Kind::Open,
                _ => false,
            };
            let ends = at >= qualify || self.ends_block(at, qualify);
            if matches!(keyword, Keyword::Natural | Keyword::Using) {
                return Err(not_simulated("with * of a join with USING or NATURAL"));
            }
            if start > 0 && (ends || is_join || keyword == Keyword::On || self.tree.kind(at) == Kind::Comma) {
                if !self.tree.is_name(at - 1) || self.tree.is_operator(at - 2, "#") {
                    return Err(not_simulated("with * of a relation without a name"));
                }
                names.push(identifier::label(self.tree, at - 1)?);
                // Behind ON the next relation begins with the next join or comma.
                start = 0;
            }
            if ends {
                return Ok(names);
            }
            if keyword == Keyword::Join || self.tree.kind(at) == Kind::Comma {
                start = at + 1;
            }
            at = self.tree.next(at);
        }
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
            return Err(not_simulated("directly behind a relation without an alias"));
        }
        Ok(())
    }

    fn check_condition(&self, start: usize, end: usize, items: &[Item]) -> Result<(), Refusal> {
        if !(start..end).any(|at| self.tree.keyword(at) == Keyword::Over) {
            return Err(not_simulated("without a window function in it"));
        }
        for at in start..end {
            let alone = self.tree.is_name(at)
                && self.tree.kind(at - 1) != Kind::Dot
                && !matches!(self.tree.kind(at + 1), Kind::Dot | Kind::Open);
            if !alone || self.is_date_part(at) {
                continue;
            }
            let name = identifier::label(self.tree, at)?;
            if items.iter().any(|item| self.is_alias_of_another(item, &name)) {
                return Err(not_simulated("with an alias of the select list in it"));
            }
        }
        Ok(())
    }

    /// Whether a name is the date part that a call begins with, and so no column.
    fn is_date_part(&self, at: usize) -> bool {
        let function = self.tree.text(at.saturating_sub(2)).to_ascii_lowercase();
        self.tree.kind(at - 1) == Kind::Open
            && matches!(function.as_str(), "dateadd" | "datediff" | "date_part" | "date_trunc" | "extract")
    }

    /// Whether an item has this alias and is not the column of that name itself.
    fn is_alias_of_another(&self, item: &Item, alias: &str) -> bool {
        let Item::Value { start, end, has_alias: true, name } = item else {
            return false;
        };
        let is_column = (*start..*end).all(|at| self.tree.is_name(at) == (at - start).is_multiple_of(2))
            && identifier::label(self.tree, end - 1).is_ok_and(|column| column == alias);
        name == alias && !is_column
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
    fn sort_keys(&mut self, start: usize, end: usize, distinct: bool, items: &[Item]) -> Result<Vec<SortKey>, Refusal> {
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
            if let Some(key) = self.sort_key(at, last, keys.len(), distinct, items)? {
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
        items: &[Item],
    ) -> Result<Option<SortKey>, Refusal> {
        let is_one = end == start + 1;
        if is_one && matches!(self.tree.kind(start), Kind::Number | Kind::String) {
            return Ok(None);
        }
        let column = |number: usize| SortKey { start, end, column: format!("c{number}"), inner: None };
        if is_one && self.tree.is_name(start) {
            // The columns of the list come before those of FROM.
            let name = identifier::label(self.tree, start)?;
            let mut same = items.iter().enumerate().filter_map(|(number, item)| match item {
                Item::Value { start, end, name: other, .. } => (*other == name).then_some((number, *start, *end)),
                Item::Row { .. } => None,
            });
            if let Some((number, first, last)) = same.next() {
                // Two that differ are ambiguous, which is for the engine to say.
                let agree = same.all(|(_, start, end)| self.is_same_text((first, last), (start, end)));
                return Ok(agree.then(|| column(number)));
            }
            if items.iter().any(|item| matches!(item, Item::Row { alone: false })) {
                return Err(not_simulated("with * of several relations and ORDER BY of a name alone"));
            }
        }
        let same = items.iter().position(
            |item| matches!(item, Item::Value { start: first, end: last, .. } if self.is_same_text((*first, *last), (start, end))),
        );
        if let Some(number) = same {
            return Ok(Some(column(number)));
        }
        if distinct && items.iter().any(|item| matches!(item, Item::Row { .. })) {
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

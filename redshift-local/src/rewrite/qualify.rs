//! `QUALIFY`: the query block becomes a subselect, and its condition a column of it that the outer block filters by.
//!
//! The outer block names the columns, so they must have names of their own: columns, the usual calls and what has an alias. A `*` is carried as
//! a whole row.

use super::keyword::Keyword;
use super::rewriter::{Clause, Rewriter};
use super::token::Kind;
use super::{identifier, query};
use crate::refusal::Refusal;

/// The subselect.
const BLOCK: &str = "redshift_local_block";
/// The column of the condition.
const CONDITION: &str = "redshift_local_condition";
/// The columns of whole rows.
const ROW: &str = "redshift_local_row";

/// The functions whose columns go by their own names.
const CALLS: &[&str] = &[
    "avg",
    "count",
    "cume_dist",
    "dense_rank",
    "first_value",
    "lag",
    "last_value",
    "lead",
    "max",
    "min",
    "nth_value",
    "ntile",
    "percent_rank",
    "rank",
    "row_number",
    "sum",
];

/// One item of the select list.
#[derive(Debug)]
enum Item {
    /// A column, or what is followed by `AS` and a name.
    Named { name: String, is_alias: bool },
    /// A call of one of [`CALLS`], which goes by the name of its function.
    Call(String),
    /// `*` or `t.*`: the row of a relation.
    Row(String),
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

    /// Walks a query block with a `QUALIFY`, from behind its `SELECT` and `TOP`, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn qualified_block(
        &mut self,
        select: usize,
        list: usize,
        qualify: usize,
        end: usize,
    ) -> Result<usize, Refusal> {
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
        let items = self.qualified_list(list, from, qualify)?;
        self.check_alias(from, qualify)?;
        self.check_condition(qualify + 1, behind, &items)?;
        self.check_order(behind, end, &items)?;

        let columns: Vec<String> = items
            .iter()
            .enumerate()
            .map(|(number, (_, item))| match item {
                Item::Named { name, .. } | Item::Call(name) => format!("{BLOCK}.{}", identifier::quote(name)),
                Item::Row(_) => format!("({BLOCK}.{ROW}_{number}).*"),
            })
            .collect();
        self.replace_tokens(select, select, &format!("SELECT {} FROM (SELECT", columns.join(", ")));
        self.clause = Clause::List;
        for (number, ((start, last), item)) in items.iter().enumerate() {
            match item {
                Item::Row(alias) => {
                    self.replace_tokens(*start, *last, &format!("{} AS {ROW}_{number}", identifier::quote(alias)));
                }
                Item::Named { is_alias: true, .. } => {
                    self.expression(*start, *last - 1)?;
                    self.lone_label(*last)?;
                }
                Item::Named { .. } => self.expression(*start, *last + 1)?,
                Item::Call(name) => {
                    self.expression(*start, *last + 1)?;
                    self.writer.insert(self.tree.end(*last), &format!(" AS {}", identifier::quote(name)));
                }
            }
        }
        // The windows of the condition are those of a select list.
        let condition = self.render_expression(qualify + 1, behind)?;
        self.clause = Clause::Other;
        self.writer.insert(self.tree.end(from - 1), &format!(", ({condition}) AS {CONDITION}"));
        let at = self.from(from + 1, qualify, true)?;
        let at = self.conditions(at, qualify)?;
        if at != qualify {
            return Err(self.tree.syntax_error(at));
        }
        self.replace_tokens(qualify, behind - 1, &format!(") AS {BLOCK} WHERE {BLOCK}.{CONDITION}"));
        Ok(behind)
    }

    fn lone_label(&mut self, index: usize) -> Result<(), Refusal> {
        identifier::label(self.tree, index)?;
        self.fold(index)
    }

    /// The first token of one level that is such a keyword.
    fn top_level(&self, start: usize, end: usize, is_it: impl Fn(Keyword) -> bool) -> Option<usize> {
        let mut at = start;
        while at < end {
            if is_it(self.tree.keyword(at)) {
                return Some(at);
            }
            at = self.tree.next(at);
        }
        None
    }

    /// The items of the select list with their first and last tokens.
    fn qualified_list(&self, list: usize, from: usize, qualify: usize) -> Result<Vec<((usize, usize), Item)>, Refusal> {
        let mut items: Vec<((usize, usize), Item)> = Vec::new();
        let mut start = list;
        while start < from {
            let mut next = start;
            while next < from && self.tree.kind(next) != Kind::Comma {
                next = self.tree.next(next);
            }
            if next == start || next + 1 == from {
                return Err(self.tree.syntax_error(next));
            }
            let item = self.qualified_item(start, next, from, qualify)?;
            if let Item::Named { name, .. } | Item::Call(name) = &item {
                let is_same = |other: &Item| matches!(other, Item::Named { name: other, .. } | Item::Call(other) if other == name);
                if items.iter().any(|(_, other)| is_same(other)) {
                    return Err(not_simulated("with two columns of one name"));
                }
            }
            items.push(((start, next - 1), item));
            start = next + 1;
        }
        if items.is_empty() { Err(self.tree.syntax_error(from)) } else { Ok(items) }
    }

    fn qualified_item(&self, start: usize, end: usize, from: usize, qualify: usize) -> Result<Item, Refusal> {
        let last = end - 1;
        if self.tree.is_operator(last, "*") && (last == start || self.tree.kind(last - 1) == Kind::Dot) {
            if self.top_level(from, qualify, |keyword| matches!(keyword, Keyword::Group | Keyword::Having)).is_some() {
                return Err(not_simulated("with * and GROUP BY"));
            }
            if last == start + 2 && self.tree.is_name(start) {
                return Ok(Item::Row(identifier::label(self.tree, start)?));
            }
            return if last == start {
                self.only_relation(from, qualify).map(Item::Row)
            } else {
                Err(not_simulated("with this *"))
            };
        }
        if end >= start + 3 && self.tree.keyword(last - 1) == Keyword::As {
            return Ok(Item::Named { name: identifier::label(self.tree, last)?, is_alias: true });
        }
        let is_column = (start..end).all(|at| {
            if (at - start).is_multiple_of(2) { self.tree.is_name(at) } else { self.tree.kind(at) == Kind::Dot }
        });
        if is_column && (end - start) % 2 == 1 && (end > start + 1 || !self.tree.keyword(start).is_reserved()) {
            return Ok(Item::Named { name: identifier::label(self.tree, last)?, is_alias: false });
        }
        let is_call = self.tree.kind(start) == Kind::Word && self.tree.kind(start + 1) == Kind::Open;
        let rest = if is_call { self.tree.close(start + 1) + 1 } else { start };
        let is_window = is_call
            && self.tree.keyword(rest) == Keyword::Over
            && self.tree.kind(rest + 1) == Kind::Open
            && self.tree.close(rest + 1) == last;
        if is_call && (rest == end || is_window) {
            let name = self.tree.text(start).to_ascii_lowercase();
            if CALLS.contains(&name.as_str()) {
                return Ok(Item::Call(name));
            }
        }
        Err(not_simulated("with an item of the select list that has no AS"))
    }

    /// The name of the relation of a `FROM` with no other.
    fn only_relation(&self, from: usize, qualify: usize) -> Result<String, Refusal> {
        let mut end = from + 1;
        while end < qualify && !self.ends_block(end, qualify) {
            let is_more = self.tree.kind(end) == Kind::Comma || self.tree.keyword(end) == Keyword::Join;
            if is_more || self.tree.is_operator(end, "#") {
                return Err(not_simulated("with * of several relations"));
            }
            end = self.tree.next(end);
        }
        if !self.tree.is_name(end - 1) {
            return Err(not_simulated("with * of a relation without a name"));
        }
        identifier::label(self.tree, end - 1)
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

    fn check_condition(&self, start: usize, end: usize, items: &[((usize, usize), Item)]) -> Result<(), Refusal> {
        if !(start..end).any(|at| self.tree.keyword(at) == Keyword::Over) {
            return Err(not_simulated("without a window function in it"));
        }
        for at in start..end {
            let alone = self.tree.is_name(at)
                && self.tree.kind(at - 1) != Kind::Dot
                && !matches!(self.tree.kind(at + 1), Kind::Dot | Kind::Open);
            if !alone {
                continue;
            }
            let name = identifier::label(self.tree, at)?;
            let is_alias = |item: &Item| matches!(item, Item::Named { name: alias, is_alias: true } if *alias == name);
            if items.iter().any(|(_, item)| is_alias(item)) {
                return Err(not_simulated("with an alias of the select list in it"));
            }
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

    /// The outer block knows only the columns of the list: `ORDER BY` takes their names and places.
    fn check_order(&self, start: usize, end: usize, items: &[((usize, usize), Item)]) -> Result<(), Refusal> {
        if self.tree.keyword(start) != Keyword::Order || start >= end {
            return Ok(());
        }
        let has_row = items.iter().any(|(_, item)| matches!(item, Item::Row(_)));
        let mut at = start + 2;
        let mut is_first = true;
        while at < end && (is_first || !self.ends_block(at, end)) {
            let known = match self.tree.kind(at) {
                Kind::Number => true,
                Kind::Word | Kind::Quoted => {
                    let name = identifier::label(self.tree, at)?;
                    has_row
                        || items.iter().any(|(_, item)| {
                            matches!(item, Item::Named { name: column, .. } | Item::Call(column) if *column == name)
                        })
                }
                _ => false,
            };
            let mut next = at + 1;
            while next < end
                && matches!(
                    self.tree.keyword(next),
                    Keyword::Asc | Keyword::Desc | Keyword::Nulls | Keyword::First | Keyword::Last
                )
            {
                next += 1;
            }
            let is_over = next >= end || self.ends_block(next, end);
            if !known || !(is_over || self.tree.kind(next) == Kind::Comma) {
                return Err(not_simulated("with ORDER BY of anything but a column of the list"));
            }
            at = if is_over { next } else { next + 1 };
            is_first = false;
        }
        Ok(())
    }
}

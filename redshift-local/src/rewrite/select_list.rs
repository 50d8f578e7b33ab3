//! The select list where it cannot be copied as it is: `EXCLUDE`, aliases that are named again, `GROUP BY ALL`, `QUALIFY`.
//!
//! An alias may be named by later items, `WHERE`, `HAVING` and `QUALIFY`; a column of `FROM` wins over it ("SELECT list"). What it stands for
//! is written in its place. That takes the columns of `FROM`, as does a `*` that is not copied.

use std::collections::HashSet;

use super::connect_by::LEVEL;
use super::function;
use super::keyword::Keyword;
use super::navigation::Path;
use super::rewriter::{Clause, LONGEST_OUTPUT, Rewriter};
use super::token::Kind;
use super::{column_name, data_type, identifier, query};
use crate::refusal::Refusal;

/// Where the parts of a query block stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    /// The first token of the select list, and the one behind it.
    pub(super) list: usize,
    pub(super) list_end: usize,
    /// The tokens behind `EXCLUDE`.
    pub(super) exclude: Option<(usize, usize)>,
    pub(super) into: Option<usize>,
    pub(super) from: Option<usize>,
    pub(super) qualify: Option<usize>,
    /// The token behind the block.
    pub(super) end: usize,
}

/// A query block whose select list is taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    /// `SELECT`.
    pub(super) select: usize,
    /// Whether `DISTINCT` follows.
    pub(super) distinct: bool,
    pub(super) parts: Parts,
    /// The end of the query, with what stands behind its blocks.
    pub(super) end: usize,
    /// Whether it is an operand of a set operator, so that an `ORDER BY` behind it is not its own.
    pub(super) combined: bool,
}

/// An item of a select list: the tokens of its expression, and its alias.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) alias: Option<usize>,
    /// The token behind it.
    pub(super) next: usize,
}

/// A column of the block's result.
#[derive(Debug)]
pub(super) struct Column {
    /// The tokens of its expression, if it has any.
    pub(super) tokens: Option<(usize, usize)>,
    /// The expression in the engine's SQL.
    pub(super) text: String,
    pub(super) name: String,
    /// Whether an alias was written.
    pub(super) has_alias: bool,
    /// Whether the engine would name it otherwise.
    is_renamed: bool,
}

impl Column {
    /// The item of a select list of the engine.
    pub(super) fn item(&self) -> String {
        if self.has_alias || self.is_renamed {
            format!("{} AS {}", self.text, identifier::quote(&self.name))
        } else {
            self.text.clone()
        }
    }
}

/// An alias of the select list that no column of `FROM` hides.
#[derive(Debug, Clone)]
pub(super) struct Alias {
    name: String,
    /// What it stands for; nothing when two columns have it.
    text: Option<String>,
    is_path: bool,
    is_aggregated: bool,
}

/// The `FROM` of a block, and its columns.
#[derive(Debug)]
struct From {
    text: String,
    /// The token behind it.
    next: usize,
}

impl Alias {
    /// A name that stands for a number.
    pub(super) fn number(name: &str, text: &str) -> Self {
        Alias { name: name.to_owned(), text: Some(text.to_owned()), is_path: false, is_aggregated: false }
    }
}

impl Rewriter<'_, '_> {
    /// Finds the parts of the block whose select list starts at a token.
    pub(super) fn parts(&self, list: usize, end: usize) -> Parts {
        let mut parts = Parts { list, list_end: end, exclude: None, into: None, from: None, qualify: None, end };
        let mut is_list = true;
        let mut at = list;
        while at < end {
            let keyword = self.tree.keyword(at);
            let is_exclude = is_list
                && parts.exclude.is_none()
                && keyword == Keyword::Exclude
                && self.ends_operand(at - 1)
                && self.starts_operand(at + 1, end);
            let is_qualify = parts.qualify.is_none() && self.is_qualify(at, end);
            let ends_list = matches!(keyword, Keyword::From | Keyword::Into) || self.ends_block(at, end) || is_qualify;
            if is_exclude {
                parts.list_end = at;
                parts.exclude = Some((at + 1, end));
            } else if is_list && ends_list {
                is_list = false;
                match &mut parts.exclude {
                    Some(exclude) => exclude.1 = at,
                    None => parts.list_end = at,
                }
            }
            match keyword {
                Keyword::Into if parts.from.is_none() => parts.into = Some(at),
                Keyword::From if parts.from.is_none() => parts.from = Some(at),
                _ if is_qualify => parts.qualify = Some(at),
                _ if self.ends_query(at, end) => {
                    parts.end = at;
                    break;
                }
                _ => {}
            }
            at = self.tree.next(at);
        }
        parts
    }

    /// Whether a token begins what stands behind a query block.
    pub(super) fn ends_query(&self, at: usize, end: usize) -> bool {
        let keyword = self.tree.keyword(at);
        query::is_set_operator(keyword)
            || (!matches!(
                keyword,
                Keyword::Where | Keyword::Having | Keyword::Group | Keyword::Connect | Keyword::Start
            ) && self.ends_block(at, end))
    }

    /// Whether the word starts a `QUALIFY` clause. It is free: it may be a name.
    pub(super) fn is_qualify(&self, index: usize, end: usize) -> bool {
        self.tree.keyword(index) == Keyword::Qualify
            && (self.ends_operand(index.wrapping_sub(1)) || self.is_group_by_all(index.wrapping_sub(3)))
            && self.starts_operand(index + 1, end)
    }

    /// Whether the select list of a block has to be taken apart.
    pub(super) fn is_planned(&self, parts: &Parts) -> Result<bool, Refusal> {
        if parts.exclude.is_some() || parts.qualify.is_some() || self.group_by_all(parts).is_some() {
            return Ok(true);
        }
        let items = self.items(parts)?;
        let is_hierarchy = parts.from.is_some_and(|from| self.hierarchy(from + 1, parts.end).is_some());
        if is_hierarchy && items.iter().any(|item| self.is_star(*item)) {
            // LEVEL is no column of it.
            return Ok(true);
        }
        self.names_alias(&items, parts)
    }

    /// Refuses a `*` of relations that stand in another order than they were written in.
    pub(super) fn check_order(&self, parts: &Parts) -> Result<(), Refusal> {
        let is_star = |item: &Item| item.next == item.start + 1 && self.is_star(*item);
        if self.is_reordered && self.items(parts)?.iter().any(is_star) {
            return Err(Refusal::not_simulated("(+) on a relation in front of the one it is joined to, beside *,"));
        }
        Ok(())
    }

    fn group_by_all(&self, parts: &Parts) -> Option<usize> {
        self.level(parts.list_end, parts.end).find(|at| self.is_group_by_all(*at))
    }

    /// The items of a select list.
    pub(super) fn items(&self, parts: &Parts) -> Result<Vec<Item>, Refusal> {
        let mut items = Vec::new();
        let mut start = parts.list;
        while start < parts.list_end {
            let next = self.comma(start, parts.list_end);
            if next == start || next + 1 == parts.list_end {
                return Err(self.tree.syntax_error(if next == start { next } else { next + 1 }));
            }
            items.push(self.list_item(start, next));
            start = next + 1;
        }
        if items.is_empty() { Err(self.tree.syntax_error(parts.list_end)) } else { Ok(items) }
    }

    /// The item of these tokens: its alias stands at its end, with or without `AS`.
    pub(super) fn list_item(&self, start: usize, next: usize) -> Item {
        let last = next - 1;
        let has_as = next >= start + 3 && self.tree.keyword(last - 1) == Keyword::As && self.tree.is_name(last);
        let is_bare_alias = last > start
            && self.tree.is_name(last)
            && !self.tree.keyword(last).is_reserved()
            && self.ends_operand(last - 1)
            && self.tree.kind(last - 1) != Kind::Operator
            && self.tree.keyword(last - 1) != Keyword::Zone
            && !self.ends_type(start, last);
        match (has_as, is_bare_alias) {
            (true, _) => Item { start, end: last - 1, alias: Some(last), next },
            (false, true) => Item { start, end: last, alias: Some(last), next },
            (false, false) => Item { start, end: next, alias: None, next },
        }
    }

    /// Whether the last word of an item belongs to the name of a type, or to an interval.
    fn ends_type(&self, start: usize, last: usize) -> bool {
        let is_unit = matches!(
            self.tree.keyword(last),
            Keyword::Year | Keyword::Month | Keyword::Day | Keyword::Hour | Keyword::Minute | Keyword::Second
        );
        let of_interval = match self.tree.kind(last - 1) {
            Kind::String => self.tree.keyword(last.wrapping_sub(2)) == Keyword::Interval,
            _ => self.tree.keyword(last - 1) == Keyword::To,
        };
        let cast = self.level(start, last).filter(|at| self.tree.kind(*at) == Kind::Cast).last();
        let of_cast = |cast: usize| data_type::read(self.tree, cast + 1).is_ok_and(|(_, next)| next > last);
        (is_unit && of_interval) || cast.is_some_and(of_cast)
    }

    /// Whether an item is `*` or `t.*`.
    fn is_star(&self, item: Item) -> bool {
        let last = item.next - 1;
        self.tree.is_operator(last, "*") && (last == item.start || self.tree.kind(last - 1) == Kind::Dot)
    }

    /// Whether an alias of the list is named behind its item, or in a condition. More is found than is meant: the names of a subquery
    /// may be its own.
    fn names_alias(&self, items: &[Item], parts: &Parts) -> Result<bool, Refusal> {
        let mut aliases = HashSet::new();
        let is_named = |aliases: &HashSet<String>, start: usize, end: usize| {
            !aliases.is_empty()
                && (start..end).any(|at| {
                    self.may_be_alias(at) && identifier::label(self.tree, at).is_ok_and(|name| aliases.contains(&name))
                })
        };
        for item in items {
            if is_named(&aliases, item.start, item.end) {
                return Ok(true);
            }
            if let Some(alias) = item.alias.filter(|alias| !self.is_column_called(*item, *alias)) {
                aliases.insert(identifier::label(self.tree, alias)?);
            }
        }
        let mut at = parts.list_end;
        while at < parts.end {
            let start = at + 1;
            let is_condition =
                matches!(self.tree.keyword(at), Keyword::Where | Keyword::Having) || parts.qualify == Some(at);
            at = self.tree.next(at);
            if is_condition {
                while at < parts.end && !self.ends_block(at, parts.end) && parts.qualify != Some(at) {
                    at = self.tree.next(at);
                }
                if is_named(&aliases, start, at) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether an item is the column that its alias names.
    fn is_column_called(&self, item: Item, alias: usize) -> bool {
        let is_column = (item.start..item.end).all(|at| self.tree.is_name(at) == (at - item.start).is_multiple_of(2));
        let label = |at| identifier::label(self.tree, at).ok();
        is_column && label(item.end - 1) == label(alias)
    }

    /// Whether a token is a name alone where an operand is expected: a column, or an alias of the select list.
    pub(super) fn may_be_alias(&self, index: usize) -> bool {
        let before = index.wrapping_sub(1);
        self.tree.is_name(index)
            && !self.tree.keyword(index).is_reserved()
            && !matches!(self.tree.keyword(before), Keyword::As | Keyword::Nulls)
            && !matches!(self.tree.kind(before), Kind::Dot | Kind::Cast)
            && self.tree.kind(index + 1) != Kind::Open
            && !self.is_date_part(index)
            && self.expects_operand(index)
    }

    /// Whether an operand is expected at a token, by the one before it.
    pub(super) fn expects_operand(&self, index: usize) -> bool {
        let before = index.wrapping_sub(1);
        !self.ends_operand(before)
            || self.tree.kind(before) == Kind::Operator
            || self.tree.keyword(before) == Keyword::By
            || self.is_qualify(before, self.tree.len())
    }

    /// Whether a name is the date part that a call begins with, and so no column.
    fn is_date_part(&self, at: usize) -> bool {
        let function = self.tree.text(at.wrapping_sub(2)).to_ascii_lowercase();
        self.tree.kind(at.wrapping_sub(1)) == Kind::Open
            && matches!(function.as_str(), "dateadd" | "datediff" | "date_part" | "date_trunc" | "extract")
    }

    /// Writes what an alias stands for, where a name is one, and says which token follows.
    ///
    /// # Errors
    /// On an alias that two columns have, on navigation into one, and on a text that grows out of bounds.
    pub(super) fn alias_named(&mut self, index: usize) -> Result<Option<usize>, Refusal> {
        if self.aliases.is_empty() || !self.may_be_alias(index) {
            return Ok(None);
        }
        let name = identifier::label(self.tree, index)?;
        let Some(alias) = self.aliases.iter().find(|alias| alias.name == name) else { return Ok(None) };
        if matches!(self.tree.kind(index + 1), Kind::Dot | Kind::OpenBracket) {
            if self.has_source(&name) {
                return Ok(None);
            }
            return Err(Refusal::not_simulated("navigation into an alias of the select list"));
        }
        let Some(text) = alias.text.clone() else {
            return Err(Refusal::not_simulated("naming an alias that two columns of the select list have"));
        };
        self.inlined += text.len();
        if self.inlined > LONGEST_OUTPUT {
            return Err(Refusal::not_simulated("a statement that grows this long"));
        }
        let path = Path { first: index, next: index + 1, label: None, is_cast: false };
        self.path = alias.is_path.then_some(path);
        self.replace_tokens(index, index, &format!("({text})"));
        Ok(Some(index + 1))
    }

    /// Walks a block whose select list is taken apart, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn planned_block(&mut self, block: Block) -> Result<usize, Refusal> {
        let parts = block.parts;
        let items = self.items(&parts)?;
        let from = match parts.from {
            Some(from) => Some(self.read_from(from, block.end)?),
            None => None,
        };
        self.check_order(&parts)?;
        let is_hierarchy = parts.from.is_some_and(|from| self.hierarchy(from + 1, parts.end).is_some());
        let has_marks = parts.from.is_some_and(|from| self.marked_where(from + 1, parts.end).is_some());
        let names_alias = self.names_alias(&items, &parts)?;
        if names_alias && (is_hierarchy || has_marks) {
            return Err(Refusal::not_simulated(
                "an alias of the select list that is named again beside CONNECT BY or (+)",
            ));
        }
        let is_grouped = self.group_by_all(&parts).is_some();
        let has_star = items.iter().any(|item| self.is_star(*item));
        let what = match (parts.exclude, parts.qualify) {
            (Some(_), _) => "EXCLUDE",
            _ if !has_star => "an alias of the select list that is named again",
            (_, Some(_)) => "QUALIFY with *",
            (_, None) => "GROUP BY ALL with *",
        };
        let mut columns = match &from {
            Some(from) if has_star || parts.exclude.is_some() || names_alias => {
                self.columns_of("*", &from.text, what)?
            }
            Some(_) => Vec::new(),
            None if has_star || parts.exclude.is_some() => {
                return Err(Refusal::not_simulated(&format!("{what} without FROM")));
            }
            None => Vec::new(),
        };
        if is_hierarchy {
            // Those of its relations: the hierarchy itself, and LEVEL, stand in FROM as well.
            columns.retain(|name| name != LEVEL && !name.starts_with("redshift_local_"));
        }
        let excluded = self.excluded(&parts, &items, &columns)?;
        self.clause = Clause::List;
        let mut list = Vec::new();
        let mut aggregated = Vec::new();
        for item in items {
            let is_aggregated = is_grouped && self.is_aggregated(item.start, item.end)?;
            if self.is_star(item) {
                let text = from.as_ref().map_or("", |from| &from.text);
                list.extend(self.starred(item, text, &columns, &excluded, what)?);
            } else {
                let column = self.value(item, &columns, is_aggregated)?;
                list.push(column);
            }
            aggregated.resize(list.len(), is_aggregated);
        }
        if list.is_empty() {
            return Err(Refusal::not_simulated("EXCLUDE of all columns"));
        }
        if is_grouped {
            self.group_all = Some(self.grouped_places(&list, &aggregated)?);
        }
        let at = match parts.qualify {
            Some(qualify) => self.qualified_block(block, qualify, list, from.map(|from| (from.text, from.next)))?,
            None => self.plain_block(block, &list, from)?,
        };
        self.aliases.clear();
        Ok(at)
    }

    fn plain_block(&mut self, block: Block, list: &[Column], from: Option<From>) -> Result<usize, Refusal> {
        let parts = block.parts;
        let items: Vec<String> = list.iter().map(Column::item).collect();
        let distinct = if block.distinct { "DISTINCT " } else { "" };
        let mut at = parts.exclude.map_or(parts.list_end, |(_, end)| end);
        self.replace_tokens(block.select, at - 1, &format!("SELECT {distinct}{}", items.join(", ")));
        self.clause = Clause::Other;
        if parts.into == Some(at) {
            at = self.into(at)?;
        }
        if let (Some(from), Some(keyword)) = (from, parts.from) {
            if at != keyword {
                return Err(self.tree.syntax_error(at));
            }
            self.replace_tokens(keyword + 1, from.next - 1, &from.text);
            at = from.next;
        }
        self.conditions(at, block.end)
    }

    /// Walks the `FROM` of a block on its own.
    fn read_from(&mut self, from: usize, end: usize) -> Result<From, Refusal> {
        let start = from + 1;
        if start >= end {
            return Err(self.tree.syntax_error(start));
        }
        self.clause = Clause::Other;
        let (text, next) = self.render_up_to(start, |rewriter| rewriter.block_from(start, end))?;
        Ok(From { text, next })
    }

    /// The names behind `EXCLUDE`: columns of `FROM`.
    fn excluded(&self, parts: &Parts, items: &[Item], columns: &[String]) -> Result<Vec<String>, Refusal> {
        let Some((start, end)) = parts.exclude else { return Ok(Vec::new()) };
        let in_parentheses = self.tree.kind(start) == Kind::Open && self.tree.close(start) + 1 == end;
        let (start, end) = if in_parentheses { (start + 1, end - 1) } else { (start, end) };
        let mut names = Vec::new();
        let mut at = start;
        loop {
            let name = identifier::name(self.tree, at)?;
            names.push(name);
            at += 1;
            match self.tree.kind(at) {
                _ if at == end => break,
                Kind::Comma if at + 1 < end => at += 1,
                Kind::Dot => return Err(Refusal::not_simulated("EXCLUDE of a name with a qualifier")),
                _ => return Err(self.tree.syntax_error(at)),
            }
        }
        if let Some(name) = names.iter().find(|name| !columns.contains(name)) {
            return Err(Refusal::not_simulated(&format!("EXCLUDE of \"{name}\", which is no column of FROM,")));
        }
        for item in items.iter().filter(|item| !self.is_star(**item)) {
            let is_excluded = |at: usize| identifier::label(self.tree, at).is_ok_and(|name| names.contains(&name));
            if (item.start..item.next).any(|at| self.tree.is_name(at) && is_excluded(at)) {
                return Err(Refusal::not_simulated("EXCLUDE of a column that the select list names"));
            }
        }
        Ok(names)
    }

    /// The columns that a `*` stands for. One of several of a name is told by its relation.
    fn starred(
        &mut self,
        item: Item,
        from: &str,
        columns: &[String],
        excluded: &[String],
        what: &str,
    ) -> Result<Vec<Column>, Refusal> {
        let last = item.next - 1;
        let column = |text: String, name: &String| Column {
            tokens: None,
            text,
            name: name.clone(),
            has_alias: false,
            is_renamed: false,
        };
        let of = |relation: &str, name: &String| column(format!("{relation}.{}", identifier::quote(name)), name);
        let left = |name: &&String| !excluded.contains(name);
        let is_twice = |columns: &[String], name: &String| columns.iter().filter(|other| *other == name).count() > 1;
        let two = || Refusal::not_simulated(&format!("{what} beside two columns of a name that cannot be told apart"));
        if last > item.start {
            let star = self.render_expression(item.start, item.next)?;
            let own = self.columns_of(&star, from, what)?;
            let relation = star.trim_end_matches('*').trim_end().trim_end_matches('.');
            if own.iter().filter(left).any(|name| is_twice(&own, name)) {
                return Err(two());
            }
            return Ok(own.iter().filter(left).map(|name| of(relation, name)).collect());
        }
        if !columns.iter().filter(left).any(|name| is_twice(columns, name)) {
            return Ok(columns.iter().filter(left).map(|name| column(identifier::quote(name), name)).collect());
        }
        let mut relations = Vec::new();
        for relation in self.source_names() {
            let relation = identifier::quote(&relation);
            let own = self.columns_of(&format!("{relation}.*"), from, what)?;
            relations.push((relation, own));
        }
        let mut list = Vec::new();
        for (place, name) in columns.iter().enumerate().filter(|(_, name)| left(name)) {
            if !is_twice(columns, name) {
                list.push(column(identifier::quote(name), name));
                continue;
            }
            let having: Vec<&String> =
                relations.iter().filter(|(_, own)| own.contains(name)).map(|(relation, _)| relation).collect();
            let before = columns[..place].iter().filter(|other| *other == name).count();
            let count = columns.iter().filter(|other| *other == name).count();
            match having.get(before) {
                Some(relation) if having.len() == count => list.push(of(relation, name)),
                _ => return Err(two()),
            }
        }
        Ok(list)
    }

    /// A column that is an expression. Its alias may be named from now on.
    fn value(&mut self, item: Item, columns: &[String], is_aggregated: bool) -> Result<Column, Refusal> {
        let Item { start, end, .. } = item;
        let before = self.inlined;
        let text = self.render_expression(start, end)?;
        let is_path = self.path.as_ref().is_some_and(|path| (path.first, path.next) == (start, end) && !path.is_cast);
        let label = self.item_label(start, end);
        let Some(alias) = item.alias else {
            let (name, is_renamed) = match label {
                Some(label) => (label, true),
                None if self.inlined > before => {
                    let source = self.tree.source().get(self.tree.start(start)..self.tree.end(end - 1));
                    (column_name::of(source.unwrap_or_default()), true)
                }
                None => (column_name::of(&text), false),
            };
            return Ok(Column { tokens: Some((start, end)), text, name, has_alias: false, is_renamed });
        };
        let name = identifier::label(self.tree, alias)?;
        if !columns.contains(&name) {
            let same = self.aliases.iter_mut().find(|alias| alias.name == name);
            match same {
                Some(same) if same.text.as_ref() == Some(&text) => {}
                Some(same) => same.text = None,
                None => {
                    let text = Some(text.clone());
                    self.aliases.push(Alias { name: name.clone(), text, is_path, is_aggregated });
                }
            }
        }
        Ok(Column { tokens: Some((start, end)), text, name, has_alias: true, is_renamed: false })
    }

    /// The places of the items that `GROUP BY ALL` groups by: "all columns specified in the SELECT list except those that are aggregated".
    fn grouped_places(&self, list: &[Column], aggregated: &[bool]) -> Result<String, Refusal> {
        let keys =
            || list.iter().zip(aggregated).filter(|(_, is_aggregated)| !**is_aggregated).map(|(column, _)| column);
        for (column, _) in list.iter().zip(aggregated).filter(|(_, is_aggregated)| **is_aggregated) {
            let Some((start, end)) = column.tokens else { continue };
            let is_key = |name: (usize, usize)| {
                keys().any(|key| key.tokens.is_some_and(|tokens| self.is_same_text(tokens, name)))
            };
            if self.names_beside_aggregates(start, end).into_iter().any(|name| !is_key(name)) {
                return Err(Refusal::not_simulated("GROUP BY ALL with a column both in and beside an aggregate"));
            }
        }
        let places: Vec<String> = aggregated
            .iter()
            .enumerate()
            .filter(|(_, is_aggregated)| !**is_aggregated)
            .map(|(place, _)| (place + 1).to_string())
            .collect();
        Ok(places.join(", "))
    }

    /// Whether an expression holds an aggregate.
    fn is_aggregated(&self, start: usize, end: usize) -> Result<bool, Refusal> {
        let mut found = false;
        for at in start..end {
            if self.tree.keyword(at) == Keyword::Over || self.tree.keyword(at) == Keyword::Select {
                return Err(Refusal::not_simulated(
                    "GROUP BY ALL with a window function or a subquery in the select list",
                ));
            }
            let name = || identifier::label(self.tree, at).unwrap_or_default();
            found |= self.is_aggregate_call(at)
                || (self.may_be_alias(at)
                    && self.aliases.iter().any(|alias| alias.is_aggregated && alias.name == name()));
        }
        Ok(found)
    }

    fn is_aggregate_call(&self, index: usize) -> bool {
        let is_call = self.tree.is_name(index) && self.tree.kind(index + 1) == Kind::Open;
        is_call && { function::is_aggregate(&self.tree.text(index).trim_matches('"').to_ascii_lowercase()) }
    }

    /// The columns of an expression that stand outside of its aggregates.
    fn names_beside_aggregates(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut names = Vec::new();
        let mut at = start;
        while at < end {
            if self.is_aggregate_call(at) {
                at = self.tree.close(at + 1) + 1;
                if self.tree.keyword(at) == Keyword::Within {
                    at = self.tree.next(at + 2);
                }
                continue;
            }
            if !self.may_be_alias(at) {
                at += 1;
                continue;
            }
            let mut next = at + 1;
            while self.tree.kind(next) == Kind::Dot && next + 1 < end {
                next += 2;
            }
            let name = identifier::label(self.tree, at).unwrap_or_default();
            let is_aggregate = self.aliases.iter().any(|alias| alias.is_aggregated && alias.name == name);
            if self.tree.kind(next) != Kind::Open && !is_aggregate {
                names.push((at, next));
            }
            at = next;
        }
        names
    }
}

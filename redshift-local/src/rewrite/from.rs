//! `FROM`: table references, joins and aliases.

use super::keyword::Keyword;
use super::rewriter::Rewriter;
use super::token::Kind;
use super::{data_type, function, identifier};
use crate::refusal::Refusal;

impl Rewriter<'_, '_> {
    /// Walks the `FROM` list of a query block, with the conditions behind it that become joins, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn block_from(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        if let Some((keyword, behind)) = self.marked_where(start, end)
            && self.hierarchy(start, end).is_none()
        {
            return self.marked_joins(start, keyword, behind);
        }
        let next = match self.hierarchy(start, end) {
            Some(parts) => self.connect_by(start, parts)?,
            None => self.from(start, end, true)?,
        };
        self.is_reordered = false;
        Ok(next)
    }

    /// Walks a list of table references from `start` on, and says which token ends it. `outer_joins` says whether outer joins are
    /// welcome.
    pub(super) fn from(&mut self, start: usize, end: usize, outer_joins: bool) -> Result<usize, Refusal> {
        let mut aliases = Vec::new();
        let mut unnests = self.unnesting(start, end)?.is_some();
        let mut one_sided = false;
        let mut at = self.table_reference(start, end, &mut aliases)?;
        // The joins that wait for their condition, each with the number of aliases before its right side.
        let mut joins: Vec<(Join, usize)> = Vec::new();
        while at < end {
            match self.tree.keyword(at) {
                Keyword::On if !joins.is_empty() => {
                    let condition = at + 1;
                    self.enter_condition(true);
                    at = self.join_condition(condition, end)?;
                    self.enter_condition(false);
                    if let Some((Join::Full, before)) = joins.pop() {
                        self.full_join_condition(condition, at, aliases.get(before..).unwrap_or_default())?;
                    }
                }
                Keyword::Using if !joins.is_empty() && self.tree.kind(at + 1) == Kind::Open => {
                    joins.pop();
                    at = self.name_list(at + 1)?;
                }
                _ if self.tree.kind(at) == Kind::Comma => {
                    unnests |= self.unnesting(at + 1, end)?.is_some();
                    at = self.table_reference(at + 1, end, &mut aliases)?;
                }
                keyword => {
                    let Some((next, kind)) = self.join(at) else { break };
                    if matches!(kind, Join::Outer | Join::Full) && !outer_joins {
                        return Err(Refusal::not_supported("Target table must be part of an equijoin predicate"));
                    }
                    one_sided |= matches!(kind, Join::Outer | Join::Full) && keyword != Keyword::Left;
                    let is_unnesting = self.unnesting(next, end)?.is_some();
                    unnests |= is_unnesting;
                    let before = aliases.len();
                    at = self.table_reference(next, end, &mut aliases)?;
                    if is_unnesting && kind != Join::Unconditional && self.tree.keyword(at) != Keyword::On {
                        // The condition may be left out behind a SUPER value.
                        self.writer.insert(self.tree.end(at - 1), " ON true");
                    } else if kind != Join::Unconditional {
                        joins.push((kind, before));
                    }
                }
            }
        }
        if unnests && one_sided {
            // The rule is in limitations-super, the text is not known.
            return Err(Refusal::unknown_answer("a SUPER value in a right or full outer join"));
        }
        Ok(at)
    }

    /// The token behind `JOIN` when one starts here, and its kind.
    fn join(&self, index: usize) -> Option<(usize, Join)> {
        let mut at = index;
        let mut kind = Join::Inner;
        if self.tree.keyword(at) == Keyword::Natural {
            kind = Join::Unconditional;
            at += 1;
        }
        match self.tree.keyword(at) {
            Keyword::Cross => {
                kind = Join::Unconditional;
                at += 1;
            }
            Keyword::Inner => at += 1,
            keyword @ (Keyword::Left | Keyword::Right | Keyword::Full) => {
                if kind != Join::Unconditional {
                    kind = if keyword == Keyword::Full { Join::Full } else { Join::Outer };
                }
                at += 1;
                at += usize::from(self.tree.keyword(at) == Keyword::Outer);
            }
            _ => {}
        }
        (self.tree.keyword(at) == Keyword::Join).then_some((at + 1, kind))
    }

    fn join_condition(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = start;
        while at < end {
            let keyword = self.tree.keyword(at);
            let next_clause = self.ends_block(at, end)
                || self.join(at).is_some()
                || matches!(keyword, Keyword::On | Keyword::Using)
                || (matches!(keyword, Keyword::Qualify | Keyword::Returning | Keyword::When)
                    && self.ends_operand(at - 1));
            let within_case = keyword == Keyword::When && !self.ends_merge_condition(at);
            if self.tree.kind(at) == Kind::Comma || (next_clause && !within_case) {
                break;
            }
            at = self.item(at, end)?;
        }
        if at == start { Err(self.tree.syntax_error(at)) } else { Ok(at) }
    }

    /// Whether a `WHEN` is `WHEN [NOT] MATCHED`.
    pub(super) fn ends_merge_condition(&self, index: usize) -> bool {
        let at = index + 1 + usize::from(self.tree.keyword(index + 1) == Keyword::Not);
        self.tree.keyword(at) == Keyword::Matched
    }

    /// Walks one table reference with its alias. `aliases` holds the names that the references before it go by.
    pub(super) fn table_reference(
        &mut self,
        start: usize,
        end: usize,
        aliases: &mut Vec<String>,
    ) -> Result<usize, Refusal> {
        if start >= end {
            return Err(self.tree.syntax_error(start));
        }
        if let Some(unnesting) = self.unnesting(start, end)? {
            return self.write_unnesting(start, &unnesting);
        }
        match self.pivot_of(start, end)? {
            Some(clause) => self.pivoted(start, clause, end, aliases),
            None => self.unpivoted_reference(start, end, aliases),
        }
    }

    /// Walks one table reference with its alias, up to a `PIVOT` or `UNPIVOT`.
    pub(super) fn unpivoted_reference(
        &mut self,
        start: usize,
        end: usize,
        aliases: &mut Vec<String>,
    ) -> Result<usize, Refusal> {
        let at = match self.tree.keyword(start) {
            Keyword::Lateral if !matches!(self.tree.kind(start + 1), Kind::Dot | Kind::Comma | Kind::End) => {
                return Err(self.tree.syntax_error(start));
            }
            Keyword::Unnest | Keyword::Unpivot => {
                return Err(Refusal::not_simulated(&self.tree.text(start).to_ascii_uppercase()));
            }
            _ if self.tree.kind(start) == Kind::Open => self.parenthesized(start)?,
            _ => {
                if let Some(next) = self.table_function(start, end, aliases)? {
                    return Ok(next);
                }
                self.named(start, end, aliases)?
            }
        };
        self.table_alias(at, end, aliases)
    }

    fn parenthesized(&mut self, open: usize) -> Result<usize, Refusal> {
        let close = self.tree.close(open);
        if self.tree.keyword(open + 1) == Keyword::Values {
            return Err(self.tree.syntax_error(open + 1));
        }
        if self.is_query(open + 1) && self.is_one_query(open, close) {
            self.subquery(open)?;
            if self.alias_of(close + 1, self.tree.len()).is_none() {
                // The alias may be left out, as the examples of the manual do; the engine asks for one.
                self.writer.insert(self.tree.end(close), &format!(" AS redshift_local_derived{open}"));
            }
        } else {
            let at = self.from(open + 1, close, true)?;
            if at < close {
                return Err(self.tree.syntax_error(at));
            }
        }
        Ok(close + 1)
    }

    /// Tells `((select ..) union (select ..))` from `((select ..) a join b ..)`.
    fn is_one_query(&self, open: usize, close: usize) -> bool {
        if self.tree.kind(open + 1) != Kind::Open {
            return true;
        }
        let inner = self.tree.close(open + 1);
        inner + 1 == close
            || matches!(
                self.tree.keyword(inner + 1),
                Keyword::Union
                    | Keyword::Intersect
                    | Keyword::Except
                    | Keyword::Minus
                    | Keyword::Order
                    | Keyword::Limit
                    | Keyword::Offset
            )
    }

    fn named(&mut self, start: usize, end: usize, aliases: &mut Vec<String>) -> Result<usize, Refusal> {
        let (name, _) = super::relation::read(self.tree, start)?;
        let next = self.source_relation(start, end)?;
        aliases.push(name.name);
        Ok(next)
    }

    /// Walks a function in `FROM`, with its alias: Redshift has no set-returning functions over user tables, and few on the leader
    /// node. `None` when no call stands here.
    fn table_function(
        &mut self,
        index: usize,
        end: usize,
        aliases: &mut Vec<String>,
    ) -> Result<Option<usize>, Refusal> {
        let (name, open) = super::relation::read(self.tree, index)?;
        if open >= end || self.tree.kind(open) != Kind::Open {
            return Ok(None);
        }
        let close = self.tree.close(open);
        match name.name.as_str() {
            // AWS's drivers ask so for the database that they are connected to.
            "current_database" if close == open + 1 => self.table_alias(close + 1, end, aliases).map(Some),
            function @ ("pg_get_cols" | "pg_get_late_binding_view_cols") => {
                self.note_leader_only(function);
                self.replace_tokens(index, open - 1, &format!("redshift_local.{function}"));
                self.expression(open + 1, close)?;
                self.column_definitions(close + 1, end, aliases).map(Some)
            }
            "generate_series" => {
                self.note_leader_only("generate_series");
                self.series = true;
                self.expression(open + 1, close)?;
                self.table_alias(close + 1, end, aliases).map(Some)
            }
            function if function::find(function).is_some() => {
                Err(Refusal::not_simulated(&format!("the table function {function}")))
            }
            function => Err(Refusal::unknown_function(function).at(self.tree.position(self.tree.start(index)))),
        }
    }

    /// Walks `[AS] alias (column type, ..)`, which says what the rows of a function are.
    fn column_definitions(&mut self, start: usize, end: usize, aliases: &mut Vec<String>) -> Result<usize, Refusal> {
        let alias = self.alias_of(start, end).filter(|alias| self.tree.kind(alias + 1) == Kind::Open);
        let Some(alias) = alias else {
            let message = "a column definition list is required for functions returning \"record\"";
            return Err(Refusal::new("42601", message));
        };
        aliases.push(identifier::label(self.tree, alias)?);
        self.fold(alias)?;
        let close = self.tree.close(alias + 1);
        let mut at = alias + 2;
        loop {
            at = self.lone_name(at)?;
            let (data_type, next) = data_type::read(self.tree, at)?;
            data_type.for_cast()?;
            at = next;
            match self.tree.kind(at) {
                Kind::Comma if at < close => at += 1,
                _ if at == close => return Ok(close + 1),
                _ => return Err(self.tree.syntax_error(at)),
            }
        }
    }

    /// Walks `[AS] alias [(columns)]`.
    pub(super) fn table_alias(
        &mut self,
        start: usize,
        end: usize,
        aliases: &mut Vec<String>,
    ) -> Result<usize, Refusal> {
        let mut at = start;
        let alias = self.alias_of(start, end);
        if alias.is_none() && at < end && self.tree.keyword(at) == Keyword::As {
            return Err(self.tree.syntax_error(at + 1));
        }
        if let Some(alias) = alias {
            aliases.push(identifier::label(self.tree, alias)?);
            self.fold(alias)?;
            at = alias + 1;
            if self.tree.kind(at) == Kind::Open && at < end {
                at = self.name_list(at)?;
            }
        }
        if at >= end {
            return Ok(at);
        }
        match self.tree.keyword(at) {
            Keyword::Tablesample => Err(self.tree.syntax_error(at + 1)),
            Keyword::At => Err(self.tree.syntax_error(at)),
            _ => Ok(at),
        }
    }

    /// Whether a free keyword behind a table reference belongs to the grammar: no alias without `AS`.
    pub(super) fn is_from_keyword(&self, index: usize) -> bool {
        matches!(
            self.tree.keyword(index),
            Keyword::Tablesample
                | Keyword::Qualify
                | Keyword::Set
                | Keyword::Returning
                | Keyword::Values
                | Keyword::When
                | Keyword::Remove
                | Keyword::At
        )
    }
}

/// What a join needs and is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Inner,
    /// `LEFT` and `RIGHT`.
    Outer,
    Full,
    /// `CROSS` and `NATURAL`: without a condition.
    Unconditional,
}

//! Queries: common table expressions, query blocks and their clauses, set operators. `FROM` is in `from`.

use super::aggregate::Aggregates;
use super::keyword::Keyword;
use super::relation;
use super::rewriter::{Clause, Cte, Rewriter};
use super::select_list::Block;
use super::token::Kind;
use crate::refusal::Refusal;

impl Rewriter<'_, '_> {
    /// Walks a whole query: the tokens from `start` up to `end`.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn query(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        let outer = self.clause;
        let outer_block = std::mem::take(&mut self.block);
        let outer_aliases = std::mem::take(&mut self.aliases);
        let at = self.query_body(start, end)?;
        self.clause = outer;
        self.block = outer_block;
        self.aliases = outer_aliases;
        if at < end { Err(self.tree.syntax_error(at)) } else { Ok(()) }
    }

    /// Walks a query in parentheses.
    pub(super) fn subquery(&mut self, open: usize) -> Result<(), Refusal> {
        if self.tree.keyword(open + 1) == Keyword::With && self.tree.keyword(open + 2) == Keyword::Recursive {
            return Err(Refusal::unknown_answer("WITH RECURSIVE in a subquery"));
        }
        let known = self.ctes.len();
        self.subqueries += 1;
        self.query(open + 1, self.tree.close(open))?;
        self.subqueries -= 1;
        self.ctes.truncate(known);
        Ok(())
    }

    fn query_body(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = if self.tree.keyword(start) == Keyword::With { self.with(start, end)? } else { start };
        let combined = self.has_set_operator(at, end);
        let mut seed = self.seed.take();
        let mut top = None;
        let depth = self.scopes.len();
        loop {
            self.close_scopes(depth);
            if let Some(cte) = seed.take() {
                // The columns of a recursive one are those of its first operand.
                let first = at;
                let text = self.written(first, |rewriter| {
                    at = rewriter.operand(first, end, combined, &mut top)?;
                    Ok(at)
                })?;
                if let Some(cte) = self.ctes.get_mut(cte) {
                    cte.query = format!("({text})");
                }
            } else {
                at = self.operand(at, end, combined, &mut top)?;
            }
            if at >= end || !is_set_operator(self.tree.keyword(at)) {
                break;
            }
            at = self.set_operator(at)?;
        }
        // ORDER BY sees the names of the last block.
        let (at, limited) = self.tail(at, end)?;
        self.close_scopes(depth);
        if let Some(count) = top {
            if self.materialized {
                return Err(refused_in_a_materialized_view());
            }
            if limited {
                return Err(Refusal::new("42601", "TOP and LIMIT cannot be used in the same query"));
            }
            let behind = self.tree.end(at - 1);
            self.writer.insert(behind, &format!(" LIMIT {count}"));
        }
        Ok(at)
    }

    fn has_set_operator(&self, start: usize, end: usize) -> bool {
        let mut at = start;
        while at < end {
            if is_set_operator(self.tree.keyword(at)) {
                return true;
            }
            at = self.tree.next(at);
        }
        false
    }

    /// Walks `UNION [ALL]` and its like, and says which token follows.
    fn set_operator(&mut self, index: usize) -> Result<usize, Refusal> {
        let keyword = self.tree.keyword(index);
        if keyword == Keyword::Minus {
            self.replace_tokens(index, index, "EXCEPT");
        }
        match self.tree.keyword(index + 1) {
            Keyword::All if keyword == Keyword::Union => Ok(index + 2),
            Keyword::All => {
                let operator = self.tree.text(index).to_ascii_uppercase();
                Err(Refusal::unknown_answer(&format!("{operator} ALL")))
            }
            Keyword::Distinct => Ok(index + 2),
            _ => Ok(index + 1),
        }
    }

    /// Walks one operand of the set operators, or the only query block there is.
    fn operand(
        &mut self,
        index: usize,
        end: usize,
        combined: bool,
        top: &mut Option<String>,
    ) -> Result<usize, Refusal> {
        match self.tree.keyword(index) {
            Keyword::Select => {
                self.block = Aggregates::default();
                let (at, count) = self.select(index, end, combined)?;
                self.check_aggregates()?;
                if count.is_some() {
                    if combined {
                        return Err(Refusal::not_simulated("TOP in an operand of a set operator"));
                    }
                    *top = count;
                }
                Ok(at)
            }
            _ if self.tree.kind(index) == Kind::Open && index < end => {
                let close = self.tree.close(index);
                if combined && self.has_limit(index + 1, close) {
                    return Err(limit_in_operand());
                }
                self.subquery(index)?;
                Ok(close + 1)
            }
            _ => Err(self.tree.syntax_error(index)),
        }
    }

    /// Whether a query in parentheses has a `LIMIT`, `OFFSET` or `TOP` of its own.
    fn has_limit(&self, start: usize, end: usize) -> bool {
        let mut at = start;
        while at < end {
            if matches!(self.tree.keyword(at), Keyword::Limit | Keyword::Offset | Keyword::Top) {
                return true;
            }
            at = self.tree.next(at);
        }
        false
    }

    /// Walks `WITH [RECURSIVE] name [(columns)] AS (query), ..`, and says which token follows.
    pub(super) fn with(&mut self, index: usize, end: usize) -> Result<usize, Refusal> {
        if self.merge_target.is_some() {
            return Err(Refusal::not_simulated("WITH in a MERGE"));
        }
        let mut at = index + 1;
        let recursive = self.tree.keyword(at) == Keyword::Recursive;
        at += usize::from(recursive);
        loop {
            let name = super::identifier::name(self.tree, at)?;
            self.fold(at)?;
            at += 1;
            let mut columns = Vec::new();
            if self.tree.kind(at) == Kind::Open {
                let open = at;
                at = self.name_list(open)?;
                for name in (open + 1..at - 1).step_by(2) {
                    columns.push(super::identifier::label(self.tree, name)?);
                }
            } else if recursive {
                // "WITH clause": a recursive common table expression must list its columns.
                return Err(self.tree.syntax_error(at));
            }
            if self.tree.keyword(at) != Keyword::As || self.tree.kind(at + 1) != Kind::Open {
                return Err(self.tree.syntax_error(if self.tree.keyword(at) == Keyword::As { at + 1 } else { at }));
            }
            let open = at + 1;
            if !self.is_query(open + 1) || self.tree.keyword(open + 1) == Keyword::With {
                return Err(self.tree.syntax_error(open + 1));
            }
            let close = self.tree.close(open);
            let mut cte =
                Cte { with: index, is_recursive: recursive, is_open: recursive, name, columns, query: String::new() };
            if recursive {
                self.check_recursion(&cte.name, open)?;
                self.ctes.push(cte);
                self.seed = Some(self.ctes.len() - 1);
                let query = self.written(open, |rewriter| rewriter.subquery(open).map(|()| close + 1))?;
                if let Some(cte) = self.ctes.last_mut() {
                    cte.query = query;
                    cte.is_open = false;
                }
            } else {
                cte.query = self.written(open, |rewriter| rewriter.subquery(open).map(|()| close + 1))?;
                self.ctes.push(cte);
            }
            at = close + 1;
            if at < end && self.tree.kind(at) == Kind::Comma {
                at += 1;
            } else {
                return Ok(at);
            }
        }
    }

    /// Walks one query block, from `SELECT` up to a set operator or the clauses behind all blocks. Says which token follows, and
    /// the count of a `TOP`.
    fn select(&mut self, index: usize, end: usize, combined: bool) -> Result<(usize, Option<String>), Refusal> {
        let mut at = index + 1;
        let distinct = self.tree.keyword(at) == Keyword::Distinct;
        match self.tree.keyword(at) {
            Keyword::Distinct if self.tree.keyword(at + 1) == Keyword::On => {
                return Err(Refusal::not_supported("SELECT DISTINCT ON is not supported"));
            }
            Keyword::Distinct => at += 1,
            Keyword::All if self.tree.kind(at + 1) != Kind::Open => at += 1,
            _ => {}
        }
        let (list, top) = if self.tree.keyword(at) == Keyword::Top { self.top(at)? } else { (at, None) };
        self.aliases.clear();
        self.group_all = None;
        self.open_scope(list, end)?;
        let parts = self.parts(list, end);
        if self.is_planned(&parts)? {
            let block = Block { select: index, distinct, parts, end, combined };
            return Ok((self.planned_block(block)?, top));
        }
        if list > at {
            self.skip_tokens(at, list - 1);
        }
        self.clause = Clause::List;
        at = self.select_list(list, end)?;
        if at == list {
            return Err(self.tree.syntax_error(at));
        }
        self.clause = Clause::Other;
        if at < end && self.tree.keyword(at) == Keyword::Into {
            at = self.into(at)?;
        }
        if at < end && self.tree.keyword(at) == Keyword::From {
            at = self.block_from(at + 1, end)?;
            self.check_order(&parts)?;
        }
        at = self.conditions(at, end)?;
        Ok((at, top))
    }

    /// Reads `TOP n` ("SELECT list": TOP is LIMIT), and says which token follows.
    fn top(&self, index: usize) -> Result<(usize, Option<String>), Refusal> {
        let count = index + 1;
        let parenthesized = self.tree.kind(count) == Kind::Open && self.tree.close(count) == count + 2;
        let number = count + usize::from(parenthesized);
        let last = if parenthesized { count + 2 } else { count };
        match self.tree.kind(number) {
            Kind::Number => {}
            Kind::Parameter => return Err(Refusal::not_simulated("TOP with a parameter")),
            _ => return Err(self.tree.syntax_error(count)),
        }
        Ok((last + 1, Some(self.tree.text(number).to_owned())))
    }

    /// Walks the select list, and says which token ends it.
    fn select_list(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = start;
        let mut item = start;
        while at < end {
            if self.tree.kind(at) == Kind::Comma {
                self.label_item(item, at);
                item = at + 1;
            }
            match self.tree.keyword(at) {
                Keyword::From | Keyword::Into => break,
                Keyword::As => at = self.alias(at + 1)?,
                Keyword::Returning if self.ends_operand(at - 1) && self.starts_operand(at + 1, end) => {
                    return Err(self.tree.syntax_error(at));
                }
                _ if self.ends_block(at, end) => break,
                _ => at = self.item(at, end)?,
            }
        }
        self.label_item(item, at);
        Ok(at)
    }

    /// Walks the alias behind `AS`, where any word is a name.
    fn alias(&mut self, index: usize) -> Result<usize, Refusal> {
        if !self.tree.is_name(index) {
            return Err(self.tree.syntax_error(index));
        }
        self.fold(index)?;
        Ok(index + 1)
    }

    /// Whether an operand may start at a token: tells a clause from an alias that is spelled like it.
    pub(super) fn starts_operand(&self, index: usize, end: usize) -> bool {
        index < end
            && match self.tree.kind(index) {
                Kind::Comma | Kind::Close | Kind::Dot | Kind::Cast | Kind::Semicolon => false,
                Kind::Operator => self.tree.text(index) == "*",
                Kind::Word => {
                    !matches!(self.tree.keyword(index), Keyword::From | Keyword::Into | Keyword::As)
                        && !self.ends_block(index, end)
                }
                _ => true,
            }
    }

    /// Whether a token begins a clause behind the select list and `FROM`, or a set operator.
    pub(super) fn ends_block(&self, index: usize, end: usize) -> bool {
        index < end
            && match self.tree.keyword(index) {
                Keyword::Where
                | Keyword::Having
                | Keyword::Union
                | Keyword::Intersect
                | Keyword::Except
                | Keyword::Minus
                | Keyword::Limit
                | Keyword::Offset => true,
                Keyword::Group | Keyword::Order | Keyword::Connect => self.tree.keyword(index + 1) == Keyword::By,
                Keyword::Start => self.tree.keyword(index + 1) == Keyword::With,
                Keyword::For => {
                    matches!(self.tree.keyword(index + 1), Keyword::Update | Keyword::Share)
                        || ["no", "key"].iter().any(|word| self.tree.text(index + 1).eq_ignore_ascii_case(word))
                }
                Keyword::Fetch => matches!(self.tree.keyword(index + 1), Keyword::First | Keyword::Next),
                Keyword::Window => self.tree.is_name(index + 1) && self.tree.keyword(index + 2) == Keyword::As,
                _ => false,
            }
    }

    /// `INTO [TEMP] [TABLE] name` of a `SELECT INTO`.
    pub(super) fn into(&mut self, index: usize) -> Result<usize, Refusal> {
        if self.subqueries > 0 {
            return Err(Refusal::unknown_answer("SELECT INTO in a subquery or a common table expression"));
        }
        let mut at = index + 1;
        let temporary = matches!(self.tree.keyword(at), Keyword::Temp | Keyword::Temporary);
        at += usize::from(temporary);
        at += usize::from(self.tree.keyword(at) == Keyword::Table);
        let (name, next) = relation::read(self.tree, at)?;
        if name.is_temporary() && !temporary {
            self.writer.insert(self.tree.start(at), "TEMP ");
        }
        self.relation(at)?;
        self.fills_table = true;
        Ok(next)
    }

    /// Walks `WHERE`, `GROUP BY` and `HAVING`, and says which token follows.
    pub(super) fn conditions(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = start;
        // GROUP BY takes an alias as a whole, which is the engine's to find.
        let mut aliases = Vec::new();
        while at < end {
            match self.tree.keyword(at) {
                Keyword::Where => {
                    at += 1;
                    self.number_as_condition(at, end);
                }
                Keyword::Having => {
                    self.aliases.append(&mut aliases);
                    at += 1;
                }
                Keyword::Group if self.tree.keyword(at + 1) == Keyword::By => {
                    aliases.append(&mut self.aliases);
                    at = self.group_by(at, end)?;
                }
                Keyword::Connect | Keyword::Start if self.ends_block(at, end) => {
                    return Err(self.tree.syntax_error(at));
                }
                Keyword::Qualify if self.is_qualify(at, end) => break,
                Keyword::Returning if at == start || self.ends_operand(at - 1) => break,
                Keyword::On => break,
                _ if self.ends_block(at, end) => break,
                // The first token must open a clause.
                _ if at == start => return Err(self.tree.syntax_error(at)),
                _ => at = self.item(at, end)?,
            }
        }
        self.aliases.append(&mut aliases);
        Ok(at)
    }

    /// `WHERE 1 AND ..`: a number alone is a condition, as sqlalchemy-redshift has it.
    fn number_as_condition(&mut self, index: usize, end: usize) {
        let is_alone = index + 1 >= end
            || self.ends_block(index + 1, end)
            || matches!(self.tree.keyword(index + 1), Keyword::And | Keyword::Or);
        if index < end && self.tree.kind(index) == Kind::Number && is_alone {
            self.writer.insert(self.tree.end(index), "::boolean");
        }
    }

    /// Walks what stands behind all query blocks: `ORDER BY`, `LIMIT`, `OFFSET`. Says which token follows, and whether there was a
    /// `LIMIT`.
    fn tail(&mut self, start: usize, end: usize) -> Result<(usize, bool), Refusal> {
        let mut at = start;
        let mut limited = false;
        if self.materialized
            && at < end
            && matches!(self.tree.keyword(at), Keyword::Order | Keyword::Limit | Keyword::Offset)
        {
            return Err(refused_in_a_materialized_view());
        }
        if at < end && self.tree.keyword(at) == Keyword::Order && self.tree.keyword(at + 1) == Keyword::By {
            at += 2;
            while at < end && !self.ends_block(at, end) && self.tree.keyword(at) != Keyword::On {
                if self.tree.keyword(at) == Keyword::Returning && self.ends_operand(at - 1) {
                    break;
                }
                at = self.sort_item(at, end)?;
            }
        }
        while at < end {
            match self.tree.keyword(at) {
                Keyword::Limit | Keyword::Offset => {
                    limited |= self.tree.keyword(at) == Keyword::Limit;
                    at = self.limit(at + 1, end)?;
                }
                Keyword::For if self.tree.keyword(at + 1) == Keyword::Update => {
                    return Err(Refusal::not_supported("SELECT FOR UPDATE is not supported"));
                }
                // FOR SHARE came after PostgreSQL 8.0.
                Keyword::For => return Err(self.tree.syntax_error(at + 1)),
                keyword if is_set_operator(keyword) => return Err(limit_in_operand()),
                _ => break,
            }
        }
        Ok((at, limited))
    }

    fn sort_item(&mut self, index: usize, end: usize) -> Result<usize, Refusal> {
        match self.tree.keyword(index) {
            Keyword::Using => Err(self.tree.syntax_error(index)),
            Keyword::Nulls => Ok(index + 2),
            _ if self.is_sorted_by_text(index, end) => Err(Refusal::unknown_answer("a string literal in ORDER BY")),
            _ => self.item(index, end),
        }
    }

    /// Whether an item of a list that orders or partitions is a literal text.
    pub(super) fn is_sorted_by_text(&self, index: usize, end: usize) -> bool {
        let is_last = index + 1 >= end
            || self.tree.kind(index + 1) == Kind::Comma
            || matches!(
                self.tree.keyword(index + 1),
                Keyword::Asc | Keyword::Desc | Keyword::Nulls | Keyword::Order | Keyword::Rows
            )
            || self.ends_block(index + 1, end);
        let is_first = self.tree.keyword(index - 1) == Keyword::By || self.tree.kind(index - 1) == Kind::Comma;
        self.tree.kind(index) == Kind::String && is_first && is_last
    }

    /// Walks the count behind `LIMIT` or `OFFSET`. A bare parameter must be bound as INTEGER, which is for the gate to see.
    fn limit(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = start;
        if at >= end {
            return Err(self.tree.syntax_error(at));
        }
        while at < end && !self.ends_block(at, end) {
            if matches!(self.tree.keyword(at), Keyword::Rows | Keyword::Row | Keyword::On | Keyword::Returning) {
                return Err(self.tree.syntax_error(at));
            }
            at = self.item(at, end)?;
        }
        let is_one = at == start + 1;
        if is_one && self.tree.kind(start) == Kind::Number && self.tree.text(start).parse::<i32>().is_err() {
            return Err(Refusal::unknown_answer("a LIMIT or OFFSET that is no INTEGER"));
        }
        if is_one && self.tree.kind(start) == Kind::Parameter {
            self.limit_parameters.extend(self.parameter(start));
        }
        Ok(at)
    }
}

pub(super) fn is_set_operator(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Union | Keyword::Intersect | Keyword::Except | Keyword::Minus)
}

fn refused_in_a_materialized_view() -> Refusal {
    Refusal::unknown_answer("ORDER BY, LIMIT, OFFSET or TOP in a materialized view")
}

fn limit_in_operand() -> Refusal {
    Refusal::not_supported("LIMIT may not be used within input to set operations.")
}

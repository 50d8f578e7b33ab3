//! `INSERT`, `UPDATE`, `DELETE` and `MERGE`.

use super::keyword::Keyword;
use super::rewriter::Rewriter;
use super::token::Kind;
use super::{Change, identifier, relation};
use crate::refusal::Refusal;

impl Rewriter<'_, '_> {
    /// Walks a statement that may stand under `PREPARE` and `EXPLAIN`: a query or a change of rows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated, and on any other statement.
    pub(super) fn prepared_statement(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        let mut verb = start;
        if self.tree.keyword(start) == Keyword::With {
            verb = self.behind_with(start, end);
        }
        match self.tree.keyword(verb) {
            Keyword::Insert if verb == start => self.insert(start, end)?,
            Keyword::Update => {
                let at = if verb > start { self.with(start, end)? } else { start };
                self.update(at, end)?;
            }
            Keyword::Delete => {
                let at = if verb > start { self.with(start, end)? } else { start };
                self.delete(at, end)?;
            }
            Keyword::Merge if verb == start => self.merge(start, end)?,
            Keyword::Select => self.query(start, end)?,
            _ if self.tree.kind(verb) == Kind::Open => self.query(start, end)?,
            _ => return Err(self.tree.syntax_error(verb)),
        }
        self.check_whole()
    }

    /// The token behind the common table expressions, without walking them.
    fn behind_with(&self, start: usize, end: usize) -> usize {
        let mut at = start + 1;
        while at < end {
            if matches!(
                self.tree.keyword(at),
                Keyword::Select | Keyword::Insert | Keyword::Update | Keyword::Delete | Keyword::Merge
            ) || (self.tree.kind(at) == Kind::Open && self.tree.kind(at - 1) == Kind::Close)
            {
                return at;
            }
            at = self.tree.next(at);
        }
        at
    }

    /// `INSERT INTO table [(columns)] {DEFAULT VALUES | VALUES .. | query}`
    fn insert(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        if self.tree.keyword(start + 1) != Keyword::Into {
            return Err(self.tree.syntax_error(start + 1));
        }
        let mut at = self.target(start + 2, Change::Insert)?;
        if self.tree.kind(at) == Kind::Open && at < end && !self.is_query(at + 1) {
            at = self.name_list(at)?;
        }
        match self.tree.keyword(at) {
            Keyword::Default if self.tree.keyword(at + 1) == Keyword::Values => at += 2,
            Keyword::Values => {
                self.inserts_values = true;
                at = self.rows(at + 1, end)?;
            }
            Keyword::Select | Keyword::With => return self.query(at, end),
            _ if self.tree.kind(at) == Kind::Open => return self.query(at, end),
            _ => {}
        }
        if at < end { Err(self.tree.syntax_error(at)) } else { Ok(()) }
    }

    /// Walks the rows behind `VALUES`, and says which token follows.
    fn rows(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = start;
        let mut count = 0_usize;
        let mut subquery = false;
        loop {
            if at >= end || self.tree.kind(at) != Kind::Open {
                return Err(self.tree.syntax_error(at));
            }
            let close = self.tree.close(at);
            subquery |= (at + 1..close)
                .any(|inner| self.tree.kind(inner) == Kind::Open && self.tree.keyword(inner + 1) == Keyword::Select);
            self.expression(at + 1, close)?;
            count += 1;
            if subquery && count > 1 {
                return Err(Refusal::not_supported("can't use subqueries in multi-row VALUES"));
            }
            at = close + 1;
            if at >= end || self.tree.kind(at) != Kind::Comma {
                return Ok(at);
            }
            at += 1;
        }
    }

    /// `UPDATE table [[AS] alias] SET column = expression, .. [FROM ..] [WHERE ..]`
    fn update(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        self.open_target_scope(start + 1, end, Keyword::From)?;
        let mut at = self.target(start + 1, Change::Update)?;
        if self.tree.keyword(at) == Keyword::As {
            at += 1;
        }
        if self.tree.keyword(at) != Keyword::Set {
            at = self.lone_name(at)?;
        }
        if self.tree.keyword(at) != Keyword::Set {
            return Err(self.tree.syntax_error(at));
        }
        at = self.assignments(at + 1, end)?;
        if at < end && self.tree.keyword(at) == Keyword::From {
            // "UPDATE": an outer join is refused, since it could join the target.
            at = self.from(at + 1, end, false)?;
        }
        self.condition(at, end)
    }

    /// Walks `column = expression, ..`, and says which token follows.
    fn assignments(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = start;
        loop {
            at = self.lone_name(at)?;
            if !self.tree.is_operator(at, "=") && !self.tree.text(at).starts_with('=') {
                return Err(self.tree.syntax_error(at));
            }
            at = self.item(at, end)?;
            let first = at;
            while at < end && !self.ends_assignment(at) {
                at = self.item(at, end)?;
            }
            if at == first {
                return Err(self.tree.syntax_error(at));
            }
            if at >= end || self.tree.kind(at) != Kind::Comma {
                return Ok(at);
            }
            at += 1;
        }
    }

    fn ends_assignment(&self, index: usize) -> bool {
        self.tree.kind(index) == Kind::Comma
            || matches!(self.tree.keyword(index), Keyword::From | Keyword::Where)
            || (matches!(self.tree.keyword(index), Keyword::Returning | Keyword::When)
                && self.ends_operand(index - 1)
                && (self.tree.keyword(index) != Keyword::When || self.ends_merge_condition(index)))
    }

    /// `DELETE [FROM] table [USING ..] [WHERE ..]`
    fn delete(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        let mut at = start + 1;
        if self.tree.keyword(at) == Keyword::From {
            at += 1;
        } else {
            self.writer.insert(self.tree.start(at), "FROM ");
        }
        self.open_target_scope(at, end, Keyword::Using)?;
        at = self.target(at, Change::Update)?;
        if at < end && self.tree.keyword(at) == Keyword::Using {
            at = self.from(at + 1, end, true)?;
        }
        self.condition(at, end)
    }

    /// Walks the `WHERE` that ends a statement. Anything else there is refused: `RETURNING`, an alias, `WHERE CURRENT OF`.
    fn condition(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        if start >= end {
            return Ok(());
        }
        if self.tree.keyword(start) != Keyword::Where || start + 1 >= end {
            return Err(self.tree.syntax_error(if start + 1 >= end { start + 1 } else { start }));
        }
        let mut at = start + 1;
        while at < end {
            if self.ends_block(at, end) || (self.tree.keyword(at) == Keyword::Returning && self.ends_operand(at - 1)) {
                return Err(self.tree.syntax_error(at));
            }
            at = self.item(at, end)?;
        }
        Ok(())
    }

    /// `MERGE INTO target USING source [[AS] alias] ON condition WHEN MATCHED THEN .. WHEN NOT MATCHED THEN ..`: exactly these two
    /// branches in this order, without further conditions ("MERGE").
    fn merge(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        if self.tree.keyword(start + 1) != Keyword::Into {
            return Err(self.tree.syntax_error(start + 1));
        }
        self.merge = true;
        self.open_target_scope(start + 2, end, Keyword::Using)?;
        if end > start + 2
            && self.tree.keyword(end - 2) == Keyword::Remove
            && self.tree.keyword(end - 1) == Keyword::Duplicates
        {
            return self.merge_duplicates(start, end);
        }
        let mut at = self.merge_target(start + 2)?;
        at = self.merge_source(at + 1, end)?;
        if self.tree.keyword(at) != Keyword::On {
            return Err(self.tree.syntax_error(at));
        }
        at += 1;
        while at < end && !(self.tree.keyword(at) == Keyword::When && self.ends_merge_condition(at)) {
            at = self.item(at, end)?;
        }
        at = self.keywords(at, &[Keyword::When, Keyword::Matched, Keyword::Then])?;
        at = match self.tree.keyword(at) {
            Keyword::Delete => at + 1,
            Keyword::Update if self.tree.keyword(at + 1) == Keyword::Set => self.assignments(at + 2, end)?,
            _ => return Err(self.tree.syntax_error(at)),
        };
        at = self.keywords(at, &[Keyword::When, Keyword::Not, Keyword::Matched, Keyword::Then, Keyword::Insert])?;
        if self.tree.kind(at) == Kind::Open {
            at = self.name_list(at)?;
        }
        at = self.keywords(at, &[Keyword::Values])?;
        if self.tree.kind(at) != Kind::Open || at >= end {
            return Err(self.tree.syntax_error(at));
        }
        let close = self.tree.close(at);
        self.expression(at + 1, close)?;
        if close + 1 < end { Err(self.tree.syntax_error(close + 1)) } else { Ok(()) }
    }

    /// The target, which nothing else in the statement may read; it has no alias. Says where `USING` is.
    fn merge_target(&mut self, start: usize) -> Result<usize, Refusal> {
        let at = self.target(start, Change::Update)?;
        if self.tree.keyword(at) != Keyword::Using {
            return Err(self.tree.syntax_error(at));
        }
        self.merge_target = Some(relation::read(self.tree, start)?.0);
        Ok(at)
    }

    /// `MERGE INTO target USING source [[AS] alias] ON condition REMOVE DUPLICATES`: the rows of the target that have a match go, and
    /// every row of the source comes ("MERGE").
    fn merge_duplicates(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        let (name, using) = relation::read(self.tree, start + 2)?;
        let target = self.render(start + 2, using, |rewriter| rewriter.merge_target(start + 2).map(|_| ()))?;
        let mut on = using + 1;
        while on < end && self.tree.keyword(on) != Keyword::On {
            on = self.tree.next(on);
        }
        if on >= end {
            return Err(self.tree.syntax_error(end - 2));
        }
        let source = self.render(using + 1, on, |rewriter| rewriter.merge_source(using + 1, on).map(|_| ()))?;
        if on + 1 >= end - 2 {
            return Err(self.tree.syntax_error(on + 1));
        }
        let condition = self.render_expression(on + 1, end - 2)?;
        let row = identifier::quote(&name.name);
        let sql = format!(
            "WITH redshift_local_matched AS (DELETE FROM {target} USING {source} WHERE {condition}) \
             INSERT INTO {target} SELECT * FROM {target} WHERE FALSE UNION ALL SELECT * FROM {source} \
             WHERE redshift_local.merges_once(NOT EXISTS (SELECT FROM {target} INNER JOIN {source} ON {condition} \
             GROUP BY {row}.ctid HAVING COUNT(*) > 1))"
        );
        self.replace_tokens(start, end - 1, &sql);
        self.tag = Some("MERGE");
        Ok(())
    }

    /// A table, view or subquery with an optional alias.
    fn merge_source(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        let mut at = if self.tree.kind(start) == Kind::Open && start < end {
            self.subquery(start)?;
            self.tree.close(start) + 1
        } else {
            if self.is_merge_target(&relation::read(self.tree, start)?.0) {
                return Err(Refusal::not_simulated("a MERGE of a table into itself"));
            }
            self.relation(start)?
        };
        at += usize::from(self.tree.keyword(at) == Keyword::As);
        if at < end && self.tree.keyword(at) != Keyword::On { self.lone_name(at) } else { Ok(at) }
    }

    /// Walks a fixed run of keywords.
    pub(super) fn keywords(&mut self, start: usize, expected: &[Keyword]) -> Result<usize, Refusal> {
        let mut at = start;
        for &keyword in expected {
            if self.tree.keyword(at) != keyword {
                return Err(self.tree.syntax_error(at));
            }
            at += 1;
        }
        Ok(at)
    }
}

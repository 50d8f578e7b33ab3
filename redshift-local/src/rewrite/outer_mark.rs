//! The outer join operator `(+)` of conditions in `WHERE` ("Oracle-style outer joins in the WHERE clause"): the relations are joined in
//! `FROM`, and what is left of `WHERE` stays.

use super::identifier;
use super::keyword::Keyword;
use super::rewriter::Rewriter;
use super::token::Kind;
use crate::refusal::Refusal;

/// A relation of `FROM`.
#[derive(Debug)]
struct Relation {
    /// Its text in the engine's SQL, and the name it goes by.
    text: String,
    name: String,
    /// The relation it is outer joined to.
    driver: Option<usize>,
    /// The conditions of that join, in the engine's SQL.
    conditions: Vec<String>,
}

/// The relations that a condition names, by their places.
#[derive(Debug, Default)]
struct Named {
    marked: Vec<usize>,
    plain: Vec<usize>,
}

impl Rewriter<'_, '_> {
    /// The `WHERE` of the block whose `FROM` list starts at a token, and the token behind it, if it has marks.
    pub(super) fn marked_where(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let keyword = self.level(start, end).take_while(|at| !self.ends_query(*at, end));
        let keyword = keyword.into_iter().find(|at| self.tree.keyword(*at) == Keyword::Where)?;
        let mut behind = keyword + 1;
        while behind < end && !self.ends_block(behind, end) && !self.is_qualify(behind, end) {
            behind = self.tree.next(behind);
        }
        (keyword + 1..behind).any(|at| self.is_outer_join_mark(at)).then_some((keyword, behind))
    }

    /// Whether `(+)` stands here.
    pub(super) fn is_outer_join_mark(&self, open: usize) -> bool {
        self.tree.kind(open) == Kind::Open && self.tree.is_operator(open + 1, "+") && self.tree.close(open) == open + 2
    }

    /// Walks a `FROM` list and the `WHERE` that has marks, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn marked_joins(&mut self, start: usize, keyword: usize, behind: usize) -> Result<usize, Refusal> {
        if self.level(keyword + 1, behind).any(|at| self.tree.keyword(at) == Keyword::Or) {
            return Err(in_or());
        }
        let mut relations = self.marked_relations(start, keyword)?;
        let mut rest = Vec::new();
        let mut at = keyword + 1;
        loop {
            let next = self.conjunct(at, behind);
            if next == at {
                return Err(self.tree.syntax_error(at));
            }
            let named = self.relations_named(at, next, &relations)?;
            let outer = std::mem::replace(&mut self.skips_marks, true);
            let text = self.render_expression(at, next);
            self.skips_marks = outer;
            let text = format!("({})", text?);
            match *named.marked.as_slice() {
                [] => rest.push(text),
                [marked] => self.join_marked(&mut relations, marked, &named.plain, (at, next), text)?,
                _ => return Err(Refusal::not_simulated("(+) on columns of two relations in one condition")),
            }
            if next >= behind {
                break;
            }
            at = next + 1;
        }
        let joined = self.joined(&relations)?;
        let filter = if rest.is_empty() { String::new() } else { format!(" WHERE {}", rest.join(" AND ")) };
        self.replace_tokens(start, behind - 1, &format!("{joined}{filter}"));
        Ok(behind)
    }

    /// Notes a condition that joins a relation, or that holds for its rows alone.
    fn join_marked(
        &self,
        relations: &mut [Relation],
        marked: usize,
        plain: &[usize],
        (start, end): (usize, usize),
        text: String,
    ) -> Result<(), Refusal> {
        if (start..end).any(|at| matches!(self.tree.keyword(at), Keyword::Or | Keyword::In)) {
            return Err(in_or());
        }
        let one = || Refusal::not_supported("A table may be outer joined to at most one other table.");
        let Some(relation) = relations.get_mut(marked) else { return Ok(()) };
        match *plain {
            [] => {}
            [driver] if driver == marked => {
                return Err(Refusal::not_simulated("(+) on some columns of a relation beside others of it"));
            }
            [driver] if relation.driver.is_none_or(|known| known == driver) => relation.driver = Some(driver),
            _ => return Err(one()),
        }
        relation.conditions.push(text);
        Ok(())
    }

    /// The relations of a `FROM` list without joins.
    fn marked_relations(&mut self, start: usize, end: usize) -> Result<Vec<Relation>, Refusal> {
        let is_join = |keyword| matches!(keyword, Keyword::Join | Keyword::Natural | Keyword::On | Keyword::Using);
        if self.top_level(start, end, is_join).is_some() {
            return Err(Refusal::unknown_answer("(+) beside a join in FROM"));
        }
        let mut relations = Vec::new();
        let mut at = start;
        while at < end {
            let next = self.comma(at, end);
            let last = next.max(at + 1) - 1;
            if self.unnesting(at, end)?.is_some() || !self.tree.is_name(last) {
                return Err(Refusal::not_simulated("(+) beside a relation without a name"));
            }
            let name = identifier::label(self.tree, last)?;
            let (text, behind) =
                self.render_up_to(at, |rewriter| rewriter.table_reference(at, next, &mut Vec::new()))?;
            if behind != next {
                return Err(self.tree.syntax_error(behind));
            }
            relations.push(Relation { text, name, driver: None, conditions: Vec::new() });
            at = next + 1;
        }
        Ok(relations)
    }

    /// The end of the condition that starts here, which is the next `AND` that does not belong to a `BETWEEN` or `CASE`.
    fn conjunct(&self, start: usize, end: usize) -> usize {
        let (mut betweens, mut cases) = (0_usize, 0_usize);
        for at in self.level(start, end) {
            match self.tree.keyword(at) {
                Keyword::Between => betweens += 1,
                Keyword::Case => cases += 1,
                Keyword::End => cases = cases.saturating_sub(1),
                Keyword::And if cases > 0 => {}
                Keyword::And if betweens > 0 => betweens -= 1,
                Keyword::And => return at,
                _ => {}
            }
        }
        end
    }

    /// The relations whose columns a condition names. A name alone is looked for in all of them.
    fn relations_named(&self, start: usize, end: usize, relations: &[Relation]) -> Result<Named, Refusal> {
        let has_mark = (start..end).any(|at| self.is_outer_join_mark(at));
        let mut named = Named::default();
        if !has_mark {
            return Ok(named);
        }
        if (start..end).any(|at| self.tree.keyword(at) == Keyword::Select) {
            return Err(Refusal::not_simulated("(+) beside a subquery"));
        }
        let mut at = start;
        while at < end {
            if self.is_outer_join_mark(at) && !self.tree.is_name(at.wrapping_sub(1)) {
                return Err(self.tree.syntax_error(at));
            }
            let is_column = self.may_be_alias(at)
                || (self.tree.is_name(at) && self.is_outer_join_mark(at + 1) && self.tree.kind(at - 1) != Kind::Dot);
            if !is_column {
                at += 1;
                continue;
            }
            let mut last = at;
            while self.tree.kind(last + 1) == Kind::Dot && self.tree.is_name(last + 2) {
                last += 2;
            }
            if self.tree.kind(last + 1) == Kind::Open && !self.is_outer_join_mark(last + 1) {
                at = last + 1;
                continue;
            }
            let place = if last > at {
                let qualifier = identifier::label(self.tree, last - 2)?;
                relations.iter().position(|relation| relation.name == qualifier)
            } else {
                self.relation_with(&identifier::label(self.tree, at)?, relations)?
            };
            let Some(place) = place else {
                return Err(Refusal::not_simulated("(+) beside a column of no relation of this FROM"));
            };
            let list = if self.is_outer_join_mark(last + 1) { &mut named.marked } else { &mut named.plain };
            if !list.contains(&place) {
                list.push(place);
            }
            at = last + 1;
        }
        Ok(named)
    }

    /// The only relation that has a column.
    fn relation_with(&self, column: &str, relations: &[Relation]) -> Result<Option<usize>, Refusal> {
        let mut having = Vec::new();
        for (place, relation) in relations.iter().enumerate() {
            let columns = self.columns_of("*", &relation.text, "(+) on a column without its relation")?;
            if columns.iter().any(|name| name == column) {
                having.push(place);
            }
        }
        Ok(if let [place] = *having.as_slice() { Some(place) } else { None })
    }

    /// The relations as the engine joins them: behind each one those that are outer joined to it.
    fn joined(&mut self, relations: &[Relation]) -> Result<String, Refusal> {
        if relations.iter().any(|relation| relation.driver.is_none() && !relation.conditions.is_empty()) {
            return Err(Refusal::not_simulated("(+) on a relation that no condition joins"));
        }
        let on = |relation: &Relation| relation.conditions.join(" AND ");
        // The columns of `*` come in the order of FROM.
        if let [first, second] = relations
            && first.driver == Some(1)
            && second.driver.is_none()
        {
            return Ok(format!("{} RIGHT JOIN {} ON {}", first.text, second.text, on(first)));
        }
        let (mut order, mut trees) = (Vec::new(), Vec::new());
        for root in (0..relations.len()).filter(|place| relations[*place].driver.is_none()) {
            let mut tree = relations[root].text.clone();
            order.push(root);
            let mut open = vec![root];
            while let Some(driver) = open.pop() {
                for place in (0..relations.len()).filter(|place| relations[*place].driver == Some(driver)) {
                    tree.push_str(&format!(" LEFT JOIN {} ON {}", relations[place].text, on(&relations[place])));
                    order.push(place);
                    open.push(place);
                }
            }
            trees.push(tree);
        }
        if order.len() < relations.len() {
            return Err(Refusal::not_simulated("(+) around a circle of relations"));
        }
        self.is_reordered = !order.is_sorted();
        Ok(trees.join(", "))
    }
}

fn in_or() -> Refusal {
    Refusal::not_supported("Outer join operator (+) not allowed in operand of OR or IN.")
}

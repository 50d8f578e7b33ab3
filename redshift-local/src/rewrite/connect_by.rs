//! `START WITH .. CONNECT BY ..` over one relation: a recursive common table expression stands in its place, and `WHERE` filters what it
//! gives ("CONNECT BY clause").

use super::identifier::{self, quote, quote_list};
use super::keyword::Keyword;
use super::rewriter::Rewriter;
use super::select_list::Alias;
use super::token::Kind;
use crate::refusal::Refusal;

/// The rows found so far, and the one above the row that is looked at.
const HIERARCHY: &str = "redshift_local_hierarchy";
const PARENT: &str = "redshift_local_parent";

/// The pseudocolumn, which becomes a column.
pub(super) const LEVEL: &str = "level";

/// Where the parts of a hierarchical block stand: the first token of each, and the one behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hierarchy {
    from_end: usize,
    filter: Option<(usize, usize)>,
    start_with: Option<(usize, usize)>,
    connect_by: (usize, usize),
    next: usize,
}

impl Rewriter<'_, '_> {
    /// Finds the `CONNECT BY` of the block whose `FROM` list starts at a token.
    pub(super) fn hierarchy(&self, start: usize, end: usize) -> Option<Hierarchy> {
        let from_end = self.level(start, end).find(|at| self.ends_block(*at, end))?;
        let (mut filter, mut start_with, mut connect_by) = (None, None, None);
        let mut at = from_end;
        while at < end {
            let (slot, words) = match self.tree.keyword(at) {
                Keyword::Where => (&mut filter, 1),
                Keyword::Start if self.tree.keyword(at + 1) == Keyword::With => (&mut start_with, 2),
                Keyword::Connect if self.tree.keyword(at + 1) == Keyword::By => (&mut connect_by, 2),
                _ => break,
            };
            if slot.is_some() {
                break;
            }
            let first = at + words;
            at = first;
            while at < end && !self.ends_block(at, end) && !self.is_qualify(at, end) {
                at = self.tree.next(at);
            }
            *slot = Some((first, at));
        }
        connect_by.map(|connect_by| Hierarchy { from_end, filter, start_with, connect_by, next: at })
    }

    /// Walks the parts of a hierarchical block, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated, and while the columns are not known.
    pub(super) fn connect_by(&mut self, start: usize, parts: Hierarchy) -> Result<usize, Refusal> {
        let Hierarchy { from_end, filter, start_with, connect_by, next } = parts;
        let is_more = |keyword| matches!(keyword, Keyword::Join | Keyword::Natural);
        if self.comma(start, from_end) < from_end || self.top_level(start, from_end, is_more).is_some() {
            return Err(Refusal::not_simulated("CONNECT BY over a join"));
        }
        if self.tree.keyword(next) == Keyword::Where {
            return Err(self.tree.syntax_error(next));
        }
        let (first, behind) = connect_by;
        if self.tree.text(first).eq_ignore_ascii_case("nocycle") {
            return Err(self.tree.syntax_error(first));
        }
        if !(first..behind).any(|at| self.tree.keyword(at) == Keyword::Prior) {
            return Err(Refusal::unknown_answer("CONNECT BY without PRIOR"));
        }
        if filter.into_iter().any(|(start, end)| (start..end).any(|at| self.is_outer_join_mark(at))) {
            return Err(Refusal::not_simulated("(+) beside CONNECT BY"));
        }
        let mut names = Vec::new();
        let (input, _) = self.render_up_to(start, |rewriter| rewriter.table_reference(start, from_end, &mut names))?;
        let name = names.pop().ok_or_else(|| Refusal::not_simulated("CONNECT BY over a relation without a name"))?;
        let mut columns = self.columns_of("*", &input, "CONNECT BY")?;
        let is_twice = |name: &String| columns.iter().filter(|other| *other == name).count() > 1;
        if columns.iter().any(|name| name == LEVEL || is_twice(name)) {
            return Err(Refusal::not_simulated("CONNECT BY over two columns of a name, or one called level"));
        }
        let outer = std::mem::replace(&mut self.aliases, vec![Alias::number(LEVEL, "1")]);
        let roots = start_with.map(|(start, end)| self.render_expression(start, end)).transpose();
        self.aliases = vec![Alias::number(LEVEL, &format!("{PARENT}.{LEVEL} + 1"))];
        self.prior = Some(columns.clone());
        let children = self.render_expression(first, behind);
        self.prior = None;
        self.aliases = outer;
        let (roots, children) = (roots?.unwrap_or_else(|| "true".to_owned()), children?);
        let filter = match filter {
            Some((start, end)) => format!(" WHERE {}", self.render_expression(start, end)?),
            None => String::new(),
        };
        let places: Vec<String> = (0..columns.len()).map(prior_column).collect();
        let row = format!("{}.*", quote(&name));
        columns.push(LEVEL.to_owned());
        let text = format!(
            "(WITH RECURSIVE {HIERARCHY} ({}, {LEVEL}) AS (SELECT {row}, 1 FROM {input} WHERE {roots} UNION ALL \
             SELECT {row}, {PARENT}.{LEVEL} + 1 FROM {input}, {HIERARCHY} AS {PARENT} WHERE {children}) \
             SELECT * FROM {HIERARCHY}) AS {} ({}){filter}",
            places.join(", "),
            quote(&name),
            quote_list(&columns)
        );
        self.replace_tokens(start, next - 1, &text);
        Ok(next)
    }

    /// Walks `PRIOR column`, and says which token follows; `None` where the word is a name.
    ///
    /// # Errors
    /// On a column that the relation does not have.
    pub(super) fn prior(&mut self, index: usize) -> Result<Option<usize>, Refusal> {
        let is_operator = self.tree.keyword(index) == Keyword::Prior && self.expects_operand(index);
        let Some(columns) = self.prior.as_ref().filter(|_| is_operator) else { return Ok(None) };
        let mut last = index + 1;
        while self.tree.kind(last + 1) == Kind::Dot && self.tree.is_name(last + 2) {
            last += 2;
        }
        let is_column = self.tree.kind(index + 1) != Kind::Open
            && self.tree.is_name(last)
            && !matches!(self.tree.kind(last + 1), Kind::Open | Kind::OpenBracket);
        if !is_column || self.tree.keyword(last) == Keyword::Level {
            return Err(Refusal::not_simulated("PRIOR of anything but a column"));
        }
        let name = identifier::name(self.tree, last)?;
        let Some(place) = columns.iter().position(|column| *column == name) else {
            let refusal = Refusal::new("42703", format!("column \"{name}\" does not exist"));
            return Err(refusal.at(self.tree.position(self.tree.start(index + 1))));
        };
        self.replace_tokens(index, last, &format!("{PARENT}.{}", prior_column(place)));
        Ok(Some(last + 1))
    }
}

/// The name of a column of the rows found so far, which is no name of a column of the relation.
fn prior_column(place: usize) -> String {
    format!("redshift_local_prior{place}")
}

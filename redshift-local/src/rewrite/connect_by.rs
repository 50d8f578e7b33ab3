//! `START WITH .. CONNECT BY ..`: a recursive common table expression stands in the place of `FROM`, joins and all; its relations are taken out
//! of it again under their names, and `WHERE` filters what it gives ("CONNECT BY clause").

use super::identifier::{self, quote};
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

/// A column, behind the name of its relation.
pub(super) type Named = (String, String);

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
        if self.comma(start, from_end) < from_end {
            return Err(Refusal::not_simulated("CONNECT BY over relations that no JOIN joins"));
        }
        if self.top_level(start, from_end, |keyword| matches!(keyword, Keyword::Natural | Keyword::Using)).is_some() {
            return Err(Refusal::not_simulated("CONNECT BY over a join with USING or NATURAL"));
        }
        if self.tree.keyword(next) == Keyword::Where {
            return Err(self.tree.syntax_error(next));
        }
        let list = self.scopes.last().and_then(|scope| scope.block).map_or(start, |(list, _)| list);
        let is_prior =
            |at| self.tree.keyword(at) == Keyword::Prior && self.expects_operand(at) && self.tree.is_name(at + 1);
        if (list..start).any(is_prior) {
            return Err(Refusal::not_simulated("PRIOR in the select list"));
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
        let (input, _) = self.render_up_to(start, |rewriter| {
            let at = rewriter.from(start, from_end, true)?;
            if at == from_end { Ok(at) } else { Err(rewriter.tree.syntax_error(at)) }
        })?;
        let mut columns = Vec::new();
        let names = self.source_names();
        for name in &names {
            let own = self.columns_of(&format!("{}.*", quote(name)), &input, "CONNECT BY")?;
            columns.extend(own.into_iter().map(|column| (name.clone(), column)));
        }
        let is_twice = |column: &Named| columns.iter().filter(|other| *other == column).count() > 1;
        if columns.iter().any(|column| column.1 == LEVEL || is_twice(column)) {
            return Err(Refusal::not_simulated("CONNECT BY over two columns of a name, or one called level"));
        }
        if columns.len() != self.columns_of("*", &input, "CONNECT BY")?.len() {
            return Err(Refusal::not_simulated("CONNECT BY over a relation without a name"));
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
        let row: Vec<String> = names.iter().map(|name| format!("{}.*", quote(name))).collect();
        let row = row.join(", ");
        let mut text = format!(
            "(WITH RECURSIVE {HIERARCHY} ({}, {LEVEL}) AS (SELECT {row}, 1 FROM {input} WHERE {roots} UNION ALL \
             SELECT {row}, {PARENT}.{LEVEL} + 1 FROM {input} CROSS JOIN {HIERARCHY} AS {PARENT} WHERE {children}) \
             SELECT * FROM {HIERARCHY}) AS {HIERARCHY} ({}, {HIERARCHY}_level)",
            places.join(", "),
            places.join(", ")
        );
        // Each relation goes by its name again.
        for name in &names {
            let (mut own, mut labels) = (Vec::new(), Vec::new());
            for (place, (_, column)) in columns.iter().enumerate().filter(|(_, (relation, _))| relation == name) {
                own.push(format!("{HIERARCHY}.{}", prior_column(place)));
                labels.push(quote(column));
            }
            text.push_str(&lateral(&own, &quote(name), &labels));
        }
        let level = format!("{HIERARCHY}.{HIERARCHY}_level");
        text.push_str(&lateral(&[level], &format!("{HIERARCHY}_levels"), &[LEVEL.to_owned()]));
        text.push_str(&filter);
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
        let relation = if last > index + 1 { Some(identifier::name(self.tree, last - 2)?) } else { None };
        let is_it =
            |(owner, column): &Named| *column == name && relation.as_ref().is_none_or(|relation| owner == relation);
        let mut places = columns.iter().enumerate().filter(|(_, column)| is_it(column)).map(|(place, _)| place);
        let Some(place) = places.next() else {
            let refusal = Refusal::new("42703", format!("column \"{name}\" does not exist"));
            return Err(refusal.at(self.tree.position(self.tree.start(index + 1))));
        };
        if places.next().is_some() {
            let refusal = Refusal::new("42702", format!("column reference \"{name}\" is ambiguous"));
            return Err(refusal.at(self.tree.position(self.tree.start(index + 1))));
        }
        self.replace_tokens(index, last, &format!("{PARENT}.{}", prior_column(place)));
        Ok(Some(last + 1))
    }
}

/// The name of a column of the rows found so far, which is no name of a column of the relation.
fn prior_column(place: usize) -> String {
    format!("redshift_local_prior{place}")
}

/// A relation made of columns of the hierarchy.
fn lateral(own: &[String], name: &str, labels: &[String]) -> String {
    format!(" CROSS JOIN LATERAL (SELECT {}) AS {name} ({})", own.join(", "), labels.join(", "))
}

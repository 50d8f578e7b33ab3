//! GROUP BY with ROLLUP, CUBE and GROUPING SETS: the engine has them, and takes more than Redshift does ("Aggregation extensions").

use super::keyword::Keyword;
use super::rewriter::Rewriter;
use super::token::Kind;
use crate::refusal::Refusal;

/// The most grouping sets of a `GROUP BY`.
const MAX_SETS: usize = 64;

/// A column of a set: its tokens.
type Column = (usize, usize);

/// The sets that an element of `GROUP BY` stands for.
struct Sets {
    /// How many there are.
    count: usize,
    /// The largest: the others are parts of these.
    largest: Vec<Vec<Column>>,
}

impl Rewriter<'_, '_> {
    /// Walks `GROUP BY`, and `ALL` behind it, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn group_by(&mut self, index: usize, end: usize) -> Result<usize, Refusal> {
        if !self.is_group_by_all(index) {
            self.check_grouping(index + 2, end)?;
            self.check_correlated_groups(index + 2, end)?;
            return Ok(index + 2);
        }
        let places = self.group_all.take().unwrap_or_default();
        if places.is_empty() {
            self.skip_tokens(index, index + 2);
        } else {
            self.replace_tokens(index + 2, index + 2, &places);
        }
        Ok(index + 3)
    }

    /// Whether `GROUP BY ALL` stands here.
    pub(super) fn is_group_by_all(&self, index: usize) -> bool {
        self.tree.keyword(index) == Keyword::Group
            && self.tree.keyword(index + 1) == Keyword::By
            && self.tree.keyword(index + 2) == Keyword::All
            && self.tree.kind(index + 3) != Kind::Open
    }

    /// Checks the elements of a `GROUP BY`.
    ///
    /// # Errors
    /// On more sets than Redshift takes, constants, a column twice in a set, and what the engine would take as well.
    fn check_grouping(&self, start: usize, end: usize) -> Result<(), Refusal> {
        if self.tree.keyword(start) == Keyword::Distinct {
            return Err(self.tree.syntax_error(start));
        }
        let mut stop = start;
        while stop < end && !self.ends_block(stop, end) && !self.is_qualify(stop, end) {
            stop = self.tree.next(stop);
        }
        let elements = self.grouping_list(start, stop);
        if !elements.iter().any(|&(start, _)| self.extension(start).is_some()) {
            return Ok(());
        }
        let (mut count, mut sets) = (1_usize, vec![Vec::new()]);
        for (start, end) in elements {
            let element = self.sets(start, end)?;
            count = count.saturating_mul(element.count);
            if count > MAX_SETS {
                return Err(Refusal::unknown_answer(&format!("GROUP BY of more than {MAX_SETS} grouping sets")));
            }
            let with = |set: &Vec<Column>| {
                element.largest.iter().map(|more| [set.as_slice(), more].concat()).collect::<Vec<_>>()
            };
            sets = sets.iter().flat_map(with).collect();
        }
        let is_twice =
            |set: &Vec<Column>| (1..set.len()).any(|at| set[..at].iter().any(|before| self.is_same(*before, set[at])));
        if sets.iter().any(is_twice) {
            return Err(Refusal::unknown_answer("a column that stands twice in a grouping set"));
        }
        Ok(())
    }

    /// The items of a list, without those that are empty.
    pub(super) fn grouping_list(&self, start: usize, end: usize) -> Vec<Column> {
        let mut items = Vec::new();
        let mut at = start;
        while at < end {
            let next = self.comma(at, end);
            if next > at {
                items.push((at, next));
            }
            at = next + 1;
        }
        items
    }

    /// The parenthesis behind the words of an extension.
    fn extension(&self, start: usize) -> Option<usize> {
        let open = match self.tree.keyword(start) {
            Keyword::Rollup | Keyword::Cube => start + 1,
            Keyword::Grouping if self.tree.keyword(start + 1) == Keyword::Sets => start + 2,
            _ => return None,
        };
        (self.tree.kind(open) == Kind::Open).then_some(open)
    }

    fn sets(&self, start: usize, end: usize) -> Result<Sets, Refusal> {
        let Some(open) = self.extension(start) else {
            return Ok(Sets { count: 1, largest: vec![self.set(start, end)?] });
        };
        let items = self.grouping_list(open + 1, self.tree.close(open));
        if self.tree.keyword(start) == Keyword::Grouping {
            let mut all = Sets { count: 0, largest: Vec::new() };
            for (start, end) in items {
                let mut sets = self.sets(start, end)?;
                all.count = all.count.saturating_add(sets.count);
                all.largest.append(&mut sets.largest);
            }
            return Ok(all);
        }
        let mut columns = Vec::with_capacity(items.len());
        for (start, end) in items {
            match *self.set(start, end)?.as_slice() {
                [column] => columns.push(column),
                _ => return Err(Refusal::not_simulated("several columns as one of ROLLUP or CUBE")),
            }
        }
        let count = match self.tree.keyword(start) {
            Keyword::Rollup => columns.len() + 1,
            _ => 1_usize.checked_shl(columns.len().try_into().unwrap_or(u32::MAX)).unwrap_or(usize::MAX),
        };
        Ok(Sets { count, largest: vec![columns] })
    }

    /// The columns of `a`, `(a)`, `(a, b)` or `()`.
    fn set(&self, start: usize, end: usize) -> Result<Vec<Column>, Refusal> {
        let in_parentheses = self.tree.kind(start) == Kind::Open && self.tree.close(start) == end - 1;
        if in_parentheses && !self.is_query(start + 1) {
            let columns = self.grouping_list(start + 1, end - 1);
            if let [(start, end)] = *columns.as_slice() {
                return self.set(start, end);
            }
            return columns.into_iter().map(|(start, end)| self.grouping_column(start, end)).collect();
        }
        Ok(vec![self.grouping_column(start, end)?])
    }

    fn grouping_column(&self, start: usize, end: usize) -> Result<Column, Refusal> {
        let is_constant = matches!(self.tree.kind(start), Kind::String | Kind::Parameter)
            || matches!(self.tree.keyword(start), Keyword::Null | Keyword::True | Keyword::False);
        match (end - start, self.tree.kind(start)) {
            (1, Kind::Number) => {
                Err(Refusal::not_simulated("a place of the select list beside ROLLUP, CUBE or GROUPING SETS"))
            }
            (1, _) if is_constant => Err(Refusal::unknown_answer("a constant in a grouping set")),
            _ => Ok((start, end)),
        }
    }

    /// Whether two columns are the same: the qualifier of one may be left out.
    fn is_same(&self, first: Column, second: Column) -> bool {
        let unqualified = |(start, end): Column| {
            let is_name = (start..end).all(|at| self.tree.is_name(at) == (at - start).is_multiple_of(2));
            if is_name { (end - 1, end) } else { (start, end) }
        };
        let (short, other) = (unqualified(first), unqualified(second));
        self.is_same_text(first, second) || ((short == first || other == second) && self.is_same_text(short, other))
    }
}

//! `PIVOT` and `UNPIVOT` of a table, a subquery or a common table expression: a subselect that groups by, or repeats, the columns that the
//! clause does not name ("PIVOT and UNPIVOT examples"). Which those are is asked.

use super::identifier::{self, literal, quote, quote_list};
use super::keyword::Keyword;
use super::relation;
use super::rewriter::Rewriter;
use super::token::Kind;
use crate::refusal::Refusal;

/// The subselect of a clause without an alias, and the rows of an `UNPIVOT` in it.
const PIVOTED: &str = "redshift_local_pivot";
const PAIRS: &str = "redshift_local_pairs";

/// A value or a column in the list of the clause: its tokens and its alias.
type Listed = (usize, usize, Option<usize>);

impl Rewriter<'_, '_> {
    /// The `PIVOT` or `UNPIVOT` behind the table reference that starts at a token, if there is one.
    ///
    /// # Errors
    /// On names longer than the engine keeps.
    pub(super) fn pivot_of(&self, start: usize, end: usize) -> Result<Option<usize>, Refusal> {
        let behind = match self.tree.kind(start) {
            Kind::Open => self.tree.close(start) + 1,
            _ if self.tree.is_name(start) && !self.tree.keyword(start).is_reserved()
                || self.tree.is_operator(start, "#") =>
            {
                relation::read(self.tree, start)?.1
            }
            _ => return Ok(None),
        };
        let mut at = behind;
        if let Some(alias) = self.alias_of(behind, end) {
            at = self.tree.next(alias);
            at = if self.tree.kind(at) == Kind::Open { self.tree.close(at) + 1 } else { at };
        }
        let is_pivot = at < end && matches!(self.tree.keyword(at), Keyword::Pivot | Keyword::Unpivot);
        Ok(is_pivot.then_some(at))
    }

    /// The parentheses of the clause that starts at a token.
    pub(super) fn pivot_parentheses(&self, index: usize) -> Result<usize, Refusal> {
        let nulls = matches!(self.tree.keyword(index), Keyword::Unpivot)
            && ["include", "exclude"].iter().any(|word| self.tree.text(index + 1).eq_ignore_ascii_case(word))
            && self.tree.keyword(index + 2) == Keyword::Nulls;
        let open = index + if nulls { 3 } else { 1 };
        if self.tree.kind(open) == Kind::Open { Ok(open) } else { Err(self.tree.syntax_error(open)) }
    }

    /// Walks a table reference with the clause behind it, and the alias of both, and says which token follows.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated, and while the columns are not known.
    pub(super) fn pivoted(
        &mut self,
        start: usize,
        clause: usize,
        end: usize,
        aliases: &mut Vec<String>,
    ) -> Result<usize, Refusal> {
        let word = self.tree.text(clause).to_ascii_uppercase();
        self.check_pivoted(start, &word)?;
        let open = self.pivot_parentheses(clause)?;
        let close = self.tree.close(open);
        let (input, _) =
            self.render_up_to(start, |rewriter| rewriter.unpivoted_reference(start, clause, &mut Vec::new()))?;
        let columns = self.columns_of("*", &input, &word)?;
        let text = match self.tree.keyword(clause) {
            Keyword::Pivot => self.pivot(open, &input, &columns)?,
            _ => {
                let include = self.tree.text(clause + 1).eq_ignore_ascii_case("include");
                self.unpivot(open, include, &input, &columns)?
            }
        };
        self.replace_tokens(start, close, &format!("({text})"));
        if self.alias_of(close + 1, end).is_none() {
            self.writer.insert(self.tree.end(close), &format!(" AS {PIVOTED}{start}"));
        }
        let next = self.table_alias(close + 1, end, aliases)?;
        if matches!(self.tree.keyword(next), Keyword::Pivot | Keyword::Unpivot) && next < end {
            return Err(not_applied(&word, "PIVOT and UNPIVOT"));
        }
        Ok(next)
    }

    /// Refuses what the clause is not applied to.
    fn check_pivoted(&self, start: usize, word: &str) -> Result<(), Refusal> {
        if self.tree.kind(start) == Kind::Open {
            return if self.is_query(start + 1) { Ok(()) } else { Err(not_applied(word, "a join")) };
        }
        let (name, _) = relation::read(self.tree, start)?;
        let is_recursive = |cte: &super::rewriter::Cte| cte.is_recursive && cte.name == name.name;
        if name.qualifiers.is_empty() && self.ctes.iter().any(is_recursive) {
            return Err(not_applied(word, "a recursive common table expression"));
        }
        Ok(())
    }

    /// The subselect of `PIVOT (aggregate [[AS] alias] FOR column IN (value [[AS] alias], ..))`.
    fn pivot(&mut self, open: usize, input: &str, columns: &[String]) -> Result<String, Refusal> {
        let close = self.tree.close(open);
        let (keyword, list, listed) = self.pivot_list(open)?;
        let item = self.list_item(open + 1, keyword);
        let name = self.tree.text(item.start).to_ascii_lowercase();
        let is_call = self.tree.kind(item.start + 1) == Kind::Open && self.tree.close(item.start + 1) + 1 == item.end;
        if !is_call || !matches!(name.as_str(), "count" | "sum" | "min" | "max" | "avg") {
            return Err(Refusal::unknown_answer("PIVOT by anything but one call of COUNT, SUM, MIN, MAX or AVG"));
        }
        if list + 1 != close {
            return Err(self.tree.syntax_error(list + 1));
        }
        if (item.start..item.end).any(|at| self.tree.keyword(at) == Keyword::Select) {
            return Err(Refusal::not_simulated("a subquery in PIVOT"));
        }
        let column = identifier::name(self.tree, keyword + 1)?;
        let aggregate = self.render_expression(item.start, item.end)?;
        let suffix = match item.alias {
            Some(alias) => format!("_{}", identifier::label(self.tree, alias)?),
            None => String::new(),
        };
        let mut used = vec![column.clone()];
        let is_column = |at: &usize| self.may_be_alias(*at) || self.tree.kind(at - 1) == Kind::Dot;
        let columns_in = (item.start..item.end).filter(is_column);
        used.extend(columns_in.filter_map(|at| identifier::label(self.tree, at).ok()));
        let implicit = left_over(columns, &used, "PIVOT")?;
        let mut items: Vec<String> = implicit.iter().map(|name| quote(name)).collect();
        for (start, end, alias) in listed {
            let is_column = |at| self.may_be_alias(at) && self.tree.kind(at + 1) != Kind::String;
            if (start..end).any(|at| self.tree.keyword(at) == Keyword::Select || is_column(at)) {
                return Err(Refusal::unknown_answer("PIVOT IN of a column or a subquery"));
            }
            let text = self.render_expression(start, end)?;
            let name = match alias {
                Some(alias) => identifier::label(self.tree, alias)?,
                None => self.constant_name(start, end)?,
            };
            let is_it = match self.tree.keyword(start) {
                Keyword::Null => format!("{} IS NULL", quote(&column)),
                _ => format!("{} = ({text})", quote(&column)),
            };
            items.push(format!("{aggregate} FILTER (WHERE {is_it}) AS {}", quote(&format!("{name}{suffix}"))));
        }
        let groups = if implicit.is_empty() { String::new() } else { format!(" GROUP BY {}", quote_list(&implicit)) };
        Ok(format!("SELECT {} FROM {input}{groups}", items.join(", ")))
    }

    /// The subselect of `UNPIVOT (value FOR name IN (column [[AS] alias], ..))`.
    fn unpivot(&mut self, open: usize, nulls: bool, input: &str, columns: &[String]) -> Result<String, Refusal> {
        let close = self.tree.close(open);
        let (keyword, list, listed) = self.pivot_list(open)?;
        let value = identifier::name(self.tree, open + 1)?;
        if keyword != open + 2 || list + 1 != close {
            return Err(self.tree.syntax_error(if keyword == open + 2 { list + 1 } else { open + 2 }));
        }
        let name = identifier::name(self.tree, keyword + 1)?;
        let (mut pairs, mut used) = (Vec::new(), Vec::new());
        for (start, end, alias) in listed {
            if end != start + 1 || !self.tree.is_name(start) {
                return Err(Refusal::unknown_answer("UNPIVOT of anything but columns"));
            }
            let column = identifier::name(self.tree, start)?;
            let label = match alias {
                Some(alias) => identifier::label(self.tree, alias)?,
                None => column.clone(),
            };
            pairs.push(format!("({}::varchar, {})", literal(&label), quote(&column)));
            used.push(column);
        }
        let implicit = left_over(columns, &used, "UNPIVOT")?;
        let mut items: Vec<String> = implicit.iter().map(|name| quote(name)).collect();
        items.push(format!("{PAIRS}.name AS {}", quote(&name)));
        items.push(format!("{PAIRS}.value AS {}", quote(&value)));
        let given = if nulls { String::new() } else { format!(" WHERE {PAIRS}.value IS NOT NULL") };
        Ok(format!(
            "SELECT {} FROM {input} CROSS JOIN LATERAL (VALUES {}) AS {PAIRS} (name, value){given}",
            items.join(", "),
            pairs.join(", ")
        ))
    }

    /// The `FOR` of a clause, the end of its list, and what is in that.
    fn pivot_list(&self, open: usize) -> Result<(usize, usize, Vec<Listed>), Refusal> {
        let close = self.tree.close(open);
        let keyword = self.top_level(open + 1, close, |keyword| keyword == Keyword::For);
        let keyword = keyword.filter(|at| *at > open + 1).ok_or_else(|| self.tree.syntax_error(close))?;
        let list = keyword + 3;
        if self.tree.keyword(list - 1) != Keyword::In || self.tree.kind(list) != Kind::Open {
            return Err(self.tree.syntax_error(if self.tree.keyword(list - 1) == Keyword::In {
                list
            } else {
                list - 1
            }));
        }
        let list_end = self.tree.close(list);
        let mut listed = Vec::new();
        let mut start = list + 1;
        while start <= list_end {
            let next = self.comma(start, list_end);
            if next == start {
                return Err(self.tree.syntax_error(next));
            }
            let item = self.list_item(start, next);
            listed.push((item.start, item.end, item.alias));
            start = next + 1;
        }
        Ok((keyword, list_end, listed))
    }

    /// The name of the column that a constant becomes: "the default column name is the constant itself".
    fn constant_name(&self, start: usize, end: usize) -> Result<String, Refusal> {
        let text = self.tree.text(start);
        let is_one = end == start + 1;
        match self.tree.kind(start) {
            Kind::Number if is_one => Ok(text.to_owned()),
            _ if is_one && self.tree.keyword(start) == Keyword::Null => Ok("null".to_owned()),
            Kind::String if is_one => {
                let name = text.trim_matches('\'');
                let is_plain = text.starts_with('\'')
                    && !name.is_empty()
                    && name.len() <= 63
                    && !name.bytes().any(|byte| byte.is_ascii_uppercase() || matches!(byte, b'\'' | b'\\'));
                if is_plain {
                    return Ok(name.to_owned());
                }
                Err(Refusal::not_simulated("the name of the column that this text becomes in PIVOT (give it an alias)"))
            }
            _ => Err(Refusal::not_simulated(
                "the name of the column that this value becomes in PIVOT (give it an alias)",
            )),
        }
    }
}

/// The columns that the clause does not name.
fn left_over(columns: &[String], used: &[String], word: &str) -> Result<Vec<String>, Refusal> {
    let is_twice = |name: &String| columns.iter().filter(|other| *other == name).count() > 1;
    if columns.iter().any(is_twice) {
        return Err(Refusal::not_simulated(&format!("{word} of two columns of a name")));
    }
    Ok(columns.iter().filter(|name| !used.contains(name)).cloned().collect())
}

fn not_applied(word: &str, what: &str) -> Refusal {
    Refusal::unknown_answer(&format!("{word} of {what}"))
}

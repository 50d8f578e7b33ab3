//! EXECUTE of texts that are put together.

use super::sql::{TABLE, columns, lock, marked, with_table};
use super::{Body, Piece, Variable, short};
use crate::refusal::Refusal;
use crate::rewrite::data_type::{self, DataType};
use crate::rewrite::dynamic::{self, Part, Template};
use crate::rewrite::keyword::Keyword;
use crate::rewrite::token::Kind;
use crate::rewrite::{Change, Statement, routine};

impl Body<'_, '_> {
    /// `EXECUTE text [INTO target]`
    pub(super) fn execute(&mut self) -> Result<(), Refusal> {
        self.at += 1;
        let end = self.semicolon()?;
        let into = self.until("into").ok().filter(|&into| into < end);
        let template = self.template(self.at, into.unwrap_or(end))?;
        self.at = end;
        let target = match into {
            Some(into) => {
                let target = self.target(into + 1)?;
                self.at = target.next;
                Some(target)
            }
            None => None,
        };
        let tree = self.tree.inner(&template.text).map_err(short)?;
        let first = tree.keyword(0);
        let is_query = matches!(first, Keyword::Select | Keyword::With);
        match &target {
            Some(_) if !is_query => return Err(Refusal::not_simulated("EXECUTE INTO of anything but a SELECT")),
            Some(target) => target.check(columns(&tree))?,
            None => {}
        }
        if matches!(first, Keyword::Commit | Keyword::Rollback | Keyword::Call) {
            return Err(Refusal::unknown_answer(&format!("{} in EXECUTE", tree.text(0).to_ascii_uppercase())));
        }
        let statement = self.computed(&template, is_query)?;
        let sql = match &statement.target {
            Some(changed) if changed.change == Change::Truncate => {
                self.ends()?;
                with_table(
                    &template.spelled(&changed.table, false)?,
                    &format!("CALL redshift_local.truncate({TABLE});\n"),
                )
            }
            changed => {
                let lock = match changed {
                    Some(changed) => {
                        with_table(&template.spelled(&changed.table, false)?, &lock(TABLE, changed.change))
                    }
                    None => String::new(),
                };
                let into = target.map(|target| format!(" INTO {}", target.engine)).unwrap_or_default();
                format!("{lock}EXECUTE {}{into};\n", template.spelled(&marked(&statement), true)?)
            }
        };
        self.write(&sql);
        self.expect_semicolon()
    }

    /// The text that is put together by the tokens.
    pub(super) fn template(&self, start: usize, end: usize) -> Result<Template, Refusal> {
        let mut parts = Vec::new();
        let mut at = start;
        loop {
            let mut behind = at;
            while behind < end && !self.tree.is_operator(behind, "||") {
                behind = self.tree.next(behind);
            }
            parts.push(self.operand(at, behind)?);
            if behind >= end {
                break;
            }
            at = behind + 1;
        }
        Template::new(&parts)
    }

    /// An operand of `||`: a literal, a variable, a call, or anything in parentheses, perhaps with a cast.
    pub(super) fn operand(&self, start: usize, end: usize) -> Result<Part, Refusal> {
        let tree = self.tree;
        if start + 1 == end
            && let Some(text) = self.plain_text(start)
        {
            return Ok(Part::Text(text));
        }
        let mut behind = start + 1;
        if tree.kind(start) == Kind::Open {
            behind = tree.next(start);
        } else if !tree.is_name(start) && tree.kind(start) != Kind::Parameter {
            return Err(dynamic::refused());
        } else if tree.kind(behind) == Kind::Dot {
            behind += 2;
        } else if tree.kind(behind) == Kind::Open {
            let close = tree.close(behind);
            let quoted = self.word_at(start);
            if close + 1 == end && matches!(quoted.as_str(), "quote_ident" | "quote_literal") {
                let value = self.expression(behind + 1, close)?;
                return Ok(if quoted == "quote_ident" { Part::Value(value) } else { Part::Literal(value) });
            }
            behind = close + 1;
        }
        if behind < end && tree.kind(behind) == Kind::Cast {
            (_, behind) = data_type::read(tree, behind + 1).map_err(short)?;
        }
        if behind != end {
            return Err(dynamic::refused());
        }
        let variable = match tree.kind(start) {
            Kind::Parameter => Some(self.argument(start)?),
            _ => self.name_at(start).and_then(|name| self.variable(&name).cloned()),
        };
        let is_number = match variable {
            Some(Variable::Scalar { type_: Some(type_), .. }) => {
                start + 1 == end
                    && matches!(type_.data_type(), Some(DataType::SmallInt | DataType::Integer | DataType::BigInt))
            }
            _ => false,
        };
        let value = self.expression(start, end)?;
        Ok(if is_number { Part::Number(value) } else { Part::Value(value) })
    }

    /// Rewrites a statement with stand-ins. What is refused of them might be right of what they stand for.
    pub(super) fn computed(&self, template: &Template, is_query: bool) -> Result<Statement, Refusal> {
        // "No substitution of PL/pgSQL variables is done on the command string."
        let piece = Piece { text: template.text.clone(), variables: Vec::new(), are_integers: Vec::new() };
        let statement = if is_query { self.rewritten(&piece) } else { self.allowed(&piece) };
        statement.map_err(|refusal| {
            if template.is_plain() || refusal.message.starts_with("redshift-local:") {
                refusal
            } else {
                dynamic::refused()
            }
        })
    }

    /// A query that is put together, as an expression.
    pub(super) fn computed_query(&self, start: usize, end: usize) -> Result<(String, Option<usize>), Refusal> {
        let template = self.template(start, end)?;
        let tree = self.tree.inner(&template.text).map_err(short)?;
        if !matches!(tree.keyword(0), Keyword::Select | Keyword::With) {
            return Err(dynamic::refused());
        }
        let columns = columns(&tree);
        let statement = self.computed(&template, true)?;
        Ok((template.spelled(&marked(&statement), true)?, columns))
    }

    /// What a literal without escapes spells.
    pub(super) fn plain_text(&self, at: usize) -> Option<String> {
        let text = self.tree.text(at);
        if self.tree.kind(at) != Kind::String {
            return None;
        }
        match text.strip_prefix('\'') {
            Some(rest) if !rest.contains('\\') => Some(rest.strip_suffix('\'')?.replace("''", "'")),
            Some(_) => None,
            None => routine::dollar_quoted(text).map(str::to_owned),
        }
    }
}

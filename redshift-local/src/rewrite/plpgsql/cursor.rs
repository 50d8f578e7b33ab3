//! OPEN, FETCH and CLOSE.

use super::{Body, Type, Variable};
use crate::refusal::Refusal;
use crate::rewrite::token::Kind;

impl Body<'_, '_> {
    /// Takes the name of a cursor.
    pub(super) fn cursor_variable(&mut self) -> Result<String, Refusal> {
        let variable = match self.tree.kind(self.at) {
            Kind::Parameter => Some(self.argument(self.at)?),
            _ => self.name_at(self.at).and_then(|name| self.variable(&name).cloned()),
        };
        let engine = match variable {
            Some(Variable::Scalar { engine, type_: Some(Type::Cursor), .. } | Variable::Bound { engine, .. }) => engine,
            _ => return Err(Refusal::unknown_answer("a cursor that is no variable of the type refcursor")),
        };
        self.at += 1;
        Ok(engine)
    }

    /// `OPEN cursor [FOR query]`, `OPEN cursor [(value, ..)]`
    pub(super) fn open(&mut self) -> Result<(), Refusal> {
        self.at += 1;
        let bound = match self.name_at(self.at).and_then(|name| self.variable(&name).cloned()) {
            Some(Variable::Bound { arguments, .. }) => Some(arguments),
            _ => None,
        };
        let cursor = self.cursor_variable()?;
        let end = self.semicolon()?;
        self.write("CALL redshift_local.check_cursor();\n");
        if let Some(count) = bound {
            let mut values = Vec::new();
            if self.tree.kind(self.at) == Kind::Open {
                let close = self.tree.close(self.at);
                self.at += 1;
                while self.at < close {
                    let mut next = self.at;
                    while next < close && self.tree.kind(next) != Kind::Comma {
                        next = self.tree.next(next);
                    }
                    values.push(self.expression(self.at, next)?);
                    self.at = next + usize::from(next < close);
                }
                self.at = close + 1;
            }
            if values.len() != count {
                return Err(Refusal::unknown_answer(
                    "a cursor that is opened with more or fewer values than arguments",
                ));
            }
            let values = if values.is_empty() { String::new() } else { format!(" ({})", values.join(", ")) };
            self.write(&format!("OPEN {cursor}{values};\n"));
        } else {
            self.expect("for")?;
            let query = if self.take("execute") {
                format!("EXECUTE {}", self.computed_query(self.at, end)?.0)
            } else {
                self.query(self.at, end, None)?.0
            };
            self.write(&format!("OPEN {cursor} NO SCROLL FOR {query};\n"));
            self.at = end;
        }
        self.expect_semicolon()
    }

    /// `FETCH cursor INTO target`
    pub(super) fn fetch(&mut self) -> Result<(), Refusal> {
        self.at += 1;
        let columns = match self.name_at(self.at).and_then(|name| self.variable(&name).cloned()) {
            Some(Variable::Bound { columns, .. }) => columns,
            _ => None,
        };
        let cursor = self.cursor_variable()?;
        self.expect("into")?;
        let target = self.target(self.at)?;
        target.check(columns)?;
        self.at = target.next;
        self.write(&format!("FETCH {cursor} INTO {};\n", target.engine));
        self.expect_semicolon()
    }
}

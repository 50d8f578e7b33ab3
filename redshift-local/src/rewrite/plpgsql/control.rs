//! What decides which statement is next: conditions, loops, RAISE.

use super::{Body, Scope, Type, Variable, short};
use crate::refusal::Refusal;
use crate::rewrite::data_type::DataType;
use crate::rewrite::identifier;
use crate::rewrite::keyword::Keyword;
use crate::rewrite::procedure::engine_variable;
use crate::rewrite::token::Kind;

impl Body<'_, '_> {
    /// `IF .. THEN .. [ELSIF ..] [ELSE ..] END IF`
    pub(super) fn condition(&mut self) -> Result<(), Refusal> {
        self.deeper()?;
        self.at += 1;
        self.write("IF ");
        loop {
            let then = self.until("then")?;
            let expression = self.expression(self.at, then)?;
            self.write(&format!("{expression} THEN\n"));
            self.at = then + 1;
            self.statements(&["elsif", "elseif", "else", "end"])?;
            if !self.take("elsif") && !self.take("elseif") {
                break;
            }
            self.write("ELSIF ");
        }
        self.else_and_end("if")
    }

    /// `CASE [value] WHEN .. THEN .. [ELSE ..] END CASE`
    pub(super) fn case(&mut self) -> Result<(), Refusal> {
        self.deeper()?;
        self.at += 1;
        self.write("CASE ");
        let when = self.until("when")?;
        let is_simple = when > self.at;
        if is_simple {
            let value = self.expression(self.at, when)?;
            self.write(&value);
        }
        self.at = when;
        while self.take("when") {
            let then = self.until("then")?;
            let mut values = Vec::new();
            loop {
                let mut end = self.at;
                while end < then && !(is_simple && self.tree.kind(end) == Kind::Comma) {
                    end = self.tree.next(end);
                }
                values.push(self.expression(self.at, end)?);
                self.at = end;
                if end >= then {
                    break;
                }
                self.at += 1;
            }
            self.write(&format!(" WHEN {} THEN\n", values.join(", ")));
            self.at = then + 1;
            self.statements(&["when", "else", "end"])?;
        }
        self.else_and_end("case")
    }

    /// `[ELSE ..] END word`
    fn else_and_end(&mut self, word: &str) -> Result<(), Refusal> {
        if self.take("else") {
            self.write("ELSE\n");
            self.statements(&["end"])?;
        }
        self.expect("end")?;
        self.expect(word)?;
        self.write(&format!("END {};\n", word.to_ascii_uppercase()));
        self.depth -= 1;
        self.expect_semicolon()
    }

    /// `LOOP .. END LOOP [label]`, of which the first word was written.
    pub(super) fn loop_body(&mut self, scope: Scope) -> Result<(), Refusal> {
        self.deeper()?;
        self.expect("loop")?;
        self.scopes.push(scope);
        self.handler_loops = self.handler_loops.map(|loops| loops + 1);
        self.statements(&["end"])?;
        self.handler_loops = self.handler_loops.map(|loops| loops.saturating_sub(1));
        let label = self.scopes.pop().and_then(|scope| scope.label);
        self.expect("end")?;
        self.expect("loop")?;
        self.write("END LOOP");
        self.end_label(label.as_ref())?;
        self.write(";\n");
        self.depth -= 1;
        self.expect_semicolon()
    }

    /// `FOR name IN [REVERSE] low .. high LOOP`, `FOR target IN query LOOP`
    pub(super) fn for_loop(&mut self, label: Option<String>) -> Result<(), Refusal> {
        self.at += 1;
        let mut scope = Scope { label, is_loop: true, ..Scope::default() };
        let first = self.at;
        let list = self.until("in")?;
        self.at = list + 1;
        let end = self.until("loop")?;
        if let Some((low, high)) = self.range(self.at, end) {
            if list != first + 1 {
                return Err(self.syntax_error());
            }
            let name = identifier::name(self.tree, first).map_err(short)?;
            let engine = engine_variable(&name)?;
            let reverse = if self.take("reverse") { "REVERSE " } else { "" };
            // The bounds are read by their bytes: `1..10` is two numbers to SQL.
            let low = self.sliced(self.tree.start(self.at), low)?;
            let high = self.sliced(high, self.tree.end(end - 1))?;
            self.write(&format!("FOR {engine} IN {reverse}{low} .. {high} LOOP\n"));
            let type_ = Some(Type::Variable(DataType::Integer));
            scope.variables.insert(name, Variable::Scalar { engine, type_, is_constant: false });
        } else {
            let query = self.at;
            self.at = first;
            let target = self.target(first)?;
            if target.next != list {
                self.at = target.next;
                return Err(self.syntax_error());
            }
            let (sql, columns) = if self.is_at(query, "execute") {
                let (text, columns) = self.computed_query(query + 1, end)?;
                (format!("EXECUTE {text}"), columns)
            } else if matches!(self.tree.keyword(query), Keyword::Select | Keyword::With)
                || self.tree.kind(query) == Kind::Open
            {
                self.query(query, end, None)?
            } else {
                return Err(Refusal::not_simulated("FOR over anything but a range or a query"));
            };
            target.check(columns)?;
            self.write(&format!("CALL redshift_local.check_cursor();\nFOR {} IN {sql} LOOP\n", target.engine));
        }
        self.at = end;
        self.loop_body(scope)
    }

    /// Where the bytes of `..` begin and end on this level.
    pub(super) fn range(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let mut at = start;
        while at + 1 < end {
            let is_dot = |at: usize, text: &str| match self.tree.kind(at) {
                Kind::Dot => true,
                Kind::Number => text.starts_with('.') || text.ends_with('.'),
                _ => false,
            };
            let (first, second) = (self.tree.text(at), self.tree.text(at + 1));
            if self.tree.adjoins_next(at)
                && first.ends_with('.')
                && second.starts_with('.')
                && is_dot(at, first)
                && is_dot(at + 1, second)
            {
                return Some((self.tree.end(at) - 1, self.tree.start(at + 1) + 1));
            }
            at = self.tree.next(at);
        }
        None
    }

    /// `{EXIT | CONTINUE} [label] [WHEN expression]`
    pub(super) fn leave(&mut self) -> Result<(), Refusal> {
        let word = self.word().to_ascii_uppercase();
        self.at += 1;
        let (mut label, mut name) = (String::new(), None);
        if !self.is("when") && self.tree.is_name(self.at) {
            let found = self.name()?;
            label = format!(" {}", engine_variable(&found)?);
            name = Some(found);
        }
        let is_left = |scope: &Scope| match &name {
            Some(_) => scope.label == name && (scope.is_loop || word == "EXIT"),
            None => scope.is_loop,
        };
        // The outermost names are those of the procedure.
        if !self.scopes.iter().skip(1).any(is_left) {
            return Err(Refusal::unknown_answer(&format!("{word} outside of what it names")));
        }
        if self.handler_loops.is_some_and(|loops| loops == 0 || !label.is_empty()) {
            return Err(Refusal::not_simulated(&format!("{word} out of an EXCEPTION block")));
        }
        let mut when = String::new();
        if self.take("when") {
            let end = self.semicolon()?;
            when = format!(" WHEN {}", self.expression(self.at, end)?);
            self.at = end;
        }
        self.write(&format!("{word}{label}{when};\n"));
        self.expect_semicolon()
    }

    /// `RAISE level 'format' [, variable ..]`: "optional arguments must be simple variables, not expressions, and the format must be a
    /// simple string literal".
    pub(super) fn raise(&mut self) -> Result<(), Refusal> {
        self.at += 1;
        let level = self.word();
        if level.is_empty() {
            return Err(Refusal::unknown_answer("RAISE without a level"));
        }
        if !matches!(level.as_str(), "notice" | "info" | "log" | "warning" | "exception") {
            return Err(Refusal::unknown_answer(&format!("RAISE {}", self.tree.text(self.at))));
        }
        self.at += 1;
        let format = self.tree.text(self.at);
        if self.tree.kind(self.at) != Kind::String || !format.starts_with('\'') {
            return Err(Refusal::unknown_answer("a RAISE whose format is no literal"));
        }
        self.at += 1;
        let mut arguments = String::new();
        let mut count = 0;
        while self.tree.kind(self.at) == Kind::Comma {
            let (engine, next) = match self.simple_variable(self.at + 1)? {
                Some(found) => found,
                None => return Err(Refusal::unknown_answer("an argument of RAISE that is no variable")),
            };
            arguments.push_str(&format!(", {engine}"));
            count += 1;
            self.at = next;
        }
        if format.replace("%%", "").matches('%').count() != count {
            return Err(Refusal::unknown_answer("a RAISE of more or fewer arguments than places"));
        }
        if self.tree.kind(self.at) != Kind::Semicolon {
            return Err(Refusal::unknown_answer("an argument of RAISE that is no variable"));
        }
        self.write(&format!("RAISE {} {format}{arguments};\n", level.to_ascii_uppercase()));
        self.expect_semicolon()
    }

    /// `GET DIAGNOSTICS variable := ROW_COUNT`
    pub(super) fn diagnostics(&mut self) -> Result<(), Refusal> {
        self.at += 1;
        self.expect("diagnostics")?;
        let target = self.target(self.at)?;
        let Some(value) = self.assignment_at(target.next, true) else {
            self.at = target.next;
            return Err(self.syntax_error());
        };
        self.at = value;
        if target.columns != Some(1) || !self.take("row_count") {
            return Err(Refusal::unknown_answer("anything but ROW_COUNT in GET DIAGNOSTICS"));
        }
        self.write(&format!("GET DIAGNOSTICS {} = ROW_COUNT;\n", target.engine));
        self.expect_semicolon()
    }
}

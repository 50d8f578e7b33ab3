//! The body of a stored procedure ("PL/pgSQL language reference"): its statements are read here, and the SQL in them goes the way of any
//! other.
//!
//! Redshift puts parameters where a variable is named, whatever the name stands for there; so that is what the SQL is rewritten with, and
//! what it is refused for. The engine's variables have names that no column has. An expression becomes a query in parentheses.
//!
//! What is not understood is refused when the procedure is created: when Redshift finds it, is not known.

mod control;
mod cursor;
mod declaration;
mod execute;
mod sql;

use std::collections::HashMap;

use super::data_type::DataType;
use super::identifier::{self, quote};
use super::procedure::engine_variable;
use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// The deepest that blocks, loops and conditions are nested in one another. The reader recurses.
const MAX_DEPTH: usize = 50;
/// What stands behind a statement that the compute nodes run. The gate finds it in the context of an error.
pub(crate) const ON_COMPUTE_NODES: &str = "/* on compute nodes */";

/// The type of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Of an argument, which has no size.
    Argument(DataType),
    /// Of a variable.
    Variable(DataType),
    /// `refcursor`
    Cursor,
}

impl Type {
    /// The type as the engine takes it.
    pub(super) fn engine(self) -> String {
        match self {
            Type::Argument(data_type) => {
                let name = data_type.engine();
                name.split('(').next().unwrap_or_default().to_owned()
            }
            Type::Variable(data_type) => data_type.engine(),
            Type::Cursor => "refcursor".to_owned(),
        }
    }

    fn data_type(self) -> Option<DataType> {
        match self {
            Type::Argument(data_type) | Type::Variable(data_type) => Some(data_type),
            Type::Cursor => None,
        }
    }
}

/// An argument of the procedure.
#[derive(Debug)]
pub(super) struct Argument {
    pub(super) name: Option<String>,
    pub(super) type_: Type,
    /// Whether its value comes out, so that it can be assigned to.
    pub(super) is_output: bool,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Variable {
    Scalar {
        engine: String,
        /// `None` of what the server sets itself.
        type_: Option<Type>,
        is_constant: bool,
    },
    Record {
        engine: String,
    },
    /// A cursor with its query, of as many columns as can be counted, and of as many arguments.
    Bound {
        engine: String,
        columns: Option<usize>,
        arguments: usize,
    },
}

/// The names of a block, or of a loop.
#[derive(Debug, Default)]
struct Scope {
    label: Option<String>,
    is_loop: bool,
    variables: HashMap<String, Variable>,
}

/// What rows are read into.
#[derive(Debug)]
struct Target {
    engine: String,
    /// How many columns it takes; `None` of a record, which takes any.
    columns: Option<usize>,
    /// The token behind it.
    next: usize,
}

/// SQL with parameters in the place of variables.
#[derive(Debug)]
struct Piece {
    text: String,
    /// What each parameter stands for.
    variables: Vec<String>,
    /// Which of them are integers.
    are_integers: Vec<bool>,
}

/// The reader of a body.
#[derive(Debug)]
struct Body<'t, 'a> {
    tree: &'t Tree<'a>,
    at: usize,
    out: String,
    scopes: Vec<Scope>,
    /// What `$1` and so on stand for.
    arguments: Vec<Variable>,
    depth: usize,
    variables: usize,
    /// Whether a transaction has been ended, or an error trapped, since the outermost block around it began.
    ends_transaction: bool,
    /// How many loops there are inside the handler that is read; `None` outside of any.
    handler_loops: Option<usize>,
    is_definer: bool,
}

/// Rewrites the body of a procedure of this name, a literal of a statement. Of its arguments the first ones come in.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(super) fn rewrite(
    statement: &Tree<'_>,
    source: &str,
    name: &str,
    arguments: &[Argument],
    inputs: usize,
    is_definer: bool,
) -> Result<String, Refusal> {
    let tree = statement.inner(source)?;
    let mut scope = Scope { label: Some(name.to_owned()), ..Scope::default() };
    scope.special("found", "FOUND");
    let mut known = Vec::with_capacity(arguments.len());
    for (index, argument) in arguments.iter().enumerate() {
        // Behind those that come in, one stands that nobody gives.
        let number = index + 1 + usize::from(index >= inputs);
        let variable = Variable::Scalar {
            engine: format!("${number}"),
            type_: Some(argument.type_),
            is_constant: !argument.is_output,
        };
        if let Some(name) = &argument.name {
            scope.variables.insert(name.clone(), variable.clone());
        }
        known.push(variable);
    }
    let mut body = Body {
        tree: &tree,
        at: 0,
        out: "\n#variable_conflict use_column\n".to_owned(),
        scopes: vec![scope],
        arguments: known,
        depth: 0,
        variables: 0,
        ends_transaction: false,
        handler_loops: None,
        is_definer,
    };
    let mut first = "CALL redshift_local.enter_procedure();\n".to_owned();
    if inputs < arguments.len() {
        first.push_str(&format!("CALL redshift_local.check_absent(${});\n", inputs + 1));
    }
    let label = body.label()?;
    body.block(label, &first)?;
    if body.tree.kind(body.at) == Kind::Semicolon {
        body.at += 1;
    }
    if body.at < tree.len() {
        return Err(body.syntax_error());
    }
    Ok(body.out)
}

impl Scope {
    /// A variable that the server sets.
    fn special(&mut self, name: &str, engine: &str) {
        let variable = Variable::Scalar { engine: engine.to_owned(), type_: None, is_constant: true };
        self.variables.insert(name.to_owned(), variable);
    }
}

impl<'a> Body<'_, 'a> {
    /// The word that comes next, in lower case.
    fn word(&self) -> String {
        self.word_at(self.at)
    }

    fn word_at(&self, at: usize) -> String {
        if self.tree.kind(at) == Kind::Word { self.tree.text(at).to_ascii_lowercase() } else { String::new() }
    }

    fn is(&self, word: &str) -> bool {
        self.is_at(self.at, word)
    }

    fn is_at(&self, at: usize, word: &str) -> bool {
        self.tree.kind(at) == Kind::Word && self.tree.text(at).eq_ignore_ascii_case(word)
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.is(word);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, word: &str) -> Result<(), Refusal> {
        if self.take(word) { Ok(()) } else { Err(self.syntax_error()) }
    }

    fn expect_semicolon(&mut self) -> Result<(), Refusal> {
        if self.tree.kind(self.at) != Kind::Semicolon {
            return Err(self.syntax_error());
        }
        self.at += 1;
        Ok(())
    }

    fn syntax_error(&self) -> Refusal {
        short(self.tree.syntax_error(self.at))
    }

    /// Takes a name.
    fn name(&mut self) -> Result<String, Refusal> {
        let name = identifier::name(self.tree, self.at).map_err(short)?;
        self.at += 1;
        Ok(name)
    }

    /// The place of a word on this level, in this statement.
    fn until(&self, word: &str) -> Result<usize, Refusal> {
        let mut at = self.at;
        while !self.is_at(at, word) {
            if matches!(self.tree.kind(at), Kind::Semicolon | Kind::End) {
                return Err(short(self.tree.syntax_error(at)));
            }
            at = self.tree.next(at);
        }
        Ok(at)
    }

    /// Where the statement ends.
    fn semicolon(&self) -> Result<usize, Refusal> {
        let mut at = self.at;
        while self.tree.kind(at) != Kind::Semicolon {
            if self.tree.kind(at) == Kind::End {
                return Err(short(self.tree.syntax_error(at)));
            }
            at = self.tree.next(at);
        }
        Ok(at)
    }

    fn write(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// The innermost meaning of a name.
    fn variable(&self, name: &str) -> Option<&Variable> {
        self.scopes.iter().rev().find_map(|scope| scope.variables.get(name))
    }

    /// The name that a token spells, if it may be one of a variable.
    fn name_at(&self, at: usize) -> Option<String> {
        let text = self.tree.text(at);
        match self.tree.kind(at) {
            Kind::Word if !self.tree.keyword(at).is_reserved() => Some(text.to_ascii_lowercase()),
            Kind::Quoted => Some(identifier::unquote(text).to_ascii_lowercase()),
            _ => None,
        }
    }

    /// Enters a statement that holds others.
    fn deeper(&mut self) -> Result<(), Refusal> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Refusal::not_simulated(&format!("a procedure nested deeper than {MAX_DEPTH} levels")));
        }
        Ok(())
    }

    /// `<<label>>`, if there is one.
    fn label(&mut self) -> Result<Option<String>, Refusal> {
        if !self.tree.is_operator(self.at, "<<") {
            return Ok(None);
        }
        self.at += 1;
        let label = self.name()?;
        if !self.tree.is_operator(self.at, ">>") {
            return Err(self.syntax_error());
        }
        self.at += 1;
        self.write(&format!("<<{}>>\n", engine_variable(&label)?));
        Ok(Some(label))
    }

    /// The label that may stand behind the `END` of what has this one.
    fn end_label(&mut self, of: Option<&String>) -> Result<(), Refusal> {
        if self.tree.is_name(self.at) {
            let label = self.name()?;
            if of != Some(&label) {
                return Err(Refusal::unknown_answer("another label at the end than at the beginning"));
            }
            self.write(&format!(" {}", engine_variable(&label)?));
        }
        Ok(())
    }

    /// `[DECLARE ..] BEGIN .. [EXCEPTION ..] END [label]`, behind which the semicolon is still to come. `first` runs in front of it.
    fn block(&mut self, label: Option<String>, first: &str) -> Result<(), Refusal> {
        self.deeper()?;
        self.scopes.push(Scope { label, ..Scope::default() });
        let mut cursors = String::new();
        if self.take("declare") {
            self.write("DECLARE\n");
            while !self.is("begin") {
                self.declaration(&mut cursors)?;
            }
        }
        self.expect("begin")?;
        self.write("BEGIN\n");
        self.write(first);
        self.write(&cursors);
        let ended_before = std::mem::take(&mut self.ends_transaction);
        self.statements(&["exception", "end"])?;
        if self.take("exception") {
            if self.ends_transaction {
                return Err(Refusal::not_simulated(
                    "COMMIT, ROLLBACK, TRUNCATE or another EXCEPTION block inside of a block with EXCEPTION",
                ));
            }
            if self.is_definer {
                return Err(Refusal::not_simulated("EXCEPTION in a procedure with SECURITY DEFINER"));
            }
            self.handler()?;
            self.ends_transaction = true;
        }
        self.ends_transaction |= ended_before;
        self.expect("end")?;
        self.write("END");
        let label = self.scopes.pop().and_then(|scope| scope.label);
        self.end_label(label.as_ref())?;
        self.write(";\n");
        self.depth -= 1;
        Ok(())
    }

    /// `WHEN OTHERS THEN ..`: "the current transaction is rolled back and a new transaction is created to run the statements in the
    /// block. If the statements in the block run without error, the transaction is committed and the exception is re-thrown."
    fn handler(&mut self) -> Result<(), Refusal> {
        if self.is("continue_handler") || self.is("exit_handler") {
            return Err(Refusal::unknown_answer(&format!(
                "{} outside of a NONATOMIC procedure",
                self.word().to_ascii_uppercase()
            )));
        }
        self.expect("when")?;
        if !self.take("others") {
            return Err(Refusal::unknown_answer("a condition of EXCEPTION other than OTHERS"));
        }
        self.expect("then")?;
        self.write("EXCEPTION WHEN OTHERS THEN\nCALL redshift_local.begin_handler();\n");
        let mut scope = Scope::default();
        scope.special("sqlerrm", "redshift_local.said(SQLERRM, SQLSTATE)");
        scope.special("sqlstate", "redshift_local.said(SQLSTATE, SQLSTATE)");
        self.scopes.push(scope);
        let outer = self.handler_loops.replace(0);
        self.statements(&["end", "when"])?;
        self.handler_loops = outer;
        self.scopes.pop();
        if self.is("when") {
            return Err(Refusal::unknown_answer("several conditions of EXCEPTION"));
        }
        self.write("COMMIT;\nRAISE;\n");
        Ok(())
    }

    /// The token behind `:=`, or behind `=` where that means the same.
    fn assignment_at(&self, at: usize, may_be_equals: bool) -> Option<usize> {
        if self.tree.kind(at) == Kind::Other && self.tree.text(at) == ":" && self.tree.adjoins_next(at) {
            return self.tree.is_operator(at + 1, "=").then_some(at + 2);
        }
        (may_be_equals && self.tree.is_operator(at, "=")).then_some(at + 1)
    }

    /// Statements, up to one of these words.
    fn statements(&mut self, ends: &[&str]) -> Result<(), Refusal> {
        while !ends.contains(&self.word().as_str()) {
            if self.at >= self.tree.len() {
                return Err(self.syntax_error());
            }
            self.statement()?;
        }
        Ok(())
    }

    fn statement(&mut self) -> Result<(), Refusal> {
        let label = self.label()?;
        let word = self.word();
        if label.is_some() && !matches!(word.as_str(), "loop" | "while" | "for" | "declare" | "begin") {
            return Err(self.syntax_error());
        }
        if self.assigned()? {
            return Ok(());
        }
        match word.as_str() {
            "begin" | "declare" => {
                self.block(label, "")?;
                self.expect_semicolon()
            }
            "if" => self.condition(),
            "case" => self.case(),
            "loop" => {
                self.write("LOOP\n");
                self.loop_body(Scope { label, is_loop: true, ..Scope::default() })
            }
            "while" => {
                self.at += 1;
                let end = self.until("loop")?;
                let expression = self.expression(self.at, end)?;
                self.at = end;
                self.write(&format!("WHILE {expression} LOOP\n"));
                self.loop_body(Scope { label, is_loop: true, ..Scope::default() })
            }
            "for" => self.for_loop(label),
            "exit" | "continue" => self.leave(),
            "return" => {
                self.at += 1;
                if self.handler_loops.is_some() {
                    return Err(Refusal::not_simulated("RETURN in an EXCEPTION block"));
                }
                self.write("RETURN;\n");
                self.expect_semicolon()
            }
            "null" => {
                self.at += 1;
                self.write("NULL;\n");
                self.expect_semicolon()
            }
            "raise" => self.raise(),
            "get" => self.diagnostics(),
            "open" => self.open(),
            "fetch" => self.fetch(),
            "close" => {
                self.at += 1;
                let cursor = self.cursor_variable()?;
                self.write(&format!("CLOSE {cursor};\n"));
                self.expect_semicolon()
            }
            "execute" => self.execute(),
            "commit" | "rollback" => self.end_transaction(&word),
            // The manual does not have it.
            "perform" => Err(Refusal::not_simulated("PERFORM")),
            "start" => Err(Refusal::unknown_answer("START TRANSACTION outside of a NONATOMIC procedure")),
            "select" | "with" => self.select(),
            _ => {
                let end = self.semicolon()?;
                let sql = self.sql(self.at, end)?;
                self.write(&sql);
                self.at = end + 1;
                Ok(())
            }
        }
    }

    /// An assignment, if that is what comes next.
    fn assigned(&mut self) -> Result<bool, Refusal> {
        let field = if self.tree.kind(self.at + 1) == Kind::Dot { 2 } else { 0 };
        let Some(start) = self.assignment_at(self.at + 1 + field, true) else { return Ok(false) };
        let target = match self.tree.kind(self.at) {
            Kind::Parameter => self.argument(self.at)?,
            _ => match self.name_at(self.at).and_then(|name| self.variable(&name).cloned()) {
                Some(variable) => variable,
                None => return Ok(false),
            },
        };
        let target = match target {
            Variable::Scalar { is_constant: true, .. } => {
                return Err(Refusal::unknown_answer("an assignment to a constant, or to an argument that comes in"));
            }
            Variable::Scalar { engine, .. } if field == 0 => engine,
            Variable::Record { engine } if field == 2 => {
                format!("{engine}.{}", quote(&identifier::label(self.tree, self.at + 2).map_err(short)?))
            }
            _ => return Err(Refusal::not_simulated("an assignment to anything but a variable or a field of a record")),
        };
        self.at = start;
        let end = self.semicolon()?;
        let expression = self.expression(start, end)?;
        self.write(&format!("{target} := {expression};\n"));
        self.at = end + 1;
        Ok(true)
    }

    /// A variable, or a field of a record, and the token behind it.
    fn simple_variable(&self, at: usize) -> Result<Option<(String, usize)>, Refusal> {
        let variable = match self.tree.kind(at) {
            Kind::Parameter => Some(self.argument(at)?),
            _ => self.name_at(at).and_then(|name| self.variable(&name).cloned()),
        };
        Ok(match variable {
            Some(Variable::Scalar { type_: Some(type_), .. })
                if matches!(type_.data_type(), Some(DataType::Super | DataType::Varbyte(_))) =>
            {
                return Err(Refusal::not_simulated("a RAISE of a SUPER or VARBYTE value"));
            }
            Some(Variable::Scalar { engine, .. } | Variable::Bound { engine, .. }) => Some((engine, at + 1)),
            Some(Variable::Record { engine }) if self.tree.kind(at + 1) == Kind::Dot => {
                let field = identifier::label(self.tree, at + 2).map_err(short)?;
                Some((format!("{engine}.{}", quote(&field)), at + 3))
            }
            Some(Variable::Record { .. }) => return Err(whole_record()),
            None => None,
        })
    }

    /// `COMMIT [WORK | TRANSACTION]`, `ROLLBACK [WORK | TRANSACTION]`
    fn end_transaction(&mut self, word: &str) -> Result<(), Refusal> {
        self.at += 1;
        let _ = self.take("work") || self.take("transaction");
        self.ends()?;
        self.write(&format!("CALL redshift_local.{word}();\n"));
        self.expect_semicolon()
    }

    /// Notes the end of a transaction.
    fn ends(&mut self) -> Result<(), Refusal> {
        if self.is_definer {
            return Err(Refusal::not_simulated("COMMIT, ROLLBACK and TRUNCATE in a procedure with SECURITY DEFINER"));
        }
        self.ends_transaction = true;
        Ok(())
    }
}

fn whole_record() -> Refusal {
    Refusal::not_simulated("a record as a whole in an expression")
}

fn not_in_procedures(words: &str) -> Refusal {
    Refusal::not_simulated(&format!("{words} in a procedure"))
}

/// A syntax error in the short form: what is quoted around it is not what was sent.
fn short(mut refusal: Refusal) -> Refusal {
    if refusal.is_syntax_error()
        && let Some((message, _)) = refusal.message.split_once(" in context \"")
    {
        refusal.message = message.to_owned();
    }
    refusal.position = None;
    refusal
}

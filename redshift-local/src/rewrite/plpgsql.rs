//! The body of a stored procedure ("PL/pgSQL language reference"): its statements are read here, and the SQL in them goes the way of any
//! other.
//!
//! Redshift puts parameters where a variable is named, whatever the name stands for there; so that is what the SQL is rewritten with, and
//! what it is refused for. The engine's variables have names that no column has. An expression becomes a query in parentheses.
//!
//! What is not understood is refused when the procedure is created: when Redshift finds it, is not known.

use std::collections::HashMap;

use super::data_type::{self, DataType, TypeName};
use super::dynamic::{self, Part, Template};
use super::identifier::{self, literal, quote};
use super::keyword::Keyword;
use super::procedure::engine_variable;
use super::token::{Kind, Tree};
use super::{Change, Context, Session, Statement, history, split};
use crate::refusal::Refusal;

/// The deepest that blocks, loops and conditions are nested in one another. The reader recurses.
const MAX_DEPTH: usize = 50;
/// "The maximum number of variables in a stored procedure is 1,024."
const MOST_VARIABLES: usize = 1024;
/// What stands behind a statement that the compute nodes run. The gate finds it in the context of an error.
pub(crate) const ON_COMPUTE_NODES: &str = "/* on compute nodes */";

/// The clauses that an expression cannot have where the engine is given a query.
const NO_CLAUSES: &[Keyword] = &[
    Keyword::From,
    Keyword::Into,
    Keyword::Where,
    Keyword::Group,
    Keyword::Having,
    Keyword::Qualify,
    Keyword::Order,
    Keyword::Limit,
    Keyword::Offset,
    Keyword::Union,
    Keyword::Intersect,
    Keyword::Except,
    Keyword::Minus,
    Keyword::Select,
    Keyword::Top,
    Keyword::Distinct,
    Keyword::All,
];

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

/// Rewrites the body of a procedure of this name. Of its arguments the first ones come in.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(super) fn rewrite(
    source: &str,
    name: &str,
    arguments: &[Argument],
    inputs: usize,
    is_definer: bool,
) -> Result<String, Refusal> {
    let tree = Tree::read(source)?;
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

    /// A declaration of a variable. The names of cursors are set where the block begins.
    fn declaration(&mut self, cursors: &mut String) -> Result<(), Refusal> {
        let name = self.name()?;
        let engine = engine_variable(&name)?;
        self.variables += 1;
        if self.variables > MOST_VARIABLES {
            return Err(Refusal::unknown_answer(&format!("more than {MOST_VARIABLES} variables in a procedure")));
        }
        if self.scopes.last().is_some_and(|scope| scope.variables.contains_key(&name)) {
            return Err(Refusal::unknown_answer("two variables of a name in a block"));
        }
        if self.is("alias") {
            self.at += 1;
            self.expect("for")?;
            let variable = self.argument(self.at)?;
            self.at += 1;
            self.expect_semicolon()?;
            self.declare(name, variable);
            return Ok(());
        }
        if self.take("record") {
            self.expect_semicolon()?;
            self.write(&format!("{engine} record;\n"));
            self.declare(name, Variable::Record { engine });
            return Ok(());
        }
        if self.take("cursor") {
            return self.bound_cursor(name, engine, cursors);
        }
        let is_constant = self.take("constant");
        let type_ = self.type_name()?;
        let not_null = self.is("not") && self.is_at(self.at + 1, "null");
        self.at += 2 * usize::from(not_null);
        self.write(&format!("{engine} {}{}", if is_constant { "CONSTANT " } else { "" }, type_.engine()));
        let value = if self.take("default") { Some(self.at) } else { self.assignment_at(self.at, false) };
        if not_null && value.is_none() {
            // "All variables declared as NOT NULL must have a non-null default value specified."
            return Err(Refusal::unknown_answer("a variable that is NOT NULL and has no default"));
        }
        if let Some(start) = value {
            self.at = start;
            let end = self.semicolon()?;
            let expression = self.expression(start, end)?;
            self.at = end;
            self.write(&format!("{} := {expression}", if not_null { " NOT NULL" } else { "" }));
        }
        self.expect_semicolon()?;
        self.write(";\n");
        self.declare(name, Variable::Scalar { engine, type_: Some(type_), is_constant });
        Ok(())
    }

    fn declare(&mut self, name: String, variable: Variable) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.variables.insert(name, variable);
        }
    }

    /// `[(name type, ..)] {FOR | IS} query` behind `CURSOR`.
    fn bound_cursor(&mut self, name: String, engine: String, cursors: &mut String) -> Result<(), Refusal> {
        let mut scope = Scope::default();
        let mut list = Vec::new();
        if self.tree.kind(self.at) == Kind::Open {
            let close = self.tree.close(self.at);
            self.at += 1;
            loop {
                let argument = self.name()?;
                let type_ = self.type_name()?;
                let engine = engine_variable(&argument)?;
                list.push(format!("{engine} {}", type_.engine()));
                scope.variables.insert(argument, Variable::Scalar { engine, type_: Some(type_), is_constant: true });
                if self.at == close {
                    break;
                }
                if self.tree.kind(self.at) != Kind::Comma {
                    return Err(self.syntax_error());
                }
                self.at += 1;
            }
            self.at = close + 1;
        }
        if !self.take("for") {
            self.expect("is")?;
        }
        let end = self.semicolon()?;
        self.scopes.push(scope);
        let query = self.query(self.at, end, None);
        self.scopes.pop();
        let (query, columns) = query?;
        self.at = end + 1;
        let arguments = if list.is_empty() { String::new() } else { format!(" ({})", list.join(", ")) };
        self.write(&format!("{engine} NO SCROLL CURSOR{arguments} FOR {query};\n"));
        cursors.push_str(&format!("{engine} := {};\n", literal(&name)));
        self.declare(name, Variable::Bound { engine, columns, arguments: list.len() });
        Ok(())
    }

    /// Takes the type of a variable.
    fn type_name(&mut self) -> Result<Type, Refusal> {
        let (name, behind) = data_type::read(self.tree, self.at).map_err(short)?;
        if self.tree.is_operator(behind, "%") || self.tree.kind(behind) == Kind::Dot {
            return Err(Refusal::not_simulated("%TYPE and %ROWTYPE"));
        }
        self.at = behind;
        match name {
            TypeName::Column(DataType::HllSketch) => Err(Refusal::not_simulated("a variable of the type HLLSKETCH")),
            TypeName::Column(data_type) => Ok(Type::Variable(data_type)),
            TypeName::Catalog(name) if name == "refcursor" => Ok(Type::Cursor),
            TypeName::Catalog(name) | TypeName::NotSimulated(name) => {
                Err(Refusal::not_simulated(&format!("a variable of the type {name}")))
            }
            name @ TypeName::Unknown(_) => name.for_cast().and(Err(Refusal::not_simulated("this type of a variable"))),
        }
    }

    /// The argument that a `$1` stands for.
    fn argument(&self, at: usize) -> Result<Variable, Refusal> {
        if self.tree.kind(at) != Kind::Parameter {
            return Err(short(self.tree.syntax_error(at)));
        }
        let text = self.tree.text(at);
        let number: Option<usize> = text.strip_prefix('$').and_then(|number| number.parse().ok());
        let variable = number.and_then(|number| self.arguments.get(number.checked_sub(1)?)).cloned();
        variable.ok_or_else(|| Refusal::unknown_answer(&format!("{text}, which is no argument of the procedure")))
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

    /// `IF .. THEN .. [ELSIF ..] [ELSE ..] END IF`
    fn condition(&mut self) -> Result<(), Refusal> {
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
        if self.take("else") {
            self.write("ELSE\n");
            self.statements(&["end"])?;
        }
        self.expect("end")?;
        self.expect("if")?;
        self.write("END IF;\n");
        self.depth -= 1;
        self.expect_semicolon()
    }

    /// `CASE [value] WHEN .. THEN .. [ELSE ..] END CASE`
    fn case(&mut self) -> Result<(), Refusal> {
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
        if self.take("else") {
            self.write("ELSE\n");
            self.statements(&["end"])?;
        }
        self.expect("end")?;
        self.expect("case")?;
        self.write("END CASE;\n");
        self.depth -= 1;
        self.expect_semicolon()
    }

    /// `LOOP .. END LOOP [label]`, of which the first word was written.
    fn loop_body(&mut self, scope: Scope) -> Result<(), Refusal> {
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
    fn for_loop(&mut self, label: Option<String>) -> Result<(), Refusal> {
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
    fn range(&self, start: usize, end: usize) -> Option<(usize, usize)> {
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
    fn leave(&mut self) -> Result<(), Refusal> {
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
    fn raise(&mut self) -> Result<(), Refusal> {
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

    /// `GET DIAGNOSTICS variable := ROW_COUNT`
    fn diagnostics(&mut self) -> Result<(), Refusal> {
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

    /// A record, or variables and fields of records.
    fn target(&self, start: usize) -> Result<Target, Refusal> {
        let mut list = Vec::new();
        let mut at = start;
        loop {
            let name = self.name_at(at);
            let variable = match self.tree.kind(at) {
                Kind::Parameter => Some(self.argument(at)?),
                _ => name.and_then(|name| self.variable(&name).cloned()),
            };
            match variable {
                Some(Variable::Record { engine }) if list.is_empty() && self.tree.kind(at + 1) != Kind::Dot => {
                    return Ok(Target { engine, columns: None, next: at + 1 });
                }
                Some(Variable::Scalar { is_constant: true, .. }) => {
                    return Err(Refusal::unknown_answer(
                        "a row that is read into a constant, or into an argument that comes in",
                    ));
                }
                None | Some(Variable::Bound { .. }) => {
                    return Err(Refusal::not_simulated("a row that is read into what is no variable"));
                }
                Some(Variable::Scalar { .. } | Variable::Record { .. }) => {}
            }
            let Some((engine, next)) = self.simple_variable(at)? else {
                return Err(Refusal::not_simulated("a row that is read into what is no variable"));
            };
            list.push(engine);
            at = next;
            if self.tree.kind(at) != Kind::Comma {
                return Ok(Target { engine: list.join(", "), columns: Some(list.len()), next: at });
            }
            at += 1;
        }
    }

    /// Takes the name of a cursor.
    fn cursor_variable(&mut self) -> Result<String, Refusal> {
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
    fn open(&mut self) -> Result<(), Refusal> {
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
    fn fetch(&mut self) -> Result<(), Refusal> {
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

    /// `EXECUTE text [INTO target]`
    fn execute(&mut self) -> Result<(), Refusal> {
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
        let tree = Tree::read(&template.text).map_err(short)?;
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
    fn template(&self, start: usize, end: usize) -> Result<Template, Refusal> {
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
    fn operand(&self, start: usize, end: usize) -> Result<Part, Refusal> {
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
    fn computed(&self, template: &Template, is_query: bool) -> Result<Statement, Refusal> {
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
    fn computed_query(&self, start: usize, end: usize) -> Result<(String, Option<usize>), Refusal> {
        let template = self.template(start, end)?;
        let tree = Tree::read(&template.text).map_err(short)?;
        if !matches!(tree.keyword(0), Keyword::Select | Keyword::With) {
            return Err(dynamic::refused());
        }
        let columns = columns(&tree);
        let statement = self.computed(&template, true)?;
        Ok((template.spelled(&marked(&statement), true)?, columns))
    }

    /// What a literal without escapes spells.
    fn plain_text(&self, at: usize) -> Option<String> {
        let text = self.tree.text(at);
        if self.tree.kind(at) != Kind::String {
            return None;
        }
        match text.strip_prefix('\'') {
            Some(rest) if !rest.contains('\\') => Some(rest.strip_suffix('\'')?.replace("''", "'")),
            Some(_) => None,
            None => super::routine::dollar_quoted(text).map(str::to_owned),
        }
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

    /// `SELECT .. INTO target ..`, with the `INTO` anywhere on this level.
    fn select(&mut self) -> Result<(), Refusal> {
        let end = self.semicolon()?;
        let mut into = self.at;
        while into < end && self.tree.keyword(into) != Keyword::Into {
            into = self.tree.next(into);
        }
        let start = self.at;
        if into >= end {
            let is_change =
                |at: usize| matches!(self.tree.keyword(at), Keyword::Insert | Keyword::Update | Keyword::Delete);
            if (start..end).any(is_change) {
                return Err(Refusal::not_simulated("a change of rows behind WITH in a procedure"));
            }
            return Err(Refusal::not_simulated("a SELECT without INTO in a procedure"));
        }
        let target = self.target(into + 1)?;
        let (sql, columns) = self.query(start, end, Some((into, target.next)))?;
        target.check(columns)?;
        self.write(&format!("{sql} INTO {};\n", target.engine));
        self.at = end + 1;
        Ok(())
    }

    /// The tokens with parameters in the place of variables, without those that are skipped.
    fn piece(&self, start: usize, end: usize, skipped: Option<(usize, usize)>) -> Result<Piece, Refusal> {
        let mut piece = Piece { text: String::new(), variables: Vec::new(), are_integers: Vec::new() };
        let mut at = start;
        let mut copied = self.tree.start(start);
        let source = self.tree.source();
        while at < end {
            if let Some((first, behind)) = skipped
                && at == first
            {
                piece.text.push_str(source.get(copied..self.tree.start(first)).unwrap_or_default());
                piece.text.push(' ');
                copied = self.tree.end(behind - 1);
                at = behind;
                continue;
            }
            let (engine, is_integer, next) = match self.replaced(at, start)? {
                Some(found) => found,
                None => {
                    at += 1;
                    continue;
                }
            };
            piece.text.push_str(source.get(copied..self.tree.start(at)).unwrap_or_default());
            piece.variables.push(engine);
            piece.are_integers.push(is_integer);
            piece.text.push_str(&format!("${}", piece.variables.len()));
            copied = self.tree.end(next - 1);
            at = next;
        }
        if end > start {
            piece.text.push_str(source.get(copied..self.tree.end(end - 1)).unwrap_or_default());
        }
        Ok(piece)
    }

    /// What a token stands for if that is a variable, whether an integer, and the token behind it.
    fn replaced(&self, at: usize, start: usize) -> Result<Option<(String, bool, usize)>, Refusal> {
        let variable = if self.tree.kind(at) == Kind::Parameter {
            self.argument(at)?
        } else {
            if at > start && self.tree.kind(at - 1) == Kind::Dot {
                return Ok(None);
            }
            let Some(name) = self.name_at(at) else { return Ok(None) };
            let has_field = self.tree.kind(at + 1) == Kind::Dot;
            match self.variable(&name) {
                Some(Variable::Scalar { type_: Some(type_), .. })
                    if type_.data_type() == Some(DataType::Super)
                        && (has_field || self.tree.kind(at + 1) == Kind::OpenBracket) =>
                {
                    return Err(Refusal::not_simulated("a path into a variable of the type SUPER"));
                }
                Some(Variable::Record { .. }) if !has_field => return Err(whole_record()),
                Some(variable) if !has_field || matches!(variable, Variable::Record { .. }) => variable.clone(),
                _ if has_field && self.scopes.iter().any(|scope| scope.label.as_ref() == Some(&name)) => {
                    return Err(Refusal::not_simulated("a variable that is named by its label"));
                }
                _ => return Ok(None),
            }
        };
        Ok(Some(match variable {
            Variable::Scalar { engine, type_, .. } => {
                (engine, type_.and_then(Type::data_type) == Some(DataType::Integer), at + 1)
            }
            Variable::Bound { engine, .. } => (engine, false, at + 1),
            Variable::Record { .. } if !self.tree.is_name(at + 2) => return Err(whole_record()),
            Variable::Record { engine } => {
                let field = identifier::label(self.tree, at + 2).map_err(short)?;
                (format!("{engine}.{}", quote(&field)), false, at + 3)
            }
        }))
    }

    /// An expression of the engine.
    fn expression(&self, start: usize, end: usize) -> Result<String, Refusal> {
        if start >= end {
            return Err(short(self.tree.syntax_error(start)));
        }
        self.value(&self.piece(start, end, None)?)
    }

    /// The same by bytes.
    fn sliced(&self, start: usize, end: usize) -> Result<String, Refusal> {
        let text = self.tree.source().get(start..end).unwrap_or_default();
        let tree = Tree::read(text).map_err(short)?;
        let inner = Body {
            tree: &tree,
            at: 0,
            out: String::new(),
            scopes: vec![self.visible()],
            arguments: self.arguments.clone(),
            depth: self.depth,
            variables: 0,
            ends_transaction: false,
            handler_loops: None,
            is_definer: self.is_definer,
        };
        inner.expression(0, tree.len())
    }

    /// All names that are known here, as one scope.
    fn visible(&self) -> Scope {
        let mut visible = Scope::default();
        for scope in &self.scopes {
            visible.variables.extend(scope.variables.iter().map(|(name, variable)| (name.clone(), variable.clone())));
        }
        visible
    }

    fn value(&self, piece: &Piece) -> Result<String, Refusal> {
        let tree = Tree::read(&piece.text).map_err(short)?;
        let mut at = 0;
        while at < tree.len() {
            if tree.kind(at) == Kind::Semicolon {
                return Err(short(tree.syntax_error(at)));
            }
            if tree.kind(at) == Kind::Comma || NO_CLAUSES.contains(&tree.keyword(at)) {
                return Err(Refusal::not_simulated("an expression of a procedure that goes on as a query"));
            }
            at = tree.next(at);
        }
        let query = Piece {
            text: format!("SELECT {}", piece.text),
            variables: piece.variables.clone(),
            are_integers: piece.are_integers.clone(),
        };
        Ok(format!("({})", self.rewritten(&query)?.sql))
    }

    /// A query of the engine, and how many columns it has, where that can be counted.
    fn query(
        &self,
        start: usize,
        end: usize,
        skipped: Option<(usize, usize)>,
    ) -> Result<(String, Option<usize>), Refusal> {
        let piece = self.piece(start, end, skipped)?;
        let tree = Tree::read(&piece.text).map_err(short)?;
        if (0..tree.len()).any(|at| tree.keyword(at) == Keyword::Into) {
            return Err(Refusal::not_simulated("another INTO in a query of a procedure"));
        }
        let columns = columns(&tree);
        let statement = self.rewritten(&piece)?;
        Ok((marked(&statement), columns))
    }

    /// A statement that is none of PL/pgSQL.
    fn sql(&mut self, start: usize, end: usize) -> Result<String, Refusal> {
        let piece = self.piece(start, end, None)?;
        self.written(&piece)
    }

    fn written(&mut self, piece: &Piece) -> Result<String, Refusal> {
        let statement = self.allowed(piece)?;
        if let Some(target) = statement.target.as_ref().filter(|target| target.change == Change::Truncate) {
            self.ends()?;
            return Ok(format!("CALL redshift_local.truncate({});\n", literal(&target.table)));
        }
        let lock = match &statement.target {
            Some(target) => lock(&literal(&target.table), target.change),
            None => String::new(),
        };
        Ok(format!("{lock}{};\n", marked(&statement)))
    }

    /// Rewrites a statement that may stand in a procedure.
    fn allowed(&self, piece: &Piece) -> Result<Statement, Refusal> {
        let tree = Tree::read(&piece.text).map_err(short)?;
        let (first, second) = (tree.keyword(0), tree.keyword(1));
        let words = format!("{} {}", tree.text(0), tree.text(1)).trim().to_ascii_uppercase();
        if first == Keyword::Call && self.is_definer {
            return Err(Refusal::not_simulated("CALL in a procedure with SECURITY DEFINER"));
        }
        let takes_variables = match first {
            Keyword::Insert | Keyword::Update | Keyword::Delete | Keyword::Merge | Keyword::Call => true,
            Keyword::Create => {
                let is_known = matches!(
                    second,
                    Keyword::Table
                        | Keyword::Temp
                        | Keyword::Temporary
                        | Keyword::Local
                        | Keyword::View
                        | Keyword::Schema
                ) || (second == Keyword::Or && tree.keyword(3) == Keyword::View);
                if !is_known {
                    return Err(not_in_procedures(&words));
                }
                false
            }
            Keyword::Drop if matches!(second, Keyword::Table | Keyword::View | Keyword::Schema) => false,
            Keyword::Alter if matches!(second, Keyword::Table | Keyword::Schema) => false,
            Keyword::Truncate | Keyword::Analyze | Keyword::Analyse | Keyword::Lock => false,
            Keyword::Grant | Keyword::Revoke | Keyword::Comment => false,
            // What begins no statement is a mistake.
            Keyword::None => return Err(short(tree.syntax_error(0))),
            Keyword::Prepare | Keyword::Vacuum => {
                return Err(Refusal::unknown_answer(&format!("{} in a procedure", tree.text(0).to_ascii_uppercase())));
            }
            _ => return Err(not_in_procedures(&words)),
        };
        if !takes_variables && !piece.variables.is_empty() {
            return Err(Refusal::not_simulated(&format!("a variable in {words} of a procedure")));
        }
        self.rewritten(piece)
    }

    /// What the engine gets, with its variables.
    fn rewritten(&self, piece: &Piece) -> Result<Statement, Refusal> {
        let tree = Tree::read(&piece.text).map_err(short)?;
        let ranges = split(&tree);
        let &[(start, end)] = ranges.as_slice() else {
            return Err(Refusal::not_simulated("EXECUTE of anything but one statement"));
        };
        // Inside a procedure nothing has a transaction of its own.
        let session = Session { in_transaction_block: true, extended: true };
        let statement = super::statement(&tree, start, end, Context { session, alone: false }).map_err(|refusal| {
            if refusal.sqlstate == "25001" {
                // "Any SQL command that requires its own transaction context isn't supported inside a stored procedure."
                return Refusal::unknown_answer("a statement that needs a transaction of its own in a procedure");
            }
            short(refusal)
        })?;
        if statement.history.is_read {
            return Err(history::not_in_definition("a procedure"));
        }
        if statement.history.label.is_some() {
            // The statements behind a CALL have the label of the gate, which does not see it.
            return Err(Refusal::not_simulated("a change of query_group in a procedure"));
        }
        for &parameter in &statement.limit_parameters {
            let index = usize::from(parameter).checked_sub(1);
            if index.and_then(|index| piece.are_integers.get(index)) != Some(&true) {
                return Err(Refusal::unknown_answer("a LIMIT that is a variable of another type than INTEGER"));
            }
        }
        let sql = restored(&statement.sql, &piece.variables)?;
        Ok(Statement { sql, ..statement })
    }
}

impl Target {
    /// "If a variable list is used as target, the selected values must exactly match the structure of the target, or a runtime error
    /// occurs."
    fn check(&self, columns: Option<usize>) -> Result<(), Refusal> {
        match (self.columns, columns) {
            (None, _) => Ok(()),
            (Some(wanted), Some(found)) if wanted == found => Ok(()),
            (Some(_), Some(_)) => Err(Refusal::unknown_answer("a row of more or fewer columns than its variables")),
            (Some(_), None) => {
                Err(Refusal::not_simulated("reading a row into variables when its columns cannot be counted"))
            }
        }
    }
}

/// How many columns a query has; `None` where there is a `*`.
fn columns(tree: &Tree<'_>) -> Option<usize> {
    let mut at = 0;
    while at < tree.len() && tree.keyword(at) != Keyword::Select {
        // The whole query may stand in parentheses.
        at = if at == 0 && tree.kind(at) == Kind::Open { at + 1 } else { tree.next(at) };
    }
    let mut columns = 1;
    let mut item = at + 1;
    at += 1;
    while at < tree.len() && tree.kind(at) != Kind::Close && !matches!(tree.keyword(at), Keyword::From | Keyword::Union)
    {
        match tree.kind(at) {
            Kind::Comma => {
                columns += 1;
                item = at + 1;
            }
            Kind::Operator if tree.text(at) == "*" && (at == item || tree.kind(at - 1) == Kind::Dot) => return None,
            // `DISTINCT *`, `TOP 3 *`
            Kind::Operator
                if tree.text(at) == "*"
                    && (matches!(tree.keyword(at - 1), Keyword::Distinct | Keyword::All)
                        || at == item + 2 && tree.keyword(item) == Keyword::Top) =>
            {
                return None;
            }
            _ => {}
        }
        at = tree.next(at);
    }
    Some(columns)
}

/// The variable of [`with_table`].
const TABLE: &str = "\"redshift_local.changed table\"";

/// Calls that name a table by a variable: what is computed is no argument of a CALL.
fn with_table(expression: &str, calls: &str) -> String {
    format!("DECLARE {TABLE} text := {expression};\nBEGIN\n{calls}END;\n")
}

/// What makes writers of a table, whose name is an expression, wait for one another.
fn lock(table: &str, change: Change) -> String {
    format!("CALL redshift_local.lock_changed({table}, {});\n", change == Change::Insert)
}

/// A statement, with the mark of what the compute nodes run.
fn marked(statement: &Statement) -> String {
    let mark = if statement.is_on_compute_nodes { ON_COMPUTE_NODES } else { "" };
    format!("{}{mark}", statement.sql)
}

/// The text with what its parameters stand for.
fn restored(sql: &str, variables: &[String]) -> Result<String, Refusal> {
    if variables.is_empty() {
        return Ok(sql.to_owned());
    }
    let tree = Tree::read(sql)?;
    let (mut text, mut copied) = (String::with_capacity(sql.len() * 2), 0);
    for at in (0..tree.len()).filter(|&at| tree.kind(at) == Kind::Parameter) {
        let number = tree.text(at).strip_prefix('$').and_then(|number| number.parse::<usize>().ok());
        let Some(variable) = number.and_then(|number| variables.get(number.checked_sub(1)?)) else { continue };
        text.push_str(sql.get(copied..tree.start(at)).unwrap_or_default());
        text.push_str(variable);
        copied = tree.end(at);
    }
    text.push_str(sql.get(copied..).unwrap_or_default());
    Ok(text)
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

fn whole_record() -> Refusal {
    Refusal::not_simulated("a record as a whole in an expression")
}

fn not_in_procedures(words: &str) -> Refusal {
    Refusal::not_simulated(&format!("{words} in a procedure"))
}

//! DECLARE: variables, cursors with their queries, and types.

use super::{Body, Scope, Type, Variable, short};
use crate::refusal::Refusal;
use crate::rewrite::data_type::{self, DataType, TypeName};
use crate::rewrite::identifier::literal;
use crate::rewrite::procedure::engine_variable;
use crate::rewrite::token::Kind;

/// "The maximum number of variables in a stored procedure is 1,024."
const MOST_VARIABLES: usize = 1024;

impl Body<'_, '_> {
    /// A declaration of a variable. The names of cursors are set where the block begins.
    pub(super) fn declaration(&mut self, cursors: &mut String) -> Result<(), Refusal> {
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

    pub(super) fn declare(&mut self, name: String, variable: Variable) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.variables.insert(name, variable);
        }
    }

    /// `[(name type, ..)] {FOR | IS} query` behind `CURSOR`.
    pub(super) fn bound_cursor(&mut self, name: String, engine: String, cursors: &mut String) -> Result<(), Refusal> {
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
    pub(super) fn type_name(&mut self) -> Result<Type, Refusal> {
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
    pub(super) fn argument(&self, at: usize) -> Result<Variable, Refusal> {
        if self.tree.kind(at) != Kind::Parameter {
            return Err(short(self.tree.syntax_error(at)));
        }
        let text = self.tree.text(at);
        let number: Option<usize> = text.strip_prefix('$').and_then(|number| number.parse().ok());
        let variable = number.and_then(|number| self.arguments.get(number.checked_sub(1)?)).cloned();
        variable.ok_or_else(|| Refusal::unknown_answer(&format!("{text}, which is no argument of the procedure")))
    }
}

//! The SQL in a body, and what its rows are read into.

use super::{Body, ON_COMPUTE_NODES, Piece, Scope, Target, Type, Variable, not_in_procedures, short, whole_record};
use crate::refusal::Refusal;
use crate::rewrite::data_type::DataType;
use crate::rewrite::identifier::{self, literal, quote};
use crate::rewrite::keyword::Keyword;
use crate::rewrite::routine::NO_CLAUSES;
use crate::rewrite::token::{Kind, Tree};
use crate::rewrite::{self, Change, Context, Session, Statement, history, split};

/// What an expression cannot have beside the clauses of a query, because the engine is given a SELECT of it alone.
const NO_SELECT: &[Keyword] = &[Keyword::Select, Keyword::Top, Keyword::Distinct, Keyword::All];

/// The variable of [`with_table`].
pub(super) const TABLE: &str = "\"redshift_local.changed table\"";

impl Body<'_, '_> {
    /// A record, or variables and fields of records.
    pub(super) fn target(&self, start: usize) -> Result<Target, Refusal> {
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

    /// `SELECT .. INTO target ..`, with the `INTO` anywhere on this level.
    pub(super) fn select(&mut self) -> Result<(), Refusal> {
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
    pub(super) fn piece(&self, start: usize, end: usize, skipped: Option<(usize, usize)>) -> Result<Piece, Refusal> {
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
    pub(super) fn replaced(&self, at: usize, start: usize) -> Result<Option<(String, bool, usize)>, Refusal> {
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
    pub(super) fn expression(&self, start: usize, end: usize) -> Result<String, Refusal> {
        if start >= end {
            return Err(short(self.tree.syntax_error(start)));
        }
        self.value(&self.piece(start, end, None)?)
    }

    /// The same by bytes.
    pub(super) fn sliced(&self, start: usize, end: usize) -> Result<String, Refusal> {
        let text = self.tree.source().get(start..end).unwrap_or_default();
        let tree = self.tree.inner(text).map_err(short)?;
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
    pub(super) fn visible(&self) -> Scope {
        let mut visible = Scope::default();
        for scope in &self.scopes {
            visible.variables.extend(scope.variables.iter().map(|(name, variable)| (name.clone(), variable.clone())));
        }
        visible
    }

    pub(super) fn value(&self, piece: &Piece) -> Result<String, Refusal> {
        let tree = self.tree.inner(&piece.text).map_err(short)?;
        let mut at = 0;
        while at < tree.len() {
            if tree.kind(at) == Kind::Semicolon {
                return Err(short(tree.syntax_error(at)));
            }
            let keyword = tree.keyword(at);
            if tree.kind(at) == Kind::Comma || NO_CLAUSES.contains(&keyword) || NO_SELECT.contains(&keyword) {
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
    pub(super) fn query(
        &self,
        start: usize,
        end: usize,
        skipped: Option<(usize, usize)>,
    ) -> Result<(String, Option<usize>), Refusal> {
        let piece = self.piece(start, end, skipped)?;
        let tree = self.tree.inner(&piece.text).map_err(short)?;
        if (0..tree.len()).any(|at| tree.keyword(at) == Keyword::Into) {
            return Err(Refusal::not_simulated("another INTO in a query of a procedure"));
        }
        let columns = columns(&tree);
        let statement = self.rewritten(&piece)?;
        Ok((marked(&statement), columns))
    }

    /// A statement that is none of PL/pgSQL.
    pub(super) fn sql(&mut self, start: usize, end: usize) -> Result<String, Refusal> {
        let piece = self.piece(start, end, None)?;
        self.written(&piece)
    }

    pub(super) fn written(&mut self, piece: &Piece) -> Result<String, Refusal> {
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
    pub(super) fn allowed(&self, piece: &Piece) -> Result<Statement, Refusal> {
        let tree = self.tree.inner(&piece.text).map_err(short)?;
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
    pub(super) fn rewritten(&self, piece: &Piece) -> Result<Statement, Refusal> {
        let tree = self.tree.inner(&piece.text).map_err(short)?;
        let ranges = split(&tree);
        let &[(start, end)] = ranges.as_slice() else {
            return Err(Refusal::not_simulated("EXECUTE of anything but one statement"));
        };
        // Inside a procedure nothing has a transaction of its own.
        let session = Session { in_transaction_block: true, extended: true };
        let statement =
            rewrite::statement(&tree, start, end, Context { session, alone: false }).map_err(|refusal| {
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
    pub(super) fn check(&self, columns: Option<usize>) -> Result<(), Refusal> {
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
pub(super) fn columns(tree: &Tree<'_>) -> Option<usize> {
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

/// Calls that name a table by a variable: what is computed is no argument of a CALL.
pub(super) fn with_table(expression: &str, calls: &str) -> String {
    format!("DECLARE {TABLE} text := {expression};\nBEGIN\n{calls}END;\n")
}

/// What makes writers of a table, whose name is an expression, wait for one another.
pub(super) fn lock(table: &str, change: Change) -> String {
    format!("CALL redshift_local.lock_changed({table}, {});\n", change == Change::Insert)
}

/// A statement, with the mark of what the compute nodes run.
pub(super) fn marked(statement: &Statement) -> String {
    let mark = if statement.is_on_compute_nodes { ON_COMPUTE_NODES } else { "" };
    format!("{}{mark}", statement.sql)
}

/// The text with what its parameters stand for.
pub(super) fn restored(sql: &str, variables: &[String]) -> Result<String, Refusal> {
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

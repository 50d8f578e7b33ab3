//! Stored procedures: their headers, and what is said about them ("CREATE PROCEDURE", "CALL", "DROP PROCEDURE").
//!
//! The engine gets them as procedures of its own, under names like those of functions. An argument that only comes out is left out of a
//! `CALL`, where the engine wants something for it: it has a default there, behind an argument that nobody gives.

use super::attributes::text_array;
use super::block::Block;
use super::cursor::Cursor;
use super::data_type::{self, TypeName};
use super::identifier::{self, literal, optional_literal, quote};
use super::keyword::Keyword;
use super::plpgsql::{self, Type};
use super::rewriter::Rewriter;
use super::routine::{self, is_word, word};
use super::token::Kind;
use super::{Statement, function};
use crate::refusal::Refusal;

/// "The maximum number of procedure parameters is 32 for input arguments and 32 for output arguments."
const MOST_ARGUMENTS: usize = 32;
/// "The maximum size of the source code for a procedure is 2 MB."
const LONGEST_SOURCE: usize = 2 * 1024 * 1024;

/// Which way an argument goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    In,
    Out,
    InOut,
}

/// An argument of a procedure.
#[derive(Debug)]
struct Argument {
    mode: Mode,
    name: Option<String>,
    type_: Type,
}

impl Argument {
    fn is_input(&self) -> bool {
        self.mode != Mode::Out
    }
}

/// `CREATE [OR REPLACE] PROCEDURE name ([[name] [mode] type, ..]) AS $$ .. $$ LANGUAGE plpgsql [SECURITY ..]`; the cursor stands behind
/// `PROCEDURE`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(super) fn create(mut cursor: Cursor<'_, '_>, replace: bool) -> Result<Statement, Refusal> {
    let name = routine::name(&mut cursor)?;
    if function::find(&name.name).is_some() {
        return Err(Refusal::not_simulated("a procedure of the name of one of Redshift's functions"));
    }
    let engine = routine::engine_name(name.schema(), &name.name)?;
    let arguments = arguments(&mut cursor)?;
    let (mut body, mut language, mut definer, mut has_security) = (None, false, false, false);
    while !cursor.is_at_end() {
        if is_word(&cursor, "nonatomic") {
            return Err(Refusal::not_simulated("a NONATOMIC procedure"));
        }
        if cursor.keyword() == Keyword::Set {
            return Err(Refusal::not_simulated("SET in CREATE PROCEDURE"));
        }
        if !language && cursor.take(Keyword::Language) {
            if !is_word(&cursor, "plpgsql") {
                return Err(Refusal::not_simulated(&format!("a procedure in the language {}", cursor.text())));
            }
            cursor.at += 1;
            language = true;
        } else if body.is_none() && cursor.take(Keyword::As) {
            if cursor.kind() != Kind::String {
                return Err(cursor.syntax_error());
            }
            let text = routine::dollar_quoted(cursor.text());
            body = Some(text.ok_or_else(|| {
                // "Amazon Redshift requires you to enclose the statement in your procedure by using a format called dollar quoting."
                Refusal::unknown_answer("a procedure that does not stand in dollar quotes")
            })?);
            cursor.at += 1;
        } else if !has_security && cursor.take(Keyword::Security) {
            definer = is_word(&cursor, "definer");
            if !definer {
                word(&mut cursor, "invoker")?;
            } else {
                cursor.at += 1;
            }
            has_security = true;
        } else {
            return Err(cursor.syntax_error());
        }
    }
    let (Some(source), true) = (body, language) else { return Err(cursor.syntax_error()) };
    if source.len() > LONGEST_SOURCE {
        return Err(Refusal::unknown_answer("a procedure whose source is longer than 2 MB"));
    }
    let known: Vec<_> = arguments
        .iter()
        .map(|argument| plpgsql::Argument {
            name: argument.name.clone(),
            type_: argument.type_,
            is_output: argument.mode != Mode::In,
        })
        .collect();
    let inputs: Vec<String> =
        arguments.iter().filter(|argument| argument.is_input()).map(|argument| argument.type_.engine()).collect();
    let body =
        plpgsql::rewrite(cursor.tree, source, &name.name, &known, inputs.len(), definer).map_err(|mut refusal| {
            // Its place in the procedure is none in the text.
            refusal.position = None;
            refusal.question = None;
            refusal
        })?;
    let mut list: Vec<String> = Vec::new();
    for argument in &arguments {
        if argument.mode == Mode::Out && list.len() == inputs.len() {
            list.push("redshift_local.absent DEFAULT enum_first(NULL::redshift_local.absent)".to_owned());
        }
        let mode = if argument.mode == Mode::In { "IN" } else { "INOUT" };
        let name = argument.name.as_deref().map(|name| format!("{} ", quote(name))).unwrap_or_default();
        let default = if argument.mode == Mode::Out { " DEFAULT NULL" } else { "" };
        list.push(format!("{mode} {name}{}{default}", argument.type_.engine()));
    }
    let or_replace = if replace { "OR REPLACE " } else { "" };
    let security = if definer { " SECURITY DEFINER" } else { "" };
    let create = format!(
        "CREATE {or_replace}PROCEDURE {engine} ({}) LANGUAGE plpgsql{security} AS {}",
        list.join(", "),
        literal(&format!("/* {} */ {body}", hexadecimal(source)))
    );
    let mut block = Block::default();
    block.perform(&format!(
        "redshift_local.create_procedure({}, {}, {}, {}, {replace}, {})",
        optional_literal(name.schema()),
        literal(&name.name),
        text_array(&inputs),
        arguments.len() - inputs.len(),
        literal(&create)
    ));
    Ok(block.finish("CREATE PROCEDURE"))
}

/// The source as it was sent, where the catalog finds it.
fn hexadecimal(source: &str) -> String {
    let mut digits = String::with_capacity(source.len() * 2);
    for byte in source.bytes() {
        for digit in [byte >> 4, byte & 15] {
            digits.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    digits
}

/// `CALL name ([expression, ..])`; the cursor stands behind `CALL`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(super) fn call(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let name = routine::name(&mut cursor)?;
    let engine = routine::engine_name(name.schema(), &name.name)?;
    let list = cursor.parenthesized()?;
    cursor.expect_end()?;
    if (list.at..list.end).any(|at| list.tree.keyword(at) == Keyword::Select) {
        // "You can't use queries as CALL arguments."
        return Err(Refusal::unknown_answer("a query as an argument of CALL"));
    }
    if (list.at..list.end).any(|at| list.tree.is_operator(at, "=>")) {
        return Err(Refusal::unknown_answer("the name of an argument in CALL"));
    }
    let mut rewriter = Rewriter::new(list.tree, list.tree.start(list.at));
    let arguments = rewriter.render_expression(list.at, list.end)?;
    rewriter.check_whole()?;
    Ok(Statement::new(format!("CALL {engine} ({arguments})")))
}

/// `DROP PROCEDURE name ([[name] [mode] type, ..])`; the cursor stands behind `PROCEDURE`.
///
/// # Errors
/// On anything else.
pub(super) fn drop(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let signature = signature(&mut cursor)?;
    cursor.expect_end()?;
    let mut block = Block::default();
    block.execute_on("DROP PROCEDURE ", &signature, "");
    Ok(block.finish("DROP PROCEDURE"))
}

/// `name ([[name] [mode] type, ..])`: an expression of the engine that gives the procedure as it knows it. The arguments that only come
/// out may be left out.
///
/// # Errors
/// On anything else.
pub(super) fn signature(cursor: &mut Cursor<'_, '_>) -> Result<String, Refusal> {
    let name = routine::name(cursor)?;
    routine::engine_name(name.schema(), &name.name)?;
    let inputs: Vec<String> = arguments(cursor)?
        .iter()
        .filter(|argument| argument.is_input())
        .map(|argument| argument.type_.engine())
        .collect();
    let schema = optional_literal(name.schema());
    Ok(format!("redshift_local.procedure_signature({schema}, {}, {})", literal(&name.name), text_array(&inputs)))
}

/// The arguments in parentheses.
fn arguments(cursor: &mut Cursor<'_, '_>) -> Result<Vec<Argument>, Refusal> {
    let mut list = cursor.parenthesized()?;
    let mut arguments: Vec<Argument> = Vec::new();
    while !list.is_at_end() {
        let argument = argument(&mut list)?;
        if argument.is_input() && arguments.iter().any(|argument| !argument.is_input()) {
            return Err(Refusal::not_simulated("an OUT argument in front of others"));
        }
        arguments.push(argument);
        if list.is_at_end() {
            break;
        }
        if !list.take_kind(Kind::Comma) || list.is_at_end() {
            return Err(list.syntax_error());
        }
    }
    let count = |is_counted: fn(&Argument) -> bool| arguments.iter().filter(|argument| is_counted(argument)).count();
    if count(Argument::is_input) > MOST_ARGUMENTS || count(|argument| argument.mode != Mode::In) > MOST_ARGUMENTS {
        return Err(Refusal::unknown_answer(&format!("a procedure of more than {MOST_ARGUMENTS} arguments")));
    }
    Ok(arguments)
}

/// `[name] [mode] type`, of which name and mode may change places.
fn argument(list: &mut Cursor<'_, '_>) -> Result<Argument, Refusal> {
    let (mut mode, mut name) = (None, None);
    loop {
        let found = match list.text().to_ascii_lowercase().as_str() {
            "in" => Some(Mode::In),
            "out" => Some(Mode::Out),
            "inout" => Some(Mode::InOut),
            _ => None,
        };
        if let Some(found) = found.filter(|_| mode.is_none() && list.kind() == Kind::Word) {
            mode = Some(found);
            list.at += 1;
            continue;
        }
        let (type_name, behind) = data_type::read(list.tree, list.at)?;
        let ends = behind >= list.end || list.tree.kind(behind) == Kind::Comma;
        if !ends && name.is_none() {
            name = Some(list.name()?);
            continue;
        }
        list.at = behind;
        return Ok(Argument { mode: mode.unwrap_or(Mode::In), name, type_: type_of(type_name)? });
    }
}

/// The type of an argument: any of a column, without its sizes, and `refcursor`.
fn type_of(name: TypeName) -> Result<Type, Refusal> {
    match name {
        TypeName::Column(data_type) => Ok(Type::Argument(data_type)),
        TypeName::Catalog(name) if name == "refcursor" => Ok(Type::Cursor),
        TypeName::Catalog(name) | TypeName::NotSimulated(name) => {
            Err(Refusal::not_simulated(&format!("an argument of the type {name}")))
        }
        name @ TypeName::Unknown(_) => name.for_cast().and(Err(Refusal::not_simulated("this type of an argument"))),
    }
}

/// The name of a variable as the engine knows it, quoted: none of a column.
///
/// # Errors
/// When the engine would cut it.
pub(super) fn engine_variable(name: &str) -> Result<String, Refusal> {
    if name.len() > routine::LONGEST {
        return Err(Refusal::not_simulated(&format!("the name of a variable longer than {} bytes", routine::LONGEST)));
    }
    Ok(identifier::quote(&format!("{}{name}", routine::PREFIX)))
}

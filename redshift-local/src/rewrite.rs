//! From Redshift's SQL to the SQL of the engine: text in, text or a refusal out. Knows no protocol and no connection.
//!
//! A statement is known by its first words. What is on no list is refused, so that nothing reaches the engine in hope. What is not
//! rewritten is copied as it was sent, so that positions in the engine's errors mostly hold.
//!
//! The rewriter sees no catalog. Where a statement means one thing or another by the columns of a `FROM`, it asks for them: see `columns`.
//! What it cannot know for all that, or does not ask:
//! - A bare literal that is assigned to a `SUPER` column, or compared with one, is read as JSON, and one for a `VARBYTE` column as bytes;
//!   a parameter declared as `VARCHAR` is a string, as on Redshift, and so is a literal beside a path.
//! - `a.b` is the column `b` of the `a` in `FROM`, or else the attribute `b` of the column `a`.
//! - An alias of the select list is not known to the subqueries in the list and in conditions.
//! - A name without its relation may belong to the block around it: correlated subqueries that Redshift cannot unnest are refused where their
//!   names are qualified, and run otherwise.
//!
//! Names over 63 bytes are refused, where Redshift takes 127: the engine would cut them. Foreign keys and
//! views need what they refer to, and which plan is made is the engine's choice.

mod aggregate;
mod alter_table;
mod attributes;
mod block;
mod call;
mod column_name;
mod columns;
mod command;
mod connect_by;
mod constraint;
mod correlation;
mod create_table;
mod cursor;
mod data_type;
mod date_part;
mod dml;
mod dynamic;
mod encoding;
mod expression;
mod from;
mod full_join;
mod function;
mod grouping;
mod history;
pub(crate) mod identifier;
mod keyword;
mod lenient;
pub(crate) mod limited;
mod maintenance;
mod materialized_view;
mod navigation;
mod object;
mod outer_mark;
mod pivot;
mod plpgsql;
mod procedure;
mod qualify;
mod query;
mod relation;
mod rewriter;
mod routine;
mod select_list;
pub(crate) mod setting;
mod show;
mod token;
mod transaction;
mod writer;

use std::ops::Range;

use crate::fault;
use crate::refusal::Refusal;
pub(crate) use columns::{Known, Question, Traits};
use cursor::Cursor;
pub(crate) use history::{History, Label};
use keyword::Keyword;
pub(crate) use plpgsql::ON_COMPUTE_NODES;
use rewriter::Rewriter;
use token::{Kind, Tree};

/// What the rewriter must know of the session that sent the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Session {
    /// Whether a transaction block is open.
    pub(crate) in_transaction_block: bool,
    /// Whether the text came in a `Parse` message (extended protocol) rather than a `Query`.
    pub(crate) extended: bool,
}

/// One statement as the engine gets it. Exactly one engine statement, so that it also fits a `Parse` message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The text for the engine.
    pub(crate) sql: String,
    /// The command tag the client is to see where the engine's own would differ (`CREATE TABLE` for a `DO` block).
    pub(crate) tag: Option<&'static str>,
    /// The parameters (`1` for `$1`) that stand as a `LIMIT` or `OFFSET`: Redshift takes an `int4` there and nothing else.
    pub(crate) limit_parameters: Vec<u16>,
    /// What it asks of the stand-in itself, where it is about its settings.
    pub(crate) own: Option<Own>,
    /// The relations of users that it reads and writes, as the engine gets them.
    pub(crate) relations: Vec<String>,
    /// The table whose rows it changes.
    pub(crate) target: Option<Target>,
    /// Whether the compute nodes run it: it reads or changes the rows of tables. Errors of values have other words there.
    pub(crate) is_on_compute_nodes: bool,
    /// What it is to a statement that is prepared in SQL: then the target is that one's.
    pub(crate) prepared: Option<PreparedInSql>,
    /// What it is to the history of statements.
    pub(crate) history: History,
}

/// A statement about the stand-in's own settings, which Redshift does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Own {
    /// The engine keeps it.
    Kept,
    /// The gate keeps it.
    Fault(fault::Command),
    /// The gate keeps how values of DECIMAL go in binary.
    Numeric(Numeric),
}

/// What becomes of the setting of how values of DECIMAL go in binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeric {
    /// As scaled integers, or in the engine's groups of digits.
    Set(bool),
    /// As when the session began.
    Reset,
    /// It is shown.
    Show,
}

/// A table whose rows are changed. Writers of a table wait for one another ("Write and read/write operations").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Its name as the engine gets it.
    pub(crate) table: String,
    pub(crate) change: Change,
    /// The one-based position of the name in the text as it was sent, in characters.
    pub(crate) position: usize,
}

/// How the rows of a table are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// INSERT: rows are added.
    Insert,
    /// UPDATE, DELETE and MERGE: rows are read and changed.
    Update,
    /// TRUNCATE: nobody may even read.
    Truncate,
}

/// A statement about a statement that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PreparedInSql {
    /// `PREPARE`
    Prepare(String),
    /// `EXECUTE`
    Execute(String),
}

impl Statement {
    pub(crate) fn new(sql: String) -> Self {
        Statement {
            sql,
            tag: None,
            limit_parameters: Vec::new(),
            own: None,
            relations: Vec::new(),
            target: None,
            is_on_compute_nodes: false,
            prepared: None,
            history: History::default(),
        }
    }

    fn tagged(sql: String, tag: &'static str) -> Self {
        Statement { tag: Some(tag), ..Statement::new(sql) }
    }
}

/// One statement of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where it stands in the text, in bytes.
    pub(crate) source: Range<usize>,
    /// What the engine gets, or the refusal. When that comes with a question, it may be lifted once the answer is known.
    pub(crate) outcome: Result<Statement, Refusal>,
}

/// Rewrites a text of one or more statements (a `Parse` with several is refused), in order. A text without any gives one empty
/// statement; one that cannot be read gives the error alone, since a server reads all of it before it runs anything.
pub(crate) fn rewrite(sql: &str, session: Session, known: &Known) -> Vec<Part> {
    let alone = |outcome| vec![Part { source: 0..sql.len(), outcome }];
    let mut tree = match Tree::read_with(sql, Some(known)) {
        Ok(tree) => tree,
        Err(refusal) => return alone(Err(refusal)),
    };
    let ranges = split(&tree);
    if ranges.is_empty() {
        return alone(Ok(Statement::new(String::new())));
    }
    if session.extended && ranges.len() > 1 {
        let refusal = Refusal::new("42601", "cannot insert multiple commands into a prepared statement");
        return alone(Err(refusal));
    }
    let mut parts = Vec::with_capacity(ranges.len());
    let mut context = Context { session, alone: ranges.len() == 1 };
    for &(start, end) in &ranges {
        let outcome = statement(&tree, start, end, context);
        if outcome.as_ref().is_err_and(|refusal| refusal.is_syntax_error()) {
            return alone(outcome);
        }
        parts.push(Part { source: source(&tree, start, end), outcome });
        if !keeps_tables(&tree, start, end) {
            // What is known is about the tables as they are before the text.
            tree.forget();
        }
        context.pass(&tree, start);
    }
    parts
}

/// Rewrites one statement of a text, the first being 0. What is known is about the tables as they are in front of it.
///
/// # Errors
/// Its refusal.
pub(crate) fn rewrite_one(sql: &str, index: usize, session: Session, known: &Known) -> Result<Statement, Refusal> {
    let tree = Tree::read_with(sql, Some(known))?;
    let ranges = split(&tree);
    let mut context = Context { session, alone: ranges.len() == 1 };
    for &(start, _) in ranges.iter().take(index) {
        context.pass(&tree, start);
    }
    match ranges.get(index) {
        Some(&(start, end)) => statement(&tree, start, end, context),
        None => Ok(Statement::new(String::new())),
    }
}

/// The refusal of the first parameter among some bytes of a text that comes without values.
pub(crate) fn no_parameter(sql: &str, source: &Range<usize>) -> Option<Refusal> {
    let tree = Tree::read(sql).ok()?;
    let index = (0..tree.len()).find(|&at| tree.kind(at) == Kind::Parameter && source.contains(&tree.start(at)))?;
    let refusal = Refusal::new("42P02", format!("there is no parameter {}", tree.text(index)));
    Some(refusal.at(tree.position(tree.start(index))))
}

/// The statements in front of the first refusal, and the refusal.
///
/// # Errors
/// When there is one.
pub(crate) fn runnable(parts: Vec<Part>) -> Result<Vec<Statement>, (Vec<Statement>, Refusal)> {
    let mut statements = Vec::with_capacity(parts.len());
    for part in parts {
        match part.outcome {
            Ok(statement) => statements.push(statement),
            Err(refusal) => return Err((statements, refusal)),
        }
    }
    Ok(statements)
}

/// The error of a token that only the engine's parser finds wrong, at a one-based position in characters; `None` when it is not there.
pub(crate) fn syntax_error(sql: &str, position: usize, token: &str) -> Option<Refusal> {
    let tree = Tree::read(sql).ok()?;
    let (byte, _) = sql.char_indices().nth(position.checked_sub(1)?)?;
    let index = (0..tree.len()).find(|&index| tree.start(index) == byte)?;
    (tree.text(index) == token).then(|| tree.syntax_error(index))
}

/// How many statements a text holds; `None` where its end cannot be read.
#[cfg(any(test, fuzzing))]
pub(crate) fn count(sql: &str) -> Option<usize> {
    Tree::read(sql).ok().map(|tree| split(&tree).len())
}

/// Where a statement stands.
#[derive(Debug, Clone, Copy)]
struct Context {
    session: Session,
    /// Whether the text has no other statement.
    alone: bool,
}

impl Context {
    /// Goes on behind the statement that begins at a token: the statements of a text open and close blocks themselves.
    fn pass(&mut self, tree: &Tree<'_>, start: usize) {
        match tree.keyword(start) {
            Keyword::Begin | Keyword::Start => self.session.in_transaction_block = true,
            Keyword::Commit | Keyword::End | Keyword::Rollback | Keyword::Abort => {
                self.session.in_transaction_block = false;
            }
            _ => {}
        }
    }

    /// Refuses a command that must stand alone.
    fn check_outside_block(self, command: &str) -> Result<(), Refusal> {
        if self.session.in_transaction_block {
            return Err(Refusal::in_transaction_block(command));
        }
        if !self.alone {
            return Err(Refusal::new("25001", format!("{command} cannot run inside a multiple commands statement")));
        }
        Ok(())
    }

    /// Whether the statement is a transaction of its own.
    fn is_alone(self) -> bool {
        self.alone && !self.session.in_transaction_block
    }
}

/// Whether a statement leaves all relations as they are.
fn keeps_tables(tree: &Tree<'_>, start: usize, end: usize) -> bool {
    match tree.keyword(start) {
        Keyword::Select | Keyword::With => (start..end).all(|at| tree.keyword(at) != Keyword::Into),
        Keyword::Insert
        | Keyword::Update
        | Keyword::Delete
        | Keyword::Merge
        | Keyword::Begin
        | Keyword::Start
        | Keyword::Commit
        | Keyword::End => true,
        _ => false,
    }
}

/// The token ranges of the statements.
fn split(tree: &Tree<'_>) -> Vec<(usize, usize)> {
    let mut ranges = Vec::with_capacity(1);
    let (mut start, mut at) = (0, 0);
    while at <= tree.len() {
        if matches!(tree.kind(at), Kind::Semicolon | Kind::End) {
            if at > start {
                ranges.push((start, at));
            }
            start = at + 1;
        }
        at = tree.next(at);
    }
    ranges
}

/// Rewrites one statement: the tokens from `start` up to `end`.
fn statement(tree: &Tree<'_>, start: usize, end: usize, context: Context) -> Result<Statement, Refusal> {
    let mut statement = rewritten(tree, start, end, context)?;
    let history = &mut statement.history;
    if !history.fills_table {
        history.query_type = history::query_type(tree, start, end);
    }
    Ok(statement)
}

fn rewritten(tree: &Tree<'_>, start: usize, end: usize, context: Context) -> Result<Statement, Refusal> {
    limited::check(tree, start, end)?;
    let mut cursor = Cursor { tree, at: start, end };
    let first = cursor.keyword();
    if matches!(
        first,
        Keyword::Select | Keyword::With | Keyword::Insert | Keyword::Update | Keyword::Delete | Keyword::Merge
    ) || cursor.kind() == Kind::Open
    {
        return rows(tree, start, end);
    }
    cursor.at += 1;
    match first {
        Keyword::Create => create(cursor, context),
        Keyword::Drop => object::drop(cursor, context),
        Keyword::Alter => alter(cursor, context),
        Keyword::Truncate => maintenance::truncate(cursor),
        Keyword::Begin | Keyword::Start | Keyword::Commit | Keyword::End | Keyword::Rollback | Keyword::Abort => {
            transaction::rewrite(first, cursor)
        }
        Keyword::Lock => transaction::lock(cursor, context),
        Keyword::Set | Keyword::Reset | Keyword::Show => setting::rewrite(first, cursor),
        Keyword::Analyze | Keyword::Analyse => maintenance::analyze(cursor),
        Keyword::Vacuum => maintenance::vacuum(cursor, context),
        Keyword::Refresh => materialized_view::refresh(cursor, context),
        _ => command::rewrite(first, cursor),
    }
}

/// Where a statement stands in its text. Comments and space in front of the first statement and behind the last one stay, and positions
/// with them.
fn source(tree: &Tree<'_>, start: usize, end: usize) -> Range<usize> {
    let from = if start == 0 { 0 } else { tree.start(start) };
    let to = if tree.kind(end) == Kind::Semicolon { tree.start(end) } else { tree.source().len() };
    from..to
}

/// Rewrites a query or a change of rows.
fn rows(tree: &Tree<'_>, start: usize, end: usize) -> Result<Statement, Refusal> {
    let source = source(tree, start, end);
    let mut rewriter = Rewriter::new(tree, source.start);
    rewriter.prepared_statement(start, end)?;
    let limit_parameters = std::mem::take(&mut rewriter.limit_parameters);
    let tag = rewriter.tag;
    let target = rewriter.target.take();
    let relations = std::mem::take(&mut rewriter.relations);
    let is_on_compute_nodes = rewriter.user_table && !rewriter.inserts_values;
    let history = History {
        is_query: rewriter.user_table,
        fills_table: rewriter.fills_table,
        is_read: rewriter.reads_history,
        ..History::default()
    };
    Ok(Statement {
        history,
        limit_parameters,
        tag,
        relations,
        target,
        is_on_compute_nodes,
        ..Statement::new(rewriter.writer.finish(source.end))
    })
}

fn create(cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    match cursor.keyword() {
        Keyword::Table | Keyword::Temp | Keyword::Temporary | Keyword::Local => create_table::rewrite(cursor),
        _ => object::create(cursor, context),
    }
}

fn alter(mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    match cursor.keyword() {
        Keyword::Table => {
            cursor.at += 1;
            alter_table::rewrite(cursor, context)
        }
        Keyword::Schema => {
            cursor.at += 1;
            object::alter_schema(cursor)
        }
        Keyword::Materialized => {
            cursor.at += 1;
            materialized_view::alter(cursor)
        }
        _ => Err(Refusal::not_simulated(&format!("ALTER {}", cursor.text().to_ascii_uppercase()))),
    }
}

/// The text of a whole statement as it was sent, for the errors that quote it.
fn whole<'a>(cursor: &Cursor<'_, 'a>, start: usize) -> &'a str {
    let tree = cursor.tree;
    // Under the simple protocol the semicolon is quoted as well.
    let last = if tree.kind(cursor.end) == Kind::Semicolon { cursor.end } else { cursor.end - 1 };
    tree.source().get(tree.start(start)..tree.end(last)).unwrap_or_default()
}

#[cfg(test)]
mod tests;

//! The one writer: from statements to text and parameters.
//!
//! It owns every rule of text: identifiers, literals, parameters, separators and parentheses. The same statement always gives
//! the same text.

mod create_table_as;
mod data_control;
mod data_definition;
mod data_modification;
mod equality;
mod expr;
pub(crate) mod identifier;
mod insert_text;
mod kept;
pub(crate) mod literal;
mod maintenance;
mod merge;
mod parameter;
mod pivot;
mod select;
mod structure;
mod table_expression;
mod texts;
mod transfer;
mod upsert;
mod view;
mod within_group;

use std::fmt;
use std::sync::Arc;

pub(crate) use data_modification::EqualRows;
pub(crate) use transfer::Part;

use crate::error::{Error, Result};
use crate::expr::Source;
use crate::expr::node::Parameter;
use crate::schema::TableName;
use crate::statement::Temporary;
use crate::types::Value;
use texts::Known;

/// A statement as it is sent: its text, and the values of its parameters.
///
/// `Display` shows the text and never a value.
#[derive(Clone)]
pub struct Sql<'a> {
    text: Text,
    parameters: Vec<Value<'a>>,
    /// Apart, so that a statement is small to move.
    seldom: Option<Box<Seldom>>,
}

/// What few statements have.
#[derive(Debug, Clone, Default, PartialEq)]
struct Seldom {
    /// The temporary tables that it uses.
    temporary: Vec<Arc<Temporary>>,
    /// Why it cannot be written.
    error: Option<String>,
}

#[derive(Clone)]
enum Text {
    /// Written for this statement.
    Own(String),
    /// Written for another of the same structure.
    Known(Arc<Known>),
    /// Written for another of the same structure, and kept for ever.
    Kept(&'static str),
}

impl<'a> Sql<'a> {
    pub(crate) fn of_text(text: String) -> Self {
        Sql::new(text, Vec::new())
    }

    pub(crate) fn new(text: String, parameters: Vec<Value<'a>>) -> Self {
        Sql::of(Text::Own(text), parameters)
    }

    fn of(text: Text, parameters: Vec<Value<'a>>) -> Self {
        Sql { text, parameters, seldom: None }
    }

    /// A statement that cannot be written.
    pub(crate) fn unwritten(error: String) -> Self {
        let text = Text::Own(format!("/* {} */", error.replace("*/", "* /")));
        let seldom = Seldom { error: Some(error), ..Seldom::default() };
        Sql { seldom: Some(Box::new(seldom)), ..Sql::of(text, Vec::new()) }
    }

    /// The statement, which uses a temporary table beside those that were written as sources.
    pub(crate) fn using(mut self, table: &Arc<Temporary>) -> Self {
        self.seldom.get_or_insert_default().temporary.push(Arc::clone(table));
        self
    }

    /// The statement as part of one that begins with these words, for messages.
    pub(crate) fn after(&self, words: &str) -> Self {
        let text = Text::Own(format!("{words}{}", self.text()));
        Sql { text, ..self.clone() }
    }

    pub(crate) fn temporary(&self) -> &[Arc<Temporary>] {
        self.seldom.as_ref().map_or(&[], |seldom| &seldom.temporary)
    }

    /// The text, with `$1`, `$2`, .. where the parameters go.
    ///
    /// A statement that cannot be written (see [`check`](Sql::check)) has a comment for a text.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            Text::Own(text) => text,
            Text::Known(known) => known.text(),
            Text::Kept(text) => text,
        }
    }

    /// The values of the parameters.
    #[must_use]
    pub fn parameters(&self) -> &[Value<'a>] {
        &self.parameters
    }

    /// Whether the statement could be written.
    ///
    /// # Errors
    /// When it uses a column of a source that is not part of it, or has more than the 32,767 parameters of Redshift.
    pub fn check(&self) -> Result<()> {
        match self.seldom.as_ref().and_then(|seldom| seldom.error.as_ref()) {
            Some(message) => Err(Error::statement(message.clone())),
            None => Ok(()),
        }
    }

    /// The statement without borrows.
    #[must_use]
    pub fn into_owned(self) -> Sql<'static> {
        let parameters = self.parameters.into_iter().map(Value::into_owned).collect();
        Sql { text: self.text, parameters, seldom: self.seldom }
    }
}

impl fmt::Display for Sql<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl fmt::Debug for Sql<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sql").field("text", &self.text()).field("parameters", &self.parameters).finish()
    }
}

/// The most parameters a statement may have: the AWS Python driver refuses more, and the server answers
/// `there is no parameter $-32768`.
pub(crate) const MAX_PARAMETERS: usize = 32_767;

/// How values enter the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Values {
    /// As parameters.
    Parameters,
    /// As literals, for statements that cannot bind.
    Literals,
}

/// How the rows of a SELECT arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// In binary, with the types of their columns.
    Typed,
    /// As texts, of which nobody says what they are.
    Text,
}

/// Writes one statement. `'q` is the statement's borrow.
#[derive(Debug)]
pub(crate) struct SqlWriter<'q> {
    text: String,
    parameters: Vec<Parameter<'q>>,
    /// The temporary tables that were written.
    temporary: Vec<Arc<Temporary>>,
    values: Values,
    arrival: Arrival,
    error: Option<String>,
    sources: Vec<(Source, Alias<'q>)>,
    /// The common table expressions that can be named here.
    common_tables: Vec<&'q str>,
    /// Which of them a column may belong to.
    visible: select::Visible,
    /// The sources numbered so far.
    numbered: u32,
    /// The SELECT whose keys and list items a reference means.
    block: select::Block<'q>,
    /// When set, the number of the parameter that is written next, in place of a new one.
    replay: Option<usize>,
    /// When set, the tables that were written.
    reads: Option<Vec<TableName<'static>>>,
    /// Whether the query is that of a materialized view.
    materialized: bool,
    /// The table that a MERGE changes, which nothing else in it may read.
    merge_target: Option<TableName<'q>>,
}

/// A statement that was written: its text, and which values its parameters have.
struct Written<'q> {
    text: String,
    parameters: Vec<Parameter<'q>>,
    temporary: Vec<Arc<Temporary>>,
    error: Option<String>,
}

impl<'q> Written<'q> {
    fn into_sql(self) -> Sql<'q> {
        match self.error {
            Some(error) => Sql::unwritten(error),
            None => {
                let parameters = self.parameters.into_iter().map(Parameter::value).collect();
                let seldom = Seldom { temporary: self.temporary, error: None };
                let seldom = (!seldom.temporary.is_empty()).then(|| Box::new(seldom));
                Sql { seldom, ..Sql::new(self.text, parameters) }
            }
        }
    }
}

/// What a source is called in the text.
#[derive(Debug, Clone, Copy)]
enum Alias<'q> {
    /// `t0`, `t1`, ..
    Numbered(u32),
    /// The same, of a temporary table, whose columns have names.
    Temporary(u32, &'q Temporary),
    /// The table's own name: the target of an UPDATE or DELETE.
    Table(&'q str),
}

impl<'q> Alias<'q> {
    /// The name of the n-th column, where it has one of its own.
    fn own_name(self, index: u16) -> Option<&'q str> {
        match self {
            Alias::Temporary(_, table) => table.columns.get(usize::from(index)).map(String::as_str),
            Alias::Numbered(_) | Alias::Table(_) => None,
        }
    }
}

impl<'q> SqlWriter<'q> {
    fn new(values: Values) -> Self {
        SqlWriter {
            text: String::with_capacity(1024),
            parameters: Vec::with_capacity(16),
            temporary: Vec::new(),
            values,
            arrival: Arrival::Typed,
            error: None,
            sources: Vec::with_capacity(4),
            common_tables: Vec::new(),
            visible: select::Visible::default(),
            numbered: 0,
            block: select::Block::default(),
            replay: None,
            reads: None,
            materialized: false,
            merge_target: None,
        }
    }

    fn finish(self) -> Sql<'q> {
        self.into_written().into_sql()
    }

    /// What was written, as long as it is not known whose it becomes.
    fn into_written(mut self) -> Written<'q> {
        if self.parameters.len() > MAX_PARAMETERS {
            let count = self.parameters.len();
            self.fail(|| {
                format!(
                    "the statement has {count} parameters and Redshift takes at most {MAX_PARAMETERS}; \
                     load the values into a table and join it"
                )
            });
        }
        Written { text: self.text, parameters: self.parameters, temporary: self.temporary, error: self.error }
    }

    fn fail(&mut self, message: impl FnOnce() -> String) {
        self.error.get_or_insert_with(message);
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn number(&mut self, number: impl Into<u64>) {
        let mut number = number.into();
        if let Ok(digit @ 0..10) = u8::try_from(number) {
            self.text.push(char::from(b'0' + digit));
            return;
        }
        let mut digits = [0_u8; 20];
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = b'0' + u8::try_from(number % 10).unwrap_or(0);
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.text.extend(digits[start..].iter().map(|digit| char::from(*digit)));
    }

    fn identifier(&mut self, name: &str) {
        identifier::push(&mut self.text, name);
    }

    /// Runs `write` for each item, with `separator` between.
    fn list<T>(&mut self, separator: &str, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.push(separator);
            }
            write(self, item);
        }
    }
}

//! A statement that is not run, and the error it is answered with.

use std::ops::{Deref, DerefMut};

use crate::rewrite::Question;

/// The error a refused statement is answered with. It is behind a pointer: the walkers recurse, and each of their frames would have room
/// for several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal(Box<Answer>);

/// The error, as an `ErrorResponse` carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// SQLSTATE, five characters.
    pub(crate) sqlstate: &'static str,
    /// The primary message.
    pub(crate) message: String,
    /// The detail, where Redshift sends one.
    pub(crate) detail: Option<String>,
    /// The hint, where Redshift sends one.
    pub(crate) hint: Option<String>,
    /// One-based position in characters in the text as it was sent.
    pub(crate) position: Option<usize>,
    /// What the rewriter would have to know to take the statement. Where the engine can be asked, the refusal does not stand.
    pub(crate) question: Option<Question>,
}

impl Deref for Refusal {
    type Target = Answer;

    fn deref(&self) -> &Answer {
        &self.0
    }
}

impl DerefMut for Refusal {
    fn deref_mut(&mut self) -> &mut Answer {
        &mut self.0
    }
}

impl Refusal {
    /// The error itself.
    pub(crate) fn into_answer(self) -> Answer {
        *self.0
    }

    /// The same refusal with a detail.
    pub(crate) fn with_detail(mut self, detail: Option<String>) -> Self {
        self.detail = detail;
        self
    }

    /// A refusal of Redshift's, with its own words.
    pub(crate) fn new(sqlstate: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Refusal(Box::new(Answer { sqlstate, message, detail: None, hint: None, position: None, question: None }))
    }

    /// A construct that Redshift has or may have and the stand-in does not. The prefix keeps it from being taken for Redshift's word.
    pub(crate) fn not_simulated(what: &str) -> Self {
        Refusal::new("0A000", format!("redshift-local: {what} is not simulated"))
    }

    /// What the manual says is refused, without the words.
    pub(crate) fn unknown_answer(what: &str) -> Self {
        Refusal::not_simulated(&format!("the answer to {what}, which is refused,"))
    }

    /// A construct that Redshift refuses as a feature, with its own words.
    pub(crate) fn not_supported(message: impl Into<String>) -> Self {
        Refusal::new("0A000", message)
    }

    /// A command that must stand alone, inside a transaction block.
    pub(crate) fn in_transaction_block(command: &str) -> Self {
        Refusal::new("25001", format!("{command} cannot run inside a transaction block"))
    }

    /// A function that does not exist. The types of the arguments are not known here.
    pub(crate) fn unknown_function(name: &str) -> Self {
        Refusal::new("42883", format!("function {name}(...) does not exist")).with_hint(
            "No function matches the given name and argument types. You may need to add explicit type casts.",
        )
    }

    /// Whether the grammar does not have what was sent.
    pub(crate) fn is_syntax_error(&self) -> bool {
        self.sqlstate == "42601" && self.message.starts_with("syntax error")
    }

    /// The same refusal with a hint.
    pub(crate) fn with_hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// The same refusal with what it takes to lift it.
    pub(crate) fn unless_known(mut self, question: Question) -> Self {
        self.question = Some(question);
        self
    }

    /// The same refusal with a position.
    pub(crate) fn at(mut self, position: usize) -> Self {
        self.position = Some(position);
        self
    }
}

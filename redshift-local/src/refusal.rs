//! A statement that is not run, and the error it is answered with.

/// The error a refused statement is answered with, as an `ErrorResponse` carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
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
}

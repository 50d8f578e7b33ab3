//! Names and literals, read and written.
//!
//! Redshift folds names to lower case even inside double quotes ("Names and identifiers"), so quoted names are folded here. It cuts
//! names at 127 bytes; the engine would cut them at 63 and so take two names for one. Names over 63 bytes are refused.

use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// The longest name that the engine keeps whole.
const LONGEST: usize = 63;

/// The columns every PostgreSQL 8.0 table has: no column may be called so.
const SYSTEM_COLUMNS: &[&str] = &["oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// Whether a name belongs to a system column.
pub(crate) fn is_system_column(name: &str) -> bool {
    SYSTEM_COLUMNS.contains(&name)
}

/// The name a token spells: quotes undone, folded to lower case.
///
/// # Errors
/// On a reserved word without quotes, on a token that is no name, and on names longer than the engine keeps.
pub(crate) fn name(tree: &Tree<'_>, index: usize) -> Result<String, Refusal> {
    if tree.keyword(index).is_reserved() {
        return Err(tree.syntax_error(index));
    }
    label(tree, index)
}

/// The name a token spells where reserved words are welcome too: behind `AS`.
///
/// # Errors
/// On a token that is no name, and on names longer than the engine keeps.
pub(crate) fn label(tree: &Tree<'_>, index: usize) -> Result<String, Refusal> {
    let text = tree.text(index);
    let name = match tree.kind(index) {
        Kind::Word => text.to_ascii_lowercase(),
        Kind::Quoted => unquote(text).to_ascii_lowercase(),
        _ => return Err(tree.syntax_error(index)),
    };
    check_length(tree, index)?;
    Ok(name)
}

/// Refuses a name that the engine would cut.
///
/// # Errors
/// When the name is longer than the engine keeps.
pub(crate) fn check_length(tree: &Tree<'_>, index: usize) -> Result<(), Refusal> {
    let text = tree.text(index);
    if text.len() <= LONGEST {
        return Ok(());
    }
    let length = if tree.kind(index) == Kind::Quoted { unquote(text).len() } else { text.len() };
    if length <= LONGEST {
        return Ok(());
    }
    let refusal = Refusal::not_simulated(&format!("a name longer than {LONGEST} bytes"));
    Err(refusal.at(tree.position(tree.start(index))))
}

/// The name inside double quotes.
pub(crate) fn unquote(text: &str) -> String {
    text.get(1..text.len() - 1).unwrap_or_default().replace("\"\"", "\"")
}

/// A name as the engine takes it: quoted, with quotes doubled.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A list of names, quoted.
pub(crate) fn quote_list(names: &[String]) -> String {
    names.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ")
}

/// A text as a literal that the engine reads the same way whatever its settings, and that fits inside a dollar quoted block.
pub(crate) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 4);
    literal.push_str("E'");
    for character in text.chars() {
        match character {
            '\'' => literal.push_str("''"),
            '\\' => literal.push_str("\\\\"),
            '$' => literal.push_str("\\x24"),
            _ => literal.push(character),
        }
    }
    literal.push('\'');
    literal
}

/// A literal or `NULL`.
pub(crate) fn optional_literal(text: Option<&str>) -> String {
    text.map_or_else(|| "NULL".to_owned(), literal)
}

/// The name of a relation: one to three parts, of which the first may be a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QualifiedName {
    /// The parts in front of the name.
    pub(crate) qualifiers: Vec<String>,
    /// The name itself.
    pub(crate) name: String,
}

impl QualifiedName {
    /// The schema, if one was written.
    pub(crate) fn schema(&self) -> Option<&str> {
        self.qualifiers.last().map(String::as_str)
    }

    /// Whether it is a `#name`: a temporary table.
    pub(crate) fn is_temporary(&self) -> bool {
        self.name.starts_with('#')
    }
}

impl std::fmt::Display for QualifiedName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for qualifier in &self.qualifiers {
            write!(formatter, "{}.", quote(qualifier))?;
        }
        write!(formatter, "{}", quote(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(source: &str) -> Result<String, Refusal> {
        name(&Tree::read(source).unwrap(), 0)
    }

    #[test]
    fn names_are_folded_even_in_quotes() {
        assert_eq!(name_of("Orders").unwrap(), "orders");
        assert_eq!(name_of(r#""Order ""Lines""""#).unwrap(), "order \"lines\"");
        assert_eq!(name_of(r#""select""#).unwrap(), "select");
        assert_eq!(name_of(r#""""a""#).unwrap(), "\"a");
    }

    #[test]
    fn a_reserved_word_is_no_name() {
        assert_eq!(name_of("tag").unwrap_err().sqlstate, "42601");
    }

    #[test]
    fn a_name_the_engine_would_cut_is_refused() {
        assert!(name_of(&"a".repeat(63)).is_ok());
        assert!(name_of(&"a".repeat(64)).unwrap_err().message.starts_with("redshift-local:"));
    }

    #[test]
    fn a_literal_fits_into_a_dollar_quoted_block() {
        assert_eq!(literal(r"a'b\c$d"), r"E'a''b\\c\x24d'");
    }
}

//! Reads the fixed grammar of DDL and of the short commands, one token after the other.

use super::identifier::{self, QualifiedName};
use super::keyword::Keyword;
use super::relation;
use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// A place between two tokens of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'t, 'a> {
    /// The tokens.
    pub(crate) tree: &'t Tree<'a>,
    /// The next token.
    pub(crate) at: usize,
    /// The token behind the last of the statement.
    pub(crate) end: usize,
}

impl<'a> Cursor<'_, 'a> {
    /// The keyword that comes next.
    pub(crate) fn keyword(&self) -> Keyword {
        if self.at < self.end { self.tree.keyword(self.at) } else { Keyword::None }
    }

    /// The keyword behind the next token.
    pub(crate) fn second(&self) -> Keyword {
        if self.at + 1 < self.end { self.tree.keyword(self.at + 1) } else { Keyword::None }
    }

    /// The kind of the next token.
    pub(crate) fn kind(&self) -> Kind {
        if self.at < self.end { self.tree.kind(self.at) } else { Kind::End }
    }

    /// The text of the next token.
    pub(crate) fn text(&self) -> &'a str {
        if self.at < self.end { self.tree.text(self.at) } else { "" }
    }

    /// Whether nothing is left.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.end
    }

    /// Takes a keyword if it comes next.
    pub(crate) fn take(&mut self, keyword: Keyword) -> bool {
        let found = self.keyword() == keyword;
        self.at += usize::from(found);
        found
    }

    /// Takes two keywords if they come next.
    pub(crate) fn take_both(&mut self, first: Keyword, second: Keyword) -> bool {
        let found = self.keyword() == first && self.second() == second;
        self.at += 2 * usize::from(found);
        found
    }

    /// Takes a token of a kind if it comes next.
    pub(crate) fn take_kind(&mut self, kind: Kind) -> bool {
        let found = self.kind() == kind;
        self.at += usize::from(found);
        found
    }

    /// Takes a keyword.
    ///
    /// # Errors
    /// When something else comes next.
    pub(crate) fn expect(&mut self, keyword: Keyword) -> Result<(), Refusal> {
        if self.take(keyword) { Ok(()) } else { Err(self.syntax_error()) }
    }

    /// Takes the end of the statement.
    ///
    /// # Errors
    /// When something is left.
    pub(crate) fn expect_end(&self) -> Result<(), Refusal> {
        if self.is_at_end() { Ok(()) } else { Err(self.syntax_error()) }
    }

    /// Takes a name.
    ///
    /// # Errors
    /// When there is none, or it cannot be used.
    pub(crate) fn name(&mut self) -> Result<String, Refusal> {
        if self.is_at_end() {
            return Err(self.syntax_error());
        }
        let name = identifier::name(self.tree, self.at)?;
        self.at += 1;
        Ok(name)
    }

    /// Takes the name of a relation.
    ///
    /// # Errors
    /// When there is none, or it cannot be used.
    pub(crate) fn qualified_name(&mut self) -> Result<QualifiedName, Refusal> {
        if self.is_at_end() {
            return Err(self.syntax_error());
        }
        let (name, next) = relation::read(self.tree, self.at)?;
        if relation::is_built(&name) {
            // The engine would find the one of the pack.
            return Err(Refusal::not_simulated(&format!("a change of the system relation {}", name.name)));
        }
        self.at = next;
        Ok(name)
    }

    /// Takes a parenthesized list of names.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn names(&mut self) -> Result<Vec<String>, Refusal> {
        let mut inner = self.parenthesized()?;
        let mut names = vec![inner.name()?];
        while inner.take_kind(Kind::Comma) {
            names.push(inner.name()?);
        }
        inner.expect_end()?;
        Ok(names)
    }

    /// Takes a parenthesized group, and gives what is inside.
    ///
    /// # Errors
    /// When no parenthesis opens.
    pub(crate) fn parenthesized(&mut self) -> Result<Self, Refusal> {
        if self.kind() != Kind::Open {
            return Err(self.syntax_error());
        }
        let inner = Cursor { tree: self.tree, at: self.at + 1, end: self.tree.close(self.at) };
        self.at = inner.end + 1;
        Ok(inner)
    }

    /// Takes a whole number with its sign.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn integer(&mut self) -> Result<i64, Refusal> {
        let negative = self.kind() == Kind::Operator && self.text() == "-";
        let start = self.at;
        self.at += usize::from(negative);
        let sign = if negative { "-" } else { "" };
        let value = format!("{sign}{}", self.text()).parse().ok().filter(|_| self.kind() == Kind::Number);
        let value = value.ok_or_else(|| self.tree.syntax_error(self.at.max(start)))?;
        self.at += 1;
        Ok(value)
    }

    /// The refusal of the next token.
    pub(crate) fn syntax_error(&self) -> Refusal {
        // The end of the statement may be a semicolon or the end of the text: the first is named, the second is not.
        self.tree.syntax_error(self.at.min(self.end))
    }
}

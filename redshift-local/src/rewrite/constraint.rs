//! `PRIMARY KEY`, `UNIQUE` and `FOREIGN KEY`: listed in the catalog, and not enforced ("Defining constraints").
//!
//! The engine wants a unique index under whatever a foreign key points at, and unique values under a new key. So foreign keys, and
//! keys of existing tables, are written into the catalog by functions of `pack/behaviour.sql`.

use super::attributes::text_array;
use super::cursor::Cursor;
use super::identifier::{QualifiedName, literal, optional_literal, quote, quote_list};
use super::keyword::Keyword;
use super::token::Kind;
use crate::refusal::Refusal;

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Constraint {
    name: Option<String>,
    /// What kind it is.
    pub(crate) kind: ConstraintKind,
    /// The columns it is about.
    pub(crate) columns: Vec<String>,
}

/// The kinds of constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConstraintKind {
    /// `PRIMARY KEY`
    PrimaryKey,
    /// `UNIQUE`
    Unique,
    /// `REFERENCES parent [(columns)]`; without columns those of the parent's primary key are meant.
    ForeignKey(QualifiedName, Option<Vec<String>>),
}

impl Constraint {
    /// Reads `[CONSTRAINT name]`, then at a column `PRIMARY KEY`, `UNIQUE` or `REFERENCES ..`.
    ///
    /// # Errors
    /// On what Redshift refuses.
    pub(crate) fn of_column(list: &mut Cursor<'_, '_>, column: &str) -> Result<Self, Refusal> {
        let name = Self::name(list)?;
        let kind = match list.keyword() {
            Keyword::Primary if list.second() == Keyword::Key => {
                list.at += 2;
                ConstraintKind::PrimaryKey
            }
            Keyword::Unique => {
                list.at += 1;
                ConstraintKind::Unique
            }
            Keyword::References => Self::references(list)?,
            Keyword::Check => {
                return Err(Refusal::not_supported("ALTER/CREATE TABLE column CHECK constraint is not supported"));
            }
            _ => return Err(list.syntax_error()),
        };
        Ok(Constraint { name, kind, columns: vec![column.to_owned()] })
    }

    /// Reads `[CONSTRAINT name] {PRIMARY KEY | UNIQUE | FOREIGN KEY} (columns) ..`; a `CHECK` is refused with the text given.
    ///
    /// # Errors
    /// On what Redshift refuses.
    pub(crate) fn of_table(list: &mut Cursor<'_, '_>, check: &str) -> Result<Self, Refusal> {
        let name = Self::name(list)?;
        let first = list.keyword();
        if first == Keyword::Check {
            return Err(Refusal::not_supported(check));
        }
        list.at += usize::from(matches!(first, Keyword::Primary | Keyword::Unique | Keyword::Foreign));
        if matches!(first, Keyword::Primary | Keyword::Foreign) {
            list.expect(Keyword::Key)?;
        }
        let columns = list.names()?;
        let kind = match first {
            Keyword::Primary => ConstraintKind::PrimaryKey,
            Keyword::Unique => ConstraintKind::Unique,
            _ => Self::references(list)?,
        };
        Ok(Constraint { name, kind, columns })
    }

    fn name(list: &mut Cursor<'_, '_>) -> Result<Option<String>, Refusal> {
        if list.take(Keyword::Constraint) { list.name().map(Some) } else { Ok(None) }
    }

    /// `REFERENCES table [(columns)]`, without the actions and options that the grammar does not have.
    fn references(list: &mut Cursor<'_, '_>) -> Result<ConstraintKind, Refusal> {
        list.expect(Keyword::References)?;
        let parent = list.qualified_name()?;
        let columns = if list.kind() == Kind::Open { Some(list.names()?) } else { None };
        Ok(ConstraintKind::ForeignKey(parent, columns))
    }

    /// The clause for a `CREATE TABLE`, or `None` for a foreign key, which is added afterwards.
    pub(crate) fn clause(&self) -> Option<String> {
        let kind = match self.kind {
            ConstraintKind::PrimaryKey => "PRIMARY KEY",
            ConstraintKind::Unique => "UNIQUE",
            ConstraintKind::ForeignKey(..) => return None,
        };
        let name = self.name.as_ref().map_or_else(String::new, |name| format!("CONSTRAINT {} ", quote(name)));
        Some(format!("{name}{kind} ({})", quote_list(&self.columns)))
    }

    /// The call that adds the constraint to the table that the variable `t` holds.
    pub(crate) fn call(&self) -> String {
        let name = optional_literal(self.name.as_deref());
        let columns = text_array(&self.columns);
        match &self.kind {
            ConstraintKind::PrimaryKey => format!("redshift_local.add_key(t, {name}, 'p', {columns})"),
            ConstraintKind::Unique => format!("redshift_local.add_key(t, {name}, 'u', {columns})"),
            ConstraintKind::ForeignKey(parent, parent_columns) => {
                let parent = literal(&parent.to_string());
                let parent_columns =
                    parent_columns.as_ref().map_or_else(|| "NULL".to_owned(), |columns| text_array(columns));
                format!("redshift_local.add_foreign_key(t, {name}, {columns}, {parent}::regclass, {parent_columns})")
            }
        }
    }
}

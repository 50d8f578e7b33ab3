//! CREATE SCHEMA.

use crate::sql::{Sql, SqlWriter};

/// `CREATE SCHEMA` (`r_CREATE_SCHEMA`).
///
/// ```
/// use redshift_orm::statement::CreateSchema;
///
/// assert_eq!(
///     CreateSchema::new("sales").if_not_exists().to_sql().text(),
///     r#"CREATE SCHEMA IF NOT EXISTS "sales""#
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a CREATE SCHEMA does nothing until `.execute(&db)` executes it"]
pub struct CreateSchema<'a> {
    name: &'a str,
    if_not_exists: bool,
}

impl<'a> CreateSchema<'a> {
    /// The statement for a schema's name. `public` exists in every database and cannot be created.
    pub fn new(name: &'a str) -> Self {
        CreateSchema { name, if_not_exists: false }
    }

    /// `IF NOT EXISTS`: does nothing when the schema exists.
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// The schema's name.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_create_schema(self.name, self.if_not_exists)
    }
}

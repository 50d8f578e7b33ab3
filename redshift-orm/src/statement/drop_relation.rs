//! DROP TABLE, DROP VIEW and DROP MATERIALIZED VIEW.

use crate::schema::TableName;
use crate::sql::{Sql, SqlWriter};

/// `DROP TABLE` (`r_DROP_TABLE`), `DROP VIEW` (`r_DROP_VIEW`) or `DROP MATERIALIZED VIEW` (`materialized-view-drop-sql-command`).
///
/// ```
/// use redshift_orm::schema::TableName;
/// use redshift_orm::statement::DropRelation;
///
/// let name = TableName { schema: None, name: "regions" };
/// let statement = DropRelation::table(name).if_exists().cascade();
/// assert_eq!(statement.to_sql().text(), r#"DROP TABLE IF EXISTS "regions" CASCADE"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a DROP does nothing until `.execute(&db)` executes it"]
pub struct DropRelation<'a> {
    kind: Kind,
    name: TableName<'a>,
    if_exists: bool,
    cascade: bool,
}

/// What is dropped. Redshift refuses the words of another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Table,
    View,
    MaterializedView,
}

impl<'a> DropRelation<'a> {
    /// `DROP TABLE`.
    pub fn table(name: TableName<'a>) -> Self {
        DropRelation::of(Kind::Table, name)
    }

    /// `DROP VIEW`.
    pub fn view(name: TableName<'a>) -> Self {
        DropRelation::of(Kind::View, name)
    }

    /// `DROP MATERIALIZED VIEW`.
    pub fn materialized_view(name: TableName<'a>) -> Self {
        DropRelation::of(Kind::MaterializedView, name)
    }

    fn of(kind: Kind, name: TableName<'a>) -> Self {
        DropRelation { kind, name, if_exists: false, cascade: false }
    }

    /// `IF EXISTS`: does nothing when there is nothing of that name. Something of another kind is an error all the same.
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }

    /// `CASCADE`: drops the views that read it too, and the foreign keys that refer to it. Without it they are an error.
    pub fn cascade(mut self) -> Self {
        self.cascade = true;
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        let keywords = match self.kind {
            Kind::Table => "DROP TABLE ",
            Kind::View => "DROP VIEW ",
            Kind::MaterializedView => "DROP MATERIALIZED VIEW ",
        };
        SqlWriter::write_drop(keywords, &self.name, self.if_exists, self.cascade)
    }
}

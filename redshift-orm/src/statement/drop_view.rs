//! DROP VIEW.

use crate::schema::TableName;
use crate::sql::{Sql, SqlWriter};

/// `DROP VIEW` (`r_DROP_VIEW`).
///
/// ```
/// use redshift_orm::schema::TableName;
/// use redshift_orm::statement::DropView;
///
/// let name = TableName { schema: None, name: "spend" };
/// assert_eq!(DropView::new(name).if_exists().cascade().to_sql().text(), r#"DROP VIEW IF EXISTS "spend" CASCADE"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a DROP VIEW does nothing until `.execute(&db)` executes it"]
pub struct DropView<'a> {
    name: TableName<'a>,
    if_exists: bool,
    cascade: bool,
}

impl<'a> DropView<'a> {
    /// The statement for a view's name.
    pub fn new(name: TableName<'a>) -> Self {
        DropView { name, if_exists: false, cascade: false }
    }

    /// `IF EXISTS`: does nothing when there is no such view.
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }

    /// `CASCADE`: drops the views that read this one too. Without it they are an error.
    pub fn cascade(mut self) -> Self {
        self.cascade = true;
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_drop_view(&self.name, self.if_exists, self.cascade)
    }
}

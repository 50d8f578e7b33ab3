//! COMMENT.

use std::marker::PhantomData;

use crate::expr::column::ColumnName;
use crate::expr::{Column, ColumnList, Source};
use crate::model::Model;
use crate::sql::{Sql, SqlWriter};

/// `COMMENT ON` a table or view, or a column of it (`r_COMMENT`). The comment is a literal: the statement binds nothing.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
/// assert_eq!(Order::comment("Ada's orders").to_sql().text(), r#"COMMENT ON TABLE "order" IS 'Ada''s orders'"#);
/// assert_eq!(
///     Order::comment("who ordered").column(|o| o.customer_id).to_sql().text(),
///     r#"COMMENT ON COLUMN "order"."customer_id" IS 'who ordered'"#
/// );
/// assert_eq!(Order::comment(None).to_sql().text(), r#"COMMENT ON TABLE "order" IS NULL"#);
/// ```
#[derive(Debug, Clone)]
#[must_use = "a COMMENT does nothing until `.execute(&db)` executes it"]
pub struct Comment<'a, M> {
    source: Source,
    column: Vec<(Source, ColumnName)>,
    text: Option<&'a str>,
    model: PhantomData<fn() -> M>,
}

/// A column, which a comment can stand on.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no column, so no comment can stand on it",
    label = "is no column",
    note = "name a column of the table as it is: `Order::comment(\"with tax\").column(|o| o.total)`"
)]
pub trait CommentedColumn: ColumnList {}
#[diagnostic::do_not_recommend]
impl<T, N> CommentedColumn for Column<T, N> {}

impl<'a, M: Model> Comment<'a, M> {
    pub(crate) fn new(text: Option<&'a str>) -> Self {
        Comment { source: Source::next(), column: Vec::new(), text, model: PhantomData }
    }

    /// On the column instead of the table.
    pub fn column<C: CommentedColumn>(mut self, column: impl FnOnce(M::Columns) -> C) -> Self {
        self.column.clear();
        column(M::columns(self.source)).push_to(&mut self.column);
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_comment(&M::NAME, M::RELATION, self.source, self.column.first().copied(), self.text)
    }
}

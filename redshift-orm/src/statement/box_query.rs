//! A query of which only the rows are known.

use std::fmt;

use super::scope::Scope;
use super::select::Select;
#[cfg(feature = "arrow")]
use super::selection::ResultColumn;
use super::selection::SelectList;
use super::set_operation::SetOperand;
use super::{Query, Shape};
use crate::error::Result;
use crate::expr::Same;
use crate::sql::{Arrival, Sql, SqlWriter, Values};
use crate::types::RowReader;

/// A query that reads as `Row`, whatever it selects from: what a function returns and a struct holds.
///
/// [`Query::boxed`] makes it. Its sources are no longer known, so that its conditions and its order are settled; it can be limited,
/// executed, and be an operand of a set operation. A query of one model keeps everything under the name
/// [`ModelQuery`](super::ModelQuery).
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Customer { #[redshift(primary_key, identity)] id: i64, name: String }
/// # #[derive(Model)]
/// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
/// struct Report<'a> {
///     title: &'a str,
///     rows: BoxQuery<'a, (String, i64)>,
/// }
///
/// fn orders_by_customer(only: Option<&str>) -> Report<'_> {
///     let rows = Customer::query()
///         .join(Order::query(), |(c, o)| c.id.eq(o.customer_id))
///         .filter_some(only, |(c, _), name| c.name.eq(name))
///         .group_by(|(c, _)| c.name)
///         .select(|name, _| (name, count_star()));
///     Report { title: "Orders by customer", rows: rows.boxed() }
/// }
/// assert!(orders_by_customer(Some("Ada")).rows.limit(10).to_sql().text().ends_with("LIMIT 10"));
/// ```
#[must_use = "a query does nothing until `.all(&db)`, `.one(&db)`, `.optional(&db)`, `.count(&db)` or `.stream(&db)` executes it"]
pub struct BoxQuery<'a, Row> {
    clauses: Box<Select<'a>>,
    pub(crate) read: fn(&mut RowReader<'_>) -> Result<Row>,
}

impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    /// The query with a type that says its rows only.
    pub fn boxed(self) -> BoxQuery<'a, R::Row> {
        BoxQuery { clauses: Box::new(self.into_listed_clauses()), read: R::read }
    }
}

impl<'a, Row> BoxQuery<'a, Row> {
    /// `LIMIT rows`, as [`Query::limit`].
    pub fn limit(mut self, rows: u64) -> Self {
        self.clauses.limit = Some(rows);
        self
    }

    /// `OFFSET rows`, as [`Query::offset`].
    pub fn offset(mut self, rows: u64) -> Self {
        self.clauses.offset = Some(rows);
        self
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::known_select(&self.clauses, std::ptr::null(), SelectList::default)
    }

    /// The statement for rows that arrive so.
    pub(crate) fn to_sql_for(&self, arrival: Arrival) -> Sql<'static> {
        match arrival {
            Arrival::Typed => self.to_sql(),
            Arrival::Text => self.write(Values::Parameters, arrival),
        }
    }

    /// The statement, written anew.
    pub(crate) fn write(&self, values: Values, arrival: Arrival) -> Sql<'static> {
        SqlWriter::write_select(&self.clauses, &self.clauses.list, values, arrival).into_owned()
    }

    /// `SELECT COUNT(*)` of the query's rows.
    pub(crate) fn to_count_sql(&self) -> Sql<'static> {
        SqlWriter::write_count(&self.clauses, &self.clauses.list).into_owned()
    }

    /// The columns of the rows.
    #[cfg(feature = "arrow")]
    pub(crate) fn result_columns(&self) -> Vec<ResultColumn> {
        self.clauses.list.result_columns()
    }

    /// These columns of the rows as they are: not as text, whatever their types.
    #[cfg(feature = "arrow")]
    pub(crate) fn to_plain_sql(&self, columns: &[usize]) -> Sql<'static> {
        SqlWriter::write_plain(&self.clauses, columns).into_owned()
    }

    /// The query with a LIMIT of its own or this one, whichever is smaller.
    pub(crate) fn limit_at_most(mut self, rows: u64) -> Self {
        let limit = self.clauses.limit.map_or(rows, |limit| limit.min(rows));
        self.clauses.limit = Some(limit);
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'a, Row, Other: Same<Row>> SetOperand<'a, Other> for BoxQuery<'a, Row> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn set_operand(self) -> Select<'a> {
        *self.clauses
    }
}

impl<Row> Clone for BoxQuery<'_, Row> {
    fn clone(&self) -> Self {
        BoxQuery { clauses: self.clauses.clone(), read: self.read }
    }
}

impl<Row> fmt::Debug for BoxQuery<'_, Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BoxQuery").field(&self.clauses).finish()
    }
}

//! SQL text of the program's own.

pub(super) mod effect;

use std::marker::PhantomData;

use super::execute::{Connection, Executing, Executor, ReadExecutor, Reading};
use super::lease::Read;
use super::query::at_most_one;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::sql::Sql;
use crate::types::{ColumnField, RowReader, SqlType, Value};

/// A query in SQL text, whose rows read as `T`: a tuple of up to 16 column types, a single one, or a model.
///
/// Parameters are `$1`, `$2`, .. in the text, and [`bind`](SqlQuery::bind) gives their values in order. Never put a value into
/// the text itself.
///
/// DECIMAL, DATE, TIME, SUPER and VARBYTE do not arrive dependably in binary, so they are read as text: select
/// `CAST(total AS VARCHAR)`, `JSON_SERIALIZE(payload)`, `TO_HEX(digest)`. As parameters they are text as well: write
/// `CAST($1 AS DECIMAL(12, 2))`, `CAST($1 AS DATE)`, `JSON_PARSE($1)`, `FROM_HEX($1)`.
///
/// # Examples
///
/// ```no_run
/// # use redshift_orm::prelude::*;
/// # async fn example(db: Database) -> Result<()> {
/// let orders: Vec<(i64, Option<String>)> =
///     sql_query("SELECT id, note FROM sales.orders WHERE customer_id = $1").bind(5_i64).all(&db).await?;
/// # Ok(())
/// # }
/// ```
pub fn sql_query<T: FromRow>(text: impl Into<String>) -> SqlQuery<T> {
    SqlQuery { text: text.into(), parameters: Vec::new(), read: T::from_row, effect: PhantomData }
}

/// A statement in SQL text that gives no rows, such as GRANT or VACUUM.
///
/// Transactions begin and end by [`Database::transaction`](super::Database::transaction) and [`Database::begin`](super::Database::begin),
/// not by statements. What changes the session, such as SET or CREATE TEMP TABLE, holds until the end of a transaction that
/// it is part of; given the database it has no effect on later statements, because its connection is not used again.
///
/// # Examples
///
/// ```no_run
/// # use redshift_orm::prelude::*;
/// # async fn example(db: Database) -> Result<()> {
/// raw_sql("GRANT SELECT ON sales.orders TO GROUP analysts").execute(&db).await?;
/// # Ok(())
/// # }
/// ```
pub fn raw_sql(text: impl Into<String>) -> RawSql {
    RawSql { text: text.into(), parameters: Vec::new() }
}

/// A query in SQL text; made by [`sql_query`].
#[must_use = "a query does nothing until `.all(&db)`, `.one(&db)` or `.optional(&db)` executes it"]
pub struct SqlQuery<T, E = MayWrite> {
    text: String,
    parameters: Vec<Value<'static>>,
    read: Read<T>,
    effect: PhantomData<E>,
}

/// Of a [`SqlQuery`]: nobody says that it does not write.
#[derive(Debug, Clone, Copy)]
pub enum MayWrite {}

/// Of a [`SqlQuery`]: the program says that it [only reads](SqlQuery::read_only).
#[derive(Debug, Clone, Copy)]
pub enum OnlyReads {}

/// What executes a [`SqlQuery`]: what executes every statement, and, where the query [only reads](SqlQuery::read_only), what executes queries.
#[diagnostic::on_unimplemented(
    message = "`{Self}` executes no SQL text that may write",
    label = "executes queries alone",
    note = "where the text only reads, say `.read_only()` before; else pass `&db` or `&tx`"
)]
pub trait SqlExecutor<E>: sealed::Routes<E> {}

#[diagnostic::do_not_recommend]
impl<X: Executor> SqlExecutor<MayWrite> for X {}
#[diagnostic::do_not_recommend]
impl<X: ReadExecutor> SqlExecutor<OnlyReads> for X {}

mod sealed {
    use super::{Executor, MayWrite, OnlyReads, ReadExecutor, Route};

    pub trait Routes<E> {
        fn route(&self) -> Route<'_>;
    }

    impl<X: Executor> Routes<MayWrite> for X {
        fn route(&self) -> Route<'_> {
            Route::MayWrite(self.connection())
        }
    }

    impl<X: ReadExecutor> Routes<OnlyReads> for X {
        fn route(&self) -> Route<'_> {
            Route::OnlyReads(self.reading())
        }
    }
}

/// Where a query in SQL text goes.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Route<'e> {
    MayWrite(Connection<'e>),
    OnlyReads(Reading<'e>),
}

/// A statement in SQL text; made by [`raw_sql`].
#[must_use = "a statement does nothing until `.execute(&db)` executes it"]
pub struct RawSql {
    text: String,
    parameters: Vec<Value<'static>>,
}

impl<T, E> SqlQuery<T, E> {
    /// The value of the next parameter.
    pub fn bind(mut self, value: impl Parameter) -> Self {
        self.parameters.push(value.into_parameter());
        self
    }

    fn into_sql(self) -> (Sql<'static>, Read<T>) {
        (Sql::new(self.text, self.parameters), self.read)
    }
}

impl<T> SqlQuery<T> {
    /// Says that the query only reads, and so does what it calls. Then it is executed again on a new connection when its own is lost, as the
    /// queries of the typed language are ([`RetryPolicy`](super::RetryPolicy)), and goes to readers by [`db.read()`](super::Database::read).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example(db: Database) -> Result<()> {
    /// let tables: i64 = sql_query("SELECT COUNT(*) FROM svv_tables").read_only().one(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn read_only(self) -> SqlQuery<T, OnlyReads> {
        let SqlQuery { text, parameters, read, .. } = self;
        SqlQuery { text, parameters, read, effect: PhantomData }
    }
}

impl<T: Send + 'static, E> SqlQuery<T, E> {
    /// Every row.
    ///
    /// # Errors
    /// When the server refuses the query, the connection breaks, or the row does not read as a `T`.
    pub fn all<X: SqlExecutor<E>>(self, executor: &X) -> Executing<'_, Vec<T>> {
        let (sql, read) = self.into_sql();
        let route = executor.route();
        Box::pin(route.raw_all(sql, read))
    }

    /// The one row.
    ///
    /// # Errors
    /// As [`all`](SqlQuery::all); and when there is none ([`Error::is_row_not_found`]) or more than one
    /// ([`Error::is_too_many_rows`]).
    pub fn one<X: SqlExecutor<E>>(self, executor: &X) -> Executing<'_, T> {
        let (sql, read) = self.into_sql();
        let route = executor.route();
        Box::pin(async move {
            let rows = route.raw_all(sql.clone(), read).await?;
            at_most_one(rows, &sql)?.ok_or_else(|| Error::row_not_found(&sql))
        })
    }

    /// The one row, or `None`.
    ///
    /// # Errors
    /// As [`all`](SqlQuery::all); and when there is more than one row ([`Error::is_too_many_rows`]).
    pub fn optional<X: SqlExecutor<E>>(self, executor: &X) -> Executing<'_, Option<T>> {
        let (sql, read) = self.into_sql();
        let route = executor.route();
        Box::pin(async move { at_most_one(route.raw_all(sql.clone(), read).await?, &sql) })
    }
}

impl RawSql {
    /// The value of the next parameter.
    pub fn bind(mut self, value: impl Parameter) -> Self {
        self.parameters.push(value.into_parameter());
        self
    }

    /// Executes the statement and tells the rows it changed; 0 for a statement that changes none.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_, u64> {
        let sql = Sql::new(self.text, self.parameters);
        let connection = executor.connection();
        Box::pin(connection.raw_execute(sql))
    }
}

impl<T, E> std::fmt::Debug for SqlQuery<T, E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqlQuery").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for RawSql {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RawSql").finish_non_exhaustive()
    }
}

/// What is bound to a parameter of a statement in SQL text: a value of a column's type, `None` for NULL, or a borrowed text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of a parameter",
    label = "no SQL type corresponds to `{Self}`",
    note = "bind a value of a column's type, such as i64, String, Decimal or NaiveDate, `Option` of one, or a `&str`; of a list bind each value to a parameter of its own"
)]
pub trait Parameter {
    #[doc(hidden)]
    fn into_parameter(self) -> Value<'static>;
}

#[diagnostic::do_not_recommend]
impl<T: ColumnField> Parameter for T {
    fn into_parameter(self) -> Value<'static> {
        self.into_value()
    }
}

#[diagnostic::do_not_recommend]
impl Parameter for &str {
    fn into_parameter(self) -> Value<'static> {
        ColumnField::into_value(self.to_owned())
    }
}

#[diagnostic::do_not_recommend]
impl Parameter for Option<&str> {
    fn into_parameter(self) -> Value<'static> {
        ColumnField::into_value(self.map(str::to_owned))
    }
}

/// What the rows of [`sql_query`] read as: a tuple of up to 16 column types, a single one, a model, or a struct with
/// `#[derive(Selectable)]`. Cells are read in order, whatever their columns are called.
#[diagnostic::on_unimplemented(
    message = "a row does not read as `{Self}`",
    label = "is no tuple of column types, and no model",
    note = "read a tuple such as `(i64, Option<String>)`, a model, or a struct with `#[derive(Selectable)]`"
)]
pub trait FromRow: Sized {
    /// Reads a row.
    ///
    /// # Errors
    /// When a cell does not read as its type.
    fn from_row(row: &mut RowReader<'_>) -> Result<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: Model> FromRow for M {
    fn from_row(row: &mut RowReader<'_>) -> Result<Self> {
        M::read(row)
    }
}

#[diagnostic::do_not_recommend]
impl<T: SqlType> FromRow for Option<T> {
    fn from_row(row: &mut RowReader<'_>) -> Result<Self> {
        row.next()
    }
}

macro_rules! single {
    ($($rust:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl FromRow for $rust {
            fn from_row(row: &mut RowReader<'_>) -> Result<Self> {
                row.next()
            }
        }
    )* };
}
single!(i16, i32, i64, f32, f64, bool, String, Vec<u8>);
single!(rust_decimal::Decimal, uuid::Uuid, serde_json::Value);
single!(chrono::NaiveDate, chrono::NaiveTime, chrono::NaiveDateTime, chrono::DateTime<chrono::Utc>);

macro_rules! tuple {
    ($($($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($part: ColumnField),*> FromRow for ($($part,)*) {
            fn from_row(row: &mut RowReader<'_>) -> Result<Self> {
                Ok(($(row.next::<$part>()?,)*))
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H I J K L M N O P);

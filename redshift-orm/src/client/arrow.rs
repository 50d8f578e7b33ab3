//! The rows of a query as record batches of Apache Arrow.

mod columns;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use futures_util::stream::{self, Stream, StreamExt};
use tokio_postgres::types::Type;

use self::columns::{Columns, Digits};
use super::ahead::Ahead;
use super::batches::Batches;
use super::execute::{Executing, ReadExecutor, Work};
use super::lease::Lease;
use crate::error::Result;
use crate::schema::DataType;
use crate::sql::{Arrival, Sql};
use crate::statement::scope::Scope;
use crate::statement::selection::ResultColumn;
use crate::statement::{BoxQuery, Query, Shape};

/// The rows of a query as record batches; made by [`Query::arrow`].
///
/// It is a [`Stream`], and [`next`](RecordBatches::next) needs no trait in scope. No batch is empty.
#[must_use = "record batches are not read until they are asked for"]
pub struct RecordBatches {
    schema: SchemaRef,
    batches: Ahead<Result<RecordBatch>>,
}

impl RecordBatches {
    /// The schema of every batch, whether there is one or not.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    /// The next batch; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<RecordBatch>> {
        StreamExt::next(self).await
    }

    /// The next batch; `Ok(None)` after the last.
    ///
    /// # Errors
    /// As [`Query::arrow`] says.
    pub async fn try_next(&mut self) -> Result<Option<RecordBatch>> {
        self.next().await.transpose()
    }
}

impl Stream for RecordBatches {
    type Item = Result<RecordBatch>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<RecordBatch>>> {
        self.batches.poll(context)
    }
}

impl fmt::Debug for RecordBatches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordBatches").field("schema", &self.schema).finish_non_exhaustive()
    }
}

impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    /// The rows as record batches of Apache Arrow, in constant memory: a cursor, as that of [`stream`](Query::stream). Cells go into the
    /// arrays as they arrive; no struct is made of them.
    ///
    /// | SQL | Arrow |
    /// |---|---|
    /// | SMALLINT, INTEGER, BIGINT | Int16, Int32, Int64 |
    /// | REAL, DOUBLE PRECISION | Float32, Float64 |
    /// | DECIMAL(p, s) | Decimal128(p, s), all 38 digits |
    /// | BOOLEAN | Boolean |
    /// | CHAR, VARCHAR | Utf8; a CHAR without the blanks that pad it |
    /// | DATE, TIME | Date32, Time64 in microseconds |
    /// | TIMESTAMP, TIMESTAMPTZ | Timestamp in microseconds, the latter with the zone UTC |
    /// | VARBYTE | Binary |
    /// | SUPER | Utf8: JSON |
    ///
    /// The columns of a model are called as those of its table, the items of a `#[derive(Selectable)]` struct as its fields, a column
    /// in a tuple as that of its table, and another expression `c` and its place, from `c0` on. A name that stands there already has a number
    /// behind it: `id`, `id_1`. What the query's types say may be NULL is nullable.
    ///
    /// The precision and scale of the columns of a model are the declared ones. Of other DECIMALs the server is asked, which takes a round
    /// trip and executes nothing; where it does not say, as the stand-in of a SUM, or cannot be asked ([`Wire::Text`](crate::Wire::Text)),
    /// they are a `Decimal128(38, s)` with the scale of the first value that is not NULL, or 0 where the first FETCH has none.
    /// `.cast_decimal(38, 2)` in the query says it.
    ///
    /// A batch has as many rows as take [`batch_bytes`](crate::client::Builder::batch_bytes), 4 MiB by default. The first rows of the next
    /// one are on their way while the program has it, but in a transaction, in which other statements may come first.
    ///
    /// # Errors
    /// When the server refuses the query or the connection breaks. Batches are errors when a value does not read as its column's type:
    /// NULL in a column that has none, or a DECIMAL of more digits than declared. After an error there are no more batches.
    ///
    /// # Examples
    ///
    #[cfg_attr(feature = "local", doc = "```standalone_crate")]
    #[cfg_attr(not(feature = "local"), doc = "```no_run")]
    /// use arrow_array::cast::AsArray;
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// struct Order {
    ///     #[redshift(primary_key)]
    ///     id: i64,
    ///     #[redshift(decimal(12, 2))]
    ///     total: Decimal,
    ///     note: Option<String>,
    /// }
    ///
    /// # #[tokio::main]
    /// # async fn main() -> redshift_orm::Result<()> {
    /// # let db = redshift_orm::Database::from_env().await?;
    /// redshift_orm::create_all(&db).await?;
    /// Order::insert(NewOrder { id: 1, total: dec!(99.50), note: None }).execute(&db).await?;
    ///
    /// let mut batches = Order::query().order_by(|o| o.id.asc()).arrow(&db).await?;
    /// assert_eq!(batches.schema().field(1).to_string(), "Field { \"total\": Decimal128(12, 2) }");
    /// while let Some(batch) = batches.try_next().await? {
    ///     assert_eq!(batch.column(1).as_primitive::<arrow_array::types::Decimal128Type>().value_as_string(0), "99.50");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn arrow<E: ReadExecutor>(self, executor: &E) -> Executing<'_, RecordBatches> {
        self.boxed().arrow(executor)
    }
}

impl<Row: Send + 'static> BoxQuery<'_, Row> {
    /// The rows as record batches of Apache Arrow, as [`Query::arrow`].
    ///
    /// # Errors
    /// As [`Query::arrow`].
    pub fn arrow<E: ReadExecutor>(self, executor: &E) -> Executing<'_, RecordBatches> {
        let columns = self.result_columns();
        let unknown: Vec<_> =
            (0..).zip(&columns).filter(|(_, column)| is_unsized(column)).map(|(index, _)| index).collect();
        let reading = executor.reading();
        let asks = !unknown.is_empty() && reading.arrival() == Arrival::Typed;
        let describe = asks.then(|| Describe(self.to_plain_sql(&unknown)));
        let (literal, shown) = self.to_cursor_sql(reading);
        let batches = Batches::new(reading, literal, shown, 0);
        Box::pin(async move {
            let described = match &describe {
                Some(describe) => reading.run(describe).await?,
                None => Vec::new(),
            };
            let digits =
                |index: usize| match (unknown.iter().position(|unknown| *unknown == index), columns[index].data_type) {
                    (Some(place), _) => described.get(place).copied().flatten(),
                    (None, DataType::Decimal { precision, scale }) => Some((precision, scale)),
                    (None, _) => None,
                };
            Reading { batches, columns: Columns::new(&columns, digits) }.open().await
        })
    }
}

/// Whether it is a DECIMAL of which the types do not say how many digits it has.
fn is_unsized(column: &ResultColumn) -> bool {
    column.data_type == <rust_decimal::Decimal as crate::types::SqlType>::DATA_TYPE
}

/// A question for the digits of the DECIMALs that a statement gives, where the server tells them.
struct Describe(Sql<'static>);

impl Work for Describe {
    type Output = Vec<Option<Digits>>;

    async fn run(&self, lease: &mut Lease) -> Result<Vec<Option<Digits>>> {
        let columns = lease.describe(&self.0).await?;
        Ok(columns.into_iter().map(|(data_type, modifier)| digits(&data_type, modifier)).collect())
    }
}

/// The digits as the wire has them: those in all above those after the point, and 4 more.
fn digits(data_type: &Type, modifier: i32) -> Option<Digits> {
    let [_, precision, _, scale] = modifier.checked_sub(4).filter(|digits| *digits >= 0)?.to_be_bytes();
    let is_decimal = *data_type == Type::NUMERIC && precision <= 38 && scale <= precision;
    is_decimal.then_some((precision, scale))
}

struct Reading {
    batches: Batches,
    columns: Columns,
}

impl Reading {
    /// Executes the query. What the first rows show of it is part of the schema.
    async fn open(mut self) -> Result<RecordBatches> {
        let ahead = self.batches.ahead();
        self.batches.fetch_into(|row| self.columns.push(row)).await?;
        let schema = self.columns.schema();
        let batches = stream::try_unfold((self, SchemaRef::clone(&schema)), async |(mut reading, schema)| {
            let batch = reading.next(&schema).await?;
            Ok(batch.map(|batch| (batch, (reading, schema))))
        });
        Ok(RecordBatches { schema, batches: Ahead::new(batches, ahead) })
    }

    async fn next(&mut self, schema: &SchemaRef) -> Result<Option<RecordBatch>> {
        self.batches.fill(|row| self.columns.push(row)).await?;
        self.columns.finish(schema)
    }
}

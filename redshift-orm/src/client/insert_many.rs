//! How many rows are inserted: in batches, all in one transaction.

use std::ops::Range;
use std::sync::Arc;

use super::execute::{Connection, Executing, Executor, Work};
use super::lease::Lease;
use crate::error::Result;
use crate::model::{InsertValue, Model};
use crate::schema::Table;
use crate::sql::{MAX_PARAMETERS, Sql, SqlWriter};
use crate::statement::{InsertMany, Temporary};
use crate::types::Value;

/// Lengths of a batch. Few of them, because every text that the cluster has not seen is planned and compiled anew.
const LENGTHS: [usize; 9] = [500, 200, 100, 50, 20, 10, 5, 2, 1];

/// The most bytes of a batch of more than one row, far below the 16 MB that a statement may have, also where its values are literals.
const BYTES: usize = 1_000_000;

/// What a parameter adds to the text at most, such as `CAST($32767 AS DECIMAL(38, 37)), `.
const BYTES_OF_PLACEHOLDER: usize = 40;

impl<M: Model> InsertMany<M> {
    /// Inserts the rows and tells their number. Several statements are one transaction: all rows are inserted or none.
    ///
    /// A statement takes at most 500 rows, 32,767 values and, unless a single row is larger, a megabyte. For more than some
    /// thousand rows a COPY from S3 is much faster.
    ///
    /// # Errors
    /// When the server refuses a row, or the connection breaks.
    pub fn execute<E: Executor>(self, executor: &E) -> Executing<'_, u64> {
        let connection = executor.connection();
        let table = self.table();
        let InsertMany { rows, columns, temporary, .. } = self;
        Box::pin(async move { Batches::new(&table, columns, &rows).using(temporary).insert(connection).await })
    }
}

/// The rows of an INSERT, cut into statements.
pub(super) struct Batches<'r> {
    table: &'r Table<'r>,
    columns: &'r [&'r str],
    rows: &'r [Vec<InsertValue>],
    batches: Vec<Range<usize>>,
    temporary: Option<Arc<Temporary>>,
}

impl Work for Batches<'_> {
    type Output = u64;

    async fn run(&self, lease: &mut Lease) -> Result<u64> {
        let mut inserted = 0;
        for batch in &self.batches {
            inserted += lease.execute_rows(&self.write(batch), Some(batch.len())).await?;
        }
        Ok(inserted)
    }
}

impl<'r> Batches<'r> {
    pub(super) fn new(table: &'r Table<'r>, columns: &'r [&'r str], rows: &'r [Vec<InsertValue>]) -> Self {
        Batches { table, columns, rows, batches: batches(rows, columns.len()), temporary: None }
    }

    /// The same into a temporary table, which has to be there.
    fn using(self, temporary: Option<Arc<Temporary>>) -> Self {
        Batches { temporary, ..self }
    }

    async fn insert(&self, connection: Connection<'_>) -> Result<u64> {
        match self.batches.as_slice() {
            [] => Ok(0),
            // One statement is a transaction by itself.
            [batch] => connection.execute_rows(self.write(batch), Some(batch.len())).await,
            _ => connection.run(self).await,
        }
    }

    fn write(&self, batch: &Range<usize>) -> Sql<'_> {
        let rows = self.rows.get(batch.clone()).unwrap_or_default();
        let sql = SqlWriter::write_insert(self.table, self.columns, rows);
        match &self.temporary {
            None => sql,
            Some(table) => sql.using(table),
        }
    }
}

/// Which rows go into one statement.
fn batches(rows: &[Vec<InsertValue>], columns: usize) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let fitting = fitting(rows.get(start..).unwrap_or_default(), columns);
        let length = if start + fitting == rows.len() {
            fitting
        } else {
            LENGTHS.into_iter().find(|length| *length <= fitting).unwrap_or(1)
        };
        batches.push(start..start + length);
        start += length;
    }
    batches
}

/// How many of the first rows fit into a statement; at least one.
fn fitting(rows: &[Vec<InsertValue>], columns: usize) -> usize {
    let [most, ..] = LENGTHS;
    // A row without columns is written DEFAULT VALUES, which is one row.
    let longest = MAX_PARAMETERS.checked_div(columns).map_or(1, |rows| rows.min(most));
    let mut bytes = 0;
    let fitting = rows.iter().take(longest).take_while(|row| {
        bytes += row.iter().map(size).sum::<usize>();
        bytes <= BYTES
    });
    fitting.count().max(1)
}

/// The bytes of a value and of its place in the text, or somewhat more.
fn size(value: &InsertValue) -> usize {
    let bytes = match value {
        InsertValue::Value(Value::Varchar(text) | Value::Super(text)) => text.len(),
        InsertValue::Value(Value::Varbyte(bytes)) => 2 * bytes.len(),
        InsertValue::Value(_) => 40,
        InsertValue::Default => 0,
    };
    bytes + BYTES_OF_PLACEHOLDER
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize, columns: usize, bytes: usize) -> Vec<Vec<InsertValue>> {
        let value = InsertValue::Value(Value::Varchar("x".repeat(bytes).into()));
        vec![vec![value; columns]; count]
    }

    fn lengths(count: usize, columns: usize, bytes: usize) -> Vec<usize> {
        let batches = batches(&rows(count, columns, bytes), columns);
        let ends = batches.iter().map(|batch| batch.end);
        assert!(batches.iter().skip(1).map(|batch| batch.start).eq(ends.take(batches.len().saturating_sub(1))));
        assert_eq!(batches.last().map_or(0, |batch| batch.end), count);
        batches.iter().map(Range::len).collect()
    }

    #[test]
    fn batches_have_few_lengths() {
        assert_eq!(lengths(0, 3, 1), [] as [usize; 0]);
        assert_eq!(lengths(1, 3, 1), [1]);
        assert_eq!(lengths(500, 3, 1), [500]);
        assert_eq!(lengths(1337, 3, 1), [500, 500, 337]);
    }

    #[test]
    fn batches_keep_within_the_parameters() {
        assert_eq!(lengths(250, 200, 1), [100, 100, 50]);
        assert_eq!(lengths(65, 1600, 1), [10, 10, 10, 10, 10, 15]);
        for columns in [1, 7, 66, 1600] {
            for length in lengths(1000, columns, 1) {
                assert!(length * columns <= MAX_PARAMETERS);
            }
        }
    }

    #[test]
    fn batches_keep_within_the_bytes_of_a_statement_with_literals() {
        // What grows most: quotes, which are doubled, and numbers with many zeros.
        let quotes = InsertValue::Value(Value::Varchar("'".repeat(1900).into()));
        let small = InsertValue::Value(Value::DoublePrecision(-f64::MIN_POSITIVE));
        for value in [quotes, small] {
            let rows = vec![vec![value; 3]; 600];
            let batches = Batches::new(&crate::__private::BARE_TABLE, &["a", "b", "c"], &rows);
            for batch in &batches.batches {
                let text = super::super::wire::with_literals(&batches.write(batch)).unwrap();
                assert!(text.len() < 8_000_000, "{}", text.len());
            }
        }
    }

    #[test]
    fn batches_keep_within_the_bytes() {
        assert_eq!(lengths(3, 1, 20_000_000), [1, 1, 1]);
        assert_eq!(lengths(30, 1, 65_000), [10, 10, 10]);
    }
}

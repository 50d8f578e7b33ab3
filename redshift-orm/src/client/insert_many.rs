//! How many rows are inserted: in batches, all in one transaction.

use std::ops::Range;
use std::sync::Arc;

use super::execute::{Connection, Executing, Executor, Work};
use super::lease::Lease;
use super::wire::size_of_literal;
use crate::error::Result;
use crate::model::{InsertValue, Model};
use crate::schema::Table;
use crate::sql::{MAX_PARAMETERS, Sql, SqlWriter};
use crate::statement::{InsertMany, Temporary};

/// A statement of up to so many rows has any length; longer ones have few lengths, because every text that the cluster has not seen is planned
/// and compiled anew (`c-query-performance`).
const ANY_LENGTH: usize = 64;

/// The most bytes of a batch of more than one row. Where its values are literals, which may take twice as much, it is still far below the 16 MB
/// that a statement may have.
const BYTES: usize = 4_000_000;

impl<M: Model> InsertMany<M> {
    /// Inserts the rows and tells their number. Several statements are one transaction: all rows are inserted or none.
    ///
    /// A statement takes as many rows as 32,767 values and, unless a single row is larger, 4 MB hold: every statement costs a cluster much by
    /// itself (`c_Best_practices_multi_row_inserts`). Up to 64 rows are one; of more, what does not fill a statement goes in a few of
    /// round lengths, so that the cluster sees few texts, which it plans and compiles. For more than some thousand rows a COPY from S3 is
    /// much faster.
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
    // A row without columns is written DEFAULT VALUES, which is one row.
    let longest = MAX_PARAMETERS.checked_div(columns).unwrap_or(1);
    let mut batches = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let fitting = fitting(rows.get(start..).unwrap_or_default(), longest);
        let length = if fitting == longest { longest } else { rounded(fitting) };
        batches.push(start..start + length);
        start += length;
    }
    batches
}

/// How many of the first rows fit into a statement; at least one.
fn fitting(rows: &[Vec<InsertValue>], longest: usize) -> usize {
    let mut bytes = 0;
    let fitting = rows.iter().take(longest).take_while(|row| {
        bytes += row.iter().map(size).sum::<usize>();
        bytes <= BYTES
    });
    fitting.count().max(1)
}

/// A length that is at most a fifth shorter: its first three binary digits.
fn rounded(length: usize) -> usize {
    if length <= ANY_LENGTH {
        return length;
    }
    let low = length.ilog2() - 2;
    length >> low << low
}

/// The bytes of a value, and of its place in the text.
fn size(value: &InsertValue) -> usize {
    match value {
        InsertValue::Value(value) => size_of_literal(value),
        InsertValue::Default => "DEFAULT, ".len(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::types::Value;

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
        assert_eq!(lengths(64, 3, 1), [64]);
        assert_eq!(lengths(65, 3, 1), [64, 1]);
        assert_eq!(lengths(500, 3, 1), [448, 52]);
        assert_eq!(lengths(50_000, 3, 1), [10_922, 10_922, 10_922, 10_922, 6144, 160, 8]);
        let mut texts = HashSet::new();
        for rows in (1..4096).step_by(31).chain([10_921, 10_922, 21_000, 32_767, 100_000]) {
            let lengths = lengths(rows, 3, 1);
            assert!(lengths.len() <= rows / 10_922 + 6, "{rows}: {lengths:?}");
            texts.extend(lengths);
        }
        assert!(texts.len() <= 100, "{}", texts.len());
    }

    #[test]
    fn batches_keep_within_the_parameters() {
        assert_eq!(lengths(450, 200, 1), [163, 163, 112, 12]);
        assert_eq!(lengths(65, 1600, 1), [20, 20, 20, 5]);
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
        for (value, rows) in [(quotes, 800), (small, 4000)] {
            let rows = vec![vec![value; 3]; rows];
            let batches = Batches::new(&crate::__private::BARE_TABLE, &["a", "b", "c"], &rows);
            assert!(batches.batches.len() > 1);
            for batch in &batches.batches {
                let text = super::super::wire::with_literals(&batches.write(batch)).unwrap();
                assert!(text.len() < 2 * BYTES + 1000, "{}", text.len());
            }
        }
    }

    #[test]
    fn batches_keep_within_the_bytes() {
        assert_eq!(lengths(3, 1, 20_000_000), [1, 1, 1]);
        assert_eq!(lengths(100, 1, 65_000), [61, 39]);
    }
}

//! The id of an inserted row. Redshift has no RETURNING, no sequences to ask, and identities with gaps.
//!
//! The row is inserted and looked for by its values, in one transaction. Whatever the isolation level, the transaction sees its own
//! row, so when one row has the values, it is that row. When several have them, the ids that are there after the INSERT are
//! compared with those that were there before: the new row's is after and not before, so when one id is, it is that row's.
//! Nothing else is ever taken for an answer.
//!
//! The transaction is one text, and so one round trip. It can be, because it decides by itself whether it commits: the SELECT divides by zero
//! unless one row has the values, and what stands behind a statement that fails is not executed, COMMIT neither.

use std::collections::HashSet;

use super::database::Database;
use super::execute::{Connection, Executing, Executor};
use super::lease::Lease;
use super::script::Step;
use crate::error::{Error, Result};
use crate::model::{IdentityKey, InsertValue, Model, NewRow};
use crate::schema::Table;
use crate::sql::{EqualRows, Sql, SqlWriter};
use crate::statement::Insert;
use crate::types::{Row, RowReader, SqlType};

/// The most equal rows whose ids are compared.
const MOST_EQUAL_ROWS: usize = 10_000;

// The bounds stand at the methods, and no return type depends on them: so the compiler says the trait's sentence, once.
impl<M: Model> Insert<M> {
    /// Inserts the row and tells its id; never another row's.
    ///
    /// It takes a transaction of an INSERT and a SELECT that looks for the row by its values: one round trip. Where other rows are equal to
    /// it, that transaction is rolled back, and in another one the ids of the equal rows before and after the INSERT are compared; so it is
    /// in a transaction of the caller's always. A column that no other row shares a value in, such as a UUID, makes sure
    /// that the row can be told from others; a sort key on one of the columns makes the SELECT fast.
    ///
    /// The statements go as one text, by the simple protocol, in every [mode of the wire](crate::Wire). So the values are
    /// literals in it, and can be seen in the server's logs, and in those of tokio-postgres at the level `debug`; what should not be there is
    /// inserted by [`execute`](Insert::execute), with a key that the program makes. Rows of more than 32 kB go statement by statement,
    /// with parameters.
    ///
    /// Given the database, the whole is run again when it conflicts with concurrent transactions, as
    /// [`Database::transaction`](crate::Database::transaction) is.
    ///
    /// # Errors
    /// When the row cannot be told from others that are equal to it ([`Error::is_ambiguous_id`]): it has then been rolled back, or
    /// is part of the transaction it was inserted in. And as [`execute`](Insert::execute): a connection that is lost in the middle may have
    /// been lost behind the COMMIT ([`Error::is_commit_unknown`]).
    pub fn id<'e, Id: SqlType, E: Executor>(self, executor: &'e E) -> Executing<'e, Id>
    where
        M: IdentityKey<Id = Id>,
        M::Id: Sized,
    {
        let search = Search::new::<M>(self);
        let connection = executor.connection();
        Box::pin(async move { RowReader::new(&search.run(connection).await?).next() })
    }

    /// Inserts the row and tells the largest id in the table: `SELECT MAX(id)`, `None` when somebody has emptied the table since.
    ///
    /// It is the id of the inserted row in a table with one writer that never loads in bulk. Concurrent writers may have inserted
    /// larger ids, and after a bulk load Redshift may hand out smaller ones. [`id`](Insert::id) has none of these doubts.
    ///
    /// # Errors
    /// As [`execute`](Insert::execute).
    pub fn max_id<'e, Id: SqlType, E: Executor>(self, executor: &'e E) -> Executing<'e, Option<Id>>
    where
        M: IdentityKey<Id = Id>,
        M::Id: Sized,
    {
        let insert = self.into_sql();
        let max = SqlWriter::write_max(&M::TABLE, M::KEY);
        let connection = executor.connection();
        Box::pin(async move {
            connection.execute(insert).await?;
            let rows = connection.reading().all(max, |row| row.next::<Option<Id>>()).await?;
            Ok(rows.into_iter().next().flatten())
        })
    }
}

/// The statements that insert a row and look for it.
struct Search {
    table: &'static Table<'static>,
    key: &'static str,
    columns: &'static [&'static str],
    row: Vec<InsertValue>,
}

impl Search {
    fn new<M: IdentityKey>(insert: Insert<M>) -> Self {
        Search { table: const { &M::TABLE }, key: M::KEY, columns: M::New::COLUMNS, row: insert.row }
    }

    fn insert(&self) -> Sql<'static> {
        SqlWriter::known_insert(self.table, self.columns, self.row.clone())
    }

    /// The id of the only equal row.
    fn only(&self) -> Sql<'_> {
        self.equal_rows(EqualRows::Only)
    }

    /// The ids of the equal rows: one more than is compared, to see that there are too many.
    fn ids(&self) -> Sql<'_> {
        self.equal_rows(EqualRows::Ids { limit: MOST_EQUAL_ROWS + 1 })
    }

    fn equal_rows(&self, select: EqualRows) -> Sql<'_> {
        SqlWriter::write_equal_rows(self.table, self.key, self.columns, &self.row, select)
    }

    async fn run(&self, connection: Connection<'_>) -> Result<Row> {
        let db = match connection {
            // A transaction of the caller's cannot be run again, so the ids are always compared.
            Connection::Transaction(tx) => return self.compare(&mut *tx.lease().await?).await,
            Connection::Pool(db) => db,
        };
        let mut attempts = db.attempts();
        let mut compare = false;
        loop {
            let done = match compare {
                false => self.look(db).await,
                true => {
                    let mut lease = db.begin_lease().await?;
                    let found = self.compare(&mut lease).await;
                    lease.finish(found).await.map(Some)
                }
            };
            match done {
                Ok(Some(id)) => return Ok(id),
                Ok(None) => compare = true,
                Err(error) => attempts.after_conflict(db.lost(error)).await?,
            }
        }
    }

    /// Inserts the row, if no other row is equal to it; `None` when one is.
    async fn look(&self, db: &Database) -> Result<Option<Row>> {
        let mut lease = db.lease().await?;
        let (insert, only) = (self.insert(), self.only());
        let steps = [Step::Begin, Step::Change(&insert), Step::Guard(&only), Step::Commit];
        let rows = match lease.in_turn(&steps).await {
            Ok(rows) => rows,
            Err(error) if error.is_division_by_zero() => {
                lease.rollback().await?;
                return Ok(None);
            }
            Err(error) => return Err(lease.roll_back_after(error).await),
        };
        let row = rows.into_iter().flatten().next().ok_or_else(|| self.lost())?;
        let mut reader = RowReader::new(&row);
        // The id is read by the caller, as the key's type.
        reader.skip();
        // Of a server that has divided by zero all the same.
        if reader.next_integer()? != 1 {
            return Err(self.lost());
        }
        Ok(Some(row))
    }

    /// Inserts the row, and compares the ids of the rows that are equal to it with those before.
    async fn compare(&self, lease: &mut Lease) -> Result<Row> {
        let (insert, ids) = (self.insert(), self.ids());
        let steps = [Step::Rows(&ids), Step::Change(&insert), Step::Rows(&ids)];
        let mut rows = lease.in_turn(&steps).await?.into_iter();
        let before = self.read_ids(rows.next())?.into_iter().map(|(_, id)| id).collect::<HashSet<_>>();
        let mut new = self.read_ids(rows.next())?;
        new.retain(|(_, id)| !before.contains(id));
        match new.len() {
            0 => Err(self.lost()),
            1 => new.pop().map(|(row, _)| row).ok_or_else(|| self.lost()),
            several => Err(Error::ambiguous_id(
                format!(
                    "the id of the row inserted into \"{}\" cannot be told: {several} rows that are equal to it appeared \
                     at once; give the table a column that tells rows apart, such as a UUID",
                    self.table.name.name
                ),
                new.into_iter().map(|(_, id)| id).collect(),
            )),
        }
    }

    fn read_ids(&self, rows: Option<Vec<Row>>) -> Result<Vec<(Row, i64)>> {
        let rows = rows.unwrap_or_default();
        if rows.len() > MOST_EQUAL_ROWS {
            return Err(Error::ambiguous_id(
                format!(
                    "the id of the row inserted into \"{}\" cannot be told: more than {MOST_EQUAL_ROWS} rows are equal \
                     to it; give the table a column that tells rows apart, such as a UUID",
                    self.table.name.name
                ),
                Vec::new(),
            ));
        }
        rows.into_iter()
            .map(|row| {
                let id = RowReader::new(&row).next_integer()?;
                Ok((row, id))
            })
            .collect()
    }

    fn lost(&self) -> Error {
        Error::ambiguous_id(
            format!(
                "the id of the row inserted into \"{}\" cannot be told: the row was not found by its values",
                self.table.name.name
            ),
            Vec::new(),
        )
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::prelude::*;

    use super::*;

    /// A column of every kind.
    #[derive(Model)]
    #[allow(dead_code, reason = "no row is read")]
    #[redshift(table = "samples", schema = "s")]
    struct Sample {
        #[redshift(primary_key, identity)]
        id: i32,
        name: String,
        #[redshift(char = 3)]
        code: Option<String>,
        ratio: f64,
        #[redshift(decimal(8, 2))]
        amount: Decimal,
        day: NaiveDate,
        instant: DateTime<Utc>,
        payload: Option<serde_json::Value>,
        bytes: Vec<u8>,
        #[redshift(default = "1")]
        one: i32,
    }

    fn sample(code: Option<&str>, ratio: f64, one: Defaulted<i32>) -> Insert<Sample> {
        Sample::insert(NewSample {
            name: "a".into(),
            code: code.map(str::to_owned),
            ratio,
            amount: Decimal::ONE,
            day: NaiveDate::default(),
            instant: DateTime::default(),
            payload: Some(serde_json::Value::Null),
            bytes: vec![1],
            one,
        })
    }

    #[test]
    fn the_row_is_looked_for_by_what_can_be_compared() {
        let search = Search::new(sample(Some("x"), 0.5, 1.into()));
        expect![[r#"
            SELECT MAX("id"), 1 / CASE COUNT(*) WHEN 1 THEN 1 ELSE 0 END FROM "s"."samples" WHERE "name" = CAST($1 AS VARCHAR(256)) AND "code" = CAST($2 AS CHAR(3)) AND "ratio" = CAST($3 AS DOUBLE PRECISION) AND "amount" = CAST($4 AS DECIMAL(8, 2)) AND "day" = CAST($5 AS DATE) AND "instant" = CAST($6 AS TIMESTAMPTZ) AND "one" = CAST($7 AS INTEGER)"#]]
        .assert_eq(search.only().text());
        assert_eq!(search.only().parameters().len(), 7);
    }

    #[test]
    fn what_cannot_be_compared_is_left_out() {
        let search = Search::new(sample(None, f64::NAN, Defaulted::Default));
        expect![[r#"
            SELECT "id" FROM "s"."samples" WHERE "name" = CAST($1 AS VARCHAR(256)) AND "code" IS NULL AND "amount" = CAST($2 AS DECIMAL(8, 2)) AND "day" = CAST($3 AS DATE) AND "instant" = CAST($4 AS TIMESTAMPTZ) LIMIT 10001"#]]
        .assert_eq(search.ids().text());
    }
}

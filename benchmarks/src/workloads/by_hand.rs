//! tokio-postgres by hand, with deadpool-postgres around it.

use deadpool_postgres::{Manager, Pool};
use rust_decimal::Decimal;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{NoTls, Row};

use super::{BULK, CONNECTIONS, Contender, Doing, INSERTS, Target, Work, at, page};
use crate::Outcome;

pub(super) struct ByHand {
    pool: Pool,
    returning: bool,
}

const READ: &str = "SELECT t0.\"id\", t0.\"sensor\", t0.\"channel\", t0.\"value\", t0.\"error\", t0.\"valid\", t0.\"name\", \
    t0.\"note\", t0.\"at\", CAST(t0.\"price\" AS VARCHAR) FROM \"measurements\" AS t0";
const LOOK_UP: &str =
    "SELECT t0.\"id\", t0.\"page\", t0.\"visitor\", t0.\"at\" FROM \"visits\" AS t0 WHERE t0.\"id\" = $1";
const INSERT: &str = "INSERT INTO \"events\" (\"page\", \"visitor\", \"at\") VALUES ($1, $2, $3)";
/// What fits into the parameters of a statement on Redshift.
const ROWS_OF_A_STATEMENT: usize = 10_000;

#[expect(dead_code, reason = "decoding is what is measured")]
struct Measurement {
    id: i64,
    sensor: i32,
    channel: i16,
    value: f64,
    error: Option<f64>,
    valid: bool,
    name: String,
    note: Option<String>,
    at: chrono::DateTime<chrono::Utc>,
    price: Decimal,
}

fn measurement(row: &Row) -> Outcome<Measurement> {
    Ok(Measurement {
        id: row.try_get(0)?,
        sensor: row.try_get(1)?,
        channel: row.try_get(2)?,
        value: row.try_get(3)?,
        error: row.try_get(4)?,
        valid: row.try_get(5)?,
        name: row.try_get(6)?,
        note: row.try_get(7)?,
        at: row.try_get(8)?,
        price: Decimal::from_str_exact(row.try_get(9)?)?,
    })
}

#[expect(dead_code, reason = "decoding is what is measured")]
struct Visit {
    id: i64,
    page: String,
    visitor: Option<i64>,
    at: chrono::DateTime<chrono::Utc>,
}

fn visit(row: &Row) -> Outcome<Visit> {
    Ok(Visit { id: row.try_get(0)?, page: row.try_get(1)?, visitor: row.try_get(2)?, at: row.try_get(3)? })
}

impl ByHand {
    pub(super) fn connect(target: &Target) -> Outcome<Self> {
        let manager = Manager::new(target.config(), NoTls);
        let pool = Pool::builder(manager).max_size(CONNECTIONS).build()?;
        Ok(ByHand { pool, returning: target.is_postgresql() })
    }

    async fn read(&self) -> Outcome<usize> {
        let rows = self.pool.get().await?.query_typed(READ, &[]).await?;
        Ok(rows.iter().map(measurement).collect::<Outcome<Vec<_>>>()?.len())
    }

    async fn look_up(&self, id: i64) -> Outcome<usize> {
        let rows = self.pool.get().await?.query_typed(LOOK_UP, &[(&id, Type::INT8)]).await?;
        Ok(rows.iter().map(visit).collect::<Outcome<Vec<_>>>()?.len())
    }

    async fn cached_look_up(&self, id: i64) -> Outcome<usize> {
        let client = self.pool.get().await?;
        let statement = client.prepare_typed_cached(LOOK_UP, &[Type::INT8]).await?;
        let rows = client.query(&statement, &[&id]).await?;
        Ok(rows.iter().map(visit).collect::<Outcome<Vec<_>>>()?.len())
    }

    async fn inserts(&self) -> Outcome<usize> {
        let mut client = self.pool.get().await?;
        let transaction = client.transaction().await?;
        let mut rows = 0;
        for number in 0..INSERTS {
            let visitor = i64::try_from(number)?;
            let parameters: [(&(dyn ToSql + Sync), Type); 3] =
                [(&page(number), Type::VARCHAR), (&Some(visitor), Type::INT8), (&at(), Type::TIMESTAMPTZ)];
            rows += transaction.execute_typed(INSERT, &parameters).await?;
        }
        transaction.commit().await?;
        Ok(usize::try_from(rows)?)
    }

    /// With RETURNING where there is one, and MAX(id) in the transaction of the INSERT elsewhere.
    async fn insert_with_id(&self, number: i64) -> Outcome<usize> {
        let mut client = self.pool.get().await?;
        let page = page(usize::try_from(number)?);
        let parameters: [(&(dyn ToSql + Sync), Type); 3] =
            [(&page, Type::VARCHAR), (&Some(number), Type::INT8), (&at(), Type::TIMESTAMPTZ)];
        let id: i64 = if self.returning {
            let rows = client.query_typed(&format!("{INSERT} RETURNING id"), &parameters).await?;
            rows.first().ok_or("no row came back")?.try_get(0)?
        } else {
            let transaction = client.transaction().await?;
            transaction.execute_typed(INSERT, &parameters).await?;
            let rows = transaction.query_typed("SELECT MAX(id) FROM events", &[]).await?;
            transaction.commit().await?;
            rows.first().ok_or("no row came back")?.try_get(0)?
        };
        Ok(usize::from(id > 0))
    }

    async fn bulk_insert(&self) -> Outcome<usize> {
        let mut client = self.pool.get().await?;
        let transaction = client.transaction().await?;
        let mut rows = 0;
        for first in (0..BULK).step_by(ROWS_OF_A_STATEMENT) {
            let numbers = first..BULK.min(first + ROWS_OF_A_STATEMENT);
            let values: Vec<(String, Option<i64>)> =
                numbers.map(|number| (page(number), i64::try_from(number).ok())).collect();
            let at = at();
            let mut text = String::from("INSERT INTO \"events\" (\"page\", \"visitor\", \"at\") VALUES ");
            let mut parameters: Vec<(&(dyn ToSql + Sync), Type)> = Vec::with_capacity(3 * values.len());
            for (page, visitor) in &values {
                let next = parameters.len() + 1;
                text.push_str(if next == 1 { "" } else { ", " });
                text.push_str(&format!("(${next}, ${}, ${})", next + 1, next + 2));
                parameters.extend([
                    (page as &(dyn ToSql + Sync), Type::VARCHAR),
                    (visitor as _, Type::INT8),
                    (&at as _, Type::TIMESTAMPTZ),
                ]);
            }
            rows += transaction.execute_typed(&text, &parameters).await?;
        }
        transaction.commit().await?;
        Ok(usize::try_from(rows)?)
    }
}

impl Contender for ByHand {
    fn name(&self) -> &'static str {
        "by hand"
    }

    fn doing(&self, work: Work) -> Option<Doing<'_>> {
        Some(match work {
            Work::Read => Box::pin(self.read()),
            Work::LookUp { id } => Box::pin(self.look_up(id)),
            Work::CachedLookUp { id } => Box::pin(self.cached_look_up(id)),
            Work::Inserts => Box::pin(self.inserts()),
            Work::InsertWithId { number } => Box::pin(self.insert_with_id(number)),
            Work::BulkInsert => Box::pin(self.bulk_insert()),
        })
    }
}

//! SQLx.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sqlx::{FromRow, PgPool, QueryBuilder};

use super::{BULK, CONNECTIONS, Contender, Doing, INSERTS, Target, Work, at, page};
use crate::Outcome;

pub(super) struct Sqlx {
    pool: PgPool,
}

#[derive(FromRow)]
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
    at: DateTime<Utc>,
    price: Decimal,
}

#[derive(FromRow)]
#[expect(dead_code, reason = "decoding is what is measured")]
struct Visit {
    id: i64,
    page: String,
    visitor: Option<i64>,
    at: DateTime<Utc>,
}

const INSERT: &str = "INSERT INTO events (page, visitor, at) VALUES ($1, $2, $3)";
/// What fits into the parameters of a statement on Redshift.
const ROWS_OF_A_STATEMENT: usize = 10_000;

/// A pool, which connects when it is used.
pub(super) fn pool(target: &Target) -> PgPool {
    let options = PgConnectOptions::new_without_pgpass()
        .host(&target.host)
        .port(target.port)
        .username(Target::USER)
        .database(&target.database)
        .ssl_mode(PgSslMode::Disable);
    PgPoolOptions::new().max_connections(u32::try_from(CONNECTIONS).unwrap_or(1)).connect_lazy_with(options)
}

impl Sqlx {
    pub(super) fn connect(target: &Target) -> Self {
        Sqlx { pool: pool(target) }
    }

    async fn read(&self) -> Outcome<usize> {
        let sql = "SELECT id, sensor, channel, value, error, valid, name, note, at, price FROM measurements";
        let rows: Vec<Measurement> = sqlx::query_as(sql).fetch_all(&self.pool).await?;
        Ok(rows.len())
    }

    async fn look_up(&self, id: i64, cached: bool) -> Outcome<usize> {
        let sql = "SELECT id, page, visitor, at FROM visits WHERE id = $1";
        let rows: Vec<Visit> = sqlx::query_as(sql).bind(id).persistent(cached).fetch_all(&self.pool).await?;
        Ok(rows.len())
    }

    async fn inserts(&self) -> Outcome<usize> {
        let mut tx = self.pool.begin().await?;
        let mut rows = 0;
        for number in 0..INSERTS {
            let insert = sqlx::query(INSERT).bind(page(number)).bind(i64::try_from(number).ok()).bind(at());
            rows += insert.execute(&mut *tx).await?.rows_affected();
        }
        tx.commit().await?;
        Ok(usize::try_from(rows)?)
    }

    async fn insert_with_id(&self, number: i64) -> Outcome<usize> {
        let sql = "INSERT INTO events (page, visitor, at) VALUES ($1, $2, $3) RETURNING id";
        let page = page(usize::try_from(number)?);
        let id: i64 = sqlx::query_scalar(sql).bind(page).bind(Some(number)).bind(at()).fetch_one(&self.pool).await?;
        Ok(usize::from(id > 0))
    }

    async fn bulk_insert(&self) -> Outcome<usize> {
        let mut tx = self.pool.begin().await?;
        let mut rows = 0;
        for first in (0..BULK).step_by(ROWS_OF_A_STATEMENT) {
            let mut builder = QueryBuilder::new("INSERT INTO events (page, visitor, at) ");
            builder.push_values(first..BULK.min(first + ROWS_OF_A_STATEMENT), |mut row, number| {
                row.push_bind(page(number)).push_bind(i64::try_from(number).ok()).push_bind(at());
            });
            rows += builder.build().execute(&mut *tx).await?.rows_affected();
        }
        tx.commit().await?;
        Ok(usize::try_from(rows)?)
    }
}

impl Contender for Sqlx {
    fn name(&self) -> &'static str {
        "SQLx"
    }

    fn doing(&self, work: Work) -> Option<Doing<'_>> {
        Some(match work {
            Work::Read => Box::pin(self.read()),
            Work::LookUp { id } => Box::pin(self.look_up(id, false)),
            Work::CachedLookUp { id } => Box::pin(self.look_up(id, true)),
            Work::Inserts => Box::pin(self.inserts()),
            Work::InsertWithId { number } => Box::pin(self.insert_with_id(number)),
            Work::BulkInsert => Box::pin(self.bulk_insert()),
        })
    }
}

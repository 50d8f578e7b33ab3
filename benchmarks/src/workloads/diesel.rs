//! Diesel, with diesel-async.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::pooled_connection::AsyncDieselConnectionManager;
use diesel_async::pooled_connection::deadpool::Pool;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use rust_decimal::Decimal;

use super::{BULK, CONNECTIONS, Contender, Doing, INSERTS, Target, Work, at, page};
use crate::Outcome;

pub(super) struct Diesel {
    pool: Pool<AsyncPgConnection>,
}

diesel::table! {
    measurements (id) {
        id -> BigInt,
        sensor -> Integer,
        channel -> SmallInt,
        value -> Double,
        error -> Nullable<Double>,
        valid -> Bool,
        name -> Text,
        note -> Nullable<Text>,
        at -> Timestamptz,
        price -> Numeric,
    }
}

diesel::table! {
    visits (id) {
        id -> BigInt,
        page -> Text,
        visitor -> Nullable<BigInt>,
        at -> Timestamptz,
    }
}

diesel::table! {
    events (id) {
        id -> BigInt,
        page -> Text,
        visitor -> Nullable<BigInt>,
        at -> Timestamptz,
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = measurements)]
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

#[derive(Queryable, Selectable)]
#[diesel(table_name = visits)]
#[expect(dead_code, reason = "decoding is what is measured")]
struct Visit {
    id: i64,
    page: String,
    visitor: Option<i64>,
    at: DateTime<Utc>,
}

#[derive(Insertable)]
#[diesel(table_name = events)]
struct NewEvent {
    page: String,
    visitor: Option<i64>,
    at: DateTime<Utc>,
}

fn event(number: usize) -> NewEvent {
    NewEvent { page: page(number), visitor: i64::try_from(number).ok(), at: at() }
}

/// What fits into the parameters of a statement on Redshift.
const ROWS_OF_A_STATEMENT: usize = 10_000;

impl Diesel {
    pub(super) fn connect(target: &Target) -> Outcome<Self> {
        let Target { host, port, database, .. } = target;
        let url = format!("host={host} port={port} user={} dbname={database} sslmode=disable", Target::USER);
        let pool = Pool::builder(AsyncDieselConnectionManager::new(url)).max_size(CONNECTIONS).build()?;
        Ok(Diesel { pool })
    }

    async fn read(&self) -> Outcome<usize> {
        let mut db = self.pool.get().await?;
        let rows: Vec<Measurement> = measurements::table.select(Measurement::as_select()).load(&mut db).await?;
        Ok(rows.len())
    }

    /// Diesel prepares what it executes, and keeps the statements of a connection.
    async fn look_up(&self, id: i64) -> Outcome<usize> {
        let mut db = self.pool.get().await?;
        let rows: Vec<Visit> = visits::table.filter(visits::id.eq(id)).select(Visit::as_select()).load(&mut db).await?;
        Ok(rows.len())
    }

    async fn inserts(&self) -> Outcome<usize> {
        let mut db = self.pool.get().await?;
        db.transaction(async |db| {
            let mut rows = 0;
            for number in 0..INSERTS {
                rows += diesel::insert_into(events::table).values(event(number)).execute(db).await?;
            }
            Ok(rows)
        })
        .await
    }

    async fn insert_with_id(&self, number: i64) -> Outcome<usize> {
        let mut db = self.pool.get().await?;
        let row = event(usize::try_from(number)?);
        let id: i64 = diesel::insert_into(events::table).values(row).returning(events::id).get_result(&mut db).await?;
        Ok(usize::from(id > 0))
    }

    async fn bulk_insert(&self) -> Outcome<usize> {
        let mut db = self.pool.get().await?;
        db.transaction(async |db| {
            let mut rows = 0;
            for first in (0..BULK).step_by(ROWS_OF_A_STATEMENT) {
                let values: Vec<_> = (first..BULK.min(first + ROWS_OF_A_STATEMENT)).map(event).collect();
                rows += diesel::insert_into(events::table).values(values).execute(db).await?;
            }
            Ok(rows)
        })
        .await
    }
}

impl Contender for Diesel {
    fn name(&self) -> &'static str {
        "Diesel"
    }

    fn doing(&self, work: Work) -> Option<Doing<'_>> {
        Some(match work {
            Work::Read => Box::pin(self.read()),
            Work::LookUp { .. } => return None,
            Work::CachedLookUp { id } => Box::pin(self.look_up(id)),
            Work::Inserts => Box::pin(self.inserts()),
            Work::InsertWithId { number } => Box::pin(self.insert_with_id(number)),
            Work::BulkInsert => Box::pin(self.bulk_insert()),
        })
    }
}

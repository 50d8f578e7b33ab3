//! Reading 10,000 rows of 10 columns, beside bare tokio-postgres with the same statement.

use std::hint::black_box;
use std::time::Instant;

use redshift_local::Server;
use redshift_orm::prelude::*;
use redshift_orm::{Database, Schema};
use tokio_postgres::{NoTls, Row};

use crate::{Outcome, middle, ratio};

const ROWS: i64 = 10_000;

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "measurements")]
struct Measurement {
    #[redshift(primary_key)]
    id: i64,
    sensor: i32,
    channel: i16,
    value: f64,
    error: Option<f64>,
    valid: bool,
    name: String,
    note: Option<String>,
    at: DateTime<Utc>,
    #[redshift(decimal(12, 2))]
    price: Decimal,
}

/// The same by hand.
fn by_hand(row: &Row) -> Outcome<Measurement> {
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

fn measurement(id: i64) -> NewMeasurement {
    let small = i32::try_from(id % 1000).unwrap_or_default();
    NewMeasurement {
        id,
        sensor: small,
        channel: 3,
        value: f64::from(small) / 7.0,
        error: (id % 3 != 0).then_some(0.5),
        valid: id % 2 == 0,
        name: format!("sensor {small}"),
        note: (id % 4 != 0).then(|| "calibrated".to_owned()),
        at: DateTime::from_timestamp(1_600_000_000 + id, 0).unwrap_or_default(),
        price: Decimal::new(id * 7, 2),
    }
}

pub(crate) async fn run(server: &Server, rounds: usize) -> Outcome {
    let database = server.create_database().await?;
    let db = Database::connect(database.url()).await?;
    Schema::of::<Measurement>().create_all(&db).await?;
    Measurement::insert_many((0..ROWS).map(measurement)).execute(&db).await?;

    let (bare, connection) =
        tokio_postgres::connect(&database.url().replacen("redshift", "postgresql", 1), NoTls).await?;
    tokio::spawn(connection);
    let query = Measurement::query().order_by(|m| m.id.asc());
    let sql = query.to_sql();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // One round before those that count, and in turns, so that neither profits from a warm cache.
    for round in 0..=rounds * 3 {
        let start = Instant::now();
        let read = query.clone().all(&db).await?;
        let our_time = start.elapsed();
        let start = Instant::now();
        let rows = bare.query_typed(sql.text(), &[]).await?;
        let read_by_hand = rows.iter().map(by_hand).collect::<Outcome<Vec<_>>>()?;
        let their_time = start.elapsed();
        assert_eq!(black_box(read), black_box(read_by_hand), "both read the same rows");
        if round > 0 {
            ours.push(our_time);
            theirs.push(their_time);
        }
    }
    let (ours, theirs) = (middle(&mut ours), middle(&mut theirs));
    println!("reading {ROWS} rows of 10 columns, median of {}", rounds * 3);
    println!("  redshift-orm          {ours:>9.1?}");
    println!("  bare tokio-postgres   {theirs:>9.1?}; ratio {:.3}", ratio(ours, theirs));
    Ok(())
}

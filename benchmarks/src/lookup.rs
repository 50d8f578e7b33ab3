//! Looking up a row by its key in each mode of the wire, beside a statement that was prepared by hand on bare tokio-postgres.

use std::hint::black_box;
use std::time::Instant;

use redshift_local::Server;
use redshift_orm::prelude::*;
use redshift_orm::{Database, Schema, Wire};
use tokio_postgres::NoTls;
use tokio_postgres::types::Type;

use crate::{Outcome, middle, ratio};

const ROWS: i64 = 1000;

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "accounts")]
struct Account {
    #[redshift(primary_key)]
    id: i64,
    name: String,
    opened: DateTime<Utc>,
    score: Option<f64>,
}

pub(crate) async fn run(server: &Server, rounds: usize) -> Outcome {
    let database = server.create_database().await?;
    let modes = [("unnamed", Wire::Unnamed), ("prepared", Wire::Prepared), ("text", Wire::Text)];
    let mut ours = Vec::new();
    for (name, wire) in modes {
        let db = Database::builder().url(database.url()).wire(wire).max_connections(1).connect().await?;
        ours.push((name, db, Vec::new()));
    }
    if let Some((_, db, _)) = ours.first() {
        Schema::of::<Account>().create_all(db).await?;
        let account = |id: i64| NewAccount {
            id,
            name: format!("account {id}"),
            opened: DateTime::from_timestamp(1_600_000_000 + id, 0).unwrap_or_default(),
            score: (id % 3 != 0).then_some(0.5),
        };
        Account::insert_many((0..ROWS).map(account)).execute(db).await?;
    }

    let (bare, connection) =
        tokio_postgres::connect(&database.url().replacen("redshift", "postgresql", 1), NoTls).await?;
    tokio::spawn(connection);
    let text = Account::query().filter(|a| a.id.eq(0)).limit(2).to_sql();
    let statement = bare.prepare_typed(text.text(), &[Type::INT8]).await?;
    let mut theirs = Vec::new();
    // In turns, so that all have the same machine. The first look-ups do not count.
    let lookups = 200 * i64::try_from(rounds)?;
    for number in -10..lookups {
        let id = number.rem_euclid(ROWS);
        let start = Instant::now();
        let row = bare.query_one(&statement, &[&id]).await?;
        let by_hand =
            Account { id: row.try_get(0)?, name: row.try_get(1)?, opened: row.try_get(2)?, score: row.try_get(3)? };
        let their_time = start.elapsed();
        if number >= 0 {
            theirs.push(their_time);
        }
        for (name, db, timings) in &mut ours {
            let start = Instant::now();
            let account = Account::query().filter(|a| a.id.eq(id)).one(&*db).await?;
            let our_time = start.elapsed();
            assert_eq!(black_box(account), by_hand, "{name} reads the same row");
            if number >= 0 {
                timings.push(our_time);
            }
        }
    }
    let theirs = middle(&mut theirs);
    println!("looking up a row by its key, median of {lookups} each");
    println!("  bare tokio-postgres, prepared {theirs:>9.1?}");
    for (name, _, mut timings) in ours {
        let time = middle(&mut timings);
        println!("  redshift-orm, {name:<15} {time:>9.1?}; ratio {:.3}", ratio(time, theirs));
    }
    Ok(())
}

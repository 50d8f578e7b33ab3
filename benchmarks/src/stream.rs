//! Reading many rows: the time, beside bare tokio-postgres with the same cursor, and the memory. Each reader is a process of its own, so
//! that the most memory that it held is its own too.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use futures_util::TryStreamExt as _;
use redshift_local::Server;
use redshift_orm::Database;
use redshift_orm::prelude::*;
use tokio_postgres::{NoTls, Row};

use crate::gate::gated;
use crate::{Outcome, middle, ratios};

#[derive(Debug, Model)]
#[redshift(table = "readings")]
struct Reading {
    id: i64,
    sensor: i32,
    value: f64,
    name: String,
    note: Option<String>,
    at: DateTime<Utc>,
    #[redshift(decimal(12, 2))]
    price: Decimal,
}

/// Who reads.
const READERS: [&str; 5] = ["stream", "for_each_batch", "arrow", "bare FETCH 1000", "bare query_raw"];

/// Reads everything in this process, and prints the microseconds that it took and the most KiB that it held.
pub(crate) async fn read(url: &str, reader: &str) -> Outcome {
    let start = Instant::now();
    let rows = match reader {
        "bare FETCH 1000" | "bare query_raw" => {
            let (client, connection) = gated(url)?.connect(NoTls).await?;
            tokio::spawn(connection);
            if reader == "bare query_raw" { by_query(&client).await? } else { by_cursor(&client).await? }
        }
        _ => {
            let db = Database::connect(url).await?;
            match reader {
                "stream" => {
                    let mut rows = Reading::query().stream(&db);
                    let mut read = 0;
                    while let Some(row) = rows.try_next().await? {
                        black_box(row);
                        read += 1;
                    }
                    read
                }
                "arrow" => {
                    let mut batches = Reading::query().arrow(&db).await?;
                    let mut read = 0;
                    while let Some(batch) = batches.try_next().await? {
                        read += black_box(batch).num_rows();
                    }
                    read
                }
                _ => {
                    let mut read = 0;
                    let each = |batch: Vec<Reading>| {
                        read += black_box(batch).len();
                        async { Ok(()) }
                    };
                    Reading::query().for_each_batch(&db, each).await?;
                    read
                }
            }
        }
    };
    println!("{rows} {} {}", start.elapsed().as_micros(), peak()?);
    Ok(())
}

/// The same by hand.
async fn by_cursor(client: &tokio_postgres::Client) -> Outcome<usize> {
    client.batch_execute(&format!("BEGIN; DECLARE by_hand CURSOR FOR {}", Reading::query().to_sql())).await?;
    let mut read = 0;
    loop {
        let rows = client.query_typed("FETCH FORWARD 1000 FROM by_hand", &[]).await?;
        for row in &rows {
            black_box(by_hand(row)?);
        }
        read += rows.len();
        if rows.len() < 1000 {
            break;
        }
    }
    client.batch_execute("COMMIT").await?;
    Ok(read)
}

/// Without a cursor: the server sends as fast as the client reads.
async fn by_query(client: &tokio_postgres::Client) -> Outcome<usize> {
    let sql = Reading::query().to_sql();
    let rows = client.query_typed_raw(sql.text(), Vec::<(i32, _)>::new()).await?;
    let mut rows = std::pin::pin!(rows);
    let mut read = 0;
    while let Some(row) = rows.try_next().await? {
        black_box(by_hand(&row)?);
        read += 1;
    }
    Ok(read)
}

fn by_hand(row: &Row) -> Outcome<Reading> {
    Ok(Reading {
        id: row.try_get(0)?,
        sensor: row.try_get(1)?,
        value: row.try_get(2)?,
        name: row.try_get(3)?,
        note: row.try_get(4)?,
        at: row.try_get(5)?,
        price: Decimal::from_str_exact(row.try_get(6)?)?,
    })
}

pub(crate) async fn run(server: &Server, quick: bool) -> Outcome {
    let database = server.create_database().await?;
    let db = Database::connect(database.url()).await?;
    Reading::create_table().execute(&db).await?;
    let (ten_thousands, rounds) = if quick { (1, 1) } else { (50, 10) };
    let reading = |id: i64| NewReading {
        id,
        sensor: 7,
        value: 0.5,
        name: format!("sensor {}", id % 1000),
        note: (id % 4 != 0).then(|| "calibrated".to_owned()),
        at: DateTime::from_timestamp(1_600_000_000 + id, 0).unwrap_or_default(),
        price: Decimal::new(id * 7, 2),
    };
    Reading::insert_many((0..10_000).map(reading)).execute(&db).await?;
    for _ in 1..ten_thousands {
        let columns = |r: ReadingColumns| (r.id, r.sensor, r.value, r.name, r.note, r.at, r.price);
        let copied = Reading::query().limit(10_000).select(columns);
        Reading::insert_select(copied).execute(&db).await?;
    }
    let expected = ten_thousands * 10_000;
    db.close(Duration::from_secs(10)).await;

    let mut taken: Vec<(&str, Vec<Duration>, u64)> = READERS.iter().map(|reader| (*reader, Vec::new(), 0)).collect();
    for _ in 0..rounds {
        for (reader, times, held) in &mut taken {
            let mut reading = Command::new(std::env::current_exe()?);
            let output = reading.args(["--read", reader, "--from", database.url()]).output()?;
            let text = String::from_utf8(output.stdout)?;
            let mut numbers = text.split_whitespace().map(str::parse::<u64>);
            let mut number = || numbers.next().ok_or_else(|| String::from_utf8_lossy(&output.stderr).into_owned());
            assert_eq!(number()??, expected, "{reader} reads every row");
            times.push(Duration::from_micros(number()??));
            *held = (*held).max(number()??);
        }
    }
    let bare = taken.iter().find(|(reader, ..)| *reader == "bare FETCH 1000");
    let bare = bare.map(|(_, times, _)| times.clone()).unwrap_or_default();
    println!("reading {expected} rows of 7 columns, median of {rounds}, each in a process of its own");
    for (reader, mut times, held) in taken {
        let ratios = ratios(&times, &bare);
        let time = middle(&mut times);
        println!("  {reader:<16} {time:>9.1?}; of the bare cursor {ratios}; held at most {held} KiB");
    }
    Ok(())
}

/// The most memory that this process held, in KiB: as `/proc` tells, or `ps` of what it holds now.
fn peak() -> Outcome<u64> {
    let held = match std::fs::read_to_string("/proc/self/status") {
        Ok(status) => status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0").to_owned(),
        Err(_) => {
            let output = Command::new("ps").args(["-o", "rss=", "-p", &std::process::id().to_string()]).output()?;
            String::from_utf8(output.stdout)?
        }
    };
    Ok(held.trim().trim_end_matches(" kB").parse()?)
}

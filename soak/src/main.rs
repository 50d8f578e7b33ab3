//! A program at full load while everything goes wrong that goes wrong with clusters: links are cut at every step of the protocol, the
//! server is maintained, passwords expire, transactions conflict, statements are slow or cancelled. Afterwards every acknowledged write must be there
//! exactly once, every write that failed must not, and nothing may be left behind.
//!
//! ```text
//! cargo run --release -p redshift-orm-soak -- --seconds 1800 --report benchmarks/soak.md
//! ```

mod ledger;
mod report;
mod weather;
mod worker;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use metrics_exporter_prometheus::PrometheusBuilder;
use redshift_local::Isolation;
use redshift_orm::client::RetryPolicy;
use redshift_orm::prelude::*;
use redshift_orm_tests::dice::Dice;
use redshift_orm_tests::proxy::Proxy;
use redshift_orm_tests::server::{Fresh, fresh_by};
use tokio::task::JoinSet;

use crate::ledger::{Account, Audit, Entry, NewAccount};
use crate::report::{Memory, Report};
use crate::weather::{Vault, Weather};
use crate::worker::{ACCOUNTS, BALANCE, Done};

type Outcome<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Works at full load on the stand-in while faults happen at random, and checks what is left.
#[derive(Debug, Parser)]
struct Arguments {
    /// How long.
    #[arg(long, default_value_t = 120)]
    seconds: u64,
    /// How many work at once.
    #[arg(long, default_value_t = 32)]
    workers: u32,
    /// Where chance begins; the time's by default. What the machine does in between is not repeated.
    #[arg(long)]
    seed: Option<u64>,
    /// Writes the report to this file too.
    #[arg(long)]
    report: Option<PathBuf>,
}

const CONNECTIONS: usize = 12;

#[tokio::main]
async fn main() -> Outcome<ExitCode> {
    let arguments = Arguments::parse();
    let seed = arguments.seed.unwrap_or_else(|| std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_secs()));
    let time = Duration::from_secs(arguments.seconds);
    eprintln!("{} workers for {time:?}, seed {seed}", arguments.workers);
    let metrics = PrometheusBuilder::new().install_recorder()?;

    let database = fresh_by(|database| database.isolation(Isolation::Serializable).identity_gaps(true)).await;
    let (writer, reader) = (Proxy::start(database.url()).await, Proxy::start(database.url()).await);
    let url = database.url().replacen("awsuser@", "", 1);
    let vault = Vault::default();
    vault.rotate(&database);
    let calm = Database::builder().url(&url).credentials(vault.clone()).alias("calm").connect().await?;
    Schema::of::<(Entry, Account)>().create_all(&calm).await?;
    let accounts = (0..ACCOUNTS).map(|number| NewAccount { number, balance: BALANCE });
    Account::insert_many(accounts).execute(&calm).await?;

    let db = Database::builder()
        .writer(writer.url(&url))
        .reader(reader.url(&url))
        .credentials(vault.clone())
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(5))
        .retry(RetryPolicy::default().first_pause(Duration::from_millis(10)))
        .reader_rest(Duration::from_millis(200))
        .connect()
        .await?;

    let end = Instant::now() + time;
    let mut workers = JoinSet::new();
    for number in 0..arguments.workers {
        workers.spawn(worker::work(db.clone(), number, seed + u64::from(number), end));
    }
    let mut weather = Weather { database, writer, reader, vault, dice: Dice::new(seed), faults: Vec::new() };
    let mut early = None;
    while Instant::now() < end {
        weather.strike().await;
        if early.is_none() && end.saturating_duration_since(Instant::now()) < time * 3 / 4 {
            early = Some(Memory::now()?);
        }
    }
    let late = Memory::now()?;
    weather.clear();
    let mut done = Done::default();
    while let Some(worker) = workers.join_next().await {
        done.add(worker?);
    }
    let endpoints = db.endpoints();
    let closed_by_itself = db.close(Duration::from_secs(60)).await;

    let sum = Account::query().select(|a| a.balance.sum()).one(&calm).await?;
    let audit = Audit::of(&done.writes, &calm).await?;
    calm.close(Duration::from_secs(60)).await;
    let left = sessions_left(&weather.database).await;
    let mut report = Report {
        seed,
        time,
        workers: arguments.workers,
        done,
        weather,
        audit,
        early: early.unwrap_or(late),
        late,
        endpoints,
        left,
        metrics: metrics.render(),
        broken: Vec::new(),
    };
    report.expect(closed_by_itself, "the pool was closed, but something had to be cancelled");
    report.expect(sum == Some(i64::from(ACCOUNTS) * BALANCE), "money was made or lost");
    report.expect(late.is_like(report.early), "the memory of the process grows");
    report.expect(left == 0, "sessions are left on the server");
    let in_use = report.endpoints.iter().any(|endpoint| endpoint.connections.in_use + endpoint.connections.waiting > 0);
    report.expect(!in_use, "connections are in use that nobody uses");
    let text = report.to_string();
    println!("{text}");
    if let Some(file) = arguments.report {
        std::fs::write(file, text)?;
    }
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many sessions the server has, once it had time to notice that their clients are gone.
async fn sessions_left(database: &Fresh) -> i64 {
    let start = Instant::now();
    loop {
        let sessions = database.sessions().await;
        if sessions == 0 || start.elapsed() > Duration::from_secs(60) {
            return sessions;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

//! The stand-in under load: clients that query, write, are cancelled, and vanish in the middle of an answer. Afterwards no server process
//! may be left, and the memory of the gate is what it was.

use std::pin::pin;
use std::process::Command;
use std::time::{Duration, Instant};

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};

use crate::gate::{behind, gated};
use crate::serving::Serving;
use crate::{Outcome, middle};

const CLIENTS: u64 = 64;
/// What the gate may hold afterwards beyond what it held after a quarter of the time, in KiB: the allocator's slack.
const SLACK: u64 = 16 * 1024;

pub(crate) async fn run(time: Duration) -> Outcome {
    let serving = Serving::start()?;
    let config = gated(&serving.url)?;

    let (setup, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    setup
        .batch_execute(
            "CREATE TABLE numbers (n INT);
             INSERT INTO numbers VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10);
             INSERT INTO numbers SELECT a.n FROM numbers a, numbers b, numbers c;
             CREATE TABLE events (client INT, n INT, note VARCHAR(40))",
        )
        .await?;

    let end = Instant::now() + time;
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        clients.spawn(client(config.clone(), serving.address.clone(), number, end));
    }
    tokio::time::sleep(time / 4).await;
    let early = Memory::of(serving.id())?;
    let mut done = Done::default();
    while let Some(client) = clients.join_next().await {
        done.add(client??);
    }

    let count: i64 = setup.query_one("SELECT COUNT(*) FROM events", &[]).await?.get(0);
    let inserted = i64::try_from(done.inserted)?;
    assert!(
        (inserted..=inserted + i64::try_from(done.unknown)?).contains(&count),
        "{count} rows of {inserted} acknowledged inserts and {} whose answer was not awaited",
        done.unknown
    );
    drop(setup);
    let left = sessions_left(&behind(&serving.socket, "dev")).await?;
    let late = Memory::of(serving.id())?;

    println!("the stand-in under load: {CLIENTS} clients for {time:?}");
    println!(
        "  {} statements, median {:.1?}; {} connections, {} cancelled, {} dropped in the middle",
        done.timings.len(),
        middle(&mut done.timings),
        done.connections,
        done.cancelled,
        done.dropped
    );
    println!(
        "  server processes left {left}; the gate holds {} KiB and {} files, afterwards {} KiB and {}",
        early.resident, early.files, late.resident, late.files
    );
    assert_eq!(left, 0, "every server process ends with its client");
    assert!(late.files <= early.files, "every socket is closed with its client");
    assert!(late.resident <= early.resident + SLACK, "the memory of the gate grows");
    Ok(())
}

/// What clients did.
#[derive(Debug, Default)]
struct Done {
    timings: Vec<Duration>,
    connections: u64,
    inserted: u64,
    /// Inserts whose answer was not awaited.
    unknown: u64,
    cancelled: u64,
    dropped: u64,
}

impl Done {
    fn add(&mut self, other: Self) {
        self.timings.extend(other.timings);
        self.connections += other.connections;
        self.inserted += other.inserted;
        self.unknown += other.unknown;
        self.cancelled += other.cancelled;
        self.dropped += other.dropped;
    }
}

/// One client after the other, each with a connection of its own, until the time is over.
async fn client(config: Config, address: String, number: u64, end: Instant) -> Outcome<Done> {
    let mut done = Done::default();
    let mut dice = Dice(number + 1);
    while Instant::now() < end {
        let (client, connection) = config.connect(NoTls).await?;
        let connection = tokio::spawn(connection);
        done.connections += 1;
        let insert = client.prepare("INSERT INTO events VALUES ($1, $2, 'a note')").await?;
        let client_number = i32::try_from(number).unwrap_or_default();
        loop {
            let start = Instant::now();
            match dice.roll(100) {
                0..40 => {
                    let row = client.query_one("SELECT SUM(n), AVG(n) FROM numbers WHERE n > 3", &[]).await?;
                    assert!(row.get::<_, Option<i64>>(0).is_some(), "there are rows");
                }
                40..80 => {
                    done.inserted += client.execute(&insert, &[&client_number, &1]).await?;
                }
                80..90 => {
                    client.query("SELECT n FROM numbers", &[]).await?;
                }
                90..95 => {
                    // Far longer than anybody waits. A request that comes between two messages cancels nothing.
                    let mut slow = pin!(client.query("SELECT COUNT(*) FROM numbers a, numbers b, numbers c", &[]));
                    let answer = loop {
                        match tokio::time::timeout(Duration::from_millis(20), &mut slow).await {
                            Ok(answer) => break answer,
                            Err(_) => cancel(&client, &address).await?,
                        }
                    };
                    let error = answer.expect_err("it takes hours");
                    assert_eq!(error.code(), Some(&SqlState::QUERY_CANCELED), "{error}");
                    done.cancelled += 1;
                }
                95..98 => {
                    // The socket closes in the middle of an answer.
                    drop(
                        tokio::time::timeout(
                            Duration::from_micros(200),
                            client.query("SELECT a.n FROM numbers a, numbers b", &[]),
                        )
                        .await,
                    );
                    connection.abort();
                    done.dropped += 1;
                    break;
                }
                _ => {
                    drop(
                        tokio::time::timeout(
                            Duration::from_micros(100),
                            client.execute(&insert, &[&client_number, &2]),
                        )
                        .await,
                    );
                    connection.abort();
                    done.unknown += 1;
                    done.dropped += 1;
                    break;
                }
            }
            done.timings.push(start.elapsed());
            if Instant::now() >= end {
                break;
            }
        }
    }
    Ok(done)
}

/// Asks for the end of what the client waits for. The server closes once it has passed the request on, so that it does not reach the
/// statement after.
async fn cancel(client: &Client, address: &str) -> Outcome {
    let mut socket = TcpStream::connect(address).await?;
    client.cancel_token().cancel_query_raw(&mut socket, NoTls).await?;
    socket.read_to_end(&mut Vec::new()).await?;
    Ok(())
}

/// How many sessions of clients the engine has, once it had time to notice that theirs are gone.
async fn sessions_left(config: &Config) -> Outcome<i64> {
    let (engine, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    let question = "SELECT COUNT(*) FROM pg_catalog.pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()";
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let left: i64 = engine.query_one(question, &[]).await?.get(0);
        if left == 0 || Instant::now() > deadline {
            return Ok(left);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// What a process holds.
#[derive(Debug, Clone, Copy)]
struct Memory {
    /// In KiB.
    resident: u64,
    files: usize,
}

impl Memory {
    /// As `/proc` tells, or `ps` where there is none.
    fn of(process: u32) -> Outcome<Self> {
        let resident = match std::fs::read_to_string(format!("/proc/{process}/status")) {
            Ok(status) => status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0").to_owned(),
            Err(_) => {
                let output = Command::new("ps").args(["-o", "rss=", "-p", &process.to_string()]).output()?;
                String::from_utf8(output.stdout)?
            }
        };
        let resident = resident.trim().trim_end_matches(" kB").parse()?;
        let files = std::fs::read_dir(format!("/proc/{process}/fd")).map(Iterator::count).unwrap_or_default();
        Ok(Self { resident, files })
    }
}

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

//! What the stand-in's gate adds to the PostgreSQL behind it: to the shortest statement, and to many rows. How long a client waits for
//! either depends on how quickly the machine wakes a process, so a relay that copies bytes stands beside it.

use std::path::Path;
use std::time::{Duration, Instant};

use redshift_local::Server;
use tokio_postgres::{Client, Config, NoTls};

use crate::serving::Serving;
use crate::{Outcome, middle, ratio};

const ROWS: i64 = 200_000;
/// How many statements go one way before it is another's turn, so that each finds the processor's caches as a program does that goes on.
const TURN: usize = 100;

/// A way to the engine, by its name.
type Way = (&'static str, Client);

pub(crate) async fn run(server: &Server, rounds: usize) -> Outcome {
    println!("the gate of the stand-in, beside PostgreSQL's own socket");
    let serving = Serving::start()?;
    let ways = [
        ("the socket", connect(&behind(&serving.socket, "dev")).await?),
        ("a relay", connect(&relayed(&serving.relay)?).await?),
        ("the gate", connect(&gated(&serving.url)?).await?),
    ];
    measure("as a program", &ways, rounds).await?;
    drop(serving);

    let database = server.create_database().await?;
    let socket = server.engine_socket().ok_or("the engine has no socket")?;
    let ways = [
        ("the socket", connect(&behind(socket, database.name())).await?),
        ("the gate", connect(&gated(database.url())?).await?),
    ];
    measure("in the client's process", &ways, rounds).await
}

/// Goes all the ways in turns; the first is that without anything in between, the last one the gate.
async fn measure(place: &str, ways: &[Way], rounds: usize) -> Outcome {
    let (_, gate) = ways.last().ok_or("there is a gate")?;
    gate.batch_execute(
        "CREATE TABLE digits (d INT); INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
         CREATE TABLE many AS SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d AS id,
             'a text of some length'::VARCHAR AS name
         FROM digits a, digits b, digits c, digits d, digits e, digits f WHERE f.d < 2",
    )
    .await?;
    println!("  {place}:");
    let short = short(ways, rounds * 2).await?;
    println!("    a prepared SELECT 1, median of {}: {}", rounds * 2 * TURN, said(ways, &short, added));
    let long = long(ways, rounds * 2).await?;
    println!("    {ROWS} rows, median of {}: {}", rounds * 2, said(ways, &long, times));
    Ok(())
}

/// How long the shortest statement takes.
async fn short(ways: &[Way], rounds: usize) -> Outcome<Vec<Duration>> {
    let mut statements = Vec::new();
    for (_, client) in ways {
        statements.push(client.prepare("SELECT 1").await?);
    }
    let mut timings = vec![Vec::new(); ways.len()];
    for _ in 0..rounds {
        for (((_, client), statement), timings) in ways.iter().zip(&statements).zip(&mut timings) {
            // The first few find what the others have left.
            for number in 0..TURN + TURN / 10 {
                let start = Instant::now();
                client.query_one(statement, &[]).await?;
                if number >= TURN / 10 {
                    timings.push(start.elapsed());
                }
            }
        }
    }
    Ok(timings.iter_mut().map(|timings| middle(timings)).collect())
}

/// How long many rows take.
async fn long(ways: &[Way], rounds: usize) -> Outcome<Vec<Duration>> {
    let mut timings = vec![Vec::new(); ways.len()];
    // One round before those that count.
    for round in 0..=rounds {
        for ((_, client), timings) in ways.iter().zip(&mut timings) {
            let start = Instant::now();
            let rows = client.query("SELECT id, name FROM public.many", &[]).await?;
            let time = start.elapsed();
            assert_eq!(i64::try_from(rows.len())?, ROWS, "all rows are read");
            if round > 0 {
                timings.push(time);
            }
        }
    }
    Ok(timings.iter_mut().map(|timings| middle(timings)).collect())
}

/// The times by their names, and how each compares with the first.
fn said(ways: &[Way], times: &[Duration], compared: impl Fn(Duration, Duration) -> String) -> String {
    let direct = times.first().copied().unwrap_or_default();
    let said = ways.iter().zip(times).enumerate().map(|(number, ((name, _), time))| match number {
        0 => format!("by {name} {time:.1?}"),
        _ => format!("by {name} {time:.1?}, {}", compared(*time, direct)),
    });
    said.collect::<Vec<_>>().join("; ")
}

fn added(time: Duration, direct: Duration) -> String {
    format!("which adds {:.1?}", time.saturating_sub(direct))
}

fn times(time: Duration, direct: Duration) -> String {
    format!("ratio {:.3}", ratio(time, direct))
}

/// How to connect to the engine itself.
pub(crate) fn behind(socket: &Path, database: &str) -> Config {
    let mut config = Config::new();
    config.host_path(socket.parent().unwrap_or(socket)).user("awsuser").dbname(database);
    config
}

/// How to connect to the engine by a relay.
fn relayed(address: &str) -> Outcome<Config> {
    let address: std::net::SocketAddr = address.parse()?;
    let mut config = Config::new();
    config.host(address.ip().to_string()).port(address.port()).user("awsuser").dbname("dev");
    Ok(config)
}

/// How to connect to the gate of this URL.
pub(crate) fn gated(url: &str) -> Outcome<Config> {
    Ok(url.replacen("redshift", "postgresql", 1).parse()?)
}

async fn connect(config: &Config) -> Outcome<Client> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

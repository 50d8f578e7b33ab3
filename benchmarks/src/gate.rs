//! What the stand-in's gate adds to the PostgreSQL behind it: to the shortest statement, and to many rows.

use std::path::Path;
use std::time::{Duration, Instant};

use redshift_local::Server;
use tokio_postgres::{Client, Config, NoTls};

use crate::{Outcome, middle, ratio};

const ROWS: i64 = 200_000;

pub(crate) async fn run(server: &Server, rounds: usize) -> Outcome {
    let database = server.create_database().await?;
    let gate = connect(&database.url().replacen("redshift", "postgresql", 1).parse()?).await?;
    let engine = connect(&behind(server.engine_socket().ok_or("the engine has no socket")?, database.name())).await?;
    gate.batch_execute(
        "CREATE TABLE digits (d INT); INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
         CREATE TABLE many AS SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d AS id,
             'a text of some length'::VARCHAR AS name
         FROM digits a, digits b, digits c, digits d, digits e, digits f WHERE f.d < 2",
    )
    .await?;

    let statements = 200 * rounds;
    let short = [(&gate, gate.prepare("SELECT 1").await?), (&engine, engine.prepare("SELECT 1").await?)];
    let mut timings = [const { Vec::new() }; 2];
    for _ in 0..statements {
        for ((client, statement), timings) in short.iter().zip(&mut timings) {
            let start = Instant::now();
            client.query_one(statement, &[]).await?;
            timings.push(start.elapsed());
        }
    }
    let [through, direct] = timings.map(|mut timings| middle(&mut timings));
    println!("the gate of the stand-in, beside PostgreSQL's own socket");
    println!(
        "  a prepared SELECT 1, median of {statements}: {through:.1?} and {direct:.1?}, added {:.1?}",
        added(through, direct)
    );

    let mut timings = [const { Vec::new() }; 2];
    // One round before those that count.
    for round in 0..=rounds * 2 {
        for (client, timings) in [&gate, &engine].iter().zip(&mut timings) {
            let start = Instant::now();
            let rows = client.query("SELECT id, name FROM public.many", &[]).await?;
            let time = start.elapsed();
            assert_eq!(i64::try_from(rows.len())?, ROWS, "all rows are read");
            if round > 0 {
                timings.push(time);
            }
        }
    }
    let [through, direct] = timings.map(|mut timings| middle(&mut timings));
    println!(
        "  {ROWS} rows, median of {}: {through:.1?} and {direct:.1?}, ratio {:.3}",
        rounds * 2,
        ratio(through, direct)
    );
    Ok(())
}

fn added(through: Duration, direct: Duration) -> Duration {
    through.saturating_sub(direct)
}

/// How to connect to the engine itself.
pub(crate) fn behind(socket: &Path, database: &str) -> Config {
    let mut config = Config::new();
    config.host_path(socket.parent().unwrap_or(socket)).user("awsuser").dbname(database);
    config
}

async fn connect(config: &Config) -> Outcome<Client> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

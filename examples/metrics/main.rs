//! A program that Prometheus can scrape: it works with a database, serves its metrics over HTTP, and reads them there itself.
//!
//! `cargo run --example metrics` does the work, scrapes once and ends; `cargo run --example metrics -- --serve` stays.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use redshift_orm::prelude::*;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Debug, Model)]
#[redshift(table = "visits")]
struct Visit {
    #[redshift(primary_key, identity)]
    id: i64,
    page: String,
}

/// From a look-up to a report, in seconds.
const BUCKETS: [f64; 10] = [0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 60.0, 300.0, 1800.0];

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // Before the database is connected to, so that nothing is missed.
    let recorder = PrometheusBuilder::new().set_buckets(&BUCKETS)?.install_recorder()?;
    let db = Database::from_env().await?;
    work(&db).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(serve(listener, recorder));
    if std::env::args().any(|argument| argument == "--serve") {
        println!("http://{address}/metrics");
        return Ok(server.await??);
    }
    let scraped = scrape(address).await?;
    print!("{scraped}");
    for line in [
        "redshift_model_inserts_total{alias=\"default\",model=\"visits\"} 3",
        "redshift_errors_total{alias=\"default\",kind=\"server\"} 1",
        "redshift_transactions_total{alias=\"default\",outcome=\"committed\"} 1",
        "redshift_connections_in_use{alias=\"default\"} 0",
    ] {
        if !scraped.lines().any(|scraped| scraped == line) {
            return Err(format!("the metrics have no line `{line}`").into());
        }
    }
    Ok(())
}

async fn work(db: &Database) -> Result<()> {
    Schema::of::<Visit>().create_all(db).await?;
    let visits = ["/", "/prices", "/"].map(|page| NewVisit { page: page.into() });
    db.transaction(async |tx| Visit::insert_many(visits.clone()).execute(&tx).await).await?;
    Visit::query().count(db).await?;
    match raw_sql("SELECT page FROM no_visits").execute(db).await {
        Err(error) if error.code() == Some("42P01") => Ok(()),
        done => done.map(drop),
    }
}

/// Answers every request with the metrics.
async fn serve(listener: TcpListener, recorder: PrometheusHandle) -> std::io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let body = recorder.render();
        tokio::spawn(async move {
            let mut stream = BufReader::new(stream);
            // The request is read to its blank line before the answer, or closing would reset the connection.
            let mut line = String::new();
            while stream.read_line(&mut line).await? > 2 {
                line.clear();
            }
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nConnection: close\r\n";
            stream.write_all(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await
        });
    }
}

/// What Prometheus would read.
async fn scrape(address: std::net::SocketAddr) -> Result<String, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (_, body) = answer.split_once("\r\n\r\n").ok_or("the answer has no body")?;
    Ok(body.to_owned())
}

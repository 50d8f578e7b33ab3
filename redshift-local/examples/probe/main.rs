//! Sends the statements of the corpus to a real cluster, and writes its answers beside the stand-in's.
//!
//! ```sh
//! REDSHIFT_PASSWORD=.. cargo run -p redshift-local --example probe -- --url redshift://user@host:5439/database
//! ```

mod cases;
mod connection;
mod report;
mod session;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cases::{Chapter, SCHEMA};
use clap::Parser;
use connection::Address;
use redshift_local::Server;
use report::Report;

/// Asks a real cluster what the corpus of the stand-in says of it.
///
/// Every statement is sent over both protocols, in a schema of its own and, but for those that cannot be, in a transaction that is rolled
/// back. Statements about databases, users, other schemas and files are not sent.
#[derive(Debug, Parser)]
struct Arguments {
    /// redshift://user@host:port/database; the password comes from REDSHIFT_PASSWORD. TLS is used and the certificate checked, unless it
    /// ends with ?sslmode=disable; ?sslrootcert=FILE names another authority
    #[arg(long)]
    url: String,
    /// The file that is written
    #[arg(long, default_value = "probe-report.txt")]
    report: PathBuf,
    /// Only this chapter; may be given several times
    #[arg(long)]
    chapter: Vec<String>,
    /// Do it, rather than say what would be done
    #[arg(long)]
    yes: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("probe: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), String> {
    let theirs = Address::parse(&arguments.url, std::env::var("REDSHIFT_PASSWORD").ok())?;
    let mut chapters = cases::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus")))?;
    chapters.retain(|chapter| arguments.chapter.is_empty() || arguments.chapter.contains(&chapter.name));
    println!("{}", plan(&theirs, &chapters, &arguments.report));
    if !arguments.yes {
        println!("Nothing was done: --yes does it.");
        return Ok(());
    }
    let server = Server::start().await.map_err(|error| error.to_string())?;
    let ours = Address::parse(&server.url(), None)?;
    let mut report = Report::default();
    let done = report.fill(&theirs, &ours, &chapters).await;
    std::fs::write(&arguments.report, report.text())
        .map_err(|error| format!("{}: {error}", arguments.report.display()))?;
    println!("{}", report.summary());
    done.map_err(|error| format!("{error}. The report ends there; if the schema {SCHEMA} is left, drop it"))
}

/// What will be done, in words.
fn plan(theirs: &Address, chapters: &[Chapter], report: &Path) -> String {
    let count = chapters.iter().flat_map(|chapter| &chapter.cases).filter(|case| case.stays_inside()).count();
    format!(
        "In {theirs}: for each of {} chapters, create the schema {SCHEMA} (if it exists already, stop), make a few small tables in \
         it, send {count} statements in all, twice each, and drop the schema. The answers go to {}.",
        chapters.len(),
        report.display()
    )
}

//! The stand-in as a program: `redshift-local --port 5439`.

use std::error::Error as _;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use redshift_local::{Isolation, Result, Server};
use tokio::signal::unix::{SignalKind, signal};

/// A local stand-in for Amazon Redshift.
///
/// Starts a PostgreSQL of its own in a private folder and speaks to clients as Redshift does. The user is `awsuser`, any password
/// will do, and the first database is `dev`. It ends, with its PostgreSQL, on Ctrl-C or SIGTERM.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 5439)]
    port: u16,
    /// The address to listen on; whoever can reach it can read and change everything
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// A folder to keep the data in; without it they go when the server ends
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Leave gaps between identity values after bulk inserts, as several slices do
    #[arg(long)]
    identity_gaps: bool,
    /// The isolation level of the databases
    #[arg(long, value_enum, default_value_t = Level::Snapshot)]
    isolation: Level,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    /// Transactions conflict when they change the same rows
    Snapshot,
    /// Transactions that could not have run one after the other conflict too, with error 1023
    Serializable,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprint!("redshift-local: {error}");
            if let Some(source) = error.source() {
                eprint!(": {source}");
            }
            eprintln!();
            ExitCode::FAILURE
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn run(arguments: Arguments) -> Result<()> {
    let stopped = stopped();
    let mut builder =
        Server::builder().port(arguments.port).host(arguments.host).identity_gaps(arguments.identity_gaps).isolation(
            match arguments.isolation {
                Level::Snapshot => Isolation::Snapshot,
                Level::Serializable => Isolation::Serializable,
            },
        );
    if let Some(data) = arguments.data {
        builder = builder.data(data);
    }
    let server = builder.start().await?;
    println!("{}", server.url().replacen("redshift://", "postgres://", 1));
    stopped.await;
    drop(server);
    Ok(())
}

/// Resolves at Ctrl-C or SIGTERM; both are watched from the call on, so that neither ends the process by itself.
fn stopped() -> impl Future<Output = ()> {
    let interrupt = signal(SignalKind::interrupt());
    let terminate = signal(SignalKind::terminate());
    async move {
        let (Ok(mut interrupt), Ok(mut terminate)) = (interrupt, terminate) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

//! The stand-in as a program: `redshift-local --port 5439`.

use std::error::Error as _;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use redshift_local::{Isolation, Result, Server, Tls};
use tokio::signal::unix::{SignalKind, signal};

/// A local stand-in for Amazon Redshift.
///
/// Starts a PostgreSQL of its own in a private folder, unless `--url` names another, and speaks to clients as Redshift does. The user is `awsuser`, any password
/// will do, and the first database is `dev`. When it is ready it prints its URL, the only line on standard output. It ends, with its
/// PostgreSQL, on Ctrl-C or SIGTERM.
#[derive(Debug, Parser)]
#[command(version, after_long_help = AFTER_HELP)]
struct Arguments {
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 5439)]
    port: u16,
    /// The address to listen on; whoever can reach it can read and change everything
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// A folder to keep the data in, which several may use at once; without it they go when the server ends
    #[arg(long, value_name = "FOLDER", conflicts_with = "url")]
    data: Option<PathBuf>,
    /// Use this PostgreSQL 15 or newer instead of starting one: postgres://user:password@host:port/database, without TLS;
    /// `postgres:///?host=/FOLDER` is the socket in a folder. As a superuser, or as a user with CREATEDB and CREATEROLE: then less is
    /// simulated, and the start says what is refused. `dev` is made there and stays; what others have made is neither touched nor reached
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Speak TLS too, or to all who connect, with a certificate made for `localhost` and the address
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "accept")]
    tls: Option<TlsMode>,
    /// Write the certificate that clients check the server's with to this file; without it, it is in one that goes with the server
    #[arg(long, value_name = "FILE", requires = "tls")]
    certificate: Option<PathBuf>,
    /// Refuse what is accepted without effect, or with a known difference: VACUUM, EXPLAIN, BACKUP and what else docs/behaviour.md lists
    #[arg(long)]
    strict: bool,
    /// How values of DECIMAL go to clients that ask for them in binary
    #[arg(long, value_enum, default_value_t = Decimals::Groups)]
    numeric: Decimals,
    /// Print the URL and nothing else
    #[arg(long, short)]
    quiet: bool,
    /// Leave gaps between identity values after bulk inserts, as several slices do
    #[arg(long)]
    identity_gaps: bool,
    /// The isolation level of the databases
    #[arg(long, value_enum, default_value_t = Level::Snapshot)]
    isolation: Level,
}

/// What stands below the options.
const AFTER_HELP: &str = "\
Settings of a session:
  SET redshift_local.fault = 'drop after commit'   something goes wrong on purpose; a wrong text is answered with the grammar
  SET redshift_local.identity_gaps = on            as --identity-gaps, for tables that are created then
  SET redshift_local.numeric = scaled              as --numeric scaled, for the statements that follow

Environment:
  REDSHIFT_LOCAL_URL            as --url, where neither it nor --data is given
  PGPASSWORD                    the password, where the URL has none
  REDSHIFT_LOCAL_POSTGRES_BIN   the folder of `initdb` and `postgres`, when it is not in a usual place
  REDSHIFT_LOCAL_CACHE          the folder that empty prepared data are kept in; empty, none are

Exit codes:
  0   ended by Ctrl-C or SIGTERM
  1   it could not start
  2   wrong arguments
  3   no usable PostgreSQL is installed
  4   the address is in use
  5   its PostgreSQL has ended by itself";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TlsMode {
    /// Clients choose
    Accept,
    /// Clients without TLS are refused
    Require,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Decimals {
    /// In groups of four digits, as PostgreSQL's
    Groups,
    /// As big-endian integers of 8 or 16 bytes, whose scale is in the type modifier of the column
    Scaled,
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
            match error {
                error if error.is_postgres_missing() => ExitCode::from(3),
                error if error.is_address_in_use() => ExitCode::from(4),
                error if error.is_ended() => ExitCode::from(5),
                _ => ExitCode::FAILURE,
            }
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
    if let Some(url) = arguments.url {
        builder = builder.url(url);
    }
    builder = builder.strict(arguments.strict).scaled_decimals(matches!(arguments.numeric, Decimals::Scaled));
    let folder = arguments.data.as_ref().map(|data| data.display().to_string());
    if let Some(data) = arguments.data {
        builder = builder.data(data);
    }
    if let Some(mode) = arguments.tls {
        builder = builder.tls(match mode {
            TlsMode::Accept => Tls::Accepted,
            TlsMode::Require => Tls::Required,
        });
    }
    if let Some(file) = arguments.certificate {
        builder = builder.certificate_file(file);
    }
    let server = builder.start().await?;
    println!("{}", server.url().replacen("redshift://", "postgres://", 1));
    if !arguments.quiet {
        let kept = match (folder, server.engine_of_others()) {
            (Some(folder), _) => format!("its data stay in {folder}"),
            (None, Some(address)) => {
                format!(
                    "its data stay in the PostgreSQL at {address}, which keeps its own memory, autovacuum and max_connections"
                )
            }
            (None, None) => "its data go with it".to_owned(),
        };
        eprintln!("redshift-local serves until Ctrl-C; {kept}.");
        if let Some(unsimulated) = server.unsimulated() {
            eprintln!("The user of that PostgreSQL is no superuser, so not all is simulated: {unsimulated}.");
        }
    }
    tokio::select! {
        () = stopped => Ok(()),
        error = server.ended() => Err(error),
    }
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

//! Measures what users wait for, and prints ratios against doing the same by hand in the same run.
//!
//! ```text
//! cargo run --release -p redshift-orm-benchmarks            # everything
//! cargo run -p redshift-orm-benchmarks -- --quick           # once over, to see that it works
//! ```

mod build;
mod compile;
mod gate;
mod ids;
mod load;
mod proxy;
mod relay;
mod serving;
mod stream;
mod workloads;

use std::error::Error;
use std::time::Duration;

use clap::Parser;

/// Prints compile times, query building, what programs do all day, streams and their memory, the cost of ids and of the stand-in, and how
/// the stand-in bears load.
#[derive(Debug, Parser)]
struct Arguments {
    /// Few rounds: shows that everything runs, measures little.
    #[arg(long)]
    quick: bool,
    /// Only these: compile, build, workloads, stream, ids, gate, load.
    only: Vec<String>,
    /// Of the workloads only these: read, look-up, prepared, inserts, id, bulk, crowd.
    #[arg(long, value_delimiter = ',')]
    workload: Vec<String>,
    /// Serves a stand-in until standard input ends; how `load` and `gate` start the one that they measure.
    #[arg(long, hide = true)]
    serve: bool,
    /// Reads what `stream` measures, so; how it starts a process of its own.
    #[arg(long, hide = true, requires = "from")]
    read: Option<String>,
    #[arg(long, hide = true)]
    from: Option<String>,
}

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome {
    // In a task, as the requests of a server are: what is awaited here, on a thread that is none of the runtime's workers, is woken by one
    // of them, and how long that takes is a matter of luck.
    tokio::spawn(measure(Arguments::parse())).await?
}

async fn measure(arguments: Arguments) -> Outcome {
    if arguments.serve {
        return serving::serve().await;
    }
    if let (Some(reader), Some(url)) = (&arguments.read, &arguments.from) {
        return stream::read(url, reader).await;
    }
    let wanted = |name: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| only == name);
    let rounds = if arguments.quick { 1 } else { 10 };
    if wanted("compile") {
        compile::run(arguments.quick)?;
    }
    if wanted("build") {
        build::run(rounds);
    }
    if wanted("load") {
        load::run(if arguments.quick { Duration::from_secs(3) } else { Duration::from_secs(60) }).await?;
    }
    if ["workloads", "stream", "ids", "gate"].into_iter().any(wanted) {
        let server = redshift_local::Server::start().await?;
        if wanted("workloads") {
            workloads::run(&server, rounds, &arguments.workload).await?;
        }
        if wanted("stream") {
            stream::run(&server, arguments.quick).await?;
        }
        if wanted("ids") {
            ids::run(&server, rounds).await?;
        }
        if wanted("gate") {
            gate::run(&server, rounds).await?;
        }
    }
    Ok(())
}

/// The median.
fn middle(timings: &mut [Duration]) -> Duration {
    timings.sort_unstable();
    timings.get(timings.len() / 2).copied().unwrap_or_default()
}

/// How timings compare with those of the same rounds: the median of the ratios, and between which half of them are. A machine that is busy
/// for a while is so for both.
fn ratios(ours: &[Duration], theirs: &[Duration]) -> String {
    let mut ratios: Vec<f64> = ours.iter().zip(theirs).map(|(ours, theirs)| ratio(*ours, *theirs)).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let at = |quarter: usize| ratios.get(ratios.len() * quarter / 4).copied().unwrap_or(f64::NAN);
    format!("{:.3} ({:.2} to {:.2})", at(2), at(1), at(3))
}

fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

//! The flights, from production to development: interrupted, and run again.
//!
//! ```text
//! cargo run --example transfer                    # between two databases of the local stand-in
//! cargo run --example transfer -- --from URL      # from there to the database that the environment names
//! ```
//!
//! With `--from`, `--resume` goes on with a run that was interrupted, and `--replace` begins anew.

use std::sync::Arc;

use clap::Parser;
use redshift_local::Server;
use redshift_orm::prelude::*;
use redshift_orm::transfer::{Report, Transfer};
use redshift_orm_examples::models::{Airline, Flight};
use redshift_orm_examples::{All, Failure, fill, january};
use tokio::sync::Notify;

/// Copies nycflights13 from one database to another.
#[derive(Debug, Parser)]
struct Arguments {
    /// Where the rows come from; without it, from one database of the stand-in to another.
    #[arg(long, value_name = "URL")]
    from: Option<String>,
    /// Go on where a run was interrupted.
    #[arg(long, conflicts_with = "replace")]
    resume: bool,
    /// Drop the tables of the target first.
    #[arg(long)]
    replace: bool,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let Some(url) = arguments.from else { return demonstrate().await };
    let (source, target) = (Database::connect(url).await?, Database::from_env().await?);
    let mut transfer = Transfer::of::<All>().from(&source).to(&target).progress_bar();
    if arguments.resume {
        transfer = transfer.resume();
    }
    if arguments.replace {
        transfer = transfer.replace();
    }
    println!("{}", transfer.run().await?);
    Ok(())
}

async fn demonstrate() -> Result<(), Failure> {
    let server = Server::shared().await?;
    let (production, development) = (server.create_database().await?, server.create_database().await?);
    let (source, target) = (Database::connect(production.url()).await?, Database::connect(development.url()).await?);
    fill(&source, &january()).await?;

    // Somebody presses Ctrl-C.
    let pressed = Arc::new(Notify::new());
    let presses = Arc::clone(&pressed);
    let transfer = Transfer::of::<All>().from(&source).to(&target).batch(2_000).on_progress(move |p| {
        if p.all_rows > p.all_total / 2 {
            presses.notify_one();
        }
    });
    tokio::select! {
        done = transfer.run() => return Err(Failure::from(Error::other(format!("it was not interrupted: {done:?}")))),
        () = pressed.notified() => {}
    }
    let before = Flight::query().count(&target).await?;
    println!("interrupted: {before} of {} flights are there", Flight::query().count(&source).await?);

    let report = Transfer::of::<All>().from(&source).to(&target).resume().progress_bar().run().await?;
    println!("{report}");
    compare(&source, &target, &report).await
}

/// Whether the same answers come from both ends.
async fn compare(source: &Database, target: &Database, report: &Report) -> Result<(), Failure> {
    let question = || {
        Flight::query()
            .join(Airline::query(), |(f, a)| f.carrier.eq(a.carrier))
            .group_by(|(_, a)| a.name)
            .select(|name, (f, _)| (name, count_star(), f.id.sum(), f.distance.sum(), f.time_hour.max()))
            .order_by(|row| row.0.asc())
    };
    if report.copied() == 0 || question().all(source).await? != question().all(target).await? {
        return Err(Failure::from(Error::other("the two ends differ")));
    }
    println!("both give the same answer");
    Ok(())
}

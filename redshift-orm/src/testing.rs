//! What `#[redshift_orm::test]` runs.

use std::error::Error as _;

use redshift_local::Server;
use tokio::runtime::Builder;

use crate::{Database, Error, Result};

/// The runtime of a test.
#[derive(Debug, Clone, Copy)]
pub enum Flavor {
    /// The thread of the test alone.
    CurrentThread,
    /// Threads of its own: this many, or one for each core.
    MultiThread(Option<usize>),
}

/// What a test is given.
#[diagnostic::on_unimplemented(
    message = "a test is given a `Database`, not `{Self}`",
    label = "write `db: Database`",
    note = "`#[redshift_orm::test]` makes a fresh database for each test"
)]
pub trait TestArgument: sealed::Sealed {
    /// The argument.
    fn of(db: Database) -> Self;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::Database {}
}

#[diagnostic::do_not_recommend]
impl TestArgument for Database {
    fn of(db: Database) -> Self {
        db
    }
}

/// Runs a test with a fresh database of the process's stand-in.
#[allow(clippy::panic, reason = "that is how a test fails, whatever it returns")]
pub fn run_test<A: TestArgument, R>(flavor: Flavor, test: impl AsyncFnOnce(A) -> R) -> R {
    let mut builder = match flavor {
        Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread(_) => Builder::new_multi_thread(),
    };
    if let Flavor::MultiThread(Some(threads)) = flavor {
        builder.worker_threads(threads);
    }
    let runtime = builder.enable_all().build().unwrap_or_else(|error| panic!("no runtime can be started: {error}"));
    let (result, fresh) = runtime.block_on(async {
        let (db, fresh) = fresh().await.unwrap_or_else(|error| panic!("{error}"));
        (test(A::of(db)).await, fresh)
    });
    // First the connections, then what they are connected to.
    drop(runtime);
    drop(fresh);
    result
}

async fn fresh() -> Result<(Database, redshift_local::Database)> {
    let failed = |error: redshift_local::Error| {
        let source = error.source().map_or_else(String::new, |source| format!(": {source}"));
        Error::configuration(format!("the local stand-in has no database for the test: {error}{source}"))
    };
    let server = Server::shared().await.map_err(failed)?;
    let fresh = server.create_database().await.map_err(failed)?;
    Ok((Database::connect(fresh.url()).await?, fresh))
}

//! Complete programs on real data; run one with `cargo run --example NAME`. Here is what they share: the tables, and how they are
//! filled.

mod load;
pub mod models;

use std::fmt;
use std::path::{Path, PathBuf};

use redshift_orm::{Database, Model, Schema};

use models::{Airline, Airport, Flight, Plane, Weather};

/// January 2013, from the repository.
#[must_use]
pub fn january() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data"))
}

/// The tables.
pub type All = (Airline, Airport, Plane, Weather, Flight);

/// Connects, creates the tables that are missing, and loads the files of a directory where there are no flights yet.
///
/// # Errors
///
/// When there is no connection, a file cannot be read, or a statement fails.
pub async fn open(directory: &Path) -> Result<Database, Failure> {
    let db = Database::from_env().await?;
    fill(&db, directory).await?;
    Ok(db)
}

/// Creates the tables that are missing, and loads the files of a directory where there are no flights yet.
///
/// # Errors
///
/// When a file cannot be read, or a statement fails.
pub async fn fill(db: &Database, directory: &Path) -> Result<(), Failure> {
    Schema::of::<All>().create_all(db).await?;
    if Flight::query().count(db).await? == 0 {
        load::load::<Airline>(db, directory, "airlines").await?;
        load::load::<Airport>(db, directory, "airports").await?;
        load::load::<Plane>(db, directory, "planes").await?;
        load::load::<Weather>(db, directory, "weather").await?;
        load::load::<Flight>(db, directory, "flights").await?;
    }
    Ok(())
}

/// What ended the program, in words.
pub struct Failure(String);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(cause: E) -> Self {
        let mut text = cause.to_string();
        let mut source = cause.source();
        while let Some(cause) = source {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            source = cause.source();
        }
        Failure(text)
    }
}

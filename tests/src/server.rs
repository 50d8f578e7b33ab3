//! A fresh database on the stand-in, of which there is one per process.

use std::sync::Mutex;

use redshift_local::{Isolation, NewDatabase, Server};
use redshift_orm::Database;

/// The databases made so far: each goes when its handle is dropped.
static MADE: Mutex<Vec<redshift_local::Database>> = Mutex::new(Vec::new());

/// A fresh, empty database.
pub async fn database() -> Database {
    Database::connect(url(|database| database).await).await.expect("the stand-in accepts connections")
}

/// A fresh, empty database at this isolation level, with gaps between the identities of bulk inserts.
pub async fn database_with_gaps(isolation: Isolation) -> Database {
    let url = url(|database| database.identity_gaps(true).isolation(isolation)).await;
    Database::builder().url(url).max_connections(20).connect().await.expect("the stand-in accepts connections")
}

/// The URL of a fresh, empty database.
pub async fn url(set: impl FnOnce(NewDatabase<'_>) -> NewDatabase<'_>) -> String {
    let server = Server::shared().await.expect("the stand-in starts");
    let database = set(server.new_database()).create().await.expect("the stand-in makes a database");
    let url = database.url().to_owned();
    MADE.lock().expect("nothing panics while it holds the lock").push(database);
    url
}

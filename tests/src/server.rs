//! A fresh database on the stand-in, of which there is one per process.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use redshift_local::{Faults, Isolation, Logins, NewDatabase, Server};
use redshift_orm::Database;
use tokio_postgres::{Config, NoTls};

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

/// The URL, with the mode of the wire that the tests are run in: `REDSHIFT_TEST_WIRE`, or the product's own.
#[must_use]
pub fn in_mode(url: &str) -> String {
    match std::env::var("REDSHIFT_TEST_WIRE") {
        Ok(wire) => format!("{url}&wire={wire}"),
        Err(_) => url.to_owned(),
    }
}

/// The URL of a fresh, empty database.
pub async fn url(set: impl FnOnce(NewDatabase<'_>) -> NewDatabase<'_>) -> String {
    let server = Server::shared().await.expect("the stand-in starts");
    let database = set(server.new_database()).create().await.expect("the stand-in makes a database");
    let url = in_mode(database.url());
    MADE.lock().expect("nothing panics while it holds the lock").push(database);
    url
}

/// A fresh, empty database, seen from the server's side.
pub async fn fresh() -> Fresh {
    fresh_by(|database| database).await
}

/// The same, created as is said.
pub async fn fresh_by(set: impl FnOnce(NewDatabase<'_>) -> NewDatabase<'_>) -> Fresh {
    let server = Server::shared().await.expect("the stand-in starts");
    let database = set(server.new_database()).create().await.expect("the stand-in makes a database");
    Fresh { server, url: in_mode(database.url()), database }
}

const SESSIONS: &str = "SELECT COUNT(*) FROM pg_catalog.pg_stat_activity WHERE datname = $1";

/// A database that is gone when this is dropped.
#[derive(Debug)]
pub struct Fresh {
    server: &'static Server,
    url: String,
    database: redshift_local::Database,
}

impl Fresh {
    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Who may log in to it.
    #[must_use]
    pub fn logins(&self) -> Logins<'_> {
        self.database.logins()
    }

    /// What goes wrong in it.
    #[must_use]
    pub fn faults(&self) -> Faults<'_> {
        self.database.faults()
    }

    /// Waits until the server has so many sessions in it: it notices late that a client is gone.
    ///
    /// # Panics
    /// When it has another number of them for half a minute.
    pub async fn wait_for_sessions(&self, expected: i64) {
        self.wait_for(expected, SESSIONS).await;
    }

    /// How many sessions the server has in it now.
    ///
    /// # Panics
    /// When the engine does not answer.
    pub async fn sessions(&self) -> i64 {
        self.ask(SESSIONS).await
    }

    /// Waits until so many sessions in it wait for a lock.
    ///
    /// # Panics
    /// When it is another number for half a minute.
    pub async fn wait_for_waiting(&self, expected: i64) {
        let question = "SELECT COUNT(*) FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_database AS d ON d.oid = l.database \
                        WHERE NOT l.granted AND d.datname = $1";
        self.wait_for(expected, question).await;
    }

    /// Asks the engine until the answer is this number.
    async fn wait_for(&self, expected: i64, question: &str) {
        let start = Instant::now();
        loop {
            let found = self.ask(question).await;
            if found == expected {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "{found} in place of {expected}: {question}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What the engine answers to a question about this database.
    async fn ask(&self, question: &str) -> i64 {
        let mut config = Config::new();
        let socket = self.server.engine_socket().expect("the engine has a socket");
        config.host_path(socket.parent().unwrap_or(socket)).user("awsuser").dbname("dev");
        let (engine, connection) = config.connect(NoTls).await.expect("the engine accepts connections");
        tokio::spawn(connection);
        engine.query_one(question, &[&self.database.name()]).await.expect("the engine answers").get(0)
    }
}

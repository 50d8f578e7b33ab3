//! A local stand-in for Amazon Redshift.
//!
//! It speaks the PostgreSQL protocol as Redshift does, in front of a PostgreSQL server that it starts itself: Redshift's DDL and
//! functions are rewritten, what Redshift refuses is refused with its texts, and what is not simulated is refused under the
//! prefix `redshift-local:`.
//!
//! PostgreSQL 15 or newer must be installed; `REDSHIFT_LOCAL_POSTGRES_BIN` names its folder when it is not in a usual place.
//! Everything lives in a private folder that is gone when the server is, and the only port is the gate's own. To start quicker, empty
//! prepared data are kept in the user's folder for caches; `REDSHIFT_LOCAL_CACHE` names another folder, or, empty, none.
//! `REDSHIFT_LOCAL_URL` names a PostgreSQL that is there already, to be used instead: see [`Builder::url`].
//!
//! The user is `awsuser`, passwords are not asked for, unless [`Database::logins`] says so, and the first database is `dev`. TLS is declined, unless [`Builder::tls`] says otherwise.
//!
//! # Examples
//!
//! One server for all tests of a process, and a database for each test:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = redshift_local::Server::shared().await?;
//! let database = server.create_database().await?;
//! assert!(database.url().ends_with("?sslmode=disable"));
//!
//! // Any client of Redshift or PostgreSQL can connect.
//! let url = database.url().replacen("redshift://", "postgres://", 1);
//! let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
//! tokio::spawn(connection);
//! let row = client.query_one("SELECT 1 + 1", &[]).await?;
//! assert_eq!(row.get::<_, i32>(0), 2);
//! # Ok(())
//! # }
//! ```
//!
//! What goes wrong with networks and clusters can be made to go wrong here: see [`Fault`].

mod certificate;
mod engine;
mod error;
mod fault;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
mod gate;
mod pack;
mod refusal;
mod rewrite;
mod server;

pub use self::error::{Error, Result};
pub use self::fault::{At, Fault, FaultError, FaultSyntax};
pub use self::server::{Builder, Database, Faults, Isolation, Logins, NewDatabase, Server, Tls};

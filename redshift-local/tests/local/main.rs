//! The stand-in over the real protocol: each test with a database of its own, on one server.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests state facts by unwrapping them, helpers too")]

mod activity;
mod aggregates;
mod append;
mod behaviour;
mod catalog;
mod columns;
mod corpus;
mod ddl;
mod explain;
mod faults;
mod frames;
mod functions;
mod grouping;
mod history;
mod identity;
mod intervals;
mod late_binding;
mod logins;
mod procedures;
mod protocol;
mod qualify;
mod refusals;
mod routines;
mod semistructured;
mod tls;
mod types;
mod url;
mod writers;

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use redshift_local::{Database, Server};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio_postgres::{Client, Error, NoTls};

/// A connection to a fresh database, which lives as long as this does.
struct Fresh {
    client: Client,
    database: Database,
}

impl std::ops::Deref for Fresh {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl std::ops::DerefMut for Fresh {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

impl Fresh {
    async fn another(&self) -> Client {
        connect(self.database.url()).await.unwrap()
    }
}

async fn fresh() -> Fresh {
    of(Server::shared().await.unwrap().create_database().await.unwrap()).await
}

async fn of(database: Database) -> Fresh {
    Fresh { client: connect(database.url()).await.unwrap(), database }
}

async fn connect(url: &str) -> Result<Client, Error> {
    let url = url.replacen("redshift://", "postgres://", 1);
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Cancels a statement until it has ended, and gives its error. A request that comes between two messages cancels nothing, hence
/// more of them; none is on its way any more afterwards, since the server closes once it has passed one on.
async fn cancelled<T: std::fmt::Debug>(db: &Client, statement: impl Future<Output = Result<T, Error>>) -> Error {
    cancelled_at(Server::shared().await.unwrap().address(), db, statement).await
}

/// The same on another server.
async fn cancelled_at<T: std::fmt::Debug>(
    address: SocketAddr,
    db: &Client,
    statement: impl Future<Output = Result<T, Error>>,
) -> Error {
    let mut statement = pin!(statement);
    loop {
        if let Ok(answer) = tokio::time::timeout(Duration::from_millis(100), &mut statement).await {
            return answer.unwrap_err();
        }
        let mut socket = TcpStream::connect(address).await.unwrap();
        db.cancel_token().cancel_query_raw(&mut socket, NoTls).await.unwrap();
        assert_eq!(socket.read(&mut [0]).await.unwrap(), 0);
    }
}

/// SQLSTATE and message of an error of the server.
fn said(error: &Error) -> (&str, &str) {
    let error = error.as_db_error().unwrap_or_else(|| panic!("not an answer of the server: {error}"));
    (error.code().code(), error.message())
}

/// The rows of a query, each as `name=value ..`.
async fn rows(db: &tokio_postgres::Client, sql: &str) -> Vec<String> {
    let messages = db.simple_query(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    messages
        .iter()
        .filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => {
                let values: Vec<String> = (0..row.len())
                    .map(|index| format!("{}={}", row.columns()[index].name(), row.get(index).unwrap_or("-")))
                    .collect();
                Some(values.join(" "))
            }
            _ => None,
        })
        .collect()
}

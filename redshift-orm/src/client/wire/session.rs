//! A connection of the pool, and what the server keeps for it.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use deadpool_postgres::ClientWrapper;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, RowStream, Statement};

use super::Wire;
use super::statements::{Reach, Statements, types};
use crate::client::network::Network;
use crate::sql::Sql;

/// A connection.
#[derive(Debug)]
pub(in crate::client) struct Session {
    client: ClientWrapper,
    network: Network,
    wire: Wire,
    statements: Statements,
    /// The number of changes as of which the statements are known.
    seen: u64,
    /// How often a connection of the pool did something that makes them go stale.
    changes: Arc<AtomicU64>,
    /// From when on it is too old to be used again.
    retires: Option<Instant>,
}

impl Deref for Session {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Session {
    pub(in crate::client) fn new(
        client: ClientWrapper,
        network: Network,
        wire: Wire,
        changes: Arc<AtomicU64>,
        retires: Option<Instant>,
    ) -> Self {
        Session { client, network, wire, statements: Statements::default(), seen: 0, changes, retires }
    }

    pub(in crate::client) fn wire(&self) -> Wire {
        self.wire
    }

    /// What ends it.
    pub(in crate::client) fn network(&self) -> &Network {
        &self.network
    }

    pub(in crate::client) fn is_old(&self, now: Instant) -> bool {
        self.retires.is_some_and(|retires| now >= retires)
    }

    /// Sends a statement by the extended protocol, by its name where it has one.
    pub(in crate::client) async fn query(&mut self, sql: &Sql<'_>) -> Result<RowStream, Error> {
        // tokio-postgres's futures are large, and so is every future that they are part of, each of which is moved: so they are boxed.
        if self.wire == Wire::Prepared
            && Statements::may_keep(sql.text())
            && let Some(statement) = self.prepared(sql).await?
        {
            let values = sql.parameters().iter().map(|value| value as &(dyn ToSql + Sync));
            return Box::pin(self.client.query_raw(&statement, values)).await;
        }
        let parameters = sql.parameters().iter().map(|value| (value, value.wire_type()));
        Box::pin(self.client.query_typed_raw(sql.text(), parameters)).await
    }

    /// The statement as the server keeps it; `None` when it asks for another number of values, about which the server has an error of its own.
    async fn prepared(&mut self, sql: &Sql<'_>) -> Result<Option<Statement>, Error> {
        let changes = self.changes.load(Ordering::Acquire);
        if self.seen != changes {
            self.statements.forget();
            self.seen = changes;
        }
        if let Some(statement) = self.statements.find(sql) {
            return Ok(Some(statement));
        }
        let types: Vec<Type> = types(sql).collect();
        let statement = Box::pin(self.client.prepare_typed(sql.text(), &types)).await?;
        if statement.params().len() != types.len() {
            return Ok(None);
        }
        self.statements.keep(sql, types, statement.clone());
        Ok(Some(statement))
    }

    /// Forgets the statements that may go stale by something that reaches so far.
    pub(in crate::client) fn forget(&mut self, reach: Reach) {
        if self.wire != Wire::Prepared || reach == Reach::Nobody {
            return;
        }
        self.statements.forget();
        if reach == Reach::Everybody {
            self.changes.fetch_add(1, Ordering::AcqRel);
        }
    }
}

//! A connection of the pool, and what the server keeps for it.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use deadpool_postgres::ClientWrapper;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, RowStream, Statement};

use super::Wire;
use super::statements::{Reach, Statements};
use crate::sql::Sql;

/// A connection.
#[derive(Debug)]
pub(in crate::client) struct Session {
    client: ClientWrapper,
    wire: Wire,
    statements: Statements,
    /// The number of changes as of which the statements are known.
    seen: u64,
    /// How often a connection of the pool did something that makes them go stale.
    changes: Arc<AtomicU64>,
}

impl Deref for Session {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Session {
    pub(in crate::client) fn new(client: ClientWrapper, wire: Wire, changes: Arc<AtomicU64>) -> Self {
        Session { client, wire, statements: Statements::default(), seen: 0, changes }
    }

    pub(in crate::client) fn wire(&self) -> Wire {
        self.wire
    }

    /// Sends a statement by the extended protocol, by its name where it has one.
    pub(in crate::client) async fn query(&mut self, sql: &Sql<'_>) -> Result<RowStream, Error> {
        if self.wire == Wire::Prepared
            && Statements::may_keep(sql.text())
            && let Some(statement) = self.prepared(sql).await?
        {
            return self
                .client
                .query_raw(&statement, sql.parameters().iter().map(|value| value as &(dyn ToSql + Sync)))
                .await;
        }
        let parameters = sql.parameters().iter().map(|value| (value, value.wire_type()));
        self.client.query_typed_raw(sql.text(), parameters).await
    }

    /// The statement as the server keeps it; `None` when it asks for another number of values, about which the server has an error of its own.
    async fn prepared(&mut self, sql: &Sql<'_>) -> Result<Option<Statement>, Error> {
        let changes = self.changes.load(Ordering::Acquire);
        if self.seen != changes {
            self.statements.forget();
            self.seen = changes;
        }
        let types: Vec<Type> = sql.parameters().iter().map(|value| value.wire_type()).collect();
        if let Some(statement) = self.statements.find(sql.text(), &types) {
            return Ok(Some(statement));
        }
        let statement = self.client.prepare_typed(sql.text(), &types).await?;
        if statement.params().len() != types.len() {
            return Ok(None);
        }
        self.statements.keep(sql.text(), types, statement.clone());
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

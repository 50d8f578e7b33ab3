//! A connection on loan from the pool, which goes back only when nothing of ours is left on it.

use std::fmt;
use std::pin::pin;
use std::sync::{Arc, Weak};

use futures_util::TryStreamExt;
#[cfg(feature = "arrow")]
use tokio_postgres::types::Type;
use tokio_postgres::{SimpleQueryMessage, SimpleQueryStream};
use tracing::Span;

use super::batches::BatchSize;
use super::connections::Object;
use super::observe::{Count, Gauge, InTransaction, Observer, Outcome, Pauses, Watch};
use super::wire::{self, Reach, Session, Wire};
use crate::error::{Error, Failure, Result};
use crate::schema::same_name;
use crate::sql::Sql;
use crate::statement::{Creation, Temporary};
#[cfg(feature = "arrow")]
use crate::types::Value;
use crate::types::{Row, RowReader};

/// How a row is read: a plain function, so that execution is compiled once per type of row.
pub(super) type Read<T> = fn(&mut RowReader<'_>) -> Result<T>;

/// A connection on loan.
///
/// Dropping it in the middle of a statement or a transaction, whether by an error, a panic, or a future that is no longer wanted, takes
/// the connection out of the pool and closes it; the server rolls back.
pub(crate) struct Lease {
    /// `None` only while the lease is dropped.
    object: Option<Object>,
    batch_size: BatchSize,
    in_use: Gauge,
    /// A statement was sent and its answer has not been read to the end.
    busy: bool,
    /// The connection broke.
    broken: bool,
    /// A transaction is open.
    open: bool,
    /// What is seen of it.
    transaction: InTransaction,
    /// The session has been changed, so nobody else should have it.
    changed: bool,
    /// Why the open transaction cannot commit.
    failure: Option<Failure>,
    /// The stream that has the transaction's cursor. Redshift has one per session.
    cursor: Option<Weak<()>>,
    /// The temporary tables of the transaction.
    temporary: Vec<Arc<Temporary>>,
    /// The transaction did something that makes prepared statements go stale, as others see when it ends.
    redefines: bool,
    /// When nobody waits for a statement, where it may be asked for ahead.
    pauses: Option<Pauses>,
}

impl Lease {
    pub(super) fn new(object: Object, observer: &Arc<Observer>, batch_size: BatchSize) -> Self {
        Lease {
            object: Some(object),
            batch_size,
            in_use: Gauge::raise(observer, "redshift_connections_in_use"),
            busy: false,
            broken: false,
            open: false,
            transaction: InTransaction::none(),
            changed: false,
            failure: None,
            cursor: None,
            temporary: Vec::new(),
            redefines: false,
            pauses: None,
        }
    }

    /// Executes a statement and reads its rows.
    pub(super) async fn all<T>(&mut self, sql: &Sql<'_>, read: Read<T>) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(sql, |row| {
            rows.push(read(&mut RowReader::new(row))?);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    /// Executes a statement and keeps its rows as they came.
    pub(super) async fn rows(&mut self, sql: &Sql<'_>) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        let watch = self.watch(sql);
        let read = watch.within(pin!(self.read(sql, |row| rows.push(row)))).await;
        watch.end(read.map(|_| rows), |rows| Count::returned(rows.len()))
    }

    /// Executes a statement and tells the rows it changed.
    pub(super) async fn execute(&mut self, sql: &Sql<'_>) -> Result<u64> {
        let watch = self.watch(sql);
        let changed = watch.within(pin!(self.read(sql, drop))).await;
        watch.end(changed, |changed| Count::changed(*changed))
    }

    /// The same of a statement of so many rows, where they are counted.
    pub(super) async fn execute_rows(&mut self, sql: &Sql<'_>, rows: Option<usize>) -> Result<u64> {
        if let Some(rows) = rows {
            self.observer().executes_many(rows);
        }
        self.execute(sql).await
    }

    /// Executes a statement and calls `row` for each of its rows until that fails; the rest is read and forgotten, so that the
    /// connection stays usable.
    pub(super) async fn each(&mut self, sql: &Sql<'_>, mut row: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        let mut count = 0;
        let mut failure = None;
        let watch = self.watch(sql);
        let each = |next: Row| {
            count += 1;
            if failure.is_none() {
                failure = row(&next).err();
            }
        };
        let read = watch.within(pin!(self.read(sql, each))).await;
        let read = read.and_then(|_| failure.map_or(Ok(()), |error| Err(error.in_statement(sql))));
        watch.end(read, |()| Count::returned(count))
    }

    /// Executes a statement, reads its rows to the end, and tells how many it changed. One that had gone stale on the server is executed
    /// once more where that is not for the transaction to do: nothing has come of it.
    pub(super) async fn read(&mut self, sql: &Sql<'_>, mut row: impl FnMut(Row)) -> Result<u64> {
        let mut any = false;
        let mut may_repeat = !self.open && self.wire() == Wire::Prepared;
        loop {
            let next = |next| {
                any = true;
                row(next);
            };
            match self.read_once(sql, next).await {
                Err(error) if error.is_stale_statement() => {
                    self.forget_all_statements();
                    if any || !may_repeat {
                        return Err(error);
                    }
                    may_repeat = false;
                }
                done => return done,
            }
        }
    }

    async fn read_once(&mut self, sql: &Sql<'_>, mut row: impl FnMut(Row)) -> Result<u64> {
        let literal = self.prepare_to_send(sql)?;
        self.busy = true;
        let session = self.session()?;
        let changed = match literal {
            None => {
                let sent = session.query(sql).await;
                let mut rows = pin!(sent.map_err(|cause| self.failed(cause, sql))?);
                loop {
                    match rows.try_next().await {
                        Ok(Some(next)) => row(Row::Binary(next)),
                        Ok(None) => break rows.rows_affected().unwrap_or(0),
                        Err(cause) => return Err(self.failed(cause, sql)),
                    }
                }
            }
            Some(text) => {
                let sent = session.simple_query_raw(&text).await;
                let mut messages = pin!(sent.map_err(|cause| self.failed(cause, sql))?);
                let mut changed = 0;
                loop {
                    match messages.try_next().await {
                        Ok(Some(SimpleQueryMessage::Row(next))) => row(Row::Text(next)),
                        Ok(Some(SimpleQueryMessage::CommandComplete(count))) => changed = count,
                        Ok(Some(_)) => {}
                        Ok(None) => break changed,
                        Err(cause) => {
                            let error = self.failed(cause, sql);
                            return Err(error.of_literals(|position| wire::position_in_text(sql, position)));
                        }
                    }
                }
            }
        };
        self.busy = false;
        Ok(changed)
    }

    pub(super) fn watch<'s>(&self, sql: &'s Sql<'s>) -> Watch<'s> {
        self.transaction.in_scope(|| self.observer().statement(sql, self.pauses.clone()))
    }

    /// What comes before a statement is sent, and its text where it is sent with literals in place of its parameters.
    fn prepare_to_send(&mut self, sql: &Sql<'_>) -> Result<Option<String>> {
        sql.check()?;
        self.admit(sql, sql.text())?;
        let literal = match self.wire() {
            Wire::Unnamed | Wire::Prepared => None,
            Wire::Text => Some(wire::with_literals(sql)?),
        };
        self.forget_statements(sql, sql.text())?;
        Ok(literal)
    }

    /// Forgets the prepared statements that may go stale by this one.
    fn forget_statements(&mut self, sql: &Sql<'_>, text: &str) -> Result<()> {
        if self.wire() == Wire::Prepared {
            let reach = Reach::of(sql, text);
            self.redefines |= reach == Reach::Everybody;
            self.session()?.forget(reach);
        }
        Ok(())
    }

    /// The types of the columns that a statement gives, and what modifies them. It is not executed.
    #[cfg(feature = "arrow")]
    pub(super) async fn describe(&mut self, sql: &Sql<'_>) -> Result<Vec<(Type, i32)>> {
        sql.check()?;
        self.admit(sql, sql.text())?;
        let types: Vec<_> = sql.parameters().iter().map(Value::wire_type).collect();
        let watch = self.watch(sql);
        self.busy = true;
        let described = watch.within(pin!(self.session()?.prepare_typed(sql.text(), &types))).await;
        let described = match described {
            Ok(statement) => {
                self.busy = false;
                Ok(statement.columns().iter().map(|column| (column.type_().clone(), column.type_modifier())).collect())
            }
            Err(cause) => Err(self.failed(cause, sql)),
        };
        watch.end(described, |_| Count::none())
    }

    /// Executes a statement without parameters by the simple protocol. `shown` is what messages show of it.
    pub(super) async fn simple(&mut self, text: &str, shown: &Sql<'_>) -> Result<()> {
        let watch = self.watch(shown);
        let done = watch.within(pin!(self.send_simple(text, shown))).await;
        watch.end(done.map(drop), |()| Count::none())
    }

    /// Executes a statement without parameters by the simple protocol and gives the first column of its rows. `shown` is what messages
    /// show of it.
    pub(super) async fn simple_column(&mut self, text: &str, shown: &Sql<'_>) -> Result<Vec<String>> {
        let watch = self.watch(shown);
        let messages = watch.within(pin!(self.send_simple(text, shown))).await;
        let rows = messages.map(|messages| messages.iter().filter_map(first_cell).collect::<Vec<_>>());
        watch.end(rows, |rows| Count::returned(rows.len()))
    }

    async fn send_simple(&mut self, text: &str, shown: &Sql<'_>) -> Result<Vec<SimpleQueryMessage>> {
        self.admit(shown, text)?;
        self.forget_statements(shown, text)?;
        self.busy = true;
        match self.session()?.simple_query(text).await {
            Ok(messages) => {
                self.busy = false;
                Ok(messages)
            }
            Err(cause) => Err(self.failed(cause, shown)),
        }
    }

    /// Executes a statement that has literals in place of its parameters. `shown` is what messages show of it.
    pub(super) async fn literal(&mut self, literal: &Sql<'_>, shown: &Sql<'_>) -> Result<()> {
        literal.check()?;
        self.simple(literal.text(), shown).await
    }

    /// Sends a text of statements that leave prepared ones as they are.
    pub(super) async fn send_text(&mut self, text: &str) -> Result<SimpleQueryStream> {
        self.busy = true;
        let sent = self.session()?.simple_query_raw(text).await;
        sent.map_err(|cause| self.failed(cause, &Sql::of_text(String::new())))
    }

    /// Its answer has been read to the end.
    pub(super) fn answered(&mut self) {
        self.busy = false;
    }

    /// Whether the statement can be sent here, as this text.
    pub(super) fn admit(&self, sql: &Sql<'_>, text: &str) -> Result<()> {
        let is_there = |table: &&Arc<Temporary>| self.temporary.iter().any(|known| Arc::ptr_eq(known, table));
        if let Some(table) = sql.temporary().iter().find(|table| !is_there(table)) {
            return Err(Error::transaction(format!(
                "the temporary table \"{}\" is not there: it is seen by the transaction that created it alone, and is gone when that ends, \
                 or when it is dropped; execute the statement in that transaction",
                table.name
            )));
        }
        // The protocol ends a text at its first NUL.
        if text.contains('\0') {
            return Err(Error::statement("the statement's text contains a NUL character, which SQL has not"));
        }
        Ok(())
    }

    /// Forgets the prepared statements of all connections: one of them was found stale.
    pub(super) fn forget_all_statements(&mut self) {
        if let Some(session) = &mut self.object {
            session.forget(Reach::Everybody);
        }
    }

    fn session(&mut self) -> Result<&mut Session> {
        match &mut self.object {
            Some(object) => Ok(object),
            None => Err(Error::connection("the connection is closed")),
        }
    }

    fn observer(&self) -> &Arc<Observer> {
        self.in_use.observer()
    }

    pub(super) fn wire(&self) -> Wire {
        self.object.as_ref().map_or(Wire::Unnamed, |object| object.wire())
    }

    pub(super) fn failed(&mut self, cause: tokio_postgres::Error, sql: &Sql<'_>) -> Error {
        let mut error = Error::of_statement(cause, sql);
        if self.object.as_ref().is_some_and(|session| session.network().is_closed()) {
            error = Error::closed(
                "the database was closed while the connection was in use, and the time that `close` gives had passed",
            );
        }
        // After an error of its own the server is ready for the next statement, unless the error ends the connection.
        self.busy = error.is_connection();
        self.broken = error.is_connection();
        if self.open {
            self.failure.get_or_insert_with(|| Failure::new(&error));
        }
        error
    }
}

/// Transactions.
impl Lease {
    pub(super) async fn begin(&mut self) -> Result<()> {
        self.opened();
        let begun = self.command("BEGIN").await;
        if begun.is_err() {
            self.transaction = InTransaction::none();
        }
        begun
    }

    /// Commits, or rolls back when a statement has failed, since COMMIT would roll back and not say so.
    pub(super) async fn commit(&mut self) -> Result<()> {
        if let Some(failure) = &self.failure {
            let error = Error::transaction_failed(failure);
            self.rollback().await?;
            return Err(error);
        }
        if let Err(error) = self.drop_all_temporary().await {
            return Err(self.roll_back_after(error).await);
        }
        match self.command("COMMIT").await {
            Ok(()) => {
                self.committed();
                Ok(())
            }
            Err(error) if error.is_connection() => {
                self.end_of_transaction(Outcome::Unknown);
                Err(Error::commit_unknown(error))
            }
            Err(error) => {
                self.rollback().await?;
                Err(error)
            }
        }
    }

    pub(super) async fn rollback(&mut self) -> Result<()> {
        self.command("ROLLBACK").await?;
        self.end_of_transaction(Outcome::RolledBack);
        self.closed();
        Ok(())
    }

    /// Commits what went well, rolls back what did not, and gives the connection back.
    pub(super) async fn finish<T>(mut self, done: Result<T>) -> Result<T> {
        match done {
            Ok(output) => self.commit().await.map(|()| output),
            Err(error) => Err(self.roll_back_after(error).await),
        }
    }

    /// Rolls back and gives back why: what went wrong first is what the caller wants to know.
    pub(super) async fn roll_back_after(&mut self, error: Error) -> Error {
        if !self.busy && self.rollback().await.is_err() {
            tracing::debug!("the connection broke before ROLLBACK");
        }
        error
    }

    /// BEGIN is under way.
    pub(super) fn opened(&mut self) {
        self.open = true;
        self.transaction = self.observer().transaction();
        self.failure = None;
    }

    /// COMMIT was answered.
    pub(super) fn committed(&mut self) {
        self.end_of_transaction(Outcome::Committed);
        self.closed();
    }

    pub(super) fn end_of_transaction(&mut self, outcome: Outcome) {
        self.transaction.end(outcome);
    }

    fn closed(&mut self) {
        self.open = false;
        if std::mem::take(&mut self.redefines) {
            self.forget_all_statements();
        }
        self.failure = None;
        self.cursor = None;
        self.temporary.clear();
    }

    async fn command(&mut self, text: &'static str) -> Result<()> {
        self.simple(text, &Sql::new(text.to_owned(), Vec::new())).await
    }

    /// The span of the open transaction.
    pub(super) fn span(&self) -> Span {
        self.transaction.span()
    }

    /// Whether a statement was given up in the middle, so that nobody knows what it did.
    pub(super) fn is_busy(&self) -> bool {
        self.busy
    }

    /// Whether a statement of the open transaction has failed.
    pub(super) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Whether the connection broke.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    /// How large the batches of a cursor become.
    pub(super) fn batch_size(&self) -> BatchSize {
        self.batch_size
    }

    /// From now on statements may be asked for ahead.
    pub(super) fn pauses_with(&mut self, pauses: &Pauses) {
        self.pauses = Some(pauses.clone());
    }

    /// Remembers who has the cursor.
    pub(super) fn set_cursor(&mut self, owner: &Arc<()>) {
        self.cursor = Some(Arc::downgrade(owner));
    }

    pub(super) fn forget_cursor(&mut self) {
        self.cursor = None;
    }

    pub(super) fn cursor(&self) -> Cursor {
        match &self.cursor {
            None => Cursor::None,
            Some(owner) if owner.strong_count() == 0 => Cursor::Abandoned,
            Some(_) => Cursor::InUse,
        }
    }

    /// Says whether what comes next changes the session, so that the connection is closed in place of given back.
    pub(super) fn changing(&mut self, changes_session: bool) -> &mut Self {
        self.changed |= changes_session;
        if changes_session && let Some(session) = &mut self.object {
            // What is changed may be where tables are looked for.
            session.forget(Reach::Session);
        }
        self
    }
}

/// Temporary tables.
impl Lease {
    pub(super) async fn create_temporary(&mut self, creation: &Creation) -> Result<()> {
        let Creation { table, literal, shown } = creation;
        if self.temporary.iter().any(|known| same_name(known.name, table.name)) {
            return Err(Error::transaction(format!(
                "the transaction has a temporary table \"{}\" already; give the other one another name, or drop the first",
                table.name
            )));
        }
        self.literal(literal, shown).await?;
        self.temporary.push(Arc::clone(table));
        Ok(())
    }

    pub(super) async fn drop_temporary(&mut self, table: &Arc<Temporary>) -> Result<()> {
        self.execute(&table.removal()).await?;
        self.temporary.retain(|known| !Arc::ptr_eq(known, table));
        Ok(())
    }

    /// Leaves nothing to the next user of the session, which outlives the transaction.
    async fn drop_all_temporary(&mut self) -> Result<()> {
        // What a cursor reads cannot be dropped.
        if self.cursor.is_some() && !self.temporary.is_empty() {
            self.changed = true;
            return Ok(());
        }
        while let Some(table) = self.temporary.last().map(Arc::clone) {
            self.drop_temporary(&table).await?;
        }
        Ok(())
    }
}

/// The cursor of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cursor {
    None,
    /// Its stream was dropped before its end.
    Abandoned,
    InUse,
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.transaction.end(Outcome::RolledBack);
        let Some(object) = self.object.take() else {
            return;
        };
        if !self.busy && !self.open && !self.changed {
            return;
        }
        // Dropping the client closes the connection, and with it goes its transaction.
        let client = Object::take(object);
        if self.busy && !client.is_closed() {
            let network = client.network().clone();
            network.abandon(*client);
        }
    }
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease").field("busy", &self.busy).field("open", &self.open).finish_non_exhaustive()
    }
}

/// The first cell of what is a row.
fn first_cell(message: &SimpleQueryMessage) -> Option<String> {
    match message {
        SimpleQueryMessage::Row(row) => Some(row.try_get(0).ok().flatten().unwrap_or_default().to_owned()),
        _ => None,
    }
}

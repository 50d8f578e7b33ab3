//! A cursor, read in batches whose size is measured in bytes.

use std::sync::Arc;

use futures_util::future::join;

use super::database::Database;
use super::endpoint::Reads;
use super::execute::Reading;
use super::lease::{Cursor, Lease, Read};
use super::observe::Pauses;
use super::transaction::Transaction;
use crate::error::{Error, Result};
use crate::sql::Sql;
use crate::types::{Row, RowReader};

/// How large batches become.
#[derive(Debug, Clone, Copy)]
pub(super) struct BatchSize {
    pub(super) bytes: usize,
    /// The most rows of a FETCH.
    pub(super) fetch_rows: u32,
}

impl Default for BatchSize {
    fn default() -> Self {
        // More rows than these are an error of a cluster of one node (`fetch`).
        BatchSize { bytes: 4 * 1024 * 1024, fetch_rows: 1000 }
    }
}

/// The rows of a query, read by DECLARE and FETCH.
pub(super) struct Batches {
    connection: Owned,
    literal: Sql<'static>,
    shown: Sql<'static>,
    /// What a row takes beside its bytes on the wire.
    row_size: usize,
    /// When nobody waits for what was asked for ahead.
    pauses: Pauses,
    state: State,
}

/// A connection that borrows from nothing, so that the rows can be handed around.
enum Owned {
    Pool { db: Database, on_readers: bool },
    Transaction(Transaction),
}

impl Reading<'_> {
    fn to_owned(self) -> Owned {
        match self {
            Reading::Pool { db, on_readers } => Owned::Pool { db: db.clone(), on_readers },
            Reading::Transaction(tx) => Owned::Transaction(tx.handle()),
        }
    }
}

enum State {
    New,
    Open(Open, Pace),
    Closed,
}

/// Where the cursor is.
enum Open {
    /// In a transaction of its own.
    Leased(Box<Lease>),
    /// In the transaction that the statement was given, which knows the cursor's owner.
    Shared { _owner: Arc<()> },
}

/// The rows of a FETCH, as they came.
#[derive(Debug, Default)]
struct Fetched {
    rows: Vec<Row>,
    bytes: usize,
}

const DECLARE: &str = "DECLARE redshift_orm_rows CURSOR FOR ";
const CLOSE: &str = "CLOSE redshift_orm_rows";

impl Batches {
    /// `literal` is the statement as it is sent, `shown` what messages show of it, and `row_size` what a row takes beside its bytes on the
    /// wire.
    pub(super) fn new(reading: Reading<'_>, literal: Sql<'static>, shown: Sql<'static>, row_size: usize) -> Self {
        let pauses = Pauses::default();
        Batches { connection: reading.to_owned(), literal, shown, row_size, pauses, state: State::New }
    }

    /// When nobody waits for the next FETCH, where it may be asked for ahead: nothing else goes over the connection between two of them.
    pub(super) fn ahead(&self) -> Option<Pauses> {
        match self.connection {
            Owned::Pool { .. } => Some(self.pauses.clone()),
            Owned::Transaction(_) => None,
        }
    }

    /// Whether every row has been read, or reading has failed.
    pub(super) fn have_ended(&self) -> bool {
        matches!(self.state, State::Closed)
    }

    /// Reads the rows of one FETCH, as many as a batch may have at most.
    pub(super) async fn fetch(&mut self) -> Result<Vec<Row>> {
        let fetched = self.read_on(0).await;
        self.or_give_up(fetched).await.map(|fetched| fetched.rows)
    }

    /// The same, and calls `row` for each until that fails.
    #[cfg(feature = "arrow")]
    pub(super) async fn fetch_into(&mut self, row: impl FnMut(&mut RowReader<'_>) -> Result<()>) -> Result<()> {
        let rows = self.fetch().await?;
        let read = read_all(&rows, row).map_err(|error| error.in_statement(&self.shown));
        self.or_give_up(read).await
    }

    /// Reads the rows of as many FETCHes as fill a batch, and calls `row` for each until that fails.
    pub(super) async fn fill(&mut self, mut row: impl FnMut(&mut RowReader<'_>) -> Result<()>) -> Result<()> {
        let fetched = self.read_on(0).await;
        let Fetched { mut rows, bytes: mut held } = self.or_give_up(fetched).await?;
        loop {
            let read = async {
                // The connection's task sends the question. It has been woken, and runs once this one makes room for it.
                tokio::task::yield_now().await;
                read_all(&rows, &mut row)
            };
            let (next, read) = match &self.state {
                // The server works on the next FETCH while the rows of the last are read.
                State::Open(_, pace) if !pace.is_full(held) => join(self.read_on(held), read).await,
                _ => (Ok(Fetched::default()), read.await),
            };
            let next = read.map_err(|error| error.in_statement(&self.shown)).and(next);
            let Fetched { rows: more, bytes } = self.or_give_up(next).await?;
            if more.is_empty() {
                return Ok(());
            }
            rows = more;
            held += bytes;
        }
    }

    /// Calls `each` with every batch, and reads the next one while it works.
    pub(super) async fn for_each<T, F, Fut>(mut self, read: Read<T>, mut each: F) -> Result<()>
    where
        F: FnMut(Vec<T>) -> Fut,
        Fut: Future<Output = Result<()>>,
    {
        let mut batch = self.collect(read, 0).await?;
        while !batch.is_empty() {
            let about = batch.len();
            let each = &mut each;
            // In this order, so that the server works from the beginning.
            let (next, done) = join(self.collect(read, about), async move { each(batch).await }).await;
            if let Err(error) = done {
                self.give_up().await;
                return Err(error);
            }
            batch = next?;
        }
        Ok(())
    }

    /// The rows of the next batch, which are about so many; none after the last.
    async fn collect<T>(&mut self, read: Read<T>, about: usize) -> Result<Vec<T>> {
        let mut rows = Vec::with_capacity(about);
        let kept = &mut rows;
        self.fill(move |row| {
            kept.push(read(row)?);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    /// Executes the next FETCH beside the bytes that the batch holds already.
    async fn read_on(&mut self, held: usize) -> Result<Fetched> {
        let first = match self.state {
            State::New => Some(self.open().await?),
            State::Open(..) | State::Closed => None,
        };
        let State::Open(open, pace) = &mut self.state else {
            return Ok(Fetched::default());
        };
        let asked = pace.rows(held);
        let fetch = fetch(asked);
        let rows = match (first, open, &self.connection) {
            (Some(rows), ..) => rows,
            (None, Open::Leased(lease), _) => lease.rows(&fetch).await?,
            (None, Open::Shared { .. }, Owned::Transaction(tx)) => tx.lease().await?.rows(&fetch).await?,
            (None, Open::Shared { .. }, Owned::Pool { .. }) => Vec::new(),
        };
        let bytes = rows.iter().map(|row| row.size() + self.row_size).sum();
        pace.measure(rows.len(), bytes);
        // The answer to FETCH has no count of its own on Redshift.
        if rows.len() < asked {
            self.close().await?;
        }
        Ok(Fetched { rows, bytes })
    }

    /// Declares the cursor and reads its first rows. None of them has been given to anybody, so a connection that is lost meanwhile is
    /// replaced by another.
    async fn open(&mut self) -> Result<Vec<Row>> {
        let Owned::Pool { db, on_readers } = &self.connection else {
            self.declare_shared().await?;
            return self.first().await;
        };
        let (db, on_readers) = (db.clone(), *on_readers);
        let mut reads = Reads::new(&db, on_readers);
        loop {
            let opened = match reads.begin_lease().await {
                Ok(lease) => self.open_leased(lease).await,
                Err(error) => Err(error),
            };
            match opened {
                Ok(rows) => {
                    reads.answered();
                    return Ok(rows);
                }
                Err(error) => {
                    self.give_up().await;
                    reads.after(error).await?;
                }
            }
        }
    }

    async fn open_leased(&mut self, mut lease: Lease) -> Result<Vec<Row>> {
        self.literal.check()?;
        let (text, shown) = self.declaration();
        lease.pauses_with(&self.pauses);
        // Kept before its answer is looked at: an error finds it and rolls back.
        let declared = lease.simple(&text, &shown).await;
        let pace = Pace::new(lease.batch_size());
        self.state = State::Open(Open::Leased(Box::new(lease)), pace);
        declared?;
        self.first().await
    }

    async fn declare_shared(&mut self) -> Result<()> {
        self.literal.check()?;
        let (text, shown) = self.declaration();
        let Owned::Transaction(tx) = &self.connection else { return Ok(()) };
        let mut lease = tx.lease().await?;
        match lease.cursor() {
            Cursor::None => {}
            Cursor::Abandoned => lease.simple(CLOSE, &command(CLOSE)).await?,
            Cursor::InUse => {
                return Err(Error::transaction(
                    "the transaction is streaming another query, and Redshift has one cursor per session: read \
                     one of them with `.all(&tx)`, or read one to its end first",
                ));
            }
        }
        let owner = Arc::new(());
        lease.set_cursor(&owner);
        self.state = State::Open(Open::Shared { _owner: owner }, Pace::new(lease.batch_size()));
        lease.simple(&text, &shown).await
    }

    /// DECLARE as it is sent, and as messages show it.
    fn declaration(&self) -> (String, Sql<'static>) {
        (format!("{DECLARE}{}", self.literal.text()), self.shown.after(DECLARE))
    }

    /// The rows of the first FETCH.
    async fn first(&mut self) -> Result<Vec<Row>> {
        match (&mut self.state, &self.connection) {
            (State::Open(Open::Leased(lease), pace), _) => lease.rows(&fetch(pace.rows(0))).await,
            (State::Open(Open::Shared { .. }, pace), Owned::Transaction(tx)) => {
                tx.lease().await?.rows(&fetch(pace.rows(0))).await
            }
            _ => Ok(Vec::new()),
        }
    }

    async fn close(&mut self) -> Result<()> {
        match (std::mem::replace(&mut self.state, State::Closed), &self.connection) {
            (State::Open(Open::Leased(mut lease), _), _) => lease.commit().await,
            (State::Open(Open::Shared { .. }, _), Owned::Transaction(tx)) => {
                let mut lease = tx.lease().await?;
                lease.forget_cursor();
                lease.simple(CLOSE, &command(CLOSE)).await
            }
            _ => Ok(()),
        }
    }

    async fn or_give_up<T>(&mut self, read: Result<T>) -> Result<T> {
        if read.is_err() {
            self.give_up().await;
        }
        read
    }

    /// Ends before the last row. In a transaction of the caller's the error is the caller's to handle; the next cursor closes this one.
    pub(super) async fn give_up(&mut self) {
        if let State::Open(Open::Leased(mut lease), _) = std::mem::replace(&mut self.state, State::Closed)
            && !lease.is_busy()
        {
            // What went wrong first is what the caller wants to know.
            let _ = lease.rollback().await;
        }
    }
}

fn read_all(rows: &[Row], mut read: impl FnMut(&mut RowReader<'_>) -> Result<()>) -> Result<()> {
    rows.iter().try_for_each(|row| read(&mut RowReader::new(row)))
}

fn fetch(rows: usize) -> Sql<'static> {
    Sql::new(format!("FETCH FORWARD {rows} FROM redshift_orm_rows"), Vec::new())
}

fn command(text: &str) -> Sql<'static> {
    Sql::new(text.to_owned(), Vec::new())
}

/// How many rows to ask for, by the width of those that came.
#[derive(Debug)]
struct Pace {
    size: BatchSize,
    /// The bytes of a row to come, as far as is known.
    width: usize,
}

/// What a row is taken for before the first has come: about a VARCHAR of the longest.
const WIDE: usize = 64 * 1024;

impl Pace {
    fn new(size: BatchSize) -> Self {
        Pace { size, width: WIDE }
    }

    /// The rows of the next FETCH. They are few different numbers, so that the statements are few.
    fn rows(&self, held: usize) -> usize {
        let most = usize::try_from(self.size.fetch_rows).unwrap_or(usize::MAX);
        let rows = self.size.bytes.saturating_sub(held) / self.width;
        if rows >= most { most } else { rows.checked_ilog2().map_or(1, |power| 1 << power) }
    }

    /// Wide rows count at once; where rows get narrower, a FETCH at most doubles, so that a few narrow rows among wide ones do no harm.
    fn measure(&mut self, rows: usize, bytes: usize) {
        if rows > 0 {
            self.width = bytes.div_ceil(rows).max(self.width.div_ceil(2));
        }
    }

    /// Whether what is missing is not worth a FETCH.
    fn is_full(&self, held: usize) -> bool {
        held >= self.size.bytes - self.size.bytes / 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paces(bytes: usize, fetch_rows: u32, widths: &[usize]) -> Vec<usize> {
        let mut pace = Pace::new(BatchSize { bytes, fetch_rows });
        let mut asked = vec![pace.rows(0)];
        for width in widths {
            let rows = pace.rows(0);
            pace.measure(rows, rows * width);
            asked.push(pace.rows(0));
        }
        asked
    }

    #[test]
    fn narrow_rows_double_a_fetch_up_to_the_limit() {
        let default = BatchSize::default();
        assert_eq!(paces(default.bytes, default.fetch_rows, &[100; 6]), [64, 128, 256, 512, 1000, 1000, 1000]);
        assert_eq!(paces(1024 * 1024, 100_000, &[100; 13])[9..], [8192, 8192, 8192, 8192, 8192]);
    }

    #[test]
    fn wide_rows_make_a_fetch_small_at_once() {
        assert_eq!(
            paces(4 * 1024 * 1024, 1000, &[100, 100, 100, 100, 60_000, 60_000]),
            [64, 128, 256, 512, 1000, 64, 64]
        );
        assert_eq!(paces(4 * 1024 * 1024, 1000, &[16_000_000, 16_000_000, 100, 100]), [64, 1, 1, 1, 1]);
    }

    #[test]
    fn a_batch_asks_for_what_it_has_room_for() {
        let mut pace = Pace::new(BatchSize { bytes: 1 << 20, fetch_rows: 1000 });
        for _ in 0..10 {
            pace.measure(1000, 1000 * 1024);
        }
        assert_eq!([0, 1 << 19, 1 << 20, 1 << 21].map(|held| pace.rows(held)), [1000, 512, 1, 1]);
        assert_eq!([0, 1 << 19, 786_432, 1 << 21].map(|held| pace.is_full(held)), [false, false, true, true]);
    }

    #[test]
    fn no_rows_say_nothing() {
        let mut pace = Pace::new(BatchSize::default());
        pace.measure(0, 0);
        assert_eq!(pace.width, WIDE);
    }
}

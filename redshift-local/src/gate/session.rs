//! One client's session: messages on their way to the engine, and answers on their way back.

mod answers;
mod effect;
mod extended_query;
mod locks;
mod questions;
mod simple_query;

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::Notify;

use super::conversation::{Conversation, Errand, Expected, Origin, Verdict};
use super::faults::{Blow, Faults};
use super::frame::{self, Broken, Incoming};
use super::history::Recorder;
use super::response::{self, Domains};
use crate::fault::{Command, FaultError};
use crate::refusal::Refusal;
use crate::rewrite::identifier::literal;
use crate::rewrite::setting::{FAULT, NUMERIC};
use crate::rewrite::{Numeric, Own, Target, Traits};
use crate::server::Isolation;

/// How often something was dropped, by any session of the process.
static DROPS: AtomicU64 = AtomicU64::new(0);

/// What an administrator's end of a session says.
pub(super) const TERMINATED: &str = "terminating connection due to administrator command";

/// Why a session ends.
#[derive(Debug)]
pub(super) enum End {
    /// One of the two is gone, the client said goodbye, or it was told all that it is to be told.
    Closed,
    /// The client broke the protocol: SQLSTATE and message of the last error.
    Fatal(&'static str, String),
}

impl From<std::io::Error> for End {
    fn from(_: std::io::Error) -> Self {
        Self::Closed
    }
}

impl From<Broken> for End {
    fn from(_: Broken) -> Self {
        Self::Fatal("08P01", "invalid message length".to_owned())
    }
}

/// A message that does not have the form of its kind.
fn malformed() -> End {
    End::Fatal("08P01", "invalid message format".to_owned())
}

/// What both directions share.
#[derive(Debug)]
pub(super) struct Session {
    /// Whether the client has named its encoding; the server calls the other UNICODE.
    names_encoding: bool,
    conversation: Mutex<Conversation>,
    /// Told at every `ReadyForQuery`, at every error, and when no answer is to come.
    ready: Notify,
    domains: Domains,
    /// What all statements are rewritten by.
    traits: Traits,
    /// Whether a row has been described whose values are written in another form.
    has_forms: AtomicBool,
    pub(super) faults: Faults,
    /// Whether values of DECIMAL go as scaled integers in binary.
    is_scaled: AtomicBool,
    /// The isolation level of the database, once the engine has told it.
    isolation: OnceLock<Isolation>,
    /// The tables that statements change which are prepared in SQL.
    prepared_in_sql: Mutex<HashMap<String, Option<Target>>>,
    /// Whether something was dropped in the transaction that is open.
    has_dropped: AtomicBool,
    /// Whether answers may be lost by a fault.
    is_losing: AtomicBool,
    /// Whether a message to the client may be written in part.
    pub(super) is_writing: AtomicBool,
}

/// What was sent since the last `Sync`.
#[derive(Debug, Default)]
struct Batch {
    /// A statement that the gate ran itself has failed: the rest is skipped, as a server does.
    is_skipping: bool,
    /// The gate has opened a transaction block of its own, which the `Sync` ends: a lock outside a block is none.
    has_own_block: bool,
    /// Whether a statement was run, which may have opened or ended a block.
    has_run: bool,
    /// The last portal that was bound to a statement that changes a table.
    changing: Option<Vec<u8>>,
}

impl Session {
    pub(super) fn new(
        domains: Domains,
        faults: Faults,
        recorder: Recorder,
        names_encoding: bool,
        traits: Traits,
    ) -> Self {
        Self {
            faults,
            names_encoding,
            is_losing: AtomicBool::new(false),
            is_writing: AtomicBool::new(false),
            conversation: Mutex::new(Conversation::new(recorder)),
            ready: Notify::new(),
            domains,
            traits,
            is_scaled: AtomicBool::new(traits.is_scaled),
            has_forms: AtomicBool::new(false),
            isolation: OnceLock::new(),
            has_dropped: AtomicBool::new(false),
            prepared_in_sql: Mutex::new(HashMap::new()),
        }
    }

    fn conversation(&self) -> MutexGuard<'_, Conversation> {
        self.conversation.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the engine has answered everything that ends in `ReadyForQuery`.
    async fn settled(&self) {
        self.until(Conversation::is_settled).await;
    }

    /// Has the engine answer everything.
    async fn quiet(&self, out: &mut Vec<u8>, engine: &mut (impl AsyncWrite + Unpin)) -> Result<(), End> {
        if !self.conversation().is_quiet() {
            frame::write(out, b'H', |_| {});
            flush(out, engine).await?;
            self.until(Conversation::is_quiet).await;
        }
        Ok(())
    }

    async fn until(&self, is_reached: impl Fn(&Conversation) -> bool) {
        loop {
            let told = self.ready.notified();
            if is_reached(&self.conversation()) {
                return;
            }
            told.await;
        }
    }

    /// Copies messages to the engine until the client closes.
    pub(super) async fn forward(
        &self,
        incoming: &mut Incoming,
        client: &mut (impl AsyncRead + Unpin),
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> End {
        match self.forward_all(incoming, client, engine).await {
            Ok(never) => match never {},
            Err(end) => end,
        }
    }

    async fn forward_all(
        &self,
        incoming: &mut Incoming,
        client: &mut (impl AsyncRead + Unpin),
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Infallible, End> {
        let mut out = Vec::new();
        let mut batch = Batch::default();
        // Set when the answer of a statement is lost: a `Sync` right behind it still ends its transaction, and nothing more is run.
        let mut is_lost = false;
        loop {
            while let Some(frame) = incoming.next()? {
                if is_lost {
                    if batch.has_own_block && frame.kind == b'S' {
                        self.run_ours("COMMIT", Errand::Plain, &mut out);
                    }
                    return self.lose(frame.kind == b'S', &mut out, engine).await;
                }
                if batch.is_skipping && !matches!(frame.kind, b'S' | b'X') {
                    continue;
                }
                if frame.kind == b'Q' && batch.has_own_block {
                    self.end_own_block(false, &mut out);
                    flush(&mut out, engine).await?;
                    self.settled().await;
                    let is_skipping = self.conversation().batch_failed;
                    batch = Batch { is_skipping, ..Batch::default() };
                    if is_skipping {
                        continue;
                    }
                }
                let mut target = self.bound_target(&frame);
                let waits = matches!(frame.kind, b'P' | b'Q') || target.is_some();
                if waits && !self.conversation().is_settled() {
                    flush(&mut out, engine).await?;
                    self.settled().await;
                    target = self.bound_target(&frame);
                }
                match frame.kind {
                    b'Q' => self.query(frame.body, &mut out, engine).await?,
                    b'P' => self.parse(&frame, &mut batch, &mut out, engine).await?,
                    b'B' => self.bind(&frame, target, &mut batch, &mut out, engine).await?,
                    b'D' | b'C' => self.describe_or_close(&frame, &mut out)?,
                    b'E' => is_lost = self.execute(&frame, &mut batch, &mut out, engine).await?,
                    b'S' => {
                        if batch.has_own_block {
                            self.end_own_block(true, &mut out);
                        } else {
                            self.sync(true, &mut out);
                        }
                        batch = Batch::default();
                    }
                    b'H' => out.extend_from_slice(frame.whole),
                    b'F' => self.function_call(&mut out),
                    // Left over from a copy that never began: a server ignores them too.
                    b'd' | b'c' | b'f' => {}
                    b'X' => {
                        out.extend_from_slice(frame.whole);
                        flush(&mut out, engine).await?;
                        return Err(End::Closed);
                    }
                    other => {
                        return Err(End::Fatal("08P01", format!("invalid frontend message type {other}")));
                    }
                }
            }
            flush(&mut out, engine).await?;
            if !incoming.fill(client).await? {
                return Err(End::Closed);
            }
        }
    }

    /// Runs a statement of ours between those of the client, in the extended protocol.
    fn run_ours(&self, sql: &str, errand: Errand, out: &mut Vec<u8>) {
        let mut conversation = self.conversation();
        let name = format!("redshift-local {}", conversation.number());
        let name = name.as_bytes();
        for _ in 0..5 {
            conversation.expect(Expected::Ours { errand: errand.clone() });
        }
        drop(conversation);
        frame::write(out, b'P', |out| {
            frame::put_text(out, name);
            frame::put_text(out, sql.as_bytes());
            out.extend_from_slice(&[0; 2]);
        });
        frame::write(out, b'B', |out| {
            frame::put_text(out, name);
            frame::put_text(out, name);
            out.extend_from_slice(&[0; 6]);
        });
        frame::write(out, b'E', |out| {
            frame::put_text(out, name);
            out.extend_from_slice(&[0; 4]);
        });
        for kind in [b'P', b'S'] {
            frame::write(out, b'C', |out| {
                out.push(kind);
                frame::put_text(out, name);
            });
        }
    }

    /// Asks for a `ReadyForQuery`.
    fn sync(&self, is_shown: bool, out: &mut Vec<u8>) {
        self.conversation().expect(Expected::Ready { is_shown });
        frame::write(out, b'S', |_| {});
    }

    /// Ends the block that the gate has opened. Where a statement has failed, its COMMIT is skipped, and the block is rolled back.
    fn end_own_block(&self, shows_ready: bool, out: &mut Vec<u8>) {
        self.run_ours("COMMIT", Errand::Plain, out);
        self.sync(false, out);
        self.run_ours("ROLLBACK", Errand::Plain, out);
        self.sync(shows_ready, out);
    }

    /// Waits for an answer that is lost. What ends the session then is its transaction's end, or, where no `Sync` stands behind it,
    /// the answer itself.
    async fn lose(
        &self,
        has_sync: bool,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Infallible, End> {
        let message = if has_sync { b'S' } else { b'H' };
        frame::write(out, message, |_| {});
        {
            let mut conversation = self.conversation();
            if has_sync {
                conversation.expect(Expected::Ready { is_shown: true });
            } else if conversation.is_ending {
                return Err(End::Closed);
            } else {
                conversation.ends_at_once = true;
            }
        }
        flush(out, engine).await?;
        std::future::pending().await
    }

    /// The statement that makes the engine know what SHOW shows.
    fn show_faults(&self) -> String {
        format!("SET {FAULT} TO '{}'", self.faults.shown())
    }

    /// What the engine is told before it shows a setting that the gate keeps.
    fn shown_first(&self, own: Option<&Own>) -> Option<String> {
        match own? {
            Own::Fault(Command::Show) => Some(self.show_faults()),
            Own::Numeric(Numeric::Show) => {
                let value = if self.is_scaled.load(Ordering::Relaxed) { "scaled" } else { "groups" };
                Some(format!("SET {NUMERIC} TO '{value}'"))
            }
            Own::Fault(_) | Own::Numeric(_) | Own::Kept => None,
        }
    }

    /// Changes how values of DECIMAL go in binary from now on.
    fn set_numeric(&self, command: Numeric) {
        match command {
            Numeric::Set(is_scaled) => self.is_scaled.store(is_scaled, Ordering::Relaxed),
            Numeric::Reset => self.is_scaled.store(self.traits.is_scaled, Ordering::Relaxed),
            Numeric::Show => {}
        }
    }

    /// Tells the engine of the statements that have run.
    fn tell_history(&self, out: &mut Vec<u8>) {
        let sql = self.conversation().recorder.told();
        self.run_ours(&sql, Errand::Plain, out);
    }

    /// The function call of the oldest clients.
    fn function_call(&self, out: &mut Vec<u8>) {
        let mut conversation = self.conversation();
        let refused =
            conversation.refuse(refusal("0A000", "redshift-local: the function call message is not simulated", None));
        frame::query(out, &refused.statement());
        conversation.expect(Expected::Query {
            units: VecDeque::new(),
            origin: Origin::Unknown,
            refused: Some(refused),
            shows_ready: true,
        });
    }
}

async fn flush(out: &mut Vec<u8>, engine: &mut (impl AsyncWrite + Unpin)) -> Result<(), End> {
    if !out.is_empty() {
        engine.write_all(out).await?;
        out.clear();
    }
    Ok(())
}

/// Calls a function of the pack.
fn run(function: &str, argument: &str) -> String {
    format!("DO {}", literal(&format!("BEGIN PERFORM redshift_local.{function}({argument}); END")))
}

/// The statement that takes this time.
fn sleep(time: Duration) -> String {
    format!("DO 'BEGIN PERFORM pg_catalog.pg_sleep({}); END'", time.as_secs_f64())
}

/// What a statement is answered with that a fault keeps from being run; `None` where it is run.
fn verdict(blow: Blow, process: u32) -> Option<Verdict> {
    Some(match blow {
        Blow::DropBefore => Verdict::Drop,
        Blow::DropAfter => return None,
        Blow::Error(FaultError::Serialization) => Verdict::Refusal(response::serialization_failure(process)),
        Blow::Error(FaultError::Cancelled) => Verdict::Refusal(refusal("57014", response::CANCELLED, None)),
        Blow::Error(FaultError::Terminated) => Verdict::Fatal(refusal("57P01", TERMINATED, None)),
    })
}

fn refusal(sqlstate: &'static str, message: &str, detail: Option<String>) -> Refusal {
    Refusal::new(sqlstate, message).with_detail(detail)
}

fn not_utf8(text: &[u8], at: usize) -> Refusal {
    let byte = text.get(at).copied().unwrap_or_default();
    refusal("22021", &format!("invalid byte sequence for encoding \"UTF8\": 0x{byte:02x}"), None)
}

fn write_parameter(name: &str, value: &str, out: &mut Vec<u8>) {
    frame::write(out, b'S', |out| {
        frame::put_text(out, name.as_bytes());
        frame::put_text(out, value.as_bytes());
    });
}

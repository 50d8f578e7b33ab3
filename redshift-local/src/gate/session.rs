//! One client's session: messages on their way to the engine, and answers on their way back.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::Notify;

use super::conversation::{
    Answer, Asked, Completion, Conversation, Errand, Expected, Origin, Prepared, Refused, Unit, Verdict,
};
use super::faults::{Blow, Faults, Strike};
use super::frame::{self, Broken, Fields, Frame, Incoming};
use super::response::{self, Domains, Form, Report};
use crate::fault::{Command, FaultError};
use crate::refusal::Refusal;
use crate::rewrite::identifier::literal;
use crate::rewrite::setting::FAULT;
use crate::rewrite::{self, Change, Known, Own, Part, PreparedInSql, Question, Statement, Target};
use crate::server::Isolation;

/// The most parameters a statement can have: their count is signed.
const MOST_PARAMETERS: u16 = 32_767;
/// The type a `LIMIT` must have.
const INT4: u32 = 23;
/// The type of a parameter whose type is left open.
const UNKNOWN: u32 = 705;

/// How often something was dropped, by any session of the process.
static DROPS: AtomicU64 = AtomicU64::new(0);

/// What an administrator's end of a session says.
pub(super) const TERMINATED: &str = "terminating connection due to administrator command";

/// What is said when the engine's process ends without a word.
const DIED: &str = "redshift-local: the PostgreSQL process of the session has ended";

/// Whether the engine ends the session with an error.
fn is_fatal(error: &[u8]) -> bool {
    frame::error_field(error, b'S').is_some_and(|severity| matches!(severity.as_str(), "FATAL" | "PANIC"))
}

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
    /// Whether a row has been described whose values are written in another form.
    has_forms: AtomicBool,
    pub(super) faults: Faults,
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

/// What happens to a simple query.
#[derive(Debug, Default)]
struct Struck {
    delay: Duration,
    /// Whether the answer of its last statement is lost.
    is_lost: bool,
    /// What stands behind the statements that are run.
    verdict: Option<Verdict>,
    /// Whether the transaction is rolled back first.
    rolls_back: bool,
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

/// What has become of a statement of a text that is run in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// It was sent.
    Taken,
    /// What follows is not reached.
    Failed,
    /// Its answer is lost, and nothing follows.
    Lost,
}

/// What is about to be done with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It is parsed, and perhaps never run.
    Parse,
    Run,
}

/// What follows an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// More answers.
    More,
    /// The other direction may wait for this one.
    Told,
    /// The end of the session.
    End,
}

impl Session {
    pub(super) fn new(domains: Domains, faults: Faults, names_encoding: bool) -> Self {
        Self {
            faults,
            names_encoding,
            is_losing: AtomicBool::new(false),
            is_writing: AtomicBool::new(false),
            conversation: Mutex::new(Conversation::new()),
            ready: Notify::new(),
            domains,
            has_forms: AtomicBool::new(false),
            isolation: OnceLock::new(),
            has_dropped: AtomicBool::new(false),
            prepared_in_sql: Mutex::new(HashMap::new()),
        }
    }

    fn parameter_status(&self, body: &[u8], out: &mut Vec<u8>) {
        let mut fields = Fields(body);
        let (Some(name), Some(value)) = (fields.text(), fields.text()) else {
            return;
        };
        let (name, value) = (String::from_utf8_lossy(name), String::from_utf8_lossy(value));
        // Some clients know no encoding of this name, and have to name one.
        let value = if name == "client_encoding" && !self.names_encoding { "UNICODE".into() } else { value };
        if let Some(value) = response::parameter(&name, &value) {
            write_parameter(&name, value, out);
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

    /// Copies answers to the client until the engine closes, which it does with an error unless the client has said goodbye.
    pub(super) async fn answer(
        &self,
        engine: &mut (impl AsyncRead + Unpin),
        client: &mut (impl AsyncWrite + Unpin),
    ) -> End {
        let mut incoming = Incoming::default();
        let mut out = Vec::new();
        let mut has_said_why = false;
        loop {
            let mut next = Next::More;
            while next != Next::End {
                match incoming.next() {
                    Ok(Some(frame)) => {
                        has_said_why |= frame.kind == b'E' && is_fatal(frame.body);
                        match self.answer_or_lose(&frame, &mut out) {
                            Next::More => {}
                            other => next = other,
                        }
                    }
                    Ok(None) => break,
                    Err(broken) => return broken.into(),
                }
            }
            self.is_writing.store(true, Ordering::Relaxed);
            if client.write_all(&out).await.is_err() || client.flush().await.is_err() {
                return End::Closed;
            }
            self.is_writing.store(false, Ordering::Relaxed);
            out.clear();
            match next {
                Next::More if self.conversation().is_quiet() => self.ready.notify_waiters(),
                Next::More => {}
                Next::Told => self.ready.notify_waiters(),
                Next::End => return End::Closed,
            }
            match incoming.fill(engine).await {
                Ok(true) => {}
                Ok(false) | Err(_) if has_said_why => return End::Closed,
                Ok(false) | Err(_) => return End::Fatal("57P01", DIED.to_owned()),
            }
        }
    }

    /// Writes one answer, unless a fault has it lost.
    fn answer_or_lose(&self, frame: &Frame<'_>, out: &mut Vec<u8>) -> Next {
        if !self.is_losing.load(Ordering::Relaxed) {
            return self.answer_one(frame, out);
        }
        let is_lost = self.conversation().is_lost();
        let shown = out.len();
        let next = self.answer_one(frame, out);
        if is_lost {
            out.truncate(shown);
        }
        let conversation = self.conversation();
        if conversation.is_ending && conversation.ends_at_once { Next::End } else { next }
    }

    /// Writes one answer as the client is to see it.
    fn answer_one(&self, frame: &Frame<'_>, out: &mut Vec<u8>) -> Next {
        if matches!(frame.kind, b'1' | b't' | b'T' | b'n' | b'3')
            && let Some(is_last) = self.conversation().answer_question(frame)
        {
            return if is_last { Next::Told } else { Next::More };
        }
        match frame.kind {
            b'D' if self.isolation.get().is_none() => {
                let level = frame::data_row(frame.body).into_iter().next().flatten();
                let is_serializable = level.as_deref() == Some("serializable");
                self.isolation.get_or_init(
                    || {
                        if is_serializable { Isolation::Serializable } else { Isolation::Snapshot }
                    },
                );
            }
            b'D' if !self.has_forms.load(Ordering::Relaxed) => out.extend_from_slice(frame.whole),
            b'D' => {
                let conversation = self.conversation();
                match conversation.forms().and_then(|forms| response::data_row(frame.body, forms)) {
                    Some(row) => frame::write(out, b'D', |out| out.extend_from_slice(&row)),
                    None => out.extend_from_slice(frame.whole),
                }
            }
            b'1' | b'2' | b'3' => {
                if self.conversation().answered() {
                    out.extend_from_slice(frame.whole);
                }
            }
            b'T' if self.conversation().is_hidden() => {}
            b'T' => {
                let Some((described, forms)) = response::row_description(frame.body) else {
                    out.extend_from_slice(frame.whole);
                    return Next::More;
                };
                if forms.iter().any(|form| *form != Form::Same) {
                    self.has_forms.store(true, Ordering::Relaxed);
                }
                self.conversation().described(forms);
                frame::write(out, b'T', |out| out.extend_from_slice(&described));
            }
            b't' => {
                let described = response::parameter_description(frame.body, self.domains);
                frame::write(out, b't', |out| out.extend_from_slice(described.as_deref().unwrap_or(frame.body)));
            }
            b'n' => {
                if self.conversation().described(Vec::new()) == Asked::Extended {
                    out.extend_from_slice(frame.whole);
                }
            }
            b'C' => {
                let engine = Fields(frame.body).text().unwrap_or_default();
                if let Completion::Shown(replaced) = self.conversation().completed(engine) {
                    let tag = response::tag(&String::from_utf8_lossy(engine), replaced);
                    if tag.starts_with("DROP ") {
                        DROPS.fetch_add(1, Ordering::Relaxed);
                        self.has_dropped.store(true, Ordering::Relaxed);
                    }
                    frame::write(out, b'C', |out| frame::put_text(out, tag.as_bytes()));
                }
            }
            b'I' | b's' => {
                let mut conversation = self.conversation();
                let completion = if frame.kind == b's' { conversation.stopped() } else { conversation.completed(b"") };
                if let Completion::Shown(_) = completion {
                    out.extend_from_slice(frame.whole);
                }
            }
            b'E' => return self.error(frame.body, out),
            b'N' => {
                let report = Report::read(frame.body);
                let conversation = self.conversation();
                if conversation.is_hidden() {
                    conversation.told(&report.message);
                } else if !conversation.is_of_own_block(&report.message) {
                    report.notice().write(out, b'N');
                }
            }
            b'S' => self.parameter_status(frame.body, out),
            b'K' => {
                self.conversation().process = frame::be_u32(frame.body, 0).unwrap_or(0);
                for (name, value) in response::OWN_PARAMETERS {
                    write_parameter(name, value, out);
                }
                out.extend_from_slice(frame.whole);
            }
            b'Z' => {
                let status = frame.body.first().copied().unwrap_or(b'I');
                if status == b'I' && self.has_dropped.swap(false, Ordering::Relaxed) {
                    // Now others see it too.
                    DROPS.fetch_add(1, Ordering::Relaxed);
                }
                let mut conversation = self.conversation();
                let is_shown = conversation.ready(status);
                if conversation.is_ending {
                    return Next::End;
                }
                if is_shown {
                    out.extend_from_slice(frame.whole);
                }
                return Next::Told;
            }
            _ => out.extend_from_slice(frame.whole),
        }
        Next::More
    }

    fn error(&self, body: &[u8], out: &mut Vec<u8>) -> Next {
        let mut conversation = self.conversation();
        let report = Report::read(body);
        let report = match conversation.verdict(&report.message) {
            Some(Verdict::Drop) => return Next::End,
            Some(Verdict::Fatal(refusal)) => {
                let mut report = Report::of_refusal(refusal);
                report.severity = "FATAL".to_owned();
                report.write(out, b'E');
                return Next::End;
            }
            Some(Verdict::Refusal(refusal)) => Report::of_refusal(refusal),
            // It may be about the block around it, of which the question knows nothing.
            None if conversation.is_nested_question() && !report.message.starts_with("relation \"") => {
                Report::of_refusal(Refusal::not_simulated("a subquery whose columns must be known, and here are not,"))
            }
            None => {
                let report = report.error(&conversation.origin(), conversation.process);
                match conversation.lock() {
                    Some(position) => report.of_lock(position),
                    // What has a place in the text was found wrong before anything ran.
                    None if report.position.is_none() && conversation.is_on_compute_nodes() => {
                        report.of_compute_nodes()
                    }
                    None => report,
                }
            }
        };
        conversation.failed();
        drop(conversation);
        report.write(out, b'E');
        Next::Told
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
    ) -> Result<std::convert::Infallible, End> {
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
                let waits = match frame.kind {
                    b'P' | b'Q' => true,
                    b'B' => self.bound_target(frame.body).is_some(),
                    _ => false,
                };
                if waits && !self.conversation().is_settled() {
                    flush(&mut out, engine).await?;
                    self.settled().await;
                }
                match frame.kind {
                    b'Q' => self.query(frame.body, &mut out, engine).await?,
                    b'P' => self.parse(&frame, &mut batch, &mut out, engine).await?,
                    b'B' => self.bind(&frame, &mut batch, &mut out, engine).await?,
                    b'D' => {
                        let mut fields = Fields(frame.body);
                        let (Some(kind), Some(name)) = (fields.byte(), fields.text()) else { return Err(malformed()) };
                        self.conversation().expect(Expected::Describe {
                            kind,
                            name: name.to_vec(),
                            asked: Asked::Extended,
                        });
                        out.extend_from_slice(frame.whole);
                    }
                    b'E' => {
                        let mut fields = Fields(frame.body);
                        let (Some(portal), Some(rows)) = (fields.text(), fields.u32()) else { return Err(malformed()) };
                        let goes_on = self.conversation().goes_on(portal, rows);
                        if batch.has_own_block && batch.changing.as_deref() != Some(portal) {
                            self.quiet(&mut out, engine).await?;
                            let prepared = self.conversation().of_portal(portal);
                            // Either the client goes on with the block, or has ended it.
                            batch.has_own_block = !prepared.is_some_and(|prepared| prepared.is_transaction);
                        }
                        batch.has_run = true;
                        let prepared = self.of_portal(portal, &mut out, engine).await?;
                        let blow = match &prepared {
                            Some(prepared) if !goes_on => self.before_execute(prepared, &mut out, engine).await?,
                            _ => None,
                        };
                        is_lost = blow == Some(Blow::DropAfter);
                        let process = self.conversation().process;
                        let verdict = blow.and_then(|blow| verdict(blow, process));
                        match (prepared.filter(|prepared| prepared.commits), verdict) {
                            (_, Some(verdict)) => self.refuse_execute(portal, verdict, &mut out),
                            (Some(prepared), None) => {
                                let has_failed = self.execute_committing(&prepared, is_lost, &mut out, engine).await?;
                                batch.is_skipping = has_failed;
                                // It was ended, unless it had failed.
                                batch.has_own_block &= has_failed;
                            }
                            (None, None) => {
                                let portal = portal.to_vec();
                                self.conversation().expect(Expected::Execute { portal, refused: None, is_lost });
                                out.extend_from_slice(frame.whole);
                            }
                        }
                    }
                    b'C' => {
                        let mut fields = Fields(frame.body);
                        let (Some(kind), Some(name)) = (fields.byte(), fields.text()) else {
                            return Err(malformed());
                        };
                        self.conversation().expect(Expected::Close {
                            kind,
                            name: name.to_vec(),
                            asked: Asked::Extended,
                        });
                        out.extend_from_slice(frame.whole);
                    }
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

    /// What the engine gets instead of a text, once it has said what the rewriter asks about the first statement; `None` when the client
    /// has got an error of it instead. `types` are the declared types of the parameters, in the extended protocol.
    async fn rewrite(
        &self,
        text: &str,
        types: Option<&[u32]>,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Option<Vec<Part>>, End> {
        let mut known = Known::default();
        loop {
            let status = self.conversation().status;
            let session = rewrite::Session { in_transaction_block: status != b'I', extended: types.is_some() };
            let parts = rewrite::rewrite(text, session, &known);
            let Some(question) = parts.first().and_then(|part| question(&part.outcome)) else { return Ok(Some(parts)) };
            if status == b'E' {
                // In a failed block nothing is answered, and every statement has the same error.
                if self.conversation().is_quiet() {
                    return Ok(Some(parts));
                }
                // What was sent before may end the block.
                self.quiet(out, engine).await?;
                continue;
            }
            match self.ask(&question, types, out, engine).await? {
                Answer::Columns(columns) => known.insert(question, columns),
                Answer::Failed => return Ok(None),
            }
        }
    }

    /// Asks the engine for the columns of a query, in the client's own session and transaction. A `Sync` would end an implicit
    /// transaction in the midst of the client's messages, so in the extended protocol there is none.
    async fn ask(
        &self,
        question: &Question,
        types: Option<&[u32]>,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Answer, End> {
        if types.is_none() {
            // The `Sync` of the question must not end the skipping behind an error that is still to come.
            self.quiet(out, engine).await?;
        }
        let name = {
            let mut conversation = self.conversation();
            if !conversation.ask(question.is_nested) {
                return Ok(Answer::Failed);
            }
            if types.is_none() {
                conversation.expect(Expected::Ready { is_shown: false });
            }
            format!("redshift-local {}", conversation.number())
        };
        let type_of = |number: &u16| {
            let types = types.unwrap_or_default();
            number.checked_sub(1).and_then(|index| types.get(usize::from(index))).copied().unwrap_or(0)
        };
        frame::write(out, b'P', |out| {
            frame::put_text(out, name.as_bytes());
            frame::put_text(out, question.sql.as_bytes());
            out.extend_from_slice(&u16::try_from(question.parameters.len()).unwrap_or(u16::MAX).to_be_bytes());
            for oid in question.parameters.iter().map(type_of) {
                out.extend_from_slice(&oid.to_be_bytes());
            }
        });
        for kind in [b'D', b'C'] {
            frame::write(out, kind, |out| {
                out.push(b'S');
                frame::put_text(out, name.as_bytes());
            });
        }
        frame::write(out, if types.is_some() { b'H' } else { b'S' }, |_| {});
        flush(out, engine).await?;
        loop {
            let told = self.ready.notified();
            {
                let mut conversation = self.conversation();
                if (types.is_some() || conversation.is_settled())
                    && let Some(answer) = conversation.answer.take()
                {
                    return Ok(answer);
                }
            }
            told.await;
        }
    }

    /// A simple query of any number of statements.
    async fn query(&self, body: &[u8], out: &mut Vec<u8>, engine: &mut (impl AsyncWrite + Unpin)) -> Result<(), End> {
        let text = only_text(body)?;
        let (mut statements, mut refusal) = match std::str::from_utf8(text) {
            Err(error) => (Vec::new(), Some(not_utf8(text, error.valid_up_to()))),
            Ok(text) => {
                let Some(parts) = self.rewrite(text, None, out, engine).await? else { return Ok(()) };
                if parts.iter().skip(1).any(|part| question(&part.outcome).is_some()) {
                    return self.query_in_turn(text, parts, out, engine).await;
                }
                match rewrite::runnable(parts) {
                    Ok(statements) => (statements, None),
                    Err((statements, refusal)) => (statements, Some(refusal)),
                }
            }
        };
        if let Some(second) = second_cursor(&statements, self.conversation().has_cursor) {
            statements.truncate(second);
            refusal = Some(Refusal::not_simulated(SECOND_CURSOR));
        }
        let struck = self.strike_all(&mut statements);
        if !struck.delay.is_zero() && !self.delay_query(struck.delay, out, engine).await? {
            return Ok(());
        }
        let mut conversation = self.conversation();
        let verdict = struck.verdict.or(refusal.map(Verdict::Refusal));
        let refused = verdict.map(|verdict| conversation.judge(verdict));
        let status = conversation.status;
        let is_alone = statements.len() == 1 && refused.is_none();
        let mut is_failed = status == b'E';
        let mut units = VecDeque::new();
        let mut texts: Vec<String> = Vec::new();
        let last = statements.len().saturating_sub(1);
        for (index, statement) in statements.into_iter().enumerate() {
            if statement.own == Some(Own::Fault(Command::Show)) {
                texts.push(self.show_faults());
                units.push_back(Unit::Hidden);
            }
            // Alone it commits by itself; in a failed block it is refused like any other.
            let is_wrapped = commits(&statement) && !(is_alone && status == b'I') && !is_failed;
            let is_lost = struck.is_lost && index == last;
            let unit = if is_lost {
                Unit::Lost
            } else {
                Unit::Shown { tag: statement.tag, is_on_compute_nodes: statement.is_on_compute_nodes }
            };
            let target = self.target(&statement).filter(|_| !is_failed);
            // What follows the end of a failed block is not refused any more.
            is_failed &= !matches!(statement.sql.as_str(), "COMMIT" | "ROLLBACK");
            let locks = target.map(|target| (self.locks(&target, Stage::Run), target.position));
            let (sequence, parts) = sequence(statement.sql, unit, locks, is_wrapped);
            texts.extend(sequence);
            units.extend(parts);
        }
        if struck.rolls_back {
            texts.push("ROLLBACK".to_owned());
            units.push_back(Unit::Hidden);
        }
        texts.extend(refused.as_ref().map(Refused::statement));
        let sent = if texts.len() == 1 { texts.swap_remove(0) } else { texts.join(SEPARATOR) };
        let origin = Origin::new(&String::from_utf8_lossy(text), &sent);
        conversation.expect(Expected::Query { units, origin, refused, shows_ready: true });
        drop(conversation);
        frame::query(out, &sent);
        Ok(())
    }

    /// Runs the statements of a text one after the other, since one of them means one thing or another by what those before it have done.
    /// They go the way of the extended protocol: what stands in front of a `Sync` is one transaction too, unless they say otherwise.
    async fn query_in_turn(
        &self,
        text: &str,
        parts: Vec<Part>,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), End> {
        self.quiet(out, engine).await?;
        let (session, mut has_cursor) = {
            let conversation = self.conversation();
            if conversation.is_skipping() {
                // Behind an error everything is skipped, simple queries too.
                return Ok(());
            }
            let in_transaction_block = conversation.status != b'I';
            (rewrite::Session { in_transaction_block, extended: false }, conversation.has_cursor)
        };
        let whole = Arc::from(text);
        let mut batch = Batch::default();
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            let mut outcome = part.outcome;
            let mut known = Known::default();
            while let Some(question) = question(&outcome) {
                self.quiet(out, engine).await?;
                if self.conversation().status == b'E' {
                    break;
                }
                match self.ask(&question, Some(&[]), out, engine).await? {
                    Answer::Columns(columns) => known.insert(question, columns),
                    Answer::Failed => break,
                }
                outcome = rewrite::rewrite_one(text, index, session, &known);
            }
            if self.faults.is_armed() {
                // What stands behind an error does not count.
                self.quiet(out, engine).await?;
            }
            if self.conversation().is_skipping() {
                break;
            }
            if outcome.as_ref().is_ok_and(|statement| !matches!(statement.prepared, Some(PreparedInSql::Prepare(_))))
                && let Some(refusal) = rewrite::no_parameter(text, &part.source)
            {
                outcome = Err(refusal);
            }
            if let Ok(statement) = &outcome
                && let Some(is_open) = opens_cursor(statement)
            {
                if is_open && has_cursor {
                    outcome = Err(Refusal::not_simulated(SECOND_CURSOR));
                }
                has_cursor = is_open;
            }
            match self.run_part(&whole, part.source, outcome, &mut batch, out, engine).await? {
                Turn::Taken => {}
                Turn::Failed => break,
                Turn::Lost => {
                    if batch.has_own_block && index == last {
                        self.run_ours("COMMIT", Errand::Plain, out);
                    }
                    match self.lose(index == last, out, engine).await? {}
                }
            }
        }
        if batch.has_own_block {
            self.end_own_block(true, out);
        } else {
            self.sync(true, out);
        }
        Ok(())
    }

    /// Runs one statement of a text.
    async fn run_part(
        &self,
        text: &Arc<str>,
        source: Range<usize>,
        outcome: Result<Statement, Refusal>,
        batch: &mut Batch,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Turn, End> {
        let (statement, refused) = match outcome {
            Ok(statement) => (statement, None),
            Err(refusal) => {
                let refused = self.conversation().refuse(refusal);
                (Statement::new(refused.statement()), Some(refused))
            }
        };
        let target = self.target(&statement);
        if let Some(target) = &target
            && !commits(&statement)
        {
            self.lock(target, Stage::Run, batch, out, engine).await?;
        }
        let origin = Origin::part(text, source, &statement.sql);
        let prepared = Arc::new(remembered(&statement, target, origin));
        let blow = match refused {
            None => self.before_execute(&prepared, out, engine).await?,
            Some(_) => None,
        };
        let is_lost = blow == Some(Blow::DropAfter);
        let taken = if is_lost { Turn::Lost } else { Turn::Taken };
        batch.has_run = true;
        if prepared.commits && matches!(blow, None | Some(Blow::DropAfter)) {
            let has_failed = self.execute_committing(&prepared, is_lost, out, engine).await?;
            // It was ended, unless it had failed.
            batch.has_own_block &= has_failed;
            return Ok(if has_failed { Turn::Failed } else { taken });
        }
        if batch.has_own_block && prepared.is_transaction {
            self.quiet(out, engine).await?;
            if self.conversation().is_skipping() {
                return Ok(Turn::Failed);
            }
            // The client goes on with the block, or has ended it.
            batch.has_own_block = false;
        }
        let mut conversation = self.conversation();
        let process = conversation.process;
        let name = format!("redshift-local {}", conversation.number()).into_bytes();
        let asked = Asked::InText;
        let verdict = blow.and_then(|blow| verdict(blow, process));
        conversation.expect(Expected::Parse { name: name.clone(), prepared, refused, asked });
        conversation.expect(Expected::Bind { portal: name.clone(), statement: name.clone(), refused: None, asked });
        frame::write(out, b'P', |out| {
            frame::put_text(out, &name);
            frame::put_text(out, statement.sql.as_bytes());
            out.extend_from_slice(&[0; 2]);
        });
        frame::write(out, b'B', |out| {
            frame::put_text(out, &name);
            frame::put_text(out, &name);
            out.extend_from_slice(&[0; 6]);
        });
        drop(conversation);
        if let Some(verdict) = verdict {
            self.refuse_execute(&name, verdict, out);
            return Ok(Turn::Failed);
        }
        let mut conversation = self.conversation();
        conversation.expect(Expected::Describe { kind: b'P', name: name.clone(), asked });
        conversation.expect(Expected::Execute { portal: name.clone(), refused: None, is_lost });
        frame::write(out, b'D', |out| {
            out.push(b'P');
            frame::put_text(out, &name);
        });
        frame::write(out, b'E', |out| {
            frame::put_text(out, &name);
            out.extend_from_slice(&[0; 4]);
        });
        for kind in [b'P', b'S'] {
            conversation.expect(Expected::Close { kind, name: name.clone(), asked });
            frame::write(out, b'C', |out| {
                out.push(kind);
                frame::put_text(out, &name);
            });
        }
        Ok(taken)
    }

    /// Counts the statements of a simple query, and leaves those out that a fault keeps from being run.
    fn strike_all(&self, statements: &mut Vec<Statement>) -> Struck {
        let mut struck = Struck::default();
        let process = self.conversation().process;
        for (index, statement) in statements.iter().enumerate() {
            if let Some(Own::Fault(command)) = &statement.own {
                self.faults.apply(command);
            }
            if statement.own.is_some() || statement.sql.is_empty() {
                continue;
            }
            let is_commit = is_commit(statement);
            let Strike { delay, blow } = self.faults.strike(is_commit);
            struck.delay += delay;
            let Some(blow) = blow else { continue };
            let is_run = blow == Blow::DropAfter;
            struck.is_lost = is_run;
            struck.rolls_back = is_commit && matches!(blow, Blow::Error(_));
            self.is_losing.fetch_or(is_run, Ordering::Relaxed);
            let rest = index + usize::from(is_run);
            // What follows in the text, and its transaction with it, is not reached.
            let is_cut = is_run && rest < statements.len();
            struck.verdict = verdict(blow, process).or(is_cut.then_some(Verdict::Drop));
            statements.truncate(rest);
            break;
        }
        struck
    }

    /// Lets time pass before a simple query, as a statement of its own; whether that was not interrupted.
    async fn delay_query(
        &self,
        time: Duration,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<bool, End> {
        if self.conversation().status == b'E' {
            // No statement can be run.
            tokio::time::sleep(time).await;
            return Ok(true);
        }
        frame::query(out, &sleep(time));
        self.conversation().expect(Expected::Query {
            units: VecDeque::from([Unit::Hidden]),
            origin: Origin::Unknown,
            refused: None,
            shows_ready: false,
        });
        flush(out, engine).await?;
        self.settled().await;
        let was_interrupted = self.conversation().batch_failed;
        if was_interrupted {
            // The client has seen the error and waits for its end.
            self.conversation().expect(Expected::Ready { is_shown: true });
            frame::write(out, b'S', |_| {});
        }
        Ok(!was_interrupted)
    }

    /// The statement that is to be run, where the gate has a part in it. What is still to be answered may change what the portal is, or
    /// fail, so that is waited for.
    async fn of_portal(
        &self,
        portal: &[u8],
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Option<Arc<Prepared>>, End> {
        if !self.conversation().has_part() && !self.faults.is_armed() {
            return Ok(None);
        }
        self.quiet(out, engine).await?;
        Ok(self.conversation().of_portal(portal))
    }

    /// Does what is asked of the stand-in itself, or counts the statement; what happens to it.
    async fn before_execute(
        &self,
        prepared: &Prepared,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Option<Blow>, End> {
        match &prepared.own {
            Some(Own::Fault(Command::Show)) => self.run_ours(&self.show_faults(), Errand::Plain, out),
            Some(Own::Fault(command)) => self.faults.apply(command),
            Some(Own::Kept) => {}
            None => {
                let Strike { delay, blow } = self.faults.strike(prepared.is_commit);
                let is_failed = self.conversation().status == b'E';
                if is_failed && !delay.is_zero() {
                    flush(out, engine).await?;
                    tokio::time::sleep(delay).await;
                } else if !delay.is_zero() {
                    self.run_ours(&sleep(delay), Errand::Plain, out);
                }
                if prepared.is_commit && matches!(blow, Some(Blow::Error(_))) {
                    self.run_ours("ROLLBACK", Errand::Plain, out);
                }
                self.is_losing.fetch_or(blow == Some(Blow::DropAfter), Ordering::Relaxed);
                return Ok(blow);
            }
        }
        Ok(None)
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

    /// Locks the table that a statement changes, before it is parsed or bound, since either takes the snapshot of the transaction.
    async fn lock(
        &self,
        target: &Target,
        stage: Stage,
        batch: &mut Batch,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), End> {
        if batch.has_run && !batch.has_own_block {
            self.quiet(out, engine).await?;
        }
        let (is_in_block, status) = {
            let conversation = self.conversation();
            (conversation.is_in_block, conversation.status)
        };
        if is_in_block && status == b'E' {
            return Ok(());
        }
        if !is_in_block && !batch.has_own_block {
            self.run_ours("BEGIN", Errand::Plain, out);
            batch.has_own_block = true;
        }
        for sql in self.locks(target, stage) {
            self.run_ours(&sql, Errand::Lock(target.position), out);
        }
        Ok(())
    }

    /// The statements that make a writer of a table wait for others. The mode that the engine itself takes for any change does not keep
    /// others from changing the table too.
    fn locks(&self, target: &Target, stage: Stage) -> Vec<String> {
        let lock = |mode: &str| format!("LOCK TABLE {} IN {mode} MODE", target.table);
        match (target.change, self.isolation.get(), stage) {
            // "Write and read/write operations": INSERT shares a lock until it writes, and then waits for its turn; all else waits for
            // those that share it. What is inserted was read before that.
            (Change::Insert, Some(Isolation::Snapshot), Stage::Parse) => vec![lock("ROW EXCLUSIVE")],
            (Change::Insert, Some(Isolation::Snapshot), Stage::Run) => {
                vec![lock("ROW EXCLUSIVE"), SNAPSHOT.to_owned(), lock("SHARE UPDATE EXCLUSIVE")]
            }
            (Change::Insert | Change::Update, ..) => vec![lock("SHARE ROW EXCLUSIVE")],
            (Change::Truncate, ..) => vec![lock("ACCESS EXCLUSIVE")],
        }
    }

    /// The table that a statement changes, also when the statement has a name in SQL.
    fn target(&self, statement: &Statement) -> Option<Target> {
        let mut prepared = self.prepared_in_sql.lock().unwrap_or_else(PoisonError::into_inner);
        match &statement.prepared {
            Some(PreparedInSql::Prepare(name)) => {
                prepared.insert(name.clone(), statement.target.clone());
                None
            }
            Some(PreparedInSql::Execute(name)) => prepared.get(name).cloned().flatten(),
            None => statement.target.clone(),
        }
    }

    /// The table that the statement of a `Bind` changes.
    fn bound_target(&self, body: &[u8]) -> Option<Target> {
        let mut fields = Fields(body);
        fields.text()?;
        self.conversation().target(fields.text()?)
    }

    /// Waits for an answer that is lost. What ends the session then is its transaction's end, or, where no `Sync` stands behind it,
    /// the answer itself.
    async fn lose(
        &self,
        has_sync: bool,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<std::convert::Infallible, End> {
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

    /// Executes a portal that does not exist, in place of the client's.
    fn refuse_execute(&self, portal: &[u8], verdict: Verdict, out: &mut Vec<u8>) {
        let mut conversation = self.conversation();
        let refused = conversation.judge(verdict);
        let name = refused.name();
        conversation.expect(Expected::Execute { portal: portal.to_vec(), refused: Some(refused), is_lost: false });
        drop(conversation);
        frame::write(out, b'E', |out| {
            frame::put_text(out, name.as_bytes());
            out.extend_from_slice(&[0; 4]);
        });
    }

    /// The statement that makes the engine know what SHOW shows.
    fn show_faults(&self) -> String {
        format!("SET {FAULT} TO '{}'", self.faults.shown())
    }

    async fn parse(
        &self,
        frame: &Frame<'_>,
        batch: &mut Batch,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), End> {
        let mut fields = Fields(frame.body);
        let (Some(name), Some(text), Some(count)) = (fields.text(), fields.text(), fields.u16()) else {
            return Err(malformed());
        };
        let mut types = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            types.push(self.domains.meant(fields.u32().ok_or_else(malformed)?));
        }
        let outcome = match std::str::from_utf8(text) {
            Err(error) => Err(not_utf8(text, error.valid_up_to())),
            Ok(_) if count > MOST_PARAMETERS => Err(too_many_parameters(count)),
            Ok(_) if self.conversation().is_suspended() => {
                Err(refusal("XX000", "Invalid protocol sequence 'P' while in PortalSuspended state", None))
            }
            Ok(text) => match self.rewrite(text, Some(&types), out, engine).await? {
                Some(parts) => prepared(parts, &mut types).and_then(|statement| {
                    let second = second_cursor(std::slice::from_ref(&statement), self.conversation().has_cursor);
                    if second.is_some() { Err(Refusal::not_simulated(SECOND_CURSOR)) } else { Ok(statement) }
                }),
                None => return Ok(()),
            },
        };
        let target = outcome.as_ref().ok().and_then(|statement| self.target(statement));
        if let (Ok(statement), Some(target)) = (&outcome, &target)
            && !commits(statement)
        {
            self.lock(target, Stage::Parse, batch, out, engine).await?;
        }
        let mut conversation = self.conversation();
        let (statement, refused) = match outcome {
            Ok(statement) => (statement, None),
            Err(refusal) => {
                let refused = conversation.refuse(refusal);
                types.clear();
                (Statement::new(refused.statement()), Some(refused))
            }
        };
        let origin = Origin::new(&String::from_utf8_lossy(text), &statement.sql);
        let prepared = Arc::new(remembered(&statement, target, origin));
        conversation.expect(Expected::Parse {
            name: name.to_vec(),
            prepared: Arc::clone(&prepared),
            refused,
            asked: Asked::Extended,
        });
        let is_failed = conversation.status == b'E';
        drop(conversation);
        frame::write(out, b'P', |out| {
            frame::put_text(out, name);
            frame::put_text(out, statement.sql.as_bytes());
            out.extend_from_slice(&u16::try_from(types.len()).unwrap_or(u16::MAX).to_be_bytes());
            for oid in &types {
                out.extend_from_slice(&oid.to_be_bytes());
            }
        });
        // Without a name it is run at once, or not again.
        if !name.is_empty() && !statement.relations.is_empty() && !is_failed {
            let list: Vec<String> = statement.relations.iter().map(|relation| literal(relation)).collect();
            let list = format!("ARRAY[{}]", list.join(", "));
            self.run_ours(&run("tell_opened", &list), Errand::Open(prepared), out);
        }
        Ok(())
    }

    /// Makes sure that the tables are there which a statement has found when it was parsed: the engine would look for them anew by their
    /// names, where Redshift opens them by their numbers.
    fn check_open(&self, statement: &[u8], out: &mut Vec<u8>) {
        let prepared = {
            let conversation = self.conversation();
            conversation.of_statement(statement).filter(|_| conversation.status != b'E')
        };
        let Some(prepared) = prepared else { return };
        let Some(opened) = prepared.opened.get().filter(|opened| !opened.is_empty()) else { return };
        let drops = DROPS.load(Ordering::Relaxed);
        if prepared.seen.swap(drops, Ordering::Relaxed) != drops {
            let list: Vec<String> = opened.iter().map(ToString::to_string).collect();
            let sql = run("check_open", &format!("'{{{}}}'", list.join(",")));
            self.run_ours(&sql, Errand::Check(Arc::clone(&prepared)), out);
        }
    }

    async fn bind(
        &self,
        frame: &Frame<'_>,
        batch: &mut Batch,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), End> {
        let target = self.bound_target(frame.body);
        if let Some(target) = &target {
            self.lock(target, Stage::Run, batch, out, engine).await?;
        }
        let mut fields = Fields(frame.body);
        let (Some(portal), Some(statement), Some(formats)) = (fields.text(), fields.text(), fields.u16()) else {
            return Err(malformed());
        };
        batch.changing = target.map(|_| portal.to_vec());
        self.check_open(statement, out);
        let count = fields.skip(usize::from(formats) * 2).and_then(|()| fields.u16()).ok_or_else(malformed)?;
        let mut conversation = self.conversation();
        let refused = (count > MOST_PARAMETERS).then(|| conversation.refuse(too_many_parameters(count)));
        if let Some(refused) = &refused {
            frame::write(out, b'B', |out| {
                frame::put_text(out, portal);
                frame::put_text(out, refused.name().as_bytes());
                out.extend_from_slice(&[0; 6]);
            });
        } else {
            out.extend_from_slice(frame.whole);
        }
        conversation.expect(Expected::Bind {
            portal: portal.to_vec(),
            statement: statement.to_vec(),
            refused,
            asked: Asked::Extended,
        });
        Ok(())
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

    /// Runs a statement that ends the transaction it stands in; whether the rest up to `Sync` is to be skipped.
    ///
    /// A prepared statement cannot commit before it runs, so it goes the way of a simple query, after a `Sync` of our own that tells
    /// how the transaction stands.
    async fn execute_committing(
        &self,
        prepared: &Prepared,
        is_lost: bool,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<bool, End> {
        self.conversation().expect(Expected::Ready { is_shown: false });
        frame::write(out, b'S', |_| {});
        flush(out, engine).await?;
        self.settled().await;
        {
            let mut conversation = self.conversation();
            if conversation.batch_failed {
                return Ok(true);
            }
            let shown =
                if is_lost { Unit::Lost } else { Unit::Shown { tag: prepared.tag, is_on_compute_nodes: false } };
            let locks = prepared.target.as_ref().map(|target| (self.locks(target, Stage::Run), target.position));
            let is_wrapped = conversation.status == b'T';
            let (texts, units) = sequence(prepared.sql.clone(), shown, locks, is_wrapped);
            frame::query(out, &texts.join(SEPARATOR));
            conversation.expect(Expected::Query { units, origin: Origin::Unknown, refused: None, shows_ready: false });
        }
        flush(out, engine).await?;
        self.settled().await;
        Ok(self.conversation().batch_failed)
    }
}

async fn flush(out: &mut Vec<u8>, engine: &mut (impl AsyncWrite + Unpin)) -> Result<(), End> {
    if !out.is_empty() {
        engine.write_all(out).await?;
        out.clear();
    }
    Ok(())
}

/// Does nothing, and takes the snapshot of the transaction.
const SNAPSHOT: &str = "DO 'BEGIN END'";

/// Calls a function of the pack.
fn run(function: &str, argument: &str) -> String {
    format!("DO {}", literal(&format!("BEGIN PERFORM redshift_local.{function}({argument}); END")))
}

/// What stands between two statements of one text.
const SEPARATOR: &str = "\n;\n";

/// A statement with what is sent around it, each with what becomes of its answer.
fn sequence(
    sql: String,
    unit: Unit,
    locks: Option<(Vec<String>, usize)>,
    commits: bool,
) -> (Vec<String>, VecDeque<Unit>) {
    let commit = || commits.then(|| ("COMMIT".to_owned(), Unit::Hidden));
    let (locks, position) = locks.unwrap_or_default();
    let locks = locks.into_iter().map(|lock| (lock, Unit::Lock(position)));
    commit().into_iter().chain(locks).chain([(sql, unit)]).chain(commit()).unzip()
}

/// Whether a statement opens or ends a transaction block, as the rewriter writes it.
fn is_transaction(statement: &Statement) -> bool {
    matches!(statement.sql.split(' ').next(), Some("BEGIN" | "START" | "COMMIT" | "ROLLBACK"))
}

/// Whether a statement is a COMMIT, as the rewriter writes it.
fn is_commit(statement: &Statement) -> bool {
    statement.sql == "COMMIT"
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

/// The text of a `Query`: everything up to the zero, which must be the last byte.
fn only_text(body: &[u8]) -> Result<&[u8], End> {
    let mut fields = Fields(body);
    match fields.text() {
        Some(text) if fields.0.is_empty() => Ok(text),
        _ => Err(malformed()),
    }
}

/// What has to be known before a statement can be rewritten.
fn question(outcome: &Result<Statement, Refusal>) -> Option<Question> {
    outcome.as_ref().err().and_then(|refusal| refusal.question.clone())
}

/// What is remembered of a statement.
fn remembered(statement: &Statement, target: Option<Target>, origin: Origin) -> Prepared {
    let commits = commits(statement);
    Prepared {
        tag: statement.tag,
        commits,
        is_commit: is_commit(statement),
        is_transaction: is_transaction(statement),
        is_on_compute_nodes: statement.is_on_compute_nodes,
        own: statement.own.clone(),
        target,
        sql: if commits { statement.sql.clone() } else { String::new() },
        origin,
        opened: OnceLock::new(),
        seen: AtomicU64::new(DROPS.load(Ordering::Relaxed)),
        forms: OnceLock::new(),
    }
}

/// The only statement of a text that is prepared.
fn prepared(parts: Vec<Part>, types: &mut Vec<u32>) -> Result<Statement, Refusal> {
    let mut statements = rewrite::runnable(parts).map_err(|(_, refusal)| refusal)?;
    let statement = match statements.len() {
        0 => Statement::new(String::new()),
        1 => statements.swap_remove(0),
        _ => {
            return Err(refusal("42601", "cannot insert multiple commands into a prepared statement", None));
        }
    };
    for &parameter in &statement.limit_parameters {
        limit_is_int4(parameter, types)?;
    }
    Ok(statement)
}

/// One cursor at a time can be open ("DECLARE"). What Redshift says to a second one is not known.
const SECOND_CURSOR: &str = "the answer to a second open cursor, which is refused,";

/// Which statement declares a cursor while another is open, as the rewriter writes them.
fn second_cursor(statements: &[Statement], mut is_open: bool) -> Option<usize> {
    statements.iter().position(|statement| {
        let Some(opens) = opens_cursor(statement) else { return false };
        std::mem::replace(&mut is_open, opens) && opens
    })
}

/// Whether a statement opens a cursor or closes it, as the rewriter writes them.
fn opens_cursor(statement: &Statement) -> Option<bool> {
    match statement.sql.split(' ').next() {
        Some("DECLARE") => Some(true),
        Some("CLOSE" | "COMMIT" | "ROLLBACK") => Some(false),
        _ => None,
    }
}

/// Whether a statement commits the transaction it runs in.
fn commits(statement: &Statement) -> bool {
    statement.tag == Some("TRUNCATE TABLE")
        || statement.sql.trim_start().get(..8).is_some_and(|word| word.eq_ignore_ascii_case("truncate"))
}

fn refusal(sqlstate: &'static str, message: &str, detail: Option<String>) -> Refusal {
    Refusal::new(sqlstate, message).with_detail(detail)
}

/// Declares the type of a `LIMIT`, as an 8.0 server infers it, and refuses any other.
fn limit_is_int4(parameter: u16, types: &mut Vec<u32>) -> Result<(), Refusal> {
    let Some(index) = usize::from(parameter).checked_sub(1) else {
        return Ok(());
    };
    if types.len() <= index {
        types.resize(index + 1, 0);
    }
    match types[index] {
        0 | UNKNOWN => types[index] = INT4,
        INT4 => {}
        _ => {
            let detail = response::detail_block("Not implemented", 1001, "IsA(cons, Const)");
            return Err(refusal("XX000", "Not implemented", Some(detail)));
        }
    }
    Ok(())
}

fn not_utf8(text: &[u8], at: usize) -> Refusal {
    let byte = text.get(at).copied().unwrap_or_default();
    refusal("22021", &format!("invalid byte sequence for encoding \"UTF8\": 0x{byte:02x}"), None)
}

/// The count is read as a signed number.
fn too_many_parameters(count: u16) -> Refusal {
    refusal("42P02", &format!("there is no parameter ${}", count.cast_signed()), None)
}

fn write_parameter(name: &str, value: &str, out: &mut Vec<u8>) {
    frame::write(out, b'S', |out| {
        frame::put_text(out, name.as_bytes());
        frame::put_text(out, value.as_bytes());
    });
}

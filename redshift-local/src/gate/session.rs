//! One client's session: messages on their way to the engine, and answers on their way back.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::Notify;

use super::conversation::{Completion, Conversation, Expected, Origin, Prepared, Refused, Unit};
use super::frame::{self, Broken, Fields, Frame, Incoming};
use super::own_setting;
use super::response::{self, Domains, Form, Report};
use crate::refusal::Refusal;
use crate::rewrite::{self, Statement};

/// The most parameters a statement can have: their count is signed.
const MOST_PARAMETERS: u16 = 32_767;
/// The type a `LIMIT` must have.
const INT4: u32 = 23;
/// The type of a parameter whose type is left open.
const UNKNOWN: u32 = 705;

/// Why a session ends.
#[derive(Debug)]
pub(super) enum End {
    /// One of the two is gone, or the client said goodbye.
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
    conversation: Mutex<Conversation>,
    /// Told at every `ReadyForQuery` and every error.
    ready: Notify,
    domains: Domains,
    /// Whether a row has been described whose values are written in another form.
    has_forms: AtomicBool,
}

impl Session {
    pub(super) fn new(domains: Domains) -> Self {
        Self {
            conversation: Mutex::new(Conversation::new()),
            ready: Notify::new(),
            domains,
            has_forms: AtomicBool::new(false),
        }
    }

    fn conversation(&self) -> MutexGuard<'_, Conversation> {
        self.conversation.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the engine has answered everything that ends in `ReadyForQuery`.
    async fn settled(&self) {
        loop {
            let told = self.ready.notified();
            if self.conversation().is_settled() {
                return;
            }
            told.await;
        }
    }

    /// Copies answers to the client until the engine closes.
    pub(super) async fn answer(
        &self,
        engine: &mut (impl AsyncRead + Unpin),
        client: &mut (impl AsyncWrite + Unpin),
    ) -> End {
        let mut incoming = Incoming::default();
        let mut out = Vec::new();
        loop {
            let mut is_over = false;
            loop {
                match incoming.next() {
                    Ok(Some(frame)) => is_over |= self.answer_one(&frame, &mut out),
                    Ok(None) => break,
                    Err(broken) => return broken.into(),
                }
            }
            if client.write_all(&out).await.is_err() {
                return End::Closed;
            }
            out.clear();
            if is_over {
                self.ready.notify_waiters();
            }
            match incoming.fill(engine).await {
                Ok(true) => {}
                Ok(false) | Err(_) => return End::Closed,
            }
        }
    }

    /// Writes one answer as the client is to see it; whether it ends what the other direction may wait for.
    fn answer_one(&self, frame: &Frame<'_>, out: &mut Vec<u8>) -> bool {
        match frame.kind {
            b'D' if !self.has_forms.load(Ordering::Relaxed) => out.extend_from_slice(frame.whole),
            b'D' => {
                let conversation = self.conversation();
                match conversation.forms().and_then(|forms| response::data_row(frame.body, forms)) {
                    Some(row) => frame::write(out, b'D', |out| out.extend_from_slice(&row)),
                    None => out.extend_from_slice(frame.whole),
                }
            }
            b'1' | b'2' | b'3' => {
                self.conversation().answered();
                out.extend_from_slice(frame.whole);
            }
            b'T' => {
                let Some((described, forms)) = response::row_description(frame.body) else {
                    out.extend_from_slice(frame.whole);
                    return false;
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
                self.conversation().described(Vec::new());
                out.extend_from_slice(frame.whole);
            }
            b'C' => {
                if let Completion::Shown(replaced) = self.conversation().completed() {
                    let engine = Fields(frame.body).text().unwrap_or_default();
                    let tag = response::tag(&String::from_utf8_lossy(engine), replaced);
                    frame::write(out, b'C', |out| frame::put_text(out, tag.as_bytes()));
                }
            }
            b'I' | b's' => {
                if let Completion::Shown(_) = self.conversation().completed() {
                    out.extend_from_slice(frame.whole);
                }
            }
            b'E' => {
                self.error(frame.body, out);
                return true;
            }
            b'N' => {
                if !self.conversation().is_hidden() {
                    Report::read(frame.body).notice().write(out, b'N');
                }
            }
            b'S' => parameter_status(frame.body, out),
            b'K' => {
                self.conversation().process = frame::be_u32(frame.body, 0).unwrap_or(0);
                for (name, value) in response::OWN_PARAMETERS {
                    write_parameter(name, value, out);
                }
                out.extend_from_slice(frame.whole);
            }
            b'Z' => {
                let status = frame.body.first().copied().unwrap_or(b'I');
                if self.conversation().ready(status) {
                    out.extend_from_slice(frame.whole);
                }
                return true;
            }
            _ => out.extend_from_slice(frame.whole),
        }
        false
    }

    fn error(&self, body: &[u8], out: &mut Vec<u8>) {
        let mut conversation = self.conversation();
        let report = Report::read(body);
        let report = match conversation.refusal(&report.message) {
            Some(refusal) => Report::of_refusal(refusal),
            None => report.error(&conversation.origin(), conversation.process),
        };
        conversation.failed();
        drop(conversation);
        report.write(out, b'E');
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
        // Set when a statement that the gate ran itself has failed: the rest up to `Sync` is skipped, as a server does.
        let mut is_skipping = false;
        loop {
            while let Some(frame) = incoming.next()? {
                if is_skipping && !matches!(frame.kind, b'S' | b'X') {
                    continue;
                }
                if matches!(frame.kind, b'P' | b'Q') && !self.conversation().is_settled() {
                    flush(&mut out, engine).await?;
                    self.settled().await;
                }
                match frame.kind {
                    b'Q' => self.query(frame.body, &mut out)?,
                    b'P' => self.parse(&frame, &mut out)?,
                    b'B' => self.bind(&frame, &mut out)?,
                    b'D' => {
                        let mut fields = Fields(frame.body);
                        let (Some(kind), Some(name)) = (fields.byte(), fields.text()) else { return Err(malformed()) };
                        let mut conversation = self.conversation();
                        let of =
                            if kind == b'S' { conversation.of_statement(name) } else { conversation.of_portal(name) };
                        conversation.expect(Expected::Describe { of });
                        drop(conversation);
                        out.extend_from_slice(frame.whole);
                    }
                    b'E' => {
                        let portal = Fields(frame.body).text().ok_or_else(malformed)?;
                        let prepared = self.conversation().of_portal(portal);
                        match prepared.filter(|prepared| prepared.commits) {
                            Some(prepared) => {
                                is_skipping = self.execute_committing(&prepared, &mut out, engine).await?;
                            }
                            None => {
                                self.conversation().expect(Expected::Execute { portal: portal.to_vec() });
                                out.extend_from_slice(frame.whole);
                            }
                        }
                    }
                    b'C' => {
                        let mut fields = Fields(frame.body);
                        let (Some(kind), Some(name)) = (fields.byte(), fields.text()) else {
                            return Err(malformed());
                        };
                        self.conversation().expect(Expected::Close { kind, name: name.to_vec() });
                        out.extend_from_slice(frame.whole);
                    }
                    b'S' => {
                        is_skipping = false;
                        self.conversation().expect(Expected::Ready { is_shown: true });
                        out.extend_from_slice(frame.whole);
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

    /// What the engine gets instead of a text.
    #[allow(clippy::result_large_err, reason = "the form of the rewriter's own answer")]
    fn rewrite(&self, text: &str, extended: bool) -> Result<Vec<Statement>, (Vec<Statement>, Refusal)> {
        if let Some(sql) = own_setting::statement(text) {
            return Ok(vec![Statement { sql, tag: None, limit_parameters: Vec::new() }]);
        }
        let in_transaction_block = self.conversation().status != b'I';
        rewrite::rewrite(text, rewrite::Session { in_transaction_block, extended })
    }

    /// A simple query of any number of statements.
    fn query(&self, body: &[u8], out: &mut Vec<u8>) -> Result<(), End> {
        let text = only_text(body)?;
        let (statements, refusal) = match std::str::from_utf8(text) {
            Err(error) => (Vec::new(), Some(not_utf8(text, error.valid_up_to()))),
            Ok(text) => match self.rewrite(text, false) {
                Ok(statements) => (statements, None),
                Err((statements, refusal)) => (statements, Some(refusal)),
            },
        };
        let mut conversation = self.conversation();
        let refused = refusal.map(|refusal| conversation.refuse(refusal));
        let status = conversation.status;
        let is_alone = statements.len() == 1 && refused.is_none();
        let mut units = VecDeque::new();
        let mut texts: Vec<String> = Vec::new();
        for statement in statements {
            // Alone it commits by itself; in a failed block it is refused like any other.
            let is_wrapped = commits(&statement) && !(is_alone && status == b'I') && status != b'E';
            let shown = (statement.sql, Unit::Shown(statement.tag));
            let commit = || ("COMMIT".to_owned(), Unit::Hidden);
            let sequence = if is_wrapped { vec![commit(), shown, commit()] } else { vec![shown] };
            for (sql, unit) in sequence {
                texts.push(sql);
                units.push_back(unit);
            }
        }
        texts.extend(refused.as_ref().map(Refused::statement));
        let sent = if texts.len() == 1 { texts.swap_remove(0) } else { texts.join("\n;\n") };
        let origin = Origin::new(&String::from_utf8_lossy(text), &sent);
        conversation.expect(Expected::Query { units, origin, refused, shows_ready: true });
        drop(conversation);
        frame::query(out, &sent);
        Ok(())
    }

    fn parse(&self, frame: &Frame<'_>, out: &mut Vec<u8>) -> Result<(), End> {
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
            Ok(text) => self.parse_text(text, &mut types),
        };
        let mut conversation = self.conversation();
        let (statement, refused) = match outcome {
            Ok(statement) => (statement, None),
            Err(refusal) => {
                let refused = conversation.refuse(refusal);
                types.clear();
                (Statement { sql: refused.statement(), tag: None, limit_parameters: Vec::new() }, Some(refused))
            }
        };
        let commits = refused.is_none() && commits(&statement);
        let prepared = Prepared {
            tag: statement.tag,
            commits,
            sql: if commits { statement.sql.clone() } else { String::new() },
            origin: Origin::new(&String::from_utf8_lossy(text), &statement.sql),
            forms: OnceLock::new(),
        };
        conversation.expect(Expected::Parse { name: name.to_vec(), prepared: Arc::new(prepared), refused });
        drop(conversation);
        frame::write(out, b'P', |out| {
            frame::put_text(out, name);
            frame::put_text(out, statement.sql.as_bytes());
            out.extend_from_slice(&u16::try_from(types.len()).unwrap_or(u16::MAX).to_be_bytes());
            for oid in &types {
                out.extend_from_slice(&oid.to_be_bytes());
            }
        });
        Ok(())
    }

    fn parse_text(&self, text: &str, types: &mut Vec<u32>) -> Result<Statement, Refusal> {
        let mut statements = self.rewrite(text, true).map_err(|(_, refusal)| refusal)?;
        let statement = match statements.len() {
            0 => Statement { sql: String::new(), tag: None, limit_parameters: Vec::new() },
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

    fn bind(&self, frame: &Frame<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let mut fields = Fields(frame.body);
        let (Some(portal), Some(statement), Some(formats)) = (fields.text(), fields.text(), fields.u16()) else {
            return Err(malformed());
        };
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
        conversation.expect(Expected::Bind { portal: portal.to_vec(), statement: statement.to_vec(), refused });
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
            let shown = Unit::Shown(prepared.tag);
            let (sql, units) = match conversation.status {
                b'T' => (
                    format!("COMMIT\n;\n{}\n;\nCOMMIT", prepared.sql),
                    VecDeque::from([Unit::Hidden, shown, Unit::Hidden]),
                ),
                _ => (prepared.sql.clone(), VecDeque::from([shown])),
            };
            frame::query(out, &sql);
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

/// The text of a `Query`: everything up to the zero, which must be the last byte.
fn only_text(body: &[u8]) -> Result<&[u8], End> {
    let mut fields = Fields(body);
    match fields.text() {
        Some(text) if fields.0.is_empty() => Ok(text),
        _ => Err(malformed()),
    }
}

/// Whether a statement commits the transaction it runs in.
fn commits(statement: &Statement) -> bool {
    statement.tag == Some("TRUNCATE TABLE")
        || statement.sql.trim_start().get(..8).is_some_and(|word| word.eq_ignore_ascii_case("truncate"))
}

fn refusal(sqlstate: &'static str, message: &str, detail: Option<String>) -> Refusal {
    Refusal { sqlstate, message: message.to_owned(), detail, hint: None, position: None }
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

fn parameter_status(body: &[u8], out: &mut Vec<u8>) {
    let mut fields = Fields(body);
    let (Some(name), Some(value)) = (fields.text(), fields.text()) else {
        return;
    };
    let (name, value) = (String::from_utf8_lossy(name), String::from_utf8_lossy(value));
    if let Some(value) = response::parameter(&name, &value) {
        write_parameter(&name, value, out);
    }
}

fn write_parameter(name: &str, value: &str, out: &mut Vec<u8>) {
    frame::write(out, b'S', |out| {
        frame::put_text(out, name.as_bytes());
        frame::put_text(out, value.as_bytes());
    });
}

//! Answers on their way back: as the client is to see them, or not at all.

use std::sync::atomic::Ordering;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};

use super::{DROPS, End, Session, write_parameter};
use crate::gate::conversation::{Asked, Completion, Verdict};
use crate::gate::frame::{self, Fields, Frame, Incoming};
use crate::gate::response::{self, Form, Report};
use crate::refusal::Refusal;
use crate::server::Isolation;

/// What is said when the engine's process ends without a word.
const DIED: &str = "redshift-local: the PostgreSQL process of the session has ended";

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
    /// Copies answers to the client until the engine closes, which it does with an error unless the client has said goodbye.
    pub(in crate::gate) async fn answer(
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
                if incoming.next_kind() == Some(b'D') && self.passes_rows() {
                    out.extend_from_slice(incoming.next_of(b'D'));
                }
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

    /// Whether the rows that come now go to the client as they are.
    fn passes_rows(&self) -> bool {
        self.isolation.get().is_some()
            && !self.is_losing.load(Ordering::Relaxed)
            && !(self.has_forms.load(Ordering::Relaxed) && self.conversation().has_forms())
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
            b'D' => {
                let conversation = self.conversation();
                match conversation.forms().and_then(|forms| response::data_row(frame.body, forms)) {
                    Some(row) => frame::write(out, b'D', |out| out.extend_from_slice(&row)),
                    None if conversation.forms().is_some_and(has_scaled) => {
                        let message = "redshift-local: a DECIMAL has other digits than its type says, and cannot be a scaled integer";
                        frame::error(out, "FATAL", "XX000", message);
                        return Next::End;
                    }
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
                let mut conversation = self.conversation();
                conversation.described(forms);
                conversation.has_cursor |= response::has_cursor(frame.body);
                drop(conversation);
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
                    // A procedure may have dropped something.
                    if tag.starts_with("DROP ") || tag == "CALL" {
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
        let report = if self.traits.is_limited { report.limited() } else { report };
        // What is found wrong in a text or in a name was not run.
        let has_run = report.position.is_none() && report.sqlstate != "25P02" && !report.sqlstate.starts_with("42");
        let verdict = conversation.verdict(&report.message);
        let has_run = has_run && verdict.is_none();
        let report = match verdict {
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
                    None if report.position.is_none() && conversation.is_on_compute_nodes()
                        || report.is_on_compute_nodes() =>
                    {
                        report.of_compute_nodes()
                    }
                    None => report,
                }
            }
        };
        conversation.record_failure(has_run.then_some((&report.sqlstate, &report.message)));
        conversation.failed();
        drop(conversation);
        report.write(out, b'E');
        Next::Told
    }

    fn parameter_status(&self, body: &[u8], out: &mut Vec<u8>) {
        let mut fields = Fields(body);
        let (Some(name), Some(value)) = (fields.text(), fields.text()) else {
            return;
        };
        let (name, value) = (String::from_utf8_lossy(name), String::from_utf8_lossy(value));
        if name == "session_authorization" {
            self.conversation().recorder.set_user(&value);
        }
        // Some clients know no encoding of this name, and have to name one.
        let value = if name == "client_encoding" && !self.names_encoding { "UNICODE".into() } else { value };
        if let Some(value) = response::parameter(&name, &value) {
            write_parameter(&name, value, out);
        }
    }
}

/// Whether the engine ends the session with an error.
fn is_fatal(error: &[u8]) -> bool {
    frame::error_field(error, b'S').is_some_and(|severity| matches!(severity.as_str(), "FATAL" | "PANIC"))
}

/// Whether some column goes as scaled integers.
fn has_scaled(forms: &[Form]) -> bool {
    forms.iter().any(|form| matches!(form, Form::Scaled { .. }))
}

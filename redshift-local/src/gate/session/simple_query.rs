//! Simple queries: texts of any number of statements.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::io::AsyncWrite;

use super::effect::{SECOND_CURSOR, commits, is_commit, opens_cursor, second_cursor};
use super::extended_query::remembered;
use super::locks::Stage;
use super::questions::{names, question};
use super::{Batch, End, Session, flush, malformed, not_utf8, sleep, verdict};
use crate::gate::conversation::{Answer, Asked, Errand, Expected, Origin, Refused, Unit, Verdict};
use crate::gate::faults::{Blow, Strike};
use crate::gate::frame::{self, Fields};
use crate::gate::history::Recorded;
use crate::refusal::Refusal;
use crate::rewrite::{self, Known, Own, Part, PreparedInSql, Statement};

/// What stands between two statements of one text.
pub(super) const SEPARATOR: &str = "\n;\n";

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

impl Session {
    /// A simple query of any number of statements.
    pub(super) async fn query(
        &self,
        body: &[u8],
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), End> {
        let text = only_text(body)?;
        let mut sources = Vec::new();
        let (mut statements, mut refusal) = match std::str::from_utf8(text) {
            Err(error) => (Vec::new(), Some(not_utf8(text, error.valid_up_to()))),
            Ok(text) => {
                let Some(parts) = self.rewrite(text, None, out, engine).await? else { return Ok(()) };
                let is_in_turn = |part: &Part| {
                    // It lists those before it, too.
                    let reads_history = part.outcome.as_ref().is_ok_and(|statement| statement.history.is_read);
                    reads_history || question(&part.outcome).is_some()
                };
                if parts.iter().skip(1).any(is_in_turn) {
                    return self.query_in_turn(text, parts, out, engine).await;
                }
                sources = parts.iter().map(|part| text.get(part.source.clone()).unwrap_or_default()).collect();
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
            if let Some(sql) = self.shown_first(statement.own.as_ref()) {
                texts.push(sql);
                units.push_back(Unit::Hidden);
            }
            let recorded = Recorded::new(&statement, sources.get(index).copied().unwrap_or_default());
            if statement.history.is_read && !is_failed {
                // It lists itself, too.
                conversation.begin_unit(recorded.clone());
                texts.push(conversation.recorder.told());
                units.push_back(Unit::Hidden);
            }
            // Alone it commits by itself; in a failed block it is refused like any other.
            let is_wrapped = commits(&statement) && !(is_alone && status == b'I') && !is_failed;
            let is_lost = struck.is_lost && index == last;
            let unit = if is_lost {
                Unit::Lost { recorded }
            } else {
                Unit::Shown { tag: statement.tag, is_on_compute_nodes: statement.is_on_compute_nodes, recorded }
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
            let mut known = Known::of(self.traits);
            while let Some(question) = question(&outcome) {
                self.quiet(out, engine).await?;
                if self.conversation().status == b'E' {
                    break;
                }
                match self.ask(&question, Some(&[]), out, engine).await? {
                    Answer::Described(described) => known.insert(question, names(described)),
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
        let recorded = Recorded::new(&statement, text.get(source.clone()).unwrap_or_default());
        let origin = Origin::part(text, source, &statement.sql);
        let prepared = Arc::new(remembered(&statement, target, origin, recorded));
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
        let reads_history = prepared.reads_history;
        if reads_history {
            self.quiet(out, engine).await?;
            if self.conversation().is_skipping() {
                return Ok(Turn::Failed);
            }
        }
        let mut conversation = self.conversation();
        let process = conversation.process;
        let name = format!("redshift-local {}", conversation.number()).into_bytes();
        let asked = Asked::InText;
        let verdict = blow.and_then(|blow| verdict(blow, process));
        conversation.expect(Expected::Parse { name: name.clone(), prepared, refused, asked });
        conversation.expect(Expected::Bind {
            portal: name.clone(),
            statement: name.clone(),
            refused: None,
            asked,
            forms: None,
        });
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
        let run = self.conversation().begin_portal(&name, false);
        if reads_history && run.is_some() {
            self.tell_history(out);
        }
        let mut conversation = self.conversation();
        conversation.expect(Expected::Describe { kind: b'P', name: name.clone(), asked });
        conversation.expect(Expected::Execute { portal: name.clone(), rows: 0, refused: None, is_lost, run });
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
            match &statement.own {
                Some(Own::Fault(command)) => self.faults.apply(command),
                Some(Own::Numeric(command)) => self.set_numeric(*command),
                Some(Own::Kept) | None => {}
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
}

/// A statement with what is sent around it, each with what becomes of its answer.
pub(super) fn sequence(
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

/// The text of a `Query`: everything up to the zero, which must be the last byte.
fn only_text(body: &[u8]) -> Result<&[u8], End> {
    let mut fields = Fields(body);
    match fields.text() {
        Some(text) if fields.0.is_empty() => Ok(text),
        _ => Err(malformed()),
    }
}

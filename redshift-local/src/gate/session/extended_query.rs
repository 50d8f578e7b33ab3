//! The extended query: statements that are parsed, bound and executed one message at a time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tokio::io::AsyncWrite;

use super::effect::{SECOND_CURSOR, commits, is_commit, is_transaction, second_cursor};
use super::locks::Stage;
use super::simple_query::{SEPARATOR, sequence};
use super::{Batch, DROPS, End, Session, flush, malformed, not_utf8, refusal, run, sleep, verdict};
use crate::fault::Command;
use crate::gate::conversation::{Asked, Errand, Expected, Origin, Prepared, Unit, Verdict};
use crate::gate::decimal;
use crate::gate::faults::{Blow, Strike};
use crate::gate::frame::{self, Fields, Frame};
use crate::gate::history::Recorded;
use crate::gate::response::{self, Described, Form};
use crate::refusal::Refusal;
use crate::rewrite::identifier::literal;
use crate::rewrite::{self, Own, Part, Statement, Target};

/// The most parameters a statement can have: their count is signed.
const MOST_PARAMETERS: u16 = 32_767;

/// The type a `LIMIT` must have.
const INT4: u32 = 23;

/// The type of a parameter whose type is left open.
const UNKNOWN: u32 = 705;

impl Session {
    pub(super) async fn parse(
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
        let text = String::from_utf8_lossy(text);
        let recorded = if refused.is_none() { Recorded::new(&statement, &text) } else { None };
        let origin = Origin::new(&text, &statement.sql);
        let prepared = Arc::new(remembered(&statement, target, origin, recorded));
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

    /// Binds a statement, with the table that it changes.
    pub(super) async fn bind(
        &self,
        frame: &Frame<'_>,
        target: Option<Target>,
        batch: &mut Batch,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), End> {
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
        let forms = if count > MOST_PARAMETERS {
            Err(too_many_parameters(count))
        } else if self.is_scaled.load(Ordering::Relaxed) {
            let bound = Formats::read(frame.body).ok_or_else(malformed)?;
            if bound.has_binary() {
                let Some(described) = self.described(statement, out, engine).await? else { return Ok(()) };
                self.has_forms.store(true, Ordering::Relaxed);
                bound.forms(&described).map(Some)
            } else {
                Ok(None)
            }
        } else {
            Ok(None)
        };
        let mut conversation = self.conversation();
        let (forms, refused) = match forms {
            Ok(forms) => (forms, None),
            Err(refusal) => (None, Some(conversation.refuse(refusal))),
        };
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
            forms,
        });
        Ok(())
    }

    /// Runs a portal; whether its answer is lost.
    pub(super) async fn execute(
        &self,
        frame: &Frame<'_>,
        batch: &mut Batch,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<bool, End> {
        let mut fields = Fields(frame.body);
        let (Some(portal), Some(rows)) = (fields.text(), fields.u32()) else { return Err(malformed()) };
        let goes_on = self.conversation().goes_on(portal, rows);
        if batch.has_own_block && batch.changing.as_deref() != Some(portal) {
            self.quiet(out, engine).await?;
            let prepared = self.conversation().of_portal(portal);
            // Either the client goes on with the block, or has ended it.
            batch.has_own_block = !prepared.is_some_and(|prepared| prepared.is_transaction);
        }
        batch.has_run = true;
        let prepared = self.of_portal(portal, out, engine).await?;
        let blow = match &prepared {
            Some(prepared) if !goes_on => self.before_execute(prepared, out, engine).await?,
            _ => None,
        };
        let is_lost = blow == Some(Blow::DropAfter);
        let process = self.conversation().process;
        let verdict = blow.and_then(|blow| verdict(blow, process));
        let reads_history = !goes_on && prepared.as_ref().is_some_and(|prepared| prepared.reads_history);
        match (prepared.filter(|prepared| prepared.commits), verdict) {
            (_, Some(verdict)) => self.refuse_execute(portal, verdict, out),
            (Some(prepared), None) => {
                let has_failed = self.execute_committing(&prepared, is_lost, out, engine).await?;
                batch.is_skipping = has_failed;
                // It was ended, unless it had failed.
                batch.has_own_block &= has_failed;
            }
            (None, None) => {
                let run = self.conversation().begin_portal(portal, goes_on);
                if reads_history {
                    self.tell_history(out);
                }
                let portal = portal.to_vec();
                self.conversation().expect(Expected::Execute { portal, rows, refused: None, is_lost, run });
                out.extend_from_slice(frame.whole);
            }
        }
        Ok(is_lost)
    }

    /// Has a statement or a portal described or closed.
    pub(super) fn describe_or_close(&self, frame: &Frame<'_>, out: &mut Vec<u8>) -> Result<(), End> {
        let mut fields = Fields(frame.body);
        let (Some(kind), Some(name)) = (fields.byte(), fields.text()) else { return Err(malformed()) };
        let (name, asked) = (name.to_vec(), Asked::Extended);
        self.conversation().expect(match frame.kind {
            b'D' => Expected::Describe { kind, name, asked },
            _ => Expected::Close { kind, name, asked },
        });
        out.extend_from_slice(frame.whole);
        Ok(())
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
    pub(super) async fn before_execute(
        &self,
        prepared: &Prepared,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Option<Blow>, End> {
        match &prepared.own {
            Some(own) => {
                if let Some(sql) = self.shown_first(Some(own)) {
                    self.run_ours(&sql, Errand::Plain, out);
                }
                match own {
                    Own::Fault(Command::Show) | Own::Kept => {}
                    Own::Fault(command) => self.faults.apply(command),
                    Own::Numeric(command) => self.set_numeric(*command),
                }
            }
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

    /// Executes a portal that does not exist, in place of the client's.
    pub(super) fn refuse_execute(&self, portal: &[u8], verdict: Verdict, out: &mut Vec<u8>) {
        let mut conversation = self.conversation();
        let refused = conversation.judge(verdict);
        let name = refused.name();
        let (portal_name, refused) = (portal.to_vec(), Some(refused));
        conversation.expect(Expected::Execute { portal: portal_name, rows: 0, refused, is_lost: false, run: None });
        drop(conversation);
        frame::write(out, b'E', |out| {
            frame::put_text(out, name.as_bytes());
            out.extend_from_slice(&[0; 4]);
        });
    }

    /// Runs a statement that ends the transaction it stands in; whether the rest up to `Sync` is to be skipped.
    ///
    /// A prepared statement cannot commit before it runs, so it goes the way of a simple query, after a `Sync` of our own that tells
    /// how the transaction stands.
    pub(super) async fn execute_committing(
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
            let recorded = prepared.recorded.clone();
            let shown = if is_lost {
                Unit::Lost { recorded }
            } else {
                Unit::Shown { tag: prepared.tag, is_on_compute_nodes: false, recorded }
            };
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

/// Which parameters and columns of a `Bind` are in binary.
struct Formats {
    parameters: Vec<u16>,
    columns: Vec<u16>,
}

impl Formats {
    fn read(body: &[u8]) -> Option<Self> {
        fn list(fields: &mut Fields<'_>) -> Option<Vec<u16>> {
            (0..fields.u16()?).map(|_| fields.u16()).collect()
        }
        let mut fields = Fields(body);
        fields.text()?;
        fields.text()?;
        let parameters = list(&mut fields)?;
        for _ in 0..fields.u16()? {
            let length = fields.u32()?;
            if length != u32::MAX {
                fields.skip(length as usize)?;
            }
        }
        Some(Self { parameters, columns: list(&mut fields)? })
    }

    fn has_binary(&self) -> bool {
        self.parameters.iter().chain(&self.columns).any(|format| *format == 1)
    }

    /// How the columns are written.
    ///
    /// # Errors
    /// For what cannot go as scaled integers.
    fn forms(&self, described: &Described) -> Result<Vec<Form>, Refusal> {
        // One format is that of all, and none is text.
        let is_binary = |list: &[u16], index: usize| list.get(if list.len() == 1 { 0 } else { index }) == Some(&1);
        for (index, oid) in described.parameters.iter().enumerate() {
            if *oid == response::NUMERIC && is_binary(&self.parameters, index) {
                return Err(decimal::scaled_parameter(index + 1));
            }
        }
        let columns = described.columns.iter().enumerate();
        columns.map(|(index, column)| column.form(is_binary(&self.columns, index))).collect()
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

/// What is remembered of a statement.
pub(super) fn remembered(
    statement: &Statement,
    target: Option<Target>,
    origin: Origin,
    recorded: Option<Arc<Recorded>>,
) -> Prepared {
    let commits = commits(statement);
    Prepared {
        tag: statement.tag,
        commits,
        is_commit: is_commit(statement),
        is_transaction: is_transaction(statement),
        recorded,
        reads_history: statement.history.is_read,
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

/// The count is read as a signed number.
fn too_many_parameters(count: u16) -> Refusal {
    refusal("42P02", &format!("there is no parameter ${}", count.cast_signed()), None)
}

//! What the engine still owes the client: one entry for each message that is answered, in order.
//!
//! PostgreSQL answers in the order it is asked, and after an error skips to the next `Sync`; so the front of the queue always
//! tells which statement an answer belongs to.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::frame::Frame;
use super::history::{Recorded, Recorder, Run};
use super::response::{self, Described, Form};
use crate::refusal::Refusal;
use crate::rewrite::{Own, Target};

/// The state one session's two directions share.
#[derive(Debug)]
pub(super) struct Conversation {
    /// The status of the last `ReadyForQuery`: `I`, `T` or `E`.
    pub(super) status: u8,
    /// Whether a transaction block is open behind the last statement that was answered.
    pub(super) is_in_block: bool,
    /// Whether the gate has opened it, of which the client knows nothing.
    is_own_block: bool,
    /// Whether an error was answered since the last `ReadyForQuery` the client saw.
    pub(super) batch_failed: bool,
    /// The process the session runs in, as `BackendKeyData` told.
    pub(super) process: u32,
    expected: VecDeque<Expected>,
    /// Whether the engine skips what is sent to it up to the next `Sync`, simple queries too.
    is_skipping: bool,
    /// How many `ReadyForQuery` are to come.
    owed: usize,
    /// Whether nothing more is shown, and the next `ReadyForQuery` ends the session.
    pub(super) is_ending: bool,
    /// Whether no `ReadyForQuery` is to come then, so that the lost answer itself ends the session.
    pub(super) ends_at_once: bool,
    statements: HashMap<Vec<u8>, Arc<Prepared>>,
    portals: HashMap<Vec<u8>, Arc<Prepared>>,
    has_part: bool,
    /// The portals that were begun to be read in parts.
    begun: HashMap<Vec<u8>, Option<Arc<Run>>>,
    /// Whether a cursor is open.
    pub(super) has_cursor: bool,
    /// The portal that has more rows than were asked for.
    suspended: Option<Vec<u8>>,
    /// The columns of the simple query that runs now.
    query_forms: Vec<Form>,
    /// How the columns of portals are written, where that is not as their statements were described.
    portal_forms: HashMap<Vec<u8>, Vec<Form>>,
    refusals: u64,
    /// What became of the last question of the gate's own.
    pub(super) answer: Option<Answer>,
    pub(super) recorder: Recorder,
    /// The statement of a simple query that runs now.
    run: Option<Arc<Run>>,
}

/// What becomes of a question of the gate's own.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// What it takes and gives.
    Described(Described),
    /// An error, which the client has got in answer to what it sent.
    Failed,
}

/// What is remembered of a statement sent with `Parse`.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// The tag to answer with instead of the engine's.
    pub(super) tag: Option<&'static str>,
    /// Whether it commits the transaction it runs in, as no COMMIT does.
    pub(super) commits: bool,
    /// Whether it is a COMMIT.
    pub(super) is_commit: bool,
    /// What it asks of the stand-in itself.
    pub(super) own: Option<Own>,
    /// The table whose rows it changes.
    pub(super) target: Option<Target>,
    /// Whether it opens or ends a transaction block.
    pub(super) is_transaction: bool,
    /// What the history is to have of it.
    pub(super) recorded: Option<Arc<Recorded>>,
    /// Whether it reads the history.
    pub(super) reads_history: bool,
    /// Whether the compute nodes run it.
    pub(super) is_on_compute_nodes: bool,
    /// The tables it has found, by their numbers, once the engine has told them.
    pub(super) opened: OnceLock<Vec<u32>>,
    /// How many drops there had been when the tables were last seen.
    pub(super) seen: AtomicU64,
    /// The text sent on, wrapped for the simple protocol; only for those that commit.
    pub(super) sql: String,
    pub(super) origin: Origin,
    /// How its columns are written, once it was described.
    pub(super) forms: OnceLock<Vec<Form>>,
}

/// An answer to come.
#[derive(Debug)]
pub(super) enum Expected {
    /// `ParseComplete`.
    Parse { name: Vec<u8>, prepared: Arc<Prepared>, refused: Option<Refused>, asked: Asked },
    /// `BindComplete`.
    Bind {
        portal: Vec<u8>,
        statement: Vec<u8>,
        refused: Option<Refused>,
        asked: Asked,
        /// How its columns are written, where that is not as the statement was described.
        forms: Option<Vec<Form>>,
    },
    /// `RowDescription` or `NoData`.
    Describe { kind: u8, name: Vec<u8>, asked: Asked },
    /// `CommandComplete`, `EmptyQueryResponse` or `PortalSuspended`.
    Execute { portal: Vec<u8>, rows: u32, refused: Option<Refused>, is_lost: bool, run: Option<Arc<Run>> },
    /// Any of these, and nobody asked for it but the gate.
    Ours { errand: Errand },
    /// `CloseComplete`.
    Close { kind: u8, name: Vec<u8>, asked: Asked },
    /// One completion for each unit, then `ReadyForQuery`.
    Query { units: VecDeque<Unit>, origin: Origin, refused: Option<Refused>, shows_ready: bool },
    /// `ReadyForQuery` alone.
    Ready { is_shown: bool },
    /// All answers to a question of the gate's own. One whose block stands inside another may fail for that alone.
    Question { is_nested: bool, described: Described },
}

/// How a statement was sent, some of whose messages may be the gate's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// In the extended protocol.
    Extended,
    /// In a text of several, which the gate sends on in the extended protocol: the client sees columns, rows and the completion.
    InText,
}

/// What a statement of the gate's own is for.
#[derive(Debug, Clone)]
pub(super) enum Errand {
    /// What is said in its place.
    Plain,
    /// To lock the table whose name stands there.
    Lock(usize),
    /// To tell which tables a statement has found.
    Open(Arc<Prepared>),
    /// To look whether they are there.
    Check(Arc<Prepared>),
}

/// One statement of a simple query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    /// The client sees its completion, perhaps with another tag.
    Shown { tag: Option<&'static str>, is_on_compute_nodes: bool, recorded: Option<Arc<Recorded>> },
    /// Ours: the client sees nothing of it.
    Hidden,
    /// Ours: locks the table whose name stands there.
    Lock(usize),
    /// The client sees nothing of it, and the session ends with the query.
    Lost { recorded: Option<Arc<Recorded>> },
}

/// What a statement is answered with that is not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// An error.
    Refusal(Refusal),
    /// An error, and the session ends.
    Fatal(Refusal),
    /// Nothing: the session ends.
    Drop,
}

/// A verdict and the number in its marker.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    number: u64,
    verdict: Verdict,
}

/// How positions in the text sent on become positions in the text as it came.
#[derive(Debug, Default, Clone)]
pub(super) enum Origin {
    /// Positions are of no use.
    #[default]
    Unknown,
    /// The text was sent on unchanged.
    Same(Arc<str>),
    /// The text as it came, and as it was sent on.
    Changed(Arc<(String, String)>),
    /// A statement of a text, and how many characters stand in front of it.
    Part { text: Arc<str>, before: usize, statement: Arc<Origin> },
}

/// What becomes of a completion.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Completion {
    Shown(Option<&'static str>),
    Hidden,
}

/// What the pack's notice of tables begins with.
const OPENED: &str = "redshift-local opened ";

/// The name no column has; the number tells refusals apart.
const MARKER: &str = "redshift-local refusal ";

impl Conversation {
    /// A session that has just sent its startup packet, and a question of our own behind it.
    pub(super) fn new(recorder: Recorder) -> Self {
        Self {
            status: b'I',
            is_in_block: false,
            is_own_block: false,
            batch_failed: false,
            process: 0,
            expected: VecDeque::from([
                Expected::Ready { is_shown: false },
                Expected::Query {
                    units: VecDeque::from([Unit::Hidden]),
                    origin: Origin::Unknown,
                    refused: None,
                    shows_ready: true,
                },
            ]),
            is_skipping: false,
            owed: 2,
            is_ending: false,
            ends_at_once: false,
            statements: HashMap::new(),
            portals: HashMap::new(),
            has_part: false,
            begun: HashMap::new(),
            has_cursor: false,
            suspended: None,
            query_forms: Vec::new(),
            portal_forms: HashMap::new(),
            refusals: 0,
            answer: None,
            recorder,
            run: None,
        }
    }

    /// Numbers a refusal.
    pub(super) fn refuse(&mut self, refusal: Refusal) -> Refused {
        self.judge(Verdict::Refusal(refusal))
    }

    /// Numbers a verdict.
    pub(super) fn judge(&mut self, verdict: Verdict) -> Refused {
        Refused { number: self.number(), verdict }
    }

    /// A number that nothing else in this session has.
    pub(super) fn number(&mut self) -> u64 {
        self.refusals += 1;
        self.refusals
    }

    pub(super) fn expect(&mut self, answer: Expected) {
        if self.is_skipping {
            if !matches!(answer, Expected::Ready { .. }) {
                self.is_ending |= answer.ends_session();
                return;
            }
            self.is_skipping = false;
        }
        match &answer {
            Expected::Parse { prepared, .. } => {
                self.has_part |= prepared.commits || prepared.own.is_some() || prepared.reads_history;
            }
            Expected::Bind { portal, .. } => {
                if let Some(Some(run)) = self.begun.remove(portal)
                    && self.suspended.as_ref() == Some(portal)
                {
                    run.abandon();
                }
            }
            Expected::Query { units, .. } => self.begin_unit(units.iter().find_map(Unit::recorded).cloned()),
            _ => {}
        }
        self.owed += usize::from(matches!(answer, Expected::Query { .. } | Expected::Ready { .. }));
        self.expected.push_back(answer);
    }

    /// A statement of a simple query begins, unless it has begun.
    pub(super) fn begin_unit(&mut self, recorded: Option<Arc<Recorded>>) {
        if let Some(recorded) = recorded.filter(|_| self.run.is_none()) {
            self.run = Some(self.recorder.begin(&recorded, self.process));
        }
    }

    /// The statement of a portal begins, or goes on.
    pub(super) fn begin_portal(&mut self, portal: &[u8], goes_on: bool) -> Option<Arc<Run>> {
        if self.is_skipping {
            return None;
        }
        if goes_on {
            return self.begun.get(portal).cloned().flatten();
        }
        let recorded = self.recorded(portal)?;
        let run = self.recorder.begin(&recorded, self.process);
        if let Some(begun) = self.begun.get_mut(portal) {
            *begun = Some(Arc::clone(&run));
        }
        Some(run)
    }

    /// What the history is to have of the statement of a portal, also when its `Parse` and `Bind` are still to be answered.
    fn recorded(&self, portal: &[u8]) -> Option<Arc<Recorded>> {
        let mut pending = self.expected.iter().rev();
        let bound = pending.find_map(|expected| match expected {
            Expected::Bind { portal: name, statement, refused: None, .. } if name == portal => Some(statement),
            _ => None,
        });
        let Some(statement) = bound else { return self.portals.get(portal)?.recorded.clone() };
        let parsed = pending.find_map(|expected| match expected {
            Expected::Parse { name, prepared, .. } if name == statement => Some(prepared),
            _ => None,
        });
        parsed.or_else(|| self.statements.get(statement))?.recorded.clone()
    }

    /// Takes down that a statement has failed while it ran, with what the client is told; `None` when none ran. What is skipped behind it
    /// was not run.
    pub(super) fn record_failure(&mut self, mut failure: Option<(&str, &str)>) {
        let run = self.run.take();
        match self.expected.front() {
            Some(Expected::Query { .. }) => {
                if let Some(run) = &run {
                    self.recorder.record_failure(run, failure);
                }
                return;
            }
            // It was wrong before anything ran.
            Some(Expected::Parse { .. }) => failure = None,
            _ => {}
        }
        for expected in &self.expected {
            match expected {
                Expected::Ready { .. } => break,
                Expected::Execute { run: Some(run), .. } => self.recorder.record_failure(run, failure.take()),
                _ => {}
            }
        }
        if let Some(run) = run {
            self.recorder.record_failure(&run, None);
        }
    }

    /// Whether an `Execute` goes on with a portal instead of beginning it.
    pub(super) fn goes_on(&mut self, portal: &[u8], rows: u32) -> bool {
        let goes_on = self.begun.contains_key(portal);
        if rows > 0 && !goes_on {
            self.begun.insert(portal.to_vec(), None);
        }
        goes_on
    }

    /// Expects the answers to a question; whether it is to be asked at all, which it is not behind an error.
    pub(super) fn ask(&mut self, is_nested: bool) -> bool {
        self.answer = None;
        self.expect(Expected::Question { is_nested, described: Described::default() });
        !self.is_skipping
    }

    /// Whether the engine skips what is sent to it up to the next `Sync`.
    pub(super) fn is_skipping(&self) -> bool {
        self.is_skipping
    }

    /// Takes an answer that is the gate's own, and says whether it is the last one; `None` when it is for the client.
    pub(super) fn answer_question(&mut self, frame: &Frame<'_>) -> Option<bool> {
        let Some(Expected::Question { described, .. }) = self.expected.front_mut() else {
            return None;
        };
        match frame.kind {
            b'1' | b'n' => {}
            b't' => described.parameters = response::parameters(frame.body),
            b'T' => described.columns = response::columns(frame.body),
            b'3' => {
                self.answer = Some(Answer::Described(std::mem::take(described)));
                self.expected.pop_front();
                return Some(true);
            }
            _ => return None,
        }
        Some(false)
    }

    /// Whether an error that comes now is that of a question whose block stands inside another.
    pub(super) fn is_nested_question(&self) -> bool {
        matches!(self.expected.front(), Some(Expected::Question { is_nested: true, .. }))
    }

    /// Whether a notice is about a block that the client has not opened.
    pub(super) fn is_of_own_block(&self, notice: &str) -> bool {
        self.is_own_block && notice == "there is already a transaction in progress"
    }

    /// Whether every `ReadyForQuery` has come, so that `status` is the present one.
    pub(super) fn is_settled(&self) -> bool {
        self.owed == 0
    }

    /// Whether everything was answered, so that the names of statements and portals are what the client means by them.
    pub(super) fn is_quiet(&self) -> bool {
        self.expected.is_empty()
    }

    /// Whether the gate has a part in running some statement of the session.
    pub(super) fn has_part(&self) -> bool {
        self.has_part
    }

    /// The table that a statement changes, also when its `Parse` is still to be answered.
    pub(super) fn target(&self, statement: &[u8]) -> Option<Target> {
        let pending = self.expected.iter().rev().find_map(|expected| match expected {
            Expected::Parse { name, prepared, .. } if name == statement => Some(prepared),
            _ => None,
        });
        let prepared = pending.or_else(|| self.statements.get(statement))?;
        prepared.target.clone().filter(|_| !prepared.commits)
    }

    /// A statement that was parsed and answered.
    pub(super) fn of_statement(&self, statement: &[u8]) -> Option<Arc<Prepared>> {
        self.statements.get(statement).cloned()
    }

    /// The statement of a portal, once all is quiet; `None` also for one that is skipped.
    pub(super) fn of_portal(&self, portal: &[u8]) -> Option<Arc<Prepared>> {
        self.portals.get(portal).filter(|_| !self.is_skipping).cloned()
    }

    /// `ParseComplete`, `BindComplete`, `CloseComplete`, or the end of a `Describe`: whether the client sees it.
    pub(super) fn answered(&mut self) -> bool {
        match self.expected.front() {
            None | Some(Expected::Query { .. } | Expected::Ready { .. }) => return true,
            Some(Expected::Ours { .. }) => {
                self.expected.pop_front();
                return false;
            }
            Some(_) => {}
        }
        let asked = match self.expected.pop_front() {
            Some(Expected::Parse { name, prepared, asked, .. }) => {
                self.statements.insert(name, prepared);
                asked
            }
            Some(Expected::Bind { portal, statement, asked, forms, .. }) => {
                match forms {
                    Some(forms) => self.portal_forms.insert(portal.clone(), forms),
                    None => self.portal_forms.remove(&portal),
                };
                if let Some(prepared) = self.statements.get(&statement) {
                    self.portals.insert(portal, Arc::clone(prepared));
                }
                asked
            }
            Some(Expected::Close { kind: b'S', name, asked }) => {
                self.statements.remove(&name);
                asked
            }
            Some(Expected::Close { name, asked, .. }) => {
                self.suspended.take_if(|suspended| *suspended == name);
                self.portals.remove(&name);
                if let Some(Some(run)) = self.begun.remove(&name) {
                    run.abandon();
                }
                asked
            }
            _ => Asked::Extended,
        };
        asked == Asked::Extended
    }

    /// Whether the answers that come now are lost.
    pub(super) fn is_lost(&self) -> bool {
        self.is_ending
            || match self.expected.front() {
                Some(Expected::Execute { is_lost, .. }) => *is_lost,
                Some(Expected::Query { units, .. }) => matches!(units.front(), Some(Unit::Lost { .. })),
                _ => false,
            }
    }

    /// `RowDescription`, or `NoData` without any column: how it was asked for.
    pub(super) fn described(&mut self, forms: Vec<Form>) -> Asked {
        let Some(Expected::Describe { kind, name, asked }) = self.expected.front() else {
            self.query_forms = forms;
            return Asked::Extended;
        };
        let asked = *asked;
        let of = if *kind == b'S' { &self.statements } else { &self.portals };
        if let Some(prepared) = of.get(name) {
            // Described twice, it has the same columns.
            drop(prepared.forms.set(forms));
        }
        self.expected.pop_front();
        asked
    }

    /// Whether a column of the rows that come now is written in another form.
    pub(super) fn has_forms(&self) -> bool {
        self.forms().is_some_and(|forms| forms.iter().any(|form| *form != Form::Same))
    }

    /// How the columns of the rows that come now are written.
    pub(super) fn forms(&self) -> Option<&[Form]> {
        match self.expected.front() {
            Some(Expected::Execute { portal, .. }) => match self.portal_forms.get(portal) {
                Some(forms) => Some(forms),
                None => Some(self.portals.get(portal)?.forms.get()?),
            },
            Some(Expected::Query { .. }) => Some(&self.query_forms),
            _ => None,
        }
    }

    /// The end of a statement, with the engine's tag.
    pub(super) fn completed(&mut self, engine: &[u8]) -> Completion {
        let is_ours = matches!(self.expected.front(), Some(Expected::Ours { .. }));
        let is_hidden = self.is_hidden();
        match self.expected.front() {
            Some(Expected::Execute { run: Some(run), is_lost: false, .. }) => self.recorder.succeeded(run, engine),
            Some(Expected::Query { units, .. }) if !is_hidden && !matches!(units.front(), Some(Unit::Lost { .. })) => {
                if let Some(run) = self.run.take() {
                    self.recorder.succeeded(&run, engine);
                }
            }
            Some(Expected::Execute { run: Some(run), .. }) => run.cancel(),
            _ => {}
        }
        let completion = self.completed_unit();
        match engine {
            b"BEGIN" | b"START TRANSACTION" => {
                self.is_in_block = true;
                self.is_own_block = is_ours;
            }
            b"DECLARE CURSOR" => self.has_cursor = true,
            b"CLOSE CURSOR" => self.has_cursor = false,
            b"COMMIT" | b"ROLLBACK" => {
                self.recorder.end_transaction(engine == b"COMMIT");
                self.is_in_block = false;
                self.is_own_block = false;
                if self.status == b'E' {
                    // What follows in the batch is not refused any more.
                    self.status = b'I';
                }
                self.clear_portals();
            }
            _ => {}
        }
        if !is_hidden {
            self.begin_next();
        }
        completion
    }

    /// A portal has more rows than were asked for: whether the client sees it.
    pub(super) fn stopped(&mut self) -> Completion {
        let portal = match self.expected.front() {
            Some(Expected::Execute { portal, rows, run, .. }) => {
                if let Some(run) = run {
                    run.returned(u64::from(*rows));
                }
                Some(portal.clone())
            }
            _ => None,
        };
        let completion = self.completed_unit();
        self.suspended = portal;
        completion
    }

    /// Whether the statement that runs now does so on the compute nodes.
    pub(super) fn is_on_compute_nodes(&self) -> bool {
        match self.expected.front() {
            Some(Expected::Execute { portal, .. }) => {
                self.portals.get(portal).is_some_and(|prepared| prepared.is_on_compute_nodes)
            }
            Some(Expected::Query { units, .. }) => {
                matches!(units.front(), Some(Unit::Shown { is_on_compute_nodes: true, .. }))
            }
            _ => false,
        }
    }

    /// Whether a portal stands still, so that no statement can be parsed.
    pub(super) fn is_suspended(&self) -> bool {
        self.suspended.is_some()
    }

    fn clear_portals(&mut self) {
        self.has_cursor = false;
        self.portals.clear();
        for run in std::mem::take(&mut self.begun).into_values().flatten() {
            run.abandon();
        }
        self.suspended = None;
    }

    fn completed_unit(&mut self) -> Completion {
        match self.expected.front_mut() {
            Some(Expected::Ours { .. }) => {
                self.expected.pop_front();
                Completion::Hidden
            }
            Some(Expected::Execute { portal, is_lost, .. }) => {
                let tag = self.portals.get(portal).and_then(|prepared| prepared.tag);
                self.suspended.take_if(|suspended| suspended == portal);
                self.is_ending |= *is_lost;
                self.expected.pop_front();
                Completion::Shown(tag)
            }
            Some(Expected::Query { units, .. }) => match units.pop_front() {
                Some(Unit::Shown { tag, .. }) => Completion::Shown(tag),
                Some(Unit::Hidden | Unit::Lock(_)) => Completion::Hidden,
                Some(Unit::Lost { .. }) => {
                    self.is_ending = true;
                    Completion::Hidden
                }
                None => Completion::Shown(None),
            },
            _ => Completion::Shown(None),
        }
    }

    /// The next statement of the simple query that runs now begins.
    fn begin_next(&mut self) {
        let next = match self.expected.front() {
            Some(Expected::Query { units, .. }) => units.iter().find_map(Unit::recorded).cloned(),
            _ => None,
        };
        self.begin_unit(next);
    }

    /// Whether the statement that runs now is ours, so that its notices are too.
    pub(super) fn is_hidden(&self) -> bool {
        match self.expected.front() {
            Some(Expected::Ours { .. }) => true,
            Some(Expected::Query { units, .. }) => matches!(units.front(), Some(Unit::Hidden | Unit::Lock(_))),
            _ => false,
        }
    }

    /// Takes what a statement of ours has to tell.
    pub(super) fn told(&self, notice: &str) {
        if let Some(Expected::Ours { errand: Errand::Open(prepared) }) = self.expected.front()
            && let Some(numbers) = notice.strip_prefix(OPENED)
        {
            drop(prepared.opened.set(numbers.split(',').filter_map(|number| number.parse().ok()).collect()));
        }
    }

    /// Where the name of the table stands that is locked now.
    pub(super) fn lock(&self) -> Option<usize> {
        match self.expected.front()? {
            Expected::Ours { errand: Errand::Lock(position) } => Some(*position),
            Expected::Query { units, .. } => match units.front()? {
                Unit::Lock(position) => Some(*position),
                _ => None,
            },
            _ => None,
        }
    }

    /// The origin of the text that runs now.
    pub(super) fn origin(&self) -> Origin {
        match self.expected.front() {
            Some(Expected::Parse { prepared, .. }) => prepared.origin.clone(),
            Some(Expected::Bind { statement, .. }) => {
                self.statements.get(statement).map(|prepared| prepared.origin.clone()).unwrap_or_default()
            }
            Some(Expected::Execute { portal, .. }) => {
                self.portals.get(portal).map(|prepared| prepared.origin.clone()).unwrap_or_default()
            }
            Some(Expected::Query { origin, .. }) => origin.clone(),
            _ => Origin::Unknown,
        }
    }

    /// The verdict whose marker an error names.
    pub(super) fn verdict(&self, message: &str) -> Option<Verdict> {
        let number = number_of(message)?;
        let mut refused = self.expected.iter().filter_map(Expected::refused);
        refused.find(|refused| refused.number == number).map(|refused| refused.verdict.clone())
    }

    /// An error. In the extended protocol the rest up to `Sync` will not be answered.
    pub(super) fn failed(&mut self) {
        self.batch_failed = true;
        if let Some(Expected::Ours { errand: Errand::Check(prepared) }) = self.expected.front() {
            // Looked for again, they are as little there.
            prepared.seen.store(u64::MAX, Ordering::Relaxed);
        }
        // What was to end the session is not reached any more.
        self.is_ending |= self.expected.front().is_some_and(Expected::ends_session);
        match self.expected.front() {
            None | Some(Expected::Query { .. } | Expected::Ready { .. }) => return,
            Some(_) => {}
        }
        while let Some(expected) = self.expected.front_mut() {
            match expected {
                Expected::Ready { is_shown } => {
                    // Behind a question it ends what the client sent, which goes no further.
                    *is_shown |= self.answer == Some(Answer::Failed);
                    return;
                }
                Expected::Query { .. } => self.owed = self.owed.saturating_sub(1),
                Expected::Question { .. } => self.answer = Some(Answer::Failed),
                _ => {}
            }
            self.is_ending |= expected.ends_session();
            self.expected.pop_front();
        }
        self.is_skipping = true;
    }

    /// `ReadyForQuery`: whether the client sees it.
    pub(super) fn ready(&mut self, status: u8) -> bool {
        self.status = status;
        self.is_in_block = status != b'I';
        let is_shown = loop {
            match self.expected.pop_front() {
                Some(Expected::Query { shows_ready, .. }) => break shows_ready,
                Some(Expected::Ready { is_shown }) => break is_shown,
                Some(_) => {}
                None => break true,
            }
        };
        self.owed = self.owed.saturating_sub(1);
        if status == b'I' {
            self.recorder.end_transaction(!self.batch_failed);
            self.clear_portals();
        }
        if is_shown {
            self.batch_failed = false;
        }
        is_shown
    }
}

/// The client has gone: it has no answer to what still runs.
impl Drop for Conversation {
    fn drop(&mut self) {
        let executed = self.expected.iter().filter_map(|expected| match expected {
            Expected::Execute { run, .. } => run.as_ref(),
            _ => None,
        });
        for run in executed.chain(self.begun.values().flatten()).chain(&self.run) {
            run.cancel();
        }
    }
}

impl Unit {
    /// What the history is to have of it.
    fn recorded(&self) -> Option<&Arc<Recorded>> {
        match self {
            Self::Shown { recorded, .. } | Self::Lost { recorded } => recorded.as_ref(),
            Self::Hidden | Self::Lock(_) => None,
        }
    }
}

impl Expected {
    fn refused(&self) -> Option<&Refused> {
        match self {
            Self::Parse { refused, .. }
            | Self::Bind { refused, .. }
            | Self::Execute { refused, .. }
            | Self::Query { refused, .. } => refused.as_ref(),
            Self::Describe { .. }
            | Self::Close { .. }
            | Self::Ready { .. }
            | Self::Ours { .. }
            | Self::Question { .. } => None,
        }
    }

    /// Whether the connection is to be dropped at it, or behind it.
    fn ends_session(&self) -> bool {
        let is_lost = match self {
            Self::Execute { is_lost, .. } => *is_lost,
            Self::Query { units, .. } => units.iter().any(|unit| matches!(unit, Unit::Lost { .. })),
            _ => false,
        };
        is_lost || self.refused().is_some_and(|refused| refused.verdict == Verdict::Drop)
    }
}

impl Refused {
    /// The statement that stands in for the refused one.
    pub(super) fn statement(&self) -> String {
        format!("SELECT \"{MARKER}{}\"", self.number)
    }

    /// A name that no prepared statement has.
    pub(super) fn name(&self) -> String {
        format!("{MARKER}{}", self.number)
    }
}

fn number_of(message: &str) -> Option<u64> {
    let (_, rest) = message.split_once(MARKER)?;
    rest.split('"').next()?.parse().ok()
}

impl Origin {
    /// For a text and what is sent instead.
    pub(super) fn new(came: &str, sent: &str) -> Self {
        if came == sent {
            Self::Same(Arc::from(came))
        } else {
            Self::Changed(Arc::new((came.to_owned(), sent.to_owned())))
        }
    }

    /// For the statement at some bytes of a text, and what is sent instead.
    pub(super) fn part(text: &Arc<str>, source: std::ops::Range<usize>, sent: &str) -> Self {
        let before = text.get(..source.start).unwrap_or_default().chars().count();
        let statement = Arc::new(Self::new(text.get(source).unwrap_or_default(), sent));
        Self::Part { text: Arc::clone(text), before, statement }
    }

    /// The text as the client sent it.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Unknown => None,
            Self::Same(text) => Some(text),
            Self::Changed(texts) => Some(&texts.0),
            Self::Part { text, .. } => Some(text),
        }
    }

    /// A one-based position in characters, if that place of the text was not rewritten.
    pub(super) fn position(&self, position: usize) -> Option<usize> {
        let texts = match self {
            Self::Unknown | Self::Same(_) => return Some(position),
            Self::Changed(texts) => texts,
            Self::Part { before, statement, .. } => return Some(before + statement.position(position)?),
        };
        let (came, sent) = (&texts.0, &texts.1);
        let at = position.checked_sub(1)?;
        if came.chars().zip(sent.chars()).take_while(|(a, b)| a == b).count() > at {
            return Some(position);
        }
        let same_at_end = came.chars().rev().zip(sent.chars().rev()).take_while(|(a, b)| a == b).count();
        let from_end = sent.chars().count().checked_sub(at)?;
        if from_end > same_at_end {
            return None;
        }
        Some(came.chars().count().checked_sub(from_end)? + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(message: &str) -> Refusal {
        Refusal::new("0A000", message)
    }

    fn settled() -> Conversation {
        let mut conversation = Conversation::new(Recorder::new(Arc::default(), "dev", None));
        assert!(!conversation.ready(b'I'));
        assert_eq!(conversation.completed(b"SHOW"), Completion::Hidden);
        assert!(conversation.ready(b'I') && conversation.is_settled());
        conversation
    }

    #[test]
    fn a_refusal_behind_an_error_is_never_taken_for_another() {
        let mut conversation = settled();
        for message in ["first", "second"] {
            let refused = conversation.refuse(refusal(message));
            conversation.expect(Expected::Parse {
                name: Vec::new(),
                prepared: Arc::default(),
                refused: Some(refused),
                asked: Asked::Extended,
            });
            conversation.expect(Expected::Ready { is_shown: true });
        }
        conversation.failed(); // the first batch, by an error of its own
        conversation.ready(b'I');
        let found = conversation.verdict("column \"redshift-local refusal 2\" does not exist");
        assert_eq!(found, Some(Verdict::Refusal(refusal("second"))));
        assert_eq!(conversation.verdict("column \"redshift-local refusal 1\" does not exist"), None);
    }

    #[test]
    fn a_query_behind_an_error_is_skipped() {
        let mut conversation = settled();
        conversation.expect(Expected::Describe { kind: b'S', name: Vec::new(), asked: Asked::Extended });
        conversation.expect(query());
        conversation.failed();
        assert!(conversation.is_settled());
        conversation.expect(query());
        assert!(conversation.is_settled());
        conversation.expect(Expected::Ready { is_shown: true });
        assert!(conversation.ready(b'I') && conversation.is_settled());
    }

    fn query() -> Expected {
        Expected::Query { units: VecDeque::new(), origin: Origin::Unknown, refused: None, shows_ready: true }
    }

    #[test]
    fn tags_follow_statement_and_portal() {
        let mut conversation = settled();
        let prepared = Arc::new(Prepared { tag: Some("CREATE TABLE"), ..Prepared::default() });
        conversation.expect(Expected::Parse { name: b"s".to_vec(), prepared, refused: None, asked: Asked::Extended });
        conversation.expect(Expected::Bind {
            portal: b"p".to_vec(),
            statement: b"s".to_vec(),
            refused: None,
            asked: Asked::Extended,
            forms: None,
        });
        conversation.expect(Expected::Execute {
            portal: b"p".to_vec(),
            rows: 0,
            refused: None,
            is_lost: false,
            run: None,
        });
        conversation.answered();
        conversation.answered();
        assert_eq!(conversation.completed(b"DO"), Completion::Shown(Some("CREATE TABLE")));
        assert_eq!(conversation.completed(b"DO"), Completion::Shown(None));
    }

    #[test]
    fn positions_move_with_the_text() {
        let origin = Origin::new("select nvl(a, 1), é from nothing", "select coalesce(a, 1), é from nothing");
        assert_eq!(origin.position(1), Some(1));
        assert_eq!(origin.position(9), None);
        assert_eq!(origin.position("select coalesce(a, 1), é from n".chars().count()), Some(26));
        assert_eq!(Origin::Unknown.position(3), Some(3));
        let part = Origin::part(&Arc::from("é; select nvl(a, 1) b"), 3..22, " select coalesce(a, 1) b");
        assert_eq!((part.position(2), part.position(9), part.position(24)), (Some(4), None, Some(21)));
        assert_eq!(Origin::new("select", "select").position(3), Some(3));
        assert_eq!(origin.text(), Some("select nvl(a, 1), é from nothing"));
    }
}

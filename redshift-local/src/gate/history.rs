//! The statements that have run: what SYS_QUERY_HISTORY and its like list.
//!
//! The gate keeps the last of each database in memory, and tells the engine of them when a statement reads them.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::rewrite::identifier::literal;
use crate::rewrite::{Label, Statement};

/// The most statements that are kept of a database, and the most bytes of their texts.
const MOST_STATEMENTS: usize = 5_000;
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// How long texts are in SYS_QUERY_HISTORY, in bytes, as they are a CHAR's.
const LONGEST_TEXT: usize = 4_000;
const LONGEST_ERROR: usize = 512;
const LONGEST_LABEL: usize = 320;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Microseconds since 1970.
fn now() -> i64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

/// The first bytes of a text.
fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The histories of a server.
#[derive(Debug, Default)]
pub(crate) struct Histories {
    databases: Mutex<HashMap<String, Arc<History>>>,
    /// The number of the last statement.
    last: AtomicI64,
}

/// The history of a database.
#[derive(Debug, Default)]
struct History {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    runs: VecDeque<Arc<Run>>,
    bytes: usize,
}

impl Histories {
    fn of(&self, database: &str) -> Arc<History> {
        Arc::clone(lock(&self.databases).entry(database.to_owned()).or_default())
    }

    /// Forgets a database.
    pub(crate) fn forget(&self, database: &str) {
        lock(&self.databases).remove(database);
    }
}

impl History {
    fn push(&self, run: Arc<Run>) {
        let mut kept = lock(&self.kept);
        kept.bytes += run.statement.text.len();
        kept.runs.push_back(run);
        while kept.runs.len() > MOST_STATEMENTS || kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.runs.pop_front() else { break };
            kept.bytes -= oldest.statement.text.len();
        }
    }

    /// All that is known, in JSON.
    fn rows(&self) -> String {
        let runs = lock(&self.kept).runs.clone();
        let now = now();
        let mut rows = String::from("[");
        for run in &runs {
            run.write(now, &mut rows);
        }
        if rows.ends_with(',') {
            rows.pop();
        }
        rows.push(']');
        rows
    }
}

/// A statement, as the history is to have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recorded {
    text: Box<str>,
    query_type: Option<&'static str>,
    is_query: bool,
    fills_table: bool,
    label: Option<Label>,
}

impl Recorded {
    /// `None` for what is about the stand-in itself, and for an empty text.
    pub(super) fn new(statement: &Statement, text: &str) -> Option<Arc<Self>> {
        if statement.own.is_some() || statement.sql.is_empty() {
            return None;
        }
        Some(Arc::new(Self {
            text: cut(text.trim(), LONGEST_TEXT).into(),
            query_type: statement.history.query_type,
            is_query: statement.history.is_query,
            fills_table: statement.history.fills_table,
            label: statement.history.label.clone(),
        }))
    }
}

/// A statement that runs, or has run.
#[derive(Debug)]
pub(super) struct Run {
    number: i64,
    statement: Arc<Recorded>,
    user: Arc<str>,
    label: Option<Arc<str>>,
    process: u32,
    /// When it was sent.
    sent: i64,
    /// How many rows of it were read in parts.
    rows: AtomicU64,
    end: OnceLock<End>,
}

#[derive(Debug)]
enum End {
    Success {
        began: i64,
        ended: i64,
        /// How many rows it has returned, where that is known.
        rows: Option<u64>,
    },
    Failure {
        began: i64,
        ended: i64,
        status: &'static str,
        message: String,
    },
    /// What became of it is not known.
    Unknown,
    /// It was not run.
    Never,
}

impl Run {
    /// It was left before its end.
    pub(super) fn abandon(&self) {
        self.end.get_or_init(|| End::Unknown);
    }

    /// The client has gone before it had the answer ("STL_QUERY").
    pub(super) fn cancel(&self) {
        let ended = now();
        self.end.get_or_init(|| End::Failure {
            began: self.sent.min(ended),
            ended,
            status: "canceled",
            message: String::new(),
        });
    }

    /// Some of its rows were returned.
    pub(super) fn returned(&self, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }

    /// Writes it as an object of a JSON array.
    fn write(&self, now: i64, out: &mut String) {
        let (began, ended, status, message) = match self.end.get() {
            Some(End::Never) => return,
            // Of a statement that runs, times are those up to now.
            None => (self.sent, Some(now.max(self.sent)), Some("running"), None),
            Some(End::Success { began, ended, .. }) => (*began, Some(*ended), Some("success"), None),
            Some(End::Failure { began, ended, status, message }) => {
                (*began, Some(*ended), Some(*status), Some(message.as_str()).filter(|message| !message.is_empty()))
            }
            Some(End::Unknown) => (self.sent, None, None, None),
        };
        let mut object = Object { out, separator: '{' };
        object.number("number", self.number);
        object.text("username", Some(&self.user));
        object.text("label", self.label.as_deref().map(|label| cut(label, LONGEST_LABEL)));
        object.number("process", i64::from(self.process));
        object.text("type", self.statement.query_type);
        object.text("status", status);
        object.number("began", began);
        if let Some(ended) = ended {
            object.number("ended", ended);
        }
        object.text("message", message);
        if let Some(End::Success { rows: Some(rows), .. }) = self.end.get() {
            object.number("rows", i64::try_from(*rows).unwrap_or(i64::MAX));
        }
        object.text("text", Some(&escaped(&self.statement.text)));
        object.flag("is_query", self.statement.is_query);
        out.push_str("},");
    }
}

/// A text with its line breaks and backslashes as the system tables have them, and no longer than they have it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            other => escaped.push(other),
        }
    }
    escaped.truncate(cut(&escaped, LONGEST_TEXT).len());
    escaped
}

/// An object of JSON that is being written.
struct Object<'a> {
    out: &'a mut String,
    separator: char,
}

impl Object<'_> {
    fn key(&mut self, key: &str) {
        self.out.push(std::mem::replace(&mut self.separator, ','));
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
    }

    fn number(&mut self, key: &str, value: i64) {
        self.key(key);
        self.out.push_str(&value.to_string());
    }

    fn flag(&mut self, key: &str, value: bool) {
        self.key(key);
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// Nothing for a text that is not known.
    fn text(&mut self, key: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        self.key(key);
        self.out.push('"');
        for character in value.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                control if control.is_control() => {
                    // Writing to a text cannot fail.
                    let _ = write!(self.out, "\\u{:04x}", u32::from(control));
                }
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }
}

/// The history as one session writes it.
#[derive(Debug)]
pub(super) struct Recorder {
    histories: Arc<Histories>,
    database: String,
    /// Found at the first statement, so that a database is known that is there.
    history: OnceLock<Arc<History>>,
    user: Arc<str>,
    label: Labels,
    /// When the last statement ended: the next one, which may have been sent before, begins then.
    last_end: i64,
    /// The number of the last query that has ended, or -1.
    last_query: i64,
}

/// The value of `query_group`.
#[derive(Debug, Default)]
struct Labels {
    /// At the start of the session.
    first: Option<Arc<str>>,
    /// In front of the transaction.
    before: Option<Arc<str>>,
    session: Option<Arc<str>>,
    /// For the transaction alone.
    local: Option<Arc<str>>,
}

impl Recorder {
    pub(super) fn new(histories: Arc<Histories>, database: &str, label: Option<&str>) -> Self {
        let first: Option<Arc<str>> = label.map(Arc::from);
        Self {
            histories,
            database: database.to_owned(),
            history: OnceLock::new(),
            user: Arc::from(""),
            label: Labels { before: first.clone(), session: first.clone(), first, local: None },
            last_end: 0,
            last_query: -1,
        }
    }

    /// The user that runs what follows.
    pub(super) fn set_user(&mut self, user: &str) {
        self.user = Arc::from(user);
    }

    /// A statement is sent.
    pub(super) fn begin(&self, statement: &Arc<Recorded>, process: u32) -> Arc<Run> {
        let label = self.label.local.as_ref().or(self.label.session.as_ref());
        let run = Arc::new(Run {
            number: self.histories.last.fetch_add(1, Ordering::Relaxed) + 1,
            statement: Arc::clone(statement),
            user: Arc::clone(&self.user),
            label: label.cloned(),
            process,
            sent: now(),
            rows: AtomicU64::new(0),
            end: OnceLock::new(),
        });
        self.history().push(Arc::clone(&run));
        run
    }

    fn history(&self) -> &History {
        self.history.get_or_init(|| self.histories.of(&self.database))
    }

    fn times(&mut self, run: &Run) -> (i64, i64) {
        let began = run.sent.max(self.last_end);
        // A clock may be set back.
        let ended = now().max(began);
        self.last_end = ended;
        (began, ended)
    }

    /// A statement has ended with the engine's tag.
    pub(super) fn succeeded(&mut self, run: &Run, tag: &[u8]) {
        let (began, ended) = self.times(run);
        let returned = if run.statement.fills_table { Some(0) } else { rows(tag) };
        let rows = returned.map(|rows| rows + run.rows.load(Ordering::Relaxed));
        run.end.get_or_init(|| End::Success { began, ended, rows });
        if run.statement.is_query {
            self.last_query = run.number;
        }
        match &run.statement.label {
            None => {}
            Some(Label::Local(label)) => self.label.local = Some(Arc::from(label.as_str())),
            Some(Label::Session(label)) => {
                self.label.session = Some(Arc::from(label.as_str()));
                self.label.local = None;
            }
            Some(Label::First) => {
                self.label.session = self.label.first.clone();
                self.label.local = None;
            }
        }
    }

    /// A statement has failed with a SQLSTATE and a message, or was not run at all.
    pub(super) fn record_failure(&mut self, run: &Run, failure: Option<(&str, &str)>) {
        let Some((sqlstate, message)) = failure else {
            run.end.get_or_init(|| End::Never);
            return;
        };
        let (began, ended) = self.times(run);
        let status = if sqlstate == "57014" { "canceled" } else { "failed" };
        run.end.get_or_init(|| End::Failure { began, ended, status, message: cut(message, LONGEST_ERROR).to_owned() });
    }

    /// A transaction has ended.
    pub(super) fn end_transaction(&mut self, is_committed: bool) {
        let labels = &mut self.label;
        labels.local = None;
        if is_committed {
            labels.before.clone_from(&labels.session);
        } else {
            labels.session.clone_from(&labels.before);
        }
    }

    /// The statement that tells the engine what is known.
    pub(super) fn told(&self) -> String {
        let history = format!("{{\"last_query\":{},\"statements\":{}}}", self.last_query, self.history().rows());
        format!("SET redshift_local.history TO {}", literal(&history))
    }
}

/// How many rows a statement has returned, by the engine's tag, which does not tell it of a procedure.
fn rows(tag: &[u8]) -> Option<u64> {
    let tag = String::from_utf8_lossy(tag);
    match tag.split_once(' ').unwrap_or((&tag, "")) {
        ("SELECT" | "FETCH", count) => count.parse().ok(),
        ("SHOW", "") => Some(1),
        ("CALL", "") => None,
        _ => Some(0),
    }
}

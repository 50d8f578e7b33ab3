//! A session rehearsed without sockets: a client that sends anything, and an engine of a few rules behind the gate. What the client
//! sees must be what a server of the same rules would have answered without a gate between them.

#![allow(clippy::panic, reason = "a rehearsal is a test")]

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

use super::faults::Registry;
use super::frame::{self, Fields, Incoming};
use super::history::Recorder;
use super::response::Domains;
use super::session::Session;
use crate::rewrite::Traits;

/// What texts stand for: one is refused, some fail, some open and end transactions.
const TEXTS: [&str; 15] = [
    "SELECT 1",
    "INSERT INTO t VALUES (1)",
    "CREATE TABLE t (a INT)",
    REFUSED,
    "SELECT a FROM missing",
    "SELECT a FROM failing",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "TRUNCATE t",
    "",
    "SELECT * EXCLUDE (b) FROM t",
    "SELECT * EXCLUDE (b) FROM missing",
    "SELECT * EXCLUDE (b) FROM failing",
    WRONG,
];
/// What no server can read, so that nothing of a text runs in which it stands.
const WRONG: &str = "INSERT INTO t VALUES (1) RETURNING a";
/// Refused by the gate; the engine never sees it.
const REFUSED: &str = "SELECT a FROM t FOR UPDATE";
/// Between the statements of a simple query, as the gate writes it too.
const SEPARATOR: &str = "\n;\n";

/// A gate that has not answered after so long never will.
const PATIENCE: Duration = Duration::from_secs(5);

/// Plays the messages that a script stands for, two bytes each, and compares the answers.
///
/// # Panics
/// When the gate is out of step: an answer too few, too many, or another one.
pub(crate) async fn play(script: &[u8]) {
    let mut messages = Vec::new();
    let mut has_portal = false;
    for message in script.chunks_exact(2).map(|pair| Message::read(pair[0], pair[1])) {
        match message {
            Message::Bind { .. } | Message::Execute { .. } => has_portal = true,
            Message::Sync => has_portal = false,
            // What becomes of a portal, and of the block that it ended, under a simple query is the engine's secret, and no client asks.
            Message::Query(_) if std::mem::take(&mut has_portal) => messages.push(Message::Sync),
            _ => {}
        }
        messages.push(message);
    }
    // Whatever went before, the session works in the end.
    messages.extend([Message::Sync, Message::Query(vec!["ROLLBACK"]), Message::Query(vec!["SELECT 1"])]);

    let mut bytes = Vec::new();
    let mut server = Server { is_redshift: true, ..Server::default() };
    for message in &messages {
        server.answer(&message.bytes(), &mut bytes);
    }
    let expected = answers(&bytes);

    let (client, client_side) = tokio::io::duplex(1 << 20);
    let (engine_side, engine) = tokio::io::duplex(1 << 20);
    let seen = tokio::select! {
        seen = converse(client, &messages, expected.len(), script.len()) => seen,
        () = gate(client_side, engine_side) => panic!("the gate closed the session of {messages:?}"),
        () = serve(engine) => panic!("the gate left the engine in {messages:?}"),
    };
    assert_eq!(seen, expected, "answers to {messages:?}");
}

/// Sends a session's two directions any bytes, cut into halves.
pub(crate) async fn endure(bytes: &[u8]) {
    let (mut from_client, mut from_engine) = bytes.split_at(bytes.len() / 2);
    let session = session();
    let mut incoming = Incoming::default();
    let mut nowhere = tokio::io::sink();
    // It may wait for an answer, which never comes.
    let forward = session.forward(&mut incoming, &mut from_client, &mut nowhere);
    drop(tokio::time::timeout(Duration::ZERO, forward).await);
    session.answer(&mut from_engine, &mut nowhere).await;
}

fn session() -> Session {
    let recorder = Recorder::new(Arc::default(), "dev", None);
    Session::new(Domains::default(), Registry::new().open("dev").expect("no fault"), recorder, true, Traits::default())
}

/// What a client sends.
#[derive(Debug)]
enum Message {
    Parse { name: &'static str, text: &'static str },
    Bind { portal: &'static str, statement: &'static str },
    Describe { kind: u8, name: &'static str },
    Execute { portal: &'static str },
    Close { kind: u8, name: &'static str },
    Query(Vec<&'static str>),
    Flush,
    Sync,
}

impl Message {
    /// Any two bytes as a message.
    fn read(kind: u8, choice: u8) -> Self {
        // Few names, so that they meet.
        let name = |bits: u8| ["", "a", "b"][usize::from(bits) % 3];
        let text = |bits: u8| TEXTS[usize::from(bits) % TEXTS.len()];
        let object = if choice & 128 == 0 { b'S' } else { b'P' };
        match kind % 9 {
            0 => Self::Parse { name: name(kind / 9), text: text(choice) },
            1 => Self::Bind { portal: name(kind / 9), statement: name(choice) },
            2 => Self::Describe { kind: object, name: name(choice) },
            3 => Self::Execute { portal: name(choice) },
            4 => Self::Close { kind: object, name: name(choice) },
            5 => Self::Query(vec![text(choice)]),
            6 => Self::Query(vec![text(choice), text(kind / 9), text(choice / 13)]),
            7 => Self::Flush,
            _ => Self::Sync,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut write = |kind: u8, texts: &[&str], rest: &[u8]| {
            frame::write(&mut out, kind, |out| {
                for text in texts {
                    frame::put_text(out, text.as_bytes());
                }
                out.extend_from_slice(rest);
            });
        };
        match self {
            Self::Parse { name, text } => write(b'P', &[name, text], &[0; 2]),
            Self::Bind { portal, statement } => write(b'B', &[portal, statement], &[0; 6]),
            Self::Describe { kind, name } => write(b'D', &[&format!("{}{name}", char::from(*kind))], &[]),
            Self::Execute { portal } => write(b'E', &[portal], &[0; 4]),
            Self::Close { kind, name } => write(b'C', &[&format!("{}{name}", char::from(*kind))], &[]),
            Self::Query(texts) => write(b'Q', &[&texts.join(SEPARATOR)], &[]),
            Self::Flush => write(b'H', &[], &[]),
            Self::Sync => write(b'S', &[], &[]),
        }
        out
    }
}

/// What matters of an answer: its kind, and the tag, SQLSTATE or status it carries.
#[derive(Debug, PartialEq, Eq)]
struct Answer(char, String);

/// The whole answers in some bytes.
fn answers(bytes: &[u8]) -> Vec<Answer> {
    let mut answers = Vec::new();
    let mut rest = bytes;
    while let (Some(&kind), Some(length)) = (rest.first(), frame::be_u32(rest, 1)) {
        let Some(body) = rest.get(5..length as usize + 1) else { break };
        let detail = match kind {
            b'C' => Fields(body).text().map(|tag| String::from_utf8_lossy(tag).into_owned()),
            b'E' => frame::error_field(body, b'C'),
            b'Z' => Some(String::from_utf8_lossy(body).into_owned()),
            _ => None,
        };
        answers.push(Answer(char::from(kind), detail.unwrap_or_default()));
        rest = &rest[length as usize + 1..];
    }
    answers
}

/// The client: sends everything at once, in small pieces, and reads until as many answers have come as are expected.
async fn converse(mut stream: DuplexStream, messages: &[Message], expected: usize, seed: usize) -> Vec<Answer> {
    let bytes: Vec<u8> = messages.iter().flat_map(Message::bytes).collect();
    for piece in bytes.chunks(seed % 61 + 3) {
        stream.write_all(piece).await.expect("a stream in memory");
    }
    let mut seen = Vec::new();
    // The `ReadyForQuery` that a session begins with is the first answer, and one more than the messages ask for.
    while answers(&seen).len() <= expected {
        match tokio::time::timeout(PATIENCE, stream.read_buf(&mut seen)).await {
            Ok(Ok(count)) if count > 0 => {}
            _ => break,
        }
    }
    answers(&seen).split_off(1)
}

/// The gate between two streams.
async fn gate(client: DuplexStream, engine: DuplexStream) {
    let session = session();
    let (mut from_client, mut to_client) = tokio::io::split(client);
    let (mut from_engine, mut to_engine) = tokio::io::split(engine);
    let mut incoming = Incoming::default();
    tokio::select! {
        _ = session.forward(&mut incoming, &mut from_client, &mut to_engine) => {}
        _ = session.answer(&mut from_engine, &mut to_client) => {}
    }
}

/// The engine behind the gate.
async fn serve(mut stream: DuplexStream) {
    let mut server = Server::default();
    let mut incoming = Incoming::default();
    let mut out = Vec::new();
    server.ready(&mut out);
    // The gate asks for the isolation level behind its startup packet.
    server.answer(&Message::Query(vec!["SHOW"]).bytes(), &mut out);
    loop {
        stream.write_all(&out).await.expect("a stream in memory");
        out.clear();
        while let Ok(Some(frame)) = incoming.next() {
            let text = String::from_utf8_lossy(frame.body);
            assert!(!text.contains(REFUSED) && !text.contains(WRONG), "the engine was sent what is refused");
            server.answer(frame.whole, &mut out);
        }
        if !out.is_empty() {
            continue;
        }
        if !incoming.fill(&mut stream).await.unwrap_or(false) {
            return;
        }
    }
}

/// A server of a few rules: Redshift as the client should see it, or the PostgreSQL behind the gate.
#[derive(Debug, Default)]
struct Server {
    is_redshift: bool,
    in_block: bool,
    has_failed: bool,
    is_skipping: bool,
    statements: HashMap<String, Statement>,
    portals: HashMap<String, Statement>,
}

/// What a text does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Statement {
    Empty,
    Rows,
    Changes(&'static str),
    Begin,
    Commit,
    Rollback,
    Truncate,
    /// Wrong outside a block.
    Lock,
    /// Wrong as soon as it is read.
    Wrong(Failure),
    /// Wrong when it runs.
    Failing,
}

/// An SQLSTATE and a message.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Failure(&'static str, String);

impl Failure {
    fn new(sqlstate: &'static str) -> Self {
        Self(sqlstate, String::new())
    }
}

impl Statement {
    fn read(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            "BEGIN" => Self::Begin,
            "COMMIT" => Self::Commit,
            "ROLLBACK" => Self::Rollback,
            REFUSED => Self::Wrong(Failure::new("0A000")),
            WRONG => Self::unreadable(),
            // What the gate does on its own, and with which names in it.
            text if text.starts_with("DO") => Self::Changes("DO"),
            // The column is the refusal's marker, by which the gate knows its own.
            text if text.contains("redshift-local refusal") => Self::Wrong(Failure("42703", text.to_owned())),
            text if text.contains("missing") => Self::Wrong(Failure::new("42P01")),
            text if text.contains("failing") => Self::Failing,
            text if text.starts_with("TRUNCATE") || text.starts_with("DELETE") => Self::Truncate,
            text if text.starts_with("SELECT") || text == "SHOW" => Self::Rows,
            text if text.starts_with("LOCK") => Self::Lock,
            text if text.starts_with("INSERT") => Self::Changes("INSERT 0 1"),
            text if text.starts_with("CREATE") => Self::Changes("CREATE TABLE"),
            other => panic!("the engine was sent {other}"),
        }
    }

    fn unreadable() -> Self {
        Self::Wrong(Failure::new("42601"))
    }

    /// The statements of a simple query: empty ones count only when there are no others.
    fn read_all(text: &str) -> Vec<Self> {
        let mut statements: Vec<Self> = text.split(SEPARATOR).map(Self::read).collect();
        statements.retain(|statement| *statement != Self::Empty);
        if statements.is_empty() {
            statements.push(Self::Empty);
        }
        statements
    }

    fn has_rows(&self) -> bool {
        matches!(self, Self::Rows | Self::Failing)
    }
}

impl Server {
    /// Answers one message.
    fn answer(&mut self, message: &[u8], out: &mut Vec<u8>) {
        let (kind, body) = (message[0], &message[5..]);
        if self.is_skipping && kind != b'S' {
            return;
        }
        let done = match kind {
            b'S' => {
                self.is_skipping = false;
                self.ready(out);
                return;
            }
            b'Q' => {
                let statements = Statement::read_all(&texts::<1>(body)[0]);
                let unreadable = statements.iter().find(|statement| **statement == Statement::unreadable());
                let statements = unreadable.map_or(statements.as_slice(), std::slice::from_ref);
                if let Err(failure) = statements.iter().try_for_each(|statement| self.run(statement, true, out)) {
                    self.fail(&failure, out);
                }
                self.ready(out);
                return;
            }
            b'P' => self.parse(texts(body)).map(|()| b'1'),
            b'B' => self.bind(texts(body)).map(|()| b'2'),
            b'D' => self.describe(body[0], &texts::<1>(&body[1..])[0], out),
            b'E' => self.execute(&texts::<1>(body)[0], out),
            b'C' => {
                let [name] = texts(&body[1..]);
                let removed = if body[0] == b'S' { &mut self.statements } else { &mut self.portals };
                removed.remove(&name);
                Ok(b'3')
            }
            b'H' => Ok(0),
            other => panic!("the engine was sent a message {other}"),
        };
        match done {
            Ok(0) => {}
            Ok(answer) => frame::write(out, answer, |_| {}),
            Err(failure) => {
                self.is_skipping = true;
                self.fail(&failure, out);
            }
        }
    }

    /// Whether a statement may be read or run in the block as it stands.
    fn admit(&self, statement: &Statement) -> Result<(), Failure> {
        match statement {
            Statement::Commit | Statement::Rollback => Ok(()),
            _ if self.has_failed => Err(Failure::new("25P02")),
            Statement::Wrong(failure) => Err(failure.clone()),
            _ => Ok(()),
        }
    }

    fn parse(&mut self, [name, text]: [String; 2]) -> Result<(), Failure> {
        let statement = Statement::read(&text);
        self.admit(&statement)?;
        if !name.is_empty() && self.statements.contains_key(&name) {
            return Err(Failure::new("42P05"));
        }
        self.statements.insert(name, statement);
        Ok(())
    }

    fn bind(&mut self, [portal, statement]: [String; 2]) -> Result<(), Failure> {
        let statement = self.statements.get(&statement).ok_or_else(|| Failure::new("26000"))?.clone();
        self.admit(&statement)?;
        if !portal.is_empty() && self.portals.contains_key(&portal) {
            return Err(Failure::new("42P03"));
        }
        self.portals.insert(portal, statement);
        Ok(())
    }

    fn describe(&self, kind: u8, name: &str, out: &mut Vec<u8>) -> Result<u8, Failure> {
        let statement = match kind {
            b'S' => self.statements.get(name).ok_or_else(|| Failure::new("26000"))?,
            _ => self.portals.get(name).ok_or_else(|| Failure::new("34000"))?,
        };
        if self.has_failed && statement.has_rows() {
            return Err(Failure::new("25P02"));
        }
        if kind == b'S' {
            frame::write(out, b't', |out| out.extend_from_slice(&[0; 2]));
        }
        if !statement.has_rows() {
            return Ok(b'n');
        }
        row_description(out);
        Ok(0)
    }

    fn execute(&mut self, portal: &str, out: &mut Vec<u8>) -> Result<u8, Failure> {
        let statement = self.portals.get(portal).ok_or_else(|| Failure::new("34000"))?.clone();
        self.run(&statement, false, out).map(|()| 0)
    }

    /// Runs one statement. A simple query is told its columns as well.
    fn run(&mut self, statement: &Statement, is_simple: bool, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.admit(statement)?;
        let tag = match statement {
            Statement::Empty => {
                frame::write(out, b'I', |_| {});
                return Ok(());
            }
            Statement::Failing => {
                if is_simple {
                    row_description(out);
                }
                return Err(Failure::new("22023"));
            }
            Statement::Wrong(failure) => return Err(failure.clone()),
            Statement::Rows => {
                if is_simple {
                    row_description(out);
                }
                frame::write(out, b'D', |out| out.extend_from_slice(&[0; 2]));
                if self.is_redshift { "SELECT" } else { "SELECT 1" }
            }
            Statement::Changes(tag) => tag,
            Statement::Lock if !self.in_block && !is_simple => return Err(Failure::new("25P01")),
            Statement::Lock => "LOCK TABLE",
            Statement::Begin => {
                self.in_block = true;
                "BEGIN"
            }
            Statement::Commit if self.has_failed => self.end_block("ROLLBACK"),
            Statement::Commit => self.end_block("COMMIT"),
            Statement::Rollback => self.end_block("ROLLBACK"),
            // On Redshift it commits.
            Statement::Truncate if self.is_redshift => self.end_block("TRUNCATE TABLE"),
            Statement::Truncate => "TRUNCATE TABLE",
        };
        frame::write(out, b'C', |out| frame::put_text(out, tag.as_bytes()));
        Ok(())
    }

    fn end_block(&mut self, tag: &'static str) -> &'static str {
        self.in_block = false;
        self.has_failed = false;
        self.portals.clear();
        tag
    }

    fn fail(&mut self, failure: &Failure, out: &mut Vec<u8>) {
        self.has_failed = self.in_block;
        frame::error(out, "ERROR", failure.0, &failure.1);
    }

    fn ready(&mut self, out: &mut Vec<u8>) {
        if !self.in_block {
            self.portals.clear();
        }
        let status = if self.has_failed {
            b'E'
        } else if self.in_block {
            b'T'
        } else {
            b'I'
        };
        frame::write(out, b'Z', |out| out.push(status));
    }
}

/// The texts that a message begins with.
fn texts<const N: usize>(body: &[u8]) -> [String; N] {
    let mut fields = Fields(body);
    std::array::from_fn(|_| String::from_utf8_lossy(fields.text().expect("a message of ours")).into_owned())
}

/// Of two columns.
fn row_description(out: &mut Vec<u8>) {
    frame::write(out, b'T', |out| {
        out.extend_from_slice(&2_u16.to_be_bytes());
        for name in [b"a", b"b"] {
            frame::put_text(out, name);
            out.extend_from_slice(&[0; 18]);
        }
    });
}

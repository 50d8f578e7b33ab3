//! Faults on demand: what goes wrong, where, and the texts they are set with.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The longest time a fault can have.
const LONGEST: Duration = Duration::from_secs(3600);

/// Something that goes wrong on purpose, so that a program can be tested against it.
///
/// Faults are set with [`Server::faults`](crate::Server::faults) and [`Database::faults`](crate::Database::faults), or over any
/// connection: `SET redshift_local.fault = 'drop after commit'`. Each happens once, at the statement that it waits for, unless that is
/// `every` statement.
///
/// | text | what happens |
/// |---|---|
/// | `drop before AT` | the connection ends and the statement is not run |
/// | `drop after AT` | the statement is run and the connection ends before its answer |
/// | `delay TIME before AT` | the statement waits; `statement_timeout` and cancel requests reach it as they reach a slow one |
/// | `error 1023 at AT` | XX000 with the message 1023, a serializable isolation violation; at a COMMIT the transaction is rolled back |
/// | `error 57014 at AT` | the statement is cancelled |
/// | `error 57P01 at AT` | the connection is terminated by an administrator |
/// | `refuse connections TIME` | new connections end without an answer |
/// | `maintenance TIME` | connections end with 57P01, except the one that sets the fault, and new ones are refused with 57P03 |
/// | `none` | nothing: what was set is forgotten |
///
/// | part | forms |
/// |---|---|
/// | `AT` | `statement 3`, the third from now; `statement`, the next; `commit`, `commit 2`; `every statement`, `every commit` |
/// | `TIME` | `250ms`, `2s`, at most an hour |
/// | several | a comma between them: `delay 1s before every statement, drop before commit 2` |
/// | scope | `database: ..` and `server: ..` are counted over all connections of the database or the server; without it, or with `session: ..`, this connection alone |
///
/// A statement counts when it is sent: each of a simple query, and each `Execute` that begins one. It counts also where it is refused by the engine or stands behind
/// an error, and not where the rewriter refuses it. A COMMIT is an explicit one, `COMMIT` or `END`. What sets, shows or resets `redshift_local` settings does not count.
///
/// `SHOW redshift_local.fault` shows what still waits, of all scopes; `RESET redshift_local.fault` forgets all of that.
///
/// # Examples
///
/// ```
/// use redshift_local::{At, Fault};
///
/// let fault = Fault::drop_after(At::commit(1));
/// assert_eq!(fault.to_string(), "drop after commit");
/// assert_eq!("drop after commit".parse(), Ok(fault));
/// assert!("drop during commit".parse::<Fault>().unwrap_err().to_string().contains("drop after AT"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    At(Effect, At),
    RefuseConnections(Duration),
    Maintenance(Duration),
}

/// What happens to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    DropBefore,
    DropAfter,
    Delay(Duration),
    Error(FaultError),
}

/// The statement that a [`Fault`] waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    pub(crate) commits_only: bool,
    /// One for the next; `None` for all.
    pub(crate) number: Option<u32>,
}

/// The error that a [`Fault`] raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultError {
    /// 1023, with SQLSTATE XX000: a serializable isolation violation.
    Serialization,
    /// 57014: the statement was cancelled.
    Cancelled,
    /// 57P01: the connection was terminated by an administrator.
    Terminated,
}

impl At {
    /// The statement of this number from now; 1, or 0, is the next.
    #[must_use]
    pub fn statement(number: u32) -> Self {
        At { commits_only: false, number: Some(number.max(1)) }
    }

    /// The COMMIT of this number from now; 1, or 0, is the next.
    #[must_use]
    pub fn commit(number: u32) -> Self {
        At { commits_only: true, number: Some(number.max(1)) }
    }

    /// Every statement, until the fault is cleared.
    #[must_use]
    pub fn every_statement() -> Self {
        At { commits_only: false, number: None }
    }

    /// Every COMMIT, until the fault is cleared.
    #[must_use]
    pub fn every_commit() -> Self {
        At { commits_only: true, number: None }
    }
}

impl Fault {
    /// The connection ends and the statement is not run.
    #[must_use]
    pub fn drop_before(at: At) -> Self {
        Fault { kind: Kind::At(Effect::DropBefore, at) }
    }

    /// The statement is run and the connection ends before its answer. At a COMMIT the transaction is committed.
    #[must_use]
    pub fn drop_after(at: At) -> Self {
        Fault { kind: Kind::At(Effect::DropAfter, at) }
    }

    /// The statement waits before it is run, at most an hour.
    #[must_use]
    pub fn delay(time: Duration, at: At) -> Self {
        Fault { kind: Kind::At(Effect::Delay(time.min(LONGEST)), at) }
    }

    /// The statement is not run and answered with an error.
    #[must_use]
    pub fn error(error: FaultError, at: At) -> Self {
        Fault { kind: Kind::At(Effect::Error(error), at) }
    }

    /// New connections end without an answer for this time, at most an hour.
    #[must_use]
    pub fn refuse_connections(time: Duration) -> Self {
        Fault { kind: Kind::RefuseConnections(time.min(LONGEST)) }
    }

    /// Connections end with 57P01, and new ones are refused with 57P03 for this time, at most an hour.
    #[must_use]
    pub fn maintenance(time: Duration) -> Self {
        Fault { kind: Kind::Maintenance(time.min(LONGEST)) }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.commits_only { "commit" } else { "statement" };
        match self.number {
            None => write!(f, "every {what}"),
            Some(1) => f.write_str(what),
            Some(number) => write!(f, "{what} {number}"),
        }
    }
}

impl FaultError {
    const ALL: [Self; 3] = [Self::Serialization, Self::Cancelled, Self::Terminated];

    fn code(self) -> &'static str {
        match self {
            Self::Serialization => "1023",
            Self::Cancelled => "57014",
            Self::Terminated => "57P01",
        }
    }
}

/// Whole seconds as such, everything else in milliseconds.
struct Time(Duration);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_millis() {
            whole if whole % 1000 == 0 => write!(f, "{}s", whole / 1000),
            parts => write!(f, "{parts}ms"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::At(Effect::DropBefore, at) => write!(f, "drop before {at}"),
            Kind::At(Effect::DropAfter, at) => write!(f, "drop after {at}"),
            Kind::At(Effect::Delay(time), at) => write!(f, "delay {} before {at}", Time(time)),
            Kind::At(Effect::Error(error), at) => write!(f, "error {} at {at}", error.code()),
            Kind::RefuseConnections(time) => write!(f, "refuse connections {}", Time(time)),
            Kind::Maintenance(time) => write!(f, "maintenance {}", Time(time)),
        }
    }
}

/// A text that is no [`Fault`]; it displays the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultSyntax {
    text: String,
}

impl FaultSyntax {
    /// What a fault looks like, in a few lines.
    pub(crate) const GRAMMAR: &str = "faults are: drop before AT | drop after AT | delay TIME before AT | error 1023 at AT | error 57014 at AT | \
        error 57P01 at AT | refuse connections TIME | maintenance TIME | none; AT is: statement [N] | commit [N] | every statement | \
        every commit; TIME is 250ms or 2s, at most an hour; a comma stands between several; `session:` (the default), `database:` or `server:` \
        stands in front, and the last two faults are for a database or the server";

    /// What is wrong, without the grammar.
    pub(crate) fn message(&self) -> String {
        format!("\"{}\" is no fault", self.text)
    }
}

impl fmt::Display for FaultSyntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), Self::GRAMMAR)
    }
}

impl std::error::Error for FaultSyntax {}

impl FromStr for Fault {
    type Err = FaultSyntax;

    fn from_str(text: &str) -> Result<Self, FaultSyntax> {
        let lower = text.to_ascii_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let fault = match words.as_slice() {
            ["drop", "before", at @ ..] => place(at).map(Fault::drop_before),
            ["drop", "after", at @ ..] => place(at).map(Fault::drop_after),
            ["delay", length, "before", at @ ..] => {
                place(at).zip(time(length)).map(|(at, time)| Fault::delay(time, at))
            }
            ["error", code, "at", at @ ..] => {
                let error = FaultError::ALL.into_iter().find(|error| error.code().eq_ignore_ascii_case(code));
                place(at).zip(error).map(|(at, error)| Fault::error(error, at))
            }
            ["refuse", "connections", length] => time(length).map(Fault::refuse_connections),
            ["maintenance", length] => time(length).map(Fault::maintenance),
            _ => None,
        };
        fault.ok_or_else(|| FaultSyntax { text: text.trim().to_owned() })
    }
}

fn place(words: &[&str]) -> Option<At> {
    let of = |what: &str| match what {
        "statement" => Some(At::statement(1)),
        "commit" => Some(At::commit(1)),
        _ => None,
    };
    match words {
        ["every", what] => of(what).map(|at| At { number: None, ..at }),
        [what] => of(what),
        [what, number] => {
            let number = number.parse().ok().filter(|number| *number > 0)?;
            of(what).map(|at| At { number: Some(number), ..at })
        }
        _ => None,
    }
}

fn time(text: &str) -> Option<Duration> {
    let time = match text.strip_suffix("ms") {
        Some(number) => Duration::from_millis(number.parse().ok()?),
        None => Duration::from_secs(text.strip_suffix('s')?.parse().ok()?),
    };
    (time <= LONGEST).then_some(time)
}

/// Whom faults concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Session,
    Database,
    Server,
}

/// What `SET`, `RESET` or `SHOW redshift_local.fault` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    Set(Scope, Vec<Fault>),
    Reset,
    Show,
}

/// Reads the value of the setting.
pub(crate) fn read(text: &str) -> Result<(Scope, Vec<Fault>), FaultSyntax> {
    let (scope, list) = match text.split_once(':') {
        None => (Scope::Session, text),
        Some((scope, list)) => match scope.trim().to_ascii_lowercase().as_str() {
            "session" => (Scope::Session, list),
            "database" => (Scope::Database, list),
            "server" => (Scope::Server, list),
            _ => return Err(FaultSyntax { text: text.trim().to_owned() }),
        },
    };
    if list.trim().is_empty() || list.trim().eq_ignore_ascii_case("none") {
        return Ok((scope, Vec::new()));
    }
    let faults = list.split(',').map(str::parse).collect::<Result<Vec<Fault>, _>>()?;
    if scope == Scope::Session && faults.iter().any(|fault| !matches!(fault.kind, Kind::At(..))) {
        return Err(FaultSyntax { text: text.trim().to_owned() });
    }
    Ok((scope, faults))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults() -> impl Strategy<Value = Fault> {
        let at =
            (any::<bool>(), prop::option::of(1_u32..9)).prop_map(|(commits_only, number)| At { commits_only, number });
        let time = (0_u64..3_600_000).prop_map(Duration::from_millis);
        (at, time, 0_usize..8).prop_map(|(at, time, which)| match which {
            0 => Fault::drop_before(at),
            1 => Fault::drop_after(at),
            2 => Fault::delay(time, at),
            3 => Fault::refuse_connections(time),
            4 => Fault::maintenance(time),
            error => Fault::error(FaultError::ALL[error - 5], at),
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(fault in faults()) {
            prop_assert_eq!(fault.to_string().parse(), Ok(fault));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}", words in prop::collection::vec("drop|before|commit|delay|every|[0-9]{1,20}m?s?|:|,", 0..6)) {
            drop(read(&text));
            drop(read(&words.join(" ")));
        }
    }

    #[test]
    fn scopes_and_lists_are_read() {
        let (scope, faults) = read(" Database: Delay 2s before every statement, DROP AFTER COMMIT 2 ").unwrap();
        assert_eq!(scope, Scope::Database);
        assert_eq!(
            faults,
            [Fault::delay(Duration::from_secs(2), At::every_statement()), Fault::drop_after(At::commit(2))]
        );
        assert_eq!(read("server: none").unwrap(), (Scope::Server, Vec::new()));
        assert_eq!(read("").unwrap(), (Scope::Session, Vec::new()));
        assert!(read("server: maintenance 2s").is_ok());
    }

    #[test]
    fn what_is_no_fault_is_told_the_grammar() {
        for text in [
            "drop",
            "drop before",
            "drop before statement 0",
            "drop before commits",
            "delay 3 before commit",
            "delay 2h before commit",
            "delay 3601s before commit",
            "error 42 at commit",
            "maintenance 2s",
            "session: refuse connections 1s",
            "cluster: drop before commit",
            "none, drop before commit",
            "drop before commit,",
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("delay TIME before AT"), "{text}: {error}");
        }
    }
}

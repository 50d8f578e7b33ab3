//! Statements that go to the server together, in one round trip.
//!
//! They are one text with literals, which the simple protocol executes one after another up to the first that fails. Each is observed when its
//! turn comes, as if it had been sent by itself. What would be a long text goes one by one, with parameters.

use std::pin::{Pin, pin};
use std::sync::LazyLock;

use futures_util::TryStreamExt;
use tokio_postgres::error::ErrorPosition;
use tokio_postgres::{SimpleQueryMessage, SimpleQueryStream};

use super::lease::Lease;
use super::observe::{Count, Outcome, Watch};
use super::wire;
use crate::error::{Error, Result};
use crate::sql::Sql;
use crate::types::Row;

/// The most bytes of a text, or nearly. It holds no literal that VARCHAR would not.
const LONGEST: usize = 32 * 1024;

/// One of several statements.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'s> {
    Begin,
    /// Changes rows.
    Change(&'s Sql<'s>),
    /// Gives rows.
    Rows(&'s Sql<'s>),
    /// The same; where it divides by zero, what comes behind it is not to be executed, which is no failure.
    Guard(&'s Sql<'s>),
    Commit,
}

static BEGIN: LazyLock<Sql<'static>> = LazyLock::new(|| Sql::of_text("BEGIN".into()));
static COMMIT: LazyLock<Sql<'static>> = LazyLock::new(|| Sql::of_text("COMMIT".into()));

impl<'s> Step<'s> {
    fn sql(self) -> &'s Sql<'s> {
        match self {
            Step::Begin => &BEGIN,
            Step::Commit => &COMMIT,
            Step::Change(sql) | Step::Rows(sql) | Step::Guard(sql) => sql,
        }
    }
}

/// The text of several statements.
struct Script<'s> {
    steps: &'s [Step<'s>],
    text: String,
    /// How many characters stand before each.
    starts: Vec<usize>,
}

impl<'s> Script<'s> {
    fn new(steps: &'s [Step<'s>]) -> Result<Self> {
        let mut script = Script { steps, text: String::new(), starts: Vec::with_capacity(steps.len()) };
        for step in steps {
            if !script.text.is_empty() {
                script.text.push_str("; ");
            }
            script.starts.push(script.text.chars().count());
            script.text.push_str(&wire::with_literals(step.sql())?);
        }
        Ok(script)
    }

    /// The statement that an error is about, and the characters before it: that of its place, where it has one, since the whole text is
    /// parsed before any of it is executed.
    fn blamed(&self, cause: &tokio_postgres::Error, turn: usize) -> (&'s Sql<'s>, usize) {
        let place = match cause.as_db_error().and_then(|error| error.position()) {
            Some(ErrorPosition::Original(position)) => usize::try_from(*position).ok(),
            Some(ErrorPosition::Internal { .. }) | None => None,
        };
        let index = place.map_or(turn, |place| self.starts.partition_point(|start| *start < place).saturating_sub(1));
        let (step, start) =
            self.steps.iter().zip(&self.starts).take(index + 1).next_back().unwrap_or((&Step::Begin, &0));
        (step.sql(), *start)
    }
}

impl Lease {
    /// Executes statements one after another, up to the first that fails, and gives the rows of each that has rows.
    ///
    /// With [`Step::Begin`] first and [`Step::Commit`] last they are a transaction. After an error it is for the caller to roll back. Where the
    /// connection is lost, nobody knows whether the server came to the COMMIT.
    pub(super) async fn in_turn(&mut self, steps: &[Step<'_>]) -> Result<Vec<Vec<Row>>> {
        for step in steps {
            step.sql().check()?;
            self.admit(step.sql(), step.sql().text())?;
        }
        if steps.iter().map(|step| wire::size_with_literals(step.sql())).sum::<usize>() > LONGEST {
            return self.one_by_one(steps).await;
        }
        let done = self.together(&Script::new(steps)?).await;
        match done {
            Err(error) if error.is_connection() && matches!(steps.last(), Some(Step::Commit)) => {
                self.end_of_transaction(Outcome::Unknown);
                Err(Error::commit_unknown(error))
            }
            done => done,
        }
    }

    async fn one_by_one(&mut self, steps: &[Step<'_>]) -> Result<Vec<Vec<Row>>> {
        let mut all = Vec::new();
        for step in steps {
            match step {
                Step::Begin => self.begin().await?,
                Step::Change(sql) => drop(self.execute(sql).await?),
                Step::Rows(sql) => all.push(self.rows(sql).await?),
                Step::Guard(sql) => {
                    let watch = self.watch(sql);
                    let mut rows = Vec::new();
                    let read = watch.within(pin!(self.read(sql, |row| rows.push(row)))).await;
                    end_guard(watch, read, |_| Count::returned(rows.len()))?;
                    all.push(rows);
                }
                Step::Commit => self.commit().await?,
            }
        }
        Ok(all)
    }

    async fn together(&mut self, script: &Script<'_>) -> Result<Vec<Vec<Row>>> {
        if let Some(Step::Begin) = script.steps.first() {
            self.opened();
        }
        let mut messages = pin!(self.send_text(&script.text).await?);
        let mut all = Vec::new();
        for (turn, step) in script.steps.iter().enumerate() {
            let watch = self.watch(step.sql());
            let answer = match watch.within(pin!(answer(messages.as_mut()))).await {
                Ok(Some(answer)) => Ok(answer),
                Ok(None) => Err(Error::connection("the server answered fewer statements than it was sent")),
                Err(cause) => Err(self.failed_in(script, cause, turn)),
            };
            match step {
                Step::Begin => drop(watch.end(answer, |_| Count::none())?),
                Step::Change(_) => drop(watch.end(answer, |answer| Count::changed(answer.changed))?),
                Step::Rows(_) => all.push(watch.end(answer, Answer::count_rows)?.rows),
                Step::Guard(_) => all.push(end_guard(watch, answer, Answer::count_rows)?.rows),
                Step::Commit => {
                    watch.end(answer, |_| Count::none())?;
                    self.committed();
                }
            }
        }
        let end = messages.try_next().await;
        end.map_err(|cause| self.failed_in(script, cause, script.steps.len()))?;
        self.answered();
        Ok(all)
    }

    fn failed_in(&mut self, script: &Script<'_>, cause: tokio_postgres::Error, turn: usize) -> Error {
        let (sql, before) = script.blamed(&cause, turn);
        let before = u32::try_from(before).unwrap_or(u32::MAX);
        let error = self.failed(cause, sql);
        if error.is_stale_statement() {
            self.forget_all_statements();
        }
        error.of_literals(|position| wire::position_in_text(sql, position.saturating_sub(before)))
    }
}

/// What came of a statement.
#[derive(Debug, Default)]
struct Answer {
    rows: Vec<Row>,
    changed: u64,
}

impl Answer {
    fn count_rows(&self) -> Count {
        Count::returned(self.rows.len())
    }
}

/// Ends what is seen of a [`Step::Guard`].
fn end_guard<T>(watch: Watch<'_>, done: Result<T>, count: impl FnOnce(&T) -> Count) -> Result<T> {
    match done {
        Err(error) if error.is_division_by_zero() => {
            watch.end(Ok(()), |()| Count::none())?;
            Err(error)
        }
        done => watch.end(done, count),
    }
}

/// Reads the answer to the next statement; `None` where there is none.
async fn answer(mut messages: Pin<&mut SimpleQueryStream>) -> Result<Option<Answer>, tokio_postgres::Error> {
    let mut answer = Answer::default();
    while let Some(message) = messages.try_next().await? {
        match message {
            SimpleQueryMessage::Row(row) => answer.rows.push(Row::Text(row)),
            SimpleQueryMessage::CommandComplete(changed) => {
                answer.changed = changed;
                return Ok(Some(answer));
            }
            _ => {}
        }
    }
    Ok(None)
}

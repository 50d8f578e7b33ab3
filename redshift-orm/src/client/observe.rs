//! What those who run a program see of it: spans and events of `tracing`, and metrics.
//!
//! No bound value and no literal is in any of them: statements are shown as error messages show them.

mod meters;
mod pauses;
mod statement_text;

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tracing::Span;
use tracing::field::{Empty, display};
use tracing::span::Id;

pub(super) use self::pauses::Pauses;
use self::pauses::Stopwatch;
use self::statement_text::About;
use super::url::Host;
use crate::error::{Error, Result, shown_text};
use crate::sql::Sql;

/// OpenTelemetry's name of Redshift.
const SYSTEM: &str = "aws.redshift";

/// What is observed of a database.
#[derive(Debug)]
pub(super) struct Observer {
    /// The value of the label `alias`.
    pub(super) alias: String,
    pub(super) hosts: Vec<Host>,
    /// The number of the host that the last connection was made to.
    pub(super) last_host: AtomicUsize,
    pub(super) database: String,
    /// A statement that takes longer is logged.
    pub(super) slow: Option<Duration>,
}

impl Observer {
    fn host(&self) -> &Host {
        &self.hosts[self.last_host.load(Ordering::Relaxed)]
    }

    /// Watches a statement from now on, but for the pauses that there are where it may be asked for ahead.
    pub(super) fn statement<'s>(self: &Arc<Self>, sql: &'s Sql<'s>, pauses: Option<Pauses>) -> Watch<'s> {
        let span = tracing::debug_span!(
            "statement",
            otel.name = Empty,
            otel.kind = "client",
            otel.status_code = Empty,
            db.system.name = SYSTEM,
            db.namespace = self.database,
            db.operation.name = Empty,
            db.collection.name = Empty,
            db.query.text = %shown_text(sql.text()),
            db.response.returned_rows = Empty,
            db.response.status_code = Empty,
            affected_rows = Empty,
            error.type = Empty,
            server.address = self.host().name,
            server.port = self.host().port,
        );
        if !span.is_disabled() {
            let about = About::of(sql.text());
            span.record("otel.name", display(&about));
            span.record("db.operation.name", &about.operation);
            span.record("db.collection.name", &about.collection);
        }
        Watch { observer: Arc::clone(self), sql, span, stopwatch: Stopwatch::start(pauses), ended: false }
    }

    /// What is seen of a transaction that begins.
    pub(super) fn transaction(self: &Arc<Self>) -> InTransaction {
        let outer = Span::current().id();
        let span = tracing::debug_span!(
            "transaction",
            otel.status_code = Empty,
            db.system.name = SYSTEM,
            db.namespace = self.database,
            outcome = Empty,
            server.address = self.host().name,
            server.port = self.host().port,
        );
        InTransaction { span, outer, observer: Some(Arc::clone(self)) }
    }

    /// Watches the wait for a connection from now on.
    pub(super) fn acquisition(self: &Arc<Self>) -> Acquisition {
        let span = tracing::debug_span!(
            "acquire",
            otel.status_code = Empty,
            db.system.name = SYSTEM,
            db.namespace = self.database,
            db.response.status_code = Empty,
            error.type = Empty,
            server.address = self.host().name,
            server.port = self.host().port,
        );
        Acquisition { span, waiting: Gauge::raise(self, "redshift_connections_waiting") }
    }

    /// Counts something that is told by one more label.
    fn count(&self, name: &'static str, label: meters::Label<'_>) {
        meters::count(name, 1, &[("alias", &self.alias), label]);
    }

    /// A connection was made to this host.
    pub(super) fn connected(&self, host: usize) {
        self.last_host.store(host, Ordering::Relaxed);
        meters::count("redshift_new_connections_total", 1, &[("alias", &self.alias)]);
    }

    pub(super) fn runs_again(&self, error: &Error) {
        self.count("redshift_retries_total", ("kind", error.kind()));
    }

    /// Counts a statement of its own that nobody knows the outcome of.
    pub(super) fn unknown(&self) {
        self.count("redshift_transactions_total", ("outcome", Outcome::Unknown.name()));
    }

    /// Counts a transaction of unknown resolution that its marker has decided.
    pub(super) fn resolved(&self, outcome: Outcome) {
        self.count("redshift_transactions_resolved_total", ("outcome", outcome.name()));
    }

    /// Counts the rows of a statement that has several.
    pub(super) fn executes_many(&self, rows: usize) {
        meters::count(
            "redshift_execute_many_total",
            u64::try_from(rows).unwrap_or(u64::MAX),
            &[("alias", &self.alias)],
        );
    }

    /// Counts a failover.
    pub(super) fn failed_over(&self, succeeded: bool) {
        self.count("redshift_failovers_total", ("outcome", if succeeded { "succeeded" } else { "failed" }));
    }

    /// Counts a statement that has ended, or was given up.
    fn executed(&self, sql: &Sql<'_>, took: Duration, done: std::result::Result<Count, &str>) {
        let alias = ("alias", self.alias.as_str());
        meters::count("redshift_execute_total", 1, &[alias]);
        meters::measure("redshift_query_duration_seconds", took.as_secs_f64(), &[alias]);
        let count = match done {
            Ok(count) => count,
            Err(kind) => return self.count("redshift_errors_total", ("kind", kind)),
        };
        if let Some(rows) = count.returned {
            meters::count("redshift_rows_returned_total", rows, &[alias]);
        }
        if cfg!(feature = "metrics")
            && let Some(rows) = count.changed
        {
            let about = About::of(sql.text());
            let name = match about.operation.as_str() {
                "INSERT" => "redshift_model_inserts_total",
                "UPDATE" => "redshift_model_updates_total",
                "DELETE" => "redshift_model_deletes_total",
                _ => return,
            };
            if let Some(table) = &about.collection {
                meters::count(name, rows, &[alias, ("model", table)]);
            }
        }
    }
}

/// Records an error in a span. The server's own message may quote a value, so it is not among what is recorded.
fn record(span: &Span, error: &Error) {
    span.record("otel.status_code", "ERROR");
    span.record("error.type", error.kind());
    span.record("db.response.status_code", error.code());
}

/// Waits for a future in a span. The future stays where it is: to be [`tracing::Instrument`]ed it would be moved, and it is large.
fn within<'f, F: Future>(span: &'f Span, mut future: Pin<&'f mut F>) -> impl Future<Output = F::Output> + 'f {
    poll_fn(move |context| span.in_scope(|| future.as_mut().poll(context)))
}

/// A wait for a connection that is watched until it ends.
pub(super) struct Acquisition {
    span: Span,
    waiting: Gauge,
}

impl Acquisition {
    /// Waits in the span.
    pub(super) fn within<'f, F: Future>(&'f self, future: Pin<&'f mut F>) -> impl Future<Output = F::Output> + 'f {
        within(&self.span, future)
    }

    /// Ends with what came of it.
    pub(super) fn end<T>(self, waited: Result<T>) -> Result<T> {
        if let Err(error) = &waited {
            record(&self.span, error);
            self.waiting.observer.count("redshift_acquire_errors_total", ("kind", error.kind()));
        }
        waited
    }
}

/// One more in a gauge until it is dropped.
pub(super) struct Gauge {
    observer: Arc<Observer>,
    name: &'static str,
}

impl Gauge {
    pub(super) fn raise(observer: &Arc<Observer>, name: &'static str) -> Self {
        meters::add(name, 1.0, &[("alias", &observer.alias)]);
        Gauge { observer: Arc::clone(observer), name }
    }

    pub(super) fn observer(&self) -> &Arc<Observer> {
        &self.observer
    }
}

impl Drop for Gauge {
    fn drop(&mut self) {
        meters::add(self.name, -1.0, &[("alias", &self.observer.alias)]);
    }
}

/// The open transaction of a connection.
pub(super) struct InTransaction {
    span: Span,
    /// The span that the transaction was begun in.
    outer: Option<Id>,
    /// Who counts its end.
    observer: Option<Arc<Observer>>,
}

/// How a transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Committed,
    RolledBack,
    /// The connection broke while COMMIT was under way.
    Unknown,
}

impl Outcome {
    pub(super) fn name(self) -> &'static str {
        match self {
            Outcome::Committed => "committed",
            Outcome::RolledBack => "rolled_back",
            Outcome::Unknown => "unknown",
        }
    }
}

impl InTransaction {
    pub(super) fn none() -> Self {
        InTransaction { span: Span::none(), outer: None, observer: None }
    }

    /// Makes a span inside of the transaction's, unless the program has entered a span of its own since the transaction began: that is
    /// the better parent.
    pub(super) fn in_scope<T>(&self, make: impl FnOnce() -> T) -> T {
        if self.span.is_disabled() || Span::current().id() != self.outer {
            return make();
        }
        self.span.in_scope(make)
    }

    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(super) fn end(&mut self, outcome: Outcome) {
        self.span.record("outcome", outcome.name());
        if outcome == Outcome::Unknown {
            self.span.record("otel.status_code", "ERROR");
        }
        if let Some(observer) = &self.observer {
            observer.count("redshift_transactions_total", ("outcome", outcome.name()));
        }
        *self = InTransaction::none();
    }
}

/// The rows of a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    returned: Option<u64>,
    changed: Option<u64>,
}

impl Count {
    pub(super) fn none() -> Self {
        Count { returned: None, changed: None }
    }

    pub(super) fn returned(rows: usize) -> Self {
        Count { returned: u64::try_from(rows).ok(), changed: None }
    }

    pub(super) fn changed(rows: u64) -> Self {
        Count { returned: None, changed: Some(rows) }
    }
}

/// A statement that is watched until it ends, or until its future is dropped.
pub(super) struct Watch<'s> {
    observer: Arc<Observer>,
    sql: &'s Sql<'s>,
    span: Span,
    stopwatch: Stopwatch,
    ended: bool,
}

impl Watch<'_> {
    /// Waits in the statement's span.
    pub(super) fn within<'f, F: Future>(&'f self, future: Pin<&'f mut F>) -> impl Future<Output = F::Output> + 'f {
        within(&self.span, future)
    }

    /// Ends with what came of the statement.
    pub(super) fn end<T>(mut self, done: Result<T>, count: impl FnOnce(&T) -> Count) -> Result<T> {
        self.ended = true;
        let count = done.as_ref().map(count).map_err(Error::kind);
        self.observer.executed(self.sql, self.stopwatch.elapsed(), count);
        match &done {
            Ok(_) => {
                let Count { returned, changed } = count.unwrap_or(Count::none());
                self.span.record("db.response.returned_rows", returned);
                self.span.record("affected_rows", changed);
                self.span.in_scope(|| tracing::debug!(duration_ms = self.milliseconds(), "executed"));
            }
            Err(error) => {
                record(&self.span, error);
                self.span.in_scope(|| {
                    tracing::debug!(error.type = error.kind(), duration_ms = self.milliseconds(), "failed");
                });
            }
        }
        self.warn_if_slow();
        done
    }

    /// The event has all that is known: at its level, the span may be disabled.
    fn warn_if_slow(&self) {
        let Some(threshold) = self.observer.slow.filter(|threshold| self.stopwatch.elapsed() > *threshold) else {
            return;
        };
        self.span.in_scope(|| {
            tracing::warn!(
                db.system.name = SYSTEM,
                db.namespace = self.observer.database,
                db.query.text = %shown_text(self.sql.text()),
                duration_ms = self.milliseconds(),
                ?threshold,
                server.address = self.observer.host().name,
                server.port = self.observer.host().port,
                "slow statement"
            );
        });
    }

    fn milliseconds(&self) -> f64 {
        self.stopwatch.elapsed().as_secs_f64() * 1000.0
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        if self.stopwatch.is_paused() {
            // Nobody waits for what was asked for ahead, and now nobody will.
            self.observer.executed(self.sql, self.stopwatch.elapsed(), Ok(Count::none()));
            return;
        }
        // The future of the statement was dropped in the middle.
        self.observer.executed(self.sql, self.stopwatch.elapsed(), Err("abandoned"));
        self.span.record("error.type", "abandoned");
        self.span.record("otel.status_code", "ERROR");
        self.span.in_scope(|| tracing::debug!(duration_ms = self.milliseconds(), "abandoned"));
        self.warn_if_slow();
    }
}

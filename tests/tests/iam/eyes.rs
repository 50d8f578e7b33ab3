//! A subscriber of `tracing` that keeps all that a thread says, at every level, whoever says it.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::subscriber::Interest;
use tracing::{Metadata, span};

thread_local! {
    /// `None` while nobody looks.
    static SEEN: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// What this thread says from the making on.
pub(crate) struct Eyes;

pub(crate) fn open() -> Eyes {
    static SET: Once = Once::new();
    SET.call_once(|| tracing::subscriber::set_global_default(Subscriber).unwrap());
    SEEN.set(Some(Vec::new()));
    Eyes
}

impl Eyes {
    /// Each span, event and later field: its target, and its fields.
    pub(crate) fn all(&self) -> Vec<String> {
        SEEN.with_borrow(|seen| seen.clone().unwrap_or_default())
    }
}

struct Line(String);

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        write!(self.0, " {}={value}", field.name()).unwrap();
    }
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

fn see(metadata: Option<&Metadata<'_>>, record: impl FnOnce(&mut Line)) {
    if SEEN.with_borrow(Option::is_none) {
        return;
    }
    let mut line =
        Line(metadata.map_or_else(String::new, |metadata| format!("{} {}", metadata.target(), metadata.name())));
    // What is written here may say something itself.
    record(&mut line);
    SEEN.with_borrow_mut(|seen| seen.get_or_insert_default().push(line.0));
}

struct Subscriber;

impl tracing::Subscriber for Subscriber {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        SEEN.with_borrow(Option::is_some)
    }
    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        see(Some(attributes.metadata()), |line| attributes.record(line));
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        see(None, |line| values.record(line));
    }
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        see(Some(event.metadata()), |line| event.record(line));
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

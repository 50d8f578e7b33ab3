//! A subscriber of `tracing` that keeps what a test's thread says.
//!
//! There is one for the process: whether a callsite is on is remembered for all threads, so subscribers of single ones get in each
//! other's way.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::subscriber::Interest;
use tracing::{Level, Metadata, span};
use tracing_core::span::Current;

/// A span or an event.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) metadata: &'static Metadata<'static>,
    parent: Option<usize>,
    pub(crate) fields: BTreeMap<&'static str, String>,
}

impl Seen {
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

impl Visit for Seen {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }
}

/// What a thread said, in its order, and the spans that it is in.
#[derive(Default)]
struct State {
    seen: Vec<Seen>,
    entered: Vec<usize>,
}

thread_local! {
    /// `None` while nobody looks.
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

fn with<T: Default>(look: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(|state| state.as_mut().map(look)).unwrap_or_default()
}

/// Looks at this thread from its making on.
pub(crate) struct Eyes;

impl Eyes {
    pub(crate) fn open() -> Self {
        static SET: Once = Once::new();
        SET.call_once(|| tracing::subscriber::set_global_default(Subscriber).unwrap());
        STATE.set(Some(State::default()));
        Eyes
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        with(|state| state.seen.clone())
    }

    /// The spans of a name.
    pub(crate) fn named(&self, name: &str) -> Vec<Seen> {
        self.all().into_iter().filter(|seen| seen.metadata.is_span() && seen.metadata.name() == name).collect()
    }

    pub(crate) fn events(&self, level: Level) -> Vec<Seen> {
        self.all().into_iter().filter(|seen| seen.metadata.is_event() && *seen.metadata.level() == level).collect()
    }

    /// The last span of a statement that contains this text.
    pub(crate) fn statement(&self, text: &str) -> Seen {
        let spans = self.named("statement");
        spans.into_iter().rfind(|span| span.field("db.query.text").contains(text)).unwrap()
    }

    /// The name of the span that this stands in.
    pub(crate) fn parent(&self, seen: &Seen) -> Option<&'static str> {
        Some(self.all().get(seen.parent?)?.metadata.name())
    }
}

struct Subscriber;

fn id(index: usize) -> span::Id {
    span::Id::from_u64(index as u64 + 1)
}

fn index(id: &span::Id) -> usize {
    usize::try_from(id.into_u64()).unwrap() - 1
}

impl State {
    fn see(&mut self, parent: Option<&span::Id>, is_root: bool, metadata: &'static Metadata<'static>) -> &mut Seen {
        let parent = parent.map(index).or(if is_root { None } else { self.entered.last().copied() });
        self.seen.push(Seen { metadata, parent, fields: BTreeMap::new() });
        self.seen.last_mut().unwrap()
    }
}

impl tracing::Subscriber for Subscriber {
    // Asked anew each time, for other threads have nobody who looks.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let parts = ["redshift_orm", "server"];
        with(|_| true) && parts.iter().any(|part| metadata.target().starts_with(part))
    }
    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let index = with(|state| {
            attributes.record(state.see(attributes.parent(), attributes.is_root(), attributes.metadata()));
            state.seen.len() - 1
        });
        id(index)
    }
    fn record(&self, id: &span::Id, values: &span::Record<'_>) {
        with(|state| {
            if let Some(seen) = state.seen.get_mut(index(id)) {
                values.record(seen);
            }
        });
    }
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        with(|state| event.record(state.see(event.parent(), event.is_root(), event.metadata())));
    }
    fn enter(&self, id: &span::Id) {
        with(|state| state.entered.push(index(id)));
    }
    fn exit(&self, id: &span::Id) {
        with(|state| {
            if let Some(position) = state.entered.iter().rposition(|entered| *entered == index(id)) {
                state.entered.remove(position);
            }
        });
    }
    fn current_span(&self) -> Current {
        let current =
            with(|state| state.entered.last().and_then(|last| Some((*last, state.seen.get(*last)?.metadata))));
        current.map_or_else(Current::none, |(index, metadata)| Current::new(id(index), metadata))
    }
}

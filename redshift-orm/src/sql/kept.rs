//! Texts that are kept for ever, because a program has so many models, and read without a lock.

use std::sync::OnceLock;

use super::Sql;
use crate::expr::mark::Mark;

/// Texts by the structures of their statements.
#[derive(Debug)]
pub(super) struct Kept<S>([Place<S>; PLACES]);

const PLACES: usize = 1024;

/// The places that a structure may have.
const NEIGHBOURS: usize = 8;

type Place<S> = OnceLock<(S, Box<str>)>;

/// Where the text of a structure can be kept, unless there is no place left.
pub(super) struct Free<S: 'static>(Option<&'static Place<S>>);

impl<S: PartialEq> Kept<S> {
    pub(super) const fn new() -> Self {
        Kept([const { OnceLock::new() }; PLACES])
    }

    /// The text of a structure, if it is known.
    #[inline]
    pub(super) fn find(&'static self, mark: Mark, structure: &S) -> Result<&'static str, Free<S>> {
        let [first, ..] = mark.finish().to_be_bytes();
        let start = usize::from(first) * (PLACES - NEIGHBOURS) / 256;
        for place in &self.0[start..start + NEIGHBOURS] {
            match place.get() {
                Some((known, text)) if known == structure => return Ok(text),
                Some(_) => {}
                None => return Err(Free(Some(place))),
            }
        }
        Err(Free(None))
    }
}

impl<S> Free<S> {
    /// Keeps the text of a statement that could be written.
    pub(super) fn keep(self, structure: S, sql: &Sql<'_>) {
        if let Free(Some(place)) = self
            && sql.check().is_ok()
        {
            // Another thread may have been faster, with this structure or another.
            let _ = place.set((structure, sql.text().into()));
        }
    }
}

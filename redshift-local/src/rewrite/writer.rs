//! Writes a statement: what is not rewritten is copied from the source, in stretches as long as possible.

/// The text of a statement under construction.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    source: &'a str,
    out: String,
    /// The byte of the source up to which everything is written.
    copied: usize,
}

impl<'a> Writer<'a> {
    /// A writer of the source from a byte on.
    pub(crate) fn new(source: &'a str, start: usize) -> Self {
        Writer { source, out: String::new(), copied: start }
    }

    /// Copies the source up to a byte. Going back is not possible and does nothing.
    pub(crate) fn copy_to(&mut self, end: usize) {
        if let Some(text) = self.source.get(self.copied..end) {
            self.out.push_str(text);
            self.copied = end;
        }
    }

    /// Writes a text in place of a stretch of the source.
    pub(crate) fn replace(&mut self, start: usize, end: usize, text: &str) {
        self.copy_to(start);
        self.out.push_str(text);
        self.copied = end.max(self.copied);
    }

    /// Writes a text in front of a byte of the source.
    pub(crate) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at, at, text);
    }

    /// Leaves a stretch of the source out.
    pub(crate) fn skip(&mut self, start: usize, end: usize) {
        self.replace(start, end, "");
    }

    /// The place behind what was written so far, with the source copied up to a byte.
    pub(crate) fn mark(&mut self, end: usize) -> usize {
        self.copy_to(end);
        self.out.len()
    }

    /// What was written since a place.
    pub(crate) fn since(&self, mark: usize) -> &str {
        self.out.get(mark..).unwrap_or_default()
    }

    /// The text, with the source copied up to a byte.
    pub(crate) fn finish(mut self, end: usize) -> String {
        self.copy_to(end);
        self.out
    }
}

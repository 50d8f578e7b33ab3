//! Writes a statement: what is not rewritten is copied from the source, in stretches as long as possible.

/// The text of a statement under construction.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    source: &'a str,
    out: String,
    /// The byte of the source up to which everything is written.
    copied: usize,
    /// Whether the end of what is written is not the source's.
    is_rewritten: bool,
}

impl<'a> Writer<'a> {
    /// A writer of the source from a byte on.
    pub(crate) fn new(source: &'a str, start: usize) -> Self {
        Writer { source, out: String::new(), copied: start, is_rewritten: false }
    }

    /// Copies the source up to a byte. Going back is not possible and does nothing.
    pub(crate) fn copy_to(&mut self, end: usize) {
        if let Some(text) = self.source.get(self.copied..end) {
            // Two tokens that met only here stay two: a name goes on with letters, digits and `$`.
            if self.is_rewritten && self.out.ends_with(is_of_name) && text.starts_with(is_of_name) {
                self.out.push(' ');
            }
            self.out.push_str(text);
            self.is_rewritten &= text.is_empty();
            self.copied = end;
        }
    }

    /// Writes a text in place of a stretch of the source.
    pub(crate) fn replace(&mut self, start: usize, end: usize, text: &str) {
        self.copy_to(start);
        self.out.push_str(text);
        self.is_rewritten |= !text.is_empty();
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

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn tokens_that_meet_stay_apart() {
        let written = |text: &str, at: usize, insert: &str| {
            let mut writer = Writer::new(text, 0);
            writer.insert(at, insert);
            writer.finish(text.len())
        };
        assert_eq!(written("a$$b$$", 1, "::varchar"), "a::varchar $$b$$");
        assert_eq!(written("'a'and b", 3, "::varchar"), "'a'::varchar and b");
        assert_eq!(written("a, b", 1, "::varchar"), "a::varchar, b");
        assert_eq!(written("ab", 1, ""), "ab");
    }
}

//! When two names are the same name.

use super::TableName;

/// Whether two names mean the same object: ASCII letters are folded even inside quotes (`r_names`).
pub(crate) const fn same_name(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if !left[index].eq_ignore_ascii_case(&right[index]) {
            return false;
        }
        index += 1;
    }
    true
}

/// A number that is the same for the [same](same_name) names (FNV-1a).
pub(super) const fn folded_hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let mut hash: usize = 0x811c_9dc5;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index].to_ascii_lowercase() as usize).wrapping_mul(0x0100_0193);
        index += 1;
    }
    hash
}

/// Whether a list of names holds a name.
pub(crate) const fn contains_name(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if same_name(names[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether two lists hold the same names, in any order.
pub(crate) const fn same_names(left: &[&str], right: &[&str]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if !contains_name(right, left[index]) || !contains_name(left, right[index]) {
            return false;
        }
        index += 1;
    }
    true
}

impl TableName<'_> {
    /// Whether two names mean the same table, as far as the names tell: without a schema the `search_path` decides.
    #[must_use]
    pub const fn same(&self, other: &TableName<'_>) -> bool {
        let schemas = match (self.schema, other.schema) {
            (Some(left), Some(right)) => same_name(left, right),
            (None, None) => true,
            _ => false,
        };
        schemas && same_name(self.name, other.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_letters_are_folded_and_no_others() {
        assert!(same_name("userId", "USERID"));
        assert!(!same_name("user", "users"));
        assert!(!same_name("[", "{"));
        assert!(!same_name("\u{e9}", "\u{c9}"));
    }

    #[test]
    fn lists_are_compared_as_sets() {
        assert!(same_names(&[], &[]));
        assert!(same_names(&["a", "B"], &["b", "a"]));
        assert!(!same_names(&["a"], &["a", "b"]));
        assert!(!same_names(&["a", "a"], &["a", "b"]));
    }

    #[test]
    fn a_schema_is_part_of_the_name() {
        let name = |schema, name| TableName { schema, name };
        assert!(name(None, "T").same(&name(None, "t")));
        assert!(name(Some("S"), "t").same(&name(Some("s"), "t")));
        assert!(!name(Some("s"), "t").same(&name(None, "t")));
        assert!(!name(Some("s"), "t").same(&name(Some("r"), "t")));
    }
}

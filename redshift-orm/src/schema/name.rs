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
        if left[index].to_ascii_lowercase() != right[index].to_ascii_lowercase() {
            return false;
        }
        index += 1;
    }
    true
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

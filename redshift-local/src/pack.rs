//! The SQL that every database begins with.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The files, in the order in which they are installed.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("behaviour.sql", include_str!("pack/behaviour.sql")),
    ("functions.sql", include_str!("pack/functions.sql")),
    ("hash.sql", include_str!("pack/hash.sql")),
    ("interval.sql", include_str!("pack/interval.sql")),
    ("sketch.sql", include_str!("pack/sketch.sql")),
    ("super.sql", include_str!("pack/super.sql")),
    ("attributes.sql", include_str!("pack/attributes.sql")),
    ("materialized_views.sql", include_str!("pack/materialized_views.sql")),
    ("late_binding.sql", include_str!("pack/late_binding.sql")),
    ("catalog.sql", include_str!("pack/catalog.sql")),
    ("activity.sql", include_str!("pack/activity.sql")),
    ("append.sql", include_str!("pack/append.sql")),
    ("routines.sql", include_str!("pack/routines.sql")),
    ("procedures.sql", include_str!("pack/procedures.sql")),
    ("system_catalog.sql", include_str!("pack/system_catalog.sql")),
    ("plan.sql", include_str!("pack/plan.sql")),
];

/// What begins a line that says for whom the lines behind it are: `superuser`, `otherwise` or `always`.
const MARK: &str = "--+ ";

/// The lines of a file that a superuser installs, or who is none.
pub(crate) fn part(text: &str, is_superuser: bool) -> String {
    let mut part = String::with_capacity(text.len());
    let mut is_for_all = true;
    let mut is_for_superusers = false;
    for line in text.lines() {
        if let Some(whom) = line.strip_prefix(MARK) {
            is_for_all = whom == "always";
            is_for_superusers = whom == "superuser";
        } else if is_for_all || is_for_superusers == is_superuser {
            part.push_str(line);
            part.push('\n');
        }
    }
    part
}

/// Tells one pack from another, so that kept data are not mixed with a newer one.
pub(crate) fn fingerprint() -> String {
    let mut hasher = DefaultHasher::new();
    FILES.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::{FILES, MARK, part};

    #[test]
    fn lines_are_for_superusers_for_others_or_for_all() {
        let text = "a\n--+ superuser\nb\n--+ otherwise\nc\n--+ always\nd\n";
        assert_eq!(part(text, true), "a\nb\nd\n");
        assert_eq!(part(text, false), "a\nc\nd\n");
    }

    #[test]
    fn marks_are_those_that_are_read() {
        for (name, text) in FILES {
            for mark in text.lines().filter_map(|line| line.strip_prefix(MARK)) {
                assert!(["superuser", "otherwise", "always"].contains(&mark), "{name}: {mark}");
            }
        }
    }
}

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

/// Tells one pack from another, so that kept data are not mixed with a newer one.
pub(crate) fn fingerprint() -> String {
    let mut hasher = DefaultHasher::new();
    FILES.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

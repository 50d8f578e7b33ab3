//! The `DS_` labels.

use std::fmt;

/// How a join moves rows between the nodes of the cluster (`c_data_redistribution`): the `DS_` label of a plan.
///
/// `Display` writes the label.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Redistribution {
    /// `DS_DIST_NONE`
    None,
    /// `DS_DIST_ALL_NONE`
    AllNone,
    /// `DS_DIST_INNER`
    Inner,
    /// `DS_DIST_OUTER`
    Outer,
    /// `DS_BCAST_INNER`
    BroadcastInner,
    /// `DS_DIST_ALL_INNER`
    AllInner,
    /// `DS_DIST_BOTH`
    Both,
    /// `DS_DIST_ERR`
    Error,
    /// A label that is none of these.
    Other(String),
}

impl Redistribution {
    /// The label that a word of a plan is.
    pub(super) fn read(word: &str) -> Option<Self> {
        Some(match word {
            "DS_DIST_NONE" => Redistribution::None,
            "DS_DIST_ALL_NONE" => Redistribution::AllNone,
            "DS_DIST_INNER" => Redistribution::Inner,
            "DS_DIST_OUTER" => Redistribution::Outer,
            "DS_BCAST_INNER" => Redistribution::BroadcastInner,
            "DS_DIST_ALL_INNER" => Redistribution::AllInner,
            "DS_DIST_BOTH" => Redistribution::Both,
            "DS_DIST_ERR" => Redistribution::Error,
            other if other.starts_with("DS_") => Redistribution::Other(other.to_owned()),
            _ => return None,
        })
    }

    /// Whether no row moves.
    #[must_use]
    pub fn is_collocated(&self) -> bool {
        matches!(self, Redistribution::None | Redistribution::AllNone)
    }

    /// What the label means, and what can be done about it.
    #[must_use]
    pub fn explanation(&self) -> &'static str {
        match self {
            Redistribution::None => "nothing moves; the rows that match are on the same slices",
            Redistribution::AllNone => "nothing moves; the inner table is on every node by DISTSTYLE ALL",
            Redistribution::Inner => {
                "the inner table is redistributed; distribute it by the join's column, or give it DISTSTYLE ALL"
            }
            Redistribution::Outer => "the outer table is redistributed; distribute it by the join's column",
            Redistribution::BroadcastInner => {
                "the whole inner table is copied to every node; distribute both tables by the join's column, or give the inner one \
                 DISTSTYLE ALL"
            }
            Redistribution::AllInner => {
                "the whole inner table is sent to a single slice, because the outer table has DISTSTYLE ALL; give the outer one a \
                 distribution key or DISTSTYLE EVEN"
            }
            Redistribution::Both => {
                "both tables are redistributed; distribute both by the join's column, or give the inner one DISTSTYLE ALL"
            }
            Redistribution::Error => "a table has no distribution style",
            Redistribution::Other(_) => "a label that the manual does not explain",
        }
    }
}

impl fmt::Display for Redistribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Redistribution::None => "DS_DIST_NONE",
            Redistribution::AllNone => "DS_DIST_ALL_NONE",
            Redistribution::Inner => "DS_DIST_INNER",
            Redistribution::Outer => "DS_DIST_OUTER",
            Redistribution::BroadcastInner => "DS_BCAST_INNER",
            Redistribution::AllInner => "DS_DIST_ALL_INNER",
            Redistribution::Both => "DS_DIST_BOTH",
            Redistribution::Error => "DS_DIST_ERR",
            Redistribution::Other(label) => label,
        })
    }
}

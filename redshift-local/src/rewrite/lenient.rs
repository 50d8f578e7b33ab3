//! What is accepted without doing what it does on Redshift, or does with a known difference: `--strict` refuses it.
//!
//! The corpus has a statement for each, marked with its words, and the page of the corpus lists them.

use super::token::Tree;
use crate::refusal::Refusal;

/// What is accepted without effect, or with a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lenient {
    /// `ANALYZE .. PREDICATE COLUMNS`
    AnalyzeColumns,
    /// `APPROXIMATE COUNT(DISTINCT ..)` and its like
    Approximate,
    /// `AUTO REFRESH YES`
    AutoRefresh,
    /// `BACKUP {YES | NO}`
    Backup,
    /// `EXPLAIN`
    Explain,
    /// `QUOTA` of a schema
    Quota,
    /// `SET seed`
    Seed,
    /// Settings that are kept, and read by nobody
    Setting,
    /// `HLL` and `HLL_CARDINALITY`
    Sketch,
    /// `VACUUM`
    Vacuum,
}

impl Lenient {
    /// All of them.
    #[cfg(test)]
    const ALL: [Self; 10] = [
        Self::AnalyzeColumns,
        Self::Approximate,
        Self::AutoRefresh,
        Self::Backup,
        Self::Explain,
        Self::Quota,
        Self::Seed,
        Self::Setting,
        Self::Sketch,
        Self::Vacuum,
    ];

    /// What is not as on Redshift.
    fn words(self) -> &'static str {
        match self {
            Self::AnalyzeColumns => "ANALYZE chooses no columns",
            Self::Approximate => "an APPROXIMATE result is exact",
            Self::AutoRefresh => "AUTO REFRESH refreshes nothing by itself",
            Self::Backup => "BACKUP has no effect",
            Self::Explain => "the plan and its costs are not those of a cluster",
            Self::Quota => "a QUOTA is not kept",
            Self::Seed => "RANDOM gives other numbers behind the same seed",
            Self::Setting => "the setting has no effect",
            Self::Sketch => "the cardinality of a sketch is exact",
            Self::Vacuum => "VACUUM sorts and frees nothing that could be seen",
        }
    }
}

impl Tree<'_> {
    /// Accepts what is not done as on Redshift, unless it is to be refused.
    ///
    /// # Errors
    /// Under `--strict`.
    pub(super) fn accept(&self, lenient: Lenient) -> Result<(), Refusal> {
        if !self.traits().is_strict {
            return Ok(());
        }
        let message = format!("redshift-local: {}, which --strict refuses", lenient.words());
        Err(Refusal::new("0A000", message))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::Lenient;

    #[test]
    fn the_corpus_has_a_statement_for_each() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let mut marked = BTreeSet::new();
        for chapter in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(chapter.unwrap().path().join("accept.sql")).unwrap_or_default();
            marked.extend(text.lines().filter_map(|line| line.strip_prefix("-- strict: ")).map(str::to_owned));
        }
        let known: BTreeSet<String> = Lenient::ALL.iter().map(|lenient| lenient.words().to_owned()).collect();
        assert_eq!(marked, known);
    }
}

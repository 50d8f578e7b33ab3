//! "Did you mean": the nearest of a list of names.

/// The candidate nearest to `name`, when it is near enough to be a slip of the keys, or else one that goes on after it.
pub(crate) fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = name.to_lowercase();
    let longest_slip = (name.chars().count() / 3).max(1);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let slip = candidates
        .iter()
        .map(|candidate| (distance(&name, &candidate.to_lowercase()), *candidate))
        .filter(|(distance, _)| *distance <= longest_slip)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    slip.or_else(|| {
        let begun = |candidate: &&str| name.chars().count() > 2 && candidate.to_lowercase().starts_with(&name);
        candidates.iter().copied().find(begun)
    })
}

/// `; did you mean ..?` for the end of a message, or nothing.
pub(crate) fn did_you_mean<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(name, candidates).map_or_else(String::new, |candidate| format!("; did you mean `{candidate}`?"))
}

/// `a`, `b` and `c`, each between backticks.
pub(crate) fn listed<'c>(names: impl IntoIterator<Item = &'c str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The edit distance of Levenshtein, a swap of neighbours counting as one.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous: Option<char> = None;
    for (row, left) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, right) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&current, column) + 1)
                .min(at(&last, column + 1) + 1)
                .min(at(&last, column) + usize::from(left != *right));
            let swapped = column > 0 && previous == Some(*right) && b.get(column - 1) == Some(&left);
            if swapped {
                best = best.min(at(&before_last, column - 1) + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(left);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_slips_and_nothing_else() {
        let known = ["varchar", "char", "distkey", "sortkey", "identity"];
        assert_eq!(nearest("varchr", known), Some("varchar"));
        assert_eq!(nearest("vachrar", known), Some("varchar"));
        assert_eq!(nearest("DISTKEY", known), Some("distkey"));
        assert_eq!(nearest("sort_key", known), Some("sortkey"));
        assert_eq!(nearest("ident", known), Some("identity"));
        assert_eq!(nearest("fulltext", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("x", []), None);
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("abc", "abc"), 0);
        assert_eq!(distance("abc", "acb"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}

//! Rust names to SQL names, and the cases of `rename_all`.

use crate::suggest::{did_you_mean, listed};

/// A case of `rename_all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// Each case as it is spelled, in itself.
const CASES: &[(&str, Case)] = &[
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// Reads the spelling of a case.
    pub(crate) fn parse(text: &str) -> Result<Case, String> {
        let names = || CASES.iter().map(|(name, _)| *name);
        CASES.iter().find(|(name, _)| *name == text).map(|(_, case)| *case).ok_or_else(|| {
            format!("no case is called `{text}`{}\ncases: {}", did_you_mean(text, names()), listed(names()))
        })
    }

    /// Puts a Rust name into the case.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name);
        let lower = || words.iter().map(|word| word.to_lowercase());
        let upper = || words.iter().map(|word| word.to_uppercase());
        let capital = || words.iter().map(|word| capitalized(word));
        match self {
            Case::Lower => name.to_lowercase(),
            Case::Upper => name.to_uppercase(),
            Case::Pascal => capital().collect(),
            Case::Camel => lower().take(1).chain(capital().skip(1)).collect(),
            Case::Snake => joined(lower(), "_"),
            Case::ScreamingSnake => joined(upper(), "_"),
            Case::Kebab => joined(lower(), "-"),
            Case::ScreamingKebab => joined(upper(), "-"),
        }
    }
}

/// The name of the table of a struct: `OrderLine` is `order_line`, `HTTPLog` is `http_log`.
pub(crate) fn table_name(name: &str) -> String {
    Case::Snake.apply(name)
}

fn joined(words: impl Iterator<Item = String>, separator: &str) -> String {
    words.collect::<Vec<_>>().join(separator)
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.flat_map(char::to_lowercase)).collect()
}

/// The words of a name. A word begins at a capital after a small letter or digit, at the last capital of several before a
/// small letter (`HTTPLog`: `HTTP`, `Log`), and after `_`.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase()));
        if begins || *letter == '_' {
            words.push(String::new());
        }
        if *letter != '_'
            && let Some(word) = words.last_mut()
        {
            word.push(*letter);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_names_are_snake_case() {
        for (name, expected) in [
            ("Order", "order"),
            ("OrderLine", "order_line"),
            ("HTTPLog", "http_log"),
            ("Top10Orders", "top10_orders"),
            ("S3Object", "s3_object"),
            ("X", "x"),
            ("snake_already", "snake_already"),
            ("ÄrgerÜber", "ärger_über"),
        ] {
            assert_eq!(table_name(name), expected);
        }
    }

    #[test]
    fn every_case_spells_itself() {
        for (spelling, case) in CASES {
            let words = match case {
                Case::Lower => "Lowercase",
                Case::Upper => "Uppercase",
                Case::Pascal => "PascalCase",
                Case::Camel => "CamelCase",
                Case::Snake => "SnakeCase",
                Case::ScreamingSnake => "ScreamingSnakeCase",
                Case::Kebab => "KebabCase",
                Case::ScreamingKebab => "ScreamingKebabCase",
            };
            assert_eq!(case.apply(words), *spelling);
            assert_eq!(Case::parse(spelling), Ok(*case));
        }
    }

    #[test]
    fn an_unknown_case_lists_the_cases() {
        let message = Case::parse("snake-case").unwrap_err();
        assert!(message.starts_with("no case is called `snake-case`; did you mean `snake_case`?"));
        assert!(message.contains("`SCREAMING-KEBAB-CASE`"));
    }
}

//! What a DEFAULT may be.

use super::Verdict;
use crate::schema::name::contains_name;

// Moments that the leader node told, and those of PostgreSQL (`c_SQL_functions_leader_node_only`, `c_unsupported-postgresql-functions`).
const MOMENTS: [&str; 7] = [
    "now",
    "current_time",
    "current_timestamp",
    "localtime",
    "localtimestamp",
    "clock_timestamp",
    "transaction_timestamp",
];

// Functions of sequences (`c_unsupported-postgresql-functions`).
const SEQUENCES: [&str; 4] = ["nextval", "currval", "lastval", "setval"];

// Words that stand for a value by themselves.
const VALUES: [&str; 12] = [
    "true",
    "false",
    "null",
    "sysdate",
    "current_date",
    "user",
    "current_user",
    "current_user_id",
    "session_user",
    "current_aws_account",
    "current_namespace",
    "current_session_arn",
];

/// DEFAULT is an expression without columns and subqueries, by functions that are known where the tables are
/// (`r_CREATE_TABLE_NEW`, DEFAULT; `c_SQL_functions_leader_node_only`).
///
/// # Errors
/// When the text is blank, a name alone, or holds a SELECT, a sequence or a function of the present moment that Redshift has not.
pub const fn default_expression(sql: &str) -> Verdict {
    let text = sql.as_bytes().trim_ascii();
    if text.is_empty() {
        return Err("a DEFAULT needs an expression, such as `getdate()`, `0` or `'new'`; for none, remove it");
    }
    let mut rest = text;
    while let Some(first) = rest.first() {
        let length = match *first {
            b'\'' => literal_length(rest),
            byte if begins_word(byte) => {
                let length = word_length(rest);
                check!(word(rest.split_at(length).0, length == text.len()));
                length
            }
            // The letters of `1e5` are no word.
            byte if byte.is_ascii_digit() => word_length(rest),
            _ => 1,
        };
        rest = rest.split_at(length).1;
    }
    Ok(())
}

const fn word(word: &[u8], alone: bool) -> Verdict {
    let Ok(word) = std::str::from_utf8(word) else { return Ok(()) };
    if contains_name(&MOMENTS, word) {
        return Err("NOW, CURRENT_TIMESTAMP and their like are no functions of Redshift's tables; \
             write `getdate()`, the time of the statement, or `sysdate`, that of the transaction");
    }
    if contains_name(&SEQUENCES, word) {
        return Err("Redshift has no sequences; for numbers of its own making write `identity`");
    }
    if contains_name(&["select"], word) {
        return Err("a DEFAULT takes no subquery; give the value in the INSERT");
    }
    if alone && !contains_name(&VALUES, word) {
        return Err("a name in a DEFAULT would be that of a column, which it cannot read; \
             a text stands in quotes, `'new'`, and a function has parentheses, `getdate()`");
    }
    Ok(())
}

const fn begins_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

/// The length of the word that the text begins with.
const fn word_length(text: &[u8]) -> usize {
    let mut length = 1;
    while length < text.len() && (begins_word(text[length]) || text[length].is_ascii_digit()) {
        length += 1;
    }
    length
}

/// The length of the quoted text that the text begins with. A quote inside stands after a backslash or another quote, which then
/// begins the next one.
const fn literal_length(text: &[u8]) -> usize {
    let mut index = 1;
    while index < text.len() {
        match text[index] {
            b'\'' => return index + 1,
            b'\\' => index += 2,
            _ => index += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_is_an_expression_of_values_and_functions() {
        for sql in [
            "getdate()",
            "SYSDATE",
            "sysdate + interval '1 day'",
            "0",
            "-1.5e3",
            "'new'",
            "'now()'",
            "'it''s now'",
            "'it\\'s now()'",
            "'an end that is missing, now()",
            "true",
            "Null",
            "current_user",
            "cast('now' as timestamp)",
            "date_trunc('day', getdate())",
            "upper('selected')",
            "json_parse('[]')",
            "nowhere()",
        ] {
            assert_eq!(default_expression(sql), Ok(()), "{sql}");
        }
    }

    #[test]
    fn others_are_told_what_is_wrong() {
        for (sql, expected) in [
            ("", "a DEFAULT needs an expression"),
            (" \n", "a DEFAULT needs an expression"),
            ("now()", "NOW, CURRENT_TIMESTAMP and"),
            ("CURRENT_TIMESTAMP", "NOW, CURRENT_TIMESTAMP and"),
            ("date_trunc('day', Now ())", "NOW, CURRENT_TIMESTAMP and"),
            ("nextval('ids')", "Redshift has no sequences"),
            ("(select max(id) from t)", "a DEFAULT takes no subquery"),
            ("new", "a name in a DEFAULT would be that of a column"),
            (" gr\u{f6}\u{df}e ", "a name in a DEFAULT would be that of a column"),
        ] {
            let sentence = default_expression(sql).unwrap_err();
            assert!(sentence.starts_with(expected), "{sql}: {sentence}");
        }
    }
}

//! Literals, for the statements that cannot bind: DDL, COPY, UNLOAD, DECLARE.

use std::fmt::Write as _;

use super::parameter;
use crate::types::Value;

/// Appends a string literal. Redshift reads a backslash in a literal as an escape, so both the quote and the backslash are doubled.
pub(crate) fn push_string(text: &mut String, value: &str) {
    text.push('\'');
    for character in value.chars() {
        if matches!(character, '\'' | '\\') {
            text.push(character);
        }
        text.push(character);
    }
    text.push('\'');
}

/// Appends a value as an expression of the type it has as a parameter.
pub(super) fn push_value(text: &mut String, value: &Value<'_>) {
    // Writing to a String does not fail.
    let _ = match value {
        Value::Null(data_type) => write!(text, "CAST(NULL AS {data_type})"),
        Value::Integer(value) if *value >= 0 => write!(text, "{value}"),
        Value::SmallInt(value) => write!(text, "CAST({value} AS SMALLINT)"),
        Value::Integer(value) => write!(text, "CAST({value} AS INTEGER)"),
        // The smallest BIGINT is no literal: its digits without the sign are one too many.
        Value::BigInt(value) => write!(text, "CAST('{value}' AS BIGINT)"),
        Value::Real(value) => write!(text, "CAST('{value}' AS REAL)"),
        Value::DoublePrecision(value) => write!(text, "CAST('{value}' AS DOUBLE PRECISION)"),
        Value::Boolean(value) => write!(text, "{}", if *value { "TRUE" } else { "FALSE" }),
        Value::Decimal(value) => write!(text, "CAST('{value}' AS {})", parameter::decimal_type(*value)),
        Value::Date(value) => write!(text, "CAST('{value}' AS DATE)"),
        Value::Time(value) => write!(text, "CAST('{value}' AS TIME)"),
        Value::Timestamp(value) => write!(text, "CAST('{}' AS TIMESTAMP)", value.format("%Y-%m-%d %H:%M:%S%.6f")),
        Value::TimestampTz(value) => {
            write!(text, "CAST('{}+00' AS TIMESTAMPTZ)", value.format("%Y-%m-%d %H:%M:%S%.6f"))
        }
        Value::Varchar(value) => {
            push_string(text, value);
            Ok(())
        }
        Value::Super(value) => {
            text.push_str("JSON_PARSE(");
            push_string(text, value);
            write!(text, ")")
        }
        // The statement is an error already.
        Value::NotJson(_) => write!(text, "NULL"),
        Value::Varbyte(value) => write!(text, "FROM_HEX('{}')", parameter::Hexadecimal(value)),
    };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a literal as the server does; `None` when it ends before the text or after it.
    fn read_string(text: &str) -> Option<String> {
        let mut inside = text.strip_prefix('\'')?.chars();
        let mut value = String::new();
        loop {
            match inside.next()? {
                '\'' if inside.as_str().is_empty() => return Some(value),
                '\'' => value.push(inside.next().filter(|next| *next == '\'')?),
                '\\' => value.push(inside.next()?),
                other => value.push(other),
            }
        }
    }

    proptest! {
        #[test]
        fn a_literal_reads_as_its_value(value in "('|\\\\|.|\\PC){0,40}") {
            let mut text = String::new();
            push_string(&mut text, &value);
            prop_assert_eq!(read_string(&text), Some(value));
        }
    }

    #[test]
    fn quotes_and_backslashes_are_doubled() {
        let mut text = String::new();
        push_string(&mut text, r"it's a \ here");
        assert_eq!(text, r"'it''s a \\ here'");
    }
}

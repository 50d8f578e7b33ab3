//! Literals, for the statements that cannot bind: DDL, COPY, UNLOAD, DECLARE.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDateTime};
use tokio_postgres::types::Type;

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

/// Appends a value as a literal of the type that its parameter would be declared with, to stand where the parameter stands.
pub(crate) fn push_bound(text: &mut String, value: &Value<'_>) {
    match value {
        Value::Null(_) if value.wire_type() == Type::VARCHAR => text.push_str("CAST(NULL AS VARCHAR)"),
        Value::Varchar(value) | Value::Super(value) => push_varchar(text, value),
        Value::Decimal(value) => push_varchar(text, &value.to_string()),
        Value::Date(value) => push_varchar(text, &value.to_string()),
        Value::Time(value) => push_varchar(text, &value.to_string()),
        Value::Varbyte(value) => push_varchar(text, &parameter::Hexadecimal(value).to_string()),
        // A bare number in ORDER BY or GROUP BY would be that of a column.
        Value::Integer(value) => {
            // Writing to a String does not fail.
            let _ = write!(text, "CAST({value} AS INTEGER)");
        }
        Value::Null(_)
        | Value::SmallInt(_)
        | Value::BigInt(_)
        | Value::Real(_)
        | Value::DoublePrecision(_)
        | Value::Boolean(_)
        | Value::Timestamp(_)
        | Value::TimestampTz(_)
        | Value::NotJson(_) => push_value(text, value),
    }
}

/// Appends a literal that is a VARCHAR: by itself its type is "unknown" to Redshift. It has one of two sizes, so that texts are alike.
fn push_varchar(text: &mut String, value: &str) {
    let size = match value.len() {
        0..=256 => 256,
        257..=65_535 => 65_535,
        // A cast would cut it.
        _ => return push_string(text, value),
    };
    text.push_str("CAST(");
    push_string(text, value);
    // Writing to a String does not fail.
    let _ = write!(text, " AS VARCHAR({size}))");
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
        Value::Real(value) if value.is_infinite() => write!(text, "CAST('{}' AS REAL)", infinity(f64::from(*value))),
        Value::Real(value) => write!(text, "CAST('{value}' AS REAL)"),
        Value::DoublePrecision(value) if value.is_infinite() => {
            write!(text, "CAST('{}' AS DOUBLE PRECISION)", infinity(*value))
        }
        Value::DoublePrecision(value) => write!(text, "CAST('{value}' AS DOUBLE PRECISION)"),
        Value::Boolean(value) => write!(text, "{}", if *value { "TRUE" } else { "FALSE" }),
        Value::Decimal(value) => write!(text, "CAST('{value}' AS {})", parameter::decimal_type(*value)),
        Value::Date(value) => write!(text, "CAST('{value}' AS DATE)"),
        Value::Time(value) => write!(text, "CAST('{value}' AS TIME)"),
        Value::Timestamp(value) => write!(text, "CAST('{}' AS TIMESTAMP)", timestamp(value, "")),
        Value::TimestampTz(value) => write!(text, "CAST('{}' AS TIMESTAMPTZ)", timestamp(&value.naive_utc(), "+00")),
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

/// Appends a value as a constant that takes the type of what it is compared with: a number, a text, TRUE, FALSE or NULL.
pub(super) fn push_constant(text: &mut String, value: &Value<'_>) {
    // Writing to a String does not fail.
    let _ = match value {
        Value::Null(_) => write!(text, "NULL"),
        Value::SmallInt(value) => write!(text, "{value}"),
        Value::Integer(value) => write!(text, "{value}"),
        Value::BigInt(value) => write!(text, "{value}"),
        Value::Decimal(value) => write!(text, "{value}"),
        Value::Date(value) => write!(text, "'{value}'"),
        Value::Time(value) => write!(text, "'{value}'"),
        Value::Timestamp(value) => write!(text, "'{}'", timestamp(value, "")),
        Value::TimestampTz(value) => write!(text, "'{}'", timestamp(&value.naive_utc(), "+00")),
        // A number would be a DECIMAL.
        Value::Real(value) if value.is_infinite() => write!(text, "'{}'", infinity(f64::from(*value))),
        Value::Real(value) => write!(text, "'{value}'"),
        Value::DoublePrecision(value) if value.is_infinite() => write!(text, "'{}'", infinity(*value)),
        Value::DoublePrecision(value) => write!(text, "'{value}'"),
        Value::Boolean(_) | Value::Varchar(_) | Value::Super(_) | Value::NotJson(_) | Value::Varbyte(_) => {
            push_value(text, value);
            Ok(())
        }
    };
}

fn infinity(value: f64) -> &'static str {
    if value > 0.0 { "Infinity" } else { "-Infinity" }
}

/// `2024-02-29 13:05:00.250000`, and `0044-03-15 12:00:00.000000 BC`: there is no year 0.
fn timestamp(value: &NaiveDateTime, offset: &str) -> String {
    let (year, era) = if value.year() > 0 { (value.year(), "") } else { (1 - value.year(), " BC") };
    format!("{year:04}{}{offset}{era}", value.format("-%m-%d %H:%M:%S%.6f"))
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
    fn timestamps_have_every_year_there_is() {
        let written = |year| {
            let date = chrono::NaiveDate::from_ymd_opt(year, 3, 15).unwrap();
            let mut text = String::new();
            push_value(&mut text, &Value::TimestampTz(date.and_hms_micro_opt(1, 2, 3, 4).unwrap().and_utc()));
            text
        };
        assert_eq!(written(2024), "CAST('2024-03-15 01:02:03.000004+00' AS TIMESTAMPTZ)");
        assert_eq!(written(12_024), "CAST('12024-03-15 01:02:03.000004+00' AS TIMESTAMPTZ)");
        assert_eq!(written(-43), "CAST('0044-03-15 01:02:03.000004+00 BC' AS TIMESTAMPTZ)");
    }

    #[test]
    fn a_long_literal_is_not_cut() {
        for (bytes, size) in
            [(0, Some(256)), (256, Some(256)), (257, Some(65_535)), (65_535, Some(65_535)), (65_536, None)]
        {
            let mut text = String::new();
            push_bound(&mut text, &Value::Varchar("x".repeat(bytes).into()));
            match size {
                Some(size) => assert!(text.ends_with(&format!("' AS VARCHAR({size}))")), "{bytes}"),
                None => assert!(text.ends_with('\''), "{bytes}"),
            }
        }
    }

    #[test]
    fn quotes_and_backslashes_are_doubled() {
        let mut text = String::new();
        push_string(&mut text, r"it's a \ here");
        assert_eq!(text, r"'it''s a \\ here'");
    }
}

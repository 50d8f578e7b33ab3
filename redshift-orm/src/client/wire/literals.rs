//! A statement with literals in place of its parameters, for the simple protocol.

use crate::error::{Error, Result};
use crate::sql::{Sql, literal};
use crate::types::Value;

/// The most bytes of a statement (`c_redshift-sql`).
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The text of the statement with its values.
///
/// # Errors
/// When it is several statements, which no other mode takes; when it gets too long; when a value has a character that SQL has not.
pub(in crate::client) fn with_literals(sql: &Sql<'_>) -> Result<String> {
    let mut text = String::with_capacity(sql.text().len() + 32 * sql.parameters().len());
    for piece in pieces(sql.text()) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Parameter(piece, number) => match value(sql, number) {
                Some(value) => literal::push_bound(&mut text, value),
                // The server has an error for it.
                None => text.push_str(piece),
            },
            Piece::SecondStatement => {
                return Err(Error::statement(
                    "the text holds several statements, and one is executed at a time; execute each by itself",
                ));
            }
        }
        if text.len() > MAX_BYTES && !sql.parameters().is_empty() {
            return Err(Error::statement(
                "the statement has more than 16 MB with its values, which Redshift refuses; write fewer rows at a time, or load them with \
                 COPY",
            ));
        }
    }
    if text.contains('\0') && !sql.text().contains('\0') {
        return Err(Error::statement("a bound value contains a NUL character, which no text of Redshift's has"));
    }
    Ok(text)
}

/// The bytes of the statement's text with its values. It has at most twice as many.
pub(in crate::client) fn size_with_literals(sql: &Sql<'_>) -> usize {
    sql.text().len() + sql.parameters().iter().map(size_of_literal).sum::<usize>()
}

/// The bytes of a value as a literal. It has at most twice as many.
pub(in crate::client) fn size_of_literal(value: &Value<'_>) -> usize {
    match value {
        Value::Varchar(text) | Value::Super(text) => text.len() + 40,
        Value::Varbyte(bytes) => 2 * bytes.len() + 40,
        Value::Real(value) => size_of_number(f64::from(*value)),
        Value::DoublePrecision(value) => size_of_number(*value),
        _ => 80,
    }
}

/// A literal has no exponent.
fn size_of_number(value: f64) -> usize {
    if value == 0.0 || (1e-15..1e15).contains(&value.abs()) { 80 } else { 400 }
}

/// Where in the statement's own text that is what the server found at this place of the text with literals: a character's number, from one.
pub(in crate::client) fn position_in_text(sql: &Sql<'_>, position: u32) -> u32 {
    let position = usize::try_from(position).unwrap_or(usize::MAX);
    let (mut own, mut sent) = (1, 1);
    for piece in pieces(sql.text()) {
        let (before, after) = match piece {
            Piece::Text(piece) => (piece.chars().count(), piece.chars().count()),
            Piece::Parameter(piece, number) => {
                let mut text = String::new();
                match value(sql, number) {
                    Some(value) => literal::push_bound(&mut text, value),
                    None => text.push_str(piece),
                }
                (piece.chars().count(), text.chars().count())
            }
            Piece::SecondStatement => break,
        };
        if position < sent + after {
            // Of a literal all places are that of its parameter.
            own += if matches!(piece, Piece::Text(_)) { position - sent } else { 0 };
            break;
        }
        own += before;
        sent += after;
    }
    u32::try_from(own).unwrap_or(u32::MAX)
}

/// The value of `$number`.
fn value<'v>(sql: &'v Sql<'_>, number: usize) -> Option<&'v Value<'v>> {
    sql.parameters().get(number.checked_sub(1)?)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    /// `$12`, and its number.
    Parameter(&'t str, usize),
    /// A statement begins after the end of another.
    SecondStatement,
}

/// The pieces of a statement's text, parameters apart. What looks like one in a literal, a quoted name, a comment or a longer name is none.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut ended = false;
    std::iter::from_fn(move || {
        let mut end = 0;
        loop {
            let here = rest.get(end..).filter(|here| !here.is_empty());
            let Some((kind, length)) = here.map(token) else {
                break;
            };
            match kind {
                Token::Blank => {}
                _ if ended => {
                    rest = "";
                    return Some(Piece::SecondStatement);
                }
                Token::Semicolon => ended = true,
                Token::Parameter(number) if end == 0 => {
                    let (piece, after) = rest.split_at(length);
                    rest = after;
                    return Some(Piece::Parameter(piece, number));
                }
                Token::Parameter(_) => break,
                Token::Other => {}
            }
            end += length;
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(Piece::Text(piece))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// White space or a comment.
    Blank,
    Semicolon,
    Parameter(usize),
    Other,
}

/// What the text begins with, and its length.
fn token(text: &str) -> (Token, usize) {
    let Some(first) = text.chars().next() else { return (Token::Blank, 0) };
    let run = |is: fn(char) -> bool| text.find(|next: char| !is(next)).unwrap_or(text.len());
    match first {
        ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' => {
            (Token::Blank, run(|next| next.is_ascii_whitespace() || next == '\x0b'))
        }
        '-' | '/' if let Some(length) = crate::error::comment(text) => (Token::Blank, length),
        ';' => (Token::Semicolon, 1),
        '\'' => (Token::Other, quoted(text, '\'', true)),
        '"' => (Token::Other, quoted(text, '"', false)),
        '$' => {
            let after = text.get(1..).unwrap_or_default();
            let digits = after.find(|next: char| !next.is_ascii_digit()).unwrap_or(after.len());
            if let Some(number) = after.get(..digits).and_then(|digits| digits.parse().ok()) {
                return (Token::Parameter(number), 1 + digits);
            }
            let body = crate::error::dollar_tag(text).and_then(|tag| {
                let length = text.get(tag.len()..)?.find(tag)?;
                Some(tag.len() + length + tag.len())
            });
            (Token::Other, body.unwrap_or(1))
        }
        first if first.is_alphanumeric() || first == '_' => {
            (Token::Other, run(|next| next.is_alphanumeric() || next == '_' || next == '$'))
        }
        first => (Token::Other, first.len_utf8()),
    }
}

/// The length of what is in quotes. A doubled quote is two times the same.
fn quoted(text: &str, quote: char, has_escapes: bool) -> usize {
    let mut escaped = false;
    for (index, next) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if next == '\\' && has_escapes {
            escaped = true;
        } else if next == quote {
            return index + quote.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::schema::DataType;

    fn inlined(text: &str, values: Vec<Value<'static>>) -> String {
        with_literals(&Sql::new(text.to_owned(), values)).unwrap()
    }

    fn text(value: &str) -> Value<'static> {
        Value::Varchar(value.to_owned().into())
    }

    #[test]
    fn a_parameter_becomes_a_literal_of_its_type() {
        assert_eq!(
            inlined(
                "SELECT $1, $2 + $1 FROM t WHERE a = $3",
                vec![Value::Integer(-5), Value::BigInt(7), text("it's \\")]
            ),
            "SELECT CAST(-5 AS INTEGER), CAST('7' AS BIGINT) + CAST(-5 AS INTEGER) FROM t WHERE a = CAST('it''s \\\\' AS VARCHAR(256))"
        );
        assert_eq!(inlined("SELECT $11, $1", vec![Value::Boolean(true)]), "SELECT $11, TRUE");
    }

    #[test]
    fn what_only_looks_like_a_parameter_stays() {
        for same in [
            "SELECT '$1', 'it''s $1', '\\'$1'",
            "SELECT \"$1\", \"a\"\"$1\", a$1, ß$1",
            "SELECT 1 -- $1\n, 2 /* $1 /* $1 */ $1 */",
            "CREATE PROCEDURE p() AS $$ SELECT $1; SELECT 2 $$ LANGUAGE plpgsql",
            "CREATE PROCEDURE p() AS $a$ $$ $1; $a$ LANGUAGE plpgsql;  -- the end",
            "SELECT '$1",
            "SELECT $0",
        ] {
            assert_eq!(inlined(same, vec![Value::Integer(1)]), same);
        }
        assert_eq!(inlined("SELECT 'a'$1'b'", vec![Value::Boolean(true)]), "SELECT 'a'TRUE'b'");
    }

    #[test]
    fn a_second_statement_is_refused() {
        for text in ["SELECT 1; SELECT 2", "SELECT $1;DROP TABLE t", ";;"] {
            let error = with_literals(&Sql::new(text.into(), vec![Value::Integer(1)])).unwrap_err();
            assert!(error.to_string().contains("several statements"), "{text}: {error}");
        }
        assert_eq!(inlined("SELECT ';'; /* ; */ ", Vec::new()), "SELECT ';'; /* ; */ ");
    }

    #[test]
    fn what_is_too_long_or_has_a_nul_is_an_error_that_shows_no_value() {
        let long = with_literals(&Sql::new("SELECT $1".into(), vec![text(&"'".repeat(9 << 20))])).unwrap_err();
        assert!(long.to_string().contains("16 MB"), "{long}");
        let nul = with_literals(&Sql::new("SELECT $1".into(), vec![text("secret\0")])).unwrap_err();
        assert!(nul.to_string().contains("NUL") && !nul.to_string().contains("secret"), "{nul}");
    }

    #[test]
    fn a_literal_has_at_most_twice_the_size() {
        let longest = Decimal::from_i128_with_scale(-79_228_162_514_264_337_593_543_950_335, 28);
        let years = chrono::NaiveDateTime::MIN;
        for value in [
            text(&"'".repeat(300)),
            text(""),
            Value::Super("\\".repeat(70_000).into()),
            Value::Varbyte(vec![0; 500].into()),
            Value::DoublePrecision(-f64::MIN_POSITIVE),
            Value::DoublePrecision(f64::MIN),
            Value::DoublePrecision(-1.234_567_890_123_456_7e-15),
            Value::Real(f32::MIN_POSITIVE),
            Value::BigInt(i64::MIN),
            Value::Decimal(longest),
            Value::Timestamp(years),
            Value::TimestampTz(years.and_utc()),
            Value::Date(years.date()),
            Value::Null(DataType::Super),
        ] {
            let sql = Sql::new("$1".into(), vec![value]);
            let size = size_with_literals(&sql);
            let text = with_literals(&sql).unwrap();
            assert!(text.len() <= 2 * size, "{size}: {text}");
        }
    }

    #[test]
    fn a_place_is_that_of_the_own_text() {
        let sql = Sql::new("SELECT $1, nothing, $2 FROM t".into(), vec![text("ß'ß"), Value::Integer(1)]);
        let sent = with_literals(&sql).unwrap();
        for word in ["SELECT", "nothing", "FROM", "t"] {
            let place = |text: &str| text.find(word).map(|byte| text[..byte].chars().count() + 1).unwrap();
            let position = u32::try_from(place(&sent)).unwrap();
            assert_eq!(position_in_text(&sql, position), u32::try_from(place(sql.text())).unwrap(), "{word}");
        }
        assert_eq!(position_in_text(&sql, 13), 8);
        assert_eq!(position_in_text(&sql, 10_000), 30);
    }
}

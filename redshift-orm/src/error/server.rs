//! What the server says of a statement, and how much of it is shown.

use std::fmt;

use tokio_postgres::error::{ErrorPosition, SqlState};

use crate::sql::Sql;
use crate::types::Value;

/// An error that the server sent.
pub(super) struct ServerError {
    pub(super) code: SqlState,
    /// The server ends the session with it.
    is_fatal: bool,
    pub(super) message: String,
    /// The message without bound values.
    pub(super) shown: String,
    pub(super) detail: Option<String>,
    pub(super) hint: Option<String>,
    pub(super) position: Option<u32>,
    /// The text of the statement without values; `None` when there was none.
    pub(super) statement: Option<String>,
}

impl ServerError {
    /// `None` when the error is not the server's.
    pub(super) fn new(cause: &tokio_postgres::Error, sql: Option<&Sql<'_>>) -> Option<Self> {
        let error = cause.as_db_error()?;
        let message = error.message().to_owned();
        let mut shown = message.clone();
        for value in sql.iter().flat_map(|sql| sql.parameters()) {
            if let Some(text) = text_of(value) {
                shown = without(shown, &text);
            }
        }
        Some(ServerError {
            code: error.code().clone(),
            is_fatal: matches!(error.severity(), "FATAL" | "PANIC"),
            message,
            shown,
            detail: error.detail().map(str::to_owned),
            hint: error.hint().map(str::to_owned),
            position: match error.position() {
                Some(ErrorPosition::Original(position)) => Some(*position),
                Some(ErrorPosition::Internal { .. }) | None => None,
            },
            statement: sql.filter(|sql| !sql.text().is_empty()).map(|sql| shown_text(sql.text())),
        })
    }

    /// Redshift says XX000 of a conflict, and its message is the number.
    pub(super) fn is_serialization_conflict(&self) -> bool {
        [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(&self.code)
            || self.code == SqlState::INTERNAL_ERROR && self.is_number("1023")
            || self.message.contains("conflict with concurrent transaction")
    }

    /// Whether what was prepared is not there any more, or not as it was.
    pub(super) fn is_stale_statement(&self) -> bool {
        let message = self.message.as_str();
        self.code == SqlState::INVALID_SQL_STATEMENT_NAME
            || self.code == SqlState::INTERNAL_ERROR && message.contains("could not open relation with OID")
            || message.contains("cached plan")
    }

    /// Of the compute nodes the words are known.
    pub(super) fn is_division_by_zero(&self) -> bool {
        self.code == SqlState::DIVISION_BY_ZERO || self.message.contains("Divide by zero")
    }

    /// Leaves out of a syntax error what it quotes of the text, which may be a piece of a literal.
    pub(super) fn leave_out_context(&mut self) {
        let (start, end) = (self.shown.find(" in context \""), self.shown.rfind("\", at line "));
        if let (Some(start), Some(end)) = (start, end)
            && start < end
        {
            self.shown.truncate(start);
        }
    }

    /// Whether the message is this number of an internal error.
    fn is_number(&self, number: &str) -> bool {
        let rest = self.message.trim_start_matches("ERROR:").trim_start();
        rest.strip_prefix(number).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
    }

    pub(super) fn ends_the_connection(&self) -> bool {
        [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW].contains(&self.code)
            || self.code.code().starts_with("08")
            || self.is_fatal
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, shown, .. } = self;
        if self.is_serialization_conflict() && self.is_number("1023") {
            write!(
                f,
                "the transaction conflicts with a concurrent one (error 1023, serializable isolation violation)"
            )?;
        } else {
            write!(f, "{shown} (SQLSTATE {})", code.code())?;
        }
        if self.is_serialization_conflict() {
            f.write_str(
                "; a transaction that begins by locking the tables it writes, `Order::lock(&tx)`, waits instead",
            )?;
        }
        super::in_statement(f, self.statement.as_deref())
    }
}

/// A value as a message would quote it.
fn text_of(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Null(_) | Value::Boolean(_) | Value::Varbyte(_) | Value::NotJson(_) => None,
        Value::SmallInt(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::BigInt(value) => Some(value.to_string()),
        Value::Decimal(value) => Some(value.to_string()),
        Value::Real(value) => Some(value.to_string()),
        Value::DoublePrecision(value) => Some(value.to_string()),
        Value::Varchar(value) | Value::Super(value) => Some(value.to_string()),
        Value::Date(value) => Some(value.to_string()),
        Value::Time(value) => Some(value.to_string()),
        Value::Timestamp(value) => Some(value.to_string()),
        Value::TimestampTz(value) => Some(value.naive_utc().to_string()),
    }
}

/// A message without a value that it may quote.
fn without(message: String, value: &str) -> String {
    if value.is_empty() || !message.contains(value) {
        return message;
    }
    let quotes = [('"', '"'), ('\'', '\''), ('(', ')')];
    let quoted = quotes
        .into_iter()
        .map(|(open, close)| format!("{open}{value}{close}"))
        .fold(message, |message, quoted| message.replace(&quoted, "(a bound value)"));
    // Short values such as `1` or `a` occur in any sentence; a long one outside of quotes is no accident.
    if value.chars().count() > 3 { quoted.replace(value, "(a bound value)") } else { quoted }
}

/// How much of a statement's text is shown.
const SHOWN: usize = 1000;

/// A statement's text without its string literals and comments, and without the rest of a long list.
pub(crate) fn shown_text(text: &str) -> String {
    shown_up_to(SHOWN, text)
}

/// The same, of so many bytes or a few more.
pub(crate) fn shown_up_to(most: usize, text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(most) + 2);
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        if shown.len() >= most {
            shown.push_str("..");
            break;
        }
        match character {
            // An apostrophe of a comment begins no literal.
            '-' | '/' if let Some(length) = comment(text.get(start..).unwrap_or_default()) => {
                while rest.next_if(|(index, _)| *index < start + length).is_some() {}
                shown.push(' ');
            }
            '\'' => {
                skip_literal(&mut rest);
                shown.push_str("'..'");
            }
            '$' => {
                let tag = dollar_tag(text.get(start..).unwrap_or_default());
                let body = tag.and_then(|tag| text.get(start + tag.len()..)?.find(tag).map(|end| (tag, end)));
                if let Some((tag, length)) = body {
                    let end = start + tag.len() + length + tag.len();
                    while rest.next_if(|(index, _)| *index < end).is_some() {}
                    shown.push_str("$$..$$");
                } else {
                    shown.push('$');
                }
            }
            '"' => {
                shown.push('"');
                for (_, character) in rest.by_ref() {
                    shown.push(character);
                    if character == '"' {
                        break;
                    }
                }
            }
            character => shown.push(character),
        }
    }
    shown
}

/// The length of the comment that the text begins with. Those in `/* */` nest.
pub(crate) fn comment(text: &str) -> Option<usize> {
    if text.starts_with("--") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let body = text.strip_prefix("/*")?;
    let mut depth = 1_usize;
    let mut rest = body.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        match (character, rest.peek()) {
            ('/', Some((_, '*'))) => depth += 1,
            ('*', Some((_, '/'))) => depth -= 1,
            _ => continue,
        }
        rest.next();
        if depth == 0 {
            return Some(2 + start + 2);
        }
    }
    // One without an end is the rest of the text.
    Some(text.len())
}

fn skip_literal(rest: &mut std::iter::Peekable<std::str::CharIndices<'_>>) {
    while let Some((_, character)) = rest.next() {
        match character {
            '\\' => {
                rest.next();
            }
            '\'' if rest.next_if(|(_, next)| *next == '\'').is_none() => return,
            _ => {}
        }
    }
}

/// `$$` or `$tag$` at the beginning of a text; `$1` is none.
pub(crate) fn dollar_tag(text: &str) -> Option<&str> {
    let name = text.strip_prefix('$')?;
    let end = name.find('$')?;
    let tag = name.get(..end)?;
    let is_name = !tag.starts_with(|first: char| first.is_ascii_digit())
        && tag.chars().all(|character| character.is_alphanumeric() || character == '_');
    if is_name { text.get(..end + 2) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_left_out_of_a_shown_text() {
        let texts = [
            ("SELECT $1, $2", "SELECT $1, $2"),
            ("CREATE USER a PASSWORD 'it''s \\' me' X", "CREATE USER a PASSWORD '..' X"),
            ("SELECT 'unterminated", "SELECT '..'"),
            ("SELECT 1 -- it's\n, 'me'", "SELECT 1  \n, '..'"),
            ("SELECT 1 /* it's /* my */ */, 'me' - 1 / 2", "SELECT 1  , '..' - 1 / 2"),
            ("SELECT '--', 'me'", "SELECT '..', '..'"),
            ("SELECT 1 /* it's 'me'", "SELECT 1  "),
            ("SELECT \"it's\", 'a'", "SELECT \"it's\", '..'"),
            ("DO $$ secret $$ x", "DO $$..$$ x"),
            ("DO $a$ $$ secret $a$ x", "DO $$..$$ x"),
            ("SELECT $1 || $2 || 'ß'", "SELECT $1 || $2 || '..'"),
        ];
        for (text, shown) in texts {
            assert_eq!(shown_text(text), shown);
        }
        assert!(shown_text(&"x".repeat(10_000)).len() < 1_100);
    }

    #[test]
    fn a_bound_value_is_left_out_of_a_message() {
        let message = |value| without("invalid input \"a\" or \"long one\" (a)".into(), value);
        assert_eq!(message("a"), "invalid input (a bound value) or \"long one\" (a bound value)");
        assert_eq!(message("long one"), "invalid input \"a\" or (a bound value) (a)");
        assert_eq!(message(""), "invalid input \"a\" or \"long one\" (a)");
    }
}

//! What the text of a statement says about it: its operation, and its table where there is one.

use std::fmt;
use std::iter::Peekable;

use crate::error::{shown_text, shown_up_to};

/// What a statement does, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct About {
    /// The statement's first word, in upper case; after WITH that of the statement itself.
    pub(super) operation: String,
    /// The table that it changes, or the only one that it reads.
    pub(super) collection: Option<String>,
}

/// How much of a text is looked at.
const MOST: usize = 64_000;

impl About {
    pub(super) fn of(text: &str) -> Self {
        let begin = shown_text(text);
        let text = if begin.len() < text.len() && is_query(&begin) { shown_up_to(MOST, text) } else { begin };
        let mut tokens = tokens(&text).peekable();
        let first = keyword(&mut tokens);
        if first == "WITH" {
            return About { operation: after_with(tokens), collection: None };
        }
        let collection = match first.as_str() {
            "INSERT" | "MERGE" | "DELETE" | "UPDATE" | "TRUNCATE" => {
                skip(&mut tokens, &["INTO", "FROM", "TABLE"]);
                name(&mut tokens)
            }
            "CREATE" | "DROP" | "ALTER" => {
                skip(&mut tokens, &["TEMP", "TEMPORARY"]);
                let is_table = skip(&mut tokens, &["TABLE"]);
                skip(&mut tokens, &["IF", "NOT", "EXISTS"]);
                if is_table { name(&mut tokens) } else { None }
            }
            "SELECT" | "EXPLAIN" | "DECLARE" if text.len() < MOST => only_table(&text),
            _ => None,
        };
        About { operation: first, collection }
    }
}

/// As OpenTelemetry names the span of a statement.
impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.operation)?;
        match &self.collection {
            Some(collection) => write!(f, " {collection}"),
            None => Ok(()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Word(&'t str),
    Quoted(&'t str),
    Sign(char),
}

impl Token<'_> {
    fn is(&self, keyword: &str) -> bool {
        matches!(self, Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// The tokens of a text without literals and comments.
fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"')?;
            rest = quoted.get(end + 1..)?;
            return quoted.get(..end).map(Token::Quoted);
        }
        let length = rest.find(|next: char| !is_of_word(next)).unwrap_or(rest.len());
        let (token, length) = match rest.get(..length) {
            Some(word) if length > 0 => (Token::Word(word), length),
            _ => (Token::Sign(first), first.len_utf8()),
        };
        rest = rest.get(length..)?;
        Some(token)
    })
}

fn is_of_word(next: char) -> bool {
    next.is_alphanumeric() || "_#$".contains(next)
}

/// The next token as a keyword.
fn keyword<'t>(tokens: &mut impl Iterator<Item = Token<'t>>) -> String {
    tokens
        .find_map(|token| match token {
            Token::Word(word) => Some(word.chars().filter(char::is_ascii_alphabetic).collect::<String>()),
            Token::Quoted(_) => Some(String::new()),
            Token::Sign(_) => None,
        })
        .unwrap_or_default()
        .to_ascii_uppercase()
}

/// Goes past the keywords that are there, and tells whether any was.
fn skip<'t>(tokens: &mut Peekable<impl Iterator<Item = Token<'t>>>, keywords: &[&str]) -> bool {
    let mut any = false;
    while tokens.next_if(|token| keywords.iter().any(|keyword| token.is(keyword))).is_some() {
        any = true;
    }
    any
}

/// The name that is next, without quotes.
fn name<'t>(tokens: &mut Peekable<impl Iterator<Item = Token<'t>>>) -> Option<String> {
    let mut name = String::new();
    loop {
        match tokens.next()? {
            Token::Word(part) | Token::Quoted(part) => name.push_str(part),
            Token::Sign(_) => return None,
        }
        if tokens.next_if_eq(&Token::Sign('.')).is_none() {
            return Some(name);
        }
        name.push('.');
    }
}

/// What is done after the common table expressions.
fn after_with<'t>(tokens: impl Iterator<Item = Token<'t>>) -> String {
    let mut depth = 0_usize;
    for token in tokens {
        match token {
            Token::Sign('(') => depth += 1,
            Token::Sign(')') => depth = depth.saturating_sub(1),
            Token::Word(word) if depth == 0 && ["select", "insert", "update", "delete"].iter().any(|k| token.is(k)) => {
                return word.to_ascii_uppercase();
            }
            _ => {}
        }
    }
    "WITH".into()
}

/// Whether the text is that of a query, of which the beginning does not say enough.
fn is_query(text: &str) -> bool {
    let first = keyword(&mut tokens(text));
    ["SELECT", "EXPLAIN", "DECLARE", "WITH"].contains(&first.as_str())
}

/// The table of a SELECT that has one, and no subquery.
fn only_table(text: &str) -> Option<String> {
    let is_many = |token: Token<'_>| token.is("JOIN") || token.is("WITH");
    if tokens(text).any(is_many) || tokens(text).filter(|token| token.is("SELECT")).count() != 1 {
        return None;
    }
    let mut depth = 0_usize;
    let mut tokens = tokens(text).skip_while(|token| !token.is("SELECT")).peekable();
    tokens.find(|token| {
        match token {
            Token::Sign('(') => depth += 1,
            Token::Sign(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.is("FROM")
    })?;
    let table = name(&mut tokens)?;
    skip(&mut tokens, &["AS"]);
    tokens.next_if(|token| !matches!(token, Token::Sign(_)));
    match tokens.peek() {
        Some(Token::Sign(',' | '(')) => None,
        _ => Some(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_tells_the_operation_and_the_table() {
        let texts = [
            ("SELECT t0.\"id\" FROM \"sales\".\"orders\" AS t0 WHERE t0.\"a\" = $1", "SELECT sales.orders"),
            ("select count(*) from orders", "SELECT orders"),
            ("SELECT EXTRACT(year FROM o.d) FROM orders o;", "SELECT orders"),
            ("SELECT 1", "SELECT"),
            ("SELECT a FROM b, c", "SELECT"),
            ("SELECT a FROM b AS x, c", "SELECT"),
            ("SELECT a FROM b x JOIN c ON x.i = c.i", "SELECT"),
            ("SELECT a FROM (SELECT a FROM b) AS t0", "SELECT"),
            ("SELECT a FROM b WHERE a IN (SELECT c FROM d)", "SELECT"),
            ("SELECT a FROM generate_series(1, 2)", "SELECT"),
            ("SELECT 'x FROM y' FROM b -- JOIN", "SELECT b"),
            ("WITH \"r\" AS (SELECT 1) SELECT * FROM \"r\"", "SELECT"),
            ("INSERT INTO \"orders\" (\"a\") VALUES ($1)", "INSERT orders"),
            ("INSERT INTO a SELECT * FROM b", "INSERT a"),
            ("UPDATE orders SET a = $1", "UPDATE orders"),
            ("DELETE FROM \"s\".\"orders\" WHERE a = 1", "DELETE s.orders"),
            ("delete orders", "DELETE orders"),
            ("MERGE INTO \"customers\" USING x", "MERGE customers"),
            ("CREATE TEMP TABLE \"x\" (a INT)", "CREATE x"),
            ("CREATE TABLE IF NOT EXISTS s.t (a INT)", "CREATE s.t"),
            ("CREATE USER me PASSWORD 'secret'", "CREATE"),
            ("EXPLAIN SELECT a FROM b", "EXPLAIN b"),
            ("DECLARE c CURSOR FOR SELECT a FROM b", "DECLARE b"),
            ("FETCH FORWARD 1000 FROM c", "FETCH"),
            ("(select 1)", "SELECT"),
            ("BEGIN", "BEGIN"),
            ("", ""),
            ("'secret'", ""),
            ("\"secret", ""),
            ("SELECT a FROM \"b", "SELECT"),
        ];
        for (text, expected) in texts {
            assert_eq!(About::of(text).to_string(), expected, "{text}");
        }
        let columns = "\"a column\", ".repeat(300);
        assert_eq!(About::of(&format!("SELECT {columns} 1 FROM t")).to_string(), "SELECT t");
        assert_eq!(About::of(&format!("SELECT {columns} 1 FROM t, u")).to_string(), "SELECT");
    }
}

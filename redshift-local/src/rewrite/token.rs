//! The token tree of a text: tokens with their byte ranges, brackets linked to their partners.
//!
//! `sqlparser` has a tokenizer, but its tokens carry a line and a column instead of a byte range, own a copy of their text with the
//! escapes already undone, and so cannot be used to copy the untouched parts of a statement. This one borrows, and reads text as
//! Redshift does: a backslash is an escape in an ordinary string literal, comments nest, quotes inside quotes are doubled.

use super::columns::{Known, Traits};
use super::keyword::Keyword;
use crate::refusal::Refusal;

/// Deepest nesting of parentheses that is read. The walkers recurse, and a bound is better than a lost stack.
const MAX_DEPTH: usize = 100;

/// Longest statement ("SELECT": the maximum size for a single SQL statement is 16 MB).
const MAX_LENGTH: usize = 16 * 1024 * 1024;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A bare word: keyword or name.
    Word,
    /// A name in double quotes.
    Quoted,
    /// A string literal, dollar quoted ones included.
    String,
    /// A number.
    Number,
    /// A parameter, `$1`.
    Parameter,
    /// An operator of one or more characters.
    Operator,
    /// `::`
    Cast,
    /// `,`
    Comma,
    /// `.`
    Dot,
    /// `;`
    Semicolon,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// A character with no meaning in SQL.
    Other,
    /// What lies past the last token.
    End,
}

/// A token, with its place in the source in bytes.
#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    keyword: Keyword,
    start: u32,
    end: u32,
    /// For a bracket, the index of its partner.
    partner: u32,
}

/// The tokens of a text. Walking the tree is walking the tokens and jumping from an opening bracket to its partner.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    /// What the engine has said about it.
    known: Option<&'a Known>,
    traits: Traits,
}

impl<'a> Tree<'a> {
    /// Reads a text.
    ///
    /// # Errors
    /// On an unterminated literal or comment, on brackets without a partner, and on texts past the limits.
    pub(crate) fn read(source: &'a str) -> Result<Self, Refusal> {
        Self::read_with(source, None)
    }

    /// Reads a text of which the engine has said something.
    ///
    /// # Errors
    /// As [`Tree::read`].
    pub(crate) fn read_with(source: &'a str, known: Option<&'a Known>) -> Result<Self, Refusal> {
        if source.len() > MAX_LENGTH {
            return Err(Refusal::new("54000", "statement exceeds the maximum size of 16777216 bytes"));
        }
        let traits = known.map(|known| known.traits).unwrap_or_default();
        let tree = Tree { source, tokens: Vec::with_capacity(source.len() / 4 + 4), known, traits };
        Lexer { tree, at: 0, open: Vec::new() }.run()
    }

    /// Forgets what the engine has said.
    pub(crate) fn forget(&mut self) {
        self.known = None;
    }

    /// Reads a text that is a part of this one, or made of it.
    ///
    /// # Errors
    /// As [`Tree::read`].
    pub(super) fn inner<'b>(&self, source: &'b str) -> Result<Tree<'b>, Refusal> {
        Tree::read(source).map(|tree| Tree { traits: self.traits, ..tree })
    }

    /// What its statements are rewritten by.
    pub(super) fn traits(&self) -> Traits {
        self.traits
    }

    /// Whether the engine's user is no superuser.
    pub(super) fn is_limited(&self) -> bool {
        self.traits.is_limited
    }

    /// What the engine has said about the text.
    pub(crate) fn known(&self) -> Option<&'a Known> {
        self.known
    }

    /// The text that was read.
    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The kind of a token; [`Kind::End`] past the last.
    pub(crate) fn kind(&self, index: usize) -> Kind {
        self.tokens.get(index).map_or(Kind::End, |token| token.kind)
    }

    /// The keyword a bare word is, or [`Keyword::None`].
    pub(crate) fn keyword(&self, index: usize) -> Keyword {
        self.tokens.get(index).map_or(Keyword::None, |token| token.keyword)
    }

    /// The text of a token as it was sent.
    pub(crate) fn text(&self, index: usize) -> &'a str {
        self.source.get(self.start(index)..self.end(index)).unwrap_or_default()
    }

    /// The byte a token starts at; the end of the text past the last token.
    pub(crate) fn start(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(self.source.len(), |token| token.start as usize)
    }

    /// The byte after a token.
    pub(crate) fn end(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(self.source.len(), |token| token.end as usize)
    }

    /// The closing partner of an opening bracket; the index itself for any other token.
    pub(crate) fn close(&self, index: usize) -> usize {
        match self.tokens.get(index) {
            Some(token) if matches!(token.kind, Kind::Open | Kind::OpenBracket) => token.partner as usize,
            _ => index,
        }
    }

    /// The token that opens what a token closes; the token itself when it closes nothing.
    pub(crate) fn open(&self, index: usize) -> usize {
        match self.tokens.get(index) {
            Some(token) if matches!(token.kind, Kind::Close | Kind::CloseBracket) => token.partner as usize,
            _ => index,
        }
    }

    /// The token after `index` on the same level: past the partner of an opening bracket.
    pub(crate) fn next(&self, index: usize) -> usize {
        self.close(index) + 1
    }

    /// Whether nothing lies between this token and the next.
    pub(crate) fn adjoins_next(&self, index: usize) -> bool {
        index + 1 < self.len() && self.end(index) == self.start(index + 1)
    }

    /// Whether a token is this operator.
    pub(crate) fn is_operator(&self, index: usize, text: &str) -> bool {
        self.kind(index) == Kind::Operator && self.text(index) == text
    }

    /// Whether a token is a name, bare or quoted (a keyword counts: the caller decides on reserved words).
    pub(crate) fn is_name(&self, index: usize) -> bool {
        matches!(self.kind(index), Kind::Word | Kind::Quoted)
    }

    /// The one-based position in characters of a byte, as an `ErrorResponse` carries it.
    pub(crate) fn position(&self, byte: usize) -> usize {
        self.source.get(..byte).map_or(1, |before| before.chars().count() + 1)
    }

    /// The refusal of a token that the grammar has no place for, in Redshift's recent form: with the text in front of it, its
    /// line and its column. At the end of the text it has the older, shorter form, as on real servers.
    pub(crate) fn syntax_error(&self, index: usize) -> Refusal {
        if self.kind(index) == Kind::End {
            return Refusal::new("42601", "syntax error at end of input").at(self.position(self.source.len()));
        }
        let token = self.text(index);
        let mut first = index.saturating_sub(3);
        while first < index && (first..index).any(|before| self.kind(before) == Kind::Semicolon) {
            first += 1;
        }
        let context = self.source.get(self.start(first)..self.end(index)).unwrap_or(token);
        let before = self.source.get(..self.start(index)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
        Refusal::new(
            "42601",
            format!("syntax error at or near \"{token}\" in context \"{context}\", at line {line}, column {column}"),
        )
        .at(self.position(self.start(index)))
    }
}

/// Reads the tokens of a text, one after the other.
struct Lexer<'a> {
    tree: Tree<'a>,
    at: usize,
    open: Vec<usize>,
}

impl<'a> Lexer<'a> {
    fn run(mut self) -> Result<Tree<'a>, Refusal> {
        while let Some(byte) = self.byte(0) {
            let start = self.at;
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => self.at += 1,
                b'-' if self.byte(1) == Some(b'-') => self.line_comment(),
                b'/' if self.byte(1) == Some(b'*') => self.block_comment()?,
                b'\'' => self.string()?,
                b'"' => self.quoted()?,
                b'$' => self.dollar()?,
                b'0'..=b'9' => self.number(),
                b'.' if self.byte(1).is_some_and(|next| next.is_ascii_digit()) && !self.after_name() => self.number(),
                b'.' => self.single(Kind::Dot),
                b',' => self.single(Kind::Comma),
                b';' => self.single(Kind::Semicolon),
                b'(' | b'[' => self.open(byte)?,
                b')' | b']' => self.close(byte)?,
                b':' if self.byte(1) == Some(b':') => {
                    self.at += 2;
                    self.push(Kind::Cast, start);
                }
                _ if is_name_start(byte) => self.word(),
                _ if is_operator(byte) => self.operator(),
                _ => {
                    self.at += 1;
                    self.push(Kind::Other, start);
                }
            }
        }
        if self.open.is_empty() { Ok(self.tree) } else { Err(self.tree.syntax_error(self.tree.len())) }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.tree.source.as_bytes().get(self.at + ahead).copied()
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.push_keyword(kind, Keyword::None, start);
    }

    fn push_keyword(&mut self, kind: Kind, keyword: Keyword, start: usize) {
        // Lengths are far below four gigabytes: see `MAX_LENGTH`.
        let narrow = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        self.tree.tokens.push(Token { kind, keyword, start: narrow(start), end: narrow(self.at), partner: 0 });
    }

    fn single(&mut self, kind: Kind) {
        self.at += 1;
        self.push(kind, self.at - 1);
    }

    /// Whether the last token is a name that ends right here, so that a dot belongs to it.
    fn after_name(&self) -> bool {
        self.tree.tokens.last().is_some_and(|token| {
            token.end as usize == self.at && matches!(token.kind, Kind::Word | Kind::Quoted | Kind::CloseBracket)
        })
    }

    fn line_comment(&mut self) {
        while self.byte(0).is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
    }

    fn block_comment(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match (self.byte(0), self.byte(1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                (Some(_), _) => self.at += 1,
                (None, _) => return Err(self.unterminated("/* comment", start)),
            }
        }
    }

    /// A string literal. A backslash escapes the character behind it, as in PostgreSQL 8.0.
    fn string(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.byte(0) {
                Some(b'\'') if self.byte(1) == Some(b'\'') => self.at += 2,
                Some(b'\\') if self.byte(1).is_some() => self.at += 2,
                Some(b'\'') => {
                    self.at += 1;
                    self.push(Kind::String, start);
                    return Ok(());
                }
                Some(_) => self.at += 1,
                None => return Err(self.unterminated("quoted string", start)),
            }
        }
    }

    fn quoted(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.byte(0) {
                Some(b'"') if self.byte(1) == Some(b'"') => self.at += 2,
                Some(b'"') => {
                    self.at += 1;
                    if self.at - start == 2 {
                        let message = "zero-length delimited identifier at or near \"\"\"\"";
                        return Err(Refusal::new("42601", message).at(self.tree.position(start)));
                    }
                    self.push(Kind::Quoted, start);
                    return Ok(());
                }
                Some(_) => self.at += 1,
                None => return Err(self.unterminated("quoted identifier", start)),
            }
        }
    }

    /// A parameter, a dollar quoted string, or a lone dollar.
    fn dollar(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        self.at += 1;
        if self.byte(0).is_some_and(|byte| byte.is_ascii_digit()) {
            while self.byte(0).is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1;
            }
            self.push(Kind::Parameter, start);
            return Ok(());
        }
        while self.byte(0).is_some_and(|byte| byte != b'$' && is_name_part(byte)) {
            self.at += 1;
        }
        if self.byte(0) != Some(b'$') {
            self.at = start + 1;
            self.push(Kind::Other, start);
            return Ok(());
        }
        self.at += 1;
        let tag = self.tree.source.get(start..self.at).unwrap_or_default();
        match self.tree.source.get(self.at..).and_then(|rest| rest.find(tag)) {
            Some(length) => {
                self.at += length + tag.len();
                self.push(Kind::String, start);
                Ok(())
            }
            None => Err(self.unterminated("dollar-quoted string", start)),
        }
    }

    fn number(&mut self) {
        let start = self.at;
        self.digits();
        if self.byte(0) == Some(b'.') {
            self.at += 1;
            self.digits();
        }
        if matches!(self.byte(0), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte(1), Some(b'+' | b'-')));
            if self.byte(1 + sign).is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1 + sign;
                self.digits();
            }
        }
        self.push(Kind::Number, start);
    }

    fn digits(&mut self) {
        while self.byte(0).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    fn word(&mut self) {
        let start = self.at;
        while self.byte(0).is_some_and(is_name_part) {
            self.at += 1;
        }
        let keyword = Keyword::of(self.tree.source.get(start..self.at).unwrap_or_default());
        self.push_keyword(Kind::Word, keyword, start);
    }

    fn operator(&mut self) {
        let start = self.at;
        while let Some(byte) = self.byte(0) {
            let comment = matches!((byte, self.byte(1)), (b'-', Some(b'-')) | (b'/', Some(b'*')));
            if !is_operator(byte) || (comment && self.at > start) {
                break;
            }
            self.at += 1;
        }
        // An operator of several characters ends in + or - only if it holds one of the special characters, so that `2*-1` is read
        // as two operators.
        let bytes = self.tree.source.as_bytes();
        let special = |text: &[u8]| text.iter().any(|byte| b"~!@#%^&|`?".contains(byte));
        while self.at - start > 1
            && matches!(bytes.get(self.at - 1), Some(b'+' | b'-'))
            && !special(bytes.get(start..self.at).unwrap_or_default())
        {
            self.at -= 1;
        }
        self.push(Kind::Operator, start);
    }

    fn open(&mut self, byte: u8) -> Result<(), Refusal> {
        if self.open.len() == MAX_DEPTH {
            return Err(Refusal::not_simulated(&format!("nesting deeper than {MAX_DEPTH} levels")));
        }
        self.open.push(self.tree.len());
        self.single(if byte == b'(' { Kind::Open } else { Kind::OpenBracket });
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Result<(), Refusal> {
        let (opening, kind) =
            if byte == b')' { (Kind::Open, Kind::Close) } else { (Kind::OpenBracket, Kind::CloseBracket) };
        let index = self.tree.len();
        self.single(kind);
        let partner = self.open.pop().filter(|&partner| self.tree.kind(partner) == opening);
        let Some(partner) = partner else { return Err(self.tree.syntax_error(index)) };
        let narrow = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        if let Some(token) = self.tree.tokens.get_mut(partner) {
            token.partner = narrow(index);
        }
        if let Some(token) = self.tree.tokens.get_mut(index) {
            token.partner = narrow(partner);
        }
        Ok(())
    }

    fn unterminated(&self, what: &str, start: usize) -> Refusal {
        let rest = self.tree.source.get(start..).unwrap_or_default();
        let message = match what {
            "/* comment" => "unterminated /* comment".to_owned(),
            _ => format!("unterminated {what} at or near \"{rest}\""),
        };
        Refusal::new("42601", message).at(self.tree.position(start))
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_name_part(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit() || byte == b'$'
}

fn is_operator(byte: u8) -> bool {
    b"+-*/<>=~!@#%^&|`?".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        let tree = Tree::read(source).unwrap();
        (0..tree.len()).map(|index| tree.text(index)).collect()
    }

    #[test]
    fn a_backslash_escapes_a_quote_in_a_literal() {
        assert_eq!(texts(r"select 'it\'s', 'a\\', 'b''c'"), ["select", r"'it\'s'", ",", r"'a\\'", ",", "'b''c'"]);
    }

    #[test]
    fn comments_nest_and_are_left_out() {
        assert_eq!(texts("a /* b /* c */ d */ e -- f\n g"), ["a", "e", "g"]);
    }

    #[test]
    fn dollar_quotes_hide_what_is_inside() {
        assert_eq!(texts("$$a;b$$ $x$ $$ ' $x$ $1"), ["$$a;b$$", "$x$ $$ ' $x$", "$1"]);
    }

    #[test]
    fn numbers_dots_and_operators() {
        assert_eq!(
            texts("1.5e-3+.5 a.b 2*-1 x||y a<>b c::d"),
            ["1.5e-3", "+", ".5", "a", ".", "b", "2", "*", "-", "1", "x", "||", "y", "a", "<>", "b", "c", "::", "d"]
        );
    }

    #[test]
    fn brackets_know_their_partners() {
        let tree = Tree::read("f(a[1], (b))").unwrap();
        assert_eq!((tree.close(1), tree.close(3), tree.close(7)), (10, 5, 9));
    }

    #[test]
    fn a_text_that_does_not_end_is_refused() {
        for (source, message) in [
            ("select 'a", "unterminated quoted string at or near \"'a\""),
            ("select \"a", "unterminated quoted identifier at or near \"\"a\""),
            ("select /* a", "unterminated /* comment"),
            ("select $$a", "unterminated dollar-quoted string at or near \"$$a\""),
            ("select (1", "syntax error at end of input"),
        ] {
            let refusal = Tree::read(source).unwrap_err();
            assert_eq!((refusal.sqlstate, refusal.message.as_str()), ("42601", message));
        }
    }

    #[test]
    fn a_syntax_error_names_context_line_and_column() {
        let tree = Tree::read("insert into t\nvalues ($1, $5) RETURNING id").unwrap();
        let refusal = tree.syntax_error(9);
        assert_eq!(
            refusal.message,
            "syntax error at or near \"RETURNING\" in context \", $5) RETURNING\", at line 2, column 17"
        );
        assert_eq!(refusal.position, Some(31));
    }
}

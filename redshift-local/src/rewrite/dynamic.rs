//! The text of an `EXECUTE` that is put together ("Dynamic SQL"), of literals, names, and values.
//!
//! What is sent to the engine goes the way of any statement, with stand-ins for what is not known before it runs. Then a name takes the
//! place of a stand-in for a name, and so on: the pack looks whether it is one, and refuses all else, since the rewriter has not seen it.

use super::identifier::{literal, unquote};
use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// An operand of `||`. The expressions are the engine's.
#[derive(Debug)]
pub(super) enum Part {
    /// A literal.
    Text(String),
    /// `quote_literal(..)`
    Literal(String),
    /// `quote_ident(..)`, or anything else.
    Value(String),
    /// A variable with a whole number.
    Number(String),
}

/// A statement with stand-ins.
#[derive(Debug)]
pub(super) struct Template {
    /// The statement. Literals are parameters in it.
    pub(super) text: String,
    /// What the parameters stand for.
    literals: Vec<String>,
    /// The other stand-ins, and what they stand for.
    words: Vec<(String, String)>,
}

/// What the stand-in of a name begins with.
const NAME: &str = "redshift_local_name_";

/// The refusal of a text that is more.
pub(super) fn refused() -> Refusal {
    Refusal::not_simulated(
        "EXECUTE of anything but literals that are put together with names, numbers and quoted values",
    )
}

impl Template {
    /// Puts the operands together.
    ///
    /// # Errors
    /// When one of them stands where it is no name, no number and no literal.
    pub(super) fn new(parts: &[Part]) -> Result<Self, Refusal> {
        let mut text = String::new();
        let mut holes: Vec<(String, String)> = Vec::new();
        for part in parts {
            let index = holes.len();
            let (hole, expression) = match part {
                Part::Text(part) => {
                    text.push_str(part);
                    continue;
                }
                // A parameter is made of it where it stands alone. A number fits into an INTEGER, as a LIMIT must.
                Part::Literal(expression) => (format!("redshift_local_literal_{index:04}_"), expression),
                Part::Value(expression) => (format!("redshift_local_hole_{index:04}_"), expression),
                Part::Number(expression) => (format!("7070{index:05}"), expression),
            };
            text.push_str(&hole);
            holes.push((hole, expression.clone()));
        }
        if holes.iter().any(|(hole, _)| text.matches(hole.as_str()).count() != 1) {
            return Err(refused());
        }
        let tree = Tree::read(&text).map_err(|_| refused())?;
        let mut template =
            Template { text: String::with_capacity(text.len()), literals: Vec::new(), words: Vec::new() };
        let (mut copied, mut seen) = (0, 0);
        for at in 0..tree.len() {
            let token = tree.text(at);
            if tree.kind(at) == Kind::Parameter || token.contains(NAME) {
                return Err(refused());
            }
            let pieces = split(token, &holes);
            let count = pieces.iter().filter(|piece| matches!(piece, Piece::Hole(..))).count();
            if count == 0 {
                continue;
            }
            seen += count;
            template.text.push_str(text.get(copied..tree.start(at)).unwrap_or_default());
            copied = tree.end(at);
            template.token(tree.kind(at), token, &pieces)?;
        }
        if seen != holes.len() {
            return Err(refused());
        }
        template.text.push_str(text.get(copied..).unwrap_or_default());
        Ok(template)
    }

    /// Writes a token that holds something unknown.
    fn token(&mut self, kind: Kind, token: &str, pieces: &[Piece<'_>]) -> Result<(), Refusal> {
        let lone = match pieces {
            [Piece::Hole(hole, expression)] => Some((*hole, *expression)),
            _ => None,
        };
        if let Some((_, expression)) = lone.filter(|(hole, _)| hole.starts_with("redshift_local_literal_")) {
            self.literals.push(format!("redshift_local.quote_literal(({expression})::text)"));
            self.text.push_str(&format!("${}", self.literals.len()));
            return Ok(());
        }
        if pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Hole(hole, _) if hole.starts_with("redshift_local_literal_")))
        {
            return Err(refused());
        }
        match (kind, lone) {
            (Kind::Number, Some((hole, expression))) => {
                self.words.push((hole.to_owned(), format!("redshift_local.dynamic_number(({expression})::text)")));
                self.text.push_str(hole);
            }
            (Kind::Word | Kind::Quoted, _) => {
                if kind == Kind::Quoted && unquote(token).contains('"') {
                    return Err(refused());
                }
                let parts: Vec<String> = pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Text(text) => literal(text.trim_matches('"')),
                        Piece::Hole(_, expression) => part_of(expression),
                    })
                    .collect();
                let expression = format!("redshift_local.dynamic_name({})", parts.join(" || "));
                // The same name is the same column, wherever it stands.
                let known = self.words.iter().find(|(_, known)| *known == expression).map(|(name, _)| name.clone());
                let name = known.unwrap_or_else(|| {
                    let name = format!("{NAME}{}_", self.words.len());
                    self.words.push((name.clone(), expression));
                    name
                });
                self.text.push_str(&if kind == Kind::Quoted { format!("\"{name}\"") } else { name });
            }
            (Kind::String, _) if token.starts_with('\'') && !token.contains('\\') => {
                // Quotes at its ends are not part of it.
                let last = pieces.len() - 1;
                let parts: Vec<String> = pieces
                    .iter()
                    .enumerate()
                    .map(|(index, piece)| match piece {
                        Piece::Text(text) => {
                            let text = if index == 0 { text.strip_prefix('\'').unwrap_or(text) } else { text };
                            let text = if index == last { text.strip_suffix('\'').unwrap_or(text) } else { text };
                            literal(&text.replace("''", "'"))
                        }
                        Piece::Hole(_, expression) => part_of(expression),
                    })
                    .collect();
                self.literals.push(format!("redshift_local.quote_literal({})", parts.join(" || ")));
                self.text.push_str(&format!("${}", self.literals.len()));
            }
            _ => return Err(refused()),
        }
        Ok(())
    }

    /// Whether all of it is known.
    pub(super) fn is_plain(&self) -> bool {
        self.literals.is_empty() && self.words.is_empty()
    }

    /// The expression of the engine that gives a rewritten text with what its stand-ins stand for.
    ///
    /// # Errors
    /// When a stand-in has become something else.
    pub(super) fn spelled(&self, sql: &str, has_literals: bool) -> Result<String, Refusal> {
        // A function, which may be one of Redshift's.
        if sql.contains(&format!("\"redshift_local.{NAME}")) {
            return Err(refused());
        }
        let tree = Tree::read(sql).map_err(|_| refused())?;
        let mut spelled: Vec<String> = Vec::new();
        let mut used = vec![false; self.literals.len()];
        let mut copied = 0;
        for at in (0..tree.len()).filter(|&at| tree.kind(at) == Kind::Parameter) {
            let number = tree.text(at).strip_prefix('$').and_then(|number| number.parse::<usize>().ok());
            let index = number.and_then(|number| number.checked_sub(1)).ok_or_else(refused)?;
            let value = self.literals.get(index).ok_or_else(refused)?;
            self.words_of(sql.get(copied..tree.start(at)).unwrap_or_default(), &mut spelled);
            spelled.push(value.clone());
            used[index] = true;
            copied = tree.end(at);
        }
        self.words_of(sql.get(copied..).unwrap_or_default(), &mut spelled);
        if has_literals && used.contains(&false) {
            return Err(refused());
        }
        Ok(spelled.join(" || "))
    }

    /// A text without parameters, with what its words stand for.
    fn words_of(&self, text: &str, spelled: &mut Vec<String>) {
        for piece in split(text, &self.words) {
            spelled.push(match piece {
                Piece::Text(text) => literal(text),
                Piece::Hole(_, expression) => expression.to_owned(),
            });
        }
    }
}

/// A part of a name or a literal.
fn part_of(expression: &str) -> String {
    format!("redshift_local.dynamic_part(({expression})::text)")
}

/// A piece of a text.
#[derive(Debug)]
enum Piece<'a> {
    Text(&'a str),
    /// A stand-in, and its expression.
    Hole(&'a str, &'a str),
}

/// A text in pieces.
fn split<'a>(text: &'a str, holes: &'a [(String, String)]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let first = holes
            .iter()
            .filter_map(|(hole, expression)| rest.find(hole.as_str()).map(|at| (at, hole, expression)))
            .min_by_key(|(at, ..)| *at);
        let Some((at, hole, expression)) = first else { break };
        let (before, behind) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Hole(hole, expression));
        rest = behind.strip_prefix(hole.as_str()).unwrap_or_default();
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

//! The functions of regular expressions (`String_functions_header`): REGEXP_COUNT, REGEXP_INSTR, REGEXP_REPLACE, REGEXP_SUBSTR.
//!
//! The manual asks for patterns that are literals, so they are part of the text. A pattern is written as it is meant, `r"\d+"`: the
//! backslashes of the literal are doubled for Redshift.

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, Operand};
use crate::types::{Characters, Nullability};

type Out<A, B> = <A as Combine<B>>::Out;
type Or<A, B> = <A as Nullability>::Or<B>;
type Whole<K> = Out<K, Constant>;

/// A regular expression (`pattern-matching-conditions-posix`) and how it is searched for; made by [`regexp`].
#[derive(Debug, Clone, Copy)]
#[must_use = "a pattern does nothing until a function such as `.regexp_count(..)` takes it"]
pub struct Regexp<'a> {
    pattern: &'a str,
    position: u16,
    ignores_case: bool,
    is_perl: bool,
}

/// One match of a regular expression, or a part of it; made by [`occurrence`](Regexp::occurrence) and
/// [`subexpression`](Regexp::subexpression).
#[derive(Debug, Clone, Copy)]
#[must_use = "a pattern does nothing until a function such as `.regexp_substr(..)` takes it"]
pub struct RegexpMatch<'a> {
    regexp: Regexp<'a>,
    occurrence: u16,
    is_subexpression: bool,
}

/// A regular expression, to say more about than the pattern.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Page {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     url: String,
/// }
///
/// let secure = Page::query().select(|p| p.url.regexp_count(regexp("^https:").ignore_case()));
/// assert!(secure.to_sql().text().starts_with("SELECT REGEXP_COUNT(t0.\"url\", '^https:', 1, 'i') FROM "));
/// let host = Page::query().select(|p| p.url.regexp_substr(regexp(r"//(\w+)").subexpression()));
/// assert!(host.to_sql().text().starts_with(r#"SELECT REGEXP_SUBSTR(t0."url", '//(\\w+)', 1, 1, 'e') FROM "#));
/// ```
pub fn regexp(pattern: &str) -> Regexp<'_> {
    Regexp { pattern, position: 1, ignores_case: false, is_perl: false }
}

impl<'a> Regexp<'a> {
    /// Looks from this character on, counted from 1.
    pub fn from(mut self, position: u16) -> Self {
        self.position = position;
        self
    }

    /// `i`: letters of either case.
    pub fn ignore_case(mut self) -> Self {
        self.ignores_case = true;
        self
    }

    /// `p`: the pattern is one of Perl's, with `(?=..)` and its like.
    pub fn perl(mut self) -> Self {
        self.is_perl = true;
        self
    }

    /// This match, counted from 1. For REGEXP_SUBSTR and REGEXP_INSTR.
    pub fn occurrence(self, occurrence: u16) -> RegexpMatch<'a> {
        RegexpMatch { occurrence, ..self.first() }
    }

    /// `e`: the part of the match that the first parentheses of the pattern take. For REGEXP_SUBSTR and REGEXP_INSTR.
    pub fn subexpression(self) -> RegexpMatch<'a> {
        self.first().subexpression()
    }

    fn first(self) -> RegexpMatch<'a> {
        RegexpMatch { regexp: self, occurrence: 1, is_subexpression: false }
    }

    fn arguments(self, before: Vec<Nodes<'a>>) -> Vec<Nodes<'a>> {
        arguments(before, &[(self.position, 1)], self.parameters())
    }

    fn parameters(self) -> String {
        let letters = [('i', self.ignores_case), ('p', self.is_perl)];
        letters.into_iter().filter(|(_, is_set)| *is_set).map(|(letter, _)| letter).collect()
    }

    fn literal(self) -> Nodes<'a> {
        Nodes::text(self.pattern)
    }
}

impl<'a> RegexpMatch<'a> {
    /// `e`: the part of the match that the first parentheses of the pattern take.
    pub fn subexpression(mut self) -> Self {
        self.is_subexpression = true;
        self
    }

    /// The arguments behind the text; `option` is a number and its default.
    fn arguments(self, option: &[(u16, u16)]) -> Vec<Nodes<'a>> {
        let mut numbers = vec![(self.regexp.position, 1), (self.occurrence, 1)];
        numbers.extend(option);
        let mut parameters = self.regexp.parameters();
        if self.is_subexpression {
            parameters.push('e');
        }
        arguments(vec![self.regexp.literal()], &numbers, parameters)
    }
}

/// `before.., numbers.., 'parameters'`, without what is the default at the end. A number comes with its default.
fn arguments<'a>(mut before: Vec<Nodes<'a>>, numbers: &[(u16, u16)], parameters: String) -> Vec<Nodes<'a>> {
    let written = match parameters.is_empty() {
        true => numbers.iter().rposition(|(number, default)| number != default).map_or(0, |last| last + 1),
        false => numbers.len(),
    };
    before.extend(numbers.iter().take(written).map(|(number, _)| Nodes::leaf(Node::Number(u32::from(*number)))));
    if !parameters.is_empty() {
        before.push(Nodes::text(parameters));
    }
    before
}

/// A pattern of which one match is looked for: a `&str`, or what [`regexp`] makes.
#[diagnostic::on_unimplemented(
    message = "expected a regular expression, found `{Self}`",
    label = "is no pattern",
    note = "Redshift takes patterns as literals: give a `&str` or `regexp(..)`"
)]
pub trait IntoRegexp<'a> {
    #[doc(hidden)]
    fn into_regexp(self) -> RegexpMatch<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a> IntoRegexp<'a> for &'a str {
    fn into_regexp(self) -> RegexpMatch<'a> {
        regexp(self).first()
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoRegexp<'a> for Regexp<'a> {
    fn into_regexp(self) -> RegexpMatch<'a> {
        self.first()
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoRegexp<'a> for RegexpMatch<'a> {
    fn into_regexp(self) -> RegexpMatch<'a> {
        self
    }
}

/// A pattern whose matches are all counted or replaced: a `&str`, or what [`regexp`] makes without an occurrence or a subexpression.
#[diagnostic::on_unimplemented(
    message = "REGEXP_COUNT and REGEXP_REPLACE are about every match of a pattern: expected a pattern, found `{Self}`",
    label = "is no pattern, or one match of it",
    note = "give a `&str` or `regexp(..)`; `.occurrence(..)` and `.subexpression()` are for REGEXP_SUBSTR and REGEXP_INSTR"
)]
pub trait IntoEveryMatch<'a> {
    #[doc(hidden)]
    fn into_every_match(self) -> Regexp<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a> IntoEveryMatch<'a> for &'a str {
    fn into_every_match(self) -> Regexp<'a> {
        regexp(self)
    }
}

#[diagnostic::do_not_recommend]
impl<'a> IntoEveryMatch<'a> for Regexp<'a> {
    fn into_every_match(self) -> Regexp<'a> {
        self
    }
}

/// The functions of regular expressions, as methods of character columns and expressions. All are NULL when an argument is.
pub trait RegexpFunctions<'a>: Expression<'a> {
    /// `REGEXP_REPLACE(self, 'pattern', replacement)` (`REGEXP_REPLACE`): every match is replaced, where PostgreSQL replaces the
    /// first.
    fn regexp_replace<P: IntoEveryMatch<'a>, B: Operand<'a, String>>(
        self,
        pattern: P,
        replacement: B,
    ) -> Expr<'a, String, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        let pattern = pattern.into_every_match();
        let rest = pattern.arguments(vec![pattern.literal(), replacement.into_operand().nodes]);
        Expr::new(self.into_expr().nodes.list(Operator::Function("REGEXP_REPLACE"), rest))
    }

    /// `REGEXP_COUNT(self, 'pattern')` (`REGEXP_COUNT`): how many matches there are.
    fn regexp_count<P: IntoEveryMatch<'a>>(self, pattern: P) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let pattern = pattern.into_every_match();
        let rest = pattern.arguments(vec![pattern.literal()]);
        Expr::new(self.into_expr().nodes.list(Operator::Function("REGEXP_COUNT"), rest))
    }

    /// `REGEXP_SUBSTR(self, 'pattern')` (`REGEXP_SUBSTR`): a match, by default the first; empty when there is none.
    fn regexp_substr<P: IntoRegexp<'a>>(self, pattern: P) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let rest = pattern.into_regexp().arguments(&[]);
        Expr::new(self.into_expr().nodes.list(Operator::Function("REGEXP_SUBSTR"), rest))
    }

    /// `REGEXP_INSTR(self, 'pattern')` (`REGEXP_INSTR`): the place where a match begins, by default the first, counted from 1; 0 when
    /// there is none.
    fn regexp_instr<P: IntoRegexp<'a>>(self, pattern: P) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(instr(self, pattern, 0))
    }

    /// `REGEXP_INSTR(self, 'pattern', 1, 1, 1)` (`REGEXP_INSTR`): the place behind a match; 0 when there is none.
    fn regexp_instr_end<P: IntoRegexp<'a>>(self, pattern: P) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(instr(self, pattern, 1))
    }
}

impl<'a, E: Expression<'a>> RegexpFunctions<'a> for E {}

fn instr<'a>(text: impl Expression<'a>, pattern: impl IntoRegexp<'a>, end: u16) -> Nodes<'a> {
    let rest = pattern.into_regexp().arguments(&[(end, 0)]);
    text.into_expr().nodes.list(Operator::Function("REGEXP_INSTR"), rest)
}

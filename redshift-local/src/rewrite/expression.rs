//! Expressions: operators, names, casts, subqueries. Calls of functions are in `call`.

use super::data_type;
use super::keyword::Keyword;
use super::navigation::Path;
use super::rewriter::{Clause, Rewriter};
use super::token::Kind;
use crate::refusal::Refusal;

/// The operators that Redshift shares with PostgreSQL ("Mathematical operator symbols", "Comparison condition", "Pattern-matching
/// conditions"). There is no `~*`, and nothing for JSON, arrays, ranges and text search.
const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "^", "|/", "||/", "@", "&", "|", "#", "~", "<<", ">>", "=", "<>", "!=", "<", ">", "<=",
    ">=", "||", "!~", "~~",
];

impl Rewriter<'_, '_> {
    /// Walks an expression or a list of them: all tokens of one level from `start` up to `end`.
    ///
    /// # Errors
    /// On what Redshift refuses or is not simulated.
    pub(super) fn expression(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        let mut at = start;
        while at < end {
            at = self.item(at, end)?;
        }
        Ok(())
    }

    /// Walks one item of an expression (an operand, an operator, a keyword), and says which token follows.
    pub(super) fn item(&mut self, index: usize, end: usize) -> Result<usize, Refusal> {
        match self.tree.kind(index) {
            Kind::Word => self.word(index, end),
            Kind::Quoted => self.names(index, end),
            Kind::Open => self.group(index),
            Kind::Operator => self.operator(index),
            Kind::Cast => self.cast(index),
            Kind::Parameter if !self.parameters => Err(self.tree.syntax_error(index)),
            Kind::String if self.is_super_literal(index) => {
                self.writer.insert(self.tree.end(index), "::varchar");
                Ok(index + 1)
            }
            Kind::Number if self.tree.kind(index + 1) == Kind::Word && self.tree.adjoins_next(index) => {
                // `4WHEN` is two tokens to an 8.0 server, as AWS's drivers have it.
                self.writer.insert(self.tree.end(index), " ");
                Ok(index + 1)
            }
            Kind::String | Kind::Number | Kind::Parameter | Kind::Comma => Ok(index + 1),
            Kind::OpenBracket if self.is_array_of_the_catalog(index) => {
                let close = self.tree.close(index);
                self.expression(index + 1, close)?;
                Ok(close + 1)
            }
            Kind::OpenBracket => Err(Refusal::not_simulated("navigation into anything but a column")),
            Kind::Dot if self.tree.kind(index.wrapping_sub(1)) == Kind::Close => {
                Err(Refusal::not_simulated("navigation into anything but a column"))
            }
            _ => Err(self.tree.syntax_error(index)),
        }
    }

    /// Whether a bracket opens behind `(current_schemas(..))`: the one function whose array clients take apart.
    fn is_array_of_the_catalog(&self, bracket: usize) -> bool {
        let close = bracket.wrapping_sub(1);
        if self.tree.kind(close) != Kind::Close {
            return false;
        }
        let name = self.tree.open(close) + 1;
        let is_qualified =
            self.tree.text(name).eq_ignore_ascii_case("pg_catalog") && self.tree.kind(name + 1) == Kind::Dot;
        let name = if is_qualified { name + 2 } else { name };
        self.tree.text(name).eq_ignore_ascii_case("current_schemas") && self.tree.close(name + 1) + 1 == close
    }

    /// Walks a parenthesized subquery or expression, and says which token follows.
    fn group(&mut self, open: usize) -> Result<usize, Refusal> {
        let close = self.tree.close(open);
        if self.is_outer_join_mark(open) {
            if self.skips_marks {
                self.skip_tokens(open, close);
                return Ok(close + 1);
            }
            return Err(Refusal::not_simulated("the outer join operator (+) outside of WHERE"));
        }
        if self.is_query(open + 1) {
            self.subquery(open)?;
        } else {
            let outer = self.super_list.take();
            self.super_list = self.is_super_list(open).then_some(open);
            self.expression(open + 1, close)?;
            self.super_list = outer;
        }
        Ok(close + 1)
    }

    /// Whether a query starts at a token, behind any number of parentheses.
    pub(super) fn is_query(&self, index: usize) -> bool {
        let mut at = index;
        while self.tree.kind(at) == Kind::Open {
            at += 1;
        }
        matches!(self.tree.keyword(at), Keyword::Select | Keyword::With | Keyword::Values)
    }

    fn operator(&mut self, index: usize) -> Result<usize, Refusal> {
        let text = self.tree.text(index);
        if text == "#"
            && !self.ends_operand(index.wrapping_sub(1))
            && self.tree.adjoins_next(index)
            && self.tree.is_name(index + 1)
        {
            // A column of a temporary table: `#t.c`.
            let name = format!("#{}", super::identifier::label(self.tree, index + 1)?);
            self.replace_tokens(index, index + 1, &super::identifier::quote(&name));
            return self.qualified_rest(index + 2);
        }
        if matches!(text, "~" | "!~") && self.ends_operand(index.wrapping_sub(1)) {
            return self.regular_expression(index + 1);
        }
        if OPERATORS.contains(&text) {
            return Ok(index + 1);
        }
        let refusal = Refusal::new("42883", format!("operator does not exist: {text}"));
        Err(refusal.at(self.tree.position(self.tree.start(index))))
    }

    /// Whether an operator is written as `OPERATOR(schema.op)`.
    fn is_qualified_operator(&self, index: usize) -> bool {
        self.tree.text(index).eq_ignore_ascii_case("operator")
            && self.tree.kind(index + 1) == Kind::Open
            && self.tree.kind(self.tree.close(index + 1) - 1) == Kind::Operator
    }

    /// Walks `OPERATOR([pg_catalog.]op)`, which `psql` sends.
    fn qualified_operator(&mut self, index: usize) -> Result<usize, Refusal> {
        let close = self.tree.close(index + 1);
        let name = index + 2;
        let is_catalog =
            self.tree.text(name).eq_ignore_ascii_case("pg_catalog") && self.tree.kind(name + 1) == Kind::Dot;
        let at = if is_catalog { name + 2 } else { name };
        let text = self.tree.text(at);
        if at + 1 != close || !OPERATORS.contains(&text) {
            let refusal = Refusal::new("42883", format!("operator does not exist: {text}"));
            return Err(refusal.at(self.tree.position(self.tree.start(at))));
        }
        if matches!(text, "~" | "!~") { self.regular_expression(close + 1) } else { Ok(close + 1) }
    }

    /// Walks the pattern of a POSIX operator, "a string literal", and puts it into the engine's dialect.
    fn regular_expression(&mut self, index: usize) -> Result<usize, Refusal> {
        if !matches!(self.tree.kind(index), Kind::String | Kind::Parameter) {
            return Err(Refusal::not_simulated("a regular expression that is no literal"));
        }
        self.writer.insert(self.tree.start(index), "redshift_local.regexp(");
        let next = self.item(index, index + 1)?;
        self.writer.insert(self.tree.end(index), ")");
        Ok(next)
    }

    /// Walks the `.name` parts behind the first part of a name.
    fn qualified_rest(&mut self, index: usize) -> Result<usize, Refusal> {
        let mut at = index;
        while self.tree.kind(at) == Kind::Dot {
            if self.tree.is_operator(at + 1, "*") {
                return Ok(at + 2);
            }
            if !self.tree.is_name(at + 1) {
                return Err(self.tree.syntax_error(at + 1));
            }
            self.fold(at + 1)?;
            self.note_system_column(at + 1);
            at += 2;
        }
        Ok(at)
    }

    fn note_system_column(&mut self, index: usize) {
        let text = self.tree.text(index);
        if self.system_column.is_none()
            && ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"].iter().any(|name| text.eq_ignore_ascii_case(name))
        {
            self.system_column = Some(index);
        }
    }

    /// Walks a name of one or more parts: a column, or a function with its call.
    fn names(&mut self, index: usize, end: usize) -> Result<usize, Refusal> {
        if let Some(next) = self.prior(index)? {
            return Ok(next);
        }
        let mut last = index;
        while self.tree.kind(last + 1) == Kind::Dot && self.tree.is_name(last + 2) {
            last += 2;
        }
        if self.tree.kind(last + 1) == Kind::Open && last < end && !self.is_outer_join_mark(last + 1) {
            return self.call(index, last, end);
        }
        if self.tree.text(index).eq_ignore_ascii_case("redshift_local") {
            return Err(Refusal::new("3F000", "schema \"redshift_local\" does not exist"));
        }
        if ["pg_catalog", "information_schema"].iter().any(|schema| self.tree.text(index).eq_ignore_ascii_case(schema))
            && last >= index + 4
        {
            // The catalog is read through views that go by the names of its relations alone.
            self.skip_tokens(index, index + 1);
            return self.names(index + 2, end);
        }
        self.note_correlation(index, last)?;
        if let Some(next) = self.alias_named(index)? {
            return Ok(next);
        }
        if let Some(next) = self.navigate(index)? {
            return Ok(next);
        }
        self.fold(index)?;
        self.note_system_column(index);
        if self.tree.keyword(index + 1) == Keyword::Of && self.tree.text(index).eq_ignore_ascii_case("current") {
            return Err(self.tree.syntax_error(index + 1));
        }
        self.qualified_rest(index + 1)
    }

    fn word(&mut self, index: usize, end: usize) -> Result<usize, Refusal> {
        let next = index + 1;
        match self.tree.keyword(index) {
            Keyword::None if self.is_qualified_operator(index) => self.qualified_operator(index),
            Keyword::None => {
                self.prefixed_literal(index)?;
                self.function_without_parentheses(index)?;
                self.names(index, end)
            }
            Keyword::Is => self.is_predicate(index),
            Keyword::Any | Keyword::Some | Keyword::All if self.tree.kind(next) == Kind::Open => self.quantified(index),
            Keyword::Exists | Keyword::In if self.tree.kind(next) == Kind::Open => Ok(next),
            Keyword::Array if self.tree.kind(next) == Kind::OpenBracket => {
                self.array_constructor = true;
                let close = self.tree.close(next);
                self.expression(next + 1, close)?;
                Ok(close + 1)
            }
            Keyword::Array if self.tree.kind(next) == Kind::Open && self.is_query(next + 1) => {
                self.array_constructor = true;
                self.subquery(next)?;
                Ok(self.tree.close(next) + 1)
            }
            Keyword::Row if self.tree.kind(next) == Kind::Open => Err(Refusal::unknown_answer("a row constructor")),
            Keyword::Sysdate => {
                self.replace_tokens(index, index, "redshift_local.sysdate()");
                Ok(next)
            }
            Keyword::CurrentUserId => {
                self.replace_tokens(index, index, "redshift_local.current_user_id()");
                Ok(next)
            }
            Keyword::CurrentTime | Keyword::CurrentTimestamp | Keyword::Localtime | Keyword::Localtimestamp => {
                self.note_leader_only(self.tree.text(index));
                Ok(next)
            }
            // The functions that take it are walked with it.
            Keyword::Ignore | Keyword::Respect if self.tree.keyword(next) == Keyword::Nulls => {
                Err(self.tree.syntax_error(index))
            }
            // GROUP BY ROLLUP (..), CUBE (..) and GROUPING SETS (..).
            Keyword::Rollup | Keyword::Cube if self.tree.kind(next) == Kind::Open => Ok(next),
            Keyword::Grouping if self.tree.keyword(next) == Keyword::Sets => Ok(index + 2),
            Keyword::Interval if self.tree.kind(next) == Kind::String => self.interval(index),
            Keyword::Approximate if matches!(self.tree.kind(next), Kind::Word) => self.approximate(index),
            // Keywords that never stand in an expression, but would be taken for names or forwarded as PostgreSQL.
            Keyword::Order | Keyword::Variadic | Keyword::Collate | Keyword::Window | Keyword::Fetch
                if self.tree.kind(next) != Kind::Open && !self.looks_like_a_name(index) =>
            {
                Err(self.tree.syntax_error(index))
            }
            keyword if keyword.is_reserved() && !is_expression_keyword(keyword) => {
                if self.tree.kind(next) == Kind::Open && matches!(keyword, Keyword::Collate | Keyword::Array) {
                    return self.call(index, index, end);
                }
                Err(self.tree.syntax_error(index))
            }
            Keyword::Left | Keyword::Right | Keyword::Cast if self.tree.kind(next) == Kind::Open => {
                self.call(index, index, end)
            }
            // The function, not the operator behind an operand.
            Keyword::Isnull if self.tree.kind(next) == Kind::Open && !self.ends_operand(index.wrapping_sub(1)) => {
                self.call(index, index, end)
            }
            keyword if keyword.is_reserved() => Ok(next),
            Keyword::Escape | Keyword::Zone | Keyword::Between | Keyword::Similar | Keyword::By | Keyword::Values => {
                Ok(next)
            }
            _ => self.names(index, end),
        }
    }

    /// `INTERVAL 'text' qualifier [(precision)]`, which is a type of its own; without a qualifier it is the engine's.
    fn interval(&mut self, index: usize) -> Result<usize, Refusal> {
        let text = index + 1;
        let function = match self.tree.keyword(index + 2) {
            Keyword::Year | Keyword::Month => "intervaly2m",
            Keyword::Day | Keyword::Hour | Keyword::Minute | Keyword::Second => "intervald2s",
            _ => return Ok(index + 2),
        };
        let mut last = index + 2;
        if self.tree.keyword(last + 1) == Keyword::To {
            last += 2;
        }
        if self.tree.kind(last + 1) == Kind::Open {
            last = self.tree.close(last + 1);
        }
        let fraction = self.tree.text(text).split_once('.').map_or("", |(_, fraction)| fraction);
        if fraction.bytes().take_while(u8::is_ascii_digit).count() > 6 {
            return Err(Refusal::not_simulated("an INTERVAL with more than six digits after the point"));
        }
        self.writer.insert(self.tree.start(index), &format!("redshift_local.{function}("));
        self.writer.insert(self.tree.end(last), ")");
        Ok(last + 1)
    }

    /// Whether a free keyword is used as a name: between a dot, a comma or a parenthesis and the like.
    fn looks_like_a_name(&self, index: usize) -> bool {
        !self.tree.keyword(index).is_reserved() && !self.ends_operand(index.wrapping_sub(1))
    }

    /// CURRENT_AWS_ACCOUNT and CURRENT_NAMESPACE, which would be taken for columns, and what the engine alone has.
    fn function_without_parentheses(&self, index: usize) -> Result<(), Refusal> {
        let name = self.tree.text(index).to_ascii_lowercase();
        let follows = self.tree.kind(index + 1);
        let is_name = self.ends_operand(index.wrapping_sub(1)) || matches!(follows, Kind::Open | Kind::Dot);
        if matches!(name.as_str(), "current_aws_account" | "current_namespace") && !is_name {
            return Err(Refusal::not_simulated(&format!("the function {}", name.to_ascii_uppercase())));
        }
        // The engine has it ("Unsupported PostgreSQL functions").
        if name == "current_catalog" && !is_name {
            return Err(Refusal::unknown_answer("CURRENT_CATALOG"));
        }
        Ok(())
    }

    /// A letter stuck to a literal: `E'..'` and its like came after PostgreSQL 8.0, where the letter is read as a type.
    fn prefixed_literal(&self, index: usize) -> Result<(), Refusal> {
        let text = self.tree.text(index);
        if text.len() != 1 || !self.tree.adjoins_next(index) {
            return Ok(());
        }
        if self.tree.kind(index + 1) == Kind::String {
            let name = text.to_ascii_lowercase();
            return Err(match name.as_str() {
                "b" | "x" | "n" => Refusal::not_simulated(&format!("the literal {text}'...'")),
                _ => Refusal::new("42704", format!("type \"{name}\" does not exist")),
            });
        }
        if text.eq_ignore_ascii_case("u")
            && self.tree.is_operator(index + 1, "&")
            && self.tree.adjoins_next(index + 1)
            && matches!(self.tree.kind(index + 2), Kind::String | Kind::Quoted)
        {
            return Err(Refusal::not_simulated("a literal with U&"));
        }
        Ok(())
    }

    /// `IS [NOT] ..`: the manual's "IS DISTINCT FROM" is unsupported, and truth tests run only as conditions ("Boolean type").
    fn is_predicate(&mut self, index: usize) -> Result<usize, Refusal> {
        let at = if self.tree.keyword(index + 1) == Keyword::Not { index + 2 } else { index + 1 };
        match self.tree.keyword(at) {
            Keyword::Distinct => Err(self.tree.syntax_error(at)),
            Keyword::True | Keyword::False | Keyword::Unknown if self.clause == Clause::List => {
                Err(Refusal::new("XX000", "Not implemented"))
            }
            Keyword::Null | Keyword::True | Keyword::False | Keyword::Unknown => Ok(at + 1),
            _ => Err(self.tree.syntax_error(at)),
        }
    }

    /// `= ANY (subquery)`, `<> ALL (subquery)`: no other operator, and no array ("Comparison condition").
    fn quantified(&mut self, index: usize) -> Result<usize, Refusal> {
        let word = self.tree.text(index).to_ascii_uppercase();
        let before = self.tree.text(index.wrapping_sub(1));
        if !self.is_query(index + 2) {
            // The catalog has array columns, and the leader node can search them.
            if self.tree.is_name(index + 2) && self.tree.keyword(index + 2) != Keyword::Array {
                self.array_search.get_or_insert(index);
                return Ok(index + 1);
            }
            return Err(array_search(&word));
        }
        let allowed = if word == "ALL" { matches!(before, "<>" | "!=") } else { before == "=" };
        if !allowed {
            return Err(Refusal::unknown_answer(&format!("{before} {word}")));
        }
        Ok(index + 1)
    }

    /// `operand::type`
    fn cast(&mut self, index: usize) -> Result<usize, Refusal> {
        let (name, next) = data_type::read(self.tree, index + 1)?;
        if matches!(&name, data_type::TypeName::Catalog(name) if name == "regtype")
            && self.tree.kind(next) == Kind::Cast
            && let (data_type::TypeName::Column(data_type::DataType::Varchar(_)), _) =
                data_type::read(self.tree, next + 1)?
        {
            return Err(Refusal::new("42846", "cannot cast type regtype to character varying"));
        }
        if matches!(&name, data_type::TypeName::Catalog(name) if matches!(name.as_str(), "smallint[]" | "integer[]")) {
            // There are arrays in the catalog alone.
            self.note_leader_only("array");
            return Ok(next);
        }
        let engine = name.clone().for_cast()?;
        let literal_null = self.tree.keyword(index - 1) == Keyword::Null;
        if let data_type::TypeName::Column(data_type) = name {
            match data_type {
                data_type::DataType::Super | data_type::DataType::Varbyte(_) if !literal_null => {
                    let name = data_type.name();
                    return Err(Refusal::not_simulated(&format!("the cast ::{name} (write CAST(.. AS {name}))")));
                }
                _ => {}
            }
        }
        self.replace_type(index + 1, next, &engine);
        let path = self.path.take().filter(|path| path.next == index);
        self.path = path.map(|path| Path { next, is_cast: true, ..path });
        Ok(next)
    }

    /// Writes a type name where the engine would read the source's differently.
    pub(super) fn replace_type(&mut self, start: usize, next: usize, engine: &str) {
        let differs =
            ["varchar", "character", "numeric", "redshift_local"].iter().any(|prefix| engine.starts_with(prefix));
        if differs || self.tree.kind(start) == Kind::Quoted {
            self.replace_tokens(start, next - 1, engine);
        }
    }

    /// Notes a call of a function that runs on the leader node only.
    pub(super) fn note_leader_only(&mut self, name: &str) {
        if self.leader_only.is_none() {
            self.leader_only = Some(name.to_ascii_lowercase());
        }
    }
}

/// The refusal of `= ANY (array)`: there are no arrays beside user tables.
pub(super) fn array_search(word: &str) -> Refusal {
    Refusal::unknown_answer(&format!("{word} of an array"))
}

/// Whether a reserved word has a place in an expression.
fn is_expression_keyword(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::All
            | Keyword::And
            | Keyword::Any
            | Keyword::As
            | Keyword::Asc
            | Keyword::Between
            | Keyword::Both
            | Keyword::Case
            | Keyword::Cast
            | Keyword::CurrentDate
            | Keyword::CurrentUser
            | Keyword::Default
            | Keyword::Desc
            | Keyword::Distinct
            | Keyword::Else
            | Keyword::End
            | Keyword::False
            | Keyword::For
            | Keyword::From
            | Keyword::Ilike
            | Keyword::In
            | Keyword::Interval
            | Keyword::Isnull
            | Keyword::Leading
            | Keyword::Left
            | Keyword::Like
            | Keyword::Not
            | Keyword::Notnull
            | Keyword::Null
            | Keyword::Nulls
            | Keyword::Oid
            | Keyword::Or
            | Keyword::Overlaps
            | Keyword::Right
            | Keyword::SessionUser
            | Keyword::Similar
            | Keyword::Some
            | Keyword::Then
            | Keyword::Timestamp
            | Keyword::To
            | Keyword::Trailing
            | Keyword::True
            | Keyword::User
            | Keyword::When
    )
}

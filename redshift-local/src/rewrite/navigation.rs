//! Navigation into SUPER values, and their unnesting in `FROM` ("Querying semi-structured data").
//!
//! The rewriter sees no catalog. It reads a path by the names in `FROM`: behind the name of a relation stands a column, and any other
//! first name is a column itself, or a value that was unnested.

use super::column_name;
use super::identifier::{self, QualifiedName, literal, quote};
use super::keyword::Keyword;
use super::query;
use super::relation;
use super::rewriter::Rewriter;
use super::token::Kind;
use crate::refusal::Refusal;

/// A name in `FROM`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    name: String,
    meaning: Meaning,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Meaning {
    /// A relation without an alias may also go by its schema's name and its own.
    Relation { is_alias: bool, schema: Option<String> },
    /// A value that was unnested: the engine's column.
    Value(String),
}

/// What is known of a query block, or of a statement that changes rows.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// The names of its `FROM`.
    sources: Vec<Source>,
    /// The first token of its select list, and the end of its query.
    pub(super) block: Option<(usize, usize)>,
    /// Whether the walk is in an `ON` of its joins.
    pub(super) in_condition: bool,
    /// The tokens of names that belong to the block around it, or farther out.
    pub(super) correlations: Vec<usize>,
    /// The same of the subqueries in it.
    pub(super) subqueries: Vec<usize>,
}

impl Scope {
    /// Whether a relation or a value goes by a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.sources.iter().any(|source| source.name == name)
    }
}

impl Source {
    fn alias(name: String) -> Self {
        Source { name, meaning: Meaning::Relation { is_alias: true, schema: None } }
    }

    fn relation(name: QualifiedName) -> Self {
        let schema = name.schema().map(str::to_owned);
        Source { name: name.name, meaning: Meaning::Relation { is_alias: false, schema } }
    }

    /// The value, or its place, of an unnesting that goes by an alias.
    fn value(name: &str, alias: &str) -> Self {
        let column = format!("{}.{}", quote(alias), quote(name));
        Source { name: name.to_owned(), meaning: Meaning::Value(column) }
    }
}

/// A path that was written, from its first token to the one behind its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) first: usize,
    pub(super) next: usize,
    /// The name of its column in a select list; `None` where the engine finds it itself.
    pub(super) label: Option<String>,
    /// Whether it stands under a cast, and is no SUPER value any more.
    pub(super) is_cast: bool,
}

/// What an item of `FROM` makes of a SUPER value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `path AS value [AT index]`
    Array,
    /// `UNPIVOT path AS value AT name`
    Object,
    /// `UNNEST(path) [WITH OFFSET] AS alias(value [, index])`
    Unnest,
}

/// An item of `FROM` that takes a SUPER value apart.
#[derive(Debug)]
pub(super) struct Unnesting {
    form: Form,
    /// The tokens of the SUPER value.
    path: (usize, usize),
    /// The token behind all.
    next: usize,
    alias: String,
    value: String,
    /// The index or the attribute's name.
    place: Option<String>,
}

impl Unnesting {
    fn push_to(&self, sources: &mut Vec<Source>) {
        if self.form == Form::Unnest {
            sources.push(Source::alias(self.alias.clone()));
            return;
        }
        sources.push(Source::value(&self.value, &self.alias));
        sources.extend(self.place.as_ref().map(|place| Source::value(place, &self.alias)));
    }
}

impl Rewriter<'_, '_> {
    /// Reads the names of the `FROM` of a query block, before its select list is walked.
    ///
    /// # Errors
    /// On what no `FROM` may hold.
    pub(super) fn open_scope(&mut self, list: usize, end: usize) -> Result<(), Refusal> {
        self.scopes.push(Scope { block: Some((list, end)), ..Scope::default() });
        let mut at = list;
        while at < end && self.tree.keyword(at) != Keyword::From {
            if query::is_set_operator(self.tree.keyword(at)) {
                return Ok(());
            }
            at = self.tree.next(at);
        }
        if at < end { self.scan(at + 1, end) } else { Ok(()) }
    }

    /// Reads the names of a statement that changes rows: its target, and what stands behind a keyword.
    ///
    /// # Errors
    /// On what may not stand there.
    pub(super) fn open_target_scope(&mut self, target: usize, end: usize, keyword: Keyword) -> Result<(), Refusal> {
        self.scopes.push(Scope::default());
        let mut at = self.scan_reference(target, end)?;
        while at < end && self.tree.keyword(at) != keyword {
            at = self.tree.next(at);
        }
        if at < end { self.scan(at + 1, end) } else { Ok(()) }
    }

    /// Whether a relation or a value in `FROM` goes by a name.
    pub(super) fn has_source(&self, name: &str) -> bool {
        self.known(name).is_some()
    }

    /// The names of the relations in `FROM` of this block.
    pub(super) fn source_names(&self) -> Vec<String> {
        self.scopes.last().into_iter().flat_map(|scope| &scope.sources).map(|source| source.name.clone()).collect()
    }

    fn known(&self, name: &str) -> Option<&Source> {
        self.scopes.iter().rev().flat_map(|scope| &scope.sources).find(|source| source.name == name)
    }

    /// Reads the names of a list of table references.
    fn scan(&mut self, start: usize, end: usize) -> Result<(), Refusal> {
        let mut at = self.scan_reference(start, end)?;
        while at < end && !self.ends_block(at, end) {
            let is_next = self.tree.kind(at) == Kind::Comma || self.tree.keyword(at) == Keyword::Join;
            at = if is_next { self.scan_reference(at + 1, end)? } else { self.tree.next(at) };
        }
        Ok(())
    }

    /// Reads the names of one table reference, and says which token follows.
    fn scan_reference(&mut self, start: usize, end: usize) -> Result<usize, Refusal> {
        if let Some(unnesting) = self.unnesting(start, end)? {
            if let Some(scope) = self.scopes.last_mut() {
                unnesting.push_to(&mut scope.sources);
            }
            return Ok(unnesting.next);
        }
        let (name, at) = if self.tree.kind(start) == Kind::Open {
            let close = self.tree.close(start);
            if !self.is_query(start + 1) {
                self.scan(start + 1, close)?;
            }
            (None, close + 1)
        } else if self.tree.is_name(start) || self.tree.is_operator(start, "#") {
            let (name, next) = relation::read(self.tree, start)?;
            // A function stands with its arguments.
            let is_call = next < end && self.tree.kind(next) == Kind::Open;
            (Some(name), if is_call { self.tree.close(next) + 1 } else { next })
        } else {
            // The walk says what is wrong.
            (None, start + 1)
        };
        let (name, at) = match self.pivot_of(start, end)? {
            // The alias is that of both.
            Some(clause) => (None, self.tree.close(self.pivot_parentheses(clause)?) + 1),
            None => (name, at),
        };
        let alias = self.alias_of(at, end);
        let source = match (&alias, name) {
            (Some(alias), _) => Some(Source::alias(identifier::label(self.tree, *alias)?)),
            (None, name) => name.map(Source::relation),
        };
        if let (Some(scope), Some(source)) = (self.scopes.last_mut(), source) {
            scope.sources.push(source);
        }
        Ok(alias.map_or(at, |alias| alias + 1))
    }

    /// The token of the alias that stands here, with or without `AS`.
    pub(super) fn alias_of(&self, index: usize, end: usize) -> Option<usize> {
        let explicit = index < end && self.tree.keyword(index) == Keyword::As;
        let at = index + usize::from(explicit);
        let keyword = self.tree.keyword(at);
        let is_alias = at < end
            && self.tree.is_name(at)
            && (explicit || (!keyword.is_reserved() && !self.ends_block(at, end) && !self.is_from_keyword(at)));
        is_alias.then_some(at)
    }

    /// The item of `FROM` that starts here, if it takes a SUPER value apart.
    ///
    /// # Errors
    /// When it has no names, or its value is no path.
    pub(super) fn unnesting(&self, start: usize, end: usize) -> Result<Option<Unnesting>, Refusal> {
        let (form, path, at) = match self.tree.keyword(start) {
            Keyword::Unnest if self.tree.kind(start + 1) == Kind::Open => {
                let close = self.tree.close(start + 1);
                if self.path_end(start + 2)? != close {
                    return Err(Refusal::not_simulated("UNNEST of anything but a column or a path"));
                }
                (Form::Unnest, (start + 2, close), close + 1)
            }
            Keyword::Unpivot if self.tree.is_name(start + 1) => {
                let next = self.path_end(start + 1)?;
                (Form::Object, (start + 1, next), next)
            }
            keyword if self.tree.is_name(start) && !keyword.is_reserved() => {
                let next = self.path_end(start)?;
                if !self.is_super(start, next)? {
                    return Ok(None);
                }
                (Form::Array, (start, next), next)
            }
            _ => return Ok(None),
        };
        let has_offset = form == Form::Unnest
            && self.tree.keyword(at) == Keyword::With
            && self.tree.keyword(at + 1) == Keyword::Offset;
        let at = at + if has_offset { 2 } else { 0 };
        let Some(alias) = self.alias_of(at, end) else {
            return Err(Refusal::not_simulated("unnesting without an alias"));
        };
        let name = identifier::label(self.tree, alias)?;
        let next = alias + 1;
        if form == Form::Unnest {
            return self.unnest_call(path, name, next, has_offset).map(Some);
        }
        let is_placed = self.tree.keyword(next) == Keyword::At && next < end;
        let place = if is_placed { Some(identifier::label(self.tree, next + 1)?) } else { None };
        let next = next + if is_placed { 2 } else { 0 };
        Ok(Some(Unnesting { form, path, next, value: name.clone(), alias: name, place }))
    }

    /// The `(value [, index])` behind the alias of an `UNNEST`.
    fn unnest_call(
        &self,
        path: (usize, usize),
        alias: String,
        open: usize,
        has_offset: bool,
    ) -> Result<Unnesting, Refusal> {
        if self.tree.kind(open) != Kind::Open {
            return Err(Refusal::not_simulated("UNNEST without the names of its columns"));
        }
        let close = self.tree.close(open);
        let value = identifier::name(self.tree, open + 1)?;
        let place = match (has_offset, close - open) {
            (false, 2) => None,
            (true, 2) => Some("offset_col".to_owned()),
            (true, 4) if self.tree.kind(open + 2) == Kind::Comma => Some(identifier::name(self.tree, open + 3)?),
            _ => return Err(self.tree.syntax_error(open + 2)),
        };
        Ok(Unnesting { form: Form::Unnest, path, next: close + 1, alias, value, place })
    }

    /// Whether the name in `FROM` that these tokens are leads into a SUPER value.
    fn is_super(&self, start: usize, next: usize) -> Result<bool, Refusal> {
        let source = self.known(&identifier::label(self.tree, start)?);
        let is_value = source.is_some_and(|source| matches!(source.meaning, Meaning::Value(_)));
        Ok(is_value
            || (source.is_some() && next > start + 1)
            || (start..next).any(|at| self.tree.kind(at) == Kind::OpenBracket))
    }

    /// The token behind the names and brackets of a path.
    fn path_end(&self, start: usize) -> Result<usize, Refusal> {
        if !self.tree.is_name(start) {
            return Err(self.tree.syntax_error(start));
        }
        let mut at = start + 1;
        loop {
            match self.tree.kind(at) {
                Kind::Dot if self.tree.is_name(at + 1) => at += 2,
                Kind::OpenBracket => at = self.tree.next(at),
                _ => return Ok(at),
            }
        }
    }

    /// Writes an item of `FROM` that takes a SUPER value apart, and says which token follows.
    ///
    /// # Errors
    /// When its value is no path.
    pub(super) fn write_unnesting(&mut self, start: usize, unnesting: &Unnesting) -> Result<usize, Refusal> {
        let (first, next) = unnesting.path;
        let value = self.render_expression(first, next)?;
        let (alias, element) = (quote(&unnesting.alias), quote(&unnesting.value));
        let (function, columns) = match (unnesting.form, &unnesting.place) {
            (Form::Object, Some(name)) => ("attributes", format!("{element}, {}", quote(name))),
            (Form::Object, None) => ("attributes", element),
            (Form::Array | Form::Unnest, Some(index)) => ("indexed_elements", format!("{element}, {}", quote(index))),
            (Form::Array | Form::Unnest, None) => ("elements", element),
        };
        let text = format!("LATERAL redshift_local.{function}({value}) AS {alias} ({columns})");
        self.replace_tokens(start, unnesting.next - 1, &text);
        Ok(unnesting.next)
    }

    /// Walks a path into a SUPER value, or an unnested value, and says which token follows; `None` when the name is neither.
    ///
    /// # Errors
    /// On brackets that hold no number.
    pub(super) fn navigate(&mut self, index: usize) -> Result<Option<usize>, Refusal> {
        let Some((root, root_end)) = self.root(index)? else { return Ok(None) };
        let next = self.path_end(index)?;
        if self.tree.kind(next) == Kind::Dot {
            return if root_end == next { Ok(None) } else { Err(self.tree.syntax_error(next)) };
        }
        let is_value = root.is_some();
        if !is_value && self.is_indexed_by_expression(root_end, next) {
            // A column of the catalog that is an array: what reads a user's table is refused as a whole.
            self.array_index = true;
            for part in (index..root_end).step_by(2) {
                self.fold(part)?;
            }
            self.expression(root_end + 1, next - 1)?;
            return Ok(Some(next));
        }
        let (steps, label) = self.steps(root_end, next)?;
        if steps.is_empty() && !is_value {
            return Ok(None);
        }
        if self.merge && !steps.is_empty() {
            let message = "Partial reference of SUPER column is not supported in MERGE statement.";
            return Err(Refusal::not_supported(message));
        }
        let root = match root {
            Some(column) => column,
            None => self.column(index, root_end)?,
        };
        if steps.is_empty() {
            self.replace_tokens(index, next - 1, &root);
            self.path = Some(Path { first: index, next, label: None, is_cast: false });
        } else {
            self.replace_tokens(index, next - 1, &format!("redshift_local.navigate({root}, {})", steps.join(", ")));
            let label = match label {
                Some(label) => label,
                None => identifier::label(self.tree, root_end - 1)?,
            };
            self.path = Some(Path { first: index, next, label: Some(label), is_cast: false });
        }
        Ok(Some(next))
    }

    /// Whether the steps of a path are one index that is no number.
    fn is_indexed_by_expression(&self, start: usize, next: usize) -> bool {
        self.tree.kind(start) == Kind::OpenBracket
            && self.tree.close(start) + 1 == next
            && self.tree.kind(start + 1) != Kind::Number
    }

    /// The column that a name begins with, where that is an unnested value, and the token behind it; `None` outside queries.
    fn root(&self, index: usize) -> Result<Option<(Option<String>, usize)>, Refusal> {
        if self.scopes.is_empty() {
            return Ok(None);
        }
        let part = |number: usize| -> Result<Option<String>, Refusal> {
            let at = index + 2 * number;
            let is_part = number == 0 || self.tree.kind(at - 1) == Kind::Dot;
            if is_part && self.tree.is_name(at) { identifier::label(self.tree, at).map(Some) } else { Ok(None) }
        };
        let Some(first) = part(0)? else { return Ok(None) };
        match self.known(&first).map(|source| &source.meaning) {
            Some(Meaning::Value(column)) => return Ok(Some((Some(column.clone()), index + 1))),
            Some(Meaning::Relation { .. }) if part(1)?.is_some() => return Ok(Some((None, index + 3))),
            _ => {}
        }
        // `schema.relation.column`, perhaps behind a database.
        let mut schema = first;
        for number in 1..=2 {
            let Some(name) = part(number)? else { break };
            let meaning = self.known(&name).map(|source| &source.meaning);
            if let (Some(Meaning::Relation { is_alias: false, schema: known }), Some(_)) = (meaning, part(number + 1)?)
            {
                match known.as_deref() {
                    Some(known) if known == schema => return Ok(Some((None, index + 2 * number + 3))),
                    None if schema == "public" => return Ok(Some((None, index + 2 * number + 3))),
                    Some(_) => {}
                    None => {
                        let what = format!(
                            "{schema}.{name}, which may be a schema and its table or a column and its attribute (use an alias),"
                        );
                        return Err(Refusal::not_simulated(&what));
                    }
                }
            }
            schema = name;
        }
        Ok(Some((None, index + 1)))
    }

    /// The steps of a path behind its column, and the name of the last attribute.
    fn steps(&self, start: usize, next: usize) -> Result<(Vec<String>, Option<String>), Refusal> {
        let (mut steps, mut label) = (Vec::new(), None);
        let mut at = start;
        while at < next {
            if self.tree.kind(at) == Kind::OpenBracket {
                let number = self.tree.text(at + 1).parse::<i32>().ok();
                let (Some(number), true) = (number, self.tree.close(at) == at + 2) else {
                    return Err(expression_as_index());
                };
                steps.push(format!("'[{number}'"));
                at += 3;
            } else {
                identifier::check_length(self.tree, at + 1)?;
                let text = self.tree.text(at + 1);
                let step = match self.tree.kind(at + 1) {
                    Kind::Quoted => format!("\"{}", identifier::unquote(text)),
                    _ => format!(".{text}"),
                };
                steps.push(literal(&step));
                label = Some(identifier::label(self.tree, at + 1)?);
                at += 2;
            }
        }
        Ok((steps, label))
    }

    /// The column that a path begins with, as the engine takes it.
    fn column(&self, start: usize, next: usize) -> Result<String, Refusal> {
        let mut parts = Vec::new();
        for at in (start..next).step_by(2) {
            parts.push(quote(&identifier::label(self.tree, at)?));
        }
        Ok(parts.join("."))
    }

    /// Names the column of an item of a select list which the engine would name otherwise.
    pub(super) fn label_item(&mut self, start: usize, end: usize) {
        if let Some(label) = self.item_label(start, end) {
            self.writer.insert(self.tree.end(end - 1), &format!(" AS {}", quote(&label)));
        }
    }

    /// The name of the column that these tokens are, when they are a path and nothing else, or when it is that of a user's function.
    pub(super) fn item_label(&mut self, start: usize, end: usize) -> Option<String> {
        let path = self.path.take().filter(|path| path.first == start && path.next == end);
        path.map_or_else(|| self.function_label(start, end), |path| path.label)
    }

    fn function_label(&self, start: usize, end: usize) -> Option<String> {
        if self.user_functions.is_empty() || start >= end || self.list_item(start, end).alias.is_some() {
            return None;
        }
        let source = self.tree.source().get(self.tree.start(start)..self.tree.end(end - 1))?;
        Some(column_name::of(source)).filter(|name| self.user_functions.contains(name))
    }

    /// Whether a literal is compared with a SUPER value: it is a string then, which the engine would read as JSON.
    pub(super) fn is_super_literal(&self, index: usize) -> bool {
        if self.tree.kind(index + 1) == Kind::Cast {
            return false;
        }
        let in_list = self.super_list.is_some_and(|open| index > open && index < self.tree.close(open));
        let behind = self.is_comparison(index.wrapping_sub(1)) && self.ends_super(index.wrapping_sub(1));
        let before = self.is_comparison(index + 1)
            && self.tree.is_name(index + 2)
            && matches!(self.path_end(index + 2), Ok(end) if self.is_path(index + 2, end));
        in_list || behind || before
    }

    /// Whether the parentheses are the list of an `IN` behind a SUPER value.
    pub(super) fn is_super_list(&self, open: usize) -> bool {
        let before = open.wrapping_sub(1);
        let not = before.wrapping_sub(1);
        self.tree.keyword(before) == Keyword::In
            && (self.ends_super(before) || (self.tree.keyword(not) == Keyword::Not && self.ends_super(not)))
    }

    fn is_comparison(&self, index: usize) -> bool {
        self.tree.kind(index) == Kind::Operator
            && matches!(self.tree.text(index), "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=")
    }

    /// Whether the last operand that was written is a SUPER value, and ends in front of a token.
    fn ends_super(&self, next: usize) -> bool {
        self.path.as_ref().is_some_and(|path| path.next == next && !path.is_cast)
    }

    /// Whether a name that was not walked yet is a path into a SUPER value and nothing more.
    fn is_path(&self, start: usize, end: usize) -> bool {
        !matches!(self.tree.kind(end), Kind::Cast | Kind::Open)
            && matches!(self.root(start), Ok(Some((root, root_end))) if root.is_some() || root_end < end)
    }
}

/// The refusal of an index that is computed.
pub(super) fn expression_as_index() -> Refusal {
    Refusal::not_simulated("an index of a SUPER array that is no number")
}

//! The walker over one statement: what it has learnt so far, and the text it has written.

use super::aggregate::Aggregates;
use super::connect_by::Named;
use super::identifier::QualifiedName;
use super::keyword::Keyword;
use super::navigation::{Path, Scope};
use super::select_list::Alias;
use super::token::{Kind, Tree};
use super::writer::Writer;
use super::{Change, Target, expression, history, identifier, limited, navigation, relation};
use crate::refusal::Refusal;

/// The most a rewritten statement may grow to: `DECODE` repeats its first argument, and nested ones multiply.
pub(super) const LONGEST_OUTPUT: usize = 64 * 1024 * 1024;

/// Where in a query block an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clause {
    /// The select list.
    List,
    /// Anywhere else.
    Other,
}

/// A common table expression.
#[derive(Debug)]
pub(super) struct Cte {
    /// The `WITH` that it belongs to.
    pub(super) with: usize,
    pub(super) is_recursive: bool,
    /// Whether its query is being walked.
    pub(super) is_open: bool,
    pub(super) name: String,
    /// The names of its columns, where they were written.
    pub(super) columns: Vec<String>,
    /// Its query in parentheses, in the engine's SQL; of a recursive one that is being read, its first operand, once that was.
    pub(super) query: String,
}

/// The walker over one statement. Its methods are spread over the modules by subject.
#[derive(Debug)]
pub(crate) struct Rewriter<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    pub(super) writer: Writer<'a>,
    /// The common table expressions read so far.
    pub(super) ctes: Vec<Cte>,
    /// How many subqueries, in parentheses, are around the walk.
    pub(super) subqueries: usize,
    /// The recursive one whose first operand comes next.
    pub(super) seed: Option<usize>,
    /// The aliases of the select list that may be named where the walk is.
    pub(super) aliases: Vec<Alias>,
    /// How many bytes they have made the statement longer.
    pub(super) inlined: usize,
    /// Whether the marks `(+)` are left out where the walk is.
    pub(super) skips_marks: bool,
    /// Whether the relations of this block's FROM stand in another order than they were written in.
    pub(super) is_reordered: bool,
    /// The columns that `PRIOR` may name where the walk is.
    pub(super) prior: Option<Vec<Named>>,
    /// What the `ALL` of a `GROUP BY ALL` stands for in this block: the places of items.
    pub(super) group_all: Option<String>,
    /// The query blocks around the walk, from the outermost in.
    pub(super) scopes: Vec<Scope>,
    /// The last path into a SUPER value, or unnested value, that was written.
    pub(super) path: Option<Path>,
    /// The list behind an `IN` whose operand is a SUPER value.
    pub(super) super_list: Option<usize>,
    /// Whether the statement is a `MERGE`.
    pub(super) merge: bool,
    pub(super) clause: Clause,
    /// What the aggregates of this query block have in common.
    pub(super) block: Aggregates,
    /// The parameters that stand as `LIMIT` and `OFFSET`.
    pub(super) limit_parameters: Vec<u16>,
    /// Whether parameters may stand here: not in DDL.
    pub(super) parameters: bool,
    /// Whether a table of a user is read or written.
    pub(super) user_table: bool,
    /// Whether it is an `INSERT` of rows that are written out, which the leader node makes.
    pub(super) inserts_values: bool,
    /// The first leader-node function that was called.
    pub(super) leader_only: Option<String>,
    /// The first `ANY` or `ALL` over a column of arrays.
    pub(super) array_search: Option<usize>,
    /// Whether there is an `ARRAY[..]`.
    pub(super) array_constructor: bool,
    /// Whether a column has an index that is no number.
    pub(super) array_index: bool,
    /// Whether `generate_series` is read from.
    pub(super) series: bool,
    /// Whether a relation of the catalog is read.
    catalog: bool,
    /// The first PostgreSQL system column that was named.
    pub(super) system_column: Option<usize>,
    /// Whether relations must be named with their schema: in a late-binding view.
    pub(super) late_binding: bool,
    /// Whether the query is that of a materialized view.
    pub(super) materialized: bool,
    /// The table that a `MERGE` changes, which its source may not read.
    pub(super) merge_target: Option<QualifiedName>,
    /// The command tag, where the engine's own would differ.
    pub(super) tag: Option<&'static str>,
    /// The functions of users that were called.
    pub(super) user_functions: Vec<String>,
    /// The relations of users, as the engine gets them.
    pub(super) relations: Vec<String>,
    /// The table whose rows are changed.
    pub(super) target: Option<Target>,
    /// Whether the rows that it selects go into a new table.
    pub(super) fills_table: bool,
    /// Whether the history of statements is read.
    pub(super) reads_history: bool,
}

impl<'t, 'a> Rewriter<'t, 'a> {
    /// A walker that writes the source from a byte on.
    pub(crate) fn new(tree: &'t Tree<'a>, start: usize) -> Self {
        Rewriter {
            tree,
            writer: Writer::new(tree.source(), start),
            ctes: Vec::new(),
            subqueries: 0,
            seed: None,
            aliases: Vec::new(),
            inlined: 0,
            skips_marks: false,
            is_reordered: false,
            prior: None,
            group_all: None,
            scopes: Vec::new(),
            path: None,
            super_list: None,
            merge: false,
            clause: Clause::Other,
            block: Aggregates::default(),
            limit_parameters: Vec::new(),
            parameters: true,
            user_table: false,
            inserts_values: false,
            leader_only: None,
            array_search: None,
            array_constructor: false,
            array_index: false,
            series: false,
            catalog: false,
            system_column: None,
            late_binding: false,
            materialized: false,
            merge_target: None,
            tag: None,
            user_functions: Vec::new(),
            relations: Vec::new(),
            target: None,
            fills_table: false,
            reads_history: false,
        }
    }

    /// The rewritten text of the tokens that `walk` goes over, on its own instead of in the statement.
    ///
    /// # Errors
    /// What `walk` refuses, and a text that grows out of bounds.
    pub(super) fn render(
        &mut self,
        start: usize,
        end: usize,
        walk: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Result<String, Refusal> {
        if start >= end {
            return Ok(String::new());
        }
        self.render_up_to(start, |rewriter| walk(rewriter).map(|()| end)).map(|(text, _)| text)
    }

    /// The same where `walk` says which token follows.
    ///
    /// # Errors
    /// What `walk` refuses, and a text that grows out of bounds.
    pub(super) fn render_up_to(
        &mut self,
        start: usize,
        walk: impl FnOnce(&mut Self) -> Result<usize, Refusal>,
    ) -> Result<(String, usize), Refusal> {
        let outer = std::mem::replace(&mut self.writer, Writer::new(self.tree.source(), self.tree.start(start)));
        let walked = walk(self);
        let inner = std::mem::replace(&mut self.writer, outer);
        let next = walked?;
        let text = inner.finish(self.tree.end(next - 1));
        if text.len() > LONGEST_OUTPUT {
            return Err(Refusal::not_simulated("a statement that grows this long"));
        }
        Ok((text, next))
    }

    /// The text that `walk` writes from a token on up to the one that it says follows. It stays in the statement.
    ///
    /// # Errors
    /// What `walk` refuses.
    pub(super) fn written(
        &mut self,
        first: usize,
        walk: impl FnOnce(&mut Self) -> Result<usize, Refusal>,
    ) -> Result<String, Refusal> {
        let mark = self.writer.mark(self.tree.start(first));
        let next = walk(self)?;
        self.writer.mark(self.tree.end(next.max(first + 1) - 1));
        Ok(self.writer.since(mark).to_owned())
    }

    /// The rewritten text of an expression.
    pub(super) fn render_expression(&mut self, start: usize, end: usize) -> Result<String, Refusal> {
        self.render(start, end, |rewriter| rewriter.expression(start, end))
    }

    /// Writes a text in place of tokens, the last one included.
    pub(super) fn replace_tokens(&mut self, first: usize, last: usize, text: &str) {
        self.writer.replace(self.tree.start(first), self.tree.end(last), text);
    }

    /// Leaves tokens out, with the space behind them.
    pub(super) fn skip_tokens(&mut self, first: usize, last: usize) {
        let end = if last + 1 < self.tree.len() { self.tree.start(last + 1) } else { self.tree.end(last) };
        self.writer.skip(self.tree.start(first), end);
    }

    /// Folds a name to lower case where the engine would not do so itself.
    ///
    /// # Errors
    /// On a name that the engine would cut.
    pub(super) fn fold(&mut self, index: usize) -> Result<(), Refusal> {
        identifier::check_length(self.tree, index)?;
        let text = self.tree.text(index);
        if self.tree.kind(index) == Kind::Quoted && text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.replace_tokens(index, index, &text.to_ascii_lowercase());
        }
        Ok(())
    }

    /// Walks a name that stands alone, such as a column of an insert list, and says which token follows.
    ///
    /// # Errors
    /// When it is no name.
    pub(super) fn lone_name(&mut self, index: usize) -> Result<usize, Refusal> {
        if !self.tree.is_name(index) || self.tree.keyword(index).is_reserved() {
            return Err(self.tree.syntax_error(index));
        }
        self.fold(index)?;
        Ok(index + 1)
    }

    /// Walks a parenthesized list of names, and says which token follows.
    ///
    /// # Errors
    /// When it is no list of names.
    pub(super) fn name_list(&mut self, open: usize) -> Result<usize, Refusal> {
        let close = self.tree.close(open);
        let mut at = open + 1;
        loop {
            at = self.lone_name(at)?;
            match self.tree.kind(at) {
                Kind::Comma if at < close => at += 1,
                _ if at == close => return Ok(close + 1),
                _ => return Err(self.tree.syntax_error(at)),
            }
        }
    }

    /// Walks the name of a relation that is read or written, and says which token follows.
    ///
    /// # Errors
    /// When it is no name, or names a relation that does not exist or is not simulated.
    pub(super) fn relation(&mut self, index: usize) -> Result<usize, Refusal> {
        let (name, next) = self.checked_relation(index)?;
        self.write_relation(index, next, &name)?;
        Ok(next)
    }

    /// Walks the name of a relation in `FROM`, where the catalog is shown through views of the pack.
    ///
    /// # Errors
    /// As `relation`.
    pub(super) fn source_relation(&mut self, index: usize, end: usize) -> Result<usize, Refusal> {
        let (name, next) = self.checked_relation(index)?;
        match relation::view_of(&name) {
            Some(view) if !self.is_cte(&name) => {
                limited::check_relation(self.tree, &name.name)?;
                let has_alias = self.alias_of(next, end).is_some();
                let alias = if has_alias { String::new() } else { format!(" AS {}", identifier::quote(&name.name)) };
                self.replace_tokens(index, next - 1, &format!("{view}{alias}"));
            }
            _ => self.write_relation(index, next, &name)?,
        }
        Ok(next)
    }

    fn is_cte(&self, name: &QualifiedName) -> bool {
        name.qualifiers.is_empty() && self.ctes.iter().any(|cte| cte.name == name.name)
    }

    fn checked_relation(&mut self, index: usize) -> Result<(QualifiedName, usize), Refusal> {
        let (name, next) = relation::read(self.tree, index)?;
        if self.is_merge_target(&name) {
            let message = "Source view/subquery in Merge statement cannot reference target table.";
            return Err(Refusal::not_supported(message));
        }
        let is_cte = self.is_cte(&name);
        if self.late_binding && !is_cte && name.qualifiers.is_empty() {
            let what = "the answer to a name without schema in a view WITH NO SCHEMA BINDING, which is refused,";
            return Err(Refusal::not_simulated(what));
        }
        if !is_cte {
            let is_catalog = relation::is_catalog(self.tree, index, &name)?;
            self.catalog |= is_catalog;
            self.user_table |= !is_catalog;
            self.reads_history |= history::is_history(&name);
            let relation = name.to_string();
            if !is_catalog && !self.relations.contains(&relation) {
                self.relations.push(relation);
            }
        }
        Ok((name, next))
    }

    fn write_relation(&mut self, index: usize, next: usize, name: &QualifiedName) -> Result<(), Refusal> {
        if !self.is_cte(name) && relation::is_built(name) {
            self.replace_tokens(index, next - 1, &format!("redshift_local.{}", name.name));
        } else if name.is_temporary() {
            let prefix = if name.qualifiers.is_empty() { index } else { next - 2 };
            self.replace_tokens(prefix, next - 1, &identifier::quote(&name.name));
        } else {
            for part in (index..next).step_by(2) {
                self.fold(part)?;
            }
        }
        Ok(())
    }

    /// Walks the name of the table whose rows are changed, and says which token follows.
    ///
    /// # Errors
    /// As `relation`.
    pub(super) fn target(&mut self, index: usize, change: Change) -> Result<usize, Refusal> {
        let next = self.relation(index)?;
        let (name, _) = relation::read(self.tree, index)?;
        if !relation::is_catalog(self.tree, index, &name)? {
            let position = self.tree.position(self.tree.start(index));
            self.target = Some(Target { table: name.to_string(), change, position });
        }
        Ok(next)
    }

    /// Whether a relation is the target of the `MERGE` that is walked. Without a schema it is taken to be in `public`.
    pub(super) fn is_merge_target(&self, name: &QualifiedName) -> bool {
        let schema = |name: &QualifiedName| name.schema().unwrap_or("public").to_owned();
        self.merge_target.as_ref().is_some_and(|target| target.name == name.name && schema(target) == schema(name))
    }

    /// Refuses to read the history of statements in a definition: the gate tells it to the statement that names it.
    ///
    /// # Errors
    /// When it is read.
    pub(super) fn check_definition(&self, what: &str) -> Result<(), Refusal> {
        if self.reads_history { Err(history::not_in_definition(what)) } else { Ok(()) }
    }

    /// Refuses what only the whole statement shows: leader-node functions and system columns together with a user table, and arrays
    /// without the catalog.
    ///
    /// # Errors
    /// When the statement does either.
    pub(super) fn check_whole(&self) -> Result<(), Refusal> {
        // sqlalchemy-redshift has one beside the arrays of the catalog.
        if self.array_constructor && (self.user_table || !self.catalog) {
            return Err(Refusal::unknown_answer("an array constructor"));
        }
        if self.array_index && (self.user_table || !self.catalog) {
            return Err(navigation::expression_as_index());
        }
        if !self.user_table {
            // AWS's JDBC driver joins the keys of the catalog with one; alone it is on the list of functions that are not supported.
            if self.series && !self.catalog {
                return Err(Refusal::not_simulated("the table function generate_series"));
            }
            return Ok(());
        }
        if self.leader_only.as_deref() == Some("substr") {
            return Err(Refusal::not_supported("SUBSTR() function is not supported (Hint: use SUBSTRING instead)"));
        }
        if self.leader_only.is_some() {
            let message = "Specified types or functions (one per INFO message) not supported on Redshift tables.";
            return Err(Refusal::not_supported(message));
        }
        if let Some(index) = self.array_search {
            return Err(expression::array_search(&self.tree.text(index).to_ascii_uppercase()));
        }
        if let Some(index) = self.system_column {
            let name = self.tree.text(index).to_ascii_lowercase();
            let refusal = Refusal::new("42703", format!("column \"{name}\" does not exist"));
            return Err(refusal.at(self.tree.position(self.tree.start(index))));
        }
        Ok(())
    }

    /// Whether a token ends an operand, so that what follows is an operator, an alias or the next clause.
    pub(super) fn ends_operand(&self, index: usize) -> bool {
        match self.tree.kind(index) {
            Kind::Quoted | Kind::String | Kind::Number | Kind::Parameter | Kind::Close | Kind::CloseBracket => true,
            Kind::Word => {
                let keyword = self.tree.keyword(index);
                !keyword.is_reserved()
                    || matches!(
                        keyword,
                        Keyword::End
                            | Keyword::Null
                            | Keyword::True
                            | Keyword::False
                            | Keyword::Default
                            | Keyword::Sysdate
                            | Keyword::CurrentDate
                            | Keyword::CurrentTime
                            | Keyword::CurrentTimestamp
                            | Keyword::CurrentUser
                            | Keyword::CurrentUserId
                            | Keyword::SessionUser
                            | Keyword::User
                            | Keyword::Localtime
                            | Keyword::Localtimestamp
                            | Keyword::Isnull
                            | Keyword::Notnull
                            | Keyword::Asc
                            | Keyword::Desc
                    )
            }
            Kind::Operator => self.tree.text(index) == "*",
            _ => false,
        }
    }

    /// The number of a `$n`.
    pub(super) fn parameter(&self, index: usize) -> Option<u16> {
        self.tree.text(index).strip_prefix('$').and_then(|number| number.parse().ok())
    }
}

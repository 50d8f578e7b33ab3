//! `CREATE TABLE` with columns, and `CREATE TABLE .. AS`.

use super::attributes::{ColumnAttributes, TableAttributes, text_array};
use super::block::Block;
use super::constraint::{Constraint, ConstraintKind};
use super::cursor::Cursor;
use super::data_type::{self, DataType};
use super::identifier::{self, QualifiedName, quote, quote_list};
use super::keyword::Keyword;
use super::limited;
use super::rewriter::Rewriter;
use super::token::Kind;
use super::{History, Statement, encoding};
use crate::refusal::Refusal;

/// Most columns of a table ("CREATE TABLE").
const MOST_COLUMNS: usize = 1600;

/// What stands in front of the parentheses or the attributes.
struct Head {
    name: QualifiedName,
    temporary: bool,
    if_not_exists: bool,
    /// Whether the engine's user is no superuser.
    is_limited: bool,
}

impl Head {
    /// Reads what stands between `CREATE` and the parentheses or the attributes.
    fn read(cursor: &mut Cursor<'_, '_>) -> Result<Self, Refusal> {
        cursor.take(Keyword::Local);
        let temporary = cursor.take(Keyword::Temporary) || cursor.take(Keyword::Temp);
        cursor.expect(Keyword::Table)?;
        let if_not_exists = cursor.keyword() == Keyword::If;
        if if_not_exists {
            cursor.at += 1;
            cursor.expect(Keyword::Not)?;
            cursor.expect(Keyword::Exists)?;
        }
        let name = cursor.qualified_name()?;
        if temporary && !name.qualifiers.is_empty() {
            return Err(Refusal::new("42601", "temporary tables may not specify a schema name"));
        }
        let is_limited = cursor.tree.is_limited();
        Ok(Head { temporary: temporary || name.is_temporary(), name, if_not_exists, is_limited })
    }

    /// The statement up to its name.
    fn sql(&self, if_not_exists: bool) -> String {
        let temporary = if self.temporary { "TEMP " } else { "" };
        let condition = if if_not_exists { "IF NOT EXISTS " } else { "" };
        format!("CREATE {temporary}TABLE {condition}{}", self.name)
    }

    /// The statement that creates the table, with what stands behind its name, and does the rest, as one.
    fn statement(&self, rest: &str, calls: &[String], tag: &'static str) -> Statement {
        let create = |if_not_exists| format!("{}{rest}", self.sql(if_not_exists));
        let calls = if self.is_limited { [calls, &limited::after_table()].concat() } else { calls.to_vec() };
        let calls = calls.as_slice();
        if calls.is_empty() {
            return Statement::new(create(self.if_not_exists));
        }
        let mut block = Block::default();
        if self.if_not_exists {
            block.create_if_missing(&self.name, self.temporary, &create(false), &create(true), calls);
        } else {
            block.create(&self.name, self.temporary, &create(false), calls);
        }
        block.finish(tag)
    }
}

/// Rewrites a `CREATE TABLE`; the cursor stands behind `CREATE`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn rewrite(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let head = Head::read(&mut cursor)?;
    if is_columns(&cursor) { columns(&head, cursor) } else { as_query(&head, cursor) }
}

/// The query of a `CREATE TABLE .. AS` under `EXPLAIN`, and whether it reads tables of users; the cursor stands behind `CREATE`. `None`
/// for one without a query. Whether the keys are columns of the query shows when the table is created.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn explained(mut cursor: Cursor<'_, '_>) -> Result<Option<(String, bool)>, Refusal> {
    let head = Head::read(&mut cursor)?;
    if is_columns(&cursor) {
        return Ok(None);
    }
    before_query(&head, &mut cursor)?;
    rewritten_query(&mut cursor, false).map(|(query, rewriter)| Some((query, rewriter.user_table)))
}

/// Whether columns follow, and not the query of a `CREATE TABLE .. AS` with what stands before it.
fn is_columns(cursor: &Cursor<'_, '_>) -> bool {
    cursor.kind() == Kind::Open && !is_query_in_parentheses(cursor) && !is_column_names(cursor)
}

/// Whether the parentheses hold names only, as those of a `CREATE TABLE t (a, b) AS`.
fn is_column_names(cursor: &Cursor<'_, '_>) -> bool {
    let mut inner = *cursor;
    let Ok(mut list) = inner.parenthesized() else { return false };
    loop {
        if list.keyword() == Keyword::Like || list.name().is_err() {
            return false;
        }
        if list.is_at_end() {
            return true;
        }
        if !list.take_kind(Kind::Comma) {
            return false;
        }
    }
}

fn is_query_in_parentheses(cursor: &Cursor<'_, '_>) -> bool {
    matches!(cursor.tree.keyword(cursor.at + 1), Keyword::Select | Keyword::With)
}

/// `CREATE TABLE name [(columns)] [attributes] AS query`
fn as_query(head: &Head, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let (names, calls) = before_query(head, &mut cursor)?;
    let (query, rewriter) = rewritten_query(&mut cursor, false)?;
    let history = History {
        query_type: Some("CTAS"),
        is_query: true,
        fills_table: true,
        is_read: rewriter.reads_history,
        label: None,
    };
    Ok(Statement { history, ..head.statement(&format!("{names} AS {query}"), &calls, "SELECT") })
}

/// `[(columns)] [attributes] AS`: the columns as the engine gets them, and the calls that record the attributes.
fn before_query(head: &Head, cursor: &mut Cursor<'_, '_>) -> Result<(String, Vec<String>), Refusal> {
    let names = if cursor.kind() == Kind::Open { Some(cursor.names()?) } else { None };
    let mut attributes = TableAttributes::default();
    let mut position = None;
    loop {
        if cursor.keyword() == Keyword::Distkey && cursor.tree.kind(cursor.at + 2) == Kind::Number {
            // DISTKEY may name the column by its position here.
            cursor.at += 1;
            let mut inner = cursor.parenthesized()?;
            position = Some(inner.integer()?);
            inner.expect_end()?;
        } else if !attributes.read(cursor)? {
            break;
        }
    }
    if attributes.encode_auto || attributes.sort_style == Some("auto") || head.if_not_exists {
        return Err(cursor.syntax_error());
    }
    if position.is_none() {
        attributes.check()?;
    }
    cursor.expect(Keyword::As)?;
    let names = names.map_or_else(String::new, |names| format!(" ({})", quote_list(&names)));
    let mut calls = attributes.record(&[]);
    if let Some(position) = position {
        if !attributes.dist_keys.is_empty() {
            return Err(Refusal::unknown_answer("more than one DISTKEY"));
        }
        calls.push(format!("redshift_local.record_distkey(t, {position})"));
    }
    Ok((names, calls))
}

/// The rewritten query of a view. Parameters have no place in it.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn view_query(cursor: &mut Cursor<'_, '_>) -> Result<String, Refusal> {
    let (query, rewriter) = rewritten_query(cursor, false)?;
    rewriter.check_definition("a view")?;
    Ok(query)
}

/// The rewritten query of a view `WITH NO SCHEMA BINDING`, and the relations that it reads.
///
/// # Errors
/// As `view_query`.
pub(crate) fn late_binding_query(mut cursor: Cursor<'_, '_>) -> Result<(String, Vec<String>), Refusal> {
    let (query, rewriter) = rewritten_query(&mut cursor, true)?;
    rewriter.check_definition("a view")?;
    Ok((query, rewriter.relations))
}

/// The rewritten query that the rest of a DDL statement is, and what the rewriter has seen in it. Parameters have no place in it.
fn rewritten_query<'tree, 'source>(
    cursor: &mut Cursor<'tree, 'source>,
    late_binding: bool,
) -> Result<(String, Rewriter<'tree, 'source>), Refusal> {
    let (start, end) = (cursor.at, cursor.end);
    if start >= end {
        return Err(cursor.syntax_error());
    }
    let mut rewriter = Rewriter::new(cursor.tree, cursor.tree.start(start));
    rewriter.parameters = false;
    rewriter.late_binding = late_binding;
    let query = rewriter.render(start, end, |rewriter| rewriter.query(start, end))?;
    rewriter.check_whole()?;
    cursor.at = end;
    Ok((query, rewriter))
}

/// `CREATE TABLE name (elements) [attributes]`
fn columns(head: &Head, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let mut list = cursor.parenthesized()?;
    let mut table = Elements { table: head.name.name.clone(), ..Elements::default() };
    loop {
        table.element(&mut list)?;
        if !list.take_kind(Kind::Comma) {
            break;
        }
    }
    list.expect_end()?;
    while table.attributes.read(&mut cursor)? {}
    cursor.expect_end()?;
    table.check()?;
    let mut calls: Vec<String> = table
        .parents
        .iter()
        .map(|parent| format!("redshift_local.copy_attributes(t, to_regclass({}))", identifier::literal(parent)))
        .collect();
    calls.extend(table.attributes.record(&table.column_attributes));
    let is_clause = |constraint: &&Constraint| !head.is_limited && constraint.clause().is_some();
    table.sql.extend(table.constraints.iter().filter(is_clause).filter_map(Constraint::clause));
    for constraint in table.constraints.iter().filter(|constraint| !is_clause(constraint)) {
        if constraint.kind == ConstraintKind::PrimaryKey {
            calls.push(format!("redshift_local.make_not_null(t, {})", text_array(&constraint.columns)));
        }
        calls.push(constraint.call());
    }
    Ok(head.statement(&format!(" ({})", table.sql.join(", ")), &calls, "CREATE TABLE"))
}

/// What the parentheses of a `CREATE TABLE` hold.
#[derive(Default)]
struct Elements {
    table: String,
    /// The elements as the engine gets them.
    sql: Vec<String>,
    columns: Vec<(String, DataType)>,
    column_attributes: Vec<ColumnAttributes>,
    attributes: TableAttributes,
    /// The tables named by `LIKE`.
    parents: Vec<String>,
    constraints: Vec<Constraint>,
}

impl Elements {
    fn element(&mut self, list: &mut Cursor<'_, '_>) -> Result<(), Refusal> {
        match list.keyword() {
            Keyword::Like => self.like(list),
            Keyword::Constraint | Keyword::Primary | Keyword::Unique | Keyword::Foreign | Keyword::Check => {
                self.constraints.push(Constraint::of_table(list, "CREATE TABLE CHECK constraint is not supported")?);
                Ok(())
            }
            _ => {
                let column = column(list, &self.table)?;
                self.column(column)
            }
        }
    }

    /// `LIKE parent [{INCLUDING | EXCLUDING} DEFAULTS]`
    fn like(&mut self, list: &mut Cursor<'_, '_>) -> Result<(), Refusal> {
        list.at += 1;
        let parent = list.qualified_name()?.to_string();
        let mut options = String::new();
        while matches!(list.keyword(), Keyword::Including | Keyword::Excluding) {
            let word = list.text();
            list.at += 1;
            if !list.text().eq_ignore_ascii_case("defaults") {
                return Err(list.syntax_error());
            }
            list.at += 1;
            options.push_str(&format!(" {word} DEFAULTS"));
        }
        // The length of a VARBYTE is a constraint in the engine. Without a superuser keys are too, which the new table does not have.
        let constraints = if list.tree.is_limited() { "" } else { " INCLUDING CONSTRAINTS" };
        self.sql.push(format!("LIKE {parent}{options}{constraints}"));
        self.parents.push(parent);
        Ok(())
    }

    fn column(&mut self, column: Column) -> Result<(), Refusal> {
        if self.columns.iter().any(|(name, _)| *name == column.attributes.name) {
            return Err(Refusal::new("42701", format!("column \"{}\" duplicated", column.attributes.name)));
        }
        if column.is_dist_key {
            self.attributes.dist_keys.push(column.attributes.name.clone());
        }
        if column.is_sort_key {
            self.attributes.sort_by(&column.attributes.name)?;
        }
        self.constraints.extend(column.constraints.iter().cloned());
        self.sql.push(column.sql());
        self.columns.push((column.attributes.name.clone(), column.data_type));
        self.column_attributes.push(column.attributes);
        Ok(())
    }

    fn check(&self) -> Result<(), Refusal> {
        if self.columns.len() > MOST_COLUMNS {
            return Err(Refusal::new("54011", format!("tables can have at most {MOST_COLUMNS} columns")));
        }
        if self.constraints.iter().filter(|constraint| constraint.kind == ConstraintKind::PrimaryKey).count() > 1 {
            let message = format!("multiple primary keys for table \"{}\" are not allowed", self.table);
            return Err(Refusal::new("42P16", message));
        }
        self.attributes.check()?;
        if !self.parents.is_empty() {
            // Distribution and sorting come from the parent and cannot be written ("CREATE TABLE", LIKE).
            if self.attributes.dist_style.is_some()
                || !self.attributes.dist_keys.is_empty()
                || self.attributes.sort_style.is_some()
            {
                return Err(Refusal::unknown_answer("a distribution or sort key with LIKE"));
            }
            return Ok(());
        }
        let columns: Vec<_> = self.columns.iter().map(|(name, data_type)| (name.as_str(), *data_type)).collect();
        self.attributes.check_columns(&self.table, &columns)
    }
}

/// A column definition.
pub(crate) struct Column {
    /// What goes to the side catalog.
    pub(crate) attributes: ColumnAttributes,
    /// The type.
    pub(crate) data_type: DataType,
    /// The default, as the engine gets it.
    pub(crate) default: Option<String>,
    /// The identity clause, as the engine gets it.
    pub(crate) identity: Option<String>,
    /// Whether it was written that the column may or must not be `NULL`.
    pub(crate) nullable: Option<bool>,
    /// `PRIMARY KEY`, `UNIQUE` and `REFERENCES`
    pub(crate) constraints: Vec<Constraint>,
    /// `DISTKEY`
    pub(crate) is_dist_key: bool,
    /// `SORTKEY`
    pub(crate) is_sort_key: bool,
}

impl Column {
    /// The definition as the engine gets it.
    pub(crate) fn sql(&self) -> String {
        let name = quote(&self.attributes.name);
        let mut sql = format!("{name} {}", self.data_type.engine());
        if let Some(default) = &self.default {
            sql.push_str(&format!(" DEFAULT {default}"));
        }
        if let Some(identity) = &self.identity {
            sql.push_str(&format!(" {identity}"));
        }
        match self.nullable {
            Some(false) => sql.push_str(" NOT NULL"),
            Some(true) if self.identity.is_none() => sql.push_str(" NULL"),
            _ => {}
        }
        if let Some(length) = self.attributes.varbyte_length {
            sql.push_str(&format!(" CHECK (redshift_local.varbyte_fits({name}, {length}))"));
        }
        sql
    }
}

/// Reads a column definition. Attributes and constraints come in any order, as in the manual's own examples.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn column(list: &mut Cursor<'_, '_>, table: &str) -> Result<Column, Refusal> {
    let name = list.name()?;
    if identifier::is_system_column(&name) {
        let message = format!("column name \"{name}\" conflicts with a system column name");
        return Err(Refusal::new("42701", message));
    }
    if list.is_at_end() || list.kind() == Kind::Comma {
        return Err(list.syntax_error());
    }
    let (type_name, next) = data_type::read(list.tree, list.at)?;
    let data_type = type_name.for_column(&format!("{table}.{name}"))?;
    list.at = next;
    let varbyte_length = match data_type {
        DataType::Varbyte(length) => Some(length),
        _ => None,
    };
    let mut column = Column {
        attributes: ColumnAttributes { name, varbyte_length, ..ColumnAttributes::default() },
        data_type,
        default: None,
        identity: None,
        nullable: None,
        constraints: Vec::new(),
        is_dist_key: false,
        is_sort_key: false,
    };
    while !list.is_at_end() && list.kind() != Kind::Comma {
        column.attribute(list)?;
    }
    Ok(column)
}

impl Column {
    /// Reads one attribute or constraint.
    fn attribute(&mut self, list: &mut Cursor<'_, '_>) -> Result<(), Refusal> {
        match list.keyword() {
            Keyword::Default if self.default.is_none() => {
                list.at += 1;
                self.default = Some(default(list)?);
            }
            Keyword::Identity if self.identity.is_none() => {
                list.at += 1;
                self.read_identity(list, "ALWAYS")?;
            }
            Keyword::Generated if self.identity.is_none() => {
                list.at += 1;
                for keyword in [Keyword::By, Keyword::Default, Keyword::As, Keyword::Identity] {
                    list.expect(keyword)?;
                }
                self.read_identity(list, "BY DEFAULT")?;
            }
            Keyword::Encode => {
                list.at += 1;
                self.read_encoding(list)?;
            }
            Keyword::Distkey => {
                list.at += 1;
                self.is_dist_key = true;
            }
            Keyword::Sortkey => {
                list.at += 1;
                self.is_sort_key = true;
            }
            Keyword::Collate => {
                list.at += 1;
                self.read_collation(list)?;
            }
            Keyword::Not if self.nullable != Some(true) => {
                list.at += 1;
                list.expect(Keyword::Null)?;
                self.nullable = Some(false);
            }
            Keyword::Null if self.nullable != Some(false) => {
                list.at += 1;
                self.nullable = Some(true);
            }
            _ => self.constraints.push(Constraint::of_column(list, &self.attributes.name)?),
        }
        Ok(())
    }

    /// `IDENTITY [(seed, step)]`: for INTEGER and BIGINT, and never NULL.
    fn read_identity(&mut self, list: &mut Cursor<'_, '_>, kind: &str) -> Result<(), Refusal> {
        let (mut seed, mut step) = (1, 1);
        if list.kind() == Kind::Open {
            let mut inner = list.parenthesized()?;
            seed = inner.integer()?;
            if !inner.take_kind(Kind::Comma) {
                return Err(inner.syntax_error());
            }
            step = inner.integer()?;
            inner.expect_end()?;
        }
        let (least, most) = match self.data_type {
            DataType::Integer => (i64::from(i32::MIN), i64::from(i32::MAX)),
            DataType::BigInt => (i64::MIN, i64::MAX),
            _ => return Err(Refusal::unknown_answer("an IDENTITY of another type than INT and BIGINT")),
        };
        if step == 0 {
            return Err(Refusal::unknown_answer("an IDENTITY that does not move"));
        }
        self.identity = Some(format!(
            "GENERATED {kind} AS IDENTITY (START WITH {seed} INCREMENT BY {step} MINVALUE {least} MAXVALUE {most})"
        ));
        Ok(())
    }

    fn read_encoding(&mut self, list: &mut Cursor<'_, '_>) -> Result<(), Refusal> {
        let encoding = list.text().to_ascii_lowercase();
        if list.kind() != Kind::Word || !encoding::exists(&encoding) || self.attributes.encoding.is_some() {
            return Err(list.syntax_error());
        }
        encoding::check(&encoding, self.data_type, &self.attributes.name)?;
        self.attributes.encoding = Some(encoding);
        list.at += 1;
        Ok(())
    }

    fn read_collation(&mut self, list: &mut Cursor<'_, '_>) -> Result<(), Refusal> {
        match list.text().to_ascii_lowercase().as_str() {
            "case_sensitive" => self.attributes.collation = Some("case_sensitive"),
            "case_insensitive" => return Err(Refusal::not_simulated("COLLATE CASE_INSENSITIVE")),
            _ => return Err(list.syntax_error()),
        }
        list.at += 1;
        Ok(())
    }
}

/// Reads the expression behind `DEFAULT`: constants and functions, no columns, no subquery ("CREATE TABLE", DEFAULT).
fn default(list: &mut Cursor<'_, '_>) -> Result<String, Refusal> {
    let (start, tree) = (list.at, list.tree);
    while !list.is_at_end() && list.kind() != Kind::Comma {
        let ends = matches!(
            list.keyword(),
            Keyword::Encode
                | Keyword::Distkey
                | Keyword::Sortkey
                | Keyword::Not
                | Keyword::Null
                | Keyword::Primary
                | Keyword::Unique
                | Keyword::References
                | Keyword::Collate
                | Keyword::Identity
                | Keyword::Generated
                | Keyword::Constraint
                | Keyword::Check
                | Keyword::Deferrable
        );
        if ends && list.at > start {
            break;
        }
        if list.kind() == Kind::Open && tree.keyword(list.at + 1) == Keyword::Select {
            return Err(Refusal::not_supported("cannot use subquery in default expression"));
        }
        list.at = tree.next(list.at);
    }
    let end = list.at;
    if start == end {
        return Err(list.syntax_error());
    }
    let mut rewriter = Rewriter::new(tree, tree.start(start));
    rewriter.parameters = false;
    // A default is evaluated for a user table.
    rewriter.user_table = true;
    let text = rewriter.render_expression(start, end)?;
    rewriter.check_whole()?;
    rewriter.check_definition("a default")?;
    Ok(text)
}

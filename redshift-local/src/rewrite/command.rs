//! The short commands: cursors, prepared statements, `EXPLAIN`, comments, privileges, and those that Redshift does not have.

use super::block::Block;
use super::create_table;
use super::cursor::Cursor;
use super::identifier::{literal, quote};
use super::keyword::Keyword;
use super::lenient::Lenient;
use super::rewriter::Rewriter;
use super::token::Kind;
use super::{History, PreparedInSql, Statement, data_type, procedure, routine};
use crate::refusal::Refusal;

/// Rewrites a command; the cursor stands behind its first word.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn rewrite(first: Keyword, cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let start = cursor.at - 1;
    match first {
        Keyword::Explain => explain(cursor),
        Keyword::Declare => declare(cursor),
        Keyword::Fetch => fetch(cursor),
        Keyword::Close => close(cursor),
        Keyword::Prepare => prepare(cursor),
        Keyword::Execute => execute(cursor),
        Keyword::Deallocate => deallocate(cursor),
        Keyword::Comment => comment(cursor),
        Keyword::Call => procedure::call(cursor),
        Keyword::Grant => privileges(cursor, "GRANT"),
        Keyword::Revoke => privileges(cursor, "REVOKE"),
        Keyword::Copy => Err(copy(cursor)),
        Keyword::Savepoint
        | Keyword::Release
        | Keyword::Listen
        | Keyword::Notify
        | Keyword::Unlisten
        | Keyword::Cluster
        | Keyword::Reindex => Err(Refusal::unknown_answer(&cursor.tree.text(start).to_ascii_uppercase())),
        // Words that begin nothing in Redshift.
        Keyword::Discard | Keyword::Do | Keyword::Values | Keyword::Table => Err(cursor.tree.syntax_error(start)),
        _ if cursor.tree.kind(start) == Kind::Word => {
            Err(Refusal::not_simulated(&cursor.tree.text(start).to_ascii_uppercase()))
        }
        _ => Err(cursor.tree.syntax_error(start)),
    }
}

/// The rewritten statement that the rest of a command is, with the parameters of its `LIMIT`.
fn inner(cursor: &Cursor<'_, '_>, prefix: &str) -> Result<Statement, Refusal> {
    let (start, end) = (cursor.at, cursor.end);
    if start >= end {
        return Err(cursor.syntax_error());
    }
    let mut rewriter = Rewriter::new(cursor.tree, cursor.tree.start(start));
    rewriter.prepared_statement(start, end)?;
    let limit_parameters = std::mem::take(&mut rewriter.limit_parameters);
    let target = rewriter.target.take();
    rewriter.check_definition("a statement with a name in SQL")?;
    let text = rewriter.writer.finish(cursor.tree.end(end - 1));
    Ok(Statement { limit_parameters, target, ..Statement::new(format!("{prefix}{text}")) })
}

/// `EXPLAIN statement`: the pack prints the engine's plan in Redshift's shape. There is no `ANALYZE`.
fn explain(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let not_simulated = |what: &str| Err(Refusal::not_simulated(&format!("EXPLAIN {what}")));
    if cursor.take(Keyword::Verbose) {
        return not_simulated("VERBOSE");
    }
    let (start, end) = (cursor.at, cursor.end);
    if start >= end || cursor.keyword() == Keyword::Merge {
        return Err(cursor.syntax_error());
    }
    if cursor.keyword() == Keyword::Execute {
        return not_simulated("EXECUTE");
    }
    cursor.tree.accept(Lenient::Explain)?;
    // The manual does not say whether a plan is made before values are bound.
    if (start..end).any(|index| cursor.tree.kind(index) == Kind::Parameter) {
        return not_simulated("of a statement with parameters");
    }
    if cursor.take(Keyword::Create) {
        // The plan is that of the query, whose rows stay on the compute nodes ("CTAS usage notes").
        let Some((query, on_compute_nodes)) = create_table::explained(cursor)? else {
            return not_simulated("CREATE");
        };
        let sql = format!("SELECT * FROM redshift_local.explain({}, {on_compute_nodes}, false)", literal(&query));
        return Ok(Statement::tagged(sql, "EXPLAIN"));
    }
    let mut rewriter = Rewriter::new(cursor.tree, cursor.tree.start(start));
    rewriter.prepared_statement(start, end)?;
    let on_compute_nodes = rewriter.user_table;
    let statement = rewriter.writer.finish(cursor.tree.end(end - 1));
    let sql = format!("SELECT * FROM redshift_local.explain({}, {on_compute_nodes})", literal(&statement));
    Ok(Statement::tagged(sql, "EXPLAIN"))
}

/// `DECLARE name CURSOR [WITHOUT HOLD] FOR query`: forward only, inside a block. The manual's grammar lacks the words that psycopg2 sends.
fn declare(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let name = quote(&cursor.name()?);
    cursor.expect(Keyword::Cursor)?;
    if cursor.take(Keyword::Without) {
        cursor.expect(Keyword::Hold)?;
    }
    cursor.expect(Keyword::For)?;
    let (start, end) = (cursor.at, cursor.end);
    if start >= end {
        return Err(cursor.syntax_error());
    }
    let mut rewriter = Rewriter::new(cursor.tree, cursor.tree.start(start));
    let query = rewriter.render(start, end, |rewriter| rewriter.query(start, end))?;
    rewriter.check_whole()?;
    let limit_parameters = std::mem::take(&mut rewriter.limit_parameters);
    let history = History { is_read: rewriter.reads_history, ..History::default() };
    Ok(Statement {
        history,
        limit_parameters,
        ..Statement::new(format!("DECLARE {name} NO SCROLL CURSOR FOR {query}"))
    })
}

/// `FETCH [NEXT | ALL | FORWARD [n | ALL]] FROM name`
fn fetch(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let mut sql = "FETCH ".to_owned();
    if cursor.take(Keyword::Next) {
        sql.push_str("NEXT ");
    } else if cursor.take(Keyword::All) {
        sql.push_str("ALL ");
    } else if cursor.take(Keyword::Forward) {
        sql.push_str("FORWARD ");
        if cursor.take(Keyword::All) {
            sql.push_str("ALL ");
        } else if cursor.kind() == Kind::Number {
            sql.push_str(&format!("{} ", cursor.integer()?));
        }
    }
    cursor.expect(Keyword::From)?;
    sql.push_str(&format!("FROM {}", quote(&cursor.name()?)));
    cursor.expect_end()?;
    Ok(Statement::new(sql))
}

fn close(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let name = quote(&cursor.name()?);
    cursor.expect_end()?;
    Ok(Statement::new(format!("CLOSE {name}")))
}

/// `PREPARE name [(types)] AS statement`: rows only, no DDL ("PREPARE").
fn prepare(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let label = cursor.name()?;
    let name = quote(&label);
    let mut types = Vec::new();
    if cursor.kind() == Kind::Open {
        let mut list = cursor.parenthesized()?;
        loop {
            let (type_name, next) = data_type::read(list.tree, list.at)?;
            types.push(type_name.for_cast()?);
            list.at = next;
            if !list.take_kind(Kind::Comma) {
                break;
            }
        }
        list.expect_end()?;
    }
    cursor.expect(Keyword::As)?;
    let types = if types.is_empty() { String::new() } else { format!(" ({})", types.join(", ")) };
    if cursor.keyword() == Keyword::Merge {
        return Err(cursor.syntax_error());
    }
    let statement = inner(&cursor, &format!("PREPARE {name}{types} AS "))?;
    // The types are in the text, where the gate does not see them.
    Ok(Statement { limit_parameters: Vec::new(), prepared: Some(PreparedInSql::Prepare(label)), ..statement })
}

/// `EXECUTE name [(expressions)]`
fn execute(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let name = cursor.name()?;
    let mut sql = format!("EXECUTE {}", quote(&name));
    if cursor.kind() == Kind::Open {
        let list = cursor.parenthesized()?;
        let mut rewriter = Rewriter::new(cursor.tree, cursor.tree.start(list.at));
        sql.push_str(&format!(" ({})", rewriter.render_expression(list.at, list.end)?));
    }
    cursor.expect_end()?;
    Ok(Statement { prepared: Some(PreparedInSql::Execute(name)), ..Statement::new(sql) })
}

/// `DEALLOCATE [PREPARE] name`
fn deallocate(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    cursor.take(Keyword::Prepare);
    let name = quote(&cursor.name()?);
    cursor.expect_end()?;
    Ok(Statement::new(format!("DEALLOCATE {name}")))
}

/// `COMMENT ON {TABLE | COLUMN | CONSTRAINT | DATABASE | VIEW} .. IS {'text' | NULL}`
fn comment(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    cursor.expect(Keyword::On)?;
    let kind = cursor.text().to_ascii_uppercase();
    let mut database = None;
    let object = match cursor.keyword() {
        Keyword::Table | Keyword::View | Keyword::Column => {
            cursor.at += 1;
            cursor.qualified_name()?.to_string()
        }
        Keyword::Constraint => {
            cursor.at += 1;
            let constraint = quote(&cursor.name()?);
            cursor.expect(Keyword::On)?;
            format!("{constraint} ON {}", cursor.qualified_name()?)
        }
        Keyword::Database => {
            cursor.at += 1;
            let name = cursor.name()?;
            database = Some(name.clone());
            quote(&name)
        }
        _ => return Err(cursor.syntax_error()),
    };
    cursor.expect(Keyword::Is)?;
    if cursor.kind() != Kind::String && cursor.keyword() != Keyword::Null {
        return Err(cursor.syntax_error());
    }
    let text = cursor.text();
    cursor.at += 1;
    cursor.expect_end()?;
    let sql = format!("COMMENT ON {kind} {object} IS {text}");
    Ok(match database {
        Some(name) => about_databases(&[name], &sql, "COMMENT"),
        None => Statement::new(sql),
    })
}

/// `GRANT privileges ON .. TO ..` and `REVOKE [GRANT OPTION FOR] privileges ON .. FROM ..`, on tables, schemas and routines.
fn privileges(mut cursor: Cursor<'_, '_>, verb: &'static str) -> Result<Statement, Refusal> {
    let not_simulated = || Refusal::not_simulated(&format!("this form of {verb}"));
    let mut sql = verb.to_owned();
    let granting = verb == "GRANT";
    let option_for = !granting && cursor.keyword() == Keyword::Grant && cursor.second() == Keyword::Option;
    if option_for {
        cursor.at += 2;
        cursor.expect(Keyword::For)?;
        sql.push_str(" GRANT OPTION FOR");
    }
    let mut separator = " ";
    while cursor.keyword() != Keyword::On {
        let word = cursor.text().to_ascii_uppercase();
        let known = [
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "REFERENCES",
            "USAGE",
            "CREATE",
            "TEMP",
            "TEMPORARY",
            "EXECUTE",
            "ALL",
        ];
        if !known.contains(&word.as_str()) {
            return Err(not_simulated());
        }
        sql.push_str(&format!("{separator}{word}"));
        separator = ", ";
        cursor.at += 1;
        if word == "ALL" {
            cursor.take(Keyword::Privileges);
        }
        if !cursor.take_kind(Kind::Comma) && cursor.keyword() != Keyword::On {
            return Err(not_simulated());
        }
    }
    cursor.expect(Keyword::On)?;
    sql.push_str(" ON ");
    let schema = cursor.take(Keyword::Schema);
    let database = !schema && cursor.take(Keyword::Database);
    let function = !schema && !database && cursor.take(Keyword::Function);
    let procedure = !schema && !database && !function && cursor.take(Keyword::Procedure);
    if procedure {
        let signature = procedure::signature(&mut cursor)?;
        if cursor.kind() == Kind::Comma {
            return Err(not_simulated());
        }
        let grantees = grantees(&mut cursor, granting, option_for, not_simulated)?;
        cursor.expect_end()?;
        let mut block = Block::default();
        block.execute_on(&format!("{sql}PROCEDURE "), &signature, &grantees);
        return Ok(block.finish(if granting { "GRANT" } else { "REVOKE" }));
    }
    if function {
        sql.push_str("FUNCTION ");
    } else if schema || database {
        sql.push_str(if schema { "SCHEMA " } else { "DATABASE " });
    } else if !cursor.take(Keyword::Table) && cursor.keyword() == Keyword::All {
        return Err(not_simulated());
    }
    let mut separator = "";
    let mut databases = Vec::new();
    loop {
        let name = if function {
            routine::signature(&mut cursor)?
        } else if database {
            databases.push(cursor.name()?);
            databases.last().map(|name| quote(name)).unwrap_or_default()
        } else {
            cursor.qualified_name()?.to_string()
        };
        sql.push_str(&format!("{separator}{name}"));
        separator = ", ";
        if !cursor.take_kind(Kind::Comma) {
            break;
        }
    }
    sql.push_str(&grantees(&mut cursor, granting, option_for, not_simulated)?);
    cursor.expect_end()?;
    Ok(if databases.is_empty() { Statement::new(sql) } else { about_databases(&databases, &sql, verb) })
}

/// Those whose privileges change, and how.
fn grantees(
    cursor: &mut Cursor<'_, '_>,
    granting: bool,
    option_for: bool,
    not_simulated: impl Fn() -> Refusal,
) -> Result<String, Refusal> {
    cursor.expect(if granting { Keyword::To } else { Keyword::From })?;
    let mut sql = if granting { " TO " } else { " FROM " }.to_owned();
    let mut separator = "";
    let mut options = Vec::new();
    loop {
        if matches!(cursor.keyword(), Keyword::Role) {
            return Err(not_simulated());
        }
        let group = cursor.take(Keyword::Group);
        let name = cursor.name()?;
        let public = !group && name == "public";
        let name = if public { "PUBLIC".to_owned() } else { quote(&name) };
        sql.push_str(&format!("{separator}{name}"));
        separator = ", ";
        // Only a user has the option ("GRANT", "REVOKE").
        let has_option = granting && !group && !public && cursor.take_both(Keyword::With, Keyword::Grant);
        if has_option {
            cursor.expect(Keyword::Option)?;
        }
        if option_for && (group || public) {
            return Err(not_simulated());
        }
        options.push(has_option);
        if !cursor.take_kind(Kind::Comma) {
            break;
        }
    }
    if options.contains(&true) {
        // The engine gives the option to all or to none.
        if options.contains(&false) {
            return Err(not_simulated());
        }
        sql.push_str(" WITH GRANT OPTION");
    }
    if !granting && cursor.take(Keyword::Cascade) {
        sql.push_str(" CASCADE");
    } else if !granting {
        cursor.take(Keyword::Restrict);
    }
    Ok(sql)
}

/// A statement about databases; the engine may have others that are none of the cluster's.
fn about_databases(names: &[String], sql: &str, tag: &'static str) -> Statement {
    let mut block = Block::default();
    for name in names {
        block.perform(&format!("redshift_local.must_be_own_database({})", literal(name)));
    }
    block.execute(sql);
    block.finish(tag)
}

/// `COPY`: there is no `STDIN`, no `STDOUT` and no `COPY (query)`. Loading from S3 is not simulated yet.
fn copy(mut cursor: Cursor<'_, '_>) -> Refusal {
    if cursor.kind() == Kind::Open {
        return cursor.syntax_error();
    }
    if let Err(refusal) = cursor.qualified_name() {
        return refusal;
    }
    if cursor.kind() == Kind::Open {
        cursor.at = cursor.tree.next(cursor.at);
    }
    if !cursor.take(Keyword::From) {
        return cursor.syntax_error();
    }
    if cursor.kind() != Kind::String {
        return cursor.syntax_error();
    }
    Refusal::not_simulated("COPY")
}

//! Materialized views: the engine's own, with their attributes in the side catalog.
//!
//! What cannot be seen here, that the query reads tables alone and that automatic refresh suits it, is checked by
//! `pack/materialized_views.sql`.

use super::attributes::TableAttributes;
use super::block::Block;
use super::cursor::Cursor;
use super::identifier::literal;
use super::keyword::Keyword;
use super::lenient::Lenient;
use super::rewriter::Rewriter;
use super::{Context, Statement, alter_table};
use crate::refusal::Refusal;

/// `CREATE MATERIALIZED VIEW name [BACKUP ..] [DISTSTYLE ..] [DISTKEY (..)] [SORTKEY (..)] [AUTO REFRESH ..] AS query`; the cursor stands
/// behind `MATERIALIZED`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn create(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    cursor.expect(Keyword::View)?;
    let name = cursor.qualified_name()?;
    if name.is_temporary() {
        return Err(Refusal::not_simulated("a temporary materialized view"));
    }
    if cursor.keyword() == Keyword::Using {
        return Err(Refusal::not_simulated("CREATE MATERIALIZED VIEW .. USING ICEBERG"));
    }
    let attributes = attributes(&mut cursor)?;
    let auto_refresh = cursor.keyword() == Keyword::Auto && auto_refresh(&mut cursor)?;
    cursor.expect(Keyword::As)?;
    let query = query(&mut cursor)?;
    let mut calls = attributes.record(&[]);
    calls.push(format!("redshift_local.record_materialized_view(t, {auto_refresh})"));
    if cursor.tree.is_limited() {
        calls.push("redshift_local.check_routine_use()".to_owned());
    }
    let mut block = Block::default();
    block.create(&name, false, &format!("CREATE MATERIALIZED VIEW {name} AS {query}"), &calls);
    Ok(block.finish("CREATE MATERIALIZED VIEW"))
}

/// The attributes, in the grammar's order. Without any the distribution is EVEN.
fn attributes(cursor: &mut Cursor<'_, '_>) -> Result<TableAttributes, Refusal> {
    let mut attributes = TableAttributes::default();
    let mut first = true;
    while cursor.keyword() != Keyword::Auto {
        if cursor.keyword() == Keyword::Backup && !first {
            return Err(cursor.syntax_error());
        }
        if matches!(cursor.keyword(), Keyword::Compound | Keyword::Interleaved | Keyword::Encode) {
            return Err(Refusal::unknown_answer("COMPOUND, INTERLEAVED or ENCODE in a CREATE MATERIALIZED VIEW"));
        }
        if !attributes.read(cursor)? {
            break;
        }
        first = false;
    }
    if attributes.dist_style == Some("auto") || attributes.sort_style == Some("auto") {
        return Err(Refusal::unknown_answer("DISTSTYLE AUTO or SORTKEY AUTO in a CREATE MATERIALIZED VIEW"));
    }
    attributes.check()?;
    if attributes.dist_keys.is_empty() {
        attributes.dist_style.get_or_insert("even");
    }
    attributes.sort_style.get_or_insert("none");
    Ok(attributes)
}

/// `AUTO REFRESH {YES | NO}`
fn auto_refresh(cursor: &mut Cursor<'_, '_>) -> Result<bool, Refusal> {
    cursor.expect(Keyword::Auto)?;
    cursor.expect(Keyword::Refresh)?;
    let yes = cursor.take(Keyword::Yes);
    if yes {
        cursor.tree.accept(Lenient::AutoRefresh)?;
    } else {
        cursor.expect(Keyword::No)?;
    }
    Ok(yes)
}

fn query(cursor: &mut Cursor<'_, '_>) -> Result<String, Refusal> {
    let (start, end) = (cursor.at, cursor.end);
    if start >= end {
        return Err(cursor.syntax_error());
    }
    let mut rewriter = Rewriter::new(cursor.tree, cursor.tree.start(start));
    rewriter.parameters = false;
    rewriter.materialized = true;
    let query = rewriter.render(start, end, |rewriter| rewriter.query(start, end))?;
    rewriter.check_whole()?;
    rewriter.check_definition("a materialized view")?;
    Ok(query)
}

/// `REFRESH MATERIALIZED VIEW name [RESTRICT | CASCADE]`; the cursor stands behind `REFRESH`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn refresh(mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    cursor.expect(Keyword::Materialized)?;
    cursor.expect(Keyword::View)?;
    let name = cursor.qualified_name()?;
    let cascade = cursor.take(Keyword::Cascade);
    if !cascade {
        cursor.take(Keyword::Restrict);
    }
    cursor.expect_end()?;
    if !context.is_alone() {
        // It is a transaction of its own, and an incremental one does not see what the open one has written.
        return Err(Refusal::not_simulated("REFRESH MATERIALIZED VIEW among other statements of a transaction"));
    }
    let mut block = Block::default();
    block.declare_existing(&name);
    block.execute(&format!("REFRESH MATERIALIZED VIEW {name}"));
    block.perform("redshift_local.record_refresh(t)");
    if cascade {
        block.perform("redshift_local.refresh_dependents(t)");
    }
    Ok(block.finish("REFRESH MATERIALIZED VIEW"))
}

/// `ALTER MATERIALIZED VIEW name {AUTO REFRESH {YES | NO} | ALTER ..}`; the cursor stands behind `MATERIALIZED`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn alter(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    const TAG: &str = "ALTER MATERIALIZED VIEW";
    cursor.expect(Keyword::View)?;
    let name = cursor.qualified_name()?;
    let mut block = Block::default();
    block.declare_existing(&name);
    block.perform(&format!("redshift_local.must_be_materialized(t, {})", literal(&name.name)));
    match cursor.keyword() {
        Keyword::Auto => {
            let yes = auto_refresh(&mut cursor)?;
            block.perform(&format!("redshift_local.alter_auto_refresh(t, {yes})"));
        }
        Keyword::Alter => {
            cursor.at += 1;
            if cursor.keyword() == Keyword::Encode {
                return Err(cursor.syntax_error());
            }
            alter_table::table_attribute(&mut block, &mut cursor)?;
        }
        Keyword::Row => return Err(Refusal::not_simulated("row level security")),
        _ => return Err(cursor.syntax_error()),
    }
    cursor.expect_end()?;
    Ok(block.finish(TAG))
}

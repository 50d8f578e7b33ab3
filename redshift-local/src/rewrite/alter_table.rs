//! `ALTER TABLE`. What touches distribution, sorting and encodings only changes the side catalog.

use super::attributes::{self, text_array};
use super::block::Block;
use super::constraint::{Constraint, ConstraintKind};
use super::cursor::Cursor;
use super::data_type::{self, DataType, TypeName};
use super::identifier::{QualifiedName, literal, quote};
use super::keyword::Keyword;
use super::limited;
use super::token::Kind;
use super::{Change, Context, Statement, Target, create_table, encoding};
use crate::refusal::Refusal;

const TAG: &str = "ALTER TABLE";

/// Rewrites an `ALTER TABLE`; the cursor stands behind `TABLE`.
///
/// # Errors
/// On what Redshift refuses or is not simulated.
pub(crate) fn rewrite(mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    let table = cursor.qualified_name()?;
    let action = cursor.keyword();
    cursor.at += 1;
    match action {
        Keyword::Add => add(&table, cursor),
        Keyword::Drop => drop(&table, cursor),
        Keyword::Owner => {
            cursor.expect(Keyword::To)?;
            let owner = quote(&cursor.name()?);
            cursor.expect_end()?;
            let mut block = block(&table);
            block.execute(&format!("ALTER TABLE {table} OWNER TO {owner}"));
            Ok(block.finish(TAG))
        }
        Keyword::Rename => rename(&table, cursor),
        Keyword::Alter => alter(&table, cursor, context),
        Keyword::Append => append(&table, cursor, context),
        Keyword::Row => Err(Refusal::not_simulated("row level security")),
        Keyword::Set => Err(Refusal::not_simulated("ALTER TABLE .. SET")),
        _ => {
            cursor.at -= 1;
            Err(cursor.syntax_error())
        }
    }
}

/// A block that acts on the existing table `t`, which must be there.
fn block(table: &QualifiedName) -> Block {
    let mut block = Block::default();
    block.declare_existing(table);
    block.perform(&format!("redshift_local.must_be_table(t, {})", literal(&table.name)));
    block
}

/// The same for a change that materialized views do not survive.
fn incompatible(table: &QualifiedName) -> Block {
    let mut block = block(table);
    block.perform("redshift_local.check_unread(t)");
    block
}

/// `ADD [CONSTRAINT ..]` and `ADD [COLUMN] name type [DEFAULT e] [ENCODE e] [NOT NULL | NULL] [COLLATE c]`
fn add(table: &QualifiedName, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    if matches!(
        cursor.keyword(),
        Keyword::Constraint | Keyword::Primary | Keyword::Unique | Keyword::Foreign | Keyword::Check
    ) {
        let check = "ALTER/CREATE TABLE column CHECK constraint is not supported";
        let constraint = Constraint::of_table(&mut cursor, check)?;
        cursor.expect_end()?;
        let mut block = block(table);
        if constraint.kind == ConstraintKind::PrimaryKey {
            // The columns must have been created NOT NULL ("ALTER TABLE").
            block.perform(&format!("redshift_local.check_not_null(t, {})", text_array(&constraint.columns)));
        }
        block.perform(&constraint.call());
        return Ok(block.finish(TAG));
    }
    cursor.take(Keyword::Column);
    let column = create_table::column(&mut cursor, &table.name)?;
    let plain = column.constraints.is_empty() && column.identity.is_none();
    if !plain || column.is_dist_key || column.is_sort_key {
        let what = match (&column.identity, column.constraints.first().map(|constraint| &constraint.kind)) {
            (Some(_), _) => "IDENTITY",
            (None, Some(ConstraintKind::PrimaryKey)) => "PRIMARY KEY",
            (None, Some(ConstraintKind::Unique)) => "UNIQUE",
            (None, Some(ConstraintKind::ForeignKey(..))) => "REFERENCES",
            (None, None) if column.is_dist_key => "DISTKEY",
            (None, None) => "SORTKEY",
        };
        return Err(Refusal::unknown_answer(&format!("ALTER TABLE ADD COLUMN with {what}")));
    }
    let null_default = column.default.as_deref().is_none_or(|default| default.trim().eq_ignore_ascii_case("null"));
    if column.nullable == Some(false) && null_default {
        let message = "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression";
        return Err(Refusal::new("42601", message));
    }
    // One column per statement.
    cursor.expect_end()?;
    let sql = format!("ALTER TABLE {table} ADD COLUMN {}", column.sql());
    let record = column.attributes.record();
    let after = if cursor.tree.is_limited() { limited::after_table() } else { Vec::new() };
    if record.is_none() && after.is_empty() {
        return Ok(Statement::new(sql));
    }
    let mut block = block(table);
    block.execute(&sql);
    record.iter().chain(&after).for_each(|call| block.perform(call));
    Ok(block.finish(TAG))
}

/// `DROP CONSTRAINT name` and `DROP [COLUMN] name`, each with `[RESTRICT | CASCADE]`
fn drop(table: &QualifiedName, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let is_constraint = cursor.take(Keyword::Constraint);
    if !is_constraint {
        cursor.take(Keyword::Column);
    }
    let name = cursor.name()?;
    let behaviour = match cursor.keyword() {
        Keyword::Cascade => " CASCADE",
        Keyword::Restrict => " RESTRICT",
        _ => "",
    };
    cursor.at += usize::from(!behaviour.is_empty());
    cursor.expect_end()?;
    if is_constraint {
        return Ok(Statement::new(format!("ALTER TABLE {table} DROP CONSTRAINT {}{behaviour}", quote(&name))));
    }
    let mut block = incompatible(table);
    block.perform(&format!("redshift_local.drop_column(t, {})", literal(&name)));
    block.execute(&format!("ALTER TABLE {table} DROP COLUMN {}{behaviour}", quote(&name)));
    Ok(block.finish(TAG))
}

/// `RENAME TO name` and `RENAME [COLUMN] name TO name`
fn rename(table: &QualifiedName, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    if cursor.take(Keyword::To) {
        if cursor.kind() == Kind::Operator {
            // "ALTER TABLE": the new name cannot begin with #.
            return Err(cursor.syntax_error());
        }
        let new = quote(&cursor.name()?);
        cursor.expect_end()?;
        let mut block = incompatible(table);
        block.execute(&format!("ALTER TABLE {table} RENAME TO {new}"));
        return Ok(block.finish(TAG));
    }
    if cursor.take(Keyword::Constraint) {
        cursor.at -= 1;
        return Err(cursor.syntax_error());
    }
    cursor.take(Keyword::Column);
    let old = quote(&cursor.name()?);
    cursor.expect(Keyword::To)?;
    let new = cursor.name()?;
    cursor.expect_end()?;
    if super::identifier::is_system_column(&new) {
        let message = format!("column name \"{new}\" conflicts with a system column name");
        return Err(Refusal::new("42701", message));
    }
    let mut block = incompatible(table);
    block.execute(&format!("ALTER TABLE {table} RENAME COLUMN {old} TO {}", quote(&new)));
    Ok(block.finish(TAG))
}

/// `APPEND FROM name [IGNOREEXTRA | FILLTARGET]`: the rows of a table are moved, and not in a block ("ALTER TABLE APPEND").
fn append(table: &QualifiedName, mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    context.check_outside_block("ALTER TABLE APPEND")?;
    cursor.expect(Keyword::From)?;
    let position = cursor.tree.position(cursor.tree.start(cursor.at.min(cursor.end)));
    let source = cursor.qualified_name()?;
    let ignore_extra = cursor.take(Keyword::Ignoreextra);
    let fill_target = !ignore_extra && cursor.take(Keyword::Filltarget);
    cursor.expect_end()?;
    let mut block = block(table);
    block.execute(&format!("LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"));
    let found = format!("to_regclass({})", literal(&source.to_string()));
    block.perform(&format!("redshift_local.append_rows(t, {found}, {ignore_extra}, {fill_target})"));
    // Whoever writes to the source has done so before its rows are read: the gate waits for that.
    let target = Some(Target { table: source.to_string(), change: Change::Truncate, position });
    Ok(Statement { target, ..block.finish(TAG) })
}

/// `ALTER ..`: a column's length or encoding, or the attributes of the table.
fn alter(table: &QualifiedName, mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    let is_column = cursor.keyword() == Keyword::Column
        || !matches!(
            cursor.keyword(),
            Keyword::Encode
                | Keyword::Distkey
                | Keyword::Diststyle
                | Keyword::Compound
                | Keyword::Interleaved
                | Keyword::Sortkey
        );
    if is_column {
        return column(table, cursor, context);
    }
    let mut block = block(table);
    let mut kinds = Vec::new();
    loop {
        let kind = table_attribute(&mut block, &mut cursor)?;
        kinds.push(kind);
        if !cursor.take_kind(Kind::Comma) {
            break;
        }
        cursor.expect(Keyword::Alter)?;
    }
    cursor.expect_end()?;
    // Only a sort key and a distribution go together in one statement.
    let together = matches!(kinds.as_slice(), [_] | ["sortkey", "distkey" | "all"] | ["distkey" | "all", "sortkey"]);
    if !together {
        return Err(Refusal::unknown_answer("ALTER TABLE with these two changes together"));
    }
    Ok(block.finish(TAG))
}

/// Reads one attribute of the table, adds what it does to the block, and says its kind.
///
/// # Errors
/// On what is no attribute, or none that a table can get.
pub(crate) fn table_attribute(block: &mut Block, cursor: &mut Cursor<'_, '_>) -> Result<&'static str, Refusal> {
    match cursor.keyword() {
        Keyword::Encode if cursor.second() == Keyword::Auto => {
            cursor.at += 2;
            block.perform("redshift_local.alter_encode_auto(t)");
            Ok("encode")
        }
        Keyword::Distkey => {
            cursor.at += 1;
            let column = cursor.name()?;
            block.perform(&format!("redshift_local.alter_distkey(t, {})", literal(&column)));
            Ok("distkey")
        }
        Keyword::Diststyle => {
            cursor.at += 1;
            match attributes::dist_style(cursor)? {
                "key" => {
                    cursor.expect(Keyword::Distkey)?;
                    let column = cursor.name()?;
                    block.perform(&format!("redshift_local.alter_distkey(t, {})", literal(&column)));
                    Ok("distkey")
                }
                style => {
                    block.perform(&format!("redshift_local.alter_diststyle(t, {})", literal(style)));
                    Ok(style)
                }
            }
        }
        // An existing table cannot become interleaved.
        Keyword::Interleaved => Err(cursor.syntax_error()),
        Keyword::Sortkey if cursor.tree.kind(cursor.at + 1) == Kind::Word => {
            cursor.at += 1;
            let style = cursor.text().to_ascii_lowercase();
            if style != "auto" && style != "none" {
                return Err(cursor.syntax_error());
            }
            cursor.at += 1;
            block.perform(&format!("redshift_local.alter_sortkey(t, {}, NULL)", literal(&style)));
            Ok("sortkey")
        }
        _ => sort_key(block, cursor),
    }
}

fn sort_key(block: &mut Block, cursor: &mut Cursor<'_, '_>) -> Result<&'static str, Refusal> {
    cursor.take(Keyword::Compound);
    cursor.expect(Keyword::Sortkey)?;
    let columns = cursor.names()?;
    attributes::check_sort_keys("compound", &columns)?;
    block.perform(&format!("redshift_local.alter_sortkey(t, 'compound', {})", text_array(&columns)));
    Ok("sortkey")
}

/// `ALTER COLUMN name {TYPE varchar(n) | ENCODE e}`
fn column(table: &QualifiedName, mut cursor: Cursor<'_, '_>, context: Context) -> Result<Statement, Refusal> {
    cursor.take(Keyword::Column);
    let name = cursor.name()?;
    match cursor.keyword() {
        Keyword::Type => {
            cursor.at += 1;
            resize(table, &name, cursor, context)
        }
        Keyword::Encode => encode(table, name, cursor),
        Keyword::Set | Keyword::Drop if cursor.second() == Keyword::Default => {
            Err(Refusal::not_supported("ALTER COLUMN SET/DROP DEFAULT is not supported"))
        }
        Keyword::Set if cursor.second() == Keyword::Not => {
            Err(Refusal::not_supported("ALTER COLUMN SET NOT NULL is not supported"))
        }
        Keyword::Drop if cursor.second() == Keyword::Not => Err(Refusal::unknown_answer("ALTER COLUMN DROP NOT NULL")),
        _ => Err(cursor.syntax_error()),
    }
}

/// `TYPE varchar(n)`: only the length of a VARCHAR changes, and not in a block ("ALTER TABLE").
fn resize(
    table: &QualifiedName,
    name: &str,
    mut cursor: Cursor<'_, '_>,
    context: Context,
) -> Result<Statement, Refusal> {
    context.check_outside_block("ALTER TABLE ALTER COLUMN")?;
    let (type_name, next) = data_type::read(cursor.tree, cursor.at)?;
    cursor.at = next;
    if cursor.keyword() == Keyword::Using {
        return Err(Refusal::not_supported("ALTER TABLE ALTER COLUMN does not support USING expression"));
    }
    cursor.expect_end()?;
    let length = match type_name {
        TypeName::Column(DataType::Varchar(length)) => length,
        TypeName::Column(other) => {
            return Err(Refusal::unknown_answer(&format!("ALTER COLUMN TYPE {}", other.name())));
        }
        other => return other.for_column(&format!("{}.{name}", table.name)).and(Err(cursor.syntax_error())),
    };
    let mut block = incompatible(table);
    block.perform(&format!("redshift_local.check_resize(t, {}, {length})", literal(name)));
    block.execute(&format!("ALTER TABLE {table} ALTER COLUMN {} TYPE varchar({length})", quote(name)));
    if cursor.tree.is_limited() {
        limited::after_table().iter().for_each(|call| block.perform(call));
    }
    Ok(block.finish(TAG))
}

/// `ENCODE e [, ALTER COLUMN name ENCODE e ..]`
fn encode(table: &QualifiedName, first: String, mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let mut block = block(table);
    let mut names = vec![first];
    loop {
        cursor.expect(Keyword::Encode)?;
        let encoding = cursor.text().to_ascii_lowercase();
        if cursor.kind() != Kind::Word || !encoding::exists(&encoding) {
            return Err(cursor.syntax_error());
        }
        cursor.at += 1;
        let name = names.last().map(|name| literal(name)).unwrap_or_default();
        block.perform(&format!(
            "redshift_local.alter_encoding(t, {name}, {}, {}, {})",
            literal(&encoding),
            text_array(encoding::refused_types(&encoding)),
            text_array(&encoding::unknown_types(&encoding))
        ));
        if !cursor.take_kind(Kind::Comma) {
            break;
        }
        cursor.expect(Keyword::Alter)?;
        cursor.take(Keyword::Column);
        let next = cursor.name()?;
        if names.contains(&next) {
            return Err(Refusal::unknown_answer("ALTER TABLE with two encodings of a column"));
        }
        names.push(next);
    }
    cursor.expect_end()?;
    Ok(block.finish(TAG))
}

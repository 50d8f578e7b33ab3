//! Names.

use super::{Verdict, check};
use crate::schema::TableName;
use crate::schema::name::same_name;

/// A name has 1 to 127 bytes of printable characters (`r_names`).
///
/// Redshift cuts longer names without an error, so two long names can become one.
///
/// # Errors
/// When the name is empty, longer, or holds a control character.
pub const fn identifier(name: &str) -> Verdict {
    let bytes = name.as_bytes();
    if bytes.is_empty() {
        return Err("a name cannot be empty; give it 1 to 127 bytes");
    }
    if bytes.len() > 127 {
        return Err("a name has at most 127 bytes and Redshift cuts longer ones silently; shorten it");
    }
    let mut index = 0;
    while index < bytes.len() {
        let byte = bytes[index];
        // In UTF-8 the control characters U+0080 to U+009F are C2 80 to C2 9F.
        let second_control = byte == 0xC2 && bytes[index + 1] < 0xA0;
        if byte < b' ' || byte == 0x7F || second_control {
            return Err("a name holds printable characters only; remove the control character");
        }
        index += 1;
    }
    Ok(())
}

/// The names of PostgreSQL's system columns cannot name a column (`r_names`, "System column names").
///
/// # Errors
/// When the name is one of the seven, in any case.
pub const fn reserved_column_name(name: &str) -> Verdict {
    const RESERVED: [&str; 7] = ["oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];
    let mut index = 0;
    while index < RESERVED.len() {
        if same_name(name, RESERVED[index]) {
            return Err(
                "oid, tableoid, xmin, cmin, xmax, cmax and ctid are system columns and cannot name a column; \
                 rename it with `column = \"..\"`",
            );
        }
        index += 1;
    }
    Ok(())
}

/// A schema's name is an [identifier], and PUBLIC cannot be created (`r_CREATE_SCHEMA`).
///
/// # Errors
/// When the name is neither.
pub const fn schema_name(name: &str) -> Verdict {
    check!(identifier(name));
    if same_name(name, "public") {
        return Err("the schema PUBLIC exists in every database and cannot be created; leave it out");
    }
    Ok(())
}

/// A table's name and its schema's are [identifiers](identifier); a name that begins with `#` makes a temporary table, which
/// stands in no schema of its own choice (`r_CREATE_TABLE_NEW`).
///
/// # Errors
/// When either is no identifier, or the schema of a temporary table is given.
pub const fn table_name(name: &TableName<'_>) -> Verdict {
    check!(identifier(name.name));
    if let Some(schema) = name.schema {
        check!(identifier(schema));
        if name.name.as_bytes()[0] == b'#' {
            return Err(
                "a table whose name begins with # is temporary and has no schema; leave the schema out",
            );
        }
    }
    Ok(())
}

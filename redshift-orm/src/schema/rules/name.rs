//! Names.

use super::Verdict;
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
            return Err("oid, tableoid, xmin, cmin, xmax, cmax and ctid are system columns and cannot name a column; \
                 rename it with `column = \"..\"`");
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
            return Err("a table whose name begins with # is temporary and has no schema; leave the schema out");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_1_to_127_bytes() {
        assert!(identifier("").is_err());
        assert_eq!(identifier("a"), Ok(()));
        assert_eq!(identifier(&"a".repeat(127)), Ok(()));
        assert!(identifier(&"a".repeat(128)).is_err());
        assert_eq!(identifier(&"\u{e9}".repeat(63)), Ok(()));
        assert!(identifier(&"\u{e9}".repeat(64)).is_err());
    }

    #[test]
    fn a_name_is_printable() {
        for name in ["group", "This name", "a\"b", "city/id", "\u{a0}\u{e9}\u{1F600}", "1st", "$"] {
            assert_eq!(identifier(name), Ok(()), "{name}");
        }
        for name in ["a\0b", "tab\t", "\n", "\u{7f}", "\u{80}", "a\u{9f}"] {
            assert!(identifier(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn system_column_names_are_reserved_in_any_case() {
        for name in ["oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", "OID", "Ctid"] {
            assert!(reserved_column_name(name).is_err(), "{name}");
        }
        for name in ["id", "oids", "select", "xmin2", ""] {
            assert_eq!(reserved_column_name(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn public_is_not_created() {
        assert!(schema_name("Public").is_err());
        assert!(schema_name("").is_err());
        assert_eq!(schema_name("sales"), Ok(()));
    }

    #[test]
    fn a_temporary_table_has_no_schema() {
        let name = |schema, name| TableName { schema, name };
        assert_eq!(table_name(&name(None, "#staging")), Ok(()));
        assert!(table_name(&name(Some("sales"), "#staging")).is_err());
        assert_eq!(table_name(&name(Some("sales"), "orders")), Ok(()));
        assert!(table_name(&name(Some(""), "orders")).is_err());
        assert!(table_name(&name(Some("sales"), "")).is_err());
    }
}

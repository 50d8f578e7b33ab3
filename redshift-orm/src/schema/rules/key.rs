//! Primary, unique and foreign keys. Redshift enforces none of them and plans by all of them (`t_Defining_constraints`).

use super::table::has_columns;
use super::{Verdict, primary_key_not_nullable};
use crate::schema::name::same_names;
use crate::schema::{DataType, ForeignKey, Table};

/// The PRIMARY KEY names columns of the table that are NOT NULL (`r_CREATE_TABLE_NEW`, PRIMARY KEY).
///
/// # Errors
/// When a name is no column's, or the column is nullable.
pub const fn primary_key(table: &Table<'_>) -> Verdict {
    let mut index = 0;
    while index < table.primary_key.len() {
        match table.column(table.primary_key[index]) {
            Some(column) => check!(primary_key_not_nullable(column.nullable)),
            None => return Err("the PRIMARY KEY names a column that the table does not have; name only those it has"),
        }
        index += 1;
    }
    Ok(())
}

/// Each UNIQUE constraint names columns of the table (`r_CREATE_TABLE_NEW`, UNIQUE).
///
/// # Errors
/// When one names no column, or none of the table.
pub const fn unique(table: &Table<'_>) -> Verdict {
    let mut index = 0;
    while index < table.unique.len() {
        if table.unique[index].is_empty() {
            return Err("a UNIQUE constraint names at least one column");
        }
        if !has_columns(table, table.unique[index]) {
            return Err("a UNIQUE constraint names a column that the table does not have; name only those it has");
        }
        index += 1;
    }
    Ok(())
}

/// The PRIMARY KEY and the UNIQUE constraints have different sets of columns (`r_CREATE_TABLE_NEW`, UNIQUE).
///
/// # Errors
/// When two have the same.
pub const fn distinct_keys(table: &Table<'_>) -> Verdict {
    let mut left = 0;
    while left < table.unique.len() {
        if same_names(table.unique[left], table.primary_key) {
            return Err("a UNIQUE constraint has the columns of the PRIMARY KEY, which are unique already; remove it");
        }
        let mut right = left + 1;
        while right < table.unique.len() {
            if same_names(table.unique[left], table.unique[right]) {
                return Err("two UNIQUE constraints have the same columns; remove one");
            }
            right += 1;
        }
        left += 1;
    }
    Ok(())
}

/// A FOREIGN KEY names columns of its own table (`r_CREATE_TABLE_NEW`, FOREIGN KEY).
///
/// # Errors
/// When it names none, or none of the table.
pub const fn foreign_key_columns(table: &Table<'_>, key: &ForeignKey<'_>) -> Verdict {
    if key.columns.is_empty() {
        return Err("a FOREIGN KEY names at least one column");
    }
    if !has_columns(table, key.columns) {
        return Err("a FOREIGN KEY names a column that the table does not have; name only those it has");
    }
    Ok(())
}

/// A FOREIGN KEY refers to the columns of a PRIMARY KEY or UNIQUE constraint, as many and of the same types, sizes included
/// (`r_CREATE_TABLE_NEW`, FOREIGN KEY).
///
/// `target` is the table that the key refers to. A key without `references` means the target's primary key.
///
/// # Errors
/// When they do not match.
pub const fn foreign_key(table: &Table<'_>, key: &ForeignKey<'_>, target: &Table<'_>) -> Verdict {
    check!(foreign_key_columns(table, key));
    let references = if key.references.is_empty() {
        if target.primary_key.is_empty() {
            return Err("the referenced table has no PRIMARY KEY; declare it there, or name a UNIQUE column: \
                        `references(Model, column)`");
        }
        target.primary_key
    } else {
        key.references
    };
    if key.columns.len() != references.len() {
        return Err("a FOREIGN KEY has as many columns as it refers to; name as many, or the columns to refer to");
    }
    if !has_columns(target, references) {
        return Err("the FOREIGN KEY refers to a column that the referenced table does not have");
    }
    if !is_key(target, references) {
        return Err("a FOREIGN KEY refers to the columns of a PRIMARY KEY or UNIQUE constraint; \
                    declare them `unique` in the referenced table");
    }
    let mut index = 0;
    while index < references.len() {
        if let (Some(column), Some(referenced)) = (table.column(key.columns[index]), target.column(references[index])) {
            check!(same_type(column.data_type, referenced.data_type));
        }
        index += 1;
    }
    Ok(())
}

const fn is_key(table: &Table<'_>, columns: &[&str]) -> bool {
    if same_names(table.primary_key, columns) {
        return true;
    }
    let mut index = 0;
    while index < table.unique.len() {
        if same_names(table.unique[index], columns) {
            return true;
        }
        index += 1;
    }
    false
}

const fn same_type(column: DataType, referenced: DataType) -> Verdict {
    use DataType::{
        BigInt, Boolean, Char, Date, Decimal, DoublePrecision, Geography, Geometry, HllSketch, Integer,
        IntervalDayToSecond, IntervalYearToMonth, Real, SmallInt, Super, Time, TimeTz, Timestamp, TimestampTz, Varbyte,
        Varchar,
    };
    match (column, referenced) {
        (SmallInt, SmallInt)
        | (Integer, Integer)
        | (BigInt, BigInt)
        | (Real, Real)
        | (DoublePrecision, DoublePrecision)
        | (Boolean, Boolean)
        | (Date, Date)
        | (Time, Time)
        | (TimeTz, TimeTz)
        | (Timestamp, Timestamp)
        | (TimestampTz, TimestampTz)
        | (IntervalYearToMonth, IntervalYearToMonth)
        | (IntervalDayToSecond, IntervalDayToSecond)
        | (Super, Super)
        | (Geometry, Geometry)
        | (Geography, Geography)
        | (HllSketch, HllSketch) => Ok(()),
        (Char(left), Char(right)) | (Varchar(left), Varchar(right)) | (Varbyte(left), Varbyte(right)) => {
            if left == right {
                return Ok(());
            }
            Err("the FOREIGN KEY column is not as long as the column it refers to; give both the same length in bytes")
        }
        (Decimal { precision: left, scale: left_scale }, Decimal { precision: right, scale: right_scale }) => {
            if left == right && left_scale == right_scale {
                return Ok(());
            }
            Err("the FOREIGN KEY column has another precision or scale than the column it refers to; \
                 give both the same `decimal(precision, scale)`")
        }
        _ => Err("the FOREIGN KEY column has another type than the column it refers to; give both the same type"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::fixtures::{column, table};
    use crate::schema::{Column, TableName};

    const NAME: TableName<'static> = TableName { schema: None, name: "target" };

    fn typed(name: &str, data_type: DataType) -> Column<'_> {
        Column { data_type, ..column(name) }
    }

    #[test]
    fn the_primary_key_is_columns_that_are_not_null() {
        let columns = [column("id"), Column { nullable: true, ..column("note") }];
        let with = |primary_key| primary_key_of(&columns, primary_key);
        assert_eq!(with(&[]), Ok(()));
        assert_eq!(with(&["ID"]), Ok(()));
        assert!(with(&["id", "note"]).unwrap_err().contains("NOT NULL"));
        assert!(with(&["none"]).unwrap_err().contains("does not have"));
    }

    fn primary_key_of<'a>(columns: &'a [Column<'a>], primary_key: &'a [&'a str]) -> Verdict {
        super::primary_key(&Table { primary_key, ..table("t", columns) })
    }

    #[test]
    fn unique_constraints_are_columns() {
        let columns = [column("a"), column("b")];
        let with = |unique| super::unique(&Table { unique, ..table("t", &columns) });
        assert_eq!(with(&[&["a"], &["a", "b"]]), Ok(()));
        assert!(with(&[&[]]).is_err());
        assert!(with(&[&["a"], &["c"]]).is_err());
    }

    #[test]
    fn keys_have_different_columns() {
        let columns = [column("a"), column("b")];
        let with = |unique| distinct_keys(&Table { unique, primary_key: &["a"], ..table("t", &columns) });
        assert_eq!(with(&[]), Ok(()));
        assert_eq!(with(&[&["b"], &["a", "b"]]), Ok(()));
        assert!(with(&[&["A"]]).unwrap_err().contains("PRIMARY KEY"));
        assert!(with(&[&["a", "b"], &["b", "a"]]).unwrap_err().contains("two UNIQUE"));
    }

    #[test]
    fn no_key_is_no_key_twice() {
        let columns = [column("a")];
        assert_eq!(distinct_keys(&table("t", &columns)), Ok(()));
    }

    #[track_caller]
    fn refers(columns: &[Column<'_>], key: (&[&str], &[&str]), target: &Table<'_>, words: Option<&str>) {
        let key = ForeignKey { columns: key.0, table: NAME, references: key.1 };
        match (foreign_key(&table("t", columns), &key, target), words) {
            (Ok(()), None) => {}
            (Err(message), Some(words)) => assert!(message.contains(words), "{message}"),
            (verdict, _) => panic!("{verdict:?}"),
        }
    }

    #[test]
    fn a_foreign_key_refers_to_a_key_of_its_target() {
        let target_columns = [column("id"), column("a"), column("b"), column("c")];
        let target = Table { primary_key: &["id"], unique: &[&["a", "b"]], ..table("target", &target_columns) };
        let columns = [column("x"), column("y")];
        refers(&columns, (&["x"], &[]), &target, None);
        refers(&columns, (&["x"], &["ID"]), &target, None);
        refers(&columns, (&["x", "y"], &["a", "b"]), &target, None);
        refers(&columns, (&["x", "y"], &["b", "a"]), &target, None);
        refers(&columns, (&[], &[]), &target, Some("at least one column"));
        refers(&columns, (&["z"], &[]), &target, Some("a FOREIGN KEY names a column"));
        refers(&columns, (&["x", "y"], &[]), &target, Some("as many columns"));
        refers(&columns, (&["x"], &["a", "b"]), &target, Some("as many columns"));
        refers(&columns, (&["x"], &["d"]), &target, Some("refers to a column"));
        refers(&columns, (&["x"], &["c"]), &target, Some("PRIMARY KEY or UNIQUE"));
        refers(&columns, (&["x"], &["a"]), &target, Some("PRIMARY KEY or UNIQUE"));
        let keyless = table("target", &target_columns);
        refers(&columns, (&["x"], &[]), &keyless, Some("no PRIMARY KEY"));
    }

    #[test]
    fn a_foreign_key_has_its_targets_types() {
        let decimal = |precision, scale| DataType::Decimal { precision, scale };
        for (column, referenced, words) in [
            (DataType::BigInt, DataType::BigInt, None),
            (DataType::BigInt, DataType::Integer, Some("another type")),
            (DataType::Varchar(36), DataType::Varchar(36), None),
            (DataType::Varchar(36), DataType::Varchar(256), Some("not as long")),
            (DataType::Char(2), DataType::Char(3), Some("not as long")),
            (DataType::Char(2), DataType::Varchar(2), Some("another type")),
            (decimal(12, 2), decimal(12, 2), None),
            (decimal(12, 2), decimal(12, 3), Some("precision or scale")),
            (decimal(12, 2), decimal(13, 2), Some("precision or scale")),
            (DataType::Date, DataType::Date, None),
            (DataType::Timestamp, DataType::TimestampTz, Some("another type")),
        ] {
            let target_columns = [typed("id", referenced)];
            let target = Table { primary_key: &["id"], ..table("target", &target_columns) };
            refers(&[typed("x", column)], (&["x"], &[]), &target, words);
        }
    }
}

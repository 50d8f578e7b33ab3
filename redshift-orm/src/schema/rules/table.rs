//! A table as a whole.

use super::Verdict;
use crate::schema::name::{folded_hash, same_name};
use crate::schema::{DataType, DistStyle, SortKey, Table};

const MAX_COLUMNS: usize = 1600;

/// A table has 1 to 1,600 columns (`r_CREATE_TABLE_NEW`, "Limits and quotas").
///
/// # Errors
/// When it has none or more.
pub const fn column_count(table: &Table<'_>) -> Verdict {
    match table.columns.len() {
        0 => Err("a table has at least one column"),
        1..=MAX_COLUMNS => Ok(()),
        _ => Err("a table has at most 1600 columns; split it, or keep the rare ones in a SUPER column"),
    }
}

/// Column names differ, also after Redshift has folded their ASCII letters to lower case, which it does inside quotes too
/// (`r_names`).
///
/// # Errors
/// When two are the same.
pub const fn distinct_column_names(table: &Table<'_>) -> Verdict {
    // An open-addressed hash table: comparing every pair of names would take the compiler too long for a wide table.
    const SLOTS: usize = 4096;
    let columns = table.columns;
    if columns.len() > MAX_COLUMNS {
        return Ok(()); // `column_count` refuses it
    }
    let mut slots = [None; SLOTS];
    let mut index = 0;
    while index < columns.len() {
        let name = columns[index].name;
        let mut slot = folded_hash(name) % SLOTS;
        while let Some(other) = slots[slot] {
            if same_name(name, other) {
                return Err("two columns have the same name, and Redshift folds A to Z to lower case even in quotes; \
                            rename one with `column = \"..\"`");
            }
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = Some(name);
        index += 1;
    }
    Ok(())
}

/// The DISTKEY names a column of the table (`r_CREATE_TABLE_NEW`, DISTKEY).
///
/// # Errors
/// When it does not.
pub const fn distkey_column(table: &Table<'_>) -> Verdict {
    match table.distkey {
        Some(name) if table.column(name).is_none() => {
            Err("the DISTKEY is no column of the table; name one that it has")
        }
        _ => Ok(()),
    }
}

/// With a DISTKEY the DISTSTYLE is KEY or not given; DISTSTYLE KEY needs a DISTKEY (`r_CREATE_TABLE_NEW`, DISTSTYLE and "Summary
/// of column-level settings and table-level settings").
///
/// # Errors
/// When they contradict each other.
pub const fn diststyle_and_distkey(table: &Table<'_>) -> Verdict {
    match (table.diststyle, table.distkey) {
        (Some(DistStyle::Key), None) => {
            Err("DISTSTYLE KEY distributes by a DISTKEY column and none is named; add `distkey` to one column")
        }
        (Some(DistStyle::Even), Some(_)) => {
            Err("DISTSTYLE EVEN contradicts a DISTKEY; remove the DISTKEY, or the DISTSTYLE to distribute by it")
        }
        (Some(DistStyle::All), Some(_)) => {
            Err("DISTSTYLE ALL contradicts a DISTKEY; remove the DISTKEY, or the DISTSTYLE to distribute by it")
        }
        (Some(DistStyle::Auto), Some(_)) => {
            Err("DISTSTYLE AUTO contradicts a DISTKEY; remove the DISTKEY, or the DISTSTYLE to distribute by it")
        }
        (Some(DistStyle::Key), Some(_)) | (None, _) | (Some(_), None) => Ok(()),
    }
}

/// A compound sort key has 1 to 400 columns, an interleaved one 1 to 8 (`r_CREATE_TABLE_NEW`, SORTKEY).
///
/// # Errors
/// When it has none or more.
pub const fn sort_key_length(table: &Table<'_>) -> Verdict {
    match table.sortkey {
        SortKey::Compound([]) | SortKey::Interleaved([]) => {
            Err("a SORTKEY names at least one column; for none, leave it out")
        }
        SortKey::Compound(columns) if columns.len() > 400 => {
            Err("a compound SORTKEY has at most 400 columns; name the leading ones only")
        }
        SortKey::Interleaved(columns) if columns.len() > 8 => {
            Err("an INTERLEAVED SORTKEY has at most 8 columns; name fewer, or use a compound `sortkey`")
        }
        _ => Ok(()),
    }
}

/// The SORTKEY names columns of the table (`r_CREATE_TABLE_NEW`, SORTKEY).
///
/// # Errors
/// When a name is no column's.
pub const fn sort_key_columns(table: &Table<'_>) -> Verdict {
    if has_columns(table, table.sortkey.columns()) {
        return Ok(());
    }
    Err("the SORTKEY names a column that the table does not have; name only those it has")
}

/// The widths of the fixed-width columns add up to at most 65,535 bytes (`r_CREATE_TABLE_NEW`, "Wide tables").
///
/// A wider table may be created and then refuses INSERT and SELECT. VARCHAR and the other variable types do not count at their
/// declared width.
///
/// # Errors
/// When they add up to more.
pub const fn row_width(table: &Table<'_>) -> Verdict {
    let mut width: u64 = 0;
    let mut index = 0;
    while index < table.columns.len() {
        width += fixed_width(table.columns[index].data_type) as u64;
        index += 1;
    }
    if width > 65_535 {
        return Err("the fixed-width columns add up to more than the 65535 bytes a row may have; \
                    make CHAR columns shorter or VARCHAR");
    }
    Ok(())
}

const fn fixed_width(data_type: DataType) -> u32 {
    match data_type {
        DataType::Boolean => 1,
        DataType::SmallInt => 2,
        DataType::Integer | DataType::Real | DataType::Date => 4,
        DataType::Decimal { precision: 20.., .. } => 16,
        DataType::BigInt
        | DataType::DoublePrecision
        | DataType::Decimal { .. }
        | DataType::Time
        | DataType::TimeTz
        | DataType::Timestamp
        | DataType::TimestampTz => 8,
        DataType::Char(bytes) => bytes,
        // Variable, or of a size that the manual does not tell.
        DataType::Varchar(_)
        | DataType::IntervalYearToMonth
        | DataType::IntervalDayToSecond
        | DataType::Super
        | DataType::Varbyte(_)
        | DataType::Geometry
        | DataType::Geography
        | DataType::HllSketch => 0,
    }
}

/// Whether every name is a column's.
pub(super) const fn has_columns(table: &Table<'_>, names: &[&str]) -> bool {
    let mut index = 0;
    while index < names.len() {
        if table.column(names[index]).is_none() {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::fixtures::{column, table};
    use crate::schema::{Column, TableName};

    #[test]
    fn a_table_has_1_to_1600_columns() {
        let columns = vec![column("a"); 1601];
        assert!(column_count(&table("t", &[])).is_err());
        assert_eq!(column_count(&table("t", &columns[..1])), Ok(()));
        assert_eq!(column_count(&table("t", &columns[..1600])), Ok(()));
        assert!(column_count(&table("t", &columns)).is_err());
    }

    #[test]
    fn column_names_differ_beyond_ascii_case() {
        let names = |names: &[&'static str]| -> Vec<Column<'_>> { names.iter().map(|name| column(name)).collect() };
        assert_eq!(distinct_column_names(&table("t", &names(&["a", "b", "ab"]))), Ok(()));
        assert!(distinct_column_names(&table("t", &names(&["a", "b", "a"]))).is_err());
        assert!(distinct_column_names(&table("t", &names(&["b", "userId", "userid"]))).is_err());
        // Only ASCII letters are folded.
        assert_eq!(distinct_column_names(&table("t", &names(&["\u{e9}", "\u{c9}"]))), Ok(()));
    }

    #[test]
    fn the_names_of_a_wide_table_differ() {
        let names: Vec<_> = (0..1600).map(|index| format!("column_{index}")).collect();
        let mut columns: Vec<_> = names.iter().map(|name| column(name)).collect();
        assert_eq!(distinct_column_names(&table("t", &columns)), Ok(()));
        columns[1599].name = "Column_0";
        assert!(distinct_column_names(&table("t", &columns)).is_err());
    }

    #[test]
    fn the_distkey_is_a_column() {
        let columns = [column("a")];
        let with = |distkey| Table { distkey, ..table("t", &columns) };
        assert_eq!(distkey_column(&with(None)), Ok(()));
        assert_eq!(distkey_column(&with(Some("A"))), Ok(()));
        assert!(distkey_column(&with(Some("b"))).is_err());
    }

    #[test]
    fn diststyle_and_distkey_agree() {
        let columns = [column("a")];
        let with = |diststyle, distkey| Table { diststyle, distkey, ..table("t", &columns) };
        for style in [None, Some(DistStyle::Auto), Some(DistStyle::Even), Some(DistStyle::All)] {
            assert_eq!(diststyle_and_distkey(&with(style, None)), Ok(()));
        }
        assert!(diststyle_and_distkey(&with(Some(DistStyle::Key), None)).is_err());
        for style in [None, Some(DistStyle::Key)] {
            assert_eq!(diststyle_and_distkey(&with(style, Some("a"))), Ok(()));
        }
        for style in [DistStyle::Auto, DistStyle::Even, DistStyle::All] {
            let message = diststyle_and_distkey(&with(Some(style), Some("a"))).unwrap_err();
            assert!(message.starts_with(&format!("DISTSTYLE {style} ")));
        }
    }

    #[test]
    fn sort_keys_have_400_or_8_columns() {
        let columns = [column("a")];
        let with = |sortkey| sort_key_length(&Table { sortkey, ..table("t", &columns) });
        let names = ["a"; 401];
        assert_eq!(with(SortKey::None), Ok(()));
        assert_eq!(with(SortKey::Auto), Ok(()));
        assert!(with(SortKey::Compound(&[])).is_err());
        assert_eq!(with(SortKey::Compound(&names[..400])), Ok(()));
        assert!(with(SortKey::Compound(&names)).is_err());
        assert!(with(SortKey::Interleaved(&[])).is_err());
        assert_eq!(with(SortKey::Interleaved(&names[..8])), Ok(()));
        assert!(with(SortKey::Interleaved(&names[..9])).is_err());
    }

    #[test]
    fn sort_keys_are_columns() {
        let columns = [column("a"), column("b")];
        let with = |sortkey| sort_key_columns(&Table { sortkey, ..table("t", &columns) });
        assert_eq!(with(SortKey::Auto), Ok(()));
        assert_eq!(with(SortKey::Compound(&["b", "a"])), Ok(()));
        assert!(with(SortKey::Compound(&["b", "c"])).is_err());
        assert!(with(SortKey::Interleaved(&["c"])).is_err());
    }

    #[test]
    fn fixed_widths_add_up_to_65535() {
        let sized = |data_type| Column { data_type, ..column("a") };
        let mut columns = vec![sized(DataType::Char(4096)); 15];
        columns.push(sized(DataType::Char(4095)));
        columns.push(sized(DataType::Varchar(65_535)));
        assert_eq!(row_width(&table("t", &columns)), Ok(()));
        columns.push(sized(DataType::Boolean));
        assert!(row_width(&table("t", &columns)).is_err());
    }

    #[test]
    fn a_column_is_found_in_any_case() {
        let columns = [column("userId"), column("b")];
        let table = Table { name: TableName { schema: None, name: "t" }, ..table("t", &columns) };
        assert_eq!(table.column("USERID").unwrap().name, "userId");
        assert_eq!(table.column("user"), None);
    }
}

//! A table as a whole.

use super::Verdict;
use crate::schema::name::same_name;
use crate::schema::{DataType, DistStyle, SortKey, Table};

/// A table has 1 to 1,600 columns (`r_CREATE_TABLE_NEW`, "Limits and quotas").
///
/// # Errors
/// When it has none or more.
pub const fn column_count(table: &Table<'_>) -> Verdict {
    match table.columns.len() {
        0 => Err("a table has at least one column"),
        1..=1600 => Ok(()),
        _ => Err("a table has at most 1600 columns; split it, or keep the rare ones in a SUPER column"),
    }
}

/// Column names differ, also after Redshift has folded their ASCII letters to lower case, which it does inside quotes too
/// (`r_names`).
///
/// # Errors
/// When two are the same.
pub const fn distinct_column_names(table: &Table<'_>) -> Verdict {
    let columns = table.columns;
    let mut left = 0;
    while left < columns.len() {
        let mut right = left + 1;
        while right < columns.len() {
            if same_name(columns[left].name, columns[right].name) {
                return Err(
                    "two columns have the same name, and Redshift folds A to Z to lower case even in quotes; \
                            rename one with `column = \"..\"`",
                );
            }
            right += 1;
        }
        left += 1;
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
            Err("the DISTKEY names no column of the table; name one of its columns")
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
        (Some(DistStyle::Key), None) => Err(
            "DISTSTYLE KEY distributes by a DISTKEY column and none is named; add `distkey` to one column",
        ),
        (Some(DistStyle::Even), Some(_)) => Err(
            "DISTSTYLE EVEN contradicts a DISTKEY; remove the DISTKEY, or the DISTSTYLE to distribute by it",
        ),
        (Some(DistStyle::All), Some(_)) => Err(
            "DISTSTYLE ALL contradicts a DISTKEY; remove the DISTKEY, or the DISTSTYLE to distribute by it",
        ),
        (Some(DistStyle::Auto), Some(_)) => Err(
            "DISTSTYLE AUTO contradicts a DISTKEY; remove the DISTKEY, or the DISTSTYLE to distribute by it",
        ),
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
    Err("the SORTKEY names no column of the table; name one of its columns")
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
        return Err(
            "the fixed-width columns add up to more than the 65535 bytes a row may have; \
                    make CHAR columns shorter or VARCHAR",
        );
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

//! Widths, precisions and the attributes that set them.

use super::Verdict;
use crate::schema::size::MAX_VARCHAR;
use crate::schema::{DataType, Size, sized};
use crate::types::Sizing;

/// The refusal of a size on a column that it does not belong to.
macro_rules! misplaced {
    ($sizing:expr, $what:literal) => {
        match $sizing {
            Sizing::Fixed => concat!($what, "; this column's type has one size, so remove the attribute"),
            Sizing::Characters => {
                concat!($what, "; a String column is sized by `varchar = n`, `varchar = max` or `char = n`")
            }
            Sizing::Bytes => concat!($what, "; a Vec<u8> column is sized by `varbyte = n`"),
            Sizing::Decimal => concat!($what, "; a Decimal column is sized by `decimal(precision, scale)`"),
        }
    };
}

/// A type's width is within its limits: VARCHAR 65,535 bytes, CHAR 4,096 (`r_Character_types`), VARBYTE 16,777,216
/// (`r_VARBYTE_type`), DECIMAL 38 digits, 37 of them after the point (`r_Numeric_types201`).
///
/// # Errors
/// When it is not.
pub const fn data_type(data_type: DataType) -> Verdict {
    match data_type {
        DataType::Varchar(0) => Err("a VARCHAR has at least 1 byte"),
        DataType::Varchar(bytes) if bytes > MAX_VARCHAR => {
            Err("a VARCHAR has at most 65535 bytes; write `varchar = max` or keep larger text in SUPER")
        }
        DataType::Char(0) => Err("a CHAR has at least 1 byte"),
        DataType::Char(bytes) if bytes > 4096 => Err("a CHAR has at most 4096 bytes; use a VARCHAR"),
        DataType::Varbyte(0) => Err("a VARBYTE has at least 1 byte"),
        DataType::Varbyte(bytes) if bytes > 16_777_216 => Err("a VARBYTE has at most 16777216 bytes"),
        DataType::Decimal { precision: 0, .. } => Err("a DECIMAL has at least 1 digit"),
        DataType::Decimal { precision, .. } if precision > 38 => Err("a DECIMAL has at most 38 digits"),
        DataType::Decimal { precision, scale } if scale > precision => {
            Err("a DECIMAL's scale is at most its precision, which counts the digits after the point too: \
             decimal(precision, scale)")
        }
        DataType::Decimal { scale, .. } if scale > 37 => Err("a DECIMAL has at most 37 digits after the point"),
        _ => Ok(()),
    }
}

/// The attribute that sizes a column suits its type, and the size is one that Redshift has.
///
/// `base` and `sizing` are those of the Rust type, `varchar_multiplier` is 1 where none is given.
///
/// # Errors
/// When the attribute belongs to another type, is missing (DECIMAL), or gives a width outside the type's limits.
pub const fn size_suits(base: DataType, sizing: Sizing, size: Size, varchar_multiplier: u32) -> Verdict {
    match (sizing, size) {
        (Sizing::Decimal, Size::Default) => {
            return Err("a DECIMAL column states its precision and scale; write `decimal(18, 2)` or as needed");
        }
        (_, Size::Default)
        | (Sizing::Characters, Size::Varchar(_) | Size::VarcharMax | Size::Char(_))
        | (Sizing::Bytes, Size::Varbyte(_))
        | (Sizing::Decimal, Size::Decimal { .. }) => {}
        (_, Size::Varchar(_) | Size::VarcharMax) => {
            return Err(misplaced!(sizing, "`varchar` sizes a String column"));
        }
        (_, Size::Char(_)) => return Err(misplaced!(sizing, "`char` sizes a String column")),
        (_, Size::Varbyte(_)) => return Err(misplaced!(sizing, "`varbyte` sizes a Vec<u8> column")),
        (_, Size::Decimal { .. }) => return Err(misplaced!(sizing, "`decimal` sizes a Decimal column")),
    }
    if varchar_multiplier == 0 {
        return Err("`varchar_multiplier` is at least 1: the bytes to reserve for a character, 4 for any UTF-8");
    }
    if let (Sizing::Characters, Size::Varchar(length)) = (sizing, size)
        && length <= MAX_VARCHAR
        && length.saturating_mul(varchar_multiplier) > MAX_VARCHAR
    {
        return Err("after `varchar_multiplier` the VARCHAR has more than 65535 bytes, its maximum; \
                    shorten it or write `varchar = max`");
    }
    data_type(sized(base, sizing, size, varchar_multiplier))
}

/// A column's own `varchar_multiplier` has a VARCHAR to multiply.
///
/// # Errors
/// When the column is no VARCHAR of characters, or is `varchar = max`.
pub const fn multiplier_suits(sizing: Sizing, size: Size) -> Verdict {
    match (sizing, size) {
        (Sizing::Characters, Size::VarcharMax) => {
            Err("`varchar = max` is already the maximum of 65535 bytes; remove `varchar_multiplier`")
        }
        (Sizing::Characters, Size::Char(_)) => {
            Err("CHAR holds single-byte characters, so nothing is multiplied; remove `varchar_multiplier`")
        }
        (Sizing::Characters, _) => Ok(()),
        _ => Err("`varchar_multiplier` multiplies the length of a String column; remove it from this one"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::SqlType;

    const TEXT: (DataType, Sizing) = (String::DATA_TYPE, Sizing::Characters);
    const NUMBER: (DataType, Sizing) = (DataType::BigInt, Sizing::Fixed);
    const BYTES: (DataType, Sizing) = (DataType::Varbyte(64_000), Sizing::Bytes);
    const DECIMAL: (DataType, Sizing) = (DataType::Decimal { precision: 18, scale: 0 }, Sizing::Decimal);

    fn decimal(precision: u32, scale: u32) -> Size {
        Size::Decimal { precision, scale }
    }

    #[track_caller]
    fn becomes((base, sizing): (DataType, Sizing), size: Size, multiplier: u32, sql: &str) {
        assert_eq!(size_suits(base, sizing, size, multiplier), Ok(()));
        assert_eq!(sized(base, sizing, size, multiplier).to_string(), sql);
    }

    #[track_caller]
    fn refused((base, sizing): (DataType, Sizing), size: Size, multiplier: u32, words: &str) {
        let message = size_suits(base, sizing, size, multiplier).unwrap_err();
        assert!(message.contains(words), "{message}");
        // Total, whatever the numbers.
        let _ = sized(base, sizing, size, multiplier);
    }

    #[test]
    fn a_type_has_its_own_size() {
        becomes(TEXT, Size::Default, 1, "VARCHAR(256)");
        becomes(NUMBER, Size::Default, 1, "BIGINT");
        becomes(BYTES, Size::Default, 1, "VARBYTE(64000)");
    }

    #[test]
    fn the_multiplier_multiplies_varchar_only() {
        becomes(TEXT, Size::Default, 4, "VARCHAR(1024)");
        becomes(TEXT, Size::Varchar(200), 4, "VARCHAR(800)");
        becomes(TEXT, Size::VarcharMax, 4, "VARCHAR(65535)");
        becomes(TEXT, Size::Char(2), 4, "CHAR(2)");
        becomes(NUMBER, Size::Default, 4, "BIGINT");
        becomes((DataType::Varchar(36), Sizing::Fixed), Size::Default, 4, "VARCHAR(36)");
        becomes(BYTES, Size::Varbyte(10), 4, "VARBYTE(10)");
        becomes(DECIMAL, decimal(12, 2), 4, "DECIMAL(12, 2)");
    }

    #[test]
    fn varchar_has_1_to_65535_bytes() {
        becomes(TEXT, Size::Varchar(1), 1, "VARCHAR(1)");
        becomes(TEXT, Size::Varchar(65_535), 1, "VARCHAR(65535)");
        becomes(TEXT, Size::Varchar(16_383), 4, "VARCHAR(65532)");
        refused(TEXT, Size::Varchar(0), 1, "at least 1 byte");
        refused(TEXT, Size::Varchar(65_536), 1, "at most 65535");
        refused(TEXT, Size::Varchar(65_536), 4, "a VARCHAR has at most 65535");
        refused(TEXT, Size::Varchar(16_384), 4, "after `varchar_multiplier`");
        refused(TEXT, Size::Default, 256, "at most 65535");
        refused(TEXT, Size::Varchar(u32::MAX), u32::MAX, "at most 65535");
        refused(TEXT, Size::Varchar(10), 0, "at least 1");
    }

    #[test]
    fn char_has_1_to_4096_bytes() {
        becomes(TEXT, Size::Char(1), 1, "CHAR(1)");
        becomes(TEXT, Size::Char(4096), 1, "CHAR(4096)");
        refused(TEXT, Size::Char(0), 1, "at least 1 byte");
        refused(TEXT, Size::Char(4097), 1, "at most 4096");
    }

    #[test]
    fn varbyte_has_1_to_16777216_bytes() {
        becomes(BYTES, Size::Varbyte(1), 1, "VARBYTE(1)");
        becomes(BYTES, Size::Varbyte(16_777_216), 1, "VARBYTE(16777216)");
        refused(BYTES, Size::Varbyte(0), 1, "at least 1 byte");
        refused(BYTES, Size::Varbyte(16_777_217), 1, "at most 16777216");
    }

    #[test]
    fn decimal_states_precision_and_scale() {
        becomes(DECIMAL, decimal(1, 0), 1, "DECIMAL(1, 0)");
        becomes(DECIMAL, decimal(38, 37), 1, "DECIMAL(38, 37)");
        becomes(DECIMAL, decimal(5, 5), 1, "DECIMAL(5, 5)");
        refused(DECIMAL, Size::Default, 1, "decimal(18, 2)");
        refused(DECIMAL, decimal(0, 0), 1, "at least 1 digit");
        refused(DECIMAL, decimal(39, 2), 1, "at most 38");
        refused(DECIMAL, decimal(400, 2), 1, "at most 38");
        refused(DECIMAL, decimal(u32::MAX, u32::MAX), 1, "at most 38");
        refused(DECIMAL, decimal(38, 38), 1, "at most 37");
        refused(DECIMAL, decimal(5, 6), 1, "at most its precision");
        refused(DECIMAL, decimal(5, 261), 1, "at most its precision");
    }

    #[test]
    fn a_size_belongs_to_its_type() {
        refused(NUMBER, Size::Varchar(10), 1, "remove the attribute");
        refused(NUMBER, Size::VarcharMax, 1, "`varchar` sizes a String");
        refused(NUMBER, Size::Char(10), 1, "`char` sizes a String");
        refused(NUMBER, Size::Varbyte(10), 1, "`varbyte` sizes a Vec<u8>");
        refused(NUMBER, decimal(10, 2), 1, "`decimal` sizes a Decimal");
        refused(TEXT, Size::Varbyte(10), 1, "a String column is sized by");
        refused(TEXT, decimal(10, 2), 1, "a String column is sized by");
        refused(BYTES, Size::Varchar(10), 1, "a Vec<u8> column is sized by");
        refused(BYTES, Size::Char(10), 1, "a Vec<u8> column is sized by");
        refused(DECIMAL, Size::Varchar(10), 1, "a Decimal column is sized by");
    }

    #[test]
    fn a_column_multiplier_needs_a_varchar() {
        assert_eq!(multiplier_suits(Sizing::Characters, Size::Default), Ok(()));
        assert_eq!(multiplier_suits(Sizing::Characters, Size::Varchar(10)), Ok(()));
        assert!(multiplier_suits(Sizing::Characters, Size::VarcharMax).is_err());
        assert!(multiplier_suits(Sizing::Characters, Size::Char(2)).is_err());
        assert!(multiplier_suits(Sizing::Fixed, Size::Default).is_err());
        assert!(multiplier_suits(Sizing::Bytes, Size::Default).is_err());
    }
}

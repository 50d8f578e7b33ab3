//! Widths, precisions and the attributes that set them.

use super::{Verdict, check};
use crate::schema::size::MAX_VARCHAR;
use crate::schema::{DataType, Size, sized};
use crate::types::Sizing;

/// The refusal of a size on a column that it does not belong to.
macro_rules! misplaced {
    ($sizing:expr, $what:literal) => {
        match $sizing {
            Sizing::Fixed => concat!(
                $what,
                "; this column's type has one size, so remove the attribute"
            ),
            Sizing::Characters => concat!(
                $what,
                "; a String column is sized by `varchar = n`, `varchar = max` or `char = n`"
            ),
            Sizing::Bytes => concat!($what, "; a Vec<u8> column is sized by `varbyte = n`"),
            Sizing::Decimal => concat!(
                $what,
                "; a Decimal column is sized by `decimal(precision, scale)`"
            ),
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
        DataType::Decimal { precision, scale } if scale > precision => Err(
            "a DECIMAL's scale is at most its precision, which counts the digits after the point too: \
             decimal(precision, scale)",
        ),
        DataType::Decimal { scale, .. } if scale > 37 => {
            Err("a DECIMAL has at most 37 digits after the point")
        }
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
            return Err(
                "a DECIMAL column states its precision and scale; write `decimal(18, 2)` or as needed",
            );
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
        return Err(
            "`varchar_multiplier` is at least 1: the bytes to reserve for a character, 4 for any UTF-8",
        );
    }
    if let (Sizing::Characters, Size::Varchar(length)) = (sizing, size)
        && length <= MAX_VARCHAR
        && length.saturating_mul(varchar_multiplier) > MAX_VARCHAR
    {
        return Err(
            "after `varchar_multiplier` the VARCHAR has more than 65535 bytes, its maximum; \
                    shorten it or write `varchar = max`",
        );
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

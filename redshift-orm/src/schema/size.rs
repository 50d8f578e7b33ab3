//! How a column is sized by attributes, and the type that comes of it.

use super::DataType;
use crate::types::Sizing;

/// What an attribute says about a column's size.
///
/// The numbers are as written, however absurd: [`rules::size_suits`](super::rules::size_suits) refuses those that Redshift does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// No attribute: the type's own size.
    Default,
    /// `varchar = n`: characters, multiplied by `varchar_multiplier` to give bytes.
    Varchar(u32),
    /// `varchar = max`: 65,535 bytes, never multiplied.
    VarcharMax,
    /// `char = n`: single-byte characters, never multiplied.
    Char(u32),
    /// `decimal(precision, scale)`.
    Decimal {
        /// Digits in all.
        precision: u32,
        /// Digits after the point.
        scale: u32,
    },
    /// `varbyte = n`: bytes.
    Varbyte(u32),
}

/// The most bytes of a VARCHAR (`r_Character_types`).
pub(super) const MAX_VARCHAR: u32 = 65_535;

/// The type of a column whose Rust type has `base` and `sizing`, sized by `size`.
///
/// `varchar_multiplier` multiplies the VARCHAR of a type that [`Sizing::Characters`] sizes, its default width included; not
/// `varchar = max`, not CHAR, not a fixed VARCHAR such as that of a UUID. The function is total: numbers saturate and a size that
/// does not suit the type changes nothing, for [`rules::size_suits`](super::rules::size_suits) to refuse.
///
/// ```
/// use redshift_orm::schema::{DataType, Size, sized};
/// use redshift_orm::types::{Sizing, SqlType};
///
/// assert_eq!(
///     sized(String::DATA_TYPE, String::SIZING, Size::Varchar(200), 4),
///     DataType::Varchar(800)
/// );
/// assert_eq!(sized(i64::DATA_TYPE, Sizing::Fixed, Size::Default, 4), DataType::BigInt);
/// ```
#[must_use]
pub const fn sized(base: DataType, sizing: Sizing, size: Size, varchar_multiplier: u32) -> DataType {
    match (sizing, size, base) {
        (Sizing::Characters, Size::Default, DataType::Varchar(length))
        | (Sizing::Characters, Size::Varchar(length), _) => {
            DataType::Varchar(length.saturating_mul(varchar_multiplier))
        }
        (Sizing::Characters, Size::VarcharMax, _) => DataType::Varchar(MAX_VARCHAR),
        (Sizing::Characters, Size::Char(length), _) => DataType::Char(length),
        (Sizing::Bytes, Size::Varbyte(length), _) => DataType::Varbyte(length),
        (Sizing::Decimal, Size::Decimal { precision, scale }, _) => {
            DataType::Decimal { precision: saturate(precision), scale: saturate(scale) }
        }
        _ => base,
    }
}

const fn saturate(number: u32) -> u8 {
    if number > u8::MAX as u32 {
        return u8::MAX;
    }
    number.to_le_bytes()[0]
}

//! The macro for DECIMAL literals.

use rust_decimal::Decimal;

/// A [`Decimal`](rust_decimal::Decimal) from a literal, read when the program is compiled: up to 28 digits, the scale as written.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// assert_eq!(dec!(-1_000.50), Decimal::new(-100_050, 2));
/// ```
///
/// What is no such number does not compile:
///
/// ```compile_fail
/// redshift_orm::dec!(1.5e3);
/// ```
#[macro_export]
macro_rules! dec {
    ($($number:tt)+) => {
        const { $crate::__private::decimal(concat!($(stringify!($number)),+)) }
    };
}

/// Reads a literal.
///
/// # Panics
/// When it is no decimal number of at most 28 digits, which ends the compilation.
#[must_use]
#[expect(clippy::panic, reason = "it runs in the compiler, whose errors it makes")]
#[expect(clippy::cast_possible_truncation, reason = "the parts of a number are cut out of it")]
pub const fn decimal(literal: &str) -> Decimal {
    let bytes = literal.as_bytes();
    let (mut mantissa, mut scale, mut digits) = (0_u128, 0_u32, 0_u32);
    let (mut negative, mut point) = (false, false);
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'-' if index == 0 => negative = true,
            b'.' if !point => point = true,
            b'_' | b' ' => {}
            digit @ b'0'..=b'9' => {
                mantissa = mantissa * 10 + (digit - b'0') as u128;
                digits += (mantissa > 0) as u32;
                scale += point as u32;
            }
            _ => panic!("dec! takes a decimal number such as 12, -0.5 or 1_000.25"),
        }
        assert!(digits <= 28 && scale <= 28, "a Decimal holds at most 28 digits");
        index += 1;
    }
    Decimal::from_parts(mantissa as u32, (mantissa >> 32) as u32, (mantissa >> 64) as u32, negative, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_read_as_written() {
        for text in [
            "0",
            "-0.5",
            "1.000000",
            "123456789012345678.0123456789",
            "9999999999999999999999999999",
            "0.0000000000000000000000000001",
        ] {
            assert_eq!(decimal(text), Decimal::from_str_exact(text).unwrap(), "{text}");
            assert_eq!(decimal(text).scale(), Decimal::from_str_exact(text).unwrap().scale(), "{text}");
        }
    }
}

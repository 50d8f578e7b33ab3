//! Values of DECIMAL as the scaled integers of AWS's private protocol: a whole number without a point, whose scale is in the type modifier of
//! its column.

use super::frame::Fields;
use crate::refusal::Refusal;

/// The refusal of a column whose scale the engine does not tell.
pub(super) fn unknown_scale(column: &str) -> Refusal {
    Refusal::new(
        "0A000",
        format!(
            "redshift-local: the scale of \"{column}\" is not known, so that its values cannot be scaled integers: select \
             CAST(.. AS DECIMAL(p, s)), or SET redshift_local.numeric = groups"
        ),
    )
}

/// The refusal of a parameter in binary where DECIMAL goes as scaled integers.
pub(super) fn scaled_parameter(number: usize) -> Refusal {
    Refusal::new(
        "0A000",
        format!(
            "redshift-local: parameter ${number} is a DECIMAL in binary, of which nobody knows how scaled integers are sent: send it as text"
        ),
    )
}

/// The engine's binary DECIMAL as a whole number of this many decimal places; `None` when it is none.
pub(super) fn scaled(value: &[u8], scale: u16) -> Option<i128> {
    let mut fields = Fields(value);
    let (count, weight, sign) = (fields.u16()?, i32::from(fields.u16()?.cast_signed()), fields.u16()?);
    fields.u16()?;
    let mut whole: i128 = 0;
    // The place of the last digit of a group, counted from the point.
    let mut place = (weight + 1) * 4;
    let scale = i32::from(scale);
    for _ in 0..count {
        let group = i128::from(fields.u16()?);
        place -= 4;
        let shift = place + scale;
        let part = match u32::try_from(shift) {
            Ok(shift) => group.checked_mul(10_i128.checked_pow(shift)?)?,
            Err(_) => {
                let divisor = 10_i128.checked_pow(shift.unsigned_abs())?;
                (group % divisor == 0).then_some(group / divisor)?
            }
        };
        whole = whole.checked_add(part)?;
    }
    match sign {
        0 => Some(whole),
        0x4000 => Some(-whole),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::response::Form;

    #[test]
    fn decimals_become_scaled_integers() {
        let value = |count: u16, weight: i16, sign: u16, groups: &[u16]| {
            let head = [count, weight.cast_unsigned(), sign, 2];
            head.iter().chain(groups).flat_map(|part| part.to_be_bytes()).collect::<Vec<u8>>()
        };
        assert_eq!(scaled(&value(2, 0, 0, &[12, 3400]), 2), Some(1234));
        assert_eq!(scaled(&value(2, 0, 0x4000, &[12, 3400]), 4), Some(-123_400));
        assert_eq!(scaled(&value(0, 0, 0, &[]), 37), Some(0));
        assert_eq!(scaled(&value(1, 2, 0, &[5]), 0), Some(500_000_000));
        assert_eq!(scaled(&value(1, -1, 0, &[1]), 4), Some(1));
        // A digit behind the scale, NaN, and what is cut off.
        assert_eq!(scaled(&value(1, -1, 0, &[1]), 3), None);
        assert_eq!(scaled(&value(0, 0, 0xc000, &[]), 0), None);
        assert_eq!(scaled(&value(2, 0, 0, &[1]), 0), None);
        let mut out = Vec::new();
        Form::Scaled { scale: 2, is_wide: false }.write(&value(2, 0, 0x4000, &[12, 3400]), &mut out).unwrap();
        assert_eq!(out, (-1234_i64).to_be_bytes());
        let too_wide = value(5, 4, 0, &[9999, 9999, 9999, 9999, 9999]);
        assert_eq!(Form::Scaled { scale: 0, is_wide: false }.write(&too_wide, &mut out), None);
    }
}

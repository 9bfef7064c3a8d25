//! Powers of ten and rounding, exact.

/// `mantissa × 10^shift`, rounded half to even; `None` where it is out of range.
pub(super) fn scaled(mantissa: i128, shift: i64) -> Option<(i128, bool)> {
    if mantissa == 0 {
        return Some((0, false));
    }
    let Ok(power) = u32::try_from(shift.unsigned_abs()) else { return None };
    if shift >= 0 {
        return mantissa.checked_mul(10_i128.checked_pow(power)?).map(|value| (value, false));
    }
    let Some(divisor) = 10_i128.checked_pow(power) else { return Some((0, true)) };
    Some(divide_half_even(mantissa, divisor))
}

/// The quotient rounded half to even, and whether rounding changed it. The divisor is positive.
pub(in crate::domain::intake) fn divide_half_even(value: i128, divisor: i128) -> (i128, bool) {
    let (quotient, rest) = (value.div_euclid(divisor), value.rem_euclid(divisor));
    let up = match (rest * 2).cmp(&divisor) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient % 2 != 0,
        std::cmp::Ordering::Greater => true,
    };
    (quotient + i128::from(up), rest != 0)
}

#[cfg(test)]
mod tests {
    use crate::domain::intake::value::read_number;

    #[test]
    fn more_than_six_decimals_round_half_to_even() {
        let rounded = |text| read_number(text, None).map(|number| (number.micros, number.rounded));
        assert_eq!(rounded("0.0000005"), Ok((0, true)));
        assert_eq!(rounded("0.0000015"), Ok((2, true)));
        assert_eq!(rounded("-0.0000015"), Ok((-2, true)));
        assert_eq!(rounded("29.330000000000002"), Ok((29_330_000, true)));
        assert_eq!(rounded("1.5000000"), Ok((1_500_000, false)));
        assert_eq!(rounded("1e-40"), Ok((0, true)));
    }
}

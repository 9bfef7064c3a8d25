//! Quantiles of sorted numbers.

/// The quantile of type 7 (R. J. Hyndman, Y. Fan, The American Statistician 50 (1996) 361-365) of rising numbers, as
/// numpy, pandas and R give it; `None` of none. Between equal neighbours it is exactly their value.
///
/// A share of up to nine decimals stands for exactly these, so that of whole numbers a quantile that is one is found
/// exactly: 0.9 is no double, and who is silent for ten days must not be so for longer than 9.999999999999998.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a list
pub fn quantile<T: Copy + Into<f64>>(sorted: &[T], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let share = share.clamp(0.0, 1.0);
    let (exact, place) = (exact_place(share, last), share * last as f64);
    let below = exact.map_or(place.floor() as usize, |(below, _)| below);
    let (low, high): (f64, f64) = ((*sorted.get(below)?).into(), (*sorted.get((below + 1).min(last))?).into());
    let apart = high - low;
    let part = match exact {
        Some((_, billionths)) if apart.fract() == 0.0 && (billionths * apart).abs() <= MOST_WHOLE => {
            billionths * apart / BILLION
        }
        Some((_, billionths)) => billionths / BILLION * apart,
        None => place.fract() * apart,
    };
    Some(low + part)
}

const BILLION: f64 = 1e9;

/// Up to here every whole number is a double: 2^53.
const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Behind how many places a share of up to nine decimals lies, and how many billionths of one; `None` of other shares.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a list
fn exact_place(share: f64, last: usize) -> Option<(usize, f64)> {
    let billionths = (share * BILLION).round();
    // What a share is computed from, as 1 - 0.9, is off by no more.
    let is_decimal = (billionths / BILLION - share).abs() <= f64::EPSILON;
    let place = (billionths as u64).checked_mul(last as u64).filter(|_| is_decimal)?;
    Some(((place / 1_000_000_000) as usize, (place % 1_000_000_000) as f64))
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn it_lies_between_the_neighbours() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        let found = [0.0, 0.25, 0.5, 0.9, 1.0].map(|share| quantile(&sorted, share).unwrap());
        for (found, expected) in found.into_iter().zip([1.0, 1.75, 3.0, 6.8, 8.0]) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert_eq!((quantile::<i32>(&[], 0.5), quantile(&[7], 0.9)), (None, Some(7.0)));
        assert_eq!(quantile(&[-1e300, 1e300], 0.25), Some(-5e299));
        assert!(quantile(&[1, 2], f64::NAN).unwrap().is_nan());
        assert_eq!((quantile(&[1, 2, 3, 4], 0.5), quantile(&[1, 2, 3, 4], 1.0)), (Some(2.5), Some(4.0)));
    }

    #[test]
    fn of_whole_numbers_a_whole_one_is_exact() {
        // The place is 0.9 x 9 = 8.1, so it is 1 + 0.1 x 90; as doubles 8.1 - 8 is 0.09999999999999964.
        assert_eq!(quantile(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 91], 0.9), Some(10.0));
        // From the other end, as (1 - 0.8) / 2, which is 0.09999999999999998.
        let turned = [-91, -1, -1, -1, -1, -1, -1, -1, -1, -1];
        assert_eq!(quantile(&turned, (1.0 - 0.8) / 2.0), Some(-10.0));
        for last in 1..200_i32 {
            for tenths in 1..10 {
                // Ten to each step: every tenth of a place is a whole number.
                let sorted: Vec<i32> = (0..=last).map(|step| 10 * step).collect();
                assert_eq!(quantile(&sorted, f64::from(tenths) / 10.0), Some(f64::from(tenths * last)));
            }
        }
    }

    #[test]
    fn a_share_of_many_decimals_is_taken_as_it_is() {
        let sorted: Vec<i32> = (0..=300).collect();
        assert!((quantile(&sorted, 1.0 / 3.0).unwrap() - 100.0).abs() < 1e-9);
        assert!((quantile(&sorted, 0.123_456_789_01).unwrap() - 37.037_036_703).abs() < 1e-9);
    }
}

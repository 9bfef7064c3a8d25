//! Quantiles of sorted numbers.

/// The quantile of type 7 (R. J. Hyndman, Y. Fan, The American Statistician 50 (1996) 361-365) of rising numbers, as
/// numpy, pandas and R give it; `None` of none. Between equal neighbours it is exactly their value.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a list
pub fn quantile<T: Copy + Into<f64>>(sorted: &[T], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let (low, high): (f64, f64) = ((*sorted.get(below)?).into(), (*sorted.get((below + 1).min(last))?).into());
    Some(low + (place - below as f64) * (high - low))
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
        assert_eq!((quantile(&[1, 2, 3, 4], 0.5), quantile(&[1, 2, 3, 4], 1.0)), (Some(2.5), Some(4.0)));
    }
}

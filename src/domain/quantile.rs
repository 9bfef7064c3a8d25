//! Quantiles of sorted numbers.

/// The quantile of type 7 (R. J. Hyndman, Y. Fan, The American Statistician 50 (1996) 361-365) of rising numbers, as
/// numpy, pandas and R give it; zero of none. Between equal neighbours it is exactly their value.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a list
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share.clamp(0.0, 1.0) * sorted.len().saturating_sub(1) as f64;
    let below = place.floor() as usize;
    let at = |place: usize| sorted.get(place).or(sorted.last()).copied().unwrap_or_default();
    at(below) + (place - below as f64) * (at(below + 1) - at(below))
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn it_lies_between_the_neighbours() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        let found = [0.0, 0.25, 0.5, 0.9, 1.0].map(|share| quantile(&sorted, share));
        for (found, expected) in found.into_iter().zip([1.0, 1.75, 3.0, 6.8, 8.0]) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert!(quantile(&[], 0.5).abs() < f64::EPSILON);
    }
}

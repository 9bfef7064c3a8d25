//! How far apart the means of two groups are, in standard deviations.

use super::interval::{Interval, Level};

/// Count, mean and spread of some numbers, added one by one (B. P. Welford, Technometrics 4 (1962) 419-420).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Moments {
    /// How many.
    pub n: usize,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// One more number.
    pub fn add(&mut self, number: f64) {
        self.n += 1;
        let off = number - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (number - self.mean);
    }

    /// The mean; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then_some(self.mean)
    }

    /// The variance of what they are a sample of; `None` of fewer than two.
    pub fn variance(&self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / (self.n - 1) as f64)
    }
}

/// The difference of the means over the pooled standard deviation, corrected for few, with its interval: the first group
/// less the second. `None` where a group is of nobody, together they are fewer than three, or nothing varies.
///
/// Source: L. V. Hedges, Distribution theory for Glass's estimator of effect size, Journal of Educational Statistics 6 (1981)
/// 107-128 (Cohen's d times 1 - 3 / (4 df - 1)); the interval is the normal one of M. Borenstein, L. V. Hedges et al.,
/// Introduction to Meta-Analysis (2009), chapter 4.
pub fn hedges_g(first: Moments, second: Moments, level: Level) -> Option<(f64, Interval)> {
    let (one, two) = (first.mean()?, second.mean()?);
    let (n1, n2) = (first.n as f64, second.n as f64);
    let degrees = n1 + n2 - 2.0;
    if degrees < 1.0 {
        return None;
    }
    let spread = ((first.squares + second.squares) / degrees).sqrt();
    // What is left of equal numbers after adding them up is no spread.
    if spread <= 1e-12 * one.abs().max(two.abs()) {
        return None;
    }
    let d = (one - two) / spread;
    let few = 1.0 - 3.0 / (4.0 * degrees - 1.0);
    let error = few * ((n1 + n2) / (n1 * n2) + d * d / (2.0 * (n1 + n2))).sqrt();
    let (g, off) = (few * d, level.z() * error);
    Some((g, Interval { low: g - off, high: g + off }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: &[f64]) -> Moments {
        let mut moments = Moments::default();
        for number in numbers {
            moments.add(*number);
        }
        moments
    }

    #[test]
    fn a_variance_is_of_two_or_more() {
        assert_eq!((of(&[1.0, 2.0, 3.0]).variance(), of(&[4.0]).variance()), (Some(1.0), None));
    }

    #[test]
    fn the_example_of_borenstein_and_others() {
        // Introduction to Meta-Analysis, chapter 4: means 103 and 100, standard deviations 5.5 and 4.5, 50 each:
        // d 0.5970, g 0.5924, its variance 0.0411.
        let two = |mean: f64, sd: f64| Moments { n: 50, mean, squares: sd * sd * 49.0 };
        let (g, interval) = hedges_g(two(103.0, 5.5), two(100.0, 4.5), Level::DEFAULT).unwrap();
        assert!((g - 0.5924).abs() < 5e-5, "{g}");
        let variance = ((interval.high - interval.low) / 2.0 / Level::DEFAULT.z()).powi(2);
        assert!((variance - 0.0411).abs() < 5e-5, "{variance}");
    }

    #[test]
    fn by_hand() {
        // Means 3 and 1, squares 2 + 2 over 4 degrees: d = 2; g = 2 (1 - 3/15) = 1.6.
        let (g, _) = hedges_g(of(&[2.0, 3.0, 4.0]), of(&[0.0, 1.0, 2.0]), Level::DEFAULT).unwrap();
        assert!((g - 1.6).abs() < 1e-12, "{g}");
    }

    #[test]
    fn without_spread_or_people_there_is_none() {
        for (first, second) in [(vec![], vec![1.0, 2.0]), (vec![1.0], vec![2.0]), (vec![0.1; 9], vec![0.3; 9])] {
            assert_eq!(hedges_g(of(&first), of(&second), Level::DEFAULT), None, "{first:?} {second:?}");
        }
    }
}

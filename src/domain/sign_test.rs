//! The sign test: whether so many went one way and so many the other by more than chance.

/// The probability, were both ways equally likely, of a split at least as uneven: exact, to both sides, 1 where nobody
/// went either way.
///
/// Source: W. J. Conover, Practical Nonparametric Statistics (1999), 3.4; between two answers of the same persons it is
/// the exact test of Q. `McNemar`, Psychometrika 12 (1947) 153-157.
pub fn sign_test(one: usize, other: usize) -> f64 {
    let n = one + other;
    if n == 0 {
        return 1.0;
    }
    let fewer = one.min(other);
    // The largest term of the tail; the others follow by their ratios.
    let gamma = |n: usize| libm::lgamma(n as f64 + 1.0);
    let mut term = libm::exp(gamma(n) - gamma(fewer) - gamma(n - fewer) - n as f64 * std::f64::consts::LN_2);
    let mut tail = 0.0;
    for successes in (0..=fewer).rev() {
        tail += term;
        term *= successes as f64 / (n - successes + 1) as f64;
        if term <= tail * f64::EPSILON {
            break;
        }
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_the_binomial_distribution() {
        // scipy.stats.binomtest(k, n).pvalue
        for (one, other, p) in [
            (0, 0, 1.0),
            (5, 5, 1.0),
            (0, 5, 0.0625),
            (1, 9, 0.021_484_375),
            (12, 3, 0.035_156_25),
            (60, 40, 0.056_887_933_640_981_01),
        ] {
            assert!((sign_test(one, other) - p).abs() < 1e-12, "{one} {other}: {}", sign_test(one, other));
        }
        assert!(sign_test(1_000_000, 990_000) < 1e-10 && sign_test(500_000, 500_000) > 0.99);
    }
}

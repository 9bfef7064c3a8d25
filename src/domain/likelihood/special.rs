//! Special functions the models need.

/// ln Γ(x), x > 0.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The derivative of ln Γ, x > 0: by the recurrence up to 6, then the asymptotic series (M. Abramowitz, I. A. Stegun,
/// Handbook of Mathematical Functions, 6.3.5 and 6.3.18). Relative error about 1e-12.
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x < 10.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let (z, squared) = (1.0 / x, 1.0 / (x * x));
    let tail = [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32_760.0];
    let tail = tail.iter().rev().fold(0.0, |sum, term| (sum + term) * squared);
    sum + libm::log(x) - z / 2.0 - tail
}

/// Terms after which a series has to end.
const MOST_TERMS: u32 = 20_000;

/// The hypergeometric function 2F1(a, b; c; z) by its series, 0 ≤ z < 1, c > 0. It converges slowly where z is near 1.
#[allow(clippy::many_single_char_names)] // as the handbooks write it
pub fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 0..MOST_TERMS {
        let k = f64::from(k);
        term *= (a + k) * (b + k) / ((c + k) * (k + 1.0)) * z;
        sum += term;
        // Terms shrink by about z from one to the next at the end.
        if term.abs() * z <= 1e-15 * (1.0 - z) * sum.abs() && k > a.abs() + b.abs() {
            break;
        }
    }
    sum
}

/// The probability of a chi-square value of one degree of freedom at least this large.
pub fn chi_square_one_p(statistic: f64) -> f64 {
    libm::erfc((statistic.max(0.0) / 2.0).sqrt())
}

/// The probability of a chi-square value of so many degrees of freedom at least this large. For whole
/// degrees it is a finite sum: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964),
/// 26.4.4 (odd) and 26.4.5 (even). 1 without degrees of freedom; for up to a thousand of them.
pub fn chi_square_p(statistic: f64, degrees: usize) -> f64 {
    let half = statistic.max(0.0) / 2.0;
    let odd = degrees % 2 == 1;
    let start = if odd { libm::erfc(half.sqrt()) } else { 0.0 };
    // (x/2)^j / Γ(j + 1) for even degrees, (x/2)^(j - 1/2) / Γ(j + 1/2) for odd: each from the one before.
    let first = if odd { (half / std::f64::consts::PI).sqrt() * 2.0 } else { 1.0 };
    let offset = if odd { 1.5 } else { 1.0 };
    let terms = std::iter::successors(Some((first, offset)), |(term, next)| Some((term * half / next, next + 1.0)));
    let sum: f64 = terms.take(degrees / 2).map(|(term, _)| term).sum();
    // Where the one factor is nothing the other may be beyond all numbers.
    let rest = match libm::exp(-half) {
        0.0 => 0.0,
        tail => tail * sum,
    };
    if degrees == 0 { 1.0 } else { (start + rest).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() <= 1e-11 * right.abs().max(1.0), "{left} is not {right}");
    }

    #[test]
    fn known_values() {
        // Abramowitz, Stegun, tables 6.1 and 6.3; ψ(1) = -γ, ψ(1/2) = -γ - 2 ln 2.
        let gamma = 0.577_215_664_901_532_9;
        close(digamma(1.0), -gamma);
        close(digamma(0.5), -gamma - 2.0 * std::f64::consts::LN_2);
        close(digamma(20.0), 2.970_523_992_242_149);
        close(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln());
        // 2F1(1, 1; 2; z) = -ln(1 - z)/z; 2F1(a, b; b; z) = (1 - z)^-a.
        close(hypergeometric(1.0, 1.0, 2.0, 0.5), 2.0 * std::f64::consts::LN_2);
        close(hypergeometric(0.3, 2.0, 2.0, 0.9), 0.1_f64.powf(-0.3));
        close(hypergeometric(-0.2, 3.0, 3.0, 0.99), 0.01_f64.powf(0.2));
        assert!((chi_square_one_p(3.841_458_820_694_124) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn tails_of_chi_square_equal_the_tables() {
        // Upper 5 % and 1 % points, Abramowitz and Stegun, table 26.8.
        for (degrees, five, one) in [
            (1, 3.841_46, 6.634_90),
            (2, 5.991_46, 9.210_34),
            (3, 7.814_73, 11.344_9),
            (4, 9.487_73, 13.276_7),
            (5, 11.070_5, 15.086_3),
            (6, 12.591_6, 16.811_9),
            (7, 14.067_1, 18.475_3),
            (10, 18.307_0, 23.209_3),
        ] {
            assert!((chi_square_p(five, degrees) - 0.05).abs() < 2e-6, "{degrees}: {}", chi_square_p(five, degrees));
            assert!((chi_square_p(one, degrees) - 0.01).abs() < 1e-6, "{degrees}: {}", chi_square_p(one, degrees));
        }
    }

    #[test]
    fn tails_end_at_one_and_at_nothing() {
        for degrees in 1..9 {
            assert!((chi_square_p(0.0, degrees) - 1.0).abs() < 1e-15);
            assert!(chi_square_p(1e6, degrees).abs() < 1e-300);
            assert!(chi_square_p(1e6, 800 + degrees).abs() < 1e-300);
        }
        assert!((chi_square_p(3.0, 0) - 1.0).abs() < 1e-15);
    }
}

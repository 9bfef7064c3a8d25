//! Two rates of events in time, compared.

use super::interval::Level;

/// How many times as often something happens in one time as in another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateRatio {
    /// The second rate over the first; `None` where nothing happened in the first.
    pub value: Option<f64>,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end; `None` where there is none, as nothing happened in the first.
    pub high: Option<f64>,
}

impl RateRatio {
    /// Of so many events in so much time, first and second; `None` where nothing happened at all, or in no time.
    ///
    /// The interval is exact: of all events the second time has a binomial share, whose interval is that of C. J. Clopper,
    /// E. S. Pearson, Biometrika 26 (1934) 404-413; J. Przyborowski, H. Wilenski, Biometrika 31 (1940) 313-323. It takes
    /// events as independent of one another, and holds its level or more than it.
    pub fn of(events: [usize; 2], time: [f64; 2], level: Level) -> Option<Self> {
        let ([first, second], [time_first, time_second]) = (events, time);
        if first + second == 0 || !(time_first > 0.0 && time_second > 0.0) {
            return None;
        }
        let scale = time_first / time_second;
        let odds = |share: f64| share / (1.0 - share) * scale;
        let side = (1.0 - level.get()) / 2.0;
        let (a, b) = (first as f64, second as f64);
        let low = if second == 0 { 0.0 } else { odds(beta_quantile(b, a + 1.0, side)) };
        let high = (first > 0).then(|| odds(beta_quantile(b + 1.0, a, 1.0 - side)));
        Some(Self { value: (first > 0).then(|| b / a * scale), low, high })
    }
}

/// Halvings of an interval of shares, down to what a double can tell apart.
const HALVINGS: u32 = 80;

/// The share up to which a beta distribution holds so much.
fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if beta(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The regularised incomplete beta function, 0 < x < 1, a and b above 0: by its continued fraction, on the side of the
/// mean on which that converges fast (M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 26.5.8).
fn beta(a: f64, b: f64, x: f64) -> f64 {
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta(b, a, 1.0 - x);
    }
    let whole = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    let front = libm::exp(whole + a * libm::log(x) + b * libm::log1p(-x)) / a;
    front / fraction(a, b, x)
}

/// Terms after which the fraction has to end.
const MOST_TERMS: u32 = 100_000;

/// `1 + d1 / (1 + d2 / (1 + …))`, from the front by Lentz's method.
#[expect(clippy::many_single_char_names, reason = "as the handbook names them")]
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let away = |value: f64| if value.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { value };
    let (mut value, mut c, mut d) = (1.0, 1.0, 0.0);
    for term in 1..MOST_TERMS {
        let m = f64::from(term / 2);
        let numerator = if term % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        d = 1.0 / away(1.0 + numerator * d);
        c = away(1.0 + numerator / c);
        let change = c * d;
        value *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} is not {expected}");
    }

    #[test]
    fn the_interval_is_exact() {
        // Exact binomial tails in fractions; the first is also the example of R's `poisson.test`.
        for (events, time, level, value, low, high) in [
            ([21, 11], [3011.0, 800.0], 0.95, 1.971_488_095_238_095_3, 0.858_426_403_391_639_7, 4.277_265_943_654_075),
            ([3, 2], [31.0, 30.0], 0.95, 0.688_888_888_888_888_9, 0.057_537_951_974_121_43, 6.013_748_464_926_14),
            ([12, 4], [60.0, 30.0], 0.9, 0.666_666_666_666_666_6, 0.198_412_034_958_365_54, 1.878_949_025_610_502_8),
        ] {
            let found = RateRatio::of(events, time, Level::try_from(level).unwrap()).unwrap();
            near(found.value.unwrap(), value);
            near(found.low, low);
            near(found.high.unwrap(), high);
        }
    }

    #[test]
    fn nothing_on_one_side_has_an_open_end() {
        let none = RateRatio::of([5, 0], [90.0, 60.0], Level::DEFAULT).unwrap();
        assert_eq!((none.value, none.low), (Some(0.0), 0.0));
        near(none.high.unwrap(), 1.636_918_657_753_819_7);
        let only = RateRatio::of([0, 4], [90.0, 60.0], Level::DEFAULT).unwrap();
        assert_eq!((only.value, only.high), (None, None));
        near(only.low, 0.990_186_029_040_140_1);
        assert_eq!(RateRatio::of([0, 0], [90.0, 60.0], Level::DEFAULT), None);
        assert_eq!(RateRatio::of([3, 4], [90.0, 0.0], Level::DEFAULT), None);
    }

    #[test]
    fn of_many_events_it_is_that_of_logarithms() {
        let many = RateRatio::of([100_000, 101_500], [1.0, 1.0], Level::DEFAULT).unwrap();
        // 1.015 × exp(± 1.96 sqrt(1 / 100,000 + 1 / 101,500)), nearly.
        assert!((many.low - 1.006_175).abs() < 5e-5 && (many.high.unwrap() - 1.023_903).abs() < 5e-5, "{many:?}");
    }
}

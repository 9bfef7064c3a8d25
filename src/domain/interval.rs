//! Confidence levels, intervals of shares, and the normal distribution behind them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A confidence level that is no level.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[error("{0} is not a confidence level: it must be at least 0.5 and below 1")]
pub struct NotALevel(pub f64);

/// How often an interval made this way holds the true value: 0.95 for "95 %". At least 0.5, below 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Level(f64);

impl Level {
    /// 95 %, the default everywhere.
    pub const DEFAULT: Self = Self(0.95);

    /// The share, 0.5 to below 1.
    pub fn get(self) -> f64 {
        self.0
    }

    /// Standard errors to each side of the estimate: 1.959964 for 95 %.
    pub fn z(self) -> f64 {
        two_sided_quantile(self.0)
    }
}

impl Default for Level {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl TryFrom<f64> for Level {
    type Error = NotALevel;

    fn try_from(level: f64) -> Result<Self, NotALevel> {
        if (0.5..1.0).contains(&level) { Ok(Self(level)) } else { Err(NotALevel(level)) }
    }
}

impl From<Level> for f64 {
    fn from(level: Level) -> Self {
        level.0
    }
}

/// From where to where a value lies, with the confidence it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The score interval of a share, `successes` of `n`; `None` where `n` is 0.
///
/// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
/// JASA 22 (1927) 209-212. It stays within 0 and 1 and holds its level for small `n` and shares
/// near 0 or 1, where estimate ± z standard errors does not.
pub fn wilson(successes: usize, n: usize, level: Level) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let (none, all) = (successes == 0, successes >= n);
    let (share, n, z) = (successes.min(n) as f64 / n as f64, n as f64, level.z());
    let z2 = z * z;
    let center = share + z2 / (2.0 * n);
    let spread = z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // Where none or all succeed an end is exactly 0 or 1, which rounding would miss by a hair.
    let low = if none { 0.0 } else { (center - spread) / scale };
    let high = if all { 1.0 } else { (center + spread) / scale };
    Some(Interval { low, high })
}

/// The second share less the first, each so many successes of so many, with its interval; `None` where one is of nobody.
///
/// Source: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in
/// Medicine 17 (1998) 873-890, method 10: from the two intervals of [`wilson`].
pub fn newcombe(successes: [usize; 2], of: [usize; 2], level: Level) -> Option<(f64, Interval)> {
    let ([k1, k2], [n1, n2]) = (successes, of);
    let (first, second) = (wilson(k1, n1, level)?, wilson(k2, n2, level)?);
    let (one, two) = (k1 as f64 / n1 as f64, k2 as f64 / n2 as f64);
    let value = two - one;
    let low = value - (two - second.low).hypot(first.high - one);
    let high = value + (second.high - two).hypot(one - first.low);
    Some((value, Interval { low, high }))
}

/// The probability of a standard normal value at least this far from zero, to either side.
pub fn two_sided_p(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The z for which a standard normal value lies within ± z with probability `level`.
///
/// Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477-484; relative
/// error about 1e-16.
fn two_sided_quantile(level: f64) -> f64 {
    let q = level / 2.0;
    if q <= 0.425 {
        return q * ratio(0.425 * 0.425 - q * q, &CENTRAL);
    }
    let r = (-libm::log((1.0 - level) / 2.0)).sqrt();
    if r <= 5.0 { ratio(r - 1.6, &MIDDLE) } else { ratio(r - 5.0, &FAR) }
}

/// Numerator and denominator of a rational approximation, highest power first.
type Rational = ([f64; 8], [f64; 8]);

fn ratio(x: f64, (numerator, denominator): &Rational) -> f64 {
    let horner = |coefficients: &[f64; 8]| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    horner(numerator) / horner(denominator)
}

const CENTRAL: Rational = (
    [
        2_509.080_928_730_122_7,
        33_430.575_583_588_13,
        67_265.770_927_008_7,
        45_921.953_931_549_87,
        13_731.693_765_509_46,
        1_971.590_950_306_551_3,
        133.141_667_891_784_38,
        3.387_132_872_796_366_5,
    ],
    [
        5_226.495_278_852_854,
        28_729.085_735_721_943,
        39_307.895_800_092_71,
        21_213.794_301_586_597,
        5_394.196_021_424_751,
        687.187_007_492_057_9,
        42.313_330_701_600_91,
        1.0,
    ],
);

const MIDDLE: Rational = (
    [
        0.000_774_545_014_278_341_4,
        0.022_723_844_989_269_184,
        0.241_780_725_177_450_6,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-09,
        0.000_547_593_808_499_534_5,
        0.015_198_666_563_616_457,
        0.148_103_976_427_480_08,
        0.689_767_334_985_1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
);

const FAR: Rational = (
    [
        2.010_334_399_292_288_1e-07,
        2.711_555_568_743_487_6e-05,
        0.001_242_660_947_388_078_4,
        0.026_532_189_526_576_124,
        0.296_560_571_828_504_87,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    [
        2.044_263_103_389_939_7e-15,
        1.421_511_758_316_446e-07,
        1.846_318_317_510_054_8e-05,
        0.000_786_869_131_145_613_3,
        0.014_875_361_290_850_615,
        0.136_929_880_922_735_8,
        0.599_832_206_555_888,
        1.0,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64, tolerance: f64) {
        assert!((left - right).abs() <= tolerance, "{left} is not {right}");
    }

    #[test]
    fn quantiles_equal_the_tables() {
        for (level, z) in [
            (0.5, 0.674_489_750_196_081_7),
            (0.9, 1.644_853_626_951_472_7),
            (0.95, 1.959_963_984_540_054),
            (0.99, 2.575_829_303_548_900_4),
            (0.999, 3.290_526_731_491_895),
        ] {
            close(Level::try_from(level).unwrap().z(), z, 1e-14);
        }
    }

    #[test]
    fn far_tails_meet_the_error_function() {
        for level in [0.5, 0.8, 0.95, 0.999, 0.999_999, 0.999_999_999_999] {
            close(1.0 - two_sided_p(Level::try_from(level).unwrap().z()), level, 1e-14);
        }
    }

    #[test]
    fn wilson_equals_a_published_example() {
        // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
        for (successes, n, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let interval = wilson(successes, n, Level::DEFAULT).unwrap();
            close(interval.low, low, 5e-5);
            close(interval.high, high, 5e-5);
        }
    }

    #[test]
    fn shares_of_nothing_and_of_all_stay_within_bounds() {
        assert_eq!(wilson(0, 0, Level::DEFAULT), None);
        close(wilson(0, 7, Level::DEFAULT).unwrap().low, 0.0, 0.0);
        close(wilson(7, 7, Level::DEFAULT).unwrap().high, 1.0, 0.0);
        assert!(wilson(9, 7, Level::DEFAULT) == wilson(7, 7, Level::DEFAULT));
    }

    #[test]
    fn refuses_what_is_no_level() {
        for level in [0.0, 0.49, 1.0, 1.5, -0.95, f64::NAN, f64::INFINITY] {
            assert!(Level::try_from(level).is_err(), "{level}");
        }
    }
}

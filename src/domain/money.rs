//! Exact amounts of money.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

/// An exact decimal amount in the file's own currency, counted in millionths.
///
/// Six decimal places hold every price with up to six decimals exactly; a product of quantity and
/// price that needs more is rounded half to even at the sixth. Any single amount is below
/// 9.2 × 10¹² (see [`Money::MAX_ROW`]); sums have room for 10³² of it.
///
/// Serialised as a JSON number, the nearest double.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i128);

/// Millionths in one unit.
const SCALE: i128 = 1_000_000;

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The largest amount a single row may hold, 9 223 372 036 854.775807: it fits a [`PackedMoney`].
    pub const MAX_ROW: Self = Self(i64::MAX as i128);

    /// An amount from millionths of a unit.
    pub const fn from_micros(micros: i128) -> Self {
        Self(micros)
    }

    /// Millionths of a unit.
    pub const fn micros(self) -> i128 {
        self.0
    }

    /// The nearest double, in units. For statistics and charts, never for sums.
    pub fn to_f64(self) -> f64 {
        // Within 2^53 millionths (nine thousand million units) numerator and scale are exact and
        // the quotient is correctly rounded; beyond it the quotient is off by one unit in the
        // last place at most.
        self.0 as f64 / SCALE as f64
    }

    /// Whether it has no decimals.
    pub const fn is_whole(self) -> bool {
        self.0 % SCALE == 0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// A text that is no plain decimal of at most six decimals.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an amount")]
pub struct NotMoney(pub String);

impl FromStr for Money {
    type Err = NotMoney;

    /// Reads what [`fmt::Display`] writes: a sign, digits, a point, at most six decimals.
    fn from_str(text: &str) -> Result<Self, NotMoney> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (units, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let plain = !units.is_empty() && !decimals.is_empty() && digits(units) && digits(decimals);
        if !plain || decimals.len() > 6 {
            return Err(NotMoney(text.to_owned()));
        }
        let micros: Option<i128> = format!("{units}{decimals:0<6}").parse().ok();
        let micros = micros.ok_or_else(|| NotMoney(text.to_owned()))?;
        Ok(Self(if unsigned.len() < text.len() { -micros } else { micros }))
    }
}

impl fmt::Display for Money {
    /// Plain decimal digits with as many decimals as needed: `-12.5`, `0`, `0.000001`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs() / SCALE.unsigned_abs();
        let micros = self.0.unsigned_abs() % SCALE.unsigned_abs();
        if micros == 0 {
            return write!(f, "{sign}{units}");
        }
        let decimals = format!("{micros:06}");
        write!(f, "{sign}{units}.{}", decimals.trim_end_matches('0'))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

impl<'de> serde::Deserialize<'de> for Money {
    /// Reads a JSON number; exact to the millionth for amounts up to 9 × 10⁹.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let units = f64::deserialize(deserializer)?;
        // A float-to-int cast saturates and takes NaN to zero, so no input can panic here.
        #[allow(clippy::cast_possible_truncation)]
        Ok(Self((units * SCALE as f64).round() as i128))
    }
}

/// A row's amount in eight bytes: what columns store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PackedMoney(i64);

impl PackedMoney {
    /// The amount, ready for sums.
    #[inline]
    pub const fn money(self) -> Money {
        Money(self.0 as i128)
    }

    /// Millionths of a unit.
    #[inline]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// An amount from millionths of a unit.
    #[inline]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
}

impl TryFrom<Money> for PackedMoney {
    type Error = std::num::TryFromIntError;

    /// Fails beyond ± [`Money::MAX_ROW`].
    fn try_from(money: Money) -> Result<Self, Self::Error> {
        i64::try_from(money.0).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_tenths_are_exact() {
        let tenth = Money::from_micros(100_000);
        assert_eq!((0..10).map(|_| tenth).sum::<Money>(), Money::from_micros(1_000_000));
    }

    #[test]
    fn writes_as_few_decimals_as_needed() {
        for (micros, text) in [(0, "0"), (12_500_000, "12.5"), (-1, "-0.000001"), (-3_000_000, "-3")] {
            assert_eq!(Money::from_micros(micros).to_string(), text);
        }
    }

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for micros in [0, 12_500_000, -1, -3_000_000, 9_223_372_036_854_775_807] {
            let money = Money::from_micros(micros);
            assert_eq!(money.to_string().parse(), Ok(money));
        }
        assert_eq!("007.50".parse(), Ok(Money::from_micros(7_500_000)));
        for text in ["", "-", ".5", "5.", "1,5", "1e3", "+1", "--1", "0.0000001", "１", &"9".repeat(50)] {
            assert_eq!(text.parse::<Money>(), Err(NotMoney(text.to_owned())));
        }
    }

    #[test]
    fn converts_to_the_nearest_double() {
        assert_eq!(Money::from_micros(29_330_000).to_f64().to_bits(), 29.33_f64.to_bits());
        let there: Money = serde_json::from_str("29.33").unwrap();
        assert_eq!(there, Money::from_micros(29_330_000));
    }
}

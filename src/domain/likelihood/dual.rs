//! Numbers that carry their derivatives, so that a likelihood written once gives its exact gradient too.
//!
//! Slopes are written out one by one: where code is built to be small, a loop over four would stay one.

#![allow(clippy::many_single_char_names)] // the four slopes of two numbers

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::special::{digamma, ln_gamma};

/// The most parameters a likelihood has.
pub const MOST: usize = 4;

/// A value and its derivatives by the parameters (forward differentiation).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Dual {
    /// The value.
    pub value: f64,
    /// Its derivatives.
    pub slope: [f64; MOST],
}

impl Dual {
    /// What no parameter changes.
    pub const fn constant(value: f64) -> Self {
        Self { value, slope: [0.0; MOST] }
    }

    /// The parameter of this number: its own derivative is one.
    pub fn parameter(value: f64, place: usize) -> Self {
        let mut slope = [0.0; MOST];
        if let Some(own) = slope.get_mut(place) {
            *own = 1.0;
        }
        Self { value, slope }
    }

    /// A function of it, by the function's value and derivative.
    #[inline]
    #[must_use]
    pub fn through(self, value: f64, by: f64) -> Self {
        let [a, b, c, d] = self.slope;
        Self { value, slope: [a * by, b * by, c * by, d * by] }
    }

    /// e to its power.
    #[must_use]
    pub fn exp(self) -> Self {
        let value = libm::exp(self.value);
        self.through(value, value)
    }

    /// Its natural logarithm.
    #[must_use]
    pub fn ln(self) -> Self {
        self.through(libm::log(self.value), 1.0 / self.value)
    }

    /// ln Γ.
    #[must_use]
    pub fn ln_gamma(self) -> Self {
        self.through(ln_gamma(self.value), digamma(self.value))
    }

    /// So many times.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        self.through(self.value * factor, factor)
    }

    /// Its reciprocal.
    #[must_use]
    pub fn reciprocal(self) -> Self {
        let value = 1.0 / self.value;
        self.through(value, -value * value)
    }
}

impl Add for Dual {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.slope, other.slope);
        Self { value: self.value + other.value, slope: [a + e, b + f, c + g, d + h] }
    }
}

impl Add<f64> for Dual {
    type Output = Self;

    #[inline]
    fn add(self, other: f64) -> Self {
        Self { value: self.value + other, ..self }
    }
}

impl Neg for Dual {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        self.times(-1.0)
    }
}

impl Sub for Dual {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.slope, other.slope);
        Self { value: self.value - other.value, slope: [a - e, b - f, c - g, d - h] }
    }
}

impl Mul for Dual {
    type Output = Self;

    #[inline]
    #[allow(clippy::suspicious_arithmetic_impl)] // the product rule
    fn mul(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.slope, other.slope);
        let (own, by) = (self.value, other.value);
        Self { value: own * by, slope: [a * by + own * e, b * by + own * f, c * by + own * g, d * by + own * h] }
    }
}

impl Div for Dual {
    type Output = Self;

    #[inline]
    #[allow(clippy::suspicious_arithmetic_impl)] // by the reciprocal
    fn div(self, other: Self) -> Self {
        self * other.reciprocal()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivatives_are_those_of_small_differences() {
        let of = |x: f64, y: f64| {
            let (x, y) = (Dual::parameter(x, 0), Dual::parameter(y, 1));
            ((x * y).ln_gamma() - (x / y).exp() + y.ln()).times(2.0) + 1.0
        };
        let (found, h) = (of(1.3, 2.1), 1e-6);
        let by_x = (of(1.3 + h, 2.1).value - of(1.3 - h, 2.1).value) / (2.0 * h);
        let by_y = (of(1.3, 2.1 + h).value - of(1.3, 2.1 - h).value) / (2.0 * h);
        let [x, y, ..] = found.slope;
        assert!((x - by_x).abs() < 1e-7 && (y - by_y).abs() < 1e-7, "{found:?} {by_x} {by_y}");
    }
}

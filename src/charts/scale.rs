//! From values to places.

/// A straight map from a span of values to a span of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Linear {
    /// Maps `domain` onto `range`; either may run backwards.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The place of a value, held within the range. The middle where the domain has no extent or
    /// the value is not a number.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value - self.domain.0) / (self.domain.1 - self.domain.0);
        let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
        self.range.0 + share * (self.range.1 - self.range.0)
    }

    /// Where the values lie that the scale was made for.
    pub fn domain(&self) -> (f64, f64) {
        self.domain
    }
}

/// Equal slots side by side, one for each category or period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slots {
    start: f64,
    slot: f64,
}

impl Slots {
    /// `count` slots over the span; no slots count as one.
    pub fn new(start: f64, length: f64, count: usize) -> Self {
        Self { start, slot: length / count.max(1) as f64 }
    }

    /// The width of a slot.
    pub fn width(&self) -> f64 {
        self.slot
    }

    /// Where a slot begins.
    pub fn start(&self, index: usize) -> f64 {
        self.start + self.slot * index as f64
    }

    /// The middle of a slot.
    pub fn center(&self, index: usize) -> f64 {
        self.start(index) + self.slot / 2.0
    }
}

/// The least and greatest of the finite values, or `None` where there are none.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(None, |span, value| {
        let (low, high) = span.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

#[cfg(test)]
// Exact by construction: halves, ends and zeros.
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn maps_ends_to_ends_also_backwards() {
        let scale = Linear::new((0.0, 10.0), (100.0, 0.0));
        assert_eq!([0.0, 5.0, 10.0].map(|value| scale.at(value)), [100.0, 50.0, 0.0]);
    }

    #[test]
    fn holds_values_outside_and_centres_what_has_no_place() {
        let scale = Linear::new((0.0, 10.0), (0.0, 100.0));
        assert_eq!([-5.0, 15.0, f64::INFINITY, f64::NAN].map(|value| scale.at(value)), [0.0, 100.0, 100.0, 50.0]);
        assert!((Linear::new((3.0, 3.0), (0.0, 100.0)).at(3.0) - 50.0).abs() < 1e-9);
    }

    #[test]
    fn slots_share_the_span() {
        let slots = Slots::new(10.0, 90.0, 3);
        assert_eq!((slots.start(0), slots.center(1), slots.width()), (10.0, 55.0, 30.0));
        assert_eq!(Slots::new(0.0, 50.0, 0).width(), 50.0);
    }

    #[test]
    fn extent_ignores_what_is_not_finite() {
        assert_eq!(extent([3.0, f64::NAN, -1.0, f64::INFINITY]), Some((-1.0, 3.0)));
        assert_eq!(extent([f64::NAN]), None);
    }
}

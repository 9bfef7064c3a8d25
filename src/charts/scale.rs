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

/// Bands side by side, each as wide as the others whatever it holds: within one, values rise evenly to its upper end.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands {
    ends: Vec<f64>,
    range: (f64, f64),
}

impl Bands {
    /// Maps the bands of these ends, the least value and then the upper end of each, onto `range`, which may run backwards;
    /// `None` where they leave no room for different values.
    pub fn new(ends: &[f64], range: (f64, f64)) -> Option<Self> {
        let (first, last) = (*ends.first()?, *ends.last()?);
        let rise = ends.iter().all(|end| end.is_finite()) && ends.is_sorted() && first < last;
        rise.then(|| Self { ends: ends.to_vec(), range })
    }

    /// The least and the greatest value.
    pub fn limits(&self) -> (f64, f64) {
        (self.ends.first().copied().unwrap_or_default(), self.ends.last().copied().unwrap_or_default())
    }

    /// How far the range reaches, downwards where it runs backwards.
    pub fn reach(&self) -> f64 {
        self.range.1 - self.range.0
    }

    /// The place of a value, held within the range; of an end, where its band ends.
    pub fn at(&self, value: f64) -> f64 {
        let band = self.ends.partition_point(|end| *end <= value);
        let along = match (band.checked_sub(1).and_then(|below| self.ends.get(below)), self.ends.get(band)) {
            (Some(low), Some(high)) => Linear::new((*low, *high), (band as f64 - 1.0, band as f64)).at(value),
            (None, _) => 0.0,
            (_, None) => self.count(),
        };
        Linear::new((0.0, self.count()), self.range).at(along)
    }

    /// The value at a place, held within the bands, and no more exact than a pixel tells from the next, nor than `step`; at
    /// both ends theirs as it is.
    pub fn value(&self, place: f64, step: f64) -> f64 {
        let along = Linear::new(self.range, (0.0, self.count())).at(place);
        let (least, most) = self.limits();
        if along <= 0.0 || along >= self.count() {
            return if along <= 0.0 { least } else { most };
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the bands
        let below = along as usize;
        let end = |place: usize| self.ends.get(place).copied().unwrap_or_default();
        let (low, high) = (end(below), end(below + 1));
        let value = Linear::new((below as f64, below as f64 + 1.0), (low, high)).at(along);
        let pixel = (high - low) * self.count() / self.reach().abs();
        rounded(value, pixel.max(step)).clamp(least, most)
    }

    fn count(&self) -> f64 {
        self.ends.len().saturating_sub(1) as f64
    }
}

/// A number without digits below the greatest power of ten within `step`; as it is where that is none.
fn rounded(value: f64, step: f64) -> f64 {
    let power = (step.log10() + 1e-9).floor();
    // Dividing by a whole power of ten keeps 0.3 from becoming 0.30000000000000004.
    let unit = 10_f64.powf(power.abs());
    let rounded = if power < 0.0 { (value * unit).round() / unit } else { (value / unit).round() * unit };
    // Never a negative zero.
    if rounded.is_finite() { rounded + 0.0 } else { value }
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

    /// What stands where is found again there, and nothing leaves the bands.
    fn round_trip(ends: &[f64], range: (f64, f64), step: f64) {
        let bands = Bands::new(ends, range).unwrap();
        let (least, most) = bands.limits();
        let beyond = [range.0 - bands.reach(), range.1 + bands.reach()];
        assert_eq!(beyond.map(|place| bands.value(place, step)), [least, most]);
        for pixel in 0..=400 {
            let place = range.0 + bands.reach() * f64::from(pixel) / 400.0;
            let value = bands.value(place, step);
            assert!(value >= least && value <= most, "{value}");
            // A band of one value alone ends where the next begins.
            let width = bands.reach().abs() / (ends.len() - 1) as f64;
            let off = (bands.at(value) - place).abs();
            assert!(off <= 0.6 || step > 0.0 || (value <= least && off <= width), "{place} {value} {off}");
            assert_eq!(bands.value(bands.at(value), step), value, "{place}");
        }
    }

    #[test]
    fn places_become_values_and_values_places_on_even_and_growing_bands() {
        let even = [-3.7, 0.0, 20.0, 40.0, 60.0, 71.25];
        let growing = [0.0, 0.0, 0.1, 1.0, 10.0, 100.0, 1_000.0, 123_456.0];
        for ends in [&even[..], &growing[..]] {
            for range in [(40.0, 640.0), (320.0, 20.0)] {
                for step in [0.0, 0.01, 1.0] {
                    round_trip(ends, range, step);
                }
            }
        }
        // Four hundred pixels between 0 and 1,000 tell no more than whole numbers, near zero more.
        let bands = Bands::new(&[0.0, 1.0, 1_000.0], (0.0, 800.0)).unwrap();
        assert_eq!([bands.value(599.9, 0.0), bands.value(100.1, 0.0), bands.value(100.1, 1.0)], [500.0, 0.25, 0.0]);
        assert_eq!([bands.at(1.0), bands.at(0.25), bands.at(-5.0), bands.at(2_000.0)], [400.0, 100.0, 0.0, 800.0]);
    }

    #[test]
    fn bands_without_room_are_none_and_no_number_is_nan() {
        let range = (0.0, 100.0);
        for ends in [&[][..], &[5.0][..], &[5.0, 5.0][..], &[1.0, f64::NAN][..], &[2.0, 1.0][..]] {
            assert_eq!(Bands::new(ends, range), None);
        }
        for ends in [[0.0, 1e-300], [-1e308, 1e308], [0.0, 1e30], [1e15, 1e15 + 1.0]] {
            for range in [range, (7.0, 7.0), (100.0, 0.0)] {
                let bands = Bands::new(&ends, range).unwrap();
                for place in [-1.0, 0.0, 3.3, 100.0, f64::NAN] {
                    let value = bands.value(place, 0.0);
                    assert!(value >= ends[0] && value <= ends[1] && bands.at(value).is_finite(), "{ends:?} {place}");
                }
            }
        }
    }

    #[test]
    fn extent_ignores_what_is_not_finite() {
        assert_eq!(extent([3.0, f64::NAN, -1.0, f64::INFINITY]), Some((-1.0, 3.0)));
        assert_eq!(extent([f64::NAN]), None);
    }
}

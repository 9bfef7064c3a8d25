//! What models know of customers, and what many of them share.

use crate::domain::intake::{Cancelled, Pace, Progress};

/// What is known of customers of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pattern {
    /// Purchases after the first.
    pub x: u32,
    /// From the first purchase to the last.
    pub t_x: f64,
    /// From the first purchase to the day up to which they are followed.
    pub t: f64,
    /// How many customers have this pattern.
    pub customers: u32,
}

/// Patterns of customers, best by rising x, and the moments of which they are made.
///
/// A million customers make hundreds of thousands of patterns, but of few moments: as many as there are days, for each x.
/// What is costly in a likelihood depends on one moment alone, so that it is worked out once for all patterns that have it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Patterns {
    list: Vec<Pattern>,
    pub(super) pieces: Vec<Moments>,
}

/// The moments of a piece of the patterns.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Moments {
    /// Different moments of the last purchase.
    pub lasts: Vec<Moment>,
    /// Different ends.
    pub ends: Vec<Moment>,
    /// The places in both of each pattern.
    places: Vec<(u32, u32)>,
}

/// A time after the first purchase by which somebody has bought again so often.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Moment {
    pub x: u32,
    pub t: f64,
}

/// Patterns of one piece: short enough for a browser, long enough to share moments.
const PIECE: usize = 1 << 14;

impl Patterns {
    /// Of a list. Gives way.
    pub async fn of<P: Pace>(list: Vec<Pattern>, pace: &mut P) -> Result<Self, Cancelled> {
        let mut pieces = Vec::with_capacity(list.len().div_ceil(PIECE));
        for patterns in list.chunks(PIECE) {
            pieces.push(Moments::of(patterns));
            pace.breathe(Progress::default()).await?;
        }
        Ok(Self { list, pieces })
    }

    /// Each pattern.
    pub fn list(&self) -> &[Pattern] {
        &self.list
    }

    /// All their customers.
    pub fn customers(&self) -> f64 {
        self.list.iter().map(|pattern| f64::from(pattern.customers)).sum()
    }

    /// Each pattern of a piece with its last purchase and its end: of each moment, what was worked out of it.
    pub(super) fn with<'a, L, E>(
        &'a self,
        piece: usize,
        lasts: &'a [L],
        ends: &'a [E],
    ) -> impl Iterator<Item = (&'a Pattern, &'a L, &'a E)> {
        let places = self.pieces.get(piece).map(|piece| piece.places.as_slice()).unwrap_or_default();
        let patterns = self.list.get(piece * PIECE..).unwrap_or_default();
        patterns
            .iter()
            .zip(places)
            .filter_map(|(pattern, (last, end))| Some((pattern, lasts.get(*last as usize)?, ends.get(*end as usize)?)))
    }
}

impl Moments {
    fn of(patterns: &[Pattern]) -> Self {
        let (lasts, last_places) = different(patterns.iter().map(|pattern| Moment { x: pattern.x, t: pattern.t_x }));
        let (ends, end_places) = different(patterns.iter().map(|pattern| Moment { x: pattern.x, t: pattern.t }));
        Self { lasts, ends, places: last_places.into_iter().zip(end_places).collect() }
    }
}

/// The different ones in order, and the place of each.
fn different(moments: impl Iterator<Item = Moment> + Clone) -> (Vec<Moment>, Vec<u32>) {
    let compare = |left: &Moment, right: &Moment| left.x.cmp(&right.x).then(left.t.total_cmp(&right.t));
    let mut all: Vec<Moment> = moments.clone().collect();
    all.dedup();
    all.sort_unstable_by(compare);
    all.dedup();
    let place = |moment: Moment| all.partition_point(|known| compare(known, &moment).is_lt());
    let places = moments.map(|moment| u32::try_from(place(moment)).unwrap_or(u32::MAX)).collect();
    (all, places)
}

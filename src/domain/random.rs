//! Random numbers that are the same every time: for the sample, and for what is started at random and must not change.

/// `SplitMix64` (G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number generators,
/// OOPSLA 2014): 64 bits of state, a fixed increment and a mixing function.
#[derive(Debug, Clone)]
pub struct Rng(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

impl Rng {
    /// The stream of this number under this seed.
    pub fn new(seed: u64, stream: u32) -> Self {
        // A first draw parts the streams: states that are a few increments apart would overlap.
        let mut start = Self(seed ^ (u64::from(stream) << 32));
        Self(start.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `n` - 1; 0 for `n` = 0.
    pub fn below(&mut self, n: u32) -> u32 {
        // The high half of a 32 by 32 bit product; its bias of 2^-32 is of no matter here.
        let high = ((self.next() >> 32) * u64::from(n)) >> 32;
        u32::try_from(high).unwrap_or(0)
    }

    /// A number from 0 up to, but not including, 1.
    pub fn unit(&mut self) -> f64 {
        // 53 bits, as many as a double holds.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = high.saturating_sub(low).saturating_add(1).unsigned_abs();
        low.saturating_add_unsigned(self.below(width))
    }

    /// True in so many of a thousand cases.
    pub fn per_mille(&mut self, chance: u32) -> bool {
        self.below(1_000) < chance
    }

    /// One of the list, each as likely; the type's default for an empty list.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let length = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.get(self.below(length) as usize).copied().unwrap_or_default()
    }

    /// One of the list, as likely as its weight; the type's default for an empty list.
    pub fn weighted<T: Copy + Default>(&mut self, list: &[(u32, T)]) -> T {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        for &(weight, item) in list {
            if left < weight {
                return item;
            }
            left -= weight;
        }
        T::default()
    }

    /// How often something happens that happens `mean_per_mille` / 1000 times on average: the sum
    /// of eight tries.
    pub fn count(&mut self, mean_per_mille: u32) -> u32 {
        (0..8).map(|_| u32::from(self.per_mille(mean_per_mille / 8))).sum()
    }

    /// A Poisson number of this mean: by Knuth's product of uniforms for few, by the normal curve,
    /// rounded, for many.
    pub fn poisson(&mut self, mean: u32) -> u32 {
        let mean = f64::from(mean);
        if mean > 50.0 {
            let radius = (-2.0 * libm::log(1.0 - self.unit())).sqrt();
            let normal = radius * libm::cos(std::f64::consts::TAU * self.unit());
            // Not below zero; what is beyond a u32 ends there.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            return (mean + mean.sqrt() * normal).round().max(0.0) as u32;
        }
        let limit = libm::exp(-mean);
        let (mut count, mut product) = (0, self.unit());
        while product > limit {
            count += 1;
            product *= self.unit();
        }
        count
    }

    /// A bell-shaped deviation around 0, at most `width` to each side: the sum of four even ones.
    pub fn bell(&mut self, width: i32) -> i32 {
        (0..4).map(|_| self.between(-width / 4, width / 4)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_the_published_sequence() {
        // First outputs of splitmix64.c by Sebastiano Vigna for state 1234567.
        let mut rng = Rng(1_234_567);
        assert_eq!(
            [rng.next(), rng.next(), rng.next()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,]
        );
    }

    #[test]
    fn stays_within_bounds() {
        let mut rng = Rng::new(1, 2);
        assert!((0..1_000).all(|_| rng.below(3) < 3 && (-2..=2).contains(&rng.between(-2, 2))));
        assert!((0..1_000).all(|_| rng.bell(40).abs() <= 40 && rng.count(2_000) <= 8));
        assert_eq!((rng.below(0), rng.pick::<u8>(&[]), rng.weighted::<u8>(&[])), (0, 0, 0));
    }

    #[test]
    fn poisson_numbers_have_their_mean_and_as_much_variance() {
        for mean in [1, 50, 51, 400] {
            let mut rng = Rng::new(1, 4);
            let drawn: Vec<f64> = (0..20_000).map(|_| f64::from(rng.poisson(mean))).collect();
            let mean = f64::from(mean);
            let found = drawn.iter().sum::<f64>() / 20_000.0;
            let variance = drawn.iter().map(|value| (value - found) * (value - found)).sum::<f64>() / 20_000.0;
            assert!(
                (found / mean - 1.0).abs() < 0.03 && (variance / mean - 1.0).abs() < 0.05,
                "{mean}: {found}, {variance}"
            );
        }
        assert_eq!(Rng::new(1, 5).poisson(0), 0);
    }

    #[test]
    fn weights_count() {
        let mut rng = Rng::new(1, 3);
        let heavy = (0..10_000).filter(|_| rng.weighted(&[(900, true), (100, false)])).count();
        assert!((8_800..9_200).contains(&heavy), "{heavy}");
    }
}

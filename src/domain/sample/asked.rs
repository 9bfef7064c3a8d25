//! What the longer part of the survey asks: three things, each with what was found, expected and how much it matters; and
//! what somebody spends at all banks together. Those who answer it say as well what another bank does about each thing,
//! whether they would open their next account here, and what they think of four prices of an account.

use crate::domain::random::Rng;

use super::bank::Grade;

/// The things asked about, as columns are named after them.
pub(super) const THINGS: [&str; 3] = ["waiting_time", "staff", "mobile_app"];

/// Marks of one thing, from 1 to 10.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    pub satisfaction: i32,
    pub expectation: i32,
    pub importance: i32,
}

/// Three in ten answer the longer part, all three things of it.
pub(super) fn marks(score: Option<i32>, queue: bool, rng: &mut Rng) -> Option<[Marks; 3]> {
    let score = score.filter(|_| rng.per_mille(300))?;
    let mut mark = |satisfaction: i32, expectation: i32, importance: i32| {
        let mut around = |middle: i32| (middle + rng.between(-1, 1)).clamp(1, 10);
        Marks { satisfaction: around(satisfaction), expectation: around(expectation), importance: around(importance) }
    };
    let mood = score.clamp(1, 10);
    Some([
        mark(if queue { 2 } else { i32::midpoint(mood, 5) }, 8, 9),
        mark(i32::midpoint(mood, 9), 8, 8),
        mark((mood + 13) / 3, 6, 5),
    ])
}

/// The share of what somebody spends on banking that stays with this one, in thousandths.
pub(super) fn share_of_wallet(grade: Grade, rng: &mut Rng) -> u32 {
    let (low, high) = match grade {
        Grade::Standard => (450, 1_000),
        Grade::Gold => (350, 900),
        Grade::Platinum => (150, 600),
    };
    // Both ends are above zero.
    rng.between(low, high).unsigned_abs()
}

/// What the longer part asks besides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Besides {
    /// Marks of another bank for each of the three things, from 1 to 10.
    pub rival: [i32; 3],
    /// How likely they would open their next account here, from 1 to 10.
    pub intention: i32,
    /// Monthly fees of an account, in yuan: so cheap that it is doubtful, cheap, expensive, too expensive.
    pub fees: [i32; 4],
}

impl Besides {
    /// Of somebody of this grade with this score. Other banks wait less and have the better app; their staff is no better.
    pub fn draw(grade: Grade, score: i32, rng: &mut Rng) -> Self {
        let mut around = |middle: i32| (middle + rng.between(-2, 2)).clamp(1, 10);
        let (rival, intention) = ([around(7), around(6), around(8)], around((score * 3 + 7) / 4));
        let purse = match grade {
            Grade::Standard => 8,
            Grade::Gold => 14,
            Grade::Platinum => 30,
        };
        let too_cheap = rng.between(purse / 4, purse / 2);
        let cheap = too_cheap + rng.between(1, purse / 2);
        let expensive = cheap + rng.between(purse / 4, purse);
        let too_expensive = expensive + rng.between(purse / 4, purse);
        Self { rival, intention, fees: [too_cheap, cheap, expensive, too_expensive] }
    }
}

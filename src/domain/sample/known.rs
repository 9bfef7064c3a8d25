//! What the bank knows besides: mail addresses and whether it may write to them, who is in its club and what became of
//! their points, how customers came and what that cost, and what a transaction costs it. Drawn apart from the lives, which stay as they are.

use crate::domain::random::Rng;

use super::bank::{Channel, Grade};
use super::life::{Life, Transaction};

/// How to reach a customer, and whether they joined the club.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// At a domain that is nobody's (RFC 2606); empty where the bank has none.
    pub email: String,
    /// Whether the bank may write to it; `None` where nobody asked.
    pub consent: Option<bool>,
    /// Whether they are in the club.
    pub member: bool,
    /// The id of the customer who recommended the bank to them.
    pub referrer: Option<String>,
    /// How they came and what that cost, in yuan; `None` of those who came before the two years.
    pub source: Option<(&'static str, i32)>,
    /// Their points in the club; `None` where they are not in it.
    pub points: Option<Points>,
}

/// What became of somebody's points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Points {
    pub earned: i32,
    pub redeemed: i32,
    pub expired: i32,
}

/// How customers come whom nobody recommended, and what each costs, in yuan: from and to.
const SOURCES: &[(u32, (&str, [i32; 2]))] = &[
    (34, ("branch", [400, 700])),
    (28, ("advertisement", [900, 1_600])),
    (24, ("website", [250, 550])),
    (14, ("partner", [700, 1_200])),
];

impl Known {
    /// Of the customer with this id.
    pub fn draw(id: &str, grade: Grade, rng: &mut Rng) -> Self {
        let joined = match grade {
            Grade::Standard => 240,
            Grade::Gold => 520,
            Grade::Platinum => 760,
        };
        let member = rng.per_mille(joined);
        let has_mail = rng.per_mille(if member { 940 } else { 620 });
        let agreed = rng.per_mille(if member { 720 } else { 380 });
        let asked = rng.per_mille(910);
        Self {
            email: if has_mail { format!("c{id}@example.com") } else { String::new() },
            consent: (has_mail && asked).then_some(agreed),
            member,
            ..Self::default()
        }
    }

    /// Adds how the customer came and what became of their points, once it is known who recommended the bank to them.
    pub fn with_more(self, life: &Life, rng: &mut Rng) -> Self {
        let (source, [low, high]) = match self.referrer {
            Some(_) => ("referral", [150, 350]),
            None => rng.weighted(SOURCES),
        };
        let cost = rng.between(low, high);
        let points = Points::draw(life.spending().0 / 100, rng);
        Self {
            source: (life.person.joined >= 0).then_some((source, cost)),
            points: self.member.then_some(points),
            ..self
        }
    }
}

impl Points {
    /// A point for each yuan the bank earned. Two in five never exchange any; half of what is left lapses by and by.
    fn draw(earned: i32, rng: &mut Rng) -> Self {
        let redeemed = if rng.per_mille(400) { 0 } else { earned / 100 * rng.between(20, 80) };
        let expired = (earned - redeemed) / 100 * rng.between(10, 45);
        Self { earned, redeemed, expired }
    }
}

/// What a transaction costs the bank, in hundredths of a yuan: the work, by channel, and a part of what it earns. Taking
/// one back is work again, and gives nothing back.
pub(super) fn cost(transaction: &Transaction) -> i32 {
    let work = match transaction.channel {
        Channel::Counter => 1_150,
        Channel::Phone => 780,
        Channel::Atm => 240,
        Channel::Web => 70,
        Channel::App => 50,
    };
    work + transaction.cents.max(0) * 3 / 20
}

//! What the bank knows besides: mail addresses and whether it may write to them, who is in its club, and what a
//! transaction costs it. Drawn apart from the lives, which stay as they are.

use crate::domain::random::Rng;

use super::bank::{Channel, Grade};
use super::life::Transaction;

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
}

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
            referrer: None,
        }
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

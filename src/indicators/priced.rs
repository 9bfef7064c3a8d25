//! Amounts typed in by name, a line each: `Counter: 20`.

use crate::domain::money::Money;

use super::typed_lines::{Unread, named};

/// Names with their amounts, zero or more; blank lines say nothing.
pub(super) fn priced(text: &str) -> Result<Vec<(String, Money)>, Unread> {
    named(text, |name, amount| {
        let amount = amount.trim().replace(',', "").parse::<Money>().ok();
        Some((name.trim().to_owned(), amount.filter(|amount| *amount >= Money::ZERO)?))
    })
}

/// The amount of a name, whatever the case of its letters.
pub(super) fn price_of(priced: &[(String, Money)], name: &str) -> Option<Money> {
    let name = name.to_lowercase();
    priced.iter().find(|(known, _)| known.to_lowercase() == name).map(|(_, amount)| *amount)
}

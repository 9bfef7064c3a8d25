//! Amounts typed in by name, a line each: `Counter: 20`.

use crate::domain::money::Money;

/// A line that is no name with an amount of zero or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotPriced {
    /// Its number, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// Names with their amounts; blank lines say nothing.
pub(super) fn priced(text: &str) -> Result<Vec<(String, Money)>, NotPriced> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let read = |(line, text): (usize, &str)| {
        let priced = text.rsplit_once([':', '：']).and_then(|(name, amount)| {
            let amount =
                amount.trim().replace(',', "").parse::<Money>().ok().filter(|amount| *amount >= Money::ZERO)?;
            Some((name.trim().to_owned(), amount))
        });
        priced.ok_or_else(|| NotPriced { line, text: text.trim().to_owned() })
    };
    lines.map(read).collect()
}

/// The amount of a name, whatever the case of its letters.
pub(super) fn price_of(priced: &[(String, Money)], name: &str) -> Option<Money> {
    let name = name.to_lowercase();
    priced.iter().find(|(known, _)| known.to_lowercase() == name).map(|(_, amount)| *amount)
}

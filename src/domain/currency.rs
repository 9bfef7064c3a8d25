//! What money is in.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A currency, by its three letters of ISO 4217. `¥` is the yuan and `$` the US dollar where nothing
/// else is said; `kr`, of four countries, is one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// Signs of currencies that have one readers know; the others are written by their code.
const SIGNS: [(&str, &str); 12] = [
    ("CNY", "¥"),
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "JP¥"),
    ("HKD", "HK$"),
    ("TWD", "NT$"),
    ("SGD", "S$"),
    ("AUD", "A$"),
    ("CAD", "C$"),
    ("KRW", "₩"),
    ("INR", "₹"),
];

impl Currency {
    /// Those people are offered where a file names none; any other may stand in one.
    pub const OFFERED: [&'static str; 14] =
        ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD", "AUD", "CAD", "KRW", "INR", "CHF", "SEK"];

    /// The currency of this code, as [`Self`] is written.
    pub const fn of_code(code: &str) -> Self {
        match code.as_bytes() {
            [a, b, c] => Self([*a, *b, *c]),
            [a, b] => Self([*a, *b, b' ']),
            _ => Self([b'?'; 3]),
        }
    }

    /// Whether it is the `kr` of four countries, and the other is the code of one of them.
    pub fn may_be_crowns_of(self, other: Self) -> bool {
        self == Self::of_code("KR") && Self::CROWNS.contains(&other)
    }

    /// Those that are written `kr`.
    pub const CROWNS: [Self; 4] =
        [Self::of_code("DKK"), Self::of_code("ISK"), Self::of_code("NOK"), Self::of_code("SEK")];

    /// Whether it is written without decimals.
    pub fn is_whole(self) -> bool {
        const WHOLE: &str = "CLP COP HUF IDR ISK JPY KRW LAK PYG UGX VND XAF XOF XPF";
        WHOLE.split(' ').any(|code| code.as_bytes() == self.0)
    }

    /// Whether it is written with three decimals.
    pub fn has_thousandths(self) -> bool {
        const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND";
        THOUSANDTHS.split(' ').any(|code| code.as_bytes() == self.0)
    }

    /// The one that all who name one name; `None` where they name several, or none does.
    pub fn shared(named: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        let mut named = named.into_iter().flatten();
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }

    /// An amount in this currency, from its number as written: `£12`, `-£12`, `CHF 12`.
    pub fn written(self, number: &str) -> String {
        let code = self.to_string();
        let (minus, number) = number.strip_prefix('-').map_or(("", number), |number| ("-", number));
        match SIGNS.iter().find(|(of, _)| *of == code) {
            Some((_, sign)) => format!("{minus}{sign}{number}"),
            None => format!("{minus}{code}\u{a0}{number}"),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default().trim_end())
    }
}

/// A text that is no code of a currency.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no code of a currency like EUR")]
pub struct NotACurrency(pub String);

impl TryFrom<String> for Currency {
    type Error = NotACurrency;

    fn try_from(code: String) -> Result<Self, NotACurrency> {
        let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code { Ok(Self::of_code(&code)) } else { Err(NotACurrency(code)) }
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_carry_the_sign_or_the_code_behind_their_minus() {
        let of = |code: &str, number: &str| Currency::of_code(code).written(number);
        assert_eq!((of("GBP", "1,234"), of("CNY", "-1,138.9万")), ("£1,234".into(), "-¥1,138.9万".into()));
        assert_eq!((of("CHF", "-12.50"), of("KR", "7")), ("-CHF\u{a0}12.50".into(), "KR\u{a0}7".into()));
    }

    #[test]
    fn decimals_are_those_of_the_currency() {
        let of = |code| (Currency::of_code(code).is_whole(), Currency::of_code(code).has_thousandths());
        assert_eq!([of("JPY"), of("KWD"), of("EUR")], [(true, false), (false, true), (false, false)]);
    }

    #[test]
    fn several_currencies_are_none() {
        let [gbp, eur] = ["GBP", "EUR"].map(|code| Some(Currency::of_code(code)));
        assert_eq!(Currency::shared([None, gbp, gbp]), gbp);
        assert_eq!((Currency::shared([gbp, eur]), Currency::shared([None])), (None, None));
    }

    #[test]
    fn survives_a_message() {
        let kroner = Currency::of_code("KR");
        let message = serde_json::to_string(&kroner).unwrap();
        assert_eq!((message.as_str(), serde_json::from_str(&message).ok()), ("\"KR\"", Some(kroner)));
        for text in ["\"\"", "\"gbp\"", "\"POUND\"", "\"£\"", "3"] {
            assert!(serde_json::from_str::<Currency>(text).is_err(), "{text}");
        }
    }
}

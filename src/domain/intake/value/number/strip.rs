//! What stands around the digits: signs, currencies, multipliers.

use crate::domain::intake::value::{fold, trimmed};

/// A number without its signs and currency.
pub(super) struct Bare<'a> {
    pub text: &'a str,
    pub negative: bool,
    /// The power of ten of 万 and 亿.
    pub shift: i32,
}

/// Currency names and signs, longest first where one begins another.
const CURRENCIES: [&str; 38] = [
    "人民币",
    "RMB",
    "CNY",
    "CNH",
    "USD",
    "US$",
    "HKD",
    "HK$",
    "NT$",
    "NTD",
    "TWD",
    "MOP",
    "EUR",
    "GBP",
    "JPY",
    "AUD",
    "A$",
    "CAD",
    "C$",
    "SGD",
    "S$",
    "CHF",
    "INR",
    "KRW",
    "¥",
    "￥",
    "$",
    "＄",
    "€",
    "£",
    "￡",
    "₩",
    "₹",
    "元",
    "圆",
    "圓",
    "块",
    "Rs.",
];

/// Takes off, from outside to inside and in any order: blanks, parentheses and minus signs (one of
/// all these), a plus sign, currencies, 万 and 亿.
pub(super) fn strip(text: &str) -> Option<Bare<'_>> {
    let mut bare = Bare { text, negative: false, shift: 0 };
    loop {
        bare.text = trimmed(bare.text);
        let rest = bare.text;
        let enclosed = [('(', ')'), ('（', '）')]
            .into_iter()
            .find_map(|(open, close)| rest.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)));
        let is_minus = |letter: char| fold(letter) == '-';
        if let Some(inner) = enclosed.or_else(|| rest.strip_prefix(is_minus)).or_else(|| rest.strip_suffix(is_minus)) {
            if bare.negative {
                return None;
            }
            bare.negative = true;
            bare.text = inner;
        } else if let Some(inner) = rest.strip_prefix(['+', '＋']).or_else(|| strip_currency(rest)) {
            bare.text = inner;
        } else if let Some((inner, shift)) = strip_multiplier(rest) {
            bare.shift = bare.shift.checked_add(shift).filter(|shift| *shift <= 16)?;
            bare.text = inner;
        } else {
            return Some(bare);
        }
    }
}

fn strip_currency(text: &str) -> Option<&str> {
    CURRENCIES.into_iter().find_map(|name| {
        let starts = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if starts {
            return text.get(name.len()..);
        }
        let before = text.len().checked_sub(name.len())?;
        text.get(before..).filter(|end| end.eq_ignore_ascii_case(name)).and_then(|_| text.get(..before))
    })
}

fn strip_multiplier(text: &str) -> Option<(&str, i32)> {
    let ten_thousand = text.strip_suffix(['万', '萬']).map(|inner| (inner, 4));
    ten_thousand.or_else(|| text.strip_suffix(['亿', '億']).map(|inner| (inner, 8)))
}

//! Units that the header of an amount says: `金额（万元）`, `amount_cents`, `Umsatz in TEUR`, `Amount ($K)`.

use super::Currency;

/// Units and their powers of ten, in lower case; of those that end alike the longer first.
const UNITS: [(&str, i32); 33] = [
    ("亿元", 8),
    ("亿", 8),
    ("千万元", 7),
    ("千万", 7),
    ("百万元", 6),
    ("百万", 6),
    ("十万元", 5),
    ("万元", 4),
    ("万", 4),
    ("萬元", 4),
    ("萬", 4),
    ("千元", 3),
    ("千円", 3),
    ("千", 3),
    ("分", -2),
    ("cents", -2),
    ("cent", -2),
    ("pence", -2),
    ("minor", -2),
    ("thousands", 3),
    ("thousand", 3),
    ("teur", 3),
    ("keur", 3),
    ("kusd", 3),
    ("k€", 3),
    ("t€", 3),
    ("tsd", 3),
    ("millions", 6),
    ("million", 6),
    ("mn", 6),
    ("mio", 6),
    ("meur", 6),
    ("musd", 6),
];

/// The same of units so short that they must stand in brackets or beside the sign of a currency.
const SHORT: [(&str, i32); 5] = [("k", 3), ("000", 3), ("'000", 3), ("000s", 3), ("'000s", 3)];

/// Signs that stand beside a unit: `$K`, `€m`.
const SIGNS: [char; 5] = ['$', '€', '£', '¥', '￥'];

const CLOSING: [char; 4] = [')', '）', ']', '】'];

/// What stands in the brackets at the end of a header.
fn in_brackets(header: &str) -> Option<&str> {
    header.strip_suffix(CLOSING)?.rsplit_once(['(', '（', '[', '【']).map(|(_, inner)| inner)
}

/// The power of ten of this unit and no other; 0 of anything else.
fn power_of(unit: &str) -> i32 {
    UNITS.iter().find(|(known, _)| unit == *known).map_or(0, |(_, power)| *power)
}

/// The power of ten that the header of an amount says its numbers are to be taken by: a unit that stands in the brackets at
/// its end, alone but for a currency, or is its last word, or what a Chinese header ends with; 0 where it says none.
/// Minor units are hundredths, as those of most currencies are.
pub(in crate::domain::intake) fn power_of_header(header: &str) -> i32 {
    let header = header.trim().to_lowercase().replace(['’', '‘'], "'");
    let header = header.strip_suffix("_units").unwrap_or(&header);
    let in_brackets = in_brackets(header);
    let last = in_brackets.or_else(|| header.rsplit_once([' ', '_']).map(|(_, word)| word));
    let word = last.and_then(without_currency);
    let bare = word.map(|word| word.trim_matches(SIGNS));
    let has_sign = word != bare;
    let is = |known: &str| word == Some(known) || bare == Some(known);
    let exact = || UNITS.iter().find(|(known, _)| is(known));
    let short = || SHORT.iter().find(|(known, _)| is(known) && (has_sign || in_brackets.is_some()));
    let end = || UNITS.iter().find(|(known, _)| known.ends_with('元') && last.unwrap_or(header).ends_with(known));
    let power = exact().or_else(short).or_else(end).map(|(_, power)| *power);
    // M alone is much else.
    power.unwrap_or(if has_sign && bare == Some("m") { 6 } else { 0 })
}

/// The one word of a unit that is no currency: `€ thousand`, `thousands of USD`, `in TEUR`; `None` where there are several.
fn without_currency(unit: &str) -> Option<&str> {
    let is_unit = |word: &&str| !matches!(*word, "in" | "of" | "units") && Currency::named(word).is_none();
    let mut words = unit.split_whitespace().map(|word| word.trim_end_matches('.')).filter(is_unit);
    words.next().filter(|_| words.next().is_none())
}

/// Whether a header says that its numbers are in whole units: `金额（元）`, `Amount (USD)`.
pub(in crate::domain::intake) fn says_whole_units(header: &str) -> bool {
    let header = header.trim().to_lowercase();
    let is_currency = |unit: &str| unit == "元" || unit == "人民币元" || unit.len() == 3 && unit.is_ascii();
    in_brackets(&header).is_some_and(|unit| is_currency(unit.trim()))
}

/// The power of ten of all money, as a note above a table says it: `单位：万元`, `Sales (in thousands of USD)`, `Angaben in
/// TEUR`; 0 where it says none.
pub(in crate::domain::intake) fn power_said(note: &str) -> i32 {
    let note = note.trim().to_lowercase();
    if let Some((_, unit)) = note.rsplit_once("单位").or_else(|| note.rsplit_once("單位")) {
        let unit = unit.trim_start_matches([':', '：', ' ', '为', '是', '人', '民', '币', '\u{3000}']);
        let unit: String = unit.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        return if unit == "分" { 0 } else { power_of(&unit) };
    }
    let Some((_, unit)) = note.rsplit_once(" in ").or_else(|| note.rsplit_once("(in ")) else { return 0 };
    let unit = unit.split([' ', ')', '.', ',', ';']).next().unwrap_or("");
    power_of(unit).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_say_units_of_all_money() {
        for (note, power) in [
            ("编制单位：某公司", 0),
            ("单位：万元", 4),
            ("单位: 人民币千元", 3),
            ("（单位：万元）", 4),
            ("单位：元", 0),
            ("单位：件", 0),
            ("Sales 2024 (in thousands of USD)", 3),
            ("Angaben in TEUR", 3),
            ("Amounts in millions", 6),
            ("Opened in 2024", 0),
            ("Sales in London", 0),
            ("Paid in cents", 0),
        ] {
            assert_eq!(power_said(note), power, "{note}");
        }
        let whole = ["金额（元）", "Amount (USD)", "Betrag [EUR]"];
        assert!(
            whole.into_iter().all(says_whole_units)
                && !["金额", "金额（万元）", "元"].into_iter().any(says_whole_units)
        );
    }

    #[test]
    fn units_of_headers_are_powers_of_ten() {
        for (header, power) in [
            ("金额（万元）", 4),
            ("金额(万)", 4),
            ("金额（人民币万元）", 4),
            ("销售额万元", 4),
            ("销售额千万元", 7),
            ("交易金额（千元）", 3),
            ("金额(分)", -2),
            ("amount_cents", -2),
            ("Amount (cents)", -2),
            ("Umsatz in TEUR", 3),
            ("Revenue (in thousands)", 3),
            ("Amount ($K)", 3),
            ("Amount (K)", 3),
            ("Sales $000", 3),
            ("Amount ('000)", 3),
            ("Amount (’000s)", 3),
            ("Amount (USD '000)", 3),
            ("Revenue (€ thousand)", 3),
            ("Revenue (thousands of USD)", 3),
            ("Revenue ($ in millions)", 6),
            ("Revenue (€m)", 6),
            ("Umsatz (Mio. €)", 6),
            ("amount_minor_units", -2),
            ("Amount (minor units)", -2),
            ("Amount (M)", 0),
            ("Vitamin K", 0),
            ("Sales 2000", 0),
            ("amount_units", 0),
            ("Amount (incl. thousand islands)", 0),
            ("金额", 0),
            ("金额（元）", 0),
            ("amount", 0),
            ("cents", 0),
            ("百万", 0),
            ("Amount (USD)", 0),
            ("Amount (dollars and cents)", 0),
            ("Price (incl. cents)", 0),
            ("资费（元/分）", 0),
        ] {
            assert_eq!(power_of_header(header), power, "{header}");
        }
    }
}

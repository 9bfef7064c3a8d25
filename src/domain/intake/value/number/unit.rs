//! Units that the header of an amount says: `金额（万元）`, `amount_cents`, `Umsatz in TEUR`.

/// Units and their powers of ten, in lower case; of those that end alike the longer first.
const UNITS: [(&str, i32); 29] = [
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
    ("thousands", 3),
    ("teur", 3),
    ("keur", 3),
    ("kusd", 3),
    ("k€", 3),
    ("t€", 3),
    ("tsd", 3),
    ("millions", 6),
    ("mio", 6),
    ("meur", 6),
    ("musd", 6),
];

/// The power of ten that the header of an amount says its numbers are to be taken by: a unit that stands alone in the
/// brackets at its end, or is its last word, or what a Chinese header ends with; 0 where it says none.
pub(in crate::domain::intake) fn power_of_header(header: &str) -> i32 {
    let header = header.trim().to_lowercase();
    let closed = header.strip_suffix([')', '）', ']', '】']);
    let last = match closed {
        Some(inner) => inner.rsplit_once(['(', '（', '[', '【']).map(|(_, unit)| unit),
        None => header.rsplit_once([' ', '_']).map(|(_, word)| word),
    };
    let last = last.map(|unit| unit.trim().trim_start_matches("in ").trim_end_matches('.'));
    let exact = || UNITS.iter().find(|(unit, _)| last == Some(*unit));
    let end = || UNITS.iter().find(|(unit, _)| unit.ends_with('元') && last.unwrap_or(&header).ends_with(unit));
    exact().or_else(end).map_or(0, |(_, power)| *power)
}

#[cfg(test)]
mod tests {
    use super::*;

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

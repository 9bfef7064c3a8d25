//! Units that the header of an amount says: `金额（万元）`, `amount_cents`, `Umsatz in TEUR`.

/// Units and their powers of ten, as words of a header in lower case.
const UNITS: [(&str, i32); 26] = [
    ("亿元", 8),
    ("亿", 8),
    ("百万元", 6),
    ("百万", 6),
    ("万元", 4),
    ("万", 4),
    ("萬元", 4),
    ("萬", 4),
    ("千元", 3),
    ("千", 3),
    ("千円", 3),
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

/// The power of ten that the header of an amount says its numbers are to be taken by: a unit in brackets or behind a
/// blank or a line, or the last letters of a Chinese header; 0 where it says none.
pub(in crate::domain::intake) fn power_of_header(header: &str) -> i32 {
    let header = header.trim().to_lowercase();
    let words = header.split(|c: char| c.is_whitespace() || "()（）[]【】_/:：,-.".contains(c));
    let of = |word: &str| UNITS.iter().find(|(unit, _)| *unit == word).map(|(_, power)| *power);
    let behind = words.filter(|word| !word.is_empty()).skip(1).find_map(of);
    let ends =
        || UNITS.iter().find(|(unit, _)| unit.ends_with('元') && header.ends_with(unit)).map(|(_, power)| *power);
    behind.or_else(ends).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_headers_are_powers_of_ten() {
        for (header, power) in [
            ("金额（万元）", 4),
            ("金额(万)", 4),
            ("销售额万元", 4),
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
        ] {
            assert_eq!(power_of_header(header), power, "{header}");
        }
    }
}

//! Years that count from another beginning, in digits as any: they are believed where a whole column has them.

use super::{DateCell, read_date};

/// Years that Buddhist ones are ahead.
const BUDDHIST: u16 = 543;

/// The year before the first of 民國.
const MINGUO: u16 = 1911;

/// A date with its year in the common era: `2567-01-15` and `15/01/2567` as in Thailand, `113/01/03` and `113年1月3日` as in
/// Taiwan. `None` of anything else.
pub(in crate::domain::intake) fn western(cell: &str) -> Option<String> {
    let year = cell.split(|letter: char| !letter.is_ascii_digit()).find(|digits| matches!(digits.len(), 3 | 4))?;
    let number: u16 = year.parse().ok()?;
    let common = if year.len() == 4 {
        number.checked_sub(BUDDHIST).filter(|_| (2400..=2700).contains(&number))?
    } else {
        // With other signs it may be a code.
        let is_first = cell.trim_start().strip_prefix(year).is_some_and(|rest| rest.starts_with(['/', '年']));
        number.checked_add(MINGUO).filter(|_| is_first && (100..200).contains(&number))?
    };
    Some(cell.replacen(year, &common.to_string(), 1))
}

/// The date of a cell, in a column all of whose cells are such that only a full column is believed: those of another era
/// among them, which it says.
pub(in crate::domain::intake) fn read_believed(cell: &str) -> (DateCell, bool) {
    western(cell).map_or_else(|| (read_date(cell), false), |text| (read_date(&text), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_other_eras_are_those_of_ours() {
        let day = DateCell::Day("2024-02-29".parse().unwrap());
        for text in ["2567-02-29", "2567/02/29 10:20:30", "113/02/29", "113/2/29", "113年2月29日", "2024-02-29"] {
            assert_eq!(read_believed(text), (day, text != "2024-02-29"), "{text}");
        }
        assert!(matches!(read_believed("29/02/2567").0, DateCell::Parts(parts) if parts.third == 2024));
        for text in ["113-02-29", "99/02/29", "1130/2/29", "5/113/2", "2024-02-29", "3001-01-01", "12567", ""] {
            assert_eq!(western(text), None, "{text}");
        }
    }
}

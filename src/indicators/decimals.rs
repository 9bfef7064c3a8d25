//! Figures of one column with as many decimals as their neighbours: `3.0%` stands above `12.1%`.

use super::page::{Cell, Figure, Inline, Page, Part, Table};

/// Gives every figure of a column one decimal where some have one and none has more, and all or none are shares. Whole
/// numbers alone stay whole, and so does money, which has two decimals or none.
pub(super) fn align_decimals(page: &mut Page) {
    page.each_part(|part| {
        if let Part::Table(table) = part {
            (0..table.columns.len()).for_each(|column| align(table, column));
        }
    });
}

fn align(table: &mut Table, column: usize) {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let texts: Vec<&str> = cells.flat_map(Cell::figures).map(|figure| figure.text.as_str()).collect();
    let shares = texts.iter().filter(|text| text.ends_with('%')).count();
    let of_a_kind = shares == 0 || shares == texts.len();
    let written: Vec<Option<usize>> = texts.iter().map(|text| decimals(text)).collect();
    if of_a_kind && written.iter().all(|one| one.is_some_and(|n| n < 2)) && written.contains(&Some(1)) {
        let cells = table.rows.iter_mut().filter_map(|row| row.get_mut(column));
        for piece in cells.flat_map(|cell| &mut cell.0) {
            if let Inline::Figure(Figure { text, .. }) = piece {
                pad(text);
            }
        }
    }
}

/// How many decimals a number is written with; `None` for what is no plain number or percentage.
fn decimals(text: &str) -> Option<usize> {
    let number = text.trim_start_matches(['+', '−', '<', '>']).trim_end_matches('%');
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let is_plain = !whole.is_empty() && whole.chars().all(|digit| digit.is_ascii_digit() || digit == ',');
    (is_plain && rest.chars().all(|digit| digit.is_ascii_digit())).then_some(rest.len())
}

fn pad(text: &mut String) {
    if decimals(text) == Some(0) {
        let place = text.find('%').unwrap_or(text.len());
        text.insert_str(place, ".0");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_have_decimals() {
        assert_eq!(["3%", "+12.1%", "1,234.56", "<0.1%"].map(decimals), [Some(0), Some(1), Some(2), Some(1)]);
        assert_eq!(["–", "8.1 : 1", "2.8M", "4 days"].map(decimals), [None; 4]);
    }

    #[test]
    fn what_is_whole_gets_its_decimal() {
        let padded = |text: &str| {
            let mut text = text.to_owned();
            pad(&mut text);
            text
        };
        assert_eq!(["3%", "−25", "12.1%", "–"].map(padded), ["3.0%", "−25.0", "12.1%", "–"]);
    }
}

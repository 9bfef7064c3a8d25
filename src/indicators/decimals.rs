//! Figures of one column, and a figure and its interval, with as many decimals as their neighbours: `3.0%` stands above
//! `12.1%`, `£12` above `£1,234`.

use super::page::{Cell, Figure, Inline, Page, Part, Table, Tile};

/// From so much on money is written without decimals; see [`Unit::Money`](crate::domain::format::Unit::Money).
const WHOLE_FROM: f64 = 1_000.0;

/// What stands between the ends of an interval.
const TO: &str = "–";

/// Gives every figure of a column as many decimals as the one with the most, up to two, where all or none are shares; and
/// a share of a tile its decimal where the interval below has one. Whole numbers alone stay whole. Money has two decimals
/// or none: none where some of it is written without because it is much, unless the rest would be nothing then; else two.
pub(super) fn align_decimals(page: &mut Page) {
    page.each_part(|part| match part {
        Part::Table(table) => (0..table.columns.len()).for_each(|column| align(table, column)),
        Part::Tiles(tiles) | Part::SmallTiles(tiles) => tiles.iter_mut().for_each(align_tile),
        _ => {}
    });
}

/// Two figures of one kind, as the ends of an interval, with as many decimals.
pub(super) fn alike(ends: [&str; 2]) -> [String; 2] {
    let change = change_of(&ends);
    ends.map(|end| {
        let mut end = end.to_owned();
        if let Some(change) = &change {
            change.make(&mut end);
        }
        end
    })
}

/// The confidence in the note has no decimal, and says nothing of the interval's ends.
fn align_tile(Tile { value: Cell(pieces), note, .. }: &mut Tile) {
    let ends = note.split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | '%')));
    if ends.into_iter().any(|end| end.ends_with('%') && end.contains('.')) {
        for piece in pieces {
            if let Inline::Figure(Figure { text, .. }) = piece
                && text.ends_with('%')
            {
                Change::To(1).make(text);
            }
        }
    }
}

fn align(table: &mut Table, column: usize) {
    let cells = || table.rows.iter().filter_map(|row| row.get(column));
    let places = cells().flat_map(|cell| placed(&cell.0)).map(|(place, _)| place + 1).max().unwrap_or(0);
    for place in 0..places {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let figures = cells.flat_map(|cell| placed(&cell.0)).filter(|(of, _)| *of == place);
        let texts: Vec<&str> = figures.map(|(_, figure)| figure.text.as_str()).collect();
        let Some(change) = change_of(&texts) else { continue };
        for cell in table.rows.iter_mut().filter_map(|row| row.get_mut(column)) {
            let here: Vec<usize> = in_places(&cell.0).collect();
            for (piece, of) in cell.0.iter_mut().zip(here) {
                if let Inline::Figure(Figure { text, .. }) = piece
                    && of == place
                {
                    change.make(text);
                }
            }
        }
    }
}

/// The figures of a cell, each with its place: the two ends of an interval have one, a count and its money have two.
fn placed(pieces: &[Inline]) -> impl Iterator<Item = (usize, &Figure)> {
    in_places(pieces).zip(pieces).filter_map(|(place, piece)| match piece {
        Inline::Figure(figure) => Some((place, figure)),
        _ => None,
    })
}

/// The place of every piece.
fn in_places(pieces: &[Inline]) -> impl Iterator<Item = usize> {
    let mut place = 0;
    pieces.iter().zip(pieces.iter().skip(1).map(Some).chain([None])).map(move |(piece, next)| {
        let own = place;
        let joins = |piece: &Inline| matches!(piece, Inline::Text(text) if text.trim() == TO);
        place += usize::from(!joins(piece) && !next.is_some_and(joins));
        own
    })
}

/// What makes figures alike.
enum Change {
    /// So many decimals, where there are fewer.
    To(usize),
    /// None.
    Round,
}

impl Change {
    fn make(&self, text: &mut String) {
        match self {
            Self::To(decimals) => pad(text, *decimals),
            Self::Round => round(text),
        }
    }
}

/// What makes these figures of one kind alike; `None` where they are, or are not of one kind.
fn change_of(texts: &[&str]) -> Option<Change> {
    let written: Vec<Written> = texts.iter().filter_map(|text| Written::of(text)).collect();
    // Beside numbers there may be a dash for none.
    let numbers = texts.iter().filter(|text| text.contains(|letter: char| letter.is_ascii_digit())).count();
    if written.len() < numbers {
        return None;
    }
    let has = |decimals: usize| written.iter().any(|one| one.decimals == decimals);
    let shares = texts.iter().filter(|text| text.ends_with('%')).count();
    if has(1) {
        let most = if has(2) { 2 } else { 1 };
        return ((has(0) || has(2)) && (shares == 0 || shares == numbers)).then_some(Change::To(most));
    }
    if shares > 0 || !has(0) || !has(2) {
        return None;
    }
    let much = written.iter().any(|one| one.number >= WHOLE_FROM && one.decimals == 0);
    let exact = written.iter().any(|one| one.number >= WHOLE_FROM && one.decimals > 0);
    let little = written.iter().any(|one| one.number > 0.0 && one.number < 1.0);
    match (much, exact || little) {
        (true, false) => Some(Change::Round),
        (true, true) => None,
        (false, _) => Some(Change::To(2)),
    }
}

/// A number as it is written, a currency around it.
struct Written {
    /// Where its digits are.
    place: std::ops::Range<usize>,
    /// Without its sign.
    number: f64,
    decimals: usize,
}

impl Written {
    /// `None` for what is no plain number, percentage or money with at most two decimals.
    fn of(text: &str) -> Option<Self> {
        let start = text.find(|letter: char| letter.is_ascii_digit())?;
        let end = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
        let digits = text.get(start..end)?;
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        let is_plain = whole.chars().all(|digit| digit.is_ascii_digit() || digit == ',')
            && rest.len() <= 2
            && rest.chars().all(|digit| digit.is_ascii_digit())
            && text.get(..start)?.chars().all(|letter| letter.is_ascii_uppercase() || is_around(letter))
            && text.get(end..)?.chars().all(is_around);
        let number = digits.replace(',', "").parse().ok().filter(|_| is_plain)?;
        Some(Self { place: start..end, number, decimals: rest.len() })
    }
}

/// Whether it stands beside a number as its sign, mark or currency; behind it `K` and `万` are part of it, and `days` a unit.
fn is_around(letter: char) -> bool {
    matches!(letter, '+' | '−' | '<' | '>' | '%' | '$' | '¥' | '€' | '£' | '₩' | '₹' | '\u{a0}' | ' ')
}

fn pad(text: &mut String, to: usize) {
    if let Some(Written { place, decimals, .. }) = Written::of(text)
        && decimals < to
    {
        let point = if decimals == 0 { "." } else { "" };
        text.insert_str(place.end, &format!("{point}{}", "0".repeat(to - decimals)));
    }
}

/// Halves go away from zero, as everywhere.
fn round(text: &mut String) {
    if let Some(Written { place, number, decimals: 2 }) = Written::of(text) {
        let whole = if number.round() < WHOLE_FROM { number.round().to_string() } else { "1,000".to_owned() };
        text.replace_range(place, &whole);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)] // a test fails by panicking

    use super::*;
    use crate::indicators::page::Cell;

    fn aligned(texts: &[&str]) -> Vec<String> {
        let change = change_of(texts);
        let each = |text: &&str| {
            let mut text = (*text).to_owned();
            if let Some(change) = &change {
                change.make(&mut text);
            }
            text
        };
        texts.iter().map(each).collect()
    }

    #[test]
    fn the_ends_of_an_interval_are_alike_and_a_count_is_not_like_its_money() {
        let figure = |text: &str| {
            let (name, label, value) = ("a.b".to_owned(), "b".to_owned(), "1".to_owned());
            Cell::from(Figure { name, label, value, text: text.to_owned(), origin: 0, only: None, why: None })
        };
        let counted = |count: &str, money: &str| Cell([figure(count).0, vec![Inline::Break], figure(money).0].concat());
        let rows = vec![
            vec![figure("7.4%").to(figure("9%")), counted("2", "650.50")],
            vec![figure("8%").to(figure("9%")), counted("3", "7")],
        ];
        let mut table = Table { caption: String::new(), show_caption: false, columns: Vec::new(), rows };
        (0..2).for_each(|column| align(&mut table, column));
        let texts = |row: usize, column: usize| {
            let figures = table.rows[row][column].figures();
            figures.map(|figure| figure.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            (texts(0, 0), texts(1, 0)),
            (vec!["7.4%".into(), "9.0%".into()], vec!["8.0%".into(), "9.0%".into()])
        );
        assert_eq!((texts(0, 1), texts(1, 1)), (vec!["2".into(), "650.50".into()], vec!["3".into(), "7.00".into()]));
    }

    #[test]
    fn a_share_has_the_decimal_of_its_interval() {
        let tile = |text: &str, note: &str| {
            let (name, label, value) = ("a.b".to_owned(), "b".to_owned(), "1".to_owned());
            let figure = Figure { name, label, value, text: text.to_owned(), origin: 0, only: None, why: None };
            let mut tile = Tile::new("b", figure).noted(note);
            align_tile(&mut tile);
            tile.value.figures().map(|figure| figure.text.clone()).collect::<String>()
        };
        assert_eq!(tile("34%", "30.0% to 38.2% (95% confidence)"), "34.0%");
        assert_eq!(tile("34%", "95% 置信区间 30.0% 至 38.2%"), "34.0%");
        for (text, note) in [("34%", "30% to 38% (95% confidence)"), ("34", "30.1% of all"), ("34%", "1.5 orders")] {
            assert_eq!(tile(text, note), text);
        }
    }

    #[test]
    fn only_numbers_have_decimals() {
        let decimals = |text: &str| Written::of(text).map(|written| written.decimals);
        assert_eq!(["3%", "+12.1%", "1,234.56", "<0.1%"].map(decimals), [Some(0), Some(1), Some(2), Some(1)]);
        assert_eq!(["–", "8.1 : 1", "2.8M", "4 days"].map(decimals), [None; 4]);
    }

    #[test]
    fn what_is_whole_gets_its_decimal() {
        assert_eq!(aligned(&["3%", "−25%", "12.1%"]), ["3.0%", "−25.0%", "12.1%"]);
        assert_eq!(aligned(&["3", "–", "12.25", "4"]), ["3.00", "–", "12.25", "4.00"]);
        assert_eq!(aligned(&["0.5", "12.25", "4"]), ["0.50", "12.25", "4.00"]);
        for alike in [&["3%", "12.1"] as &[&str], &["3", "4"], &["1.2M", "3"], &["4 days", "3%", "12.1%"]] {
            assert_eq!(aligned(alike), alike);
        }
    }

    #[test]
    fn money_of_a_column_has_cents_or_none() {
        assert_eq!(aligned(&["£1,234", "£999.50", "−£12.49", "–"]), ["£1,234", "£1,000", "−£12", "–"]);
        assert_eq!(aligned(&["NT$950", "CHF 12.50"]), ["NT$950.00", "CHF 12.50"]);
        // A booking has all its decimals, and little money stays something.
        for alike in [&["£1,234.50", "£7", "£1,234"] as &[&str], &["£1,234", "£0.40"]] {
            assert_eq!(aligned(alike), alike);
        }
    }
}

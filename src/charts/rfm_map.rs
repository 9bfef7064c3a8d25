//! Customers or value by recency and frequency score.

use super::heat::{Cell, Heat, Row, frame_height, key_end, shade};
use super::ink::Ink;
use super::scale::extent;
use super::scene::{Anchor, DataTable, Point, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, line};
use super::text::{Font, TextMeasure, shorten};

/// One combination of scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RfmCell<'a> {
    /// Recency score, from 1 (long ago) up.
    pub recency: u8,
    /// Frequency score, from 1 (seldom) up.
    pub frequency: u8,
    /// The shaded figure: customers, or value.
    pub amount: f64,
    /// The segment most of the cell's customers belong to; may be empty.
    pub segment: &'a str,
}

/// The input of [`rfm_map`].
#[derive(Clone, Copy)]
pub struct RfmMap<'a> {
    /// Scores in use: 5 by 5 as a rule, 2 to 9 each.
    pub bins: (u8, u8),
    /// The cells that have customers, in any order; the last wins where two are the same.
    pub cells: &'a [RfmCell<'a>],
    /// Heading: recency score.
    pub recency: &'a str,
    /// Heading: frequency score.
    pub frequency: &'a str,
    /// Heading: segment.
    pub segment: &'a str,
    /// Heading of the shaded figure.
    pub amount: &'a str,
    /// The shaded figure as text.
    pub format: Format<'a>,
    /// The shaded figure as text where room is scarce ("1.2k"); only shown when it all fits.
    pub short: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// Draws the map: the most recent at the top, the most frequent at the right.
pub fn rfm_map(data: &RfmMap<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let columns = [data.recency, data.frequency, data.segment, data.amount].map(str::to_owned).to_vec();
    let most = extent(data.cells.iter().filter(|cell| within(data, cell)).map(|cell| cell.amount));
    let Some((_, most)) = most else {
        return sketch.nothing(columns, data.words);
    };
    let most = key_end(most);
    let rows: Vec<u8> = (1..=data.bins.0).rev().collect();
    let row_height = ((size.height - frame_height()) / rows.len().max(1) as f64).clamp(24.0, 72.0);
    let find = |recency, frequency| {
        data.cells.iter().rev().find(|cell| cell.recency == recency && cell.frequency == frequency)
    };
    let mut heat = Heat {
        rows: rows.iter().map(|score| Row { label: score.to_string(), note: String::new() }).collect(),
        columns: (1..=data.bins.1).map(|score| (score.to_string(), false)).collect(),
        cells: rows
            .iter()
            .map(|recency| {
                (1..=data.bins.1).map(|frequency| Some(draw(data, find(*recency, frequency)?, most))).collect()
            })
            .collect(),
        row_title: data.recency,
        note_title: "",
        column_title: data.frequency,
        key: ((data.format)(0.0), (data.format)(most)),
        row_height,
    };
    let key = heat.lettered(&sketch);
    heat.draw(&mut sketch);
    draw_key(&mut sketch, &key);
    let mut listed: Vec<_> = data.cells.iter().filter(|cell| within(data, cell)).collect();
    listed.sort_by_key(|cell| std::cmp::Reverse((cell.recency, cell.frequency)));
    let rows = listed.into_iter().map(|cell| {
        vec![cell.recency.to_string(), cell.frequency.to_string(), cell.segment.to_owned(), (data.format)(cell.amount)]
    });
    let rows = rows.collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// What the letters in the cells stand for, below the map in as many rows as it takes.
fn draw_key(sketch: &mut Sketch<'_>, key: &[(char, String)]) {
    let (font, row) = (Font::SMALL, Font::SMALL.line_height() + 1.0);
    let (mut x, mut y) = (0.0, sketch.size.height + row / 2.0);
    for (letter, name) in key {
        let text = shorten(&format!("{letter} {name}"), font, sketch.size.width, sketch.measure);
        let width = sketch.width(&text, font);
        if x > 0.0 && x + width > sketch.size.width {
            (x, y) = (0.0, y + row);
        }
        sketch.size.height = y + row / 2.0;
        sketch.text(Point::new(x, y), Anchor::Start, font, Ink::Text, text);
        x += width + 2.0 * GAP;
    }
}

fn within(data: &RfmMap<'_>, cell: &RfmCell<'_>) -> bool {
    (1..=data.bins.0).contains(&cell.recency) && (1..=data.bins.1).contains(&cell.frequency) && cell.amount.is_finite()
}

fn draw(data: &RfmMap<'_>, cell: &RfmCell<'_>, most: f64) -> Cell {
    let amount = (data.format)(cell.amount);
    let mut lines = vec![line(data.amount, &amount)];
    if !cell.segment.is_empty() {
        lines.push(line(data.segment, cell.segment));
    }
    Cell {
        shade: shade(cell.amount, most),
        short: (data.short)(cell.amount),
        second: cell.segment.to_owned(),
        hatched: false,
        title: format!(
            "{}, {}",
            line(data.recency, &cell.recency.to_string()),
            line(data.frequency, &cell.frequency.to_string())
        ),
        text: amount,
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::hits::Step;
    use super::super::text::WidthTable;
    use super::*;

    fn cells(segment: &str) -> Vec<RfmCell<'_>> {
        let pairs = (1..=5).flat_map(|recency| (1..=5).map(move |frequency| (recency, frequency)));
        pairs
            .filter(|pair| *pair != (2, 5))
            .map(|(recency, frequency)| {
                let amount = f64::from(recency) * f64::from(frequency) * 123.0;
                RfmCell { recency, frequency, amount, segment }
            })
            .collect()
    }

    fn data<'a>(cells: &'a [RfmCell<'a>], chinese: bool) -> RfmMap<'a> {
        RfmMap {
            bins: (5, 5),
            cells,
            recency: if chinese { "最近购买得分" } else { "Recency score" },
            frequency: if chinese { "购买频率得分" } else { "Frequency score" },
            segment: "Segment",
            amount: "Customers",
            format: &number,
            short: &number,
            words: Words { summary: "summary", empty: "No customers" },
        }
    }

    #[test]
    fn labels_never_overlap() {
        for chinese in [false, true] {
            let cells = cells(if chinese { "重要价值客户" } else { "Potential loyalist" });
            everywhere(|size, measure| rfm_map(&data(&cells, chinese), size, measure));
        }
    }

    #[test]
    fn segments_are_named_where_they_fit() {
        let cells = cells("Loyal");
        let scene = rfm_map(&data(&cells, false), Size::new(1200.0, 400.0), &WidthTable);
        assert_eq!(texts(&scene).iter().filter(|text| *text == "Loyal").count(), 24);
        let narrow = rfm_map(&data(&cells, false), Size::new(160.0, 400.0), &WidthTable);
        assert!(!texts(&narrow).contains(&"Loyal".to_owned()));
        let wide = Size::new(420.0, 400.0);
        let champions = self::cells("Champions");
        let small = rfm_map(&data(&champions, false), wide, &WidthTable);
        assert_eq!(texts(&small).iter().filter(|text| *text == "Champions").count(), 24, "in smaller letters");
        let phone = rfm_map(&data(&champions, false), Size::new(310.0, 400.0), &WidthTable);
        assert_eq!(texts(&phone).iter().filter(|text| *text == "A").count(), 24);
        assert!(texts(&phone).contains(&"A Champions".to_owned()), "{:?}", texts(&phone));
    }

    #[test]
    fn the_most_recent_and_frequent_are_top_right_and_keys_move_by_row() {
        let cells = cells("");
        let scene = rfm_map(&data(&cells, false), Size::new(640.0, 400.0), &WidthTable);
        assert_eq!(scene.hits[4].title, "Recency score: 5, Frequency score: 5");
        let below = scene.step(Some(4), Step::Down).unwrap();
        assert_eq!(scene.hits[below].title, "Recency score: 4, Frequency score: 5");
        assert_eq!(scene.table.rows[0], ["5", "5", "", "3075"]);
    }

    #[test]
    fn degenerate_cells() {
        let bad = RfmCell { recency: 9, frequency: 0, amount: 1.0, segment: "" };
        let nan = RfmCell { recency: 1, frequency: 1, amount: f64::NAN, segment: "" };
        for cells in [vec![], vec![bad], vec![nan]] {
            let scene = rfm_map(&data(&cells, false), Size::new(320.0, 400.0), &WidthTable);
            assert_eq!(texts(&scene), ["No customers"]);
        }
        let negative = [RfmCell { recency: 1, frequency: 1, amount: -5.0, segment: "Lost" }];
        everywhere(|size, measure| rfm_map(&data(&negative, false), size, measure));
    }
}

//! A table of shaded cells: what the RFM map and the cohort matrix share.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scale::Slots;
use super::scene::{Anchor, Point, Rect};
use super::sketch::{GAP, Sketch};
use super::text::{Font, shorten, wrap};
use super::ticks::{nice, thin};

/// One shaded cell.
pub(super) struct Cell {
    /// From little (0) to much (1).
    pub shade: f32,
    /// What stands in the cell where every cell has room for it.
    pub text: String,
    /// What stands there instead where only this has room.
    pub short: String,
    /// What stands below it, in as many lines as there are; shortened where these do not hold it.
    pub second: String,
    /// Whether it is hatched: what it stands for is not whole.
    pub hatched: bool,
    /// First line of the tooltip.
    pub title: String,
    /// Further lines of the tooltip.
    pub lines: Vec<String>,
}

/// The label of a row.
pub(super) struct Row {
    /// Its name.
    pub label: String,
    /// A figure beside the name (the size of a cohort), where the width allows.
    pub note: String,
}

/// The table.
pub(super) struct Heat<'a> {
    pub rows: Vec<Row>,
    /// Text of each column, and whether thinning keeps to it.
    pub columns: Vec<(String, bool)>,
    /// Cells by row; a row may be shorter than the columns.
    pub cells: Vec<Vec<Option<Cell>>>,
    /// Heading of the row names.
    pub row_title: &'a str,
    /// Heading of the notes.
    pub note_title: &'a str,
    /// Heading above the columns.
    pub column_title: &'a str,
    /// Texts at the two ends of the colour key.
    pub key: (String, String),
    /// The height of a row.
    pub row_height: f64,
}

/// What stands in the cells.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Text,
    Short,
    Nothing,
}

/// The height of everything but the rows.
pub(super) fn frame_height() -> f64 {
    // Column title and column labels above, the key below.
    3.0 * Font::SMALL.line_height() + 3.0 * GAP
}

impl Heat<'_> {
    /// Draws the table and settles the sketch's height. Returns where the cells are.
    pub fn draw(&self, sketch: &mut Sketch<'_>) -> Rect {
        let font = Font::SMALL;
        let row = font.line_height();
        let (names, left) = self.margins(sketch);
        let top = 2.0 * row + GAP;
        let plot = Rect {
            x: left,
            y: top,
            width: (sketch.size.width - left).max(0.0),
            height: self.row_height * self.rows.len() as f64,
        };
        sketch.size.height = plot.height + frame_height();
        let across = Slots::new(plot.x, plot.width, self.columns.len());
        let down = Slots::new(plot.y, plot.height, self.rows.len());
        let title = shorten(self.column_title, font, plot.width, sketch.measure);
        sketch.text(Point::new(plot.x, row / 2.0), Anchor::Start, font, Ink::MutedText, title);
        self.headings(sketch, names, left, &across);
        self.row_labels(sketch, names, left, &down);
        self.draw_cells(sketch, &across, &down);
        self.draw_key(sketch, plot.bottom() + GAP + row / 2.0);
        plot
    }

    /// The width of the row names, and of names and notes together with their gaps.
    fn margins(&self, sketch: &Sketch<'_>) -> (f64, f64) {
        let names = self.rows.iter().map(|row| row.label.as_str()).chain([self.row_title]);
        let names = sketch.widest(names, Font::SMALL).min(sketch.size.width * 0.3);
        let notes = self.rows.iter().map(|row| row.note.as_str()).chain([self.note_title]);
        let notes = sketch.widest(notes, Font::SMALL);
        let with_notes = names + GAP + notes + GAP;
        let room = notes > 0.0 && with_notes <= sketch.size.width * 0.35;
        (names, if room { with_notes } else { names + GAP })
    }

    fn has_notes(names: f64, left: f64) -> bool {
        left > names + 1.5 * GAP
    }

    fn headings(&self, sketch: &mut Sketch<'_>, names: f64, left: f64, across: &Slots) {
        let font = Font::SMALL;
        let y = font.line_height() * 1.5 + GAP / 2.0;
        let title = shorten(self.row_title, font, names, sketch.measure);
        sketch.text(Point::new(0.0, y), Anchor::Start, font, Ink::MutedText, title);
        if Self::has_notes(names, left) {
            sketch.text(Point::new(left - GAP, y), Anchor::End, font, Ink::MutedText, self.note_title);
        }
        let labels: Vec<_> = self.columns.iter().map(|(label, major)| (label.as_str(), *major)).collect();
        let span = (left, sketch.size.width);
        let places = thin(&labels, |index| across.center(index), span, font, 4.0, sketch.measure);
        let top = 2.0 * font.line_height() + GAP;
        // Numbers and times between two that are named follow from these; names of things do not.
        if places.len() < self.columns.len() && self.columns.iter().any(|(label, _)| is_name(label)) {
            for (index, (label, _)) in self.columns.iter().enumerate() {
                let label = shorten(label, font, across.width() - 4.0, sketch.measure);
                sketch.text(Point::new(across.center(index), y), Anchor::Middle, font, Ink::MutedText, label);
            }
            return;
        }
        for place in &places {
            if let Some((label, _)) = self.columns.get(place.index) {
                sketch.text(Point::new(place.center, y), Anchor::Middle, font, Ink::MutedText, label.as_str());
                if places.len() < self.columns.len() {
                    sketch.upright(across.center(place.index), top - TICK, top, Ink::Axis);
                }
            }
        }
    }

    fn row_labels(&self, sketch: &mut Sketch<'_>, names: f64, left: f64, down: &Slots) {
        let font = Font::SMALL;
        let mut free = f64::NEG_INFINITY;
        for (index, row) in self.rows.iter().enumerate() {
            let y = down.center(index);
            let fits = y + font.line_height() / 2.0 <= sketch.size.height;
            if y - font.line_height() / 2.0 < free || !fits {
                continue;
            }
            free = y + font.line_height() / 2.0;
            let label = shorten(&row.label, font, names, sketch.measure);
            // The first label of rows lower than a line would touch the heading above it.
            let y = y.max(down.start(0) + font.line_height() / 2.0 - GAP / 2.0);
            sketch.text(Point::new(0.0, y), Anchor::Start, font, Ink::Text, label);
            if self.row_height < font.line_height() {
                sketch.level(left - TICK, left, down.center(index), Ink::Axis);
            }
            if Self::has_notes(names, left) {
                sketch.text(Point::new(left - GAP, y), Anchor::End, font, Ink::MutedText, row.note.as_str());
            }
        }
    }

    /// The longest form for which every cell has room.
    fn inside(&self, sketch: &Sketch<'_>, cell_width: f64) -> Inside {
        let font = Font::SMALL;
        if self.row_height < font.line_height() {
            return Inside::Nothing;
        }
        let cells = || self.cells.iter().flatten().flatten();
        if sketch.widest(cells().map(|cell| cell.text.as_str()), font) + 4.0 <= cell_width {
            Inside::Text
        } else if sketch.widest(cells().map(|cell| cell.short.as_str()), font) + 4.0 <= cell_width {
            Inside::Short
        } else {
            Inside::Nothing
        }
    }

    /// The largest letters in which no word below a figure is cut; the smallest where in all of them some are.
    fn second_font(&self, sketch: &Sketch<'_>, cell_width: f64) -> Font {
        let fits = |font: &Font| self.widest_word(sketch, *font) + 5.0 <= cell_width;
        SECOND.into_iter().find(fits).unwrap_or(SMALLEST)
    }

    fn widest_word(&self, sketch: &Sketch<'_>, font: Font) -> f64 {
        let cells = self.cells.iter().flatten().flatten();
        sketch.widest(cells.flat_map(|cell| cell.second.split_whitespace()), font)
    }

    /// Puts letters in the place of names that no cell has room for, where letters have. Gives what each letter stands for.
    pub fn lettered(&mut self, sketch: &Sketch<'_>) -> Vec<(char, String)> {
        let (_, left) = self.margins(sketch);
        let cell_width = (sketch.size.width - left).max(0.0) / self.columns.len().max(1) as f64;
        let has_room = cell_width > LEAST_NAMED && self.widest_word(sketch, SMALLEST) + 5.0 <= cell_width;
        let two_lines = self.row_height - 2.0 >= 2.0 * Font::SMALL.line_height();
        if has_room || !two_lines || cell_width < 3.0 * GAP || self.inside(sketch, cell_width) == Inside::Nothing {
            return Vec::new();
        }
        let mut names: Vec<String> = Vec::new();
        for cell in self.cells.iter().flatten().flatten().filter(|cell| !cell.second.is_empty()) {
            if !names.contains(&cell.second) {
                names.push(cell.second.clone());
            }
        }
        let key: Vec<(char, String)> = ('A'..='Z').zip(names.iter().cloned()).collect();
        if key.len() < names.len() {
            return Vec::new();
        }
        for cell in self.cells.iter_mut().flatten().flatten() {
            if let Some((letter, _)) = key.iter().find(|(_, name)| *name == cell.second) {
                cell.second = letter.to_string();
            }
        }
        key
    }

    fn draw_cells(&self, sketch: &mut Sketch<'_>, across: &Slots, down: &Slots) {
        // Hairlines between cells, as long as cells are not hairlines themselves.
        let gap = if across.width() > 6.0 && self.row_height > 6.0 { 1.0 } else { 0.0 };
        let inside = self.inside(sketch, across.width());
        let font = self.second_font(sketch, across.width());
        for (row, cells) in self.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().take(self.columns.len()) {
                let rect = Rect {
                    x: across.start(column),
                    y: down.start(row),
                    width: (across.width() - gap).max(0.0),
                    height: (self.row_height - gap).max(0.0),
                };
                match cell {
                    Some(cell) => self.draw_cell(sketch, cell, rect, row, (inside, font)),
                    None if column < cells.len() => sketch.rect(rect, Ink::Grid),
                    None => {}
                }
            }
        }
    }

    fn draw_cell(
        &self,
        sketch: &mut Sketch<'_>,
        cell: &Cell,
        rect: Rect,
        row: usize,
        (inside, second_font): (Inside, Font),
    ) {
        let font = Font::SMALL;
        sketch.rect(rect, Ink::Sequential(cell.shade));
        if cell.hatched {
            hatch(sketch, rect);
        }
        let ink = Ink::OnSequential(cell.shade);
        let center = rect.center();
        let text = match inside {
            Inside::Text => cell.text.as_str(),
            Inside::Short => cell.short.as_str(),
            Inside::Nothing => "",
        };
        let row_height = font.line_height();
        let lines_free = ((self.row_height - 2.0) / row_height).floor() - 1.0;
        let room = rect.width - 4.0;
        let has_room = rect.width >= LEAST_NAMED || sketch.width(&cell.second, second_font) <= room;
        let named = inside != Inside::Nothing && lines_free >= 1.0 && has_room;
        let second = if named { lines(&cell.second, second_font, room, lines_free, sketch) } else { Vec::new() };
        // Lines that touched would count as one upon the other.
        let pitch = row_height + 0.5;
        let mut y = center.y - second.len() as f64 * pitch / 2.0;
        sketch.text(Point::new(center.x, y), Anchor::Middle, font, ink, text);
        for line in &second {
            y += pitch;
            sketch.text(Point::new(center.x, y), Anchor::Middle, second_font, ink, line.as_str());
        }
        sketch.hit(Hit {
            target: Target::Area(rect),
            anchor: center,
            crosshair: Crosshair::None,
            row,
            title: cell.title.clone(),
            lines: cell.lines.clone(),
        });
    }

    /// The colour key, right-aligned under the table.
    fn draw_key(&self, sketch: &mut Sketch<'_>, y: f64) {
        const SWATCHES: u8 = 5;
        const WIDTH: f64 = 22.0;
        let font = Font::SMALL;
        let (low, high) = &self.key;
        let strip = WIDTH * f64::from(SWATCHES);
        let high_width = sketch.width(high, font);
        let x = sketch.size.width - high_width - GAP - strip;
        if x - GAP - sketch.width(low, font) < 0.0 {
            return;
        }
        sketch.text(Point::new(x - GAP, y), Anchor::End, font, Ink::MutedText, low.as_str());
        for swatch in 0..SWATCHES {
            let shade = f32::from(swatch) / f32::from(SWATCHES - 1);
            let rect = Rect { x: x + WIDTH * f64::from(swatch), y: y - 5.0, width: WIDTH, height: 10.0 };
            sketch.rect(rect, Ink::Sequential(shade));
        }
        sketch.text(Point::new(x + strip + GAP, y), Anchor::Start, font, Ink::MutedText, high.as_str());
    }
}

/// How far a tick stands out that says which row or column is named where not all are.
const TICK: f64 = 4.0;

/// In cells narrower than this a shortened name says nothing.
const LEAST_NAMED: f64 = 60.0;

/// The letters of what stands below a figure, the largest first.
const SECOND: [Font; 3] = [Font::SMALL, Font { size: 11.0, ..Font::SMALL }, SMALLEST];

/// The smallest of them.
const SMALLEST: Font = Font { size: 10.0, ..Font::SMALL };

/// Whether a label is a word, not a number with its unit.
fn is_name(label: &str) -> bool {
    2 * label.chars().filter(|c| c.is_alphabetic()).count() > label.chars().count()
}

/// A text in at most so many lines, the last shortened where there are more.
fn lines(text: &str, font: Font, room: f64, most: f64, sketch: &Sketch<'_>) -> Vec<String> {
    let mut rest = text;
    let mut kept = Vec::new();
    for line in wrap(text, font, room, sketch.measure) {
        let last = kept.len() as f64 + 1.0 >= most;
        // A word that was shortened takes what comes after it along.
        let after = rest.strip_prefix(line.as_str()).map(str::trim_start).filter(|_| !last);
        let Some(after) = after else {
            kept.push(shorten(rest, font, room, sketch.measure));
            break;
        };
        rest = after;
        kept.push(line);
    }
    kept
}

/// The round figure at which a colour key of what reaches up to `most` ends.
pub(super) fn key_end(most: f64) -> f64 {
    if most > 0.0 { nice(0.0, most, 10).last().copied().unwrap_or(most) } else { most.max(0.0) }
}

/// Parallel lines from the lower left to the upper right.
fn hatch(sketch: &mut Sketch<'_>, rect: Rect) {
    const APART: f64 = 7.0;
    let mut along = APART;
    while along < rect.width + rect.height {
        let (across, up) = (along.min(rect.width), along.min(rect.height));
        let ends = [(along - up, up), (across, along - across)];
        let ends = ends.map(|(right, down)| Point::new(rect.x + right, rect.y + down));
        sketch.path(ends.into(), 1.0, Ink::Axis);
        along += APART;
    }
}

/// The share of `value` in `most` as a shade: 0 for what is not positive or not finite.
pub(super) fn shade(value: f64, most: f64) -> f32 {
    let share = value / most;
    // A share within 0 to 1 loses nothing visible as f32.
    #[allow(clippy::cast_possible_truncation)]
    let amount = if share.is_finite() && most > 0.0 { share.clamp(0.0, 1.0) as f32 } else { 0.0 };
    amount
}

#[cfg(test)]
// Exact by construction: halves, ends and zeros.
#[allow(clippy::float_cmp)]
mod tests {
    use super::super::scene::{DataTable, Mark, Size};
    use super::super::sketch::Words;
    use super::super::text::WidthTable;
    use super::*;

    #[test]
    fn hatching_stays_within_its_cell() {
        let rect = Rect { x: 10.0, y: 20.0, width: 30.0, height: 12.0 };
        let mut sketch = Sketch::new(Size::new(100.0, 100.0), &WidthTable);
        hatch(&mut sketch, rect);
        let scene = sketch.finish(DataTable::default(), Words { summary: "", empty: "" });
        assert_eq!(scene.marks.len(), 5);
        for mark in scene.marks {
            let Mark::Path { points, .. } = mark else { panic!("no line: {mark:?}") };
            assert!(points.iter().all(|point| rect.contains(*point)), "{points:?}");
        }
    }

    #[test]
    fn keys_end_at_round_figures() {
        assert_eq!([0.658, 0.92, 1.0, 4.0, 563.0, 1683.0].map(key_end), [0.7, 1.0, 1.0, 4.0, 600.0, 1800.0]);
        assert_eq!([0.0, -5.0].map(key_end), [0.0, 0.0]);
    }

    #[test]
    fn a_name_keeps_to_its_lines() {
        let sketch = Sketch::new(Size::new(100.0, 100.0), &WidthTable);
        let of = |text: &str, most: f64| lines(text, Font::SMALL, 80.0, most, &sketch);
        assert_eq!(of("Potential loyalists", 3.0), ["Potential", "loyalists"]);
        let cut = of("General customers to win back", 2.0);
        assert!(cut.len() == 2 && cut[1].contains('…') && cut[1].ends_with("ck"), "{cut:?}");
        let cut = of("Unpronounceable customers", 2.0);
        assert!(cut.concat().contains('…') && cut.len() <= 2, "{cut:?}");
        assert_eq!(of("一般保持客户", 1.0), ["一般保持客户"]);
        assert!(of("", 2.0).is_empty());
        for most in [1.0, 2.0, 3.0] {
            for text in ["Potential loyalists of the house", "潜在的忠诚客户群体以及其他", "Unpronounceable"]
            {
                let lines = of(text, most);
                assert!(lines.len() as f64 <= most);
                assert!(lines.iter().all(|line| sketch.width(line, Font::SMALL) <= 80.0), "{lines:?}");
            }
        }
    }

    fn table(columns: &[&str], width: f64) -> Vec<String> {
        let cell = |name: &str| Cell {
            shade: 0.5,
            text: "1".into(),
            short: "1".into(),
            second: "Potential loyalists".into(),
            hatched: false,
            title: name.to_owned(),
            lines: Vec::new(),
        };
        let mut sketch = Sketch::new(Size::new(width, 300.0), &WidthTable);
        Heat {
            rows: vec![Row { label: "A row of a rather long name".into(), note: String::new() }],
            columns: columns.iter().map(|label| ((*label).to_owned(), false)).collect(),
            cells: vec![columns.iter().map(|label| Some(cell(label))).collect()],
            row_title: "Rows",
            note_title: "",
            column_title: "Columns",
            key: ("0".into(), "1".into()),
            row_height: 40.0,
        }
        .draw(&mut sketch);
        let scene = sketch.finish(DataTable::default(), Words { summary: "summary", empty: "" });
        super::super::check::sound(&scene);
        super::super::check::texts(&scene)
    }

    #[test]
    fn every_label_is_there_or_shortened() {
        let names = ["Champions of all", "Potential loyalists", "Hibernating ones", "Cannot lose them", "Others"];
        for width in [320.0, 480.0, 640.0, 1200.0] {
            let found = table(&names, width);
            let kept = |name: &str| {
                let (first, last) = (name.chars().next(), name.chars().last());
                let short = |text: &&String| text.contains('…') && text.chars().next() == first;
                found.iter().any(|text| text == name)
                    || found.iter().any(|text| short(&text) && (text.ends_with('…') || text.chars().last() == last))
            };
            assert!(names.iter().all(|name| kept(name)), "{width}: {found:?}");
            assert!(kept("A row of a rather long name"), "{width}: {found:?}");
        }
        // Numbers are thinned instead: half of one says another.
        let numbers: Vec<String> = (0..40).map(|n| (n * 10_000).to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let found = table(&numbers, 320.0);
        assert!(found.iter().filter(|text| numbers.contains(&text.as_str())).count() >= 3, "{found:?}");
    }

    #[test]
    fn cells_are_named_where_a_name_says_something() {
        assert_eq!(table(&["a", "b"], 640.0).iter().filter(|text| *text == "Potential loyalists").count(), 2);
        assert!(table(&["1"; 20], 320.0).iter().all(|text| !text.contains("loyal")));
    }

    #[test]
    fn shades_are_shares_of_the_most() {
        assert_eq!([5.0, 10.0, 20.0, -3.0, f64::NAN].map(|value| shade(value, 10.0)), [0.5, 1.0, 1.0, 0.0, 0.0]);
        assert_eq!(shade(1.0, 0.0), 0.0);
    }
}

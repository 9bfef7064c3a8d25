//! Building a scene: marks, and labels that give way to each other.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::lines::Line;
use super::scale::Linear;
use super::scene::{Anchor, DataTable, Mark, Point, Rect, Scene, Size, Text};
use super::text::{Font, TextMeasure, shorten, wrap};
use super::ticks::{Period, Placed, thin};

/// Turns a number into text in the reader's language.
pub type Format<'a> = &'a dyn Fn(f64) -> String;

/// What every chart is told in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// The chart in one or two sentences.
    pub summary: &'a str,
    /// What to say where there is nothing to draw.
    pub empty: &'a str,
}

/// The least space between two labels.
pub const GAP: f64 = 8.0;

/// A scene in the making.
pub struct Sketch<'m> {
    /// The room offered; a chart may settle on another height.
    pub size: Size,
    /// How texts are measured.
    pub measure: &'m dyn TextMeasure,
    marks: Vec<Mark>,
    texts: Vec<Rect>,
    avoid: Vec<Point>,
    hits: Vec<Hit>,
    lines: Vec<Line>,
}

impl<'m> Sketch<'m> {
    /// An empty sketch.
    pub fn new(size: Size, measure: &'m dyn TextMeasure) -> Self {
        Self {
            size,
            measure,
            marks: Vec::new(),
            texts: Vec::new(),
            avoid: Vec::new(),
            hits: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// The width of a text.
    pub fn width(&self, text: &str, font: Font) -> f64 {
        self.measure.width(text, font)
    }

    /// The width of the widest of some texts; zero where there are none.
    pub fn widest<'t>(&self, texts: impl IntoIterator<Item = &'t str>, font: Font) -> f64 {
        texts.into_iter().map(|text| self.width(text, font)).fold(0.0, f64::max)
    }

    /// A filled rectangle.
    pub fn rect(&mut self, rect: Rect, ink: Ink) {
        self.marks.push(Mark::Rect { rect, ink });
    }

    /// A level hairline, sharp because it fills whole pixels.
    pub fn level(&mut self, from: f64, to: f64, y: f64, ink: Ink) {
        self.rect(Rect { x: from, y: y.round(), width: (to - from).max(0.0), height: 1.0 }, ink);
    }

    /// An upright hairline.
    pub fn upright(&mut self, x: f64, from: f64, to: f64, ink: Ink) {
        self.rect(Rect { x: x.round(), y: from, width: 1.0, height: (to - from).max(0.0) }, ink);
    }

    /// An open line.
    pub fn path(&mut self, points: Vec<Point>, width: f64, ink: Ink) {
        self.marks.push(Mark::Path { points, width, ink });
    }

    /// A dashed straight line.
    pub fn dashed(&mut self, from: Point, to: Point, ink: Ink) {
        const DASH: f64 = 4.0;
        let length = (to.x - from.x).hypot(to.y - from.y);
        let along = |distance: f64| {
            let share = if length > 0.0 { (distance / length).min(1.0) } else { 0.0 };
            Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
        };
        let mut start = 0.0;
        while start < length {
            self.path(vec![along(start), along(start + DASH)], 1.0, ink);
            start += 2.0 * DASH;
        }
    }

    /// A filled polygon.
    pub fn area(&mut self, points: Vec<Point>, ink: Ink) {
        self.marks.push(Mark::Area { points, ink });
    }

    /// A disc.
    pub fn disc(&mut self, center: Point, radius: f64, ink: Ink) {
        self.marks.push(Mark::Circle { center, radius, ring: None, ink });
    }

    /// A ring with the surface inside.
    pub fn ring(&mut self, center: Point, radius: f64, ink: Ink) {
        self.disc(center, radius, Ink::Surface);
        self.marks.push(Mark::Circle { center, radius, ring: Some(2.0), ink });
    }

    /// A text that has its place by construction.
    pub fn text(&mut self, at: Point, anchor: Anchor, font: Font, ink: Ink, text: impl Into<String>) {
        let text = Text { at, text: text.into(), anchor, font, ink };
        if !text.text.is_empty() {
            self.texts.push(text.bounds(self.measure));
            self.marks.push(Mark::Text(text));
        }
    }

    /// Keeps labels placed later off these points (of a line, say).
    pub fn keep_clear(&mut self, points: impl IntoIterator<Item = Point>) {
        self.avoid.extend(points);
    }

    /// Places a label at the first candidate where it stays on the canvas and touches no other text
    /// and no point kept clear. Says whether there was one; otherwise nothing is drawn.
    pub fn label(&mut self, candidates: &[(Point, Anchor)], font: Font, ink: Ink, text: &str) -> bool {
        let found = candidates.iter().find(|(at, anchor)| {
            let text = Text { at: *at, text: text.to_owned(), anchor: *anchor, font, ink };
            let bounds = text.bounds(self.measure);
            let inside = bounds.x >= 0.0
                && bounds.y >= 0.0
                && bounds.right() <= self.size.width
                && bounds.bottom() <= self.size.height;
            inside
                && !self.texts.iter().any(|other| other.overlaps(bounds))
                && !self.avoid.iter().any(|point| bounds.contains(*point))
        });
        if let Some((at, anchor)) = found {
            self.text(*at, *anchor, font, ink, text);
        }
        found.is_some()
    }

    /// The same, on a patch of the surface, so that grid and reference lines do not cross the text.
    pub fn label_on_ground(&mut self, candidates: &[(Point, Anchor)], font: Font, ink: Ink, text: &str) -> bool {
        let at = self.marks.len();
        let placed = self.label(candidates, font, ink, text);
        if let Some(Mark::Text(text)) = self.marks.get(at) {
            let rect = text.bounds(self.measure);
            self.marks.insert(at, Mark::Rect { rect, ink: Ink::Surface });
        }
        placed
    }

    /// Places a name near the mark it belongs to, on a patch of the surface, and leads to it where it does not stand right
    /// beside: no name is on another's mark, on another name, nor on what leads to one. Says whether there was room.
    pub fn name(&mut self, mark: Point, radius: f64, font: Font, text: &str) -> bool {
        let text = shorten(text, font, (self.size.width * 0.4).min(200.0), self.measure);
        for (at, anchor) in around(mark) {
            let bounds = Text { at, text: text.clone(), anchor, font, ink: Ink::Text }.bounds(self.measure);
            let near = Point::new(mark.x.clamp(bounds.x, bounds.right()), mark.y.clamp(bounds.y, bounds.bottom()));
            let length = (near.x - mark.x).hypot(near.y - mark.y);
            let share = if length > 0.0 { (radius / length).min(1.0) } else { 1.0 };
            let rim = Point::new(mark.x + (near.x - mark.x) * share, mark.y + (near.y - mark.y) * share);
            let leader = if length > 3.0 * radius { dense(&[rim, near], 3.0) } else { Vec::new() };
            if leader.iter().any(|point| self.texts.iter().any(|other| other.contains(*point))) {
                continue;
            }
            if self.label_on_ground(&[(at, anchor)], font, Ink::Text, &text) {
                if !leader.is_empty() {
                    self.path(vec![rim, near], 1.0, Ink::Axis);
                    self.keep_clear(leader);
                }
                return true;
            }
        }
        false
    }

    /// The same, off some lines where there is room elsewhere, else on them.
    pub fn name_off(&mut self, lines: &[Point], mark: Point, radius: f64, font: Font, text: &str) -> bool {
        let before = self.avoid.len();
        self.avoid.extend_from_slice(lines);
        let placed = self.name(mark, radius, font, text);
        self.avoid.drain(before..before + lines.len());
        placed || self.name(mark, radius, font, text)
    }

    /// Something that answers pointer and keyboard.
    pub fn hit(&mut self, hit: Hit) {
        self.hits.push(hit);
    }

    /// A line that can be moved.
    pub fn movable(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// A hit of an upright strip of the plot, with an upright guide line.
    pub fn strip(&mut self, strip: Rect, anchor: Point, title: String, lines: Vec<String>) {
        self.hit(Hit { target: Target::Area(strip), anchor, crosshair: Crosshair::Vertical, row: 0, title, lines });
    }

    /// A value axis at the left of the plot: level grid lines, labels beside them, and the title above
    /// the plot. Labels that would touch are left out.
    pub fn value_axis(&mut self, plot: Rect, scale: &Linear, ticks: &[(f64, String)], title: &str) {
        let font = Font::SMALL;
        let mut lowest_label = f64::INFINITY;
        for (value, label) in ticks {
            let y = scale.at(*value);
            self.level(plot.x, plot.right(), y, if *value == 0.0 { Ink::Axis } else { Ink::Grid });
            if lowest_label - y >= font.line_height() {
                self.text(Point::new(plot.x - GAP, y), Anchor::End, font, Ink::MutedText, label.as_str());
                lowest_label = y;
            }
        }
        self.title(Point::new(0.0, font.line_height() / 2.0), title);
    }

    /// An axis title at the left edge, shortened to the canvas.
    pub fn title(&mut self, at: Point, title: &str) {
        let title = shorten(title, Font::SMALL, self.size.width - at.x, self.measure);
        self.text(at, Anchor::Start, Font::SMALL, Ink::MutedText, title);
    }

    /// The labels of a time axis below `top`: those of periods that have one, thinned. The first says its year, and so does
    /// each that begins one: as a year alone among years, with its month among months.
    pub fn time_axis(&mut self, periods: &[Period], center: impl Fn(usize) -> f64, top: f64) {
        let font = Font::SMALL;
        let named = periods.iter().enumerate().filter(|(_, period)| !period.label.is_empty());
        let mut named: Vec<(usize, &Period)> = named.collect();
        let thinned = |named: &[(usize, &Period)], text: fn(&Period) -> &str| {
            let labels: Vec<_> = named.iter().map(|(_, period)| (text(period), period.major)).collect();
            let center = |place: usize| named.get(place).map_or(0.0, |(index, _)| center(*index));
            thin(&labels, center, (0.0, self.size.width), font, GAP, self.measure)
        };
        let is_major = |place: &Placed| named.get(place.index).is_some_and(|(_, period)| period.major);
        let mut text: fn(&Period) -> &str = Period::dated;
        let mut placed = thinned(&named, text);
        if placed.len() != 1 && placed.iter().all(is_major) {
            // Years alone are shorter: more of them may fit.
            named.retain(|(_, period)| period.major);
            text = Period::short;
            placed = thinned(&named, text);
        }
        let mut free = 0.0;
        for (nth, place) in placed.iter().enumerate() {
            let Some((_, period)) = named.get(place.index) else { continue };
            let (mut label, mut at) = (text(period), place.center);
            if nth == 0 && !period.major && !period.first.is_empty() {
                let half = self.width(&period.first, font) / 2.0;
                let shifted = at.min(self.size.width - half).max(half);
                // A year that begins right after is said there.
                let next = placed.get(1).and_then(|next| Some((next.center, named.get(next.index)?.1)));
                let year = next.filter(|(_, period)| period.major);
                let until = year.map_or(self.size.width, |(at, year)| at - self.width(text(year), font) / 2.0 - GAP);
                if shifted + half <= until {
                    (label, at) = (period.first.as_str(), shifted);
                }
            }
            let half = self.width(label, font) / 2.0;
            // What the longer first one reaches gives way to it.
            if at - half >= free {
                free = at + half + GAP;
                let at = Point::new(at, top + font.line_height() / 2.0);
                self.text(at, Anchor::Middle, font, Ink::MutedText, label);
            }
        }
    }

    /// Names beside swatches of their colours, in as many rows as they need. Returns where the rows
    /// end.
    pub fn legend(&mut self, items: &[(Ink, &str)], left: f64, top: f64) -> f64 {
        const SWATCH: f64 = 10.0;
        let font = Font::SMALL;
        let (mut x, mut y) = (left, top + font.line_height() / 2.0);
        for (ink, name) in items {
            let name = shorten(name, font, self.size.width - left - SWATCH - 6.0, self.measure);
            let width = SWATCH + 6.0 + self.width(&name, font);
            if x > left && x + width > self.size.width {
                (x, y) = (left, y + font.line_height() + 2.0);
            }
            self.rect(Rect { x, y: y - SWATCH / 2.0, width: SWATCH, height: SWATCH }, *ink);
            self.text(Point::new(x + SWATCH + 6.0, y), Anchor::Start, font, Ink::Text, name);
            x += width + 2.0 * GAP;
        }
        if items.is_empty() { top } else { y + font.line_height() / 2.0 }
    }

    /// The finished scene.
    pub fn finish(self, table: DataTable, words: Words<'_>) -> Scene {
        Scene {
            width: self.size.width,
            // Whole pixels: a canvas scaled by a fraction of one is blurred.
            height: self.size.height.ceil(),
            marks: self.marks,
            hits: self.hits,
            lines: self.lines,
            table,
            summary: words.summary.to_owned(),
        }
    }

    /// A scene that says there is nothing to draw.
    pub fn nothing(mut self, columns: Vec<String>, words: Words<'_>) -> Scene {
        let font = Font::LABEL;
        let lines = wrap(words.empty, font, self.size.width - 2.0 * GAP, self.measure);
        let top = (self.size.height - lines.len() as f64 * font.line_height()).max(0.0) / 2.0;
        for (index, line) in lines.into_iter().enumerate() {
            let y = top + (index as f64 + 0.5) * font.line_height();
            self.text(Point::new(self.size.width / 2.0, y), Anchor::Middle, font, Ink::MutedText, line);
        }
        self.finish(DataTable { columns, rows: Vec::new() }, words)
    }
}

/// Tick values with their labels. Where all are whole none has a decimal: figures have one for the sake of their
/// neighbours, and a scale of whole numbers is read sooner.
pub fn labelled(ticks: &[f64], format: Format<'_>) -> Vec<(f64, String)> {
    let mut labels: Vec<(f64, String)> = ticks.iter().map(|tick| (*tick, format(*tick))).collect();
    for (decimal, without) in [(".0", ""), (".0%", "%")] {
        if labels.iter().all(|(_, label)| label.ends_with(decimal)) {
            for (_, label) in &mut labels {
                label.replace_range(label.len() - decimal.len().., without);
            }
        }
    }
    labels
}

/// "heading: value", as in a tooltip.
pub fn line(heading: &str, value: &str) -> String {
    format!("{heading}: {value}")
}

/// Places for a label beside a point, the nearest first, for [`Sketch::label`].
pub fn around(at: Point) -> Vec<(Point, Anchor)> {
    let mut places = Vec::new();
    for distance in [12.0, 24.0, 40.0, 64.0] {
        places.extend([
            (Point::new(at.x + distance, at.y + distance), Anchor::Start),
            (Point::new(at.x - distance, at.y - distance), Anchor::End),
            (Point::new(at.x + distance, at.y - distance), Anchor::Start),
            (Point::new(at.x - distance, at.y + distance), Anchor::End),
            (Point::new(at.x + distance, at.y), Anchor::Start),
            (Point::new(at.x - distance, at.y), Anchor::End),
            (Point::new(at.x, at.y - 1.5 * distance), Anchor::Middle),
            (Point::new(at.x, at.y + 1.5 * distance), Anchor::Middle),
        ]);
    }
    places
}

/// Points along a line, at most `step` apart, for [`Sketch::keep_clear`].
pub fn dense(points: &[Point], step: f64) -> Vec<Point> {
    let mut all = Vec::new();
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let length = (to.x - from.x).hypot(to.y - from.y);
        let mut distance = 0.0;
        while distance < length {
            let share = distance / length;
            all.push(Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share));
            distance += step.max(1.0);
        }
    }
    all.extend(points.last());
    all
}

#[cfg(test)]
mod tests {
    use super::super::text::WidthTable;
    use super::*;

    fn sketch() -> Sketch<'static> {
        Sketch::new(Size::new(200.0, 100.0), &WidthTable)
    }

    #[test]
    fn a_label_gives_way_to_text_lines_and_edges() {
        let mut sketch = sketch();
        let taken = (Point::new(50.0, 50.0), Anchor::Middle);
        sketch.text(taken.0, taken.1, Font::SMALL, Ink::Text, "here");
        sketch.keep_clear([Point::new(52.0, 80.0)]);
        let outside = (Point::new(198.0, 50.0), Anchor::Start);
        let on_line = (Point::new(50.0, 80.0), Anchor::Middle);
        assert!(!sketch.label(&[taken, outside, on_line], Font::SMALL, Ink::Text, "there"));
        assert!(sketch.label(&[taken, (Point::new(120.0, 50.0), Anchor::Start)], Font::SMALL, Ink::Text, "there"));
    }

    /// What a time axis of so many months from October says, in a width.
    fn axis(months: usize, width: f64) -> Vec<String> {
        let month = |index: usize| {
            let (of_year, year) = ((index + 9) % 12 + 1, 2024 + (index + 9) / 12);
            let major = of_year == 1;
            let label = if major { year.to_string() } else { format!("{of_year}月") };
            Period { label, full: String::new(), major, first: format!("{year}年{of_year}月") }
        };
        let periods: Vec<Period> = (0..months).map(month).collect();
        let mut sketch = Sketch::new(Size::new(width, 100.0), &WidthTable);
        let slot = width / months as f64;
        sketch.time_axis(&periods, |index| slot * (index as f64 + 0.5), 0.0);
        let scene = sketch.finish(DataTable::default(), Words { summary: "summary", empty: "" });
        super::super::check::sound(&scene);
        super::super::check::texts(&scene)
    }

    #[test]
    fn a_time_axis_says_the_year_first_and_in_each_january() {
        for width in [320.0, 358.0, 640.0, 1200.0] {
            for months in [1, 2, 12, 24, 60] {
                let said = axis(months, width);
                let has_year = |label: &String| label.contains("20");
                assert!(said.iter().take(2).any(has_year), "{months} in {width}: {said:?}");
                let years = (1..=6).map(|year| (2024 + year).to_string());
                let begun = years.take((months + 8) / 12);
                for year in begun {
                    assert!(said.iter().any(|label| label.contains(&year)), "{months} in {width}: {said:?}");
                }
            }
        }
        assert_eq!(axis(4, 640.0), ["2024年10月", "11月", "12月", "2025年1月"]);
        assert_eq!(axis(60, 320.0), ["2025", "2026", "2027", "2028", "2029"], "years alone need no month");
    }

    #[test]
    fn periods_without_a_label_have_none() {
        let named = |label: &str| Period { label: label.into(), ..Period::default() };
        let periods = ["Oct", "", "", "Nov", "", "", "", ""].map(named);
        let mut sketch = sketch();
        sketch.time_axis(&periods, |index| 10.0 + 20.0 * index as f64, 0.0);
        let scene = sketch.finish(DataTable::default(), Words { summary: "summary", empty: "" });
        assert_eq!(super::super::check::texts(&scene), ["Oct", "Nov"]);
    }

    #[test]
    fn dashes_cover_the_line_and_no_more() {
        let mut sketch = sketch();
        sketch.dashed(Point::new(0.0, 0.0), Point::new(0.0, 10.0), Ink::Axis);
        sketch.dashed(Point::new(5.0, 5.0), Point::new(5.0, 5.0), Ink::Axis);
        assert_eq!(sketch.marks.len(), 2);
    }

    #[test]
    fn nothing_to_draw_is_said() {
        let words = Words { summary: "none", empty: "No purchases in this period" };
        let scene = sketch().nothing(vec!["a".into()], words);
        assert!(!scene.marks.is_empty());
        assert!(scene.hits.is_empty() && scene.table.rows.is_empty());
    }

    #[test]
    fn dense_points_are_near_each_other() {
        let points = dense(&[Point::new(0.0, 0.0), Point::new(100.0, 0.0)], 3.0);
        assert!(points.windows(2).all(|pair| pair[1].x - pair[0].x <= 3.0 + 1e-9));
        assert!(dense(&[], 3.0).is_empty());
    }
}

//! A chart that stands alone: with title, note, what it rests on, and ground, for saving as a picture.

use super::ink::Ink;
use super::scene::{Anchor, Mark, Point, Rect, Scene, Text};
use super::text::{Font, TextMeasure, Weight, wrap};

const PADDING: f64 = 24.0;
const TITLE: Font = Font { size: 18.0, weight: Weight::Strong };

/// The words around a chart that stands alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Caption<'a> {
    /// The insight in one sentence.
    pub title: &'a str,
    /// The line below it: n, period, unit.
    pub note: &'a str,
    /// What stands below the chart: filter, source.
    pub foot: &'a [String],
}

/// The scene on its ground, under its title and note and above its foot. Hits and lines to move are left behind: a picture
/// answers nobody.
pub fn poster(scene: &Scene, caption: Caption<'_>, measure: &dyn TextMeasure) -> Scene {
    let mut marks = Vec::new();
    let mut y = PADDING;
    let mut lines = |text: &str, font: Font, ink: Ink, y: &mut f64| {
        for line in wrap(text, font, scene.width, measure) {
            let at = Point::new(PADDING, *y + font.line_height() / 2.0);
            marks.push(Mark::Text(Text { at, text: line, anchor: Anchor::Start, font, ink }));
            *y += font.line_height();
        }
    };
    lines(caption.title, TITLE, Ink::Text, &mut y);
    lines(caption.note, Font::LABEL, Ink::MutedText, &mut y);
    if y > PADDING {
        y += PADDING / 2.0;
    }
    // Whole pixels, so that the ground covers the last row too and hairlines stay sharp.
    let top = y.ceil();
    y = top + scene.height;
    for (place, line) in caption.foot.iter().enumerate() {
        y += if place == 0 { PADDING / 2.0 } else { 0.0 };
        lines(line, Font::SMALL, Ink::MutedText, &mut y);
    }
    let (width, height) = ((scene.width + 2.0 * PADDING).ceil(), (y + PADDING).ceil());
    marks.insert(0, Mark::Rect { rect: Rect { x: 0.0, y: 0.0, width, height }, ink: Ink::Surface });
    marks.extend(scene.marks.iter().cloned().map(|mark| mark.moved(PADDING, top)));
    let (table, summary) = (scene.table.clone(), scene.summary.clone());
    Scene { width, height, marks, hits: Vec::new(), lines: Vec::new(), table, summary }
}

/// A file name for the picture: the title's letters and digits of any script, other runs as one
/// hyphen, at most 60 characters.
pub fn file_name(title: &str, extension: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    let name = if name.is_empty() { "chart" } else { name.as_str() };
    format!("{name}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::super::check::{sound, texts};
    use super::super::scene::DataTable;
    use super::super::text::WidthTable;
    use super::*;

    #[test]
    fn a_poster_holds_title_note_chart_and_foot_apart() {
        let at = Point::new(0.0, 10.0);
        let text = Text { at, text: "chart".into(), anchor: Anchor::Start, font: Font::SMALL, ink: Ink::Text };
        let scene = Scene {
            width: 200.0,
            height: 100.0,
            marks: vec![Mark::Text(text)],
            hits: Vec::new(),
            lines: Vec::new(),
            table: DataTable::default(),
            summary: "summary".into(),
        };
        let caption = Caption { title: "12 % of customers bring 61 % of revenue", note: "n = 2,357, 1997", foot: &[] };
        let plain = poster(&scene, caption, &WidthTable);
        sound(&plain);
        assert_eq!(texts(&plain).last().unwrap(), "chart");
        assert!(plain.width > scene.width && plain.height > scene.height);
        let foot = ["Filter: Region: North".to_owned(), "Source: purchases.csv".to_owned()];
        let footed = poster(&scene, Caption { foot: &foot, ..caption }, &WidthTable);
        sound(&footed);
        assert!(footed.height > plain.height + 2.0 * Font::SMALL.line_height());
        assert!(foot.iter().all(|line| texts(&footed).contains(line)), "{:?}", texts(&footed));
    }

    #[test]
    fn file_names_are_safe_everywhere() {
        assert_eq!(file_name("12 % bring 61 %: revenue/2024", "png"), "12-bring-61-revenue-2024.png");
        assert_eq!(file_name("客户价值，集中度", "svg"), "客户价值-集中度.svg");
        assert_eq!(file_name("../", "png"), "chart.png");
        assert!(file_name(&"a".repeat(500), "png").len() < 70);
    }
}

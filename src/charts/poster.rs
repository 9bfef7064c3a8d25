//! A chart that stands alone: with title, note and ground, for saving as a picture.

use super::ink::Ink;
use super::scene::{Anchor, Mark, Point, Rect, Scene, Text};
use super::text::{Font, TextMeasure, Weight, wrap};

const PADDING: f64 = 24.0;
const TITLE: Font = Font { size: 18.0, weight: Weight::Strong };

/// The scene on its ground, under its title and a note (n, period). Hits are left behind: a picture
/// answers nobody.
pub fn poster(scene: &Scene, title: &str, note: &str, measure: &dyn TextMeasure) -> Scene {
    let mut marks = Vec::new();
    let mut y = PADDING;
    for (text, font, ink) in [(title, TITLE, Ink::Text), (note, Font::LABEL, Ink::MutedText)] {
        for line in wrap(text, font, scene.width, measure) {
            let at = Point::new(PADDING, y + font.line_height() / 2.0);
            marks.push(Mark::Text(Text { at, text: line, anchor: Anchor::Start, font, ink }));
            y += font.line_height();
        }
    }
    if !marks.is_empty() {
        y += PADDING / 2.0;
    }
    // Whole pixels, so that the ground covers the last row too and hairlines stay sharp.
    let y = y.ceil();
    let (width, height) = ((scene.width + 2.0 * PADDING).ceil(), (y + scene.height + PADDING).ceil());
    marks.insert(0, Mark::Rect { rect: Rect { x: 0.0, y: 0.0, width, height }, ink: Ink::Surface });
    marks.extend(scene.marks.iter().cloned().map(|mark| mark.moved(PADDING, y)));
    Scene { width, height, marks, hits: Vec::new(), table: scene.table.clone(), summary: scene.summary.clone() }
}

/// A file name for the picture: the title's letters and digits of any script, other runs as one
/// hyphen, at most 60 characters.
pub fn file_name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    if name.is_empty() { "chart.png".to_owned() } else { format!("{name}.png") }
}

#[cfg(test)]
mod tests {
    use super::super::check::{sound, texts};
    use super::super::scene::DataTable;
    use super::super::text::WidthTable;
    use super::*;

    #[test]
    fn a_poster_holds_title_note_and_chart_apart() {
        let at = Point::new(0.0, 10.0);
        let text = Text { at, text: "chart".into(), anchor: Anchor::Start, font: Font::SMALL, ink: Ink::Text };
        let scene = Scene {
            width: 200.0,
            height: 100.0,
            marks: vec![Mark::Text(text)],
            hits: Vec::new(),
            table: DataTable::default(),
            summary: "summary".into(),
        };
        let poster = poster(&scene, "12 % of customers bring 61 % of revenue", "n = 2,357, 1997", &WidthTable);
        sound(&poster);
        assert_eq!(texts(&poster).last().unwrap(), "chart");
        assert!(poster.width > scene.width && poster.height > scene.height);
    }

    #[test]
    fn file_names_are_safe_everywhere() {
        assert_eq!(file_name("12 % bring 61 %: revenue/2024"), "12-bring-61-revenue-2024.png");
        assert_eq!(file_name("客户价值，集中度"), "客户价值-集中度.png");
        assert_eq!(file_name("../"), "chart.png");
        assert!(file_name(&"a".repeat(500)).len() < 70);
    }
}

//! A scene as an SVG document: a picture that can be edited, and sharp on paper at any size.

use std::fmt::Write as _;

use super::ink::{Ink, Palette};
use super::scene::{Anchor, Mark, Point, Scene, Text};
use super::text::{FONT_STACK, Weight};

/// How far below the middle of a line its letters stand, in em. `dominant-baseline` would say it without a number, and
/// office programs do not know it.
const BASELINE: f64 = 0.35;

/// The scene in the colours of a palette, as a document of its own. Texts stay texts, in the app's font stack; the
/// summary is its description.
pub fn svg(scene: &Scene, palette: &Palette) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{}" role="img"><desc>{}</desc>"#,
        escaped(FONT_STACK),
        escaped(&scene.summary),
    );
    for mark in &scene.marks {
        out.push_str(&element(mark, palette));
    }
    out.push_str("</svg>");
    out
}

fn element(mark: &Mark, palette: &Palette) -> String {
    match mark {
        Mark::Rect { rect, ink } => format!(
            r#"<rect x="{}" y="{}" width="{}" height="{}"{}/>"#,
            number(rect.x),
            number(rect.y),
            number(rect.width),
            number(rect.height),
            paint("fill", *ink, palette),
        ),
        Mark::Path { points, width, ink } => format!(
            r#"<polyline points="{}" fill="none" stroke-width="{}" stroke-linejoin="round" stroke-linecap="round"{}/>"#,
            corners(points),
            number(*width),
            paint("stroke", *ink, palette),
        ),
        Mark::Area { points, ink } => {
            format!(r#"<polygon points="{}"{}/>"#, corners(points), paint("fill", *ink, palette))
        }
        Mark::Circle { center, radius, ring, ink } => {
            let drawn = match ring {
                None => paint("fill", *ink, palette),
                Some(width) => {
                    format!(r#" fill="none" stroke-width="{}"{}"#, number(*width), paint("stroke", *ink, palette))
                }
            };
            format!(r#"<circle cx="{}" cy="{}" r="{}"{drawn}/>"#, number(center.x), number(center.y), number(*radius))
        }
        Mark::Text(text) => line(text, palette),
    }
}

fn line(text: &Text, palette: &Palette) -> String {
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => r#" text-anchor="middle""#,
        Anchor::End => r#" text-anchor="end""#,
    };
    let weight = match text.font.weight {
        Weight::Regular => "",
        Weight::Strong => r#" font-weight="600""#,
    };
    format!(
        r#"<text x="{}" y="{}" font-size="{}"{weight}{anchor}{}>{}</text>"#,
        number(text.at.x),
        number(text.at.y + text.font.size * BASELINE),
        number(text.font.size),
        paint("fill", text.ink, palette),
        escaped(&text.text),
    )
}

/// A colour as an attribute, and its opacity as another where it is not full.
fn paint(attribute: &str, ink: Ink, palette: &Palette) -> String {
    let colour = palette.colour(ink);
    let mut out = format!(r##" {attribute}="#{:02x}{:02x}{:02x}""##, colour.r, colour.g, colour.b);
    if colour.a < 1.0 {
        // Writing into a text cannot fail.
        let _ = write!(out, r#" {attribute}-opacity="{}""#, number(colour.a));
    }
    out
}

fn corners(points: &[Point]) -> String {
    points.iter().map(|point| format!("{},{}", number(point.x), number(point.y))).collect::<Vec<_>>().join(" ")
}

/// With two decimals at most; what is no number is 0.
fn number(length: f64) -> String {
    let length = if length.is_finite() { length } else { 0.0 };
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The text within an element or an attribute. What XML cannot hold at all, such as control characters, is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::scene::{DataTable, Rect};
    use super::super::text::Font;
    use super::*;

    fn scene(marks: Vec<Mark>) -> Scene {
        Scene {
            width: 200.0,
            height: 100.5,
            marks,
            hits: Vec::new(),
            lines: Vec::new(),
            table: DataTable::default(),
            summary: "a & b".into(),
        }
    }

    #[test]
    fn every_kind_of_mark_is_written() {
        let at = Point::new(10.0, 20.0);
        let drawn = svg(
            &scene(vec![
                Mark::Rect { rect: Rect { x: 1.0, y: 2.0, width: 3.456, height: 4.0 }, ink: Ink::Accent },
                Mark::Path { points: vec![at, Point::new(0.0, f64::NAN)], width: 2.0, ink: Ink::Axis },
                Mark::Area { points: vec![at, at, at], ink: Ink::Band },
                Mark::Circle { center: at, radius: 3.0, ring: None, ink: Ink::Promoter },
                Mark::Circle { center: at, radius: 3.0, ring: Some(1.5), ink: Ink::Promoter },
            ]),
            &Palette::default(),
        );
        for part in [
            r#"viewBox="0 0 200 100.5""#,
            r##"<rect x="1" y="2" width="3.46" height="4" fill="#1d5fbf"/>"##,
            r#"<polyline points="10,20 0,0" fill="none" stroke-width="2""#,
            r##"fill="#1d5fbf" fill-opacity="0.18"/>"##,
            r##"<circle cx="10" cy="20" r="3" fill="#007a5a"/>"##,
            r##"r="3" fill="none" stroke-width="1.5" stroke="#007a5a"/>"##,
            "<desc>a &amp; b</desc>",
        ] {
            assert!(drawn.contains(part), "{part} in {drawn}");
        }
        assert!(!drawn.contains("NaN") && drawn.ends_with("</svg>"));
    }

    #[test]
    fn a_name_with_markup_stays_a_name() {
        let text = |text: &str| {
            let text = text.to_owned();
            let mark =
                Text { at: Point::new(50.0, 10.0), text, anchor: Anchor::End, font: Font::STRONG, ink: Ink::Text };
            svg(&scene(vec![Mark::Text(mark)]), &Palette::default())
        };
        let drawn = text("<script>alert(\"1\")</script> & 客户\u{0}\u{1b}");
        assert!(drawn.contains(">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 客户</text>"), "{drawn}");
        assert_eq!(drawn.matches('<').count(), 6, "svg, desc and text, opened and closed");
        assert!(drawn.contains(r#"font-size="13" font-weight="600" text-anchor="end""#), "{drawn}");
    }
}

//! Measuring, shortening and breaking text without a browser.

/// The font stack of the app, quoted for a canvas `font` value. No web fonts.
pub const FONT_STACK: &str = r#""Inter", system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif"#;

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Strong,
}

/// Size and weight of a text; the family is the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Size in CSS pixels.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
}

impl Font {
    /// Axis labels and notes.
    pub const SMALL: Self = Self { size: 12.0, weight: Weight::Regular };
    /// Direct labels.
    pub const LABEL: Self = Self { size: 13.0, weight: Weight::Regular };
    /// Emphasised direct labels.
    pub const STRONG: Self = Self { size: 13.0, weight: Weight::Strong };

    /// The height of a line box: 1.25 em holds Latin and CJK glyphs.
    pub fn line_height(self) -> f64 {
        self.size * 1.25
    }
}

/// Knows how wide a text will be.
pub trait TextMeasure {
    /// The advance width of one line, in CSS pixels.
    fn width(&self, text: &str, font: Font) -> f64;
}

/// Widths from a small table: enough for layout tests, and for places without a canvas.
///
/// Latin widths are those of a wide sans serif, so real text is seldom wider; CJK glyphs are 1 em.
#[derive(Debug, Clone, Copy, Default)]
pub struct WidthTable;

impl TextMeasure for WidthTable {
    fn width(&self, text: &str, font: Font) -> f64 {
        let bold = if font.weight == Weight::Strong { 1.06 } else { 1.0 };
        text.chars().map(em).sum::<f64>() * font.size * bold
    }
}

/// The width of a character in em.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '·' => 0.3,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.9,
        'A'..='Z' | '+' | '−' | '=' | '<' | '>' | '×' => 0.7,
        c if is_cjk(c) => 1.0,
        _ => 0.58,
    }
}

/// Whether a line may break before and after the character.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x2E80..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

/// The text, or its beginning and end around an ellipsis where it is wider than `room`, as names that begin alike end
/// apart; empty where not even one letter and the ellipsis fit.
pub fn shorten(text: &str, font: Font, room: f64, measure: &dyn TextMeasure) -> String {
    if measure.width(text, font) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(start, c)| start + c.len_utf8()).collect();
    let shortened = |count: usize| {
        // Of three letters kept one is of the end.
        let after = |kept: usize| kept.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(0);
        let (begin, end) = (after(count - count / 3), after(ends.len() - count / 3));
        format!("{}…{}", text.get(..begin).unwrap_or("").trim_end(), text.get(end..).unwrap_or("").trim_start())
    };
    // Width grows with the number of characters: find how many fit by halving.
    let (mut fits, mut too_many) = (0, ends.len());
    while fits + 1 < too_many {
        let middle = usize::midpoint(fits, too_many);
        if measure.width(&shortened(middle), font) <= room { fits = middle } else { too_many = middle }
    }
    if fits == 0 { String::new() } else { shortened(fits) }
}

/// The text in lines no wider than `room`, broken at spaces and between CJK characters; a word wider
/// than the room stands alone and is shortened.
pub fn wrap(text: &str, font: Font, room: f64, measure: &dyn TextMeasure) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let joined = format!("{line}{piece}");
        if line.is_empty() || measure.width(joined.trim_end(), font) <= room {
            line = joined;
        } else {
            lines.push(shorten(line.trim_end(), font, room, measure));
            piece.trim_start().clone_into(&mut line);
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(shorten(line.trim_end(), font, room, measure));
    }
    lines
}

/// Words with the space after them, and single CJK characters with the closing marks after them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut may_break = true;
    for c in text.chars() {
        let closes = matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '」' | '』' | '》' | '％');
        let starts_new = may_break || (is_cjk(c) && !closes);
        match pieces.last_mut() {
            Some(last) if !starts_new || closes => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        may_break = c == ' ' || is_cjk(c);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cjk_is_one_em() {
        assert!((WidthTable.width("客户", Font::SMALL) - 24.0).abs() < 1e-9);
        assert!(WidthTable.width("客户", Font::STRONG) > WidthTable.width("客户", Font::LABEL));
    }

    #[test]
    fn text_that_fits_stays() {
        assert_eq!(shorten("Champions", Font::SMALL, 200.0, &WidthTable), "Champions");
    }

    #[test]
    fn text_that_does_not_fit_is_cut_to_the_room() {
        for room in [0.0, 5.0, 20.0, 40.0, 60.0] {
            for text in ["Potential loyalists", "潜在的忠诚客户群体", ""] {
                let short = shorten(text, Font::SMALL, room, &WidthTable);
                assert!(WidthTable.width(&short, Font::SMALL) <= room, "{short} in {room}");
            }
        }
    }

    #[test]
    fn names_that_begin_alike_stay_apart() {
        let [one, other] =
            ["Profitable and loyal", "Profitable and low"].map(|name| shorten(name, Font::SMALL, 80.0, &WidthTable));
        assert!(one.ends_with("yal") && other.ends_with("low") && one.contains('…'), "{one} {other}");
    }

    #[test]
    fn lines_keep_every_word_and_the_room() {
        let text = "12 % of customers bring 61 % of revenue";
        let lines = wrap(text, Font::LABEL, 120.0, &WidthTable);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| WidthTable.width(line, Font::LABEL) <= 120.0));
    }

    #[test]
    fn cjk_breaks_anywhere_but_before_closing_marks() {
        let text = "百分之十二的客户，带来百分之六十一的收入。";
        let lines = wrap(text, Font::LABEL, 80.0, &WidthTable);
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().all(|line| !line.starts_with('，') && !line.starts_with('。')), "{lines:?}");
    }

    #[test]
    fn blank_text_has_no_lines() {
        assert!(wrap("", Font::LABEL, 80.0, &WidthTable).is_empty());
        assert!(wrap("  ", Font::LABEL, 80.0, &WidthTable).is_empty());
    }
}

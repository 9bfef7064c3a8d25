//! Texts of an XLSX: the shared strings, rich text, escaped letters.

use quick_xml::events::Event;

use crate::domain::intake::workbook::delivery::Delivery;
use crate::domain::intake::workbook::package::{Package, push_entity};
use crate::domain::intake::{IntakeError, Pace, Sink};

use super::BREATH;

/// What the shared strings may take, as they are held in memory.
const MAX_TEXTS: usize = 512 << 20;

/// The shared strings: one text and where each ends.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) async fn read<S: Sink, P: Pace>(
        package: &mut Package<'_>,
        path: &str,
        delivery: &mut Delivery<'_, S, P>,
    ) -> Result<Self, IntakeError> {
        let mut texts = Self::default();
        let Some(mut xml) = package.xml(path)? else { return Ok(texts) };
        let mut run = Run::default();
        let mut since_breath = 0;
        loop {
            let event = xml.next()?;
            run.see(&event);
            match event {
                Event::End(tag) if tag.local_name().as_ref() == "si" => {
                    push_unescaped(&run.text, &mut texts.all);
                    run.text.clear();
                    if texts.all.len() > MAX_TEXTS {
                        return Err(IntakeError::TooLarge { bytes: texts.all.len() as u64 });
                    }
                    texts.ends.push(u32::try_from(texts.all.len()).unwrap_or(u32::MAX));
                }
                Event::Eof => return Ok(texts),
                _ => {}
            }
            since_breath += 1;
            if since_breath == BREATH {
                since_breath = 0;
                delivery.breathe(0.0).await?;
            }
        }
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.all.get(start as usize..*self.ends.get(index)? as usize)
    }
}

/// Gathers the text of `<t>` elements, rich text joined, reading aids (`<rPh>`) left out.
#[derive(Default)]
pub(super) struct Run {
    pub(super) text: String,
    in_text: bool,
    in_reading_aid: bool,
}

impl Run {
    pub(super) fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => self.in_text = !self.in_reading_aid,
                "rPh" => self.in_reading_aid = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => self.in_text = false,
                "rPh" => self.in_reading_aid = false,
                _ => {}
            },
            Event::Text(text) if self.in_text => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.in_text => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if self.in_text => push_entity(entity, &mut self.text),
            _ => {}
        }
    }
}

/// Adds `text` with `_x000D_` and the like turned into the letters they stand for (ECMA-376 part 1,
/// 22.9.2.19).
pub(super) fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let letter = escape
            .get(2..7)
            .and_then(|code| code.strip_suffix('_'))
            .filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let length = if letter.is_some() { 7 } else { 2 };
        match letter {
            Some(letter) => out.push(letter),
            None => out.push_str("_x"),
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_letters_are_restored() {
        let unescaped = |text| {
            let mut out = String::new();
            push_unescaped(text, &mut out);
            out
        };
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("my_xls_x_xD83D_ 王_x"), "my_xls_x_xD83D_ 王_x");
        assert_eq!(unescaped("_x王王"), "_x王王");
    }
}

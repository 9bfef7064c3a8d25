//! The delimiter of a text.

use std::collections::BTreeMap;

use crate::domain::intake::text::records_of;

/// The delimiters offered, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Records looked at.
const SAMPLE: usize = 200;

/// Guesses the delimiter: the one under which the most records have as many cells as the header;
/// among those alike, the one with the most cells. Where the first record gives no such delimiter, it
/// is taken for a title, and the width most records have stands for the header's. A text of one column counts as comma-separated.
///
/// The header has no numbers, so decimal commas do not mislead. `whole` says that the text is the
/// whole file; otherwise its last record may be cut and is left out.
pub(in crate::domain::intake) fn guess_delimiter(text: &str, whole: bool) -> u8 {
    let marked = text.get(..5).filter(|start| start.get(..4).is_some_and(|sep| sep.eq_ignore_ascii_case("sep=")));
    if let Some(&named) = marked.and_then(|start| start.as_bytes().last()).filter(|byte| DELIMITERS.contains(byte)) {
        return named;
    }
    let best = |score: fn(&str, bool, u8) -> (usize, usize)| {
        let scored = DELIMITERS.into_iter().map(|delimiter| (delimiter, score(text, whole, delimiter)));
        scored.reduce(|best, next| if next.1 > best.1 { next } else { best }).unwrap_or((b',', (0, 0)))
    };
    let (delimiter, (even, width)) = best(score);
    let (other, (other_even, _)) = if even < 5 { best(score_below) } else { (delimiter, (even, width)) };
    if other_even > even { other } else { delimiter }
}

/// As [`score`], where a title stands above the header: evenness with the width most records have.
fn score_below(text: &str, whole: bool, delimiter: u8) -> (usize, usize) {
    let mut widths = BTreeMap::<usize, usize>::new();
    let mut records = 0_usize;
    records_of(text, whole, delimiter, |record| {
        records += usize::from(!record.is_blank());
        *widths.entry(record.len()).or_default() += usize::from(!record.is_blank());
        records < SAMPLE
    });
    let most = widths.into_iter().filter(|(width, _)| *width > 1).max_by_key(|(width, count)| (*count, *width));
    most.map_or((0, 0), |(width, count)| (count * 10 / records.max(1), width))
}

/// Evenness in tenths, then cells in the header; zero for a single column.
fn score(text: &str, whole: bool, delimiter: u8) -> (usize, usize) {
    let (mut width, mut records, mut even) = (0, 0_usize, 0_usize);
    records_of(text, whole, delimiter, |record| {
        if record.is_blank() {
            return true;
        }
        if width == 0 {
            width = record.len();
        }
        records += 1;
        // Half a quoted text in a cell: it was cut within the quotes, by the wrong delimiter.
        let torn = record.iter().any(|cell| cell.bytes().filter(|byte| *byte == b'"').count() % 2 == 1);
        even += usize::from(record.len() == width && !torn);
        width > 1 && records < SAMPLE
    });
    if width < 2 { (0, 0) } else { (even * 10 / records, width) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_cuts_rows_like_the_header() {
        for (text, wanted) in [
            ("a,b,c\n1,2,3\n", b','),
            ("date;amount\n2024-01-01;12,50\n2024-01-02;8,00\n", b';'),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("a|b|c\nx, y|2|3\n", b'|'),
            ("name,\"x;y;z\"\na,\"1;2;3\"\n", b','),
            ("one column\n1\n2\n", b','),
            ("sep=;\na;b\n1,2;3,4\n", b';'),
            ("客户;金额\n张三;1\n", b';'),
            ("a,b;c\n1,2;3\n1;3\n9;3\n", b';'),
            ("客户交易明细\na;b;c\n1,5;2;3\n1;3;4\n", b';'),
            ("导出, 2024-03-05\na\tb\n1,5\t2\n2\t3\n4\t5\n", b'\t'),
            ("", b','),
        ] {
            assert_eq!(guess_delimiter(text, true), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_record_cut_by_the_sample_does_not_count() {
        assert_eq!(guess_delimiter("a;b,c,d\n1;2,3,4\n1;\"2,3", false), b',');
    }
}

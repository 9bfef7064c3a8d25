//! Delimited text: bytes to records, a chunk at a time.
//!
//! Memory stays bounded whatever the file holds: one chunk of bytes, its text, and at most
//! [`MAX_RECORD`] carried over from the chunk before.

mod split;

use encoding_rs::{
    BIG5, Decoder, EUC_JP, EUC_KR, Encoding, GB18030, ISO_8859_2, KOI8_U, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257,
};

use super::error::IntakeError;
use super::layout::{Quoting, TextEncoding};
use super::record::{Flow, Record, Sink};
use super::report::Reason;
use super::source::{Pace, Progress, Source};
use split::{Step, has_quotes, line_end, next_record};

pub(in crate::domain) use split::{records_of, unwrapped};

/// Bytes read at a time; every piece costs the browser some milliseconds however small it is.
pub(super) const CHUNK: usize = 4 << 20;

/// Bytes worked on between two breaths: some milliseconds of work.
const PIECE: usize = 1 << 18;

/// How much of a line that is too long is kept for the report, in characters.
const EXCERPT: usize = 120;

/// How delimited text is to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextForm {
    pub encoding: TextEncoding,
    /// See [`byte_of`].
    pub delimiter: char,
    pub quoting: Quoting,
    /// Bytes read at a time.
    pub chunk: usize,
}

/// Delimiters that are typed on a Chinese keyboard.
pub(super) const WIDE: [char; 2] = ['，', '；'];

/// What stands for them once text is decoded: no text has it.
const NARROW: char = '\u{1f}';

/// The byte that a delimiter is in decoded text.
pub(super) fn byte_of(delimiter: char) -> u8 {
    let byte = if WIDE.contains(&delimiter) { NARROW } else { delimiter };
    u8::try_from(byte).ok().filter(u8::is_ascii).unwrap_or(b',')
}

/// Makes a wide delimiter from a place of the text on the byte that stands for it, but within quotes; these end with
/// their line.
pub(super) fn narrow(text: &mut String, from: usize, delimiter: char, is_quoted: &mut bool) {
    if !WIDE.contains(&delimiter) {
        return;
    }
    let letter = |letter: char| {
        *is_quoted = letter != '\n' && *is_quoted != (letter == '"');
        if letter == delimiter && !*is_quoted { NARROW } else { letter }
    };
    let tail: String = text.get(from..).unwrap_or("").chars().map(letter).collect();
    text.truncate(from);
    text.push_str(&tail);
}

/// The decoder of an encoding; a byte order mark of its own is dropped.
pub(super) fn decoder(encoding: TextEncoding) -> Decoder {
    whatwg(encoding).new_decoder_with_bom_removal()
}

/// The encoding as the web knows it.
pub(super) fn whatwg(encoding: TextEncoding) -> &'static Encoding {
    match encoding {
        TextEncoding::Utf8 => UTF_8,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
        TextEncoding::Gb18030 => GB18030,
        TextEncoding::Big5 => BIG5,
        TextEncoding::Windows1252 => WINDOWS_1252,
        TextEncoding::ShiftJis => SHIFT_JIS,
        TextEncoding::EucJp => EUC_JP,
        TextEncoding::EucKr => EUC_KR,
        TextEncoding::Windows1250 => WINDOWS_1250,
        TextEncoding::Iso8859_2 => ISO_8859_2,
        TextEncoding::Windows1251 => WINDOWS_1251,
        TextEncoding::Koi8U => KOI8_U,
        TextEncoding::Windows1253 => WINDOWS_1253,
        TextEncoding::Windows1254 => WINDOWS_1254,
        TextEncoding::Windows1255 => WINDOWS_1255,
        TextEncoding::Windows1256 => WINDOWS_1256,
        TextEncoding::Windows1257 => WINDOWS_1257,
        TextEncoding::Windows874 => WINDOWS_874,
    }
}

/// Adds the text of `bytes` to `text`; what is no letter becomes �.
pub(super) fn decode(decoder: &mut Decoder, bytes: &[u8], last: bool, text: &mut String) {
    // The bound overflows for no chunk that fits in memory; the fallback only splits the work.
    text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    let mut rest = bytes;
    loop {
        let (result, read, _) = decoder.decode_to_string(rest, text, last);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            encoding_rs::CoderResult::InputEmpty => return,
            encoding_rs::CoderResult::OutputFull => text.reserve(rest.len() * 3 + 16),
        }
    }
}

/// Reads a whole file of delimited text into `sink`, the header first, blank lines included.
pub(super) async fn read_text(
    source: &mut impl Source,
    form: TextForm,
    pace: &mut impl Pace,
    sink: &mut impl Sink,
) -> Result<(), IntakeError> {
    let mut decoder = decoder(form.encoding);
    let wide = matches!(form.encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be);
    let mut lines = Lines::new(form);
    let (mut bytes, mut offset, mut is_quoted) = (Vec::new(), 0_u64, false);
    loop {
        source.read(offset, form.chunk, &mut bytes).await?;
        if let Some(at) = memchr::memchr(0, &bytes).filter(|_| !wide) {
            return Err(IntakeError::Binary { byte: offset + at as u64 });
        }
        let whole = bytes.is_empty() || offset + bytes.len() as u64 >= source.size();
        let mut rest = bytes.as_slice();
        loop {
            let (piece, after) = rest.split_at(rest.len().min(PIECE));
            rest = after;
            offset += piece.len() as u64;
            let last = whole && rest.is_empty();
            let from = lines.text.len();
            decode(&mut decoder, piece, last, &mut lines.text);
            narrow(&mut lines.text, from, form.delimiter, &mut is_quoted);
            let flow = lines.hand_on(last, sink)?;
            let rows = lines.row.saturating_sub(1);
            if offset == piece.len() as u64 && offset > 0 {
                sink.expect(source.size() as f64 / offset as f64);
            }
            pace.breathe(Progress { bytes: offset, total_bytes: source.size(), rows }).await?;
            if last || flow == Flow::Enough {
                return Ok(());
            }
            if rest.is_empty() {
                break;
            }
        }
    }
}

/// Text not yet handed on, and where in the file it is.
struct Lines {
    quoting: Quoting,
    text: String,
    record: Record,
    /// Rows handed on so far.
    row: u64,
    /// Within a line that was too long: everything up to its end is passed over.
    skipping: bool,
}

impl Lines {
    fn new(form: TextForm) -> Self {
        let record = Record::separated_by(byte_of(form.delimiter));
        Self { quoting: form.quoting, text: String::new(), record, row: 0, skipping: false }
    }

    /// Hands on every record that is complete and keeps the rest for the next piece. A function of
    /// its own for the reason given at [`crate::domain::blocks::in_blocks`].
    #[inline(never)]
    fn hand_on(&mut self, last: bool, sink: &mut impl Sink) -> Result<Flow, IntakeError> {
        let Self { quoting, text, record, row, skipping } = self;
        // Genuine replacement characters count too: the file was damaged before it came here.
        let damaged = memchr::memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()).is_some();
        // Asked once here and not of each line: most texts have no quote at all.
        let quoting = if has_quotes(text, *quoting) { *quoting } else { Quoting::None };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if *skipping {
                let Some((_, next)) = line_end(rest, last) else {
                    at = if rest.ends_with('\r') { text.len() - 1 } else { text.len() };
                    break;
                };
                at += next;
                *skipping = false;
                continue;
            }
            match next_record(rest, last, quoting, record) {
                Step::Incomplete => break,
                Step::Record { consumed } => at += consumed,
                Step::TooLong { consumed } => {
                    let end = rest.char_indices().nth(EXCERPT).map_or(rest.len(), |(end, _)| end);
                    record.clear(0);
                    record.push(rest.get(..end.min(consumed)).unwrap_or(""));
                    record.fault = Some(Reason::TooLong);
                    at += consumed;
                    *skipping = true;
                }
            }
            *row += 1;
            record.row = *row;
            record.damaged = damaged && record.iter().any(|cell| cell.contains('\u{fffd}'));
            if *row == 1 && is_separator_line(record) {
                continue;
            }
            if sink.take(record)? == Flow::Enough {
                return Ok(Flow::Enough);
            }
        }
        text.drain(..at.min(text.len()));
        Ok(Flow::More)
    }
}

/// Whether the first line only tells Excel the delimiter: `sep=;`.
fn is_separator_line(record: &Record) -> bool {
    let blank_after = record.iter().skip(1).all(str::is_empty);
    let first = record.get(0);
    let named = first.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    named && blank_after && first.len() <= 5 && record.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::split::MAX_RECORD;
    use super::*;
    use crate::domain::intake::block_on_ready;
    use crate::domain::intake::source::{MemorySource, Unpaced};

    #[derive(Default)]
    struct Kept(Vec<(u64, Vec<String>, bool, bool)>);

    impl Sink for Kept {
        fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
            let cells = record.iter().map(str::to_owned).collect();
            self.0.push((record.row, cells, record.fault.is_some(), record.damaged));
            Ok(Flow::More)
        }
    }

    fn read(bytes: &[u8], encoding: TextEncoding, chunk: usize) -> Result<Kept, IntakeError> {
        let mut kept = Kept::default();
        let form = TextForm { encoding, delimiter: ',', quoting: Quoting::Doubled, chunk };
        block_on_ready(read_text(&mut MemorySource::new("t", bytes), form, &mut Unpaced, &mut kept)).map(|()| kept)
    }

    fn cells(kept: &Kept) -> Vec<Vec<&str>> {
        kept.0.iter().map(|(_, cells, ..)| cells.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn letters_cut_by_a_chunk_are_put_together() {
        for chunk in 1..20 {
            let kept = read("\u{feff}客户,金额\r\n张三,\"1\r\n2\"\r\n".as_bytes(), TextEncoding::Utf8, chunk).unwrap();
            assert_eq!(cells(&kept), [["客户", "金额"], ["张三", "1\r\n2"]], "chunk {chunk}");
        }
    }

    #[test]
    fn reads_gbk_big5_and_utf_16() {
        let gbk = GB18030.encode("客户,x\n张三,1").0;
        assert_eq!(cells(&read(&gbk, TextEncoding::Gb18030, 3).unwrap()), [["客户", "x"], ["张三", "1"]]);
        let big5 = BIG5.encode("客戶,x").0;
        assert_eq!(cells(&read(&big5, TextEncoding::Big5, 3).unwrap()), [["客戶", "x"]]);
        let utf16: Vec<u8> = "\u{feff}客,x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&read(&utf16, TextEncoding::Utf16Le, 3).unwrap()), [["客", "x"]]);
    }

    #[test]
    fn bytes_that_are_no_letters_mark_their_row() {
        let kept = read(b"a,b\n1,\xff\n2,3\n", TextEncoding::Utf8, 4).unwrap();
        assert_eq!(kept.0.iter().map(|row| row.3).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn a_line_longer_than_the_limit_is_cut_and_the_next_is_read() {
        let mut bytes = b"a,b\r\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 2 * MAX_RECORD));
        bytes.extend(b"\r\n1,2\r\n");
        for chunk in [1 << 18, CHUNK, 8 * CHUNK] {
            let kept = read(&bytes, TextEncoding::Utf8, chunk).unwrap();
            assert_eq!(
                kept.0.iter().map(|row| (row.0, row.2)).collect::<Vec<_>>(),
                [(1, false), (2, true), (3, false)]
            );
            assert_eq!(kept.0[1].1[0].len(), EXCERPT);
            assert_eq!(kept.0[2].1, ["1", "2"]);
        }
    }

    #[test]
    fn a_nul_byte_ends_the_reading() {
        assert_eq!(read(b"a,b\n1,\0", TextEncoding::Utf8, 4).err(), Some(IntakeError::Binary { byte: 6 }));
    }

    #[test]
    fn the_separator_line_of_excel_is_passed_over() {
        assert_eq!(cells(&read(b"sep=,\na,b\n", TextEncoding::Utf8, 4).unwrap()), [["a", "b"]]);
    }
}

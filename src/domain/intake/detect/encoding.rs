//! The encoding of a text: byte order mark, then strict UTF-8, then UTF-16 without a mark, then
//! Firefox's detector among the encodings offered.

use std::collections::BTreeSet;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

use crate::domain::intake::layout::TextEncoding;
use crate::domain::intake::text::whatwg;

/// Guesses from windows of the file: the first from its start, the others beginning after a line
/// end. Every window may end within a letter.
pub(in crate::domain::intake) fn guess_encoding(windows: &[&[u8]]) -> TextEncoding {
    let head = windows.first().copied().unwrap_or_default();
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return match encoding.name() {
            "UTF-16LE" => TextEncoding::Utf16Le,
            "UTF-16BE" => TextEncoding::Utf16Be,
            _ => TextEncoding::Utf8,
        };
    }
    if let Some(encoding) = utf16_without_mark(head) {
        return encoding;
    }
    if windows.iter().all(|window| is_utf8_so_far(window)) {
        return TextEncoding::Utf8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for window in windows {
        detector.feed(window, false);
        // A line end closes what the window's end may have cut.
        detector.feed(b"\n", false);
    }
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == BIG5 {
        return TextEncoding::Big5;
    }
    let asian = [SHIFT_JIS, EUC_JP, EUC_KR].contains(&guess);
    if let Some(found) = Pairs::of(windows).neighbour(guess) {
        return found;
    }
    let chinese = guess == GBK || guess == GB18030;
    if chinese || (asian || common_han_share(windows) > 0.9) && fits(GB18030, windows) {
        return TextEncoding::Gb18030;
    }
    // Mostly UTF-8 with some damage is still UTF-8.
    if mostly_utf8(windows) {
        return TextEncoding::Utf8;
    }
    let offered = TextEncoding::ALL.into_iter().find(|offered| whatwg(*offered) == guess);
    offered.filter(|offered| is_believed(*offered, windows)).unwrap_or(TextEncoding::Windows1252)
}

/// Whether a guess is better than Western Europe: few letters are easily taken for those of others. Other scripts have
/// words of nothing else; others of the Latin script have enough letters to tell by, or, read as Western, signs within or at
/// the beginning of words (`£ód`, `Ma³gorzata`).
fn is_believed(guess: TextEncoding, windows: &[&[u8]]) -> bool {
    use TextEncoding::{Iso8859_2, Windows1250, Windows1254, Windows1257};
    let any =
        |width: usize, is_one: &dyn Fn(&[u8]) -> bool| windows.iter().any(|window| window.windows(width).any(is_one));
    if ![Iso8859_2, Windows1250, Windows1254, Windows1257].contains(&guess) {
        return any(3, &|letters| !letters.iter().any(u8::is_ascii));
    }
    let letters: usize = windows.iter().map(|window| window.iter().filter(|byte| !byte.is_ascii()).count()).sum();
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0xc0;
    // Marks before a question or an exclamation are no letters.
    let is_sign = |byte: u8| matches!(byte, 0xa2..=0xa6 | 0xa8 | 0xac | 0xaf | 0xb1..=0xb3 | 0xb6..=0xb9 | 0xbc..=0xbe);
    let is_within = |letters: &[u8]| match letters {
        [before, sign, after] => {
            (is_sign(*sign) || *sign == 0xbf && is_letter(*before))
                && *before != b' '
                && !before.is_ascii_digit()
                && is_letter(*after)
        }
        _ => false,
    };
    letters >= ENOUGH || any(3, &is_within)
}

/// Pairs of bytes outside ASCII. Few Chinese letters are easily taken for Japanese or Korean ones, which the same bytes may
/// be: these are believed only where the pairs speak for them.
#[derive(Debug, Default)]
struct Pairs(BTreeSet<(u8, u8)>);

impl Pairs {
    /// The different ones.
    fn of(windows: &[&[u8]]) -> Self {
        Self(pairs(windows).collect())
    }

    /// The Japanese or Korean encoding guessed, where the pairs speak for it.
    fn neighbour(&self, guess: &'static Encoding) -> Option<TextEncoding> {
        let of = |first: std::ops::RangeInclusive<u8>| self.0.iter().filter(|(one, _)| first.contains(one)).count();
        let mostly = |pairs: usize, share: usize| pairs * 100 >= self.0.len() * share;
        match () {
            // Where GB2312 has no letter.
            () if guess == SHIFT_JIS && mostly(of(0x81..=0x9f), 60) => Some(TextEncoding::ShiftJis),
            // Kana.
            () if guess == EUC_JP && mostly(of(0xa4..=0xa5), 20) => Some(TextEncoding::EucJp),
            // Syllables stand where Chinese has half of its letters.
            () if guess == EUC_KR && self.0.len() >= ENOUGH && mostly(of(0xb0..=0xc8), 98) => Some(TextEncoding::EucKr),
            () => None,
        }
    }
}

/// Bytes outside ASCII with the byte behind each, which is its second half in many encodings; 0 behind the last.
fn pairs(windows: &[&[u8]]) -> impl Iterator<Item = (u8, u8)> {
    windows.iter().flat_map(|window| {
        let mut bytes = window.iter().copied();
        std::iter::from_fn(move || {
            let lead = bytes.find(|byte| !byte.is_ascii())?;
            Some((lead, bytes.next().unwrap_or(0)))
        })
    })
}

/// Letters by which a language can be told.
const ENOUGH: usize = 16;

/// Valid, or valid up to a letter cut at the end.
fn is_utf8_so_far(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).err().is_none_or(|error| error.error_len().is_none())
}

/// Every second byte of ASCII letters is NUL, on the even or the odd side, and only there.
fn utf16_without_mark(head: &[u8]) -> Option<TextEncoding> {
    let sample = head.get(..4096).unwrap_or(head);
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    // Even a table of Chinese texts has delimiters, digits and line ends.
    let enough = (sample.len() / 2 / 20).max(1);
    match (even, odd) {
        (0, odd) if odd >= enough => Some(TextEncoding::Utf16Le),
        (even, 0) if even >= enough => Some(TextEncoding::Utf16Be),
        _ => None,
    }
}

fn fits(encoding: &'static Encoding, windows: &[&[u8]]) -> bool {
    windows.iter().all(|window| {
        let whole_lines = memchr::memrchr(b'\n', window).and_then(|end| window.get(..end)).unwrap_or(window);
        encoding.decode_without_bom_handling_and_without_replacement(whole_lines).is_some()
    })
}

/// The share of bytes outside ASCII that pair up as common Chinese characters in GB 2312 (first
/// level: lead bytes B0 to D7).
fn common_han_share(windows: &[&[u8]]) -> f64 {
    let (mut common, mut all) = (0_usize, 0_usize);
    for (lead, trail) in pairs(windows) {
        all += 1;
        common += usize::from((0xb0..=0xd7).contains(&lead) && trail >= 0xa1);
    }
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// Nine of ten sequences outside ASCII are well-formed UTF-8.
fn mostly_utf8(windows: &[&[u8]]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in windows.iter().flat_map(|window| window.utf8_chunks()) {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 9 * bad
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    fn utf16(text: &str, pair: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(pair).collect()
    }

    #[test]
    fn knows_the_encodings_offered() {
        let zh = "客户编号,交易日期,金额,渠道\n00017,2024-03-05,12.50,手机银行\n00018,2024-03-06,8.00,网点\n";
        let tw = "客戶編號,交易日期,金額,渠道\n00017,2024-03-05,12.50,手機銀行\n00018,2024-03-06,8.00,分行\n";
        let fr = "numéro;date;montant;région\n17;2024-03-05;12,50;Île-de-France\n18;2024-03-06;8,00;Rhône\n";
        assert_eq!(guess_encoding(&[zh.as_bytes()]), TextEncoding::Utf8);
        assert_eq!(guess_encoding(&[&zh.as_bytes()[..1]]), TextEncoding::Utf8, "cut within a letter");
        assert_eq!(guess_encoding(&[&GB18030.encode(zh).0]), TextEncoding::Gb18030);
        assert_eq!(guess_encoding(&[&BIG5.encode(tw).0]), TextEncoding::Big5);
        assert_eq!(guess_encoding(&[&WINDOWS_1252.encode(fr).0]), TextEncoding::Windows1252);
        assert_eq!(guess_encoding(&[&utf16(zh, u16::to_le_bytes)]), TextEncoding::Utf16Le);
        assert_eq!(guess_encoding(&[&utf16(zh, u16::to_be_bytes)]), TextEncoding::Utf16Be);
        assert_eq!(guess_encoding(&[&utf16("\u{feff}甲乙", u16::to_be_bytes)]), TextEncoding::Utf16Be);
        assert_eq!(guess_encoding(&[b"a,b\n1,2\n"]), TextEncoding::Utf8);
        assert_eq!(guess_encoding(&[]), TextEncoding::Utf8);
    }

    /// What people of a language have in their files: enough of it to tell it from others.
    #[test]
    fn knows_the_languages_of_one_byte_and_those_beside_chinese() {
        let rows = |header: &str, cells: &str| {
            let row = |n: usize| format!("{n};{cells};12,50\n");
            format!("{header}\n{}", (0..8).map(row).collect::<String>())
        };
        for (encoding, text) in [
            (TextEncoding::Windows1251, rows("номер;клиент;сумма", "Иванов Пётр, магазин на Невском проспекте")),
            (TextEncoding::Koi8U, rows("номер;клиент;сумма", "Иванов Пётр, магазин на Невском проспекте")),
            (TextEncoding::Windows1250, rows("numer;klient;kwota", "Łukasz Żółć, sklep przy ulicy Świętojańskiej")),
            (TextEncoding::Windows1253, rows("αριθμός;πελάτης;ποσό", "Γιώργος Παπαδόπουλος, κατάστημα Αθηνών")),
            (TextEncoding::Windows1254, rows("numara;müşteri;tutar", "Şükrü Işık, İstanbul çarşısındaki mağaza")),
            (TextEncoding::Windows1255, rows("number;customer;sum", "משה כהן, חנות ברחוב הרצל בתל אביב")),
            (TextEncoding::ShiftJis, rows("番号;顧客;金額", "山田太郎さん、東京のお店で買いました")),
            (TextEncoding::EucJp, rows("番号;顧客;金額", "山田太郎さん、東京のお店で買いました")),
            (TextEncoding::EucKr, rows("번호;고객;금액", "김철수 고객님은 서울 매장에서 구매했습니다")),
        ] {
            let bytes = whatwg(encoding).encode(&text).0;
            assert_eq!(guess_encoding(&[&bytes]), encoding, "{text}");
        }
    }

    #[test]
    fn a_few_chinese_letters_are_enough() {
        assert_eq!(guess_encoding(&[&GB18030.encode("客户,金额\n张三,12\n").0]), TextEncoding::Gb18030);
        assert_eq!(guess_encoding(&[&GB18030.encode("id,branch\n1,北京\n").0]), TextEncoding::Gb18030);
        // Few letters of the west are those of the west.
        for text in ["id,name\n1,Müller\n2,Æble\n", "id;ville\n1;Orléans\n2;Besançon\n", "id,note\n1,20° £5 ½\n"]
        {
            assert_eq!(guess_encoding(&[&WINDOWS_1252.encode(text).0]), TextEncoding::Windows1252, "{text}");
        }
        let text = "id;miasto\n1;Łódź\n2;Gdańsk\n3;Kraków, Śródmieście\n";
        assert_eq!(guess_encoding(&[&whatwg(TextEncoding::Windows1250).encode(text).0]), TextEncoding::Windows1250);
    }

    #[test]
    fn later_windows_count() {
        let late = GB18030.encode("00018,2024-03-06,8.00,手机银行\n").0.into_owned();
        assert_eq!(guess_encoding(&[b"id,date,amount,channel\n", &late]), TextEncoding::Gb18030);
    }

    #[test]
    fn one_damaged_letter_leaves_utf_8() {
        let mut bytes = "编号,渠道\n1,手机银行\n2,网点\n".as_bytes().to_vec();
        bytes.extend(b"3,\xe6\x89\n");
        bytes.extend("4,手机银行\n".as_bytes());
        assert_eq!(guess_encoding(&[&bytes]), TextEncoding::Utf8);
    }
}

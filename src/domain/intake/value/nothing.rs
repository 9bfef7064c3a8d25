//! Words that programs and people write where there is nothing.

/// In lower case. `na` is none of them in a column that only groups: it is a continent and a country too.
const WORDS: [&str; 54] = [
    "\\n",
    "null",
    "(null)",
    "<null>",
    "[null]",
    "nan",
    "-nan",
    "nat",
    "none",
    "nil",
    "n/a",
    "#n/a",
    "#n/a n/a",
    "n.a.",
    "n.a",
    "<na>",
    "na",
    "#null!",
    "#value!",
    "#ref!",
    "#name?",
    "#div/0!",
    "#num!",
    "undefined",
    "unknown",
    "(blank)",
    "(empty)",
    "not available",
    "-",
    "--",
    "---",
    "–",
    "—",
    "——",
    "−",
    "－",
    ".",
    "..",
    "/",
    "?",
    "无",
    "無",
    "空",
    "(空)",
    "（空）",
    "空白",
    "暂无",
    "暫無",
    "未知",
    "不详",
    "未填",
    "未填写",
    "(跳过)",
    "（跳过）",
];

/// The longest of them, in bytes.
const LONGEST: usize = 13;

/// Whether a cell, without blanks and wrapping, says that there is nothing; `groups` for a column that is
/// only grouped by.
#[inline]
pub(in crate::domain::intake) fn is_nothing(text: &str, groups: bool) -> bool {
    // Most cells are told by their first letters.
    let may_be = match text.as_bytes() {
        [b'n' | b'N', second, ..] => b"uaio/.".contains(&second.to_ascii_lowercase()),
        [b'u' | b'U', second, ..] => second.eq_ignore_ascii_case(&b'n'),
        [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..] | [_, b'0'..=b'9', ..] | [] => false,
        [b'!'..=b'~', ..] => true,
        _ => text.starts_with(['无', '無', '空', '暂', '暫', '未', '不', '–', '—', '−', '－', '（']),
    };
    may_be && text.len() <= LONGEST && is_listed(text, groups)
}

fn is_listed(text: &str, groups: bool) -> bool {
    WORDS.iter().any(|word| word.len() == text.len() && word.eq_ignore_ascii_case(text))
        && !(groups && text.len() == 2 && text.eq_ignore_ascii_case("na"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_known_in_any_case() {
        for word in WORDS {
            assert!(is_nothing(word, false), "{word}");
            assert!(word.len() <= LONGEST, "{word}");
        }
        for word in ["NULL", "\\N", "NaN", "None", "N/A", "#N/A", "NaT", "Unknown", "<NA>", "NA"] {
            assert!(is_nothing(word, false), "{word}");
        }
        for word in ["", "0", "no", "1", "N", "Nora", "nothing", "-1", "无锡", "空调", "北京", "x", "_"] {
            assert!(!is_nothing(word, false), "{word}");
        }
        assert!(!is_nothing("NA", true), "North America, Namibia");
    }
}

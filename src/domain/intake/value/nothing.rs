//! Words that programs and people write where there is nothing.

use crate::domain::intake::guess::normalised;

/// In lower case. `na` is none of them in a column that only groups: it is a continent and a country too.
const WORDS: [&str; 67] = [
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
    "(无)",
    "（无）",
    "未登记",
    "未提供",
    "不明",
    "なし",
    "없음",
    "(none)",
    "(unknown)",
    "not provided",
    "k.a.",
    "(vide)",
    "$null$",
];

/// The longest of them, in bytes.
const LONGEST: usize = 13;

/// Whether a cell, without blanks and wrapping, says that there is nothing; `groups` for a column that is
/// only grouped by.
#[inline]
pub(in crate::domain::intake) fn is_nothing(text: &str, groups: bool) -> bool {
    // Most cells are told by their first letter.
    let first = text.as_bytes().first().is_some_and(|first| BEGINNINGS.get(usize::from(*first)) == Some(&true));
    first && text.len() <= LONGEST && is_listed(text, groups)
}

/// The first bytes of the words, in either case.
const BEGINNINGS: [bool; 256] = {
    let (mut beginnings, mut word) = ([false; 256], 0);
    // Neither `for` nor `get` is there for constants; what is out of bounds does not compile.
    #[allow(clippy::indexing_slicing)]
    while word < WORDS.len() {
        let first = WORDS[word].as_bytes()[0];
        beginnings[first as usize] = true;
        beginnings[first.to_ascii_uppercase() as usize] = true;
        word += 1;
    }
    beginnings
};

/// What stands where a customer would, for those nobody knows: in lower case.
const NOBODY: [&str; 64] = [
    "guest",
    "anonymous",
    "anonymous customer",
    "walk-in",
    "walkin",
    "walk in",
    "walk-in customer",
    "walk in customer",
    "cash",
    "cash customer",
    "cash sale",
    "cash sales",
    "counter sale",
    "counter customer",
    "guest checkout",
    "guest customer",
    "retail customer",
    "no customer",
    "unknown customer",
    "default customer",
    "generic customer",
    "one-time customer",
    "misc customer",
    "misc. customer",
    "miscellaneous customer",
    "pos customer",
    "anonym",
    "gast",
    "gastkunde",
    "laufkunde",
    "laufkundschaft",
    "barverkauf",
    "barkunde",
    "diverse",
    "diverse kunden",
    "anonyme",
    "client anonyme",
    "client comptoir",
    "client de passage",
    "client divers",
    "clients divers",
    "anonimo",
    "anónimo",
    "anônimo",
    "consumidor",
    "consumidor final",
    "cliente final",
    "cliente generico",
    "cliente genérico",
    "cliente mostrador",
    "cliente ocasional",
    "cliente varios",
    "clientes varios",
    "publico general",
    "público general",
    "publico en general",
    "público en general",
    "cliente generale",
    "cliente occasionale",
    "klient detaliczny",
    "розничный покупатель",
    "частное лицо",
    "физическое лицо",
    "비회원",
];

/// What short Chinese and Japanese names of nobody have in them.
const NOBODY_PARTS: [&str; 13] = [
    "散客",
    "匿名",
    "游客",
    "非会员",
    "过路客",
    "零售客户",
    "临时客户",
    "现金客户",
    "默认客户",
    "一般客",
    "普通顾客",
    "フリー客",
    "一見客",
];

/// Letters of the longest of these names.
const LONGEST_OF_PARTS: usize = 24;

/// Whether the customer's cell, without blanks and wrapping, says that nobody knows who it was: rows of all of them are
/// no one customer.
#[inline]
pub(in crate::domain::intake) fn is_nobody(text: &str) -> bool {
    // Most ids end in a digit, and no such name does.
    !text.as_bytes().last().is_none_or(u8::is_ascii_digit) && is_listed_nobody(text)
}

fn is_listed_nobody(text: &str) -> bool {
    if text.is_ascii() {
        return is_one_of(&NOBODY, text);
    }
    text.len() <= LONGEST_OF_PARTS && NOBODY_PARTS.iter().any(|part| text.contains(part))
        || NOBODY.iter().any(|word| word.len() == text.len() && text.to_lowercase() == *word)
}

/// Whether a text is one of these words, in any case of Latin letters.
fn is_one_of(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| word.len() == text.len() && word.eq_ignore_ascii_case(text))
}

fn is_listed(text: &str, groups: bool) -> bool {
    is_one_of(&WORDS, text) && !(groups && is_not_available(text))
}

/// Whether a cell is `NA`: a continent among texts, and nothing among numbers and days.
#[inline]
pub(in crate::domain::intake) fn is_not_available(text: &str) -> bool {
    text.len() == 2 && text.eq_ignore_ascii_case("na")
}

/// What stands in place of an answer, as headers are compared.
const NO_ANSWER: &str = "blank dontknow donotknow dontremember dk dkna dkrf notsure unsure cantsay cannotsay hardtosay noopinion \
    noidea noanswer noresponse noreply notanswered notapplicable doesnotapply inapplicable refused refusal declined \
    declinedtoanswer prefernottosay prefernottoanswer rathernotsay skipped skip missing nodata neverused notused didnotuse \
    havenotused haventused keineangabe weissnicht weißnicht \
    不清楚 不知道 不了解 不确定 不好说 说不清 说不清楚 难说 没意见 无意见 没有意见 拒答 拒绝 拒绝回答 不愿回答 不愿透露 \
    未回答 未作答 未答 没回答 不适用 没用过 未使用 没使用过 未体验 跳过 缺失";

/// Whether a cell says that somebody gave no answer: beside marks it is none of them.
pub(in crate::domain::intake) fn is_no_answer(text: &str) -> bool {
    const LONGEST: usize = 40;
    // Most texts that come here are codes of something: no word has a digit.
    text.len() <= LONGEST && !text.bytes().any(|byte| byte.is_ascii_digit()) && {
        let said = normalised(text);
        NO_ANSWER.split_whitespace().any(|word| word == said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_nobody_is_known_in_any_case() {
        for word in NOBODY {
            assert!(is_nobody(word) && is_nobody(&word.to_uppercase()), "{word}");
        }
        for word in ["Cash", "Розничный покупатель", "Público en General", "零售客户", "散客A", "フリー客"]
        {
            assert!(is_nobody(word), "{word}");
        }
        for word in ["", "C1001", "Gaston", "Cash & Carry Ltd", "Иванов", "Guestrow", "0"] {
            assert!(!is_nobody(word), "{word}");
        }
    }

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
        for word in ["BLANK", "Don't know", "Don’t know", "DK", "No opinion", "refused", "不清楚"] {
            assert!(is_no_answer(word) && !is_nothing(word, true), "{word}");
        }
        assert!(!is_no_answer("") && !is_no_answer("closed") && !is_no_answer("5"));
    }
}

//! Yes and no, as people and programs write them.

use super::trimmed;
use crate::domain::intake::guess::normalised;

const YES: &str = "yes y true t 1 on 是 有 对 已";
const NO: &str = "no n false f 0 off 否 无 没有 不 不是 未";

/// Whether a cell says yes or no; `None` where it says neither. `further` are more words that say
/// yes, and no. Numbers are compared as numbers: `1.0` is `1`.
pub fn read_yes_no(cell: &str, further: (&str, &str)) -> Option<bool> {
    let text = trimmed(cell);
    match text {
        "√" | "✓" | "✔" => return Some(true),
        "×" | "✗" | "✘" => return Some(false),
        // A comparison without signs would take -1 for 1.
        _ if text.starts_with('-') => return None,
        _ => {}
    }
    let word = normalised(text.strip_suffix(".0").unwrap_or(text));
    let says = |words: &str, more: &str| words.split_whitespace().chain(more.split_whitespace()).any(|one| one == word);
    if says(YES, further.0) { Some(true) } else { says(NO, further.1).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dataset::Field;

    #[test]
    fn reads_yes_and_no_in_both_languages() {
        for text in ["Yes", "y", "TRUE", "1", "1.0", "是", "✓", " yes ", "ｙｅｓ"] {
            assert_eq!(read_yes_no(text, ("", "")), Some(true), "{text}");
        }
        for text in ["No", "n", "False", "0", "否", "×", "没有"] {
            assert_eq!(read_yes_no(text, ("", "")), Some(false), "{text}");
        }
        for text in ["", "maybe", "2", "No phone service", "10", "-1"] {
            assert_eq!(read_yes_no(text, ("", "")), None, "{text}");
        }
    }

    #[test]
    fn a_role_has_words_of_its_own() {
        let says = Field::Left.says();
        for text in ["Churned", "已流失", "Attrited Customer", "Yes", "Closed"] {
            assert_eq!(read_yes_no(text, says), Some(true), "{text}");
        }
        for text in ["Stayed", "Existing Customer", "未流失", "在网", "0", "Joined"] {
            assert_eq!(read_yes_no(text, says), Some(false), "{text}");
        }
    }
}

//! Yes and no, as people and programs write them.

use super::{is_no_answer, trimmed};
use crate::domain::intake::guess::normalised;

const YES: [&str; 10] = ["yes", "y", "true", "t", "1", "on", "是", "有", "对", "已"];
const NO: [&str; 12] = ["no", "n", "false", "f", "0", "off", "否", "无", "没有", "不", "不是", "未"];

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
    let says = |words: &[&str], more: &str| words.iter().copied().chain(more.split_whitespace()).any(|one| one == word);
    if says(&YES, further.0) { Some(true) } else { says(&NO, further.1).then_some(false) }
}

/// More different cells than this are no yes and no.
const FEW: usize = 20;

/// What begins a word that denies another: `no churn`, `non-member`, 未流失.
const DENIALS: [&str; 10] = ["non", "not", "no", "没有", "不是", "未", "非", "没", "不", "无"];

/// Whether the different cells of a column say yes or no, as [`read_yes_no`] has it; and where that knows one of them and
/// not the other, by one another: who denies one says the opposite (`churn`, `no churn`), and where there are but two and
/// one says yes, the other says no (`lost`, `kept`).
pub fn read_all_yes_no(cells: &[&str], further: (&str, &str)) -> Vec<Option<bool>> {
    let mut said: Vec<Option<bool>> = cells.iter().map(|cell| read_yes_no(cell, further)).collect();
    if cells.len() > FEW || said.iter().all(Option::is_some) {
        return said;
    }
    let words: Vec<String> = cells.iter().map(|cell| normalised(trimmed(cell))).collect();
    let denied = |word: &String| {
        let mut bare = DENIALS.iter().filter_map(|denial| word.strip_prefix(denial).filter(|rest| !rest.is_empty()));
        bare.find_map(|bare| words.iter().position(|other| other == bare))
    };
    for (one, word) in words.iter().enumerate() {
        let Some(other) = denied(word) else { continue };
        let (own, others) = (said.get(one).copied().flatten(), said.get(other).copied().flatten());
        let pair = match (own, others) {
            (None, Some(yes)) => (!yes, yes),
            (Some(yes), None) => (yes, !yes),
            (None, None) => (false, true),
            (Some(own), Some(others)) => (own, others),
        };
        for (place, says) in [(one, pair.0), (other, pair.1)] {
            said.get_mut(place).into_iter().for_each(|slot| *slot = Some(says));
        }
    }
    if let [one, other] = said.as_mut_slice() {
        let is_left = |place: usize| cells.get(place).is_some_and(|cell| !is_no_answer(trimmed(cell)));
        match (*one, *other) {
            (Some(true), None) if is_left(1) => *other = Some(false),
            (None, Some(true)) if is_left(0) => *one = Some(false),
            _ => {}
        }
    }
    said
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

    #[test]
    fn two_cells_say_what_each_other_is() {
        let says = Field::Left.says();
        let read = |cells: &[&str]| read_all_yes_no(cells, says);
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(read(&["churn", "no churn"]), [yes, no]);
        assert_eq!(read(&["No Churn", "Churn"]), [no, yes]);
        assert_eq!(read(&["lost", "kept"]), [yes, no]);
        assert_eq!(read(&["alive", "dead"]), [no, yes]);
        assert_eq!(read(&["流失", "未流失"]), [yes, no]);
        assert_eq!(read(&["Churned", "Regular"]), [yes, no], "two, and one is known to be yes");
        assert_eq!(read(&["active", "sleeping"]), [no, None], "who is not active need not have left");
        assert_eq!(read(&["Churned", "Don't know"]), [yes, None]);
        assert_eq!(read(&["Churned", "Stayed", "Regular"]), [yes, no, None]);
        assert_eq!(read(&["gold", "non-gold", "x"]), [yes, no, None]);
        assert_eq!(read(&["流失"]), [yes]);
        let kept = Field::Kept.says();
        assert_eq!(read_all_yes_no(&["broken", "not broken"], kept), [no, yes]);
    }
}

//! What a parameter can be, for values that are nothing like it.
//!
//! Only what cannot be read at all is told here: what can be read and makes no sense is said by the indicator's own
//! error, which knows why.

use std::fmt;

use serde::de::value::MapDeserializer;
use serde::de::{self, DeserializeOwned};
use serde_json::{Map, Value};

use crate::domain::language::Language;
use crate::domain::own_json;
use crate::domain::texts::{Fixed, With1, With2, texts};

use super::page::{Control, Input};

/// What a parameter can be.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A whole number, from one to another.
    Whole(f64, f64),
    /// Any number.
    Number,
    /// A share of one.
    Share,
    /// Whole numbers in a list.
    WholeNumbers,
    /// Numbers in a list, amounts to six decimals.
    Numbers,
    /// Yes or no.
    YesNo,
    /// A day.
    Day,
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// Any text.
    Text,
    /// Something else in a list.
    List,
    /// A table, as an object.
    Table,
}

texts! {
    /// What is wanted in a parameter's place.
    WantedTexts {
        refused: With2 =
            |given, wanted| format!("{given} cannot be used here. Wanted: {wanted}"),
            |given, wanted| format!("此处不能填 {given}，应为{wanted}");
        whole: With2 = |from, to| format!("a whole number from {from} to {to}"), |from, to| format!(" {from} 至 {to} 的整数");
        number: Fixed = "a number", "数字";
        share: Fixed = "a share from 0 to 1", " 0 至 1 之间的比例";
        whole_numbers: Fixed = "whole numbers in a list, none below 0", "由不小于 0 的整数组成的列表";
        numbers: Fixed = "numbers in a list, with six decimals at most", "由数字组成的列表，最多六位小数";
        yes_no: Fixed = "yes or no (true, false)", "是或否（true、false）";
        day: Fixed = "a day like 2024-03-05", "日期，如 2024-03-05";
        one_of: With1 = |names| format!("one of {names}"), |names| format!("以下之一：{names}");
        text: Fixed = "a text", "文本";
        list: Fixed = "a list", "列表";
        table: Fixed = "a table", "表";
    }
}

impl Wanted {
    /// What `parameter` of the parameters `T` can be: by the names it knows, its field, or else its default.
    pub(super) fn of<T: DeserializeOwned>(parameter: &str, default: &Value, fields: &[Control]) -> Self {
        if let Some(names) = names::<T>(parameter) {
            return Self::OneOf(names);
        }
        let reads = |value: Value| {
            own_json::of_value::<T>(&Value::Object(Map::from_iter([(parameter.to_owned(), value)]))).is_some()
        };
        let field = fields.iter().find(|field| field.parameter == parameter).map(|field| &field.input);
        match (field, default) {
            (Some(&Input::Number { min, max, step, .. }), _) if step >= 1.0 => Self::Whole(min, max),
            (Some(Input::Share(_) | Input::Slider { .. }), _) => Self::Share,
            (Some(&Input::Optional { share: true, min, .. }), _) if min >= 0.0 => Self::Share,
            (Some(Input::Optional { .. }), _) => Self::Number,
            (Some(Input::Day(_)), _) => Self::Day,
            (Some(Input::Numbers(_)), _) if reads(Value::from(vec![0.5])) => Self::Numbers,
            (Some(Input::Numbers(_)), _) => Self::WholeNumbers,
            (_, Value::Bool(_)) => Self::YesNo,
            (_, Value::Number(_)) if reads(Value::from(0.5)) => Self::Number,
            (_, Value::Number(_)) => {
                let most = [u32::MAX, u32::from(u16::MAX), u32::from(u8::MAX)];
                let most = most.into_iter().find(|&most| reads(Value::from(most))).unwrap_or_default();
                Self::Whole(0.0, f64::from(most))
            }
            (_, Value::Array(_)) => Self::List,
            (_, Value::Object(_)) => Self::Table,
            (_, Value::Null | Value::String(_)) => Self::Text,
        }
    }

    /// What was given, and what is wanted.
    pub fn said(&self, given: &str, language: Language) -> String {
        let texts = WantedTexts::of(language);
        (texts.refused)(given, &self.named(texts))
    }

    fn named(&self, texts: &WantedTexts) -> String {
        let fixed = match self {
            Self::Whole(from, to) => return (texts.whole)(&from.to_string(), &to.to_string()),
            Self::OneOf(names) => return (texts.one_of)(&names.join(", ")),
            Self::Number => texts.number,
            Self::Share => texts.share,
            Self::WholeNumbers => texts.whole_numbers,
            Self::Numbers => texts.numbers,
            Self::YesNo => texts.yes_no,
            Self::Day => texts.day,
            Self::Text => texts.text,
            Self::List => texts.list,
            Self::Table => texts.table,
        };
        fixed.to_owned()
    }
}

/// In English, for programs.
impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.named(WantedTexts::of(Language::English)))
    }
}

/// The names a parameter can have: it is asked for one that nobody has. `None` where it is no name.
fn names<T: DeserializeOwned>(parameter: &str) -> Option<&'static [&'static str]> {
    T::deserialize(MapDeserializer::<_, Refusal>::new(std::iter::once((parameter, "?")))).err()?.0
}

/// Why something cannot be read: it is none of these names, or something else.
#[derive(Debug, thiserror::Error)]
#[error("refused")]
struct Refusal(Option<&'static [&'static str]>);

impl de::Error for Refusal {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(None)
    }

    fn unknown_variant(_: &str, names: &'static [&'static str]) -> Self {
        Self(Some(names))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::format::Plain;
    use crate::domain::intake::Unpaced;
    use crate::indicators::settings::SHARED;
    use crate::indicators::{Say, Settings, registry};

    #[track_caller]
    fn refused(of: &str, parameter: &str, value: &Value) -> [String; 2] {
        Language::ALL.map(|language| {
            let mut settings = Settings::default();
            let format = Plain(language);
            let error = registry::set::<Unpaced>(&mut settings, of, parameter, value, &Say::new(language, &format))
                .unwrap_err();
            assert_eq!(settings, Settings::default(), "nothing changes");
            error.said(language)
        })
    }

    #[test]
    fn what_cannot_be_read_is_told_with_what_can() {
        let cases = [
            (SHARED, "reference_date", json!("soon"), "“soon”", "a day like 2024-03-05", "日期，如 2024-03-05"),
            (SHARED, "returns", json!("maybe"), "“maybe”", "one of net, left_out", "以下之一：net, left_out"),
            (SHARED, "level", json!("high"), "“high”", "a number", "数字"),
            (SHARED, "small_sample", json!(2.5), "2.5", "a whole number from 1 to 10000", "1 至 10000 的整数"),
            ("rfm", "bins", json!(300), "300", "a whole number from 0 to 255", "0 至 255 的整数"),
            ("rfm", "within_filter", json!("x"), "“x”", "yes or no (true, false)", "是或否（true、false）"),
            (
                "rfm",
                "bounds_r",
                json!(["30.5"]),
                "[\"30.5\"]",
                "whole numbers in a list, none below 0",
                "由不小于 0 的整数组成的列表",
            ),
            (
                "rfm",
                "bounds_m",
                json!(["x"]),
                "[\"x\"]",
                "numbers in a list, with six decimals at most",
                "由数字组成的列表，最多六位小数",
            ),
            ("concentration", "top", json!(-1), "-1", "a whole number from 1 to 99", "1 至 99 的整数"),
            ("concentration", "a_until", json!(null), "null", "a share from 0 to 1", "0 至 1 之间的比例"),
            (
                "survival",
                "tenure_unit",
                json!(7),
                "7",
                "one of auto, days, weeks, months, years",
                "以下之一：auto, days, weeks, months, years",
            ),
            ("survival", "by", json!(7), "7", "a text", "文本"),
            ("what_if", "stays", json!("x"), "“x”", "a share from 0 to 1", "0 至 1 之间的比例"),
            ("what_if", "revenue", json!("x"), "“x”", "a number", "数字"),
            ("nps", "really_0_to_10", json!("0-5"), "“0-5”", "a list", "列表"),
        ];
        for (of, parameter, value, given, english, chinese) in cases {
            let [en, zh] = refused(of, parameter, &value);
            assert!(en.starts_with(given) && en.ends_with(&format!("Wanted: {english}")), "{en}");
            assert!(zh.contains(given) && zh.ends_with(chinese), "{zh}");
        }
    }

    #[test]
    fn what_can_be_read_and_makes_no_sense_is_the_indicators_to_say() {
        let [en, zh] = refused("rfm", "bins", &json!(200));
        assert!(!en.contains("Wanted") && !zh.contains("应为") && !zh.is_ascii(), "{en} {zh}");
    }
}

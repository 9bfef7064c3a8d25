//! The parameters in force: those all indicators share, once, and each indicator's own under its id.
//!
//! Own parameters are kept as JSON. Whoever keeps settings need not know them; the indicator reads and checks them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::currency::Currency;
use crate::domain::day::Day;
use crate::domain::interval::Level;
use crate::domain::language::Language;
use crate::domain::own_json;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::texts::{Fixed, texts};

use super::Say;
use super::page::{Control, Input};
use super::wanted::Wanted;

/// Stands for the shared parameters where an indicator's id does for its own.
pub const SHARED: &str = "shared";

/// All parameters. Second version; see [`Settings::from_first`] for the one before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Those that mean the same in every indicator.
    pub shared: Shared,
    /// Each indicator's own, by its id; what is absent has its default.
    pub own: BTreeMap<String, Map<String, Value>>,
}

/// Parameters that mean the same in every indicator that has them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shared {
    /// The day everything is counted to, in all tables: rows after it are left out. `None` for the day after the newest
    /// loaded purchase, or after the end of the chosen period.
    pub reference_date: Option<Day>,
    /// What money is in where no file says so.
    pub currency: Option<Currency>,
    /// What returns do.
    pub returns: ReturnsPolicy,
    /// The length of periods.
    pub length: PeriodLength,
    /// Confidence of intervals, 0.5 to below 1.
    pub level: f64,
    /// Below how many answers, cases or customers a figure is marked as a small sample.
    pub small_sample: SmallSample,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            reference_date: None,
            currency: None,
            returns: ReturnsPolicy::default(),
            length: PeriodLength::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

texts! {
    /// Texts of the shared parameters.
    SharedTexts {
        title: Fixed = "What all figures share", "所有指标通用";
        reference: Fixed = "Reference date", "基准日";
        reference_help: Fixed =
            "Days since the last purchase are counted to this day, and no figure counts rows after it. Blank: the day after the newest loaded purchase, or after the end of the chosen period.",
            "距上次购买的天数计算到这一天，之后的数据不计入任何指标。留空则取已载入交易最新日期的次日，或所选时间范围结束的次日。";
        currency: Fixed = "Currency of amounts", "金额币种";
        currency_none: Fixed = "none", "不注明";
        currency_help: Fixed =
            "Stands where money is shown. A file that names its currency, in its header or beside its amounts, goes before.",
            "显示在各处金额之前。文件在表头或金额旁注明币种的，以文件为准。";
        returns: Fixed = "Returns and cancellations", "退货与取消";
        returns_net: Fixed = "lower the money spent", "冲减消费金额";
        returns_left_out: Fixed = "are left out", "不计入";
        level: Fixed = "Confidence of intervals (NPS, rates)", "置信水平（NPS 与各比率）";
        small_sample: Fixed = "Mark figures of fewer than", "样本少于此数时提示";
        small_sample_help: Fixed =
            "Answers, cases or customers. Scores of fewer are not compared; 30 is a rule of thumb.",
            "回答、个案或客户的数量。少于此数的得分不作比较；30 是经验值。";
        error_level: Fixed = "The confidence must be at least 50% and below 100%", "置信水平须不低于 50% 且低于 100%";
    }
}

/// Confidence levels offered.
const LEVELS: [f64; 3] = [0.90, 0.95, 0.99];

/// The shared parameters as fields.
pub fn controls(shared: &Shared, say: &Say<'_>) -> Vec<Control> {
    let texts = SharedTexts::of(say.language);
    let returns = [(ReturnsPolicy::Net, texts.returns_net), (ReturnsPolicy::LeftOut, texts.returns_left_out)];
    let returns = returns.map(|(policy, text)| (policy, text.to_owned()));
    // A level set elsewhere is offered beside the usual ones.
    let other = Some(shared.level).filter(|level| !LEVELS.contains(level));
    let levels = LEVELS.into_iter().chain(other).map(|level| (level, say.percent(level)));
    vec![
        Control::new(SHARED, "reference_date", texts.reference, Input::Day(shared.reference_date))
            .named("rfm-reference")
            .helped(texts.reference_help),
        Control::new(SHARED, "returns", texts.returns, Input::choice(returns, &shared.returns)).named("rfm-returns"),
        currency_control(shared.currency, say),
        length_control(shared.length, say),
        Control::new(SHARED, "level", texts.level, Input::choice(levels, &shared.level)).named("level"),
        small_sample_control(shared.small_sample, say),
    ]
}

fn currency_control(currency: Option<Currency>, say: &Say<'_>) -> Control {
    let texts = SharedTexts::of(say.language);
    let offered = Currency::OFFERED.map(Currency::of_code);
    // One set elsewhere is offered beside the usual ones.
    let other = currency.filter(|currency| !offered.contains(currency));
    let codes = offered.into_iter().chain(other).map(|code| (Some(code), code.to_string()));
    let options = std::iter::once((None, texts.currency_none.to_owned())).chain(codes);
    Control::new(SHARED, "currency", texts.currency, Input::choice(options, &currency))
        .named("currency")
        .helped(texts.currency_help)
}

fn small_sample_control(few: SmallSample, say: &Say<'_>) -> Control {
    let texts = SharedTexts::of(say.language);
    let (value, max) = (f64::from(u32::from(few)), f64::from(SmallSample::MOST));
    Control::new(SHARED, "small_sample", texts.small_sample, Input::Number { value, min: 1.0, max, step: 1.0 })
        .named("small-sample")
        .helped(texts.small_sample_help)
}

/// The length of periods as a field: pages over periods have it too.
pub fn length_control(length: PeriodLength, say: &Say<'_>) -> Control {
    let options = PeriodLength::ALL.map(|length| {
        let text = match length {
            PeriodLength::Month => say.words.month,
            PeriodLength::Quarter => say.words.quarter,
            PeriodLength::Year => say.words.year,
        };
        (length, text.to_owned())
    });
    Control::new(SHARED, "length", say.words.length, Input::choice(options, &length)).named("period-length")
}

/// Why a parameter cannot be set.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SettingError {
    /// No indicator has this id.
    #[error("there is no indicator `{0}`")]
    NoSuchIndicator(String),
    /// The indicator has no such parameter.
    #[error("`{of}` has no parameter `{parameter}`")]
    NoSuchParameter {
        /// The indicator.
        of: String,
        /// The parameter.
        parameter: String,
    },
    /// The value is none of this parameter.
    #[error("{of}.{parameter} cannot be {value}: {why}")]
    Value {
        /// The indicator.
        of: String,
        /// The parameter.
        parameter: String,
        /// The value.
        value: String,
        /// What is wrong with it, in the reader's language.
        why: String,
    },
    /// The value is nothing like what the parameter can be.
    #[error("{of}.{parameter} cannot be {value}: wanted is {wanted}")]
    Unreadable {
        /// The indicator.
        of: String,
        /// The parameter.
        parameter: String,
        /// The value.
        value: String,
        /// What it can be.
        wanted: Wanted,
    },
}

impl SettingError {
    /// There is no such parameter.
    pub(super) fn unknown(of: &str, parameter: &str) -> Self {
        Self::NoSuchParameter { of: of.into(), parameter: parameter.into() }
    }

    /// The parameter cannot have this value.
    pub(super) fn refused(of: &str, parameter: &str, value: &Value, why: String) -> Self {
        Self::Value { of: of.into(), parameter: parameter.into(), value: value.to_string(), why }
    }

    /// The parameter is something else.
    pub(super) fn unreadable(of: &str, parameter: &str, value: &Value, wanted: Wanted) -> Self {
        // As it was typed.
        let value = value.as_str().map_or_else(|| value.to_string(), |text| format!("“{text}”"));
        Self::Unreadable { of: of.into(), parameter: parameter.into(), value, wanted }
    }

    /// What is wrong, said to who typed the value in.
    pub fn said(&self, language: Language) -> String {
        match self {
            Self::Value { why, .. } => why.clone(),
            Self::Unreadable { value, wanted, .. } => wanted.said(value, language),
            // The page offers no such field.
            Self::NoSuchIndicator(_) | Self::NoSuchParameter { .. } => self.to_string(),
        }
    }
}

impl Settings {
    /// An indicator's own parameters. Values another version stored that mean nothing here give way to the default,
    /// each by itself.
    pub fn own<T: Default + Serialize + for<'a> Deserialize<'a>>(&self, id: &str) -> T {
        let Some(stored) = self.own.get(id) else { return T::default() };
        if let Some(read) = own_json::of_value(&Value::Object(stored.clone())) {
            return read;
        }
        let mut readable = Map::new();
        for (name, value) in stored {
            readable.insert(name.clone(), value.clone());
            if own_json::of_value::<T>(&Value::Object(readable.clone())).is_none() {
                readable.remove(name);
            }
        }
        own_json::of_value(&Value::Object(readable)).unwrap_or_default()
    }

    /// Settings of the first version: a typed object an indicator, with the shared parameters repeated in each.
    pub fn from_first(value: &Value) -> Self {
        let part = |id: &str| value.get(id).and_then(Value::as_object).cloned().unwrap_or_default();
        let shared = |id: &str, name: &str| part(id).remove(name).unwrap_or_default();
        let shared_now = Shared {
            reference_date: own_json::of_value(&shared("rfm", "reference_date")).unwrap_or_default(),
            currency: None,
            returns: own_json::of_value(&shared("rfm", "returns")).unwrap_or_default(),
            length: own_json::of_value(&shared("rates", "length")).unwrap_or_default(),
            level: shared("nps", "level").as_f64().unwrap_or(Level::DEFAULT.get()),
            small_sample: SmallSample::DEFAULT,
        };
        let own = ["rfm", "concentration", "rates", "exits"].into_iter().map(|id| {
            let mut own = part(id);
            own.retain(|name, _| !Shared::NAMES.contains(&name.as_str()));
            // Typed-in edges were one object of three lists.
            if let Some(Value::Object(bounds)) = own.remove("bounds") {
                own.extend(bounds.into_iter().map(|(measure, edges)| (format!("bounds_{measure}"), edges)));
            }
            (id.to_owned(), own)
        });
        Self { shared: shared_now, own: own.filter(|(_, own)| !own.is_empty()).collect() }
    }
}

impl Shared {
    /// The names of the shared parameters, which no indicator's own have.
    pub const NAMES: [&str; 6] = ["reference_date", "currency", "returns", "length", "level", "small_sample"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Own {
        months: u32,
        by: Option<String>,
    }

    #[test]
    fn own_parameters_are_read_and_what_means_nothing_is_the_default() {
        let mut settings = Settings::default();
        assert_eq!(settings.own::<Own>("exits"), Own::default());
        settings.own.insert("exits".into(), json!({"months": 6, "by": 7, "later": true}).as_object().unwrap().clone());
        assert_eq!(settings.own::<Own>("exits"), Own { months: 6, by: None });
    }

    #[test]
    fn the_first_version_is_taken_over() {
        let first = json!({
            "rfm": {"reference_date": "2024-03-01", "bins": 4, "returns": "left_out",
                    "bounds": {"r": [30], "f": [], "m": [100.5]}},
            "concentration": {"a_until": 0.7, "b_until": 0.9, "returns": "left_out"},
            "nps": {"level": 0.9},
            "rates": {"length": "quarter", "level": 0.9, "reference_date": "2024-03-01", "inactive_days": [30]},
            "exits": {"months": 6, "returns": "left_out"},
        });
        let settings = Settings::from_first(&first);
        assert_eq!(
            settings.shared,
            Shared {
                reference_date: "2024-03-01".parse().ok(),
                returns: ReturnsPolicy::LeftOut,
                length: PeriodLength::Quarter,
                level: 0.9,
                small_sample: SmallSample::DEFAULT,
                currency: None,
            }
        );
        assert_eq!(
            serde_json::to_value(&settings.own).unwrap(),
            json!({
                "rfm": {"bins": 4, "bounds_r": [30], "bounds_f": [], "bounds_m": [100.5]},
                "concentration": {"a_until": 0.7, "b_until": 0.9},
                "rates": {"inactive_days": [30]}, "exits": {"months": 6},
            })
        );
        assert_eq!(Settings::from_first(&json!({})), Settings::default());
    }
}

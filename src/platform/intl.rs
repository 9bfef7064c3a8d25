//! Numbers and dates in the user's language, through the browser's own `Intl`.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::currency::Currency;
use crate::domain::day::Day;
use crate::domain::format::{DateStyle, Format, Unit};
use crate::domain::survey::Moment;

/// The formats one language needs, made once: making a formatter is slow, using it is not.
#[derive(Clone)]
pub struct Formats {
    whole: Function,
    decimal: Function,
    precise: Function,
    compact: Function,
    exact: Function,
    percent: Function,
    whole_percent: Function,
    signed: Function,
    date: Function,
    month: Function,
    month_alone: Function,
    moment: Function,
    currency: Option<Currency>,
}

impl Formats {
    /// The formats of a BCP 47 language tag.
    pub fn new(tag: &str) -> Self {
        let number = |options: &[(&str, JsValue)]| number_format(tag, options);
        Self {
            whole: number(&[("maximumFractionDigits", 0.into())]),
            decimal: number(&[("minimumFractionDigits", 1.into()), ("maximumFractionDigits", 1.into())]),
            precise: number(&[("maximumFractionDigits", 2.into())]),
            compact: number(&[
                ("notation", "compact".into()),
                ("useGrouping", true.into()),
                ("maximumFractionDigits", 1.into()),
            ]),
            exact: number(&[("minimumFractionDigits", 2.into()), ("maximumFractionDigits", 6.into())]),
            percent: number(&[("style", "percent".into()), ("maximumFractionDigits", 1.into())]),
            whole_percent: number(&[("style", "percent".into()), ("maximumFractionDigits", 0.into())]),
            signed: number(&[("signDisplay", "exceptZero".into()), ("maximumFractionDigits", 1.into())]),
            date: date_format(tag, &[("year", "numeric"), ("month", "short"), ("day", "numeric")]),
            month: date_format(tag, &[("year", "numeric"), ("month", "short")]),
            month_alone: date_format(tag, &[("month", "short")]),
            moment: date_format(
                tag,
                &[
                    ("month", "short"),
                    ("day", "numeric"),
                    ("hour", "2-digit"),
                    ("minute", "2-digit"),
                    ("hourCycle", "h23"),
                ],
            ),
            currency: None,
        }
    }

    /// With money in a currency.
    #[must_use]
    pub fn in_currency(self, currency: Option<Currency>) -> Self {
        Self { currency, ..self }
    }

    /// Day and time by the clock the moment was taken on: `5 Mar, 14:07`, `3月5日 14:07`.
    pub fn moment(&self, moment: Moment) -> String {
        let local = moment.epoch_ms.saturating_add(i64::from(moment.offset_minutes) * 60_000);
        call(&self.moment, local as f64)
    }
}

impl Format for Formats {
    fn write(&self, unit: Unit, value: f64) -> String {
        let format = match unit {
            Unit::Whole => &self.whole,
            Unit::Decimal => &self.decimal,
            Unit::Precise => &self.precise,
            Unit::Compact => &self.compact,
            // Money comes as one of the others.
            Unit::Exact | Unit::Money | Unit::CompactMoney | Unit::Amount => &self.exact,
            Unit::Share => &self.percent,
            Unit::WholeShare => &self.whole_percent,
            Unit::Score => &self.signed,
        };
        call(format, value)
    }

    fn currency(&self) -> Option<Currency> {
        self.currency
    }

    fn date(&self, style: DateStyle, day: Day) -> String {
        let format = match style {
            DateStyle::Day => &self.date,
            DateStyle::Month => &self.month,
            DateStyle::MonthAlone => &self.month_alone,
        };
        call(format, f64::from(day.epoch_days()) * 86_400_000.0)
    }
}

fn call(format: &Function, value: f64) -> String {
    format
        .call1(&JsValue::UNDEFINED, &value.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| value.to_string())
}

fn number_format(tag: &str, options: &[(&str, JsValue)]) -> Function {
    let object = Object::new();
    for (name, value) in options {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    let format: JsValue = Intl::NumberFormat::new(&Array::of1(&tag.into()), &object).into();
    getter(&format)
}

fn date_format(tag: &str, options: &[(&str, &str)]) -> Function {
    let object = Object::new();
    // Days are calendar days: reading them in any other zone would shift some by one.
    for (name, value) in options.iter().chain(&[("timeZone", "UTC")]) {
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    let format: JsValue = Intl::DateTimeFormat::new(&Array::of1(&tag.into()), &object).into();
    getter(&format)
}

/// The bound function behind an Intl formatter's `format` getter.
fn getter(format: &JsValue) -> Function {
    Reflect::get(format, &"format".into()).map_or_else(|_| Function::default(), JsCast::unchecked_into)
}

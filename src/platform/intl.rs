//! Numbers and dates in the user's language, through the browser's own `Intl`.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::day::{Day, Month};
use crate::domain::money::Money;
use crate::domain::survey::Moment;

/// The formats one language needs, made once: making a formatter is slow, using it is not.
#[derive(Clone)]
pub struct Formats {
    whole: Function,
    decimal: Function,
    precise: Function,
    compact: Function,
    amount: Function,
    percent: Function,
    whole_percent: Function,
    signed: Function,
    date: Function,
    month: Function,
    month_alone: Function,
    moment: Function,
}

impl Formats {
    /// The formats of a BCP 47 language tag.
    pub fn new(tag: &str) -> Self {
        let number = |options: &[(&str, JsValue)]| number_format(tag, options);
        Self {
            whole: number(&[("maximumFractionDigits", 0.into())]),
            decimal: number(&[("minimumFractionDigits", 1.into()), ("maximumFractionDigits", 1.into())]),
            precise: number(&[("maximumFractionDigits", 2.into())]),
            compact: number(&[("notation", "compact".into()), ("maximumFractionDigits", 1.into())]),
            amount: number(&[("minimumFractionDigits", 2.into()), ("maximumFractionDigits", 6.into())]),
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
        }
    }

    /// A count: `12,345`.
    pub fn count(&self, count: usize) -> String {
        self.number(count as f64)
    }

    /// A number without decimals: `12,345`.
    pub fn number(&self, number: f64) -> String {
        call(&self.whole, number)
    }

    /// A number with one decimal: `12.3`.
    pub fn decimal(&self, number: f64) -> String {
        call(&self.decimal, number)
    }

    /// A number with as many decimals as it has, up to two: `12`, `12.25`.
    pub fn precise(&self, number: f64) -> String {
        call(&self.precise, number)
    }

    /// A large number in short: `1.2M`, `123.4万`. The full value belongs into a title.
    pub fn compact(&self, number: f64) -> String {
        if number.abs() < 10_000.0 { self.number(number) } else { call(&self.compact, number) }
    }

    /// An amount with all its decimals, two at least where it has any: `1,234.50`.
    pub fn amount(&self, amount: Money) -> String {
        if amount.is_whole() { call(&self.whole, amount.to_f64()) } else { call(&self.amount, amount.to_f64()) }
    }

    /// A share of one as a percentage: `12.3%`.
    pub fn percent(&self, share: f64) -> String {
        call(&self.percent, share)
    }

    /// A share of one where room is scarce: `12%`.
    pub fn whole_percent(&self, share: f64) -> String {
        call(&self.whole_percent, share)
    }

    /// A difference with its sign: `+3.2`.
    pub fn signed(&self, difference: f64) -> String {
        call(&self.signed, difference)
    }

    /// A day: `5 Mar 2024`, `2024年3月5日`.
    pub fn day(&self, day: Day) -> String {
        call(&self.date, f64::from(day.epoch_days()) * 86_400_000.0)
    }

    /// Day and time by the clock the moment was taken on: `5 Mar, 14:07`, `3月5日 14:07`.
    pub fn moment(&self, moment: Moment) -> String {
        let local = moment.epoch_ms.saturating_add(i64::from(moment.offset_minutes) * 60_000);
        call(&self.moment, local as f64)
    }

    /// A month without its year: `Mar`, `3月`.
    pub fn month_alone(&self, month: Month) -> String {
        call(&self.month_alone, f64::from(month.first_day().epoch_days()) * 86_400_000.0)
    }

    /// A month: `Mar 2024`, `2024年3月`.
    pub fn month(&self, month: Month) -> String {
        call(&self.month, f64::from(month.first_day().epoch_days()) * 86_400_000.0)
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

//! Numbers and dates in the user's language, through the browser's own `Intl`.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::currency::Currency;
use crate::domain::day::Day;
use crate::domain::format::{DateStyle, Format, Unit};
use crate::domain::survey::Moment;

/// The formats one language needs. Each is made when it is first used: making a formatter is slow, using it is not.
#[derive(Clone)]
pub struct Formats {
    tag: &'static str,
    made: Rc<Made>,
    currency: Option<Currency>,
}

/// The formatters there are so far.
#[derive(Default)]
struct Made {
    whole: OnceCell<Function>,
    decimal: OnceCell<Function>,
    precise: OnceCell<Function>,
    compact: OnceCell<Function>,
    exact: OnceCell<Function>,
    percent: OnceCell<Function>,
    whole_percent: OnceCell<Function>,
    signed: OnceCell<Function>,
    date: OnceCell<Function>,
    month: OnceCell<Function>,
    month_alone: OnceCell<Function>,
    moment: OnceCell<Function>,
}

impl Formats {
    /// The formats of a BCP 47 language tag.
    pub fn new(tag: &'static str) -> Self {
        Self { tag, made: Rc::default(), currency: None }
    }

    /// With money in a currency.
    #[must_use]
    pub fn in_currency(self, currency: Option<Currency>) -> Self {
        Self { currency, ..self }
    }

    /// Day and time by the clock the moment was taken on: `5 Mar, 14:07`, `3月5日 14:07`.
    pub fn moment(&self, moment: Moment) -> String {
        let local = moment.epoch_ms.saturating_add(i64::from(moment.offset_minutes) * 60_000);
        let options =
            [("month", "short"), ("day", "numeric"), ("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
        call(self.made.moment.get_or_init(|| date_format(self.tag, &options)), local as f64)
    }

    fn number(&self, unit: Unit) -> &Function {
        let made = &self.made;
        let (cell, style, least, most) = match unit {
            Unit::Whole => (&made.whole, None, 0, 0),
            Unit::Decimal => (&made.decimal, None, 1, 1),
            Unit::Precise => (&made.precise, None, 0, 2),
            Unit::Compact => (&made.compact, Some(("notation", "compact")), 0, 1),
            // Money comes as one of the others.
            Unit::Exact | Unit::Money | Unit::CompactMoney | Unit::Amount => (&made.exact, None, 2, 6),
            Unit::Share => (&made.percent, Some(("style", "percent")), 0, 1),
            Unit::WholeShare => (&made.whole_percent, Some(("style", "percent")), 0, 0),
            Unit::Score => (&made.signed, Some(("signDisplay", "exceptZero")), 1, 1),
        };
        cell.get_or_init(|| number_format(self.tag, style, (least, most)))
    }
}

impl Format for Formats {
    fn write(&self, unit: Unit, value: f64) -> String {
        call(self.number(unit), value)
    }

    fn currency(&self) -> Option<Currency> {
        self.currency
    }

    fn date(&self, style: DateStyle, day: Day) -> String {
        let made = &self.made;
        let (cell, options): (_, &[_]) = match style {
            DateStyle::Day => (&made.date, &[("year", "numeric"), ("month", "short"), ("day", "numeric")]),
            DateStyle::Month => (&made.month, &[("year", "numeric"), ("month", "short")]),
            DateStyle::MonthAlone => (&made.month_alone, &[("month", "short")]),
        };
        let format = cell.get_or_init(|| date_format(self.tag, options));
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

/// Numbers of so many decimals, at least and at most; thousands are marked in compact ones too.
fn number_format(tag: &str, style: Option<(&str, &str)>, (least, most): (u8, u8)) -> Function {
    let object = Object::new();
    // Setting a property of a fresh object cannot fail.
    let set = |name: &str, value: JsValue| _ = Reflect::set(&object, &name.into(), &value);
    if let Some((name, value)) = style {
        set(name, value.into());
    }
    set("useGrouping", true.into());
    set("minimumFractionDigits", least.into());
    set("maximumFractionDigits", most.into());
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

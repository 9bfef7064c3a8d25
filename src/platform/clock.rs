//! The user's calendar.

use crate::domain::day::Day;

/// Today where the user is; `None` where the browser's clock is outside years 1 to 9999.
pub fn today() -> Option<Day> {
    let now = js_sys::Date::new_0();
    let year = i16::try_from(now.get_full_year()).ok()?;
    let month = i8::try_from(now.get_month() + 1).ok()?;
    let day = i8::try_from(now.get_date()).ok()?;
    Day::from_ymd(year, month, day)
}

/// Milliseconds since some moment in the past, for measuring spans of time.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

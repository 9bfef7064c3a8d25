//! The user's calendar, and the browser's turns.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::domain::day::Day;
use crate::domain::survey::Moment;

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

/// The minute of the user's day, counted from midnight.
pub fn minute_of_day() -> u16 {
    let now = js_sys::Date::new_0();
    u16::try_from(now.get_hours() * 60 + now.get_minutes()).unwrap_or_default()
}

/// Milliseconds since the page was opened; nobody can set this clock.
pub fn since_start_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(now_ms, |clock| clock.now())
}

/// Lets whatever waits have its turn: messages, clicks, drawing. A message to oneself is used, as
/// browsers hold timers back for milliseconds.
pub async fn next_turn() {
    let turn = Promise::new(&mut |resolve: Function, _| {
        let Ok(channel) = MessageChannel::new() else {
            // Without a channel there is no turn to wait for; calling a promise's own function cannot fail.
            let _ = resolve.call0(&JsValue::NULL);
            return;
        };
        channel.port1().set_onmessage(Some(&resolve));
        // A port of one's own that was never closed takes any message.
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    // The promise is never rejected.
    let _ = JsFuture::from(turn).await;
}

/// Lets so many milliseconds go by, in a page.
pub async fn after(milliseconds: i32) {
    let over = Promise::new(&mut |resolve: Function, _| {
        // A page has a window, and a window its timers.
        let window = web_sys::window();
        let _ =
            window.map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds));
    });
    // The promise is never rejected.
    let _ = JsFuture::from(over).await;
}

/// Now, by the user's clock.
pub fn now() -> Moment {
    // Milliseconds since 1970 are far below 2^63; offsets are whole minutes within a day.
    #[allow(clippy::cast_possible_truncation)]
    let (epoch_ms, offset_minutes) = (now_ms() as i64, -js_sys::Date::new_0().get_timezone_offset() as i16);
    Moment { epoch_ms, offset_minutes }
}

/// A stretch of work between two looks at the messages.
#[derive(Debug, Clone, Copy)]
pub struct Slice(f64);

impl Slice {
    /// How long one is, in milliseconds.
    const LENGTH: f64 = 50.0;

    /// One that begins now.
    pub fn begin() -> Self {
        Self(now_ms())
    }

    /// Whether messages should be let in.
    pub fn is_over(self) -> bool {
        now_ms() - self.0 >= Self::LENGTH
    }

    /// Lets messages in; the time others take is not the next one's.
    pub async fn next(&mut self) {
        next_turn().await;
        *self = Self::begin();
    }
}

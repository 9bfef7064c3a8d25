//! Charts: pure scenes, and one thin backend that puts them on a canvas.
//!
//! A chart is a function from figures, a [`Size`] and a [`TextMeasure`] to a [`Scene`]: marks in CSS
//! pixels with colours by role, hits for pointer and keyboard, lines to move, a data table and a summary. Texts and
//! number formats come from the caller in the reader's language. Figures that are not finite count
//! as missing; every chart says what it would show where there is nothing to draw.
//!
//! | chart | shows |
//! |---|---|
//! | [`lorenz`] | how concentrated value is |
//! | [`rfm_map`] | customers or value by recency and frequency |
//! | [`gauge`] | one Net Promoter Score with its interval |
//! | [`stacked`] | promoters, passives and detractors side by side |
//! | [`trend`] | the score over periods, real changes marked |
//! | [`cohorts`] | who of each month's new customers came back |
//! | [`bars`] | one figure by group, with whiskers where there is an interval |
//! | [`over_time`] | columns or lines over periods |
//! | [`curves`] | who is still there after a time, as steps with intervals |
//! | [`upset`] | how many are in which sets together |
//! | [`density`] | how many lie where between two measures |
//! | [`sankey`] | who went from where to where |
//! | [`scatter`] | things by two measures, with intervals both ways |

pub mod bars;
#[cfg(target_arch = "wasm32")]
pub mod canvas;
#[cfg(test)]
mod check;
pub mod cohorts;
pub mod curves;
pub mod density;
pub mod from_page;
pub mod gauge;
mod heat;
pub mod hits;
pub mod ink;
pub mod lines;
pub mod lorenz;
pub mod over_time;
#[cfg(target_arch = "wasm32")]
pub mod png;
pub mod poster;
pub mod rfm_map;
pub mod sankey;
pub mod scale;
pub mod scatter;
pub mod scene;
mod sketch;
pub mod sparkline;
pub mod stacked;
pub mod svg;
pub mod text;
pub mod ticks;
pub mod trend;
pub mod upset;
#[cfg(target_arch = "wasm32")]
pub mod watch;

pub use hits::{Crosshair, Hit, Step, Target};
pub use ink::{Ink, Palette, Rgba};
pub use lines::Line;
pub use scene::{DataTable, Mark, Point, Rect, Scene, Size};
pub use sketch::{Format, Words};
pub use text::{Font, TextMeasure, WidthTable};
pub use ticks::Period;

//! What the page knows: preferences, where the user is, what is loaded.

mod app;
mod hand_over;
mod kiosk;
mod preferences;

pub use app::{App, Kept, Task, use_app};
pub use hand_over::{Added, Reader, Shown, Standing, add_files, export_answers, show_codes};
pub use kiosk::{Holding, Kiosk, KioskSettings, fill_screen, use_kiosk};
pub use preferences::{Preferences, Theme};

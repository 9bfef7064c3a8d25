//! What the page knows: preferences, where the user is, what is loaded.

mod app;
mod care;
mod hand_over;
mod kiosk;
mod offline;
mod preferences;

pub use app::ask::{AskedPage, unexpected};
pub use app::{App, Kept, Task, use_app};
pub use care::{Care, CareChoices, CareTrouble, use_care};
pub use hand_over::{Added, Reader, Shown, Standing, add_files, code_of, export_answers, show_codes};
pub use kiosk::{Carried, Holding, Kiosk, fill_screen, use_kiosk};
pub use offline::{Offline, use_offline};
pub use preferences::{Preferences, Theme};

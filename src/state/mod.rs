//! What the page knows: preferences, where the user is, what is loaded.

mod app;
mod preferences;

pub use app::{App, Kept, Task, use_app};
pub use preferences::{Preferences, Theme};

//! The browser behind small ports. Nothing else in the crate names a browser API for storage,
//! databases, files, downloads, number formats, service workers, workers or the clock.

pub mod answering;
pub mod answers;
pub mod beside;
pub mod camera;
pub mod canvas;
pub mod cases;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod displays;
pub mod download;
pub mod durable;
pub mod file;
pub mod history;
pub mod intl;
pub mod kiosk_state;
pub mod offline;
pub mod page;
pub mod program;
pub mod random;
pub mod room;
pub mod storage;
pub mod wake_lock;

//! The browser behind small ports. Nothing else in the crate names a browser API for storage,
//! databases, files, downloads, number formats or the clock.

pub mod answers;
pub mod camera;
pub mod canvas;
pub mod clock;
pub mod database;
pub mod download;
pub mod file;
pub mod intl;
pub mod random;
pub mod storage;

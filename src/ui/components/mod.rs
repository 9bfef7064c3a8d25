//! One way to do each thing: one banner, one table, one figure, one file picker, one dialog, one chart frame.

pub mod banner;
pub mod chart;
pub mod choice;
pub mod dialog;
pub mod empty;
pub mod figure;
pub mod file_picker;
pub mod filter_bar;
pub mod filter_panel;
pub mod focus;
pub mod icon;
pub mod later;
pub mod link;
pub mod outcome;
pub mod progress;
pub mod provenance;
pub mod table;
pub mod table_download;
pub mod table_keys;
pub mod timeline;

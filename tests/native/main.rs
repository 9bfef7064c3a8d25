//! What needs no browser, in one program: each of its own would be linked anew, a minute apiece.
//! One file alone: `cargo test --test native filters`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

mod answers;
mod asked;
mod doors;
#[path = "../reference/mod.rs"]
mod reference;

mod domain_analysis;
mod domain_care;
mod domain_columns;
mod domain_dates;
mod domain_exports;
mod domain_hand_over;
mod domain_header_row;
mod domain_intake;
mod domain_is_pure;
mod domain_json;
mod domain_likely_columns;
mod domain_misread_files;
mod domain_odd_files;
mod domain_qr;
mod domain_refunds;
mod domain_sample;
mod domain_sheets;
mod domain_styles;
mod domain_survey;
mod domain_whole_files;
mod domain_workbook;
mod engine_columns;
mod engine_further;
mod engine_reader;
mod engine_session;
mod example_indicators;
mod filters;
mod indicators;
mod looked_at;
mod one_measure;
mod start_page;
mod why_changed;

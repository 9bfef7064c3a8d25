//! Loyalscope: customer loyalty from a client's files, entirely in the browser.
//!
//! The rooms, from the bottom up; arrows of use point only downwards in this list reversed
//! (`ui` → `state` → `engine` → `indicators` → `domain`):
//!
//! - [`domain`]: pure computation, tested natively, knows no web crate.
//! - [`indicators`]: one folder each, from the tables to pages as plain values; pure.
//! - [`engine`]: the domain behind a message port; runs in a worker.
//! - [`charts`]: pure scenes (marks, ticks, hit-testing) and one thin canvas backend.
//! - [`i18n`]: one typed table of texts per language.
//! - [`route`], [`scroll`] and [`paper`]: addresses of pages, which rows of a long list are in view, how tables fit a
//!   sheet; pure.
//! - `platform`: the browser behind small ports (storage, database, files, downloads).
//! - `ui`: components and pages; holds no arithmetic.

pub mod charts;
pub mod domain;
pub mod engine;
pub mod i18n;
pub mod indicators;
pub mod paper;
pub mod route;
pub mod scroll;

#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod ui;

// Tests of indicators stand in their folders and share their reading of reference data with those in `tests/`.
#[cfg(test)]
extern crate self as loyalscope;

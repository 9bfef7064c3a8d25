//! The domain, the indicators and the texts know no web crate: they must run natively, and be tested there.

use std::fs;
use std::path::{Path, PathBuf};

const WEB_CRATES: [&str; 8] =
    ["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_storage", "gloo_timers", "plotters"];

/// Rooms above both: arrows of use point down, never up.
const ROOMS_ABOVE: [&str; 6] = ["engine", "platform", "charts", "i18n", "state", "ui"];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file, comments left out: they may speak of browsers.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every file of a folder, none of which may name a web crate or one of the rooms.
fn is_pure(folder: &str, least: usize, rooms: &[&str]) {
    let mut files = Vec::new();
    rust_files(Path::new(folder), &mut files);
    assert!(files.len() > least, "{folder} has moved");
    files.sort();
    for file in files {
        let code = code(&file);
        for name in WEB_CRATES {
            assert!(!code.contains(&format!("{name}::")), "{} names {name}", file.display());
        }
        for room in rooms {
            assert!(!code.contains(&format!("crate::{room}::")), "{} uses {room}", file.display());
        }
    }
}

#[test]
fn the_domain_names_no_web_crate_and_no_room_above_it() {
    is_pure("src/domain", 30, &[&ROOMS_ABOVE[..], &["indicators"]].concat());
}

#[test]
fn the_indicators_name_no_web_crate_and_no_room_above_them() {
    is_pure("src/indicators", 30, &ROOMS_ABOVE);
}

#[test]
fn the_texts_name_no_web_crate_and_no_room_above_them() {
    is_pure("src/i18n", 10, &["engine", "platform", "charts", "state", "ui"]);
}

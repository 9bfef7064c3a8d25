//! Going through a table with the arrow keys: it is one stop of the Tab key, whatever it holds.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::focus::focus;

/// What can be gone to: figures and links. Fields and other buttons keep their own stops.
const STOP: &str = "a[href], .figure";

/// Takes the figures and links of a table out of the order of the Tab key.
pub fn one_stop(table: &Element) {
    for stop in all(table) {
        // An attribute of ours on an element of ours.
        let _ = stop.set_attribute("tabindex", "-1");
    }
}

fn all(table: &Element) -> Vec<Element> {
    let (links, buttons) = (table.get_elements_by_tag_name("a"), table.get_elements_by_class_name("figure"));
    let of = |found: web_sys::HtmlCollection| (0..found.length()).filter_map(move |index| found.item(index));
    of(links).chain(of(buttons)).collect()
}

/// Moves the focus by a key: right and left through a row, up and down through a column, to the row's ends, and with
/// Escape back to the table.
pub fn go(event: &KeyboardEvent, table: &HtmlElement) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(from) = target else { return };
    if from.is_same_node(Some(table)) {
        // Left and right scroll a wide table.
        if let ("ArrowDown" | "Enter", Some(first)) = (event.key().as_str(), first_of(table)) {
            event.prevent_default();
            focus(&first);
        }
        return;
    }
    if !from.matches(STOP).unwrap_or(false) {
        return;
    }
    let to = match event.key().as_str() {
        "ArrowRight" => beside(&from, Element::next_element_sibling, first_of),
        "ArrowLeft" => beside(&from, Element::previous_element_sibling, last_of),
        "ArrowDown" => below(&from, Element::next_element_sibling),
        "ArrowUp" => below(&from, Element::previous_element_sibling),
        "Home" => row_of(&from).and_then(|row| first_of(&row)),
        "End" => row_of(&from).and_then(|row| last_of(&row)),
        "Escape" => Some(table.clone().into()),
        _ => return,
    };
    event.prevent_default();
    if let Some(to) = to {
        focus(&to);
    }
}

type Step = fn(&Element) -> Option<Element>;

fn first_of(element: &Element) -> Option<Element> {
    element.query_selector(STOP).ok().flatten()
}

fn last_of(element: &Element) -> Option<Element> {
    all(element).into_iter().reduce(|last, other| {
        let is_later = last.compare_document_position(&other) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0;
        if is_later { other } else { last }
    })
}

fn row_of(element: &Element) -> Option<Element> {
    element.closest("tr").ok().flatten()
}

fn cell_of(element: &Element) -> Option<Element> {
    element.closest("td, th").ok().flatten()
}

/// All that follows by steps.
fn after(element: &Element, step: Step) -> impl Iterator<Item = Element> {
    std::iter::successors(step(element), step)
}

/// What stands next to it: in its cell, else in the cells that follow.
fn beside(from: &Element, step: Step, end: Step) -> Option<Element> {
    let here = after(from, step).find(|sibling| sibling.matches(STOP).unwrap_or(false));
    here.or_else(|| after(&cell_of(from)?, step).find_map(|cell| end(&cell)))
}

/// What stands in its column in the rows that follow.
fn below(from: &Element, step: Step) -> Option<Element> {
    let place = after(&cell_of(from)?, Element::previous_element_sibling).count();
    after(&row_of(from)?, step).find_map(|row| {
        let first = row.first_element_child()?;
        let cell = std::iter::successors(Some(first), Element::next_element_sibling).nth(place)?;
        first_of(&cell)
    })
}

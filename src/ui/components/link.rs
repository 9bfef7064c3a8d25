//! Ways to other pages that a page names.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::indicators::page::{Link, Only, Setting};
use crate::route::{Place, Route};
use crate::state::App;

/// The address of a page; the filter in force goes along, and whom it chooses is put in.
pub fn way(app: App, to: &str, only: Option<Only>) -> Signal<String> {
    let to = to.to_owned();
    Signal::derive(move || {
        let filter = match only.clone() {
            Some(only) => only.put_in(app.filter()),
            None => app.filter(),
        };
        Place::new(Route::of_path(&to), filter).to_string()
    })
}

/// A link. One that sets a parameter leads on once it is in force, so that the page is computed once.
pub fn anchor(app: App, link: &Link, class: &'static str) -> AnyView {
    let Link { text, to, title, only, sets } = link.clone();
    let key = only.as_ref().and_then(Only::key).map(str::to_owned);
    let href = way(app, &to, only);
    let title = Some(title).filter(|title| !title.is_empty());
    let follow = move |event: MouseEvent| {
        // Another tab or window is the browser's to open.
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
        if let Some(setting) = sets.clone().filter(|_| !elsewhere) {
            event.prevent_default();
            set_and_go(app, setting, href.get_untracked());
        }
    };
    view! { <a href=move || href.get() title=title class=class data-segment=key on:click=follow>{text}</a> }.into_any()
}

fn set_and_go(app: App, Setting { of, parameter, value }: Setting, href: String) {
    let here = || window().location().hash().ok();
    let from = here();
    spawn_local(async move {
        // Links name values that there are (`tests/native/why_changed.rs`); without the engine the page itself says so.
        let _ = app.set(of, parameter, value).await;
        // Who has gone elsewhere meanwhile stays there.
        if here() == from {
            // Setting the hash of one's own page cannot fail.
            let _ = window().location().set_hash(&href);
        }
    });
}

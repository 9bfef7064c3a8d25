//! A stretch of a page: heading, choices, parts; and the list of all stretches of a long page.

use std::sync::Arc;

use leptos::prelude::*;

use crate::indicators::page::{Frame, Origin, Page, Part, Section};
use crate::state::use_app;
use crate::ui::components::focus::focus;

use super::control::ControlView;
use super::part::PartView;

/// From so many titled sections on, a page begins with their list.
const LONG: usize = 4;

/// One section; nothing once the page has no such section any more.
#[component]
pub fn SectionView(section: Memo<Option<Section>>, origins: Memo<Vec<Arc<Origin>>>) -> impl IntoView {
    let of = move |read: fn(&Section) -> String| {
        Memo::new(move |_| section.with(|section| section.as_ref().map(read).unwrap_or_default()))
    };
    let (id, title, aside) =
        (of(|section| section.id.clone()), of(|section| section.title.clone()), of(|section| section.aside.clone()));
    // Not its id: that would take on the looks of whatever has a class of this name.
    let class = of(|section| {
        match section.frame {
            Frame::Open => "section",
            Frame::Card => "section card",
            Frame::Half => "section card section-half",
        }
        .to_owned()
    });
    // Fields and parts are known by their places: choosing something keeps the focus where it is.
    let controls = Memo::new(move |_| {
        section.with(|section| {
            let controls = section.iter().flat_map(|section| &section.controls);
            controls.map(|control| control.name.clone()).collect::<Vec<String>>()
        })
    });
    let parts = Memo::new(move |_| {
        section.with(|section| {
            let parts = section.iter().flat_map(|section| &section.parts);
            parts.map(std::mem::discriminant).enumerate().collect::<Vec<_>>()
        })
    });
    let control = move |name: String| {
        let control = Memo::new(move |_| {
            section.with(|section| section.as_ref()?.controls.iter().find(|control| control.name == name).cloned())
        });
        view! { <ControlView control/> }
    };
    let part = move |(place, _): (usize, std::mem::Discriminant<Part>)| {
        let part = Memo::new(move |_| section.with(|section| section.as_ref()?.parts.get(place).cloned()));
        view! { <PartView part origins/> }
    };
    // A chart that is called like its section is headed once: the heading is left to who cannot see the chart.
    let is_said = Memo::new(move |_| {
        section.with(|section| {
            section.as_ref().is_some_and(|section| section.charts().any(|it| it.title == section.title))
        })
    });
    let headed = Memo::new(move |_| {
        !title.with(String::is_empty) || !controls.with(Vec::is_empty) || !aside.with(String::is_empty)
    });
    view! {
        <section class=move || class.get() data-section=move || id.get() tabindex="-1">
            <Show when=move || headed.get()>
                <header class="section-head">
                    <Show when=move || !title.with(String::is_empty)><h2 class:visually-hidden=is_said>{move || title.get()}</h2></Show>
                    <Show when=move || !aside.with(String::is_empty)><span class="muted">{move || aside.get()}</span></Show>
                    <For each=move || controls.get() key=Clone::clone let:name>{control(name)}</For>
                </header>
            </Show>
            <For each=move || parts.get() key=Clone::clone let:place>{part(place)}</For>
        </section>
    }
}

/// The sections of a long page, each a click away.
#[component]
pub fn Sections(page: Memo<Page>) -> impl IntoView {
    let app = use_app();
    let titled = Memo::new(move |_| {
        page.with(|page| {
            let titled = page.sections.iter().filter(|section| !section.title.is_empty());
            titled.map(|section| (section.id.clone(), section.title.clone())).collect::<Vec<_>>()
        })
    });
    // The address is the page's, so a section is gone to by a button, not by an anchor.
    let entry = |(id, title): (String, String)| {
        let go = move |_| {
            let section = document().query_selector(&format!("[data-section=\"{id}\"]")).ok().flatten();
            if let Some(section) = section {
                section.scroll_into_view();
                focus(&section);
            }
        };
        view! { <li><button type="button" class="link-button" on:click=go>{title}</button></li> }
    };
    view! {
        <Show when=move || { titled.with(Vec::len) >= LONG }>
            <nav class="section-list" aria-label=move || app.texts().common.sections>
                <ul>{move || titled.get().into_iter().map(entry).collect_view()}</ul>
            </nav>
        </Show>
    }
}

//! Colour and logo.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::domain::survey::{Logo, NotALogo};
use crate::platform::file::data_url;
use crate::state::{use_app, use_kiosk};

/// What the colour field shows where none was chosen: the product's own accent.
const OWN: &str = "#0b57d0";

/// The fields, folded away: the product's own look will do.
#[component]
pub fn LookFields() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let accent = Memo::new(move |_| kiosk.with_typed(|profile| profile.look.accent));
    let colour = move |event: web_sys::Event| {
        // The browser's colour field gives nothing else.
        let chosen = event_target_value(&event).parse().ok();
        kiosk.edit_profile(|profile| profile.look.accent = chosen);
    };
    view! {
        <details data-section="look">
            <summary>{move || app.texts().kiosk_page().look}</summary>
            <p class="actions">
                <label class="field">
                    <span>{move || app.texts().kiosk_page().colour}</span>
                    <input type="color" name="accent" prop:value=move || accent.get().map_or(OWN.to_owned(), |accent| accent.to_string()) on:input=colour/>
                </label>
                <button
                    type="button"
                    class="button"
                    disabled=move || accent.get().is_none()
                    on:click=move |_| {
                        kiosk.edit_profile(|profile| profile.look.accent = None);
                        kiosk.keep_profile();
                    }
                >
                    {move || app.texts().kiosk_page().colour_own}
                </button>
            </p>
            <LogoField/>
        </details>
    }
}

#[component]
fn LogoField() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let input = NodeRef::<Input>::new();
    let wrong = RwSignal::new(None::<NotALogo>);
    let take = move |file: File| {
        spawn_local(async move {
            match data_url(&file).await.map_err(|_| NotALogo::Kind).and_then(Logo::try_from) {
                Ok(logo) => {
                    wrong.set(None);
                    kiosk.edit_profile(|profile| profile.look.logo = Some(logo));
                    kiosk.keep_profile();
                }
                Err(error) => wrong.set(Some(error)),
            }
        });
    };
    let choose = move |_| {
        if let Some(input) = input.get() {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                take(file);
            }
            input.set_value("");
        }
    };
    let url =
        Memo::new(move |_| kiosk.with_typed(|profile| profile.look.logo.as_ref().map(|logo| logo.url().to_owned())));
    let remove = move |_| {
        kiosk.edit_profile(|profile| profile.look.logo = None);
        kiosk.keep_profile();
    };
    view! {
        <p class="actions">
            {move || url.get().map(|url| view! { <img class="kiosk-logo-small" src=url alt=""/> })}
            <label class="button drop-button">
                {move || app.texts().kiosk_page().logo}
                <input node_ref=input class="visually-hidden" type="file" name="logo" accept="image/png,image/jpeg,image/webp,image/svg+xml" on:change=choose/>
            </label>
            <Show when=move || url.get().is_some()>
                <button type="button" class="button" on:click=remove>{move || app.texts().kiosk_page().logo_remove}</button>
            </Show>
        </p>
        {move || wrong.get().map(|error| {
            let words = app.texts().kiosk_page();
            let text = match error {
                NotALogo::Kind => words.logo_kind,
                NotALogo::TooLarge => words.logo_large,
            };
            view! { <p class="field-error" role="alert">{text}</p> }
        })}
    }
}

//! Taking a profile to another device.

use leptos::html::Canvas;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::domain::hand_over::qr::Code;
use crate::engine::protocol::Failure;
use crate::state::{code_of, use_app, use_kiosk};
use crate::ui::kiosk::draw_code::draw;

/// Pixels of a module; the style sheet fits the canvas to its place.
const MODULE: usize = 6;

/// The profile in use as a link.
#[component]
pub fn Carry() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let link = Memo::new(move |_| kiosk.profile_link());
    let copied = RwSignal::new(false);
    let copy = move |_| {
        spawn_local(async move {
            let written = window().navigator().clipboard().write_text(&link.get_untracked());
            // Where the clipboard is closed to the page, the field can still be copied by hand.
            copied.set(JsFuture::from(written).await.is_ok());
        });
    };
    view! {
        <Show when=move || !kiosk.profile_names().is_empty()>
            <section class="card" data-section="carry">
                <h2>{move || app.texts().kiosk_page().carry}</h2>
                <p class="muted">{move || app.texts().kiosk_page().carry_help}</p>
                <p class="actions">
                    <label class="field kiosk-link">
                        <span>{move || app.texts().kiosk_page().carry_link}</span>
                        <input type="text" name="profile-link" readonly prop:value=move || link.get()/>
                    </label>
                    <button type="button" class="button" on:click=copy>{move || app.texts().kiosk_page().carry_copy}</button>
                    <span role="status">{move || copied.get().then(|| app.texts().kiosk_page().carry_copied)}</span>
                </p>
                <LinkCode link/>
            </section>
        </Show>
    }
}

/// The link as a QR code, drawn once somebody wants to see it.
#[component]
fn LinkCode(link: Memo<String>) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let code = RwSignal::new(None::<Result<Option<Code>, Failure>>);
    let canvas = NodeRef::<Canvas>::new();
    // Of another profile, or another word of it, the code is another.
    let of = RwSignal::new(String::new());
    let fresh = move || of.with(|of| link.with(|link| of == link));
    let show = move |_| {
        spawn_local(async move {
            let text = link.get_untracked();
            code.set(Some(code_of(kiosk, text.clone()).await));
            of.set(text);
        });
    };
    Effect::new(move |_| {
        if let (Some(canvas), Some(Ok(Some(code)))) = (canvas.get(), code.get()) {
            draw(&canvas, std::slice::from_ref(&code), 1, MODULE);
        }
    });
    view! {
        <p class="actions">
            <button type="button" class="button" data-action="show-profile-code" on:click=show>{move || app.texts().kiosk_page().carry_code}</button>
        </p>
        <Show when=move || fresh() && code.with(|code| matches!(code, Some(Ok(Some(_)))))>
            <canvas node_ref=canvas class="kiosk-code" role="img" aria-label=move || app.texts().kiosk_page().carry></canvas>
        </Show>
        <Show when=move || fresh() && code.with(|code| matches!(code, Some(Ok(None))))>
            <p class="field-error" role="alert">{move || app.texts().kiosk_page().carry_too_long}</p>
        </Show>
        {move || match code.get() {
            Some(Err(why)) if fresh() => Some(view! { <p class="field-error" role="alert">{app.texts().failure(&why)}</p> }),
            _ => None,
        }}
    }
}

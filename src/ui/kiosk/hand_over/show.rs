//! QR codes one after the other, large, for another device's camera.

use gloo_timers::callback::Interval;
use leptos::html::Canvas;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use crate::domain::format::Format as _;
use crate::domain::hand_over::qr::Code;
use crate::platform::canvas::png_of;
use crate::platform::download::download_blob;
use crate::state::{Shown, use_app, use_kiosk};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::dialog::Modal;
use crate::ui::kiosk::draw_code::draw;

/// How long a code stands still, in milliseconds: long enough for a camera, and less than three
/// changes a second (WCAG 2.3.1).
const STANDS: u32 = 400;

/// Pixels of a module on the page; the style sheet fits the canvas to the screen.
const MODULE: usize = 8;

/// Pixels of a module in the picture to save.
const MODULE_SAVED: usize = 4;

/// Codes beside each other in it.
const COLUMNS: usize = 5;

/// The dialog; it shows itself.
#[component]
pub fn ShowCodes(
    /// The codes.
    codes: Shown,
    /// Called when it is closed.
    close: Callback<()>,
) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let Shown { batch, answers, left } = codes;
    let (count, of) = (answers.len(), batch.codes.len());
    let several = of > 1;
    let codes = StoredValue::new(batch.codes);
    let answers = StoredValue::new(answers);
    let at = RwSignal::new(0_usize);
    let still = prefers_stillness();
    let playing = RwSignal::new(!still);
    // Only what was shown to its end, or saved, can have arrived.
    let handed = RwSignal::new(of == 1);
    let unsaved = RwSignal::new(false);
    let step = move |forward: bool| {
        at.update(|at| {
            *at = if forward { (*at + 1) % of.max(1) } else { at.checked_sub(1).unwrap_or(of.saturating_sub(1)) }
        });
        if at.get_untracked() + 1 == of {
            handed.set(true);
        }
    };
    let turn = move |forward: bool| {
        playing.set(false);
        step(forward);
    };
    let ticks = StoredValue::new_local(Interval::new(STANDS, move || {
        if playing.try_get_untracked() == Some(true) {
            step(true);
        }
    }));
    on_cleanup(move || ticks.dispose());
    let open = RwSignal::new(true);
    let canvas = NodeRef::<Canvas>::new();
    // The dialog says that it closed once the focus is back at the button that led here. It may have gone by then.
    let end = move || {
        open.try_set(false);
    };
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        codes.with_value(|codes| {
            if let Some(code) = codes.get(at.get()) {
                draw(&canvas, std::slice::from_ref(code), 1, MODULE);
            }
        });
    });
    let save = move |_| {
        spawn_local(async move {
            let saved = picture(codes).await.is_some();
            unsaved.set(!saved);
            if saved {
                handed.set(true);
            }
        });
    };
    let arrived = move |_| {
        spawn_local(async move {
            if kiosk.have_left(answers.get_value()).await {
                end();
            }
        });
    };
    let words = move || app.texts().hand_over();
    let number = move || (words().code)(&(at.get() + 1).to_string(), &of.to_string());
    view! {
        <Modal open close name="show-codes" class="dialog codes" labelled_by="codes-title">
            <h2 id="codes-title">{move || (words().show_title)(&app.formats().count(count))}</h2>
            <p class="muted">{move || words().show_help}</p>
            {(left > 0).then(|| view! { <p>{move || (words().left)(&app.formats().count(left))}</p> })}
            <canvas node_ref=canvas class="codes-canvas" role="img" aria-label=number></canvas>
            <p class="codes-steps">
                {several.then(|| view! { <button type="button" class="button" data-action="previous-code" on:click=move |_| turn(false)>{move || words().previous}</button> })}
                <span data-count="code" data-at=move || (at.get() + 1).to_string()>{number}</span>
                {several.then(|| view! { <button type="button" class="button" data-action="next-code" on:click=move |_| turn(true)>{move || words().next}</button> })}
                {(!still && several).then(|| view! {
                    <button type="button" class="button" data-action="play-codes" on:click=move |_| playing.update(|playing| *playing = !*playing)>
                        {move || if playing.get() { words().pause } else { words().play }}
                    </button>
                })}
            </p>
            <Show when=move || unsaved.get()><Banner tone=Tone::Error>{move || words().no_picture}</Banner></Show>
            <p class="actions">
                <button type="button" class="button" data-action="close-codes" on:click=move |_| end()>{move || app.texts().common.close}</button>
                <button type="button" class="button" data-action="save-codes" on:click=save>{move || words().save_picture}</button>
                <button type="button" class="button button-primary" data-action="codes-arrived" disabled=move || !handed.get() on:click=arrived>{move || words().arrived}</button>
            </p>
        </Modal>
    }
}

/// Whether the system asks for less movement: codes then change only by hand.
fn prefers_stillness() -> bool {
    let asked = window().match_media("(prefers-reduced-motion: reduce)");
    asked.ok().flatten().is_some_and(|list| list.matches())
}

/// Offers all codes as one picture.
async fn picture(codes: StoredValue<Vec<Code>>) -> Option<()> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    codes.with_value(|codes| draw(&canvas, codes, COLUMNS.min(codes.len()), MODULE_SAVED));
    download_blob("qr-codes.png", &png_of(&canvas).await?).ok()
}

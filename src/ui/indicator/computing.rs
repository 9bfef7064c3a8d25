//! What takes long to compute says so, and can be given up and taken up again.

use leptos::prelude::*;

use crate::state::{AskedPage, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::later::Later;

/// What is computed sooner shows nothing: a bar that flashes by only worries.
const SOON: u32 = 500;

/// That the pages of one path are being computed, with a way to stop; and once stopped, a way to go on.
#[component]
pub fn Computing(
    /// The pages.
    asked: StoredValue<Vec<AskedPage>>,
) -> impl IntoView {
    let app = use_app();
    let any = move |is: fn(AskedPage) -> bool| asked.with_value(|all| all.iter().any(|page| is(*page)));
    let waiting = Memo::new(move |_| any(AskedPage::is_waiting));
    let given_up = Memo::new(move |_| !waiting.get() && any(AskedPage::is_given_up));
    let stop = move |_| asked.with_value(|all| all.iter().for_each(|page| app.give_up(*page)));
    let again = Callback::new(move |()| {
        asked.with_value(|all| {
            all.iter().filter(|page| untrack(|| page.is_given_up())).for_each(|page| page.answer.refetch());
        });
    });
    view! {
        <Show when=move || waiting.get()>
            <Later milliseconds=SOON>
                <section class="task task-over" aria-label=move || app.texts().common.loading>
                    <span class="task-name" role="status">{move || app.texts().common.loading}</span>
                    <progress aria-label=move || app.texts().common.loading></progress>
                    <button type="button" class="button" data-action="stop-computing" on:click=stop>
                        {move || app.texts().common.cancel}
                    </button>
                </section>
            </Later>
        </Show>
        <Show when=move || given_up.get()>
            {move || {
                let texts = &app.texts().common;
                view! {
                    <Banner tone=Tone::Info action=(texts.compute, again)>
                        <span data-notice="computing-stopped">{texts.computing_stopped}</span>
                    </Banner>
                }
            }}
        </Show>
    }
}

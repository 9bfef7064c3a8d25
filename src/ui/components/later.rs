//! What may come a moment later, so that a click is answered at once.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::clock::next_turn;

thread_local! {
    /// How much is still to come, but for what waits for a time.
    static TO_COME: Cell<usize> = const { Cell::new(0) };
}

/// Once nothing more is to come.
pub async fn all_drawn() {
    while TO_COME.get() > 0 {
        next_turn().await;
    }
}

/// Draws its children a few turns of the browser after what surrounds it. A page of many fields drawn in one go would
/// keep the browser from answering for a tenth of a second.
#[component]
pub fn Later(
    /// How many turns to wait; what comes further down waits longer.
    #[prop(default = 1)]
    turns: usize,
    /// Milliseconds to wait besides: for what is only worth showing if it lasts.
    #[prop(optional)]
    milliseconds: u32,
    children: ChildrenFn,
) -> impl IntoView {
    let drawn = RwSignal::new(false);
    let counts = usize::from(milliseconds == 0);
    TO_COME.set(TO_COME.get() + counts);
    spawn_local(async move {
        if milliseconds > 0 {
            TimeoutFuture::new(milliseconds).await;
        }
        for _ in 0..turns {
            next_turn().await;
        }
        // Gone where the page was left meanwhile.
        let _ = drawn.try_set(true);
        // What it draws may bring more.
        TO_COME.set(TO_COME.get() - counts);
    });
    view! { <Show when=move || drawn.get()>{children()}</Show> }
}

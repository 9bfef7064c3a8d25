//! A computed page while it is computed, when it failed, and when it is there.

use leptos::prelude::*;

use crate::engine::protocol::{Computed, Failure};
use crate::state::use_app;

use super::banner::{Banner, Tone};

/// Shows `view` of what was computed. While a new answer is on its way the old one stays.
#[component]
pub fn Outcome<V: IntoView + 'static>(
    /// The answer, as [`crate::state::App::compute`] gives it.
    answer: LocalResource<Result<Computed, Failure>>,
    /// How an answer is shown.
    view: impl Fn(Computed) -> V + Send + Sync + Copy + 'static,
) -> impl IntoView {
    let app = use_app();
    // No `Transition`: it would dispose what the old answer's view owns (charts, opened details)
    // while that view is still shown and used.
    move || match answer.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Ok(computed)) => view(computed).into_any(),
        Some(Err(failure)) => {
            view! { <Banner tone=Tone::Error>{move || app.texts().failure(&failure)}</Banner> }.into_any()
        }
    }
}

/// The shape of a page whose figures are being computed.
#[component]
pub fn Skeleton() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="skeleton" role="status" aria-label=move || app.texts().common.loading>
            <div class="skeleton-line skeleton-title"></div>
            <div class="skeleton-line"></div>
            <div class="skeleton-box"></div>
            <div class="skeleton-line"></div>
        </div>
    }
}

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
    view! {
        <Transition fallback=move || view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok(computed) => view(computed).into_any(),
                    Err(failure) => view! { <Banner tone=Tone::Error>{move || app.texts().failure(&failure)}</Banner> }.into_any(),
                }
            })}
        </Transition>
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

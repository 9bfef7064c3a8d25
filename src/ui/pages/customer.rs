//! (in the making)
use leptos::prelude::*;
/// (in the making)
#[component]
pub fn CustomerPage(
    /// Id.
    id: String,
) -> impl IntoView {
    id
}

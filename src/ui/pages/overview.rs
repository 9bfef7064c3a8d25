//! (in the making)
use leptos::prelude::*;
/// (in the making)
#[component]
pub fn OverviewPage() -> impl IntoView {}

//! (in the making)
use leptos::prelude::*;
/// (in the making)
#[component]
pub fn LoyaltyPage() -> impl IntoView {}

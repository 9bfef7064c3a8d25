//! (in the making)
use leptos::prelude::*;
/// (in the making)
#[component]
pub fn AnalysisSettings() -> impl IntoView {}

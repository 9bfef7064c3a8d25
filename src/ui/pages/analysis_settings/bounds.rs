//! Edges typed in by the user.

use leptos::prelude::*;

use crate::domain::money::{Money, NotMoney};
use crate::indicators::rfm::{Measure, RfmError, TypedBounds};
use crate::state::use_app;

use super::Draft;

/// A list separated by commas, of either script.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', ';', '；', '、']).map(str::trim).filter(|part| !part.is_empty())
}

fn written<T: ToString>(edges: &[T]) -> String {
    edges.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn edges_of(bounds: &TypedBounds, measure: Measure) -> String {
    match measure {
        Measure::Recency => written(&bounds.r),
        Measure::Frequency => written(&bounds.f),
        Measure::Monetary => written(&bounds.m),
    }
}

/// Reads the edges of one measure; `None` where a part is no number.
fn read(text: &str, measure: Measure) -> Option<impl FnOnce(&mut TypedBounds) + use<>> {
    let whole = || listed(text).map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>();
    let amounts = || listed(text).map(str::parse).collect::<Result<Vec<Money>, NotMoney>>().ok();
    let (counts, money) = match measure {
        Measure::Recency | Measure::Frequency => (whole()?, Vec::new()),
        Measure::Monetary => (Vec::new(), amounts()?),
    };
    Some(move |bounds: &mut TypedBounds| match measure {
        Measure::Recency => bounds.r = counts,
        Measure::Frequency => bounds.f = counts,
        Measure::Monetary => bounds.m = money,
    })
}

/// The edges of all three measures.
#[component]
pub fn TypedEdges(draft: Draft) -> impl IntoView {
    view! {
        <div class="analysis-bounds">
            <Edges draft measure=Measure::Recency/>
            <Edges draft measure=Measure::Frequency/>
            <Edges draft measure=Measure::Monetary/>
        </div>
    }
}

#[component]
fn Edges(draft: Draft, measure: Measure) -> impl IntoView {
    let app = use_app();
    let unread = RwSignal::new(false);
    let id = format!("bounds-{measure}");
    let (described, help) = (id.clone(), id);
    let label = move || match measure {
        Measure::Recency => app.texts().analysis.bounds_r,
        Measure::Frequency => app.texts().analysis.bounds_f,
        Measure::Monetary => app.texts().analysis.bounds_m,
    };
    // Only after an edit is read: what cannot be read stays in the field as it was typed.
    let shown = Memo::new(move |_| edges_of(&draft.rfm().bounds, measure));
    let change = move |event: web_sys::Event| {
        let edges = read(&event_target_value(&event), measure);
        unread.set(edges.is_none());
        if let Some(apply) = edges {
            draft.edit_rfm(|rfm| apply(&mut rfm.bounds));
        }
    };
    // Checked apart from the other two measures, so that each field shows its own mistake.
    let wrong = move || match (unread.get(), measure) {
        (true, Measure::Monetary) => Some(app.texts().analysis.bounds_unread_amount.to_owned()),
        (true, _) => Some(app.texts().analysis.bounds_unread_whole.to_owned()),
        (false, _) => draft.rfm().check_bounds_of(measure).err().map(|error: RfmError| app.texts().rfm_error(&error)),
    };
    let needed = move || (app.texts().analysis.bounds_help)(&draft.rfm().bounds_needed().to_string());
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                name=format!("rfm-bounds-{measure}")
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || wrong().is_some().to_string()
                prop:value=move || shown.get()
                on:change=change
            />
            <span id=help class="muted">{needed}</span>
            {move || wrong().map(|text| view! { <strong class="field-error" role="alert">{text}</strong> })}
        </label>
    }
}

//! What became of answers that came in.

use js_sys::Uint8Array;
use leptos::prelude::*;

use crate::domain::export::csv::CsvWriter;
use crate::domain::format::Format as _;
use crate::i18n::HandOverTexts;
use crate::platform::download::download;
use crate::state::{Added, use_app};
use crate::ui::components::banner::{Banner, Tone};

/// Unreadable records told on the page; the download has the first thousand of each file.
const MOST_TOLD: usize = 10;

/// So many added, so many known, and what could not be read; or why nothing could be written.
#[component]
pub fn Outcome(
    /// What became of them.
    added: Added,
) -> impl IntoView {
    let app = use_app();
    let added = StoredValue::new(added);
    move || {
        let (texts, formats) = (app.texts(), app.formats());
        let words = texts.hand_over();
        let count = |number: usize| formats.count(number);
        added.with_value(|outcome| {
            let failed = outcome.failed.iter().map(|(name, failure)| format!("{name}: {}", texts.failure(failure)));
            let failed = failed.map(|text| view! { <Banner tone=Tone::Error>{text}</Banner> }).collect_view();
            let told = outcome.unreadable.iter().take(MOST_TOLD);
            let told = told.map(|(file, record)| format!("{}: {}", words.place_of(file, record), words.why_of(record)));
            let told: Vec<String> = told.collect();
            let unreadable = (outcome.unreadable_count > 0).then(|| {
                let lead = (words.unreadable)(&count(outcome.unreadable_count));
                let told = told.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
                let save = Callback::new(move |()| added.with_value(|outcome| save_unreadable(words, outcome)));
                view! {
                    <Banner tone=Tone::Warning action=(words.download_unreadable, save)>
                        <p data-count="unreadable">{lead}</p>
                        <ul class="notes">{told}</ul>
                    </Banner>
                }
            });
            let events = (outcome.events > 0).then(|| (words.events)(&count(outcome.events)));
            let events =
                events.map(|text| view! { <Banner tone=Tone::Info><span data-outcome="events">{text}</span></Banner> });
            let passed =
                (outcome.unreadable_events > 0).then(|| (words.unreadable_events)(&count(outcome.unreadable_events)));
            let passed = passed.map(|text| view! { <Banner tone=Tone::Warning>{text}</Banner> });
            let trouble = outcome.trouble.as_ref().map(|problem| (words.not_added)(&texts.storage_problem(problem)));
            let any = trouble.is_none() && (outcome.added + outcome.known > 0 || outcome.failed.is_empty());
            let trouble = trouble
                .map(|text| view! { <Banner tone=Tone::Error><span data-outcome="trouble">{text}</span></Banner> });
            let summary = any.then(|| (words.added)(&count(outcome.added), &count(outcome.known)));
            let summary =
                summary.map(|text| view! { <Banner tone=Tone::Info><span data-outcome="added">{text}</span></Banner> });
            view! { {trouble}{summary}{events}{passed}{unreadable}{failed} }
        })
    }
}

/// Offers the records that could not be read, with their places and reasons.
fn save_unreadable(words: &HandOverTexts, outcome: &Added) {
    let mut csv = CsvWriter::new();
    csv.row(["place", "reason", "record"]);
    for (file, record) in &outcome.unreadable {
        csv.row([words.place_of(file, record).as_str(), &words.why_of(record), &record.raw]);
    }
    // Where the browser refuses it, the page still tells the first of them.
    let _ = download("unreadable.csv", "text/csv", &Uint8Array::from(csv.finish().as_slice()));
}

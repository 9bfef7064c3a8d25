//! What people wrote beside their score, as plain text.

use leptos::prelude::*;

use crate::domain::score::{Attitude, Score};
use crate::engine::protocol::{Comment, LoyaltyPage as Data};
use crate::i18n::Texts;
use crate::route::Route;
use crate::state::{App, use_app};

use super::answers::attitude_name;

/// So many are shown before the reader asks for all.
const FIRST: usize = 12;

/// The newest comments.
#[component]
pub fn Comments(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let expanded = RwSignal::new(false);
    let count = Memo::new(move |_| data.with(|data| data.comments.len()));
    let list = move || {
        let most = if expanded.get() { usize::MAX } else { FIRST };
        data.with(|data| data.comments.iter().take(most).map(|comment| item(app, comment)).collect_view())
    };
    let note = move || {
        let texts = &app.texts().loyalty;
        match count.get() {
            0 => texts.comments_none.to_owned(),
            count => (texts.comments_note)(&app.formats().count(count)),
        }
    };
    let more = move || {
        let texts = &app.texts().loyalty;
        if expanded.get() {
            texts.comments_fewer.to_owned()
        } else {
            (texts.comments_all)(&app.formats().count(count.get()))
        }
    };
    view! {
        <section class="card">
            <h2>{move || app.texts().loyalty.comments}</h2>
            <p class="muted">{note}</p>
            <ul class="comments">{list}</ul>
            <Show when=move || { count.get() > FIRST }>
                <p class="actions">
                    <button
                        type="button"
                        class="button"
                        data-action="all-comments"
                        aria-expanded=move || expanded.get().to_string()
                        on:click=move |_| expanded.update(|expanded| *expanded = !*expanded)
                    >
                        {more}
                    </button>
                </p>
            </Show>
        </section>
    }
}

fn item(app: App, comment: &Comment) -> impl IntoView + use<> {
    let texts = app.texts();
    let (class, badge) = badge(texts, comment.score);
    let day = comment.day.map(|day| view! { <time datetime=day.to_string()>{app.formats().day(day)}</time> });
    let customer = match comment.customer.clone() {
        Some(id) => {
            let route = Route::Customer(id.clone());
            view! { <a href=move || app.href(route.clone())>{id}</a> }.into_any()
        }
        None => texts.loyalty.anonymous.into_any(),
    };
    view! {
        <li class="comment">
            <p class="comment-head">
                <span class=class>{badge}</span>
                <span class="muted">{day}</span>
                <span class="muted">{customer}</span>
            </p>
            <p class="comment-text" dir="auto">{comment.text.clone()}</p>
        </li>
    }
}

/// Score and group in words; the colour only repeats them.
fn badge(texts: &Texts, score: Option<Score>) -> (&'static str, String) {
    let Some(score) = score else { return ("badge badge-score", texts.loyalty.no_score.to_owned()) };
    let class = match score.attitude() {
        Attitude::Promoter => "badge badge-score badge-promoter",
        Attitude::Passive => "badge badge-score badge-passive",
        Attitude::Detractor => "badge badge-score badge-detractor",
    };
    (class, format!("{} · {}", score.get(), attitude_name(texts, score.attitude())))
}

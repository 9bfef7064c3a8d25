//! The operator's page: setting the kiosk up, and the answers this device holds.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::format::Format as _;
use crate::domain::survey::Moment;
use crate::i18n::size;
use crate::platform::clock::now;
use crate::platform::room::room;
use crate::route::Route;
use crate::state::{Carried, use_app, use_kiosk};
use crate::ui::components::banner::{Banner, Tone};

use super::hand_over::HandOver;
use super::offline::OfflineState;
use super::ready::{Ready, bring};
use super::scores::Scores;
use super::setup::{Carry, Pinning, Setup};

/// The page. A link from another device brings a profile along.
#[component]
pub fn OperatorPage(link: Option<String>) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let added = link.map(|link| untrack(|| kiosk.add_from_link(&link)));
    if added == Some(true) {
        // Going back or reloading must not add it once more.
        app.go(Route::Kiosk);
    }
    let to_export = Callback::new(|()| bring("hand-over"));
    view! {
        <h1>{move || app.texts().kiosk_page().title}</h1>
        <p class="muted">{move || app.texts().kiosk_page().lead}</p>
        <Show when=move || added == Some(false)>
            <Banner tone=Tone::Error>{move || app.texts().kiosk_page().profile_bad_link}</Banner>
        </Show>
        {move || kiosk.carried().map(|carried| {
            let words = app.texts().kiosk_page();
            let text = match carried {
                Carried::Added => words.profile_added,
                Carried::Known => words.profile_known,
            };
            view! { <Banner tone=Tone::Info>{text}</Banner> }
        })}
        <Damaged/>
        {move || kiosk.restarted().then(|| {
            let words = app.texts().kiosk_page();
            view! { <Banner tone=Tone::Warning action=(words.to_export, to_export)>{words.restarted}</Banner> }
        })}
        {move || {
            let (words, only_here) = (app.texts().kiosk_page(), kiosk.holding().not_exported);
            let text = (words.remind)(&app.formats().count(only_here));
            (only_here > 0).then(|| view! { <Banner tone=Tone::Warning action=(words.to_export, to_export)>{text}</Banner> })
        }}
        <OfflineState/>
        <Ready/>
        <Setup/>
        <Pinning/>
        <Scores/>
        <Holdings/>
        <HandOver/>
        <Carry/>
    }
}

/// Settings that could not be read are never thrown away unseen.
#[component]
fn Damaged() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    view! {
        {move || kiosk.damaged().then(|| {
            let words = app.texts().kiosk_page();
            let save = Callback::new(move |()| kiosk.hand_out_damaged());
            view! { <Banner tone=Tone::Warning action=(words.damaged_save, save)>{words.damaged}</Banner> }
        })}
    }
}

/// What this device holds, and the way to take it along.
#[component]
fn Holdings() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    spawn_local(kiosk.count());
    let count = move |number: usize| app.formats().count(number);
    let exported_at = move || match kiosk.exported_at().and_then(Moment::day) {
        Some(day) => app.formats().day(day),
        None => app.texts().kiosk_page().never.to_owned(),
    };
    let age = move || {
        let words = app.texts().kiosk_page();
        Some(match now().days_since(kiosk.exported_at()?) {
            0 => words.today.to_owned(),
            days => (words.days_ago)(&count(days)),
        })
    };
    let stored = LocalResource::new(move || {
        // Asked anew when answers came.
        kiosk.holding();
        room()
    });
    view! {
        <section class="card" data-section="holding">
            <h2>{move || app.texts().kiosk_page().holding}</h2>
            {move || {
                let (texts, holding) = (app.texts(), kiosk.holding());
                let trouble = holding.trouble.as_ref().map(|trouble| texts.storage_problem(trouble));
                let unreadable = (holding.unreadable > 0).then(|| (texts.kiosk_page().unreadable)(&count(holding.unreadable)));
                let error = trouble.map(|text| view! { <Banner tone=Tone::Error>{text}</Banner> });
                let unreadable = unreadable.map(|text| view! { <Banner tone=Tone::Warning>{text}</Banner> });
                view! { {error}{unreadable} }
            }}
            <dl class="counts">
                <div class="count"><dt>{move || app.texts().kiosk_page().answers}</dt><dd data-count="answers">{move || count(kiosk.holding().answers)}</dd></div>
                <div class="count"><dt>{move || app.texts().kiosk_page().not_exported}</dt><dd data-count="not-exported">{move || count(kiosk.holding().not_exported)}</dd></div>
                <div class="count"><dt>{move || app.texts().kiosk_page().last_export}</dt><dd>{exported_at}" "<span class="muted">{age}</span></dd></div>
                {move || stored.get().flatten().map(|room| {
                    let words = app.texts().kiosk_page();
                    let kept = if room.persisted { words.room_persisted } else { words.room_best_effort };
                    let used = (words.room_used)(&size(room.used), &size(room.quota));
                    view! { <div class="count"><dt>{words.room}</dt><dd data-count="room">{used}" "<span class="muted">{kept}</span></dd></div> }
                })}
            </dl>
            <label class="check">
                <input
                    type="checkbox"
                    name="count-kiosk"
                    prop:checked=move || app.preferences().count_kiosk
                    on:change=move |event| app.prefer(|preferences| preferences.count_kiosk = event_target_checked(&event))
                />
                <span>{move || app.texts().kiosk_page().count}</span>
            </label>
        </section>
    }
}

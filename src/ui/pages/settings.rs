//! Language, colours, what the browser keeps, and how figures are computed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::format::Format as _;
use crate::engine::protocol::Request;
use crate::i18n::{Language, size};
use crate::indicators::{Answer, Page, Settings, Shown, rfm};
use crate::platform::room::room;
use crate::route::Route;
use crate::state::{Theme, use_app, use_care, use_kiosk};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::dialog::Modal;
use crate::ui::components::later::Later;
use crate::ui::indicator::Controls;
use crate::ui::named::rule_table::RuleTableEditor;

use super::import::use_chosen;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let app = use_app();
    view! {
        <h1>{move || app.texts().settings.title}</h1>
        <Appearance/>
        <Keeping/>
        <section class="card" data-section="analysis">
            <h2>{move || app.texts().settings.analysis}</h2>
            <Parameters/>
        </section>
        <section class="card">
            <h2>{move || app.texts().kiosk.name}</h2>
            <p>{move || app.texts().kiosk.open_help}</p>
            <p class="actions"><a class="button" href=move || app.href(Route::Kiosk)>{move || app.texts().kiosk.open}</a></p>
        </section>
        <section class="card">
            <h2>{move || app.texts().settings.about}</h2>
            <p>"Loyalscope · "{move || (app.texts().settings.version)(env!("CARGO_PKG_VERSION"))}</p>
            <p class="muted">{move || app.texts().common.private}</p>
        </section>
    }
}

/// The parameters of all indicators: what the engine says there is to choose.
#[component]
fn Parameters() -> impl IntoView {
    let app = use_app();
    let answer = app.controls();
    let page = Memo::new(move |before: Option<&Page>| match answer.get() {
        Some(Ok(Answer { shown: Ok(Shown::Page(page)), .. })) => *page,
        _ => before.cloned().unwrap_or_default(),
    });
    let ids =
        Memo::new(move |_| page.with(|page| page.sections.iter().map(|part| part.id.clone()).collect::<Vec<_>>()));
    let part = move |id: String| {
        let is_rfm = id == rfm::ID;
        let named = id.clone();
        let of_part = move |page: &Page| page.sections.iter().find(|part| part.id == named).cloned();
        let part = Memo::new(move |_| page.with(&of_part));
        let controls = Memo::new(move |_| part.get().map(|part| part.controls).unwrap_or_default());
        view! {
            <section class="analysis-part" data-section=id>
                <h3>{move || part.get().map(|part| part.title)}</h3>
                <Controls controls/>
            </section>
            {is_rfm.then(|| view! { <Later turns=2><RuleTableEditor/></Later> })}
        }
    };
    view! {
        <div class="analysis">
            <For each=move || ids.get() key=Clone::clone let:id>{part(id)}</For>
            <p class="actions">
                <button type="button" class="button" data-action="reset" on:click=move |_| app.set_settings(|settings| *settings = Settings::default())>
                    {move || app.texts().settings.reset}
                </button>
            </p>
        </div>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let app = use_app();
    let language = move |event: web_sys::Event| {
        let tag = event_target_value(&event);
        let chosen = Language::ALL.into_iter().find(|language| language.tag() == tag);
        app.prefer(|preferences| preferences.language = chosen);
    };
    let theme = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let chosen = [Theme::Light, Theme::Dark].into_iter().find(|theme| theme.name() == name).unwrap_or_default();
        app.prefer(|preferences| preferences.theme = chosen);
    };
    let theme_name = move |theme: Theme| match theme {
        Theme::Auto => app.texts().common.theme_auto,
        Theme::Light => app.texts().common.theme_light,
        Theme::Dark => app.texts().common.theme_dark,
    };
    view! {
        <section class="card">
            <h2>{move || app.texts().settings.appearance}</h2>
            <div class="plan-choices">
                <label class="field">
                    <span>{move || app.texts().common.language}</span>
                    <select name="language" on:change=language>
                        {move || Language::ALL.map(|language| view! {
                            <option value=language.tag() lang=language.tag() selected=app.language() == language>{language.own_name()}</option>
                        }).collect_view()}
                    </select>
                </label>
                <label class="field">
                    <span>{move || app.texts().settings.theme}</span>
                    <select name="theme" on:change=theme>
                        {move || [Theme::Auto, Theme::Light, Theme::Dark].map(|theme| view! {
                            <option value=theme.name() selected=app.preferences().theme == theme>{theme_name(theme)}</option>
                        }).collect_view()}
                    </select>
                </label>
            </div>
        </section>
    }
}

/// What the browser keeps, and how to make it forget.
#[component]
fn Keeping() -> impl IntoView {
    let app = use_app();
    let erased = RwSignal::new(false);
    let used = LocalResource::new(move || {
        // Counted anew when something was loaded or erased.
        app.loaded();
        async { room().await.map(|room| room.used) }
    });
    let keep = move |event: web_sys::Event| {
        let keep = event_target_checked(&event);
        app.prefer(|preferences| preferences.keep_files = keep);
        spawn_local(async move {
            // Trouble with keeping is part of the answer, and the shell shows it.
            let _ = app.change(Request::Keep { keep }).await;
        });
    };
    view! {
        <section class="card">
            <h2>{move || app.texts().settings.storage}</h2>
            <label class="check">
                <input type="checkbox" name="keep" prop:checked=move || app.preferences().keep_files on:change=keep/>
                {move || app.texts().settings.keep}
            </label>
            <p class="muted">{move || app.texts().settings.keep_help}</p>
            {move || used.get().flatten().map(|bytes| view! { <p>{(app.texts().settings.used)(&size(bytes))}</p> })}
            <p class="actions">
                <span>{move || (app.texts().settings.plans)(&app.formats().count(app.preferences().plans.len()))}</span>
                <button
                    type="button"
                    class="button"
                    disabled=move || app.preferences().plans.is_empty()
                    on:click=move |_| app.prefer(|preferences| preferences.plans.clear())
                >
                    {move || app.texts().settings.plans_forget}
                </button>
            </p>
            <p class="muted">{move || app.texts().settings.erase_help}</p>
            <Erase erased/>
            <Show when=move || erased.get()>
                <Banner tone=Tone::Info>{move || app.texts().settings.erased}</Banner>
            </Show>
        </section>
    }
}

/// The one action that cannot be undone: it asks first.
#[component]
fn Erase(erased: RwSignal<bool>) -> impl IntoView {
    let (app, kiosk, care) = (use_app(), use_kiosk(), use_care());
    let open = RwSignal::new(false);
    // Never set beforehand: answers may be nowhere else.
    let kiosk_too = RwSignal::new(false);
    let ask = move |_| {
        kiosk_too.set(false);
        spawn_local(kiosk.count());
        open.set(true);
    };
    let close = move || open.set(false);
    let held = move || {
        let (holding, formats) = (kiosk.holding(), app.formats());
        (app.texts().settings.erase_kiosk)(&formats.count(holding.answers), &formats.count(holding.not_exported))
    };
    let chosen = use_chosen().files;
    let trouble = RwSignal::new(None);
    let erase = move |_| {
        close();
        chosen.set(Vec::new());
        let kiosk_too = kiosk_too.get_untracked();
        spawn_local(async move {
            let problem = if kiosk_too { kiosk.erase().await.err() } else { None };
            let all = kiosk_too && problem.is_none();
            trouble.set(problem);
            if app.erase(all).await.is_ok() {
                erased.set(true);
            }
            if all {
                care.forget();
            }
        });
    };
    view! {
        {move || trouble.get().map(|problem| view! { <Banner tone=Tone::Error>{app.texts().storage_problem(&problem)}</Banner> })}
        <p class="actions">
            <button type="button" class="button button-danger" data-action="erase" on:click=ask>{move || app.texts().settings.erase}</button>
        </p>
        <Modal open close=move |()| close() labelled_by="erase-title">
            <h2 id="erase-title">{move || app.texts().settings.erase_confirm}</h2>
            <p>{move || app.texts().settings.erase_help}</p>
            <label class="check">
                <input type="checkbox" name="erase-kiosk" prop:checked=move || kiosk_too.get() on:change=move |event| kiosk_too.set(event_target_checked(&event))/>
                <span>{held}</span>
            </label>
            <p class="actions">
                <button type="button" class="button" on:click=move |_| close()>{move || app.texts().common.cancel}</button>
                <button type="button" class="button button-danger" data-action="erase-yes" on:click=erase>
                    {move || app.texts().settings.erase_yes}
                </button>
            </p>
        </Modal>
    }
}

//! Draws every indicator: a page is a value, and this knows its parts alone.

mod computing;
mod control;
mod draft;
mod follow_up;
mod part;
mod section;
mod several;
mod slider;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::protocol::Failure;
use crate::indicators::overview::{self, OVERVIEW};
use crate::indicators::page::{Note, Origin, Page, Tone as Weight};
use crate::indicators::{Answer, Missing, Problem, Shown, registry};
use crate::platform::download::{dated, download};
use crate::state::{AskedPage, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::empty::{Empty, NeedsFile, NothingLeft};
use crate::ui::components::later::Later;
use crate::ui::components::outcome::Skeleton;

use computing::Computing;
pub use control::Controls;
pub use follow_up::FollowUpView;
pub use part::ChartView;
use section::{SectionView, Sections};

/// What is known of an indicator's answer.
#[derive(Debug, Clone, PartialEq)]
enum Standing {
    /// It is being computed for the first time.
    Awaited,
    /// There is a page.
    Page(Box<Page>),
    /// There is nothing to show.
    Missing(Missing),
    /// It cannot be computed.
    Problem(Problem),
    /// The engine gave no answer.
    Failed(Failure),
}

impl From<Option<Result<Answer, Failure>>> for Standing {
    fn from(answer: Option<Result<Answer, Failure>>) -> Self {
        match answer {
            None => Self::Awaited,
            Some(Ok(Answer { shown: Ok(Shown::Page(page)), .. })) => Self::Page(page),
            Some(Ok(Answer { shown: Ok(Shown::Missing(missing)), .. })) => Self::Missing(missing),
            Some(Ok(Answer { shown: Err(problem), .. })) => Self::Problem(problem),
            Some(Err(failure)) => Self::Failed(failure),
        }
    }
}

/// What is known of a page's answer. Where computing was given up what was shown before stays.
fn standing(asked: AskedPage, before: Option<&Standing>) -> Standing {
    match (Standing::from(asked.answer.get()), before) {
        (Standing::Failed(Failure::Cancelled), Some(shown @ Standing::Page(_))) => shown.clone(),
        (standing, _) => standing,
    }
}

/// The indicators of one path, one below the other: the first that has something to show gives the headline.
#[component]
pub fn PathPage(
    /// The path.
    path: &'static str,
) -> impl IntoView {
    let app = use_app();
    let ids: Vec<&'static str> = if path == overview::PATH {
        vec![OVERVIEW]
    } else {
        registry::abouts().iter().filter(|about| about.path == path).map(|about| about.id).collect()
    };
    let asked: Vec<AskedPage> = ids.iter().map(|&id| app.page(id)).collect();
    let standings: Vec<Memo<Standing>> =
        asked.iter().map(|&page| Memo::new(move |before| standing(page, before))).collect();
    let asked = StoredValue::new(asked);
    let standings = StoredValue::new(standings);
    let is_missing = |standing: &Standing| matches!(standing, Standing::Missing(_));
    let lead = Memo::new(move |_| {
        standings.with_value(|all| all.iter().position(|one| !one.with(is_missing)).unwrap_or_default())
    });
    // The same file is asked for once.
    let asked_before = move |place: usize| {
        standings.with_value(|all| {
            let this = all.get(place).map(|one| one.get());
            all.iter().take(place).any(|earlier| match (&this, earlier.get()) {
                (Some(Standing::Missing(this)), Standing::Missing(earlier)) => this.text == earlier.text,
                _ => false,
            })
        })
    };
    // Kept files may bring what seems to be missing.
    let waiting = Memo::new(move |_| app.restoring() && !app.has_data());
    let one = move |(place, id): (usize, &'static str)| {
        let standing = standings.with_value(|all| all.get(place).copied());
        let is_lead = Memo::new(move |_| lead.get() == place);
        let asked = Memo::new(move |_| place > 0 && asked_before(place));
        standing.map(|standing| view! { <One id standing is_lead asked/> })
    };
    let ids = StoredValue::new(ids);
    view! {
        <Show when=move || !waiting.get() fallback=|| view! { <Skeleton/> }>
            <Computing asked/>
            {ids.with_value(|ids| ids.iter().copied().enumerate().map(one).collect_view())}
        </Show>
    }
}

/// One indicator.
#[component]
fn One(id: &'static str, standing: Memo<Standing>, is_lead: Memo<bool>, asked: Memo<bool>) -> impl IntoView {
    let app = use_app();
    let page = Memo::new(move |_| page_of(standing));
    // What is drawn changes with the kind of answer only: a page that is computed anew keeps what was opened on it.
    let kind = Memo::new(move |_| match standing.get() {
        Standing::Page(_) => Standing::Page(Box::default()),
        other => other,
    });
    let shown = move || match kind.get() {
        Standing::Awaited if is_lead.get() => view! { <Skeleton/> }.into_any(),
        // What can be done about one given up is said above all of them.
        Standing::Awaited | Standing::Failed(Failure::Cancelled) => ().into_any(),
        Standing::Page(_) => view! { <Drawn page is_lead/> <FiguresDownload id/> }.into_any(),
        Standing::Missing(missing) if is_lead.get() && missing.file => {
            view! { <Empty headline=missing.headline needs=missing.text/> }.into_any()
        }
        Standing::Missing(missing) if is_lead.get() => view! { <NothingLeft headline=missing.headline/> }.into_any(),
        Standing::Missing(missing) => {
            let needed = Memo::new(move |_| missing.file && !asked.get());
            let (headline, needs) = (StoredValue::new(missing.headline), StoredValue::new(missing.text));
            view! {
                <Show when=move || needed.get()>
                    <NeedsFile headline=headline.get_value() needs=needs.get_value()/>
                </Show>
            }
            .into_any()
        }
        Standing::Problem(problem) => {
            view! { <Banner tone=Tone::Warning><span data-problem=problem.kind>{problem.message}</span></Banner> }
                .into_any()
        }
        Standing::Failed(failure) => {
            view! { <Banner tone=Tone::Error>{move || app.texts().failure(&failure)}</Banner> }.into_any()
        }
    };
    let awaited = move || kind.with(|kind| *kind == Standing::Awaited).then_some("true");
    view! { <div class="indicator" data-indicator=id aria-busy=awaited>{shown}</div> }
}

/// What an indicator says of one customer, as a part of their page: nothing until it is computed, and nothing where it
/// says nothing.
#[component]
pub fn OfOne(
    /// The indicator.
    id: &'static str,
    /// The customer's id.
    customer: String,
) -> impl IntoView {
    let answer = use_app().page_of_one(id, customer);
    let standing = Memo::new(move |_| Standing::from(answer.get()));
    let page = Memo::new(move |_| page_of(standing));
    let origins = Memo::new(move |_| page.with(origins));
    let ids = Memo::new(move |_| page.with(|page| page.sections.iter().map(|one| one.id.clone()).collect::<Vec<_>>()));
    let section = move |id: String| {
        let section = Memo::new(move |_| page.with(|page| page.sections.iter().find(|one| one.id == id).cloned()));
        view! { <SectionView section origins/> }
    };
    view! {
        <div class="sections" data-of-one=id>
            <For each=move || ids.get() key=Clone::clone let:id>{section(id)}</For>
        </div>
    }
}

/// The figures of a page as a file for other programs.
#[component]
fn FiguresDownload(id: &'static str) -> impl IntoView {
    let app = use_app();
    let save = move |_| {
        spawn_local(async move {
            if let Some(bytes) = app.document(id).await {
                // A refused download shows itself: the browser offers none.
                let _ = download(&dated(id, "json"), "application/json", &bytes);
            }
        });
    };
    view! {
        <p class="actions">
            <button type="button" class="link-button" data-action="download-figures" on:click=save>
                {move || app.texts().common.figures_as_json}
            </button>
        </p>
    }
}

fn page_of(standing: Memo<Standing>) -> Page {
    match standing.get() {
        Standing::Page(page) => *page,
        _ => Page::default(),
    }
}

fn origins(page: &Page) -> Vec<Arc<Origin>> {
    page.origins.iter().cloned().map(Arc::new).collect()
}

/// A page.
#[component]
fn Drawn(page: Memo<Page>, is_lead: Memo<bool>) -> impl IntoView {
    let headline = Memo::new(move |_| page.with(|page| page.headline.clone()));
    let notes = Memo::new(move |_| page.with(|page| page.notes.clone()));
    let origins = Memo::new(move |_| page.with(origins));
    let ids = Memo::new(move |_| {
        page.with(|page| page.sections.iter().map(|section| section.id.clone()).collect::<Vec<String>>())
    });
    let heading = move || {
        let text = headline.get();
        if is_lead.get() {
            view! { <h1>{text}</h1> }.into_any()
        } else {
            view! { <p class="indicator-lead">{text}</p> }.into_any()
        }
    };
    let note = |Note { tone, text }: Note| {
        let tone = match tone {
            Weight::Info => Tone::Info,
            Weight::Caution | Weight::Warning => Tone::Warning,
        };
        view! { <Banner tone>{text}</Banner> }
    };
    let section = move |id: String| {
        let named = id.clone();
        let section =
            Memo::new(move |_| page.with(|page| page.sections.iter().find(|section| section.id == named).cloned()));
        // What stands further down comes a moment later, so that a click is answered at once.
        let place = ids.with_untracked(|ids| ids.iter().position(|other| *other == id)).unwrap_or_default();
        if place < 2 {
            view! { <SectionView section origins/> }.into_any()
        } else {
            view! { <Later turns=place - 1><SectionView section origins/></Later> }.into_any()
        }
    };
    view! {
        {heading}
        {move || notes.get().into_iter().map(note).collect_view()}
        <Sections page/>
        <div class="sections">
            <For each=move || ids.get() key=Clone::clone let:id>{section(id)}</For>
        </div>
    }
}

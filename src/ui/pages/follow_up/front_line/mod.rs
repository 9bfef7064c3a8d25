//! One page for the people customers meet: choose whose and when, look at it, print it.

mod sheet;

use leptos::prelude::*;

use crate::domain::care::{FrontLine, Scored, Stretch, Unit, front_line, latest_day, units};
use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::day::Day;
use crate::route::Route;
use crate::state::{use_app, use_care};
use crate::ui::components::choice::Choice;
use crate::ui::paper::OwnDays;

use super::Frame;
use sheet::Sheet;

/// Whose page is shown, and of when; it stays while the application is open.
#[derive(Clone, Copy)]
pub struct Shown {
    unit: RwSignal<Option<Unit>>,
    /// `None` for the latest day with answers.
    day: RwSignal<Option<Day>>,
    week: RwSignal<bool>,
    all_branches: RwSignal<bool>,
    /// Whether customers are named: on a wall they are not, and so only when asked for.
    named: RwSignal<bool>,
}

impl Shown {
    /// Makes it known to all components below.
    pub fn provide() {
        provide_context(Self {
            unit: RwSignal::new(None),
            day: RwSignal::new(None),
            week: RwSignal::new(false),
            all_branches: RwSignal::new(false),
            named: RwSignal::new(false),
        });
    }
}

/// The page.
#[component]
pub fn FrontLinePage() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let shown = expect_context::<Shown>();
    // Nothing is done on this page, so there is nothing to undo.
    desk.forget_done();
    let answers = desk.scored();
    let known = Memo::new(move |_| desk.cases().with(|cases| answers.with(|answers| units(answers, cases))));
    // What was chosen may be gone: then the first stands in.
    let unit = Memo::new(move |_| {
        let chosen = shown.unit.get().filter(|unit| known.with(|known| known.contains(unit)));
        chosen.or_else(|| known.with(|known| known.first().cloned()))
    });
    let day = Memo::new(move |_| {
        shown.day.get().or_else(|| answers.with(|answers| latest_day(answers))).or_else(|| desk.now().day())
    });
    let stretch =
        Memo::new(move |_| day.get().map(|day| if shown.week.get() { Stretch::Week(day) } else { Stretch::Day(day) }));
    let OwnDays(own) = expect_context();
    Effect::new(move |_| own.set(stretch.get().map(Stretch::period)));
    on_cleanup(move || own.set(None));
    let sheets = move || {
        let branches =
            |known: &Vec<Unit>| known.iter().filter(|unit| matches!(unit, Unit::Branch(_))).cloned().collect();
        let wanted: Vec<Unit> =
            if shown.all_branches.get() { known.with(branches) } else { unit.get().into_iter().collect() };
        let Some(stretch) = stretch.get() else { return Vec::new() };
        wanted.into_iter().map(|unit| page_of(unit, stretch, answers, app.small_sample())).collect()
    };
    view! {
        <Frame>
            <Show when=move || known.with(|known| !known.is_empty()) fallback=|| view! { <NoUnits/> }>
                <Choices shown known unit day/>
                {move || sheets().into_iter().map(|page| view! { <Sheet page named=shown.named/> }).collect_view()}
                <p class="muted front-line-choices">{move || app.texts().front_line.from_kiosks}</p>
            </Show>
        </Frame>
    }
}

fn page_of(unit: Unit, stretch: Stretch, answers: Memo<Vec<Scored>>, small_sample: SmallSample) -> FrontLine {
    let desk = use_care();
    let certainty = Certainty { small_sample, ..Certainty::default() };
    desk.cases().with(|cases| answers.with(|answers| front_line(unit, stretch, answers, cases, desk.now(), certainty)))
}

#[component]
fn NoUnits() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{move || app.texts().front_line.empty_title}</h1>
            <p>{move || app.texts().front_line.empty_help}</p>
            <p class="actions">
                <a class="button button-primary" href=move || app.href(Route::Kiosk)>{move || app.texts().care.empty_kiosk}</a>
            </p>
        </section>
    }
}

/// Whose, when, and the printer.
#[component]
fn Choices(shown: Shown, known: Memo<Vec<Unit>>, unit: Memo<Option<Unit>>, day: Memo<Option<Day>>) -> impl IntoView {
    let app = use_app();
    let several = Memo::new(move |_| {
        known.with(|known| known.iter().filter(|unit| matches!(unit, Unit::Branch(_))).nth(1).is_some())
    });
    let print = move |_| {
        // A browser that cannot print does nothing.
        let _ = window().print();
    };
    view! {
        <section class="front-line-choices">
            <UnitSelect shown known unit/>
            <Choice
                name="stretch"
                label=Signal::derive(move || app.texts().front_line.stretch)
                values=&[false, true]
                text=move |week| if week { app.texts().front_line.week } else { app.texts().front_line.day }.to_owned()
                value=Signal::derive(move || shown.week.get())
                set=Callback::new(move |week| shown.week.set(week))
            />
            <label class="field">
                <span>{move || if shown.week.get() { app.texts().front_line.in_week } else { app.texts().front_line.on }}</span>
                <input type="date" name="front-line-day" prop:value=move || day.get().map(|day| day.to_string()) on:change=move |event| shown.day.set(event_target_value(&event).parse().ok())/>
            </label>
            <Show when=move || several.get()>
                <label class="check">
                    <input type="checkbox" name="all-branches" prop:checked=move || shown.all_branches.get() on:change=move |event| shown.all_branches.set(event_target_checked(&event))/>
                    <span>{move || app.texts().front_line.all_branches}</span>
                </label>
            </Show>
            <label class="check">
                <input type="checkbox" name="named" prop:checked=move || shown.named.get() on:change=move |event| shown.named.set(event_target_checked(&event))/>
                <span>{move || app.texts().front_line.named}</span>
            </label>
            <button type="button" class="button button-primary" data-action="print" on:click=print>{move || app.texts().front_line.print}</button>
        </section>
    }
}

/// All branches, members of staff and touchpoints; known by their place in the list.
#[component]
fn UnitSelect(shown: Shown, known: Memo<Vec<Unit>>, unit: Memo<Option<Unit>>) -> impl IntoView {
    let app = use_app();
    let choose = move |event: web_sys::Event| {
        let place = event_target_value(&event).parse::<usize>();
        shown.unit.set(place.ok().and_then(|place| known.with_untracked(|known| known.get(place).cloned())));
        shown.all_branches.set(false);
    };
    let option = move |(place, of): (usize, Unit)| {
        let name = of.name().to_owned();
        view! { <option value=place.to_string() prop:selected=move || unit.with(|unit| unit.as_ref() == Some(&of))>{name}</option> }
    };
    let groups = move || {
        let all: Vec<(usize, Unit)> = known.get().into_iter().enumerate().collect();
        let same = |a: &(usize, Unit), b: &(usize, Unit)| std::mem::discriminant(&a.1) == std::mem::discriminant(&b.1);
        let group = |units: &[(usize, Unit)]| {
            let label = units.first().map(|(_, unit)| app.texts().unit_group(unit));
            view! { <optgroup label=label>{units.iter().cloned().map(option).collect_view()}</optgroup> }
        };
        all.chunk_by(same).map(group).collect_view()
    };
    view! {
        <label class="field">
            <span>{move || app.texts().front_line.unit}</span>
            <select name="unit" on:change=choose>{groups}</select>
        </label>
    }
}

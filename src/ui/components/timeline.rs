//! What happened to one customer, along a line of time. The same stands below it in words.

use leptos::prelude::*;

use crate::domain::calendar::PeriodLength;
use crate::domain::day::Day;
use crate::domain::format::Format as _;
use crate::domain::score::Attitude;
use crate::domain::timeline::{Happened, Mark, Tick, Timeline};
use crate::i18n::CustomersTexts;
use crate::platform::intl::Formats;
use crate::state::{use_app, use_care};

/// The line, with the cases of the customer on it; nothing where all happened on one day.
#[component]
pub fn CustomerTimeline(
    /// The customer's id.
    id: String,
    /// What the files say happened.
    happened: Vec<(Day, Happened)>,
) -> impl IntoView {
    let (app, cases) = (use_app(), use_care().cases());
    let line = Memo::new(move |_| {
        let of_customer = cases.with(|cases| {
            let own = cases.iter().filter(|case| case.opening.customer.as_ref().is_some_and(|known| known.id == id));
            own.filter_map(|case| Some((case.opening.taken.day()?, Happened::Case))).collect::<Vec<_>>()
        });
        Timeline::of(happened.iter().copied().chain(of_customer).collect())
    });
    move || line.with(|line| line.as_ref().map(|line| drawn(line, &app.texts().customers, &app.formats())))
}

fn drawn(line: &Timeline, texts: &'static CustomersTexts, formats: &Formats) -> impl IntoView + use<> {
    let place = |at: f64| format!("{}%", at * 100.0);
    let mark = |mark: &Mark| {
        let (kind, name) = named(mark.what, texts);
        let title = match mark.what {
            Happened::Purchase(amount) => format!("{} · {name} {}", formats.day(mark.day), formats.money(amount)),
            _ => format!("{} · {name}", formats.day(mark.day)),
        };
        view! { <span class="timeline-mark" data-kind=kind title=title style:inset-inline-start=place(mark.at) style:--size=mark.size.to_string()></span> }
    };
    let tick = |tick: &Tick| {
        let name = match line.length {
            PeriodLength::Year => tick.day.ymd().0.to_string(),
            PeriodLength::Quarter | PeriodLength::Month => formats.month(tick.day.month()),
        };
        view! { <span class="timeline-tick" style:inset-inline-start=place(tick.at)>{name}</span> }
    };
    // Each kind once, as it first appears.
    let mut kinds: Vec<(&'static str, &'static str)> = Vec::new();
    for known in line.marks.iter().map(|mark| named(mark.what, texts)) {
        if !kinds.contains(&known) {
            kinds.push(known);
        }
    }
    let legend = kinds
        .into_iter()
        .map(|(kind, name)| view! { <li><span class="timeline-key" data-kind=kind></span>{name}</li> });
    let span = (texts.timeline)(&formats.day(line.from), &formats.day(line.to));
    view! {
        <section class="card timeline" data-section="timeline">
            <h2>{span.clone()}</h2>
            <div class="timeline-line" role="img" aria-label=span>
                {line.marks.iter().map(mark).collect_view()}
                {line.ticks.iter().map(tick).collect_view()}
            </div>
            <ul class="timeline-legend">{legend.collect_view()}</ul>
        </section>
    }
}

/// A kind of mark as the style sheet knows it, and its name.
fn named(what: Happened, texts: &'static CustomersTexts) -> (&'static str, &'static str) {
    match what {
        Happened::Purchase(amount) if amount < 0.0 => ("returned", texts.returned),
        Happened::Purchase(_) => ("purchase", texts.purchase),
        Happened::Answer(Some(Attitude::Promoter)) => ("promoter", texts.promoter),
        Happened::Answer(Some(Attitude::Passive)) => ("passive", texts.passive),
        Happened::Answer(Some(Attitude::Detractor)) => ("detractor", texts.detractor),
        Happened::Answer(None) => ("answer", texts.answer),
        Happened::Complaint => ("complaint", texts.complaint),
        Happened::Exit => ("exit", texts.exit),
        Happened::Case => ("case", texts.case),
    }
}

//! The answer as a sentence, and the figures of all customers.

use leptos::prelude::*;

use crate::domain::dataset::Kind;
use crate::domain::interval::Interval;
use crate::engine::protocol::RetentionPage as Data;
use crate::i18n::Texts;
use crate::indicators::rates::{Inactive, Rates};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::empty::Empty;
use crate::ui::components::figure::{Figure, Tile};
use crate::ui::components::nothing::NothingToCount;
use crate::ui::components::outcome::Skeleton;
use crate::ui::components::periods::interval_text;

use super::{latest_settled, rates_of};

/// Headline and tiles; or what is missing for them.
#[component]
pub fn Head(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    move || {
        if app.restoring() {
            return view! { <Skeleton/> }.into_any();
        }
        data.with(|data| match (&data.rates, rates_of(data)) {
            (None, _) => {
                let promise = Signal::derive(move || app.texts().retention.promise.to_owned());
                view! { <Empty kind=Kind::Purchases promise/> }.into_any()
            }
            (_, None) => view! { <NothingToCount unfiltered=|texts| texts.retention.nothing/> }.into_any(),
            (_, Some(rates)) => figures(app.texts(), &app.formats(), rates).into_any(),
        })
    }
}

fn figures(texts: &'static Texts, formats: &Formats, rates: &Rates) -> impl IntoView + use<> {
    let repeat = (texts.retention.headline)(&formats.percent(rates.repeat_rate.unwrap_or_default()));
    let latest = latest_settled(texts, formats, rates)
        .map(|(_, [period, retention, churn])| (texts.retention.headline_latest)(&period, &retention, &churn));
    let headline: Vec<String> = [Some(repeat), latest].into_iter().flatten().collect();
    view! {
        <h1>{headline.join(texts.words.between_sentences)}</h1>
        {tiles(texts, formats, rates)}
        <p class="muted">{texts.retention.churn_note}</p>
        {inactive(texts, formats, rates)}
    }
}

fn tiles(texts: &'static Texts, formats: &Formats, rates: &Rates) -> impl IntoView + use<> {
    let words = &texts.retention;
    let figure = |key: String, label: String, value: String, text: String, note: String| {
        let provenance = rates.provenance.clone();
        view! {
            <Tile label=label.clone() note>
                <Figure key label value text provenance/>
            </Tile>
        }
    };
    let share = |key: String, label: String, share: f64, interval: Option<Interval>| {
        let note = interval.map(|Interval { low, high }| {
            interval_text(texts, formats, &formats.percent(low), &formats.percent(high), rates.level)
        });
        figure(key, label, share.to_string(), formats.percent(share), note.unwrap_or_default())
    };
    let count = |key: &str, label: &str, count: usize| {
        figure(key.to_owned(), label.to_owned(), count.to_string(), formats.count(count), String::new())
    };
    let latest = latest_settled(texts, formats, rates).and_then(|(latest, [period, ..])| {
        let key = |field| format!("rates.periods.{}.{field}", latest.start);
        let label = |figure| (words.of_period)(figure, &period);
        Some((
            share(key("retention"), label(words.retention), latest.retention?, latest.retention_interval),
            share(key("churn"), label(words.churn), latest.churn?, None),
        ))
    });
    let repeat_rate = rates.repeat_rate.unwrap_or_default();
    view! {
        <div class="tiles">
            {share("rates.repeat_rate".into(), words.repeat_rate.into(), repeat_rate, rates.repeat_rate_interval)}
            {count("rates.customers", words.customers, rates.customers)}
            {count("rates.repeat_customers", words.repeat_customers, rates.repeat_customers)}
            {latest}
        </div>
    }
}

fn inactive(texts: &'static Texts, formats: &Formats, rates: &Rates) -> impl IntoView + use<> {
    let words = &texts.retention;
    let tile = |inactive: &Inactive| {
        let share = inactive.share?;
        let label = (words.inactive_days)(&inactive.days.to_string());
        let key = format!("rates.inactive.{}.share", inactive.days);
        let value = share.to_string();
        let note = (words.customers_n)(&formats.count(inactive.customers));
        let (text, provenance) = (formats.percent(share), rates.provenance.clone());
        Some(view! {
            <Tile label=label.clone() note>
                <Figure key label value text provenance/>
            </Tile>
        })
    };
    let tiles: Vec<_> = rates.inactive.iter().filter_map(tile).collect();
    let counted_to = rates.reference_date.map(|day| (words.inactive_note)(&formats.day(day)));
    (!tiles.is_empty()).then(|| {
        view! {
            <section class="stack">
                <header class="section-head">
                    <h2>{words.inactive}</h2>
                    <span class="muted">{counted_to}</span>
                </header>
                <div class="tiles tiles-small">{tiles}</div>
            </section>
        }
    })
}

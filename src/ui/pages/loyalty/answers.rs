//! How often each score from 0 to 10 was given.

use leptos::prelude::*;

use crate::charts::bars::{Bar, Bars, Style, bars};
use crate::charts::{Ink, Scene, Size, TextMeasure, Words};
use crate::domain::score::{Attitude, Score};
use crate::engine::protocol::LoyaltyPage as Data;
use crate::i18n::Texts;
use crate::indicators::nps::Nps;
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::periods::{chart_labels, sample_note};

use super::nps_of;

/// The distribution of the answers.
#[component]
pub fn Distribution(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let title = Signal::derive(move || {
        let mean = data.with(|data| nps_of(data).and_then(|nps| nps.mean)).unwrap_or_default();
        (app.texts().loyalty.distribution_title)(&app.formats().decimal(mean))
    });
    let note = Signal::derive(move || {
        let note = |nps: &Nps| sample_note(app.texts(), &app.formats(), nps.estimate.n, nps.provenance.period);
        data.with(|data| nps_of(data).map(note)).unwrap_or_default()
    });
    let scene = move |size: Size, measure: &dyn TextMeasure| {
        data.with(|data| match nps_of(data) {
            Some(nps) => scene(app.texts(), &app.formats(), nps, &title.get(), size, measure),
            None => Scene::default(),
        })
    };
    view! {
        <ChartFrame title note labels=chart_labels(app) scene/>
    }
}

/// The name of a group of scores.
pub fn attitude_name(texts: &Texts, attitude: Attitude) -> &'static str {
    match attitude {
        Attitude::Promoter => texts.loyalty.promoter,
        Attitude::Passive => texts.loyalty.passive,
        Attitude::Detractor => texts.loyalty.detractor,
    }
}

fn scene(texts: &Texts, formats: &Formats, nps: &Nps, summary: &str, size: Size, measure: &dyn TextMeasure) -> Scene {
    let bar = |(score, count): (Score, usize)| Bar {
        label: format!("{} {}", score.get(), attitude_name(texts, score.attitude())),
        value: count as f64,
        interval: None,
        more: nps.estimate.share(count).map(|share| formats.percent(share)).into_iter().collect(),
        ink: match score.attitude() {
            Attitude::Promoter => Ink::Promoter,
            Attitude::Passive => Ink::Passive,
            Attitude::Detractor => Ink::Detractor,
        },
    };
    // From the best to the worst, as promoters come first everywhere on the page.
    let scores =
        (0_i64..).zip(nps.distribution).filter_map(|(score, count)| Some((Score::try_from(score).ok()?, count)));
    let mut counted: Vec<Bar> = scores.map(bar).collect();
    counted.reverse();
    let input = Bars {
        bars: &counted,
        style: Style::FromZero,
        group: texts.loyalty.answer,
        value: texts.loyalty.n,
        interval: "",
        more_columns: &[texts.loyalty.share],
        format: &|count| formats.number(count),
        most: counted.len(),
        more: &|_| String::new(),
        words: Words { summary, empty: texts.loyalty.no_scores },
    };
    bars(&input, size, measure)
}

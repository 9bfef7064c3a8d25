//! The fields of the settings page.

use crate::indicators::Say;
use crate::indicators::page::{Control, Input};

use super::texts::FieldTexts;
use super::{BINS_MAX, BINS_MIN, Binning, CALLS_MAX, ID, Measure, Nesting, RfmParams, RfmSettings};

/// Scores, how they are cut, edges, and how many customers to call. The rules have an editor of their own.
pub fn controls(settings: &RfmSettings, say: &Say<'_>) -> Vec<Control> {
    let params = &settings.rfm;
    let texts = FieldTexts::of(say.language);
    let bins = (BINS_MIN..=BINS_MAX).map(|bins| (bins, bins.to_string()));
    let binnings = Binning::ALL.map(|binning| (binning, texts.binning_of(binning).0.to_owned()));
    let nestings = [(Nesting::Independent, texts.independent.to_owned()), (Nesting::Nested, texts.nested.to_owned())];
    let (value, max) = (f64::from(settings.call_today), f64::from(CALLS_MAX));
    let calls = Input::Number { value, min: 1.0, max, step: 1.0 };
    vec![
        Control::new(ID, "bins", texts.bins, Input::choice(bins, &params.bins)),
        Control::new(ID, "binning", texts.binning, Input::choice(binnings, &params.binning))
            .helped(texts.binning_of(params.binning).1),
        Control::new(ID, "nesting", texts.nesting, Input::choice(nestings, &params.nesting)),
        edges(params, Measure::Recency, say),
        edges(params, Measure::Frequency, say),
        edges(params, Measure::Monetary, say),
        Control::new(ID, "call_today", texts.call_today, calls),
    ]
}

/// The typed-in edges of a measure. They can be typed before the binning that uses them is chosen: it is refused
/// without them.
fn edges(params: &RfmParams, measure: Measure, say: &Say<'_>) -> Control {
    let texts = FieldTexts::of(say.language);
    let bounds = &params.bounds;
    let (parameter, label, edges) = match measure {
        Measure::Recency => ("bounds_r", texts.bounds_r, bounds.r.iter().copied().map(f64::from).collect()),
        Measure::Frequency => ("bounds_f", texts.bounds_f, bounds.f.iter().copied().map(f64::from).collect()),
        Measure::Monetary => ("bounds_m", texts.bounds_m, bounds.m.iter().map(|money| money.to_f64()).collect()),
    };
    let needed = (texts.bounds_help)(&params.bounds_needed().to_string());
    let help = if params.binning == Binning::Custom { needed } else { (texts.bounds_before)(texts.custom, &needed) };
    Control::new(ID, parameter, label, Input::Numbers(edges)).named(&format!("rfm-bounds-{measure}")).helped(help)
}

//! What can be chosen about survival.

use crate::indicators::Say;
use crate::indicators::page::{Control, Input};

use super::texts::SurvivalTexts;
use super::{Asked, Event, ID, MAX_SILENT_DAYS, Survival, SurvivalParams, TenureUnit};

/// The fields of the settings page.
pub fn controls(params: &SurvivalParams, say: &Say<'_>) -> Vec<Control> {
    let texts = SurvivalTexts::of(say.language);
    let mut controls = vec![
        event_control(params.event, &[Event::Contracts, Event::Exits, Event::Silence], texts),
        silent_control(params.silent_days, texts),
        unit_control(params.tenure_unit, texts),
    ];
    // What a table that is gone was compared by can be taken back here: its page cannot be shown.
    controls.extend(params.by.as_ref().map(|by| by_control(Some(by), &[], texts)));
    controls
}

/// The fields of the page: those that change what it shows.
pub fn of_page(found: &Survival, params: &SurvivalParams, texts: &SurvivalTexts) -> Vec<Control> {
    let offered = &found.offered;
    let mut controls = vec![event_control(params.event, &offered.events, texts)];
    match found.event {
        Event::Silence => controls.push(silent_control(params.silent_days, texts)),
        Event::Contracts => controls.push(unit_control(params.tenure_unit, texts)),
        Event::Exits => {}
    }
    if !offered.attributes.is_empty() || found.by.is_some() {
        controls.push(by_control(found.by.as_ref(), &offered.attributes, texts));
    }
    controls
}

fn event_control(asked: Asked, events: &[Event], texts: &SurvivalTexts) -> Control {
    let option = |asked: Asked| {
        let text = match asked {
            Asked::Auto => texts.auto,
            Asked::Contracts => texts.contracts,
            Asked::Exits => texts.exits,
            Asked::Silence => texts.silence,
        };
        (asked, text.to_owned())
    };
    let all = [Asked::Auto, Asked::Contracts, Asked::Exits, Asked::Silence];
    let offered = all.into_iter().filter(|asked| asked.event().is_none_or(|event| events.contains(&event)));
    Control::new(ID, "event", texts.event_field, Input::choice(offered.map(option), &asked)).helped(texts.event_help)
}

fn silent_control(days: u32, texts: &SurvivalTexts) -> Control {
    let input = Input::Number { value: f64::from(days), min: 1.0, max: f64::from(MAX_SILENT_DAYS), step: 1.0 };
    Control::new(ID, "silent_days", texts.silent_field, input)
}

fn unit_control(unit: TenureUnit, texts: &SurvivalTexts) -> Control {
    let options = [
        (TenureUnit::Auto, texts.unit_said),
        (TenureUnit::Days, texts.unit_days),
        (TenureUnit::Weeks, texts.unit_weeks),
        (TenureUnit::Months, texts.unit_months),
        (TenureUnit::Years, texts.unit_years),
    ];
    let options = options.map(|(unit, text)| (unit, text.to_owned()));
    Control::new(ID, "tenure_unit", texts.unit_field, Input::choice(options, &unit))
}

fn by_control(by: Option<&String>, attributes: &[String], texts: &SurvivalTexts) -> Control {
    // An attribute chosen elsewhere, of more values than are offered, stays chosen.
    let other = by.filter(|by| !attributes.contains(by));
    let named = attributes.iter().chain(other).map(|name| (Some(name), name.clone()));
    let options = std::iter::once((None, texts.by_none.to_owned())).chain(named);
    Control::new(ID, "by", texts.by_field, Input::choice(options, &by))
}

//! One rule.

use leptos::prelude::*;

use crate::domain::care::{Kind, Rule, RulesError, listed_words};
use crate::domain::format::Format as _;
use crate::domain::score::Score;
use crate::state::{App, use_app};
use crate::ui::components::choice::Choice;

use super::Draft;
use super::typed::TypedField;

const KINDS: [Kind; 2] = [Kind::Recover, Kind::Thank];

/// The rule at a place, and what can be done to it.
#[component]
pub fn RuleRow(draft: Draft, place: usize) -> impl IntoView {
    let app = use_app();
    let rule = Memo::new(move |_| draft.settings().rules.0.get(place).cloned());
    let name = Memo::new(move |_| {
        rule.with(|rule| rule.as_ref().map(|rule| app.texts().care_rule(&rule.name).to_owned()).unwrap_or_default())
    });
    let wrong = Memo::new(move |_| draft.settings().rules.wrong_at(place));
    let said = move |of: fn(&RulesError) -> bool| {
        Signal::derive(move || wrong.get().filter(of).map(|error| app.texts().rules_error(&error).to_owned()))
    };
    let edit = move |change: &dyn Fn(&mut Rule)| {
        draft.edit(|settings| settings.rules.0.get_mut(place).into_iter().for_each(change));
    };
    let rename = Callback::new(move |typed: String| {
        edit(&|rule| typed.trim().clone_into(&mut rule.name));
        None
    });
    let set_words = Callback::new(move |typed: String| {
        edit(&|rule| rule.words = listed_words(&typed));
        None
    });
    let words =
        Memo::new(move |_| rule.with(|rule| rule.as_ref().map(|rule| rule.words.join(", ")).unwrap_or_default()));
    let kind = move || rule.with(|rule| rule.as_ref().map_or(Kind::Recover, |rule| rule.kind));
    let score_wrong = said(|error| matches!(error, RulesError::NoScore(_)));
    view! {
        <li class="care-rule" data-rule=place.to_string()>
            <TypedField name="rule-name" label=|texts| texts.care_rules.name shown=name set=rename wrong=said(|error| !matches!(error, RulesError::NoScore(_)))/>
            <Choice
                name="rule-kind"
                label=Signal::derive(move || app.texts().care_rules.kind)
                values=&KINDS
                text=move |kind| app.texts().case_kind(kind).to_owned()
                value=Signal::derive(kind)
                set=Callback::new(move |kind| edit(&|rule| rule.kind = kind))
            />
            <div class="care-rule-scores">
                <Scores rule edit=Callback::new(move |(lowest, highest)| edit(&|rule| (rule.lowest, rule.highest) = (lowest, highest)))/>
                {move || score_wrong.get().map(|text| view! { <p class="field-error" role="alert">{text}</p> })}
            </div>
            <TypedField name="rule-words" label=|texts| texts.care_rules.words shown=words set=set_words/>
            <Buttons draft place name/>
            <Segments rule set=Callback::new(move |(key, on): (String, bool)| edit(&|rule| {
                rule.segments.retain(|other| *other != key);
                if on {
                    rule.segments.push(key.clone());
                }
            }))/>
        </li>
    }
}

/// Lowest and highest score.
#[component]
fn Scores(rule: Memo<Option<Rule>>, edit: Callback<(Score, Score)>) -> impl IntoView {
    let app = use_app();
    let range = move || rule.with(|rule| rule.as_ref().map(|rule| (rule.lowest, rule.highest)));
    let select = move |name: &'static str, label: Signal<&'static str>, lowest: bool| {
        let value = move || range().map(|(low, high)| if lowest { low } else { high });
        let choose = move |event: web_sys::Event| {
            let chosen = event_target_value(&event).parse::<i64>().ok().and_then(|number| Score::try_from(number).ok());
            if let Some((chosen, (low, high))) = chosen.zip(untrack(range)) {
                edit.run(if lowest { (chosen, high) } else { (low, chosen) });
            }
        };
        let option = move |number: u8| {
            let selected = move || value().is_some_and(|score| score.get() == number);
            view! { <option value=number.to_string() prop:selected=selected>{number}</option> }
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <select name=name on:change=choose>{(0..=10).map(option).collect_view()}</select>
            </label>
        }
    };
    let any = move || range().is_some_and(|(low, high)| low.get() == 0 && high.get() == 10);
    view! {
        <div class="care-rule-range">
            {select("rule-lowest", Signal::derive(move || app.texts().care_rules.lowest), true)}
            {select("rule-highest", Signal::derive(move || app.texts().care_rules.highest), false)}
        </div>
        {move || any().then(|| view! { <p class="muted">{app.texts().care_rules.any_score}</p> })}
    }
}

/// The segments of the rules in force, and those this rule names that are none any more.
fn segments_offered(app: App, rule: &Rule) -> Vec<(String, String)> {
    let table = app.segment_rules();
    let known: Vec<(String, String)> = table.rules.iter().map(|of| (of.key.clone(), of.name.clone())).collect();
    let gone = rule.segments.iter().filter(|key| !known.iter().any(|(known, _)| known == *key));
    let gone: Vec<(String, String)> = gone.map(|key| (key.clone(), key.clone())).collect();
    [known, gone].concat()
}

#[component]
fn Segments(rule: Memo<Option<Rule>>, set: Callback<(String, bool)>) -> impl IntoView {
    let app = use_app();
    let offered =
        Memo::new(move |_| rule.with(|rule| rule.as_ref().map(|rule| segments_offered(app, rule)).unwrap_or_default()));
    let chosen = move || rule.with(|rule| rule.as_ref().map_or(0, |rule| rule.segments.len()));
    let summary = move || match chosen() {
        0 => app.texts().care_rules.segments_any.to_owned(),
        n => (app.texts().care_rules.segments_of)(&app.formats().count(n)),
    };
    let check = move |(key, name): (String, String)| {
        let (of_check, of_change, of_name) = (key.clone(), key.clone(), key);
        let on = move || rule.with(|rule| rule.as_ref().is_some_and(|rule| rule.segments.contains(&of_check)));
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=on on:change=move |event| set.run((of_change.clone(), event_target_checked(&event)))/>
                <span>{move || app.texts().segment(&of_name, &name).to_owned()}</span>
            </label>
        }
    };
    view! {
        <details class="care-rule-segments">
            <summary>{summary}</summary>
            <div class="checks" role="group" aria-label=move || app.texts().care_rules.segments>
                {move || offered.get().into_iter().map(check).collect_view()}
            </div>
        </details>
    }
}

/// Up, down, away.
#[component]
fn Buttons(draft: Draft, place: usize, name: Memo<String>) -> impl IntoView {
    let app = use_app();
    let last = move || draft.settings().rules.0.get(place.saturating_add(1)).is_none();
    let button = move |sign: &'static str,
                       action: &'static str,
                       text: Signal<String>,
                       disabled: Signal<bool>,
                       press: Callback<()>| {
        view! {
            <button type="button" class="icon-button" data-action=action aria-label=text title=text disabled=disabled on:click=move |_| press.run(())>{sign}</button>
        }
    };
    let text = move |of: fn(App) -> crate::i18n::With1| Signal::derive(move || of(app)(&name.get()));
    let up = Callback::new(move |()| draft.edit(|settings| settings.rules.move_up(place)));
    let down = Callback::new(move |()| draft.edit(|settings| settings.rules.move_up(place.saturating_add(1))));
    let remove = Callback::new(move |()| {
        draft.edit_rules(Some(name.get_untracked()), |rules| rules.remove(place));
    });
    view! {
        <div class="care-rule-buttons">
            {button("↑", "rule-up", text(|app| app.texts().care_rules.up), Signal::stored(place == 0), up)}
            {button("↓", "rule-down", text(|app| app.texts().care_rules.down), Signal::derive(last), down)}
            {button("×", "rule-remove", text(|app| app.texts().care_rules.remove), Signal::stored(false), remove)}
        </div>
    }
}

//! The scores of the kept answers: of today or this week, by what groups them, beside how often the
//! question was shown.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::domain::care::Stretch;
use crate::domain::format::Format as _;
use crate::domain::language::Language;
use crate::domain::survey::{Board, By, Line, RepeatRule, Response};
use crate::i18n::{KioskPageTexts, Texts};
use crate::platform::clock::now;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{use_app, use_kiosk};
use crate::ui::components::choice::Choice;
use crate::ui::components::table::{Column, Table};

/// The card.
#[component]
pub fn Scores() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let words = move || app.texts().kiosk_page();
    let week = RwSignal::new(false);
    let by = RwSignal::new(By::Branch);
    let board = move || {
        let today = now().day()?;
        // Asked anew when answers came.
        kiosk.holding();
        let stretch = if week.get() { Stretch::Week(today) } else { Stretch::Day(today) };
        Some(kiosk.board(stretch.period(), by.get(), app.small_sample()))
    };
    view! {
        <section class="card" data-section="scores" tabindex="-1">
            <h2>{move || words().scores}</h2>
            <div class="plan-choices">
                <Choice
                    name="scores-of"
                    label=Signal::derive(move || words().scores_of)
                    values=&[false, true]
                    text=move |week| if week { words().this_week } else { words().this_day }.to_owned()
                    value=week.into()
                    set=Callback::new(move |of| week.set(of))
                />
                <Choice
                    name="scores-by"
                    label=Signal::derive(move || words().scores_by)
                    values=&By::ALL
                    text=move |by| name_of(by, words()).to_owned()
                    value=by.into()
                    set=Callback::new(move |of| by.set(of))
                />
            </div>
            {move || board().map(|board| scores(&board, by.get(), app.texts(), &app.formats()))}
            <Repeats/>
            <p class="muted">
                {move || words().scores_help}" "
                <a href=move || app.href(Route::Page("/loyalty"))>{move || words().scores_more}</a>
            </p>
        </section>
    }
}

fn name_of(by: By, words: &KioskPageTexts) -> &'static str {
    match by {
        By::Branch => words.branch,
        By::Touchpoint => words.by_touchpoint,
        By::Staff => words.by_staff,
        By::Hour => words.by_hour,
        By::Language => words.by_language,
    }
}

/// The whole in a sentence, the groups in a table, and what was pressed again and again.
fn scores(board: &Board, by: By, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = texts.kiosk_page();
    let columns = vec![
        Column::text(name_of(by, words)),
        Column::number(words.nps),
        Column::number(words.answers),
        Column::number(words.shown),
        Column::number(words.response),
    ];
    let rows: Vec<_> = board.lines.iter().map(|line| row(line, by, texts, formats)).collect();
    let repeated = (board.repeated > 0).then(|| (words.repeated)(&formats.count(board.repeated)));
    view! {
        <p class="kiosk-score-line" data-score-line=board.all.score.n>{sentence(&board.all, texts, formats)}</p>
        {(!rows.is_empty()).then(|| view! { <Table caption=words.scores columns rows/> })}
        {repeated.map(|text| view! { <p data-repeated=board.repeated>{text}</p> })}
    }
}

fn sentence(all: &Line, texts: &'static Texts, formats: &Formats) -> String {
    let words = texts.kiosk_page();
    let Some(score) = all.score.score else { return words.no_answers.to_owned() };
    let mut text = (words.score_line)(&formats.signed(score), &formats.count(all.score.n));
    if all.score.small_sample {
        text.push_str(words.small_sample);
    }
    if let Some((rate, Response { answered, shown })) = all.response.and_then(|of| Some((of.rate()?, of))) {
        let counted = [answered, shown].map(|number| formats.count(usize::try_from(number).unwrap_or(usize::MAX)));
        text.push_str(&(words.response_line)(&formats.percent(rate), &counted[0], &counted[1]));
    }
    text
}

fn row(line: &Line, by: By, texts: &'static Texts, formats: &Formats) -> Vec<AnyView> {
    let dash = || "–".to_owned();
    let group = match by {
        _ if line.group.is_empty() => texts.words.none.to_owned(),
        By::Hour => format!("{}:00", line.group),
        By::Language => Language::ALL
            .into_iter()
            .find(|language| language.tag() == line.group)
            .map_or_else(|| line.group.clone(), |language| language.own_name().to_owned()),
        By::Branch | By::Touchpoint | By::Staff => line.group.clone(),
    };
    let small = if line.score.small_sample { texts.kiosk_page().small_sample } else { "" };
    let score = line.score.score.map_or_else(dash, |score| format!("{}{small}", formats.signed(score)));
    let shown = line.response.map_or_else(dash, |of| of.shown.to_string());
    let rate = line.response.and_then(Response::rate).map_or_else(dash, |rate| formats.percent(rate));
    let cells = [group, score, formats.count(line.score.n), shown, rate];
    cells.into_iter().map(IntoAny::into_any).collect()
}

/// What repeated presses are, and whether they count.
#[component]
fn Repeats() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let words = move || app.texts().kiosk_page();
    let rule = Memo::new(move |_| kiosk.repeats());
    // A number that makes no sense changes nothing, and the field says again what is in force.
    let field = move |name: &'static str,
                      label: fn(&KioskPageTexts) -> &'static str,
                      most: u16,
                      get: fn(RepeatRule) -> u16,
                      set: fn(RepeatRule, u16) -> Option<RepeatRule>| {
        let change = move |event: web_sys::Event| {
            let (rule, left_out) = rule.get_untracked();
            let input = event_target::<HtmlInputElement>(&event);
            let wanted = input.value().trim().parse().ok().and_then(|number| set(rule, number)).unwrap_or(rule);
            input.set_value(&get(wanted).to_string());
            kiosk.set_repeats(wanted, left_out);
        };
        view! {
            <label class="field">
                <span>{move || label(words())}</span>
                <input type="number" name=name min="1" max=most.to_string() prop:value=move || get(rule.get().0).to_string() on:change=change/>
            </label>
        }
    };
    view! {
        <label class="check">
            <input type="checkbox" name="without-repeats" prop:checked=move || rule.get().1 on:change=move |event| {
                kiosk.set_repeats(rule.get_untracked().0, event_target_checked(&event));
            }/>
            <span>{move || words().without_repeats}</span>
        </label>
        <details data-section="repeats">
            <summary>{move || words().repeats}</summary>
            <p class="muted">{move || words().repeats_help}</p>
            <div class="plan-choices">
                {field("repeats-least", |words| words.repeats_least, RepeatRule::MOST_ANSWERS, RepeatRule::least, |rule, least| RepeatRule::new(rule.within_seconds(), least))}
                {field("repeats-seconds", |words| words.repeats_seconds, RepeatRule::MOST_SECONDS, RepeatRule::within_seconds, |rule, seconds| RepeatRule::new(seconds, rule.least()))}
            </div>
        </details>
    }
}

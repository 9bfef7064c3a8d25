//! What customers gone quiet had spent, and whom to call, as a part of the overview.

use crate::domain::certainty::SmallSample;
use crate::indicators::page::{Cell, Column, FollowUp, Link, Only, Page, Part, Section, Table, Tile};
use crate::indicators::rfm::{definition, segment_name};
use crate::indicators::{Figures, Say};

use super::texts::CallsTexts;
use super::{AT_STAKE, AtStake, Call, ID, SEGMENTS, Scope};

/// The section's name, which the overview has had since its first version.
const SECTION: &str = "overview-calls";

/// All of it, under a first line that stands by itself.
pub fn show(found: &AtStake, small: SmallSample, say: &Say<'_>) -> Page {
    let texts = CallsTexts::of(say.language);
    let headline = match found.quiet_for {
        None => nobody(say),
        Some(days) => {
            let [n, days, money] = measured(found, days, say);
            (texts.headline)(&n, &days, &(texts.spent_before)(found.scope(texts), &money))
        }
    };
    let headline = say.joined([headline, already_left(found, say)]);
    let notes = say.few_customers(small, found.scored).into_iter().collect();
    Page { headline, notes, ..offer(found, small, say) }
}

/// A part of the overview's first line, the tile, and the customers to call.
pub fn offer(found: &AtStake, small: SmallSample, say: &Say<'_>) -> Page {
    let texts = CallsTexts::of(say.language);
    let mut page = Page::default();
    if let Some(days) = found.quiet_for {
        let [n, days, money] = measured(found, days, say);
        page.headline = (texts.offered)(&n, &days, &(texts.spent)(found.scope(texts), &money));
    }
    if let Some(tile) = tile(&mut page, found, small, say) {
        page.add(Section::open("at-stake", vec![Part::Tiles(vec![tile])]));
    }
    let mut parts = if found.call_today.is_empty() {
        vec![Part::Muted(nobody(say))]
    } else {
        let table = table(&mut page, found, say);
        let calls = found.call_today.iter();
        let named = calls.map(|call| (call.customer.clone(), (texts.why)(&say.number(f64::from(call.recency)))));
        let first = [Part::Muted((texts.help)(&names(say))), Part::Table(table)];
        first.into_iter().chain(FollowUp::part(ID, named)).chain([Part::Actions(everyone(say))]).collect()
    };
    parts.extend(Some(already_left(found, say)).filter(|sentence| !sentence.is_empty()).map(Part::Muted));
    parts.extend(judged(found, say).map(Part::Muted));
    page.add(Section::new(SECTION, texts.title, parts));
    page
}

/// How many they are, for how long none of them has bought, and what they had spent.
fn measured(found: &AtStake, days: i32, say: &Say<'_>) -> [String; 3] {
    let AtStake { at_stake, .. } = found;
    [say.count(at_stake.customers), say.number(f64::from(days)), say.compact_money(at_stake.monetary.to_f64())]
}

/// The names of the segments.
pub fn names(say: &Say<'_>) -> String {
    SEGMENTS.map(|key| segment_name(say.language, key, "")).join(CallsTexts::of(say.language).and)
}

/// The ways to all customers of the segments: a list to sort, to search and to save.
fn everyone(say: &Say<'_>) -> Vec<Link> {
    let texts = CallsTexts::of(say.language);
    let of_segment = |key: &str| {
        let name = segment_name(say.language, key, "");
        Link::to_those((texts.everyone)(name), Only::Segment(key.to_owned()))
    };
    SEGMENTS.map(of_segment).into()
}

fn nobody(say: &Say<'_>) -> String {
    (CallsTexts::of(say.language).nobody)(&names(say))
}

/// How many more already left; nothing where nobody did.
fn already_left(found: &AtStake, say: &Say<'_>) -> String {
    let texts = CallsTexts::of(say.language);
    if found.already_left > 0 { (texts.already_left)(&say.count(found.already_left)) } else { String::new() }
}

/// Revenue at stake; none where there is no revenue to be at stake.
fn tile(page: &mut Page, found: &AtStake, small: SmallSample, say: &Say<'_>) -> Option<Tile> {
    let texts = CallsTexts::of(say.language);
    let at_stake = &found.at_stake;
    let share = at_stake.monetary_share?;
    let origin = page.origin(say.origin(&found.provenance, texts.definition, texts.source, say.words.rows));
    let text = say.compact_money(at_stake.monetary.to_f64());
    let figure = Figures { origin }.of("overview.at_stake.monetary", texts.at_stake, at_stake.monetary, text);
    let note = (texts.at_stake_note)(&say.count(at_stake.customers), &say.percent(share), found.scope(texts));
    let note = say.joined([note, already_left(found, say)]);
    let note = say.marked(note, small, found.scored);
    Some(Tile::new(texts.at_stake, figure).noted(note).of(Only::class(ID, AT_STAKE)))
}

fn table(page: &mut Page, found: &AtStake, say: &Say<'_>) -> Table {
    let texts = CallsTexts::of(say.language);
    let (definition, source) = definition(say.language);
    let mut of = |from| Figures { origin: page.origin(say.origin(from, definition, source, say.words.rows)) };
    let origins = [of(&found.provenance), of(&found.scored_from)];
    let money = (texts.money)(found.scope(texts));
    Table {
        caption: texts.title.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.customer),
            Column::text(texts.segment),
            Column::number(money.as_str()),
            Column::number(texts.days),
            Column::number(texts.score),
        ],
        rows: found.call_today.iter().map(|call| row(page, origins, &money, call, say)).collect(),
    }
}

impl AtStake {
    /// Of which rows money is, in words; nothing where it is of all.
    const fn scope(&self, texts: &CallsTexts) -> &'static str {
        match self.of {
            Scope::Everything => "",
            Scope::WithinFilter => texts.within_filter,
            Scope::ToTheEnd => texts.to_the_end,
            Scope::WithinFilterToTheEnd => texts.within_filter_to_the_end,
        }
    }
}

/// Under a period, whom it leaves out or does not, and to which day silence is counted.
fn judged(found: &AtStake, say: &Say<'_>) -> Option<String> {
    let texts = CallsTexts::of(say.language);
    let since = || found.scored_since.map(|from| (texts.since)(&say.day(from)));
    found.judged_to.map(|day| (texts.so_far)(&say.day(day))).or_else(since)
}

fn row(page: &mut Page, [counted, scored]: [Figures; 2], money_name: &str, call: &Call, say: &Say<'_>) -> Vec<Cell> {
    let texts = CallsTexts::of(say.language);
    let label = |label: &str| format!("{label}, {}", call.customer);
    let money = say.money(call.monetary.to_f64());
    let days = say.number(f64::from(call.recency));
    let score = call.score.zip(call.score_from.as_ref()).map(|(score, from)| {
        let origin = say.origin(from, texts.score_definition, texts.score_source, say.words.answers_used);
        let figures = Figures { origin: page.origin(origin) };
        Cell::from(figures.of("customer.score", label(texts.score), score.get(), score.get().to_string()))
    });
    vec![
        Cell::from(Link::to_customer(&call.customer, &call.customer)),
        Cell::from(segment_name(say.language, &call.segment, &call.segment_name)),
        Cell::from(counted.of("customer.monetary", label(money_name), call.monetary, money)),
        Cell::from(scored.of("customer.recency", label(texts.days), call.recency, days)),
        score.unwrap_or_else(|| say.no_value()),
    ]
}

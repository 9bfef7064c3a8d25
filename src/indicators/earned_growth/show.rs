//! How much of the growth is earned.

use crate::domain::money::Money;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Fold, Input, Link, Note, Page, Part, Plot, Section, Table, Tile, Tint,
    Unit,
};
use crate::indicators::retention::{no_windows, window_controls};
use crate::indicators::{Figures, Say};

use super::texts::EarnedTexts;
use super::{EarnedGrowth, EarnedParams, ID, Reason, Sources, Unnamed};

/// Reasons listed at most; the document has all.
const MOST: usize = 20;

/// The keys of the sources.
const KEYS: [&str; 6] = ["kept", "earned", "bought", "unknown", "won_back", "returns_only"];

fn each<T: Copy>(of: &Sources<T>) -> [T; 6] {
    [of.kept, of.earned, of.bought, of.unknown, of.won_back, of.returns_only]
}

/// The page.
pub fn show(found: &EarnedGrowth, params: &EarnedParams, say: &Say<'_>) -> Page {
    let texts = EarnedTexts::of(say.language);
    let mut page = Page::new(headline(found, say));
    let mut controls = controls(params, &found.offered, found.by.as_ref(), say);
    controls.extend(window_controls(&params.retention, say));
    if found.nrr.is_none() {
        page.add(Section::open(ID, Vec::new()).with(controls));
        return page;
    }
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    page.notes = notes(found, params, say);
    page.add(Section::open(ID, vec![Part::Tiles(tiles(found, figures, say))]));
    page.add(sources(found, figures, say).with(controls));
    page.add(reasons(found, figures, say));
    page.add(what_to_do(found, say));
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("earned-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// The fields, with the attributes there are to choose from and the one in force.
pub fn controls(params: &EarnedParams, offered: &[String], by: Option<&String>, say: &Say<'_>) -> Vec<Control> {
    let texts = EarnedTexts::of(say.language);
    // One set or found that is not offered is offered beside the others.
    let other = params.by.as_ref().or(by).filter(|by| !offered.contains(by));
    let names = offered.iter().chain(other).map(|name| (Some(name), name.clone()));
    let options = [(None, texts.by_own.to_owned())].into_iter().chain(names);
    vec![
        Control::new(ID, "by", texts.by_field, Input::choice(options, &params.by.as_ref())),
        Control::new(ID, "words", texts.words_field, Input::Text(params.words.clone())),
    ]
}

fn headline(found: &EarnedGrowth, say: &Say<'_>) -> String {
    let texts = EarnedTexts::of(say.language);
    let percent = |share: f64| say.percent(share);
    if found.from.is_none() {
        return no_windows(found.no_windows, say);
    }
    let Some((nrr, (low, high))) = found.nrr.zip(found.low.zip(found.high)) else {
        return texts.lacks_start.to_owned();
    };
    let first = match found.rate.zip(found.enc) {
        Some((rate, enc)) => (texts.headline)(&percent(rate), &percent(nrr), &percent(enc)),
        None => (texts.headline_bounds)(&percent(low), &percent(high)),
    };
    let growth = percent(found.growth.unwrap_or_default());
    first
        + &match found.ratio {
            Some(ratio) => (texts.headline_ratio)(&percent(ratio), &growth),
            None if found.is_shrinking() => (texts.headline_shrinking)(&growth),
            None => (texts.headline_growth)(&growth),
        }
}

fn notes(found: &EarnedGrowth, params: &EarnedParams, say: &Say<'_>) -> Vec<Note> {
    let texts = EarnedTexts::of(say.language);
    let known = found.customers.earned + found.customers.bought;
    let few = params.retention.small_sample;
    let incomplete = (!found.complete).then(|| Note::caution(texts.incomplete));
    let few_known = few.marks(known).then(|| Note::caution((texts.few_known)(&say.count(known))));
    let unknown = found.rate.and(found.low.zip(found.high)).filter(|_| found.customers.unknown > 0);
    let unknown = unknown.map(|(low, high)| {
        let bounds = say.ends(&say.percent(low), &say.percent(high));
        Note::info((texts.unknown)(&say.count(found.customers.unknown), &bounds))
    });
    // Where no new customer says why, answers that do not say who stand for them.
    let Unnamed { answers, earned } = found.unnamed;
    let unnamed =
        (known == 0 && answers > 0).then(|| Note::info((texts.unnamed)(&say.count(earned), &say.count(answers))));
    let few_known = few_known.filter(|_| unnamed.is_none());
    let all = found.customers.kept + known + found.customers.unknown;
    [incomplete, say.few_customers(few, all), few_known, unnamed, unknown].into_iter().flatten().collect()
}

fn tiles(found: &EarnedGrowth, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = EarnedTexts::of(say.language);
    let [nrr, enc, rate, ratio, growth] = texts.names;
    let tile = |key: &str, label: &'static str, share: Option<f64>, missing: &str| match share {
        Some(share) => Tile::new(label, figures.of(format!("{ID}.{key}"), label, share, say.percent(share))),
        None => Tile::new(label, say.no_value()).noted(missing),
    };
    let (low, high) = (found.low.unwrap_or_default(), found.high.unwrap_or_default());
    let bounds = (texts.bounds)(&say.percent(low), &say.percent(high));
    let both = |key: &str, share: f64| Cell::from(figures.of(format!("{ID}.{key}"), rate, share, say.percent(share)));
    let of_rate = match found.rate {
        Some(_) if found.customers.unknown == 0 => tile("rate", rate, found.rate, ""),
        Some(_) => tile("rate", rate, found.rate, "").noted(bounds),
        None => Tile::new(rate, both("low", low).to(both("high", high))).noted(bounds),
    };
    let no_ratio = match found.rate {
        None => texts.not_known,
        Some(_) if found.is_shrinking() => texts.shrinking,
        Some(_) => texts.no_growth,
    };
    vec![
        tile("nrr", nrr, found.nrr, ""),
        tile("enc", enc, found.enc, texts.not_known),
        of_rate,
        tile("ratio", ratio, found.ratio, no_ratio),
        tile("growth", growth, found.growth, ""),
    ]
}

fn sources(found: &EarnedGrowth, figures: Figures, say: &Say<'_>) -> Section {
    let texts = EarnedTexts::of(say.language);
    let rows = KEYS.into_iter().zip(texts.source_names).zip(each(&found.money)).zip(each(&found.customers));
    let rows: Vec<_> = rows.map(|(((key, name), money), n)| (key, name, money, n)).filter(|(.., n)| *n > 0).collect();
    let compact = |money: Money| say.compact_money(money.to_f64());
    let Sources { kept, earned, unknown, .. } = found.money;
    let title = match found.rate {
        Some(_) => (texts.title)(&compact(kept), &compact(earned)),
        None => (texts.title_unknown)(&compact(kept), &compact(unknown)),
    };
    let bar = |(key, name, money, _): &(&str, &str, Money, usize)| Bar {
        label: (*name).to_owned(),
        value: Some(money.to_f64()),
        interval: None,
        more: Vec::new(),
        tint: if *key == "earned" { Tint::Promoter } else { Tint::Accent },
    };
    let n = rows.iter().map(|(.., n)| n).sum();
    let chart = Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(n, found.to),
        empty: texts.sources.to_owned(),
        height: 240,
        plot: Plot::Bars(Bars {
            bars: rows.iter().map(bar).collect(),
            dots: false,
            unit: Unit::CompactMoney,
            group: texts.from.to_owned(),
            value: texts.money.to_owned(),
            interval: String::new(),
            more_columns: Vec::new(),
            most: KEYS.len(),
            more: String::new(),
        }),
    };
    let row = |(key, name, money, n): &(&str, &str, Money, usize)| {
        let money_of =
            figures.of(format!("{ID}.money.{key}"), (texts.of)(texts.money, name), money, say.money(money.to_f64()));
        let count = figures.of(format!("{ID}.customers.{key}"), (texts.of)(texts.customers, name), n, say.count(*n));
        vec![Cell::from(*name), count.into(), money_of.into()]
    };
    let table = Table {
        caption: texts.sources.to_owned(),
        show_caption: false,
        columns: vec![Column::text(texts.from), Column::number(texts.customers), Column::number(texts.money)],
        rows: rows.iter().map(row).collect(),
    };
    let aside = found.from.zip(found.to).map(|(first, second)| (texts.aside)(&say.span(first), &say.span(second)));
    let parts = vec![Part::Chart(Box::new(chart)), Part::Table(table), Part::Muted(texts.adds_up.to_owned())];
    Section::new("sources", texts.sources, parts).beside(aside.unwrap_or_default())
}

fn reasons(found: &EarnedGrowth, figures: Figures, say: &Say<'_>) -> Section {
    let texts = EarnedTexts::of(say.language);
    let Some(by) = found.by.as_ref().filter(|_| !found.reasons.is_empty()) else {
        return Section::new("reasons", "", Vec::new());
    };
    let row = |(place, reason): (usize, &Reason)| {
        let name = match reason.referrer {
            Some(true) => texts.referrer_named,
            Some(false) => texts.referrer_none,
            None => say.value(&reason.name),
        };
        let key = |field: &str| format!("{ID}.reasons.{place}.{field}");
        let label = |figure: &str| (texts.of)(figure, name);
        let value = reason.value;
        vec![
            Cell::from(name),
            Cell::from(if reason.earned { texts.earned } else { texts.bought }),
            figures.of(key("customers"), label(texts.customers), reason.customers, say.count(reason.customers)).into(),
            figures.of(key("value"), label(texts.money), value, say.money(value.to_f64())).into(),
        ]
    };
    let table = Table {
        caption: (texts.reasons)(by),
        show_caption: false,
        columns: vec![
            Column::text(texts.reason),
            Column::text(texts.counts_as),
            Column::number(texts.customers),
            Column::number(texts.money),
        ],
        rows: found.reasons.iter().take(MOST).enumerate().map(row).collect(),
    };
    Section::new("reasons", (texts.reasons)(by), vec![Part::Table(table)])
}

fn what_to_do(found: &EarnedGrowth, say: &Say<'_>) -> Section {
    let texts = EarnedTexts::of(say.language);
    let ask = (found.customers.unknown > 0).then_some(texts.do_ask);
    let check = (!found.reasons.is_empty()).then_some(texts.do_check);
    let steps: Vec<Cell> = [ask, check].into_iter().flatten().map(Cell::from).collect();
    let links = vec![Link::new(texts.to_money, "/retention/money")];
    say.next_steps(steps, links)
}

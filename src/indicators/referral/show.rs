//! Referral as a page.

use crate::domain::interval::{Interval, Level};
use crate::domain::money::Money;
use crate::indicators::page::{
    Cell, Column, Control, Figure, Fold, FollowUp, Inline, Input, Link, Note, Only, Page, Part, Section, Table, Tile,
};
use crate::indicators::{Figures, Say, what_if};

use super::texts::ReferralTexts;
use super::{Compared, GROUPS, ID, MOST_LISTED, Referral, ReferralError, ReferralParams, Referrer};

/// How many came, whether they are worth more, who recommends most, and what to do.
pub fn show(found: &Referral, params: &ReferralParams, say: &Say<'_>) -> Page {
    let texts = ReferralTexts::of(say.language);
    let mut page = Page::new(headline(found, say));
    if found.referred == 0 {
        page.notes.push(Note::info(if found.known { texts.nobody_help } else { texts.no_column_help }));
        return page;
    }
    if found.unknown > 0 {
        page.notes.push(Note::info((texts.unknown)(&say.count(found.unknown))));
    }
    if found.loops > 0 {
        page.notes.push(Note::caution((texts.loops)(&say.count(found.loops))));
    }
    page.notes.extend(say.few_customers(params.small_sample, found.referred));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    page.add(Section::open(ID, vec![Part::Tiles(tiles(found, params, figures, say))]));
    page.add(list(found, params, figures, say));
    page.add(what_to_do(found, say));
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("referral-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ReferralError, say: &Say<'_>) -> String {
    let texts = ReferralTexts::of(say.language);
    match error {
        ReferralError::Listed(given) => (texts.error_listed)(&given.to_string(), &MOST_LISTED.to_string()),
        ReferralError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// How many are listed.
pub fn control(params: &ReferralParams, say: &Say<'_>) -> Control {
    let listed = Input::Number { value: params.listed as f64, min: 1.0, max: MOST_LISTED as f64, step: 1.0 };
    Control::new(ID, "listed", ReferralTexts::of(say.language).listed_field, listed)
}

fn headline(found: &Referral, say: &Say<'_>) -> String {
    let texts = ReferralTexts::of(say.language);
    let Some(share) = found.share.filter(|_| found.referred > 0) else {
        return if found.known { texts.nobody } else { texts.no_column }.to_owned();
    };
    let came = (texts.headline)(&say.percent(share), &say.count(found.customers));
    let Some(value) = found.value else { return came + texts.stop };
    let [referred, others] = [value.referred, value.others].map(|money| say.money(money));
    let words = if value.may_be_chance() { texts.headline_alike } else { texts.headline_differ };
    came + &words(&referred, &others) + texts.stop
}

fn tiles(found: &Referral, params: &ReferralParams, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = ReferralTexts::of(say.language);
    let level = Level::try_from(params.level).ok();
    let count =
        |name: &str, label: &str, count: usize| figures.of(format!("{ID}.{name}"), label, count, say.count(count));
    let ends = found.low.zip(found.high).zip(level);
    let interval = ends.map(|((low, high), level)| say.share_interval(Interval { low, high }, level));
    let share = found.share.map(|share| {
        let figure = figures.of(format!("{ID}.share"), texts.share, share, say.percent(share));
        Tile::new(texts.share, figure).noted(interval.unwrap_or_default())
    });
    let compared = |name: &str, label: &'static str, compared: Option<Compared>, text: &dyn Fn(f64) -> String| {
        compared.map(|found| {
            let figure = figures.of(format!("{ID}.{name}.difference"), label, found.difference, text(found.difference));
            let beside = (texts.beside)(&text(found.referred), &text(found.others));
            let interval = level.map(|level| say.interval(&text(found.low), &text(found.high), level));
            let chance = if found.may_be_chance() { texts.chance } else { "" };
            Tile::new(label, figure).noted(say.joined([beside, interval.unwrap_or_default(), chance.to_owned()]))
        })
    };
    let money = |money: f64| say.money(money);
    let points = |share: f64| say.percent(share);
    let chain = figures.of(
        format!("{ID}.longest_chain"),
        texts.longest_chain,
        found.longest_chain,
        say.count(found.longest_chain as usize),
    );
    let [referred, referrers] = GROUPS.map(|key| Only::class(ID, key));
    let plain = [
        Tile::new(texts.referred, count("referred", texts.referred, found.referred)).of(referred),
        Tile::new(texts.referrers, count("referrers", texts.referrers, found.referrers)).of(referrers),
        Tile::new(texts.longest_chain, chain).noted(texts.chain_note),
    ];
    let value = compared("value", texts.value, found.value, &money);
    let staying = compared("staying", texts.staying, found.staying, &points);
    share.into_iter().chain(plain).chain(value).chain(staying).collect()
}

fn list(found: &Referral, params: &ReferralParams, figures: Figures, say: &Say<'_>) -> Section {
    let texts = ReferralTexts::of(say.language);
    let row = |(place, one): (usize, &Referrer)| {
        let figure = |name: &str, label: &str, value: String, text: String| -> Figure {
            figures.of(format!("{ID}.list.{place}.{name}"), format!("{label}: {}", one.customer), value, text)
        };
        let money = |name: &str, label: &str, money: Option<Money>| match money {
            Some(money) => Cell::from(figure(name, label, money.to_string(), say.money(money.to_f64()))),
            None => say.no_value(),
        };
        let count = |name: &str, label: &str, count: u32| {
            Cell::from(figure(name, label, count.to_string(), say.count(count as usize)))
        };
        vec![
            Cell::from(Link::to_customer(&one.customer, &one.customer)),
            count("direct", texts.direct, one.direct),
            count("in_all", texts.in_all, one.in_all),
            money("brought", texts.brought, one.brought),
            money("own", texts.own, one.own),
        ]
    };
    let numbers = [texts.direct, texts.in_all, texts.brought, texts.own].map(Column::number);
    let table = Table {
        caption: texts.list.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.customer)].into_iter().chain(numbers).collect(),
        rows: found.list.iter().enumerate().map(row).collect(),
    };
    let rows = !table.rows.is_empty();
    let why = |one: &Referrer| (one.customer.clone(), (texts.why)(&say.count(one.direct as usize)));
    let cases = FollowUp::part(ID, found.list.iter().map(why));
    let parts = [Part::Table(table)].into_iter().chain(cases).filter(|_| rows).collect();
    Section::new("referrers", if rows { texts.list } else { "" }, parts).with([control(params, say)])
}

fn what_to_do(found: &Referral, say: &Say<'_>) -> Section {
    let texts = ReferralTexts::of(say.language);
    let thank = found.list.first().filter(|_| found.referrers > 0).map(|one| {
        let who = Inline::Link(Link::to_customer(&one.customer, &one.customer));
        let thanked = (texts.thanked)(&say.count(one.in_all as usize));
        Cell(vec![Inline::Text(texts.do_thank.into()), who, Inline::Text(thanked)])
    });
    let worth = found.value.filter(|value| !value.may_be_chance() && value.difference > 0.0);
    let worth = worth.map(|value| (texts.do_ask)(&say.money(value.difference)));
    let chance = found.value.filter(Compared::may_be_chance).map(|_| texts.do_prove.to_owned());
    let steps = thank.into_iter().chain([worth, chance].into_iter().flatten().map(Cell::from)).collect();
    say.next_steps(steps, vec![Link::new(texts.to_claims, what_if::PATH)])
}

//! What tiers say of one customer, for their own page.

use crate::domain::calendar::PeriodLength;
use crate::indicators::page::{
    Cell, Chart, Column, Fold, Link, OverTime, Page, Part, Plot, Section, Series, Table, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::one::{One, OneMonth};
use super::texts::{OneTexts, TiersTexts};
use super::{ID, Tiers, show};

/// The page: their tier, since when, what keeps or lifts it, and how they came there.
pub fn show(found: &Tiers, one: &One, say: &Say<'_>) -> Page {
    let (texts, general) = (OneTexts::of(say.language), TiersTexts::of(say.language));
    let mut page = Page::new(headline(found, one, say));
    let origin = say.origin(&found.provenance, general.definition, general.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let parts = vec![
        Part::Text(page.headline.clone()),
        Part::Chart(Box::new(chart(found, one, &page.headline, say))),
        Part::Fold(Fold { summary: texts.table.to_owned(), parts: vec![Part::Table(table(found, one, figures, say))] }),
        Part::Actions(vec![Link::new(texts.to_tiers, "/segments/tiers")]),
    ];
    page.add(Section::new(SECTION, texts.title, parts));
    page
}

/// The section's name.
const SECTION: &str = "tier-history";

/// What a tier is called, by its place.
fn called(found: &Tiers, tier: u8, say: &Say<'_>) -> String {
    let key = found.tiers.get(usize::from(tier)).map_or("", |tier| tier.name.as_str());
    show::called(say.language, key).to_owned()
}

/// What a month counts.
fn worth_name(found: &Tiers, say: &Say<'_>) -> &'static str {
    found.base.of(OneTexts::of(say.language).worth)
}

fn headline(found: &Tiers, one: &One, say: &Say<'_>) -> String {
    let (texts, standing) = (OneTexts::of(say.language), &one.standing);
    let tier = called(found, standing.tier, say);
    let since = one.since().map(|since| say.month(since.month())).unwrap_or_default();
    let bar = say.money(one.bar.to_f64());
    let what = if standing.watched {
        let falls_to = called(found, standing.best_below, say);
        (texts.watched)(&say.count(one.months_left as usize), &falls_to, &bar)
    } else if standing.below > 0 {
        (texts.below)(&say.count(standing.below as usize), &bar)
    } else {
        let next = found.tiers.get(usize::from(standing.tier) + 1);
        let rise =
            |next: &super::Tier| (texts.rises)(&say.money(next.bar.to_f64()), show::called(say.language, &next.name));
        next.map_or_else(|| texts.highest.to_owned(), rise)
    };
    [(texts.headline)(&tier, &since), what].join(say.words.between_sentences)
}

fn chart(found: &Tiers, one: &One, headline: &str, say: &Say<'_>) -> Chart {
    let (texts, general) = (OneTexts::of(say.language), TiersTexts::of(say.language));
    // The lowest tier has no bar.
    let bar = |month: &OneMonth| {
        let tier = found.tiers.get(usize::from(month.tier)).filter(|_| month.tier > 0);
        tier.map(|tier| tier.bar.to_f64())
    };
    let series = |name: &str, values, tint| Series { name: name.to_owned(), values, tint };
    let worth = one.months.iter().map(|month| Some(month.worth.to_f64())).collect();
    let bars: Vec<_> = one.months.iter().map(bar).collect();
    let has_bar = bars.iter().any(Option::is_some);
    let bars = has_bar.then(|| series(texts.bar, bars, Tint::Group(1)));
    let plot = OverTime {
        periods: one.months.iter().map(|month| say.chart_period(PeriodLength::Month, month.start)).collect(),
        series: [series(worth_name(found, say), worth, Tint::Accent)].into_iter().chain(bars).collect(),
        columns: false,
        unit: Unit::Money,
        period: say.words.name.to_owned(),
        value: worth_name(found, say).to_owned(),
    };
    Chart {
        title: if has_bar { texts.chart } else { worth_name(found, say) }.to_owned(),
        note: if has_bar { texts.chart_note.to_owned() } else { String::new() },
        summary: headline.to_owned(),
        empty: general.no_month.to_owned(),
        height: 240,
        plot: Plot::OverTime(plot),
    }
}

fn table(found: &Tiers, one: &One, figures: Figures, say: &Say<'_>) -> Table {
    let (texts, general) = (OneTexts::of(say.language), TiersTexts::of(say.language));
    let row = |month: &OneMonth| {
        let name = say.month(month.start.month());
        let label = (general.of)(worth_name(found, say), &name);
        let key = format!("{ID}.one.{}.worth", month.start);
        let watched = if month.watched { texts.yes } else { "" };
        vec![
            Cell::whole(name),
            Cell::from(figures.of(key, label, month.worth, say.money(month.worth.to_f64()))),
            Cell::from(called(found, month.tier, say)),
            Cell::from(watched),
        ]
    };
    Table {
        caption: texts.table.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(say.words.name),
            Column::number(worth_name(found, say)),
            Column::text(general.tier),
            Column::text(general.watch),
        ],
        rows: one.months.iter().rev().map(row).collect(),
    }
}

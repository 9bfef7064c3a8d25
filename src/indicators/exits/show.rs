//! What customers who left had brought, and why they left.

use crate::domain::certainty::SmallSample;
use crate::indicators::page::{Cell, Column, Control, Figure, Input, Note, Only, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::show_causes;
use super::texts::ExitsTexts;
use super::{Cause, ExitCosts, ExitGroup, ExitReason, ExitsError, ExitsParams, ID, LEFT, MAX_MONTHS, MOST_COST};

/// Reasons listed at most.
const MOST: usize = 20;

/// Lengths offered.
const MONTHS: [u32; 4] = [3, 6, 12, 24];

/// Figures and reasons.
pub fn show(costs: &ExitCosts, params: &ExitsParams, say: &Say<'_>) -> Page {
    let texts = ExitsTexts::of(say.language);
    let small = params.small_sample;
    let ExitCosts { months, all, by_reason, .. } = costs;
    if all.customers == 0 {
        return Page::new(texts.none);
    }
    let headline = match (all.revenue, all.mean_revenue) {
        (Some(revenue), Some(mean)) => {
            let (left, months) = (say.count(all.customers), months.to_string());
            let (revenue, mean) = (say.compact_money(revenue.to_f64()), say.compact_money(mean));
            if all.without_purchases == 0 {
                (texts.headline)(&[left, months], &revenue, &mean)
            } else {
                (texts.headline_some)(&[left, months, say.count(all.provenance.used)], &revenue, &mean)
            }
        }
        _ => (texts.unknown)(&say.count(all.customers)),
    };
    let mut page = Page::new(headline);
    page.notes.extend(say.few_customers(small, all.customers));
    let unknown =
        if all.without_purchases > 0 { (texts.without)(&say.count(all.without_purchases)) } else { String::new() };
    let [customers, revenue, mean] = group(&mut page, costs, "exits", texts.all, all, say);
    let tiles = vec![
        Tile::new(texts.customers, customers).noted(unknown).of(Only::class(ID, LEFT)),
        Tile::new((texts.revenue)(&months.to_string()), revenue),
        Tile::new(texts.mean, mean).noted(mean_note(costs, small, say)),
    ];
    let mut parts = vec![Part::SmallTiles(tiles)];
    if all.partly_covered > 0 {
        let text = (texts.understated)(&say.count(all.partly_covered), &months.to_string());
        parts.push(Part::Note(Note::caution(text)));
    }
    if !by_reason.is_empty() {
        parts.push(Part::Table(reasons(&mut page, costs, small, say)));
        let more = by_reason.len().saturating_sub(MOST);
        if more > 0 {
            parts.push(Part::Muted((say.words.more_left_out)(&say.count(more))));
        }
    }
    page.add(Section::new("exits", texts.title, parts).with([months_control(*months, say)]));
    show_causes::add(&mut page, costs, params, say);
    page
}

/// Of how many the mean is, where not of all, and whether they are few.
fn mean_note(costs: &ExitCosts, small: SmallSample, say: &Say<'_>) -> String {
    let all = &costs.all;
    if all.mean_revenue.is_none() || all.without_purchases == 0 {
        return String::new();
    }
    let of = all.provenance.used;
    say.marked((ExitsTexts::of(say.language).mean_note)(&say.count(of)), small, of)
}

/// The tile for the overview.
pub fn offer(costs: &ExitCosts, small: SmallSample, say: &Say<'_>) -> Option<Page> {
    let texts = ExitsTexts::of(say.language);
    let revenue = costs.all.revenue?;
    let mut page = Page::default();
    let origin =
        page.origin(say.origin(&costs.all.provenance, texts.definition, texts.source, say.words.customers_used));
    let name = format!("exits.{}", costs.revenue_name());
    let figure = Figures { origin }.of(name, texts.offered, revenue, say.compact_money(revenue.to_f64()));
    let of = costs.all.provenance.used;
    let note = (texts.offered_note)(&say.count(of), &costs.months.to_string());
    let note = say.marked(note, small, of);
    page.add(Section::open(
        "exits",
        vec![Part::Tiles(vec![Tile::new(texts.offered, figure).noted(note).leading("/retention")])],
    ));
    Some(page)
}

/// The fields of the settings page.
pub fn controls(params: &ExitsParams, say: &Say<'_>) -> Vec<Control> {
    let own = [months_control(params.months, say)].into_iter();
    own.chain(show_causes::words(params, say)).chain(show_causes::assumptions(params, &Cause::SIX, say)).collect()
}

/// What is wrong with the parameters.
pub fn explain(error: &ExitsError, say: &Say<'_>) -> String {
    let texts = ExitsTexts::of(say.language);
    match error {
        ExitsError::Months(given) => (texts.error_months)(&given.to_string(), &MAX_MONTHS.to_string()),
        ExitsError::Share(given) => (texts.error_share)(&typed(*given)),
        ExitsError::Swing(given) => (texts.error_swing)(&given.to_string()),
        ExitsError::Cost(given) => (texts.error_cost)(&typed(*given), &MOST_COST.to_string()),
        ExitsError::Kept { line, text, problem } => {
            let problem = texts.kept_problems.get(*problem as usize).copied().unwrap_or_default();
            (texts.error_kept)(&line.to_string(), text, problem)
        }
        ExitsError::Listed(given) => (texts.error_listed)(&given.to_string()),
        ExitsError::Level(given) => (texts.error_level)(&given.0.to_string()),
    }
}

/// A number as it may have been typed in: hundreds of zeros are none of it.
fn typed(number: f64) -> String {
    let is_plain = number == 0.0 || (1e-6..=1e15).contains(&number.abs());
    if is_plain { number.to_string() } else { format!("{number:e}") }
}

fn months_control(in_force: u32, say: &Say<'_>) -> Control {
    let texts = ExitsTexts::of(say.language);
    // A length set elsewhere is offered beside the usual ones.
    let other = Some(in_force).filter(|months| !MONTHS.contains(months));
    let options = MONTHS.into_iter().chain(other).map(|months| (months, (texts.months)(&months.to_string())));
    Control::new(ID, "months", texts.months_field, Input::choice(options, &in_force)).named("exit-months")
}

fn reasons(page: &mut Page, costs: &ExitCosts, small: SmallSample, say: &Say<'_>) -> Table {
    let texts = ExitsTexts::of(say.language);
    let row = |ExitReason { reason, group: of_reason }: &ExitReason| {
        let name = say.or_blank(reason.as_deref());
        // Blank is the empty text, as in the document.
        let key = format!("exits.by_reason.{}", reason.as_deref().unwrap_or_default());
        let few = of_reason.provenance.used;
        let mark = say.small_sample(small.marks(few), few);
        let figures = group(page, costs, &key, name, of_reason, say);
        [Cell::from(name)].into_iter().chain(figures).chain([Cell::caution(mark)]).collect()
    };
    Table {
        caption: texts.by_reason.to_owned(),
        show_caption: true,
        columns: vec![
            Column::text(texts.reason),
            Column::number(texts.customers),
            Column::number((texts.revenue)(&costs.months.to_string())),
            Column::number(texts.mean),
            Column::text(say.words.note),
        ],
        rows: costs.by_reason.iter().take(MOST).map(row).collect(),
    }
}

/// How many a group is, what they had brought, and its mean; `key` begins the figures' names.
fn group(page: &mut Page, costs: &ExitCosts, key: &str, name: &str, group: &ExitGroup, say: &Say<'_>) -> [Cell; 3] {
    let texts = ExitsTexts::of(say.language);
    let used = say.words.customers_used;
    let counted = say.origin(&group.customers_provenance(), texts.customers_definition, texts.customers_source, used);
    let measured = say.origin(&group.provenance, texts.definition, texts.source, used);
    let counted = Figures { origin: page.origin(counted) };
    let measured = Figures { origin: page.origin(measured) };
    let figure = |figures: Figures, field: &str, label: &str, value: String, text: String| -> Figure {
        figures.of(format!("{key}.{field}"), format!("{label}, {name}"), value, text)
    };
    let customers =
        figure(counted, "customers", texts.customers, group.customers.to_string(), say.count(group.customers));
    let revenue = group.revenue.map(|revenue| {
        let label = (texts.revenue)(&costs.months.to_string());
        figure(measured, &costs.revenue_name(), &label, revenue.to_string(), say.compact_money(revenue.to_f64()))
    });
    let mean = group
        .mean_revenue
        .map(|mean| figure(measured, &costs.mean_name(), texts.mean, mean.to_string(), say.compact_money(mean)));
    [
        Cell::from(customers),
        revenue.map_or_else(|| say.no_value(), Cell::from),
        mean.map_or_else(|| say.no_value(), Cell::from),
    ]
}

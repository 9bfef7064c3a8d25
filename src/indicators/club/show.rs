//! Members' share of the sales, and members beside others.

use crate::indicators::dividing::column_control;
use crate::indicators::page::{Cell, Column, Control, Input, Note, Only, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::appeal::{HIGHEST, LOWEST, MOST_WEIGHT};
use super::texts::{AppealTexts, ClubTexts, PointsTexts};
use super::{Club, ClubError, ClubParams, ID, MEMBERS, MOST_A_POINT, Side, show_appeal, show_points};

/// The page.
pub fn show(found: &Club, params: &ClubParams, say: &Say<'_>) -> Page {
    let texts = ClubTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let claimed = say.percent(params.claimed);
    page.headline = match (&found.column, found.share.zip(found.customer_share)) {
        (None, _) => texts.headline_none.to_owned(),
        (_, None) => texts.headline_no_money.to_owned(),
        (_, Some((share, customers))) => (texts.headline)(&say.percent(share), &say.percent(customers), &claimed),
    };
    let column =
        column_control(ID, "column", texts.column_field, &found.offered, found.column.as_ref(), say.words.none);
    let fields = column.into_iter().chain(controls(params, say));
    if found.column.is_none() {
        page.notes.push(Note::info(texts.no_column));
        page.add(Section::new("members", texts.sides, Vec::new()).with(fields));
        show_points::show(&mut page, &found.points, params, say);
        show_appeal::show(&mut page, &found.appeal, params, say);
        return page;
    }
    page.notes.extend(say.few_customers(params.small_sample, found.members.customers + found.others.customers));
    let tile = |key: &str, label: &str, share: f64, note: String| {
        Tile::new(label, figures.of(format!("{ID}.{key}"), label, share, say.percent(share))).noted(note)
    };
    let share = found.share.map(|share| tile("share", texts.share, share, (texts.claimed_note)(&claimed)));
    let few = say.marked(String::new(), params.small_sample, found.members.customers);
    let customers = found.customer_share.map(|share| tile("customer_share", texts.customer_share, share, few));
    let customers = customers.map(|tile| tile.of(Only::class(ID, MEMBERS)));
    page.add(Section::open(ID, vec![Part::Tiles(share.into_iter().chain(customers).collect())]));
    let table = sides(found, figures, say);
    page.add(Section::new("members", texts.sides, vec![Part::Table(table)]).with(fields));
    show_points::show(&mut page, &found.points, params, say);
    show_appeal::show(&mut page, &found.appeal, params, say);
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ClubError, say: &Say<'_>) -> String {
    match error {
        ClubError::Claimed { given } => (ClubTexts::of(say.language).error_claimed)(&given.to_string()),
        ClubError::PointValue { given } => {
            (PointsTexts::of(say.language).error_value)(&given.to_string(), &say.exact(MOST_A_POINT))
        }
        ClubError::Mark { given } => {
            let [lowest, highest] = [LOWEST, HIGHEST].map(|mark| say.precise(mark));
            (AppealTexts::of(say.language).error_mark)(&given.to_string(), &lowest, &highest)
        }
        ClubError::Weights => (AppealTexts::of(say.language).error_weights)(&say.precise(MOST_WEIGHT)),
    }
}

/// The fields of members that are no column.
pub fn controls(params: &ClubParams, say: &Say<'_>) -> [Control; 2] {
    let texts = ClubTexts::of(say.language);
    [
        Control::new(ID, "others", texts.others_field, Input::Text(params.others.clone())),
        Control::new(ID, "claimed", texts.claimed_field, Input::Share(params.claimed)),
    ]
}

fn sides(found: &Club, figures: Figures, say: &Say<'_>) -> Table {
    let texts = ClubTexts::of(say.language);
    let row = |(key, name, side): (&str, &str, &Side)| {
        let figure = |field: &str, label: &str, value: &dyn ToString, text: String| {
            Cell::from(figures.of(format!("{ID}.{key}.{field}"), (texts.of)(label, name), value.to_string(), text))
        };
        let mean = |field: &str, label: &str, value: Option<f64>| {
            value.map_or_else(|| say.no_value(), |value| figure(field, label, &value, say.money(value)))
        };
        vec![
            Cell::from(name),
            figure("customers", texts.customers, &side.customers, say.count(side.customers)),
            figure("transactions", texts.transactions, &side.transactions, say.count(side.transactions)),
            figure("value", texts.value, &side.value, say.money(side.value.to_f64())),
            mean("per_customer", texts.per_customer, side.per_customer),
            mean("per_transaction", texts.per_transaction, side.per_transaction),
        ]
    };
    let numbers = [texts.customers, texts.transactions, texts.value, texts.per_customer, texts.per_transaction]
        .map(Column::number);
    Table {
        caption: texts.sides.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.side)].into_iter().chain(numbers).collect(),
        rows: [("members", texts.members, &found.members), ("others", texts.others, &found.others)]
            .into_iter()
            .map(row)
            .collect(),
    }
}

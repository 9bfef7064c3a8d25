//! Every tile that counts customers leads to them: as many as it says, under a name in the reader's language.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::asked::{import, view};
use loyalscope::domain::dataset::{Dataset, Filter};
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{Unpaced, block_on_ready};
use loyalscope::domain::language::Language;
use loyalscope::domain::sample::files;
use loyalscope::indicators::chosen::{called, chosen};
use loyalscope::indicators::overview::overview;
use loyalscope::indicators::page::{Cell, Inline, Only, Page, Part};
use loyalscope::indicators::shelf::Every;
use loyalscope::indicators::{Question, Results, Say, Settings, Shown, View, registry, rfm};

/// Figures that count something else than the customers they lead to.
const OTHERS: [&str; 1] = [
    // Complaints: some customers have several.
    "complaints.open",
];

/// Figures of crossed tables that lead to customers themselves.
const IN_TABLES: [&str; 6] = [
    "movement.matrix.",
    "movement.row_totals.",
    "movement.column_totals.",
    "workbench.cells.",
    "workbench.rows.classes.",
    "workbench.columns.classes.",
];

/// A way to customers, and how many there should be; `None` where the figure is no number of customers.
struct Door {
    only: Only,
    figure: String,
    customers: Option<usize>,
}

impl Door {
    fn of(only: &Only, cell: &Cell) -> Self {
        let figure = cell.figures().next();
        let name = figure.map(|figure| figure.name.clone()).unwrap_or_default();
        let is_money = ["value", "monetary"].iter().any(|field| name.ends_with(field));
        let counts = !is_money && !OTHERS.contains(&name.as_str());
        let customers = figure.filter(|_| counts).and_then(|figure| figure.value.parse().ok());
        Self { only: only.clone(), figure: name, customers }
    }
}

/// The tiles of a page that lead to customers, the rows of its tables whose names do, the number in the next cell, and the figures
/// that do themselves.
fn doors(page: &Page) -> Vec<Door> {
    let tiles = page.tiles().into_iter().filter_map(|tile| Some(Door::of(tile.only.as_ref()?, &tile.value)));
    let tables = page.sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| &table.rows).filter_map(|row| match row.as_slice() {
        [Cell(name), next, ..] => match name.as_slice() {
            [Inline::Link(link)] => Some(Door::of(link.only.as_ref()?, next)),
            _ => None,
        },
        _ => None,
    });
    let themselves = page.figures().into_iter().filter_map(|figure| {
        let only = figure.only.as_ref()?;
        Some(Door::of(only, &Cell::from(figure.clone())))
    });
    tiles.chain(rows).chain(themselves).collect()
}

/// Everything the sample shows in a language.
fn pages(question: Question<'_>) -> Vec<Page> {
    let asked = registry::abouts()
        .iter()
        .map(|about| block_on_ready(registry::page(about.id, question, &mut Unpaced)).unwrap().unwrap());
    let overview = block_on_ready(overview::<Every, _>(question, &mut Unpaced)).unwrap();
    asked
        .chain([overview])
        .filter_map(|answer| match answer.shown {
            Ok(Shown::Page(page)) => Some(*page),
            _ => None,
        })
        .collect()
}

#[test]
fn every_tile_of_customers_leads_to_as_many_and_names_them() {
    let loaded: Vec<_> = files().into_iter().map(|file| import(file.name, file.bytes).table).collect();
    let data = Dataset::build(&loaded).0;
    let (settings, results) = (Settings::default(), Results::default());
    let whole = view(&data, "", &settings);
    let params = rfm::scoring(&settings).unwrap();
    let data = Arc::new(data);
    let (mut led, mut tables) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let format = Plain(language);
        let question =
            Question { view: &whole, settings: &settings, results: &results, say: Say::new(language, &format) };
        for Door { only, figure, customers } in pages(question).iter().flat_map(doors) {
            let filter = only.clone().put_in(Filter::default());
            let found = block_on_ready(chosen(&filter.classes, question, &mut Unpaced)).unwrap();
            for divided in &found.divided {
                assert_eq!(divided.problem, "", "{figure}");
                led.insert(divided.of.clone());
            }
            for one in called(&filter, &found.divided, language) {
                let keys = &filter.classes[&one.of];
                let named = one.classes.iter().zip(keys).all(|(name, key)| {
                    // Segments and grades of the user's own, and clusters by number, have the name for a key.
                    !name.is_empty() && (name != key || !key.contains('_'))
                });
                assert!(named, "{figure}: {one:?}");
            }
            let members = (!filter.classes.is_empty()).then_some(found.members.as_slice());
            let mut pace = Unpaced;
            let left = View::of_chosen(1, &data, &filter, members, &params, None, &mut pace);
            let left = block_on_ready(left).unwrap().customers();
            tables.extend(IN_TABLES.into_iter().filter(|table| figure.starts_with(table)));
            if customers.is_some_and(|customers| customers != left) {
                wrong.push(format!("{figure}: {customers:?}, and the list has {left}"));
            }
            assert!(left > 0, "{figure} leads to nobody");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let expected = [
        "revenue",
        "rfm",
        "concentration",
        "pyramid",
        "eight_classes",
        "value_matrix",
        "core",
        "movement",
        "lifecycle",
        "next_order",
        "grades",
        "tiers",
        "clusters",
        "tree",
        "workbench",
        "overview",
        "attitude",
        "loyalty_index",
        "wallet",
        "products",
        "occasions",
        "referral",
        "rates",
        "retention",
        "warning",
        "exits",
        "survival",
        "renewal",
        "cox",
        "complaints",
        "territory",
    ];
    let missing: Vec<&str> = expected.into_iter().filter(|id| !led.contains(*id)).collect();
    assert!(missing.is_empty(), "no tile of these leads to customers: {missing:?}");
    assert_eq!(tables.len(), IN_TABLES.len(), "of crossed tables only {tables:?} lead to customers");
}

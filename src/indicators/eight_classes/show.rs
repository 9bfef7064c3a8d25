//! The eight classes: who is in which, what each brings, and the cuts.

use crate::domain::language::Language;
use crate::indicators::alike::all_alike;
use crate::indicators::classes::{Class, ShowClasses};
use crate::indicators::members::name_of;
use crate::indicators::page::{
    Band, Cell, Chart, Column, Control, Density, DensityField, Input, Note, Page, Part, Plot, Section, Table, Tile,
    Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::EightTexts;
use super::{CutBy, Eight, EightParams, ID, KEYS, Three};

/// A mean so many times the median is far above it. It decides about a sentence alone.
const FAR_ABOVE: f64 = 1.5;

/// The page.
pub fn show(found: &Eight, params: &EightParams, say: &Say<'_>) -> Page {
    let texts = EightTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    let bounds = Input::Numbers(params.bounds.clone());
    let bounds = Control::new(ID, "bounds", texts.bounds, bounds).helped(texts.bounds_help);
    let cuts = Section::new("cuts", texts.cuts, vec![cuts(found, figures, say)]);
    if found.alike {
        page.headline = all_alike(found.customers, texts.all_three, say);
        page.add(cuts.with([control(params, say), bounds]));
        return page;
    }
    let names = texts.names.map(str::to_owned).to_vec();
    let shown = ShowClasses {
        key: "eight_classes.classes",
        leads: true,
        classes: &found.classes,
        names,
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    let best = Class::most_valuable(&found.classes);
    page.headline = match best.and_then(|class| Some((class, class.value_share?))) {
        Some((class, share)) => (texts.headline)(shown.name(class), &say.count(class.customers), &say.percent(share)),
        None => (texts.headline_plain)(&say.count(found.customers)),
    };
    let same = texts.measures.into_iter().zip(found.same).filter(|(_, same)| *same && params.cut != CutBy::Typed);
    page.notes.extend(same.map(|(measure, _)| Note::caution((texts.same)(measure))));
    if found.median.m > 0.0 && found.mean.m > FAR_ABOVE * found.median.m {
        page.notes.push(Note::info((texts.skewed)(&say.number(found.mean.m), &say.number(found.median.m))));
    }
    let tiles: Vec<Tile> = found.classes.iter().take(4).map(|class| shown.tile(class)).collect();
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]));
    for section in grids(&shown, found, say) {
        page.add(section);
    }
    let table = shown.table(texts.classes, &[texts.judged], |class| vec![Cell::whole(judged(&class.key, texts))]);
    page.add(Section::new("classes", texts.classes, vec![table]).with([control(params, say)]));
    page.add(cuts.with([bounds]));
    page
}

/// Two grids of two by four, side by side: how many customers each class has, and what they brought. Money goes across,
/// recency and frequency up, so that the best stand at the upper right.
fn grids(shown: &ShowClasses<'_>, found: &Eight, say: &Say<'_>) -> [Section; 2] {
    let texts = EightTexts::of(say.language);
    let band = |label: &'static str| Band { label: label.to_owned(), full: label.to_owned() };
    let grid = |id, (title, amount): (String, String), unit, of: fn(&Class) -> f64| {
        let field = |(place, class): (usize, &Class)| DensityField {
            across: usize::from(place & 4 == 0),
            up: 2 * usize::from(place & 2 == 0) + usize::from(place & 1 == 0),
            amount: of(class),
            class: shown.name(class).to_owned(),
        };
        let chart = Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.customers, found.provenance.period),
            empty: amount.clone(),
            height: 320,
            plot: Plot::Density(Density {
                across: texts.across.map(band).to_vec(),
                up: texts.up.map(band).to_vec(),
                fields: found.classes.iter().enumerate().map(field).collect(),
                lines: [None; 2],
                movable: [None, None],
                titles: [texts.monetary, texts.recency_frequency].map(str::to_owned),
                amount: amount.clone(),
                class: texts.class.to_owned(),
                unit,
            }),
        };
        Section::new(id, "", vec![Part::Chart(Box::new(chart))]).half()
    };
    let [customers, value] = shown.chart_titles();
    [
        grid("by-customers", customers, Unit::Whole, |class| class.customers as f64),
        grid("by-money", value, Unit::CompactMoney, |class| class.value.to_f64()),
    ]
}

/// What a class is called; its key where it is none of the eight.
pub fn class_name(language: Language, key: &str) -> &str {
    name_of(&KEYS, &EightTexts::of(language).names, key)
}

fn control(params: &EightParams, say: &Say<'_>) -> Control {
    let texts = EightTexts::of(say.language);
    let options = CutBy::ALL.into_iter().zip(texts.cut_by.map(str::to_owned));
    Control::new(ID, "cut", texts.cut_field, Input::choice(options, &params.cut))
}

/// `near · high · high`.
fn judged(key: &str, texts: &EightTexts) -> String {
    let place = KEYS.iter().position(|known| *known == key).unwrap_or_default();
    let of = |words: [&'static str; 2], second: bool| if second { words[1] } else { words[0] };
    let [near, frequent, high] =
        [of(texts.near, place & 2 != 0), of(texts.high, place & 1 != 0), of(texts.high, place & 4 != 0)];
    [near, frequent, high].join(" · ")
}

/// Its key, its name, and how it is found.
type Measure<'a> = (&'a str, &'a str, fn(&Three) -> f64);

/// Cut, mean and median of the three.
fn cuts(found: &Eight, figures: Figures, say: &Say<'_>) -> Part {
    let texts = EightTexts::of(say.language);
    let measures: [Measure<'_>; 3] = [
        ("r", texts.recency, |three| three.r),
        ("f", texts.frequency, |three| three.f),
        ("m", texts.monetary, |three| three.m),
    ];
    let columns =
        [("cut", texts.cut, &found.cut), ("mean", texts.mean, &found.mean), ("median", texts.median, &found.median)];
    let row = |(key, name, of): Measure<'_>| {
        let cells = columns.map(|(list, label, three)| {
            let value = of(three);
            let label = (texts.of_measure)(label, name);
            Cell::from(figures.of(format!("{ID}.{list}.{key}"), label, value, say.precise(value)))
        });
        [Cell::from(name)].into_iter().chain(cells).collect()
    };
    let headers = columns.map(|(_, label, _)| Column::number(label));
    Part::Table(Table {
        caption: texts.cuts.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.measure)].into_iter().chain(headers).collect(),
        rows: measures.into_iter().map(row).collect(),
    })
}

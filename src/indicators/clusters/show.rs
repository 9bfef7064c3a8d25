//! The clusters, what sets each apart, and how many there should be.

use std::fmt::Write;

use crate::domain::language::Language;
use crate::indicators::classes::{Class, ShowClasses};
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Note, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::rfm;
use crate::indicators::{Figures, Say};

use super::fields::OWN;
use super::texts::ClustersTexts;
use super::{Cluster, Clusters, ClustersError, ClustersParams, ID, K_MAX, Scale, Tried};

/// A centre so far from the middle, in standard deviations, sets a cluster apart. It decides about a name alone.
const APART: f64 = 0.5;

/// A silhouette below it is usually called weak (Kaufman, Rousseeuw 1990). It decides about a sentence alone.
const WEAK: f64 = 0.25;

/// From it on one is usually called reasonable or strong. It decides about a word alone.
const STRONG: f64 = 0.5;

/// What each cluster is called: its number, and what sets it apart.
pub fn names(found: &Clusters, language: Language) -> Vec<String> {
    let texts = ClustersTexts::of(language);
    found.clusters.iter().map(|cluster| (texts.name)(&cluster.class.key, &apart(cluster, texts))).collect()
}

/// The page.
pub fn show(found: &Clusters, params: &ClustersParams, say: &Say<'_>) -> Page {
    let texts = ClustersTexts::of(say.language);
    if found.k == 0 {
        let mut page = Page::new((texts.too_few)(&say.count(found.distinct)));
        page.add(Section::new("clusters-table", texts.clusters, Vec::new()).with(controls_of(found, params, say)));
        return page;
    }
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let [weak, fair, strong] = texts.how_separated;
    let separated = found.silhouette.map_or_else(String::new, |value| {
        let how = if value < WEAK {
            weak
        } else if value < STRONG {
            fair
        } else {
            strong
        };
        (texts.separated)(how, &say.precise(value))
    });
    page.headline = (texts.headline)(&say.count(found.k), &say.count(found.customers), &separated);
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    if found.silhouette.is_some_and(|value| value < WEAK) {
        page.notes.push(Note::caution(texts.weak));
    }
    if found.without_values > 0 {
        page.notes.push(Note::info((texts.blank)(&say.count(found.without_values))));
    }
    let classes: Vec<Class> = found.clusters.iter().map(|cluster| cluster.class.clone()).collect();
    let shown = ShowClasses {
        key: "clusters.clusters",
        leads: true,
        classes: &classes,
        names: names(found, say.language),
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    page.add(Section::open(ID, vec![Part::Tiles(classes.iter().take(4).map(|class| shown.tile(class)).collect())]));
    for section in shown.charts() {
        page.add(section);
    }
    let headers: Vec<String> = found.fields.iter().map(|field| (texts.mean_of)(field_name(field, texts))).collect();
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let table = shown.table(texts.clusters, &headers, |class| {
        let cluster = found.clusters.iter().find(|cluster| cluster.class.key == class.key);
        let cell = |field: &String| {
            let value = cluster.and_then(|cluster| cluster.centre.get(field)).copied().unwrap_or_default();
            let label = (texts.of)(field_name(field, texts), shown.name(class));
            let name = format!("clusters.clusters.{}.centre.{field}", class.key);
            Cell::from(figures.of(name, label, value, say.precise(value)))
        };
        found.fields.iter().map(cell).collect()
    });
    page.add(Section::new("clusters-table", texts.clusters, vec![table]).with(controls_of(found, params, say)));
    page.add(tried(found, figures, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ClustersError, say: &Say<'_>) -> String {
    let texts = ClustersTexts::of(say.language);
    match error {
        ClustersError::K { given } => (texts.error_k)(&given.to_string(), &K_MAX.to_string()),
        ClustersError::NoFields => texts.error_fields.to_owned(),
        ClustersError::Field { name } => (texts.error_field)(name),
        ClustersError::Restarts => texts.error_restarts.to_owned(),
        ClustersError::Rfm(error) => rfm::explain(error, say.language),
    }
}

/// The fields of the page, of the columns there are.
fn controls_of(found: &Clusters, params: &ClustersParams, say: &Say<'_>) -> Vec<Control> {
    if found.of_purchases {
        return controls(params, (&OWN, &found.offered), say);
    }
    let chosen = ClustersParams { fields: found.fields.clone(), ..params.clone() };
    controls(&chosen, (&[], &found.offered), say)
}

/// The fields of the page: how many, by what (what purchases say, and columns), on which scale.
pub fn controls(params: &ClustersParams, (own, offered): (&[&str], &[String]), say: &Say<'_>) -> Vec<Control> {
    let texts = ClustersTexts::of(say.language);
    let k = (2..=K_MAX).map(|k| (Some(k), k.to_string()));
    let k = [(None, texts.suggested.to_owned())].into_iter().chain(k);
    // What was asked for is shown even where no table has it.
    let mut fields: Vec<String> = own.iter().map(|own| (*own).to_owned()).chain(offered.iter().cloned()).collect();
    fields.extend(
        params.fields.iter().filter(|field| !own.contains(&field.as_str()) && !offered.contains(field)).cloned(),
    );
    let fields = fields.into_iter().map(|field| {
        let text = field_name(&field, texts).to_owned();
        (field, text)
    });
    let scales = [Scale::Log, Scale::Standard, Scale::Robust].into_iter().zip(texts.scales.map(str::to_owned));
    vec![
        Control::new(ID, "k", texts.k_field, Input::choice(k, &params.k)),
        Control::new(ID, "fields", texts.fields_field, Input::several(fields, &params.fields)),
        Control::new(ID, "scale", texts.scale_field, Input::choice(scales, &params.scale)),
    ]
}

fn field_name<'a>(field: &'a str, texts: &'static ClustersTexts) -> &'a str {
    let own = OWN.iter().position(|known| *known == field);
    own.and_then(|place| texts.fields.get(place)).copied().unwrap_or(field)
}

/// What sets a cluster apart, in words: the two fields farthest from the middle.
fn apart(cluster: &Cluster, texts: &'static ClustersTexts) -> String {
    let mut fields: Vec<(&String, f64)> = cluster.centre_scaled.iter().map(|(field, value)| (field, *value)).collect();
    fields.retain(|(_, value)| value.abs() >= APART);
    crate::domain::order::sort_by(&mut fields, |left, right| right.1.abs().total_cmp(&left.1.abs()));
    let word = |(field, value): &(&String, f64)| {
        let words = if *value > 0.0 { &texts.high } else { &texts.low };
        let own = OWN.iter().position(|known| known == field).and_then(|place| words.get(place));
        let of = if *value > 0.0 { texts.high_of } else { texts.low_of };
        own.map_or_else(|| of(field), |word| (*word).to_owned())
    };
    let mut name = String::new();
    for (place, field) in fields.iter().take(2).enumerate() {
        let comma = if place > 0 { texts.comma } else { "" };
        // Writing to a text cannot fail.
        let _ = write!(name, "{comma}{}", word(field));
    }
    if name.is_empty() { texts.average.to_owned() } else { name }
}

/// How clearly each number of clusters stands apart, where several were tried.
fn tried(found: &Clusters, figures: Figures, say: &Say<'_>) -> Section {
    let texts = ClustersTexts::of(say.language);
    if found.tried.len() < 2 {
        return Section::new("tried", texts.tried, Vec::new());
    }
    let title = (texts.tried_title)(&say.count(found.k));
    let is_elbow = |tried: &Tried| found.elbow == Some(tried.k);
    let bar = |tried: &Tried| Bar {
        label: if is_elbow(tried) { (texts.with_elbow)(&say.count(tried.k)) } else { say.count(tried.k) },
        value: tried.silhouette,
        interval: None,
        more: vec![say.precise(tried.inertia)],
        tint: Tint::Accent,
    };
    let chart = Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(found.customers, found.provenance.period),
        empty: texts.tried.to_owned(),
        height: 240,
        plot: Plot::Bars(Bars {
            bars: found.tried.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Precise,
            group: texts.k.to_owned(),
            value: texts.silhouette.to_owned(),
            interval: String::new(),
            more_columns: vec![texts.inertia.to_owned()],
            most: found.tried.len(),
            more: String::new(),
        }),
    };
    let row = |(place, tried): (usize, &Tried)| {
        let of = |field: &str, label: &str, value: f64| {
            let label = (texts.of)(label, &say.count(tried.k));
            Cell::from(figures.of(format!("{ID}.tried.{place}.{field}"), label, value, say.precise(value)))
        };
        let silhouette = tried.silhouette.map(|value| of("silhouette", texts.silhouette, value));
        let silhouette = silhouette.unwrap_or_else(|| say.no_value());
        let clearest = (tried.k == found.k).then_some(texts.clearest);
        let elbow = is_elbow(tried).then_some(texts.elbow);
        let marks: Vec<&str> = clearest.into_iter().chain(elbow).collect();
        let inertia = of("inertia", texts.inertia, tried.inertia);
        vec![Cell::from(say.count(tried.k)), silhouette, inertia, Cell::from(marks.join(texts.comma))]
    };
    let table = Table {
        caption: texts.tried.to_owned(),
        show_caption: false,
        columns: [texts.k, texts.silhouette, texts.inertia]
            .map(Column::number)
            .into_iter()
            .chain([Column::text(say.words.note)])
            .collect(),
        rows: found.tried.iter().enumerate().map(row).collect(),
    };
    let elbow = found.elbow.map(|k| {
        let text = if k == found.k { texts.elbow_same } else { texts.elbow_other };
        let figure = figures.of(format!("{ID}.elbow"), texts.elbow, k, say.count(k));
        [Part::SmallTiles(vec![Tile::new(texts.elbow, figure)]), Part::Muted(text(&say.count(k)))]
    });
    let elbow = elbow.map_or_else(|| vec![Part::Muted(texts.no_elbow.to_owned())], Vec::from);
    let parts = [Part::Chart(Box::new(chart))].into_iter().chain(elbow).chain([Part::Table(table)]);
    Section::new("tried", texts.tried, parts.collect())
}

//! What the models say of one customer, for their own page.

use crate::domain::lifetime::Model;
use crate::indicators::page::{Chart, Link, OverTime, Page, Part, Plot, Section, Series, Tile, Tint, Unit};
use crate::indicators::{Figures, Say};

use super::one::{Moment, One};
use super::texts::{ClvTexts, OneTexts};
use super::{Clv, ID};

/// The page: how likely they are a customer still, and how that came about.
pub fn show(found: &Clv, one: Option<&One>, say: &Say<'_>) -> Page {
    let texts = OneTexts::of(say.language);
    let way = || Part::Actions(vec![Link::new(texts.to_models, "/lifetime-value")]);
    let Some((one, (model, p_alive))) = one.and_then(|one| Some((one, *one.today.first()?))) else {
        let none = if found.model.is_some() { texts.not_bought } else { texts.no_model };
        let mut page = Page::new(none);
        page.add(Section::new(SECTION, texts.title, vec![Part::Muted(none.to_owned()), way()]));
        return page;
    };
    let headline = (texts.headline)(&say.percent(p_alive), model.name(), &say.day(found.as_of));
    let mut page = Page::new(headline.clone());
    let general = ClvTexts::of(say.language);
    let origin = say.origin(&found.provenance, texts.definition, general.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let tile = |(model, p_alive): &(Model, f64)| {
        let name = format!("{ID}.one.p_alive_{}", model.key());
        let label = (texts.by)(model.name());
        Tile::new(label.as_str(), figures.of(name, label.as_str(), p_alive, say.percent(*p_alive)))
    };
    let tiles = Part::SmallTiles(one.today.iter().map(tile).collect());
    let says_all = one.purchase_days == 1 && one.today.iter().any(|(model, _)| *model == Model::BgNbd);
    let sentence = says_all.then(|| Part::Text(texts.one_time.to_owned()));
    let chart = Part::Chart(Box::new(chart(one, model, &headline, say)));
    let parts = [Part::Text(headline), tiles].into_iter().chain(sentence).chain([chart, way()]);
    page.add(Section::new(SECTION, texts.title, parts.collect()));
    page
}

/// The section's name.
const SECTION: &str = "alive-history";

fn chart(one: &One, model: Model, headline: &str, say: &Say<'_>) -> Chart {
    let texts = OneTexts::of(say.language);
    let p_alive = |moment: &Moment| Some(moment.p_alive);
    let bought = |moment: &Moment| Some(moment.p_alive).filter(|_| moment.bought);
    let (moments, title) = (&one.history, (texts.chart)(model.name()));
    let plot = OverTime {
        periods: say.chart_days(moments.iter().map(|moment| moment.day)),
        series: vec![
            Series {
                name: ClvTexts::of(say.language).p_alive.to_owned(),
                values: moments.iter().map(p_alive).collect(),
                tint: Tint::Accent,
            },
            Series {
                name: texts.bought.to_owned(),
                values: moments.iter().map(bought).collect(),
                tint: Tint::Group(1),
            },
        ],
        columns: false,
        unit: Unit::Share,
        period: texts.until.to_owned(),
        value: ClvTexts::of(say.language).p_alive.to_owned(),
    };
    let days = (texts.days)(&say.count(one.purchase_days), &say.day(one.first), &say.day(one.last));
    Chart {
        title,
        note: days,
        summary: headline.to_owned(),
        empty: texts.not_bought.to_owned(),
        height: 240,
        plot: Plot::OverTime(plot),
    }
}

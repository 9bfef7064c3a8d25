//! The rules, how far each can be trusted, and what could be asked otherwise.

use crate::indicators::eight_classes;
use crate::indicators::members;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Note, Only, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::rfm;
use crate::indicators::segmentations::{Named, called};
use crate::indicators::{Figures, Say};

use super::fields::OWN;
use super::rules::day;
use super::show_alike::alike;
use super::texts::TreeTexts;
use super::{
    ATTITUDES, Condition, Explain, ID, LEFT, Leaf, MOST_DEPTH, MOST_FOLDS, Meaning, NumberKind, Prune, Rules,
    TreeError, TreeParams,
};

/// The page.
pub fn show(found: &Rules, params: &TreeParams, say: &Say<'_>) -> Page {
    let texts = TreeTexts::of(say.language);
    let fields = controls(params, say).into_iter().chain(offered(found, params, say));
    let Some(only) = found.leaves.first().filter(|_| found.leaves.len() == 1) else {
        return rules(found, params, fields, say);
    };
    let n = say.count(found.customers);
    let mut page = Page::new(match found.classes.len() {
        0 | 1 => (texts.one_class)(&n, &class(found, &only.class, say)),
        _ => (texts.no_rule)(&n),
    });
    let why = if found.fields.is_empty() {
        texts.no_field.to_owned()
    } else if found.pruning.is_empty() {
        (texts.too_few)(&say.count(params.least as usize))
    } else {
        String::new()
    };
    page.notes.extend(Some(why).filter(|why| !why.is_empty() && found.classes.len() > 1).map(Note::info));
    page.add(Section::new("rules", texts.rules, Vec::new()).with(fields));
    page
}

fn rules(found: &Rules, params: &TreeParams, fields: impl Iterator<Item = Control>, say: &Say<'_>) -> Page {
    let texts = TreeTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    let baseline = say.percent(found.baseline);
    let no_better = no_better(found, say);
    page.headline = match (&no_better, densest(found)) {
        (Some(said), _) => said.clone(),
        (None, Some((leaf, left, all))) => {
            (texts.headline_left)(&say.percent(left), &say.count(leaf.support), &say.percent(all))
        }
        (None, None) => (texts.headline)(&say.count(found.leaves.len()), &say.percent(found.accuracy), &baseline),
    };
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    if let Some((right, interval)) = found.cross_validated.zip(found.cross_validated_interval) {
        let interval = say.ends(&say.percent(interval.low), &say.percent(interval.high));
        page.notes.push(Note::info((texts.validated)(&say.percent(right), &baseline, &interval)));
    }
    let bought =
        |condition: &Condition| OWN.iter().take(3).any(|own| *own == condition.field) && is_own(found, condition);
    let by_purchases = found.leaves.iter().flat_map(|leaf| &leaf.conditions).any(bought);
    page.notes.push(if by_purchases { Note::caution(texts.purchases_note) } else { Note::info(texts.blank_note) });
    page.add(Section::open(ID, vec![Part::Tiles(tiles(found, figures, say))]));
    page.add(Section::new("by-rule", "", vec![Part::Chart(Box::new(chart(found, say)))]));
    let mut parts = vec![table(found, params, figures, say)];
    if let Some(grown) = found.pruning.first() {
        parts.push(Part::Muted((texts.pruned)(&say.count(found.leaves.len()), &say.count(grown.leaves))));
    }
    page.add(Section::new("rules", texts.rules, parts).with(fields));
    // Who is like others by rules that tell nothing is like nobody.
    if no_better.is_none() {
        page.add(alike(found, figures, say));
    }
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &TreeError, say: &Say<'_>) -> String {
    let texts = TreeTexts::of(say.language);
    match error {
        TreeError::Depth { given } => (texts.error_depth)(&given.to_string(), &MOST_DEPTH.to_string()),
        TreeError::Least => texts.error_least.to_owned(),
        TreeError::Folds { given } => (texts.error_folds)(&given.to_string(), &MOST_FOLDS.to_string()),
        TreeError::NobodyLeft => texts.error_left.to_owned(),
        TreeError::NobodyAnswered => texts.error_attitude.to_owned(),
        TreeError::Segmentation(error) => error.explain(say),
        TreeError::NoColumn { name } => (texts.error_column)(name),
        TreeError::Level(level) => (texts.error_level)(&level.0.to_string()),
        TreeError::Eight(error) => eight_classes::explain(error, say),
        TreeError::Rfm(error) => rfm::explain(error, say.language),
    }
}

/// The fields that need no data.
pub fn controls(params: &TreeParams, say: &Say<'_>) -> Vec<Control> {
    let texts = TreeTexts::of(say.language);
    let explains = Explain::ALL.map(|by| (by, explained(by, say)));
    let prunes = [Prune::LeastError, Prune::OneStandardError, Prune::Never];
    let prunes = prunes.into_iter().zip(texts.prunes.map(str::to_owned));
    let whole = |value: f64, max: f64| Input::Number { value, min: 1.0, max, step: 1.0 };
    vec![
        Control::new(ID, "explain", texts.explain_field, Input::choice(explains, &params.explain)),
        Control::new(ID, "purchases", texts.purchases_field, Input::Toggle(params.purchases)),
        Control::new(ID, "depth", texts.depth_field, whole(f64::from(params.depth), f64::from(MOST_DEPTH))),
        Control::new(ID, "least", texts.least_field, whole(f64::from(params.least), f64::from(u32::MAX))),
        Control::new(ID, "prune", texts.prune_field, Input::choice(prunes, &params.prune)),
    ]
}

/// What is explained, by name.
fn explained(by: Explain, say: &Say<'_>) -> String {
    let [auto, left, attitude, column] = TreeTexts::of(say.language).explains;
    match by {
        Explain::Auto => auto.to_owned(),
        Explain::Left => left.to_owned(),
        Explain::Attitude => attitude.to_owned(),
        Explain::Column => column.to_owned(),
        by => by.segmentation().map(|classes| classes.name(say.language)).unwrap_or_default(),
    }
}

/// The column that could be explained, and the fields that could be left out.
fn offered(found: &Rules, params: &TreeParams, say: &Say<'_>) -> Vec<Control> {
    let texts = TreeTexts::of(say.language);
    let named = found.offered.iter().map(|name| (Some(name.clone()), name.clone()));
    let columns = [(None, texts.no_column.to_owned())].into_iter().chain(named);
    let column = Control::new(ID, "column", texts.column_field, Input::choice(columns, &params.column));
    let mut without: Vec<Vec<String>> = vec![Vec::new()];
    if !params.without.is_empty() {
        without.push(params.without.clone());
    }
    let more = found.fields.iter().map(|name| [params.without.as_slice(), std::slice::from_ref(name)].concat());
    without.extend(more);
    let called = |names: &Vec<String>| {
        let said: Vec<String> = names.iter().map(|name| name_of(name, true, texts)).collect();
        if said.is_empty() { texts.no_column.to_owned() } else { said.join(say.words.listed) }
    };
    let without = without.into_iter().map(|names| {
        let text = called(&names);
        (names, text)
    });
    let without = Control::new(ID, "without", texts.without_field, Input::choice(without, &params.without));
    let some = [(column, found.offered.is_empty()), (without, found.fields.is_empty() && params.without.is_empty())];
    some.into_iter().filter(|(_, nothing)| !nothing).map(|(control, _)| control).collect()
}

fn tiles(found: &Rules, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = TreeTexts::of(say.language);
    let shares = [
        ("accuracy", texts.accuracy, Some(found.accuracy)),
        ("cross_validated", texts.accuracy_unseen, found.cross_validated),
        ("baseline", texts.baseline, Some(found.baseline)),
    ];
    let tile = |(key, label, share): (&str, &str, Option<f64>)| {
        let share = share?;
        Some(Tile::new(label, figures.of(format!("{ID}.{key}"), label, share, say.percent(share))))
    };
    shares.into_iter().filter_map(tile).collect()
}

/// A dot a rule, with its interval.
fn chart(found: &Rules, say: &Say<'_>) -> Chart {
    let texts = TreeTexts::of(say.language);
    let who_left = found.explains == Explain::Left;
    let (title, value) =
        if who_left { (texts.chart_left, texts.left_share) } else { (texts.chart_purity, texts.purity) };
    let bar = |leaf: &Leaf| {
        let (share, interval) =
            if who_left { (leaf.left, leaf.left_interval) } else { (Some(leaf.purity), leaf.purity_interval) };
        let label =
            if who_left { leaf.key.clone() } else { format!("{} {}", leaf.key, class(found, &leaf.class, say)) };
        let interval = interval.map(|interval| (interval.low, interval.high));
        Bar { label, value: share, interval, more: vec![say.count(leaf.support)], tint: Tint::Accent }
    };
    Chart {
        title: title.to_owned(),
        note: say.sample_note(found.customers, found.provenance.period),
        summary: title.to_owned(),
        empty: title.to_owned(),
        height: 280,
        plot: Plot::Bars(Bars {
            bars: found.leaves.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Share,
            group: texts.number.to_owned(),
            value: value.to_owned(),
            interval: say.words.interval.to_owned(),
            more_columns: vec![texts.support.to_owned()],
            most: found.leaves.len(),
            more: String::new(),
        }),
    }
}

fn table(found: &Rules, params: &TreeParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = TreeTexts::of(say.language);
    let who_left = found.explains == Explain::Left;
    let row = |leaf: &Leaf| {
        let figure = |field: &str, label: &str, value: &dyn ToString, text: String| {
            let name = format!("{ID}.leaves.{}.{field}", leaf.key);
            Cell::from(figures.of(name, (texts.of_rule)(label, &leaf.key), value.to_string(), text))
        };
        let share = |field: &str, label: &str, share: f64, interval: Option<crate::domain::interval::Interval>| {
            let cell = figure(field, label, &share, say.percent(share));
            let ends = interval.map(|ends| say.ends(&say.percent(ends.low), &say.percent(ends.high)));
            match ends {
                Some(ends) => cell.above(ends),
                None => cell,
            }
        };
        let few = say.small_sample(params.small_sample.marks(leaf.support), leaf.support);
        // Of those who left or stayed the purity says nothing that the share of those who left does not.
        let told = match leaf.left.filter(|_| who_left) {
            Some(left) => share("left", texts.left_share, left, leaf.left_interval),
            None => share("purity", texts.purity, leaf.purity, leaf.purity_interval),
        };
        let cells = [
            Cell::of_those(&leaf.key, Only::class(ID, leaf.key.as_str()), leaf.support),
            Cell::from(rule(found, leaf, say)),
            Cell::from(class(found, &leaf.class, say)),
            figure("support", texts.support, &leaf.support, say.count(leaf.support)),
            figure("share", texts.share, &leaf.share, say.percent(leaf.share)),
            told,
            Cell::caution(few),
        ];
        cells.into_iter().collect()
    };
    let texts_of = [texts.number, texts.rule, texts.then].map(Column::text);
    let told = if who_left { texts.left_share } else { texts.purity };
    let numbers = [texts.support, texts.share, told].map(Column::number);
    let columns = texts_of.into_iter().chain(numbers).chain([Column::text(say.words.note)]);
    Part::Table(Table {
        caption: texts.rules.to_owned(),
        show_caption: false,
        columns: columns.collect(),
        rows: found.leaves.iter().map(row).collect(),
    })
}

/// That the rules name no more of customers not seen than the largest class does, where that is so, and what they are of
/// use for all the same.
fn no_better(found: &Rules, say: &Say<'_>) -> Option<String> {
    let texts = TreeTexts::of(say.language);
    // What reads as the same share is no better. Who is too few to be held back was seen.
    let unseen = found.cross_validated.unwrap_or(found.accuracy);
    let better = unseen > found.baseline && say.percent(unseen) != say.percent(found.baseline);
    let (largest, _) = found.classes.iter().max_by_key(|(_, count)| **count).filter(|_| !better)?;
    let said = (texts.no_better)(&class(found, largest, say), &say.percent(unseen), &say.percent(found.baseline));
    let denser = densest(found).map(|(leaf, left, all)| {
        (texts.denser_left)(&[say.count(leaf.support), leaf.key.clone(), say.percent(left), say.percent(all)])
    });
    Some([said, denser.unwrap_or_else(|| texts.denser.to_owned())].join(say.words.between_sentences))
}

/// The rule with most who left, their share there and of all; `None` where something else is explained.
fn densest(found: &Rules) -> Option<(&Leaf, f64, f64)> {
    let all = found.classes.get(LEFT[0]).map(|left| *left as f64 / found.customers.max(1) as f64);
    found.leaves.first().and_then(|leaf| Some((leaf, leaf.left?, all?)))
}

/// A class in the reader's language.
pub(super) fn class(found: &Rules, key: &str, say: &Say<'_>) -> String {
    let texts = TreeTexts::of(say.language);
    let name = found.keys.iter().find(|(known, _)| known == key).map_or(key, |(_, name)| name);
    match found.explains {
        Explain::Left => members::name_of(&LEFT, &texts.left, key).to_owned(),
        Explain::Attitude => members::name_of(&ATTITUDES, &texts.attitudes, key).to_owned(),
        by => match by.segmentation() {
            Some(classes) => called(&classes, &Named { key: key.to_owned(), name: name.to_owned() }, say.language),
            None => name.to_owned(),
        },
    }
}

fn is_own(found: &Rules, condition: &Condition) -> bool {
    found.named.get(condition.place).is_some_and(|named| named.is_own)
}

fn name_of(name: &str, is_own: bool, texts: &TreeTexts) -> String {
    let own = OWN.iter().position(|own| is_own && *own == name).and_then(|place| texts.own.get(place));
    own.copied().unwrap_or(name).to_owned()
}

/// A rule in the reader's language.
pub(super) fn rule(found: &Rules, leaf: &Leaf, say: &Say<'_>) -> String {
    let texts = TreeTexts::of(say.language);
    let conditions: Vec<String> = leaf.conditions.iter().map(|condition| said(found, condition, say)).collect();
    if conditions.is_empty() { texts.all.to_owned() } else { conditions.join(texts.and) }
}

fn said(found: &Rules, condition: &Condition, say: &Say<'_>) -> String {
    let texts = TreeTexts::of(say.language);
    let field = name_of(&condition.field, is_own(found, condition), texts);
    if let Some(is) = &condition.is {
        return (texts.is)(&field, say.value(is));
    }
    if !condition.is_not.is_empty() {
        let names: Vec<&str> = condition.is_not.iter().map(|name| say.value(name)).collect();
        let words = if names.len() > 1 { texts.is_neither } else { texts.is_not };
        return words(&field, &names.join(texts.nor));
    }
    let kind = found.named.get(condition.place).and_then(|named| match &named.meaning {
        Meaning::Numbers(kind, _) => Some(*kind),
        Meaning::Names(_) => None,
    });
    let number = |value: f64| match kind {
        Some(NumberKind::Day) => say.day(day(value)),
        Some(NumberKind::Money) => say.money(value),
        _ => say.precise(value),
    };
    let text = match (condition.above, condition.at_most) {
        (Some(above), Some(at_most)) => (texts.between)(&field, &number(above), &number(at_most)),
        (Some(above), None) => (texts.above)(&field, &number(above)),
        (None, Some(at_most)) => (texts.at_most)(&field, &number(at_most)),
        (None, None) if condition.blank == Some(true) => (texts.is_blank)(&field),
        (None, None) => (texts.not_blank)(&field),
    };
    if condition.or_blank { text + texts.or_blank } else { text }
}

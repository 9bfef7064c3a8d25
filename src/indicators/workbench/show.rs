//! The crossed table, how closely and how alike, and the fields; the sections below stand in [`sections`].

mod sections;

use crate::domain::interval::Level;
use crate::indicators::dividing::column_control;
use crate::indicators::page::{
    Cell as TableCell, Column, Control, Fold, Input, Note, Only, Page, Part, Section, Table, Tile,
};
use crate::indicators::retention::chosen_windows;
use crate::indicators::segmentations::{Named, Segmentation, called};
use crate::indicators::{Figures, Say, rfm};

use super::texts::WorkbenchTexts;
use super::{
    COLUMNS, CROSSED, ID, Margin, Measure, Measures, Misread, ROWS, Side, Workbench, WorkbenchError, WorkbenchParams,
    in_cell, in_margin,
};

/// With more than this share of cells of fewer than five expected p is a rough one (Cochran 1954).
const RARE: f64 = 0.2;

/// From these values of Cramér's V on two segmentations are said to go together fairly, and strongly (Cohen 1988). They
/// decide about a word alone.
const FAIR: f64 = 0.3;
const STRONG: f64 = 0.5;

/// The page.
pub fn show(found: &Workbench, params: &WorkbenchParams, say: &Say<'_>) -> Page {
    let texts = WorkbenchTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    if let Some(lacks) = lacks(found, say) {
        page.headline = lacks;
        page.add(Section::new("crossed", texts.crossed, Vec::new()).with(chosen(found, params, say)));
        return page;
    }
    let writer = Writer { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.headline = writer.headline();
    page.notes.extend(say.few_customers(params.small_sample, found.total.customers));
    page.notes.extend(writer.notes());
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles()), writer.statistics()]));
    page.add(writer.crossed());
    page.add(writer.profile());
    page.add(writer.playbook());
    page.add(writer.audience());
    page
}

/// What is needed, where there is nothing to compare.
fn lacks(found: &Workbench, say: &Say<'_>) -> Option<String> {
    let texts = WorkbenchTexts::of(say.language);
    if found.total.customers < 2 {
        return Some((texts.too_few)(&say.count(found.total.customers)));
    }
    let alone = [&found.rows, &found.columns].into_iter().find(|side| side.classes.len() < 2)?;
    Some((texts.one_class)(&alone.by.name(say.language)))
}

/// What is wrong, and what to do.
pub fn explain(error: &WorkbenchError, say: &Say<'_>) -> String {
    let texts = WorkbenchTexts::of(say.language);
    match error {
        WorkbenchError::NothingToCross => texts.error_nothing.to_owned(),
        WorkbenchError::CountryCode { given } => (texts.error_country)(given),
        WorkbenchError::Playbook(Misread::NoColon(line)) => (texts.error_colon)(&line.to_string()),
        WorkbenchError::Playbook(Misread::TooMany) => texts.error_lines.to_owned(),
        WorkbenchError::Level(level) => (texts.error_level)(&level.0.to_string()),
        WorkbenchError::Rfm(error) => rfm::explain(error, say.language),
        WorkbenchError::Segmentation(error) => error.explain(say),
    }
}

/// A class of one side in the reader's language, which is told from any other: that of a column with the column's name,
/// unless it says who left.
pub fn class_name(side: &Side, key: &str, say: &Say<'_>) -> String {
    let value = class_value(side, key, say);
    match &side.by {
        Segmentation::Column(name) if !side.left.contains_key(key) => {
            (WorkbenchTexts::of(say.language).value_of)(name, &value)
        }
        _ => value,
    }
}

/// A class of one side in the reader's language, beside the name of its segmentation.
fn class_value(side: &Side, key: &str, say: &Say<'_>) -> String {
    let texts = WorkbenchTexts::of(say.language);
    if let Some(left) = side.left.get(key) {
        return if *left { texts.left } else { texts.stayed }.to_owned();
    }
    let margin = side.classes.iter().find(|margin| margin.key == key);
    let name = margin.map_or(key, |margin| &margin.name);
    called(&side.by, &Named { key: key.to_owned(), name: name.to_owned() }, say.language)
}

/// What the customers of a cell are called.
pub fn cell_name(found: &Workbench, cell: &super::Cell, say: &Say<'_>) -> String {
    let [row, column] = [(&found.rows, &cell.row), (&found.columns, &cell.column)];
    (WorkbenchTexts::of(say.language).both)(&class_name(row.0, row.1, say), &class_name(column.0, column.1, say))
}

/// What the customers are called whom the figures of the audience count, in the order of [`COUNTED`].
///
/// [`COUNTED`]: super::audience::COUNTED
pub fn audience_names(say: &Say<'_>) -> [&'static str; 5] {
    let texts = WorkbenchTexts::of(say.language);
    [texts.in_class, texts.consenting, texts.refused, texts.unknown, texts.without_contact]
}

/// The fields that need no data.
pub fn controls(params: &WorkbenchParams, say: &Say<'_>) -> Vec<Control> {
    let texts = WorkbenchTexts::of(say.language);
    let country = Input::Text(params.country_code.clone());
    let mut controls = segmentation_controls(params, &[], say);
    controls.push(Control::new(ID, "country_code", texts.country_field, country).helped(texts.country_help));
    controls
}

/// The two segmentations and what is shown of them; `columns` are those that could be one.
fn segmentation_controls(params: &WorkbenchParams, columns: &[String], say: &Say<'_>) -> Vec<Control> {
    let texts = WorkbenchTexts::of(say.language);
    let field = |parameter: &str, label: &str, chosen: &Segmentation| {
        let offered = columns.iter().cloned().map(Segmentation::Column);
        let mut options: Vec<Segmentation> = Segmentation::KNOWN.into_iter().chain(offered).collect();
        // One chosen elsewhere that is not offered stays chosen.
        if !options.contains(chosen) {
            options.push(chosen.clone());
        }
        let named = options.into_iter().map(|option| {
            let name = option.name(say.language);
            (option, name)
        });
        Control::new(ID, parameter, label, Input::choice(named, chosen))
    };
    let measures = Measure::ALL.into_iter().zip(texts.measures.map(str::to_owned));
    vec![
        field("rows", texts.rows_field, &params.rows),
        field("columns", texts.columns_field, &params.columns),
        Control::new(ID, "measure", texts.measure_field, Input::choice(measures, &params.measure)),
    ]
}

fn chosen(found: &Workbench, params: &WorkbenchParams, say: &Say<'_>) -> Vec<Control> {
    segmentation_controls(params, &found.offered, say)
}

/// The columns of an audience, and the country code.
fn audience_controls(found: &Workbench, params: &WorkbenchParams, say: &Say<'_>) -> Vec<Control> {
    let texts = WorkbenchTexts::of(say.language);
    let fields = [
        ("consent", texts.consent_field, &params.consent),
        ("email", texts.email_field, &params.email),
        ("phone", texts.phone_field, &params.phone),
    ];
    let column = |(parameter, label, chosen): (&str, &str, &Option<String>)| {
        column_control(ID, parameter, label, &found.columns_offered, chosen.as_ref(), texts.by_name)
    };
    let country = Input::Text(params.country_code.clone());
    let country = Control::new(ID, "country_code", texts.country_field, country).helped(texts.country_help);
    fields.into_iter().filter_map(column).chain([country]).collect()
}

struct Writer<'a> {
    found: &'a Workbench,
    params: &'a WorkbenchParams,
    say: &'a Say<'a>,
    texts: &'static WorkbenchTexts,
    figures: Figures,
}

impl Writer<'_> {
    /// A class of one side in the reader's language.
    fn class(&self, side: &Side, key: &str) -> String {
        class_name(side, key, self.say)
    }

    /// The same beside the name of its segmentation.
    fn value(&self, side: &Side, key: &str) -> String {
        class_value(side, key, self.say)
    }

    /// The class that is profiled.
    fn segment(&self) -> String {
        self.found.segment.as_deref().map(|key| self.class(&self.found.rows, key)).unwrap_or_default()
    }

    fn level(&self) -> Level {
        Level::try_from(self.params.level).unwrap_or_default()
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        let v = found.cramers_v.map_or_else(|| say.words.no_value.to_owned(), |v| say.precise(v));
        let [rows, columns] = [&found.rows, &found.columns].map(|side| side.by.plain_name(say.language));
        let [weak, fair, strong] = texts.together;
        let how = match found.cramers_v {
            Some(v) if v >= STRONG => strong,
            Some(v) if v >= FAIR => fair,
            _ => weak,
        };
        let together = (texts.headline)(&[rows, columns, how.to_owned(), v]);
        let by_chance = found.chi_square.is_some_and(|test| test.p >= 1.0 - self.level().get());
        let chance = if by_chance { texts.headline_chance } else { "" };
        let most = found.profile.iter().find(|one| !one.may_be_chance && !one.small_sample && !one.is_mirrored);
        let apart = most.and_then(|one| {
            let effect = self.effect_text(one, one.effect?);
            Some((texts.headline_apart)(&self.segment(), &self.trait_name(one), &effect))
        });
        [together, chance.to_owned(), apart.unwrap_or_else(|| texts.headline_end.to_owned())].concat()
    }

    fn notes(&self) -> Vec<Note> {
        let Self { found, params, say, texts, .. } = self;
        let same = (found.rows.by == found.columns.by).then(|| Note::caution(texts.same));
        let outside = (found.outside > 0).then(|| Note::info((texts.outside)(&say.count(found.outside))));
        let rare = found.chi_square.filter(|test| test.rare > RARE);
        let rare = rare.map(|test| Note::caution((texts.rare)(&say.percent(test.rare))));
        let other_scale = found.other_scale.then(|| Note::caution(texts.other_scale));
        let lost = params.segment.as_ref().filter(|wanted| found.segment.as_ref() != Some(wanted));
        let lost = lost.map(|wanted| Note::caution((texts.not_found)(&self.value(&found.rows, wanted))));
        [same, outside, rare, other_scale, lost].into_iter().flatten().collect()
    }

    /// How many are crossed, and the class that stands out.
    fn tiles(&self) -> Vec<Tile> {
        let Self { found, params, say, texts, .. } = self;
        let n = found.total.customers;
        let count = self.figures.of(format!("{ID}.total.customers"), texts.crossed_customers, n, say.count(n));
        let crossed =
            Tile::new(texts.crossed_customers, count).noted(say.marked(String::new(), params.small_sample, n));
        let crossed = crossed.of(Only::class(ID, CROSSED));
        let segment = found.segment.as_deref();
        let margin = segment.and_then(|key| found.rows.classes.iter().find(|margin| margin.key == key));
        let segment = margin.map(|margin| {
            let (name, n) = (self.segment(), margin.of.customers);
            let key = format!("{ID}.{ROWS}.classes.{}.customers", margin.key);
            let figure = self.figures.of(key, name.clone(), n, say.count(n));
            let share = (texts.of_crossed)(&say.percent(n as f64 / found.total.customers.max(1) as f64));
            let tile = Tile::new(name, figure).noted(say.marked(share, params.small_sample, n));
            tile.of(Only::class(ID, in_margin(ROWS, margin)))
        });
        [crossed].into_iter().chain(segment).collect()
    }

    /// How closely and how alike, folded away: the headline says it in words.
    fn statistics(&self) -> Part {
        let Self { found, say, texts, .. } = self;
        let number = |name: &str, label: &str, value: Option<f64>, note: &str| {
            let figure = self.figures.of(format!("{ID}.{name}"), label, value?, say.precise(value?));
            Some(Tile::new(label, figure).noted(note))
        };
        let test = found.chi_square.map(|test| {
            let text = say.decimal(test.statistic);
            let figure = self.figures.of(format!("{ID}.chi_square.statistic"), texts.chi_square, test.statistic, text);
            let p = if test.p < 0.001 { "< 0.001".to_owned() } else { format!("= {:.3}", test.p) };
            Tile::new(texts.chi_square, figure).noted((texts.degrees)(&say.count(test.degrees), &p))
        });
        let v = number("cramers_v", texts.cramers_v, found.cramers_v, texts.v_note);
        let alike = number("rand_index", texts.rand_index, found.rand_index, texts.rand_note);
        let parts = vec![Part::SmallTiles([v, test, alike].into_iter().flatten().collect())];
        Part::Fold(Fold { summary: texts.statistics.to_owned(), parts })
    }

    /// The measure in force of some customers; how many they are leads to them.
    fn measured(&self, name: &str, of: &str, measures: &Measures, only: Option<Only>) -> TableCell {
        let Self { params, say, texts, .. } = self;
        let place = Measure::ALL.iter().position(|known| *known == params.measure).unwrap_or_default();
        let label = (texts.of)(texts.measures.get(place).copied().unwrap_or_default(), of);
        let figure = |field: &str, value: &dyn ToString, text: String| {
            self.figures.of(format!("{ID}.{name}.{field}"), label.clone(), value.to_string(), text)
        };
        // Of how many, where that is not all of them; few are marked.
        let of_so_many = |cell: TableCell, n: usize| {
            if n == 0 { cell } else { cell.above(say.marked((say.words.n)(&say.count(n)), params.small_sample, n)) }
        };
        match params.measure {
            Measure::Customers => {
                let count = figure("customers", &measures.customers, say.count(measures.customers));
                match only {
                    Some(only) => count.leading(only),
                    None => count,
                }
                .into()
            }
            Measure::Value => figure("value", &measures.value, say.money(measures.value.to_f64())).into(),
            Measure::Score => {
                let score = measures.score.map(|score| figure("score", &score, say.signed(score)).into());
                of_so_many(score.unwrap_or_else(|| say.no_value()), measures.n)
            }
            Measure::Retention => {
                let share = measures.retention.map(|share| figure("retention", &share, say.percent(share)).into());
                of_so_many(share.unwrap_or_else(|| say.no_value()), measures.active)
            }
        }
    }

    fn crossed(&self) -> Section {
        let Self { found, params, say, texts, .. } = self;
        let [by_rows, by_columns] = [&found.rows, &found.columns].map(|side| side.by.plain_name(say.language));
        let width = found.columns.classes.len().max(1);
        let row = |(margin, cells): (&Margin, &[super::Cell])| {
            let name = self.class(&found.rows, &margin.key);
            let measured = cells.iter().map(|cell| {
                let only = Only::class(ID, in_cell(cell));
                self.measured(&format!("cells.{}", cell.key), &cell_name(found, cell, say), &cell.of, Some(only))
            });
            let only = Only::class(ID, in_margin(ROWS, margin));
            let all = self.measured(&format!("{ROWS}.classes.{}", margin.key), &name, &margin.of, Some(only));
            [TableCell::from(self.value(&found.rows, &margin.key))].into_iter().chain(measured).chain([all]).collect()
        };
        let last = found.columns.classes.iter().map(|margin| {
            let name = self.class(&found.columns, &margin.key);
            let only = Only::class(ID, in_margin(COLUMNS, margin));
            self.measured(&format!("{COLUMNS}.classes.{}", margin.key), &name, &margin.of, Some(only))
        });
        let all = self.measured("total", texts.all, &found.total, None);
        let last: Vec<TableCell> = [TableCell::from(texts.all)].into_iter().chain(last).chain([all]).collect();
        let headers =
            found.columns.classes.iter().map(|margin| Column::number(self.value(&found.columns, &margin.key)));
        let table = Table {
            caption: (texts.crossed_title)(&by_rows, &by_columns),
            show_caption: true,
            columns: [Column::text(by_rows.as_str())]
                .into_iter()
                .chain(headers)
                .chain([Column::number(texts.all)])
                .collect(),
            rows: found.rows.classes.iter().zip(found.cells.chunks(width)).map(row).chain([last]).collect(),
        };
        let mut parts = vec![Part::Table(table)];
        match (params.measure, found.windows) {
            (Measure::Score, _) => {
                parts.push(Part::Muted((texts.few_blank)(&say.count(params.small_sample.least()))));
            }
            (Measure::Retention, Some([first, second])) => {
                parts.push(Part::Muted((texts.windows)(&say.span(first), &say.span(second))));
            }
            (Measure::Retention, None) => {
                let why = chosen_windows(found.no_windows, say).unwrap_or_else(|| texts.no_windows.to_owned());
                parts.push(Part::Note(Note::caution(why)));
            }
            _ => {}
        }
        Section::new("crossed", texts.crossed, parts).with(chosen(found, params, say))
    }
}

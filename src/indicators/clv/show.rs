//! Lifetime value as a page: what the test says of it comes first.

use crate::domain::lifetime::Model;
use crate::domain::likelihood::Doubt;
use crate::indicators::page::{
    Cell, Column, Control, Figure, Fold, Input, Link, Note, Page, Part, Section, Table, Tile, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::show_payback;
use super::texts::{ClvTexts, PaybackTexts};
use super::{
    AliveTested, Asked, Backtest, Clv, ClvError, ClvParams, ClvUnit, Estimate, ID, LEAST_DAYS, LEAST_REPEAT,
    MAX_MONTHS, SpendDoubt, TooLittle, Worth,
};

/// A backtest that was off by more is told of what is expected too.
const MUCH_OFF: f64 = 0.1;

/// What is less is right.
const RIGHT: f64 = 0.01;

/// The forecast, the test, who is still there, and what to do.
pub fn show(found: &Clv, params: &ClvParams, say: &Say<'_>) -> Page {
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    page.headline = writer.headline();
    page.notes = writer.notes();
    page.add(writer.forecast());
    page.add(writer.tested());
    page.add(writer.alive());
    page.add(writer.simple());
    let texts = PaybackTexts::of(say.language);
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    page.add(show_payback::section(found, params, say, figures));
    page.add(writer.what_to_do());
    page.add(writer.how());
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ClvError, say: &Say<'_>) -> String {
    let texts = ClvTexts::of(say.language);
    match error {
        ClvError::Months(given) => (texts.error_months)(&given.to_string(), &MAX_MONTHS.to_string()),
        ClvError::Share(given) => (texts.error_share)(&given.to_string()),
        ClvError::Margin(given) => (texts.error_margin)(&given.to_string()),
        ClvError::Level(level) => (texts.error_level)(&level.0.to_string()),
        ClvError::Cost { line, text } => (PaybackTexts::of(say.language).error_cost)(&line.to_string(), text),
        ClvError::NoPurchases => texts.error_no_purchases.to_owned(),
    }
}

/// The fields of the settings page.
pub fn controls(params: &ClvParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ClvTexts::of(say.language);
    let units = [(ClvUnit::Day, texts.unit_day), (ClvUnit::Week, texts.unit_week)];
    let units = units.map(|(unit, text)| (unit, text.to_owned()));
    let mut controls = of_page(params, say);
    controls.push(Control::new(ID, "unit", texts.unit_field, Input::choice(units, &params.unit)));
    controls.push(
        Control::new(ID, "calibration_end", texts.end_field, Input::Day(params.calibration_end)).helped(texts.end_help),
    );
    controls.push(show_payback::costs(params, say));
    controls.push(Control::new(ID, "most_correlation", texts.correlation_field, Input::Share(params.most_correlation)));
    controls
}

/// The fields of the page.
fn of_page(params: &ClvParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ClvTexts::of(say.language);
    let months = Input::Number { value: f64::from(params.months), min: 1.0, max: f64::from(MAX_MONTHS), step: 1.0 };
    let asked = [Asked::Auto, Asked::BgNbd, Asked::MbgNbd, Asked::ParetoNbd];
    let asked = asked.map(|asked| (asked, asked.model().map_or(texts.auto, Model::name).to_owned()));
    vec![
        Control::new(ID, "months", texts.months_field, months),
        Control::new(ID, "discount", texts.discount_field, Input::Share(params.discount)),
        Control::new(ID, "margin", texts.margin_field, Input::Share(params.margin)).helped(texts.margin_help),
        Control::new(ID, "model", texts.model_field, Input::choice(asked, &params.model)),
    ]
}

pub(super) struct Writer<'a> {
    pub(super) found: &'a Clv,
    pub(super) params: &'a ClvParams,
    pub(super) say: &'a Say<'a>,
    pub(super) texts: &'static ClvTexts,
    pub(super) figures: Figures,
    pub(super) tested: Figures,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, found: &'a Clv, params: &'a ClvParams, say: &'a Say<'a>) -> Self {
        let texts = ClvTexts::of(say.language);
        let mut origin = |definition| {
            let origin = say.origin(&found.provenance, definition, texts.source, say.words.rows);
            Figures { origin: page.origin(origin) }
        };
        let (figures, tested) = (origin(texts.definition), origin(texts.test_definition));
        Self { found, params, say, texts, figures, tested }
    }

    fn months(&self) -> String {
        (self.texts.months)(&self.params.months.to_string())
    }

    /// How far a model was off in the test.
    pub(super) fn off(&self, model: Model, backtest: &Backtest) -> Option<String> {
        self.strayed(backtest.models.get(model.key())?.total, backtest.actual)
    }

    /// How far what was expected is off what happened.
    pub(super) fn strayed(&self, expected: f64, actual: u64) -> Option<String> {
        let off = expected / actual as f64 - 1.0;
        let share = self.say.percent(off.abs());
        off.is_finite().then(|| match off {
            _ if off.abs() < RIGHT => self.texts.right.to_owned(),
            _ if off > 0.0 => (self.texts.too_many)(&share),
            _ => (self.texts.too_few)(&share),
        })
    }

    /// The customers in whom the test does not bear out what the model says of who is still there.
    pub(super) fn refuting(&self) -> Option<&'a AliveTested> {
        self.found.backtest.as_ref()?.refuting(self.params.small_sample)
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        match found.too_little {
            Some(TooLittle::Repeat) => {
                let least = LEAST_REPEAT.to_string();
                return (texts.too_few_repeat)(&say.count(found.repeat), &say.count(found.customers), &least);
            }
            Some(TooLittle::Days(days)) => {
                return (texts.too_few_days)(&days.to_string(), &LEAST_DAYS.to_string());
            }
            None => {}
        }
        let Some((model, worth)) = found.model.zip(found.worth.as_ref()) else { return texts.no_model.to_owned() };
        let test = found.backtest.as_ref().and_then(|backtest| {
            let expected = say.number(backtest.models.get(model.key())?.total);
            let actual = say.number(backtest.actual as f64);
            Some((texts.headline_tested)(&[expected, actual, self.off(model, backtest)?]))
        });
        let test = test.unwrap_or_else(|| texts.headline_untested.to_owned());
        let value = [say.number(worth.value.value), self.months(), say.precise(worth.per_customer)];
        let again = found.if_off_again(MUCH_OFF).map(|value| (texts.headline_off_again)(&say.number(value)));
        let sentences: Vec<String> = [test, (texts.headline_value)(&value)].into_iter().chain(again).collect();
        sentences.join(say.words.between_sentences)
    }

    fn notes(&self) -> Vec<Note> {
        let Self { found, say, texts, .. } = self;
        let mut notes = Vec::new();
        notes.extend(self.params.calibration_end.map(|end| {
            if end > found.as_of {
                Note::caution((texts.end_beyond)(&say.day(end), &say.day(found.as_of)))
            } else {
                Note::info((texts.as_of)(&say.day(found.as_of)))
            }
        }));
        for model in Model::ALL {
            let doubt = found.models.get(model.key()).and_then(|found| found.warning);
            let words = doubt.map(|doubt| match doubt {
                Doubt::NotConverged => texts.doubt_not_converged,
                Doubt::Border => texts.doubt_border,
                Doubt::Flat => texts.doubt_flat,
            });
            notes.extend(words.map(|words| Note::caution(words(model.name()))));
        }
        notes.extend(self.disagreement().map(Note::caution));
        let spend = found.gamma_gamma.as_ref().map_or(Some(SpendDoubt::NoFit), |spend| spend.warning);
        let correlation = found.gamma_gamma.as_ref().and_then(|spend| spend.correlation).unwrap_or_default();
        notes.extend(spend.filter(|_| found.model.is_some()).map(|doubt| {
            Note::caution(match doubt {
                SpendDoubt::Correlated => (texts.spend_correlated)(&say.precise(correlation)),
                SpendDoubt::NoFit | SpendDoubt::NoMean => texts.spend_no_fit.to_owned(),
            })
        }));
        if found.too_little.is_none() {
            notes.extend(say.few_customers(self.params.small_sample, found.repeat));
        }
        notes
    }

    /// What two models say of who is still a customer, where that is not the same.
    fn disagreement(&self) -> Option<String> {
        let found = self.found.disagreement.as_ref()?;
        let ([one, other], [most, least]) = (found.models, found.p_alive);
        let words = [one.name().to_owned(), self.say.percent(most), other.name().to_owned(), self.say.percent(least)];
        Some(if found.alike { (self.texts.disagree_alike)(&words) } else { (self.texts.disagree)(&words) })
    }

    fn interval(&self, estimate: &Estimate) -> String {
        let level = crate::domain::interval::Level::try_from(self.params.level).unwrap_or_default();
        let ends = estimate.low.zip(estimate.high);
        let words = |(low, high)| {
            let level = self.say.percent(level.get());
            (self.texts.interval_of_parameters)(&self.say.number(low), &self.say.number(high), &level)
        };
        ends.map(words).unwrap_or_default()
    }

    fn amount(&self, name: &str, label: &str, value: f64) -> Figure {
        self.figures.of(name, label, value, self.say.number(value))
    }

    fn forecast(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let mut tiles = Vec::new();
        if let Some((model, worth)) = found.model.zip(found.worth.as_ref()) {
            let Worth { value, per_customer, so_far, per_purchase, top_decile_share, .. } = worth;
            let label = (texts.value)(&self.months());
            let best = top_decile_share.map(|share| (texts.top_decile_note)(&say.percent(share))).unwrap_or_default();
            let again = found.if_off_again(RIGHT).map(|value| (texts.if_off_again)(&say.number(value)));
            let note = say.joined([self.interval(value), again.unwrap_or_default(), best]);
            tiles
                .push(Tile::new(label.as_str(), self.amount("clv.worth.value.value", &label, value.value)).noted(note));
            let each =
                self.figures.of("clv.worth.per_customer", texts.per_customer, per_customer, say.precise(*per_customer));
            let note = (texts.per_customer_note)(&say.count(found.customers), &say.count(found.repeat));
            tiles.push(Tile::new(texts.per_customer, each).noted(note));
            let of_model = found.models.get(model.key());
            if let Some(expected) = of_model.and_then(|found| found.expected) {
                let (name, label) =
                    (format!("clv.models.{}.expected.value", model.key()), (texts.expected)(&self.months()));
                let figure = self.amount(&name, &label, expected.value);
                tiles.push(Tile::new(label.as_str(), figure).noted(self.interval(&expected)));
            }
            if let Some(share) = of_model.and_then(|found| found.p_alive) {
                let figure = self.figures.of(
                    format!("clv.models.{}.p_alive", model.key()),
                    texts.alive,
                    share,
                    say.percent(share),
                );
                let by = (texts.alive_note)(model.name());
                tiles.push(match self.refuting() {
                    Some(_) => {
                        Tile::new(texts.alive_believed, figure).noted(say.joined([by, texts.not_borne_out.to_owned()]))
                    }
                    None => Tile::new(texts.alive, figure).noted(by),
                });
            }
            let one =
                self.figures.of("clv.worth.per_purchase", texts.per_purchase, per_purchase, say.precise(*per_purchase));
            tiles.push(Tile::new(texts.per_purchase, one));
            let so_far = self.amount("clv.worth.so_far", texts.so_far, so_far.to_f64());
            tiles.push(Tile::new(texts.so_far, so_far));
        } else {
            tiles.push(Tile::new(texts.customers, self.count("clv.customers", texts.customers, found.customers)));
            tiles.push(Tile::new(texts.bought, self.count("clv.repeat", texts.bought, found.repeat)));
        }
        Section::open(ID, vec![Part::Tiles(tiles)]).with(of_page(self.params, say))
    }

    fn count(&self, name: &str, label: &str, count: usize) -> Figure {
        self.figures.of(name, label, count, self.say.count(count))
    }

    fn tested(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(backtest) = &found.backtest else {
            if found.too_little.is_some() {
                return Section::new("backtest", "", Vec::new());
            }
            return Section::new("backtest", texts.tested, vec![Part::Muted(texts.too_short.to_owned())]);
        };
        let row = |key: &'static str, name: &str| {
            let tested = backtest.models.get(key)?;
            let figure = |field: &str, label: &str, value: f64, text: String| {
                Cell::from(self.tested.of(
                    format!("clv.backtest.models.{key}.{field}"),
                    format!("{name}: {label}"),
                    value,
                    text,
                ))
            };
            let top = tested.top_decile_share.map_or_else(
                || say.no_value(),
                |share| figure("top_decile_share", texts.top_decile, share, say.percent(share)),
            );
            Some(vec![
                Cell::from(name),
                figure("total", texts.expected_plain, tested.total, say.number(tested.total)),
                figure("mae", texts.missed, tested.mae, say.precise(tested.mae)),
                figure("rmse", texts.rmse, tested.rmse, say.precise(tested.rmse)),
                top,
            ])
        };
        let models = Model::ALL.into_iter().filter_map(|model| row(model.key(), model.name()));
        let plain = [("own_rate", texts.own_rate), ("nobody", texts.nobody)];
        let plain = plain.into_iter().filter_map(|(key, name)| row(key, name));
        let actual =
            self.tested.of("clv.backtest.actual", texts.actual, backtest.actual, say.number(backtest.actual as f64));
        let dash = || say.no_value();
        let happened = vec![Cell::from(texts.actual), Cell::from(actual), dash(), dash(), dash()];
        let table = Table {
            caption: texts.tested.to_owned(),
            show_caption: false,
            columns: [texts.model, texts.expected_plain, texts.missed, texts.rmse, texts.top_decile]
                .into_iter()
                .enumerate()
                .map(|(place, header)| if place == 0 { Column::text(header) } else { Column::number(header) })
                .collect(),
            rows: [happened].into_iter().chain(models).chain(plain).collect(),
        };
        let parts = vec![
            Part::Table(table),
            Part::Chart(Box::new(self.tracking(backtest))),
            Part::Muted(texts.tracking_note.to_owned()),
            Part::Chart(Box::new(self.by_week(backtest))),
            Part::Muted(texts.weeks_note.to_owned()),
            Part::Table(self.by_count(backtest)),
        ];
        let alive = (!backtest.by_p_alive.is_empty()).then(|| Part::Table(self.by_p_alive(backtest)));
        let aside = (texts.tested_aside)(&say.day(backtest.from), &say.day(backtest.to));
        Section::new("backtest", texts.tested, parts.into_iter().chain(alive).collect()).beside(aside)
    }

    /// Ways that need no model.
    fn simple(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let row = |age: &super::AtAge| {
            let figure = |field: &str, label: &str, value: f64, text: String| {
                Cell::from(self.figures.of(
                    format!("clv.at_age.{}.{field}", age.days),
                    format!("{} {label}", age.days),
                    value,
                    text,
                ))
            };
            vec![
                Cell::from(age.days.to_string()),
                figure("customers", texts.customers, age.customers as f64, say.count(age.customers)),
                figure("value", texts.brought, age.value, say.precise(age.value)),
            ]
        };
        let table = Table {
            caption: texts.at_age.to_owned(),
            show_caption: true,
            columns: vec![Column::text(texts.age), Column::number(texts.customers), Column::number(texts.brought)],
            rows: found.at_age.iter().map(row).collect(),
        };
        let multiple = found.worth.as_ref().and_then(|worth| worth.margin_multiple);
        let multiple = multiple.map(|multiple| Part::Text((texts.multiple)(&say.precise(multiple))));
        let table = (!found.at_age.is_empty()).then_some(Part::Table(table));
        Section::new("simple", texts.simple, table.into_iter().chain(multiple).collect())
    }

    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let border = found.worth.as_ref().map_or(0, |worth| worth.on_the_border);
        let refuted = self.refuting().zip(found.model).map(|(tested, model)| {
            (texts.do_not_trust_alive)(model.name(), &say.percent(tested.p_alive), &say.percent(tested.bought))
        });
        let border = refuted.or_else(|| (border > 0).then(|| (texts.do_border)(&say.count(border))));
        let tested = found.backtest.as_ref().zip(found.model);
        let trust = tested.and_then(|(backtest, model)| self.off(model, backtest)).map(|off| (texts.do_trust)(&off));
        let wait = found.model.is_none().then(|| texts.do_wait.to_owned());
        let steps: Vec<Cell> = [wait, border, trust].into_iter().flatten().map(Cell::from).collect();
        let links = vec![Link::new(texts.see_customers, "/customers")];
        let list = (!steps.is_empty()).then_some(Part::List(steps));
        Section::new(WHAT_TO_DO, say.words.what_to_do, list.into_iter().chain([Part::Actions(links)]).collect())
    }

    /// The parameters, and how all this is computed.
    fn how(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let row = |model: Model| {
            let fitted = found.models.get(model.key())?;
            let parameter = |name: &'static str| {
                let (value, error) =
                    (fitted.parameters.get(name)?.as_ref()?, fitted.standard_errors.get(name)?.as_ref()?);
                Some(format!("{name} {} (± {})", say.precise(*value), say.precise(*error)))
            };
            let shown: Vec<String> =
                model.parameters().into_iter().filter(|_| fitted.converged).filter_map(parameter).collect();
            let likelihood = fitted.log_likelihood.filter(|_| fitted.converged);
            let likelihood = likelihood.map_or_else(
                || say.no_value(),
                |value| {
                    let (name, label) = (format!("clv.models.{}.log_likelihood", model.key()), texts.log_likelihood);
                    Cell::from(self.figures.of(name, format!("{}: {label}", model.name()), value, say.precise(value)))
                },
            );
            let shown = if shown.is_empty() { say.no_value() } else { Cell::from(shown.join(say.words.separator)) };
            Some(vec![Cell::from(model.name()), shown, likelihood])
        };
        let table = Table {
            caption: texts.fits.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.model),
                Column::text(texts.parameters),
                Column::number(texts.log_likelihood),
            ],
            rows: Model::ALL.into_iter().filter_map(row).collect(),
        };
        let unit = if found.unit == ClvUnit::Day { texts.unit_day } else { texts.unit_week };
        let fits = vec![Part::Table(table), Part::Muted((texts.fitted_note)(&say.count(found.patterns), unit))];
        let definition = [Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
        let fits = fits.into_iter().filter(|_| found.too_little.is_none());
        let parts = fits.chain(definition).collect();
        Section::open("clv-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts })])
    }
}

//! Renewal as a page.

use crate::domain::interval::{Interval, Level};
use crate::domain::likelihood::Doubt;
use crate::indicators::page::{
    Cell, Chart, Column, Control, Curve, Curves, Figure, Fold, Input, Link, Note, Only, Page, Part, Plot, Section,
    Table, Tile, Tint,
};
use crate::indicators::survival::TimeUnit;
use crate::indicators::who_left::WhoLeft;
use crate::indicators::{Figures, Say};

use super::texts::RenewalTexts;
use super::{ID, Lacking, MAX_AHEAD, MOST_COUNT, Renewal, RenewalError, RenewalParams, Renewing};

/// Periods of the table.
const SHOWN: [usize; 11] = [1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 60];

/// p below this is said to be below it.
const LEAST_P: f64 = 0.001;

/// The projection, what was seen, what is still to come, and what to do.
pub fn show(found: &Renewal, params: &RenewalParams, say: &Say<'_>) -> Page {
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    page.headline = writer.headline();
    page.notes = writer.notes();
    page.add(writer.main());
    page.add(writer.residual());
    page.add(writer.what_to_do());
    page.add(writer.how());
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &RenewalError, say: &Say<'_>) -> String {
    let texts = RenewalTexts::of(say.language);
    match error {
        RenewalError::Ahead(given) => (texts.error_ahead)(&given.to_string(), &MAX_AHEAD.to_string()),
        RenewalError::Discount(given) => (texts.error_discount)(&given.to_string()),
        RenewalError::Counts => (texts.error_counts)(&MOST_COUNT.to_string()),
        RenewalError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields of the page, and of the settings page.
pub fn controls(params: &RenewalParams, say: &Say<'_>) -> Vec<Control> {
    let texts = RenewalTexts::of(say.language);
    let units = [
        (TimeUnit::Days, texts.unit_days),
        (TimeUnit::Weeks, texts.unit_weeks),
        (TimeUnit::Months, texts.unit_months),
        (TimeUnit::Years, texts.unit_years),
    ];
    let units = units.map(|(unit, text)| (unit, text.to_owned()));
    let ahead = Input::Number { value: f64::from(params.ahead), min: 1.0, max: f64::from(MAX_AHEAD), step: 1.0 };
    vec![
        Control::new(ID, "unit", texts.unit_field, Input::choice(units, &params.unit)),
        Control::new(ID, "ahead", texts.ahead_field, ahead),
        Control::new(ID, "discount", texts.discount_field, Input::Share(params.discount)),
        Control::new(ID, "counts", texts.counts_field, Input::Numbers(params.counts.clone())).helped(texts.counts_help),
    ]
}

struct Writer<'a> {
    found: &'a Renewal,
    params: &'a RenewalParams,
    say: &'a Say<'a>,
    texts: &'static RenewalTexts,
    figures: Figures,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, found: &'a Renewal, params: &'a RenewalParams, say: &'a Say<'a>) -> Self {
        let texts = RenewalTexts::of(say.language);
        let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
        Self { found, params, say, texts, figures: Figures { origin: page.origin(origin) } }
    }

    fn time(&self, periods: usize) -> String {
        let words = match self.found.unit {
            TimeUnit::Days => self.texts.days,
            TimeUnit::Weeks => self.texts.weeks,
            TimeUnit::Months => self.texts.months,
            TimeUnit::Years => self.texts.years,
        };
        words(&periods.to_string())
    }

    /// The models that can be shown, each with its key and name.
    fn models(&self) -> impl Iterator<Item = (&'static str, &'static str, &'a Renewing)> + Clone {
        let all = [("sbg", "sBG", &self.found.sbg), ("bdw", "BdW", &self.found.bdw)];
        all.into_iter().filter_map(|(key, name, model)| Some((key, name, model.as_ref()?)))
    }

    fn chosen(&self) -> Option<(&'static str, &'static str, &'a Renewing)> {
        self.models().find(|(key, ..)| Some(*key) == self.found.chosen)
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        if let Some(lacking) = found.lacking {
            return match lacking {
                Lacking::Columns => texts.lacks_columns.to_owned(),
                Lacking::Customers => texts.lacks_customers.to_owned(),
                Lacking::Nobody => (texts.lacks_nobody)(&say.count(found.customers)),
                Lacking::Periods => texts.lacks_periods.to_owned(),
                Lacking::TooLong => texts.lacks_too_long.to_owned(),
            };
        }
        let Some((.., model)) = self.chosen() else { return texts.no_model.to_owned() };
        if let Some((period, seen, modelled)) = self.miss(model) {
            return (texts.headline_seen)(&say.percent(seen), &self.time(period), &say.percent(modelled));
        }
        let until = model.survival.len().saturating_sub(1);
        let share = model.survival.last().copied().unwrap_or_default();
        let first = (texts.headline)(&say.percent(share), &self.time(until));
        [first, (texts.headline_payments)(&say.decimal(model.discounted))].join(say.words.between_sentences)
    }

    /// Where what a model says of the last period with enough customers lies beyond the interval of what was seen: the period
    /// and both shares. What it says of later ones is then no forecast.
    fn miss(&self, model: &Renewing) -> Option<(usize, f64, f64)> {
        let Self { found: Renewal { km, at_risk, .. }, params, .. } = self;
        let period = (1..at_risk.len())
            .rfind(|period| at_risk.get(*period).is_some_and(|n| params.small_sample.is_enough(*n)))?;
        let step = km.times.iter().rposition(|time| *time <= period as f64)?;
        let (seen, low, high) = (*km.survival.get(step)?, *km.low.get(step)?, *km.high.get(step)?);
        let modelled = *model.survival.get(period)?;
        (modelled < low || modelled > high).then_some((period, seen, modelled))
    }

    /// What is to be said beside whatever a model projects that misses what was seen; nothing of one that does not.
    fn caution(&self, model: &Renewing) -> String {
        self.miss(model).map(|_| self.texts.misses.to_owned()).unwrap_or_default()
    }

    fn p(&self, p: f64) -> String {
        if p < LEAST_P { (self.texts.p_below)(&LEAST_P.to_string()) } else { (self.texts.p_is)(&format!("{p:.3}")) }
    }

    fn notes(&self) -> Vec<Note> {
        let Self { found, say, texts, .. } = self;
        let mut notes = Vec::new();
        if found.typed {
            notes.push(Note::info(texts.typed));
        }
        notes.extend(found.joined.map(|joined| joined.note(say)));
        if let Some(test) = found.likelihood_ratio {
            let words = if found.chosen == Some("bdw") { texts.test_changes } else { texts.test_same };
            notes.push(Note::info(words(&self.p(test.p))));
        }
        for (_, name, model) in self.models() {
            let words = model.warning.map(|doubt| match doubt {
                Doubt::NotConverged => texts.doubt_not_converged,
                Doubt::Border => texts.doubt_border,
                Doubt::Flat => texts.doubt_flat,
            });
            notes.extend(words.map(|words| Note::caution(words(name))));
        }
        if found.no_time > 0 {
            notes.push(Note::caution((texts.no_time)(&say.count(found.no_time))));
        }
        notes.extend(say.few_customers(self.params.small_sample, found.customers));
        notes
    }

    fn share(&self, name: String, label: &str, share: f64) -> Figure {
        self.figures.of(name, label, share, self.say.percent(share))
    }

    fn main(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        if found.customers == 0 {
            return Section::new(ID, "", Vec::new()).with(controls(self.params, say));
        }
        let count = |name: &str, label: &str, count: usize| self.figures.of(name, label, count, say.count(count));
        // Counts that were typed in are of nobody known.
        let leading = |tile: Tile, way: Only| if found.typed { tile } else { tile.of(way) };
        let [to_all, to_left] = WhoLeft::ways(ID);
        let customers = Tile::new(texts.customers, count("renewal.customers", texts.customers, found.customers));
        let left = Tile::new(texts.left, count("renewal.left", texts.left, found.left));
        let mut tiles = vec![leading(customers, to_all), leading(left, to_left)];
        if let Some((key, name, model)) = self.chosen() {
            let until = model.survival.len().saturating_sub(1);
            let label = (texts.projected)(&self.time(until));
            let share = model.survival.last().copied().unwrap_or_default();
            let figure = self.share(format!("renewal.{key}.survival.{until}"), &label, share);
            let note = model.last.map(|last| say.share_interval(last, self.level())).unwrap_or_default();
            let misses = self.caution(model);
            tiles.push(Tile::new(label.as_str(), figure).noted(say.joined([misses.clone(), name.to_owned(), note])));
            let figure = self.figures.of(
                format!("renewal.{key}.discounted"),
                texts.payments,
                model.discounted,
                say.precise(model.discounted),
            );
            let note = model.discounted_interval.map(|ends| self.payments(ends)).unwrap_or_default();
            tiles.push(Tile::new(texts.payments, figure).noted(say.joined([misses, note])));
        }
        if let Some(first) = found.seen.get(1) {
            tiles.push(Tile::new(
                texts.first_renewal,
                self.share("renewal.seen.1".to_owned(), texts.first_renewal, *first),
            ));
        }
        let mut parts = vec![Part::Tiles(tiles)];
        if found.seen.len() > 1 {
            parts.push(Part::Chart(Box::new(self.chart())));
            parts.push(Part::Table(self.table()));
        }
        Section::open(ID, parts).with(controls(self.params, say))
    }

    fn level(&self) -> Level {
        Level::try_from(self.params.level).unwrap_or_default()
    }

    fn chart(&self) -> Chart {
        let Self { found, say, texts, .. } = self;
        let last = found.seen.last().copied().unwrap_or_default();
        let sound = self.models().filter(|(.., model)| model.converged);
        let words = match sound.clone().count() {
            0 => texts.chart_seen,
            1 => texts.chart_one,
            _ => texts.chart,
        };
        let title = words(&say.percent(last), &self.time(found.periods));
        let sound = sound.zip(1..);
        let models = sound.map(|((_, name, model), group)| Curve {
            name: name.to_owned(),
            times: (0..model.survival.len()).map(|period| period as f64).collect(),
            shares: model.survival.clone(),
            intervals: model.intervals.iter().map(|ends| Some((ends.low, ends.high))).collect(),
            at_risk: Vec::new(),
            until: model.survival.len().saturating_sub(1) as f64,
            tint: Tint::Group(group),
        });
        let plot = Curves {
            curves: [self.seen_curve()].into_iter().chain(models).collect(),
            time: texts.periods.to_owned(),
            share: texts.chart_plain.to_owned(),
            interval: say.words.interval.to_owned(),
            at_risk: texts.followed.to_owned(),
            group: texts.model.to_owned(),
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.customers, found.provenance.period),
            empty: texts.chart_plain.to_owned(),
            height: 280,
            plot: Plot::Curves(plot),
        }
    }

    /// What was seen.
    fn seen_curve(&self) -> Curve {
        let km = &self.found.km;
        let ends = km.low.iter().zip(&km.high).zip(&km.survival);
        Curve {
            name: self.texts.seen.to_owned(),
            times: km.times.clone(),
            shares: km.survival.clone(),
            intervals: ends.map(|((low, high), share)| (*share > 0.0).then_some((*low, *high))).collect(),
            at_risk: km.at_risk.iter().map(|n| *n as u64).collect(),
            until: km.until,
            tint: Tint::Accent,
        }
    }

    fn table(&self) -> Table {
        let Self { found, say, texts, .. } = self;
        let models: Vec<_> = self.models().filter(|(.., model)| model.converged).collect();
        let until = models.iter().map(|(.., model)| model.survival.len()).max().unwrap_or(found.seen.len());
        let cell = |name: String, label: &str, values: &[f64], period: usize| {
            values.get(period).map_or_else(
                || say.no_value(),
                |share| Cell::from(self.share(format!("{name}.{period}"), label, *share)),
            )
        };
        let row = |period: usize| {
            let time = self.time(period);
            let at_risk = found.at_risk.get(period).filter(|n| **n > 0).map_or_else(
                || say.no_value(),
                |n| Cell::from(self.figures.of(format!("renewal.at_risk.{period}"), time.as_str(), n, say.count(*n))),
            );
            let seen = cell("renewal.seen".to_owned(), &time, &found.seen, period);
            let of = models.iter().map(|(key, _, model)| {
                let cell = cell(format!("renewal.{key}.survival"), &time, &model.survival, period);
                match model.intervals.get(period) {
                    Some(ends) => cell.above(say.share_interval(*ends, self.level())),
                    None => cell,
                }
            });
            [Cell::whole(time.clone()), at_risk, seen].into_iter().chain(of).collect()
        };
        let columns = [Column::text(texts.periods), Column::number(texts.followed), Column::number(texts.seen)];
        Table {
            caption: texts.table.to_owned(),
            show_caption: true,
            columns: columns.into_iter().chain(models.iter().map(|(_, name, _)| Column::number(*name))).collect(),
            rows: SHOWN.into_iter().filter(|period| *period < until).map(row).collect(),
        }
    }

    /// The interval of payments.
    fn payments(&self, ends: Interval) -> String {
        self.say.interval(&self.say.precise(ends.low), &self.say.precise(ends.high), self.level())
    }

    fn residual(&self) -> Section {
        let Self { say, texts, .. } = self;
        let models: Vec<_> = self.models().filter(|(.., model)| model.converged).collect();
        let Some((.., first)) = models.first() else { return Section::new("residual", "", Vec::new()) };
        let row = |place: usize| {
            let period = (place + 1).to_string();
            let of = models.iter().map(|(key, name, model)| {
                let value = model.residual.get(place).copied().unwrap_or_default();
                let label = format!("{name}, {} {period}", texts.in_period);
                let figure =
                    self.figures.of(format!("renewal.{key}.residual.{place}"), label, value, say.precise(value));
                match model.residual_intervals.get(place) {
                    Some(ends) => Cell::from(figure).above(self.payments(*ends)),
                    None => Cell::from(figure),
                }
            });
            [Cell::from(period.as_str())].into_iter().chain(of).collect()
        };
        let table = Table {
            caption: texts.residual.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.in_period)]
                .into_iter()
                .chain(models.iter().map(|(_, name, _)| Column::number(*name)))
                .collect(),
            rows: (0..first.residual.len()).map(row).collect(),
        };
        let misses = self.chosen().map(|(.., model)| self.caution(model)).filter(|caution| !caution.is_empty());
        let misses = misses.map(|caution| Part::Note(Note::caution(caution)));
        let parts =
            misses.into_iter().chain([Part::Muted(texts.residual_note.to_owned()), Part::Table(table)]).collect();
        Section::new("residual", texts.residual, parts)
    }

    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        // Where the most of those followed leave, of enough of them.
        let enough = |period: usize| found.at_risk.get(period).is_some_and(|n| self.params.small_sample.is_enough(*n));
        let pairs = found.seen.iter().zip(found.seen.iter().skip(1)).zip(1..);
        let lost = pairs.filter(|((before, _), period)| **before > 0.0 && enough(*period));
        let lost = lost.map(|((before, after), period)| (period, 1.0 - after / before));
        let worst = lost.max_by(|(_, left), (_, right)| left.total_cmp(right)).filter(|(_, share)| *share > 0.0);
        let worst = worst.map(|(period, share)| match period {
            1 => (texts.do_first)(&say.percent(share)),
            _ => (texts.do_worst)(&period.to_string(), &say.percent(share)),
        });
        // No sum is built on a model that does not follow what was seen.
        let value = self.chosen().filter(|(.., model)| self.miss(model).is_none());
        let value = value.map(|(.., model)| (texts.do_value)(&say.decimal(model.discounted)));
        let steps: Vec<Cell> = [worst, value].into_iter().flatten().map(Cell::from).collect();
        let links = vec![Link::new(texts.to_survival, "/retention/survival")];
        say.next_steps(steps, links)
    }

    fn how(&self) -> Section {
        let Self { say, texts, .. } = self;
        let row = |(key, name, model): (&str, &str, &Renewing)| {
            let of = |(name, value): (&&str, &f64)| {
                let error = model.standard_errors.get(*name).copied().flatten()?;
                Some(format!("{name} {value:.4} (± {error:.4})"))
            };
            let shown: Vec<String> = model.parameters.iter().filter_map(of).collect();
            let likelihood = model.log_likelihood;
            let label = format!("{name}: {}", texts.log_likelihood);
            let figure =
                self.figures.of(format!("renewal.{key}.log_likelihood"), label, likelihood, say.precise(likelihood));
            vec![Cell::from(name), Cell::from(shown.join(say.words.separator)), Cell::from(figure)]
        };
        let table = Table {
            caption: texts.parameters.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.model),
                Column::text(texts.parameters),
                Column::number(texts.log_likelihood),
            ],
            rows: self.models().filter(|(.., model)| model.converged).map(row).collect(),
        };
        let fits = (!table.rows.is_empty()).then_some(Part::Table(table));
        let words = [Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
        let parts = fits.into_iter().chain(words).collect();
        Section::open("renewal-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts })])
    }
}
